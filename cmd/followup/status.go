package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/setup"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

type statusOptions struct{ check, asJSON bool }

func statusCommand(w *world) *cobra.Command {
	var opts statusOptions
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show whether the daemon is running, and what is wrong",
		Long: `Show whether the daemon is running, what waits, what comes next, and what is wrong. The
exit code is 1 if something is wrong: no daemon, no recent pass or a failed one, a clock
that was set back, a mail server that cannot be used, or a reminder that was refused or
missed.

--check also checks the config, the letters, the whole database, the clock, the time
zone, and the mail server: it logs in and names the recipient, but sends nothing.`,
		Example: "  followup status\n  followup status --check\n  followup status --json",
		Args:    exactArgs(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runStatus(cmd.Context(), w, opts) },
	}
	cmd.Flags().BoolVar(&opts.check, "check", false,
		"also check the config, the database, the clock and the mail server")
	cmd.Flags().BoolVar(&opts.asJSON, "json", false, "print JSON")
	return cmd
}

var errWrong = errors.New("something is wrong, see above")

func runStatus(ctx context.Context, w *world, opts statusOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		v := w.view(p)
		schedule, err := scheduler.ParseSchedule(cfg.Schedule.Tick, p.Location, v.Now)
		if err != nil {
			return config.Errorf("%s: schedule.tick: %w", cfg.Where(), err)
		}
		s, err := view.ReadStatus(ctx, st, schedule,
			view.MailboxUse{Looks: cfg.Mailbox.IsOn(), Drafts: cfg.Mailbox.WriteDrafts}, p, v.Now)
		if err != nil {
			return err
		}
		if opts.check {
			s.Look(checks(ctx, w, cfg, st, p))
		}
		if opts.asJSON {
			err = v.PrintJSON(s.JSON(p))
		} else {
			v.Status(s)
		}
		if err == nil && len(s.Wrong()) > 0 {
			err = errWrong
		}
		return err
	})
}

// checks checks everything that the daemon depends on. It changes nothing and sends nothing.
func checks(ctx context.Context, w *world, cfg *config.Config, st *store.Store, p rules.Policy) []view.Check {
	m, _, err := cfg.NewPost(ctx, st.InstallID())
	zone, _ := cfg.Zone() // the policy has been made with it
	found := []view.Check{
		checked("config", cfg.Where()+" and the letters are correct", err),
		checked("database", st.Path()+" is sound", st.Check(ctx)),
		view.ClockCheck(w.now()),
		view.ZoneCheck(p.Location, zone.From, w.now()),
	}
	if err == nil {
		found = append(found, checked("server", acceptedBy(cfg), m.Check(ctx)))
	}
	if cfg.Mailbox.IsOn() {
		seen, err := setup.SeeMailbox(ctx, cfg, w.now())
		found = append(found, checked("mailbox", seen, err))
	}
	return found
}

// acceptedBy says what the mail server accepted in the check: all but the text of a mail.
func acceptedBy(cfg *config.Config) string {
	s := cfg.SMTP
	what := fmt.Sprintf("a mail from %s to itself", cfg.User.Email)
	if s.From != "" && s.From != cfg.User.Email {
		what = fmt.Sprintf("a mail from %s to %s", s.From, cfg.User.Email)
	}
	if s.Username != "" && s.Auth != "none" {
		what = "the login and " + what
	}
	return fmt.Sprintf("%s:%d accepts %s", s.Host, s.Port, what)
}

// checked returns the result of a check: the text fine if err is nil.
func checked(what, fine string, err error) view.Check {
	if errors.As(err, new(config.ServiceSecret)) {
		return view.Check{What: what, Found: "not tried: " + err.Error()}
	}
	if err != nil {
		return view.Check{What: what, Found: err.Error(), Wrong: true}
	}
	return view.Check{What: what, Found: fine}
}
