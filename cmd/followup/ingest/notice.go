package ingest

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// A remark is what a notice says about one mail.
type remark struct {
	id      string // different for each
	subject string
	answers []string  // the Message-IDs of the reminder and of the mail
	about   rules.Key // what a reply to it is about
	mailer.Remark
}

// notify lets one notice say what came of the mails, if it may be sent today.
func (d Desk) notify(t *store.Telling, now time.Time, said []remark) error {
	if may, err := t.MayNotify(); err != nil || !may || len(said) == 0 {
		return err
	}
	n := mailer.Notice{Subject: said[0].subject, About: said[len(said)-1].about}
	for _, r := range said {
		if r.about.Kind != n.About.Kind || r.about.Number() != n.About.Number() {
			n.About = command.SeveralKey(said[0].about)
		}
	}
	if len(said) > 1 {
		n.Subject = fmt.Sprintf("%d things that you told by mail", len(said))
	}
	for _, r := range said {
		n.ID += r.id
		n.Answers = append(n.Answers, r.answers...)
		n.Remarks = append(n.Remarks, r.Remark)
	}
	m, err := d.Composer.Notice(n, now)
	if err != nil {
		return err
	}
	return t.Notify(m)
}

// remarkOn returns a remark on the mail.
func (t telling) remarkOn(id, subject string, lines ...string) *remark {
	return &remark{
		id: fmt.Sprint(t.tag.Token, id, t.mail.Hash(), t.mail.Date.Unix()), subject: subject,
		answers: []string{t.offer.id, t.mail.ID}, about: t.about,
		Remark: mailer.Remark{Lines: lines},
	}
}

// answer lets a notice say why a mail with a good token is not done, and returns a [Refusal].
func (t telling) answer(why error) (string, error) {
	reason := rules.OneLine(why.Error())
	t.desk.remark = t.remarkOn("answer", fmt.Sprintf("Not done: what you told by mail (%s)", phrase.Role(t.c)),
		fmt.Sprintf("Nothing was changed for %s: %s.", phrase.Application(t.c), reason),
		"A reply to a reminder begins with one line such as: sent, undecided until friday, no, "+
			"offer until 18 Dec, next round, snooze 2d, skip, stop.")
	return "", Refusal{Reason: fmt.Sprintf("application %d: %s", t.c.ID, reason), Of: t.c.ID}
}

// noted is the remark on events that were told by mail as one batch.
func (t telling) noted(batch int64, events []rules.Event) *remark {
	what := t.say(events)
	r := t.remarkOn(fmt.Sprint(batch), fmt.Sprintf("Noted: %s (%s)", what, phrase.Role(t.c)),
		fmt.Sprintf("Noted for %s: %s, %s.", phrase.Application(t.c), what,
			phrase.Stamp(events[0].At, t.Policy.Location)),
		t.next(events))
	r.Lines = append(r.Lines, t.lost(events)...)
	r.about = command.ToldKey(t.c.ID, batch)
	r.Undo, r.Command = command.ToldKey(t.c.ID, batch), command.Undo(t.c.ID)
	return r
}

// takenBack is the remark on events that were taken back.
func (t telling) takenBack(events []rules.Event) *remark {
	if len(events) == 0 {
		return t.remarkOn("undo", fmt.Sprintf("Nothing to take back (%s)", phrase.Role(t.c)),
			fmt.Sprintf("There is nothing to take back for %s.", phrase.Application(t.c)))
	}
	what := t.say(events)
	return t.remarkOn("undo", fmt.Sprintf("Taken back: %s (%s)", what, phrase.Role(t.c)),
		fmt.Sprintf("Taken back for %s: %s, %s.", phrase.Application(t.c), what,
			phrase.Stamp(events[0].At, t.Policy.Location)),
		"Reminders that it dropped come back if they still apply.")
}

// say says what events of one command are about.
func (t telling) say(events []rules.Event) string {
	if e := events[0]; len(events) > 1 {
		return fmt.Sprintf("you %s the %s", e.Kind, said.Note(t.c, events))
	}
	return phrase.Event(t.c, events[0], t.Policy.Location)
}

// lost says what does not come any more because of a snooze among the events.
func (t telling) lost(events []rules.Event) (lines []string) {
	for _, s := range rules.LostToSnooze(t.c.Once(t.now, events...), t.Policy, t.now) {
		lines = append(lines, fmt.Sprintf("Does not come, because it would be too late after the snooze: %s, %s.",
			phrase.Note(s.Key, s.To...), phrase.Stamp(s.Due, t.Policy.Location)))
	}
	return lines
}

// next says what comes next once the events are recorded, as show does.
func (t telling) next(events []rules.Event) string {
	steps := rules.Foresee(t.c.Once(t.now, events...), t.Policy, t.now).Steps
	if len(steps) == 0 {
		return "Nothing more comes for it."
	}
	first := slices.MinFunc(steps, func(a, b rules.Step) int { return a.Due.Compare(b.Due) })
	if !first.Due.After(t.now) {
		return fmt.Sprintf("Next: %s, now.", phrase.Note(first.Key, first.To...))
	}
	return fmt.Sprintf("Next: %s, %s.", phrase.Note(first.Key, first.To...), phrase.Stamp(first.Due, t.Policy.Location))
}
