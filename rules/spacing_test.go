package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// twoRoles returns an engineer's role at Acme and a designer's, each with an interview with Jo on Tuesday 1
// December at 14:00. The request for each makes sense on Tuesday 8 December.
func twoRoles(t *testing.T) (engineer, designer *story) {
	t.Helper()
	p := DefaultPolicy(zone(t, "Europe/Berlin"))
	p.LastCall = false
	engineer = newStory(t, p, "2026-12-01 14:00", time.Hour)
	return engineer, engineer.another(2, "designer", "2026-12-01 14:00", jo)
}

// asked adds a request for news in some state of the outbox.
func (s *story) asked(state State, when string, to ...Person) {
	s.t.Helper()
	r := Reminder{Key: Key{ApplicationID: s.c.ID, Kind: UpdateRequest, Round: 1}, State: state, Due: s.at(when),
		Message: mailTo(to...)}
	if state != Waiting && state != Sending {
		r.SettledAt = s.at(when)
	}
	s.c.History.Reminders = append(s.c.History.Reminders, r)
}

// request returns the application's next request for news.
func (s *story) request(now string) Step {
	s.t.Helper()
	steps := Decide(s.whole(), s.p, s.at(now)).Steps
	i := slices.IndexFunc(steps, func(st Step) bool { return st.Kind.IsRequest() })
	if i < 0 {
		s.t.Fatalf("no request comes: %v", s.lines(steps))
	}
	return steps[i]
}

// A request that the mail server keeps deferring does not delay another.
func TestSpacingIgnoresDeferred(t *testing.T) {
	engineer, designer := twoRoles(t)
	engineer.asked(Waiting, "2026-12-08 09:00", jo) // it goes first, by its number
	designer.others = []*story{engineer}
	now := designer.at("2026-12-08 09:00")
	if r := designer.request("2026-12-08 09:00"); !r.Due.After(now) {
		t.Errorf("before the first try it comes %s, want it to wait", r.Due)
	}
	engineer.c.History.Reminders[0].Attempts = 1
	if r := designer.request("2026-12-08 09:00"); r.Due.After(now) {
		t.Errorf("after the deferral it comes %s, want now", r.Due)
	}
}

