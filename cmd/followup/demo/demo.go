// Package demo shows what the program does: it plays the story of a few applications with the daemon's own pass, and
// delivers the mails to a mail server of its own.
package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer"
	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/mailer/smtp"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// ErrDatabaseThere is returned by [Run] if its folder already contains a database, which may be a real one.
var ErrDatabaseThere = errors.New("it already contains a database, " +
	"and the demo would add its interviews to it; name a new folder")

// Run plays the story and prints it. It keeps the database and the mails in dir, or in a new temporary folder if dir
// is "". If dir already contains a database, it returns [ErrDatabaseThere].
func Run(ctx context.Context, t *term.Terminal, dir string) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "followup-demo-"); err != nil {
			return err
		}
	}
	database := filepath.Join(dir, "followup.db")
	if _, err := os.Lstat(database); err == nil {
		return ErrDatabaseThere
	}
	inbox, err := OpenInbox(filepath.Join(dir, "mails"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, inbox.Close()) }()
	st, err := store.Open(ctx, database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()

	d, err := newPlayer(t, st, inbox)
	if err != nil {
		return err
	}
	t.Entry("", "Two months of a job search, from December 2026: after $ is what the user types, after ✉ a mail "+
		"that then comes, and why. The first is shown with its draft.")
	t.Printf("\n")
	if err := d.play(ctx); err != nil {
		return err
	}
	t.Printf("\n%d mails went over SMTP to %s and are in\n  %s\n"+
		"Open one in your mail program: the draft is in it, and attached.\n",
		inbox.count(), inbox.Addr(), inbox.dir)
	return nil
}

// A player plays the story: it makes the daemon's pass, with a clock that it moves.
type player struct {
	term  *term.Terminal
	store *store.Store
	inbox *Inbox
	pass  *scheduler.Pass
	loc   *time.Location
	clock time.Time
	shown bool // a draft was printed; the others are in the mails
}

func newPlayer(t *term.Terminal, st *store.Store, in *Inbox) (*player, error) {
	loc, err := rules.LoadLocation(storyZone)
	if err != nil {
		return nil, err
	}
	p := rules.DefaultPolicy(loc)
	if p.Calendar, err = rules.NewCalendar(rules.CalendarConfig{Country: "DE"}); err != nil {
		return nil, err
	}
	const address = "sam@example.test"
	composer, err := mailer.New(mailer.Config{
		User: letters.User{
			Name: "Sam Weber", Email: address, Phone: "+49 30 1234567",
			Background: "ten years of turning messy data into decisions",
		},
		FromName: "followup", InstallID: "demo", Location: loc,
		Guessed: func(words string, said, day rules.Date) bool {
			return dates.Guessed(words, said, day, p.Calendar)
		},
	})
	if err != nil {
		return nil, err
	}
	client, err := smtp.New(smtp.Config{Address: address, Host: in.Host, Port: in.Port, TLS: smtp.NoTLS})
	if err != nil {
		return nil, err
	}
	d := &player{term: t, store: st, inbox: in, loc: loc}
	d.clock = d.at(storyStart)
	d.pass = &scheduler.Pass{
		Store: st, Composer: composer, Courier: client, Policy: p, Seed: "demo",
		Now: func() time.Time { return d.clock },
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	return d, nil
}

// at returns a moment of the story.
func (d *player) at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, d.loc)
	if err != nil {
		panic(err) // a mistake in the story, which is part of the program
	}
	return t
}

// play makes a pass at each moment at which a reminder is due or a turn is taken.
func (d *player) play(ctx context.Context) error {
	for _, c := range storyCases(d.at) {
		if err := d.add(ctx, c); err != nil {
			return err
		}
	}
	turns := storyTurns
	for end := d.at(storyEnd); d.clock.Before(end) && ctx.Err() == nil; {
		for len(turns) > 0 && !d.at(turns[0].at).After(d.clock) {
			if err := d.take(ctx, turns[0]); err != nil {
				return err
			}
			turns = turns[1:]
		}
		next, err := d.look(ctx)
		if err != nil {
			return err
		}
		if len(turns) > 0 && (next.IsZero() || d.at(turns[0].at).Before(next)) {
			next = d.at(turns[0].at)
		}
		if next.IsZero() {
			break
		}
		d.clock = next
	}
	return ctx.Err()
}

// add adds an application with its interviews.
func (d *player) add(ctx context.Context, c rules.Case) (err error) {
	for _, iv := range c.Interviews {
		d.term.Printf("%s  $ %s\n", d.stamp(iv.Start),
			command.Add(command.With("company", c.Company), command.With("role", c.Role), command.Blank))
		if c.ID == 0 {
			c.ID, err = d.store.Begin(ctx, c.Application, iv, d.clock)
		} else {
			_, err = d.store.Join(ctx, c.ID, iv, d.clock)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// take takes a turn.
func (d *player) take(ctx context.Context, t turn) error {
	e := t.event
	e.At = d.at(t.at)
	d.term.Printf("%s  $ %s\n", d.stamp(e.At), t.command)
	if t.hook == "" {
		return d.store.Record(ctx, d.clock, e)
	}
	return d.store.Update(ctx, e.ApplicationID, d.clock, func(c rules.Case) (rules.Case, rules.Event, error) {
		c.Hook = t.hook
		return c, rules.Event{Kind: rules.Edited, Detail: t.command}, nil
	})
}

// look makes the passes of this moment, prints what they delivered, and returns when the next one is due.
func (d *player) look(ctx context.Context) (time.Time, error) {
	for {
		sum, err := d.pass.Run(ctx)
		if err != nil {
			return time.Time{}, err
		}
		if sum.Delivered == 0 {
			break
		}
	}
	cases, err := d.store.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return time.Time{}, err
	}
	slices.SortFunc(cases, func(x, y rules.Case) int { return int(x.ID - y.ID) })
	var next time.Time
	for _, c := range cases {
		for _, r := range c.History.Reminders {
			if r.State == rules.Delivered && r.SettledAt.Equal(d.clock) {
				if err := d.print(c, r); err != nil {
					return time.Time{}, err
				}
			}
		}
		if n := rules.Decide(c, d.pass.Policy, d.clock).Next; !n.IsZero() && (next.IsZero() || n.Before(next)) {
			next = n
		}
	}
	return next, nil
}

// print prints a delivered reminder in two lines, and the first one with its draft.
func (d *player) print(c rules.Case, r rules.Reminder) error {
	file, ok := d.inbox.file(r.Message.ID)
	if !ok {
		return fmt.Errorf("the mail %s was delivered but is not in the inbox", r.Message.ID)
	}
	d.term.Printf("%s  ✉ %s at %s (%s)\n", d.stamp(d.clock), phrase.Note(r.Key, r.To()...), c.Company, file)
	d.term.Entry("    ", r.Why+".")
	if !d.shown {
		d.shown = true
		printDraft(d.term, r.Message.Drafts[0])
	}
	return nil
}

// stamp returns a moment of the story, without its zone and year.
func (d *player) stamp(t time.Time) string { return t.In(d.loc).Format("Mon _2 Jan 15:04") }

func printDraft(t *term.Terminal, d rules.Draft) {
	t.Printf("\n    │ To: %s\n    │ Subject: %s\n    │\n", d.To.String(), d.Subject)
	for line := range strings.SplitSeq(d.Body, "\n") {
		t.Printf("%s\n", term.Paragraph("    │ ", line, min(78, cmp.Or(t.Width, 78))))
	}
	t.Printf("\n")
}
