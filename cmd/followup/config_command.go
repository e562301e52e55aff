package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

func (a *app) configInitCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a config file with every key, its default and what it means",
		Long: `Write a config file with every key, its default and what it means: your own, or,
as root, the system's; --config names another. An existing file is left alone.`,
		Example: "  followup config init",
		Args:    args(),
		RunE: func(*cobra.Command, []string) error {
			path := a.configPath
			switch {
			case path != "":
			case os.Geteuid() == 0:
				path = a.systemConfig
			default:
				if path = userConfig(); path == "" {
					return errors.New("there is no home directory to put it in; pass --config FILE")
				}
			}
			if err := writeNew(path, exampleConfig); err != nil {
				return err
			}
			a.printf("Wrote %s.\nFill in user.name, user.email and the [smtp] account there, then run:\n"+
				"  followup config check\n  followup test-mail\n  followup run\n", path)
			return nil
		},
	}
}

// writeNew writes a file that only its owner can read, for it may come to hold a password. It never overwrites.
func writeNew(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; edit it, or pass --config FILE to write another", path)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
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
