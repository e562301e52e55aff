package rules

import (
	"cmp"
	"slices"
	"time"
)

// Step is one reminder that an application calls for.
type Step struct {
	Key
	To     []Person // a draft to each; one but for thank-yous. The zero Person is the hiring team.
	Late   bool     // the thank-you's 24 hours are over
	Paused bool     // it waits for the end of a pause, or did

	// Due is the first moment it may go out, never before the moment asked about; a step is due when Due is that
	// moment. Deadline is by when the note should reach the employer, Expires the last moment the step may go out at;
	// zero is none.
	Due, Deadline, Expires time.Time

	// Why is the date arithmetic in a sentence without a full stop.
	Why string

	// Quotes is the delivered reminder whose draft a second request quotes, or nil when its text is not known.
	// QuotesSentAt is when that email was sent, and Assumed tells that nobody said it was.
	Quotes       *Reminder
	QuotesSentAt time.Time
	Assumed      bool

	// Heard is what the note answers, for those that answer something.
	Heard *Event

	// Hook is the occasion that a note to stay in touch is built on. Without one there is no draft: the reminder asks for
	// an occasion.
	Hook string

	base       time.Time // the first moment it makes sense
	whyDelayed string    // the end of Why, for a step that goes out later than planned
}

// Ahead tells whether the first moment at which the step makes sense is yet to come at now, as when the interview was
// moved. It is not when only its hours keep the step back.
func (s Step) Ahead(now time.Time) bool { return s.base.After(now) }

// AsksForHook tells whether the step has no draft, as nobody named an occasion for it.
func (s Step) AsksForHook() bool { return s.Kind == StayInTouch && s.Hook == "" }

// HasDraft reports whether the reminder carries a draft. One without is a word to the user.
func (s Step) HasDraft() bool { return !s.Kind.IsWordOnly() && !s.AsksForHook() }

// Phase is where an application stands.
type Phase string

// The phases.
const (
	PhaseUpcoming Phase = "upcoming" // a conversation is ahead, or under way
	PhaseOpen     Phase = "open"     // the employer's answer is awaited
	PhaseQuiet    Phase = "quiet"    // everything was asked, nothing more comes by itself
	PhaseRejected Phase = "rejected" // it went to somebody else
	PhaseOffer    Phase = "offer"    // they want the user
	PhaseStopped  Phase = "stopped"  // the user withdrew
)

// Decision is what an application calls for at one moment.
type Decision struct {
	Phase Phase

	// Steps are the reminders that are due and the next ones to come, soonest first. Missed are those whose time
	// passed before they were delivered; their Why says how.
	Steps  []Step
	Missed []Step

	// AwaitsSent is the delivered status reminder without whose `sent` nothing more is asked (AssumeSent is false).
	AwaitsSent *Reminder

	// SilentFor is another application because of which no note to stay in touch comes, or nil: it is open, or ended later in
	// a no, and has notes of its own unless they asked there not to be contacted.
	SilentFor *Case

	// Next is when to ask again if nothing happens meanwhile, or zero for never.
	Next time.Time
}

// Step returns the step with the given key, if the application calls for it.
func (d Decision) Step(k Key) (Step, bool) { return find(d.Steps, k) }

// MissedStep returns the missed step with the given key.
func (d Decision) MissedStep(k Key) (Step, bool) { return find(d.Missed, k) }

func find(steps []Step, k Key) (Step, bool) {
	i := slices.IndexFunc(steps, func(s Step) bool { return s.Key == k })
	if i < 0 {
		return Step{}, false
	}
	return steps[i], true
}

