package setup

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
	"followup/mailer/letters/fact"
	"followup/mailer/shell"
	"followup/rules"
	"followup/scheduler"
)

// Check checks a config, and prints what it says. It logs in to the mailbox, if that is looked at, but does not connect
// to the outgoing server. For the service's config it also checks whether the service can use the files that it names.
// A mistake is a [config.Error].
func Check(ctx context.Context, t *term.Terminal, cfg *config.Config, system service.System, now time.Time) error {
	u := system.ReadUnit(ctx)
	ofUnit := u.Loaded && (cfg.Path == u.Config || service.SameFile(cfg.Path, u.Config))
	if u.Loaded && !ofUnit {
		t.Warnf("this checks %s; the service %s reads %s; to check that: followup config check --config %s",
			cfg.Where(), filepath.Base(system.Unit), u.Config, shell.Word(term.Clean(u.Config)))
	}
	_, p, err := cfg.NewPost(ctx, "check")
	if err != nil {
		return err
	}
	if err := form.CheckFact(cfg.User.NewLanguage(), "user.background", fact.Fit, cfg.User.Background); err != nil {
		return config.Errorf("%s: %w", cfg.Where(), err)
	}
	kept := new(config.ServiceSecret)
	for _, err := range []error{cfg.CheckPassword(ctx), cfg.CheckMailboxPassword(ctx)} {
		if err != nil && !errors.As(err, kept) {
			return config.Errorf("%s: %w", cfg.Where(), err)
		}
	}
	schedule, err := scheduler.ParseSchedule(cfg.Schedule.Tick, p.Location, now)
	if err != nil {
		return config.Errorf("%s: schedule.tick: %w", cfg.Where(), err)
	}
	zone, err := cfg.Zone()
	if err != nil {
		return config.Errorf("%s: %w", cfg.Where(), err)
	}
	var warnings []string
	if warning := zone.Warning(); warning != "" {
		warnings = append(warnings, warning)
	}
	if warning := schedule.Warning(now); warning != "" {
		warnings = append(warnings, "schedule.tick: "+warning)
	}
	if ofUnit {
		more, err := checkService(cfg, system, u)
		if err != nil {
			return err
		}
		warnings = append(warnings, more...)
	}
	for _, warning := range warnings {
		t.Printf("warning: %s\n", warning)
	}
	printCorrect(t, cfg, kept.Err, p, now, schedule.Next(now))
	if cfg.Mailbox.IsOn() && kept.Err == nil {
		seen, err := SeeMailbox(ctx, cfg, now)
		if err != nil {
			return mailboxError{err}
		}
		t.Entry("  mailbox     ", seen)
	}
	return nil
}

// printCorrect prints what a correct config says. kept is why the password was not checked, or nil.
func printCorrect(t *term.Terminal, cfg *config.Config, kept error, p rules.Policy, now, next time.Time) {
	loc := p.Location
	t.Printf("%s is correct.\n", cfg.Path)
	from := ""
	if cfg.SMTP.From != "" {
		from = " from " + cfg.SMTP.From
	}
	t.Printf("  reminders   to %s%s by %s:%d (%s)\n", cfg.User.Email, from, cfg.SMTP.Host, cfg.SMTP.Port, cfg.SMTP.TLS)
	if kept != nil {
		t.Printf("  password    not checked: %s\n", kept)
	}
	t.Printf("  time zone   %s, where it is %s\n", loc, phrase.Stamp(now, loc))
	printBusinessDays(t, cfg.Schedule, p.Calendar, rules.DateOf(now, loc))
	t.Printf("  next pass   %s\n", phrase.Stamp(next, loc))
	t.Printf("  database    %s\n", cfg.Store.Path)
	if dir := cfg.Letters.TemplatesDir; dir != "" {
		t.Printf("  letters     %s: %s\n", dir, cmp.Or(strings.Join(cfg.OwnLetters(), ", "), "none of your own"))
	}
}

// checkService returns what the service cannot use: as an error if systemd reported the unit, and as warnings if the
// unit is only assumed to be the packaged one.
func checkService(cfg *config.Config, system service.System, u service.Unit) (warnings []string, err error) {
	warnings = cfg.CheckServiceCommand(system, u)
	faults := cfg.CheckService(system, u)
	if err := errors.Join(faults...); err != nil && u.Asked {
		return nil, config.Errorf("%s: the service cannot use it:\n%w", cfg.Path, err)
	}
	for _, fault := range faults {
		warnings = append(warnings, fault.Error())
	}
	return warnings, nil
}
