package rules

import (
	"testing"
	"time"
)

// Each decision explains its dates in a sentence.
func TestReasons(t *testing.T) {
	const when = "2026-12-01 14:00"
	tests := []struct {
		name, start, by, now string
		tell                 []Event
		country              string
		kind                 Kind
		want                 string
	}{
		{"two hours after", when, "", "2026-12-01 15:00", nil, "", ThankYou,
			"The interview ended Tue 1 Dec 15:00; two hours after is 17:00"},
		{"to come", when, "", "2026-11-30 15:00", nil, "", ThankYou,
			"The interview ends Tue 1 Dec 15:00; two hours after is 17:00"},
		{"past the waking hours", "2026-12-01 19:00", "", "2026-12-01 20:00", nil, "", ThankYou,
			"The interview ended Tue 1 Dec 20:00; two hours after is 22:00, which is outside your waking hours " +
				"08:00–21:00, so Wed 2 Dec 08:00"},
		{"before the waking hours", "2026-12-01 04:00", "", "2026-12-01 05:00", nil, "", ThankYou,
			"The interview ended Tue 1 Dec 05:00; two hours after is 07:00, which is outside your waking hours " +
				"08:00–21:00, so at 08:00"},
		{"found late", when, "", "2026-12-03 10:00", nil, "", ThankYou,
			"The interview ended Tue 1 Dec 15:00; two hours after is 17:00; that has passed, so Thu 3 Dec 10:00"},
		{"found late, at night", when, "", "2026-12-02 22:00", nil, "", ThankYou,
			"The interview ended Tue 1 Dec 15:00; two hours after is 17:00; that has passed, and it is now outside " +
				"your waking hours 08:00–21:00, so Thu 3 Dec 08:00"},
		{"the 24 hours take precedence over the waking hours",
			"2026-12-01 22:00", "", "2026-12-02 22:30", nil, "", ThankYou,
			"The interview ended Tue 1 Dec 23:00; its 24 hours are over before you wake, Thu 3 Dec 08:00, so Wed 2 " +
				"Dec 22:30"},
		{"a promised date", when, "2026-12-04", "2026-12-01 15:00", nil, "", UpdateRequest,
			"They said by Fri 4 Dec; two business days after is Tue 8 Dec"},
		{"a holiday does not count", when, "2026-12-24", "2026-12-01 15:00", nil, "DE", UpdateRequest,
			"They said by Thu 24 Dec; two business days after (without Fri 25 Dec, Weihnachtstag) is Tue 29 Dec"},
		{"no date", when, "", "2026-12-01 15:00", nil, "", UpdateRequest,
			"No date was named; the interview was on Tue 1 Dec; seven days after and five business days after are " +
				"both Tue 8 Dec"},
		{"no date, on a weekend", "2026-12-05 10:00", "", "2026-12-05 15:00", nil, "", UpdateRequest,
			"No date was named; the interview was on Sat 5 Dec; the later of seven days after, Sat 12 Dec, and " +
				"five business days after, Fri 11 Dec, is Sat 12 Dec; the next business day is Mon 14 Dec"},
		{"over the new year", when, "2026-12-31", "2026-12-01 15:00", nil, "DE", UpdateRequest,
			"They said by Thu 31 Dec; two business days after (without Fri 1 Jan 2027, Neujahrstag) is Tue 5 Jan 2027"},
		{"snoozed", when, "2026-12-04", "2026-12-07 15:00",
			[]Event{{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 10, 12, 0, 0, 0, time.UTC)}}, "", UpdateRequest,
			"They said by Fri 4 Dec; two business days after is Tue 8 Dec; snoozed until Thu 10 Dec 13:00"},
		{"snoozed into a weekend", when, "2026-12-04", "2026-12-07 15:00",
			[]Event{{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 12, 9, 0, 0, 0, time.UTC)}}, "", UpdateRequest,
			"They said by Fri 4 Dec; two business days after is Tue 8 Dec; snoozed until Sat 12 Dec 10:00, which " +
				"is outside the office hours 09:00–21:00 of business days, so Mon 14 Dec 09:00"},
		{"undecided", when, "", "2026-12-09 10:30", []Event{{Kind: Undecided}}, "", UndecidedReply,
			"They answered on Wed 9 Dec 10:30 that nothing is decided yet"},
		{"a no", when, "", "2026-12-09 22:15", []Event{{Kind: Rejected}}, "", RejectionThanks,
			"They said no on Wed 9 Dec 22:15, which is outside your waking hours 08:00–21:00, so Thu 10 Dec 08:00"},
		{"no date for the next round", when, "2026-12-18", "2026-12-09 10:30", []Event{{Kind: Advanced}}, "",
			UpdateRequest,
			"They named no date when they asked on Wed 9 Dec to meet again; seven days after and five business " +
				"days after are both Wed 16 Dec"},
		{"a day by which the date of the next round is known", when, "", "2026-12-09 10:30",
			[]Event{{Kind: Advanced, Until: Date{2026, 12, 11}}}, "", UpdateRequest,
			"They said by Fri 11 Dec; two business days after is Tue 15 Dec"},
		{"an offer", when, "", "2026-12-09 10:30", []Event{{Kind: Offered}}, "", OfferThanks,
			"They made an offer on Wed 9 Dec 10:30"},
		{"the day of the answer", when, "", "2026-12-09 10:30", []Event{{Kind: Offered, Until: Date{2026, 12, 28}}},
			"DE", OfferAnswer,
			"They want your answer by Mon 28 Dec; two business days before (without Fri 25 Dec, Weihnachtstag) is " +
				"Wed 23 Dec"},
		{"the day of the answer is near", when, "", "2026-12-09 10:30",
			[]Event{{Kind: Offered, Until: Date{2026, 12, 10}}}, "", OfferAnswer,
			"They want your answer by Thu 10 Dec; two business days before is Tue 8 Dec; the offer came on Wed 9 " +
				"Dec 10:30, so the day after it"},
		{"a no-show", when, "", "2026-12-01 14:20", []Event{{Kind: NoShow}}, "", NoShowNote,
			"They did not turn up on Tue 1 Dec 14:20"},
		{"a week after a no-show", when, "2026-12-18", "2026-12-01 14:20", []Event{{Kind: NoShow}}, "", UpdateRequest,
			"They did not turn up on Tue 1 Dec; seven days after and five business days after are both Tue 8 Dec"},
		{"withdrawn", when, "", "2026-12-09 22:15", []Event{{Kind: Stopped, Note: Withdrawal}}, "", Withdrawal,
			"You withdrew on Wed 9 Dec 22:15, which is outside your waking hours 08:00–21:00, so Thu 10 Dec 08:00"},
		{"in touch", when, "", "2026-12-09 22:15", []Event{{Kind: Rejected}}, "", StayInTouch,
			"They said no on Wed 9 Dec; 30 days after is Fri 8 Jan 2027"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultPolicy(zone(t, "Europe/Berlin"))
			var err error
			if p.Calendar, err = NewCalendar(CalendarConfig{Country: tt.country}); err != nil {
				t.Fatal(err)
			}
			s := newStory(t, p, tt.start, time.Hour)
			s.iv().DecisionBy = date(t, tt.by)
			for _, e := range tt.tell {
				s.tell(tt.now, e)
			}
			for _, step := range Decide(s.c, s.p, s.at(tt.now)).Steps {
				if step.Kind == tt.kind {
					if step.Why != tt.want {
						t.Errorf("the reason is\n  %s\nwant\n  %s", step.Why, tt.want)
					}
					return
				}
			}
			t.Errorf("there is no %s", tt.kind)
		})
	}
}

