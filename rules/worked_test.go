package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The worked examples of the design, with the default policy, in Europe/Berlin, without holidays.
func TestWorkedTable(t *testing.T) {
	const hour = time.Hour
	dayOfFour := func(s *story) {
		s.joins("2026-12-01 11:00", ann)
		s.joins("2026-12-01 13:00", li)
		s.joins("2026-12-01 14:00", bo)
	}
	away := func(until string, all bool) func(*story) {
		return func(s *story) { s.p.Pause = Pause{Until: s.at(until), All: all} }
	}
	tests := []struct {
		name      string
		start     string
		duration  time.Duration
		by        string
		added     string       // when the program was told, and started; by default at the start of the interview
		with      func(*story) // further facts of the application
		heard     func(*story)
		from      string // show only what comes from then on
		want      []string
		wantUntil string
	}{
		{
			name:  "nothing is named: thank-you, last call, update request, second request, then quiet",
			start: "2026-12-01 14:00", duration: hour,
			want: []string{
				"thank-you to jo@acme.test Tue 1 Dec 17:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
				"update-request to jo@acme.test Tue 8 Dec 09:00",
				"second-request to jo@acme.test Tue 15 Dec 09:00",
			},
		},
		{
			name:  "a mail of theirs is asked about three times, and holds the requests",
			start: "2026-12-01 14:00", duration: hour,
			heard: func(s *story) { s.tell("2026-12-07 10:00", Event{Kind: Answered, Certainty: Sure, From: jo}) },
			from:  "2026-12-03 00:00",
			want: []string{
				"answer-seen to jo@acme.test Mon 7 Dec 10:00", "answer-seen to jo@acme.test Wed 9 Dec 09:00",
				"answer-seen to jo@acme.test Mon 14 Dec 09:00",
			},
		},
		{
			name:  "what it says is told: a reply, and the waiting starts again",
			start: "2026-12-01 14:00", duration: hour,
			heard: func(s *story) {
				s.tell("2026-12-07 10:00", Event{Kind: Answered, Certainty: Sure, From: jo})
				s.tell("2026-12-09 12:00", Event{Kind: Undecided})
			},
			from: "2026-12-09 10:00", wantUntil: "2026-12-17 00:00",
			want: []string{
				"undecided-reply to jo@acme.test Wed 9 Dec 12:00", "update-request to jo@acme.test Wed 16 Dec 09:00",
			},
		},
		{
			name:  "the thank-you for an evening interview waits for the morning",
			start: "2026-12-01 19:00", duration: hour,
			wantUntil: "2026-12-03 00:00",
			want: []string{
				"thank-you to jo@acme.test Wed 2 Dec 08:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 18:00",
			},
		},
		{
			name: "a last call due at night comes the evening before", start: "2026-12-01 08:00",
			duration: hour, wantUntil: "2026-12-03 00:00",
			want: []string{
				"thank-you to jo@acme.test Tue 1 Dec 11:00",
				"thank-you (last call) to jo@acme.test Tue 1 Dec 21:00",
			},
		},
		{
			name:     "an interview on a Friday: a week and five business days later are the same day",
			start:    "2026-12-04 10:00",
			duration: hour,
			from:     "2026-12-06 00:00", wantUntil: "2026-12-12 00:00",
			want: []string{"update-request to jo@acme.test Fri 11 Dec 09:00"},
		},
		{
			name:  "an interview on a Saturday: a week later is not a business day",
			start: "2026-12-05 10:00", duration: hour,
			from: "2026-12-07 00:00", wantUntil: "2026-12-15 00:00",
			want: []string{"update-request to jo@acme.test Mon 14 Dec 09:00"},
		},
		{
			name: "they decide by Friday: two business days after that", start: "2026-12-01 14:00", duration: hour,
			by:   "2026-12-04",
			from: "2026-12-03 00:00", wantUntil: "2026-12-09 00:00",
			want: []string{"update-request to jo@acme.test Tue 8 Dec 09:00"},
		},
		{
			name:  "undecided until the 18th: a reply at once, and an update request two business days after the 18th",
			start: "2026-12-01 14:00", duration: hour,
			heard: func(s *story) {
				s.tell("2026-12-09 10:30", Event{Kind: Undecided, Until: date(s.t, "2026-12-18")})
			},
			from: "2026-12-09 10:30", wantUntil: "2026-12-23 00:00",
			want: []string{
				"undecided-reply to jo@acme.test Wed 9 Dec 10:30",
				"update-request to jo@acme.test Tue 22 Dec 09:00",
			},
		},
		{
			name:  "rejected late in the evening: thanks in the morning, in touch after thirty days",
			start: "2026-12-01 14:00", duration: hour,
			heard: func(s *story) { s.tell("2026-12-09 22:15", Event{Kind: Rejected}) },
			from:  "2026-12-09 22:15", wantUntil: "2027-01-09 00:00",
			want: []string{
				"rejection-thanks to jo@acme.test Thu 10 Dec 08:00",
				"stay-in-touch to jo@acme.test Fri 8 Jan 09:00",
			},
		},
		{
			name:  "an offer to be answered by Friday: thanks at once, and a reminder two business days before",
			start: "2026-12-01 14:00", duration: hour,
			heard: func(s *story) {
				s.tell("2026-12-09 10:30", Event{Kind: Offered, Until: date(s.t, "2026-12-18")})
			},
			from: "2026-12-09 10:30",
			want: []string{
				"offer-thanks to jo@acme.test Wed 9 Dec 10:30",
				"offer-answer to jo@acme.test Wed 16 Dec 09:00",
			},
		},
		{
			name: "they want to meet again, date to follow: asked for it a week later", start: "2026-12-01 14:00",
			duration: hour,
			heard:    func(s *story) { s.tell("2026-12-04 10:30", Event{Kind: Advanced}) },
			from:     "2026-12-04 10:30", wantUntil: "2026-12-12 00:00",
			want: []string{"update-request to jo@acme.test Fri 11 Dec 09:00"},
		},
		{
			name:  "a no-show: other times are offered at once, and news is asked for a week later",
			start: "2026-12-01 14:00", duration: hour,
			heard: func(s *story) { s.tell("2026-12-01 14:20", Event{Kind: NoShow}) },
			from:  "2026-12-01 14:20", wantUntil: "2026-12-09 00:00",
			want: []string{
				"no-show to jo@acme.test Tue 1 Dec 14:20",
				"update-request to jo@acme.test Tue 8 Dec 09:00",
			},
		},
		{
			name:  "one interview with four people: one reminder with a draft for each, and one last call",
			start: "2026-12-01 14:00", duration: hour,
			with: func(s *story) { s.iv().Interviewers = []Person{jo, ann, li, bo} }, wantUntil: "2026-12-09 00:00",
			want: []string{
				"thank-you to jo@acme.test, ann@acme.test, Li Wei, bo@acme.test Tue 1 Dec 17:00",
				"thank-you (last call) to jo@acme.test, ann@acme.test, Li Wei, bo@acme.test Wed 2 Dec 13:00",
				"update-request to jo@acme.test Tue 8 Dec 09:00",
			},
		},
		{
			name: "one of the four is thanked: the last call is for the others", start: "2026-12-01 14:00",
			duration: hour,
			with:     func(s *story) { s.iv().Interviewers = []Person{jo, ann, li, bo} },
			heard: func(s *story) {
				s.tell("2026-12-01 18:00",
					Event{Kind: Sent, Note: ThankYou, To: ann, Round: 1})
			},
			from: "2026-12-01 18:00", wantUntil: "2026-12-03 00:00",
			want: []string{"thank-you (last call) to jo@acme.test, Li Wei, bo@acme.test Wed 2 Dec 13:00"},
		},
		{
			name:  "four interviews on one day: each is thanked for, and one request comes for all, a week later",
			start: "2026-12-01 09:00", duration: hour,
			with: dayOfFour, wantUntil: "2026-12-09 00:00",
			want: []string{
				"thank-you to jo@acme.test Tue 1 Dec 12:00",
				"thank-you to ann@acme.test Tue 1 Dec 14:00",
				"thank-you to Li Wei Tue 1 Dec 16:00",
				"thank-you to bo@acme.test Tue 1 Dec 17:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 08:00",
				"thank-you (last call) to ann@acme.test Wed 2 Dec 10:00",
				"thank-you (last call) to Li Wei Wed 2 Dec 12:00",
				"thank-you (last call) to bo@acme.test Wed 2 Dec 13:00",
				"update-request to bo@acme.test Tue 8 Dec 09:00",
			},
		},
		{
			name: "a promise made in the first of them counts for all", start: "2026-12-01 09:00", duration: hour,
			by:   "2026-12-11",
			with: dayOfFour, from: "2026-12-03 00:00", wantUntil: "2026-12-16 00:00",
			want: []string{"update-request to bo@acme.test Tue 15 Dec 09:00"},
		},
		{
			name: "a fifth a week later: thanks for it, and a request a week after it", start: "2026-12-01 09:00",
			duration: hour, by: "2026-12-11",
			with: func(s *story) { dayOfFour(s); s.joins("2026-12-08 14:00", pat) }, from: "2026-12-03 00:00",
			wantUntil: "2026-12-16 00:00",
			want: []string{
				"thank-you to pat@acme.test Tue 8 Dec 17:00",
				"thank-you (last call) to pat@acme.test Wed 9 Dec 13:00",
				"update-request to pat@acme.test Tue 15 Dec 09:00",
			},
		},
		{
			name: "Jo is met twice on one day: one thank-you, after the later interview", start: "2026-12-01 10:00",
			duration: hour,
			with:     func(s *story) { s.joins("2026-12-01 14:00", jo) }, wantUntil: "2026-12-03 00:00",
			want: []string{
				"thank-you to jo@acme.test Tue 1 Dec 17:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
			},
		},
		{
			name:  "they decide by the 18th, and meet again on the 8th: the promise still stands",
			start: "2026-12-01 14:00", duration: hour, by: "2026-12-18",
			with: func(s *story) { s.joins("2026-12-08 14:00", ann) }, from: "2026-12-10 00:00",
			wantUntil: "2026-12-23 00:00",
			want:      []string{"update-request to ann@acme.test Tue 22 Dec 09:00"},
		},
		{
			name:  "they decide by the 11th, and meet again on the 10th: a week after that is later",
			start: "2026-12-01 14:00", duration: hour, by: "2026-12-11",
			with: func(s *story) { s.joins("2026-12-10 14:00", ann) }, from: "2026-12-12 00:00",
			wantUntil: "2026-12-18 00:00",
			want:      []string{"update-request to ann@acme.test Thu 17 Dec 09:00"},
		},
		{
			name: "a recruiter is the contact: no thank-you, but the request", start: "2026-12-01 14:00",
			duration: hour,
			with:     func(s *story) { s.c.Contact = pat }, wantUntil: "2026-12-09 00:00",
			want: []string{
				"thank-you to jo@acme.test Tue 1 Dec 17:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
				"update-request to pat@acme.test Tue 8 Dec 09:00",
			},
		},
		{
			name: "withdrawn late in the evening with a letter: it comes in the morning", start: "2026-12-01 14:00",
			duration: hour,
			heard:    func(s *story) { s.tell("2026-12-09 22:15", Event{Kind: Stopped, Note: Withdrawal}) },
			from:     "2026-12-09 22:15",
			want:     []string{"withdrawal to jo@acme.test Thu 10 Dec 08:00"},
		},
		{
			name: "found late at night with half an hour left: at once", start: "2026-12-01 22:00", duration: hour,
			added: "2026-12-02 22:30", wantUntil: "2026-12-03 00:00",
			want: []string{"thank-you to jo@acme.test Wed 2 Dec 22:30"},
		},
		{
			name: "found after the 24 hours: the late wording at once", start: "2026-12-01 14:00", duration: hour,
			added: "2026-12-03 10:00", wantUntil: "2026-12-04 00:00",
			want: []string{"thank-you (late) to jo@acme.test Thu 3 Dec 10:00"},
		},
		{
			name: "away: what would be too late comes, the request waits", start: "2026-12-01 14:00", duration: hour,
			with: away("2026-12-12 00:00", false),
			want: []string{
				"thank-you to jo@acme.test Tue 1 Dec 17:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00",
				"update-request to jo@acme.test Mon 14 Dec 09:00",
				"second-request to jo@acme.test Mon 21 Dec 09:00",
			},
		},
		{
			name: "away, and nothing is wanted", start: "2026-12-01 14:00", duration: hour,
			with: away("2026-12-12 00:00", true),
			want: []string{"update-request to jo@acme.test Mon 14 Dec 09:00",
				"second-request to jo@acme.test Mon 21 Dec 09:00"},
		},
		{
			name: "away for the evening: the thank-you is still on time in the morning", start: "2026-12-01 14:00",
			duration: hour,
			with:     away("2026-12-02 00:00", false), wantUntil: "2026-12-03 00:00",
			want: []string{"thank-you to jo@acme.test Wed 2 Dec 08:00",
				"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), tt.start, tt.duration)
			s.iv().DecisionBy = date(t, tt.by)
			if tt.with != nil {
				tt.with(s)
			}
			from, until := s.iv().Start, s.at("2027-12-01 00:00")
			if tt.added != "" {
				from = s.at(tt.added)
			}
			if tt.wantUntil != "" {
				until = s.at(tt.wantUntil)
			}
			if tt.heard != nil { // everything before that happens as usual
				s.runs(from, s.at(tt.from).Add(-time.Second))
				tt.heard(s)
				from = s.at(tt.from)
			}
			got := s.runs(from, until)
			if tt.from != "" {
				for len(got) > 0 && got[0].Due.Before(s.at(tt.from)) {
					got = got[1:]
				}
			}
			if diff := cmp.Diff(tt.want, s.lines(got)); diff != "" {
				t.Errorf("what comes, and when (-want +got):\n%s", diff)
			}
		})
	}
}

