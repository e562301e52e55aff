package main

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/setup"
	"followup/cmd/followup/usage"
	"followup/mailer/letters"
	"followup/rules"
)

func configCommand(w *world) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Write, check or show the configuration",
		Example: "  followup config init\n  followup config check",
		Args:    noCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(configInitCommand(w), configCheckCommand(w), configShowCommand(w), configHolidaysCommand(w),
		configLettersCommand(w))
	return cmd
}

func configInitCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a config file with every key, its default and what it means",
		Long: `Write a config file with every key, its default and what it means. It is your own
config, or, if root runs this where the package is installed, the service's,
/etc/followup/config.toml; --config or $FOLLOWUP_CONFIG names another. On a
terminal it first asks for your name and your mail account, knows the servers of the
common providers, and tries them if you like. Run again, it changes what you answer
otherwise, keeps everything else, and leaves the old file beside it (.old). Without a
terminal, an existing file is an error.`,
		Example: "  followup config init\n  sudo followup config init",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return setup.Init{Terminal: w.Terminal, Source: w.source(), Now: w.clock}.Run(cmd.Context())
		},
	}
}

func configCheckCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the configuration, without sending anything",
		Long: `Check the configuration: every key, the time zone, the schedule and the letters.
For the service's config it also reports which files the service cannot read: its
user may lack the rights, and its unit hides /home, /root and /tmp from it.
It logs in to the mailbox, if that is looked at, and reads the names of the folders. It
does not connect to the outgoing mail server; test-mail does.`,
		Example: "  followup config check\n  sudo followup config check",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := loadConfig(w)
			if err != nil {
				return err
			}
			return setup.Check(cmd.Context(), w.Terminal, cfg, w.system, w.now())
		},
	}
}

func configShowCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:     "show",
		Short:   "Print the configuration in effect, with defaults, and with secrets hidden",
		Example: "  followup config show",
		Args:    exactArgs(),
		RunE: func(*cobra.Command, []string) error {
			cfg, err := loadConfig(w)
			if err != nil {
				return err
			}
			w.Printf("# %s\n", cfg.Where())
			enc := toml.NewEncoder(w.Out)
			enc.Indent = ""
			return enc.Encode(cfg)
		},
	}
}

func configHolidaysCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "holidays [CODE]",
		Short: "List the countries whose public holidays are known, or the days of one",
		Long: `List the countries and regions whose public holidays are known. With a code, list the
days of that country or region until the end of the next year, its usual weekend, and
which of its holidays are not known. schedule.country in the config names yours.`,
		Example: "  followup config holidays\n  followup config holidays CH-ZH",
		Args:    atMostOne("CODE"),

		ValidArgsFunction: completePlace,

		RunE: func(_ *cobra.Command, args []string) error {
			// It reads no config, because one with a wrong code is when it is needed.
			if len(args) == 0 {
				setup.ListPlaces(w.Terminal)
				return nil
			}
			place, err := config.FindPlace(args[0])
			if err != nil {
				return usage.Errorf("%w", err)
			}
			setup.ListHolidays(w.Terminal, place, rules.DateOf(w.now(), time.Local))
			return nil
		},
	}
}

func configLettersCommand(w *world) *cobra.Command {
	var language string
	cmd := &cobra.Command{
		Use:   "letters DIR",
		Short: "Write the built-in letters to a folder, for you to reword",
		Long: `Write the built-in letters to a folder, for you to reword, together with a README.md
that lists the fields a letter may use. Change the letters you like and delete the
others; letters.templates_dir in the config names the folder. Letters in another
language than user.language belong in a folder in it: "de" for German. Existing
files are never overwritten.`,
		Example: `  followup config letters ~/.config/followup/letters
  followup config letters --language de ~/.config/followup/letters/de`,
		Args: exactArgs("DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] == "" {
				return usage.Errorf("DIR is empty; name the folder to write the letters to")
			}
			dir, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			code, err := letters.ParseLanguage(language)
			if err != nil {
				return usage.Errorf("--language %w", err)
			}
			if err := setup.WriteLetters(letters.In(code), dir); err != nil {
				return err
			}
			w.Printf("Wrote the letters to %s, and README.md, which says what they may contain.\n"+
				"Change those you like and delete the others. Then add this to your config, and check it:\n"+
				"  [letters]\n  templates_dir = %q\n  followup config check\n", dir, dir)
			return nil
		},
	}
	cmd.Flags().StringVar(&language, "language", "en",
		"the language of the letters: "+strings.Join(letters.Languages(), ", "))
	return cmd
}
