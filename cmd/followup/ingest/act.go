package ingest

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/said"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// A telling is what one mail tells of one application.
type telling struct {
	*desk
	offer
	c    rules.Case
	tag  command.Tag
	mail rules.Mail
	at   time.Time // when it was written
}

// A mistake is why something cannot be told. The user is told so.
type mistake struct{ error }

// do does what the mail says, and lets a notice say so. If it cannot be done, the notice says why.
func (t telling) do() (string, error) {
	text := t.tag.Words
	if text == command.Reply {
		text, _, _ = strings.Cut(t.mail.Text, "\n")
	}
	line, err := t.read(text)
	if err != nil {
		return t.answer(text, fmt.Errorf("not a command: %w", err))
	}
	var done string
	err = t.Once(t.ticket(key(line)), func() (err error) {
		defer recoverInto(&err)
		if line.Verb == command.VerbUndo {
			done, err = t.undo(line)
		} else {
			done, err = t.record(line)
		}
		return err
	})
	why := mistake{}
	switch {
	case errors.As(err, &why):
		return t.answer(key(line), why.error)
	case errors.Is(err, store.ErrSince), errors.Is(err, store.ErrKeepsNoFormer):
		return t.answer(key(line), err)
	case errors.Is(err, store.ErrTold): // perhaps by `followup ingest`, so it is no news
		return "", refuse(err.Error())
	case errors.Is(err, store.ErrTooMuch):
		return "", Refusal{Reason: err.Error(), Of: t.c.ID}
	case err != nil:
		return "", err
	}
	return fmt.Sprintf("application %d: %s", t.c.ID, done), nil
}

// read reads the line that says it.
func (t telling) read(text string) (line command.Line, err error) {
	if t.tag.Words == command.Reply && !t.mail.Plain {
		return line, errors.New("the mail has no plain text")
	}
	line, err = command.ReadLine(text)
	if err == nil && line.Number != 0 && !hasNumber(t.c, line.Number) {
		err = fmt.Errorf("it names %d, and the reminder was about application %d", line.Number, t.c.ID)
	}
	return line, err
}

// hasNumber reports whether the application, or one of its interviews, has the number.
func hasNumber(c rules.Case, number int64) bool {
	_, ok := c.Interview(number)
	return ok || number == c.ID
}

// ticket returns the ticket for words. A button's token is good for its words only. With that of a reply one can tell
// several things, each once, because the reminder is the one mail that is at hand.
func (t telling) ticket(words string) [sha256.Size]byte {
	return sha256.Sum256([]byte(t.tag.Token + "\n" + words))
}

// key returns a line in one spelling, whatever words it was written in.
func key(line command.Line) string { return fmt.Sprintf("%+v", line) }

// record records what a line tells.
func (t telling) record(line command.Line) (string, error) {
	if line.Ends() && !t.mayNotify {
		return "", store.ErrTooMuch // nothing would show that it was wrong
	}
	events, err := t.events(line)
	if err != nil {
		return "", mistake{err}
	}
	batch, err := t.Record(events...)
	if err != nil {
		return "", err
	}
	t.desk.remark = t.noted(batch, events)
	return fmt.Sprintf("%s is noted", line.Verb), nil
}

// events returns what a line tells.
func (t telling) events(line command.Line) ([]rules.Event, error) {
	s := find.Subject{Case: t.c, Number: line.Number}
	if s.Number == 0 { // that of the reminder
		s.Number = t.about.Number()
	}
	kind := line.Kind
	if kind == "" && line.Number == 0 {
		kind = t.about.Kind
	}
	switch line.Verb {
	case command.VerbSent:
		return said.Sent{Kind: kind, To: line.To, On: line.On}.Events(s, t.Policy, t.at)
	case command.VerbSkip:
		return said.Skip{Kind: kind, To: line.To}.Events(s, t.Policy, t.at)
	case command.VerbSnooze:
		return said.Snooze([]rules.Case{t.c}, line.Until, false, t.Policy, t.at)
	case command.VerbHeard:
		heard := said.Heard{Kind: line.Answer, On: line.On, Until: line.Until}
		answer, err := heard.Answer(s, t.Policy, t.at)
		return []rules.Event{answer.Event}, err
	}
	note := rules.Kind("")
	switch {
	case line.Letter:
		note = rules.Withdrawal
	case line.Accepted:
		note = rules.OfferAnswer
	}
	e, ok, err := said.Stop(t.c, note, t.at)
	if err == nil && !ok {
		err = errors.New("it was stopped before")
	}
	return []rules.Event{e}, err
}

// undo takes back what was told as one batch, if a notice offered that, or else what was said last. Only the first can
// be told again from the notice, so the other needs a mail that the user's server vouches for.
func (t telling) undo(line command.Line) (string, error) {
	batch := int64(0)
	if t.about == command.ToldKey(t.c.ID, int64(t.about.Round)) {
		batch = int64(t.about.Round)
	} else if !t.mail.Authentic {
		return "", mistake{fmt.Errorf("your mail server does not vouch for the mail, and undo may take back what no "+
			"mail told; `%s` does it", command.Undo(t.c.ID))}
	}
	taken, err := t.TakeBack(t.c.ID, batch)
	if err != nil {
		return "", err
	}
	t.desk.remark = t.takenBack(taken)
	if len(taken) == 0 {
		return "there was nothing to take back", nil
	}
	return fmt.Sprintf("%s is taken back", taken[0].Kind), nil
}
