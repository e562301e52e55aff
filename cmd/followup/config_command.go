package main

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

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
letters. It opens no connection; test-mail does.`,
		Example: "  followup config check",
		Args:    args(),
		RunE: func(*cobra.Command, []string) error {
			cfg, err := a.loadConfig()
			if err != nil {
				return err
			}
			_, p, err := a.newMailer(cfg, "check")
			if err != nil {
				return err
			}
			if err := cfg.SMTP.checkPassword(cfg.path); err != nil {
				return configError{fmt.Errorf("%s: %w", cfg.where(), err)}
			}
			schedule, err := scheduler.ParseSchedule(cfg.Schedule.Tick, p.Location, a.now())
			if err != nil {
				return configError{fmt.Errorf("%s: schedule.tick: %w", cfg.where(), err)}
			}
			if warning := schedule.Warning(a.now()); warning != "" {
				a.printf("warning: schedule.tick: %s\n", warning)
			}
			a.printf("%s is right.\n", cfg.path)
			a.printf("  reminders   to %s by %s:%d (%s)\n", cfg.User.Email, cfg.SMTP.Host, cfg.SMTP.Port, cfg.SMTP.TLS)
			a.printf("  time zone   %s, where it is %s\n", p.Location, stamp(a.now(), p.Location))
			a.printf("  next look   %s\n", stamp(schedule.Next(a.now()), p.Location))
			a.printf("  database    %s\n", cfg.Store.Path)
			if dir := cfg.Letters.TemplatesDir; dir != "" {
				a.printf("  letters     %s: %s\n", dir, strings.Join(replaced(dir), ", "))
			}
			return nil
		},
	}
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
			enc := toml.NewEncoder(a.stdout)
			enc.Indent = ""
			return enc.Encode(cfg)
		},
	}
}
