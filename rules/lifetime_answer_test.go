package rules

import (
	"testing"
	"time"
)

// What the employer says, or does not say, after one interview.
func TestAnswerLifetimes(t *testing.T) {
	b := berlin{t}
	testLifetimes(t, []lifetime{
		{
			name: "silence", start: "2026-12-01 14:00",
			rows: []row{
				{why: "nothing comes before the interview", until: "2026-12-01 14:59", phase: PhaseUpcoming},
				{why: "nothing comes right after it", until: "2026-12-01 16:59", phase: PhaseOpen},
				{why: "the thank-you comes two hours after it", until: "2026-12-01 17:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "nobody said that it was sent, so a last call comes", until: "2026-12-02 23:00",
					want: []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "a week of silence", until: "2026-12-08 08:59"},
				{why: "the update request comes", until: "2026-12-08 09:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}, phase: PhaseOpen},
				{why: "after another week the second request comes", until: "2026-12-15 09:00",
					want: []string{"second-request to jo@acme.test Tue 15 Dec 09:00"}},
				{why: "then it is quiet for good", until: "2028-01-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "the user writes without a draft", start: "2026-12-01 14:00",
			rows: []row{
				{why: "waiting", until: "2026-12-01 15:30"},
				{why: "they wrote their own thank-you, so no draft comes", tell: &Event{Kind: Sent, Note: ThankYou},
					until: "2026-12-07 00:00"},
				{why: "they asked for news themselves, so a second request comes a week after theirs",
					tell: &Event{Kind: Sent, Note: UpdateRequest}, until: "2027-01-01 00:00",
					want: []string{"second-request to jo@acme.test Mon 14 Dec 09:00"}},
			},
		},
		{
			name: "a promised date", start: "2026-12-01 14:00", by: "2026-12-11",
			rows: []row{
				{why: "the thank-you", tell: nil, until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "it was sent", tell: &Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1},
					until: "2026-12-15 08:59"},
				{why: "a week passed long ago, but the date counts", until: "2026-12-15 09:00",
					want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
		{
			name: "undecided without a date, then with one, then silence", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week", until: "2026-12-08 10:30", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "undecided: a reply at once, and the clock restarts", tell: &Event{Kind: Undecided},
					until: "2026-12-14 23:00",
					want:  []string{"undecided-reply to jo@acme.test Tue 8 Dec 10:30"}},
				{why: "a week after the answer", until: "2026-12-15 20:00",
					want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
				{why: "Ann answers for them in the evening, with a date",
					tell:  &Event{Kind: Undecided, From: ann, Until: Date{2027, 1, 8}},
					until: "2027-01-11 00:00", want: []string{"undecided-reply to ann@acme.test Tue 15 Dec 20:00"}},
				{why: "two business days after it Ann is asked, because she answered last", until: "2027-01-12 09:00",
					want: []string{"update-request to ann@acme.test Tue 12 Jan 09:00"}},
				{why: "and again after a week of silence", until: "2027-01-19 09:00",
					want: []string{"second-request to ann@acme.test Tue 19 Jan 09:00"}},
				{why: "then quiet", until: "2028-01-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "undecided without a date while an earlier promise stands", start: "2026-12-01 14:00",
			by: "2026-12-18",
			rows: []row{
				{why: "the thank-you", until: "2026-12-03 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "no request after a week, because they promised the 18th", tell: &Event{Kind: Undecided},
					until: "2026-12-21 00:00",
					want:  []string{"undecided-reply to jo@acme.test Thu 3 Dec 10:00"}},
				{why: "two business days after the 18th", until: "2026-12-22 09:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "an answer that the program hears about late", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week", until: "2026-12-09 12:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "they had answered on the 7th, so the draft of the 8th is outdated and not assumed sent",
					tell: &Event{Kind: Undecided, At: time.Date(2026, 12, 7, 9, 0, 0, 0, time.UTC),
						Until: Date{2026, 12, 18}},
					until: "2026-12-21 00:00", want: []string{"undecided-reply to jo@acme.test Wed 9 Dec 12:00"}},
				{why: "so an update request comes once the 18th is past", until: "2026-12-22 09:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "rejected", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 18:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no brings thanks, and no last call or request", tell: &Event{Kind: Rejected},
					until: "2026-12-31 00:00", phase: PhaseRejected,
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "told twice, it is still one no",
					tell:  &Event{Kind: Rejected, At: time.Date(2026, 12, 1, 17, 0, 0, 0, time.UTC)},
					until: "2026-12-31 08:59"},
				{why: "the first note to stay in touch after thirty days", until: "2026-12-31 09:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "and ninety days after each", until: "2027-12-31 00:00", want: []string{
					"stay-in-touch to jo@acme.test Wed 31 Mar 09:00",
					"stay-in-touch to jo@acme.test Tue 29 Jun 09:00"}},
				{why: "three are enough", until: "2030-01-01 00:00", phase: PhaseRejected},
			},
		},
		{
			name: "rejected by mistake", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 18:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 18:00",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "it was another company's answer, so what they say next counts", tell: &Event{Kind: Undecided},
					until: "2026-12-02 00:00", phase: PhaseOpen,
					want: []string{"undecided-reply to jo@acme.test Tue 1 Dec 18:00"}},
			},
		},
		{
			name: "an offer within 24 hours of the interview", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you still comes after an offer",
					tell: &Event{Kind: Offered}, until: "2027-12-01 00:00", phase: PhaseOffer, want: []string{
						"offer-thanks to jo@acme.test Tue 1 Dec 14:00",
						"thank-you to jo@acme.test Tue 1 Dec 17:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "an offer with a day for the answer", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first week", until: "2026-12-09 22:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00", "update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "an offer told in the evening: thanks in the morning, to whoever made it",
					until: "2026-12-14 12:00", phase: PhaseOffer,
					tell: &Event{Kind: Offered, From: ann},
					want: []string{"offer-thanks to ann@acme.test Thu 10 Dec 08:00"}},
				{why: "told again with a day for the answer: no second thanks, but a reminder two business days before",
					tell: &Event{Kind: Offered, From: ann, Until: Date{2026, 12, 21}}, until: "2026-12-20 00:00",
					want: []string{"offer-answer to ann@acme.test Thu 17 Dec 09:00"}},
				{why: "they give more time, so another reminder comes",
					tell: &Event{Kind: Offered, Until: Date{2027, 1, 8}}, until: "2027-06-01 00:00",
					want: []string{"offer-answer to ann@acme.test Wed 6 Jan 09:00"}, phase: PhaseOffer},
			},
		},
		{
			name: "an offer that is answered", start: "2026-12-01 14:00",
			rows: []row{
				{why: "an offer", tell: &Event{Kind: Offered, Until: Date{2026, 12, 18}}, until: "2026-12-10 12:00",
					want: []string{
						"offer-thanks to jo@acme.test Tue 1 Dec 14:00",
						"thank-you to jo@acme.test Tue 1 Dec 17:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "after the answer nothing comes", tell: &Event{Kind: Sent, Note: OfferAnswer},
					until: "2027-06-01 00:00"},
			},
		},
		{
			name: "an offer while the machine is off", start: "2026-12-01 14:00",
			rows: []row{
				{why: "found on the day of the answer: no thanks, which the answer contains, only the reminder",
					tell: &Event{Kind: Offered, At: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC),
						Until: Date{2026, 12, 10}}, off: true, until: "2026-12-10 10:00",
					want: []string{"offer-answer to jo@acme.test Thu 10 Dec 10:00"}},
				{why: "nothing more comes", until: "2027-06-01 00:00"},
			},
		},
		{
			name: "an offer to be answered by tomorrow", start: "2026-12-01 14:00", people: []Person{},
			rows: []row{
				{why: "thanks at once, and the reminder the next morning, not right after the user told of the offer",
					until: "2026-12-03 00:00",
					tell:  &Event{Kind: Offered, Until: Date{2026, 12, 2}}, want: []string{
						"offer-thanks to the team Tue 1 Dec 14:00", "thank-you to the team Tue 1 Dec 17:00",
						"offer-answer to the team Wed 2 Dec 09:00",
						"thank-you (last call) to the team Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "an offer to be answered today", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the answer is all there is to write", tell: &Event{Kind: Offered, Until: Date{2026, 12, 1}},
					until: "2027-06-01 00:00",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "they want to meet again, date to follow", start: "2026-12-01 14:00", by: "2026-12-18",
			rows: []row{
				{why: "the thank-you", until: "2026-12-03 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "no reply; the request comes a week from then, and an earlier promise still counts",
					tell: &Event{Kind: Advanced}, until: "2026-12-10 20:00", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 09:00"}},
				{why: "they say when they will know the date: two business days after that",
					tell:  &Event{Kind: Advanced, Until: Date{2026, 12, 18}},
					until: "2026-12-23 12:00", want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
				{why: "the date is set: nothing until they have met", tell: &Event{Kind: Advanced, Next: 2},
					edit:  joined(b.meets(2, "2027-01-11 14:00", ann)),
					until: "2027-01-11 14:59", phase: PhaseUpcoming},
				{why: "then thanks, and a request a week later",
					until: "2027-01-18 12:00", phase: PhaseOpen, want: []string{
						"thank-you to ann@acme.test Mon 11 Jan 17:00",
						"thank-you (last call) to ann@acme.test Tue 12 Jan 13:00",
						"update-request to ann@acme.test Mon 18 Jan 09:00"}},
			},
		},
		{
			name: "an invitation without a date, then silence", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first day", tell: &Event{Kind: Advanced}, until: "2026-12-08 09:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00", "update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "two requests, then it is quiet", until: "2027-06-01 00:00", phase: PhaseQuiet,
					want: []string{"second-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
		{
			name: "a no-show", start: "2026-12-01 14:00", by: "2026-12-18",
			rows: []row{
				{why: "told during the appointment: the note offers other times", tell: &Event{Kind: NoShow},
					until: "2026-12-01 14:10", phase: PhaseOpen,
					want: []string{"no-show to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "nobody is thanked", until: "2026-12-07 23:00", phase: PhaseOpen},
				{why: "a request after a week of silence, whatever was promised", until: "2026-12-08 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "an answer does not bring the thank-you back",
					tell: &Event{Kind: Undecided, Until: Date{2026, 12, 10}}, until: "2026-12-14 12:00",
					want: []string{"undecided-reply to jo@acme.test Tue 8 Dec 12:00",
						"update-request to jo@acme.test Mon 14 Dec 09:00"}},
				{why: "after a no there is nobody to stay in touch with", tell: &Event{Kind: Rejected},
					until: "2027-12-01 00:00",
					want:  []string{"rejection-thanks to jo@acme.test Mon 14 Dec 12:00"}},
			},
		},
		{
			name: "a no-show, and then a new date", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "until the afternoon", until: "2026-12-01 14:30"},
				{why: "the note offers other times", tell: &Event{Kind: NoShow}, until: "2026-12-01 18:00",
					want: []string{"no-show to jo@acme.test Tue 1 Dec 14:30"}},
				{why: "once moved, everything starts over",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 2) }),
					until: "2026-12-02 14:00", phase: PhaseUpcoming},
				{why: "they came", until: "2026-12-10 12:00", want: []string{
					"thank-you to jo@acme.test Thu 3 Dec 17:00", "update-request to jo@acme.test Thu 10 Dec 09:00"}},
			},
		},
		{
			name: "two no-shows", start: "2026-12-01 14:00",
			rows: []row{
				{why: "until the afternoon", until: "2026-12-01 14:30"},
				{why: "the first time", tell: &Event{Kind: NoShow}, until: "2026-12-01 18:00",
					want: []string{"no-show to jo@acme.test Tue 1 Dec 14:30"}},
				{why: "moved", edit: first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 2) }),
					until: "2026-12-03 14:15"},
				{why: "the second", tell: &Event{Kind: NoShow}, until: "2026-12-03 18:00",
					want: []string{"no-show to jo@acme.test Thu 3 Dec 14:15"}},
				{why: "told twice, it is one no-show", tell: &Event{Kind: NoShow}, until: "2026-12-09 00:00"},
			},
		},
		{
			name: "a no-show late in the evening", start: "2026-12-01 21:00",
			rows: []row{
				{why: "with the machine off for a day, the note is too late", tell: &Event{Kind: NoShow}, off: true,
					until: "2026-12-02 21:30"},
				{why: "a request for news comes all the same", until: "2026-12-08 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
			},
		},
		{
			name: "a no-show by an employer who asked not to be contacted", start: "2026-12-01 14:00",
			rows: []row{
				{why: "nothing is written", edit: func(c *Case) { c.NoContact = true }, tell: &Event{Kind: NoShow},
					until: "2027-06-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "withdrawn with a letter", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the letter in the morning, and nothing else", tell: &Event{Kind: Stopped, Note: Withdrawal},
					until: "2027-12-02 00:00", phase: PhaseStopped,
					want: []string{"withdrawal to jo@acme.test Wed 2 Dec 08:00"}},
			},
		},
		{
			name: "withdrawn, and later with a letter", start: "2026-12-01 14:00",
			rows: []row{
				{why: "withdrawn", tell: &Event{Kind: Stopped}, until: "2026-12-02 10:00"},
				{why: "the letter comes after all",
					tell: &Event{Kind: Stopped, Note: Withdrawal}, until: "2027-12-02 00:00", phase: PhaseStopped,
					want: []string{"withdrawal to jo@acme.test Wed 2 Dec 10:00"}},
			},
		},
		{
			name: "a next round while the machine is off", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the 24 hours are over and they invited: no late thank-you",
					tell: &Event{Kind: Advanced, Next: 2}, edit: joined(b.meets(2, "2026-12-10 14:00", ann)),
					off: true, until: "2026-12-02 16:00", phase: PhaseUpcoming},
				{why: "nothing until they have met again", until: "2026-12-10 16:59"},
				{why: "the second interview has a thank-you of its own", until: "2026-12-10 17:00",
					want: []string{"thank-you to ann@acme.test Thu 10 Dec 17:00"}},
			},
		},
		{
			name: "accepted", start: "2026-12-01 14:00",
			rows: []row{
				{why: "an offer, before anybody was thanked", tell: &Event{Kind: Offered, Until: Date{2026, 12, 18}},
					until: "2026-12-01 16:00", phase: PhaseOffer,
					want: []string{"offer-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "accepted: nothing more comes", tell: &Event{Kind: Stopped, Note: OfferAnswer},
					until: "2027-12-02 00:00", phase: PhaseAccepted},
			},
		},
		{
			name: "withdrawn", start: "2026-12-01 14:00",
			rows: []row{
				{why: "stopping ends even the thank-you", tell: &Event{Kind: Stopped}, until: "2027-12-02 00:00",
					phase: PhaseStopped},
			},
		},
	})
}
