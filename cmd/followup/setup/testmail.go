package setup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
	"followup/rules/outbox"
)

// TestMail sends the user a short mail and prints what the server answered. It also tries the mailbox, if that is
// looked at.
func TestMail(ctx context.Context, t *term.Terminal, cfg *config.Config, now time.Time) error {
	m, _, err := cfg.NewPost(ctx, "test")
	if err != nil {
		return err
	}
	if err := cfg.CheckPassword(ctx); errors.As(err, new(config.ServiceSecret)) {
		return err
	}
	msg, err := m.TestMessage(now)
	if err != nil {
		return err
	}
	defer m.Hangup()
	reply := m.Deliver(ctx, msg)
	if reply.Outcome != outbox.Accepted {
		return fmt.Errorf("%s:%d did not accept the mail: %s", cfg.SMTP.Host, cfg.SMTP.Port, reply.Text)
	}
	t.Printf("%s:%d accepted the mail to %s (%s). Check your inbox.\n",
		cfg.SMTP.Host, cfg.SMTP.Port, cfg.User.Email, reply.Text)
	if !cfg.Mailbox.IsOn() {
		return nil
	}
	seen, err := SeeMailbox(ctx, cfg, now)
	if err != nil {
		return mailboxError{err}
	}
	t.Entry("", seen+".")
	return nil
}
