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

// undecidedReply answers "we have not decided yet".
func (v *view) undecidedReply(heard *Event) []Step {
	round := v.countWords(Undecided)
	if v.answered(UndecidedReply, round) {
		return nil
	}
	to := v.whoAnswered(heard)
	s := Step{Key: v.key(UndecidedReply, to, round), To: to, Heard: heard}
	s.Why = fmt.Sprintf("They answered on %s that nothing is decided yet", v.stamp(heard.At))
	v.place(&s, heard.At, v.p.firstWaking)
	s.Expires = v.p.addDays(heard.At, replyWithinDays)
	s.Deadline = s.Expires
	return []Step{s}
}

// rejectionThanks thanks for a no.
func (v *view) rejectionThanks(heard *Event) []Step {
	round := v.countRuns(Rejected)
	if v.answered(RejectionThanks, round) {
		return nil
	}
	to := v.Interview.MainContact()
	s := Step{Key: v.key(RejectionThanks, to, round), To: to, Heard: heard}
	s.Why = fmt.Sprintf("They said no on %s", v.stamp(heard.At))
	v.place(&s, heard.At, v.p.firstWaking)
	s.Expires = v.p.addDays(heard.At, thanksWithinDays)
	return []Step{s}
}

// stayInTouch is the next of the occasional notes after a no.
func (v *view) stayInTouch(heard *Event) []Step {
	if v.Interview.NoContact {
		return nil
	}
	touches := v.touches(heard)
	if len(touches) >= v.p.StayInTouchTimes {
		return nil
	}
	to := v.Interview.MainContact()
	s := Step{Key: v.key(StayInTouch, to, len(v.settled(StayInTouch, anyone))+1), To: to, Heard: heard}
	since, days := DateOf(heard.At, v.p.Location), v.p.StayInTouchAfter
	s.Why = "They said no on " + v.day(since)
	if n := len(touches); n > 0 {
		since, days = DateOf(touches[n-1], v.p.Location), v.p.StayInTouchEvery
		s.Why = "The last note to stay in touch was sent on " + v.day(since)
	}
	base := since.AddDays(days)
	s.Why += fmt.Sprintf("; %s after is %s", count(days, "day"), v.day(base))
	v.place(&s, v.p.startOf(base), v.p.firstOffice)
	return []Step{s}
}

// touches are the moments of the stay-in-touch notes since the rejection, sent or skipped, with a draft or without.
func (v *view) touches(heard *Event) []time.Time {
	var at []time.Time
	for _, r := range v.settled(StayInTouch, anyone) {
		if !r.SettledAt.Before(heard.At) {
			when := r.SettledAt
			if m, _, ok := v.mark(r); ok {
				when = m.At
			}
			at = append(at, when)
		}
	}
	for _, e := range v.events[v.word+1:] {
		if e.Kind == Sent && e.Note == StayInTouch && e.Round == 0 {
			at = append(at, e.At)
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	return at
}

// answered tells whether the answer of the given kind and round was delivered, missed, or written without a draft.
func (v *view) answered(kind Kind, round int) bool {
	for _, e := range v.events[v.word+1:] {
		if e.marks(kind, round) || e.marks(kind, 0) {
			return true
		}
	}
	return slices.ContainsFunc(v.settled(kind, anyone), func(r Reminder) bool { return r.Round == round })
}

// whoAnswered is who wrote, where that was said and can be read, else the main contact.
func (v *view) whoAnswered(heard *Event) Person {
	if heard.From == "" {
		return v.Interview.MainContact()
	}
	p, err := ParsePerson(heard.From)
	if err != nil {
		return v.Interview.MainContact()
	}
	for _, known := range v.Interview.Interviewers {
		if known.Key() == p.Key() || known.Name == p.Name && p.Email == "" {
			return known
		}
	}
	return p
}

// countWords is how many events of the kind there were up to the last word.
func (v *view) countWords(kind EventKind) int {
	n := 0
	for _, e := range v.events[:v.word+1] {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

// countRuns is like countWords, but events of the kind with no other word between them count once: a no that is told
// twice, or whose date is corrected by telling it again, is one no.
func (v *view) countRuns(kind EventKind) int {
	n, in := 0, false
	for _, e := range v.events[:v.word+1] {
		switch e.Kind {
		case kind:
			if !in {
				n++
			}
			in = true
		case Undecided, Rejected, Offered, Advanced, Stopped:
			in = false
		}
	}
	return n
}
