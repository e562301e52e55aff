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
		{"a minute before the two hours", nil, "", "2026-12-01 16:59", ThankYou, ""},
		{"after two hours it is due", nil, "", "2026-12-01 17:00", ThankYou, "due"},
		{"the last minute of its 24 hours", nil, "", "2026-12-02 14:59", ThankYou, "due"},
		{"from 24 hours on it is worded as late", nil, "", "2026-12-02 15:00", ThankYou, "late"},
		{"at 72 hours it may still go", nil, "", "2026-12-04 15:00", ThankYou, "late"},
		{"later not", nil, "", "2026-12-04 15:01", ThankYou, "missed"},

		{"a minute before 22 hours there is no last call", nil, "2026-12-01 17:00", "2026-12-02 12:59", ThankYou, ""},
		{"after 22 hours there is", nil, "2026-12-01 17:00", "2026-12-02 13:00", ThankYou, "last call"},
		{"at 24 hours it may still go", nil, "2026-12-01 17:00", "2026-12-02 15:00", ThankYou, "last call"},
		{"later not, and it is no missed note", nil, "2026-12-01 17:00", "2026-12-02 15:01", ThankYou, ""},
		{"four hours after a late first it comes", nil, "2026-12-02 09:00", "2026-12-02 13:00", ThankYou, "last call"},
		{"a minute less apart, and it is dropped", nil, "2026-12-02 09:01", "2026-12-02 13:00", ThankYou, ""},
		{"for good, not until they are apart", nil, "2026-12-02 09:01", "2026-12-02 14:00", ThankYou, ""},

		{"a reply is due for three days on the calendar", heard(Undecided), "", "2026-12-07 10:00", UndecidedReply,
			"due"},
		{"and not a minute longer", heard(Undecided), "", "2026-12-07 10:01", UndecidedReply, "missed"},
		{"thanks for a no are due for fourteen", heard(Rejected), "", "2026-12-18 10:00", RejectionThanks, "due"},
		{"and not a minute longer", heard(Rejected), "", "2026-12-18 10:01", RejectionThanks, "missed"},

		{"thanks for an offer are due for three days", heard(Offered), "", "2026-12-07 10:00", OfferThanks, "due"},
		{"and not a minute longer", heard(Offered), "", "2026-12-07 10:01", OfferThanks, "missed"},
		{"or until the day before the answer", offered("2026-12-06"), "", "2026-12-05 23:59", OfferThanks, "due"},
		{"whose own day has the answer", offered("2026-12-06"), "", "2026-12-06 00:00", OfferThanks, "missed"},
		{"on which there are none, missed or not", offered("2026-12-04"), "", "2026-12-04 10:00", OfferThanks, ""},
		{"and no word about an answer that was due at once", offered("2026-12-04"), "", "2026-12-05 00:00",
			OfferAnswer, ""},
		{"two business days before the answer, a minute before send_at", offered("2026-12-18"), "", "2026-12-16 08:59",
			OfferAnswer, ""},
		{"then the user has a word", offered("2026-12-18"), "", "2026-12-16 09:00", OfferAnswer, "due"},
		{"up to the last minute of the day of the answer", offered("2026-12-18"), "", "2026-12-18 23:59", OfferAnswer,
			"due"},
		{"and no longer", offered("2026-12-18"), "", "2026-12-19 00:00", OfferAnswer, "missed"},
		{"another time may be offered for 24 hours", heard(NoShow), "", "2026-12-05 10:00", NoShowNote, "due"},
		{"and not a minute longer", heard(NoShow), "", "2026-12-05 10:01", NoShowNote, "missed"},
		{"a letter of withdrawal is due for three days", withLetter, "", "2026-12-07 10:00", Withdrawal, "due"},
		{"and not a minute longer", withLetter, "", "2026-12-07 10:01", Withdrawal, "missed"},

		{"the day before a week is over nobody is asked", nil, "2026-12-01 17:00", "2026-12-08 08:59", UpdateRequest,
			""},
		{"then they are, from send_at on", nil, "2026-12-01 17:00", "2026-12-08 09:00", UpdateRequest, "due"},
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

// If the waking hours are so short that the next ones start after the 24 hours, the thank-you goes out 23 hours
// after the end.
func TestThankYouBeforeShortWakingHours(t *testing.T) {
	p := DefaultPolicy(zone(t, "Europe/Berlin"))
	p.Waking, p.SendAt = Hours{8 * 60, 9 * 60}, 8*60
	s := newStory(t, p, "2026-12-01 06:30", time.Hour) // its 24 hours end on Wednesday 07:30, half an hour too early
	got := s.lines(s.runs(s.iv().Start, s.at("2026-12-02 12:00")))
	if len(got) != 1 || got[0] != "thank-you to jo@acme.test Wed 2 Dec 06:30" {
		t.Errorf("got %v, want a thank-you at 06:30, 23 hours after the end", got)
	}
}
