package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
	"followup/cmd/followup/typo"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

// The exit codes. 78 is EX_CONFIG of sysexits.h, which the service unit takes as "do not restart".
const (
	exitFailed = 1
	exitUsage  = 2
	exitConfig = 78
)

// app is what the commands share: the world outside, and the flags that hold everywhere.
type app struct {
	*term.Terminal
	journal bool // stderr is read by systemd's journal
	clock   func() time.Time
	system  service.System

	configPath string // --config
	dbPath     string // --db
}

func usagef(format string, args ...any) error { return usage.Errorf(format, args...) }

// now is the time in whole seconds, which is what the database keeps.
func (a *app) now() time.Time { return a.clock().Truncate(time.Second) }

// run is the program: it does what the arguments say and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	a.Interrupted = ctx.Done()
	out := &output{Writer: a.Out}
	a.Out = out
	root := a.root()
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		a.completeFlags(root) // only then, for it looks at every flag of every command
	}
	root.SetArgs(args)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("what was done is done, but not all of it could be printed: %w", out.err)
	}
	if err == nil {
		return 0
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		a.Warnf("%s", line) // a file that was read, or a server, may have a say in it
	}
	switch {
	case usage.Is(err):
		return exitUsage
	case errors.As(err, new(config.Error)):
		return exitConfig
	}
	return exitFailed
}

// output is where the commands print. It keeps the first error, for hardly any of them looks.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(text []byte) (int, error) {
	n, err := o.Writer.Write(text)
	o.err = cmp.Or(o.err, err)
	return n, err
}

// extraCommands are those of a build with tags: see docs.go.
var extraCommands []func(*app) *cobra.Command

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "followup",
		Short: "Remembers the notes that an interview calls for, and emails you each as a finished draft",
		Long: `followup remembers the notes that a job interview calls for, and emails you a
ready-to-send draft when one is due: a thank-you within 24 hours, a request for
an update once the answer is late, a second one, and a thank-you after a no.
It never writes to an employer by itself.`,
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
	root.PersistentFlags().StringVar(&a.configPath, "config", "", "config file (default: $FOLLOWUP_CONFIG, then your own, then /etc/followup/config.toml)")
	root.PersistentFlags().StringVar(&a.dbPath, "db", "", "database file (default: store.path in the config)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w; see: %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(
		addCommand(a), listCommand(a), showCommand(a), editCommand(a), previewCommand(a),
		sentCommand(a), heardCommand(a), skipCommand(a), snoozeCommand(a), stopCommand(a), undoCommand(a), retryCommand(a), removeCommand(a),
		pauseCommand(a), resumeCommand(a),
		forecastCommand(a), statusCommand(a), importCommand(a), exportCommand(a), a.backupCommand(), a.restoreCommand(),
		a.runCommand(), onceCommand(a), demoCommand(a.Terminal),
		configCommand(a), testMailCommand(a), versionCommand(a),
	)
	for _, extra := range extraCommands {
		root.AddCommand(extra(a))
	}
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { printHelp(a.Terminal, cmd) })
	refuseMore(root)
	return root
}

// noCommand is for a command that only has subcommands.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	cmd.SuggestionsMinimumDistance = 2 // which cobra takes only where it suggests by itself
	if s := cmd.SuggestionsFor(args[0]); len(s) > 0 {
		near := slices.MinFunc(s, func(x, y string) int { return typo.Distance(x, args[0]) - typo.Distance(y, args[0]) })
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return usagef("unknown command %q%s; see: %s --help", args[0], hint, cmd.CommandPath())
}

// refuseMore has the commands that come with cobra take an argument that they do not know for wrong usage, as ours do.
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
			for _, shell := range cmd.Commands() {
				shell.Args = args()
			}
		}
	}
}

// args wants exactly the named arguments.
func args(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usagef("%s is missing; usage: %s", names[len(args)], cmd.UseLine())
		case len(args) > len(names):
			return usagef("%q is one argument too many; usage: %s (words that belong together need quotes)", args[len(names)], cmd.UseLine())
		}
		return nil
	}
}

// atMostOne wants one argument or none.
func atMostOne(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		if len(given) == 0 {
			return nil
		}
		return args(name)(cmd, given)
	}
}

// withCase opens what a command about one interview needs, and hands it over. It is named as [find.Application] reads it.
func (a *app) withCase(ctx context.Context, named string, do func(cfg *config.Config, st *store.Store, p rules.Policy, c rules.Case) error) error {
	return a.withSubject(ctx, named, func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
		return do(cfg, st, p, s.Case)
	})
}

// withStore opens the database that the config names, and hands it over with the policy of the two: what the config says, and
// the pause.
func (a *app) withStore(ctx context.Context, do func(cfg *config.Config, st *store.Store, p rules.Policy) error) (err error) {
	cfg, err := loadConfig(a)
	if err != nil {
		return err
	}
	p, err := cfg.Policy()
	if err != nil {
		return config.Error{Err: err}
	}
	letGroupWrite(cfg.Store.Path)
	st, err := store.Open(ctx, cfg.Store.Path)
	if err != nil {
		return service.ExplainAccess(filepath.Dir(cfg.Store.Path), err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	a.sayUpgraded(st)
	if p.Pause, err = st.Pause(ctx); err != nil {
		return err
	}
	return do(cfg, st, p)
}

// letGroupWrite has the files that SQLite makes beside a database of a group be the group's from the start. It gives them
// the database's mode itself, but a moment after it has made them, in which another user's command may meet them.
func letGroupWrite(database string) {
	if store.Shared(filepath.Dir(database)) {
		unix.Umask(0o007)
	}
}

// These are term's, under the names that the commands which are still to be converted use.
func (a *app) printf(format string, args ...any)              { a.Printf(format, args...) }
func (a *app) entry(label, text string)                       { a.Entry(label, text) }
func (a *app) ask(question, otherwise string) (string, error) { return a.Ask(question, otherwise) }
func (a *app) confirm(question string, values ...any) bool    { return a.Confirm(question, values...) }
func (a *app) table(rows [][]string, urgent ...bool)          { a.Table(rows, urgent...) }

// source is where the config and the database are.
func (a *app) source() config.Source {
	return config.Source{File: a.configPath, Database: a.dbPath, System: a.system}
}

// loadConfig reads the config. If the user may have meant the service's, it says which one is used; the journal has that
// from the daemon.
func loadConfig(a *app) (*config.Config, error) {
	source := a.source()
	cfg, err := source.Load()
	if err == nil && !a.journal && source.Ambiguous(cfg) {
		a.Warnf("using %s and %s; the service's config is %s, which --config or $FOLLOWUP_CONFIG can name",
			cfg.Path, cfg.Store.Path, a.system.Config)
	}
	return cfg, err
}

// view returns what prints under a policy, as of now.
func (a *app) view(p rules.Policy) view.Printer { return view.New(a.Terminal, p, a.now()) }
