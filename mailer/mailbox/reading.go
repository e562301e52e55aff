package mailbox

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/emersion/go-imap/v2"

	"followup/mailer/budget"
	"followup/mailer/message"
	"followup/rules"
)

const (
	chunk    = 200 // headers at once
	maxRun   = 3   // mails in a row that cannot be read; more, and the fault is the server's
	maxStuck = 3   // looks in which the last mails could not be read
)

// A reading is that of one folder.
type reading struct {
	*look
	folder Folder
	at     state          // of the folder when it was opened
	mark   rules.MailMark // how far it was read
	failed []string       // the mails just before the next one that could not be read
}

// all reads what is new in the folder, chunk by chunk.
//
// An error is first taken for one about a mail: the chunk is halved until a single mail fails, once more if that ended
// the connection. It is skipped and noted if a later one can be read. If several in a row fail, or the last ones, it
// may be the server: then the look ends, and the next one begins with the first of them. The last ones are skipped
// after that has happened in three looks.
func (r *reading) all() error {
	uids, err := r.news()
	if err != nil {
		return err
	}
	h := hunt{size: cmp.Or(r.sizes[r.folder.Name], chunk)}
	for len(uids) > 0 {
		part := uids[:min(h.size, len(uids))]
		headers, err := r.session.fetch(part, header)
		if err == nil {
			if err := r.see(part, headers); err != nil {
				return err
			}
			uids = uids[len(part):]
			h.missed(part)
			continue
		}
		ended, repaired := r.repair(err)
		if found := h.hit(part, ended, err); found {
			uids = uids[1:]
			if r.failed = append(r.failed, r.note(part[0], err)); len(r.failed) > maxRun {
				return fault{"cannot read the folder " + r.folder.Name, err}
			}
		}
		r.sizes[r.folder.Name] = h.size
		if repaired != nil {
			return repaired
		}
	}
	if len(r.failed) > 0 {
		if r.stuck[r.folder.Name]++; r.stuck[r.folder.Name] < maxStuck {
			return fault{"cannot read the folder " + r.folder.Name, h.err}
		}
	}
	r.passed(r.mark.UIDNext)
	r.mark.UIDNext = max(r.mark.UIDNext, r.at.next)
	delete(r.sizes, r.folder.Name)
	return nil
}

// A hunt is for a mail that cannot be read, which is somewhere in a chunk.
type hunt struct {
	size  int      // of the next chunk
	last  imap.UID // of the chunk that it is in
	again bool     // the mail was tried alone
	err   error
}

// hit halves the size after a chunk that cannot be read, and reports whether the mail is found.
func (h *hunt) hit(part []imap.UID, ended bool, err error) bool {
	h.last, h.err = part[len(part)-1], err
	switch {
	case len(part) > 1:
		h.size, h.again = len(part)/2, false
	case ended && !h.again:
		h.again = true
	default:
		h.size, h.again = 1, false // the next one may be another
		return true
	}
	return false
}

// missed ends the hunt after the chunk that the mail was in, if all of it could be read now.
func (h *hunt) missed(part []imap.UID) {
	if part[len(part)-1] >= h.last {
		h.size, h.again = chunk, false
	}
}

// news returns the UIDs of the mails to read. The server is asked for them only if they are many, or not surely those
// from the mark on. "5:*" stands for the last mail as well, even if that is an older one.
func (r *reading) news() ([]imap.UID, error) {
	from, next := imap.UID(r.mark.UIDNext), imap.UID(r.at.next)
	switch {
	case from == 0: // a server goes by days of its own zone
		return r.session.search(r.folder.Name, &imap.SearchCriteria{Since: r.since.UTC().AddDate(0, 0, -1)})
	case next != 0 && next <= from:
		return nil, nil
	case next != 0 && next-from <= chunk:
		var uids []imap.UID
		for uid := from; uid < next; uid++ {
			uids = append(uids, uid)
		}
		return uids, nil
	}
	uids, err := r.session.search(r.folder.Name, &imap.SearchCriteria{UID: []imap.UIDSet{{{Start: from}}}})
	return slices.DeleteFunc(uids, func(uid imap.UID) bool { return uid < from }), err
}

// passed moves the mark, and notes the mails before it that could not be read.
func (r *reading) passed(next uint32) {
	r.mark.UIDNext = next
	r.found.Skipped = append(r.found.Skipped, r.failed...)
	r.failed = nil
	delete(r.stuck, r.folder.Name)
}

// repair opens the folder again, if an error has ended the connection.
func (r *reading) repair(err error) (ended bool, _ error) {
	if refused := new(imap.Error); errors.As(err, &refused) || errors.Is(err, errUnreadable) {
		return false, nil
	}
	if r.ctx.Err() != nil || errors.Is(err, budget.ErrExceeded) {
		return true, fault{"cannot read the folder " + r.folder.Name, err}
	}
	if err := r.dial(); err != nil {
		return true, err
	}
	at, err := r.session.examine(r.folder.Name)
	if err == nil && at.validity != r.at.validity {
		err = fmt.Errorf("the folder %s was replaced by another one", r.folder.Name)
	}
	return true, err
}

// see shows the mails to whoever looks, and fetches the text of those that are wanted.
func (r *reading) see(part []imap.UID, headers map[imap.UID][]byte) error {
	for _, uid := range part {
		if err := r.ctx.Err(); err != nil {
			return fault{"cannot read the folder " + r.folder.Name, err}
		}
		if text, ok := headers[uid]; ok { // else it was deleted
			if err := r.seeOne(uid, text); err != nil {
				return err
			}
		}
		r.passed(uint32(uid) + 1)
	}
	return nil
}

func (r *reading) seeOne(uid imap.UID, header []byte) error {
	m, err := message.ReadHeader(bytes.NewReader(header), r.cfg.AuthServ, message.Default)
	if len(header) == 0 {
		err = errUnreadable
	}
	if err != nil {
		r.found.Skipped = append(r.found.Skipped, r.note(uid, err))
		return nil
	}
	m.Folder = r.folder.Role
	if !r.take(m) {
		return nil
	}
	return r.fetchText(uid, m)
}

// fetchText adds a mail to the sighting, with its text if that can be read.
func (r *reading) fetchText(uid imap.UID, m rules.Mail) error {
	var texts map[imap.UID][]byte
	var err error
	for again := true; ; again = false {
		if texts, err = r.session.fetch([]imap.UID{uid}, whole); err == nil {
			break
		}
		ended, repaired := r.repair(err)
		if repaired != nil {
			return repaired
		}
		if !ended || !again {
			r.found.Skipped = append(r.found.Skipped, r.note(uid, err)+"; only its header was read")
			break
		}
	}
	if text, ok := texts[uid]; ok {
		if read, err := message.Read(bytes.NewReader(text), r.cfg.AuthServ, message.Default); err == nil {
			m.Text, m.HasText, m.Plain, m.Calendar = read.Text, read.HasText, read.Plain, read.Calendar
		}
	}
	r.found.Mails = append(r.found.Mails, m)
	return nil
}

// note says why a mail was skipped, without what the server may have quoted of it.
func (r *reading) note(uid imap.UID, err error) string {
	reason := short(err.Error())
	if refused := new(imap.Error); errors.As(err, &refused) {
		reason = "the server says " + words(&imap.Error{Type: refused.Type, Code: refused.Code})
	} else if !errors.Is(err, errUnreadable) {
		reason = words(err)
	}
	return fmt.Sprintf("%s %d: %s", r.folder.Name, uid, reason)
}
