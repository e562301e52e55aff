package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/mailer/mailto"
	"followup/pattern"
	"followup/rules"
)

// A Tag is what makes a mail a command. It is in the subject, as "[fu 7-TOKEN undecided]", with the words of a button.
// In a reply it is one of the References, which the mail program took from the reminder, and the words are [Reply].
type Tag struct {
	Number int64 // of the application, or of the interview of a thank-you
	Token  string
	Words  string
}

// Reply stands for the words of a reply, which are in its text.
const Reply = "reply"

var (
	inSubject   = pattern.Lazy(fmt.Sprintf(`^\[fu ([1-9]\d{0,17})-([\w-]{%d}) ([^\[\]]{1,100})\]`, tokenSize))
	inReference = pattern.Lazy(fmt.Sprintf(`^<fu\.([1-9]\d{0,17})-([\w-]{%d})@[^>]*>$`, tokenSize))
)

// What keeps a mail from being a command.
var (
	ErrNoTag   = errors.New("no tag")
	ErrTwoTags = errors.New("its subject has two tags")
	errBroken  = errors.New("the tag in its subject is not whole")
)

// FindTag returns the tag of a mail with that subject and these References, or [ErrNoTag].
func FindTag(subject string, references []string) (Tag, error) {
	if at := strings.Index(subject, "[fu "); at >= 0 {
		found := inSubject.FindStringSubmatch(subject[at:])
		switch {
		case found == nil || strings.TrimSpace(found[3]) == "":
			return Tag{}, errBroken
		case strings.Contains(subject[at+1:], "[fu "):
			return Tag{}, ErrTwoTags
		}
		return tagOf(found, strings.Join(strings.Fields(found[3]), " ")), nil
	}
	for i := len(references) - 1; i >= 0; i-- { // the latest is that of the reminder itself
		if found := inReference.FindStringSubmatch(references[i]); found != nil {
			return tagOf(found, Reply), nil
		}
	}
	return Tag{}, ErrNoTag
}

func tagOf(found []string, words string) Tag {
	number, _ := strconv.ParseInt(found[1], 10, 64) // at most 18 digits
	return Tag{number, found[2], words}
}

// The words of the buttons that are about an invitation.
const (
	AddInvited  = "add"
	UndoInvited = "undo add"
)

// InvitationKey returns the key for the tokens that are about the invitation with that number.
func InvitationKey(id int64) rules.Key { return rules.Key{ApplicationID: id, Kind: "invitation"} }

// SeveralKey returns the key for the token of a notice about several things, the first of which has that key. A reply
// to it is about none of them.
func SeveralKey(k rules.Key) rules.Key { return rules.Key{ApplicationID: k.Number(), Kind: "several"} }

// Confirm is the kind of the keys for the tokens of the questions whether the user told something.
const Confirm rules.Kind = "confirm"

// ConfirmKey returns the key for the token of a question whether the user told something about an application, after
// the event with that id, or 0.
func ConfirmKey(applicationID, after int64) rules.Key {
	return rules.Key{ApplicationID: applicationID, Kind: Confirm, Round: int(after)}
}

// ToldKey returns the key for the token that takes back what was told by mail as one batch, which is the number of its
// first event, or 0 for a token that takes nothing back.
func ToldKey(applicationID, batch int64) rules.Key {
	return rules.Key{ApplicationID: applicationID, Kind: "told", Round: int(batch)}
}

// A Post makes what a reminder needs to be answered by mail.
type Post struct {
	Signer  Signer
	Address string // the user's, to and from whom all of it goes
}

// buttonBody is what the mail of a button says. An empty one is held back by some mail programs, which ask about it.
const buttonBody = "Send this mail as it is. followup reads its subject."

// Button returns a link that opens a mail with which the user says these words about the reminder with that key. The
// prose is what a person reads in the subject.
func (p Post) Button(k rules.Key, words, prose string, now time.Time) string {
	prose = strings.NewReplacer("[", "(", "]", ")").Replace(rules.OneLine(prose))
	tag := fmt.Sprintf("[fu %d-%s %s]", k.Number(), p.Signer.Token(k, words, now), words)
	return mailto.Link(p.Address, prose+" "+tag, buttonBody)
}

// Reference returns an id for the References of the reminder with that key. A reply to the reminder has it among its
// own, also where a mail server has replaced the Message-ID, as Outlook's does.
func (p Post) Reference(k rules.Key, now time.Time) string {
	domain := strings.ToLower(p.Address[strings.LastIndexByte(p.Address, '@')+1:])
	return fmt.Sprintf("<fu.%d-%s@%s>", k.Number(), p.Signer.Token(k, Reply, now), domain)
}
