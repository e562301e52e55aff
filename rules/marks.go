package rules

import (
	"cmp"
	"slices"
)

// Unmarked are the delivered drafts of which the user has said neither that they were sent nor that they were skipped:
// the latest of each kind and recipient, newest first.
func (c Case) Unmarked() []Reminder {
	delivered := slices.Clone(c.History.Reminders)
	slices.SortStableFunc(delivered, func(a, b Reminder) int {
		return cmp.Or(b.SettledAt.Compare(a.SettledAt), cmp.Compare(a.ID, b.ID))
	})
	type draft struct {
		kind      Kind
		recipient string
	}
	seen := map[draft]bool{}
	var open []Reminder
	for _, r := range delivered {
		if r.State != Delivered || seen[draft{r.Kind, r.Recipient}] {
			continue
		}
		seen[draft{r.Kind, r.Recipient}] = true
		if !c.marked(r) {
			open = append(open, r)
		}
	}
	return open
}

// marked tells whether the user said of a delivered draft that it was sent or skipped. A thank-you counts for its last
// call too, and one to everybody for each.
func (c Case) marked(r Reminder) bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool {
		if r.Kind != ThankYou {
			return e.marks(r.Kind, r.Round) && !e.RecordedAt.Before(r.SettledAt)
		}
		return (e.Kind == Sent || e.Kind == Skipped) && e.Note == ThankYou && !e.At.Before(c.Interview.Start) &&
			(e.Recipient == "" || e.Recipient == r.Recipient)
	})
}
