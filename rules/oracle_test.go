package rules

import (
	"cmp"
	"slices"
)

// An oracle implements the rules a second time, in the simplest possible way: it goes through time minute by minute
// and asks of each note whether it goes out now. It never computes when something is due. It shares only the types
// and Calendar.IsBusinessDay with Decide, and is told which persons are the same. It was written from the
// specification. Where the specification says nothing, "Agreed:" introduces what both implementations do.
type oracle struct {
	*clocks
	roles []*role
}

// A role is an application as the oracle knows it.
type role struct {
	*oracle
	c    Case    // without a history
	told []Event // in the order in which they happened
	gone []gone

	asking []gone // requests that are being sent or may have arrived
	heldUp []gone // requests that the mail server refused for good, or deferred

	stale   bool // the fields below must be computed anew
	notes   []note
	snoozed minute // the end of a snooze
	awaits  bool   // nothing is asked until the user says whether they sent the last request
	wrote   bool   // they wrote, and nothing is asked until the user says what
}

func newOracle(cases []Case, p Policy) *oracle {
	o := &oracle{clocks: newClocks(p)}
	for _, c := range cases {
		c.History = History{}
		o.roles = append(o.roles, &role{oracle: o, c: c, stale: true})
	}
	return o
}

// A note goes out at the first minute from base to until that is one of its hours.
type note struct {
	kind     Kind
	iv       int64 // of a thank-you
	lastCall bool
	to       human
	base     minute
	hours    func(minute) bool
	office   bool
	until    minute
	late     minute // from then on a thank-you is late, and gives way to other notes
	fades    bool   // after until the note does not come, and does not count as missed
	word     int64  // the id of the word that it answers
	since    int    // the day from which a note to stay in touch waits
	every    int    // how many days it waits
	asked    minute // when the occasion that was named since was asked for, or 0
	calm     minute // before this the note does not come, unless something happens
}

// A gone note went out, or was missed.
type gone struct {
	note
	round  int
	at     minute
	missed bool
	asks   bool // it asked for an occasion to stay in touch
	never  bool // it was skipped before it came
	fixed  bool // its recipient stays the same, even if somebody else is to be asked now
}

// series reports whether the rounds of two notes are counted together.
func (n note) series(other note) bool {
	return n.kind == other.kind && n.iv == other.iv && n.lastCall == other.lastCall
}

// hear records what the user tells.
func (r *role) hear(t telling) {
	r.stale = true
	if t.change != nil {
		h := r.c
		t.hear(&h)
		r.c = h
		return
	}
	r.told = append(r.told, t.event)
	slices.SortStableFunc(r.told, func(a, b Event) int { return a.At.Compare(b.At) })
	if t.event.Kind == Skipped {
		r.skip(t.event)
	}
}

// word returns the last word, and the events since, beginning with the word itself. If the word repeats earlier
// ones, sinceFirst holds the events since it was first said. Agreed: a rejection that is told twice is one rejection
// since the first time, with the date of the last. So is an offer.
func (r *role) word() (word Event, since, sinceFirst []Event) {
	since, sinceFirst = r.told, r.told
	for i, e := range r.told {
		if !r.isAWord(e) {
			continue
		}
		since = r.told[i:]
		if e.Kind != word.Kind || e.InterviewID != word.InterviewID {
			sinceFirst = since
		}
		word = e
	}
	return word, since, sinceFirst
}

func (r *role) isAWord(e Event) bool {
	switch e.Kind {
	case Undecided, Rejected, Offered, Advanced:
		return true
	case NoShow:
		return !r.movedAway(e)
	case Stopped:
		return e.InterviewID == 0 || r.allCalledOff()
	}
	return false
}

// isCalledOff reports whether an interview was called off.
func (r *role) isCalledOff(iv Interview) bool {
	for _, e := range r.told {
		if e.Kind == Stopped && e.InterviewID == iv.ID {
			return true
		}
	}
	return false
}

func (r *role) allCalledOff() bool { return !slices.ContainsFunc(r.c.Interviews, r.isNotCalledOff) }

func (r *role) isNotCalledOff(iv Interview) bool { return !r.isCalledOff(iv) }

// interviews returns the interviews that were not called off, or all of them if all were.
func (r *role) interviews() (met []Interview) {
	for _, iv := range r.c.Interviews {
		if !r.isCalledOff(iv) {
			met = append(met, iv)
		}
	}
	if len(met) == 0 {
		return r.c.Interviews
	}
	return met
}

// movedAway reports whether the event is a no-show at a time from which its interview was moved.
func (r *role) movedAway(e Event) bool {
	there := func(iv Interview) bool { return iv.ID == e.InterviewID && minuteOf(e.At) >= minuteOf(iv.Start) }
	return e.Kind == NoShow && !slices.ContainsFunc(r.interviews(), there)
}

