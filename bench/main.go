// Command bench provides the tools of the scripts "run" and "counts" in this directory: it fills databases, plays the
// mail server, times whole processes, and counts what they do.
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	tools := map[string]func(context.Context, []string) error{
		"seed": seedCommand, "sink": sinkCommand, "time": timeCommand, "ready": readyCommand, "idle": idleCommand,
		"instructions": instructionsCommand, "peak": peakCommand, "mail": mailCommand, "gate": gateCommand,
	}
	if len(os.Args) < 2 || tools[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: bench TOOL …; see bench/run and bench/counts")
		os.Exit(2)
	}
	if err := tools[os.Args[1]](context.Background(), os.Args[2:]); err != nil {
		fmt.Fprintf(os.Stderr, "bench %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}
