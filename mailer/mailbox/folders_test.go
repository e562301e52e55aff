package mailbox

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
)

// TestFolders: what a server says of a folder comes before its name, and the name counts only where such folders lie.
func TestFolders(t *testing.T) {
	for _, tt := range []struct {
		name string
		list []*imap.ListData
		want string
	}{
		{"none but the INBOX", []*imap.ListData{named("INBOX"), named("Projects")}, "inbox INBOX"},
		{"the server says it", []*imap.ListData{named("Out", imap.MailboxAttrSent), named("Sent"),
			named("Old", imap.MailboxAttrArchive), named("Rubbish", imap.MailboxAttrJunk)},
			"sent Out, inbox INBOX, archive Old, junk Rubbish"},
		{"two of one use", []*imap.ListData{named("Sent", imap.MailboxAttrSent),
			named("Sent Messages", imap.MailboxAttrSent)}, "sent Sent, sent Sent Messages, inbox INBOX"},
		{"Gmail", []*imap.ListData{named("[Gmail]", imap.MailboxAttrNoSelect), named("Archive"),
			named("[Gmail]/Sent Mail", imap.MailboxAttrSent), named("[Gmail]/All Mail", imap.MailboxAttrAll),
			named("[Gmail]/Spam", imap.MailboxAttrJunk)},
			"sent [Gmail]/Sent Mail, inbox INBOX, archive [Gmail]/All Mail, junk [Gmail]/Spam"},
		{"Gmail in German, without a word", []*imap.ListData{named("[Google Mail]/Gesendet"),
			named("[Google Mail]/Alle Nachrichten"), named("[Google Mail]/Spam")},
			"sent [Google Mail]/Gesendet, inbox INBOX, archive [Google Mail]/Alle Nachrichten, junk [Google " +
				"Mail]/Spam"},
		{"in the INBOX", []*imap.ListData{named("INBOX/Sent"), named("INBOX/Junk")},
			"sent INBOX/Sent, inbox INBOX, junk INBOX/Junk"},
		{"French, with accents apart", []*imap.ListData{named("E\u0301le\u0301ments envoye\u0301s"),
			named("Courrier indésirable")}, "sent E\u0301le\u0301ments envoye\u0301s, inbox INBOX, junk Courrier " +
			"indésirable"},
		{"Spanish", []*imap.ListData{named("ELEMENTOS ENVIADOS"), named("Correo no deseado")},
			"sent ELEMENTOS ENVIADOS, inbox INBOX, junk Correo no deseado"},
		{"by year, as Thunderbird has them", []*imap.ListData{named("Archives"), named("Archives/2026"),
			named("Archives/2025"), named("Archives/Friends"), named("Work/2026")},
			"inbox INBOX, archive Archives, archive Archives/2026"},
		{"somebody else's", []*imap.ListData{named("shared/joe/Sent"), named("Projects/Archive")}, "inbox INBOX"},
		{"one that is gone", []*imap.ListData{named("Sent", imap.MailboxAttrNonExistent)}, "inbox INBOX"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range choose(tt.list, since) {
				got = append(got, fmt.Sprintf("%s %s", f.Role, f.Name))
			}
			if got := strings.Join(got, ", "); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// named is what LIST says of a folder.
func named(name string, attributes ...imap.MailboxAttr) *imap.ListData {
	return &imap.ListData{Mailbox: name, Delim: '/', Attrs: attributes}
}

// TestNamesAreInLowerCase: else a name of the table is never found.
func TestNamesAreInLowerCase(t *testing.T) {
	seen := []string{}
	for role, list := range names {
		for _, name := range list {
			if name != strings.ToLower(name) || slices.Contains(seen, name) {
				t.Errorf("%s: %q is not in lower case, or there twice", role, name)
			}
			seen = append(seen, name)
		}
	}
}

func TestFolderNames(t *testing.T) {
	for name, want := range map[string]bool{
		"INBOX": true, "Sent Items": true, "Entw&APw-rfe": true, "&AMk-l&AOk-ments": true, "R&-D": true,
		"Éléments": true,
		"&2D3eAA-": true, "a&-&-b": true, "&AMkA6Q-": true,
		"": false, "R&D": false, "&AMk": false, "&-&AMk-&AOk-": false, "&AMk-&AOk-": false, "&AEE-": false,
		"&2D0-": false,
		"&!!-":  false, "&AA-": false, "a\x07": false, "\xff": false,
	} {
		if isFolderName(name) != want {
			t.Errorf("%q: %v, want %v", name, !want, want)
		}
	}
}
