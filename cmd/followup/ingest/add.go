package ingest

import (
	"errors"
	"fmt"
	"strings"

	"followup/cmd/followup/phrase"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// isOfInvitation reports whether a tag is of a button about an invitation, or of a reply to a notice about one.
func (d *desk) isOfInvitation(tag command.Tag) bool {
	return tag.Words == command.AddInvited || tag.Words == command.UndoInvited ||
		tag.Words == command.Reply && d.offers(tag, command.InvitationKey(tag.Number))
}

// invited does what the button about an invitation says, or a reply to a notice about it, and lets a notice say so.
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
	p := pressed{desk: d, stored: i, tag: tag, words: tag.Words, mail: m}
	if tag.Words == command.Reply {
		p.words = wordsOf(m)
		if c, err := d.Case(i.ApplicationID); err == nil && p.tellsOther() {
			t := telling{desk: d, c: c, offer: offer{about: command.ToldKey(c.ID, 0), at: i.Offered}, tag: tag, mail: m,
				at: when(m, i.Offered, d.now)}
			return t.do()
		}
	}
	return p.once()
}

// wordsOf returns what a reply to a notice about an invitation says, in the words of its buttons.
func wordsOf(m rules.Mail) string {
	words := strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(firstLine(m)), " "), ".!"))
	switch words {
	case "add it", "move it", "call it off", "yes":
		return command.AddInvited
	case string(command.VerbUndo):
		return command.UndoInvited
	}
	return words
}

// tellsOther reports whether a reply tells something of the application and not of the invitation. No is neither: it
// would mean that they rejected the user.
func (p pressed) tellsOther() bool {
	return p.words != command.AddInvited && p.words != command.UndoInvited && p.words != "no"
}

// once does what it says, once, and lets a notice say so.
func (p pressed) once() (done string, err error) {
	why := mistake{}
	err = p.onceBy(p.mail, p.tag, p.words, func() (err error) {
		if done, err = p.act(); errors.As(err, &why) { // the mail was answered, so it is not done later either
			return nil
		}
		return err
	})
	switch {
	case errors.Is(err, store.ErrTold):
		return "", Refusal{Reason: err.Error(), Of: p.stored.ApplicationID}
	case err != nil:
		return "", err
	case why.error != nil:
		return p.notDone(why.Error())
	}
	return done, nil
}

// act does what it says, or nothing.
func (p pressed) act() (done string, err error) {
	err = p.Attempt(func() (err error) {
		defer recoverInto(&err)
		switch err := p.press(); {
		case err != nil:
			return err
		case p.words == command.UndoInvited:
			done, err = p.undo()
			return err
		case p.words == command.AddInvited:
			done, err = p.add()
			return err
		}
		return mistake{fmt.Errorf("“%s” is no answer to an invitation; “add” adds it, and “undo” takes that back",
			rules.Clip(p.words, maxForeign))}
	})
	return done, err
}

// errReplaced is why nothing can be added from an earlier version.
var errReplaced = mistake{errors.New("another version of the invitation came since; its mail has a button of its own")}

// press uses up the token of a button, or says that it was used before. A second press that changes nothing is no news.
func (p pressed) press() error {
	if p.tag.Words == command.Reply {
		if !p.mail.Plain {
			return mistake{errors.New("the mail has no plain text")}
		}
		return nil
	}
	pressed := ticket(p.tag, p.words)
	at, err := p.ToldAt(pressed)
	switch {
	case err != nil:
		return err
	case at.IsZero():
		return p.Once(pressed, func() error { return nil })
	case (p.words == command.AddInvited) == (p.stored.InterviewID != 0):
		return store.ErrTold
	case p.words == command.AddInvited && p.stored.Calendar == "":
		return errReplaced
	}
	again := "answer the mail with the button: undo"
	if p.words == command.AddInvited {
		again = fmt.Sprintf("`%s`", p.typed())
	}
	return mistake{fmt.Errorf("it was told already on %s by this button, which is good for one time; to do it again: "+
		"%s", phrase.Stamp(at, p.Policy.Location), again)}
}

// typed returns the command that adds the interview of an invitation which was removed. An importer leaves it out.
func (p pressed) typed() string {
	i, _ := p.readInvitation(p.stored.Calendar)
	application, _, _ := i.place(p.Telling)
	o := offering{Desk: p.Desk, invitation: i, application: application}
	_, typed := o.button()
	return typed
}

