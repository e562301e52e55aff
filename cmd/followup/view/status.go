package view

import (
	"context"
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/service"
	"followup/mailer/command"
	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// silentFor is how long after a tick the daemon may be without a completed pass before something is reported as wrong.
// It is longer than one mail can take, but a pass with many mails over a slow server may take longer.
const silentFor = 10 * time.Minute

// missedFor is how long a missed reminder is reported.
const missedFor = 7 * 24 * time.Hour

// MaxTroubles is the largest number of applications whose troubles a status names; a longer list would not help.
const MaxTroubles = 100

// A Status is the state of the daemon and of the mail server, with the reminders that wait and the one that comes
// next.
type Status struct {
	now      time.Time
	running  bool
	holder   store.Holder
	nextPass time.Time // the tick after the last pass
	waits    []wait
	waiting  int // the number of all waiting reminders
	notices  int // that wait: mails about what was told by mail
	noticeAt time.Time
	channel  outbox.Channel
	looks    bool // at the mailbox
	watch    outbox.Watch
	drafts   bool // are put into the Drafts folder
	drawer   outbox.Drawer
	copies   int // in the Drafts folder
	next     *Coming
	answered []rules.Case // a mail of theirs was seen, and the user has not told what it says
	wrong    []string     // what is wrong, each a clause with what to do
	checks   []Check      // the results of --check
}

// A wait is a reminder that is due but not delivered yet.
type wait struct {
	rules.Reminder
	Of rules.Case
}

// A MailboxUse says what the daemon does with the mailbox.
type MailboxUse struct{ Looks, Drafts bool }

// ReadStatus returns the status as of now. The schedule tells when the daemon makes its passes.
func ReadStatus(
	ctx context.Context, st *store.Store, schedule scheduler.Schedule, use MailboxUse, p rules.Policy, now time.Time,
) (s Status, err error) {
	s.now, s.looks, s.drafts = now, use.Looks, use.Drafts
	if s.looks {
		if s.watch, err = st.Watch(ctx); err != nil {
			return s, err
		}
	}
	if s.drafts {
		if s.drawer, s.copies, err = st.Drawer(ctx); err != nil {
			return s, err
		}
	}
	if s.holder, s.running, err = store.ReadLock(st.Path()); err != nil {
		return s, err
	}
	if s.holder.Seen.After(s.watch.Seen) { // a look without news is not recorded
		s.watch.Seen = s.holder.Seen
	}
	s.nextPass = schedule.Next(s.holder.LastPass)
	if s.channel, err = st.Channel(ctx); err != nil {
		return s, err
	}
	if s.waiting, err = st.AllWaiting(ctx); err != nil {
		return s, err
	}
	if s.notices, s.noticeAt, err = st.WaitingNotices(ctx); err != nil {
		return s, err
	}
	refused, err := st.AllRefused(ctx)
	if err != nil {
		return s, err
	}
	if s.next, err = NextReminder(ctx, st, p, now); err != nil {
		return s, err
	}
	answered, err := st.Answered(ctx, MaxTroubles)
	if err != nil {
		return s, err
	}
	s.answered = slices.DeleteFunc(answered, func(c rules.Case) bool { return c.Untold(now) == nil })
	troubles, err := st.Troubles(ctx, s.now.Add(-missedFor), MaxTroubles)
	if err != nil {
		return s, err
	}
	for _, t := range troubles {
		for _, r := range t.History.Reminders {
			switch r.State {
			case rules.Waiting:
				s.waits = append(s.waits, wait{r, t.Case})
			case rules.Refused:
				refused--
			}
		}
	}
	s.wrong = append(s.ofTheDaemon(p), ofTheReminders(troubles, now, p)...)
	if refused > 0 {
		s.wrong = append(s.wrong, fmt.Sprintf(
			"%d more reminders were refused; once that is fixed: followup retry --all", refused))
	}
	return s, nil
}

// Wrong returns a clause for each thing that is wrong, which says what to do.
func (s Status) Wrong() []string { return s.wrong }

// ofTheDaemon returns what is wrong with the daemon, the clock, the mail server and the mailbox.
func (s Status) ofTheDaemon(p rules.Policy) (wrong []string) {
	switch {
	case !s.running && service.InContainer():
		wrong = append(wrong, "the daemon is not running; start its container")
	case !s.running:
		wrong = append(wrong, "the daemon is not running; start it with `followup run`, or with systemctl if you "+
			"installed the service")
	case s.holder.LastPass.IsZero() && s.now.Sub(s.holder.Since) > silentFor:
		wrong = append(wrong, "the daemon has made no pass yet; its log says why")
	case s.now.After(s.nextPass.Add(silentFor)) && s.now.Sub(s.holder.Since) > silentFor:
		wrong = append(wrong, fmt.Sprintf("the daemon has made no pass since %s; its log says why",
			phrase.Stamp(s.holder.LastPass, p.Location)))
	}
	if aheadOf(s.now, s.holder) {
		clock := fmt.Sprintf("the last pass was made %s, which is in the future: the clock was or is wrong; set it "+
			"right",
			phrase.Stamp(s.holder.LastPass, p.Location))
		if !s.holder.Doubted.IsZero() {
			clock += "; until it is, or has stayed so for an hour, nothing is sent"
		}
		wrong = append(wrong, clock)
	}
	if !s.holder.Failing.IsZero() {
		wrong = append(wrong, fmt.Sprintf("the passes have failed since %s: %s; the log says more",
			phrase.Stamp(s.holder.Failing, p.Location), s.holder.Failure))
	}
	if s.channel.Failures > 0 {
		wrong = append(wrong, fmt.Sprintf("the mail server has not worked since %s: %s; it is tried again %s",
			phrase.Stamp(s.channel.Since, p.Location), s.channel.LastError,
			phrase.Stamp(s.channel.NextTry, p.Location)))
	}
	if s.watch.Failures > 0 {
		wrong = append(wrong, fmt.Sprintf("the mailbox has not been read since %s: %s; it is tried again %s, and "+
			"reminders come all the same",
			phrase.Stamp(s.watch.Since, p.Location), s.watch.LastError, phrase.Stamp(s.watch.NextTry, p.Location)))
	}
	if s.drawer.Failures > 0 {
		wrong = append(wrong, fmt.Sprintf("the Drafts folder could not be used since %s: %s; it is tried again %s, "+
			"and reminders come all the same",
			phrase.Stamp(s.drawer.Since, p.Location), s.drawer.LastError, phrase.Stamp(s.drawer.NextTry, p.Location)))
	}
	return wrong
}

// aheadOf reports whether the last pass is in the future, by more than clocks are usually corrected. Then the clock
// was wrong or is wrong.
func aheadOf(now time.Time, h store.Holder) bool {
	return now.Before(h.LastPass.Add(-scheduler.ClockTolerance))
}

// WarnOfClock warns that the clock may be wrong, because then events are recorded for the wrong time.
func (v Printer) WarnOfClock(st *store.Store) {
	h, _, err := store.ReadLock(st.Path())
	if err == nil && aheadOf(v.Now, h) {
		v.Warnf("the clock says %s, but the last pass was made %s; if the clock is wrong, set it right first",
			phrase.Stamp(v.Now, v.Policy.Location), phrase.Stamp(h.LastPass, v.Policy.Location))
	}
}

// ofTheReminders returns which applications cannot be decided, which reminders were refused or cannot be written, and
// which were missed lately.
func ofTheReminders(troubles []store.Trouble, now time.Time, p rules.Policy) (wrong []string) {
	for _, t := range troubles {
		if t.Fault != "" {
			wrong = append(wrong, fmt.Sprintf(
				"application %d (%s) cannot be decided because of a bug: %s; please report it",
				t.ID, t.Company, phrase.FirstLine(t.Fault)))
		}
		for _, r := range t.History.Reminders {
			what := fmt.Sprintf("the %s of application %d (%s)", phrase.Note(r.Key, r.To()...), t.ID, t.Company)
			was, is := phrase.Plural(len(r.To()), "was", "were"), phrase.Plural(len(r.To()), "it is", "they are")
			switch {
			case r.State == rules.Refused:
				wrong = append(wrong, fmt.Sprintf("%s %s refused: %s; once that is fixed: %s",
					what, was, r.Reply, command.Retry(t.ID)))
			case r.State == rules.Waiting && r.Attempts == 0 && r.NextAttempt.After(now) && !r.Due.After(now):
				wrong = append(wrong, fmt.Sprintf("%s cannot be written: %s; %s tried again %s",
					what, phrase.FirstLine(r.Reply), is, phrase.Brief(r.NextAttempt, now, p.Location)))
			case r.State == rules.Expired && now.Sub(r.SettledAt) < missedFor &&
				toldAt(t.Case, r.Key).Before(r.Expires):
				wrong = append(wrong, fmt.Sprintf("%s %s missed %s", what, was,
					phrase.Brief(r.SettledAt, now, p.Location)))
			}
		}
	}
	return wrong
}

// toldAt returns when the interview or the application that a reminder is about was added. A step whose time had
// passed by then was not missed.
func toldAt(c rules.Case, k rules.Key) time.Time {
	if iv, ok := c.Interview(k.InterviewID); ok {
		return iv.CreatedAt
	}
	return c.CreatedAt
}

// Status prints a status.
func (v Printer) Status(s Status) {
	if v.Policy.Pause.IsOn(s.now) {
		v.Printf("paused     until %s\n", pausedUntil(v.Policy))
	}
	daemon := "not running"
	if s.running {
		daemon = fmt.Sprintf("running since %s, as process %d",
			phrase.Stamp(s.holder.Since, v.Policy.Location), s.holder.PID)
	}
	v.Printf("daemon     %s\n", daemon)
	if !s.holder.LastPass.IsZero() {
		v.Printf("last pass  %s\n", phrase.Stamp(s.holder.LastPass, v.Policy.Location))
	}
	if s.looks {
		seen := "not read yet"
		if !s.watch.Seen.IsZero() {
			seen = "read " + phrase.Stamp(s.watch.Seen, v.Policy.Location)
		}
		v.Printf("mailbox    %s\n", seen)
	}
	if s.drafts {
		kept := fmt.Sprintf("%d put into the Drafts folder and still worth sending", s.copies)
		if s.drawer.Stays {
			kept += "; those that are done stay until you delete them, because the mail server cannot take a single " +
				"mail away (it has no UIDPLUS)"
		}
		v.Entry("drafts     ", kept)
	}
	next := "nothing is planned"
	if s.next != nil {
		next = fmt.Sprintf("%s at %s, %s",
			phrase.Note(s.next.Key, s.next.To...), s.next.Of.Company, phrase.Stamp(s.next.Due, v.Policy.Location))
	}
	v.Entry("next       ", next)
	v.Printf("waiting    %d\n", s.waiting)
	for _, w := range s.waits {
		v.Entry("           ", fmt.Sprintf("%s at %s: %s",
			phrase.Note(w.Key, w.To()...), w.Of.Company, w.why(s, v.Policy.Location)))
	}
	if n := s.waiting - len(s.waits); n > 0 {
		v.Printf("           and %d more\n", n)
	}
	if s.notices > 0 {
		when := "for the next pass"
		if s.noticeAt.After(s.now) {
			when = "until " + phrase.Brief(s.noticeAt, s.now, v.Policy.Location)
		}
		v.Entry("notices    ", fmt.Sprintf("%d %s about what you told by mail %s %s", s.notices,
			phrase.Plural(s.notices, "mail", "mails"), phrase.Plural(s.notices, "waits", "wait"), when))
	}
	for _, c := range s.answered {
		e := c.Untold(s.now)
		until := "say what"
		if e.Invites() {
			until = "add the invitation in it or say what"
		}
		v.Entry("answered   ", fmt.Sprintf("%s at %s wrote %s, and nothing is asked of them until you %s: %s",
			phrase.Sender(*e), c.Company, phrase.Stamp(e.At, v.Policy.Location), until,
			command.Heard(c.ID, command.Blank)))
	}
	for _, c := range s.checks {
		v.Entry(fmt.Sprintf("%-11s", c.What), c.Found)
	}
	for _, w := range s.wrong {
		v.Entry("wrong      ", w)
	}
}

// why returns why a reminder has not been delivered yet.
func (w wait) why(s Status, loc *time.Location) string {
	switch {
	case w.NextAttempt.After(s.now) && w.Reply != "":
		return fmt.Sprintf("%s; again %s", phrase.FirstLine(w.Reply), phrase.Brief(w.NextAttempt, s.now, loc))
	case w.NextAttempt.After(s.now):
		return "from " + phrase.Brief(w.NextAttempt, s.now, loc) + " on"
	case s.channel.Failures > 0:
		return "for the mail server"
	}
	return "for the next pass"
}
