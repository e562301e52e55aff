package rules

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The oracle tells the rules a second time, in the plainest way there is: it stands at one minute after the other and
// asks of each note whether it goes out now. It never works out when something is due, and shares with Decide only the
// types and Calendar.IsBusinessDay. It was written from the specification; where that is silent, a comment that begins
// with "Settled:" says what the two agreed on.
type oracle struct {
	app   Application
	known []Interview // in the order in which they begin
	p     Policy
	told  []Event // as they happened
	gone  []gone

	reached  map[minute]minute // what at and isBusiness found before
	business map[int]bool
}

// A minute counts from the epoch; on a wall clock it counts what that shows, as if it were UTC. So do days, as ints.
type minute int64

const (
	hour  minute = 60
	day          = 24 * hour
	never minute = 1 << 40
)

func minuteOf(t time.Time) minute { return minute(t.Unix() / 60) }

func newOracle(c Case, p Policy) *oracle {
	return &oracle{
		app: c.Application, known: slices.Clone(c.Interviews), p: p,
		reached: map[minute]minute{}, business: map[int]bool{},
	}
}

// A note goes out at the first minute from base to until that is in its hours.
type note struct {
	kind     Kind
	iv       int64 // of a thank-you
	to       string
	round    int
	lastCall bool
	base     minute
	hours    func(minute) bool
	office   bool
	until    minute
	late     minute // from then on a thank-you gives way, and is not in time
	fades    bool   // after until it just does not come, and is not missed
	word     int64  // the id of the word that it answers
}

// A gone note went out, or was missed.
type gone struct {
	note
	at     minute
	missed bool
}

func (o *oracle) wall(m minute) minute {
	_, offset := time.Unix(int64(m)*60, 0).In(o.p.Location).Zone()
	return m + minute(offset)/60
}

func (o *oracle) day(m minute) int { return int(o.wall(m) / day) }

func (o *oracle) clock(m minute) TimeOfDay { return TimeOfDay(o.wall(m) % day) }

// at is the first minute at which the clock shows that time of that day or more: of a gap in the clocks the first
// instant after it, of a doubled hour the first.
func (o *oracle) at(d int, t TimeOfDay) minute {
	want := minute(d)*day + minute(t)
	m, known := o.reached[want]
	if !known {
		for m = want - 16*hour; o.wall(m) < want; m++ {
		}
		o.reached[want] = m
	}
	return m
}

func (o *oracle) isBusiness(d int) bool {
	is, known := o.business[d]
	if !known {
		is = o.p.Calendar.IsBusinessDay(Date{1970, 1, 1}.AddDays(d))
		o.business[d] = is
	}
	return is
}

func (o *oracle) plusBusinessDays(d, n int) int {
	for n > 0 {
		d++
		if o.isBusiness(d) {
			n--
		}
	}
	return d
}

// within tells whether the clock shows a time from one to another.
// Settled: where it shows the other twice, the hours are over at the first; the one, they begin twice.
func (o *oracle) within(m minute, from, to TimeOfDay) bool {
	clock := o.clock(m)
	return from <= clock && clock < to && m < o.at(o.day(m), to)
}

func (o *oracle) waking(m minute) bool {
	return o.p.Waking.String() == "00:00-24:00" || o.within(m, o.p.Waking.From, o.p.Waking.To)
}

func (o *oracle) inOffice(m minute) bool {
	return o.isBusiness(o.day(m)) && o.within(m, o.p.SendAt, o.p.Waking.To)
}

func (o *oracle) minusBusinessDays(d, n int) int {
	for n > 0 {
		d--
		if o.isBusiness(d) {
			n--
		}
	}
	return d
}

