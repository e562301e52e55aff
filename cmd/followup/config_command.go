package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/service"
	"followup/mailer/shell"
	"followup/scheduler"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Write, check or show the configuration",
		Args:  noCommand,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.configInitCommand(), a.configCheckCommand(), a.configShowCommand(), a.configLettersCommand())
	return cmd
}

func (a *app) configCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Say whether the configuration is right, as far as that can be told without sending",
		Long: `Say whether the configuration is right: every key, the zone, the schedule, the
letters. Of the service's config it also says what the service could not see: its
user may not read what you may, and its unit hides /home, /root and /tmp from it.
It opens no connection; test-mail does.`,
		Example: "  followup config check\n  sudo followup config check",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := loadConfig(a)
			if err != nil {
				return err
			}
			return a.checkConfig(cmd.Context(), cfg)
		},
	}
}

func (a *app) checkConfig(ctx context.Context, cfg *config.Config) error {
	u := a.system.ReadUnit(ctx)
	ofUnit := u.Loaded && (cfg.Path == u.Config || service.SameFile(cfg.Path, u.Config))
	if u.Loaded && !ofUnit {
		fmt.Fprintf(a.Err, "followup: this is %s; the service %s reads %s, "+
			"which is checked by: followup config check --config %s\n",
			clean(cfg.Where()), filepath.Base(a.system.Unit), clean(u.Config), shell.Word(clean(u.Config)))
	}
	_, p, err := cfg.NewPost(ctx, "check")
	if err != nil {
		return err
	}
	err = cfg.CheckPassword(ctx)
	kept := new(config.ServiceSecret)
	if err != nil && !errors.As(err, kept) {
		return config.Errorf("%s: %w", cfg.Where(), err)
	}
	schedule, err := scheduler.ParseSchedule(cfg.Schedule.Tick, p.Location, a.now())
	if err != nil {
		return config.Errorf("%s: schedule.tick: %w", cfg.Where(), err)
	}
	var warnings []string
	if warning := schedule.Warning(a.now()); warning != "" {
		warnings = append(warnings, "schedule.tick: "+warning)
	}
	if ofUnit {
		warnings = append(warnings, cfg.CheckServiceCommand(a.system, u)...)
		faults := cfg.CheckService(a.system, u)
		if err := errors.Join(faults...); err != nil && u.Asked {
			return config.Errorf("%s: the service could not use it:\n%w", cfg.Path, err)
		}
		for _, fault := range faults { // by the packaged unit, which may not be in force
			warnings = append(warnings, fault.Error())
		}
	}
	for _, warning := range warnings {
		a.printf("warning: %s\n", warning)
	}
	a.printf("%s is right.\n", cfg.Path)
	a.printf("  reminders   to %s by %s:%d (%s)\n", cfg.User.Email, cfg.SMTP.Host, cfg.SMTP.Port, cfg.SMTP.TLS)
	if kept.Err != nil {
		a.printf("  password    not looked at: %s\n", kept)
	}
	a.printf("  time zone   %s, where it is %s\n", p.Location, stamp(a.now(), p.Location))
	a.printf("  next look   %s\n", stamp(schedule.Next(a.now()), p.Location))
	a.printf("  database    %s\n", cfg.Store.Path)
	if dir := cfg.Letters.TemplatesDir; dir != "" {
		a.printf("  letters     %s: %s\n", dir, cmp.Or(strings.Join(cfg.OwnLetters(), ", "), "none of your own"))
	}
	return nil
}

func (a *app) configShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show",
		Short:   "Print the configuration in effect, defaults included and the password hidden",
		Example: "  followup config show",
		Args:    args(),
		RunE: func(*cobra.Command, []string) error {
			cfg, err := loadConfig(a)
			if err != nil {
				return err
			}
			a.printf("# %s\n", cfg.Where())
			enc := toml.NewEncoder(a.Out)
			enc.Indent = ""
			return enc.Encode(cfg)
		},
	}
}
