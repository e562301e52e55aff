// Package ingest does what mails say that the user sent to themselves: those of a button, and replies to a reminder.
//
// Every mail of the user may come through here. Of one that is not from the user and to the user alone, or has no token
// of this database, nothing is stored, logged or answered.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/exchange"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// A Refusal says why a mail is not done.
type Refusal struct {
	Reason string
	Of     int64 // the application, if the mail has a token of this database, else 0
	Fault  bool  // the program failed at it
}

func (r Refusal) Error() string { return r.Reason }

func refuse(reason string) error { return Refusal{Reason: reason} }

// A Desk does what mails say. What comes in by `followup ingest` and what a look at the mailbox finds take the same
// way.
type Desk struct {
	Composer *mailer.Composer // makes the notices
	Signer   command.Signer
	Policy   rules.Policy // without the pause, which is read from the database
	Own      []string     // the user's addresses
	Calendar exchange.Options
	Language string // of the letters of a new application, as it is stored
}

// NewDesk returns a desk for the user of the config.
func NewDesk(ctx context.Context, cfg *config.Config, st *store.Store, p rules.Policy) (d Desk, err error) {
	d = Desk{Policy: p, Own: cfg.OwnAddresses(), Language: cfg.User.NewLanguage()}
	d.Calendar = exchange.Options{Location: p.Location, User: cfg.User.Email, Name: cfg.User.Name}
	if d.Composer, err = cfg.NewComposer(st.InstallID()); err != nil {
		return d, err
	}
	if d.Signer, err = newSigner(ctx, st); err != nil {
		return d, err
	}
	d.Composer.TellByMail(d.Signer)
	return d, nil
}

func newSigner(ctx context.Context, st *store.Store) (command.Signer, error) {
	key, err := st.CommandKey(ctx, command.KeySize)
	if err != nil {
		return command.Signer{}, err
	}
	return command.NewSigner(key)
}

// LetTell lets the reminders of a composer be answered by mail, if the config says that such mail is read.
func LetTell(ctx context.Context, cfg *config.Config, st *store.Store, composer *mailer.Composer) error {
	if !cfg.Mailbox.Ingest && !cfg.Mailbox.IsOn() {
		return nil
	}
	signer, err := newSigner(ctx, st)
	if err == nil {
		composer.TellByMail(signer)
	}
	return err
}

// Wants reports whether a mail in the user's mailbox may be a command, by its headers alone. Only what lies in Sent may
// be one: anybody can put a mail into any other folder by sending it.
func (d Desk) Wants(m rules.Mail) bool {
	_, err := command.FindTag(m.Subject, m.References)
	return err == nil && m.Folder == rules.FolderSent && d.checkOwn(m) == nil
}

// A Result is what became of a mail.
type Result struct {
	Done string // what was done in a few words; it has no text of the mail
	Err  error  // a [Refusal] if nothing was
}

// Do does what the mails say, in their order, within a telling, and lets one notice say what came of all of them. An
// error is about the machine: then nothing was done, and the mails may be tried again.
func (d Desk) Do(t *store.Telling, now time.Time, mails ...rules.Mail) (results []Result, err error) {
	if len(mails) == 0 {
		return nil, nil
	}
	if d.Policy.Pause, err = t.Pause(); err != nil {
		return nil, err
	}
	var said []remark
	for _, m := range mails {
		mayNotify, err := t.MayNotify()
		if err != nil {
			return nil, err
		}
		one := desk{Desk: d, Telling: t, now: now, mayNotify: mayNotify}
		done, err := one.do(m)
		if err != nil && !errors.As(err, new(Refusal)) {
			return nil, err
		}
		results = append(results, Result{done, err})
		if one.remark != nil {
			said = append(said, *one.remark)
		}
	}
	return results, d.notify(t, now, said)
}

// A desk does what one mail says.
type desk struct {
	Desk
	*store.Telling
	now       time.Time
	mayNotify bool
	remark    *remark // for the notice, or nil
}

