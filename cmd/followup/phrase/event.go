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
	case rules.Skipped:
		if e.Note.IsQuestion() {
			return "you said that their mail says nothing that matters"
		}
		fallthrough
	case rules.Sent:
		return fmt.Sprintf("you %s the %s", e.Kind, Note(rules.Key{Kind: e.Note}, e.To)) +
			ForInterview(c, e.InterviewID) + howSeen(e)
	case rules.Answered:
		if e.Certainty == rules.Perhaps {
			return "a mail came that may be their answer" + ofMail(e)
		}
		if e.Invites() {
			return "they wrote, with an invitation that was offered to you" + ofMail(e)
		}
		return "they wrote" + ofMail(e)
	case rules.Away:
		return "somebody is away" + ofMail(e)
	case rules.Wrote:
		return fmt.Sprintf("you wrote to %s, perhaps the %s in other words", Who(e.To), e.Note.Noun()) +
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

// howSeen says how it is known that a note was sent, unless the user said so.
func howSeen(e rules.Event) string {
	switch e.Certainty {
	case rules.Sure:
		return " (seen in your mailbox)"
	case rules.Likely:
		return " (seen in your mailbox, by its subject)"
	}
	return ""
}

// Sender returns who wrote a mail, as it says itself unless they are known.
func Sender(e rules.Event) string {
	return cmp.Or(e.From.Name, e.From.Email, rules.HarmlessLine(e.Mail.From), "somebody")
}

// ofMail says from whom a mail came and what its subject is, as it says itself.
func ofMail(e rules.Event) string {
	from := " (" + Sender(e) + ")"
	if e.Mail.Subject != "" {
		from += ": “" + rules.HarmlessLine(e.Mail.Subject) + "”"
	}
	return from
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
