package main

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

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
	"followup/mailer"
	"followup/mailer/letters"
	"followup/mailer/smtp"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

func (a *app) demoCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show what the program does: weeks of reminders in seconds, without a config or an account",
		Long: `Show what the program does. It adds a few interviews to a database of its own and
runs the daemon's pass over the following weeks, its clock moved from one due
moment to the next. The mails go to a mail server of its own on this machine and
are kept as .eml files, which any mail program opens. Nothing leaves the machine.`,
		Example: "  followup demo\n  followup demo --dir demo",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.demo(cmd.Context(), dir)
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "", "a new folder for the database and the mails (default: a temporary one)")
	return cmd
}

// A turn is something that the job seeker of the demo does at some moment.
type turn struct {
	at, command string
	event       rules.Event
	hook        string // of the event's application, instead of it
}

// The demo's story. Its dates lie in the weeks before a new year, so that weekends and holidays have their say.
const (
	demoZone  = "Europe/Berlin"
	demoStart = "2026-12-01 14:00"
	demoEnd   = "2027-02-01 00:00"
)

// demoCases are the applications of the story. Their numbers are those of their first interviews: 1, 3 and 4.
func demoCases(at func(string) time.Time) []rules.Case {
	return []rules.Case{
		{
			Application: rules.Application{Company: "Acme", Role: "data engineer", Fit: "I led a move from batches to streaming for a payments team"},
			Interviews: []rules.Interview{{
				Start: at("2026-12-01 14:00"), Duration: time.Hour, Topic: "the move from nightly batches to streaming",
				Interviewers: []rules.Person{{Name: "Jo Smith", Email: "jo@acme.test"}},
			}, {
				Start: at("2026-12-01 15:30"), Duration: 45 * time.Minute, Topic: "how the team reviews code", Said: "we will be in touch soon",
				Interviewers: []rules.Person{{Name: "Ann Lee", Email: "ann@acme.test"}, {Name: "Max Kay", Email: "max@acme.test"}},
			}},
		},
		{
			Application: rules.Application{Company: "Globex", Role: "analyst"},
			Interviews: []rules.Interview{{
				Start: at("2026-12-02 10:00"), Duration: 45 * time.Minute, Topic: "the new pricing model",
				Interviewers: []rules.Person{{Name: "Dr. Jana Müller", Email: "jana.mueller@globex.test"}},
				DecisionBy:   rules.Date{Year: 2026, Month: time.December, Day: 4}, Said: "you will hear from us by Friday",
			}},
		},
		{
			Application: rules.Application{Company: "Initech", Role: "team lead"},
			Interviews: []rules.Interview{{
				Start: at("2026-12-03 19:00"), Duration: time.Hour, Interviewers: []rules.Person{{Name: "Bill", Email: "bill@initech.test"}},
			}},
		},
	}
}

var demoTurns = []turn{
	{at: "2026-12-01 18:20", command: "followup sent 1", event: thanked(1, "jo@acme.test")},
	{at: "2026-12-02 14:00", command: "followup sent 3", event: thanked(3, "jana.mueller@globex.test")},
	{at: "2026-12-04 09:00", command: "followup sent 4", event: thanked(4, "bill@initech.test")},
	{at: "2026-12-09 10:30", command: "followup heard 3 undecided --until 2026-12-18",
		event: rules.Event{ApplicationID: 3, Kind: rules.Undecided, Until: rules.Date{Year: 2026, Month: time.December, Day: 18}}},
	{at: "2026-12-09 22:15", command: "followup heard 4 rejected", event: rules.Event{ApplicationID: 4, Kind: rules.Rejected}},
	{at: "2026-12-23 16:00", command: "followup heard 3 offer --until 2026-12-30",
		event: rules.Event{ApplicationID: 3, Kind: rules.Offered, Until: rules.Date{Year: 2026, Month: time.December, Day: 30}}},
	{at: "2027-01-10 20:15", command: `followup edit 4 --hook "Congratulations on the new office in Hamburg"`,
		event: rules.Event{ApplicationID: 4}, hook: "Congratulations on the new office in Hamburg"},
}

// thanked is a thank-you that was sent for the first interview of an application.
func thanked(id int64, to string) rules.Event {
	return rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou, To: rules.Person{Email: to}, Round: 1}
}

func (a *app) demo(ctx context.Context, dir string) (err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "followup-demo-"); err != nil {
			return err
		}
	}
	database := filepath.Join(dir, "followup.db")
	if _, err := os.Lstat(database); err == nil { // it may be a real one
		return usagef("--dir %s: there is a database in it already, which the demo would write its interviews to; name a new folder", dir)
	}
	inbox, err := openInbox(filepath.Join(dir, "mails"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, inbox.close()) }()
	st, err := store.Open(ctx, database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()

	d, err := newDemo(a, st, inbox)
	if err != nil {
		return err
	}
	if err := d.play(ctx); err != nil {
		return err
	}
	a.printf("\n%d mails went over SMTP to %s and are in\n  %s\nOpen one in your mail program: the draft is in it, and attached, ready to send.\n",
		inbox.count(), inbox.addr, inbox.dir)
	return nil
}

