package mailer

import (
	"fmt"
	"time"

	"followup/mailer/command"
	"followup/rules"
)

// maxComing is how many of the steps that follow are listed.
const maxComing = 4

// comingAfter lists the first of the steps that follow s, and says when they stop.
func comingAfter(s rules.Step, following []rules.Step, loc *time.Location) (list []coming, stops string) {
	for _, next := range following {
		what := notesTo(next, 1)
		switch {
		case next.LastCall && len(next.To) > 1:
			what += ", last call, unless you sent them"
		case next.LastCall:
			what += ", last call, unless you sent it"
		}
		list = append(list, coming{When: next.Due.In(loc).Format("Mon 2 Jan, 15:04"), What: what})
	}
	stops = "After that, no more reminders are planned."
	switch n := len(list); {
	case n == 0:
		stops = "No more reminders are planned after this one."
	case n > maxComing:
		list = list[:maxComing]
		more := fmt.Sprintf("%d more reminders", n-maxComing)
		if n == maxComing+1 {
			more = "1 more reminder"
		}
		stops = "Then " + more + "; after that, no more are planned."
	}
	if len(list) > 0 && s.Kind.AwaitsDecision() {
		stops += " It changes as soon as you say what you heard."
	}
	return list, stops
}

// tell is something that the user may tell the program, in their words, and the command that says it.
type tell struct {
	What, Command string
	Or            string // other words that the command takes
	words         string // in a mail that tells it, if no rule says them
}

// whatToTell returns the two things that the user is most likely to tell after a step. `followup show` has the others.
func whatToTell(c rules.Case, s rules.Step, now time.Time) []tell {
	if s.Kind.IsQuestion() {
		return whatTheySaid(c)
	}
	list := []tell{{What: whatWasDone(c, s), Command: command.Sent(s.Number(), s.Kind, toOne(c, s))}}
	switch iv := c.About(s, now); {
	case s.Heard != nil && s.Heard.Kind == rules.Offered:
		list = append(list, tell{What: "They named or changed the day by which they want your answer",
			Command: command.Heard(c.ID, rules.Offered, blank("until"))})
	case s.Kind == rules.NoShowNote && c.NoShow(iv.ID):
		list = append(list, tell{What: "They gave another time", Command: command.Edit(iv.ID, blank("at"))})
	case s.Kind.AwaitsDecision():
		list = append(list, tell{What: "They answered", Command: command.Heard(c.ID, rules.Undecided),
			Or: fmt.Sprintf("or with %s, %s or %s", rules.Rejected, rules.Offered, rules.Advanced)})
	}
	return list
}

// whatTheySaid returns what a mail of theirs may say, and that it says nothing.
func whatTheySaid(c rules.Case) []tell {
	return []tell{
		{What: "Not decided yet", Command: command.Heard(c.ID, rules.Undecided), words: "undecided"},
		{What: "No", Command: command.Heard(c.ID, rules.Rejected), words: "no"},
		{What: "An offer", Command: command.Heard(c.ID, rules.Offered), words: "offer"},
		{What: "They want to meet again", Command: command.Heard(c.ID, rules.Advanced), words: "next round"},
		{What: "Nothing that matters, or it is not from them", Command: command.Skip(c.ID, rules.AnswerSeen),
			words: string(command.VerbSkip)},
	}
}

// whatWasDone says what the user did who marks the step's notes as sent.
func whatWasDone(c rules.Case, s rules.Step) string {
	switch {
	case toWholePanel(c, s):
		return "I sent all of them"
	case len(s.To) > 1:
		return "I have thanked everybody"
	case !s.Kind.HasLetter():
		return "I answered"
	case s.AsksForHook():
		return "I wrote one of my own"
	}
	return "I sent it"
}

// blank returns the flag of that name with a blank for its value.
func blank(name string) command.Flag { return command.With(name, command.Blank) }

// toOne returns the flag that restricts a command to the step's only draft, or "" if it has several.
func toOne(c rules.Case, s rules.Step) command.Flag {
	if len(s.To) > 1 {
		return ""
	}
	return command.To(c, s.Key, s.To[0])
}

// toWholePanel reports whether the step has drafts to several people, and to all of the interview's.
func toWholePanel(c rules.Case, s rules.Step) bool {
	iv, _ := c.Interview(s.InterviewID)
	return len(s.To) > 1 && len(s.To) == len(iv.Interviewers)
}
