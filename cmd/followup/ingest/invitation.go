package ingest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/exchange"
	"followup/pattern"
	"followup/rules"
	"followup/store"
)

// An invitation is a calendar event that came by mail, as the importer of calendars reads it. What it says was written
// by whoever sent it.
type invitation struct {
	exchange.Entry
	calendar string
	language string          // of the letters, if it begins an application
	before   rules.Interview // that it is about, if there is one
	known    bool
	vouched  bool // the user is told that somebody else organizes it
}

const (
	// maxCalendar is how many bytes an invitation may have. Most have three thousand.
	maxCalendar = 64 << 10

	// maxOffered is how many invitations are offered in 24 hours that fit an application, and how many that do not:
	// those of strangers keep none of the others back. Both together are below the number of notices, so that whoever
	// sends invitations keeps no notice back.
	maxOffered = 8
)

// isInvited matches what is sent to somebody who is invited, or no longer is.
var isInvited = pattern.Lazy(`(?mi)^METHOD:(REQUEST|CANCEL)[ \t]*$`)

// readInvitation reads the one event of a calendar. ok is false if it is no invitation to one, or cannot be read.
func (d Desk) readInvitation(calendar string) (i invitation, ok bool) {
	if len(calendar) > maxCalendar || !isInvited.MatchString(calendar) {
		return i, false
	}
	entries, err := exchange.ReadICS(context.Background(), strings.NewReader(calendar), d.Calendar)
	if err != nil {
		return i, false
	}
	for _, e := range entries {
		switch {
		case e.Skip || e.UID == "":
		case ok:
			return i, false // several
		default:
			i, ok = invitation{Entry: e, calendar: calendar, language: d.Language}, true
		}
	}
	return i, ok
}

// hash identifies a version of an event. Some programs do not count versions in which only the people differ.
func (i invitation) hash() rules.MailHash {
	var people []string
	for _, p := range i.Interview.Interviewers {
		people = append(people, strings.ToLower(cmp.Or(p.Email, p.Name)))
	}
	slices.Sort(people)
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %d %v %d %d %q", i.UID, i.Sequence, i.Cancelled,
		i.Interview.Start.Unix(), i.Interview.Duration, people))
	return rules.MailHash(hex.EncodeToString(sum[:]))
}

func (i invitation) asImport() store.Import {
	return store.Import{
		Application: i.Application, Interview: i.Interview, UID: i.UID, Sequence: i.Sequence, Cancelled: i.Cancelled,
		Organizer: i.Organizer, Vouched: i.vouched, Language: i.language,
	}
}

// place finds the application that an invitation fits: that of the interview which it changes, or an open one. It
// returns its number, or 0 for a new one. ok is false for what is no interview of the user.
func (i *invitation) place(t *store.Telling) (application int64, ok bool, err error) {
	app, iv, err := t.Event(i.UID)
	if err == nil {
		i.Application.Company, i.Application.Role = app.Company, app.Role
		i.before, i.known = iv, true
		if i.Interview.Start.IsZero() {
			i.Interview.Start = iv.Start
		}
		return app.ID, true, nil
	}
	if !errors.Is(err, store.ErrNotFound) {
		return 0, false, err
	}
	cases, err := t.Correspondence()
	if err != nil {
		return 0, false, err
	}
	in := rules.Invited{People: i.Interview.Interviewers, Title: i.Summary,
		Company: i.Application.Company, Role: i.Application.Role}
	in.People = append(in.People, rules.Person{Email: i.Organizer})
	if c, fits := rules.InvitedFor(cases, in); fits {
		i.Application = rules.Application{Company: c.Company, Role: c.Role}
		return c.ID, true, nil
	}
	return 0, i.Invited && !i.Doubtful, nil
}

// Offer offers the invitations among the mails, each by a notice of its own with one button, and returns those that it
// has offered, each with the application to which its button adds an interview, or 0 if it does something else. Of any
// other nothing is kept. One that the program fails at, or that the database does not take, is left out: it must not
// keep the look from what else there is. An error is about the machine, as that of Do.
func (d Desk) Offer(t *store.Telling, now time.Time, mails ...rules.Mail) (
	offered map[rules.MailHash]int64, results []Result, err error,
) {
	offered = map[rules.MailHash]int64{}
	for _, m := range mails {
		application, ok := int64(0), false
		err := t.Attempt(func() (err error) {
			defer recoverInto(&err)
			application, ok, err = d.offer(t, now, m)
			return err
		})
		why := Refusal{}
		switch {
		case err == nil && ok:
			offered[m.Hash()] = application
		case errors.As(err, &why):
			if why.Fault {
				results = append(results, Result{Err: err})
			}
		case err != nil && !store.IsRefusal(err):
			return nil, nil, err
		}
	}
	return offered, results, nil
}

// offer offers the invitation in a mail. ok reports that it did, or had done so before. It returns the application to
// which the button adds an interview, or 0.
func (d Desk) offer(t *store.Telling, now time.Time, m rules.Mail) (adds int64, ok bool, err error) {
	i, ok := d.readInvitation(m.Calendar)
	if !ok || len(m.From) != 1 || d.isUser(m.From[0]) {
		return 0, false, nil
	}
	application, ok, err := i.place(t)
	if err != nil || !ok {
		return 0, false, err
	}
	o := offering{Desk: d, invitation: i, mail: m, now: now, application: application}
	earlier, err := t.LatestInvitation(i.UID)
	switch {
	case err == nil:
		o.again = earlier.InterviewID == 0
		if o.Interview.Start.IsZero() {
			o.Interview.Start = earlier.Start
		}
	case !errors.Is(err, store.ErrNotFound):
		return 0, false, err
	}
	if o.done, err = o.try(t); err != nil || !o.isNews() {
		return 0, false, err
	}
	if o.done.Outcome == store.ImportAdded {
		adds = application
	}
	ok, err = d.send(t, o)
	return adds, ok, err
}

// send lets the notice of an offering wait to be sent, if it may be today.
func (d Desk) send(t *store.Telling, o offering) (ok bool, err error) {
	if may, err := t.MayNotify(); err != nil || !may {
		return false, err
	}
	n, strangers, err := t.Offered()
	if o.application == 0 {
		n = strangers
	}
	if err != nil || n >= maxOffered {
		return false, err
	}
	id, known, err := t.Offer(store.Invitation{
		Hash: o.hash(), UID: o.UID, ApplicationID: o.application, Calendar: o.calendar, Start: o.Interview.Start,
	})
	if err != nil || known {
		return known, err // it is no answer either
	}
	notice, err := d.Composer.Notice(o.notice(id), o.now)
	if err != nil {
		return false, Refusal{Reason: err.Error(), Fault: true}
	}
	return true, t.Notify(notice)
}

// try returns what the importer would do with the invitation. What it refuses is not offered.
func (o *offering) try(t *store.Telling) (done store.Imported, err error) {
	if o.lacks() {
		return done, nil
	}
	if !o.Cancelled && errors.Join(o.Application.Validate(), o.Interview.Validate(o.Policy.Location)) != nil {
		return done, refuse("it cannot be right")
	}
	done, err = t.TryImport(o.asImport())
	if err == nil && done.Outcome == store.ImportForeign {
		o.organizer = done.Organizer
		o.vouched = true
		done, err = t.TryImport(o.asImport())
	}
	return done, err
}