// Decide says what the application calls for at now: which reminders are due, which come next, which were missed, and
// why. It is a pure function; a reminder that waits in the outbox and was not tried yet changes nothing about it, so it may
// be asked as often as one likes, and a reminder still applies for as long as its key is among the due steps.
func Decide(c Case, p Policy, now time.Time) Decision {
	v := viewOf(c, p, now)
	d := Decision{Phase: v.phase()}

	thanks := v.thankYous()
	notes := v.notes(&d)
	notes, overtaken := v.onlyLatest(notes)
	thanks, tooLate := v.dropLateThanks(thanks, notes)

	for _, s := range slices.Concat(thanks, notes) {
		switch {
		case s.Expires.IsZero() || !s.Due.After(s.Expires):
			s.Why += s.whyDelayed
			d.Steps = append(d.Steps, s)
			if s.Due.After(now) {
				d.askAgain(s.Due)
			}
		case now.After(s.Expires):
			s.Why += "; its time ended " + v.stamp(s.Expires)
			d.Missed = append(d.Missed, s)
		default:
			// Something, a snooze most likely, keeps it back until it will be too late. That may change yet.
			d.askAgain(s.Expires.Add(time.Second))
		}
	}
	d.Missed = append(d.Missed, slices.Concat(overtaken, tooLate)...)
	slices.SortStableFunc(d.Steps, func(a, b Step) int { return a.Due.Compare(b.Due) })
	if d.Phase == PhaseOpen && len(d.Steps) == 0 && d.Next.IsZero() && d.AwaitsSent == nil {
		d.Phase = PhaseQuiet
	}
	return d
}

// askAgain makes sure that the next question comes no later than at.
func (d *Decision) askAgain(at time.Time) {
	if d.Next.IsZero() || at.Before(d.Next) {
		d.Next = at
	}
}

// onlyLatest keeps, of several notes that have come due while nothing could be sent, the one that makes sense now:
// the latest. A person who was away for a month gets one note, not the four they missed. A word to the user is no note.
func (v *view) onlyLatest(notes []Step) (kept, overtaken []Step) {
	var latest time.Time
	for _, s := range notes {
		if v.isDueNote(s) {
			latest = later(latest, s.base)
		}
	}
	for _, s := range notes {
		if v.isDueNote(s) && s.base.Before(latest) {
			s.Why += "; a later note has come due since"
			overtaken = append(overtaken, s)
		} else {
			kept = append(kept, s)
		}
	}
	return kept, overtaken
}

// dropLateThanks drops thank-yous past their 24 hours to whom another note is due, or has come since: one step at a time.
func (v *view) dropLateThanks(thanks, notes []Step) (kept, dropped []Step) {
	for _, s := range thanks {
		others := s.To
		if s.Late && !s.LastCall && v.isDue(s) {
			others = slices.DeleteFunc(slices.Clone(s.To), func(p Person) bool { return v.isWrittenTo(p, s, notes) })
		}
		if len(others) == 0 {
			s.Why += "; a later note has come due since"
			dropped = append(dropped, s)
			continue
		}
		s.To = others
		kept = append(kept, s)
	}
	return kept, dropped
}

// isWrittenTo reports whether another note to the person is due, or came since the thank-you was late.
func (v *view) isWrittenTo(p Person, late Step, notes []Step) bool {
	iv, _ := v.Interview(late.InterviewID)
	since := iv.End().Add(thanksWithin)
	return slices.ContainsFunc(notes, func(n Step) bool { return v.isDueNote(n) && n.To[0].Is(p) }) ||
		slices.ContainsFunc(v.History.Reminders, func(r Reminder) bool {
			return r.Kind != ThankYou && !r.Kind.IsWordOnly() && r.State == Delivered && !r.SettledAt.Before(since) && r.IsTo(p)
		})
}

func (v *view) isDue(s Step) bool {
	return !s.Due.After(v.now) && (s.Expires.IsZero() || !s.Due.After(s.Expires))
}

func (v *view) isDueNote(s Step) bool { return v.isDue(s) && !s.Kind.IsWordOnly() }

// view is a case as it looks at one moment, with what the rules ask about it again and again.
type view struct {
	Case
	p   Policy
	now time.Time

	events []Event   // those that count, in the order in which they happened
	word   int       // index in events of the last word on where the application stands, or -1
	snooze time.Time // nothing goes out before

	standing []Interview // those that were not called off, or all of them when all were

	// last is the interview that begins last of those that take place, or of all when none does.
	last Interview
}