// word is the last that was said about where the interview stands, and what happened since, itself the first; and since it
// was first said, where what was said last says it again.
// Settled: a no that is told twice is one no, since the first time; its date is the last telling's. So is an offer.
func (o *oracle) word() (word Event, since, sinceFirst []Event) {
	since, sinceFirst = o.told, o.told
	for i, e := range o.told {
		switch e.Kind {
		case Undecided, Rejected, Offered, Advanced, NoShow, Stopped:
			if o.movedAway(e) || e.Kind == Stopped && e.InterviewID != 0 && !o.allCalledOff() {
				continue
			}
			since = o.told[i:]
			if e.Kind != word.Kind || e.InterviewID != word.InterviewID {
				sinceFirst = since
			}
			word = e
		}
	}
	return word, since, sinceFirst
}

// isCalledOff tells whether an interview will not take place.
func (o *oracle) isCalledOff(iv Interview) bool {
	return slices.ContainsFunc(o.told, func(e Event) bool { return e.Kind == Stopped && e.InterviewID == iv.ID })
}

func (o *oracle) allCalledOff() bool {
	return !slices.ContainsFunc(o.known, func(iv Interview) bool { return !o.isCalledOff(iv) })
}

// interviews are those that were not called off: one that was is as if it were not there, unless there is no other.
func (o *oracle) interviews() (met []Interview) {
	for _, iv := range o.known {
		if !o.isCalledOff(iv) || o.allCalledOff() {
			met = append(met, iv)
		}
	}
	return met
}

// movedAway tells whether the event is about a time at which its interview is not any more.
func (o *oracle) movedAway(e Event) bool {
	there := func(iv Interview) bool { return iv.ID == e.InterviewID && minuteOf(e.At) >= minuteOf(iv.Start) }
	return e.Kind == NoShow && !slices.ContainsFunc(o.interviews(), there)
}

// stoodUp tells whether they did not turn up for an interview.
func (o *oracle) stoodUp(iv Interview) bool {
	return slices.ContainsFunc(o.told, func(e Event) bool { return e.Kind == NoShow && e.InterviewID == iv.ID && !o.movedAway(e) })
}

// kept are the interviews that took place, or will, as far as is known.
// Settled: one that was called off did not, also where there is no other.
func (o *oracle) kept() []Interview {
	return slices.DeleteFunc(o.interviews(), func(iv Interview) bool { return o.stoodUp(iv) || o.isCalledOff(iv) })
}

// latest is the interview that begins last of those that took place or will, or of all if none does.
func (o *oracle) latest() Interview {
	list := o.kept()
	if len(list) == 0 {
		list = o.interviews()
	}
	return list[len(list)-1]
}

// led tells whether the event is an invitation to an interview that stands.
func (o *oracle) led(e Event) bool {
	return e.Kind == Advanced && slices.ContainsFunc(o.interviews(), func(iv Interview) bool { return iv.ID == e.Next })
}

// main is to whom requests for news go.
func (o *oracle) main() string { return o.contact(o.interviews()) }

// met is to whom a note goes that answers what was said at m.
// Settled: to nobody whom the user has yet to meet, but for whoever they meet first.
func (o *oracle) met(m minute) string {
	var begun []Interview
	for i, iv := range o.interviews() {
		if i == 0 || minuteOf(iv.Start) <= m {
			begun = append(begun, iv)
		}
	}
	return o.contact(begun)
}

// contact is whoever answered last, else the contact that was named, else the first interviewer of the latest of the
// interviews that has any.
func (o *oracle) contact(interviews []Interview) string {
	for _, e := range slices.Backward(o.told) {
		if p, err := ParsePerson(e.From); err == nil && !o.movedAway(e) {
			return p.Key()
		}
	}
	if o.app.Contact != (Person{}) {
		return o.app.Contact.Key()
	}
	for _, iv := range slices.Backward(interviews) {
		if len(iv.Interviewers) > 0 {
			return iv.Interviewers[0].Key()
		}
	}
	return ""
}

func (o *oracle) snoozedUntil() (until minute) {
	for _, e := range o.told {
		if e.Kind == Snoozed {
			until = minuteOf(e.SnoozeUntil)
		}
	}
	return until
}

