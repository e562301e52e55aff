package rules

import (
	"slices"
	"time"
)

// maxForecast is how many moments a forecast looks at. It ends whatever the history, for the daemon asks for it.
const maxForecast = 1000

// Forecast is what comes between from and until, both inclusive, if nobody says anything, in order. It is [Decide] run
// forward, each step taken as delivered at its due moment.
func Forecast(c Case, p Policy, from, until time.Time) []Step {
	if from.After(until) {
		return nil
	}
	c.History.Reminders = slices.Clone(c.History.Reminders)
	var steps []Step
	now := from
	for range maxForecast {
		d := Decide(c, p, now)
		settled := false
		for _, s := range d.Steps {
			if !s.Due.After(now) && c.settle(s, Delivered, now) {
				steps = append(steps, s)
				settled = true
			}
		}
		for _, s := range d.Missed {
			settled = c.settle(s, Expired, now) || settled
		}
		if settled {
			continue
		}
		if now = d.Next; now.IsZero() || now.After(until) {
			break
		}
	}
	return steps
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
			Key: s.Key, LastCall: s.LastCall, State: Waiting, Due: s.Due, Deadline: s.Deadline, Expires: s.Expires, Why: s.Why,
		})
	}
	r := &reminders[i]
	if r.State != Waiting && r.State != Sending {
		return false
	}
	r.State, r.SettledAt = state, at
	if r.Message.ID == "" { // not composed yet
		r.Message.Hook = s.Hook
	}
	if state == Delivered && r.Message.Hook == c.Hook {
		c.Hook = ""
	}
	c.History.Reminders = reminders
	return true
}
