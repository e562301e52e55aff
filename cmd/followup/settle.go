package main

import (
	"errors"
	"fmt"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/view"
	"followup/rules"
)

// settle applies a form. On a terminal it asks which day their words mean, and whether two people are one.
func settle(a *app, f *form.Form, c rules.Case, on int64, p rules.Policy, dir dates.Direction) (rules.Case, error) {
	after, err := f.Apply(c, on, p, dir, a.now())
	for err != nil && askShared(a, f, err) {
		after, err = f.Apply(c, on, p, dir, a.now())
	}
	if err != nil {
		return after, err
	}
	iv, _ := after.Interview(on)
	if !f.Given("said") || !iv.DecisionBy.IsZero() {
		return after, nil
	}
	q := f.AskDay("decision-by", form.DayOfDecision, form.PromiseOf(iv, p))
	if err := askForDay(a, f, q, p); err != nil {
		return after, err
	}
	return f.Apply(c, on, p, dir, a.now())
}

// askShared asks whether the two people that an error is about are one person, and reports whether they are.
func askShared(a *app, f *form.Form, err error) bool {
	var shared *form.SharedError
	if !a.Interactive || !errors.As(err, &shared) {
		return false
	}
	one := a.Confirm("%s", phrase.Clean(fmt.Sprintf("%s. Is %s the same person?", shared.Whose(), shared.Typed.Name)))
	if one {
		f.TakeAsOne(shared)
	}
	return one
}

// askForDay asks, on a terminal, for the day that their words leave open, and fills in the field.
func askForDay(a *app, f *form.Form, q *form.Question, p rules.Policy) error {
	if q == nil || !a.Interactive {
		return nil
	}
	a.Entry("", q.Lead)
	check := func(s string) error {
		_, err := dates.Deadline(s, rules.DateOf(a.now(), p.Location), p.Calendar)
		return err
	}
	return askField(a, f, question{flag: q.Field, text: q.Text + "; leave it empty for none", check: check})
}

// tellDecisionDay says which day was taken from their words in an interview, and how to correct it. If the words and
// --decision-by agree, there is nothing to say.
func tellDecisionDay(a *app, f *form.Form, iv rules.Interview, p rules.Policy) {
	correct := fmt.Sprintf("followup edit %d --decision-by", iv.ID)
	if iv.ID == 0 {
		correct = "followup add … --decision-by" // it is not added yet
	}
	if read := form.PromiseOf(iv, p); !f.Given("decision-by") || read.Day != iv.DecisionBy {
		tellPromise(a, read, iv.DecisionBy, correct)
	}
}

// tellPromise says which day was taken from their words, and the command that names another.
func tellPromise(a *app, read dates.Promise, by rules.Date, correct string) {
	sentence, day := form.TellPromise(read, by)
	if sentence == "" {
		return
	}
	a.Entry("", sentence)
	if day != "" {
		a.Printf("  %s %s\n", correct, day)
	}
}

// tellAll prints sentences, each as an entry of its own.
func tellAll(a *app, sentences []string) {
	for _, s := range sentences {
		a.Entry("", s)
	}
}

// tellKnown says from where the people of an interview are known.
func tellKnown(a *app, c rules.Case, iv rules.Interview, p rules.Policy) {
	phase := func(other rules.Case) rules.Phase { return view.Decide(other, p, a.now()).Phase }
	tellAll(a, form.Known(c, iv, a.now(), phase))
}
