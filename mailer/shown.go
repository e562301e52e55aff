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
	"followup/mailer/mailto"
	"followup/rules"
)

// shown is a draft as reminder.txt and reminder.html show it.
type shown struct {
	Number int    // from 1
	Name   string // of the recipient
	File   string // the name of the attachment

	To, Subject, Body string

	TooLong bool     // if so, it is neither shown nor attached
	Notes   []string // what to look at before it is sent
	Hint    string   // how to send it, for notes that answer something
	Gaps    []Gap    // what it lacks, and not all of several drafts do
	Preview string   // the command that shows it again
	Sent    string   // the command that marks this one of several as sent
	Earlier *earlier // a draft that was assumed to be sent

	Open           action
	Gmail, Outlook htmltemplate.URL
	LinkNote       string // says what did not fit into the links
}

// action is a button that opens a draft in a mail app.
type action struct {
	URL   htmltemplate.URL
	Label string
}

// earlier is a draft of before that the user may not have sent.
type earlier struct {
	Draft

	On       string // the day on which it was taken as sent
	File     string // the name of the attachment
	Open     action
	LinkNote string
}

// Paragraphs returns the draft's text as HTML shows it.
func (one shown) Paragraphs() []paragraph { return paragraphs(one.Body) }

// show returns the drafts as the reminder shows them.
func (m *Composer) show(c rules.Case, s rules.Step, drafts []Draft) []shown {
	list := make([]shown, len(drafts))
	sameAs := m.sameAs(s, drafts)
	for i, d := range drafts {
		one := shown{
			Number: i + 1, Name: recipientAmong(s.To, d.To), File: fileName(i, len(drafts)),
			To: rules.OneLine(d.To.String()), Subject: d.Subject, Body: d.Body, TooLong: d.tooLong,
			Notes: notes(d, sameAs[i], m.cfg.Location), Gaps: d.Gaps, Earlier: m.earlierDraft(s),
			Preview: command.Preview(s.Number(), s.Kind, command.To(c, s.Key, d.To)),
			Sent:    command.Sent(s.Number(), s.Kind, command.To(c, s.Key, d.To)),
		}
		switch {
		case len(d.answers) > 0:
			one.Hint = "The file is a reply to the email before it; in most mail apps, a button can only give it " +
				"the same subject."
		case !followsSomebodyElse(s):
			one.Hint = s.Kind.Hint()
		}
		one.addLinks(d)
		list[i] = one
	}
	return list
}

// notes returns what to look at before a draft is sent. sameAs is the recipient of another draft with the same text.
func notes(d Draft, sameAs string, loc *time.Location) (list []string) {
	if len(d.Faults) > 0 {
		list = append(list, "Look at the draft before you send it: it "+strings.Join(d.Faults, "; it ")+".")
	}
	if said := SetAside(d, loc); said != "" {
		list = append(list, said)
	}
	if sameAs != "" {
		list = append(list,
			"Word for word the same as the one to "+sameAs+"; change a sentence before you send both.")
	}
	return list
}

// SetAside says why a draft does not have the words into which the user edited it, or returns "".
func SetAside(d Draft, loc *time.Location) string {
	if d.Edit == nil || d.Edit.Stands() {
		return ""
	}
	return fmt.Sprintf("On %s you edited this draft. Your words were set aside, because this has changed since: %s.",
		rules.DateOf(d.Edit.At, loc).Short(), d.Edit.Changed)
}

// takeCommonGaps removes the gaps of the only draft, or those that one command fills in all of several drafts, and
// returns them.
func takeCommonGaps(drafts []shown) (common []Gap) {
	if len(drafts) == 1 {
		common, drafts[0].Gaps = drafts[0].Gaps, nil
		return common
	}
	isCommon := func(g Gap) bool {
		lacksIt := func(d shown) bool { return slices.Contains(d.Gaps, g) }
		return g.Command != "" && !slices.ContainsFunc(drafts, func(d shown) bool { return !lacksIt(d) })
	}
	common = slices.DeleteFunc(slices.Clone(drafts[0].Gaps), func(g Gap) bool { return !isCommon(g) })
	for i := range drafts {
		isTaken := func(g Gap) bool { return slices.Contains(common, g) }
		drafts[i].Gaps = slices.DeleteFunc(slices.Clone(drafts[i].Gaps), isTaken)
	}
	return common
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
		letter, err := d.letters.Write(s.Kind, f, d.choice)
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
func (m *Composer) earlierDraft(s rules.Step) *earlier {
	if !s.Assumed || s.Quotes == nil || followsSomebodyElse(s) {
		return nil
	}
	d := s.Quotes.Message.Drafts[0]
	if d.Body == "" {
		return nil
	}
	e := &earlier{On: rules.DateOf(s.QuotesSentAt, m.cfg.Location).Short(), File: "earlier.eml"}
	e.To, e.Subject, e.Body, e.withoutQuote = s.To[0], rules.OneLine(d.Subject), d.Body, d.Body
	e.Mail = m.draftMail(e.Draft)
	address, _ := safeAddress(e.To.Email)
	url, fitting := link(mailto.Link, address, e.Draft)
	e.Open = action{htmltemplate.URL(url), label(" that one", address)}
	if fitting != fitsAll {
		e.LinkNote = "It is too long for the button, which opens an empty email; all of it is in the attached " +
			e.File + "."
	}
	return e
}

// linkNotes says what a link leaves out.
var linkNotes = map[fitting]string{
	fitsNoQuote: "The quoted email is too long for a link; to send it along, use the attached draft.eml.",
	fitsNoText:  "The draft is too long for a link: it opens an empty email, so paste the text into it.",
}

// label returns the words on a button that opens a draft in a mail app. They say what is left to do.
func label(what, address string) string {
	if address == "" {
		return "Open" + what + ", and add the address"
	}
	return "Open" + what + " in your mail app"
}

// addLinks adds the links that open the draft, and a note on what the shortest one leaves out.
func (one *shown) addLinks(d Draft) {
	address, _ := safeAddress(d.To.Email)
	mail, a := link(mailto.Link, address, d)
	if n := len(d.answers); n > 0 && a != fitsNoText { // mutt and Thunderbird take it, and others leave it
		if more := mail + mailto.Query("&", "In-Reply-To", d.answers[n-1]); len(more) <= maxLink {
			mail = more
		}
	}
	google, b := link(gmail, address, d)
	microsoft, c := link(outlook, address, d)

	// Everything in the links is percent-encoded, so the template need not escape them.
	one.Open = action{htmltemplate.URL(mail), label("", address)}
	one.Gmail, one.Outlook = htmltemplate.URL(google), htmltemplate.URL(microsoft)
	one.LinkNote = linkNotes[max(a, b, c)]
}
