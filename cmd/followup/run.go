package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/daemon"
	"followup/rules"
	"followup/store"
)

func runCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Run the daemon, which emails you what is due",
		Long: `Run the daemon. It makes a pass at the start and on every tick of schedule.tick. It
stops on SIGTERM or SIGINT, or when its terminal is closed, after finishing a mail that
is being sent. On SIGHUP it reloads its config and letters; if they contain a mistake,
it keeps the old ones.`,
		Example: "  followup run\n  followup run --config /etc/followup/config.toml",
		Args:    exactArgs(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runRun(cmd.Context(), w) },
	}
}

func runRun(ctx context.Context, w *world) error {
	return withDaemon(ctx, w, func(d *daemon.Daemon) error {
		if w.Interactive {
			w.Printf("Running; press Ctrl-C to stop.\n")
		}
		return d.Serve(ctx)
	})
}

// withDaemon opens the daemon, calls do, and closes it. Only one daemon at a time can be open for a database.
func withDaemon(ctx context.Context, w *world, do func(d *daemon.Daemon) error) error {
	host := daemon.Host{
		Now: w.readClock, Log: w.Err, Journal: w.journal, Version: version(), HungUp: w.Closed,
		Load: func() (*config.Config, error) { return loadConfig(w) },
	}
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		d, err := daemon.Open(ctx, host, cfg, st, p)
		if err != nil {
			return err
		}
		return errors.Join(do(d), d.Close())
	})
}