// calls are the notes that the application calls for, as things stand.
func (o *oracle) calls() (notes []note) {
	word, _, _ := o.word()
	main := o.main()
	met := o.met(minuteOf(word.At))
	writer := met
	if who, err := ParsePerson(word.From); err == nil {
		writer = who.Key()
	}
	if word.Kind != Rejected && word.Kind != Stopped && !o.app.NoContact {
		for _, iv := range o.kept() {
			led := word.Kind == Advanced && word.Next != iv.ID && minuteOf(word.At) >= minuteOf(iv.Start)
			notes = append(notes, o.thankYous(iv, led || word.Kind == Offered)...)
		}
	}
	switch word.Kind {
	case Undecided:
		notes = append(notes, o.answer(UndecidedReply, writer, 3)...)
	case Offered:
		notes = append(notes, o.offer(writer)...)
	case Rejected:
		notes = append(notes, o.answer(RejectionThanks, met, 14)...)
	case Stopped:
		if word.Note == Withdrawal {
			notes = append(notes, o.answer(Withdrawal, met, 3)...)
		}
	}
	if !o.app.NoContact {
		switch word.Kind {
		case "", Undecided, Advanced:
			notes = append(notes, o.status(main)...)
		case NoShow:
			absent := met
			for _, iv := range o.interviews() {
				if iv.ID == word.InterviewID && len(iv.Interviewers) > 0 {
					absent = iv.Interviewers[0].Key()
				}
			}
			notes = append(notes, o.answer(NoShowNote, absent, 1)...)
			notes = append(notes, o.status(main)...)
		case Rejected:
			notes = append(notes, o.stayInTouch(met)...)
		}
	}
	for i := range notes {
		n := &notes[i]
		n.round = 1
		// Settled: rounds count the notes of a kind, to whomever; of thank-yous each person's for each interview.
		for _, g := range o.gone {
			if g.kind == n.kind && (g.kind != ThankYou || g.to == n.to && g.iv == n.iv) {
				n.round = max(n.round, g.round+1)
			}
		}
	}
	return notes
}

