package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
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

// world is what the commands share: the world outside, and the flags that hold everywhere.
type world struct {
	*term.Terminal
	journal bool // stderr is read by systemd's journal
	clock   func() time.Time
	system  service.System

	configPath string // --config
	dbPath     string // --db
}

func usagef(format string, args ...any) error { return usage.Errorf(format, args...) }

// now is the time in whole seconds, which is what the database keeps.
func (w *world) now() time.Time { return w.clock().Truncate(time.Second) }

// run is the program: it does what the arguments say and returns the exit code.
func (w *world) run(ctx context.Context, args []string) int {
	w.Interrupted = ctx.Done()
	out := &output{Writer: w.Out}
	w.Out = out
	root := rootCommand(w)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		completeFlags(w, root) // only then, for it looks at every flag of every command
	}
	root.SetArgs(args)
	root.SetOut(w.Out)
	root.SetErr(w.Err)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("what was done is done, but not all of it could be printed: %w", out.err)
	}
	if err == nil {
		return 0
	}
	for _, line := range strings.Split(err.Error(), "\n") {
		w.Warnf("%s", line) // a file that was read, or a server, may have a say in it
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

// withCase opens the database, and hands over the application that is named as [find.Application] reads it.
func (w *world) withCase(
	ctx context.Context, named string, do func(st *store.Store, p rules.Policy, c rules.Case) error,
) error {
	return w.withSubject(ctx, named, func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
		return do(st, p, s.Case)
	})
}

// withSubject is withCase for a command that may be about one of the interviews.
func (w *world) withSubject(
	ctx context.Context, named string, do func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error,
) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		s, err := find.Application(ctx, st, p.Location, named)
		if err != nil {
			return err
		}
		w.view(p).WarnOfClock(st)
		return do(cfg, st, p, s)
	})
}

// withStore opens the database that the config names, and hands it over with the policy of the two: what the config says, and
// the pause.
func (w *world) withStore(ctx context.Context, do func(cfg *config.Config, st *store.Store, p rules.Policy) error) (err error) {
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
		w.Warnf("the database was brought up to date; as it was before, it is kept as %s", before)
	}
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

// source is where the config and the database are.
func (w *world) source() config.Source {
	return config.Source{File: w.configPath, Database: w.dbPath, System: w.system}
}

// loadConfig reads the config. If the user may have meant the service's, it says which one is used; the journal has that
// from the daemon.
func loadConfig(w *world) (*config.Config, error) {
	source := w.source()
	cfg, err := source.Load()
	if err == nil && !w.journal && source.Ambiguous(cfg) {
		w.Warnf("using %s and %s; the service's config is %s, which --config or $FOLLOWUP_CONFIG can name",
			cfg.Path, cfg.Store.Path, w.system.Config)
	}
	return cfg, err
}

// view returns what prints under a policy, as of now.
func (w *world) view(p rules.Policy) view.Printer { return view.New(w.Terminal, p, w.now()) }
