package mailer

import (
	"cmp"
	"slices"

	"followup/mailer/command"
	"followup/rules"
)

// maxElsewhere is how many of the other applications are named.
const maxElsewhere = 10

// elsewhere is another application that is open, with the commands that tell more about it and that end it.
type elsewhere struct{ What, Show, Stop string }

// isFirstOfOffer reports whether the reminder is the first mail about an offer: the one with the thanks, or the word that the
// answer is due where none came.
func isFirstOfOffer(c rules.Case, s rules.Step) bool {
	isAbout := func(k rules.Kind) bool { return k == rules.OfferThanks || k == rules.OfferAnswer }
	came := func(r rules.Reminder) bool { return isAbout(r.Kind) && r.State == rules.Delivered }
	return isAbout(s.Kind) && !slices.ContainsFunc(c.History.Reminders, came)
}

// openElsewhere returns the other applications that are open, in the order of their numbers, and how many more there are.
func openElsewhere(c rules.Case) (list []elsewhere, more int) {
	ended := func(other rules.Case) bool { return other.Ending() != "" }
	open := slices.DeleteFunc(slices.Clone(c.Elsewhere), ended)
	slices.SortFunc(open, func(a, b rules.Case) int { return cmp.Compare(a.ID, b.ID) })
	more = max(0, len(open)-maxElsewhere)
	for _, other := range open[:len(open)-more] {
		list = append(list, elsewhere{
			What: rules.OneLine(other.Role) + " at " + rules.OneLine(other.Company),
			Show: command.Show(other.ID),
			Stop: command.Stop(other.ID, command.Letter),
		})
	}
	return list, more
}
