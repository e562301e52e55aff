package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/usage"
	"followup/typo"
)

// The help lists the commands of a group by importance, not by name.
func init() { cobra.EnableCommandSorting = false }

// extraCommands are the commands of a build with tags: see docs.go.
var extraCommands []func(*world) *cobra.Command

func rootCommand(w *world) *cobra.Command {
	root := &cobra.Command{
		Use:   "followup",
		Short: "Remembers the notes to write after job interviews, and emails you a finished draft of each",
		Long: `followup remembers the notes to write after a job interview, and emails you a
ready-to-send draft when one is due: a thank-you within 24 hours, a request for
an update once the answer is late, a second request, and a thank-you after a
rejection. It never writes to an employer itself.`,
		Example: `  followup demo
  followup config init
  followup add --company Acme --role "data engineer" \
    --at "yesterday 14:00" --with "Jo Smith <jo@acme.test>"
  followup run`,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(w.Out) // at once, because the commands for completion look for it only when they are made
	root.SetErr(w.Err)
	root.PersistentFlags().StringVar(&w.configPath, "config", "",
		"config file (default: $FOLLOWUP_CONFIG, else your own, else /etc/followup/config.toml)")
	root.PersistentFlags().StringVar(&w.dbPath, "db", "", "database file (default: store.path in the config)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage.Errorf("%w; see: %s --help", err, cmd.CommandPath())
	})
	group(root, "everyday", "Every day:",
		addCommand(w), listCommand(w), showCommand(w), editCommand(w), previewCommand(w), sentCommand(w),
		heardCommand(w))
	group(root, "waiting", "Waiting:",
		snoozeCommand(w), skipCommand(w), stopCommand(w), pauseCommand(w), resumeCommand(w), undoCommand(w),
		forecastCommand(w))
	group(root, "daemon", "The daemon:", runCommand(w), onceCommand(w), statusCommand(w))
	group(root, "data", "Data and setup:",
		demoCommand(w.Terminal), configCommand(w), loginCommand(w), testMailCommand(w), importCommand(w),
		exportCommand(w), ingestCommand(w), backupCommand(w), restoreCommand(w), retryCommand(w), removeCommand(w),
		versionCommand(w))
	root.SetHelpCommandGroupID("data")
	root.SetCompletionCommandGroupID("data")
	for _, extra := range extraCommands {
		root.AddCommand(extra(w))
	}
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { printHelp(w.Terminal, cmd) })
	explainID(root)
	refuseMore(root)
	return root
}

// group adds commands to root, under a title of their own in the help.
func group(root *cobra.Command, id, title string, cmds ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: id, Title: title})
	for _, cmd := range cmds {
		cmd.GroupID = id
	}
	root.AddCommand(cmds...)
}

// noCommand accepts no arguments. It is for a command that only has subcommands.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	cmd.SuggestionsMinimumDistance = 2 // cobra sets its default only where it makes the suggestions itself
	if s := cmd.SuggestionsFor(args[0]); len(s) > 0 {
		near := slices.MinFunc(s, func(x, y string) int {
			return typo.Distance(x, args[0]) - typo.Distance(y,
				args[0])
		})
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return usage.Errorf("unknown command %q%s; see: %s --help", args[0], hint, cmd.CommandPath())
}

// refuseMore makes the commands that come with cobra reject unknown arguments as wrong usage, as ours do.
func refuseMore(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Args = func(_ *cobra.Command, topic []string) error {
				found, rest, err := root.Find(topic)
				if err == nil && found.HasSubCommands() {
					err = noCommand(found, rest)
				}
				return err
			}
		case "completion":
			cmd.Args, cmd.RunE = noCommand, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, sub := range cmd.Commands() {
				sub.Args = exactArgs()
			}
		}
	}
}

// exactArgs accepts exactly the named arguments.
func exactArgs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usage.Errorf("%s is missing; usage: %s", names[len(args)], cmd.UseLine())
		case len(args) > len(names):
			return usage.Errorf("%q is one argument too many; usage: %s (put quotes around words that belong together)",
				args[len(names)], cmd.UseLine())
		}
		return nil
	}
}

// atMostOne accepts one argument or none.
func atMostOne(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		if len(given) == 0 {
			return nil
		}
		return exactArgs(name)(cmd, given)
	}
}
