package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// begins returns a moment before which nothing happens.
func (u *user) begins() time.Time {
	at := u.first()
	if len(u.told) > 0 && u.told[0].at.Before(at) {
		at = u.told[0].at
	}
	return at
}

// first returns when the first interview starts. last returns when the last one ends.
func (u *user) first() time.Time {
	return slices.MinFunc(slices.Concat(u.all...), func(a, b Interview) int { return a.Start.Compare(b.Start) }).Start
}

func (u *user) last() (at time.Time) {
	for _, iv := range slices.Concat(u.all...) {
		at = later(at, iv.End())
	}
	return at
}

// horizon returns when a life ends for the test.
func (u *user) horizon() time.Time {
	until := u.last()
	for _, told := range u.told {
		until = later(until, told.at)
	}
	return until.AddDate(0, 5, 0)
}

// A sent is a step with the moment at which it was delivered, and the case at that moment, without its reminders.
type sent struct {
	Step
	At   time.Time
	Case Case
}

// A run is a life up to now.
type run struct {
	*user
	cases []Case
	next  []time.Time // when each application is to be decided again; zero means never
	told  int         // how many tellings were told
	out   []sent
}

func (u *user) begin(from time.Time) *run {
	r := &run{user: u, cases: slices.Clone(u.cases), next: slices.Repeat([]time.Time{from}, len(u.cases))}
	for i := range r.cases {
		r.cases[i].History.Reminders = slices.Clone(r.cases[i].History.Reminders)
	}
	return r
}

// live runs a daemon over the life. Given now, when Decide asked to be called again, and when the next thing is
// told, ticks returns the moment of the next pass. Either of the latter two may be zero.
func (u *user) live(from, until time.Time, ticks func(now, next, told time.Time) time.Time) *run {
	r := u.begin(from)
	r.on(from, until, ticks)
	return r
}

func (r *run) on(from, until time.Time, ticks func(now, next, told time.Time) time.Time) {
	for now := from; !now.IsZero() && !now.After(until); {
		r.hear(now)
		r.pass(now)
		var told, next time.Time
		if r.told < len(r.user.told) {
			told = r.user.told[r.told].at
		}
		if i := r.soonest(); i >= 0 {
			next = r.next[i]
		}
		now = ticks(now, next, told)
	}
}

// hear tells everything that is told by now.
func (r *run) hear(now time.Time) {
	for ; r.told < len(r.user.told) && !r.user.told[r.told].at.After(now); r.told++ {
		t := r.user.told[r.told]
		r.recheck(t.of, now) // before the change too, for those that are no longer related afterwards
		t.hear(&r.cases[t.of])
		r.recheck(t.of, now)
	}
}

// recheck makes an application and those related to it be decided again, as the store does.
func (r *run) recheck(i int, now time.Time) {
	for j := range r.cases {
		if i == j || r.cases[i].SharesWith(r.cases[j]) {
			r.next[j] = now
		}
	}
}

// soonest returns the application to be decided next, or -1.
func (r *run) soonest() int {
	best := -1
	for i, at := range r.next {
		if !at.IsZero() && (best < 0 || at.Before(r.next[best])) {
			best = i
		}
	}
	return best
}

// firstBy returns the first application that asked to be decided by now, or -1.
func (r *run) firstBy(now time.Time) int {
	return slices.IndexFunc(r.next, func(at time.Time) bool { return !at.IsZero() && !at.After(now) })
}

// pass decides all applications that asked for it by now, or all of them if it was woken for nothing.
func (r *run) pass(now time.Time) {
	if i := r.soonest(); i < 0 || r.next[i].After(now) {
		for j := range r.next {
			r.next[j] = now
		}
	}
	for i := r.firstBy(now); i >= 0; i = r.firstBy(now) {
		r.decide(i, now)
	}
	for i := range r.cases {
		if r.visit != nil {
			r.visit(r.whole(i), now)
		}
	}
}

// whole returns an application as the store does.
func (r *run) whole(i int) Case {
	c := r.cases[i]
	for j, other := range r.cases {
		if i != j && c.SharesWith(other) {
			c.Elsewhere = append(c.Elsewhere, other)
		}
	}
	return c
}

func (r *run) decide(i int, now time.Time) {
	c := r.whole(i)
	d := Decide(c, r.p, now)
	if r.next[i] = d.Next; !d.Next.IsZero() && !d.Next.After(now) {
		panic(fmt.Sprintf("application %d asks at %s to be asked again at %s", c.ID, now, d.Next))
	}
	settled := false
	for _, s := range d.Steps {
		switch {
		case s.Due.After(now):
		case r.refuses != nil && r.refuses(s.Key):
			settled = r.cases[i].settle(s, Refused, now) || settled
		case r.cases[i].settle(s, Delivered, now):
			c := r.cases[i]
			c.Interviews, c.History.Reminders = slices.Clone(c.Interviews), nil
			r.out = append(r.out, sent{s, now, c})
			settled = true
		}
	}
	for _, s := range d.Missed {
		if r.cases[i].settle(s, Expired, now) {
			settled = true
			if r.missed != nil {
				r.missed(s, now)
			}
		}
	}
	if settled {
		r.recheck(i, now)
	}
}

func jump(_, next, told time.Time) time.Time {
	if next.IsZero() || !told.IsZero() && told.Before(next) {
		return told
	}
	return next
}

// drawAbsence is like jump, but the machine is off for a stretch of up to ten days.
func (u *user) drawAbsence(t *rapid.T) func(_, next, told time.Time) time.Time {
	off := u.first().Add(drawMinutes(t, "off after", 0, 20*24*60))
	on := off.Add(drawMinutes(t, "off for", 0, 10*24*60))
	return func(now, next, told time.Time) time.Time {
		at := jump(now, next, told)
		if !at.Before(off) && at.Before(on) {
			return on
		}
		return at
	}
}

// line returns a note to humans in the form in which the tests compare it.
func line(k Key, to []human, at time.Time, loc *time.Location) string {
	call := ""
	if k.LastCall {
		call = ", last call"
	}
	names := make([]string, len(to))
	for i, h := range to {
		names[i] = cmp.Or(string(h), "the team")
	}
	return fmt.Sprintf("%s application %d: %s of %d to %s, round %d%s",
		at.In(loc).Format("2006-01-02 Mon 15:04 -0700"),
		k.ApplicationID, k.Kind, k.InterviewID, strings.Join(names, ", "), k.Round, call)
}

// humans returns who these people are.
func humans(people []Person) []human {
	list := make([]human, len(people))
	for i, p := range people {
		list[i] = who[p]
	}
	return list
}
