package ingest

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"followup/cmd/followup/phrase"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// isOfInvitation reports whether a tag is of a button about an invitation.
func isOfInvitation(tag command.Tag) bool {
	return tag.Words == command.AddInvited || tag.Words == command.UndoInvited
}

// invited does what the button about an invitation says, once, and lets a notice say so.
func (d *desk) invited(tag command.Tag, m rules.Mail) (string, error) {
	if err := d.Signer.Check(tag.Token, command.InvitationKey(tag.Number), tag.Words, d.now); err != nil {
		return "", refuse(err.Error())
	}
	i, err := d.Invitation(tag.Number)
	if errors.Is(err, store.ErrNotFound) {
		return "", refuse(command.ErrForged.Error())
	}
	if err != nil {
		return "", err
	}
	p := pressed{desk: d, stored: i, tag: tag, mail: m}
	var done string
	err = d.Once(sha256.Sum256([]byte(tag.Token+"\n"+tag.Words)), func() (err error) {
		defer recoverInto(&err)
		if tag.Words == command.UndoInvited {
			done, err = p.undo()
		} else {
			done, err = p.add()
		}
		return err
	})
	why := mistake{}
	switch {
	case errors.As(err, &why):
		return p.notDone(why.Error())
	case errors.Is(err, store.ErrTold):
		return "", Refusal{Reason: err.Error(), Of: i.ApplicationID}
	case err != nil:
		return "", err
	}
	return done, nil
}

// A pressed is a button about an invitation that was pressed.
type pressed struct {
	*desk
	stored store.Invitation
	tag    command.Tag
	mail   rules.Mail
}

// remarkOn returns a remark on the mail.
func (p pressed) remarkOn(subject string, lines ...string) *remark {
	return &remark{id: p.tag.Token + p.tag.Words, subject: subject, answers: []string{p.mail.ID},
		Remark: mailer.Remark{Lines: lines}}
}

// notDone lets a notice say why a button with a good token is not done, once.
func (p pressed) notDone(why string) (string, error) {
	err := p.Once(sha256.Sum256([]byte(p.tag.Token+"\nanswer "+p.tag.Words)), func() error {
		p.desk.remark = p.remarkOn("Not done: the invitation", rules.Capital(why)+".")
		return nil
	})
	if err != nil && !errors.Is(err, store.ErrTold) {
		return "", err
	}
	return "", Refusal{Reason: why, Of: p.stored.ApplicationID}
}

// add has the importer take the invitation over, as it was offered.
func (p pressed) add() (string, error) {
	latest, err := p.LatestInvitation(p.stored.UID)
	if err != nil {
		return "", err
	}
	i, ok := p.readInvitation(p.stored.Calendar)
	switch {
	case latest.ID != p.stored.ID:
		return "", mistake{errors.New("another version of the invitation came since; its mail has a button of its own")}
	case !ok:
		return "", mistake{errors.New("the invitation can no longer be read")}
	}
	i.vouched = true
	if _, _, err := i.place(p.Telling); err != nil {
		return "", err
	}
	done, err := p.Import(i.asImport())
	if err != nil {
		return "", mistake{err}
	}
	if err := p.Added(p.stored.ID, added(done)); err != nil {
		return "", err
	}
	o := offering{Desk: p.Desk, invitation: i, now: p.now, application: done.ApplicationID, done: done}
	remark, err := p.confirm(o)
	p.desk.remark = remark
	return fmt.Sprintf("application %d: an invitation is %s", done.ApplicationID, done.Outcome), err
}

// added returns what an import has added. What it has changed is not taken back by removing it.
func added(done store.Imported) store.Imported {
	if done.Outcome != store.ImportAdded {
		done.ID = 0
	}
	return done
}

// confirm says what was done with an invitation, and how to take it back.
func (p pressed) confirm(o offering) (*remark, error) {
	switch o.done.Outcome {
	case store.ImportAdded:
	case store.ImportMoved, store.ImportRestored:
		r := p.remarkOn(fmt.Sprintf("Moved: %s, now %s", o.what(), o.stamp()),
			fmt.Sprintf("Interview %d (%s) is now %s.", o.done.ID, o.what(), o.stamp()))
		at := o.before.Start.In(p.Policy.Location).Format("2006-01-02 15:04")
		r.Offer = mailer.Offer{Command: command.Edit(o.done.ID, command.With("at", at)), Back: true}
		return r, nil
	case store.ImportStopped:
		r := p.remarkOn(fmt.Sprintf("Called off: %s, %s", o.what(), o.stamp()),
			fmt.Sprintf("Interview %d (%s), %s, is called off.", o.done.ID, o.what(), o.stamp()))
		r.Offer = mailer.Offer{Command: command.Undo(o.done.ApplicationID), Back: true}
		return r, nil
	default:
		return nil, mistake{fmt.Errorf("nothing was changed, because the interview is %s", o.done.Outcome)}
	}
	c, err := p.Case(o.done.ID)
	if err != nil {
		return nil, err
	}
	t := telling{desk: p.desk, c: c}
	typed := command.Remove(o.done.ApplicationID)
	if len(c.Interviews) > 1 {
		typed = command.Remove(o.done.ID, "--interview")
	}
	r := p.remarkOn(fmt.Sprintf("Added: %s, %s", o.what(), o.stamp()),
		fmt.Sprintf("Added as interview %d of application %d: %s.", o.done.ID, o.done.ApplicationID, o.echo()),
		t.next(nil),
		fmt.Sprintf("If something of it is wrong: %s", command.Edit(o.done.ID)))
	r.Offer = mailer.Offer{
		About: command.InvitationKey(p.stored.ID), Words: command.UndoInvited, Label: "Undo", Command: typed,
		Back: true, Prose: "Undo: the interview that I added",
	}
	return r, nil
}

// undo removes what the invitation has added.
func (p pressed) undo() (string, error) {
	c, err := p.Case(p.stored.ApplicationID)
	if err != nil {
		return "", err
	}
	switch err := p.Unadd(p.stored); {
	case errors.Is(err, store.ErrSince):
		return "", mistake{fmt.Errorf("something was said or sent about it since; `%s` removes it all the same",
			command.Remove(c.ID))}
	case err != nil:
		return "", err
	}
	p.desk.remark = p.remarkOn(fmt.Sprintf("Taken back: the interview (%s)", phrase.Role(c)),
		fmt.Sprintf("The interview that was added to %s, %s, is removed.", phrase.Application(c),
			phrase.Stamp(p.stored.Start, p.Policy.Location)))
	return fmt.Sprintf("application %d: an interview is removed", c.ID), nil
}
