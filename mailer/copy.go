package mailer

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"time"

	"followup/mailer/message"
	"followup/rules"
)

// Copy returns a draft of a reminder as the Drafts folder gets it: the very bytes of the file that the reminder has,
// below a Date and a Message-ID of its own, and the digest of that. at is when the reminder was delivered. The same
// draft always has the same Message-ID. ok is false if the reminder has no such file, because the draft is too long.
func (m *Composer) Copy(msg rules.Message, place int, at time.Time) (c rules.Message, digest rules.MailHash, ok bool) {
	file := draftFile(msg.Bytes, place)
	if file == nil {
		return c, "", false
	}
	c.ID = fmt.Sprintf("<draft.%s@%s>", m.digest("draft", msg.ID, fmt.Sprint(place))[:24], m.domain)
	h := &header{}
	h.add("Date", at.In(m.cfg.Location).Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	h.add("Message-ID", c.ID)
	h.Write(file)
	c.Bytes = h.Bytes()
	return c, message.Digest(c.Bytes), true
}

// draftFile returns the file of the draft in that place of a reminder, or nil. Only a reminder is read here, which this
// package wrote.
func draftFile(reminder []byte, place int) []byte {
	m, err := mail.ReadMessage(bytes.NewReader(reminder))
	if err != nil {
		return nil
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		return nil
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return nil
		}
		if name := part.FileName(); name != fileName(place, place+2) && (place > 0 || name != fileName(0, 1)) {
			continue
		}
		file, err := io.ReadAll(part)
		if err != nil {
			return nil
		}
		return file
	}
}
