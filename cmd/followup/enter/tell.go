package enter

import (
	"fmt"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/rules"
)

// farOff is the distance from now beyond which an interview's year is probably wrong.
const farOff = 365 * 24 * time.Hour

// tellFarOff warns if the year of an interview may be wrong.
func (dlg Dialogue) tellFarOff(iv rules.Interview) {
	when := ""
	switch ahead := iv.Start.Sub(dlg.Now); {
	case ahead > farOff:
		when = "is more than a year ahead"
	case -ahead > farOff:
		when = "was more than a year ago"
	default:
		return
	}
	dlg.Printf("It %s; if the year is wrong: %s\n", when, command.Edit(iv.ID, command.With("at", command.Blank)))
}

// tellWeekday says which day was taken for a bare weekday in --at, and the command that names the other one.
func (dlg Dialogue) tellWeekday(f *form.Form, iv rules.Interview) {
	sentence, other := f.TellWeekday(iv, dlg.Policy, dlg.Now)
	if sentence == "" {
		return
	}
	dlg.Entry("", sentence)
	dlg.Printf("  %s\n", correction(iv, command.With("at", other)))
}

// correction returns the command that corrects an interview that was added, or would be.
func correction(iv rules.Interview, flag command.Flag) string {
	if iv.ID == 0 { // it is not added yet
		return command.Add(command.Blank, flag)
	}
	return command.Edit(iv.ID, flag)
}

// tellDecisionDay says which day was taken from the employer's words, and how to correct it. It prints nothing if the
// words and --decision-by agree.
func (dlg Dialogue) tellDecisionDay(f *form.Form, iv rules.Interview) {
	correct := func(day command.Flag) string { return correction(iv, day) }
	if read := form.PromiseOf(iv, dlg.Policy); !f.Given("decision-by") || read.Day != iv.DecisionBy {
		dlg.tellPromise(read, iv.DecisionBy, "decision-by", correct)
	}
}

// tellPromise says which day was taken from the employer's words. correct returns the command that sets another day.
func (dlg Dialogue) tellPromise(
	read dates.Promise, by rules.Date, flag string, correct func(day command.Flag) string,
) {
	sentence, day := form.TellPromise(read, by)
	if sentence == "" {
		return
	}
	dlg.Entry("", sentence)
	if day != "" {
		dlg.Printf("  %s\n", correct(command.With(flag, day)))
	}
}

// tellKnown says where the user has met the people of an interview before.
func (dlg Dialogue) tellKnown(c rules.Case, iv rules.Interview) {
	phase := func(other rules.Case) rules.Phase { return view.DecideSafely(other, dlg.Policy, dlg.Now).Phase }
	dlg.Entries(form.Known(c, iv, dlg.Now, phase))
}

// tellContact says if a contact that was just named lacks an address, or if the notes still go to somebody else.
func (dlg Dialogue) tellContact(f *form.Form, c rules.Case) {
	if !f.Given("contact") || c.Contact.IsTeam() {
		return
	}
	if current := c.MainContact(); !current.Is(c.Contact) {
		dlg.Entry("", fmt.Sprintf("The notes still go to %s, who answered last. When somebody else answers, name them "+
			"with --from.", phrase.Who(current)))
	}
	if c.Contact.Email == "" {
		dlg.Entry("", "The contact has no address yet, so neither have the drafts to them. When you know it:")
		dlg.Printf("  %s\n", command.Edit(c.ID, command.With("contact", command.Blank)))
	}
}
