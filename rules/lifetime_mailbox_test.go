package rules

import "testing"

// What the program saw in the user's mailbox.
func TestMailboxLifetimes(t *testing.T) {
	b := berlin{t}
	thanked := row{why: "the thank-you", until: "2026-12-01 18:00",
		want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}}
	marked := &Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1, Certainty: Sure}
	testLifetimes(t, []lifetime{
		{
			name: "what was sent is seen, and so is the answer", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "it was seen in Sent, so there is no last call", tell: marked, until: "2026-12-08 08:59"},
				{why: "they wrote, so nothing is asked; the user is asked what they said",
					tell:  &Event{Kind: Answered, From: jo, Certainty: Likely},
					until: "2026-12-09 23:00", want: []string{"answer-seen to jo@acme.test Tue 8 Dec 08:59"},
					phase: PhaseOpen},
				{why: "and again after two business days and after seven days", until: "2026-12-16 09:00",
					want: []string{
						"answer-seen to jo@acme.test Thu 10 Dec 09:00", "answer-seen to jo@acme.test Tue 15 Dec 09:00",
					}},
				{why: "then never, and nothing else either", until: "2028-01-01 00:00", phase: PhaseOpen},
			},
		},
		{
			name: "it is told what they said", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "an answer", tell: marked, until: "2026-12-07 10:00"},
				{why: "the question comes", tell: &Event{Kind: Answered, From: ann, Certainty: Sure},
					until: "2026-12-07 12:00", want: []string{"answer-seen to ann@acme.test Mon 7 Dec 10:00"}},
				{why: "not decided: whoever wrote gets the reply, and is asked a week later",
					tell: &Event{Kind: Undecided}, until: "2026-12-15 00:00", want: []string{
						"undecided-reply to ann@acme.test Mon 7 Dec 12:00",
						"update-request to ann@acme.test Mon 14 Dec 09:00",
					}},
			},
		},
		{
			name: "it was told before it was seen", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "told", tell: &Event{Kind: Undecided}, until: "2026-12-01 18:05",
					want: []string{"undecided-reply to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "seen, with its date", tell: &Event{Kind: Answered, From: jo, Certainty: Sure,
					At: b.at("2026-12-01 17:50")}, until: "2026-12-09 00:00", want: []string{
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00",
				}},
			},
		},
		{
			name: "it says nothing", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "an answer that only thanks", tell: &Event{Kind: Answered, From: jo, Certainty: Sure},
					until: "2026-12-01 19:00", want: []string{"answer-seen to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "the question is skipped, and all goes on as if there had been none",
					tell: &Event{Kind: Skipped, Note: AnswerSeen, Round: 1}, until: "2026-12-09 00:00", want: []string{
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
						"update-request to jo@acme.test Tue 8 Dec 09:00",
					}},
				{why: "the next one is asked about again", tell: &Event{Kind: Answered, From: jo, Certainty: Sure},
					until: "2026-12-09 12:00", want: []string{"answer-seen to jo@acme.test Wed 9 Dec 08:00"}},
			},
		},
		{
			name: "an invitation holds what an answer holds, and is not asked about", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "it was offered", tell: &Event{Kind: Answered, Note: AnswerSeen, From: jo, Certainty: Likely},
					until: "2026-12-20 00:00", want: []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"},
					phase: PhaseOpen},
				{why: "another answer is asked about", tell: &Event{Kind: Answered, From: jo, Certainty: Likely},
					until: "2026-12-20 12:00", want: []string{"answer-seen to jo@acme.test Sun 20 Dec 08:00"}},
				{why: "a word releases it", tell: &Event{Kind: Undecided}, until: "2027-01-20 00:00",
					want: []string{
						"undecided-reply to jo@acme.test Sun 20 Dec 12:00",
						"update-request to jo@acme.test Mon 28 Dec 09:00",
						"second-request to jo@acme.test Mon 4 Jan 09:00",
					}},
			},
		},
		{
			name: "it is taken back", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "an answer", tell: &Event{Kind: Answered, From: jo, Certainty: Sure}, until: "2026-12-10 00:00",
					want: []string{
						"answer-seen to jo@acme.test Tue 1 Dec 18:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
						"answer-seen to jo@acme.test Thu 3 Dec 09:00",
						"answer-seen to jo@acme.test Tue 8 Dec 09:00",
					}},
				{why: "it was none: what it held comes", edit: undone, until: "2026-12-11 00:00",
					want: []string{"update-request to jo@acme.test Thu 10 Dec 09:00"}},
			},
		},
		{
			name: "it may be an answer", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "it is asked about once, and holds nothing", tell: &Event{Kind: Answered, Certainty: Perhaps},
					until: "2026-12-09 00:00", want: []string{
						"answer-seen to the team Tue 1 Dec 18:00",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
						"update-request to jo@acme.test Tue 8 Dec 09:00",
					}},
				{why: "nor is the next one asked about", tell: &Event{Kind: Answered, Certainty: Perhaps},
					until: "2026-12-10 00:00"},
			},
		},
		{
			name: "an answer holds what is due but no thank-you", start: "2026-12-01 14:00",
			rows: []row{
				{why: "they write right after the interview", until: "2026-12-01 15:30"},
				{why: "the thank-you comes all the same", tell: &Event{Kind: Answered, From: jo, Certainty: Sure},
					until: "2026-12-01 18:00", want: []string{
						"answer-seen to jo@acme.test Tue 1 Dec 15:30", "thank-you to jo@acme.test Tue 1 Dec 17:00",
					}},
			},
		},
		{
			name: "they meet again", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "an answer", tell: &Event{Kind: Answered, From: jo, Certainty: Sure},
					until: "2026-12-01 19:00", want: []string{"answer-seen to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "the interview that it led to overtakes it", edit: joined(b.meets(2, "2026-12-04 14:00", jo)),
					until: "2026-12-12 00:00", want: []string{
						"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
						"thank-you to jo@acme.test Fri 4 Dec 17:00",
						"thank-you (last call) to jo@acme.test Sat 5 Dec 13:00",
						"update-request to jo@acme.test Fri 11 Dec 09:00",
					}},
			},
		},
		{
			name: "the mail server is away", start: "2026-12-01 14:00",
			rows: []row{
				thanked,
				{why: "the question is refused", tell: &Event{Kind: Answered, From: jo, Certainty: Sure}, fails: true,
					until: "2026-12-01 19:00", want: []string{"answer-seen to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "and comes as the next", until: "2026-12-04 00:00", want: []string{
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"answer-seen to jo@acme.test Thu 3 Dec 09:00",
				}},
			},
		},
	})
}
