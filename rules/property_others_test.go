package rules

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Across all applications nobody gets two requests for news within five business days, unless the user marked the
// first.
func TestNobodyIsAskedTooSoon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawHardUser(t)
		out := u.live(u.begins(), u.horizon(), u.drawAbsence(t)).out
		for i, s := range out {
			for _, before := range out[:i] {
				to := who[s.To[0]]
				if !s.Kind.IsRequest() || !before.Kind.IsRequest() || s.ApplicationID == before.ApplicationID ||
					to == "" || who[before.To[0]] != to || u.marked(before, s.At) {
					continue
				}
				if n := u.businessDays(before.At, s.At); n < apart {
					t.Fatalf("%s is asked about application %d at %s and about %d at %s, %d business days later\n%s",
						to, before.ApplicationID, before.At, s.ApplicationID, s.At, n, u)
				}
			}
		}
	})
}

// marked reports whether the user has marked a note by then.
func (u *user) marked(s sent, by time.Time) bool {
	return slices.ContainsFunc(u.told, func(t telling) bool {
		e := t.event
		return e.ApplicationID == s.ApplicationID && isMark(e, s.Kind) && e.Round == s.Round && !t.at.After(by)
	})
}

// businessDays returns how many business days come after the day of one moment, up to that of the other.
func (u *user) businessDays(from, to time.Time) (n int) {
	for d, end := DateOf(from, u.p.Location), DateOf(to, u.p.Location); d.Before(end); {
		if d = d.AddDays(1); u.p.Calendar.IsBusinessDay(d) {
			n++
		}
	}
	return n
}

// Applications never block each other. A request that is called for is due or has a next time, and it waits no
// longer than for the last one that the same person got and for one of each other application.
func TestRequestsEventuallyCome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		u.p.Pause = Pause{}
		u.told = slices.DeleteFunc(u.told, func(t telling) bool { return t.event.Kind == Snoozed })
		u.visit = func(c Case, now time.Time) {
			d := Decide(c, u.p, now)
			for _, s := range d.Steps {
				if s.Kind.IsRequest() && (!s.Due.After(now) || d.Next.IsZero() || d.Next.After(s.Due)) {
					t.Fatalf("at %s the %s of application %d, due at %s, did not come; next is %s\n%s",
						now, s.Kind, c.ID, s.Due, d.Next, u)
				}
			}
		}
		for _, s := range u.live(u.begins(), u.horizon(), jump).out {
			ready := s.base
			for _, told := range u.told {
				if !told.at.After(s.At) {
					ready = later(ready, told.at)
				}
			}
			if n := u.businessDays(ready, s.At); s.Kind.IsRequest() && n > apart*len(u.cases)+1 {
				t.Fatalf("application %d waited from %s to %s, %d business days\n%s",
					s.ApplicationID, ready, s.At, n, u)
			}
		}
	})
}

// If nobody says anything from some moment on, the forecast of each application is what comes when all are lived
// together. This holds for applications whose others are not related to any further ones.
func TestForecastMatchesLife(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUser(t)
		from := u.begins().Add(drawMinutes(t, "forecast after", 0, 60*24*60))
		until := from.AddDate(0, 8, 0)
		u.told = slices.DeleteFunc(u.told, func(t telling) bool { return t.at.After(from) })
		r := u.live(u.begins(), from.Add(-time.Minute), jump)
		r.hear(from)
		forecasts := make([][]Step, len(r.cases))
		for i := range r.cases {
			forecasts[i] = Forecast(r.whole(i), u.p, from, until)
		}
		lived := u.begin(from)
		lived.cases, lived.told = slices.Clone(r.cases), r.told
		lived.on(from, until, jump)
		for i := range r.cases {
			if !r.closed(i) {
				continue
			}
			var got, want []string
			for _, s := range forecasts[i] {
				got = append(got, line(s.Key, humans(s.To), s.Due, u.p.Location))
			}
			for _, s := range lived.out {
				if s.ApplicationID == r.cases[i].ID {
					want = append(want, line(s.Key, humans(s.To), s.At, u.p.Location))
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("what comes of application %d (-) and its forecast of %s (+):\n%s%s",
					r.cases[i].ID, from, diff, u)
			}
		}
	})
}

// closed reports whether everything related to one of the application's others is related to the application too.
func (r *run) closed(i int) bool {
	for j := range r.cases {
		for k := range r.cases {
			if i != j && i != k && j != k && r.cases[i].SharesWith(r.cases[j]) && r.cases[j].SharesWith(r.cases[k]) &&
				!r.cases[i].SharesWith(r.cases[k]) {
				return false
			}
		}
	}
	return true
}
