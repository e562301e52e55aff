package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/term"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// applyForm returns the application with a form applied to interview on. On a terminal it asks which day the employer's
// words mean, whether two people with one address are the same person, and whether an unclear fact reads well.
func applyForm(
	w *world, f *form.Form, c rules.Case, on int64, p rules.Policy, dir dates.Direction,
) (rules.Case, error) {
	after, err := f.Apply(c, on, p, dir, w.now())
	for err != nil && (askShared(w, f, err) || askForFact(w, f, err)) {
		after, err = f.Apply(c, on, p, dir, w.now())
	}
	if err != nil {
		return after, err
	}
	iv, _ := after.Interview(on)
	if !f.Given("said") || !iv.DecisionBy.IsZero() {
		return after, nil
	}
	q := f.AskDay("decision-by", form.DayOfDecision, form.PromiseOf(iv, p))
	if err := askForDay(w, f, q, p); err != nil {
		return after, err
	}
	return f.Apply(c, on, p, dir, w.now())
}

// askNames asks, on a terminal, about each interviewer in a form who may be read in several ways.
func askNames(w *world, f *form.Form) error {
	for w.Interactive {
		u := f.Unclear()
		if u == nil {
			break
		}
		var ways []string
		for i, names := range u.Readings {
			ways = append(ways, fmt.Sprintf("%d for %s", i+1, strings.Join(names, " and ")))
		}
		w.Entry("", fmt.Sprintf("%q may be read in several ways: %s.", u.Typed, strings.Join(ways, ", ")))
		answer, err := w.Ask("Which number", "")
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
func askShared(w *world, f *form.Form, err error) bool {
	var shared *form.SharedError
	if !w.Interactive || !errors.As(err, &shared) {
		return false
	}
	one := w.Confirm("%s", term.Clean(fmt.Sprintf("%s. Is %s the same person?", shared.Whose(), shared.Typed.Name)))
	if one {
		f.TakeAsOne(shared)
	}
	return one
}

// askForFact asks, on a terminal, about the unclear fact of a [form.FactError], and reports whether there is an answer.
func askForFact(w *world, f *form.Form, err error) bool {
	var unclear *form.FactError
	if !w.Interactive || !errors.As(err, &unclear) {
		return false
	}
	text, err := clearFact(w, unclear.Kind, unclear.Typed)
	if err != nil {
		return false
	}
	f.Accept(unclear, text)
	return true
}

// clearFact returns a fact that is clear. It shows an unclear one as it would stand in a draft, and returns that
// sentence if the user accepts it, or else what the user types instead.
func clearFact(w *world, kind fact.Kind, typed string) (string, error) {
	for {
		if r := letters.Default.ReadFact(kind, typed); r.Form != fact.Unclear {
			return r.Text, nil
		}
		sentence := letters.Default.InLetter(kind, typed)
		w.Entry("", fmt.Sprintf("In a draft it would read: %q", term.Clean(sentence)))
		phrase, example := letters.Default.Examples(kind, typed)
		instead := fmt.Sprintf("%q", example)
		if phrase != "" {
			instead = fmt.Sprintf("%q or %q", phrase, example)
		}
		answer, err := w.Ask("Enter keeps it so; or write it in other words, such as "+instead, "")
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
func askForDay(w *world, f *form.Form, q *form.Question, p rules.Policy) error {
	if q == nil || !w.Interactive {
		return nil
	}
	w.Entry("", q.Lead)
	check := func(s string) error {
		_, err := dates.Deadline(s, rules.DateOf(w.now(), p.Location), p.Calendar)
		return err
	}
	return askField(w, f, fieldQuestion{flag: q.Field, text: q.Text + "; leave it empty for none", check: check})
}

// tellWeekday says which day was taken for a bare weekday in --at, and the command that names the other one.
func tellWeekday(w *world, f *form.Form, iv rules.Interview, p rules.Policy) {
	sentence, other := f.TellWeekday(iv, p, w.now())
	if sentence == "" {
		return
	}
	w.Entry("", sentence)
	w.Printf("  %s\n", correction(iv, command.With("at", other)))
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
func tellDecisionDay(w *world, f *form.Form, iv rules.Interview, p rules.Policy) {
	correct := func(day command.Flag) string { return correction(iv, day) }
	if read := form.PromiseOf(iv, p); !f.Given("decision-by") || read.Day != iv.DecisionBy {
		tellPromise(w, read, iv.DecisionBy, "decision-by", correct)
	}
}

// tellPromise says which day was taken from the employer's words. correct returns the command that sets another day.
func tellPromise(w *world, read dates.Promise, by rules.Date, flag string, correct func(day command.Flag) string) {
	sentence, day := form.TellPromise(read, by)
	if sentence == "" {
		return
	}
	w.Entry("", sentence)
	if day != "" {
		w.Printf("  %s\n", correct(command.With(flag, day)))
	}
}

// tellAll prints each sentence as a paragraph.
func tellAll(w *world, sentences []string) {
	for _, s := range sentences {
		w.Entry("", s)
	}
}

// tellKnown says where the user has met the people of an interview before.
func tellKnown(w *world, c rules.Case, iv rules.Interview, p rules.Policy) {
	phase := func(other rules.Case) rules.Phase { return view.DecideSafely(other, p, w.now()).Phase }
	tellAll(w, form.Known(c, iv, w.now(), phase))
}
