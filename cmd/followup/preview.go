package main

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

type previewOptions struct {
	application           string
	kind, to, at          string
	eml, reminder, asJSON bool
}

func previewCommand(w *world) *cobra.Command {
	var opts previewOptions
	cmd := &cobra.Command{
		Use:   "preview ID",
		Short: "Show a draft as it would read now or at another time",
		Long: `Show a draft: the latest one that you have not yet said you sent, else the next one.
--kind shows any other note, and --at words it for another time. Nothing is sent and
nothing is stored.

A thank-you is for the interview with that number. The number of the application means
its latest interview that has begun, or with --to the latest one with that person.

--eml prints the draft as a file that a mail program opens ready to send; --reminder
prints the whole email that would bring it to you.`,
		Example: `  followup preview 7
  followup preview 7 --kind rejection-thanks
  followup preview 7 --kind thank-you --to jo --at "tomorrow 18:00"
  followup preview 7 --eml > draft.eml`,
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.application = args[0]
			return runPreview(cmd.Context(), w, opts)
		},
	}
	cmd.Flags().StringVar(&opts.kind, "kind", "", "which note: "+phrase.Kinds())
	cmd.Flags().StringVar(&opts.to, "to", "",
		"the person, for a panel: an address, the number that show prints, or part of a name")
	cmd.Flags().StringVar(&opts.at, "at", "", "the time for which to word it (default: now, or when it will come)")
	cmd.Flags().BoolVar(&opts.eml, "eml", false, "print the draft as an .eml file")
	cmd.Flags().BoolVar(&opts.reminder, "reminder", false, "print the reminder that brings the draft, as an .eml file")
	cmd.Flags().BoolVar(&opts.asJSON, "json", false, "print JSON")
	return cmd
}

func runPreview(ctx context.Context, w *world, opts previewOptions) error {
	if opts.eml && opts.reminder || opts.eml && opts.asJSON || opts.reminder && opts.asJSON {
		return usage.Errorf("use only one of --eml, --reminder and --json")
	}
	return w.withSubject(ctx, opts.application, nil, func(
		cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) error {
		if !opts.eml { // an .eml file must be ready to send
			standIn(w, cfg)
		}
		composer, err := cfg.NewComposer(st.InstallID())
		if err != nil {
			return err
		}
		v := w.view(p)
		drafts, err := opts.drafts(v, composer, s)
		if err != nil {
			return err
		}
		switch {
		case opts.asJSON:
			return v.PrintJSON(sketch.ToJSON(drafts, p.Location))
		case opts.eml || opts.reminder:
			return sketch.PrintMail(v, composer, drafts, opts.eml)
		}
		sketch.Print(v, drafts, s.Case)
		return nil
	})
}

// standIn fills in a placeholder for a missing name or address of the user, so that drafts can be read without a
// config.
func standIn(w *world, cfg *config.Config) {
	if cfg.User.Name != "" && cfg.User.Email != "" {
		return
	}
	cfg.User.Name, cfg.User.Email = cmp.Or(cfg.User.Name, "Your Name"), cmp.Or(cfg.User.Email, "you@example.org")
	w.Warnf("user.name or user.email is not set in the config, so this draft is from a placeholder, %s <%s>; "+
		"`followup config init` writes a config",
		cfg.User.Name, cfg.User.Email)
}

// drafts returns the drafts that the options select.
func (opts previewOptions) drafts(v view.Printer, composer *mailer.Composer, s find.Subject) ([]sketch.Sketch, error) {
	kind := rules.Kind(opts.kind)
	named, err := find.Addressee(s, v.Now, opts.to)
	if err != nil {
		return nil, err
	}
	key := rules.Key{Kind: kind}
	if kind == "" {
		key = sketch.AtHand(s.Case, s.Later(), named, v.Policy, v.Now)
	}
	if !slices.Contains(rules.Kinds, key.Kind) {
		if kind == "" {
			return nil, usage.Errorf("no reminder is coming for application %d; to see a note anyway, name it with "+
				"--kind: %s",
				s.ID, phrase.Kinds())
		}
		return nil, usage.Errorf("--kind %q is not one of %s", kind, phrase.Kinds())
	}
	iv, ok := s.Interview(cmp.Or(key.InterviewID, s.Later()))
	if own, isOne := s.Named(); !ok && isOne && kind == rules.ThankYou && own.Includes(named) {
		// The same interview as for sent, whose command is next to this one in a mail.
		iv, ok = view.ThankedAfter(s.Case, own, named, v.Policy.Location), true
	}
	if !ok {
		iv = sketch.LatestWith(s.Case, named, v.Now)
	}
	when, err := opts.moment(v, iv)
	if err != nil {
		return nil, err
	}
	drafts, err := sketch.Of(composer, s.Case, v.Policy, key.Kind, iv, v.Now, when)
	if err != nil {
		return nil, err
	}
	drafts = slices.DeleteFunc(drafts, func(d sketch.Sketch) bool { return !roster.Means(named, d.Draft.To) })
	if len(drafts) == 0 {
		return nil, usage.Errorf("no %s goes to %s; `%s` tells what comes",
			key.Kind.Noun(), phrase.Who(named), command.Show(s.ID))
	}
	return drafts, nil
}

// moment returns the time of --at, or the zero time without it. A time before the interview iv is an error.
func (opts previewOptions) moment(v view.Printer, iv rules.Interview) (when time.Time, err error) {
	if opts.at == "" {
		return when, nil
	}
	loc := v.Policy.Location
	if when, err = dates.Time(opts.at, v.Now, loc, dates.Future); err != nil {
		return when, usage.Errorf("--at %w", err)
	}
	if when.Before(iv.Start) {
		return when, usage.Errorf("--at %s is before the interview, %s",
			phrase.Stamp(when, loc), phrase.Stamp(iv.Start, loc))
	}
	return when, nil
}
