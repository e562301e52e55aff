package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

// courier stands in for a mail server during a pass. It counts what it delivers, and checks in the file, with its own
// connection, that what it gets was committed.
type courier struct {
	t     *testing.T
	look  *sql.DB
	times map[string]int // by Message-ID
	fault bool           // the server is down for the next message
}

func newCourier(t *testing.T, path string) *courier {
	look := openPool(path)
	t.Cleanup(func() { look.Close() })
	return &courier{t: t, look: look, times: map[string]int{}}
}

func (c *courier) Compose(_ rules.Case, s rules.Step, _ []rules.Step, _ time.Time) (rules.Message, error) {
	id := fmt.Sprintf("<%d.%s.%v.%d@acme.test>", s.Number(), s.Kind, s.LastCall, s.Round)
	var drafts []rules.Draft
	for _, p := range s.To {
		drafts = append(drafts, rules.Draft{To: p, Subject: "Thank you", Body: fmt.Sprintf("Dear %s,\n", p)})
	}
	return rules.Message{
		ID: id, Subject: "Send today", Drafts: drafts,
		Bytes: []byte("Message-ID: " + id + "\r\n" + strings.Repeat("words ", 1000)),
	}, nil
}

func (c *courier) Deliver(_ context.Context, m rules.Message) outbox.Reply {
	var stored []byte
	err := c.look.QueryRow(`
		SELECT bytes FROM messages JOIN reminders ON reminders.id = reminder_id
		WHERE state = 'sending' AND message_id = ?1
		UNION
		SELECT bytes FROM notices WHERE next_attempt_at IS NOT NULL AND message_id = ?1`, m.ID).Scan(&stored)
	if err != nil || string(stored) != string(m.Bytes) {
		c.t.Errorf("%s was handed over, but its claim is not on the disk: %v", m.ID, err)
	}
	if c.fault {
		c.fault = false
		return outbox.Reply{Outcome: outbox.ChannelFault, Text: "connection refused"}
	}
	c.times[m.ID]++
	return outbox.Reply{Outcome: outbox.Accepted, Text: "250 OK"}
}

func (c *courier) Check(context.Context) error { return nil }

func (c *courier) Hangup() { /* it keeps no connection */ }

// passOver returns a daemon's pass over the store at the time *now.
func passOver(s *Store, c *courier, now *time.Time) *scheduler.Pass {
	return &scheduler.Pass{
		Store: s, Composer: c, Courier: c, Policy: rules.DefaultPolicy(time.UTC), Now: func() time.Time { return *now },
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Seed: "test",
	}
}
