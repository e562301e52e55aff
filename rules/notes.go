package rules

import (
	"fmt"
	"slices"
	"time"
)

// How long an answer to something heard still makes sense, in days on the calendar.
const (
	replyWithinDays  = 3
	thanksWithinDays = 14
)

// notes are the notes after the thank-you that the interview calls for: what asks for news or answers some. It fills in
// what the decision says of them.
func (v *view) notes(d *Decision) []Step {
	w := v.lastWord()
	switch {
	case w == nil:
		return v.statusRequest(d)
	case w.Kind == Undecided:
		return append(v.undecidedReply(w), v.statusRequest(d)...)
	case w.Kind == Rejected:
		return append(v.rejectionThanks(w), v.stayInTouch(w)...)
	}
	return nil
}

// undecidedReply answers "we have not decided yet". Each answer is answered once, but only the last one still is.
func (v *view) undecidedReply(heard *Event) []Step {
	if v.answered(UndecidedReply, v.word, heard.RecordedAt) {
		return nil
	}
	to := v.whoAnswered(heard)
	s := Step{Key: v.key(UndecidedReply, to), To: to, Heard: heard}
	s.Why = fmt.Sprintf("They answered on %s that nothing is decided yet", v.stamp(heard.At))
	v.place(&s, heard.At, v.wakingHours())
	s.Expires = v.p.addDays(heard.At, replyWithinDays)
	s.Deadline = s.Expires
	return []Step{s}
}

// rejectionThanks thanks for a no, once, however often it is told.
func (v *view) rejectionThanks(heard *Event) []Step {
	first, told := v.sameWord()
	if v.answered(RejectionThanks, first, told) {
		return nil
	}
	to := v.Interview.MainContact()
	s := Step{Key: v.key(RejectionThanks, to), To: to, Heard: heard}
	s.Why = fmt.Sprintf("They said no on %s", v.stamp(heard.At))
	v.place(&s, heard.At, v.wakingHours())
	s.Expires = v.p.addDays(heard.At, thanksWithinDays)
	return []Step{s}
}

// stayInTouch is the next of the occasional notes after a no. Without an occasion to write, its reminder asks for one;
// once one is named, the draft follows in a reminder of its own, and the two count as one note.
func (v *view) stayInTouch(heard *Event) []Step {
	if v.Interview.NoContact || heard.At.Before(v.Interview.Start) { // called off: there is nothing to stay in touch about
		return nil
	}
	touches, asked := v.touches()
	if len(touches) >= v.p.StayInTouchTimes {
		return nil
	}
	to := v.Interview.MainContact()
	s := Step{Key: v.key(StayInTouch, to), To: to, Heard: heard, Hook: v.Interview.Hook}
	if asked != nil {
		s.Why = "You named an occasion for the note to stay in touch that was due on " + v.day(DateOf(asked.SettledAt, v.p.Location))
		v.place(&s, v.now, v.officeHours())
		return []Step{s}
	}
	since, days := DateOf(heard.At, v.p.Location), v.p.StayInTouchAfter
	s.Why = "They said no on " + v.day(since)
	if n := len(touches); n > 0 {
		since, days = DateOf(touches[n-1].at, v.p.Location), v.p.StayInTouchEvery
		s.Why = fmt.Sprintf("The last note to stay in touch was %s on %s", touches[n-1].what, v.day(since))
	}
	base := since.AddDays(days)
	s.Why += fmt.Sprintf("; %s after is %s", count(days, "day"), v.day(base))
	v.place(&s, v.p.startOf(base), v.officeHours())
	return []Step{s}
}

// touch is a stay-in-touch note that was sent, or taken as sent, or skipped.
type touch struct {
	at   time.Time
	what EventKind
}

// touches are the stay-in-touch notes since the rejection, with a draft or without.
// asked is the reminder that asked for an occasion if that was all that came since the note before, and one has been
// named: then the note is still to come.
func (v *view) touches() (all []touch, asked *Reminder) {
	first, _ := v.sameWord()
	since := v.events[first].At
	rows := slices.DeleteFunc(v.turns(StayInTouch, anyone), func(r Reminder) bool { return r.SettledAt.Before(since) })
	for i, r := range rows {
		last := i == len(rows)-1
		m, _, marked := v.mark(r)
		switch {
		case marked:
			all = append(all, touch{m.At, m.Kind})
		case !r.AsksForHook() || last && v.Interview.Hook == "":
			all = append(all, touch{r.SettledAt, Sent})
		case last:
			asked = &rows[i]
		case rows[i+1].AsksForHook(): // else the draft it asked for came next, and counts
			all = append(all, touch{r.SettledAt, Sent})
		}
	}
	for _, e := range v.withoutDraft(first, func(k Kind) bool { return k == StayInTouch }) {
		all = append(all, touch{e.At, Sent})
	}
	slices.SortStableFunc(all, func(a, b touch) int { return a.at.Compare(b.at) })
	return all, asked
}

// answered tells whether the word of that index, of which the program was told at the given time, was answered: a draft
// was delivered or missed since, or the user wrote without one.
func (v *view) answered(kind Kind, word int, told time.Time) bool {
	return len(v.withoutDraft(word, func(k Kind) bool { return k == kind })) > 0 ||
		slices.ContainsFunc(v.turns(kind, anyone), func(r Reminder) bool { return !r.SettledAt.Before(told) })
}

// sameWord looks at the last word and those before it that say the same, with no other between them: a no that is told
// twice, or whose date is corrected by telling it again, is one no. It returns the index of the first of them, and when
// the program was first told.
func (v *view) sameWord() (first int, told time.Time) {
	for i := v.word; i >= 0; i-- {
		e := v.events[i]
		if !e.Kind.isWord() {
			continue
		}
		if e.Kind != v.events[v.word].Kind {
			break
		}
		first = i
		if told.IsZero() || e.RecordedAt.Before(told) {
			told = e.RecordedAt
		}
	}
	return first, told
}

// whoAnswered is who wrote, where that was said and can be read, else the main contact.
func (v *view) whoAnswered(heard *Event) Person {
	if p, known := v.Interview.Who(heard.From); known {
		return p
	}
	return v.Interview.MainContact()
}
