package mailer

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"slices"
	"time"

	"followup/rules"
)

// maxSubject, in characters, keeps a subject readable and its header small, however long the role or the company is.
const maxSubject = 200

// Compose writes the reminder for a step, worded for now: with the step's drafts, or with a request for what a draft
// needs. It lists the steps that follow, which [rules.Following] returns. The same arguments give the same bytes.
func (m *Composer) Compose(c rules.Case, s rules.Step, following []rules.Step, now time.Time) (rules.Message, error) {
	drafts, err := m.Drafts(c, s, now)
	if err != nil {
		return rules.Message{}, err
	}
	leaveOut(drafts)
	r := m.newReminder(c, s, drafts, following, now)
	text, html, err := r.render()
	if err != nil {
		return rules.Message{}, fmt.Errorf("cannot lay out the reminder for application %d: %w", s.ApplicationID, err)
	}
	msg := rules.Message{ID: m.messageID(s.Key), Subject: r.Subject, Hook: s.Hook}
	for _, d := range drafts {
		msg.Drafts = append(msg.Drafts, rules.Draft{To: d.To, Subject: d.Subject, Body: d.Body})
	}
	h := m.header(msg, now)
	references := m.firstOf(c, s)
	if m.post != nil {
		// Outlook gives the mail another Message-ID. What names this one is then still in one thread with it, and a
		// reply has it among its own References.
		references = append(references, msg.ID, m.post.Reference(s.Key, now))
	}
	if len(references) > 0 {
		h.fold("References", references)
	}
	msg.Bytes = assemble(h, msg.ID, text, html, r.attachments(drafts))
	return msg, nil
}

// TestMessage returns a mail that says only that mail arrives.
func (m *Composer) TestMessage(now time.Time) (rules.Message, error) {
	const text = "This is the test mail you asked followup for. Your reminders will reach you the same way, " +
		"each with a draft that is ready to send.\n\nNothing is asked of you now.\n"
	stamp := now.UTC().Format("20060102T150405.000000000Z")
	msg := rules.Message{
		ID:      fmt.Sprintf("<test.%s.%s@%s>", stamp, m.digest("test", stamp)[:16], m.domain),
		Subject: "followup can reach you",
	}
	h := m.header(msg, now)
	h.add("Content-Type", "text/plain; charset=utf-8")
	h.add("Content-Transfer-Encoding", "quoted-printable")
	h.WriteString("\r\n")
	h.Write(quotedPrintable(text))
	msg.Bytes = h.Bytes()
	return msg, nil
}

