package rules

import "testing"

// Pauses.
func TestPauseLifetimes(t *testing.T) {
	testLifetimes(t, []lifetime{
		{
			name: "away for ten days", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the 24 hours of the thank-you end during the pause, so it and its last call come on time",
					pause: "2026-12-12 00:00", until: "2026-12-11 23:59",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}, phase: PhaseOpen},
				{why: "the request that became due comes once, in the first office hours after the pause",
					until: "2026-12-14 12:00", want: []string{"update-request to jo@acme.test Mon 14 Dec 09:00"}},
				{why: "and the second a week later", until: "2026-12-25 00:00",
					want: []string{"second-request to jo@acme.test Mon 21 Dec 09:00"}},
			},
		},
		{
			name: "away for the evening", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the thank-you is still on time in the morning, so it waits", pause: "2026-12-02 00:00",
					until: "2026-12-02 12:00", want: []string{"thank-you to jo@acme.test Wed 2 Dec 08:00"}},
			},
		},
		{
			name: "away until shortly before the 24 hours end, early in the morning", start: "2026-12-01 06:30",
			policy: noLastCall,
			rows: []row{
				{why: "there are no waking hours in between, so the thank-you does not wait", pause: "2026-12-02 07:00",
					until: "2026-12-03 00:00",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 09:30"}},
			},
		},
		{
			name: "away until late in the evening, shortly before an answer is too late", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the thank-you", until: "2026-12-04 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "no waking hours after the pause are in time for the reply, so it does not wait",
					pause: "2026-12-07 21:30", tell: &Event{Kind: Undecided},
					until: "2026-12-10 00:00", want: []string{"undecided-reply to jo@acme.test Sat 5 Dec 08:00"}},
			},
		},
		{
			name: "away, with the machine off for a while", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall, p.GraceBusinessDays = false, 1 },
			rows: []row{
				{why: "the thank-you", until: "2026-12-04 10:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a request that waits does not replace the reply, which would be too late after the pause",
					pause: "2026-12-14 00:00", tell: &Event{Kind: Undecided, Until: Date{2026, 12, 4}},
					off: true, until: "2026-12-07 09:30",
					want: []string{"undecided-reply to jo@acme.test Mon 7 Dec 09:30"}},
				{why: "the request comes after the pause", until: "2026-12-14 12:00",
					want: []string{"update-request to jo@acme.test Mon 14 Dec 09:00"}},
			},
		},
		{
			name: "two notes become due while away", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.StayInTouchAfter = 5 },
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 18:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "thanks for the no can wait for a fortnight", pause: "2026-12-10 12:00",
					tell: &Event{Kind: Rejected}, until: "2026-12-10 11:59"},
				{why: "only the later of the two comes", until: "2026-12-31 00:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 10 Dec 12:00"}},
			},
		},
		{
			name: "away, and nothing is wanted", start: "2026-12-01 14:00",
			rows: []row{
				{why: "not even the thank-you comes, and it is too late afterwards", pause: "2026-12-11 00:00",
					all: true, until: "2026-12-10 23:59", phase: PhaseOpen},
				{why: "the request does come afterwards", until: "2026-12-12 00:00",
					want: []string{"update-request to jo@acme.test Fri 11 Dec 09:00"}},
			},
		},
		{
			name: "away for two days, and nothing is wanted", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you comes late, without a last call", pause: "2026-12-03 00:00", all: true,
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
			name: "away for longer than planned", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "until Thursday", pause: "2026-12-10 00:00", until: "2026-12-09 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "extended until Tuesday", pause: "2026-12-15 00:00", until: "2026-12-16 00:00",
					want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
	})
}
