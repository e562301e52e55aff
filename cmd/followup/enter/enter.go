// Package enter records what the user types about an interview or an answer. On a terminal it asks about what that
// leaves open, and it always says what was understood and what that changes.
package enter

import (
	"followup/cmd/followup/view"
	"followup/rules/people"
	"followup/store"
)

// A Dialogue records in a store, and asks and answers on a terminal.
type Dialogue struct {
	view.Printer
	Store *store.Store
	User  people.User // who types

	Language string // of the letters of a new application, as it is stored
}
