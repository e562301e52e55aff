package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"followup/cmd/followup/config"
	"followup/cmd/followup/enter"
	"followup/cmd/followup/find"
	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer/oauth"
	"followup/rules"
	"followup/rules/people"
	"followup/store"
)

// The exit codes. 78 is EX_CONFIG of sysexits.h; the service unit does not restart the daemon after it. 75 is
// EX_TEMPFAIL; a mail server tries a mail again after it, and tells the sender that it failed after any other but 0.
const (
	exitFailed = 1
	exitUsage  = 2
	exitAgain  = 75
	exitConfig = 78
)

// A world is what all commands share: the terminal, the clock, the machine's service, and the global flags.
type world struct {
	*term.Terminal
	journal bool // systemd's journal reads standard error
	clock   func() time.Time
	begun   time.Time // when the command began
	system  service.System
	issuer  oauth.Issuer // of logins; the zero value is Microsoft

	configPath string // --config
	dbPath     string // --db
}

// now returns the time at which the command began, so that all of it agrees.
func (w *world) now() time.Time { return w.begun }

// readClock returns the current time in whole seconds, the precision of the database.
func (w *world) readClock() time.Time { return w.clock().Truncate(time.Second) }

// run runs the program with its arguments, without the name, and returns the exit code.
func (w *world) run(ctx context.Context, args []string) int {
	w.begun = w.readClock()
	w.Interrupted = ctx.Done()
	out := &term.Output{Writer: w.Out}
	w.Out = out
	root := rootCommand(w)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		completeFlags(w, root) // only then, because it visits every flag of every command
	}
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil && out.Err != nil {
		err = fmt.Errorf("the command has done its work, but could not print all of its output: %w", out.Err)
	}
	if err == nil {
		return 0
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		w.Warnf("%s", line) // line by line, because the text may come from a file or a server
	}
	switch {
	case cmd.Name() == ingestName:
		return exitAgain
	case usage.Is(err):
		return exitUsage
	case errors.As(err, new(config.Error)):
		return exitConfig
	}
	return exitFailed
}

// withCase opens the database and calls do with the application that named refers to; see [find.Application].
func (w *world) withCase(
	ctx context.Context, named string, choose find.Chooser,
	do func(st *store.Store, p rules.Policy, c rules.Case) error,
) error {
	return w.withSubject(ctx, named, choose, func(_ *config.Config, st *store.Store, p rules.Policy,
		s find.Subject) error {
		return do(st, p, s.Case)
	})
}

// withSubject is like withCase, for a command that may be about one of the interviews.
func (w *world) withSubject(
	ctx context.Context, named string, choose find.Chooser,
	do func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error,
) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		s, err := find.OrAsk(ctx, w.Terminal, st, p, named, choose)
		if err != nil {
			return err
		}
		w.view(p).WarnOfClock(st)
		if err := do(cfg, st, p, s); err != nil {
			return s.About(err)
		}
		s.TellChosen(w.Terminal)
		return nil
	})
}

// withStore opens the database that the config names, calls do, and closes it. The policy is that of the config, with
// the pause from the database.
func (w *world) withStore(
	ctx context.Context, do func(cfg *config.Config, st *store.Store, p rules.Policy) error,
) (err error) {
	cfg, err := loadConfig(w)
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
	if before := st.Before(); before != "" {
		w.Warnf("the database was upgraded; the old one is kept as %s", before)
	}
	if p.Pause, err = st.Pause(ctx); err != nil {
		return err
	}
	return do(cfg, st, p)
}

// letGroupWrite sets the umask so that the files that SQLite creates beside a group's database are writable for the
// group from the start. SQLite copies the mode of the database to them, but only a moment after it has created them,
// and another user's command may open them in between.
func letGroupWrite(database string) {
	if store.Shared(filepath.Dir(database)) {
		unix.Umask(0o007)
	}
}

// source returns where to look for the config and the database.
func (w *world) source() config.Source {
	return config.Source{File: w.configPath, Database: w.dbPath, System: w.system, Now: w.clock, Issuer: w.issuer}
}

// loadConfig reads the config. If the user may have meant the service's config, it prints which one is used, except
// in the journal, where the daemon logs it.
func loadConfig(w *world) (*config.Config, error) {
	source := w.source()
	cfg, err := source.Load()
	if err == nil && !w.journal && source.Ambiguous(cfg) {
		w.Warnf("using %s and %s; to use the service's config, name it with --config or $FOLLOWUP_CONFIG: %s",
			cfg.Path, cfg.Store.Path, w.system.Config)
	}
	return cfg, err
}

// view returns a printer for the terminal, as of now.
func (w *world) view(p rules.Policy) view.Printer { return view.New(w.Terminal, p, w.now()) }

// dialogue returns what records in a store.
func (w *world) dialogue(cfg *config.Config, st *store.Store, p rules.Policy) enter.Dialogue {
	user := people.User{Name: cfg.User.Name, Address: cfg.User.Email}
	return enter.Dialogue{Printer: w.view(p), Store: st, User: user, Language: cfg.User.NewLanguage()}
}
