package message

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRead: whatever a mail is, reading it ends, yields clean text, and sees nobody whom it does not name.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "From x\n", "Subject: x\n\nundo\n", deep(12),
		"From: a@x.test\nTo: b@x.test, c@\n\n> x\nno\n",
		"From: a@x.test\nAuthentication-Results: mx.example.org; dmarc=pass header.from=x.test\n\n",
		"Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\nPABwAD4A\n",
		"Content-Type: multipart/alternative; boundary=b\n\n--b\n\nundecided\n-- \nSam\n--b--\n",
		"Subject: =?utf-8?q?[fu_7?=\n =?iso-8859-1?b?IHg=?=\nReferences: <a@b> <c@d>\n\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, mail string) {
		m, err := Read(strings.NewReader(mail), "mx.example.org", Default)
		if err != nil {
			return
		}
		if !utf8.ValidString(m.Text) || strings.ContainsAny(m.Subject, "\r\n") {
			t.Errorf("the text is %q, the subject %q", m.Text, m.Subject)
		}
		for _, p := range append(append(m.From, m.To...), m.Cc...) {
			if p.Email == "" {
				t.Errorf("%+v has no address", p)
			}
		}
		if m.Authentic && !strings.Contains(strings.ToLower(mail), "dmarc=pass") {
			t.Error("authentic without a word of it")
		}
		if own := Own(m.Text); m.Plain && strings.HasPrefix(own, ">") {
			t.Errorf("quoted: %q", own)
		}
	})
}