func viewOf(c Case, p Policy, now time.Time) *view {
	v := &view{Case: c, p: p, now: now, events: c.eventsInOrder(), word: -1, standing: c.Standing(), last: c.Latest()}
	for i, e := range v.events {
		if e.RecordedAt.After(now) { // the clock was set back since; what happened after it must still count as after it
			v.events[i].RecordedAt = e.At
		}
		if c.isWord(e) {
			v.word = i
		}
		if e.Kind == Snoozed {
			v.snooze = e.SnoozeUntil
			if !v.snooze.After(e.At) { // "snooze now" takes one back
				v.snooze = time.Time{}
			}
		}
	}
	for _, iv := range slices.Backward(v.standing) {
		if !c.fellThrough(iv.ID) {
			v.last = iv
			break
		}
	}
	v.countSkipped()
	return v
}

// lastWord is the event that says where the application stands, or nil when nobody has said anything.
func (v *view) lastWord() *Event {
	if v.word < 0 {
		return nil
	}
	return &v.events[v.word]
}

// phase is where the application stands by what was said.
func (v *view) phase() Phase {
	if w := v.lastWord(); w != nil {
		switch w.Kind {
		case Rejected:
			return PhaseRejected
		case Offered:
			return PhaseOffer
		case Stopped:
			return PhaseStopped
		}
	}
	if v.now.Before(v.lastEnd()) {
		return PhaseUpcoming
	}
	return PhaseOpen
}

// lastEnd is when the last of the interviews that take place ends, or zero when none does. One that begins last need not be
// the last to end.
func (v *view) lastEnd() (end time.Time) {
	for _, iv := range v.standing {
		if !v.fellThrough(iv.ID) {
			end = later(end, iv.End())
		}
	}
	return end
}

// key is that of a step whose round is yet to be counted.
func (v *view) key(kind Kind) Key { return Key{ApplicationID: v.ID, Kind: kind} }

// thanksKey is that of the thank-yous for an interview, as key is.
func (v *view) thanksKey(iv Interview) Key {
	k := v.key(ThankYou)
	k.InterviewID = iv.ID
	return k
}

// sameSeries reports whether the rounds of two reminders are counted together.
func (k Key) sameSeries(other Key) bool {
	k.Round, other.Round = 0, 0
	return k == other
}

// nextRound is the round of a step to these people with the given base: one more than the last of its series that is used up.
func (v *view) nextRound(k Key, to []Person, base time.Time) int {
	last := 0
	for _, r := range v.History.Reminders {
		if r.sameSeries(k) && (v.usedUp(r, base) || r.isFixed() && !slices.ContainsFunc(to, r.IsTo)) {
			last = max(last, r.Round)
		}
	}
	return last + 1
}

// isFixed reports whether the reminder stays as it was composed, to whomever it was: the server may have it, or refused it.
func (r Reminder) isFixed() bool { return r.State == Refused || r.State == Waiting && r.Uncertain }

// usedUp reports whether a step with the given base needs another round than the reminder's.
func (v *view) usedUp(r Reminder, base time.Time) bool {
	switch r.meaning().round {
	case roundKept:
		return false
	case roundUsed:
		return true
	case roundUsedIfSeen:
		return r.Uncertain
	case roundKeptUntilMoved:
		return r.SettledAt.Before(base)
	case roundKeptUntilOvertaken:
		return r.SettledAt.Before(base) || !v.sinceLastWord(r.SettledAt)
	}
	return false
}

// counted returns the reminders of a series that count as the note, in the order in which they came to an end. One that was missed
// at a time that is yet to come was not: the clock ran ahead then.
func (v *view) counted(k Key) []Reminder {
	var rows []Reminder
	for _, r := range v.History.Reminders {
		ahead := r.State == Expired && r.SettledAt.After(v.now)
		if r.sameSeries(k) && r.meaning().counts && !ahead {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b Reminder) int {
		return cmp.Or(a.SettledAt.Compare(b.SettledAt), cmp.Compare(a.Round, b.Round))
	})
	return rows
}
