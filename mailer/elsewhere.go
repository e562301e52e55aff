package mailer

import (
	"cmp"
	"slices"

	"followup/mailer/command"
	"followup/rules"
)

// maxElsewhere is how many other applications a reminder names.
const maxElsewhere = 10

// elsewhere is another open application, with the command that shows it and how to end it.
type elsewhere struct{ What, Show string }

// isFirstOfOffer reports whether the reminder is the first mail about an offer. That is the one with the thanks or,
// if there was none, the one that says when the answer is due.
func isFirstOfOffer(c rules.Case, s rules.Step) bool {
	isAbout := func(k rules.Kind) bool { return k == rules.OfferThanks || k == rules.OfferAnswer }
	came := func(r rules.Reminder) bool { return isAbout(r.Kind) && r.State == rules.Delivered }
	return isAbout(s.Kind) && !slices.ContainsFunc(c.History.Reminders, came)
}

// openElsewhere returns the other open applications by number, at most maxElsewhere of them, and how many more
// there are.
func openElsewhere(c rules.Case) (list []elsewhere, more int) {
	ended := func(other rules.Case) bool { return other.Ending() != "" }
	open := slices.DeleteFunc(slices.Clone(c.Elsewhere), ended)
	slices.SortFunc(open, func(a, b rules.Case) int { return cmp.Compare(a.ID, b.ID) })
	more = max(0, len(open)-maxElsewhere)
	for _, other := range open[:len(open)-more] {
		list = append(list, elsewhere{
			What: rules.OneLine(other.Role) + " at " + rules.OneLine(other.Company),
			Show: command.Show(other.ID),
		})
	}
	return list, more
}