// stoodUp reports whether nobody turned up for an interview.
func (r *role) stoodUp(iv Interview) bool {
	return slices.ContainsFunc(r.told, func(e Event) bool {
		return e.Kind == NoShow && e.InterviewID == iv.ID && !r.movedAway(e)
	})
}

// kept returns the interviews that took place or will, as far as is known.
// Agreed: an interview that was called off does not, even if there is no other.
func (r *role) kept() (kept []Interview) {
	for _, iv := range r.c.Interviews {
		if !r.stoodUp(iv) && !r.isCalledOff(iv) {
			kept = append(kept, iv)
		}
	}
	return kept
}

// over returns when the last of the interviews that took place or will ends, or 0 if there is none.
func (r *role) over() (end minute) {
	for _, iv := range r.kept() {
		end = max(end, minuteOf(iv.End()))
	}
	return end
}

// latest returns the interview that starts last of those that took place or will, or of all if there is none.
func (r *role) latest() Interview {
	list := r.kept()
	if len(list) == 0 {
		list = r.interviews()
	}
	return list[len(list)-1]
}

// led reports whether the event is an invitation to an interview that stands.
func (r *role) led(e Event) bool {
	return e.Kind == Advanced &&
		slices.ContainsFunc(r.interviews(), func(iv Interview) bool { return iv.ID == e.Next })
}

// main returns whom requests for news go to.
func (r *role) main() human { return r.contact(r.interviews()) }

// met returns whom an answer to a word at m goes to.
// Agreed: it does not go to anybody whom the user has yet to meet, unless that is in the first interview.
func (r *role) met(m minute) human {
	var begun []Interview
	for i, iv := range r.interviews() {
		if i == 0 || minuteOf(iv.Start) <= m {
			begun = append(begun, iv)
		}
	}
	return r.contact(begun)
}

// contact returns whoever answered last, else the contact that was named, else the first interviewer of the latest
// of the interviews that has any.
func (r *role) contact(interviews []Interview) human {
	for _, e := range slices.Backward(r.told) {
		if who[e.From] != "" && !r.movedAway(e) {
			return who[e.From]
		}
	}
	if r.c.Contact != (Person{}) {
		return who[r.c.Contact]
	}
	for _, iv := range slices.Backward(interviews) {
		if len(iv.Interviewers) > 0 {
			return who[iv.Interviewers[0]]
		}
	}
	return ""
}

// snoozedUntil returns the end of a snooze. Agreed: a word that is told after the snooze ends it.
func (r *role) snoozedUntil() (until minute) {
	asTold := slices.SortedFunc(slices.Values(r.told), func(a, b Event) int { return cmp.Compare(a.ID, b.ID) })
	for _, e := range asTold {
		switch {
		case e.Kind == Snoozed:
			until = minuteOf(e.SnoozeUntil)
		case r.isAWord(e):
			until = 0
		}
	}
	return until
}

// calls returns the notes that the application calls for, as things stand.
func (r *role) calls() (notes []note) {
	r.awaits, r.wrote = false, false
	word, _, _ := r.word()
	met := r.met(minuteOf(word.At))
	writer := cmp.Or(who[word.From], met)
	if word.Kind != Rejected && word.Kind != Stopped && !r.c.NoContact {
		for _, iv := range r.kept() {
			led := word.Kind == Advanced && word.Next != iv.ID && minuteOf(word.At) >= minuteOf(iv.Start)
			notes = append(notes, r.thankYous(iv, led || word.Kind == Offered)...)
		}
	}
	var question []note
	question, r.wrote = r.question()
	if notes = append(notes, question...); r.wrote {
		return notes
	}
	switch word.Kind {
	case Undecided:
		notes = append(notes, r.answer(UndecidedReply, writer, 3)...)
	case Offered:
		notes = append(notes, r.offer(writer)...)
	case Rejected:
		notes = append(notes, r.answer(RejectionThanks, met, 14)...)
	case Stopped:
		if word.Note == Withdrawal {
			notes = append(notes, r.answer(Withdrawal, met, 3)...)
		}
	}
	if r.c.NoContact {
		return notes
	}
	switch word.Kind {
	case "", Undecided, Advanced:
		notes = append(notes, r.status(r.main())...)
	case NoShow:
		absent := met
		for _, iv := range r.interviews() {
			if iv.ID == word.InterviewID && len(iv.Interviewers) > 0 {
				absent = who[iv.Interviewers[0]]
			}
		}
		notes = append(notes, r.answer(NoShowNote, absent, 1)...)
		notes = append(notes, r.status(r.main())...)
	case Rejected:
		notes = append(notes, r.stayInTouch(met)...)
	}
	return notes
}
