package ingest

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/phrase"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// onceBy calls do, unless the same mail was done before: then it returns [store.ErrTold]. Some servers give the copy in
// Sent another Message-ID, so a mail that has the same words and the same second in its Date is the same one.
//
// A reply may tell the same thing again: whoever has the token of a reminder can tell anything about it, so a later
// mail is no more of a risk than the first. That of a button is good for its words only, and once.
func (d *desk) onceBy(m rules.Mail, tag command.Tag, words string, do func() error) error {
	by := func(what string) [sha256.Size]byte { return ticket(tag, words+"\n"+what) }
	return d.Once(by(string(m.Hash())), func() error {
		if m.Date.IsZero() {
			return do()
		}
		return d.Once(by(fmt.Sprint("at ", m.Date.Unix())), do)
	})
}

// ticket returns the ticket for words that come with the token of a tag.
func ticket(tag command.Tag, words string) [sha256.Size]byte {
	return sha256.Sum256([]byte(tag.Token + "\n" + words))
}

// firstLine returns the line of a reply that is read.
func firstLine(m rules.Mail) string {
	line, _, _ := strings.Cut(m.Text, "\n")
	return line
}

// soon is how long a button that is pressed again is taken for one that was pressed twice.
const soon = 24 * time.Hour

// press uses up the token of a button. If it was used before, the error says so, unless it is no news because what it
// told was told just now, and still stands.
func (t telling) press(line command.Line) error {
	pressed := ticket(t.tag, key(line))
	at, err := t.ToldAt(pressed)
	switch {
	case err != nil:
		return err
	case at.IsZero():
		return t.Once(pressed, func() error { return nil })
	case t.isLast(at) && t.now.Sub(at) < soon:
		return store.ErrTold
	}
	again := fmt.Sprintf("answer the reminder with the line “%s”", t.tag.Words)
	if line.Verb == command.VerbUndo {
		again = fmt.Sprintf("`%s`", command.Undo(t.c.ID))
	}
	return mistake{fmt.Errorf("it was told already on %s by this button, which is good for one time; to tell it again"+
		": %s", phrase.Stamp(at, t.Policy.Location), again)}
}

// isLast reports whether what was told at that time stands, and nothing was told after it.
func (t telling) isLast(at time.Time) bool {
	told := slices.DeleteFunc(slices.Clone(t.c.History.Events), func(e rules.Event) bool { return e.Certainty != "" })
	return len(told) > 0 && told[len(told)-1].RecordedAt.Equal(at)
}

// offers reports whether the token of a tag is good for a key.
func (d *desk) offers(tag command.Tag, k rules.Key) bool {
	return d.Signer.Check(tag.Token, k, tag.Words, d.now) == nil
}

// several lets a notice say that a reply to a notice about several things is not done.
func (d *desk) several(tag command.Tag, m rules.Mail) (string, error) {
	err := d.onceBy(m, tag, firstLine(m), func() error {
		r := &remark{id: fmt.Sprint(tag.Token, m.Hash(), m.Date.Unix()), subject: "Not done: what you told by mail",
			answers: []string{m.ID}}
		r.Lines = []string{"Nothing was changed: the mail that you answered is about several things. Answer the " +
			"reminder of the one that you mean, or use its button."}
		d.remark = r
		return nil
	})
	if errors.Is(err, store.ErrTold) {
		return "", refuse(err.Error())
	}
	return "", cmp.Or(err, refuse("it answers a notice about several things"))
}
