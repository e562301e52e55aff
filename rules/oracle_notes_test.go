package rules

import (
	"cmp"
	"slices"
	"time"
)

// thankYous returns the thank-yous for one interview, a separate one to each person.
func (r *role) thankYous(iv Interview, closed bool) (notes []note) {
	end := minuteOf(iv.End())
	deadline := end + 24*hour
	lastWaking := deadline
	for !r.waking(lastWaking) {
		lastWaking--
	}
	people := iv.Interviewers
	if len(people) == 0 {
		people = []Person{{}}
	}
	for _, person := range people {
		n := note{kind: ThankYou, iv: iv.ID, to: who[person], until: end + 72*hour, late: deadline}
		n.base = end + minute(r.p.ThankYouAfter/time.Minute)
		n.hours = func(m minute) bool { return r.waking(m) || m >= end+23*hour && m > lastWaking && m <= deadline }
		if closed {
			n.until, n.fades = deadline, true
		}
		if r.metAgain(iv, n.to) || r.thanked(iv, n.to) {
			continue
		}
		var before []gone
		for _, g := range r.gone {
			if g.kind == ThankYou && g.iv == iv.ID && g.to == n.to {
				before = append(before, g)
			}
		}
		switch {
		case len(before) == 1 && !before[0].missed && r.p.LastCall:
			n.lastCall, n.base, n.until, n.fades = true, end+22*hour, deadline, true
			if !r.waking(n.base) {
				for !r.waking(n.base - 1) {
					n.base--
				}
			}
			base := n.base
			// Agreed: a last call that is late by more than a few ticks waits for a waking hour that is still in time.
			n.hours = func(m minute) bool { return m <= base+10 || r.waking(m) || m > lastWaking }
			if base < before[0].at+4*hour {
				continue
			}
		case len(before) > 0:
			continue
		}
		notes = append(notes, n)
	}
	return notes
}

// thanked reports whether the user said that they thanked somebody for an interview, or would not.
func (r *role) thanked(iv Interview, to human) bool {
	return slices.ContainsFunc(r.told, func(e Event) bool {
		return isMark(e, ThankYou) && (who[e.To] == "" || who[e.To] == to) &&
			(e.InterviewID == 0 || e.InterviewID == iv.ID) && minuteOf(e.At) >= minuteOf(iv.Start)
	})
}

// metAgain reports whether somebody is also in a later interview on the same day, after which they are thanked for
// both. Agreed: the hiring team is nobody in particular, and is thanked for each interview.
func (r *role) metAgain(iv Interview, h human) bool {
	after, today := false, r.day(minuteOf(iv.Start))
	for _, other := range r.kept() {
		if after && r.day(minuteOf(other.Start)) == today && slices.Contains(humans(other.Interviewers), h) {
			return true
		}
		after = after || other.ID == iv.ID
	}
	return false
}

// mark returns the last of the events that says whether a note was sent or skipped.
// Agreed: it names the round; nothing told before the note went out is about it.
func mark(events []Event, g gone) (Event, bool) {
	for _, e := range slices.Backward(events) {
		if isMark(e, g.kind) && e.Round == g.round && minuteOf(e.RecordedAt) >= g.at {
			return e, true
		}
	}
	return Event{}, false
}

// isMark reports whether the event says that a note of that kind was sent or skipped.
func isMark(e Event, kind Kind) bool { return (e.Kind == Sent || e.Kind == Skipped) && e.Note == kind }

// skip adds a note that was skipped before it came to the gone ones.
// Agreed: this counts as its turn, at the moment the user says so; the same note does not come again.
func (r *role) skip(e Event) {
	went := func(g gone) bool { return g.kind == e.Note && g.round == e.Round }
	if e.Note == ThankYou || e.Round == 0 || slices.ContainsFunc(r.gone, went) {
		return
	}
	word, _, _ := r.word()
	g := gone{round: e.Round, at: minuteOf(e.RecordedAt), never: true}
	g.kind, g.to, g.word = e.Note, who[e.To], word.ID
	r.gone = append(r.gone, g)
}

// byThemselves returns the moments at which the user wrote without a draft.
func byThemselves(events []Event, is func(Kind) bool) (at []minute) {
	for _, e := range events {
		if e.Kind == Sent && e.Round == 0 && is(e.Note) {
			at = append(at, minuteOf(e.At))
		}
	}
	return at
}

