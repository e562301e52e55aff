package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/spf13/pflag"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// draftOptions say which draft to edit.
type draftOptions struct {
	on, reset bool
	kind, to  string
}

func (o *draftOptions) register(set *pflag.FlagSet) {
	set.BoolVar(&o.on, "draft", false, "edit the words of a draft, in $VISUAL or $EDITOR")
	set.StringVar(&o.kind, "kind", "", "which draft: "+phrase.Kinds())
	set.StringVar(&o.to, "to", "",
		"whose draft, for a panel: an address, the number that show prints, or part of a name")
	set.BoolVar(&o.reset, "reset", false, "go back from the edited draft to the usual letter")
}

// asked reports whether a draft is to be edited. It returns a usage error if the flags do not fit each other.
func (o *draftOptions) asked(f *form.Form, set *pflag.FlagSet) (bool, error) {
	for _, flag := range []string{"kind", "to", "reset"} {
		if set.Changed(flag) && !o.on {
			return false, usage.Errorf("--%s is about a draft; add --draft", flag)
		}
	}
	if o.on && f.Filled() {
		return false, usage.Errorf("--draft changes the words of a draft; change the facts with a command of its own")
	}
	return o.on, nil
}

// runEditDraft edits a draft. The database is not open while the editor is, which may be for hours.
func runEditDraft(ctx context.Context, w *world, named string, o draftOptions) error {
	var open sketch.Sketch
	var text string
	err := w.withSubject(ctx, named, nil, func(
		cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) (err error) {
		if open, err = o.find(w, cfg, st, p, s); err != nil {
			return err
		}
		if o.reset {
			return resetDraft(ctx, w, cfg, st, p, open)
		}
		text = sketch.ToText(open.Draft, p.Location)
		return nil
	})
	if err != nil || o.reset {
		return err
	}
	path, err := writeText(text)
	if err != nil {
		return err
	}
	if err := useText(ctx, w, open, path, text); err != nil {
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

// useText opens the editor with the file of a draft, and stores what it has changed.
func useText(ctx context.Context, w *world, open sketch.Sketch, path, before string) error {
	if err := runEditor(w, path); err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot read what the editor saved: %w", err)
	}
	subject, body, err := sketch.FromText(string(text))
	if err != nil {
		return fmt.Errorf("the draft cannot be used: %w", err)
	}
	if wasSubject, wasBody, _ := sketch.FromText(before); subject == wasSubject && body == wasBody {
		w.Printf("Nothing changed: %s stays as it was.\n", noteName(open))
		return nil
	}
	number := strconv.FormatInt(open.Step.Number(), 10)
	return w.withSubject(ctx, number, nil, func(
		cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) error {
		return keepDraft(ctx, w, cfg, st, p, s.Case, open, subject, body)
	})
}

// runEditor opens the user's editor with a file. As in other programs, its name may have arguments.
func runEditor(w *world, path string) error {
	editor := cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR"))
	if editor == "" {
		return usage.Errorf("no editor is named; set $VISUAL or $EDITOR, as in: EDITOR=nano followup edit …")
	}
	cmd := exec.Command("/bin/sh", "-c", editor+` "$1"`, "sh", path)
	cmd.Stdout, cmd.Stderr = w.Out, w.Err
	if out, ok := w.Out.(*output); ok {
		cmd.Stdout = out.Writer // the terminal itself
	}
	if in, ok := w.In.(*os.File); ok { // anything else would be read to its end
		cmd.Stdin = in
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the editor %q failed: %w", editor, err)
	}
	return nil
}

// find returns the draft to edit. On a terminal it asks whose, if there are several.
func (o draftOptions) find(
	w *world, cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
) (draft sketch.Sketch, err error) {
	composer, err := cfg.NewComposer(st.InstallID())
	if err != nil {
		return draft, err
	}
	list, err := previewOptions{kind: o.kind, to: o.to}.drafts(w.view(p), composer, s)
	if err != nil {
		return draft, err
	}
	if draft = list[0]; draft.Step.Due.IsZero() {
		return draft, usage.Errorf("nothing calls for the %s now, so there is no draft of it to edit; `%s` tells what "+
			"comes", draft.Step.Kind.Noun(), command.Show(s.ID))
	}
	if draft.Draft.Mail == nil {
		return draft, errors.New(sketch.NoDraft(draft))
	}
	if len(list) == 1 {
		return draft, nil
	}
	i, err := askWhose(w, list)
	if err != nil {
		return draft, err
	}
	return list[i], nil
}

// askWhose returns the index of one of the drafts to a panel.
func askWhose(w *world, list []sketch.Sketch) (int, error) {
	var people []rules.Person
	for _, s := range list {
		people = append(people, s.Draft.To)
	}
	if !w.Interactive {
		return 0, usage.Errorf("there are %d drafts, one for each of the panel; name one person with --to", len(list))
	}
	w.Entry("", fmt.Sprintf("There is a draft for each of the panel: %s.", roster.Numbered(people)))
	for {
		answer, err := w.Ask("Whose", "")
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
		w.Entry("  ", err.Error())
	}
}

// resetDraft goes back from an edited draft to the program's own letter.
func resetDraft(
	ctx context.Context, w *world, cfg *config.Config, st *store.Store, p rules.Policy, open sketch.Sketch,
) error {
	if open.Draft.Edit == nil {
		w.Printf("Nothing changed: you have not edited %s.\n", noteName(open))
		return nil
	}
	return keepDraft(ctx, w, cfg, st, p, open.Case, open, "", "")
}

// keepDraft stores a draft as the user edited it, and says when it comes. c is the application as it is now; the draft
// may have been opened a while ago.
func keepDraft(
	ctx context.Context, w *world, cfg *config.Config, st *store.Store, p rules.Policy, c rules.Case,
	open sketch.Sketch, subject, body string,
) error {
	composer, err := cfg.NewComposer(st.InstallID())
	if err != nil {
		return err
	}
	if _, err := sketch.Again(composer, c, p, open, w.now()); err != nil {
		return err
	}
	e, err := open.Draft.Edited(open.Step, subject, body, w.now())
	if err != nil {
		return err
	}
	detail := noteName(open) + ", in your own words"
	if subject == "" {
		detail = noteName(open) + ", back to the usual words"
	}
	if err := st.EditDraft(ctx, e, detail); err != nil {
		return err
	}
	w.Printf("Changed for %s: %s.\n", phrase.Application(c), term.Clean(detail))
	if c, err = st.Case(ctx, c.ID); err == nil {
		open, err = sketch.Again(composer, c, p, open, w.now())
	}
	if err != nil { // no error of the command, which would say that nothing was changed
		w.Warnf("it is stored, but cannot be shown: %v", err)
		return nil
	}
	sketch.TellEdited(w.view(p), open)
	return nil
}

// noteName returns "the thank-you to Jo Smith".
func noteName(s sketch.Sketch) string {
	return "the " + phrase.Note(s.Step.Key, s.Draft.To) + phrase.ForInterview(s.Case, s.Step.InterviewID)
}
