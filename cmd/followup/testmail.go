package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules/outbox"
)

func (a *app) testMailCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "test-mail",
		Short:   "Send yourself a short mail, to see that the account works",
		Example: "  followup test-mail",
		Args:    args(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.testMail(cmd.Context()) },
	}
}

func (a *app) testMail(ctx context.Context) error {
	cfg, err := loadConfig(a)
	if err != nil {
		return err
	}
	m, _, err := cfg.NewPost(ctx, "test")
	if err != nil {
		return err
	}
	if err := cfg.CheckPassword(ctx); errors.As(err, new(config.ServiceSecret)) {
		return err
	}
	msg, err := m.TestMessage(a.clock())
	if err != nil {
		return err
	}
	defer m.Hangup()
	reply := m.Deliver(ctx, msg)
	if reply.Outcome != outbox.Accepted {
		return fmt.Errorf("%s:%d did not take the mail: %s", cfg.SMTP.Host, cfg.SMTP.Port, reply.Text)
	}
	a.printf("%s:%d took the mail to %s (%s). Look into your inbox.\n",
		cfg.SMTP.Host, cfg.SMTP.Port, cfg.User.Email, reply.Text)
	return nil
}