// When Jo is asked about the engineer's role depends on what Jo was asked about the designer's. It is Thursday 3
// December unless a row says otherwise. Without the other role, Jo is asked on Tuesday the 8th.
func TestSpacing(t *testing.T) {
	const own = "Tue 8 Dec 09:00"
	skip := func(s *story) {
		s.tell("2026-12-03 11:00", Event{Kind: Skipped, Note: UpdateRequest, To: jo, Round: 1})
	}
	wrote := func(to Person) func(*story) {
		return func(s *story) { s.tell("2026-12-03 11:00", Event{Kind: Sent, Note: UpdateRequest, To: to}) }
	}
	for _, tt := range []struct {
		why  string
		with func(other *story)
		now  string
		want string
	}{
		{"nothing yet", func(*story) {}, "", own},
		{"a draft came the day before yesterday: five business days later is that Tuesday",
			func(o *story) { o.asked(Delivered, "2026-12-01 09:00", jo) }, "", own},
		{"a draft came yesterday: a day later", func(o *story) { o.asked(Delivered, "2026-12-02 09:00", jo) }, "",
			"Wed 9 Dec 09:00"},
		{"a draft came late in the evening: the day in the user's zone counts",
			func(o *story) { o.asked(Delivered, "2026-12-02 23:30", jo) }, "", "Wed 9 Dec 09:00"},
		{"a weekend does not count", func(o *story) { o.asked(Delivered, "2026-12-04 09:00", jo) },
			"2026-12-04 12:00", "Fri 11 Dec 09:00"},
		{"a draft that is being sent counts", func(o *story) { o.asked(Sending, "2026-12-03 11:59", jo) }, "",
			"Thu 10 Dec 09:00"},
		{"a draft that was skipped does not count",
			func(o *story) { o.asked(Delivered, "2026-12-03 09:00", jo); skip(o) }, "", own},
		{"nor does a draft that was skipped before it came", skip, "", own},
		{"nor does a draft that was skipped while it was being sent",
			func(o *story) { o.asked(Sending, "2026-12-03 09:00", jo); skip(o) }, "", own},
		{"nor does a draft that was refused", func(o *story) { o.asked(Refused, "2026-12-03 09:00", jo) }, "", own},
		{"or missed", func(o *story) { o.asked(Expired, "2026-12-03 09:00", jo) }, "", own},
		{"or cancelled", func(o *story) { o.asked(Cancelled, "2026-12-03 09:00", jo) }, "", own},
		{"a draft that may have arrived before it was refused counts", func(o *story) {
			o.asked(Cancelled, "2026-12-03 09:00", jo)
			o.c.History.Reminders[0].Uncertain = true
		}, "", "Thu 10 Dec 09:00"},
		{"a draft that waits, but does not apply any more, does not count",
			func(o *story) { o.asked(Waiting, "2026-12-03 09:00", jo) }, "", own},
		{"a draft that was sent counts on the day it was sent", func(o *story) {
			o.asked(Delivered, "2026-12-01 09:00", jo)
			o.tell("2026-12-03 11:00", Event{Kind: Sent, Note: UpdateRequest, To: jo, Round: 1})
		}, "", "Thu 10 Dec 09:00"},
		{"the latest counts", func(o *story) {
			o.asked(Delivered, "2026-12-02 09:00", jo)
			wrote(jo)(o)
		}, "", "Thu 10 Dec 09:00"},
		{"a note that the user wrote without a draft counts", wrote(jo), "", "Thu 10 Dec 09:00"},
		{"such a note went to the contact if it names nobody", wrote(Person{}), "", "Thu 10 Dec 09:00"},
		{"such a note to somebody else does not count", wrote(ann), "", own},
		{"nor does a draft to somebody else", func(o *story) { o.asked(Delivered, "2026-12-03 09:00", ann) }, "", own},
		{"nor does another kind of note", func(o *story) {
			o.c.History.Reminders = []Reminder{{Key: Key{ApplicationID: 2, Kind: UndecidedReply, Round: 1},
				State: Delivered, SettledAt: o.at("2026-12-03 09:00"), Message: mailTo(jo)}}
		}, "", own},
		{"Jo is known by the address, under another name",
			func(o *story) { o.asked(Delivered, "2026-12-02 09:00", Person{Name: "J. S.", Email: "JO@acme.test"}) },
			"", "Wed 9 Dec 09:00"},
		{"at any employer", func(o *story) { o.c.Company = "Bolt"; o.asked(Delivered, "2026-12-02 09:00", jo) },
			"", "Wed 9 Dec 09:00"},
		{"for an application that has ended since, too", func(o *story) {
			o.asked(Delivered, "2026-12-02 09:00", jo)
			o.tell("2026-12-03 10:00", Event{Kind: Rejected})
		}, "", "Wed 9 Dec 09:00"},
		{"if nothing is assumed sent, a draft counts when it came",
			func(o *story) { o.p.AssumeSent = false; o.asked(Delivered, "2026-12-02 09:00", jo) }, "",
			"Wed 9 Dec 09:00"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			engineer, designer := twoRoles(t)
			designer.c.Interviews[0].DecisionBy = date(t, "2027-03-01") // so that it has no request of its own yet
			tt.with(designer)
			engineer.p, engineer.others = designer.p, []*story{designer}
			step := engineer.request(cmp.Or(tt.now, "2026-12-03 12:00"))
			if got := step.Due.In(engineer.p.Location).Format("Mon 2 Jan 15:04"); got != tt.want {
				t.Errorf("Jo is asked on %s, want %s: %s", got, tt.want, step.Why)
			}
			if moved := strings.Contains(step.Why, "designer"); moved != (tt.want != own) {
				t.Errorf("the reason is %s", step.Why)
			}
		})
	}
}

// Two mails to the hiring team need not reach the same human.
func TestSpacingIgnoresHiringTeam(t *testing.T) {
	engineer, designer := twoRoles(t)
	engineer.iv().Interviewers, designer.iv().Interviewers = nil, nil
	designer.asked(Delivered, "2026-12-07 09:00", Person{})
	engineer.others = []*story{designer}
	if step := engineer.request("2026-12-08 09:00"); !step.Due.Equal(engineer.at("2026-12-08 09:00")) {
		t.Errorf("the request waits: %s", step.Why)
	}
}

