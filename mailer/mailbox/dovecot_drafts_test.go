package mailbox

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"

	"followup/mailer/message"
	"followup/rules"
)

// drafts: a draft comes into a folder with a German name and goes again, and the user's own mails stay, also those
// that they have marked as deleted.
func (d *dovecot) drafts(t *testing.T) {
	const id, user = "draft.1@example.test", "drafts"
	d.deliver(t, user, "", letter("in"), time.Now())
	d.deliver(t, user, "Entw&APw-rfe", draft("theirs@example.test"), time.Now())
	c, heard := d.client(t, user)
	f := opened(t, c)
	if f.Name() != "Entwürfe" || !f.Takes() {
		t.Fatalf("the folder %q, takes %v", f.Name(), f.Takes())
	}
	if _, err := f.session.open(f.Name(), nil); err != nil {
		t.Fatal(err)
	}
	err := f.session.imap.Store(imap.UIDSetNum(1), &imap.StoreFlags{
		Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted},
	}, nil).Close()
	if err != nil {
		t.Fatal(err)
	}
	heard.counted()
	place, _, err := f.Put([]byte(draft(id)), putAt)
	if err != nil || place.UID != 2 || place.UIDValidity == 0 {
		t.Fatalf("it lies at %+v, %v", place, err)
	}
	commands, bytes := heard.counted()
	t.Logf("a draft of %d bytes is put there: %d lines, %d bytes", len(draft(id)), commands, bytes)
	copied := rules.Copy{MessageID: "<" + id + ">", Digest: message.Digest([]byte(draft(id))), At: place}
	found, err := f.Find(copied.MessageID)
	if err != nil || !slices.Equal(found, []rules.FoundCopy{{CopyPlace: place, Digest: copied.Digest}}) {
		t.Errorf("found %+v, %v; want the digest %s", found, err, copied.Digest)
	}
	if flagged := d.flagged(t, user); !slices.Equal(flagged, []string{"DS", "T"}) {
		t.Errorf("the flags are %q", flagged)
	}
	if ours, err := f.Take(copied); err != nil || !ours {
		t.Errorf("taken away: %v, %v", ours, err)
	}
	if flagged := d.flagged(t, user); !slices.Equal(flagged, []string{"T"}) {
		t.Errorf("left are mails with the flags %q", flagged)
	}
	if ours, err := f.Take(copied); err != nil || ours {
		t.Errorf("taken away again: %v, %v", ours, err)
	}
	other := copied
	other.At.UID = 1
	if ours, err := f.Take(other); err != nil || ours {
		t.Errorf("that of the user: %v, %v", ours, err)
	}
}

// flagged returns the flags of the mails in the Drafts folder, as a Maildir has them: D is a draft, S was seen, and T
// is marked as deleted.
func (d *dovecot) flagged(t *testing.T, user string) (flags []string) {
	t.Helper()
	mails, err := filepath.Glob(filepath.Join(d.dir, "mail", user, ".Entw&APw-rfe", "cur", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range mails {
		_, flag, _ := strings.Cut(path, ":2,")
		flags = append(flags, flag)
	}
	slices.Sort(flags)
	return flags
}
