package message

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"

	"followup/rules"
)

// read reads a mail whose lines are given; they may end in LF.
func read(t *testing.T, mail string) rules.Mail {
	t.Helper()
	m, err := Read(strings.NewReader(mail), "mx.example.org", Default)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestHeader(t *testing.T) {
	m := read(t, `Return-Path: <sam@example.org>
Message-ID: <a.1@example.org>
In-Reply-To: <b.1@example.org> (a comment)
References: <c.1@example.org>
	<b.1@example.org>
From: =?iso-8859-1?q?S=E4m?= Example <sam@example.org>
To: "Example, Sam" <sam@example.org>, jo@acme.test
Cc: =?utf-8?b?QW5u4oCu?= <ann@acme.test>
Bcc: pat@agency.test
Subject: =?utf-8?q?two_words_and_?=
 =?utf-8?q?two_more?=
Date: Tue, 1 Dec 2026 18:00:00 +0100

Hello
`)
	if m.ID != "<a.1@example.org>" || !slices.Equal(m.InReplyTo, []string{"<b.1@example.org>"}) ||
		!slices.Equal(m.References, []string{"<c.1@example.org>", "<b.1@example.org>"}) {
		t.Errorf("the ids are %s, %s, %s", m.ID, m.InReplyTo, m.References)
	}
	const people = "[Säm Example <sam@example.org>] [Example, Sam <sam@example.org> jo@acme.test pat@agency.test] " +
		"[Ann <ann@acme.test>]"
	if got := fmt.Sprint(m.From, m.To, m.Cc); got != people {
		t.Errorf("the people are %s", got)
	}
	if m.Subject != "two words and two more" || !m.Date.Equal(time.Date(2026, 12, 1, 17, 0, 0, 0, time.UTC)) {
		t.Errorf("%q, %s", m.Subject, m.Date)
	}
	if m.Text != "Hello" || !m.Plain || !m.HasText || m.Authentic || m.Automatic != "" || m.Unread != nil {
		t.Errorf("%+v", m)
	}
}

func TestAddresses(t *testing.T) {
	for _, row := range []struct {
		why, header string
		to          int
		unread      bool
	}{
		{"all fields of a name count", "To: a@x.test\nTo: b@x.test\n", 2, false},
		{"a group without members", "To: undisclosed-recipients:;\n", 0, false},
		{"a group with members", "To: friends: a@x.test, b@x.test;\n", 2, false},
		{"what cannot be read is named", "To: a@x.test, b@\n", 0, true},
		{"two at signs", "To: a@x.test@y.test\n", 0, true},
		{"more addresses than are looked at", "To: " + strings.Repeat("a@x.test, ", 2000) + "b@x.test\n", 0, true},
	} {
		t.Run(row.why, func(t *testing.T) {
			m := read(t, row.header+"\n")
			if len(m.To) != row.to || (len(m.Unread) > 0) != row.unread {
				t.Errorf("%d addresses, unread: %v", len(m.To), m.Unread)
			}
		})
	}
}

func TestAutomatic(t *testing.T) {
	for _, row := range []struct {
		header string
		want   rules.Automatic
		away   bool
	}{
		{"Auto-Submitted: no", "", false},
		{"Auto-Submitted: auto-generated", rules.AutoSubmitted, false},
		{"Auto-Submitted: auto-replied (vacation)", rules.AutoSubmitted, true},
		{"X-Autoreply: yes", rules.AutoSubmitted, true},
		{"Precedence: auto_reply", rules.AutoSubmitted, true},
		{"Precedence: Bulk", rules.Bulk, false},
		{"Precedence: list", rules.FromList, false},
		{"List-Id: <news.x.test>", rules.FromList, false},
		{"List-Unsubscribe: <mailto:leave@x.test>", rules.FromList, false},
		{"Return-Path: <>", rules.NoReturnPath, false},
		{"Return-Path: <jo@acme.test>", "", false},
	} {
		if m := read(t, row.header+"\n\n"); m.Automatic != row.want || m.OutOfOffice != row.away {
			t.Errorf("%s: %q, out of office: %v", row.header, m.Automatic, m.OutOfOffice)
		}
	}
}

// TestAuthentic: only a pass for the sender's domain in the topmost result of the user's own server counts.
func TestAuthentic(t *testing.T) {
	const own = "Authentication-Results: mx.example.org; "
	for _, row := range []struct {
		why, header string
		want        bool
	}{
		{"a pass", own + "dkim=pass header.d=acme.test; dmarc=pass (p=none) header.from=acme.test", true},
		{"with a version and other capitals",
			"Authentication-Results: MX.example.org 1; DMARC=Pass header.from=ACME.test", true},
		{"on several lines", own + "spf=pass smtp.mailfrom=x;\n\tdmarc=pass\n\theader.from=acme.test", true},
		{"another server", "Authentication-Results: mx.example.com; dmarc=pass header.from=acme.test", false},
		{"the server only in a comment",
			"Authentication-Results: (mx.example.org) mx.evil.test; dmarc=pass header.from=acme.test", false},
		{"ours below another",
			"Authentication-Results: other; none\n" + own + "dmarc=pass header.from=acme.test", false},
		{"ours without it above a forged one",
			own + "spf=pass\n" + own + "dmarc=pass header.from=acme.test", false},
		{"a failure", own + "dmarc=fail header.from=acme.test", false},
		{"a pass of something else", own + "dkim=pass header.from=acme.test", false},
		{"for another domain", own + "dmarc=pass header.from=evil.test", false},
		{"for no domain", own + "dmarc=pass", false},
		{"in a comment", own + "dmarc=fail (; dmarc=pass header.from=acme.test)", false},
		{"in a nested comment",
			own + `dmarc=fail (a (b\) ; ) ; dmarc=pass header.from=acme.test ) header.from=x`, false},
		{"in a quoted reason",
			own + `dmarc=fail reason="\"; dmarc=pass header.from=acme.test ; " header.from=acme.test`, false},
		{"in an open comment", own + "dmarc=fail (; dmarc=pass header.from=acme.test", false},
		{"that only begins so", own + "dmarc=passed header.from=acme.test", false},
	} {
		t.Run(row.why, func(t *testing.T) {
			if m := read(t, row.header+"\nFrom: jo@acme.test\n\n"); m.Authentic != row.want {
				t.Errorf("%v, want %v", m.Authentic, row.want)
			}
		})
	}
	for _, from := range []string{"jo@acme.test, ann@acme.test", "jo@acme.test\nFrom: ann@acme.test", "nobody"} {
		if m := read(t, own+"dmarc=pass header.from=acme.test\nFrom: "+from+"\n\n"); m.Authentic {
			t.Errorf("authentic with the senders %s", from)
		}
	}
	const nameless = "Authentication-Results: ; dmarc=pass header.from=acme.test\nFrom: jo@acme.test\n\n"
	m, err := Read(strings.NewReader(nameless), "", Default)
	if err != nil || m.Authentic {
		t.Errorf("authentic without a server of one's own (%v)", err)
	}
}

func TestText(t *testing.T) {
	if message.CharsetReader != nil {
		t.Fatal("the library decodes character sets as well, so a text would be decoded twice")
	}
	const alternative = "Content-Type: multipart/alternative; boundary=b\n\n"
	for _, row := range []struct {
		why, mail, want string
		plain           bool
	}{
		{"no type at all", "\nhello\n", "hello", true},
		{"quoted-printable with a soft break in a word",
			"Content-Transfer-Encoding: quoted-printable\n\nun=\ndecided =E2=82=AC\n", "undecided €", true},
		{"quoted-printable that is none", "Content-Transfer-Encoding: quoted-printable\n\nhello =Z\n", "hello =Z",
			true},
		{"base64 in another character set", "Content-Type: text/plain; charset=ISO-8859-15\n" +
			"Content-Transfer-Encoding: base64\n\nS/ZsbiCk\n", "Köln €", true},
		{"base64 that ends in nonsense", "Content-Transfer-Encoding: base64\n\naGVsbG8g!!!!\n", "hello", true},
		{"windows-1252", "Content-Type: text/plain; charset=windows-1252\n\n\x93hello\x94\n", "“hello”", true},
		{"an unknown character set", "Content-Type: text/plain; charset=klingon\n\nhello \xff\n", "hello \uFFFD", true},
		{"an unknown encoding", "Content-Transfer-Encoding: uuencode\n\nhello\n", "", false},
		{"both unknown", "Content-Transfer-Encoding: uuencode\nContent-Type: text/plain; charset=klingon\n\nhello\n",
			"", false},
		{"a type that cannot be read", "Content-Type: text/plain; charset\n\nhello\n", "hello", true},
		{"both, and the plain text counts", alternative + "--b\nContent-Type: text/plain\n\nplain\n--b\n" +
			"Content-Type: text/html\n\n<p>rich</p>\n--b--\n", "plain", true},
		{"an empty plain text", alternative + "--b\n\n\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n", "rich",
			false},
		{"only HTML", "Content-Type: text/html\n\n<title>x</title><style>p{}</style><p>un<b>decided</b></p>" +
			"<blockquote>stop</blockquote><p>two&nbsp;words &lt;</p>\n", "un decided\n\ntwo words <", false},
		{"an attachment", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\n" +
			"Content-Disposition: attachment\n\nundo\n--b--\n", "hello", true},
		{"a mail inside", "Content-Type: message/rfc822\n\nFrom: jo@acme.test\n\nstop\n", "", false},
		{"several parts in a row", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n",
			"one\ntwo", true},
		{"a multipart without a boundary", "Content-Type: multipart/mixed\n\nhello\n", "", false},
		{"a multipart that is cut off", alternative + "--b\n\nhello", "hello", true},
	} {
		t.Run(row.why, func(t *testing.T) {
			if m := read(t, row.mail); m.Text != row.want || m.Plain != row.plain {
				t.Errorf("%q (plain: %v), want %q", m.Text, m.Plain, row.want)
			}
		})
	}
}

func TestOwn(t *testing.T) {
	const quote = "> Send by Fri 14:00\n>> stop\n>\n> followup sent 7\n"
	const attribution = "On Tue, 1 Dec 2026 at 14:00, Sam Example\n<sam@example.org> wrote:\n"
	for _, row := range []struct{ why, text, want string }{
		{"above the quote", "undecided\n\n" + attribution + "\n" + quote, "undecided"},
		{"directly above it", "undecided\n" + attribution + quote, "undecided"},
		{"below it", attribution + quote + "\nundecided\n", "undecided"},
		{"on both sides", "Hello\n" + quote + "undecided\n", "Hello\n\nundecided"},
		{"in German", quote + "\nAm 01.12.26 um 14:00 schrieb Sam:\n> x\nno\n", "no"},
		{"a colon of one's own", "My points:\n" + quote, "My points:"},
		{"nothing of one's own", attribution + quote, ""},
		{"a signature", "undecided\n\n-- \nSam Example\nstop\n", "undecided"},
		{"a quoted signature", "> -- \n> Sam\nundecided\n", "undecided"},
		{"only dashes", "--\nundecided\n", "--\nundecided"},
		{"the whole mail below", "undecided\n\n-----Original Message-----\nFrom: Sam\nstop\n", "undecided"},
		{"in German", "undecided\n\n-----Ursprüngliche Nachricht-----\nstop\n", "undecided"},
		{"Outlook's line", "undecided\n\n________________________________\nFrom: Sam\nstop\n", "undecided"},
		{"Outlook's header alone",
			"undecided\n\nVon: Sam <sam@example.org>\nGesendet: Dienstag, 1. Dezember 2026 14:00\nAn: Sam\n\nstop\n",
			"undecided"},
		{"CRLF", "undecided\r\n> x\r\n", "undecided"},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got := Own(row.text); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

// deep returns a mail with parts within parts.
func deep(levels int) string {
	var b strings.Builder
	for i := range levels {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%[1]d\n", i)
	}
	return b.String() + "Content-Type: text/plain\n\nundo\n"
}

func TestLimits(t *testing.T) {
	for _, row := range []struct{ why, mail, want string }{
		{"as deep as allowed", deep(Default.Depth), "undo"},
		{"deeper", deep(Default.Depth + 1), ""},
		{"thousands of levels", deep(5000), ""},
		{"the last part that is looked at", "Content-Type: multipart/mixed; boundary=b\n\n" +
			strings.Repeat("--b\nContent-Type: image/png\n\n", Default.Parts-2) + "--b\n\nundo\n--b--\n", "undo"},
		{"a part too many", "Content-Type: multipart/mixed; boundary=b\n\n" +
			strings.Repeat("--b\nContent-Type: image/png\n\n", Default.Parts-1) + "--b\n\nundo\n--b--\n", ""},
		{"a text, and a file without end", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nundo\n--b\n" +
			"Content-Type: image/png\n\n" + strings.Repeat("x", 1<<20), "undo"},
	} {
		t.Run(row.why, func(t *testing.T) {
			if m := read(t, row.mail); m.Text != row.want {
				t.Errorf("%q, want %q", m.Text, row.want)
			}
		})
	}
	for why, mail := range map[string]string{
		"a header without end": "Subject: " + strings.Repeat("x", 200<<10) + "\n\nundo\n",
		"no header":            "hello there\n\nundo\n",
		"an mbox file":         "From xx@x.test  Tue Dec  1 18:00:00 2026\nSubject: x\n\nundo\n",
	} {
		m, err := Read(strings.NewReader(mail), "", Default)
		if !errors.Is(err, errHeader) || strings.Contains(err.Error(), "xx") || m.Text != "" {
			t.Errorf("%s: %q, %v", why, m.Text, err)
		}
	}
}

// endless is text without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "line\n"[i%5]
	}
	return len(p), nil
}

// TestMemory: a mail of 64 MB costs no more than one of the greatest length that is read.
func TestMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Read(io.MultiReader(strings.NewReader("Subject: x\n\n"), endless{}), "", Default); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("it took %d bytes", used)
	}
}

