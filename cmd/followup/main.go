// Command followup remembers the notes that a job interview calls for and emails the job seeker a ready-to-send draft
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
	"github.com/mattn/go-isatty"
	"golang.org/x/sys/unix"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	a := &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, interactive: isTerminal(os.Stdin) && isTerminal(os.Stdout),
		colour:  isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		width:   terminalWidth(os.Stdout),
		journal: isJournal(), clock: time.Now, system: machine,
	}
	code := a.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// isTerminal reports whether a person sits at the other end of a file. That /dev/null is a device as well does not make it one.
func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }

// usualWidth is that of a terminal that does not tell its own.
const usualWidth = 80

// terminalWidth is how many columns the terminal has that f is, or 0 if it is none.
func terminalWidth(f *os.File) int {
	if !isTerminal(f) {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil || size.Col == 0 {
		return usualWidth
	}
	return int(size.Col)
}

// isJournal reports whether systemd's journal reads standard error. What it cannot tell is a no: the log is the same but
// for its priorities.
func isJournal() bool {
	is, err := journal.StderrIsJournalStream()
	return is && err == nil
}
