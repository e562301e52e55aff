package said

import (
	"slices"

	"followup/rules"
)

// OwesAnswer reports whether e is an offer that the user has not answered.
func OwesAnswer(c rules.Case, e rules.Event) bool {
	return e.Kind == rules.Offered && !slices.ContainsFunc(c.History.Events, func(sent rules.Event) bool {
		return sent.Kind == rules.Sent && sent.Note == rules.OfferAnswer && !sent.At.Before(e.At)
	})
}
