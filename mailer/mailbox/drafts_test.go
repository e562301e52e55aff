package mailbox

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"followup/mailer/message"
	"followup/rules"
)

// draft returns the copy of a draft, as it is put into the folder.
func draft(id string) string {
	return "Date: Tue, 1 Dec 2026 17:00:00 +0100\r\nMessage-ID: <" + id + ">\r\nX-Unsent: 1\r\n" +
		"From: \"Sam Weber\" <me@example.test>\r\nTo: \"Jo Smith\" <jo@acme.test>\r\nSubject: Thank you\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\nThank you.\r\n"
}

// draftBoxes has a folder for drafts with one of the user's own, which they have marked as deleted.
func draftBoxes() []*box {
	return append(usualBoxes(), &box{name: "Drafts", attributes: `\Drafts`, validity: 4000000000, next: 5,
		mails: map[uint32]string{4: draft("theirs@example.test")}, deleted: []uint32{4}})
}

const plus = "IMAP4rev1 AUTH=PLAIN SASL-IR SPECIAL-USE LIST-EXTENDED UIDPLUS"

var putAt = time.Date(2026, 12, 1, 17, 0, 0, 0, time.UTC)

// opened returns the opened folder of a client.
func opened(t testing.TB, c *Client) *Drafts {
	t.Helper()
	d := c.NewDrafts()
	if err := d.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// copyOf returns the copy of the draft with that id, at that place.
func copyOf(id string, at rules.CopyPlace) rules.Copy {
	return rules.Copy{MessageID: "<" + id + ">", Digest: message.Digest([]byte(draft(id))), At: at}
}

// TestDraftComesAndGoes: it is found again, and nothing else is touched.
func TestDraftComesAndGoes(t *testing.T) {
	f := &fakeServer{boxes: draftBoxes(), offers: plus}
	d := opened(t, f.client(t))
	const id = "draft.1@example.test"
	if found, err := d.Find("<" + id + ">"); err != nil || len(found) > 0 {
		t.Fatalf("before it came: %v, %v", found, err)
	}
	f.said()
	place, _, err := d.Put([]byte(draft(id)), putAt)
	want := rules.CopyPlace{Folder: "Drafts", UIDValidity: 4000000000, UID: 5}
	if err != nil || place != want || f.boxes[2].mails[5] != draft(id) {
		t.Fatalf("it lies at %+v, %v; the folder has %v", place, err, f.boxes[2].mails)
	}
	if said, _ := f.said(); len(said) != 1 ||
		!strings.HasPrefix(said[0], `APPEND "Drafts" (\Draft \Seen) " 1-Dec-2026 17:00:00 +0000" {`) {
		t.Errorf("it was put there by %q", said)
	}
	found, err := d.Find("<" + id + ">")
	if err != nil || !slices.Equal(found, []rules.FoundCopy{{CopyPlace: want, Digest: copyOf(id, want).Digest}}) {
		t.Errorf("found %+v, %v", found, err)
	}
	f.said()
	if ours, err := d.Take(copyOf(id, want)); err != nil || !ours {
		t.Errorf("taken away: %v, %v", ours, err)
	}
	if left := slices.Collect(maps.Keys(f.boxes[2].mails)); !slices.Equal(left, []uint32{4}) {
		t.Errorf("left are %v", left)
	}
	said, _ := f.said()
	if len(said) != 4 || said[0] != `SELECT "Drafts"` || said[2] != `UID STORE 5 +FLAGS.SILENT (\Deleted)` ||
		said[3] != "UID EXPUNGE 5" {
		t.Errorf("it was taken away by %q", said)
	}
	if ours, err := d.Take(copyOf(id, want)); err != nil || ours {
		t.Errorf("taken away again: %v, %v", ours, err)
	}
}

// TestDraftThatIsNotOurs is left as it is.
func TestDraftThatIsNotOurs(t *testing.T) {
	const id = "draft.1@example.test"
	place := rules.CopyPlace{Folder: "Drafts", UIDValidity: 7, UID: 5}
	for _, tt := range []struct {
		name   string
		mail   string
		change func(c *rules.Copy)
	}{
		{name: "a word was changed", mail: strings.Replace(draft(id), "Thank you.", "Thank you!", 1)},
		{name: "the subject was changed", mail: strings.Replace(draft(id), "Subject: Thank", "Subject: Many", 1)},
		{name: "another mail has the number", mail: draft("theirs@example.test")},
		{name: "another mail with the id in its own", mail: draft("x." + id)},
		{name: "it has no Message-ID", mail: strings.Replace(draft(id), "Message-ID", "X-ID", 1)},
		{name: "the server cannot show it", mail: ""},
		{name: "UIDVALIDITY has changed", mail: draft(id), change: func(c *rules.Copy) { c.At.UIDValidity = 6 }},
		{name: "it was never known where it lies", mail: draft(id), change: func(c *rules.Copy) { c.At.UID = 0 }},
		{name: "it was deleted", mail: draft(id), change: func(c *rules.Copy) { c.At.UID = 6 }},
		{name: "the folder is gone", mail: draft(id), change: func(c *rules.Copy) { c.At.Folder = "Old" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{offers: plus, boxes: append(usualBoxes(),
				&box{name: "Drafts", attributes: `\Drafts`, validity: 7, next: 6,
					mails: map[uint32]string{5: tt.mail}})}
			d := opened(t, f.client(t))
			c := copyOf(id, place)
			if tt.change != nil {
				tt.change(&c)
			}
			if ours, err := d.Take(c); ours || err != nil {
				t.Errorf("it is ours: %v, %v", ours, err)
			}
			said, _ := f.said()
			for _, command := range said {
				if strings.Contains(command, "STORE") || strings.Contains(command, "EXPUNGE") ||
					strings.HasPrefix(command, "CLOSE") {
					t.Errorf("said %q", command)
				}
			}
		})
	}
}

// TestDraftWithoutUIDPlus: the server does not say where the mail lies, so it is looked for, and it stays.
func TestDraftWithoutUIDPlus(t *testing.T) {
	f := &fakeServer{boxes: draftBoxes()}
	d := opened(t, f.client(t))
	if d.Takes() {
		t.Error("it can take away a single mail")
	}
	place, _, err := d.Put([]byte(draft("a@b.test")), putAt)
	if err != nil || place.UID != 0 {
		t.Errorf("it lies at %+v, %v", place, err)
	}
	if found, err := d.Find("<a@b.test>"); err != nil || len(found) != 1 || found[0].UID != 5 {
		t.Errorf("found %+v, %v", found, err)
	}
	f = &fakeServer{boxes: draftBoxes(), offers: "IMAP4rev2 AUTH=PLAIN SASL-IR"}
	if d := opened(t, f.client(t)); !d.Takes() {
		t.Error("IMAP4rev2 has it")
	}
}

// TestDraftAndOddAnswers: whatever the server says, the folder is left in peace, and it is known whether the mail may
// be there.
func TestDraftAndOddAnswers(t *testing.T) {
	const id = "draft.1@example.test"
	for _, tt := range []struct {
		name, command, answer string
		puts, maybe           bool // Put succeeds; it may be there all the same
		uid                   uint32
		want                  string // of the error
	}{
		{"no room", "APPEND", "<early><tag> NO [OVERQUOTA] the mailbox is full\r\n", false, false, 0, "OVERQUOTA"},
		{"refused after the mail", "APPEND", "<tag> NO not today\r\n", false, false, 0, "not today"},
		{"no place in the answer", "APPEND", "<usual>", true, false, 5, ""},
		{"a place of zeros", "APPEND", "<tag> OK [APPENDUID 0 0] done\r\n", true, false, 0, ""},
		{"a place that is too large", "APPEND", "<tag> OK [APPENDUID 7 99999999999] x\r\n", true, false, 0, ""},
		{"a place of several mails", "APPEND", "<tag> OK [APPENDUID 7 5:6] x\r\n", true, false, 0, ""},
		{"a place without numbers", "APPEND", "<tag> OK [APPENDUID] x\r\n", true, false, 0, ""},
		{"news in between", "APPEND", "* 9 EXISTS\r\n* 3 EXPUNGE\r\n* OK [ALERT] hello\r\n<usual>", true, false, 5, ""},
		{"the connection ends before the mail", "APPEND", "<early><drop>", false, true, 0, "the connection was closed"},
		{"the connection ends after the mail", "APPEND", "<drop>", false, true, 0, ""},
		{"a BYE instead of an answer", "APPEND", "<early>* BYE it ends\r\n<drop>", false, true, 0, "it ends"},
		{"not a word before the mail", "APPEND", "<early><stall>", false, true, 0, "no answer in time"},
		{"no answer", "APPEND", "<stall>", false, true, 0, "no answer in time"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{boxes: draftBoxes(), offers: plus, odd: map[string]string{tt.command: tt.answer}}
			d := opened(t, f.client(t, briefly))
			place, maybe, err := d.Put([]byte(draft(id)), putAt)
			if (err == nil) != tt.puts || maybe != tt.maybe || place.UID != tt.uid ||
				err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("it lies at %+v, perhaps: %v, %v", place, maybe, err)
			}
		})
	}
	for _, command := range []string{"SELECT", "UID FETCH", "UID STORE", "UID EXPUNGE"} {
		for _, answer := range []string{"<tag> NO [UNAVAILABLE] later\r\n", "<drop>", "<stall>", "<tag> BAD what\r\n"} {
			f := &fakeServer{boxes: draftBoxes(), offers: plus, odd: map[string]string{command: answer}}
			f.boxes[2].mails[5] = draft(id)
			d := opened(t, f.client(t, briefly))
			c := copyOf(id, rules.CopyPlace{Folder: "Drafts", UIDValidity: 4000000000, UID: 5})
			ours, err := d.Take(c)
			if gone := command == "SELECT" && strings.Contains(answer, "BAD"); err == nil && !gone {
				t.Errorf("%s %q: %v, %v", command, answer, ours, err)
			}
			f.mu.Lock() // the server may still be at work
			_, left := f.boxes[2].mails[4]
			f.mu.Unlock()
			if !left {
				t.Errorf("%s %q: that of the user is gone", command, answer)
			}
		}
	}
}