// header returns the first header fields of a mail from the user to themselves.
func (m *Composer) header(msg rules.Message, now time.Time) *header {
	h := &header{}
	h.add("Date", now.In(m.cfg.Location).Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	h.address("From", m.sender)
	h.address("To", m.from)
	if m.sender.Address != m.from.Address { // a reply is read where the user's own mail is
		h.address("Reply-To", m.from)
	}
	h.text("Subject", msg.Subject)
	h.add("Message-ID", msg.ID)
	h.add("MIME-Version", "1.0")
	h.add("Auto-Submitted", "auto-generated")           // RFC 3834: no machine should answer
	h.add("X-Auto-Response-Suppress", "OOF, AutoReply") // the same for Exchange
	return h
}

// messageID derives the Message-ID from what the reminder is about, so that a mail program recognises a second
// copy. It does not reveal the machine's name.
func (m *Composer) messageID(k rules.Key) string {
	hash := m.digest(string(k.Kind), fmt.Sprint(k.LastCall, k.Round, k.ApplicationID, k.InterviewID))
	return fmt.Sprintf("<%s.%d.%s.%d@%s>", k.Kind, k.Round, hash[:16], k.Number(), m.domain)
}

// digest returns a hash of the parts and the installation.
func (m *Composer) digest(parts ...string) string {
	h := sha256.New()
	for _, p := range append(parts, m.cfg.InstallID) {
		fmt.Fprintf(h, "%d:%s", len(p), p) // the length keeps any two lists of parts apart
	}
	return hex.EncodeToString(h.Sum(nil))
}

// firstOf returns the Message-IDs of the delivered reminders that a last call, or a question, repeats.
func (m *Composer) firstOf(c rules.Case, s rules.Step) (ids []string) {
	if !s.LastCall && !s.Kind.IsQuestion() {
		return nil
	}
	for _, r := range c.History.Reminders {
		first := r.Kind == s.Kind && r.InterviewID == s.InterviewID && !r.LastCall && r.State == rules.Delivered
		if first && (s.Kind.IsQuestion() || slices.ContainsFunc(s.To, r.IsTo)) {
			ids = append(ids, cmp.Or(r.Message.ID, m.messageID(r.Key))) // which had the user's domain of that day
		}
	}
	return ids
}

// An attachment is a draft as a file.
type attachment struct {
	name string
	mail []byte
}

// attachments returns the drafts that come along as files.
func (r reminder) attachments(drafts []Draft) (list []attachment) {
	for i, one := range r.Drafts {
		if !one.TooLong {
			list = append(list, attachment{one.File, drafts[i].Mail})
		}
		if one.Earlier != nil {
			list = append(list, attachment{one.Earlier.File, one.Earlier.Mail})
		}
	}
	return list
}

// partsHeader is more bytes than the boundaries and headers around two parts take.
const partsHeader = 1 << 10

// assemble adds the texts and the attached drafts to the header. The boundaries are derived from the Message-ID. They
// contain "=_", which quoted-printable never does, so no text can imitate one.
func assemble(h *header, id, text, html string, attached []attachment) []byte {
	sum := sha256.Sum256([]byte(id))
	outer, inner := fmt.Sprintf("=_%x_m", sum[:8]), fmt.Sprintf("=_%x_a", sum[:8])

	plain, rich := quotedPrintable(text), quotedPrintable(html)
	var alternatives bytes.Buffer
	alternatives.Grow(len(plain) + len(rich) + partsHeader)
	w := newMultipart(&alternatives, inner)
	addPart(w, plain, "text/plain; charset=utf-8", "quoted-printable", "")
	addPart(w, rich, "text/html; charset=utf-8", "quoted-printable", "")
	_ = w.Close() // a write to memory cannot fail
	size := alternatives.Len() + partsHeader
	for _, a := range attached {
		size += len(a.mail) + partsHeader
	}
	h.Grow(size)

	if len(attached) == 0 {
		h.add("Content-Type", fmt.Sprintf("multipart/alternative; boundary=%q", inner))
		h.WriteString("\r\n")
		h.Write(alternatives.Bytes())
		return h.Bytes()
	}
	h.add("Content-Type", fmt.Sprintf("multipart/mixed; boundary=%q", outer))
	h.WriteString("\r\n")
	w = newMultipart(&h.Buffer, outer)
	addPart(w, alternatives.Bytes(), fmt.Sprintf("multipart/alternative; boundary=%q", inner), "", "")
	for _, a := range attached {
		addPart(w, a.mail, "message/rfc822", "7bit", fmt.Sprintf("attachment; filename=%q", a.name))
	}
	_ = w.Close()
	return h.Bytes()
}

// fileName returns the name of the attachment of the draft with that index. It has nothing of the recipient's name,
// which is text from elsewhere.
func fileName(i, drafts int) string {
	if drafts == 1 {
		return "draft.eml"
	}
	return fmt.Sprintf("draft-%d.eml", i+1)
}

func newMultipart(b *bytes.Buffer, boundary string) *multipart.Writer {
	w := multipart.NewWriter(b)
	if err := w.SetBoundary(boundary); err != nil {
		panic(err) // the boundary is always a valid one
	}
	return w
}

// addPart adds one part. The encoding and the disposition may be empty.
func addPart(w *multipart.Writer, content []byte, contentType, encoding, disposition string) {
	h := textproto.MIMEHeader{}
	h.Set("Content-Type", contentType)
	if encoding != "" {
		h.Set("Content-Transfer-Encoding", encoding)
	}
	if disposition != "" {
		h.Set("Content-Disposition", disposition)
	}
	part, _ := w.CreatePart(h)
	_, _ = part.Write(content)
}
