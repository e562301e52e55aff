// Command followup remembers the notes to write after a job interview, and emails the job seeker a ready-to-send draft
// when one is due.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // a small machine may have no zone files

	"github.com/coreos/go-systemd/v22/journal"

	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	w := &world{
		Terminal: term.Open(os.Stdin, os.Stdout, os.Stderr), journal: isJournal(), clock: time.Now,
		system: service.Machine,
	}
	code := w.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// isJournal reports whether systemd's journal reads standard error. If that is unknown it returns false, which only
// means that log lines have no priorities.
func isJournal() bool {
	is, err := journal.StderrIsJournalStream()
	return is && err == nil
}
