package enter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/term"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// apply returns the application with a form applied to interview on. On a terminal it asks which day the employer's
// words mean, whether two people with one address are the same person, whether what is no person is meant, and whether
// an unclear fact reads well.
func (dlg Dialogue) apply(f *form.Form, c rules.Case, on int64, dir dates.Direction) (rules.Case, error) {
	f.User = dlg.User
	after, err := f.Apply(c, on, dlg.Policy, dir, dlg.Now)
	for err != nil && (dlg.askShared(f, err) || dlg.askNobody(f, err) || dlg.askForFact(f, err)) {
		after, err = f.Apply(c, on, dlg.Policy, dir, dlg.Now)
	}
	if err != nil {
		return after, err
	}
	iv, _ := after.Interview(on)
	if !f.Given("said") || !iv.DecisionBy.IsZero() {
		return after, nil
	}
	q := f.AskDay("decision-by", form.DayOfDecision, form.PromiseOf(iv, dlg.Policy))
	if err := dlg.askForDay(f, q); err != nil {
		return after, err
	}
	return f.Apply(c, on, dlg.Policy, dir, dlg.Now)
}

// askNames asks, on a terminal, about each interviewer in a form who may be read in several ways.
func (dlg Dialogue) askNames(f *form.Form) error {
	for dlg.Interactive {
		u := f.Unclear()
		if u == nil {
			break
		}
		var ways []string
		for i, names := range u.Readings {
			ways = append(ways, fmt.Sprintf("%d for %s", i+1, strings.Join(names, " and ")))
		}
		dlg.Entry("", fmt.Sprintf("%q may be read in several ways: %s.", u.Typed, strings.Join(ways, ", ")))
		answer, err := dlg.Ask("Which number", "")
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(answer)
		if err != nil || n < 1 || n > len(u.Readings) {
			return nil // the form refuses it, and says what to write
		}
		u.Settle(u.Readings[n-1])
	}
	return nil
}

// askShared asks whether the two people that a [form.SharedError] is about are the same person, and reports the
// answer.
func (dlg Dialogue) askShared(f *form.Form, err error) bool {
	var shared *form.SharedError
	if !dlg.Interactive || !errors.As(err, &shared) {
		return false
	}
	one := dlg.Confirm("%s", term.Clean(fmt.Sprintf("%s. Is %s the same person?", shared.Whose(), shared.Typed.Name)))
	if one {
		f.TakeAsOne(shared)
	}
	return one
}

// askNobody asks, on a terminal, whether what a [form.NobodyError] is about is meant. If not, it is left out.
func (dlg Dialogue) askNobody(f *form.Form, err error) bool {
	var nobody *form.NobodyError
	if !dlg.Interactive || !errors.As(err, &nobody) {
		return false
	}
	if dlg.Confirm("%s", term.Clean(nobody.What()+". Is it to be thanked all the same?")) {
		f.TakeAsMeant(nobody)
	} else {
		f.LeaveOut(nobody)
		dlg.Entry("", term.Clean(fmt.Sprintf("Left out of --with: %s.", nobody.Typed)))
	}
	return true
}

// askForFact asks, on a terminal, about the unclear fact of a [form.FactError], and reports whether there is an answer.
func (dlg Dialogue) askForFact(f *form.Form, err error) bool {
	var unclear *form.FactError
	if !dlg.Interactive || !errors.As(err, &unclear) {
		return false
	}
	text := ""
	for text == "" { // the field was given, so it is not left out
		if text, err = dlg.clearFact(letters.In(unclear.Language), unclear.Kind, unclear.Typed); err != nil {
			return false
		}
	}
	f.Accept(unclear, text)
	return true
}

// clearFact returns a fact that is clear. It shows an unclear one as it would stand in a draft, and returns that
// sentence if the user accepts it, or else what the user types instead. One that makes no sentence is left out if the
// user types nothing.
func (dlg Dialogue) clearFact(lang letters.Language, kind fact.Kind, typed string) (string, error) {
	for {
		if r := lang.ReadFact(kind, typed); r.Form != fact.Unclear {
			return r.Text, nil
		}
		sentence := lang.InLetter(kind, typed)
		said, ask := fmt.Sprintf("In a draft it would read: %q", term.Clean(sentence)), "Enter keeps it so; or write it"
		if sentence == "" {
			said, ask = fmt.Sprintf("%q makes no sentence of a draft.", term.Clean(typed)), "Write it"
		}
		dlg.Entry("", said)
		phrase, example := lang.Examples(kind)
		instead := fmt.Sprintf("%q", example)
		if phrase != "" {
			instead = fmt.Sprintf("%q or %q", phrase, example)
		}
		answer, err := dlg.Ask(ask+" in other words, such as "+instead, "")
		if err != nil {
			return "", err
		}
		if answer == "" {
			return sentence, nil
		}
		typed = answer
	}
}

// askForDay asks, on a terminal, for the day that the employer's words leave open, and fills in the field.
func (dlg Dialogue) askForDay(f *form.Form, q *form.Question) error {
	if q == nil || !dlg.Interactive {
		return nil
	}
	dlg.Entry("", q.Lead)
	check := func(s string) error {
		_, err := dates.Deadline(s, rules.DateOf(dlg.Now, dlg.Policy.Location), dlg.Policy.Calendar)
		return err
	}
	return dlg.askField(f, fieldQuestion{flag: q.Field, text: q.Text + "; leave it empty for none", check: check})
}
