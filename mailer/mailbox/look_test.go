package mailbox

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// since is the day from which a folder without a mark is read.
var since = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// client returns a client of the server.
func (f *fakeServer) client(t testing.TB, change ...func(*Config)) *Client {
	t.Helper()
	cfg := Config{
		Host: "127.0.0.1", Port: f.start(t), TLS: NoTLS, Username: "me",
		Password: func(context.Context) (string, error) { return "secret", nil },
	}
	for _, f := range change {
		f(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func briefly(cfg *Config) { cfg.StepTimeout = time.Second }

// lookAt looks, takes every mail, and returns the subjects with the folder where each lay.
func lookAt(t testing.TB, c *Client, marks []rules.MailMark) ([]string, rules.Sighting, error) {
	t.Helper()
	taken := map[string]int{}
	found, err := c.Look(t.Context(), marks, since, func(m rules.Mail) bool {
		taken[m.ID]++
		return true
	})
	var subjects []string
	for _, m := range found.Mails {
		subjects = append(subjects, fmt.Sprintf("%s %s", m.Folder, m.Subject))
		if taken[m.ID] != 1 {
			t.Errorf("%s was shown %d times", m.Subject, taken[m.ID])
		}
		if want := "Text of " + m.Subject; m.HasText && m.Text != want {
			t.Errorf("the text of %s is %q", m.Subject, m.Text)
		}
	}
	return subjects, found, err
}

// usualBoxes are those of most tests.
func usualBoxes() []*box {
	return []*box{
		{name: "INBOX", validity: 7, next: 6, mails: letters(3, 4, 5)},
		{name: "Sent", attributes: `\Sent`, validity: 8, next: 3, mails: letters(2)},
	}
}

var usualMarks = []rules.MailMark{
	{Name: "Sent", UIDValidity: 8, UIDNext: 3}, {Name: "INBOX", UIDValidity: 7, UIDNext: 6},
}

func TestLook(t *testing.T) {
	f := &fakeServer{boxes: usualBoxes()}
	c := f.client(t)
	got, found, err := lookAt(t, c, nil)
	want := []string{"sent m2", "inbox m3", "inbox m4", "inbox m5"}
	if err != nil || !slices.Equal(got, want) || !slices.Equal(found.Marks, usualMarks) || len(found.Skipped) > 0 {
		t.Errorf("the first look: %v, %+v, %v", got, found, err)
	}
	f.said()

	got, found, err = lookAt(t, c, found.Marks)
	commands, bytes := f.said()
	if err != nil || len(got) > 0 || !slices.Equal(found.Marks, usualMarks) {
		t.Errorf("without news: %v, %+v, %v", got, found, err)
	}
	if len(commands) != 7 || bytes > 1500 {
		t.Errorf("without news: %d commands, %d bytes: %q", len(commands), bytes, commands)
	}

	f.boxes[0].mails[9], f.boxes[0].next = letter("m9"), 10
	delete(f.boxes[0].mails, 4)
	got, found, err = lookAt(t, c, found.Marks)
	if err != nil || !slices.Equal(got, []string{"inbox m9"}) {
		t.Errorf("with a new mail: %v, %+v, %v", got, found, err)
	}

	f.boxes[0].validity = 70
	got, found, err = lookAt(t, c, found.Marks)
	if err != nil || !slices.Equal(got, []string{"inbox m3", "inbox m5", "inbox m9"}) ||
		found.Marks[1] != (rules.MailMark{Name: "INBOX", UIDValidity: 70, UIDNext: 10}) {
		t.Errorf("after UIDVALIDITY has changed: %v, %+v, %v", got, found, err)
	}
}

// TestLookReadsHeadersOfMostMails: the text of a mail that nobody wants is never asked for, and nothing marks a mail.
func TestLookReadsHeadersOfMostMails(t *testing.T) {
	f := &fakeServer{boxes: usualBoxes()}
	found, err := f.client(t).Look(t.Context(), nil, since, func(m rules.Mail) bool {
		if m.HasText || m.Text != "" || len(m.From) != 1 {
			t.Errorf("take gets %+v", m)
		}
		return m.Subject == "m4"
	})
	if err != nil || len(found.Mails) != 1 || found.Mails[0].Text != "Text of m4" {
		t.Errorf("%+v, %v", found, err)
	}
	commands, _ := f.said()
	for _, c := range commands {
		if strings.Contains(c, "FETCH") && (!strings.Contains(c, ".PEEK[") || !strings.Contains(c, "<0.")) {
			t.Errorf("%s", c)
		}
		if strings.Contains(c, "BODY.PEEK[]") && !strings.HasPrefix(c, "UID FETCH 4 ") {
			t.Errorf("the text is fetched without need: %s", c)
		}
		for _, not := range []string{"SELECT", "STORE", "EXPUNGE", "APPEND", "FLAGS", "ENVELOPE", "BODYSTRUCTURE",
			"INTERNALDATE"} {
			if strings.Contains(c, not) {
				t.Errorf("%s is sent: %s", not, c)
			}
		}
	}
}

// TestChunks: more than 200 mails come in several answers, and a mailbox with holes is asked which mails it has.
func TestChunks(t *testing.T) {
	f := &fakeServer{boxes: []*box{{name: "INBOX", validity: 1, next: 100_001, mails: letters(numbers(1, 450)...)}}}
	f.boxes[0].mails[100_000] = letter("m100000")
	c := f.client(t)
	got, found, err := lookAt(t, c, nil)
	if err != nil || len(got) != 451 || found.Marks[0].UIDNext != 100_001 {
		t.Errorf("%d mails, %+v, %v", len(got), found.Marks, err)
	}
	got, _, err = lookAt(t, c, []rules.MailMark{{Name: "INBOX", UIDValidity: 1, UIDNext: 400}})
	if err != nil || len(got) != 52 {
		t.Errorf("from a mark on: %d mails, %v", len(got), err)
	}
}

// TestOddServers has a server in each row that does something else than it should at a command, and what a look makes
// of it. The server has the mails m3 to m5 in the INBOX and m2 in Sent. A bar is a line break.
func TestOddServers(t *testing.T) {
	const all = "m2 m3 m4 m5"
	for _, tt := range []struct {
		name, at, answer string
		want             string // the mails
		noted, err       string
	}{
		{"odd flags", "EXAMINE", `* FLAGS ("\\Deleted" [x] {} \*)|* OK [PERMANENTFLAGS (] x|<usual>`, all, "", ""},
		{"unknown responses", "EXAMINE", `* XYZZY (((|* 7 WHAT|*|* ||hello|<usual>`, all, "", ""},
		{"unknown responses to SEARCH", "UID SEARCH", `* XYZZY (((|* 7 WHAT|*|* ||hello|<usual>`, all, "", ""},
		{"numbers out of range", "EXAMINE", `* 99999999999 EXISTS|* OK [HIGHESTMODSEQ x] no|<usual>`, all, "", ""},
		{"text that looks like a literal", "EXAMINE", `* OK you have {5}|<usual>`, all, "", ""},
		{"no text behind OK", "EXAMINE INBOX", `* OK [UIDVALIDITY 7]|* OK [UIDNEXT 6]|<tag> OK|`, all, "", ""},
		{"small letters", "EXAMINE INBOX", `* ok [uidvalidity 7] x|* ok [uidnext 6] x|<tag> ok done|`, all, "", ""},
		{"lines that end with LF", "EXAMINE INBOX", "* OK [UIDVALIDITY 7]\n* OK [UIDNEXT 6]\n<tag> OK\n", all, "", ""},
		{"no UIDNEXT", "EXAMINE INBOX", `* OK [UIDVALIDITY 7] x|<tag> OK done|`, all, "", ""},
		{"no UIDVALIDITY", "EXAMINE INBOX", `* OK [UIDNEXT 6] x|<tag> OK done|`, all, "", ""},
		{"odd capabilities", "CAPABILITY", `* CAPABILITY IMAP4rev1 AUTH=PLAIN ( "x|<tag> OK|`, all, "", ""},
		{"a folder that cannot be opened", `EXAMINE "Sent"`, `<tag> NO [SERVERBUG] broken|`, "m3 m4 m5",
			"Sent: NO [SERVERBUG] broken", "cannot open the folder Sent (NO [SERVERBUG] broken)"},
		{"an INBOX that cannot be opened", "EXAMINE INBOX", `<tag> NO broken|`, "m2", "",
			"cannot open the folder INBOX (NO broken)"},
		{"folders with odd names", "LIST", `* LIST () "/" R&D|* LIST () "/" "` + "\xff" +
			`"|* LIST (\x[) / {3}|a b|* LIST nonsense|* LIST () "` + "\xff" + `" x|<usual>`, all, "", ""},
		{"a folder without quotation marks", "LIST", `* LIST (\Sent) NIL Sent|<tag> OK|`, all, "", ""},
		{"a folder as a literal", "LIST", `* LIST (\Sent) "/" {4}|Sent|<tag> OK|`, all, "", ""},
		{"LIST fails", "LIST", `<tag> BAD what|`, "", "", "cannot list the folders (BAD what)"},
		{"SEARCH fails", "UID SEARCH", `<tag> NO what|`, "", "", "cannot search the folder Sent (NO what)"},
		{"SEARCH with nothing", "UID SEARCH", `<tag> OK|`, "", "", ""},
		{"SEARCH with zero and more", "UID SEARCH", `* SEARCH 0 5 x 3 3 (MODSEQ 5)|* SEARCH 4 2|<tag> OK|`, all, "",
			""},
		{"FLAGS beside the text", text5, `* 5 FETCH (FLAGS (\Seen [a] "b") UID 5 BODY[]<0> {25}|` + mail5 +
			` MODSEQ (5))|<tag> OK|`, all, "", ""},
		{"the UID behind the text", text5, `* 5 FETCH (BODY[]<0> {25}|` + mail5 + ` UID 5)|<tag> OK|`, all, "", ""},
		{"no blank before the text", text5, `* 5 FETCH(UID 5 BODY[]<0>{25}|` + mail5 + `)|<tag> OK|`, all, "", ""},
		{"flags that nobody asked for", "UID FETCH", `* 5 FETCH (FLAGS ("x" [))|* 3 EXPUNGE|<usual>`, all, "", ""},
		{"mails that were deleted", "UID FETCH 3:5", `<tag> OK|`, "m2", "", ""},
		{"a text that was deleted", text5, `<tag> OK|`, all, "", ""},
		{"NIL for a header", "UID FETCH 3:5", `* 3 FETCH (UID 3 BODY[] NIL)|<tag> OK|`, "m2",
			"INBOX 3: the answer cannot be read", ""},
		{"BYE at every mail", "UID FETCH", `* BYE maintenance|<drop>`, "", "", "folder Sent (BYE maintenance)"},
		{"a 64 MB text", text5, `* 5 FETCH (UID 5 BODY[] {67108864}|Subject: <drop>`, all,
			"INBOX 5: it sent more of a mail than it was asked for", ""},
		{"a literal with a huge number", text5, `* 5 FETCH (UID 5 BODY[] {9999999999999999999}|<drop>`, all,
			"INBOX 5: it sent more of a mail than it was asked for", ""},
		{"a text that is cut short", text5, `* 5 FETCH (UID 5 BODY[] {500}|Subj<drop>`, all,
			"INBOX 5: the connection was closed; only its header was read", ""},
		{"an unknown tag", "LIST", `X99 OK done|<usual>`, "", "", "cannot list the folders"},
		{"a challenge out of turn", "LIST", `+ go on|<usual>`, "", "", "cannot list the folders"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer := strings.ReplaceAll(tt.answer, "|", "\r\n")
			f := &fakeServer{boxes: usualBoxes(), odd: map[string]string{tt.at: answer}}
			got, found, err := lookAt(t, f.client(t), nil)
			for i := range got {
				_, got[i], _ = strings.Cut(got[i], " ")
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("mails: %v", got)
			}
			noted := strings.Join(found.Skipped, "|")
			if !strings.Contains(noted, tt.noted) || tt.noted == "" && noted != "" {
				t.Errorf("noted: %s", noted)
			}
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Errorf("error: %v", err)
			}
		})
	}
}

// text5 asks for the mail with the UID 5, which is mail5.
const (
	text5 = "UID FETCH 5 (UID BODY.PEEK[]"
	mail5 = "Subject: m5||Text of m5"
)

// fixed returns a password.
func fixed(password string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return password, nil }
}

// dialed returns a dialer to a server in this process.
func dialed(serve func(net.Conn)) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go serve(server)
		return client, nil
	}
}
