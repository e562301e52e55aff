package message

import (
	"strings"
	"testing"
)

const digested = "Date: Tue, 1 Dec 2026 17:00:00 +0100\r\nMessage-ID: <draft.1@example.test>\r\nX-Unsent: 1\r\n" +
	"From: \"Sam Weber\" <sam@example.test>\r\nTo: \"Jo Smith\" <jo@acme.test>\r\nSubject: Thank you\r\n" +
	"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n" +
	"\r\nDear Ms Gro=C3=9F,\r\n\r\nThank you for your time.\r\n"

// TestDigest: what a server makes of a mail does not matter, and what a person changes does.
func TestDigest(t *testing.T) {
	want := Digest([]byte(digested))
	if len(want) != 64 {
		t.Fatalf("the digest is %q", want)
	}
	for _, change := range []struct {
		what, from, to string
		same           bool
	}{
		{"another day", "Tue, 1 Dec", "Wed, 2 Dec", true},
		{"line ends", "\r\n", "\n", true},
		{"a field more", "X-Unsent: 1\r\n", "Received: from here\r\n", true},
		{"folded", "Subject: Thank you", "Subject: Thank\r\n you", true},
		{"no quotation marks", `"Jo Smith"`, "Jo Smith", true},
		{"another encoding", "quoted-printable\r\n\r\nDear Ms Gro=C3=9F", "8bit\r\n\r\nDear Ms Groß", true},
		{"another character set", "utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDear Ms Gro=C3=9F",
			"iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDear Ms Gro=DF", true},
		{"a line more at the end", "time.\r\n", "time.\r\n\r\n", true},
		{"a word", "your time", "your help", false},
		{"a comma", "Gro=C3=9F,", "Gro=C3=9F", false},
		{"the subject", "Subject: Thank you", "Subject: Thanks", false},
		{"another recipient", "jo@acme.test", "bo@acme.test", false},
		{"a recipient more", "Subject:", "Cc: bo@acme.test\r\nSubject:", false},
		{"a secret recipient more", "Subject:", "Bcc: bo@acme.test\r\nSubject:", false},
		{"another Message-ID", "draft.1@", "draft.2@", false},
		{"HTML", "text/plain", "text/html", false},
	} {
		changed := strings.ReplaceAll(digested, change.from, change.to)
		if changed == digested {
			t.Fatalf("%s changes nothing", change.what)
		}
		if same := Digest([]byte(changed)) == want; same != change.same {
			t.Errorf("%s: the same is %v, want %v", change.what, same, change.same)
		}
	}
	head, body, _ := strings.Cut(digested, "MIME-Version")
	with := head + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nMIME-Version" + body +
		"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n"
	if Digest([]byte(with)) == want {
		t.Error("a file more is not seen")
	}
	if Digest([]byte("no header")) != "" && Digest(nil) != "" {
		t.Error("what cannot be read has a digest")
	}
}
