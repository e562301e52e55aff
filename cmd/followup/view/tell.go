package view

import (
	"fmt"

	"followup/cmd/followup/phrase"
	"followup/mailer/command"
	"followup/rules"
)

// A saying is a command and when to use it.
type saying struct{ line, means string }

// Tell prints the commands for what the user may want to say of an application. It has all that a reminder leaves out
// in order to be short on a phone.
func (v Printer) Tell(c rules.Case) {
	list := v.sayings(c)
	if len(list) == 0 {
		return
	}
	v.Printf("\nWhat you can tell:\n")
	for _, s := range list {
		v.Entry(fmt.Sprintf("  %-38s  ", s.line), s.means)
	}
}

func (v Printer) sayings(c rules.Case) []saying {
	list := ofDrafts(c, c.Unmarked(v.Now))
	latest := c.LatestBegun(v.Now)
	switch ending := c.Ending(); {
	case ending == "" && !latest.Start.After(v.Now):
		list = append(list, answers(c.ID)...)
		if !c.NoShow(latest.ID) {
			list = append(list, saying{command.Heard(latest.ID, rules.NoShow), "they did not turn up"})
		}
	case ending == rules.Offered:
		list = append(list, saying{command.Heard(c.ID, rules.Offered, blank("until")),
			"they named or changed the day by which they want your answer"})
	}
	for _, iv := range c.Standing() {
		if c.Ending() == "" && c.NoShow(iv.ID) {
			list = append(list, saying{command.Edit(iv.ID, blank("at")), "you found another time"})
		}
	}
	if len(rules.Decide(c, v.Policy, v.Now).Steps) > 0 {
		list = append(list, saying{command.Snooze(c.ID, "2d"), "nothing more for two days"})
	}
	switch c.Ending() {
	case "":
		list = append(list,
			saying{command.Stop(c.ID), "you withdrew"},
			saying{command.Stop(c.ID, command.Letter), "you withdrew, and want a letter that says so"})
	case rules.Rejected:
		list = append(list, saying{command.Stop(c.ID), "no more of these"})
	}
	return list // Next has those that answer an offer
}

// ofDrafts returns what there is to say of drafts that came, except that they were sent, which is told where they are.
func ofDrafts(c rules.Case, unmarked []rules.Reminder) (list []saying) {
	for _, r := range unmarked {
		var to command.Flag
		if len(r.To()) == 1 {
			to = command.To(c, r.Key, r.To()[0])
		}
		// Names are text from elsewhere, so they are not on a line to copy.
		will := "you will not send the " + phrase.Noun(r.Key, len(r.To())) + phrase.ForInterview(c, r.InterviewID)
		switch {
		case r.AsksForHook():
			list = append(list,
				saying{command.Edit(c.ID, blank("hook")), "you found an occasion: the sentence to begin with"},
				saying{command.Sent(r.Number(), r.Kind, to), "you wrote one of your own"})
			will = "not this time"
		case !r.Kind.HasLetter():
			will = "you are not going to answer"
		}
		list = append(list, saying{command.Skip(r.Number(), r.Kind, to), will})
	}
	return list
}

// answers returns the commands for what the employer may have decided.
func answers(id int64) []saying {
	return []saying{
		{command.Heard(id, rules.Undecided, blank("until")), "not decided yet, and they named a day"},
		{command.Heard(id, rules.Undecided), "not decided yet"},
		{command.Heard(id, rules.Rejected), "you did not get it"},
		{command.Heard(id, rules.Offered), "you got it"},
		{command.Heard(id, rules.Advanced, blank("at")), "they want to see you again"},
		{command.Heard(id, rules.Advanced), "they want to see you again, date to follow"},
	}
}

// blank returns the flag of that name with a blank for its value.
func blank(name string) command.Flag { return command.With(name, command.Blank) }
