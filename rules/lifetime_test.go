package rules

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// In a row of a lifetime something may happen, then the daemon runs up to a moment, and exactly the wanted notes come.
type row struct {
	why   string
	tell  *Event // happens at the moment the previous row ended, unless At is set
	edit  func(*Case)
	pause string // the end of a pause that starts now; "over" ends one
	all   bool   // the pause also holds what would be too late after it
	until string
	off   bool // the machine is off up to that moment, and makes one pass then
	fails bool // the mail server refuses what comes
	retry bool // first, what was refused is sent again
	want  []string
	phase Phase
}

// hook sets an occasion to stay in touch.
func hook(s string) func(*Case) { return func(c *Case) { c.Hook = s } }

// first changes the interview with which the application started.
func first(change func(*Interview)) func(*Case) {
	return func(c *Case) {
		for i := range c.Interviews {
			if c.Interviews[i].ID == 1 {
				change(&c.Interviews[i])
			}
		}
	}
}

// joined adds interviews.
func joined(more ...Interview) func(*Case) {
	return func(c *Case) { c.Interviews = append(c.Interviews, more...) }
}

// removed removes an interview.
func removed(id int64) func(*Case) {
	return func(c *Case) {
		c.Interviews = slices.DeleteFunc(c.Interviews, func(iv Interview) bool { return iv.ID == id })
	}
}

