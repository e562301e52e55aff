package mailer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

// maxSubject keeps a subject readable and its header small, whatever was typed for a role or a company.
const maxSubject = 200

// Compose writes the reminder that carries the step's draft, worded for now. It is pure: the same input gives the same
// bytes.
func (m *Mailer) Compose(c rules.Case, s rules.Step, now time.Time) (rules.Message, error) {
	facts := letters.Gather(c, s, m.cfg.User, m.cfg.Policy.Location, now)
	letter, err := m.letters.Write(s.Kind, facts)
	if err != nil {
		return rules.Message{}, fmt.Errorf("cannot write the %s for interview %d: %w", s.Kind, s.InterviewID, err)
	}
	letter.Subject = clip(letter.Subject, maxSubject)

	r := m.newReminder(c, s, facts, letter, now)
	text, html, err := r.render()
	if err != nil {
		return rules.Message{}, fmt.Errorf("cannot lay out the reminder for interview %d: %w", s.InterviewID, err)
	}
	msg := rules.Message{
		ID:           m.messageID(s.Key),
		Subject:      r.Subject,
		DraftSubject: letter.Subject,
		DraftBody:    letter.Body,
	}
	h := m.header(msg, now)
	if first, ok := firstOf(c, s); ok {
		h.add("References", m.messageID(first))
	}
	msg.Bytes = assemble(h, msg.ID, text, html, m.draft(s.To, letter))
	return msg, nil
}

// TestMessage is a mail that says no more than that it arrived.
func (m *Mailer) TestMessage(now time.Time) (rules.Message, error) {
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

// header begins a mail from the user to themselves.
func (m *Mailer) header(msg rules.Message, now time.Time) *header {
	h := &header{}
	h.add("Date", now.In(m.cfg.Policy.Location).Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	h.address("From", m.from)
	h.address("To", m.from)
	h.text("Subject", msg.Subject)
	h.add("Message-ID", msg.ID)
	h.add("MIME-Version", "1.0")
	h.add("Auto-Submitted", "auto-generated")           // RFC 3834: no machine is to answer
	h.add("X-Auto-Response-Suppress", "OOF, AutoReply") // Exchange's own way of saying it
	return h
}

// messageID is derived from what the reminder is about, so that a second copy of it is known for one. It says nothing
// about the machine.
func (m *Mailer) messageID(k rules.Key) string {
	hash := m.digest(string(k.Kind), k.Recipient, fmt.Sprint(k.Round), fmt.Sprint(k.InterviewID))
	return fmt.Sprintf("<%s.%d.%s.%d@%s>", k.Kind, k.Round, hash[:16], k.InterviewID, m.domain)
}

// digest is a hash of the parts and the installation.
func (m *Mailer) digest(parts ...string) string {
	h := sha256.New()
	for _, p := range append(parts, m.cfg.InstallID) {
		fmt.Fprintf(h, "%d:%s", len(p), p) // with the length, so that no two lists of parts look the same
	}
	return hex.EncodeToString(h.Sum(nil))
}

// firstOf is the delivered thank-you that a last call calls to mind.
func firstOf(c rules.Case, s rules.Step) (rules.Key, bool) {
	if !s.LastCall {
		return rules.Key{}, false
	}
	for _, r := range c.History.Reminders {
		if r.Kind == s.Kind && r.Recipient == s.Recipient && r.Round < s.Round && r.State == rules.Delivered {
			return r.Key, true
		}
	}
	return rules.Key{}, false
}

// draft is the note to the employer as a mail that an app opens ready to send (X-Unsent). It is 7-bit clean, as a
// message inside a message must not be encoded, and has no Date and no Message-ID: those are its sender's to give.
func (m *Mailer) draft(to rules.Person, l letters.Letter) []byte {
	h := &header{}
	h.add("X-Unsent", "1")
	h.address("From", m.from)
	if address, ok := safeAddress(to.Email); ok {
		h.address("To", mail.Address{Name: letters.OneLine(to.Name), Address: address})
	}
	h.text("Subject", l.Subject)
	h.add("MIME-Version", "1.0")
	h.add("Content-Type", "text/plain; charset=utf-8")
	h.add("Content-Transfer-Encoding", "quoted-printable")
	h.WriteString("\r\n")
	h.Write(quotedPrintable(l.Body + "\n"))
	return h.Bytes()
}

// assemble puts the parts below the header. The boundaries come from the Message-ID; quoted-printable never contains
// "=_", so no text can imitate one.
func assemble(h *header, id, text, html string, draft []byte) []byte {
	sum := sha256.Sum256([]byte(id))
	outer, inner := fmt.Sprintf("=_%x_m", sum[:8]), fmt.Sprintf("=_%x_a", sum[:8])

	var alternatives bytes.Buffer
	w := newMultipart(&alternatives, inner)
	addPart(w, quotedPrintable(text), "text/plain; charset=utf-8", "quoted-printable", "")
	addPart(w, quotedPrintable(html), "text/html; charset=utf-8", "quoted-printable", "")
	_ = w.Close() // nothing here can fail: it all goes into memory

	h.add("Content-Type", fmt.Sprintf("multipart/mixed; boundary=%q", outer))
	h.WriteString("\r\n")
	w = newMultipart(&h.Buffer, outer)
	addPart(w, alternatives.Bytes(), fmt.Sprintf("multipart/alternative; boundary=%q", inner), "", "")
	addPart(w, draft, "message/rfc822", "7bit", `attachment; filename="draft.eml"`)
	_ = w.Close()
	return h.Bytes()
}

func newMultipart(b *bytes.Buffer, boundary string) *multipart.Writer {
	w := multipart.NewWriter(b)
	if err := w.SetBoundary(boundary); err != nil {
		panic(err) // the boundary is the program's own and right
	}
	return w
}

// addPart adds one part; an encoding or disposition of "" is none.
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
