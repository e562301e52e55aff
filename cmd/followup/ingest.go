package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"followup/cmd/followup/config"
	"followup/cmd/followup/ingest"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// ingestName is the name of the command whose exit code a mail server reads.
const ingestName = "ingest"

func ingestCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   ingestName + " <MAIL",
		Short: "Do what a mail says that you sent to yourself; for the filter of a mail server",
		Long: `Do what a mail says that you sent to yourself: one that a button in a reminder opened,
or a reply to a reminder whose first line is a command, such as "undecided until friday".
It reads one mail from its standard input. A filter of your mail server starts it, for
every mail or only for those from you; docs/daily-use.md has the lines for Sieve,
procmail and Postfix. Set mailbox.ingest in the config first.

What is not from you, to you alone and with a token of a reminder is ignored: nothing of
it is stored, logged or answered. The exit code is 0, or 75 if the mail should be tried again, never another.`,
		Example: "  followup ingest <mail.eml",
		Args:    exactArgs(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runIngest(cmd.Context(), w) },
	}
}

// runIngest returns an error if the mail should be tried again, and not after the third try.
func runIngest(ctx context.Context, w *world) (err error) {
	defer recoverInto(&err)
	signal.Ignore(unix.SIGPIPE) // of whoever reads the output, which is no part of the work
	mail, err := ingest.Receive(w.In)
	if err != nil {
		return err
	}
	tries := ingest.NewTries()
	err = ingestMail(ctx, w, mail)
	if refusal := new(ingest.Refusal); errors.As(err, refusal) {
		w.Warnf("not done: %s", refusal.Reason)
		err = nil
	}
	switch {
	case err == nil:
		tries.Done(mail.Hash)
		return nil
	case ctx.Err() != nil: // it was told to stop, which says nothing about the mail
		return err
	}
	if n, countErr := tries.Failed(mail.Hash, w.now()); countErr != nil || n >= ingest.MaxTries {
		w.Warnf("given up: %s", errors.Join(err, countErr))
		return nil
	}
	return err
}

// recoverInto turns a panic into an error. The exit code of a program that panics makes a mail server tell the sender
// that the mail was refused.
func recoverInto(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
	}
}

// ingestMail does what a mail says.
func ingestMail(ctx context.Context, w *world, mail ingest.Mail) (err error) {
	defer recoverInto(&err)
	m, err := mail.Read("")
	if err != nil || m.Automatic != "" {
		return nil // it is somebody's mail, and no command; the reminders come through here, too
	}
	_, err = command.FindTag(m.Subject, m.References)
	if errors.Is(err, command.ErrNoTag) {
		return nil
	}
	if err != nil {
		return ingest.Refusal{Reason: err.Error()}
	}
	cfg, err := loadConfig(w)
	if err != nil {
		return err
	}
	if !cfg.Mailbox.Ingest {
		return ingest.Refusal{Reason: "mailbox.ingest is false in the config"}
	}
	if _, err := os.Stat(cfg.Store.Path); err != nil { // opening it would create it
		return fmt.Errorf("looking for the database: %w", err)
	}
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		if m, err = mail.Read(cfg.Mailbox.AuthservID); err != nil {
			return err
		}
		desk, err := ingest.NewDesk(ctx, cfg, st, p)
		if err != nil {
			return err
		}
		var results []ingest.Result
		err = st.Telling(ctx, w.now(), func(t *store.Telling) error {
			results, err = desk.Do(t, w.now(), m)
			return err
		})
		if err != nil {
			return err
		}
		for _, r := range results {
			if r.Err != nil {
				return r.Err
			}
			w.Printf("%s\n", r.Done)
		}
		return nil
	})
}
