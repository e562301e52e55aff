package mailer

import (
	"cmp"
	"fmt"
	"html"
	htmltemplate "html/template"
	"slices"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/rules"
)

// shown is a draft as reminder.txt and reminder.html show it.
type shown struct {
	Number int    // from 1
	Name   string // of the recipient
	File   string // the name of the attachment

	To, Subject, Body string

	TooLong  bool     // if so, it is neither shown nor attached
	Hint     string   // how to send it, for notes that answer something
	Faults   []string // why it is not ready to send, each a clause about it
	Gaps     []Gap    // what it lacks
	SetAside string   // why it does not have the words into which the user edited it, and the command for that
	Preview  string   // the command that shows it again, with the gaps filled
	Sent     string   // the command that marks this one of several as sent
	SameAs   string   // the recipient of another draft with the same text
	Earlier  *earlier // a draft that was assumed to be sent

	Mail, Gmail, Outlook htmltemplate.URL
	MailNote             string // says what did not fit into the links
}

type earlier struct{ On, Subject, Body string }

// show returns the drafts as the reminder shows them.
func (m *Composer) show(c rules.Case, s rules.Step, drafts []Draft) []shown {
	list := make([]shown, len(drafts))
	sameAs := m.sameAs(s, drafts)
	for i, d := range drafts {
		one := shown{
			Number: i + 1, Name: recipientAmong(s.To, d.To), File: fileName(i, len(drafts)),
			To: rules.OneLine(d.To.String()), Subject: d.Subject, Body: d.Body, TooLong: d.tooLong,
			Faults: d.Faults, Gaps: d.Gaps, SameAs: sameAs[i], Earlier: earlierDraft(s, m.cfg.Location),
			SetAside: SetAside(c, s, d, m.cfg.Location),
			Preview:  command.Preview(s.Number(), s.Kind, command.To(c, s.Key, d.To)),
		}
		if !followsSomebodyElse(s) {
			one.Hint = s.Kind.Hint()
		}
		if len(drafts) > 1 {
			one.Sent = command.Sent(s.Number(), s.Kind, command.To(c, s.Key, d.To))
		}
		one.addLinks(d)
		list[i] = one
	}
	return list
}

// SetAside says why a draft does not have the words into which the user edited it, or returns "".
func SetAside(c rules.Case, s rules.Step, d Draft, loc *time.Location) string {
	if d.Edit == nil || d.Edit.Stands() {
		return ""
	}
	return fmt.Sprintf("On %s you edited this draft. Your words were set aside, because this has changed since: %s. "+
		"To see them and edit the draft again: %s", rules.DateOf(d.Edit.At, loc).Short(), d.Edit.Changed,
		command.EditDraft(s.Number(), s.Kind, command.To(c, s.Key, d.To)))
}

// takeCommonGaps removes the gaps that one command fills in all of several drafts, and returns them.
func takeCommonGaps(drafts []shown) []Gap {
	if len(drafts) < 2 {
		return nil
	}
	isCommon := func(g Gap) bool {
		lacksIt := func(d shown) bool { return slices.Contains(d.Gaps, g) }
		return g.Command != "" && !slices.ContainsFunc(drafts, func(d shown) bool { return !lacksIt(d) })
	}
	common := slices.DeleteFunc(slices.Clone(drafts[0].Gaps), func(g Gap) bool { return !isCommon(g) })
	for i := range drafts {
		isTaken := func(g Gap) bool { return slices.Contains(common, g) }
		drafts[i].Gaps = slices.DeleteFunc(slices.Clone(drafts[i].Gaps), isTaken)
	}
	return common
}

// CanFill reports whether a command fills one of the gaps.
func (d shown) CanFill() bool {
	return slices.ContainsFunc(d.Gaps, func(g Gap) bool { return g.Command != "" })
}

// maxDrafts is how many bytes of a mail the drafts for a panel may take, in the text, the HTML and as attachments.
// Fifty of the usual length take half of it. A server may refuse a mail of more than a few megabytes.
const maxDrafts = 300 << 10

// leaveOut marks the drafts for which there is no room. A single draft is never left out.
func leaveOut(drafts []Draft) {
	if len(drafts) == 1 {
		return
	}
	room := maxDrafts
	for i := range drafts {
		d := &drafts[i]
		says := strings.Join(append([]string{d.To.String(), d.To.String(), d.Subject, d.Body}, d.Faults...), "\n")
		size := 3 * len(quotedPrintable(html.EscapeString(says)))
		if d.tooLong = size > room; !d.tooLong {
			room -= size
		}
	}
}

// sameAs returns, for each draft, the recipient of another that reads the same but for the name, or "".
func (m *Composer) sameAs(s rules.Step, drafts []Draft) []string {
	names := make([]string, len(drafts))
	if len(drafts) == 1 {
		return names
	}
	last := map[string]int{} // by text, the last draft that has it
	for i, d := range drafts {
		if d.Edit.Stands() {
			continue // the user has read it
		}
		f, first := d.facts, drafts[0].facts
		f.Salutation, f.Name, f.Address = first.Salutation, first.Name, first.Address
		letter, err := m.letters.Write(s.Kind, f, d.choice)
		if err != nil {
			continue // with its own name it could be written, so it is not broken
		}
		if before, ok := last[letter.Body]; ok {
			names[i] = recipientAmong(s.To, drafts[before].To)
			names[before] = cmp.Or(names[before], recipientAmong(s.To, d.To))
		}
		last[letter.Body] = i
	}
	return names
}

// followsSomebodyElse reports whether the email that a second request follows up on went to another person, whom the
// recipient has replaced since.
func followsSomebodyElse(s rules.Step) bool {
	return s.Quotes != nil && !s.Quotes.IsTo(s.To[0])
}

// earlierDraft returns the draft that was assumed to be sent because nobody said otherwise, or nil. A draft to
// somebody else is of no use.
func earlierDraft(s rules.Step, loc *time.Location) *earlier {
	if !s.Assumed || s.Quotes == nil || followsSomebodyElse(s) {
		return nil
	}
	d := s.Quotes.Message.Drafts[0]
	if d.Body == "" {
		return nil
	}
	return &earlier{On: rules.DateOf(s.QuotesSentAt, loc).Short(), Subject: rules.OneLine(d.Subject), Body: d.Body}
}

// linkNotes says what a link leaves out.
var linkNotes = map[fitting]string{
	fitsNoQuote: "The quoted email is too long for a link; to send it along, use the attached draft.eml.",
	fitsNoText:  "The draft is too long for a link: it opens an empty email, so paste the text into it.",
}

// addLinks adds the links that open the draft, and a note on what the shortest one leaves out.
func (one *shown) addLinks(d Draft) {
	address, _ := safeAddress(d.To.Email)
	mail, a := link(mailto, address, d)
	google, b := link(gmail, address, d)
	microsoft, c := link(outlook, address, d)

	// Everything in the links is percent-encoded, so the template need not escape them.
	one.Mail, one.Gmail, one.Outlook = htmltemplate.URL(mail), htmltemplate.URL(google), htmltemplate.URL(microsoft)
	one.MailNote = linkNotes[max(a, b, c)]
}
