// Package view computes and prints what the commands show: the list, one application with its past and future, the
// consequences of a change, forecasts, the status, and all of these as JSON. It changes nothing.
package view

import (
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

// A Printer prints to a terminal what holds at the time Now under a policy. It prints times in the policy's zone.
type Printer struct {
	*term.Terminal
	Policy rules.Policy
	Now    time.Time
}

// New returns a Printer.
func New(t *term.Terminal, p rules.Policy, now time.Time) Printer { return Printer{t, p, now} }
