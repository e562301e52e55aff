package rules

import "testing"

// Panels, and people who are met twice.
func TestPanelLifetimes(t *testing.T) {
	b := berlin{t}
	testLifetimes(t, []lifetime{
		{
			name: "a panel of whom one is thanked and one skipped", start: "2026-12-01 14:00",
			people: []Person{jo, ann, {Name: "Li Wei"}},
			rows: []row{
				{why: "one reminder has a draft for each", until: "2026-12-01 18:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test, Li Wei Tue 1 Dec 17:00"}},
				{why: "Jo's was sent", tell: &Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1},
					until: "2026-12-01 19:00"},
				{why: "Ann's was skipped, so the last call is only for Li Wei",
					tell:  &Event{Kind: Skipped, Note: ThankYou, To: ann, Round: 1},
					until: "2026-12-03 00:00", want: []string{"thank-you (last call) to Li Wei Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "a panel of four, and a fifth added later", start: "2026-12-01 14:00",
			people: []Person{jo, ann, li, bo},
			rows: []row{
				{why: "one reminder has a draft for each", until: "2026-12-01 19:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test, Li Wei, bo@acme.test Tue 1 Dec 17:00"}},
				{why: "the fifth gets a first thank-you at once",
					edit:  first(func(iv *Interview) { iv.Interviewers = append(iv.Interviewers, pat) }),
					until: "2026-12-01 20:00", want: []string{"thank-you to pat@acme.test Tue 1 Dec 19:00"}},
				{why: "Ann's was sent: one last call is for the other four",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: ann, Round: 1},
					until: "2026-12-03 00:00",
					want: []string{"thank-you (last call) to jo@acme.test, Li Wei, bo@acme.test, pat@acme.test " +
						"Wed 2 Dec 13:00"}},
				{why: "nobody is thanked again", until: "2026-12-08 08:59"},
			},
		},
		{
			name: "a fifth of a panel is added after the last call", start: "2026-12-01 14:00",
			people: []Person{jo, ann, li, bo},
			rows: []row{
				{why: "Ann's and Li's drafts are sent",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: ann, At: b.at("2026-12-01 16:00")},
					until: "2026-12-01 18:00",
					want:  []string{"thank-you to jo@acme.test, Li Wei, bo@acme.test Tue 1 Dec 17:00"}},
				{why: "so the last call is for two", tell: &Event{Kind: Sent, Note: ThankYou, To: li, Round: 1},
					until: "2026-12-02 14:00",
					want:  []string{"thank-you (last call) to jo@acme.test, bo@acme.test Wed 2 Dec 13:00"}},
				{why: "the fifth's first thank-you comes on time, but too late for a last call",
					edit:  first(func(iv *Interview) { iv.Interviewers = append(iv.Interviewers, pat) }),
					until: "2026-12-04 00:00", want: []string{"thank-you to pat@acme.test Wed 2 Dec 14:00"}},
			},
		},
		{
			name: "a panel is found late, and one of them has answered", start: "2026-12-01 14:00",
			people: []Person{jo, ann, li},
			rows: []row{
				{why: "Ann gets the reply and no late thank-you with it; the others get theirs",
					tell: &Event{Kind: Undecided, From: ann, At: b.at("2026-12-03 09:00"), Until: Date{2027, 1, 15}},
					off:  true, until: "2026-12-03 10:00",
					want: []string{"thank-you (late) to jo@acme.test, Li Wei Thu 3 Dec 10:00",
						"undecided-reply to ann@acme.test Thu 3 Dec 10:00"}},
				{why: "hers does not come later either", until: "2026-12-05 00:00"},
			},
		},
		{
			name: "a panel is found late, and all get another note", start: "2026-12-01 14:00",
			people: []Person{ann},
			rows: []row{
				{why: "one step",
					tell: &Event{Kind: Undecided, From: ann, At: b.at("2026-12-03 09:00"), Until: Date{2027, 1, 15}},
					off:  true, until: "2026-12-03 10:00",
					want: []string{"undecided-reply to ann@acme.test Thu 3 Dec 10:00"}},
				{why: "nothing else comes", until: "2026-12-05 00:00"},
			},
		},
		{
			name: "one of a panel is met again that day", start: "2026-12-01 10:00", people: []Person{jo, ann},
			policy: noLastCall,
			rows: []row{
				{why: "Jo is thanked after the later interview, Ann after hers",
					edit: joined(b.meets(2, "2026-12-01 14:00", bo, jo)), until: "2026-12-02 00:00", want: []string{
						"thank-you to ann@acme.test Tue 1 Dec 13:00",
						"thank-you to bo@acme.test, jo@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "a panel is met again that day, and does not turn up", start: "2026-12-01 10:00",
			people: []Person{jo, ann}, policy: noLastCall,
			rows: []row{
				{why: "both are to be met again, so nobody is thanked yet",
					edit: joined(b.meets(2, "2026-12-01 14:00", ann, jo)), until: "2026-12-01 14:20"},
				{why: "both are thanked for the first interview, and the note about the second goes to its first",
					tell: &Event{Kind: NoShow, InterviewID: 2}, until: "2026-12-02 00:00", want: []string{
						"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 14:20",
						"no-show to ann@acme.test Tue 1 Dec 14:20"}},
			},
		},
		{
			name: "one of two panels on a day is cancelled", start: "2026-12-01 10:00", people: []Person{jo, ann},
			policy: noLastCall,
			rows: []row{
				{why: "the user tells at noon: all are thanked for the one that took place, and nobody else is",
					edit:  joined(b.meets(2, "2026-12-01 14:00", jo, bo)),
					tell:  &Event{Kind: Stopped, InterviewID: 2, At: b.at("2026-12-01 12:00")},
					until: "2026-12-02 00:00",
					want: []string{
						"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 13:00"}},
			},
		},
		{
			name: "a panel's reminder is refused, and retried by the user", start: "2026-12-01 14:00",
			people: []Person{jo, ann}, policy: noLastCall,
			rows: []row{
				{why: "refused, once", fails: true, until: "2026-12-01 19:00",
					want: []string{"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00"}},
				{why: "Ann was thanked otherwise: only the others' drafts come", retry: true,
					tell: &Event{Kind: Sent, Note: ThankYou, To: ann}, until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 19:00"}},
			},
		},
		{
			name: "a panel is moved to another day after it was thanked", start: "2026-12-01 14:00",
			people: []Person{jo, ann},
			rows: []row{
				{why: "the first day", until: "2026-12-02 20:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test, ann@acme.test Wed 2 Dec 13:00"}},
				{why: "it had not taken place: the new day has both",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 2) }),
					until: "2026-12-05 00:00", want: []string{
						"thank-you to jo@acme.test, ann@acme.test Thu 3 Dec 17:00",
						"thank-you (last call) to jo@acme.test, ann@acme.test Fri 4 Dec 13:00"}},
			},
		},
		{
			name: "somebody is met twice on one day", start: "2026-12-01 10:00",
			rows: []row{
				{why: "one thank-you, after the later interview; Ann, met once, gets hers",
					edit:  joined(b.meets(2, "2026-12-01 14:00", jo), b.meets(3, "2026-12-01 11:00", ann)),
					until: "2026-12-02 08:00",
					want: []string{"thank-you to ann@acme.test Tue 1 Dec 14:00",
						"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "each gets a last call", until: "2026-12-03 00:00", want: []string{
					"thank-you (last call) to ann@acme.test Wed 2 Dec 10:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "somebody is to be met twice on one day, and does not turn up again", start: "2026-12-01 10:00",
			policy: noLastCall,
			rows: []row{
				{why: "nothing comes after the first interview", edit: joined(b.meets(2, "2026-12-01 14:00", jo)),
					until: "2026-12-01 14:20"},
				{why: "they are thanked for the first", tell: &Event{Kind: NoShow, InterviewID: 2},
					until: "2026-12-02 00:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 14:20", "no-show to jo@acme.test Tue 1 Dec 14:20"}},
			},
		},
		{
			name: "somebody is met on two days", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "they are thanked twice", edit: joined(b.meets(2, "2026-12-02 14:00", jo)),
					until: "2026-12-03 00:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to jo@acme.test Wed 2 Dec 17:00"}},
			},
		},
		{
			name: "somebody is met on two days, and one thank-you is sent", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the first", edit: joined(b.meets(2, "2026-12-02 10:00", jo)), until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a mark made after the second began is about the first; the second has its own",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: jo, InterviewID: 1, Round: 1},
					until: "2026-12-03 00:00", want: []string{"thank-you to jo@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "somebody is met on two days and thanked for all", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the first", edit: joined(b.meets(2, "2026-12-02 10:00", jo)), until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a mark that names no interview is about all that have begun",
					tell: &Event{Kind: Sent, Note: ThankYou}, until: "2026-12-03 00:00"},
			},
		},
	})
}
