package rules

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// In a row of a lifetime something may happen; then the daemon runs until a moment, and exactly the wanted notes come.
type row struct {
	why   string
	tell  *Event // happens when the previous row ended, unless At is set
	edit  func(*Case)
	pause string // the end of a pause that starts now; "over" ends one
	all   bool   // the pause also holds what would be too late after it
	until string
	off   bool // the machine is off until that moment, and then makes one pass
	fails bool // the mail server refuses what comes
	retry bool // refused reminders are retried first
	want  []string
	phase Phase
}

// hook sets the hook, an occasion to stay in touch.
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

// undone takes back what was told last.
func undone(c *Case) { c.History.Events = c.History.Events[:len(c.History.Events)-1] }

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

// A lifetime is an application from its start to its end.
type lifetime struct {
	name   string
	start  string
	by     string
	people []Person
	policy func(*Policy)
	rows   []row
}

func noLastCall(p *Policy) { p.LastCall = false }

// anyHour makes every hour of a business day equally good.
func anyHour(p *Policy) {
	p.LastCall, p.Waking, p.SendAt, p.GraceBusinessDays = false, Hours{0, 24 * 60}, 0, 1
}

// berlin reads times in Berlin.
type berlin struct{ t testing.TB }

func (b berlin) at(when string) time.Time { return clock(b.t, zone(b.t, "Europe/Berlin"), when) }

// meets returns another interview, of an hour.
func (b berlin) meets(id int64, start string, people ...Person) Interview {
	return Interview{ID: id, Start: b.at(start), Duration: time.Hour, Interviewers: people}
}

func (b berlin) by(iv Interview, day string) Interview {
	iv.DecisionBy = date(b.t, day)
	return iv
}

func testLifetimes(t *testing.T, tests []lifetime) {
	t.Helper()
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
