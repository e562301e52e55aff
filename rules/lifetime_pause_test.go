package rules

import "testing"

// Pauses.
func TestPauseLifetimes(t *testing.T) {
	testLifetimes(t, []lifetime{
		{
			name: "away for ten days", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the 24 hours of the thank-you end meanwhile, so it comes in time, and so does its last call",
					pause: "2026-12-12 00:00", until: "2026-12-11 23:59",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}, phase: PhaseOpen},
				{why: "the request that fell due comes once, in the first office hours after",
					until: "2026-12-14 12:00", want: []string{"update-request to jo@acme.test Mon 14 Dec 09:00"}},
				{why: "and a week from then the second", until: "2026-12-25 00:00",
					want: []string{"second-request to jo@acme.test Mon 21 Dec 09:00"}},
			},
		},
		{
			name: "away for the evening", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the thank-you is in time in the morning, so it waits", pause: "2026-12-02 00:00",
					until: "2026-12-02 12:00", want: []string{"thank-you to jo@acme.test Wed 2 Dec 08:00"}},
			},
		},
		{
			name: "away until shortly before the 24 hours end, early in the morning", start: "2026-12-01 06:30",
			policy: noLastCall,
			rows: []row{
				{why: "nobody is awake between the two, so the thank-you does not wait", pause: "2026-12-02 07:00",
					until: "2026-12-03 00:00",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 09:30"}},
			},
		},
		{
			name: "away until shortly before an answer is too late, late in the evening", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the thank-you", until: "2026-12-04 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "no waking hour after the pause is in time for the reply, so it does not wait",
					pause: "2026-12-07 21:30", tell: &Event{Kind: Undecided},
					until: "2026-12-10 00:00", want: []string{"undecided-reply to jo@acme.test Sat 5 Dec 08:00"}},
			},
		},
		{
			name: "away, and the machine off for a while", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall, p.GraceBusinessDays = false, 1 },
			rows: []row{
				{why: "the thank-you", until: "2026-12-04 10:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a request that waits takes no reply's place, which would be too late after it",
					pause: "2026-12-14 00:00", tell: &Event{Kind: Undecided, Until: Date{2026, 12, 4}},
					off: true, until: "2026-12-07 09:30",
					want: []string{"undecided-reply to jo@acme.test Mon 7 Dec 09:30"}},
				{why: "the request comes after the pause", until: "2026-12-14 12:00",
					want: []string{"update-request to jo@acme.test Mon 14 Dec 09:00"}},
			},
		},
		{
			name: "two notes fall due while away", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.StayInTouchAfter = 5 },
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 18:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "thanks for the no can wait for a fortnight", pause: "2026-12-10 12:00",
					tell: &Event{Kind: Rejected}, until: "2026-12-10 11:59"},
				{why: "the later of the two comes for both", until: "2026-12-31 00:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 10 Dec 12:00"}},
			},
		},
		{
			name: "away for good", start: "2026-12-01 14:00",
			rows: []row{
				{why: "not even the thank-you comes, nor later, when it is no use", pause: "2026-12-11 00:00",
					all: true, until: "2026-12-10 23:59", phase: PhaseOpen},
				{why: "the request does", until: "2026-12-12 00:00",
					want: []string{"update-request to jo@acme.test Fri 11 Dec 09:00"}},
			},
		},
		{
			name: "away for good for two days", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you comes late, and there is no last call", pause: "2026-12-03 00:00", all: true,
					until: "2026-12-04 00:00",
					want:  []string{"thank-you (late) to jo@acme.test Thu 3 Dec 08:00"}},
			},
		},
		{
			name: "back early", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "away until January", pause: "2027-01-11 00:00", until: "2026-12-10 10:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "what waited comes at once", pause: "over", until: "2026-12-11 00:00",
					want: []string{"update-request to jo@acme.test Thu 10 Dec 10:00"}},
			},
		},
		{
			name: "away for longer than was said", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "until Thursday", pause: "2026-12-10 00:00", until: "2026-12-09 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "until Tuesday after all", pause: "2026-12-15 00:00", until: "2026-12-16 00:00",
					want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
	})
}
