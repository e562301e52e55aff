package sketch

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
)

// PrintMail prints a mail as a file for a mail program: the only draft if eml is set, otherwise the reminder that
// brings the drafts. It returns a usage error if there are several drafts or reminders to choose from.
func PrintMail(v view.Printer, composer *mailer.Composer, drafts []Sketch, eml bool) error {
	s := drafts[0]
	if eml {
		if len(drafts) > 1 {
			return usage.Errorf("there are %d drafts, one for each of the panel; name one person with --to",
				len(drafts))
		}
		if s.Draft.Mail == nil {
			return errors.New(noDraft(s))
		}
		_, err := v.Out.Write(s.Draft.Mail)
		return err
	}
	if slices.ContainsFunc(drafts, func(other Sketch) bool { return other.Step.Key != s.Step.Key }) {
		return usage.Errorf("these drafts come in several reminders; name one person of the panel with --to")
	}
	msg, err := composer.Compose(s.Case, s.Step, rules.Following(s.Case, s.Step, v.Policy, s.At), s.At)
	if err != nil {
		return err
	}
	_, err = v.Out.Write(msg.Bytes)
	return err
}

// noDraft returns why a note has no draft.
func noDraft(s Sketch) string {
	if s.Step.Kind.IsQuestion() {
		return "there is no draft, because it is a question to you"
	}
	if !s.Step.Kind.HasLetter() {
		return "there is no draft, because only you know your answer"
	}
	named := command.Edit(s.Step.ApplicationID, command.With("hook", command.Blank))
	if s.Case.Hook != "" { // it cannot be used
		return fmt.Sprintf("there is no draft, because the occasion that you named, “%s”, is not surely a whole "+
			"sentence, and the note would begin with it; to word it as one: %s", s.Case.Hook, named)
	}
	return "there is no draft without an occasion to write; when you know of one: " + named
}

// Print prints drafts of an application, each with when it comes and why.
func Print(v view.Printer, drafts []Sketch, c rules.Case) {
	for i, s := range drafts {
		if i > 0 {
			v.Printf("\n%s\n\n", strings.Repeat("-", min(72, cmp.Or(v.Width, 72))))
		}
		what := phrase.Note(rules.Key{Kind: s.Step.Kind}, s.Draft.To) + phrase.ForInterview(c, s.Step.InterviewID)
		v.Entry("", fmt.Sprintf("%s at %s, as of %s.",
			rules.Capital(what), c.Company, phrase.Stamp(s.At, v.Policy.Location)))
		v.Entry("", whenAndWhy(v, s))
		if s.Draft.Edit != nil {
			v.Entry("", aboutEdit(v, s))
		}
		v.Printf("\n")
		if s.Draft.Mail == nil {
			v.Entry("", rules.Capital(noDraft(s)))
			continue
		}
		printDraft(v, s.Draft)
		printRemarks(v, s.Draft)
	}
}

// PrintGaps prints which facts the draft at hand lacks, or all of a panel's, each with the command that adds it.
func PrintGaps(v view.Printer, composer *mailer.Composer, c rules.Case) error {
	key := AtHand(c, 0, rules.Person{}, v.Policy, v.Now)
	if key.Kind == "" {
		return nil
	}
	drafts, err := ofKey(composer, c, v.Policy, key, v.Now)
	if err != nil {
		return err
	}
	var gaps []mailer.Gap
	var to []rules.Person
	for _, s := range drafts {
		to = append(to, s.Draft.To)
		for _, g := range s.Draft.Gaps {
			if !slices.Contains(gaps, g) {
				gaps = append(gaps, g)
			}
		}
	}
	note := phrase.Note(rules.Key{Kind: key.Kind}, to...) + phrase.ForInterview(c, key.InterviewID)
	if len(to) > 1 {
		printGaps(v, "the "+note+" do", gaps)
	} else {
		printGaps(v, "the "+note+" does", gaps)
	}
	return nil
}

// whenAndWhy returns when the draft comes or came, and why.
func whenAndWhy(v view.Printer, s Sketch) string {
	late := ""
	if !s.Step.Expires.IsZero() && s.At.After(s.Step.Expires) {
		late = fmt.Sprintf(" By then it is too late: its time ends %s.",
			phrase.Brief(s.Step.Expires, v.Now, v.Policy.Location))
	}
	switch {
	case s.Came:
		return "It came " + phrase.Brief(s.Step.Due, v.Now, v.Policy.Location) + "; it is not marked as sent yet." +
			late
	case s.Step.Due.IsZero():
		return "Nothing calls for it now." + late
	case !s.Step.Due.After(v.Now):
		return fmt.Sprintf("It is due: %s.", s.Step.Why) + late
	}
	return fmt.Sprintf("It comes %s: %s.", phrase.Brief(s.Step.Due, v.Now, v.Policy.Location), s.Step.Why) + late
}

// printDraft prints a draft as its recipient would read it.
func printDraft(v view.Printer, d mailer.Draft) {
	v.Entry("To: ", d.To.String())
	v.Entry("Subject: ", d.Subject)
	v.Printf("\n")
	for line := range strings.SplitSeq(term.Clean(d.Body), "\n") {
		v.Printf("%s\n", v.Paragraph("", line))
	}
}

// printRemarks prints what is wrong with a draft, and which facts it lacks, each with the command that adds it.
func printRemarks(v view.Printer, d mailer.Draft) {
	for _, f := range d.Faults {
		v.Printf("\n")
		v.Entry("", fmt.Sprintf("Check it before you send it: it %s.", f))
	}
	printGaps(v, "the draft does", d.Gaps)
}

// printGaps prints what a draft lacks, such as that "the draft does" without.
func printGaps(v view.Printer, what string, gaps []mailer.Gap) {
	if len(gaps) == 0 {
		return
	}
	v.Printf("\n")
	v.Entry("", "Not known, so "+what+" without:")
	for _, g := range gaps {
		v.Entry("  ", g.What)
		if g.Command != "" {
			v.Printf("      %s\n", term.Clean(g.Command))
		}
	}
}
