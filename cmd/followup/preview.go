package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

type previewOptions struct {
	application           string
	choice                sketch.Choice
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

A thank-you is for the interview with that number. The number of the application, which
is also that of its first interview, means the latest interview that has begun, or with
--to the latest one with that person; with --kind thank-you it means the first.

--eml prints the draft as a file for a mail program; --reminder prints the whole email
that would bring it to you.`,
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
	cmd.Flags().StringVar((*string)(&opts.choice.Kind), "kind", "", "which note: "+phrase.Kinds())
	cmd.Flags().StringVar(&opts.choice.To, "to", "",
		"the person, for a panel: an address, the number that show prints, or part of a name")
	cmd.Flags().StringVar(&opts.choice.At, "at", "",
		"the time for which to word it (default: now, or when it will come)")
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
			if warning := cfg.StandIn(); warning != "" {
				w.Warnf("%s", warning)
			}
		}
		composer, err := cfg.NewComposer(st.InstallID())
		if err != nil {
			return err
		}
		v := w.view(p)
		drafts, err := opts.choice.Drafts(v, composer, s)
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
