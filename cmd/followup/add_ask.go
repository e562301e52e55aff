package main

import (
	"errors"
	"fmt"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/term"
	"followup/rules"
)

// A fieldQuestion is asked for one flag. check finds what is wrong with an answer, so that it can be asked again.
type fieldQuestion struct {
	flag, text, otherwise string
	required              bool
	check                 func(answer string) error
}

// askForInterview asks for what an interview needs, a question a line; for company and role only where they are not
// known.
func askForInterview(w *world, f *form.Form, forWhat bool, p rules.Policy) error {
	w.Printf("An interview. Leave a line empty for what stands in brackets, or for what you do not know.\n")
	moment := func(s string) error { _, err := dates.Time(s, w.now(), p.Location, dates.Held); return err }
	day := func(s string) error { return checkDecision(w, s, f.Text("at"), p) }
	length := func(s string) error { _, err := dates.DurationWithUnit(s); return err }
	person := func(s string) error { _, err := rules.ReadPerson(s); return err }
	for _, q := range []fieldQuestion{
		{flag: "company", text: "Company", required: true},
		{flag: "role", text: "Role", required: true},
		{flag: "at", text: `When did it begin, such as "yesterday 14:00"`, required: true, check: moment},
		{flag: "duration", text: "How long was it", otherwise: "1h", check: length},
		{flag: "with", text: `Whom did you meet, such as "Jo Smith <jo@acme.test>"; several with ";" between them`, check: person},
		{flag: "topic", text: `What did you talk about, such as "the new rota"`},
		{flag: "decision-by", text: `By which day do they decide, such as "friday" or "mid-January"`, check: day},
	} {
		if about := q.flag == "company" || q.flag == "role"; about && !forWhat {
			continue
		}
		if err := askField(w, f, q); err != nil {
			return err
		}
	}
	return nil
}

// checkDecision finds what is wrong with the day by which they decide, of an interview that begins at a moment that
// was read before.
func checkDecision(w *world, s, at string, p rules.Policy) error {
	day, err := dates.Deadline(s, rules.DateOf(w.now(), p.Location), p.Calendar)
	if err != nil {
		return err
	}
	start, err := dates.Time(at, w.now(), p.Location, dates.Held)
	if on := rules.DateOf(start, p.Location); err == nil && day.Before(on) {
		return fmt.Errorf("%s is before the interview, on %s", day.Long(), on.Long())
	}
	return err
}

// askField asks a question until the answer is one, and gives it to the flag.
func askField(w *world, f *form.Form, q fieldQuestion) error {
	for {
		answer, err := w.Ask(q.text, q.otherwise)
		if err != nil {
			return err
		}
		parts := []string{answer}
		if q.flag == "with" {
			parts = strings.Split(answer, ";")
		}
		if err = q.wrong(parts); err != nil {
			w.Printf("  %s\n", term.Clean(err.Error()))
			continue
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			if err := f.Set(q.flag, part); err != nil {
				return err
			}
		}
		return nil
	}
}

// wrong says what is wrong with the parts of an answer, or nil.
func (q fieldQuestion) wrong(parts []string) error {
	for _, part := range parts {
		switch part = strings.TrimSpace(part); {
		case part == "" && q.required:
			return errors.New("this is needed")
		case part != "" && q.check != nil:
			if err := q.check(part); err != nil {
				return err
			}
		}
	}
	return nil
}