// TestCalendar: an invitation is found beside the text and as a file, in any encoding, and is no part of the text.
func TestCalendar(t *testing.T) {
	const calendar = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"
	for _, head := range []string{
		"Content-Type: text/calendar; method=REQUEST\n\n" + calendar,
		"Content-Type: text/calendar\nContent-Disposition: attachment; filename=invite.ics\n\n" + calendar,
		"Content-Type: text/calendar; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
			"QkVHSU46VkNBTEVOREFSCk1FVEhPRDpSRVFVRVNUCkVORDpWQ0FMRU5EQVI=",
	} {
		mail := "From: jo@acme.test\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" +
			"Content-Type: text/plain\n\nCome.\n--b\n" + head + "\n--b--\n"
		m, err := Read(strings.NewReader(mail), "", Default)
		if err != nil || m.Text != "Come." || strings.TrimSpace(m.Calendar) != calendar {
			t.Errorf("%q, %q, %v", m.Text, m.Calendar, err)
		}
	}
}

// TestCalendarOfALargeMail: what stands before the calendar is read and not kept,
// and neither is a calendar without end.
func TestCalendarOfALargeMail(t *testing.T) {
	const calendar = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"
	limits := Default
	limits.Bytes = 50 << 20
	mail := func(kind, before, calendar string) string {
		return "From: jo@acme.test\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: " + kind + "\n\n" +
			before + "\n--b\nContent-Type: text/calendar\n\n" + calendar + "\n--b--\n"
	}
	text := strings.Repeat("A line of the text before it.\n", 200_000) // 6 MB
	for _, kind := range []string{"text/plain", "text/html", "image/png"} {
		var before, after runtime.MemStats
		whole := strings.NewReader(mail(kind, text, calendar))
		runtime.ReadMemStats(&before)
		got, err := Calendar(whole, limits)
		runtime.ReadMemStats(&after)
		if strings.TrimSpace(got) != strings.TrimSpace(calendar) || err != nil {
			t.Errorf("%s before it: %q, %v", kind, got, err)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
			t.Errorf("%s before it: reading it took %d KB of memory", kind, n>>10)
		}
	}
	if got, err := Calendar(strings.NewReader(mail("text/plain", "Hi.", text)), limits); err == nil {
		t.Errorf("a calendar of 6 MB is read: %d bytes", len(got))
	}
	if got, err := Calendar(strings.NewReader(mail("text/plain", "Hi.", "")), limits); got != "" || err != nil {
		t.Errorf("there is none: %q, %v", got, err)
	}
}
