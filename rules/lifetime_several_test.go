package rules

import (
	"testing"
	"time"
)

// Applications with several interviews.
func TestSeveralLifetimes(t *testing.T) {
	b := berlin{t}
	testLifetimes(t, []lifetime{
		{
			name: "undecided, said before the interview", start: "2026-12-15 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the daemon first ran on the day of the interview: a thank-you, and no reply so late",
					tell:  &Event{Kind: Undecided, At: time.Date(2026, 12, 3, 9, 30, 0, 0, time.UTC)},
					until: "2026-12-22 08:59",
					want:  []string{"thank-you to jo@acme.test Tue 15 Dec 17:00"}},
				{why: "the week counts from the interview", until: "2026-12-22 09:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "undecided, and then the interview is moved", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "they are undecided", tell: &Event{Kind: Undecided}, until: "2026-12-02 12:00",
					want: []string{
						"undecided-reply to jo@acme.test Tue 1 Dec 14:00",
						"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "they meet again instead: thanks, and a request a week later",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 13) }),
					until: "2026-12-21 09:00", want: []string{
						"thank-you to jo@acme.test Mon 14 Dec 17:00",
						"update-request to jo@acme.test Mon 21 Dec 09:00"}},
			},
		},
		{
			name: "no interviewer is named", start: "2026-12-01 14:00", people: []Person{},
			rows: []row{
				{why: "the team is thanked", until: "2026-12-01 17:00",
					want: []string{"thank-you to the team Tue 1 Dec 17:00"}},
				{why: "once Jo's name is known, the last call is for Jo",
					edit: first(func(iv *Interview) { iv.Interviewers = []Person{jo} }), until: "2026-12-01 17:30",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "a day of four interviews", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "nothing before the first has ended",
					edit: joined(b.meets(2, "2026-12-01 11:00", ann), b.meets(3, "2026-12-01 13:00", li),
						b.meets(4, "2026-12-01 14:00", bo)),
					until: "2026-12-01 10:59", phase: PhaseUpcoming},
				{why: "each of the four is thanked once, two hours after their own interview",
					until: "2026-12-02 00:00", phase: PhaseOpen, want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 13:00", "thank-you to ann@acme.test Tue 1 Dec 14:00",
						"thank-you to Li Wei Tue 1 Dec 16:00", "thank-you to bo@acme.test Tue 1 Dec 17:00"}},
				{why: "one request, to the first interviewer of the last interview", until: "2026-12-08 12:00",
					want: []string{"update-request to bo@acme.test Tue 8 Dec 09:00"}},
				{why: "and one second request", until: "2026-12-15 12:00",
					want: []string{"second-request to bo@acme.test Tue 15 Dec 09:00"}},
				{why: "then it is quiet for good", until: "2028-01-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "a day of two interviews, and marks of their thank-yous", start: "2026-12-01 10:00",
			rows: []row{
				{why: "both", edit: joined(b.meets(2, "2026-12-01 14:00", ann)), until: "2026-12-01 18:00",
					want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 13:00", "thank-you to ann@acme.test Tue 1 Dec 17:00"}},
				{why: "Jo's was sent: only Ann's has a last call",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: jo, InterviewID: 1, Round: 1},
					until: "2026-12-03 00:00",
					want:  []string{"thank-you (last call) to ann@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "all were thanked in person between two interviews", start: "2026-12-01 10:00",
			policy: noLastCall,
			rows: []row{
				{why: "at noon", edit: joined(b.meets(2, "2026-12-01 14:00", jo, ann)), until: "2026-12-01 12:00"},
				{why: "a mark that names no interview is not about one still ahead",
					tell: &Event{Kind: Skipped, Note: ThankYou}, until: "2026-12-01 16:00"},
				{why: "so both of the second are thanked", until: "2026-12-02 00:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "a fifth interview a week after a day of four", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "the four",
					edit: joined(b.meets(2, "2026-12-01 11:00", ann), b.meets(3, "2026-12-01 13:00", li),
						b.meets(4, "2026-12-01 14:00", bo)),
					until: "2026-12-03 10:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 13:00", "thank-you to ann@acme.test Tue 1 Dec 14:00",
						"thank-you to Li Wei Tue 1 Dec 16:00", "thank-you to bo@acme.test Tue 1 Dec 17:00"}},
				{why: "they want to talk once more: no request while that is ahead",
					tell: &Event{Kind: Advanced, Next: 5}, edit: joined(b.meets(5, "2026-12-10 14:00", jo)),
					until: "2026-12-10 14:59", phase: PhaseUpcoming},
				{why: "Jo is thanked for it too, and the week counts from it", until: "2026-12-17 12:00",
					phase: PhaseOpen, want: []string{
						"thank-you to jo@acme.test Thu 10 Dec 17:00",
						"update-request to jo@acme.test Thu 17 Dec 09:00"}},
			},
		},
		{
			name: "a next round without a date, then with one", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the thank-you", until: "2026-12-03 10:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "they want to meet again: a week later Jo is asked when", tell: &Event{Kind: Advanced},
					until: "2026-12-10 12:00", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 09:00"}},
				{why: "the date is set, so the second request does not come", tell: &Event{Kind: Advanced, Next: 2},
					edit:  joined(b.meets(2, "2026-12-18 14:00", ann)),
					until: "2026-12-18 14:59", phase: PhaseUpcoming},
				{why: "nobody was asked since that interview: an update request again, and a second one",
					until: "2027-06-01 00:00", phase: PhaseQuiet, want: []string{
						"thank-you to ann@acme.test Fri 18 Dec 17:00",
						"update-request to ann@acme.test Fri 25 Dec 09:00",
						"second-request to ann@acme.test Fri 1 Jan 09:00"}},
			},
		},
		{
			name: "a promised date, and a second interview before it", start: "2026-12-01 14:00", by: "2026-12-18",
			policy: noLastCall,
			rows: []row{
				{why: "both are thanked", edit: joined(b.meets(2, "2026-12-08 14:00", ann)), until: "2026-12-21 12:00",
					want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to ann@acme.test Tue 8 Dec 17:00"}},
				{why: "nobody is asked a week after the second, because the promise from the first still stands",
					until: "2026-12-22 12:00",
					want:  []string{"update-request to ann@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "a promised date, and a second interview close to it", start: "2026-12-01 14:00", by: "2026-12-11",
			policy: noLastCall,
			rows: []row{
				{why: "the week after the second counts, as it is later than the 15th",
					edit: joined(b.meets(2, "2026-12-10 14:00", ann)), until: "2026-12-17 12:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to ann@acme.test Thu 10 Dec 17:00",
						"update-request to ann@acme.test Thu 17 Dec 09:00"}},
			},
		},
		{
			name: "a second interview brings a nearer date", start: "2026-12-01 14:00", by: "2026-12-23",
			policy: noLastCall,
			rows: []row{
				{why: "only the latest word on timing counts",
					edit: joined(b.by(b.meets(2, "2026-12-08 14:00", ann), "2026-12-09")), until: "2026-12-11 12:00",
					want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to ann@acme.test Tue 8 Dec 17:00",
						"update-request to ann@acme.test Fri 11 Dec 09:00"}},
			},
		},
		{
			name: "a recruiter is the contact", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "Jo is thanked; Pat, who was not in the interview, is not",
					edit: func(c *Case) { c.Contact = pat }, until: "2026-12-07 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "but Pat is asked for news", until: "2026-12-08 12:00",
					want: []string{"update-request to pat@acme.test Tue 8 Dec 09:00"}},
				{why: "Ann answers: the reply goes to her", tell: &Event{Kind: Undecided, From: ann},
					until: "2026-12-14 12:00",
					want:  []string{"undecided-reply to ann@acme.test Tue 8 Dec 12:00"}},
				{why: "and so do the requests from then on", until: "2026-12-15 12:00",
					want: []string{"update-request to ann@acme.test Tue 15 Dec 09:00"}},
				{why: "a no without a name: thanks go to whoever answered last",
					tell: &Event{Kind: Rejected}, until: "2026-12-16 12:00",
					want: []string{"rejection-thanks to ann@acme.test Tue 15 Dec 12:00"}},
			},
		},
		{
			name: "one of two interviews is removed", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "no request while the second is ahead", edit: joined(b.meets(2, "2026-12-14 14:00", ann)),
					until: "2026-12-10 12:00", phase: PhaseUpcoming,
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "it was added by mistake: the week after the first is over",
					edit: removed(2), until: "2026-12-10 12:30", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 12:00"}},
			},
		},
		{
			name: "one of two interviews is cancelled", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "no request while the second is ahead",
					edit: joined(b.by(b.meets(2, "2026-12-14 14:00", ann), "2027-03-01")), until: "2026-12-10 12:00",
					phase: PhaseUpcoming,
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "it is cancelled: Jo is asked, because the week after the first is over",
					tell: &Event{Kind: Stopped, InterviewID: 2}, until: "2026-12-10 12:30", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 12:00"}},
				{why: "it has no thank-you; the second request comes as usual", until: "2026-12-18 12:00",
					want: []string{"second-request to jo@acme.test Thu 17 Dec 09:00"}},
				{why: "after a no, a note to stay in touch: the first took place", tell: &Event{Kind: Rejected},
					until: "2027-01-20 00:00", want: []string{
						"rejection-thanks to jo@acme.test Fri 18 Dec 12:00",
						"stay-in-touch to jo@acme.test Mon 18 Jan 09:00"}},
			},
		},
		{
			name: "both interviews are cancelled, and then they write", start: "2026-12-08 14:00", by: "2027-03-01",
			policy: noLastCall,
			rows: []row{
				{why: "the first is cancelled", edit: joined(b.meets(2, "2026-12-08 16:00", ann)),
					tell: &Event{Kind: Stopped, InterviewID: 1}, until: "2026-12-08 15:00", phase: PhaseUpcoming},
				{why: "the second is cancelled too: that ends it", tell: &Event{Kind: Stopped, InterviewID: 2},
					until: "2026-12-09 12:00", phase: PhaseStopped},
				{why: "it goes on after all: the answer gets its reply, and nobody is thanked",
					tell: &Event{Kind: Undecided}, until: "2026-12-15 12:00", phase: PhaseOpen,
					want: []string{"undecided-reply to ann@acme.test Wed 9 Dec 12:00"}},
				{why: "a request a week after the answer, whatever had been promised", until: "2026-12-16 12:00",
					want: []string{"update-request to ann@acme.test Wed 16 Dec 09:00"}},
				{why: "they never met, so there is no note to stay in touch", tell: &Event{Kind: Rejected},
					until: "2028-01-01 00:00",
					want:  []string{"rejection-thanks to ann@acme.test Wed 16 Dec 12:00"}},
			},
		},
		{
			name: "a no-show for one of two interviews", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "the first took place", edit: joined(b.meets(2, "2026-12-01 14:00", ann)),
					until: "2026-12-01 14:20",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 13:00"}},
				{why: "Ann is offered other times, and not thanked", tell: &Event{Kind: NoShow, InterviewID: 2},
					until: "2026-12-07 12:00", phase: PhaseOpen,
					want: []string{"no-show to ann@acme.test Tue 1 Dec 14:20"}},
				{why: "a request a week later", until: "2026-12-08 12:00",
					want: []string{"update-request to ann@acme.test Tue 8 Dec 09:00"}},
				{why: "after a no, a note to stay in touch: the first took place", tell: &Event{Kind: Rejected},
					until: "2027-01-10 00:00", want: []string{
						"rejection-thanks to ann@acme.test Tue 8 Dec 12:00",
						"stay-in-touch to ann@acme.test Thu 7 Jan 09:00"}},
			},
		},
		{
			name: "a no-show for the first of two interviews", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "told soon after", edit: joined(b.meets(2, "2026-12-01 14:00", ann)),
					until: "2026-12-01 10:20"},
				{why: "other times are offered to whoever did not come", tell: &Event{Kind: NoShow, InterviewID: 1},
					until: "2026-12-01 12:00", phase: PhaseUpcoming,
					want: []string{"no-show to jo@acme.test Tue 1 Dec 10:20"}},
				{why: "Ann is thanked, Jo is not", until: "2026-12-07 12:00",
					want: []string{"thank-you to ann@acme.test Tue 1 Dec 17:00"}},
				{why: "and Ann is asked a week after the second", until: "2026-12-08 12:00",
					want: []string{"update-request to ann@acme.test Tue 8 Dec 09:00"}},
			},
		},
		{
			name: "an invitation told after the interview it led to", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the first", until: "2026-12-04 16:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the second was yesterday: its thank-you comes late", tell: &Event{Kind: Advanced, Next: 2},
					edit:  joined(b.by(b.meets(2, "2026-12-03 14:00", ann), "2026-12-23")),
					until: "2026-12-25 08:59", phase: PhaseOpen,
					want: []string{"thank-you (late) to ann@acme.test Fri 4 Dec 16:00"}},
				{why: "and the promise made in it stands", until: "2026-12-25 09:00",
					want: []string{"update-request to ann@acme.test Fri 25 Dec 09:00"}},
			},
		},
		{
			name: "rejected with a second interview ahead", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the first is thanked for", edit: joined(b.meets(2, "2026-12-10 14:00", ann)),
					until: "2026-12-03 10:00", phase: PhaseUpcoming,
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no: thanks for it, nothing for the second; a note to stay in touch, as they met once",
					tell: &Event{Kind: Rejected}, until: "2027-01-10 00:00", phase: PhaseRejected, want: []string{
						"rejection-thanks to jo@acme.test Thu 3 Dec 10:00",
						"stay-in-touch to jo@acme.test Mon 4 Jan 09:00"}},
			},
		},
		{
			name: "rejected before either of two interviews", start: "2026-12-10 14:00",
			rows: []row{
				{why: "thanks for the no, and nothing else", tell: &Event{Kind: Rejected, At: b.at("2026-12-08 10:00")},
					edit:  joined(b.meets(2, "2026-12-11 14:00", ann)),
					until: "2028-01-01 00:00", want: []string{"rejection-thanks to jo@acme.test Thu 10 Dec 14:00"}},
			},
		},
		{
			name: "an invitation after the first of two interviews", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "both have their thank-you: the invitation is of the first, in its 24 hours",
					tell: &Event{Kind: Advanced, Next: 2}, edit: joined(b.meets(2, "2026-12-03 22:00", ann)), off: true,
					until: "2026-12-01 13:00", want: []string{"thank-you to jo@acme.test Tue 1 Dec 13:00"}},
				{why: "whose thank-you may even come late", off: true, until: "2026-12-05 12:00",
					want: []string{"thank-you (late) to ann@acme.test Sat 5 Dec 12:00"}},
			},
		},
	})
}