// thankYous are those for one interview.
func (o *oracle) thankYous(iv Interview, closed bool) (notes []note) {
	end := minuteOf(iv.End())
	deadline := end + 24*hour
	lastWaking := deadline
	for !o.waking(lastWaking) {
		lastWaking--
	}
	people := iv.Interviewers
	if len(people) == 0 {
		people = []Person{{}}
	}
	for _, person := range people {
		if o.metAgain(iv, person) {
			continue
		}
		n := note{kind: ThankYou, iv: iv.ID, to: person.Key(), until: end + 72*hour, late: deadline}
		n.base = end + minute(o.p.ThankYouAfter/time.Minute)
		n.hours = func(m minute) bool { return o.waking(m) || m >= end+23*hour && m > lastWaking && m <= deadline }
		if closed {
			n.until, n.fades = deadline, true
		}
		marked := func(e Event) bool {
			return (e.Kind == Sent || e.Kind == Skipped) && e.Note == ThankYou && (e.Recipient == "" || e.Recipient == n.to) &&
				(e.InterviewID == 0 || e.InterviewID == iv.ID) && minuteOf(e.At) >= minuteOf(iv.Start)
		}
		another := func(g gone) bool { return g.kind != ThankYou || g.iv != n.iv || g.to != n.to }
		before := slices.DeleteFunc(slices.Clone(o.gone), another)
		switch {
		case slices.ContainsFunc(o.told, marked):
			continue
		case len(before) == 1 && !before[0].missed && o.p.LastCall:
			n.lastCall, n.base, n.until, n.fades = true, end+22*hour, deadline, true
			if !o.waking(n.base) {
				for !o.waking(n.base - 1) {
					n.base--
				}
			}
			base := n.base
			// Settled: one that is found late, by more than some ticks, waits for a waking hour that is in time.
			n.hours = func(m minute) bool { return m <= base+10 || o.waking(m) || m > lastWaking }
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

// metAgain tells whether somebody is in a later interview of the same day as well, after which they are thanked for both.
// Settled: the hiring team is nobody in particular, and thanked for each.
func (o *oracle) metAgain(iv Interview, person Person) bool {
	after := false
	for _, other := range o.kept() {
		if after && o.day(minuteOf(other.Start)) == o.day(minuteOf(iv.Start)) && slices.ContainsFunc(other.Interviewers,
			func(p Person) bool { return p.Key() == person.Key() }) {
			return true
		}
		after = after || other.ID == iv.ID
	}
	return false
}

// mark is what the user said last of a note, among some events.
// Settled: it is known by its round; nothing told before the note went out is about it.
func mark(events []Event, g gone) (Event, bool) {
	for _, e := range slices.Backward(events) {
		if (e.Kind == Sent || e.Kind == Skipped) && e.Note == g.kind && e.Round == g.round && minuteOf(e.RecordedAt) >= g.at {
			return e, true
		}
	}
	return Event{}, false
}

// skip puts a note that was skipped before it came among the gone.
// Settled: it has had its turn by that, when the user says so; the same note does not come again.
func (o *oracle) skip(e Event) {
	went := func(g gone) bool { return g.kind == e.Note && g.round == e.Round }
	if e.Note == ThankYou || e.Round == 0 || slices.ContainsFunc(o.gone, went) {
		return
	}
	word, _, _ := o.word()
	o.gone = append(o.gone, gone{note: note{kind: e.Note, to: e.Recipient, round: e.Round, word: word.ID}, at: minuteOf(e.RecordedAt)})
}

// byThemselves are the moments at which the user wrote without a draft.
func byThemselves(events []Event, is func(Kind) bool) (at []minute) {
	for _, e := range events {
		if e.Kind == Sent && e.Round == 0 && is(e.Note) {
			at = append(at, minuteOf(e.At))
		}
	}
	return at
}

// offer is what an offer calls for: thanks until the day before the answer is due, and a word to the user two business
// days before that day.
func (o *oracle) offer(to string) (notes []note) {
	word, since, _ := o.word()
	heard := minuteOf(word.At)
	if word.Until.IsZero() {
		return o.answer(OfferThanks, to, 3)
	}
	answerBy := Date{1970, 1, 1}.DaysUntil(word.Until)
	if o.day(heard) < answerBy { // Settled: on that day the answer says thanks.
		notes = o.answer(OfferThanks, to, 3)
		for i := range notes {
			notes[i].until = min(notes[i].until, o.at(answerBy, 0)-1)
		}
	}
	// Settled: who tells of an offer on one day is reminded of the answer on the next at the earliest.
	remind := max(o.minusBusinessDays(answerBy, 2), o.day(heard)+1)
	gone := slices.ContainsFunc(o.gone, func(g gone) bool { return g.kind == OfferAnswer && g.word == word.ID })
	if remind <= answerBy && !gone && len(byThemselves(since, func(k Kind) bool { return k == OfferAnswer })) == 0 {
		notes = append(notes, note{kind: OfferAnswer, to: to, base: o.at(remind, o.p.SendAt), hours: o.waking,
			until: o.at(answerBy+1, 0) - 1, word: word.ID})
	}
	return notes
}

// answer is the note that answers the last word, once.
func (o *oracle) answer(kind Kind, to string, days int) []note {
	word, since, sinceFirst := o.word()
	if kind != UndecidedReply {
		since = sinceFirst
	}
	answers := func(g gone) bool {
		return g.kind == kind && slices.ContainsFunc(since, func(e Event) bool { return e.ID == g.word })
	}
	if slices.ContainsFunc(o.gone, answers) || len(byThemselves(since, func(k Kind) bool { return k == kind })) > 0 {
		return nil
	}
	heard := minuteOf(word.At)
	until := o.at(o.day(heard)+days, o.clock(heard))
	return []note{{kind: kind, to: to, base: heard, hours: o.waking, until: until, word: word.ID}}
}

func (o *oracle) stayInTouch(to string) []note {
	word, _, since := o.word()
	if !slices.ContainsFunc(o.kept(), func(iv Interview) bool { return minuteOf(iv.Start) <= minuteOf(word.At) }) {
		return nil // they never met
	}
	touches := byThemselves(since, func(k Kind) bool { return k == StayInTouch })
	for _, g := range o.gone {
		if g.kind != StayInTouch || g.at < minuteOf(since[0].At) { // Settled: whatever went out after the no counts.
			continue
		}
		if e, ok := mark(o.told, g); ok { // Settled: then that is its date, even if it was skipped.
			g.at = minuteOf(e.At)
		}
		touches = append(touches, g.at)
	}
	if len(touches) >= o.p.StayInTouchTimes {
		return nil
	}
	base := o.day(minuteOf(word.At)) + o.p.StayInTouchAfter
	if len(touches) > 0 {
		base = o.day(slices.Max(touches)) + o.p.StayInTouchEvery
	}
	return []note{{kind: StayInTouch, to: to, base: o.at(base, 0), hours: o.inOffice, office: true, until: never}}
}

// promise is the day that they named last, and whether nothing was said on timing since: each interview is a word on it,
// and so are some events, one at the moment at which an interview begins being a word after it.
func (o *oracle) promise() (promised Date, latest bool) {
	events := o.told
	hear := func(before minute) {
		for ; len(events) > 0 && minuteOf(events[0].At) < before; events = events[1:] {
			switch e := events[0]; {
			case o.movedAway(e):
			case e.Kind == Undecided:
				if latest = !e.Until.IsZero(); latest {
					promised = e.Until
				}
			case e.Kind == Advanced, e.Kind == NoShow: // Settled: what was promised before is kept, or void.
				if !o.led(e) { // Settled: what led to an interview says nothing on timing that the interview does not say.
					promised, latest = e.Until, !e.Until.IsZero()
				}
			}
		}
	}
	for _, iv := range o.kept() {
		hear(minuteOf(iv.Start))
		if latest = !iv.DecisionBy.IsZero(); latest {
			promised = iv.DecisionBy
		}
	}
	hear(never)
	if promised.Before(DateOf(o.latest().Start, o.p.Location)) { // Settled: a day before the interview promises nothing.
		return Date{}, false
	}
	return promised, latest
}

// status is the request for news.
func (o *oracle) status(to string) []note {
	word, since, _ := o.word()
	week := func(from minute) int {
		d := o.day(from)
		return max(d+o.p.WaitDays, o.plusBusinessDays(d, o.p.WaitBusinessDays))
	}
	start, end := minuteOf(o.latest().Start), minuteOf(o.latest().End())
	for _, iv := range o.kept() {
		end = max(end, minuteOf(iv.End()))
	}
	grace := 0
	promised, latest := o.promise()
	if !promised.IsZero() {
		grace = o.plusBusinessDays(Date{1970, 1, 1}.DaysUntil(promised), o.p.GraceBusinessDays)
	}
	kind, base := UpdateRequest, grace
	if !latest { // Settled: a date that they named before still has to be past.
		from := minuteOf(o.latest().End())
		if word.Kind != "" && minuteOf(word.At) >= start && !o.led(word) { // Settled: what they said before it was no answer to it.
			from = minuteOf(word.At)
		}
		base = max(grace, week(from))
	}

	type email struct {
		at      minute
		skipped bool
	}
	var emails []email
	for _, at := range byThemselves(since, Kind.IsStatus) {
		emails = append(emails, email{at: at})
	}
	today := 0
	for _, g := range o.gone {
		if !g.kind.IsStatus() || g.missed {
			continue
		}
		today = max(today, o.day(g.at))
		if e, ok := mark(since, g); ok {
			emails = append(emails, email{minuteOf(e.At), e.Kind == Skipped})
		} else if _, ok := mark(o.told, g); !ok && (word.ID == 0 || g.at >= minuteOf(word.RecordedAt)) {
			// Settled: a draft that came before the user told of their word was written in ignorance, and is not taken as sent.
			if !o.p.AssumeSent && g.at >= start {
				return nil
			}
			emails = append(emails, email{at: g.at})
		}
	}
	emails = slices.DeleteFunc(emails, func(e email) bool { return e.at < start }) // Settled: nor was that about it.
	slices.SortStableFunc(emails, func(a, b email) int { return cmp.Compare(a.at, b.at) })
	unanswered := 0
	for _, e := range emails {
		// Settled: the week counts from a skipped one, too, and a promised date still has to be past.
		kind, base = UpdateRequest, max(grace, week(e.at))
		if !e.skipped {
			kind = SecondRequest
			unanswered++
		}
	}
	if unanswered >= o.p.MaxUnanswered {
		return nil
	}
	from := max(o.at(max(base, today+1), 0), end) // Settled: never two on a day.
	return []note{{kind: kind, to: to, base: from, hours: o.inOffice, office: true, until: never}}
}

// pass is what goes out at m, and what is missed.
func (o *oracle) pass(notes []note, m minute) (out, missed []note) {
	var latest minute
	busy := map[string]bool{}
	var due []note
	snoozed := o.snoozedUntil()
	for _, n := range notes {
		switch {
		case m > n.until && !n.fades:
			missed = append(missed, n)
		case m >= max(n.base, snoozed) && m <= n.until && n.hours(m) && !o.held(n, m):
			due = append(due, n)
			if n.kind != ThankYou && n.kind != OfferAnswer { // which is no note to the employer
				latest, busy[n.to] = max(latest, n.base), true
			}
		}
	}
	for _, n := range due {
		// Settled: the one step that applies now is the latest; a thank-you in time, or to somebody else, goes out beside it.
		overtaken := n.base < latest && n.kind != OfferAnswer
		if n.kind == ThankYou {
			overtaken = busy[n.to] && m >= n.late && !n.lastCall
		}
		if overtaken {
			missed = append(missed, n)
		} else {
			out = append(out, n)
		}
	}
	return out, missed
}

// held tells whether a note waits at m for the end of a pause: it does if it is in time at the first minute of its hours after that.
// Settled: the hour before the end of a thank-you's 24 in which the night does not count is none of its hours.
func (o *oracle) held(n note, m minute) bool {
	end := minuteOf(o.p.Pause.Until)
	if o.p.Pause.Until.IsZero() || m >= end {
		return false
	}
	until, hours := n.until, n.hours
	if n.kind == ThankYou {
		if m < n.late {
			until = min(until, n.late-1)
		}
		if !n.lastCall {
			hours = o.waking
		}
	}
	for end <= until && !hours(end) && n.until != never {
		end++
	}
	return o.p.Pause.All || end <= until
}

// mayPass tells whether the note may go out or be missed in the 24 hours after m.
func (o *oracle) mayPass(n note, m minute) bool {
	if m <= n.until && n.until <= m+day {
		return true
	}
	if n.until < m || max(n.base, o.snoozedUntil()) > m+day {
		return false
	}
	for d := o.day(m); n.office && !o.isBusiness(d); d++ {
		if d >= o.day(m+day) {
			return false
		}
	}
	return true
}

// live goes through a life by the minute, or by the day while no note may pass. The machine is off from off to on.
func (o *oracle) live(events []Event, joins []join, from, until, off, on minute) (lines []string) {
	var notes []note
	anew := true
	for m, step := from, day; m <= until; m += step {
		if off <= m && m < on {
			m = on
		}
		for len(joins) > 0 && minuteOf(joins[0].at) <= m {
			o.known = append(o.known, joins[0].iv)
			SortInterviews(o.known)
			joins, anew = joins[1:], true
		}
		for len(events) > 0 && minuteOf(events[0].RecordedAt) <= m {
			o.told = append(o.told, events[0])
			slices.SortStableFunc(o.told, func(a, b Event) int { return a.At.Compare(b.At) })
			if events[0].Kind == Skipped {
				o.skip(events[0])
			}
			events, anew = events[1:], true
		}
		if anew {
			notes, anew = o.calls(), false
		}
		for {
			out, missed := o.pass(notes, m)
			for _, n := range out {
				o.gone = append(o.gone, gone{n, m, false})
				lines = append(lines, line(n.kind, n.iv, n.to, n.round, n.lastCall, time.Unix(int64(m)*60, 0), o.p.Location))
			}
			for _, n := range missed {
				o.gone = append(o.gone, gone{n, m, true})
			}
			if len(out)+len(missed) == 0 {
				break
			}
			notes = o.calls()
		}
		step = day
		if slices.ContainsFunc(notes, func(n note) bool { return o.mayPass(n, m) }) {
			step = 1
		}
		if len(events) > 0 {
			step = min(step, minuteOf(events[0].RecordedAt)-m)
		}
		if len(joins) > 0 {
			step = min(step, minuteOf(joins[0].at)-m)
		}
		if len(events)+len(joins)+len(notes) == 0 {
			break
		}
	}
	return lines
}

func line(kind Kind, interview int64, to string, round int, lastCall bool, at time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s %s for %d to %q, round %d, last call %v",
		at.In(loc).Format("2006-01-02 Mon 15:04 -0700"), kind, interview, to, round, lastCall)
}

// drawReturn is when the machine is on again: mostly within some minutes of a moment at which some note's time ends.
func drawReturn(t *rapid.T, l life) time.Time {
	end := rapid.SampledFrom(l.all()).Draw(t, "near").End()
	on := []time.Time{end.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "on after minutes")) * time.Minute)}
	for _, hours := range []time.Duration{22, 23, 24, 72} {
		on = append(on, end.Add(hours*time.Hour))
	}
	for _, e := range l.events {
		at := e.At.In(l.p.Location)
		on = append(on, at.AddDate(0, 0, 3), at.AddDate(0, 0, 14))
	}
	return rapid.SampledFrom(on).Draw(t, "on").Add(time.Duration(rapid.IntRange(-15, 15).Draw(t, "minutes off")) * time.Minute)
}