// A pressed is a button about an invitation that was pressed, or a reply that says the same.
type pressed struct {
	*desk
	stored store.Invitation
	tag    command.Tag
	words  string
	mail   rules.Mail
}

// remarkOn returns a remark on the mail.
func (p pressed) remarkOn(subject string, lines ...string) *remark {
	return &remark{
		id: fmt.Sprint(p.tag.Token, p.words, p.mail.Hash(), p.mail.Date.Unix()), subject: subject,
		answers: []string{p.mail.ID}, about: command.InvitationKey(p.stored.ID),
		Remark: mailer.Remark{Lines: lines},
	}
}

// notDone lets a notice say why a button or a reply with a good token is not done.
func (p pressed) notDone(why string) (string, error) {
	p.desk.remark = p.remarkOn("Not done: the invitation", rules.Capital(why)+".")
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
		return "", errReplaced
	case !ok:
		return "", mistake{errors.New("the invitation can no longer be read")}
	}
	i.vouched = true
	if _, _, err := i.place(p.Telling); err != nil {
		return "", err
	}
	done, err := p.Import(i.asImport())
	switch {
	case store.IsRefusal(err): // it may name what a stranger calls the role and the company
		return "", mistake{errors.New(rules.HarmlessLine(err.Error()))}
	case err != nil:
		return "", err
	}
	if done.Outcome == store.ImportLeftOut {
		return "", mistake{fmt.Errorf("the interview was removed before, and no mail adds it again; `%s` does it",
			p.typed())}
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
			append([]string{fmt.Sprintf("Interview %d (%s) is now %s.", o.done.ID, o.what(), o.stamp())},
				o.people()...)...)
		at := command.With("at", o.timeOf(o.before, o.before))
		r.Offer = mailer.Offer{Command: command.Edit(o.done.ID, at), Back: true}
		return r, nil
	case store.ImportChanged:
		lines := append([]string{fmt.Sprintf("Other people are in interview %d (%s), %s.", o.done.ID, o.what(),
			o.stamp())}, o.people()...)
		lines = append(lines, fmt.Sprintf("If something of it is wrong: %s", command.Edit(o.done.ID)))
		return p.remarkOn(fmt.Sprintf("Changed: %s, %s", o.what(), o.stamp()), lines...), nil
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
	r := p.remarkOn(fmt.Sprintf("Added: %s, %s", o.what(), o.stamp()),
		fmt.Sprintf("Added as interview %d of application %d: %s.", o.done.ID, o.done.ApplicationID, o.echo()),
		t.next(nil),
		fmt.Sprintf("If something of it is wrong: %s", command.Edit(o.done.ID)))
	r.Offer = mailer.Offer{
		About: command.InvitationKey(p.stored.ID), Words: command.UndoInvited, Label: "Undo",
		Command: removal(c, o.done.ID),
		Back:    true, Prose: "Undo: the interview that I added",
	}
	return r, nil
}

// removal returns the command that removes an interview, and the application only if it has no other.
func removal(c rules.Case, interview int64) string {
	if len(c.Interviews) > 1 {
		return command.Remove(interview, "--interview")
	}
	return command.Remove(c.ID)
}

// undo removes what the invitation has added.
func (p pressed) undo() (string, error) {
	if p.stored.InterviewID == 0 {
		return "", mistake{errors.New("no interview was added from the invitation, so there is none to remove")}
	}
	c, err := p.Case(p.stored.ApplicationID)
	if err != nil {
		return "", err
	}
	switch err := p.Unadd(p.stored); {
	case errors.Is(err, store.ErrSince):
		return "", mistake{fmt.Errorf("something was said or sent about it since; `%s` removes it all the same",
			removal(c, p.stored.InterviewID))}
	case err != nil:
		return "", err
	}
	p.desk.remark = p.remarkOn(fmt.Sprintf("Taken back: the interview (%s)", phrase.Role(c)),
		fmt.Sprintf("The interview that was added to %s, %s, is removed.", phrase.Application(c),
			phrase.Stamp(p.stored.Start, p.Policy.Location)))
	return fmt.Sprintf("application %d: an interview is removed", c.ID), nil
}