// TestDraftsFolder: by what the server says, else by its name, and never one that is made for the purpose.
func TestDraftsFolder(t *testing.T) {
	for _, tt := range []struct {
		list []*imap.ListData
		want string
	}{
		{[]*imap.ListData{named("INBOX"), named("Sent", imap.MailboxAttrSent)}, ""},
		{[]*imap.ListData{named("Drafts"), named("Mine", imap.MailboxAttrDrafts)}, "Mine"},
		{[]*imap.ListData{named("[Google Mail]/Entwürfe")}, "[Google Mail]/Entwürfe"},
		{[]*imap.ListData{named("INBOX/Brouillons")}, "INBOX/Brouillons"},
		{[]*imap.ListData{named("shared/joe/Drafts")}, ""},
		{[]*imap.ListData{named("Drafts", imap.MailboxAttrNoSelect)}, ""},
	} {
		if got, ok := draftsFolder(tt.list); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	f := &fakeServer{boxes: usualBoxes(), offers: plus}
	err := f.client(t).NewDrafts().Open(t.Context())
	if !errors.Is(err, errNoDrafts) {
		t.Errorf("without a folder: %v", err)
	}
	if said, _ := f.said(); slices.ContainsFunc(said, func(c string) bool { return strings.HasPrefix(c, "CREATE") }) {
		t.Errorf("said %q", said)
	}
}