// The sentence says who was asked about what, and names the holidays that do not count.
func TestSpacingReasons(t *testing.T) {
	for _, tt := range []struct {
		why   string
		with  func(engineer, other *story)
		now   string
		want  string
		wants string
	}{
		{"asked", func(_, o *story) { o.asked(Delivered, "2026-12-07 09:00", jo) }, "2026-12-07 10:00",
			"No date was named; the interview was on Tue 1 Dec; seven days after and five business days after are " +
				"both Tue 8 Dec; " +
				"the request to Jo Smith about the designer role is dated Mon 7 Dec, and five business days after " +
				"is Mon 14 Dec", "Mon 14 Dec 09:00"},
		{"for another employer, by a recruiter known only by address", func(e, o *story) {
			e.c.Contact, o.c.Contact, o.c.Company = Person{Email: "pat@acme.test"}, Person{Email: "pat@acme.test"},
				"Bolt"
			o.asked(Delivered, "2026-12-07 09:00", pat)
		}, "2026-12-07 10:00",
			"No date was named; the interview was on Tue 1 Dec; seven days after and five business days after are " +
				"both Tue 8 Dec; " +
				"the request to pat@acme.test about the designer role at Bolt is dated Mon 7 Dec, and five " +
				"business days after is Mon 14 Dec", "Mon 14 Dec 09:00"},
		{"over a holiday and the new year", func(e, o *story) {
			e.iv().DecisionBy = date(t, "2026-12-23")
			o.asked(Delivered, "2026-12-28 09:00", jo)
		}, "2026-12-28 12:00",
			"They said by Wed 23 Dec; two business days after (without Fri 25 Dec, Weihnachtstag) is Mon 28 Dec; " +
				"the request to Jo Smith about the designer role is dated Mon 28 Dec, and five business days after " +
				"(without Fri 1 Jan 2027, Neujahrstag) is Tue 5 Jan 2027", "Tue 5 Jan 09:00"},
		{"the other goes first", func(_, o *story) {}, "2026-12-08 09:00",
			"No date was named; the interview was on Tue 1 Dec; seven days after and five business days after are " +
				"both Tue 8 Dec; " +
				"Jo Smith is asked about the designer role first, and five business days after that is Tue 15 Dec " +
				"at the earliest", "Tue 15 Dec 09:00"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			p := DefaultPolicy(zone(t, "Europe/Berlin"))
			var err error
			if p.Calendar, err = NewCalendar(CalendarConfig{Country: "DE"}); err != nil {
				t.Fatal(err)
			}
			engineer := newStory(t, p, "2026-12-01 14:00", time.Hour)
			engineer.c.ID = 3
			engineer.c.Interviews[0].ID = 3
			designer := engineer.another(2, "designer", "2026-12-01 14:00", jo)
			engineer.others = []*story{designer}
			tt.with(engineer, designer)
			step := engineer.request(tt.now)
			if step.Why != tt.want {
				t.Errorf("the reason is\n  %s\nwant\n  %s", step.Why, tt.want)
			}
			if got := step.Due.In(p.Location).Format("Mon 2 Jan 15:04"); got != tt.wants {
				t.Errorf("it comes on %s, want %s", got, tt.wants)
			}
		})
	}
}

