// Package ingest does what a mail says that the user sent to themselves: one of a button, or a reply to a reminder.
//
// Every mail of the user may come through here. Of one that is not from the user and to the user alone, or has no token
// of this database, nothing is stored, logged or answered.
package ingest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/mailer"
	"followup/mailer/command"
	"followup/mailer/message"
	"followup/rules"
	"followup/store"
)

// A Refusal says why a mail is not done. It has no text of the mail.
type Refusal struct{ Reason string }

func (r Refusal) Error() string { return r.Reason }

func refuse(reason string) error { return Refusal{reason} }

// A Desk does what mails say.
type Desk struct {
	Store    *store.Store
	Composer *mailer.Composer // makes the notices
	Signer   command.Signer
	Policy   rules.Policy // with the pause
	User     string       // the user's address
	Now      time.Time
}

// NewDesk returns a desk for the user of the config. The policy has the pause.
func NewDesk(ctx context.Context, cfg *config.Config, st *store.Store, p rules.Policy, now time.Time) (Desk, error) {
	d := Desk{Store: st, Policy: p, User: cfg.User.Email, Now: now}
	var err error
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
	if !cfg.Mailbox.Ingest {
		return nil
	}
	signer, err := newSigner(ctx, st)
	if err == nil {
		composer.TellByMail(signer)
	}
	return err
}

// Do does what a mail with that tag says, and returns in a few words what that was. If it does nothing, the error is a
// [Refusal]. Any other error is about the machine, and the mail may be tried again.
func (d Desk) Do(ctx context.Context, m message.Message, tag command.Tag) (string, error) {
	if err := d.isOwn(m); err != nil {
		return "", err
	}
	c, err := d.Store.Case(ctx, tag.Number)
	if errors.Is(err, store.ErrNotFound) {
		return "", refuse(command.ErrForged.Error()) // as for any other number: it does not say which there are
	}
	if err != nil {
		return "", err
	}
	k, err := d.offeredBy(c, tag)
	if err != nil {
		return "", refuse(err.Error())
	}
	t := telling{Desk: d, c: c, about: k, tag: tag, authentic: m.Authentic}
	text, isCommand := tag.Words, true
	if tag.Words == command.Reply {
		text, _, _ = strings.Cut(m.Text, "\n")
		isCommand = m.Plain
	}
	line, err := command.ReadLine(text)
	switch {
	case !isCommand:
		err = errors.New("the mail has no plain text")
	case err == nil && line.Number != 0 && !hasNumber(c, line.Number):
		err = fmt.Errorf("it names %d, and the reminder was about application %d", line.Number, c.ID)
	case err == nil:
		return t.do(ctx, line)
	}
	return t.answer(ctx, text, fmt.Errorf("not a command: %w", err))
}

// isOwn returns a [Refusal] unless a mail is from the user, to the user and to nobody else, and written by a person.
func (d Desk) isOwn(m message.Message) error {
	isUser := func(p rules.Person) bool { return strings.EqualFold(p.Email, d.User) }
	isOther := func(p rules.Person) bool { return !isUser(p) }
	switch {
	case m.Automatic != "":
		return refuse("a program wrote it, not you")
	case len(m.Unread) > 0:
		return refuse("one of its addresses cannot be read")
	case len(m.From) != 1 || !isUser(m.From[0]):
		return refuse("it is not from your address")
	case len(m.To) == 0 || slices.ContainsFunc(slices.Concat(m.To, m.Cc), isOther):
		return refuse("it is not to your address alone")
	}
	return nil
}

// undoOnly are the words of the button of a notice.
const undoOnly = string(command.VerbUndo)

// offeredBy returns the key of the reminder, or of what was told by mail, that has offered the tag. It tries those of
// the application one after the other: a token does not say which one it is of.
func (d Desk) offeredBy(c rules.Case, tag command.Tag) (rules.Key, error) {
	var keys []rules.Key
	for _, r := range c.History.Reminders {
		if r.Number() == tag.Number {
			keys = append(keys, r.Key)
		}
	}
	if tag.Words == undoOnly {
		for _, e := range slices.Concat(c.History.Events, c.History.TakenBack) {
			keys = append(keys, command.ToldKey(c.ID, e.ID))
		}
	}
	err := command.ErrForged
	for _, k := range slices.Backward(keys) {
		switch found := d.Signer.Check(tag.Token, k, tag.Words, d.Now); {
		case found == nil:
			return k, nil
		case errors.Is(found, command.ErrExpired):
			err = found
		}
	}
	return rules.Key{}, err
}

// hasNumber reports whether the application, or one of its interviews, has the number.
func hasNumber(c rules.Case, number int64) bool {
	_, ok := c.Interview(number)
	return ok || number == c.ID
}

// A telling is what one mail tells of one application.
type telling struct {
	Desk
	c         rules.Case
	about     rules.Key // of the reminder that offered it
	tag       command.Tag
	authentic bool // the user's mail server vouches for the sender
}

// subject returns the application as a command names it that has the number, or 0 for that of the reminder.
func (t telling) subject(number int64) find.Subject {
	if number == 0 {
		number = t.about.Number()
	}
	return find.Subject{Case: t.c, Number: number}
}

// ticket returns the ticket for words. A button's token is good for its words only. With that of a reply one can tell
// several things, each once, because the reminder is the one mail that is at hand.
func (t telling) ticket(words string) store.Ticket {
	return store.Ticket{Hash: sha256.Sum256([]byte(t.tag.Token + "\n" + words))}
}

// settle turns the errors that say that a mail cannot be done now or ever into a [Refusal].
func settle(err error) error {
	for _, known := range []error{store.ErrTold, store.ErrSince, store.ErrTooMuch, store.ErrKeepsNoFormer} {
		if errors.Is(err, known) {
			return refuse(known.Error())
		}
	}
	return err
}
