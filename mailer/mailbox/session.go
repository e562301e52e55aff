package mailbox

import (
	"errors"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"followup/rules"
)

// folders returns the folders to read.
func (s *session) folders(since time.Time) ([]Folder, error) {
	list, err := s.list()
	if err != nil {
		return nil, err
	}
	return choose(list, since), nil
}

// list returns all folders, with what the server says of them.
func (s *session) list() ([]*imap.ListData, error) {
	var options *imap.ListOptions
	if caps := s.imap.Caps(); caps.Has(imap.CapSpecialUse) && caps.Has(imap.CapListExtended) {
		options = &imap.ListOptions{ReturnSpecialUse: true} // others say it unasked, or not at all
	}
	list, err := s.imap.List("", "*", options).Collect()
	if err != nil {
		return nil, fault{"cannot list the folders", s.reason(err)}
	}
	return list, nil
}

// A state says how far a folder goes. A number that the server did not tell is 0.
type state struct{ validity, next uint32 }

// isAsBefore reports whether a folder that was read up to a mark has nothing new, without opening it: that takes a
// quarter of the bytes. If the server does not say, the folder must be opened.
func (s *session) isAsBefore(m rules.MailMark) (bool, error) {
	if m.UIDNext == 0 || m.UIDValidity == 0 {
		return false, nil
	}
	found, err := s.imap.Status(m.Name, &imap.StatusOptions{UIDNext: true, UIDValidity: true}).Wait()
	if refused := new(imap.Error); err != nil && !errors.As(err, &refused) {
		return false, fault{"cannot look at the folder " + m.Name, s.reason(err)}
	}
	return err == nil && found.UIDValidity == m.UIDValidity && uint32(found.UIDNext) == m.UIDNext, nil
}

// examine opens a folder read-only.
func (s *session) examine(folder string) (state, error) {
	return s.open(folder, &imap.SelectOptions{ReadOnly: true})
}

func (s *session) open(folder string, options *imap.SelectOptions) (state, error) {
	found, err := s.imap.Select(folder, options).Wait()
	if err != nil {
		return state{}, fault{"cannot open the folder " + folder, s.reason(err)}
	}
	return state{found.UIDValidity, uint32(found.UIDNext)}, nil
}

// search returns the UIDs in the open folder that fit, in their order.
func (s *session) search(folder string, criteria *imap.SearchCriteria) ([]imap.UID, error) {
	found, err := s.imap.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, fault{"cannot search the folder " + folder, s.reason(err)}
	}
	uids := found.AllUIDs()
	slices.Sort(uids)
	return uids, nil
}

// fields are those of a header that are read. [message.ReadHeader] knows what they mean.
var fields = []string{
	"From", "To", "Cc", "Bcc", "Subject", "Date", "Message-Id", "In-Reply-To", "References",
	"Authentication-Results", "Auto-Submitted", "X-Autoreply", "X-Autorespond", "Precedence", "Return-Path",
	"List-Id", "List-Post", "List-Unsubscribe", "List-Help",
}

// The most bytes of a header and of a mail.
const (
	maxHeader = 64 << 10
	maxText   = 256 << 10
)

// The parts of a mail that are asked for. PEEK leaves a mail unread.
var (
	header = &imap.FetchItemBodySection{
		Specifier: imap.PartSpecifierHeader, HeaderFields: fields, Peek: true,
		Partial: &imap.SectionPartial{Size: maxHeader},
	}
	whole = &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: maxText}}
)

// errUnreadable says that a mail is there, but cannot be found in the answer.
var errUnreadable = errors.New("the answer cannot be read")

// fetch returns a part of each mail. One that was deleted meanwhile is missing.
func (s *session) fetch(uids []imap.UID, part *imap.FetchItemBodySection) (map[imap.UID][]byte, error) {
	before := s.unreadable.Load()
	mails, err := s.imap.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{
		UID: true, BodySection: []*imap.FetchItemBodySection{part},
	}).Collect()
	if err != nil {
		return nil, s.reason(err)
	}
	texts := make(map[imap.UID][]byte, len(mails))
	for _, m := range mails {
		for _, b := range m.BodySection {
			texts[m.UID] = b.Bytes
		}
	}
	if len(texts) < len(uids) && s.unreadable.Load() > before {
		return nil, errUnreadable
	}
	return texts, nil
}
