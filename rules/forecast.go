package rules

import (
	"cmp"
	"iter"
	"slices"
	"time"
)

// maxForecast is how many moments a forecast looks at for each application. It makes every forecast end.
const maxForecast = 1000

// horizonDays is how far ahead to look for the steps of one application. The last note to stay in touch comes within
// 210 days by default. A request that waits for twenty others to the same person, each made twice, comes later
// than that.
const horizonDays = 400

// Forecast returns the steps that come from from to until, both inclusive, if nobody says anything, in order. It
// runs [Decide] forward and takes each step as delivered at its due moment. The applications in c.Elsewhere that
// share somebody with c run along; what these share with yet others is not known here.
func Forecast(c Case, p Policy, from, until time.Time) []Step {
	return slices.Collect(Ahead(c, p, from, until))
}

// Ahead yields what [Forecast] returns, one by one, for a caller that does not need all.
func Ahead(c Case, p Policy, from, until time.Time) iter.Seq[Step] {
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

// A forecast runs an application forward, the first of the cases, together with those that share somebody with it.
type forecast struct {
	cases  []Case
	next   []time.Time // when each case is decided next; zero is never
	silent []bool      // whether another case prevents its notes to stay in touch
}

func newForecast(c Case, from time.Time) *forecast {
	f := &forecast{cases: []Case{c}}
	for _, other := range c.Elsewhere {
		if c.SharesWith(other) {
			f.cases = append(f.cases, other)
		}
	}
	for i := range f.cases {
		f.cases[i].Elsewhere = nil // run fills it in
		f.cases[i].History.Reminders = slices.Clone(f.cases[i].History.Reminders)
		f.next = append(f.next, from)
	}
	f.silent = make([]bool, len(f.cases))
	return f
}

// soonest returns the index of the case to decide next, or -1. Of two at the same moment it is the one with the
// lower number.
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

// run decides a case and returns its steps that come at that moment. Cases that are silent because of another are
// decided again when something was settled. Cases that have to wait longer find out when their own moment comes.
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

// Following returns the steps that follow s if it is delivered at now and nobody says anything, soonest first. It
// leaves out notes of the same kind about the same interview that are already due: they go to others of a panel,
// beside this one.
func Following(c Case, s Step, p Policy, now time.Time) []Step {
	beside := func(other Step) bool {
		return other.Kind == s.Kind && other.InterviewID == s.InterviewID && !other.Due.After(now)
	}
	return slices.DeleteFunc(Forecast(c.Deliver(s, now), p, now, now.AddDate(0, 0, horizonDays)), beside)
}

// Deliver returns the case as it is after the step was delivered at the given moment.
func (c Case) Deliver(s Step, at time.Time) Case {
	c.History.Reminders = slices.Clone(c.History.Reminders)
	c.settle(s, Delivered, at)
	return c
}

// settle brings the reminder of a step to the given end state, and reports whether that changed anything. A
// refused reminder stays refused. A delivered note clears the hook that it used.
func (c *Case) settle(s Step, state State, at time.Time) bool {
	reminders := c.History.Reminders
	i := slices.IndexFunc(reminders, func(r Reminder) bool { return r.Key == s.Key && r.State != Cancelled })
	if i < 0 {
		i = len(reminders)
		reminders = append(reminders, s.Reminder())
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

// Foresee is like [Decide], except that what will change before its moment is as it comes if nobody says anything: a
// request for news that will have to wait for those of other applications gets its day and its Why, and a late
// thank-you goes without those who get another note by then.
func Foresee(c Case, p Policy, now time.Time) Decision {
	d := Decide(c, p, now)
	var steps []Step
	for _, s := range d.Steps {
		if s.Due.After(now) && s.isLateThanks() {
			comes := s.comesAs(c, p, now)
			if comes == nil {
				continue
			}
			s.To = comes.To
		}
		isShared := func(other Case) bool { return other.MainContact().Is(s.To[0]) }
		if s.Due.After(now) && s.Kind.IsRequest() && slices.ContainsFunc(c.Elsewhere, isShared) {
			s = *cmp.Or(s.comesAs(c, p, now), &s)
		}
		steps = append(steps, s)
	}
	slices.SortStableFunc(steps, func(a, b Step) int { return a.Due.Compare(b.Due) })
	d.Steps = steps
	return d
}

// isLateThanks reports whether another note to the same person may take the place of the step.
func (s Step) isLateThanks() bool { return s.Kind == ThankYou && s.Late && !s.LastCall }

// comesAs returns a step of the case as it comes if nobody says anything, or nil if it does not.
func (s Step) comesAs(c Case, p Policy, now time.Time) *Step {
	for comes := range Ahead(c, p, now, s.Due.AddDate(0, 0, horizonDays)) {
		if comes.Key == s.Key {
			return &comes
		}
	}
	return nil
}
