package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/exchange"
	"followup/cmd/followup/intake"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

type importOptions struct {
	paths         []string
	mapped        []string // --map
	from          string
	dryRun, again bool
}

func importCommand(w *world) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FILE|FOLDER...",
		Short: "Add interviews from a calendar (.ics), a mail (.eml) or a table (.csv)",
		Long: `Add interviews from calendars (.ics: invitations and exports), mails with an invitation
(.eml, .mbox) and tables (.csv with a header line). "-" reads standard input. If anything in a
file cannot be read, nothing is added; in a folder, that file is left out.

Only what a file says plainly is taken: times, people, and titles like "Interview: Data
Engineer at Acme". On a terminal, you are asked about the rest, with a suggestion. Without
one, it is left out and named. So is what is no interview.

An interview is added to the open application for the same role at the same company, or
starts a new one. In a table, a column "application" with numbers says which interviews
belong together. Several rows about one interview are combined. A person is recognised
by the address and keeps the name that followup knows.

You can import a file again. Unchanged entries are ignored. If an event was moved or
cancelled, its interview moves or stops, unless it has already begun. If the change is
from a different organizer than the first, you are asked; without a terminal, it is
ignored. An interview that you removed stays away until its event changes. If a row of a
table differs from its interview, you are told, and the interview stays as it is.`,
		Example: `  followup import invitation.ics
  followup import ~/calendar --dry-run
  followup import jobs.csv --map "Firma=company" --map "Notiz=-"`,
		Args: func(cmd *cobra.Command, given []string) error {
			if len(given) == 0 {
				return usage.Errorf("FILE is missing; usage: %s", cmd.UseLine())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, given []string) error {
			o.paths = given
			err := runImport(cmd.Context(), w, o)
			if err != nil && cmd.Context().Err() != nil && !errors.Is(err, term.ErrNoAnswer) {
				return errors.New("interrupted; nothing was imported")
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "show what would be added or changed, without changing anything")
	cmd.Flags().BoolVar(&o.again, "again", false, "also bring back what you removed")
	cmd.Flags().StringVar(&o.from, "from", "", "leave out interviews before that day")
	cmd.Flags().StringArrayVar(&o.mapped, "map", nil,
		`the field for a column of a table, as in "Firma=company"; "Notiz=-" ignores a column; repeatable`)
	return cmd
}

func runImport(ctx context.Context, w *world, o importOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		options, err := exchangeOptions(cfg, p, w.now(), o.mapped)
		if err != nil {
			return err
		}
		d := intake.Dialogue{Terminal: w.Terminal, Store: st, Location: p.Location, Now: w.now, Policy: &p,
			Language: cfg.User.NewLanguage()}
		if o.from != "" {
			day, err := dates.Day(o.from, w.now(), p.Location, dates.Past)
			if err != nil {
				return usage.Errorf("--from %w", err)
			}
			d.From = day.At(0, p.Location)
		}
		return d.Import(ctx, o.paths, options, store.ImportOptions{DryRun: o.dryRun, Again: o.again})
	})
}

// exchangeOptions returns the options for reading files, with the columns that --map names.
func exchangeOptions(cfg *config.Config, p rules.Policy, now time.Time, mapped []string) (exchange.Options, error) {
	o := exchange.Options{
		Location: p.Location, User: cfg.User.Email, Name: cfg.User.Name, Map: map[string]string{}, Now: now,
		Calendar: p.Calendar,
	}
	for _, m := range mapped {
		column, field, found := strings.Cut(m, "=")
		if !found {
			return o, usage.Errorf(`--map %q has no "="; write it like --map "Firma=company"`, m)
		}
		o.Map[strings.TrimSpace(column)] = strings.TrimSpace(field)
	}
	return o, nil
}
