package said

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/rules"
)

// missed returns steps for notes that the user may have sent although no draft came, or came too late: thank-yous that
// are not marked, and answers that were missed. A request for news is not among them, because one can be marked at any
// time.
func missed(s find.Subject, p rules.Policy, now time.Time) []rules.Step {
	answers := rules.Decide(s.Case, p, now).Missed
	for _, r := range slices.Backward(s.History.Reminders) {
		if r.State == rules.Expired && !isMarkedSince(s.Case, r) {
			answers = append(answers, rules.Step{Key: r.Key, To: r.To()})
		}
	}
	steps := s.Unthanked(p, now)
	for _, step := range answers {
		known := slices.ContainsFunc(steps, func(other rules.Step) bool { return other.Kind == step.Kind })
		if step.Kind != rules.ThankYou && !step.Kind.IsRequest() && !known { // the latest of each kind
			steps = append(steps, step)
		}
	}
	return steps
}

// isMarkedSince reports whether the user said, after an answer was missed, that such a note was sent.
func isMarkedSince(c rules.Case, r rules.Reminder) bool {
	return slices.ContainsFunc(c.History.Events, func(e rules.Event) bool {
		return e.Kind == rules.Sent && e.Note == r.Kind && !e.RecordedAt.Before(r.SettledAt)
	})
}

// inTime returns those of the steps that are thank-yous and were in time at that moment: a user who says that they
// sent a note then must mean these.
func inTime(s find.Subject, steps []rules.Step, at time.Time) []rules.Step {
	return slices.DeleteFunc(slices.Clone(steps), func(step rules.Step) bool {
		iv, ok := s.Interview(step.InterviewID)
		return step.Kind != rules.ThankYou || !ok || !at.Before(iv.ThankBy())
	})
}

// sayMissed returns a hint for a user who may have sent that note.
func sayMissed(s find.Subject, step rules.Step) string {
	n := len(step.To)
	return fmt.Sprintf("the %s%s %s not marked as sent; if you sent %s, say when: `%s --on DATE`",
		phrase.Note(step.Key, step.To...), phrase.ForInterview(s.Case, step.InterviewID), phrase.Plural(n, "is", "are"),
		phrase.Plural(n, "it", "them"), phrase.SentCommand(s.Case, step.Key, step.To))
}
