package form

import (
	"fmt"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/term"
	"followup/rules"
)

// TellWeekday says which day a bare weekday in --at ("tue 10am") was taken for, if another week fits an interview as
// well. The command that names the other day follows the sentence, and other is its value for --at.
func (f *Form) TellWeekday(iv rules.Interview, p rules.Policy, now time.Time) (sentence, other string) {
	own, err := zoneOf(iv, p)
	if err != nil || !f.Given("at") {
		return "", ""
	}
	taken := iv.Start.In(own)
	moment, ambiguous := dates.Other(f.at, taken, now)
	if !ambiguous {
		return "", ""
	}
	sentence = fmt.Sprintf("“%s” is taken as %s; if you meant another week:",
		term.Clean(f.at), taken.Format("Mon 2 Jan 15:04"))
	return sentence, moment.Format("2 Jan 15:04")
}

// zoneOf returns the zone in which the times of an interview are given.
func zoneOf(iv rules.Interview, p rules.Policy) (*time.Location, error) {
	if iv.Zone == "" {
		return p.Location, nil
	}
	return rules.LoadLocation(iv.Zone)
}