// TestOracle: Decide and the oracle send the same notes at the same minutes. The machine may be off for some days.
// With -rapid.checks=100000 it takes a minute or two.
func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLife(t)
		loc := l.p.Location
		from, until := l.begins(), l.horizon()
		on := drawReturn(t, l)
		off := on.Add(-time.Duration(max(0, rapid.IntRange(-10*24*60, 10*24*60).Draw(t, "off for minutes"))) * time.Minute)
		if !from.Before(off) && from.Before(on) {
			from = on
		}
		var got []string
		for _, s := range l.live(from, until, func(now, next, told time.Time) time.Time {
			// The oracle looks at whole minutes, and Decide asks to be asked a second after a note's time ended.
			at := jump(now, next, told)
			if whole := at.Truncate(time.Minute); !whole.Equal(at) {
				at = whole.Add(time.Minute)
			}
			if at.Before(off) || !at.Before(on) {
				return at
			}
			return on
		}) {
			got = append(got, line(s.Kind, s.InterviewID, s.Recipient, s.Round, s.LastCall, s.At, loc))
		}
		want := newOracle(l.c, l.p).live(l.events, l.joins, minuteOf(from), minuteOf(until), minuteOf(off), minuteOf(on))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			told := ""
			for _, iv := range l.c.Interviews {
				told += fmt.Sprintf("over at %s: %+v\n", iv.End().In(loc), iv)
			}
			for _, j := range l.joins {
				told += fmt.Sprintf("at %s, over at %s: %+v\n", j.at.In(loc), j.iv.End().In(loc), j.iv)
			}
			for _, e := range l.events {
				told += fmt.Sprintf("at %s: %+v\n", e.RecordedAt.In(loc), e)
			}
			t.Fatalf("the oracle (-) and Decide (+) differ:\n%s\n%+v\n%+v\n%soff from %s to %s",
				gocmp.Diff(want, got), l.c.Application, l.p, told, off.In(loc), on.In(loc))
		}
	})
}
