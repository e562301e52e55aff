package mailbox

import (
	"slices"
	"strings"
	"testing"

	"followup/rules"
)

// TestFoldersWithoutNews: a folder that is as it was left is not opened. One that may not be is opened, also if the
// server says nothing that can be read, or refuses to say.
func TestFoldersWithoutNews(t *testing.T) {
	mark := rules.MailMark{Name: "INBOX", UIDValidity: 7, UIDNext: 4}
	for _, tt := range []struct {
		name   string
		answer string // to STATUS
		opened bool
	}{
		{"nothing is new", "<usual>", false},
		{"as an atom, in the other order, with more", "* STATUS inbox (MESSAGES 3 UIDNEXT 4 X (a b) " +
			"UIDVALIDITY 7)\r\n<tag> OK done\r\n", false},
		{"a mail is new", "* STATUS INBOX (UIDNEXT 5 UIDVALIDITY 7)\r\n<tag> OK done\r\n", true},
		{"another folder of the name", "* STATUS INBOX (UIDNEXT 4 UIDVALIDITY 8)\r\n<tag> OK done\r\n", true},
		{"a part is missing", "* STATUS INBOX (UIDNEXT 4)\r\n<tag> OK done\r\n", true},
		{"a number that is none", "* STATUS INBOX (UIDNEXT four UIDVALIDITY 7)\r\n<tag> OK done\r\n", true},
		{"of another folder", "* STATUS Sent (UIDNEXT 4 UIDVALIDITY 7)\r\n<tag> OK done\r\n", true},
		{"cut short", "* STATUS INBOX (UIDNEXT 4\r\n<tag> OK done\r\n", true},
		{"nothing is said", "<tag> OK done\r\n", true},
		{"it is refused", "<tag> NO not now\r\n", true},
		{"it is not known", "<tag> BAD what\r\n", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{odd: map[string]string{"STATUS": tt.answer}}
			f.boxes = []*box{{name: "INBOX", validity: 7, next: 4, mails: letters(1, 2, 3)}}
			got, found, err := lookAt(t, f.client(t), []rules.MailMark{mark})
			if err != nil || len(got) > 0 || !slices.Equal(found.Marks, []rules.MailMark{mark}) {
				t.Errorf("the look: %v, %+v, %v", got, found, err)
			}
			commands, _ := f.said()
			opened := slices.ContainsFunc(commands, func(c string) bool { return strings.HasPrefix(c, "EXAMINE") })
			if opened != tt.opened {
				t.Errorf("opened is %v, want %v: %q", opened, tt.opened, commands)
			}
		})
	}
}