// offer returns what an offer calls for: thanks until the day before the answer is due, and a reminder of the
// answer two business days before that day.
func (r *role) offer(to human) (notes []note) {
	word, since, _ := r.word()
	heard := minuteOf(word.At)
	if word.Until.IsZero() {
		return r.answer(OfferThanks, to, 3)
	}
	answerBy := dayOf(word.Until)
	if r.day(heard) < answerBy { // Agreed: on that day the answer says thanks.
		notes = r.answer(OfferThanks, to, 3)
		for i := range notes {
			notes[i].until = min(notes[i].until, r.at(answerBy, 0)-1)
		}
	}
	// Agreed: a user who tells of an offer is reminded of the answer on the next day at the earliest.
	remind := max(r.minusBusinessDays(answerBy, 2), r.day(heard)+1)
	gone := slices.ContainsFunc(r.gone, func(g gone) bool { return g.kind == OfferAnswer && g.word == word.ID })
	if remind <= answerBy && !gone && len(byThemselves(since, func(k Kind) bool { return k == OfferAnswer })) == 0 {
		notes = append(notes, note{kind: OfferAnswer, to: to, base: r.at(remind, r.p.SendAt), hours: r.waking,
			until: r.at(answerBy+1, 0) - 1, word: word.ID})
	}
	return notes
}

// question asks what a mail says that was seen, three times, or once if it may be no answer. A certain one holds all
// notes but thank-yous. What came before the last interview, or was told since, is not asked about.
func (r *role) question() (notes []note, held bool) {
	word, _, _ := r.word()
	if word.Kind == Offered || word.Kind == Rejected || word.Kind == Stopped {
		return nil, false
	}
	var sure, unsure []Event
	for _, e := range r.told {
		switch {
		case e.Kind != Answered || minuteOf(e.At) < minuteOf(r.latest().Start) || r.isTold(e):
		case e.Certainty == Perhaps:
			unsure = append(unsure, e)
		default:
			sure = append(sure, e)
		}
	}
	about, times := sure, 3
	if len(sure) == 0 {
		about, times = unsure, 1
	}
	if len(about) == 0 {
		return nil, false
	}
	first := never
	for _, e := range about {
		first = min(first, minuteOf(e.RecordedAt))
	}
	last := about[len(about)-1]
	var asked []gone
	for _, g := range r.gone {
		if g.kind == AnswerSeen && g.at >= first {
			asked = append(asked, g)
		}
	}
	n := note{kind: AnswerSeen, to: who[last.From], base: first, hours: r.waking, until: never, word: last.ID}
	switch {
	case len(asked) >= times:
		return nil, len(sure) > 0
	case len(asked) == 1:
		n.base = r.at(r.plusBusinessDays(r.day(asked[0].at), 2), r.p.SendAt)
	case len(asked) == 2:
		n.base = r.at(r.day(asked[0].at)+7, r.p.SendAt)
	}
	if len(asked) > 0 {
		n.base = max(n.base, r.at(r.day(asked[len(asked)-1].at)+1, 0))
	}
	return []note{n}, len(sure) > 0
}

// isTold reports whether the user told what a mail says. Agreed: they may have read it before it was seen. What they
// told by mail, and was found by the same look, they told when they wrote it.
func (r *role) isTold(answer Event) bool {
	return slices.ContainsFunc(r.told, func(e Event) bool {
		if r.isAWord(e) && e.ID < answer.ID && e.RecordedAt.Equal(answer.RecordedAt) {
			return minuteOf(e.At) >= minuteOf(answer.At)
		}
		if r.isAWord(e) {
			return e.ID > answer.ID || minuteOf(e.RecordedAt) >= minuteOf(answer.At)
		}
		return e.ID > answer.ID && e.Kind == Skipped && e.Note == AnswerSeen
	})
}

// answer returns the note that answers the last word, unless that was answered.
func (r *role) answer(kind Kind, to human, days int) []note {
	word, since, sinceFirst := r.word()
	if kind != UndecidedReply {
		since = sinceFirst
	}
	answers := func(g gone) bool {
		return g.kind == kind && slices.ContainsFunc(since, func(e Event) bool { return e.ID == g.word })
	}
	if slices.ContainsFunc(r.gone, answers) || len(byThemselves(since, func(k Kind) bool { return k == kind })) > 0 {
		return nil
	}
	heard := minuteOf(word.At)
	until := r.at(r.day(heard)+days, r.clock(heard))
	return []note{{kind: kind, to: to, base: heard, hours: r.waking, until: until, word: word.ID}}
}

// promise returns the day that they named last, and whether nothing was said about timing since. Each interview says
// something about timing, and so do some events. Of an interview and an event at the same moment, the event is later.
func (r *role) promise() (promised Date, latest bool) {
	events := r.told
	hear := func(before minute) {
		for ; len(events) > 0 && minuteOf(events[0].At) < before; events = events[1:] {
			switch e := events[0]; {
			case r.movedAway(e):
			case e.Kind == Undecided:
				if latest = !e.Until.IsZero(); latest {
					promised = e.Until
				}
			case e.Kind == Advanced, e.Kind == NoShow: // Agreed: this fulfils or voids what was promised before.
				// Agreed: an invitation that led to an interview says nothing about timing; the interview does.
				if !r.led(e) {
					promised, latest = e.Until, !e.Until.IsZero()
				}
			}
		}
	}
	for _, iv := range r.kept() {
		hear(minuteOf(iv.Start))
		if latest = !iv.DecisionBy.IsZero(); latest {
			promised = iv.DecisionBy
		}
	}
	hear(never)
	if promised.Before(DateOf(r.latest().Start, r.p.Location)) {
		return Date{}, false // Agreed: a day before the interview promises nothing.
	}
	return promised, latest
}

