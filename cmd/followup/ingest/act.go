package ingest

import (
	"errors"
	"fmt"
	"slices"
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
func (t telling) do() (done string, err error) {
	text := t.tag.Words
	if text == command.Reply {
		text = firstLine(t.mail)
	}
	line, unread := t.read(text)
	words := key(line)
	if unread != nil {
		words, unread = text, mistake{fmt.Errorf("not a command: %w", unread)}
	}
	why := mistake{}
	err = t.onceBy(t.mail, t.tag, words, func() error {
		err := unread
		if err == nil {
			done, err = t.act(line)
		}
		if errors.Is(err, store.ErrSince) || errors.Is(err, store.ErrKeepsNoFormer) {
			err = mistake{err}
		}
		if errors.As(err, &why) { // the mail was answered, so it is not done later either
			return nil
		}
		return err
	})
	switch {
	case errors.Is(err, store.ErrTold): // perhaps by `followup ingest`, so it is no news
		return "", refuse(err.Error())
	case errors.Is(err, store.ErrTooMuch):
		return "", Refusal{Reason: err.Error(), Of: t.c.ID}
	case err != nil:
		return "", err
	case why.error != nil:
		return t.answer(why.error)
	}
	return fmt.Sprintf("application %d: %s", t.c.ID, done), nil
}

// act does what the line says, or nothing.
func (t telling) act(line command.Line) (done string, err error) {
	err = t.Attempt(func() (err error) {
		defer recoverInto(&err)
		if line.Ends() && !t.mayNotify {
			return store.ErrTooMuch // nothing would show that it was wrong
		}
		if t.mustAsk(line) {
			done, err = t.ask(line)
			return err
		}
		if t.tag.Words != command.Reply {
			if err := t.press(line); err != nil {
				return err
			}
		}
		if line.Verb == command.VerbUndo {
			done, err = t.undo(line)
		} else {
			done, err = t.record(line)
		}
		return err
	})
	return done, err
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

// key returns a line in one spelling, whatever words it was written in.
func key(line command.Line) string { return fmt.Sprintf("%+v", line) }

// record records what a line tells.
func (t telling) record(line command.Line) (string, error) {
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
	if kind == "" && line.Number == 0 && slices.Contains(rules.Kinds, t.about.Kind) { // else it is about a notice
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
// be told again from the notice, so the other needs a mail that is surely the user's: one that their server vouches
// for, or one in their own folder of sent mail, where nobody else can put one.
func (t telling) undo(line command.Line) (string, error) {
	batch := int64(0)
	if t.about.Round > 0 && t.about == command.ToldKey(t.c.ID, int64(t.about.Round)) {
		batch = int64(t.about.Round)
	} else if !t.mail.Authentic && t.mail.Folder != rules.FolderSent {
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
