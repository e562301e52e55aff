package rules

import (
	"cmp"
	"iter"
	"slices"
	"time"
)

// maxForecast is how many moments a forecast looks at of each application. It ends whatever the history.
const maxForecast = 1000

// horizonDays is how far ahead to search a forecast for one step. By default the last note to stay in touch comes within 210
// days. A request that waits its turn among twenty others to the same person, each of which is made twice, takes longer.
const horizonDays = 400

// Forecast is what comes between from and until, both inclusive, if nobody says anything, in order. It is [Decide] run
// forward, each step taken as delivered at its due moment, also those of the applications that it shares somebody with.
// What these in turn share with others that it has nothing to do with is not known here.
func Forecast(c Case, p Policy, from, until time.Time) []Step {
	return slices.Collect(stepsOf(c, p, from, until))
}

// stepsOf yields what [Forecast] returns, one by one.
func stepsOf(c Case, p Policy, from, until time.Time) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		f := newForecast(c, from)
		for range maxForecast * len(f.cases) {
			i := f.soonest()
			if i < 0 || f.next[i].After(until) {
				return
			}
			for _, s := range f.run(i, p) {
				if i == 0 && !yield(s) {
					return
				}
			}
		}
	}
}

// forecast is an application, the first of the cases, with those that it shares somebody with, as they run forward.
type forecast struct {
	cases  []Case
	next   []time.Time // when each is decided next; zero is never
	silent []bool      // which are so because of another
}

func newForecast(c Case, from time.Time) *forecast {
	f := &forecast{cases: []Case{c}}
	for _, other := range c.Elsewhere {
		if c.SharesWith(other) {
			f.cases = append(f.cases, other)
		}
	}
	for i := range f.cases {
		f.cases[i].Elsewhere = nil // which run fills in
		f.cases[i].History.Reminders = slices.Clone(f.cases[i].History.Reminders)
		f.next = append(f.next, from)
	}
	f.silent = make([]bool, len(f.cases))
	return f
}

// soonest returns the case that is decided next, of two at one moment that with the lower number, or -1.
func (f *forecast) soonest() int {
	best := -1
	for i, at := range f.next {
		if at.IsZero() {
			continue
		}
		if best < 0 || cmp.Or(at.Compare(f.next[best]), cmp.Compare(f.cases[i].ID, f.cases[best].ID)) < 0 {
			best = i
		}
	}
	return best
}

// run decides a case, and returns the steps that come by it. What comes may have been the last thing that another was
// silent for. That it makes others wait, they find when their own time has come.
func (f *forecast) run(i int, p Policy) (come []Step) {
	now := f.next[i]
	c := &f.cases[i]
	asked := *c
	asked.Elsewhere = slices.Delete(slices.Clone(f.cases), i, i+1)
	d := Decide(asked, p, now)
	settled := false
	for _, s := range d.Steps {
		if !s.Due.After(now) && c.settle(s, Delivered, now) {
			come = append(come, s)
			settled = true
		}
	}
	for _, s := range d.Missed {
		settled = c.settle(s, Expired, now) || settled
	}
	f.next[i], f.silent[i] = d.Next, d.SilentFor != nil
	for j := range f.next {
		if settled && (j == i || f.silent[j]) {
			f.next[j] = now
		}
	}
	return come
}

// Deliver is the case as it looks once the step was delivered at the given moment.
func (c Case) Deliver(s Step, at time.Time) Case {
	c.History.Reminders = slices.Clone(c.History.Reminders)
	c.settle(s, Delivered, at)
	return c
}

// settle brings the step to an end, and tells whether it was not at one already. A refused reminder stays refused. A
// note that is delivered uses up the hook that it is built on.
func (c *Case) settle(s Step, state State, at time.Time) bool {
	reminders := c.History.Reminders
	i := slices.IndexFunc(reminders, func(r Reminder) bool { return r.Key == s.Key && r.State != Cancelled })
	if i < 0 {
		i = len(reminders)
		reminders = append(reminders, Reminder{
			Key: s.Key, State: Waiting, Due: s.Due, Deadline: s.Deadline, Expires: s.Expires, Why: s.Why,
		})
	}
	r := &reminders[i]
	if r.State != Waiting && r.State != Sending {
		return false
	}
	r.State, r.SettledAt = state, at
	if r.Message.ID == "" { // not composed yet
		r.Message.Hook, r.Message.Drafts = s.Hook, DraftsTo(s.To)
	}
	if state == Delivered && r.Message.Hook == c.Hook {
		c.Hook = ""
	}
	c.History.Reminders = reminders
	return true
}

// Foresee is [Decide], but a request for news that will wait for those of other applications has the day and the reason with
// which it comes if nobody says anything.
func Foresee(c Case, p Policy, now time.Time) Decision {
	d := Decide(c, p, now)
	i := slices.IndexFunc(d.Steps, func(s Step) bool { return s.Kind.IsStatus() && s.Due.After(now) })
	if i < 0 || !slices.ContainsFunc(c.Elsewhere, func(other Case) bool { return other.MainContact().Is(d.Steps[i].To[0]) }) {
		return d
	}
	for s := range stepsOf(c, p, now, d.Steps[i].Due.AddDate(0, 0, horizonDays)) {
		if s.Key == d.Steps[i].Key {
			d.Steps[i] = s
			break
		}
	}
	slices.SortStableFunc(d.Steps, func(a, b Step) int { return a.Due.Compare(b.Due) })
	return d
}