// The rest of the worked examples: two roles at one employer, each with an interview with Jo.
func TestWorkedTableOfTwo(t *testing.T) {
	p := DefaultPolicy(zone(t, "Europe/Berlin"))
	p.LastCall = false
	for _, tt := range []struct {
		name   string
		second string // when the interview for the second role is
		live   func(first, second *story, d *diary)
		from   string
		until  string
		want   []string
	}{
		{
			name:   "both on one day: Jo is asked about one role a week, in turn",
			second: "2026-12-01 16:00",
			from:   "2026-12-03 00:00", until: "2027-02-01 00:00",
			want: []string{
				"engineer: update-request to jo@acme.test Tue 8 Dec 09:00",
				"designer: update-request to jo@acme.test Tue 15 Dec 09:00",
				"engineer: second-request to jo@acme.test Tue 22 Dec 09:00",
				"designer: second-request to jo@acme.test Tue 29 Dec 09:00",
			},
		},
		{
			name: "three days apart: the second waits until Tuesday", second: "2026-12-04 14:00",
			from: "2026-12-05 00:00", until: "2026-12-16 00:00",
			want: []string{"engineer: update-request to jo@acme.test Tue 8 Dec 09:00",
				"designer: update-request to jo@acme.test Tue 15 Dec 09:00"},
		},
		{
			name:   "a no, and an interview for another role: in touch thirty days after that one is withdrawn",
			second: "2026-12-14 14:00",
			live: func(first, second *story, d *diary) {
				d.runs("2026-12-09 10:30")
				first.tell("2026-12-09 10:30", Event{Kind: Rejected})
				d.runs("2027-01-11 10:00")
				second.tell("2027-01-11 10:00", Event{Kind: Stopped})
			},
			from: "2027-01-11 10:00", until: "2027-03-01 00:00",
			want: []string{"engineer: stay-in-touch to jo@acme.test Wed 10 Feb 09:00"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := newStory(t, p, "2026-12-01 14:00", time.Hour)
			first.c.Role = "engineer"
			second := first.another(2, "designer", tt.second, jo)
			d := newDiary(first, second)
			if tt.live != nil {
				tt.live(first, second, d)
			}
			d.runs(tt.from)
			d.comes(tt.name, tt.until, tt.want...)
		})
	}
}