// Which of the requests about the engineer's role and the designer's are due on Tuesday 8 December at 09:00, when both
// are possible.
func TestGoesFirst(t *testing.T) {
	for _, tt := range []struct {
		why  string
		with func(engineer, designer *story)
		want []string
	}{
		{"on one day, the lower number goes first", func(_, _ *story) {}, []string{"engineer"}},
		{"the one that was possible first, whatever its number",
			func(_, d *story) { d.iv().Start = d.at("2026-11-30 14:00") }, []string{"designer"}},
		{"the one that already waits in the outbox", func(_, d *story) { d.asked(Waiting, "2026-12-08 09:00", jo) },
			[]string{"engineer"}},
		{"both wait in the outbox", func(e, d *story) {
			d.asked(Waiting, "2026-12-08 09:00", jo)
			e.asked(Waiting, "2026-12-08 09:00", jo)
		}, []string{"engineer"}},
		{"one that is being sent goes first", func(_, d *story) { d.asked(Sending, "2026-12-08 09:00", jo) },
			[]string{"designer"}},
		{"so does one that may have arrived", func(_, d *story) {
			d.asked(Waiting, "2026-12-08 09:00", jo)
			d.c.History.Reminders[0].Uncertain = true
		}, []string{"designer"}},
		{"a snoozed one lets the other go", func(e, _ *story) {
			e.tell("2026-12-07 10:00", Event{Kind: Snoozed, SnoozeUntil: e.at("2026-12-20 12:00")})
		}, []string{"designer"}},
		{"so does one that the mail server refused for good",
			func(e, _ *story) { e.asked(Refused, "2026-12-08 09:00", jo) }, []string{"engineer", "designer"}},
		{"so does one whose promised date is not past",
			func(e, _ *story) { e.iv().DecisionBy = date(t, "2026-12-18") }, []string{"designer"}},
		{"so does one with an interview ahead",
			func(e, _ *story) { e.joins("2026-12-10 14:00", jo) }, []string{"designer"}},
		{"so does one that was withdrawn", func(e, _ *story) { e.tell("2026-12-07 10:00", Event{Kind: Stopped}) },
			[]string{"designer"}},
		{"so does one that asked not to be contacted",
			func(e, _ *story) { e.c.NoContact = true }, []string{"designer"}},
		{"so does one with enough requests", func(e, _ *story) {
			for _, day := range []string{"2026-11-24 09:00", "2026-12-01 16:00"} {
				e.tell(day, Event{Kind: Sent, Note: UpdateRequest, To: jo})
			}
			e.iv().Start = e.at("2026-11-10 14:00")
		}, []string{"designer"}},
		{"so does one that waits for a mark", func(e, d *story) {
			e.p.AssumeSent, d.p.AssumeSent = false, false
			e.iv().Start = e.at("2026-11-10 14:00")
			e.asked(Delivered, "2026-11-18 09:00", jo)
		}, []string{"designer"}},
		{"requests to two people do not wait for each other", func(_, d *story) { d.c.Contact = ann },
			[]string{"engineer", "designer"}},
		{"whoever answered is asked", func(_, d *story) {
			d.tell("2026-12-01 10:00", Event{Kind: Undecided, From: ann})
		}, []string{"engineer", "designer"}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			engineer, designer := twoRoles(t)
			d := newDiary(engineer, designer)
			tt.with(engineer, designer)
			now := engineer.at("2026-12-08 09:00")
			var got []string
			for _, s := range d.stories {
				for _, step := range Decide(s.whole(), s.p, now).Steps {
					if step.Kind.IsRequest() && step.Due.Equal(now) {
						got = append(got, s.c.Role)
					}
				}
			}
			if diff := gocmp.Diff(tt.want, got); diff != "" {
				t.Errorf("due (-want +got):\n%s", diff)
			}
		})
	}
}

// If Jo decides about any number of roles, one is asked about at a time, each in its turn.
func TestNobodyWaitsForever(t *testing.T) {
	first, _ := twoRoles(t)
	stories := []*story{first}
	for i := range 4 {
		stories = append(stories, first.another(int64(i+2), fmt.Sprintf("role %d", i+2), "2026-12-01 14:00", jo))
	}
	d := newDiary(stories...)
	d.runs("2026-12-07 12:00")
	d.comes("each once before any is asked about again", "2027-01-06 00:00",
		"engineer: update-request to jo@acme.test Tue 8 Dec 09:00",
		"role 2: update-request to jo@acme.test Tue 15 Dec 09:00",
		"role 3: update-request to jo@acme.test Tue 22 Dec 09:00",
		"role 4: update-request to jo@acme.test Tue 29 Dec 09:00",
		"role 5: update-request to jo@acme.test Tue 5 Jan 09:00")
	d.comes("then again in the same order", "2028-01-01 00:00",
		"engineer: second-request to jo@acme.test Tue 12 Jan 09:00",
		"role 2: second-request to jo@acme.test Tue 19 Jan 09:00",
		"role 3: second-request to jo@acme.test Tue 26 Jan 09:00",
		"role 4: second-request to jo@acme.test Tue 2 Feb 09:00",
		"role 5: second-request to jo@acme.test Tue 9 Feb 09:00")
}
