package rules

import (
	"fmt"
	"slices"
	"time"
)

// answerReminder is how many business days before an answer to an offer is due the user is reminded.
const answerReminder = 2

// notes returns the notes that the application calls for other than thank-yous: requests for news, answers, and
// questions about what was seen in the mailbox. It sets the fields of the decision that belong to them.
func (v *vantage) notes(d *Decision) []Step {
	question := v.question()
	if _, d.Held = v.untold(isHolding); d.Held != nil {
		return question
	}
	return append(question, v.ownNotes(d)...)
}

// ownNotes returns those that nothing in the mailbox has to do with.
func (v *vantage) ownNotes(d *Decision) []Step {
	w := v.lastWord()
	switch {
	case w == nil:
		return v.nextRequest(d)
	case w.Kind == Undecided:
		return append(v.undecidedReply(w), v.nextRequest(d)...)
	case w.Kind == NoShow:
		return append(v.noShowNote(w), v.nextRequest(d)...)
	case w.Kind == Advanced:
		return v.nextRequest(d)
	case w.Kind == Offered:
		if end := v.endOf(w.Until); !w.Until.IsZero() && !v.now.After(end) {
			d.askAgain(end.Add(time.Second)) // the answer is owed until then
		}
		return append(v.offerThanks(w), v.offerAnswer(w)...)
	case w.Kind == Rejected:
		return append(v.rejectionThanks(w), v.stayInTouch(w, d)...)
	case w.Kind == Stopped && w.Note == Withdrawal:
		return v.reply(Withdrawal, w, "You withdrew on "+v.stamp(w.At))
	}
	return nil
}

// reply returns the note of the kind that answers the last word, for as long as an answer makes sense.
func (v *vantage) reply(kind Kind, heard *Event, why string) []Step {
	return v.replyUntil(v.p.addDays(heard.At, kind.row().lasts), kind, heard, why)
}

// replyUntil is like reply, but the answer makes sense until the given time.
func (v *vantage) replyUntil(until time.Time, kind Kind, heard *Event, why string) []Step {
	if v.hasReplied(kind) {
		return nil
	}
	to := v.addressee(kind)
	s := Step{Key: v.key(kind), To: []Person{to}, Heard: heard, Why: why, Expires: until}
	v.plan(&s, heard.At, v.wakingHours())
	return []Step{s}
}

// undecidedReply answers "we have not decided yet".
func (v *vantage) undecidedReply(heard *Event) []Step {
	steps := v.reply(UndecidedReply, heard, "They answered on "+v.stamp(heard.At)+" that nothing is decided yet")
	for i := range steps {
		steps[i].Deadline = steps[i].Expires
	}
	return steps
}

// noShowNote suggests another time to somebody who did not turn up. It does not answer anything that they wrote.
func (v *vantage) noShowNote(heard *Event) []Step {
	if v.NoContact {
		return nil
	}
	return v.reply(NoShowNote, heard, "They did not turn up on "+v.stamp(heard.At))
}

// offerThanks thanks for an offer. It expires on the eve of the day by which the answer is due, because the answer
// itself thanks.
func (v *vantage) offerThanks(heard *Event) []Step {
	until := v.p.addDays(heard.At, OfferThanks.row().lasts)
	if eve := v.endOf(heard.Until.AddDays(-1)); !heard.Until.IsZero() && eve.Before(until) {
		if until = eve; eve.Before(heard.At) {
			return nil
		}
	}
	return v.replyUntil(until, OfferThanks, heard, "They made an offer on "+v.stamp(heard.At))
}

// offerAnswer tells the user that their answer to an offer is due. It does not come on the day of the offer.
func (v *vantage) offerAnswer(heard *Event) []Step {
	if heard.Until.IsZero() || v.hasReplied(OfferAnswer) {
		return nil
	}
	to := v.addressee(OfferAnswer)
	s := Step{Key: v.key(OfferAnswer), To: []Person{to}, Heard: heard}
	day, over := v.p.Calendar.AddBusinessDays(heard.Until, -answerReminder)
	s.Why = fmt.Sprintf("They want your answer by %s; %s before%s is %s", v.day(heard.Until),
		count(answerReminder, "business day"), v.exceptHolidays(over), v.day(day))
	if next := DateOf(heard.At, v.p.Location).AddDays(1); day.Before(next) {
		day = next
		s.Why += fmt.Sprintf("; the offer came on %s, so the day after it", v.stamp(heard.At))
	}
	if heard.Until.Before(day) {
		return nil
	}
	s.Expires = v.endOf(heard.Until)
	v.plan(&s, day.At(v.p.SendAt, v.p.Location), v.wakingHours())
	s.Deadline = s.Expires
	return []Step{s}
}

// endOf returns the last minute of a day.
func (v *vantage) endOf(d Date) time.Time { return v.p.startOf(d.AddDays(1)).Add(-time.Minute) }

// rejectionThanks thanks for the time they took, after a rejection.
func (v *vantage) rejectionThanks(heard *Event) []Step {
	return v.reply(RejectionThanks, heard, "They said no on "+v.stamp(heard.At))
}

