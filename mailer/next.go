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

// commands returns the commands that the user may need after this reminder, with blanks for what only they know.
func commands(c rules.Case, s rules.Step, now time.Time) []suggestion {
	list := []suggestion{{command.Sent(s.Number(), s.Kind, toOne(c, s)), whatWasDone(c, s)}}
	if s.Kind.AwaitsDecision() {
		list = append(list, answers(c.ID)...)
	}
	switch iv := c.About(s, now); {
	case s.Heard != nil && s.Heard.Kind == rules.Offered:
		list = append(list, suggestion{
			command.Heard(c.ID, rules.Offered, blank("until")),
			"they named or changed the day by which they want your answer",
		})
	case s.Kind == rules.ThankYou:
		list = append(list, suggestion{command.Heard(s.InterviewID, rules.NoShow), "they did not turn up"})
	case c.NoShow(iv.ID) && s.Kind != rules.Withdrawal:
		list = append(list, suggestion{command.Edit(iv.ID, blank("at")), "you found another time"})
	}
	return append(list, suggestion{command.Show(c.ID), "all that is known about it"})
}

// whatWasDone says what the user did who marks the step's notes as sent.
func whatWasDone(c rules.Case, s rules.Step) string {
	switch {
	case toWholePanel(c, s):
		return "you sent all of them"
	case len(s.To) > 1:
		return "you have thanked everybody"
	case !s.Kind.HasLetter():
		return "you answered"
	case s.AsksForHook():
		return "you wrote one of your own"
	}
	return "you sent it"
}

// answers returns the commands for what the employer may have decided.
func answers(id int64) []suggestion {
	return []suggestion{
		{command.Heard(id, rules.Undecided, blank("until")), "not decided yet, and they named a day"},
		{command.Heard(id, rules.Undecided), "not decided yet"},
		{command.Heard(id, rules.Rejected), "you did not get it"},
		{command.Heard(id, rules.Offered), "you got it"},
		{command.Heard(id, rules.Advanced, blank("at")), "they want to see you again"},
		{command.Heard(id, rules.Advanced), "they want to see you again, date to follow"},
	}
}

// refusals returns the commands for a user who will not send the notes, or not now, each with when it is right.
func refusals(c rules.Case, s rules.Step) []suggestion {
	list := []suggestion{
		{command.Skip(s.Number(), s.Kind, toOne(c, s)), whyNot(c, s)},
		{command.Snooze(c.ID, "2d"), "Nothing more for two days"},
	}
	switch {
	case s.Heard != nil && s.Heard.Kind == rules.Stopped: // it has ended already
		return list
	case s.Heard != nil && s.Heard.Kind == rules.Offered:
		return append(list,
			suggestion{command.Stop(c.ID, command.Accepted), "You accepted the offer"},
			suggestion{command.Stop(c.ID, command.Letter), "You declined it, and want a letter that says so"})
	case !s.Kind.AwaitsDecision():
		return append(list, suggestion{command.Stop(c.ID), "No more of these"})
	}
	return append(list,
		suggestion{command.Stop(c.ID), "You withdrew"},
		suggestion{command.Stop(c.ID, command.Letter), "You withdrew, and want a letter that says so"})
}

// whyNot says what the user decides who skips the step's notes.
func whyNot(c rules.Case, s rules.Step) string {
	switch {
	case !s.Kind.HasLetter():
		return "Not going to answer"
	case s.AsksForHook():
		return "Not this time"
	case toWholePanel(c, s):
		return "Not going to send any of them"
	case len(s.To) > 1:
		return "Not going to thank anybody else"
	}
	return "Not going to send it"
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