// Each lifetime follows one application from its start to its end.
func TestLifetimes(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	at := func(when string) time.Time { return clock(t, berlin, when) }
	// meets returns another interview, of an hour.
	meets := func(id int64, start string, people ...Person) Interview {
		return Interview{ID: id, Start: at(start), Duration: time.Hour, Interviewers: people}
	}
	by := func(iv Interview, day string) Interview {
		iv.DecisionBy = date(t, day)
		return iv
	}
	noLastCall := func(p *Policy) { p.LastCall = false }
	// anyHour is a policy by which every hour of a business day is as good as another.
	anyHour := func(p *Policy) {
		p.LastCall, p.Waking, p.SendAt, p.GraceBusinessDays = false, Hours{0, 24 * 60}, 0, 1
	}
	tests := []struct {
		name   string
		start  string
		by     string
		people []Person
		policy func(*Policy)
		rows   []row
	}{
		{
			name: "silence", start: "2026-12-01 14:00",
			rows: []row{
				{why: "before the interview nothing comes", until: "2026-12-01 14:59", phase: PhaseUpcoming},
				{why: "nor right after it", until: "2026-12-01 16:59", phase: PhaseOpen},
				{why: "two hours after, the thank-you", until: "2026-12-01 17:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "nobody said it was sent, so a last call", until: "2026-12-02 23:00",
					want: []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "a week's silence", until: "2026-12-08 08:59"},
				{why: "the update request", until: "2026-12-08 09:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}, phase: PhaseOpen},
				{why: "another week, and the second", until: "2026-12-15 09:00",
					want: []string{"second-request to jo@acme.test Tue 15 Dec 09:00"}},
				{why: "then it is quiet for good", until: "2028-01-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "a panel, of which one was thanked and one skipped", start: "2026-12-01 14:00",
			people: []Person{jo, ann, {Name: "Li Wei"}},
			rows: []row{
				{why: "one reminder has a draft to each", until: "2026-12-01 18:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test, Li Wei Tue 1 Dec 17:00"}},
				{why: "Jo's was sent", tell: &Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1},
					until: "2026-12-01 19:00"},
				{why: "Ann's was skipped: only Li Wei's is called to mind",
					tell:  &Event{Kind: Skipped, Note: ThankYou, To: ann, Round: 1},
					until: "2026-12-03 00:00", want: []string{"thank-you (last call) to Li Wei Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "a panel of four, and a fifth who is remembered later", start: "2026-12-01 14:00",
			people: []Person{jo, ann, li, bo},
			rows: []row{
				{why: "one reminder has a draft to each", until: "2026-12-01 19:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test, Li Wei, bo@acme.test Tue 1 Dec 17:00"}},
				{why: "a fifth gets a first thank-you of their own, at once",
					edit:  first(func(iv *Interview) { iv.Interviewers = append(iv.Interviewers, pat) }),
					until: "2026-12-01 20:00", want: []string{"thank-you to pat@acme.test Tue 1 Dec 19:00"}},
				{why: "Ann's was sent: one last call is to the other four",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: ann, Round: 1},
					until: "2026-12-03 00:00",
					want: []string{"thank-you (last call) to jo@acme.test, Li Wei, bo@acme.test, pat@acme.test " +
						"Wed 2 Dec 13:00"}},
				{why: "and nobody is thanked again", until: "2026-12-08 08:59"},
			},
		},
		{
			name: "a fifth of a panel is remembered after the last call", start: "2026-12-01 14:00",
			people: []Person{jo, ann, li, bo},
			rows: []row{
				{why: "Ann's and Li's drafts are sent",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: ann, At: at("2026-12-01 16:00")},
					until: "2026-12-01 18:00",
					want:  []string{"thank-you to jo@acme.test, Li Wei, bo@acme.test Tue 1 Dec 17:00"}},
				{why: "so the last call is to two", tell: &Event{Kind: Sent, Note: ThankYou, To: li, Round: 1},
					until: "2026-12-02 14:00",
					want:  []string{"thank-you (last call) to jo@acme.test, bo@acme.test Wed 2 Dec 13:00"}},
				{why: "the fifth's first thank-you is in time, and too late to be called to mind",
					edit:  first(func(iv *Interview) { iv.Interviewers = append(iv.Interviewers, pat) }),
					until: "2026-12-04 00:00", want: []string{"thank-you to pat@acme.test Wed 2 Dec 14:00"}},
			},
		},
		{
			name: "a panel found late, one of whom has answered", start: "2026-12-01 14:00",
			people: []Person{jo, ann, li},
			rows: []row{
				{why: "Ann gets the reply and no late thank-you beside it; the others get theirs",
					tell: &Event{Kind: Undecided, From: ann, At: at("2026-12-03 09:00"), Until: Date{2027, 1, 15}},
					off:  true, until: "2026-12-03 10:00",
					want: []string{"thank-you (late) to jo@acme.test, Li Wei Thu 3 Dec 10:00",
						"undecided-reply to ann@acme.test Thu 3 Dec 10:00"}},
				{why: "hers does not come after all", until: "2026-12-05 00:00"},
			},
		},
		{
			name: "a panel found late, all of whom are written to otherwise", start: "2026-12-01 14:00",
			people: []Person{ann},
			rows: []row{
				{why: "one step",
					tell: &Event{Kind: Undecided, From: ann, At: at("2026-12-03 09:00"), Until: Date{2027, 1, 15}},
					off:  true, until: "2026-12-03 10:00",
					want: []string{"undecided-reply to ann@acme.test Thu 3 Dec 10:00"}},
				{why: "and no other", until: "2026-12-05 00:00"},
			},
		},
		{
			name: "one of a panel is met again that day", start: "2026-12-01 10:00", people: []Person{jo, ann},
			policy: noLastCall,
			rows: []row{
				{why: "Jo is thanked after the later, Ann after the one that she was in",
					edit: joined(meets(2, "2026-12-01 14:00", bo, jo)), until: "2026-12-02 00:00", want: []string{
						"thank-you to ann@acme.test Tue 1 Dec 13:00",
						"thank-you to bo@acme.test, jo@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "a panel is met again that day, and does not turn up", start: "2026-12-01 10:00",
			people: []Person{jo, ann}, policy: noLastCall,
			rows: []row{
				{why: "both are to be met again, so nobody is thanked yet",
					edit: joined(meets(2, "2026-12-01 14:00", ann, jo)), until: "2026-12-01 14:20"},
				{why: "both are thanked for the first, and the first of the second is offered another time",
					tell: &Event{Kind: NoShow, InterviewID: 2}, until: "2026-12-02 00:00", want: []string{
						"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 14:20",
						"no-show to ann@acme.test Tue 1 Dec 14:20"}},
			},
		},
		{
			name: "one of two panels of a day is called off", start: "2026-12-01 10:00", people: []Person{jo, ann},
			policy: noLastCall,
			rows: []row{
				{why: "they hear of it at noon: all are thanked for the one that took place, and nobody else",
					edit: joined(meets(2, "2026-12-01 14:00", jo, bo)),
					tell: &Event{Kind: Stopped, InterviewID: 2, At: at("2026-12-01 12:00")}, until: "2026-12-02 00:00",
					want: []string{
						"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 13:00"}},
			},
		},
		{
			name: "a panel's reminder is refused, and sent again when the user says so", start: "2026-12-01 14:00",
			people: []Person{jo, ann}, policy: noLastCall,
			rows: []row{
				{why: "refused, once", fails: true, until: "2026-12-01 19:00",
					want: []string{"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00"}},
				{why: "Ann was thanked otherwise: the rest of it comes", retry: true,
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
			name: "the user was faster", start: "2026-12-01 14:00",
			rows: []row{
				{why: "waiting", until: "2026-12-01 15:30"},
				{why: "they wrote their own thank-you, so none is drafted", tell: &Event{Kind: Sent, Note: ThankYou},
					until: "2026-12-07 00:00"},
				{why: "and asked for news themselves: no update request, but a second one a week after theirs",
					tell: &Event{Kind: Sent, Note: UpdateRequest}, until: "2027-01-01 00:00",
					want: []string{"second-request to jo@acme.test Mon 14 Dec 09:00"}},
			},
		},
		{
			name: "a promised date", start: "2026-12-01 14:00", by: "2026-12-11",
			rows: []row{
				{why: "the thank-you", tell: nil, until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "which was sent", tell: &Event{Kind: Sent, Note: ThankYou, To: jo, Round: 1},
					until: "2026-12-15 08:59"},
				{why: "a week passed long ago, but the date is what counts", until: "2026-12-15 09:00",
					want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
		{
			name: "not decided, without a date, then with one, then silence", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week as always", until: "2026-12-08 10:30", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "they have not decided: a reply at once, and the clock restarts", tell: &Event{Kind: Undecided},
					until: "2026-12-14 23:00",
					want:  []string{"undecided-reply to jo@acme.test Tue 8 Dec 10:30"}},
				{why: "a week after they answered", until: "2026-12-15 20:00",
					want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
				{why: "Ann answers for them in the evening, with a date",
					tell:  &Event{Kind: Undecided, From: ann, Until: Date{2027, 1, 8}},
					until: "2027-01-11 00:00", want: []string{"undecided-reply to ann@acme.test Tue 15 Dec 20:00"}},
				{why: "two business days after it, and Ann is asked, who answered last", until: "2027-01-12 09:00",
					want: []string{"update-request to ann@acme.test Tue 12 Jan 09:00"}},
				{why: "and a week of silence", until: "2027-01-19 09:00",
					want: []string{"second-request to ann@acme.test Tue 19 Jan 09:00"}},
				{why: "then quiet", until: "2028-01-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "not decided, without a date, while an earlier promise still stands", start: "2026-12-01 14:00",
			by: "2026-12-18",
			rows: []row{
				{why: "the thank-you", until: "2026-12-03 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "nobody is asked a week later, for they promised the 18th", tell: &Event{Kind: Undecided},
					until: "2026-12-21 00:00",
					want:  []string{"undecided-reply to jo@acme.test Thu 3 Dec 10:00"}},
				{why: "two business days after the 18th", until: "2026-12-22 09:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "an answer heard of late", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week as always", until: "2026-12-09 12:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "they had answered on the 7th: the draft of the 8th was written in ignorance and is not " +
					"taken as sent",
					tell: &Event{Kind: Undecided, At: time.Date(2026, 12, 7, 9, 0, 0, 0, time.UTC),
						Until: Date{2026, 12, 18}},
					until: "2026-12-21 00:00", want: []string{"undecided-reply to jo@acme.test Wed 9 Dec 12:00"}},
				{why: "so an update request asks, once the 18th is past", until: "2026-12-22 09:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "rejected", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 18:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no: no last call, no request; thanks", tell: &Event{Kind: Rejected},
					until: "2026-12-31 00:00", phase: PhaseRejected,
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 18:00"}},
				{why: "told twice it is still one no",
					tell:  &Event{Kind: Rejected, At: time.Date(2026, 12, 1, 17, 0, 0, 0, time.UTC)},
					until: "2026-12-31 08:59"},
				{why: "in touch after thirty days", until: "2026-12-31 09:00",
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
				{why: "which was another company's: what they say next counts", tell: &Event{Kind: Undecided},
					until: "2026-12-02 00:00", phase: PhaseOpen,
					want: []string{"undecided-reply to jo@acme.test Tue 1 Dec 18:00"}},
			},
		},
		{
			name: "an offer within the 24 hours", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you survives an offer", tell: &Event{Kind: Offered}, until: "2027-12-01 00:00",
					phase: PhaseOffer, want: []string{
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
				{why: "an offer, told in the evening: thanks in the morning, to who made it",
					until: "2026-12-14 12:00", phase: PhaseOffer,
					tell: &Event{Kind: Offered, From: ann},
					want: []string{"offer-thanks to ann@acme.test Thu 10 Dec 08:00"}},
				{why: "told again with the day, it is the same offer: no thanks again, but a word to the user two " +
					"business days before",
					tell:  &Event{Kind: Offered, From: ann, Until: Date{2026, 12, 21}},
					until: "2026-12-20 00:00", want: []string{"offer-answer to ann@acme.test Thu 17 Dec 09:00"}},
				{why: "they give more time, so another word", tell: &Event{Kind: Offered, Until: Date{2027, 1, 8}},
					until: "2027-06-01 00:00", want: []string{"offer-answer to ann@acme.test Wed 6 Jan 09:00"},
					phase: PhaseOffer},
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
				{why: "answered: nothing is called to mind", tell: &Event{Kind: Sent, Note: OfferAnswer},
					until: "2027-06-01 00:00"},
			},
		},
		{
			name: "an offer while the machine was off", start: "2026-12-01 14:00",
			rows: []row{
				{why: "found on the day of the answer: that day's answer says thanks, so the user is told alone",
					tell: &Event{Kind: Offered, At: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC),
						Until: Date{2026, 12, 10}}, off: true, until: "2026-12-10 10:00",
					want: []string{"offer-answer to jo@acme.test Thu 10 Dec 10:00"}},
				{why: "and no more", until: "2027-06-01 00:00"},
			},
		},
		{
			name: "an offer to be answered by tomorrow", start: "2026-12-01 14:00", people: []Person{},
			rows: []row{
				{why: "thanks at once, and a word in the morning: nobody is told what they have just said",
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
				{why: "the answer is all that is to be written", tell: &Event{Kind: Offered, Until: Date{2026, 12, 1}},
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
				{why: "no reply, and a week from then: what they promised is kept", tell: &Event{Kind: Advanced},
					until: "2026-12-10 20:00", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 09:00"}},
				{why: "they name a day for the date: two business days after it",
					tell:  &Event{Kind: Advanced, Until: Date{2026, 12, 18}},
					until: "2026-12-23 12:00", want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
				{why: "the date comes: nothing while they have yet to meet", tell: &Event{Kind: Advanced, Next: 2},
					edit:  joined(meets(2, "2027-01-11 14:00", ann)),
					until: "2027-01-11 14:59", phase: PhaseUpcoming},
				{why: "then thanks, and a week from then", until: "2027-01-18 12:00", phase: PhaseOpen, want: []string{
					"thank-you to ann@acme.test Mon 11 Jan 17:00",
					"thank-you (last call) to ann@acme.test Tue 12 Jan 13:00",
					"update-request to ann@acme.test Mon 18 Jan 09:00"}},
			},
		},
		{
			name: "an invitation without a date, and silence", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "in the 24 hours", tell: &Event{Kind: Advanced}, until: "2026-12-08 09:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00", "update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "asked twice, then quiet", until: "2027-06-01 00:00", phase: PhaseQuiet,
					want: []string{"second-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
		{
			name: "they did not turn up", start: "2026-12-01 14:00", by: "2026-12-18",
			rows: []row{
				{why: "told while they were to talk: another time is offered", tell: &Event{Kind: NoShow},
					until: "2026-12-01 14:10", phase: PhaseOpen,
					want: []string{"no-show to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "and nobody is thanked", until: "2026-12-07 23:00", phase: PhaseOpen},
				{why: "a week of silence, whatever was promised", until: "2026-12-08 12:00",
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
			name: "they did not turn up, and another time is found", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "in the afternoon", until: "2026-12-01 14:30"},
				{why: "another time is offered", tell: &Event{Kind: NoShow}, until: "2026-12-01 18:00",
					want: []string{"no-show to jo@acme.test Tue 1 Dec 14:30"}},
				{why: "moved: all as if nothing had been",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 2) }),
					until: "2026-12-02 14:00", phase: PhaseUpcoming},
				{why: "they were there", until: "2026-12-10 12:00", want: []string{
					"thank-you to jo@acme.test Thu 3 Dec 17:00", "update-request to jo@acme.test Thu 10 Dec 09:00"}},
			},
		},
		{
			name: "they did not turn up twice", start: "2026-12-01 14:00",
			rows: []row{
				{why: "in the afternoon", until: "2026-12-01 14:30"},
				{why: "the first time", tell: &Event{Kind: NoShow}, until: "2026-12-01 18:00",
					want: []string{"no-show to jo@acme.test Tue 1 Dec 14:30"}},
				{why: "moved", edit: first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 2) }),
					until: "2026-12-03 14:15"},
				{why: "the second", tell: &Event{Kind: NoShow}, until: "2026-12-03 18:00",
					want: []string{"no-show to jo@acme.test Thu 3 Dec 14:15"}},
				{why: "told twice it is one", tell: &Event{Kind: NoShow}, until: "2026-12-09 00:00"},
			},
		},
		{
			name: "they did not turn up late in the evening", start: "2026-12-01 21:00",
			rows: []row{
				{why: "and the machine was off: a day later it is too late", tell: &Event{Kind: NoShow}, off: true,
					until: "2026-12-02 21:30"},
				{why: "asked for news all the same", until: "2026-12-08 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
			},
		},
		{
			name: "they did not turn up, and asked not to be contacted", start: "2026-12-01 14:00",
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
				{why: "a letter in the morning, and nothing else", tell: &Event{Kind: Stopped, Note: Withdrawal},
					until: "2027-12-02 00:00", phase: PhaseStopped,
					want: []string{"withdrawal to jo@acme.test Wed 2 Dec 08:00"}},
			},
		},
		{
			name: "withdrawn, and on second thoughts with a letter", start: "2026-12-01 14:00",
			rows: []row{
				{why: "withdrawn", tell: &Event{Kind: Stopped}, until: "2026-12-02 10:00"},
				{why: "a letter after all", tell: &Event{Kind: Stopped, Note: Withdrawal}, until: "2027-12-02 00:00",
					phase: PhaseStopped,
					want:  []string{"withdrawal to jo@acme.test Wed 2 Dec 10:00"}},
			},
		},
		{
			name: "a next round while the machine was off", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the 24 hours are over, and it led on: nothing", tell: &Event{Kind: Advanced, Next: 2},
					edit: joined(meets(2, "2026-12-10 14:00", ann)),
					off:  true, until: "2026-12-02 16:00", phase: PhaseUpcoming},
				{why: "nor until they met again", until: "2026-12-10 16:59"},
				{why: "whose thank-you is another", until: "2026-12-10 17:00",
					want: []string{"thank-you to ann@acme.test Thu 10 Dec 17:00"}},
			},
		},
		{
			name: "withdrawn", start: "2026-12-01 14:00",
			rows: []row{
				{why: "stopping ends even the thank-you", tell: &Event{Kind: Stopped}, until: "2027-12-02 00:00",
					phase: PhaseStopped},
			},
		},
		{
			name: "skipped requests", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week", until: "2026-12-08 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "skipped: it was not sent, so the next one is an update request again",
					tell:  &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1},
					until: "2026-12-15 10:00", want: []string{"update-request to jo@acme.test Tue 15 Dec 09:00"}},
				{why: "sent two days late: a week from then",
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
				{why: "the mail server is down from then on, and the user has had enough of it on the 10th", off: true,
					until: "2026-12-10 11:00",
					tell: &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1,
						At: time.Date(2026, 12, 10, 10, 0, 0, 0, time.UTC)}},
				{why: "it does not come any more, and a week after the skip nothing has been asked yet",
					until: "2026-12-17 09:00",
					want:  []string{"update-request to jo@acme.test Thu 17 Dec 09:00"}},
				{why: "the second follows, and then it is quiet", until: "2027-02-01 00:00", phase: PhaseQuiet,
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
				{why: "not decided: a request of its own asks after that", tell: &Event{Kind: Undecided},
					until: "2026-12-15 09:00", want: []string{
						"undecided-reply to jo@acme.test Tue 8 Dec 12:00",
						"update-request to jo@acme.test Tue 15 Dec 09:00"}},
			},
		},
		{
			name: "a request is refused, and skipped", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first week", until: "2026-12-08 08:59",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "refused for good", fails: true, until: "2026-12-09 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "skipped, so that the next does not wait for a retry",
					tell:  &Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1},
					until: "2026-12-16 09:00", want: []string{"update-request to jo@acme.test Wed 16 Dec 09:00"}},
			},
		},
		{
			name: "a reply is skipped before it comes, and they say so again", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "not decided, told in the night", tell: &Event{Kind: Undecided}, until: "2026-12-02 22:30"},
				{why: "its reply is not wanted", tell: &Event{Kind: Skipped, Note: UndecidedReply, To: jo, Round: 1},
					until: "2026-12-04 10:00"},
				{why: "told again, it is answered again", tell: &Event{Kind: Undecided}, until: "2026-12-04 12:00",
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
				{why: "ninety days after that the second asks for an occasion", until: "2027-03-31 12:00",
					want: []string{"stay-in-touch to jo@acme.test Wed 31 Mar 09:00"}},
				{why: "one is named, and its draft skipped, which uses the occasion up", off: true,
					until: "2027-03-31 12:00",
					tell:  &Event{Kind: Skipped, Note: StayInTouch, To: jo, Round: 3, Detail: "a prize"}},
				{why: "the two were one note, so there is a third; and that is all", until: "2029-01-01 00:00",
					want: []string{"stay-in-touch to jo@acme.test Tue 29 Jun 09:00"}},
			},
		},
		{
			name: "nothing is assumed sent", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.AssumeSent = false },
			rows: []row{
				{why: "the update request comes, and then the program waits for word", until: "2027-01-11 12:00",
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
				{why: "no thank-you, no request", edit: func(c *Case) { c.NoContact = true },
					until: "2026-12-20 12:00", phase: PhaseQuiet},
				{why: "but an answer to what they write", tell: &Event{Kind: Undecided}, until: "2027-01-05 12:00",
					want: []string{"undecided-reply to jo@acme.test Sun 20 Dec 12:00"}},
				{why: "a no is thanked for, without notes to stay in touch", tell: &Event{Kind: Rejected},
					until: "2028-01-01 00:00", want: []string{"rejection-thanks to jo@acme.test Tue 5 Jan 12:00"}},
			},
		},
		{
			name: "snoozed", start: "2026-12-01 14:00",
			rows: []row{
				{why: "until the next morning",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 2, 9, 30, 0, 0, time.UTC)},
					until: "2026-12-08 00:00",
					want:  []string{"thank-you to jo@acme.test Wed 2 Dec 10:30"}},
				{why: "and over the new year",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2027, 1, 2, 9, 0, 0, 0, time.UTC)},
					until: "2027-01-04 12:00",
					want:  []string{"update-request to jo@acme.test Mon 4 Jan 09:00"}},
			},
		},
		{
			name: "moved to another day", start: "2026-12-01 14:00",
			rows: []row{
				{why: "before it takes place: everything moves",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 1) }),
					until: "2026-12-03 00:00",
					want:  []string{"thank-you to jo@acme.test Wed 2 Dec 17:00"}},
				{why: "it did not take place after all: the thank-you belongs to the new day",
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
				{why: "one step, not the burst that was missed", off: true, until: "2026-12-31 12:00",
					want: []string{"update-request to jo@acme.test Thu 31 Dec 12:00"}},
				{why: "and the next a week after that one", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Thu 7 Jan 09:00"}, phase: PhaseQuiet},
			},
		},
		{
			name: "away while an answer and a request came due", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first days", until: "2026-12-03 10:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
				{why: "not decided, by Thursday; two business days after, on Monday, the reply has had its three days",
					tell: &Event{Kind: Undecided, Until: Date{2026, 12, 3}}, off: true, until: "2026-12-07 09:00",
					want: []string{"update-request to jo@acme.test Mon 7 Dec 09:00"}},
			},
		},
		{
			name: "snoozed too far, and then not so far", start: "2026-12-01 14:00",
			rows: []row{
				{why: "nothing before the 10th, so no thank-you; but that is not settled yet",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC)},
					until: "2026-12-01 18:00"},
				{why: "corrected: there is time yet",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)},
					until: "2026-12-01 23:00",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 19:00"}},
			},
		},
		{
			name: "snoozed past the 24 hours", start: "2026-12-01 14:00",
			rows: []row{
				{why: "it comes late, and in the waking hours, for the user wanted it so",
					tell:  &Event{Kind: Snoozed, SnoozeUntil: time.Date(2026, 12, 2, 21, 0, 0, 0, time.UTC)},
					until: "2026-12-04 00:00",
					want:  []string{"thank-you (late) to jo@acme.test Thu 3 Dec 08:00"}},
			},
		},
		{
			name: "added under a wrong month", start: "2026-11-01 14:00",
			rows: []row{
				{why: "a month late, so its thank-you is missed, and the request is due", off: true,
					until: "2026-12-01 15:30", want: []string{"update-request to jo@acme.test Tue 1 Dec 15:30"}},
				{why: "it was today, an hour ago: the thank-you comes, its last call too, and no second request to " +
					"a first that was a mistake",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 1, 0).Add(-30 * time.Minute) }),
					until: "2026-12-03 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 16:30",
						"thank-you (last call) to jo@acme.test Wed 2 Dec 12:30"}},
			},
		},
		{
			name: "moved after the request for news had come", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the first week", until: "2026-12-09 12:00", want: []string{
					"thank-you to jo@acme.test Tue 1 Dec 17:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
					"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "it had not taken place: everything begins anew",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 16) }),
					until: "2026-12-24 20:00", want: []string{
						"thank-you to jo@acme.test Thu 17 Dec 17:00",
						"thank-you (last call) to jo@acme.test Fri 18 Dec 13:00",
						"update-request to jo@acme.test Thu 24 Dec 09:00"}},
			},
		},
		{
			name: "an older answer is told of after a newer one", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the first days", until: "2026-12-07 10:30",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "an answer and its reply", tell: &Event{Kind: Undecided}, until: "2026-12-08 10:00",
					want: []string{"undecided-reply to jo@acme.test Mon 7 Dec 10:30"}},
				{why: "they had said so before: that needs no further reply",
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
				{why: "it stays at three notes in all, and one thanks", tell: &Event{Kind: Rejected},
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
				{why: "after thirty days there is none: the reminder asks", until: "2026-12-31 09:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "it asks once", until: "2027-01-09 20:00"},
				{why: "one is named on a Saturday evening: the draft comes on Monday", edit: hook("a new clinic"),
					until: "2027-01-11 09:00",
					want:  []string{"stay-in-touch (on an occasion) to jo@acme.test Mon 11 Jan 09:00"}},
				{why: "that was one note, so the next is ninety days after it, and the old occasion is used up",
					until: "2027-04-12 09:00",
					want:  []string{"stay-in-touch to jo@acme.test Mon 12 Apr 09:00"}},
				{why: "the user wrote one of their own", tell: &Event{Kind: Sent, Note: StayInTouch, Round: 3},
					until: "2027-04-20 13:00"},
				{why: "an occasion named long before is there when the third and last note is due",
					edit: hook("a prize"), until: "2028-12-31 00:00",
					want: []string{"stay-in-touch (on an occasion) to jo@acme.test Mon 12 Jul 09:00"}},
			},
		},
		{
			name: "called off before it took place", start: "2026-12-10 14:00",
			rows: []row{
				{why: "a no, nine days before: thanks, and nothing else",
					tell:  &Event{Kind: Rejected, At: time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)},
					until: "2028-01-01 00:00", want: []string{
						"rejection-thanks to jo@acme.test Thu 10 Dec 14:00"}},
			},
		},
		{
			name: "occasions that nobody names", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.StayInTouchTimes = 2 },
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "each time the reminder asks, and it counts", until: "2028-01-01 00:00", want: []string{
					"stay-in-touch to jo@acme.test Thu 31 Dec 09:00",
					"stay-in-touch to jo@acme.test Wed 31 Mar 09:00"}},
				{why: "one named after the last still brings its draft", edit: hook("a prize"),
					until: "2029-01-01 00:00", want: []string{
						"stay-in-touch (on an occasion) to jo@acme.test Mon 3 Jan 09:00"}},
			},
		},
		{
			name: "told of an old answer in the very second of a pass", start: "2026-11-01 14:00",
			policy: func(p *Policy) { p.Waking, p.SendAt = Hours{0, 24 * 60}, 0 },
			rows: []row{
				{why: "a request at once; then a week, not a minute",
					tell: &Event{Kind: Undecided, At: time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC)}, off: true,
					until: "2026-12-01 12:00",
					want:  []string{"update-request to jo@acme.test Tue 1 Dec 12:00"}},
				{why: "the second one a week later, and quiet", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Tue 8 Dec 00:00"}, phase: PhaseQuiet},
			},
		},
		{
			name: "away over a last call", start: "2026-12-01 10:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 13:00"}},
				{why: "its last call would be Wednesday 09:00", until: "2026-12-02 08:59"},
				{why: "the machine was off for an hour: it comes as long as there is time", off: true,
					until: "2026-12-02 10:00",
					want:  []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 10:00"}},
			},
		},
		{
			name: "a last call found in the very minute of its deadline", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the machine was off: it comes, in words that know that the 24 hours are over", off: true,
					until: "2026-12-02 15:00",
					want:  []string{"thank-you (last call) (late) to jo@acme.test Wed 2 Dec 15:00"}},
			},
		},
		{
			name: "a last call found in the night", start: "2026-12-01 08:30",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 20:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 11:30"}},
				{why: "off from before the last call at 21:00 until 03:00: it waits for the morning, which is in time",
					off: true, until: "2026-12-02 03:00"},
				{why: "eight o'clock", until: "2026-12-02 09:00",
					want: []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 08:00"}},
			},
		},
		{
			name: "a late thank-you gives way to what is due beside it", start: "2026-12-01 14:00", by: "2026-12-01",
			policy: func(p *Policy) { p.GraceBusinessDays = 2 },
			rows: []row{
				{why: "away until Thursday, when a request is due as well: one step, and the thank-you is missed " +
					"for good", off: true, until: "2026-12-03 09:00",
					want: []string{"update-request to jo@acme.test Thu 3 Dec 09:00"}},
				{why: "it does not come after all a minute later", until: "2026-12-04 16:00"},
			},
		},
		{
			name: "a last call on the day after one that the clocks left out", start: "2011-12-29 04:00",
			policy: func(p *Policy) { p.Location = zone(t, "Pacific/Apia") },
			rows: []row{
				{why: "22 hours after is Saturday 03:00, and the waking hours before that were Thursday's: there " +
					"was no Friday", until: "2011-12-31 12:00", want: []string{
					"thank-you to jo@acme.test Thu 29 Dec 08:00",
					"thank-you (last call) to jo@acme.test Thu 29 Dec 21:00"}},
			},
		},
		{
			name: "midnight shown twice", start: "2009-10-31 22:00", policy: func(p *Policy) {
				p.Location, p.Waking, p.SendAt, p.ThankYouAfter = zone(t, "America/St_Johns"), Hours{0, 8 * 60}, 0,
					90*time.Minute
			},
			rows: []row{
				{why: "set back at 00:01, the clocks show Saturday 23:30 again when it makes sense: it waits for " +
					"Sunday", until: "2009-11-01 12:00", want: []string{
					"thank-you to jo@acme.test Sun 1 Nov 00:00",
					"thank-you (last call) to jo@acme.test Sun 1 Nov 08:00"}},
			},
		},
		{
			name: "a no told again after the user wrote by themselves", start: "2026-12-01 14:00",
			rows: []row{
				{why: "the thank-you", until: "2026-12-01 22:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no in the night", tell: &Event{Kind: Rejected}, until: "2026-12-01 22:30"},
				{why: "thanked for at once", tell: &Event{Kind: Sent, Note: RejectionThanks},
					until: "2026-12-01 23:00"},
				{why: "it is the same no, and needs no further thanks", tell: &Event{Kind: Rejected},
					until: "2026-12-10 12:00"},
				{why: "a note of their own", tell: &Event{Kind: Sent, Note: StayInTouch}, until: "2026-12-12 12:00"},
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
				{why: "it is mended, and they have not decided: the request that this calls for is another one",
					tell: &Event{Kind: Undecided, Until: Date{2026, 12, 18}}, until: "2026-12-22 09:00",
					want: []string{
						"undecided-reply to jo@acme.test Wed 9 Dec 10:30",
						"update-request to jo@acme.test Tue 22 Dec 09:00"}},
				{why: "and the second one follows", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Tue 29 Dec 09:00"}, phase: PhaseQuiet},
			},
		},
		{
			name: "a request is refused, and sent again when the user says so", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the request is refused, once", fails: true, until: "2026-12-20 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "and comes by itself no more", until: "2026-12-21 09:00"},
				{why: "until it is retried", retry: true, until: "2026-12-21 09:30",
					want: []string{"update-request to jo@acme.test Mon 21 Dec 09:00"}},
				{why: "a second one to it", until: "2027-02-01 00:00",
					want: []string{"second-request to jo@acme.test Mon 28 Dec 09:00"}},
			},
		},
		{
			name: "a request is refused, and they had named a later date", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "the thank-you", until: "2026-12-02 00:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "refused", fails: true, until: "2026-12-09 12:00",
					want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"}},
				{why: "it was too early anyhow",
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
				{why: "the new day has a thank-you of its own, and a last call",
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
				{why: "it had its turn, and the next comes in its own", until: "2027-04-10 00:00",
					want: []string{"stay-in-touch to jo@acme.test Wed 31 Mar 09:00"}},
			},
		},
		{
			name: "a note to stay in touch is refused and retried", start: "2026-12-01 14:00",
			rows: []row{
				{why: "a no", tell: &Event{Kind: Rejected}, until: "2026-12-01 14:30",
					want: []string{"rejection-thanks to jo@acme.test Tue 1 Dec 14:00"}},
				{why: "the first note is refused", fails: true, until: "2027-01-04 09:00",
					want: []string{"stay-in-touch to jo@acme.test Thu 31 Dec 09:00"}},
				{why: "it is the one that comes then", retry: true, until: "2027-01-04 12:00",
					want: []string{"stay-in-touch to jo@acme.test Mon 4 Jan 09:00"}},
				{why: "and the next ninety days after it", until: "2027-04-10 00:00",
					want: []string{"stay-in-touch to jo@acme.test Mon 5 Apr 09:00"}},
			},
		},
		{
			name: "not decided, said before the interview", start: "2026-12-15 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "nobody saw to it until the day of the interview: a thank-you, and no reply so late",
					tell:  &Event{Kind: Undecided, At: time.Date(2026, 12, 3, 9, 30, 0, 0, time.UTC)},
					until: "2026-12-22 08:59",
					want:  []string{"thank-you to jo@acme.test Tue 15 Dec 17:00"}},
				{why: "the week counts from the interview", until: "2026-12-22 09:00",
					want: []string{"update-request to jo@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "not decided, and then the interview is moved", start: "2026-12-01 14:00",
			policy: func(p *Policy) { p.LastCall = false },
			rows: []row{
				{why: "they have not decided", tell: &Event{Kind: Undecided}, until: "2026-12-02 12:00",
					want: []string{
						"undecided-reply to jo@acme.test Tue 1 Dec 14:00",
						"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "they meet once more in its place: thanks, and a week from then",
					edit:  first(func(iv *Interview) { iv.Start = iv.Start.AddDate(0, 0, 13) }),
					until: "2026-12-21 09:00", want: []string{
						"thank-you to jo@acme.test Mon 14 Dec 17:00",
						"update-request to jo@acme.test Mon 21 Dec 09:00"}},
			},
		},
		{
			name: "nobody was named", start: "2026-12-01 14:00", people: []Person{},
			rows: []row{
				{why: "the team is thanked", until: "2026-12-01 17:00",
					want: []string{"thank-you to the team Tue 1 Dec 17:00"}},
				{why: "once Jo's name is known, Jo is",
					edit: first(func(iv *Interview) { iv.Interviewers = []Person{jo} }), until: "2026-12-01 17:30",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "a day of four conversations", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "before the first has ended, nothing",
					edit: joined(meets(2, "2026-12-01 11:00", ann), meets(3, "2026-12-01 13:00", li),
						meets(4, "2026-12-01 14:00", bo)),
					until: "2026-12-01 10:59", phase: PhaseUpcoming},
				{why: "each of the four is thanked once, two hours after their own conversation",
					until: "2026-12-02 00:00", phase: PhaseOpen, want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 13:00", "thank-you to ann@acme.test Tue 1 Dec 14:00",
						"thank-you to Li Wei Tue 1 Dec 16:00", "thank-you to bo@acme.test Tue 1 Dec 17:00"}},
				{why: "one request, to the first of the last conversation", until: "2026-12-08 12:00",
					want: []string{"update-request to bo@acme.test Tue 8 Dec 09:00"}},
				{why: "and one second request", until: "2026-12-15 12:00",
					want: []string{"second-request to bo@acme.test Tue 15 Dec 09:00"}},
				{why: "then it is quiet for good", until: "2028-01-01 00:00", phase: PhaseQuiet},
			},
		},
		{
			name: "a day of two conversations, and what is said about their thank-yous", start: "2026-12-01 10:00",
			rows: []row{
				{why: "both", edit: joined(meets(2, "2026-12-01 14:00", ann)), until: "2026-12-01 18:00",
					want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 13:00", "thank-you to ann@acme.test Tue 1 Dec 17:00"}},
				{why: "Jo's was sent: only Ann's is called to mind",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: jo, InterviewID: 1, Round: 1},
					until: "2026-12-03 00:00",
					want:  []string{"thank-you (last call) to ann@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "all were thanked in person between two conversations", start: "2026-12-01 10:00",
			policy: noLastCall,
			rows: []row{
				{why: "at noon", edit: joined(meets(2, "2026-12-01 14:00", jo, ann)), until: "2026-12-01 12:00"},
				{why: "what is said of no interview in particular is not about one that was still ahead",
					tell: &Event{Kind: Skipped, Note: ThankYou}, until: "2026-12-01 16:00"},
				{why: "so its two are thanked", until: "2026-12-02 00:00", want: []string{
					"thank-you to jo@acme.test, ann@acme.test Tue 1 Dec 17:00"}},
			},
		},
		{
			name: "a fifth conversation a week after a day of four", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "the four",
					edit: joined(meets(2, "2026-12-01 11:00", ann), meets(3, "2026-12-01 13:00", li),
						meets(4, "2026-12-01 14:00", bo)),
					until: "2026-12-03 10:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 13:00", "thank-you to ann@acme.test Tue 1 Dec 14:00",
						"thank-you to Li Wei Tue 1 Dec 16:00", "thank-you to bo@acme.test Tue 1 Dec 17:00"}},
				{why: "they want to talk once more: nobody is asked for news while that is ahead",
					tell: &Event{Kind: Advanced, Next: 5}, edit: joined(meets(5, "2026-12-10 14:00", jo)),
					until: "2026-12-10 14:59", phase: PhaseUpcoming},
				{why: "Jo is thanked for it as well, and the week counts from it", until: "2026-12-17 12:00",
					phase: PhaseOpen, want: []string{
						"thank-you to jo@acme.test Thu 10 Dec 17:00",
						"update-request to jo@acme.test Thu 17 Dec 09:00"}},
			},
		},
		{
			name: "a next round without a date, and then with one", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the thank-you", until: "2026-12-03 10:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "they want to meet again: a week later Jo is asked when", tell: &Event{Kind: Advanced},
					until: "2026-12-10 12:00", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 09:00"}},
				{why: "the date comes, so the second request does not", tell: &Event{Kind: Advanced, Next: 2},
					edit:  joined(meets(2, "2026-12-18 14:00", ann)),
					until: "2026-12-18 14:59", phase: PhaseUpcoming},
				{why: "nobody was asked since that conversation: an update request again, and a second one",
					until: "2027-06-01 00:00", phase: PhaseQuiet, want: []string{
						"thank-you to ann@acme.test Fri 18 Dec 17:00",
						"update-request to ann@acme.test Fri 25 Dec 09:00",
						"second-request to ann@acme.test Fri 1 Jan 09:00"}},
			},
		},
		{
			name: "a promise, and a second conversation before its day", start: "2026-12-01 14:00", by: "2026-12-18",
			policy: noLastCall,
			rows: []row{
				{why: "both are thanked", edit: joined(meets(2, "2026-12-08 14:00", ann)), until: "2026-12-21 12:00",
					want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to ann@acme.test Tue 8 Dec 17:00"}},
				{why: "nobody is asked a week after the second: what was promised in the first still stands",
					until: "2026-12-22 12:00",
					want:  []string{"update-request to ann@acme.test Tue 22 Dec 09:00"}},
			},
		},
		{
			name: "a promise, and a second conversation near its day", start: "2026-12-01 14:00", by: "2026-12-11",
			policy: noLastCall,
			rows: []row{
				{why: "the week after the second counts, as it is later than the 15th",
					edit: joined(meets(2, "2026-12-10 14:00", ann)), until: "2026-12-17 12:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to ann@acme.test Thu 10 Dec 17:00",
						"update-request to ann@acme.test Thu 17 Dec 09:00"}},
			},
		},
		{
			name: "a second conversation brings a nearer promise", start: "2026-12-01 14:00", by: "2026-12-23",
			policy: noLastCall,
			rows: []row{
				{why: "the latest word on timing counts alone",
					edit: joined(by(meets(2, "2026-12-08 14:00", ann), "2026-12-09")), until: "2026-12-11 12:00",
					want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to ann@acme.test Tue 8 Dec 17:00",
						"update-request to ann@acme.test Fri 11 Dec 09:00"}},
			},
		},
		{
			name: "a recruiter is the contact", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "Jo is thanked, and Pat, whom nobody met, is not", edit: func(c *Case) { c.Contact = pat },
					until: "2026-12-07 12:00",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "but is asked for news", until: "2026-12-08 12:00",
					want: []string{"update-request to pat@acme.test Tue 8 Dec 09:00"}},
				{why: "Ann answers: the reply is hers", tell: &Event{Kind: Undecided, From: ann},
					until: "2026-12-14 12:00",
					want:  []string{"undecided-reply to ann@acme.test Tue 8 Dec 12:00"}},
				{why: "and so are the requests from then on", until: "2026-12-15 12:00",
					want: []string{"update-request to ann@acme.test Tue 15 Dec 09:00"}},
				{why: "somebody who did not say their name says no: thanks go to who answered last",
					tell: &Event{Kind: Rejected}, until: "2026-12-16 12:00",
					want: []string{"rejection-thanks to ann@acme.test Tue 15 Dec 12:00"}},
			},
		},
		{
			name: "one of two is removed", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "nobody is asked while the second is ahead", edit: joined(meets(2, "2026-12-14 14:00", ann)),
					until: "2026-12-10 12:00", phase: PhaseUpcoming,
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "it was a mistake: a week after the first is over", edit: removed(2), until: "2026-12-10 12:30",
					phase: PhaseOpen,
					want:  []string{"update-request to jo@acme.test Thu 10 Dec 12:00"}},
			},
		},
		{
			name: "one of two is called off", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "nobody is asked while the second is ahead",
					edit: joined(by(meets(2, "2026-12-14 14:00", ann), "2027-03-01")), until: "2026-12-10 12:00",
					phase: PhaseUpcoming,
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "it is called off: Jo is asked, for a week after the first is over",
					tell: &Event{Kind: Stopped, InterviewID: 2}, until: "2026-12-10 12:30", phase: PhaseOpen,
					want: []string{"update-request to jo@acme.test Thu 10 Dec 12:00"}},
				{why: "it has no thank-you; the second request comes as always", until: "2026-12-18 12:00",
					want: []string{"second-request to jo@acme.test Thu 17 Dec 09:00"}},
				{why: "after a no, in touch: the first took place", tell: &Event{Kind: Rejected},
					until: "2027-01-20 00:00", want: []string{
						"rejection-thanks to jo@acme.test Fri 18 Dec 12:00",
						"stay-in-touch to jo@acme.test Mon 18 Jan 09:00"}},
			},
		},
		{
			name: "both are called off, and then they write", start: "2026-12-08 14:00", by: "2027-03-01",
			policy: noLastCall,
			rows: []row{
				{why: "the first is", edit: joined(meets(2, "2026-12-08 16:00", ann)),
					tell: &Event{Kind: Stopped, InterviewID: 1}, until: "2026-12-08 15:00", phase: PhaseUpcoming},
				{why: "the second as well: that is the end of it", tell: &Event{Kind: Stopped, InterviewID: 2},
					until: "2026-12-09 12:00", phase: PhaseStopped},
				{why: "but it goes on: the answer has its reply, and nobody is thanked for what did not take place",
					tell: &Event{Kind: Undecided}, until: "2026-12-15 12:00", phase: PhaseOpen,
					want: []string{"undecided-reply to ann@acme.test Wed 9 Dec 12:00"}},
				{why: "a week after it, whatever was to be promised", until: "2026-12-16 12:00",
					want: []string{"update-request to ann@acme.test Wed 16 Dec 09:00"}},
				{why: "they never met, so there is nothing to stay in touch about", tell: &Event{Kind: Rejected},
					until: "2028-01-01 00:00",
					want:  []string{"rejection-thanks to ann@acme.test Wed 16 Dec 12:00"}},
			},
		},
		{
			name: "they did not turn up for one of two", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "the first took place", edit: joined(meets(2, "2026-12-01 14:00", ann)),
					until: "2026-12-01 14:20",
					want:  []string{"thank-you to jo@acme.test Tue 1 Dec 13:00"}},
				{why: "Ann is offered another time, and not thanked", tell: &Event{Kind: NoShow, InterviewID: 2},
					until: "2026-12-07 12:00", phase: PhaseOpen,
					want: []string{"no-show to ann@acme.test Tue 1 Dec 14:20"}},
				{why: "a week later news is asked for", until: "2026-12-08 12:00",
					want: []string{"update-request to ann@acme.test Tue 8 Dec 09:00"}},
				{why: "after a no, in touch all the same: the first took place", tell: &Event{Kind: Rejected},
					until: "2027-01-10 00:00", want: []string{
						"rejection-thanks to ann@acme.test Tue 8 Dec 12:00",
						"stay-in-touch to ann@acme.test Thu 7 Jan 09:00"}},
			},
		},
		{
			name: "they did not turn up for the first of two", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "told of on the way out", edit: joined(meets(2, "2026-12-01 14:00", ann)),
					until: "2026-12-01 10:20"},
				{why: "another time is offered, to who did not come", tell: &Event{Kind: NoShow, InterviewID: 1},
					until: "2026-12-01 12:00", phase: PhaseUpcoming,
					want: []string{"no-show to jo@acme.test Tue 1 Dec 10:20"}},
				{why: "Ann is thanked, Jo is not", until: "2026-12-07 12:00",
					want: []string{"thank-you to ann@acme.test Tue 1 Dec 17:00"}},
				{why: "and a week after the second Ann is asked", until: "2026-12-08 12:00",
					want: []string{"update-request to ann@acme.test Tue 8 Dec 09:00"}},
			},
		},
		{
			name: "somebody is met twice on a day", start: "2026-12-01 10:00",
			rows: []row{
				{why: "one thank-you, after the later; Ann, met once, has hers",
					edit:  joined(meets(2, "2026-12-01 14:00", jo), meets(3, "2026-12-01 11:00", ann)),
					until: "2026-12-02 08:00",
					want: []string{"thank-you to ann@acme.test Tue 1 Dec 14:00",
						"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "each is called to mind", until: "2026-12-03 00:00", want: []string{
					"thank-you (last call) to ann@acme.test Wed 2 Dec 10:00",
					"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "somebody is to be met twice on a day, and does not turn up again", start: "2026-12-01 10:00",
			policy: noLastCall,
			rows: []row{
				{why: "nothing after the first", edit: joined(meets(2, "2026-12-01 14:00", jo)),
					until: "2026-12-01 14:20"},
				{why: "the first is what they are thanked for", tell: &Event{Kind: NoShow, InterviewID: 2},
					until: "2026-12-02 00:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 14:20", "no-show to jo@acme.test Tue 1 Dec 14:20"}},
			},
		},
		{
			name: "somebody is met twice, on two days", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "and is thanked twice", edit: joined(meets(2, "2026-12-02 14:00", jo)),
					until: "2026-12-03 00:00", want: []string{
						"thank-you to jo@acme.test Tue 1 Dec 17:00", "thank-you to jo@acme.test Wed 2 Dec 17:00"}},
			},
		},
		{
			name: "somebody is met twice, on two days, and one thank-you was sent", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the first", edit: joined(meets(2, "2026-12-02 10:00", jo)), until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "it was sent, said after the second began: the second has its own",
					tell:  &Event{Kind: Sent, Note: ThankYou, To: jo, InterviewID: 1, Round: 1},
					until: "2026-12-03 00:00", want: []string{"thank-you to jo@acme.test Wed 2 Dec 13:00"}},
			},
		},
		{
			name: "somebody is met twice, on two days, and was thanked for all", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the first", edit: joined(meets(2, "2026-12-02 10:00", jo)), until: "2026-12-02 12:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "what is said of no interview in particular is about all that have begun",
					tell: &Event{Kind: Sent, Note: ThankYou}, until: "2026-12-03 00:00"},
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
			name: "two interviews past midnight, the first of which lasts longer", start: "2026-12-01 23:00",
			policy: anyHour,
			rows: []row{
				{why: "the request waits for the end of both", edit: func(c *Case) {
					first(func(iv *Interview) { iv.Duration = 2 * time.Hour })(c)
					joined(by(meets(2, "2026-12-01 23:30", ann), "2026-12-01"))(c)
				}, until: "2026-12-02 00:45", phase: PhaseUpcoming},
				{why: "then it comes", until: "2026-12-02 01:00", phase: PhaseOpen,
					want: []string{"update-request to ann@acme.test Wed 2 Dec 01:00"}},
			},
		},
		{
			name: "an invitation is told of after the conversation that it led to", start: "2026-12-01 14:00",
			policy: noLastCall,
			rows: []row{
				{why: "the first", until: "2026-12-04 16:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "the second was yesterday: its thank-you comes, late", tell: &Event{Kind: Advanced, Next: 2},
					edit:  joined(by(meets(2, "2026-12-03 14:00", ann), "2026-12-23")),
					until: "2026-12-25 08:59", phase: PhaseOpen,
					want: []string{"thank-you (late) to ann@acme.test Fri 4 Dec 16:00"}},
				{why: "and what was promised in it stands", until: "2026-12-25 09:00",
					want: []string{"update-request to ann@acme.test Fri 25 Dec 09:00"}},
			},
		},
		{
			name: "rejected with a second conversation ahead", start: "2026-12-01 14:00", policy: noLastCall,
			rows: []row{
				{why: "the first is thanked for", edit: joined(meets(2, "2026-12-10 14:00", ann)),
					until: "2026-12-03 10:00", phase: PhaseUpcoming,
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 17:00"}},
				{why: "a no: thanks for it, nothing after the second, which will not be; in touch, for they met once",
					tell:  &Event{Kind: Rejected},
					until: "2027-01-10 00:00", phase: PhaseRejected, want: []string{
						"rejection-thanks to jo@acme.test Thu 3 Dec 10:00",
						"stay-in-touch to jo@acme.test Mon 4 Jan 09:00"}},
			},
		},
		{
			name: "rejected before either of two took place", start: "2026-12-10 14:00",
			rows: []row{
				{why: "thanks, and nothing else", tell: &Event{Kind: Rejected, At: at("2026-12-08 10:00")},
					edit:  joined(meets(2, "2026-12-11 14:00", ann)),
					until: "2028-01-01 00:00", want: []string{"rejection-thanks to jo@acme.test Thu 10 Dec 14:00"}},
			},
		},
		{
			name: "an invitation after the first of two", start: "2026-12-01 10:00", policy: noLastCall,
			rows: []row{
				{why: "both have their thank-you: the invitation is of the first, in its 24 hours, and says " +
					"nothing of the second", tell: &Event{Kind: Advanced, Next: 2},
					edit: joined(meets(2, "2026-12-03 22:00", ann)), off: true, until: "2026-12-01 13:00",
					want: []string{"thank-you to jo@acme.test Tue 1 Dec 13:00"}},
				{why: "which comes even late", off: true, until: "2026-12-05 12:00",
					want: []string{"thank-you (late) to ann@acme.test Sat 5 Dec 12:00"}},
			},
		},
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
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultPolicy(zone(t, "Europe/Berlin"))
			if tt.policy != nil {
				tt.policy(&p)
			}
			s := newStory(t, p, tt.start, time.Hour)
			s.iv().DecisionBy = date(t, tt.by)
			if tt.people != nil {
				s.iv().Interviewers = tt.people
			}
			now := s.iv().Start
			for _, r := range tt.rows {
				if r.edit != nil {
					r.edit(&s.c)
					SortInterviews(s.c.Interviews)
				}
				switch r.pause {
				case "":
				case "over":
					s.p.Pause = Pause{}
				default:
					s.p.Pause = Pause{Until: s.at(r.pause), All: r.all}
				}
				if r.tell != nil {
					e := *r.tell
					e.RecordedAt = now
					if e.At.IsZero() {
						e.At = now
					}
					s.record(e)
				}
				until := s.at(r.until)
				if r.retry {
					s.retry()
				}
				s.refused = r.fails
				from := now
				if r.off {
					from = until
				}
				got := s.lines(s.runs(from, until))
				if len(r.want) == 0 {
					r.want = []string{}
				}
				if diff := cmp.Diff(r.want, got); diff != "" {
					t.Fatalf("%s, up to %s (-want +got):\n%s", r.why, r.until, diff)
				}
				if d := Decide(s.c, s.p, until); r.phase != "" && d.Phase != r.phase {
					t.Fatalf("%s, at %s: phase %s, want %s", r.why, r.until, d.Phase, r.phase)
				}
				now = until
			}
		})
	}
}