// A last call at the end of the waking hours stays there, so there is nothing to explain.
func TestLastCallAtEndOfDay(t *testing.T) {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 22:00", time.Hour)
	s.runs(s.iv().Start, s.at("2026-12-02 12:00"))
	step := Decide(s.c, s.p, s.at("2026-12-02 12:00")).Steps[0]
	want := "Nobody said that the thank-you was sent; the interview ended Tue 1 Dec 23:00, 22 hours after is Wed 2 " +
		"Dec 21:00"
	if !step.LastCall || step.Why != want || !step.Due.Equal(s.at("2026-12-02 21:00")) {
		t.Errorf("it comes %s: %s\nwant 21:00: %s", step.Due, step.Why, want)
	}
}

// After a skipped note, the reason for the next one does not say that it was sent.
func TestReasonAfterSkippedNote(t *testing.T) {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
	s.c.Hook = "a prize"
	s.tell("2026-12-09 22:15", Event{Kind: Rejected})
	s.runs(s.at("2026-12-09 22:15"), s.at("2027-01-08 10:00"))
	s.tell("2027-01-09 10:00", Event{Kind: Skipped, Note: StayInTouch, To: jo, Round: 1})
	want := "The last note to stay in touch was skipped on Sat 9 Jan; 90 days after is Fri 9 Apr"
	if steps := Decide(s.c, s.p, s.at("2027-01-10 10:00")).Steps; len(steps) != 1 || steps[0].Why != want {
		t.Errorf("got %+v, want one because: %s", steps, want)
	}
}