// week returns the day from which asking is no longer hasty after a moment at which no date was named.
func (r *role) week(from minute) int {
	d := r.day(from)
	return max(d+r.p.WaitDays, r.plusBusinessDays(d, r.p.WaitBusinessDays))
}

// status returns the request for news.
func (r *role) status(to human) []note {
	word, _, _ := r.word()
	start := minuteOf(r.latest().Start)
	grace := 0
	promised, latest := r.promise()
	if !promised.IsZero() {
		grace = r.plusBusinessDays(dayOf(promised), r.p.GraceBusinessDays)
	}
	kind, base := UpdateRequest, grace
	if !latest { // Agreed: a date that they named before still has to pass.
		from := minuteOf(r.latest().End())
		if word.Kind != "" && minuteOf(word.At) >= start && !r.led(word) {
			from = minuteOf(word.At) // Agreed: what they said before the interview does not answer it.
		}
		base = max(grace, r.week(from))
	}
	emails, today, ok := r.emails(start)
	if r.awaits = !ok; r.awaits {
		return nil
	}
	unanswered := 0
	for _, e := range emails {
		// Agreed: the week also counts from a skipped request, and a promised date still has to pass.
		kind, base = UpdateRequest, max(grace, r.week(e.at))
		if !e.skipped {
			kind = SecondRequest
			unanswered++
		}
	}
	if unanswered >= r.p.MaxUnanswered {
		return nil
	}
	from := max(r.at(max(base, today+1), 0), r.over()) // Agreed: never two on one day.
	return []note{{kind: kind, to: to, base: from, hours: r.inOffice, office: true, until: never}}
}

// An asking is a request for news that was made or skipped.
type asking struct {
	at      minute
	skipped bool
}

// emails returns the requests since the last word and the start of the last interview, and the day on which the
// last request came. ok is false while the user has to say whether they sent one.
func (r *role) emails(start minute) (emails []asking, today int, ok bool) {
	word, since, _ := r.word()
	for _, g := range r.gone {
		if !g.kind.IsRequest() || g.missed {
			continue
		}
		today = max(today, r.day(g.at))
		if e, ok := mark(since, g); ok {
			emails = append(emails, asking{minuteOf(e.At), e.Kind == Skipped})
		} else if _, ok := mark(r.told, g); !ok && (word.ID == 0 || g.at >= minuteOf(word.RecordedAt)) {
			// Agreed: a draft that came before the program was told of the word was written without knowing it, and
			// is not assumed sent.
			if !r.p.AssumeSent && g.at >= start {
				return nil, 0, false
			}
			emails = append(emails, asking{at: g.at})
		}
	}
	for _, at := range byThemselves(since, Kind.IsRequest) { // Agreed: of two at one moment, this one is later.
		emails = append(emails, asking{at: at})
	}
	// Agreed: what was sent before the interview was not about it.
	emails = slices.DeleteFunc(emails, func(e asking) bool { return e.at < start })
	slices.SortStableFunc(emails, func(a, b asking) int { return cmp.Compare(a.at, b.at) })
	return emails, today, true
}

// stayInTouch returns the next of the few notes after a rejection. When it comes also depends on the other
// applications.
func (r *role) stayInTouch(to human) []note {
	word, _, since := r.word()
	if !r.hadInterviewBy(minuteOf(word.At)) {
		return nil
	}
	touches := byThemselves(since, func(k Kind) bool { return k == StayInTouch })
	var came []gone // Agreed: all that went out after the rejection count.
	for _, g := range r.gone {
		if g.kind == StayInTouch && g.at >= minuteOf(since[0].At) {
			came = append(came, g)
		}
	}
	var asked minute
	for i, g := range came {
		e, marked := mark(r.told, g)
		switch {
		case marked: // Agreed: then the mark gives its date, even if it was skipped.
			touches = append(touches, minuteOf(e.At))
		case !g.asks, i+1 < len(came) && came[i+1].asks, i+1 == len(came) && r.c.Hook == "":
			touches = append(touches, g.at)
		case i+1 == len(came): // Agreed: the draft follows at once, and the two count as one.
			asked = g.at
		}
	}
	if len(touches) >= r.p.StayInTouchTimes {
		return nil
	}
	n := note{kind: StayInTouch, to: to, since: r.day(minuteOf(word.At)), every: r.p.StayInTouchAfter, asked: asked,
		hours: r.inOffice, office: true, until: never}
	if len(touches) > 0 {
		n.since, n.every = r.day(slices.Max(touches)), r.p.StayInTouchEvery
	}
	if n.base = r.at(n.since+n.every, 0); asked != 0 {
		n.base = 0
	}
	return []note{n}
}

// hadInterviewBy reports whether they had met by then.
func (r *role) hadInterviewBy(m minute) bool {
	return slices.ContainsFunc(r.kept(), func(iv Interview) bool { return minuteOf(iv.Start) <= m })
}
