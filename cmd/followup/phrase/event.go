package phrase

import (
	"cmp"
	"fmt"
	"time"

	"followup/rules"
)

// Event returns what happened, as "they made an offer, to be answered by Fri 4 Dec 2026 (Jo)". Times are in loc.
func Event(c rules.Case, e rules.Event, loc *time.Location) string {
	switch e.Kind {
	case rules.Sent, rules.Skipped:
		return fmt.Sprintf("you %s the %s", e.Kind, Note(rules.Key{Kind: e.Note}, e.To)) +
			ForInterview(c, e.InterviewID)
	case rules.Undecided:
		return tellAnswer(e, "they answered: not decided yet", ", by ")
	case rules.Rejected:
		return tellAnswer(e, "they said no", "")
	case rules.Offered:
		return tellAnswer(e, "they made an offer", ", to be answered by ")
	case rules.Advanced:
		if e.Next == 0 {
			return tellAnswer(e, "they want to meet again, date to follow", " by ")
		}
		return tellAnswer(e, fmt.Sprintf("they invited you to a next round: interview %d", e.Next), "")
	case rules.NoShow:
		return "they did not turn up" + ForInterview(c, e.InterviewID)
	case rules.Snoozed:
		if !e.SnoozeUntil.After(e.At) {
			return "you ended the snooze"
		}
		return "you wanted nothing sent until " + Stamp(e.SnoozeUntil, loc)
	case rules.Stopped:
		if e.InterviewID != 0 && len(c.Interviews) > 1 {
			return fmt.Sprintf("interview %d does not take place: %s", e.InterviewID, cmp.Or(e.Detail, "you said so"))
		}
		if e.Accepts() {
			return "you accepted their offer"
		}
		if e.Note == rules.Withdrawal {
			return "you withdrew, with a letter"
		}
		if e.Detail != "" {
			return "no more reminders: " + e.Detail
		}
		return "you wanted no more reminders"
	}
	if e.InterviewID != 0 && len(c.Interviews) > 1 {
		return fmt.Sprintf("you changed interview %d: %s", e.InterviewID, e.Detail)
	}
	return "you changed: " + e.Detail
}

// tellAnswer returns what was heard, with the day that they named after by, who answered, and their words.
func tellAnswer(e rules.Event, what, by string) string {
	if !e.Until.IsZero() {
		what += by + e.Until.Long()
	}
	if !e.From.IsTeam() {
		what += " (" + Who(e.From) + ")"
	}
	if e.Detail != "" {
		what += ": “" + e.Detail + "”"
	}
	return what
}
