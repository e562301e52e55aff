package said

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
)

// tookPlace returns a usage error if nobody can have missed the interview, because the user thanked for it. It names
// the commands for the others that may be meant.
func tookPlace(s find.Subject, iv rules.Interview, p rules.Policy, now time.Time) error {
	sent := thankedFor(s.Case, iv)
	if sent == nil {
		return nil
	}
	var others []string
	for _, other := range s.Held(nil, now) {
		if other.ID != iv.ID && thankedFor(s.Case, other) == nil {
			others = append(others, fmt.Sprintf("`%s` (%s)", command.Heard(other.ID, rules.NoShow),
				phrase.Interview(other, now, p.Location)))
		}
	}
	hint := fmt.Sprintf("if you did not, take that back first: `%s`", command.Undo(s.ID))
	if len(others) > 0 {
		hint = "if you mean another: " + strings.Join(others, ", or: ")
	}
	return usage.Errorf("you thanked %s for %s, %s, so it took place; %s", phrase.Who(sent.To),
		phrase.Interview(iv, now, p.Location), phrase.Brief(sent.At, now, p.Location), hint)
}

// thankedFor returns the last event that says that the user thanked somebody for the interview at its present time, or
// nil if there is none.
func thankedFor(c rules.Case, iv rules.Interview) *rules.Event {
	for i, e := range slices.Backward(c.History.Events) {
		if e.Kind == rules.Sent && e.Note == rules.ThankYou && (e.InterviewID == 0 || e.InterviewID == iv.ID) &&
			!e.At.Before(iv.Start) {
			return &c.History.Events[i]
		}
	}
	return nil
}
