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

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// clock reads "2026-12-01 14:00" in a zone.
func clock(t testing.TB, loc *time.Location, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func date(t testing.TB, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	jo  = Person{Name: "Jo Smith", Email: "jo@acme.test"}
	ann = Person{Name: "Ann Lee", Email: "ann@acme.test"}
	li  = Person{Name: "Li Wei"}
	bo  = Person{Name: "Bo Ray", Email: "bo@acme.test"}
	pat = Person{Name: "Pat", Email: "pat@acme.test"}
)

// A story is one application whose life is told line by line.
type story struct {
	t    *testing.T
	p    Policy
	c    Case
	next int64

	refused bool     // the mail server refuses everything
	others  []*story // the user's other applications
}

// newStory starts with an interview with Jo in the policy's zone at "2026-12-01 14:00", of the given length.
func newStory(t *testing.T, p Policy, start string, d time.Duration) *story {
	t.Helper()
	at := clock(t, p.Location, start)
	return &story{t: t, p: p, c: Case{
		Application: Application{ID: 1, Company: "Acme", Role: "engineer", CreatedAt: at},
		Interviews:  []Interview{{ID: 1, Start: at, Duration: d, Interviewers: []Person{jo}, CreatedAt: at}},
	}}
}

// another starts the story of another application, with an interview of an hour.
func (s *story) another(id int64, role, start string, people ...Person) *story {
	s.t.Helper()
	o := newStory(s.t, s.p, start, time.Hour)
	o.c.ID, o.c.Role, o.c.Interviews[0].ID, o.c.Interviews[0].Interviewers = id, role, id, people
	return o
}

// whole returns the case as the store does.
func (s *story) whole() Case {
	c := s.c
	for _, o := range s.others {
		c.Elsewhere = append(c.Elsewhere, o.c)
	}
	return c
}

// iv returns the interview with which the story started.
func (s *story) iv() *Interview {
	for i := range s.c.Interviews {
		if s.c.Interviews[i].ID == s.c.ID {
			return &s.c.Interviews[i]
		}
	}
	s.t.Fatal("the first interview is gone")
	return nil
}

// joins adds an interview of an hour.
func (s *story) joins(start string, people ...Person) {
	id := s.c.ID + int64(len(s.c.Interviews))
	s.c.Interviews = append(s.c.Interviews,
		Interview{ID: id, Start: s.at(start), Duration: time.Hour, Interviewers: people})
	SortInterviews(s.c.Interviews)
}

func (s *story) at(when string) time.Time { s.t.Helper(); return clock(s.t, s.p.Location, when) }

// tell adds an event that happened at the given time.
func (s *story) tell(when string, e Event) {
	s.t.Helper()
	e.At = s.at(when)
	if e.RecordedAt.IsZero() {
		e.RecordedAt = e.At
	}
	s.record(e)
}

// record adds an event. If it is about an interview, that is the first one unless it names another.
func (s *story) record(e Event) {
	s.next++
	e.ID, e.ApplicationID = s.next, s.c.ID
	aboutOne := e.Kind == NoShow || (e.Kind == Sent || e.Kind == Skipped) && e.Note == ThankYou
	if aboutOne && e.InterviewID == 0 && len(s.c.Interviews) == 1 {
		e.InterviewID = s.c.Interviews[0].ID
	}
	s.c.History.Events = append(s.c.History.Events, e)
}

// pass is one pass of a daemon: it decides at the given moment, treats what is due as delivered (or as refused if the
// story says so) and what was missed as expired, and returns what it sent.
func (s *story) pass(now time.Time) []Step {
	state := Delivered
	if s.refused {
		state = Refused
	}
	d := Decide(s.whole(), s.p, now)
	var out []Step
	for _, step := range d.Steps {
		if !step.Due.After(now) && s.c.settle(step, state, now) {
			out = append(out, step)
		}
	}
	for _, step := range d.Missed {
		s.c.settle(step, Expired, now)
	}
	return out
}

// retry makes refused reminders wait again, as `followup retry` does.
func (s *story) retry() {
	for i, r := range s.c.History.Reminders {
		if r.State == Refused {
			s.c.History.Reminders[i].State, s.c.History.Reminders[i].SettledAt = Waiting, time.Time{}
		}
	}
}

// runs lets the daemon run from one moment to another, waking only when Decide asks to be called again.
func (s *story) runs(from, until time.Time) []Step {
	var all []Step
	for now := from; !now.IsZero() && !now.After(until); {
		got := s.pass(now)
		all = append(all, got...)
		if len(got) == 0 {
			now = Decide(s.whole(), s.p, now).Next
		}
	}
	return all
}

// A diary is several applications of one user, lived together.
type diary struct {
	t       *testing.T
	stories []*story
	now     time.Time
}

func newDiary(stories ...*story) *diary {
	for i, s := range stories {
		s.others = slices.Delete(slices.Clone(stories), i, i+1)
	}
	return &diary{stories[0].t, stories, stories[0].iv().Start}
}

// runs lets the daemon run until then, as [story.runs] does. After each delivery, all applications are decided again.
// Each line starts with the role.
func (d *diary) runs(until string) []string {
	d.t.Helper()
	lines, end := []string{}, d.stories[0].at(until)
	next := slices.Repeat([]time.Time{d.now}, len(d.stories))
	for {
		i := -1
		for j, at := range next {
			if !at.IsZero() && !at.After(end) && (i < 0 || at.Before(next[i])) {
				i = j
			}
		}
		if i < 0 {
			d.now = end
			return lines
		}
		s, now := d.stories[i], next[i]
		got := s.pass(now)
		for _, line := range s.lines(got) {
			lines = append(lines, s.c.Role+": "+line)
		}
		if next[i] = Decide(s.whole(), s.p, now).Next; len(got) > 0 {
			next = slices.Repeat([]time.Time{now}, len(next))
		}
	}
}

// comes checks what comes until then.
func (d *diary) comes(why, until string, want ...string) {
	d.t.Helper()
	if want == nil {
		want = []string{}
	}
	if diff := gocmp.Diff(want, d.runs(until)); diff != "" {
		d.t.Fatalf("%s, up to %s (-want +got):\n%s", why, until, diff)
	}
}

// line formats a step: "thank-you to jo@acme.test Tue 1 Dec 17:00".
func (s *story) line(step Step) string {
	extra := ""
	if step.LastCall {
		extra += " (last call)"
	}
	if step.Late {
		extra += " (late)"
	}
	if step.Hook != "" {
		extra += " (on an occasion)"
	}
	when := "never"
	if !step.Due.IsZero() {
		when = step.Due.In(s.p.Location).Format("Mon 2 Jan 15:04")
	}
	return fmt.Sprintf("%s%s to %s %s", step.Kind, extra, addressees(step.To), when)
}

// addressees formats people by their addresses, or by their names if they have none.
func addressees(people []Person) string {
	var names []string
	for _, p := range people {
		name := cmp.Or(p.Email, p.Name, "the team")
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// mailTo returns a message with drafts to these people.
func mailTo(people ...Person) Message { return Message{Drafts: DraftsTo(people)} }

func (s *story) lines(steps []Step) []string {
	out := []string{}
	for _, step := range steps {
		out = append(out, s.line(step))
	}
	return out
}
