package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

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
			cfg, err := a.loadConfig()
			if err != nil {
				return err
			}
			return a.checkConfig(cmd.Context(), cfg)
		},
	}
}

func (a *app) checkConfig(ctx context.Context, cfg *Config) error {
	u := a.system.readUnit(ctx)
	ofUnit := u.there && (cfg.path == u.config || sameFile(cfg.path, u.config))
	if u.there && !ofUnit {
		fmt.Fprintf(a.Err, "followup: this is %s; the service %s reads %s, "+
			"which is checked by: followup config check --config %s\n",
			clean(cfg.where()), filepath.Base(a.system.unit), clean(u.config), shell.Word(clean(u.config)))
	}
	_, p, err := a.newMailer(ctx, cfg, "check")
	if err != nil {
		return err
	}
	err = cfg.checkPassword(ctx)
	kept := new(serviceSecret)
	if err != nil && !errors.As(err, kept) {
		return configError{fmt.Errorf("%s: %w", cfg.where(), err)}
	}
	schedule, err := scheduler.ParseSchedule(cfg.Schedule.Tick, p.Location, a.now())
	if err != nil {
		return configError{fmt.Errorf("%s: schedule.tick: %w", cfg.where(), err)}
	}
	var warnings []string
	if warning := schedule.Warning(a.now()); warning != "" {
		warnings = append(warnings, "schedule.tick: "+warning)
	}
	if ofUnit {
		warnings = append(warnings, a.commandSeenByService(cfg, u)...)
		faults := a.seenByService(cfg, u)
		if err := errors.Join(faults...); err != nil && u.asked {
			return configError{fmt.Errorf("%s: the service could not use it:\n%w", cfg.path, err)}
		}
		for _, fault := range faults { // by the packaged unit, which may not be in force
			warnings = append(warnings, fault.Error())
		}
	}
	for _, warning := range warnings {
		a.printf("warning: %s\n", warning)
	}
	a.printf("%s is right.\n", cfg.path)
	a.printf("  reminders   to %s by %s:%d (%s)\n", cfg.User.Email, cfg.SMTP.Host, cfg.SMTP.Port, cfg.SMTP.TLS)
	if kept.error != nil {
		a.printf("  password    not looked at: %s\n", kept)
	}
	a.printf("  time zone   %s, where it is %s\n", p.Location, stamp(a.now(), p.Location))
	a.printf("  next look   %s\n", stamp(schedule.Next(a.now()), p.Location))
	a.printf("  database    %s\n", cfg.Store.Path)
	if dir := cfg.Letters.TemplatesDir; dir != "" {
		a.printf("  letters     %s: %s\n", dir, strings.Join(replaced(dir), ", "))
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
			cfg, err := a.loadConfig()
			if err != nil {
				return err
			}
			a.printf("# %s\n", cfg.where())
			enc := toml.NewEncoder(a.Out)
			enc.Indent = ""
			return enc.Encode(cfg)
		},
	}
}
