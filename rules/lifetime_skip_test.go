package rules

import (
	"testing"
	"time"
)

// Notes that are skipped, refused or not assumed sent.
func TestSkipLifetimes(t *testing.T) {
	testLifetimes(t, []lifetime{
		{
			name: "skipped requests", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week", until: "2026-12-08 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "it was skipped, not sent, so the next is an update request again",
					tell:  &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1},
					until: "2026-12-15 10:00", want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
				{why: "sent two days late: the next a week from then",
					tell: &Event{Kind: Sent, Note: UpdateRequest, To: jo, Round: 2,
						At: time.Date(2026, 12, 17, 9, 0, 0, 0, time.UTC)},
					until: "2027-02-01 00:00", want: []string{"second-request to jo@acme.test Thu 24 Dec 09:00"},
					phase: PhaseQuiet},
			},
		},
		{
			name: "a request is skipped before it comes", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first week", until: "2026-12-08 08:59",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the mail server is down, and the user skips the request on the 10th", off: true,
					until: "2026-12-10 11:00",
					tell: &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1,
						At: time.Date(2026, 12, 10, 10, 0, 0, 0, time.UTC)}},
				{why: "it does not come any more; a week after the skip nothing has been asked yet",
					until: "2026-12-17 09:00",
					want:  []string{"update-request to jo@acme.test Thu 17 Dec 09:00"}},
				{why: "the second follows, then it is quiet", until: "2027-02-01 00:00", phase: PhaseQuiet,
					want: []string{"second-request to jo@acme.test Thu 24 Dec 09:00"}},
			},
		},
		{
			name: "a request is skipped before it comes, and then they answer", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first week", until: "2026-12-08 08:59",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "skipped", off: true, until: "2026-12-08 12:00",
					tell: &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1}},
				{why: "undecided: after that comes a request of its own", tell: &Event{Kind: Undecided},
					until: "2026-12-15 09:00", want: []string{
						"undecided-reply to jo@acme.test Tue 8 Dec 12:00",
						"update-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
		{
			name: "a request is refused, then skipped", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first week", until: "2026-12-08 08:59",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "refused for good", fails: true, until: "2026-12-09 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "skipped, so the next does not wait for a retry",
					tell:  &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1},
					until: "2026-12-16 09:00", want: []string{"update-request to jo@acme.test Wed 16 Dec 09:00"}},
			},
		},
		{
			name: "a reply is skipped before it comes, and they answer again", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "undecided, told at night", tell: &Event{Kind: Undecided}, until: "2026-12-02 22:30"},
				{why: "its reply is not wanted", tell: &Event{Kind: Skipped, Note: UndecidedReply, To: jo, Round: 1},
					until: "2026-12-04 10:00"},
				{why: "told again, it gets a reply", tell: &Event{Kind: Undecided}, until: "2026-12-04 12:00",
					want: []string{"undecided-reply to jo@acme.test Fri 4 Dec 10:00"}},
			},
		},
		{
			name: "notes to stay in touch are skipped before they come", start: "2026-12-01 14:00",
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-31 08:59",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "the first is skipped", off: true, until: "2026-12-31 10:00",
					tell: &Event{Kind: Skipped, Note: StayInTouch, To: jo, Round: 1,
						At: time.Date(2026, 12, 31, 9, 0, 0, 0, time.UTC)}},
				{why: "ninety days later the second asks for an occasion", until: "2027-03-31 12:00",
					want: []string{"stay-in-touch to jo@acme.test Wed 31 Mar 09:00"}},
				{why: "one is named and its draft skipped, which uses the occasion up", off: true,
					until: "2027-03-31 12:00",
					tell:  &Event{Kind: Skipped, Note: StayInTouch, To: jo, Round: 3, Detail: "a prize"}},
				{why: "both were one note, so a third comes, and no more", until: "2029-01-01 00:00",
					want: []string{"stay-in-touch to jo@acme.test Tue 29 Jun 09:00"}},
			},
		},
		{
			name: "nothing is assumed sent", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.AssumeSent = false },
			rows: []row{
				{why: "the update request comes, then the program waits for a mark", until: "2027-01-11 12:00",
					phase: PhaseOpen, want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
						"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "sent: the week counts from then",
					tell:  &Event{Kind: Sent, Note: UpdateRequest, To: jo, Round: 1},
					until: "2027-02-01 00:00", want: []string{"second-request to jo@acme.test Mon 18 Jan 09:00"}},
			},
		},
		{
			name: "please do not contact us", start: "2026-12-01 14:00",
			rows: []row{
				{why: "no thank-you and no request", edit: func(c *Case) { c.NoContact = true },
					until: "2026-12-20 12:00", phase: PhaseQuiet},
				{why: "but a reply to their answer", tell: &Event{Kind: Undecided}, until: "2027-01-05 12:00",
					want: []string{"undecided-reply to jo@acme.test Sun 20 Dec 12:00"}},
				{why: "thanks for a no, but no notes to stay in touch", tell: &Event{Kind: Rejected},
					until: "2028-01-01 00:00", want: []string{"rejection-thanks to jo@acme.test Tue 5 Jan 12:00"}},
			},
		},
		{
			name: "a no told again after the user wrote without a draft", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no at night", tell: &Event{Kind: Rejected}, until: "2026-12-01 22:30"},
				{why: "thanked for at once", tell: &Event{Kind: Sent, Note: RejectionThanks},
					until: "2026-12-01 23:00"},
				{why: "it is the same no, so no further thanks", tell: &Event{Kind: Rejected},
					until: "2026-12-10 12:00"},
				{why: "a note written without a draft",
					tell: &Event{Kind: Sent, Note: StayInTouch}, until: "2026-12-12 12:00"},
				{why: "is one of the three, however often the no is told", tell: &Event{Kind: Rejected},
					until: "2029-01-01 00:00", want: []string{
						"stay-in-touch to jo@acme.test Wed 10 Mar 09:00",
						"stay-in-touch to jo@acme.test Tue 8 Jun 09:00"}},
			},
		},
		{
			name: "a request is refused, and then they answer", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first days", until: "2026-12-08 08:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "the mailbox is full", fails: true, until: "2026-12-09 10:30",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "there is space again and they are undecided: that calls for another request",
					tell: &Event{Kind: Undecided, Until: Date{2026, 12, 18}}, until: "2026-12-22 09:00",
					want: []string{
						"undecided-reply to jo@acme.test Wed 9 Dec 10:30",
						"update-request to jo@acme.test Tue 22 Dec 09:00"}},
				{why: "and the second follows", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Tue 29 Dec 09:00"}, phase: PhaseQuiet},
			},
		},
		{
			name: "a request is refused, and retried by the user", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the request is refused once", fails: true, until: "2026-12-20 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "it does not come again by itself", until: "2026-12-21 09:00"},
				{why: "until it is retried", retry: true, until: "2026-12-21 09:30",
					want: []string{"update-request to jo@acme.test Mon 21 Dec 09:00"}},
				{why: "then the second comes", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Mon 28 Dec 09:00"}},
			},
		},
		{
			name: "a request is refused, though they had named a later date", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "refused", fails: true, until: "2026-12-09 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "it was too early in any case",
					edit: first(func(iv *Interview) { iv.DecisionBy = Date{2026, 12, 18} }), until: "2026-12-23 00:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "a thank-you is refused, and the interview moved", start: "2026-12-01 14:00",
			rows: []row{
				{why: "refused", fails: true, until: "2026-12-01 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "an answer does not bring it back", tell: &Event{Kind: Undecided}, until: "2026-12-02 09:00",
					want: []string{"undecided-reply to jo@acme.test Tue 1 Dec 20:00"}},
				{why: "the new day has its own thank-you and last call",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 2) }),
					until: "2026-12-05 00:00", want: []string{
						"thank-you to jo@acme.test Thu 3 Dec 17:00",
						"thank-you (last call) to jo@acme.test Fri 4 Dec 13:00"}},
			},
		},
		{
			name: "a note to stay in touch is refused", start: "2026-12-01 14:00",
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "the first note is refused", fails: true, until: "2027-01-10 00:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "it had its turn, and the next comes at its time", until: "2027-04-10 00:00",
					want: []string{"stay-in-touch to jo@acme.test Wed 31 Mar 09:00"}},
			},
		},
		{
			name: "a note to stay in touch is refused, then retried", start: "2026-12-01 14:00",
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "the first note is refused", fails: true, until: "2027-01-04 09:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "the same note comes then", retry: true, until: "2027-01-04 12:00",
					want: []string{"stay-in-touch to jo@acme.test Mon 4 Jan 09:00"}},
				{why: "and the next ninety days after it", until: "2027-04-10 00:00",
					want: []string{"stay-in-touch to jo@acme.test Mon 5 Apr 09:00"}},
			},
		},
	})
}