// stayInTouch returns the next of the occasional notes after a rejection. If the user has named no occasion to
// write, its reminder asks for one. Once they name one, the draft comes in a reminder of its own, and the two
// count as one note.
func (v *vantage) stayInTouch(heard *Event, d *Decision) []Step {
	if v.NoContact || !v.hadInterviewBy(heard.At) { // there is nothing to stay in touch about
		return nil
	}
	touches, asked := v.touches()
	if len(touches) >= v.p.StayInTouchTimes {
		return nil
	}
	to := v.addressee(StayInTouch)
	others := v.related(heard, to)
	if d.SilentFor = others.silentFor; d.SilentFor != nil {
		if !others.again.IsZero() {
			d.askAgain(others.again)
		}
		return nil
	}
	s := Step{Key: v.key(StayInTouch), To: []Person{to}, Heard: heard, Hook: v.Hook}
	if asked != nil && !asked.SettledAt.Before(others.ended) {
		s.Why = "You named an occasion for the note to stay in touch that was due on " +
			v.day(DateOf(asked.SettledAt, v.p.Location))
		v.plan(&s, v.now, v.officeHours())
		return []Step{s}
	}
	since, days := DateOf(heard.At, v.p.Location), v.p.StayInTouchAfter
	s.Why = "They said no on " + v.day(since)
	if n := len(touches); n > 0 {
		since, days = DateOf(touches[n-1].at, v.p.Location), v.p.StayInTouchEvery
		s.Why = fmt.Sprintf("The last note to stay in touch was %s on %s", touches[n-1].what, v.day(since))
	}
	if ended := DateOf(others.ended, v.p.Location); since.Before(ended) {
		since = ended
		s.Why = fmt.Sprintf("Your last contact about the %s was on %s", v.roleElsewhere(*others.last),
			v.day(since))
	}
	base := since.AddDays(days)
	s.Why += fmt.Sprintf("; %s after is %s", count(days, "day"), v.day(base))
	v.plan(&s, v.p.startOf(base), v.officeHours())
	return []Step{s}
}

// hadInterviewBy reports whether an interview that did not fall through had started by then.
func (v *vantage) hadInterviewBy(then time.Time) bool {
	return slices.ContainsFunc(v.standing, func(iv Interview) bool {
		return !v.fellThrough(iv.ID) && !iv.Start.After(then)
	})
}

// A touch is a note to stay in touch that was sent, assumed sent, or skipped.
type touch struct {
	at   time.Time
	what EventKind
}

// touches returns the notes to stay in touch since the rejection, with or without a draft. asked is the reminder
// that asked for an occasion, if it is the last reminder and an occasion has been named since: the note itself is
// then still to come.
func (v *vantage) touches() (all []touch, asked *Reminder) {
	first, _ := v.firstTold()
	since := v.events[first].At
	rows := slices.DeleteFunc(v.counted(v.key(StayInTouch)),
		func(r Reminder) bool { return r.SettledAt.Before(since) })
	for i, r := range rows {
		last := i == len(rows)-1
		m, _, marked := v.mark(r, Person{})
		switch {
		case marked:
			all = append(all, touch{m.At, m.Kind})
		case !r.AsksForHook() || last && v.Hook == "":
			all = append(all, touch{r.SettledAt, Sent})
		case last:
			asked = &rows[i]
		case rows[i+1].AsksForHook(): // otherwise the draft that it asked for came next, and counts instead
			all = append(all, touch{r.SettledAt, Sent})
		}
	}
	for _, e := range v.withoutDraft(first, func(k Kind) bool { return k == StayInTouch }) {
		all = append(all, touch{e.At, Sent})
	}
	slices.SortStableFunc(all, func(a, b touch) int { return a.at.Compare(b.at) })
	return all, asked
}

// hasReplied reports whether a note of the kind has answered the last word: a draft was delivered or missed since the
// program was told of the word, or the user wrote without a draft.
func (v *vantage) hasReplied(kind Kind) bool {
	word, told := v.word, v.lastWord().RecordedAt
	if !kind.row().anew {
		word, told = v.firstTold()
	}
	return len(v.withoutDraft(word, func(k Kind) bool { return k == kind })) > 0 ||
		slices.ContainsFunc(v.counted(v.key(kind)), func(r Reminder) bool { return !r.SettledAt.Before(told) })
}

// firstTold looks at the last word and at those before it that say the same, with no other word between. A
// rejection that is told twice, or told again with a corrected date, is one rejection. It returns the index of the
// first of these words, and when the program was first told.
func (v *vantage) firstTold() (first int, told time.Time) {
	for i := v.word; i >= 0; i-- {
		e := v.events[i]
		if !v.isWord(e) {
			continue
		}
		if e.Kind != v.events[v.word].Kind || e.InterviewID != v.events[v.word].InterviewID {
			break
		}
		first = i
		if told.IsZero() || e.RecordedAt.Before(told) {
			told = e.RecordedAt
		}
	}
	return first, told
}

// addressee returns the person to whom a note of the kind goes. It must not be a thank-you.
func (v *vantage) addressee(kind Kind) Person {
	w := v.lastWord()
	switch {
	case kind.IsRequest():
		return v.MainContact()
	case w == nil || w.Kind != kind.row().answers:
		return v.ContactAt(v.now)
	case kind == NoShowNote:
		if iv, _ := v.Interview(w.InterviewID); len(iv.Interviewers) > 0 {
			return iv.Interviewers[0]
		}
	case kind.row().toWriter:
		return v.writer(w)
	}
	return v.ContactAt(w.At)
}

// writer returns who said the word, if the user named them, or else the contact at that time.
func (v *vantage) writer(heard *Event) Person {
	if !heard.From.IsTeam() {
		return v.known(heard.From)
	}
	return v.ContactAt(heard.At)
}
