package rules

import (
	"testing"
	"time"
)

// The last minute at which something holds, and the first at which it does not. The interview ends on Tuesday 1
// December at 15:00, and every hour is a waking hour.
func TestBoundaries(t *testing.T) {
	heard := func(kind EventKind) []Event { return []Event{{Kind: kind}} } // on Friday 4 December at 10:00
	offered := func(until string) []Event { return []Event{{Kind: Offered, Until: date(t, until)}} }
	withLetter := []Event{{Kind: Stopped, Note: Withdrawal}}
	tests := []struct {
		name  string
		told  []Event
		first string // when the first thank-you was delivered, if it was
		now   string
		kind  Kind
		want  string // "due", "late", "last call", "missed" or ""
	}{
		{"a thank-you is not due a minute before two hours have passed", nil, "", "2026-12-01 16:59", ThankYou, ""},
		{"it is due after two hours", nil, "", "2026-12-01 17:00", ThankYou, "due"},
		{"it is on time until the last minute of 24 hours", nil, "", "2026-12-02 14:59", ThankYou, "due"},
		{"from 24 hours on it is worded as late", nil, "", "2026-12-02 15:00", ThankYou, "late"},
		{"it may still go after exactly 72 hours", nil, "", "2026-12-04 15:00", ThankYou, "late"},
		{"it is missed a minute later", nil, "", "2026-12-04 15:01", ThankYou, "missed"},

		{"no last call comes a minute before 22 hours", nil, "2026-12-01 17:00", "2026-12-02 12:59", ThankYou, ""},
		{"a last call comes 22 hours after the interview",
			nil, "2026-12-01 17:00", "2026-12-02 13:00", ThankYou, "last call"},
		{"it may still go after exactly 24 hours", nil, "2026-12-01 17:00", "2026-12-02 15:00", ThankYou, "last call"},
		{"a minute later it does not come, and is not a missed note",
			nil, "2026-12-01 17:00", "2026-12-02 15:01", ThankYou, ""},
		{"it comes if the first came four hours before",
			nil, "2026-12-02 09:00", "2026-12-02 13:00", ThankYou, "last call"},
		{"it is dropped if the first came a minute less before",
			nil, "2026-12-02 09:01", "2026-12-02 13:00", ThankYou, ""},
		{"once dropped, it does not come later", nil, "2026-12-02 09:01", "2026-12-02 14:00", ThankYou, ""},

		{"a reply is due for three calendar days", heard(Undecided), "", "2026-12-07 10:00", UndecidedReply,
			"due"},
		{"a reply is missed a minute later", heard(Undecided), "", "2026-12-07 10:01", UndecidedReply, "missed"},
		{"thanks for a no are due for 14 days", heard(Rejected), "", "2026-12-18 10:00", RejectionThanks, "due"},
		{"thanks for a no are missed a minute later",
			heard(Rejected), "", "2026-12-18 10:01", RejectionThanks, "missed"},

		{"thanks for an offer are due for three days", heard(Offered), "", "2026-12-07 10:00", OfferThanks, "due"},
		{"thanks for an offer are missed a minute later",
			heard(Offered), "", "2026-12-07 10:01", OfferThanks, "missed"},
		{"with a day for the answer, thanks for an offer are due until the day before it",
			offered("2026-12-06"), "", "2026-12-05 23:59", OfferThanks, "due"},
		{"thanks for an offer are missed on the day of the answer",
			offered("2026-12-06"), "", "2026-12-06 00:00", OfferThanks, "missed"},
		{"an offer to be answered today calls for no thanks, not even missed ones",
			offered("2026-12-04"), "", "2026-12-04 10:00", OfferThanks, ""},
		{"nor for a reminder of the answer", offered("2026-12-04"), "", "2026-12-05 00:00",
			OfferAnswer, ""},
		{"the reminder of the answer is not due a minute before send_at, two business days ahead",
			offered("2026-12-18"), "", "2026-12-16 08:59", OfferAnswer, ""},
		{"it is due from send_at on", offered("2026-12-18"), "", "2026-12-16 09:00", OfferAnswer, "due"},
		{"it is due until the last minute of the day of the answer",
			offered("2026-12-18"), "", "2026-12-18 23:59", OfferAnswer, "due"},
		{"it is missed after that day", offered("2026-12-18"), "", "2026-12-19 00:00", OfferAnswer, "missed"},
		{"a note after a no-show is due for 24 hours", heard(NoShow), "", "2026-12-05 10:00", NoShowNote, "due"},
		{"a note after a no-show is missed a minute later",
			heard(NoShow), "", "2026-12-05 10:01", NoShowNote, "missed"},
		{"a withdrawal is due for three days", withLetter, "", "2026-12-07 10:00", Withdrawal, "due"},
		{"a withdrawal is missed a minute later", withLetter, "", "2026-12-07 10:01", Withdrawal, "missed"},

		{"an update request is not due a minute before send_at, a week after the interview",
			nil, "2026-12-01 17:00", "2026-12-08 08:59", UpdateRequest, ""},
		{"it is due from send_at on", nil, "2026-12-01 17:00", "2026-12-08 09:00", UpdateRequest, "due"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultPolicy(zone(t, "Europe/Berlin"))
			p.Waking = Hours{0, 24 * 60}
			s := newStory(t, p, "2026-12-01 14:00", time.Hour)
			for _, e := range tt.told {
				s.tell("2026-12-04 10:00", e)
			}
			if tt.first != "" {
				s.c = s.c.Deliver(Step{Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Round: 1},
					To: []Person{jo}}, s.at(tt.first))
			}
			d := Decide(s.c, s.p, s.at(tt.now))
			got := ""
			for _, step := range d.Steps {
				if step.Kind == tt.kind && !step.Due.After(s.at(tt.now)) {
					switch {
					case step.LastCall:
						got = "last call"
					case step.Late:
						got = "late"
					default:
						got = "due"
					}
				}
			}
			for _, step := range d.Missed {
				if step.Kind == tt.kind {
					got = "missed"
				}
			}
			if got != tt.want {
				t.Errorf("at %s the %s is %q, want %q", tt.now, tt.kind, got, tt.want)
			}
		})
	}
}

// If the waking hours are so short that the next ones start after the 24 hours, the thank-you goes out 23 hours after
// the end.
func TestThankYouBeforeShortWakingHours(t *testing.T) {
	p := DefaultPolicy(zone(t, "Europe/Berlin"))
	p.Waking, p.SendAt = Hours{8 * 60, 9 * 60}, 8*60
	// Its 24 hours end on Wednesday at 07:30, half an hour before the waking hours.
	s := newStory(t, p, "2026-12-01 06:30", time.Hour)
	got := s.lines(s.runs(s.iv().Start, s.at("2026-12-02 12:00")))
	if len(got) != 1 || got[0] != "thank-you to jo@acme.test Wed 2 Dec 06:30" {
		t.Errorf("got %v, want a thank-you at 06:30, 23 hours after the end", got)
	}
}
