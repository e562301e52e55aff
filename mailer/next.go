package mailer

import (
	"fmt"
	"time"

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
	stops = "After that, nothing more comes by itself."
	switch n := len(list); {
	case n == 0:
		stops = "Nothing more comes by itself after this one."
	case n > maxComing:
		list = list[:maxComing]
		more := fmt.Sprintf("%d more reminders", n-maxComing)
		if n == maxComing+1 {
			more = "1 more reminder"
		}
		stops = "Then " + more + ", and after that nothing by itself."
	}
	if len(list) > 0 && s.Kind.AwaitsDecision() {
		stops += " It changes as soon as you say what you heard."
	}
	return list, stops
}

// commands are what the user may want to tell followup after this reminder, ready to be copied, with "…" where only
// they know the words.
func commands(c rules.Case, s rules.Step, now time.Time) []command {
	id := c.ID
	did := "you sent it"
	switch {
	case toWholePanel(c, s):
		did = "you sent all of them"
	case len(s.To) > 1:
		did = "you have thanked everybody"
	case s.Kind.IsWordOnly():
		did = "you answered"
	case s.AsksForHook():
		did = "you wrote one of your own"
	}
	list := []command{{"followup sent " + noteOf(s) + toOne(c, s), did}}
	if s.Kind.AwaitsDecision() {
		list = append(list,
			command{fmt.Sprintf(`followup heard %d undecided --until "…"`, id), "not decided yet, and they named a day"},
			command{fmt.Sprintf("followup heard %d undecided", id), "not decided yet"},
			command{fmt.Sprintf("followup heard %d rejected", id), "you did not get it"},
			command{fmt.Sprintf("followup heard %d offer", id), "you got it"},
			command{fmt.Sprintf(`followup heard %d next-round --at "…"`, id), "they want to see you again"},
			command{fmt.Sprintf("followup heard %d next-round", id), "they want to see you again, date to follow"},
		)
	}
	switch iv := c.About(s, now); {
	case s.Heard != nil && s.Heard.Kind == rules.Offered:
		list = append(list, command{fmt.Sprintf(`followup heard %d offer --until "…"`, id), "they want your answer by a day, or by another one"})
	case s.Kind == rules.ThankYou:
		list = append(list, command{fmt.Sprintf("followup heard %d no-show", s.InterviewID), "they did not turn up"})
	case c.NoShow(iv.ID) && s.Kind != rules.Withdrawal:
		list = append(list, command{fmt.Sprintf(`followup edit %d --at "…"`, iv.ID), "you found another time"})
	}
	return append(list, command{fmt.Sprintf("followup show %d", id), "all that is known about it"})
}

// refusals are for whoever will not send it, or not now, with when each is right.
func refusals(c rules.Case, s rules.Step) []command {
	no, end := "Not going to send it", "You withdrew"
	switch {
	case s.Kind.IsWordOnly():
		no = "Not going to answer"
	case s.AsksForHook():
		no = "Not this time"
	case toWholePanel(c, s):
		no = "Not going to send any of them"
	case len(s.To) > 1:
		no = "Not going to thank anybody else"
	}
	if !s.Kind.AwaitsDecision() {
		end = "No more of these"
	}
	list := []command{
		{"followup skip " + noteOf(s) + toOne(c, s), no},
		{fmt.Sprintf("followup snooze %d 2d", c.ID), "Nothing more for two days"},
	}
	if s.Heard != nil && s.Heard.Kind == rules.Stopped {
		return list
	}
	list = append(list, command{fmt.Sprintf("followup stop %d", c.ID), end})
	if s.Kind.AwaitsDecision() {
		list = append(list, command{fmt.Sprintf("followup stop %d --letter", c.ID), end + ", and want a letter that says so"})
	}
	return list
}

// noteOf is how a command names the step's notes.
func noteOf(s rules.Step) string { return fmt.Sprintf("%d --kind %s", s.Number(), s.Kind) }

// toOne returns the flag that keeps a command about the step's only draft from being about the whole panel. Several are
// meant by a command without it.
func toOne(c rules.Case, s rules.Step) string {
	if len(s.To) > 1 {
		return ""
	}
	return ToOneOf(c, s, s.To[0])
}

// toWholePanel reports whether the step has drafts to several people, and to all of the interview's.
func toWholePanel(c rules.Case, s rules.Step) bool {
	iv, _ := c.Interview(s.InterviewID)
	return len(s.To) > 1 && len(s.To) == len(iv.Interviewers)
}

// SentCommand says that the step's draft to that person was sent, whatever else has come since.
func SentCommand(c rules.Case, s rules.Step, to rules.Person) string {
	return "followup sent " + noteOf(s) + ToOneOf(c, s, to)
}

// ToOneOf returns the flag without which a command about a thank-you is about the whole panel.
func ToOneOf(c rules.Case, s rules.Step, to rules.Person) string {
	iv, _ := c.Interview(s.InterviewID)
	if !s.Kind.ToEach() || len(iv.Interviewers) < 2 {
		return ""
	}
	of, ok := handle(iv, to)
	if !ok {
		of = `"…"` // rather than nobody, which would mean all of them
	}
	return " --to " + of
}
