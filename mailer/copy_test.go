package mailer

import (
	"bytes"
	"strings"
	"testing"

	"followup/mailer/message"
)

// TestCopy: the copy of a draft is the file of the reminder, byte for byte, below its own Date and Message-ID.
func TestCopy(t *testing.T) {
	m, c := mustNew(t, config()), onePanel()
	s := toPanel(c)
	for _, several := range []bool{true, false} {
		if !several {
			s.To = s.To[:1]
		}
		msg := mustCompose(t, m, c, s, december(1, 17))
		drafts, err := m.Drafts(c, s, december(1, 17))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for place, d := range drafts {
			copied, digest, ok := m.Copy(msg, place, december(1, 18))
			head, file, _ := bytes.Cut(copied.Bytes, []byte(copied.ID+"\r\n"))
			if !ok || !bytes.Equal(file, d.Mail) || digest != message.Digest(copied.Bytes) ||
				string(head) != "Date: Tue, 01 Dec 2026 18:00:00 +0100\r\nMessage-ID: " {
				t.Errorf("the copy of draft %d, of several: %v, is\n%s", place, several, copied.Bytes)
			}
			read, err := message.Read(bytes.NewReader(copied.Bytes), "", message.Default)
			if err != nil || read.ID != copied.ID || len(read.To) > 1 || seen[copied.ID] ||
				!strings.HasSuffix(copied.ID, "@example.org>") {
				t.Errorf("it reads as %+v, %v", read, err)
			}
			seen[copied.ID] = true
			if again, _, _ := m.Copy(msg, place, december(1, 18)); !bytes.Equal(again.Bytes, copied.Bytes) {
				t.Error("again it is another one")
			}
		}
		if _, _, ok := m.Copy(msg, len(drafts), december(1, 18)); ok {
			t.Error("there is one more")
		}
	}
	msg := mustCompose(t, m, c, s, december(1, 17))
	other := bytes.ReplaceAll(msg.Bytes, []byte("multipart"), []byte("x"))
	for _, broken := range [][]byte{nil, msg.Bytes[:40], other} {
		if msg.Bytes = broken; draftFile(broken, 0) != nil {
			t.Errorf("there is a draft in %d bytes", len(broken))
		}
	}
}
