package rules

import (
	"testing"
	"time"
)

// Snoozed, moved, late and at odd hours.
func TestLateLifetimes(t *testing.T) {
	b := berlin{t}
	testLifetimes(t, []lifetime{
		{
			name: "snoozed", start: "2026-12-01 14:00",
			rows: []row{
				{why: "snoozed until the next morning",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 2, 9, 30, 0, 0, time.UTC)},
					until: "2026-12-08 00:00",
					want:  []string{"thank-you to jo@acme.test Wed 2 Dec 10:30"}},
				{why: "snoozed over the new year",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2027, 1, 2, 9, 0, 0, 0, time.UTC)},
					until: "2027-01-04 12:00",
					want:  []string{"update-request to jo@acme.test Mon 4 Jan 09:00"}},
			},
		},
		{
			name: "snoozed, then an offer", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "nothing for a fortnight",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 15, 9, 0, 0, 0, time.UTC)},
					until: "2026-12-07 10:00"},
				{why: "the offer ends the snooze, so its thanks come on time", tell: &Event{Kind: Offered},
					until: "2027-12-01 00:00", want: []string{"offer-thanks to jo@acme.test Mon 7 Dec 10:00"}},
			},
		},
		{
			name: "snoozed, then undecided", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "nothing for a fortnight",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 16, 9, 0, 0, 0, time.UTC)},
					until: "2026-12-07 10:00"},
				{why: "the answer ends the snooze", tell: &Event{Kind: Undecided}, until: "2026-12-07 10:00",
					want: []string{"undecided-reply to jo@acme.test Mon 7 Dec 10:00"}},
				{why: "taken back, it leaves the snooze in force", edit: undone, until: "2026-12-16 12:00",
					want: []string{"update-request to jo@acme.test Wed 16 Dec 10:00"}},
			},
		},
		{
			name: "snoozed, then withdrawn", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "nothing for a fortnight",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 16, 9, 0, 0, 0, time.UTC)},
					until: "2026-12-01 15:00"},
				{why: "but the requested letter comes at once", tell: &Event{Kind: Stopped, Note: Withdrawal},
					until: "2027-12-01 00:00", want: []string{"withdrawal to jo@acme.test Tue 1 Dec 15:00"}},
			},
		},
		{
			name: "undecided, then snoozed", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the thank-you", until: "2026-12-07 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "an answer at night, with a reply in the morning", tell: &Event{Kind: Undecided},
					until: "2026-12-07 22:30"},
				{why: "a snooze told after the answer counts",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 8, 11, 0, 0, 0, time.UTC)},
					until: "2026-12-08 11:00"},
				{why: "and a mark does not end it", tell: &Event{Kind: Sent, Note: ThankYou},
					until: "2026-12-09 00:00", want: []string{"undecided-reply to jo@acme.test Tue 8 Dec 12:00"}},
			},
		},
		{
			name: "moved to another day", start: "2026-12-01 14:00",
			rows: []row{
				{why: "moved before it takes place: everything moves",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 1) }),
					until: "2026-12-03 00:00",
					want:  []string{"thank-you to jo@acme.test Wed 2 Dec 17:00"}},
				{why: "moved after the thank-you: it had not taken place, so the new day has its own",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 7) }),
					until: "2026-12-09 23:00",
					want:  []string{"thank-you to jo@acme.test Wed 9 Dec 17:00"}},
				{why: "and so does the rest", until: "2026-12-16 23:00", want: []string{
					"thank-you (last call) to jo@acme.test Thu 10 Dec 13:00",
					"update-request to jo@acme.test Wed 16 Dec 09:00"}},
			},
		},
		{
			name: "away for a month", start: "2026-12-01 14:00",
			rows: []row{
				{why: "one note comes, not all that were missed", off: true, until: "2026-12-31 12:00",
					want: []string{"update-request to jo@acme.test Thu 31 Dec 12:00"}},
				{why: "and the next a week after that", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Thu 7 Jan 09:00"}, phase: PhaseQuiet},
			},
		},
		{
			name: "away while an answer and a request became due", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first days", until: "2026-12-03 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "undecided by Thursday: two business days later, on Monday, the reply's three days are over",
					tell: &Event{Kind: Undecided, Until: Date{2026, 12, 3}}, off: true, until: "2026-12-07 09:00",
					want: []string{"update-request to jo@acme.test Mon 7 Dec 09:00"}},
			},
		},
		{
			name: "snoozed too far, then less far", start: "2026-12-01 14:00",
			rows: []row{
				{why: "nothing before the 10th, so no thank-you, but that is not final yet",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC)},
					until: "2026-12-01 18:00"},
				{why: "corrected, there is time for it",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)},
					until: "2026-12-01 23:00",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 19:00"}},
			},
		},
		{
			name: "snoozed past the 24 hours", start: "2026-12-01 14:00",
			rows: []row{
				{why: "it comes late and in the waking hours, because the user wanted it so",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 2, 21, 0, 0, 0, time.UTC)},
					until: "2026-12-04 00:00",
					want:  []string{"thank-you (late) to jo@acme.test Thu 3 Dec 08:00"}},
			},
		},
		{
			name: "added with a wrong month", start: "2026-11-01 14:00",
			rows: []row{
				{why: "a month late, so the thank-you is missed and the request is due", off: true,
					until: "2026-12-01 15:30", want: []string{"update-request to jo@acme.test Tue 1 Dec 15:30"}},
				{why: "it was today: thank-you and last call come; no second request, as the first was a mistake",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 1, 0).Add(-30 * time.Minute) }),
					until: "2026-12-03 00:00", want: []string{"thank-you to jo@acme.test Tue 1 Dec 16:30",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 12:30"}},
			},
		},
		{
			name: "moved after the request for news", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week", until: "2026-12-09 12:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "it had not taken place: everything starts over",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 16) }),
					until: "2026-12-24 20:00", want: []string{
						"thank-you to jo@acme.test Thu 17 Dec 17:00",
						"thank-you (last call) to jo@acme.test Fri 18 Dec 13:00",
						"update-request to jo@acme.test Thu 24 Dec 09:00"}},
			},
		},
		{
			name: "an older answer told after a newer one", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first days", until: "2026-12-07 10:30",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "an answer and its reply", tell: &Event{Kind: Undecided}, until: "2026-12-08 10:00",
					want: []string{"undecided-reply to jo@acme.test Mon 7 Dec 10:30"}},
				{why: "they had said so earlier too: no further reply",
					tell:  &Event{Kind: Undecided, At: time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)},
					until: "2026-12-14 08:00"},
			},
		},
		{
			name: "a no told again after the first note to stay in touch", start: "2026-12-01 14:00",
			rows: []row{
				{why: "thanks, and the first note", tell: &Event{Kind: Rejected}, until: "2027-01-20 12:00",
					want: []string{
						"rejection-thanks to jo@acme.test Tue 1 Dec 14:00",
						"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "still three notes in all, and thanks only once", tell: &Event{Kind: Rejected},
					until: "2029-01-01 00:00", want: []string{
						"stay-in-touch to jo@acme.test Wed 31 Mar 09:00",
						"stay-in-touch to jo@acme.test Tue 29 Jun 09:00"}},
			},
		},
		{
			name: "an occasion to stay in touch", start: "2026-12-01 14:00",
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "there is none after thirty days: the reminder asks for one", until: "2026-12-31 09:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "it asks only once", until: "2027-01-09 20:00"},
				{why: "one is named on a Saturday evening: the draft comes on Monday", edit: hook("a new clinic"),
					until: "2027-01-11 09:00",
					want:  []string{"stay-in-touch (on an occasion) to jo@acme.test Mon 11 Jan 09:00"}},
				{why: "both count as one note, so the next comes ninety days later, and the old occasion is used up",
					until: "2027-04-12 09:00",
					want:  []string{"stay-in-touch to jo@acme.test Mon 12 Apr 09:00"}},
				{why: "the user wrote without a draft", tell: &Event{Kind: Sent, Note: StayInTouch, Round: 3},
					until: "2027-04-20 13:00"},
				{why: "an occasion named long before is used when the third and last note is due",
					edit: hook("a prize"), until: "2028-12-31 00:00",
					want: []string{"stay-in-touch (on an occasion) to jo@acme.test Mon 12 Jul 09:00"}},
			},
		},
		{
			name: "an occasion that no note can begin with", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.Usable = func(a Application) bool { return a.Hook != "a clinic" } },
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "it counts as none, and is asked about once", edit: hook("a clinic"), until: "2027-01-09 20:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "it is put into words", edit: hook("a new clinic"), until: "2027-01-11 09:00",
					want: []string{"stay-in-touch (on an occasion) to jo@acme.test Mon 11 Jan 09:00"}},
			},
		},
		{
			name: "rejected before the interview", start: "2026-12-10 14:00",
			rows: []row{
				{why: "thanks for the no, and nothing else",
					tell:  &Event{Kind: Rejected, At: time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)},
					until: "2028-01-01 00:00", want: []string{
						"rejection-thanks to jo@acme.test Thu 10 Dec 14:00"}},
			},
		},
		{
			name: "no occasion is named", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.StayInTouchTimes = 2 },
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "the reminder asks each time, and each counts", until: "2028-01-01 00:00", want: []string{
					"stay-in-touch to jo@acme.test Thu 31 Dec 09:00",
					"stay-in-touch to jo@acme.test Wed 31 Mar 09:00"}},
				{why: "an occasion named after the last still brings its draft", edit: hook("a prize"),
					until: "2029-01-01 00:00", want: []string{
						"stay-in-touch (on an occasion) to jo@acme.test Mon 3 Jan 09:00"}},
			},
		},
		{
			name: "an old answer is told in the very second of a pass", start: "2026-11-01 14:00",
			policy: func(p *Policy) { p.Waking, p.SendAt = Hours{0, 24 * 60}, 0 },
			rows: []row{
				{why: "a request at once",
					tell: &Event{Kind: Undecided, At: time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC)}, off: true,
					until: "2026-12-01 12:00",
					want:  []string{"update-request to jo@acme.test Tue 1 Dec 12:00"}},
				{why: "the second after a week, not a minute; then it is quiet", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Tue 8 Dec 00:00"}, phase: PhaseQuiet},
			},
		},
		{
			name: "away at the time of a last call", start: "2026-12-01 10:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 13:00"}},
				{why: "the last call would come on Wednesday at 09:00", until: "2026-12-02 08:59"},
				{why: "the machine was off for an hour: it comes while there is time", off: true,
					until: "2026-12-02 10:00",
					want:  []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 10:00"}},
			},
		},
		{
			name: "a last call found in the very minute of its deadline", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the machine was off: it comes, worded as late", off: true,
					until: "2026-12-02 15:00",
					want:  []string{"thank-you (last call) (late) to jo@acme.test Wed 2 Dec 15:00"}},
			},
		},
		{
			name: "a last call found at night", start: "2026-12-01 08:30",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 11:30"}},
				{why: "off from 21:00, when it was due, until 03:00: it waits until morning, which is on time",
					off: true, until: "2026-12-02 03:00"},
				{why: "eight o'clock", until: "2026-12-02 09:00",
					want: []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 08:00"}},
			},
		},
		{
			name: "a late thank-you is dropped for another note", start: "2026-12-01 14:00", by: "2026-12-01",
			policy: func(p *Policy) { p.GraceBusinessDays = 2 },
			rows: []row{
				{why: "away until Thursday, when a request is due too: one note comes, and the thank-you is missed",
					off: true, until: "2026-12-03 09:00",
					want: []string{"update-request to jo@acme.test Thu 3 Dec 09:00"}},
				{why: "it does not come a minute later either", until: "2026-12-04 16:00"},
			},
		},
		{
			name: "a last call on the day after a day that does not exist", start: "2011-12-29 04:00",
			policy: func(p *Policy) { p.Location = zone(t, "Pacific/Apia") },
			rows: []row{
				{why: "22 hours later is Saturday 03:00; there was no Friday, so it comes in Thursday's hours",
					until: "2011-12-31 12:00", want: []string{
						"thank-you to jo@acme.test Thu 29 Dec 08:00",
						"thank-you (last call) to jo@acme.test Thu 29 Dec 21:00"}},
			},
		},
		{
			name: "midnight comes twice", start: "2009-10-31 22:00", policy: func(p *Policy) {
				p.Location, p.Waking, p.SendAt, p.ThankYouAfter = zone(t, "America/St_Johns"), Hours{0, 8 * 60}, 0,
					90*time.Minute
			},
			rows: []row{
				{why: "the clocks go back at 00:01 and show Saturday 23:30 again when it is due: it waits for Sunday",
					until: "2009-11-01 12:00", want: []string{
						"thank-you to jo@acme.test Sun 1 Nov 00:00",
						"thank-you (last call) to jo@acme.test Sun 1 Nov 08:00"}},
			},
		},
		{
			name: "an interview past midnight, after which they decide at once", start: "2026-12-01 23:30",
			by: "2026-12-01", policy: anyHour,
			rows: []row{
				{why: "the request waits for its end", until: "2026-12-02 12:00", want: []string{
					"update-request to jo@acme.test Wed 2 Dec 00:30", "thank-you to jo@acme.test Wed 2 Dec 02:30"}},
			},
		},
		{
			name: "two interviews past midnight, the first of which ends last", start: "2026-12-01 23:00",
			policy: anyHour,
			rows: []row{
				{why: "the request waits for the end of both", edit: func(c *Case) {
					first(func(iv *Interview) { iv.Duration = 2 * time.Hour })(c)
					joined(b.by(b.meets(2, "2026-12-01 23:30", ann), "2026-12-01"))(c)
				}, until: "2026-12-02 00:45", phase: PhaseUpcoming},
				{why: "then it comes", until: "2026-12-02 01:00", phase: PhaseOpen,
					want: []string{"update-request to ann@acme.test Wed 2 Dec 01:00"}},
			},
		},
	})
}