// demo is the daemon's pass with a clock that is moved by hand.
type demo struct {
	app   *app
	store *store.Store
	inbox *inbox
	pass  *scheduler.Pass
	loc   *time.Location
	clock time.Time
}

func newDemo(a *app, st *store.Store, in *inbox) (*demo, error) {
	loc, err := rules.LoadLocation(demoZone)
	if err != nil {
		return nil, err
	}
	p := rules.DefaultPolicy(loc)
	if p.Calendar, err = rules.NewCalendar(rules.CalendarConfig{Country: "DE"}); err != nil {
		return nil, err
	}
	const address = "sam@example.test"
	composer, err := mailer.New(mailer.Config{
		User:      letters.User{Name: "Sam Weber", Email: address, Phone: "+49 30 1234567", Background: "ten years of turning messy data into decisions"},
		InstallID: "demo", Policy: p,
	})
	if err != nil {
		return nil, err
	}
	client, err := smtp.New(smtp.Config{Address: address, Host: in.host, Port: in.port, TLS: smtp.NoTLS})
	if err != nil {
		return nil, err
	}
	d := &demo{app: a, store: st, inbox: in, loc: loc}
	d.clock = d.at(demoStart)
	d.pass = &scheduler.Pass{
		Store: st, Mailer: config.Post{Composer: composer, Client: client}, Policy: p, Seed: "demo", Now: func() time.Time { return d.clock },
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	return d, nil
}

// at reads a moment of the story.
func (d *demo) at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, d.loc)
	if err != nil {
		panic(err) // the story is in this file
	}
	return t
}

// play tells the story: at each moment at which something is due or done, one pass.
func (d *demo) play(ctx context.Context) error {
	for _, c := range demoCases(d.at) {
		if err := d.add(ctx, c); err != nil {
			return err
		}
	}
	turns := demoTurns
	for end := d.at(demoEnd); d.clock.Before(end) && ctx.Err() == nil; {
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
func (d *demo) add(ctx context.Context, c rules.Case) (err error) {
	for _, iv := range c.Interviews {
		d.app.printf("%s  $ followup add --company %q --role %q …\n", stamp(iv.Start, d.loc), c.Company, c.Role)
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

func (d *demo) take(ctx context.Context, t turn) error {
	e := t.event
	e.At = d.at(t.at)
	d.app.printf("\n%s  $ %s\n", stamp(e.At, d.loc), t.command)
	if t.hook == "" {
		return d.store.Record(ctx, d.clock, e)
	}
	return d.store.Update(ctx, e.ApplicationID, d.clock, func(c rules.Case) (rules.Case, rules.Event, error) {
		c.Hook = t.hook
		return c, rules.Event{Kind: rules.Edited, Detail: t.command}, nil
	})
}

// look makes the passes of this moment, prints what they delivered, and returns when to look next.
func (d *demo) look(ctx context.Context) (time.Time, error) {
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

// print shows one delivered reminder as the inbox got it.
func (d *demo) print(c rules.Case, r rules.Reminder) error {
	file, ok := d.inbox.file(r.Message.ID)
	if !ok {
		return fmt.Errorf("the mail %s was delivered but is not in the inbox", r.Message.ID)
	}
	a := d.app
	a.printf("\n%s  ✉ %s at %s\n", stamp(d.clock, d.loc), note(r.Key, r.To()...), c.Company)
	a.entry("  why      ", r.Why+".")
	a.entry("  subject  ", r.Message.Subject)
	a.printf("  file     %s\n", file)
	for _, draft := range r.Message.Drafts {
		a.printDemoDraft(r.Kind, draft)
	}
	return nil
}

// printDemoDraft shows one of the drafts of a mail, or says why it has none.
func (a *app) printDemoDraft(kind rules.Kind, d rules.Draft) {
	switch {
	case d.Body == "" && kind.IsWordOnly():
		a.entry("  draft    ", "none: what to answer is for you to say")
		return
	case d.Body == "":
		a.entry("  draft    ", "none without an occasion: it says where to look for one, and how to name it")
		return
	}
	a.entry("  draft    ", "To: "+d.To.String())
	a.entry("           ", "Subject: "+d.Subject)
	a.printf("\n")
	for line := range strings.SplitSeq(d.Body, "\n") {
		a.printf("%s\n", term.Paragraph("    │ ", line, min(78, cmp.Or(a.Width, 78))))
	}
}
