package main

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

// draftOptions say which draft to edit.
type draftOptions struct {
	on, reset bool
	choice    sketch.Choice
}

func (o *draftOptions) register(set *pflag.FlagSet) {
	set.BoolVar(&o.on, "draft", false, "edit the words of a draft, in $VISUAL or $EDITOR")
	set.StringVar((*string)(&o.choice.Kind), "kind", "", "which draft: "+phrase.Kinds())
	set.StringVar(&o.choice.To, "to", "",
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
	var v view.Printer
	err := w.withSubject(ctx, named, nil, func(
		cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) error {
		composer, err := cfg.NewComposer(st.InstallID())
		if err != nil {
			return err
		}
		v = w.view(p)
		if open, err = o.choice.ToEdit(v, composer, s); err != nil || !o.reset {
			return err
		}
		return open.Reset(ctx, v, st, composer)
	})
	if err != nil || o.reset {
		return err
	}
	return open.Edit(v, func(subject, body string) error {
		number := strconv.FormatInt(open.Step.Number(), 10)
		return w.withSubject(ctx, number, nil, func(
			cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
		) error {
			composer, err := cfg.NewComposer(st.InstallID())
			if err != nil {
				return err
			}
			return open.Keep(ctx, w.view(p), st, composer, s.Case, subject, body)
		})
	})
}
