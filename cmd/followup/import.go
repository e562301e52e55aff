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
	dryRun, again bool
}

func importCommand(w *world) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FILE|FOLDER...",
		Short: "Add interviews from a calendar (.ics) or a table (.csv)",
		Long: `Add interviews from calendars (.ics, as invitations and exports have them) and tables
(.csv with a header line). All are added or, when anything cannot be read, none. An
interview joins the open application for the same role at the same company, or begins
one; a column "application" with a number tells the applications of a table apart. What
was imported before is known again: the same again changes nothing, an event that was
moved or called off moves or stops its interview, and one that you removed stays away
until its event changes. A change by another organizer than the first is asked about, or
left out where nobody can be asked; what has begun is not called off any more. Lines of
a table that tell of one interview are taken together; one that was changed since is
named, and its interview stays as it is. Somebody is known again by the address, and
stays called as before. "-" reads standard input.`,
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
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "show what would be added or changed, and change nothing")
	cmd.Flags().BoolVar(&o.again, "again", false, "bring back what you removed too")
	cmd.Flags().StringArrayVar(&o.mapped, "map", nil,
		`which field a column of a table is, "Firma=company"; "Notiz=-" leaves one out; again for each`)
	return cmd
}

func runImport(ctx context.Context, w *world, o importOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		options, err := exchangeOptions(cfg, p, w.now(), o.mapped)
		if err != nil {
			return err
		}
		d := intake.Dialogue{Terminal: w.Terminal, Store: st, Location: p.Location, Now: w.now}
		return d.Import(ctx, o.paths, options, store.ImportOptions{DryRun: o.dryRun, Again: o.again})
	})
}

// exchangeOptions returns how files are read: the columns that --map names, and dates as people write them.
func exchangeOptions(cfg *config.Config, p rules.Policy, now time.Time, mapped []string) (exchange.Options, error) {
	o := exchange.Options{
		Location: p.Location, User: cfg.User.Email, Name: cfg.User.Name, Map: map[string]string{},
		Time: func(s string, loc *time.Location) (time.Time, error) { return dates.Time(s, now, loc, dates.Held) },
		Day: func(s string, loc *time.Location) (rules.Date, error) {
			return dates.Deadline(s, rules.DateOf(now, loc), p.Calendar)
		},
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
