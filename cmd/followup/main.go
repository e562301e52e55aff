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

	"github.com/mattn/go-isatty"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	a := &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, interactive: isTerminal(os.Stdin) && isTerminal(os.Stdout),
		colour: isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		clock:  time.Now, systemConfig: "/etc/followup/config.toml",
	}
	code := a.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// isTerminal tells whether a person sits at the other end of a file. That /dev/null is a device as well does not make it one.
func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }
