package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A Thread is the conversation by mail that a note belongs to, as far as it is known.
type Thread struct {
	Subject string   // of its latest mail, or ""
	IDs     []string // the Message-IDs of the mails of it that were seen in the mailbox, at most two, the latest last
}

// IsAnsweredBy reports whether a mail with that subject goes on with the thread. Mail programs begin another with
// another subject.
func (t Thread) IsAnsweredBy(subject string) bool {
	own, _ := bareSubject(t.Subject)
	bare, isReply := bareSubject(subject)
	return isReply && bare == own
}

// A letter is a mail of a thread.
type letter struct {
	subject, id string
	at          time.Time
}

// ThreadOf returns the conversation that a step's note to one of its recipients goes on with. A second request answers
// the request that it quotes. Thank-yous and notes to stay in touch begin a conversation, and so do requests and
// withdrawals unless that person was seen to have written in one: to answer one's own mail that nobody has answered
// looks like a reproach. Any other note answers the latest mail between the user and that person, if it was seen or the
// user said that it was sent.
func (c Case) ThreadOf(s Step, to Person) (t Thread) {
	var sent, heard letter
	switch {
	case s.Kind == ThankYou || s.Kind == StayInTouch:
		return t
	case s.Kind == SecondRequest && (s.Quotes == nil || !s.Quotes.IsTo(to)):
		return t
	case s.Kind == SecondRequest:
		sent = c.letterOf(*s.Quotes, to)
	default:
		sent, heard = c.lastSent(s.Key, to), c.lastFrom(to)
	}
	if sent.at.After(heard.at) && sent.id == "" {
		heard = letter{} // it is not the latest
	}
	if heard.id == "" && (s.Kind == UpdateRequest || s.Kind == Withdrawal) {
		return t
	}
	t.Subject = cmp.Or(heard.subjectFor(sent), sent.subject)
	latest := []letter{sent, heard}
	if sent.at.After(heard.at) {
		slices.Reverse(latest)
		t.Subject = sent.subject
	}
	for _, l := range latest {
		if l.id != "" {
			t.IDs = append(t.IDs, l.id)
		}
	}
	return t
}

// subjectFor returns the subject of a mail of theirs, or "" if it was kept otherwise than they wrote it: without its
// links, or cut. The answer to a mail of the user's has the subject of that.
func (l letter) subjectFor(sent letter) string {
	theirs, _ := bareSubject(l.subject)
	own, _ := bareSubject(HarmlessLine(sent.subject))
	if theirs == own || strings.Contains(theirs, "[link]") || strings.Contains(theirs, "[.]") ||
		strings.HasSuffix(theirs, "…") {
		return ""
	}
	return l.subject
}

// lastSent returns the last note to a person that was sent, other than that of the key.
func (c Case) lastSent(k Key, to Person) (last letter) {
	for _, r := range c.History.Reminders {
		if r.State != Delivered || r.Key == k || !c.wasSent(r, to) {
			continue
		}
		if l := c.letterOf(r, to); l.subject != "" && !l.at.Before(last.at) {
			last = l
		}
	}
	return last
}

// wasSent reports whether a reminder's draft to a person was sent, as far as the user said or the mailbox has it.
func (c Case) wasSent(r Reminder, to Person) bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool { return e.isSending(r, to) })
}

// isSending reports whether the event says that a reminder's draft to a person was sent.
func (e Event) isSending(r Reminder, to Person) bool {
	isIt := e.Round == r.Round
	if r.Kind == ThankYou {
		isIt = (e.InterviewID == 0 || e.InterviewID == r.InterviewID) && (e.To.IsTeam() || e.To.Is(to))
	}
	return e.Kind == Sent && e.Note == r.Kind && isIt
}

// letterOf returns a reminder's draft to a person as the user sent it, if that was seen in the mailbox, or else as it
// came.
func (c Case) letterOf(r Reminder, to Person) (l letter) {
	for _, d := range c.asSent(r).Message.Drafts {
		if d.To.Is(to) {
			l = letter{subject: OneLine(d.Subject), at: r.SettledAt}
		}
	}
	if e := c.seenSending(r, to); e != nil {
		l.id, l.at = e.Mail.MessageID, e.At
	}
	return l
}

// seenSending returns the last event that was seen in the mailbox and says that a draft was sent, or nil.
func (c Case) seenSending(r Reminder, to Person) (seen *Event) {
	for i, e := range c.History.Events {
		if e.Mail.Hash != "" && e.isSending(r, to) && e.To.Is(to) {
			seen = &c.History.Events[i]
		}
	}
	return seen
}

// asSent returns a reminder with the subjects and texts that its drafts had when the user sent them, where that was
// seen in the mailbox.
func (c Case) asSent(r Reminder) Reminder {
	for i, d := range r.Message.Drafts {
		if e := c.seenSending(r, d.To); e != nil {
			d.Subject = cmp.Or(e.Mail.Subject, d.Subject)
			d.Body = cmp.Or(firstLines(e.Mail.Text), d.Body)
			r.Message.Drafts = slices.Clone(r.Message.Drafts)
			r.Message.Drafts[i] = d
		}
	}
	return r
}

// maxQuotable is how many bytes of a mail a later one may quote. A note has a tenth of it.
const maxQuotable = 8 << 10

// firstLines returns a text, or its first lines if it is longer than a note can be.
func firstLines(text string) string {
	text = strings.TrimSpace(text)
	if len(text) <= maxQuotable {
		return text
	}
	text = strings.ToValidUTF8(text[:maxQuotable], "")
	if end := strings.LastIndexByte(text, '\n'); end > 0 {
		text = text[:end]
	}
	return strings.TrimSpace(text) + "\n[…]"
}

// lastFrom returns the last mail of a person that was surely an answer.
func (c Case) lastFrom(p Person) (last letter) {
	for _, e := range c.History.Events {
		if isHolding(e) && e.Mail.MessageID != "" && p.Email != "" && e.From.Is(p) && !e.At.Before(last.at) {
			last = letter{e.Mail.Subject, e.Mail.MessageID, e.At}
		}
	}
	return last
}
