package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// A Mail is a mail in the user's own mailbox, as far as it was read. What is in it was written by others, and nothing
// in it is true because it says so: anybody can write any name, address and date.
type Mail struct {
	// ID is the Message-ID with its angle brackets, or "" if the mail has none. InReplyTo and References hold those
	// of the mails that it answers, in the order of the header.
	ID         string
	InReplyTo  []string
	References []string

	// From, To and Cc are as [NewPerson] leaves them: decoded, and without a name that is made to deceive. Each has
	// an address. Bcc is among To, as the user's own copy of a mail may have it.
	From, To, Cc []Person

	// Unread names the fields with addresses that could not be read, such as "To". Somebody may be in them.
	Unread []string

	Subject string // decoded, on one line, without invisible characters

	// Date is when the mail was sent by its own account, or zero if that cannot be read.
	Date time.Time

	Folder Folder

	// Automatic says why no person wrote the mail, or is empty. OutOfOffice reports that it only says that somebody
	// is away.
	Automatic   Automatic
	OutOfOffice bool

	// Authentic reports that the user's own mail server vouches for the domain of From: the topmost
	// Authentication-Results is of that server and has dmarc=pass. False means nothing.
	Authentic bool

	// Text is what the sender wrote, without quoted mails, as plain text with LF line ends. HasText reports that it
	// was fetched; it is fetched only for mails whose headers match. Plain reports that the sender wrote plain text.
	// Otherwise Text was taken from HTML, or there is none.
	Text    string
	HasText bool
	Plain   bool

	// Calendar is the calendar in the mail, such as an invitation, or "". It is fetched with the text.
	Calendar string
}

// A Folder is the role of a folder in a mailbox.
type Folder string

// The roles of the folders that are read, in the order in which they are read: what was sent has to be known before
// the answers to it.
const (
	FolderSent    Folder = "sent"
	FolderInbox   Folder = "inbox"
	FolderArchive Folder = "archive" // or all mail: where mail goes by itself
	FolderJunk    Folder = "junk"
)

// Folders lists all roles in the order in which they are read.
var Folders = []Folder{FolderSent, FolderInbox, FolderArchive, FolderJunk}

// Automatic says how a mail shows that no person wrote it.
type Automatic string

// The ways to show it. Of several the first counts.
const (
	AutoSubmitted Automatic = "auto-submitted" // Auto-Submitted is there and not "no", or an older field for the same
	NoReturnPath  Automatic = "no-return-path" // Return-Path is <>, as in bounces
	FromList      Automatic = "list"           // it has a List-Id or another field of a list, or its Precedence is list
	Bulk          Automatic = "bulk"           // its Precedence is bulk or junk
)

// A MailHash identifies a mail without telling anything about it.
type MailHash string

func hashOf(s string) MailHash {
	sum := sha256.Sum256([]byte(s))
	return MailHash(hex.EncodeToString(sum[:]))
}

// HashMessageID returns the hash of a Message-ID. Angle brackets and blanks around it do not matter.
func HashMessageID(id string) MailHash { return hashOf(strings.Trim(id, "<> \t\r\n")) }

// Hash identifies the mail in whatever folder it lies: by its Message-ID, or else by when it was sent, by whom, and
// about what.
func (m Mail) Hash() MailHash {
	if m.ID != "" {
		return HashMessageID(m.ID)
	}
	parts := []string{"", m.Date.UTC().Format(time.RFC3339), strings.ToLower(m.sender().Email), m.Subject}
	return hashOf(strings.Join(parts, "\n"))
}

// sender returns the only address in From, or nobody. Mail programs show only one of several.
func (m Mail) sender() Person {
	if len(m.From) != 1 {
		return Person{}
	}
	return m.From[0]
}

// A MailMark says how far a folder was read: everything below UIDNext. It holds as long as the server keeps
// UIDValidity.
type MailMark struct {
	Name                 string // of the folder, as the server spells it
	UIDValidity, UIDNext uint32
}

// A Sighting is what one look at the mailbox has found.
type Sighting struct {
	Mails   []Mail     // those that were asked for, with their text unless it could not be read
	Marks   []MailMark // of all folders, as far as they were read
	Skipped []string   // the mails that could not be read, each as "INBOX 4711: reason" without any of its contents
}

// A SeenMail is what is kept of a mail from which an event was read. Nothing is kept of any other mail.
type SeenMail struct {
	ID        int64 // of its row
	Hash      MailHash
	MessageID string // with its angle brackets, or ""
	From      string // who wrote it, as it says
	Subject   string
	Text      string // of a note that was sent, all; of an answer, an [Excerpt]
}

// A Certainty says how sure the program is of what it takes a mail for. An event that the user told has none.
type Certainty string

// The certainties.
const (
	Sure    Certainty = "sure"
	Likely  Certainty = "likely"  // it counts as if it were sure, and the user is told
	Perhaps Certainty = "perhaps" // the user is asked, and nothing depends on it
)

// Certainties lists all certainties.
var Certainties = []Certainty{Sure, Likely, Perhaps}
