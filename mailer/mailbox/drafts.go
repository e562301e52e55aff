package mailbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"followup/mailer/message"
	"followup/rules"
)

// draftNames are those that mail programs and providers give to the Drafts folder, as [names] has those of others.
var draftNames = []string{
	"drafts", "draft", "entwürfe", "entwurf", "brouillons", "brouillon", "borradores", "borrador", "bozze", "concepten",
	"rascunhos", "kopie robocze", "szkice", "wersje robocze", "utkast", "kladder", "kladde", "luonnokset", "luonnos",
}

// draftsFolder returns the folder for drafts: the first that the server calls so, or else that has such a name.
func draftsFolder(list []*imap.ListData) (name string, ok bool) {
	list = others(list)
	for _, is := range []func(*imap.ListData) bool{
		func(f *imap.ListData) bool { return slices.Contains(f.Attrs, imap.MailboxAttrDrafts) },
		func(f *imap.ListData) bool { return isNamed(f, draftNames) },
	} {
		if i := slices.IndexFunc(list, is); i >= 0 {
			return list[i].Mailbox, true
		}
	}
	return "", false
}

// Drafts is the Drafts folder. It does exactly two things that change a mailbox: APPEND, and UID EXPUNGE of a mail
// that it has looked at. It never says EXPUNGE or CLOSE, which would take away whatever the user has marked as
// deleted.
type Drafts struct {
	client  *Client
	session *session
	cancel  context.CancelFunc
	folder  string
}

// NewDrafts returns the Drafts folder of the mailbox. It opens no connection.
func (c *Client) NewDrafts() *Drafts { return &Drafts{client: c} }

// errNoDrafts says what to do, because making a folder is the user's business.
var errNoDrafts = errors.New("there is no folder for drafts; make one that is called Drafts, or save a draft in your " +
	"mail program, which makes one")

// Open logs in and finds the folder. It must be closed.
func (d *Drafts) Open(ctx context.Context) (err error) {
	ctx, d.cancel = context.WithTimeout(ctx, d.client.cfg.LookTimeout)
	if d.session, err = d.client.open(ctx, d.client.cfg.LookBytes); err != nil {
		d.cancel()
		return err
	}
	list, err := d.session.list()
	if err == nil {
		var ok bool
		if d.folder, ok = draftsFolder(list); !ok {
			err = errNoDrafts
		}
	}
	if err != nil {
		d.Close()
		return d.told(err)
	}
	return nil
}

// Name returns the name of the opened folder.
func (d *Drafts) Name() string { return d.folder }

// Close logs out. CLOSE, which expunges, is not needed for that.
func (d *Drafts) Close() {
	d.session.hangup()
	d.cancel()
}

// told names the server in an error of the dialogue.
func (d *Drafts) told(err error) error { return fmt.Errorf("%s: %w", d.client.server(), err) }

// Takes reports whether the server can take away a single mail. One without UIDPLUS can only take away everything that
// is marked as deleted.
func (d *Drafts) Takes() bool { return d.session.imap.Caps().Has(imap.CapUIDPlus) }

// Find returns the mails in the folder with that Message-ID. It only reads.
func (d *Drafts) Find(id string) ([]rules.FoundCopy, error) {
	at, err := d.session.examine(d.folder)
	if err != nil {
		return nil, d.told(err)
	}
	uids, err := d.session.search(d.folder, &imap.SearchCriteria{
		Header: []imap.SearchCriteriaHeaderField{{Key: "Message-ID", Value: id}},
	})
	if err != nil {
		return nil, d.told(err)
	}
	var found []rules.FoundCopy
	for _, uid := range uids[:min(len(uids), maxFound)] {
		digest, is, err := d.read(uid, id)
		if err != nil {
			return nil, d.told(err)
		}
		if is {
			place := rules.CopyPlace{Folder: d.folder, UIDValidity: at.validity, UID: uint32(uid)}
			found = append(found, rules.FoundCopy{CopyPlace: place, Digest: digest})
		}
	}
	return found, nil
}

// maxFound is how many mails with one Message-ID are looked at. The search may find others, because servers look for
// it as a part of the field, but not many.
const maxFound = 5

// read returns the digest of a mail in the open folder. is reports whether it has the Message-ID.
func (d *Drafts) read(uid imap.UID, id string) (digest rules.MailHash, is bool, err error) {
	texts, err := d.session.fetch([]imap.UID{uid}, whole)
	if err != nil {
		return "", false, fault{"cannot read the folder " + d.folder, err}
	}
	text, there := texts[uid]
	if !there {
		return "", false, nil
	}
	m, err := message.ReadHeader(bytes.NewReader(text), "", message.Default)
	if err != nil || m.ID != id {
		return "", false, nil
	}
	return message.Digest(text), true, nil
}

// Put adds a mail to the folder, as a draft that was read. It returns where it lies now; the UID is 0 if the server
// does not say. maybe reports, with an error, that it may be there all the same.
func (d *Drafts) Put(mail []byte, at time.Time) (place rules.CopyPlace, maybe bool, err error) {
	cmd := d.session.imap.Append(d.folder, int64(len(mail)), &imap.AppendOptions{
		Flags: []imap.Flag{imap.FlagDraft, imap.FlagSeen}, Time: at,
	})
	_, _ = cmd.Write(mail) // what fails here fails below as well, with its reason
	_ = cmd.Close()
	data, err := cmd.Wait()
	if err != nil {
		err = d.session.reason(err)
		refused := new(imap.Error)
		return place, !errors.As(err, &refused), d.told(fault{"cannot add to the folder " + d.folder, err})
	}
	return rules.CopyPlace{Folder: d.folder, UIDValidity: data.UIDValidity, UID: uint32(data.UID)}, false, nil
}

// Take takes a mail away, if the folder is the same as when it was put there, and what anybody sees of it is still
// that. ours reports whether it was; any other mail is left as it is. A copy that is gone is not ours.
func (d *Drafts) Take(c rules.Copy) (ours bool, err error) {
	at, err := d.session.open(c.At.Folder, nil)
	if refused := new(imap.Error); errors.As(err, &refused) && !isPassing(refused) {
		return false, nil // the folder is gone
	}
	if err != nil {
		return false, d.told(err)
	}
	if c.At.UID == 0 || at.validity == 0 || at.validity != c.At.UIDValidity {
		return false, nil
	}
	uid := imap.UID(c.At.UID)
	digest, is, err := d.read(uid, c.MessageID)
	if err != nil {
		return false, d.told(err)
	}
	if !is || digest == "" || digest != c.Digest {
		return false, nil
	}
	return true, d.expunge(uid)
}

// isPassing reports whether a server that refuses may do what it was asked for at another time.
func isPassing(refused *imap.Error) bool {
	return slices.Contains([]imap.ResponseCode{
		imap.ResponseCodeUnavailable, imap.ResponseCodeInUse, imap.ResponseCodeLimit, imap.ResponseCodeServerBug,
	}, refused.Code)
}

// expunge takes the mail with that UID out of the open folder, and no other.
func (d *Drafts) expunge(uid imap.UID) error {
	set := imap.UIDSetNum(uid)
	err := d.session.imap.Store(set, &imap.StoreFlags{
		Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagDeleted},
	}, nil).Close()
	if err == nil {
		err = d.session.imap.UIDExpunge(set).Close()
	}
	if err != nil {
		return d.told(fault{"cannot take a draft out of the folder " + d.folder, d.session.reason(err)})
	}
	return nil
}
