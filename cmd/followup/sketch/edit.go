package sketch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// ToEdit returns the draft to edit. On a terminal it asks whose, if there are several.
func (ch Choice) ToEdit(v view.Printer, composer *mailer.Composer, s find.Subject) (draft Sketch, err error) {
	list, err := ch.Drafts(v, composer, s)
	if err != nil {
		return draft, err
	}
	if draft = list[0]; draft.Step.Due.IsZero() {
		return draft, usage.Errorf("nothing calls for the %s now, so there is no draft of it to edit; `%s` tells what "+
			"comes", draft.Step.Kind.Noun(), command.Show(s.ID))
	}
	if draft.Draft.Mail == nil {
		return draft, errors.New(noDraft(draft))
	}
	if len(list) == 1 {
		return draft, nil
	}
	i, err := askWhose(v, list)
	if err != nil {
		return draft, err
	}
	return list[i], nil
}

// askWhose returns the index of one of the drafts to a panel.
func askWhose(v view.Printer, list []Sketch) (int, error) {
	var people []rules.Person
	for _, s := range list {
		people = append(people, s.Draft.To)
	}
	if !v.Interactive {
		return 0, usage.Errorf("there are %d drafts, one for each of the panel; name one person with --to", len(list))
	}
	v.Entry("", fmt.Sprintf("There is a draft for each of the panel: %s", phrase.Stop(roster.Numbered(people))))
	for {
		answer, err := v.Ask("Whose", "")
		if err == nil && answer == "" {
			err = term.ErrNoAnswer
		}
		if err != nil {
			return 0, err
		}
		i, err := roster.Find(people, answer)
		if err == nil {
			return i, nil
		}
		v.Entry("  ", err.Error())
	}
}

// Edit opens the user's editor with a draft, and calls keep with the subject and the text if they were changed. If
// something fails, a text that was changed stays in its file, which the error names.
func (s Sketch) Edit(v view.Printer, keep func(subject, body string) error) error {
	text := toText(s.Draft, v.Policy.Location)
	path, err := writeText(text)
	if err != nil {
		return err
	}
	if err := s.useText(v, path, text, keep); err != nil {
		if now, readErr := os.ReadFile(path); readErr == nil && string(now) != text {
			return fmt.Errorf("%w; nothing was changed, and your text is in %s", err, path)
		}
		return errors.Join(err, os.RemoveAll(filepath.Dir(path)))
	}
	return os.RemoveAll(filepath.Dir(path))
}

// writeText writes a text to a file in a new directory, which only the user can read.
func writeText(text string) (path string, err error) {
	dir, err := os.MkdirTemp("", "followup-draft-")
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "draft.txt")
	return path, os.WriteFile(path, []byte(text), 0o600)
}

// useText opens the editor with the file of a draft, and calls keep if that changes it.
func (s Sketch) useText(v view.Printer, path, before string, keep func(subject, body string) error) error {
	if err := v.RunEditor(path); err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot read what the editor saved: %w", err)
	}
	subject, body, err := fromText(string(text))
	if err != nil {
		return fmt.Errorf("the draft cannot be used: %w", err)
	}
	if wasSubject, wasBody, _ := fromText(before); subject == wasSubject && body == wasBody {
		v.Printf("Nothing changed: %s stays as it was.\n", s.note())
		return nil
	}
	return keep(subject, body)
}

// Reset goes back from an edited draft to the program's own letter.
func (s Sketch) Reset(ctx context.Context, v view.Printer, st *store.Store, composer *mailer.Composer) error {
	if s.Draft.Edit == nil {
		v.Printf("Nothing changed: you have not edited %s\n", phrase.Stop(s.note()))
		return nil
	}
	return s.Keep(ctx, v, st, composer, s.Case, "", "")
}

// Keep stores a draft as the user edited it, and says when it comes. c is the application as it is now; the draft may
// have been opened a while ago.
func (s Sketch) Keep(
	ctx context.Context, v view.Printer, st *store.Store, composer *mailer.Composer, c rules.Case, subject, body string,
) error {
	if _, err := again(composer, c, v.Policy, s, v.Now); err != nil {
		return err
	}
	e, err := s.Draft.Edited(s.Step, subject, body, v.Now)
	if err != nil {
		return err
	}
	detail := s.note() + ", in your own words"
	if subject == "" {
		detail = s.note() + ", back to the usual words"
	}
	if err := st.EditDraft(ctx, e, detail); err != nil {
		return err
	}
	v.Printf("Changed for %s: %s.\n", phrase.Application(c), term.Clean(detail))
	if c, err = st.Case(ctx, c.ID); err == nil {
		s, err = again(composer, c, v.Policy, s, v.Now)
	}
	if err != nil { // no error of the command, which would say that nothing was changed
		v.Warnf("it is stored, but cannot be shown: %v", err)
		return nil
	}
	tellEdited(v, s)
	return nil
}

// note returns "the thank-you to Jo Smith".
func (s Sketch) note() string {
	return "the " + phrase.Note(s.Step.Key, s.Draft.To) + phrase.ForInterview(s.Case, s.Step.InterviewID)
}
