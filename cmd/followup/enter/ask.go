package enter

import (
	"errors"
	"fmt"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/term"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// A fieldQuestion asks for the value of one flag. check returns an error for a wrong answer, and settle asks about an
// unclear one; both may be nil.
type fieldQuestion struct {
	flag, text, otherwise string
	required              bool
	check                 func(answer string) error
	settle                func(answer string) (string, error)
}

// askForInterview asks for the fields of an interview, whose letters are in a language, and for company and role if
// forWhat is set.
func (dlg Dialogue) askForInterview(f *form.Form, lang letters.Language, forWhat bool) error {
	dlg.Printf("Add an interview. Press Enter to accept the value in brackets, or to leave out what you do not know.\n")
	moment := func(s string) error { _, err := dates.Time(s, dlg.Now, dlg.Policy.Location, dates.Nearest); return err }
	day := func(s string) error { return dlg.checkDecision(s, f.Text("at")) }
	length := func(s string) error { _, err := dates.DurationWithUnit(s); return err }
	topic := func(s string) (string, error) { return dlg.clearFact(lang, fact.Topic, s) }
	example, _ := lang.Examples(fact.Topic)
	person := func(s string) error { _, err := rules.ReadPerson(s); return err }
	for _, q := range []fieldQuestion{
		{flag: "company", text: "Company", required: true},
		{flag: "role", text: "Role", required: true},
		{flag: "at", text: `When did it begin, such as "yesterday 14:00"`, required: true, check: moment},
		{flag: "duration", text: "How long was it", otherwise: "1h", check: length},
		{flag: "with", text: `Who interviewed you, such as "Jo Smith <jo@acme.test>"; put ";" between several`,
			check: person},
		{flag: "topic", text: fmt.Sprintf("What did you talk about, such as %q", example), settle: topic},
		{flag: "decision-by", text: `By which day do they decide, such as "friday" or "mid-January"`, check: day},
	} {
		if about := q.flag == "company" || q.flag == "role"; about && !forWhat {
			continue
		}
		if err := dlg.askField(f, q); err != nil {
			return err
		}
	}
	return nil
}

// checkDecision returns an error if s is not a day, or is before the interview. at is the answer about when it began.
func (dlg Dialogue) checkDecision(s, at string) error {
	p := dlg.Policy
	day, err := dates.Deadline(s, rules.DateOf(dlg.Now, p.Location), p.Calendar)
	if err != nil {
		return err
	}
	start, err := dates.Time(at, dlg.Now, p.Location, dates.Nearest)
	if on := rules.DateOf(start, p.Location); err == nil && day.Before(on) {
		return fmt.Errorf("%s is before the interview, on %s", day.Long(), on.Long())
	}
	return err
}

// askField asks a question until the answer is right, and sets the flag to it.
func (dlg Dialogue) askField(f *form.Form, q fieldQuestion) error {
	for {
		answer, err := dlg.Ask(q.text, q.otherwise)
		if err != nil {
			return err
		}
		parts := []string{answer}
		if q.flag == "with" {
			parts = strings.Split(answer, ";")
		}
		if err = q.wrong(parts); err != nil {
			dlg.Printf("  %s\n", term.Clean(err.Error()))
			continue
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			if q.settle != nil {
				if part, err = q.settle(part); err != nil {
					return err
				}
			}
			if err := f.Set(q.flag, part); err != nil {
				return err
			}
		}
		return nil
	}
}

// wrong returns the first error in the parts of an answer.
func (q fieldQuestion) wrong(parts []string) error {
	for _, part := range parts {
		switch part = strings.TrimSpace(part); {
		case part == "" && q.required:
			return errors.New("this is required")
		case part != "" && q.check != nil:
			if err := q.check(part); err != nil {
				return err
			}
		}
	}
	return nil
}