// do finds out what a mail is about, and does what it says.
func (d *desk) do(m rules.Mail) (_ string, err error) {
	defer recoverInto(&err)
	if err := d.checkOwn(m); err != nil {
		return "", err
	}
	tag, err := command.FindTag(m.Subject, m.References)
	if err != nil {
		return "", refuse(err.Error())
	}
	switch {
	case d.isOfInvitation(tag):
		return d.invited(tag, m)
	case tag.Words == command.Reply && d.offers(tag, command.SeveralKey(rules.Key{ApplicationID: tag.Number})):
		return d.several(tag, m)
	}
	c, err := d.Case(tag.Number)
	if errors.Is(err, store.ErrNotFound) {
		return "", refuse(command.ErrForged.Error()) // as for any other number: it does not say which there are
	}
	if err != nil {
		return "", err
	}
	offered, err := d.offeredBy(c, tag)
	if err != nil {
		return "", refuse(err.Error())
	}
	t := telling{desk: d, c: c, offer: offered, tag: tag, mail: m, at: when(m, offered.at, d.now)}
	return t.do()
}

// recoverInto turns a panic into a [Refusal]: a mail that the program fails at must not keep it from the others.
func recoverInto(err *error) {
	if r := recover(); r != nil {
		*err = Refusal{Reason: fmt.Sprintf("panic: %v\n%s", r, debug.Stack()), Fault: true}
	}
}

// when returns when a mail was written, which is now if what it says of that cannot be: words such as "friday" are of
// that day, even if nobody has read them for a while.
func when(m rules.Mail, offered, now time.Time) time.Time {
	if at := m.Date.Truncate(time.Second); !m.Date.IsZero() && !at.Before(offered) && !at.After(now) {
		return at.UTC()
	}
	return now
}

// checkOwn returns a [Refusal] unless a mail is from the user, to the user and to nobody else, and written by a person.
func (d Desk) checkOwn(m rules.Mail) error {
	isOther := func(p rules.Person) bool { return !d.isUser(p) }
	switch {
	case m.Automatic != "":
		return refuse("a program wrote it, not you")
	case len(m.Unread) > 0:
		return refuse("one of its addresses cannot be read")
	case len(m.From) != 1 || !d.isUser(m.From[0]):
		return refuse("it is not from your address")
	case len(m.To) == 0 || slices.ContainsFunc(slices.Concat(m.To, m.Cc), isOther):
		return refuse("it is not to your address alone")
	}
	return nil
}

func (d Desk) isUser(p rules.Person) bool {
	return slices.ContainsFunc(d.Own, func(own string) bool { return strings.EqualFold(own, p.Email) })
}

// An offer is the mail that offered a token: a reminder, or the notice of what was told.
type offer struct {
	about rules.Key
	id    string    // the Message-ID of the reminder, or ""
	at    time.Time // when it came, at the earliest
}

// undoOnly are the words of the button of a notice.
const undoOnly = string(command.VerbUndo)

// offeredBy returns the mail that has offered the tag. It tries those of the application one after the other: a token
// does not say which one it is of.
func (d *desk) offeredBy(c rules.Case, tag command.Tag) (offer, error) {
	var offers []offer
	for _, r := range c.History.Reminders {
		if r.Number() == tag.Number {
			offers = append(offers, offer{r.Key, r.Message.ID, r.SettledAt})
		}
	}
	offers = append(offers, offer{about: command.ConfirmKey(c.ID, 0), at: c.CreatedAt})
	for _, e := range slices.Concat(c.History.Events, c.History.TakenBack) {
		if tag.Words == undoOnly || tag.Words == command.Reply { // the button of a notice, or a reply to one
			offers = append(offers, offer{about: command.ToldKey(c.ID, e.ID), at: e.RecordedAt})
		}
		offers = append(offers, offer{about: command.ConfirmKey(c.ID, e.ID), at: e.RecordedAt})
	}
	err := command.ErrForged
	for _, o := range slices.Backward(offers) {
		switch found := d.Signer.Check(tag.Token, o.about, tag.Words, d.now); {
		case found == nil:
			return o, nil
		case errors.Is(found, command.ErrExpired):
			err = found
		}
	}
	return offer{}, err
}
