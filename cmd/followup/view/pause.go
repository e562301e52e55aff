package view

import (
	"context"
	"fmt"
	"slices"

	"followup/cmd/followup/phrase"
	"followup/rules"
	"followup/store"
)

// Paused prints what a new pause changes. The policy still has the previous pause.
func (v Printer) Paused(ctx context.Context, st *store.Store, pause rules.Pause) error {
	instead := ""
	if v.Policy.Pause.IsOn(v.Now) {
		instead = ", in place of the pause until " + pausedUntil(v.Policy)
	}
	with, without := v.Policy, v.Policy
	with.Pause, without.Pause = pause, rules.Pause{}
	v.Entry("", fmt.Sprintf("Paused until %s%s.", pausedUntil(with), instead))
	cases := st.Each(ctx, store.ListOptions{Closed: true})
	paused, err := forecast(cases, with, v.Now, v.Now, pause.Until.AddDate(0, 0, ForecastDays))
	if err != nil {
		return err
	}
	unpaused, err := forecast(cases, without, v.Now, v.Now, pause.Until)
	if err != nil {
		return err
	}
	v.Coming("Still comes, because it would be too late after the pause:",
		pick(paused, func(s Coming) bool { return s.Due.Before(pause.Until) }))
	v.Coming("Does not come, or comes too late, because of the pause:",
		pick(unpaused, func(s Coming) bool {
			i := slices.IndexFunc(paused, func(other Coming) bool { return other.Key == s.Key })
			return !s.Expires.IsZero() && (!s.LastCall || thanksCame(s)) && (i < 0 || paused[i].Late && !s.Late)
		}))
	v.Coming("Waits, and comes after the pause unless something changes:",
		pick(paused, func(s Coming) bool { return s.Paused }))
	return nil
}

// Resumed prints what comes at once, now that the pause of the policy has ended.
func (v Printer) Resumed(ctx context.Context, st *store.Store) error {
	v.Entry("", fmt.Sprintf("Ended the pause until %s.", pausedUntil(v.Policy)))
	p := v.Policy
	p.Pause = rules.Pause{}
	all := st.Each(ctx, store.ListOptions{Closed: true})
	coming, err := forecast(all, p, v.Now, v.Now, v.Now)
	if err != nil {
		return err
	}
	v.Coming("Comes at once:", coming)
	return nil
}

// pausedUntil returns when the pause of the policy ends, in the user's zone, and whether it holds back everything.
func pausedUntil(p rules.Policy) string {
	holds := ""
	if p.Pause.All {
		holds = ", with nothing sent at all"
	}
	return phrase.Stamp(p.Pause.Until, p.Location) + holds
}

// pick returns the elements of a list that are wanted.
func pick(list []Coming, wanted func(Coming) bool) []Coming {
	return slices.DeleteFunc(slices.Clone(list), func(s Coming) bool { return !wanted(s) })
}

// thanksCame reports whether a draft was delivered of a thank-you that a last call is about. Without one the list
// already has the thank-you itself.
func thanksCame(call Coming) bool {
	return slices.ContainsFunc(call.Of.History.Reminders, func(r rules.Reminder) bool {
		return r.Kind == rules.ThankYou && r.InterviewID == call.InterviewID && r.State == rules.Delivered
	})
}
