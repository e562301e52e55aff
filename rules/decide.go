package rules

import (
	"cmp"
	"slices"
	"time"
)

// A Step is one reminder that an application calls for.
type Step struct {
	Key
	To     []Person // a draft goes to each; only thank-yous have several. The zero Person is the hiring team.
	Late   bool     // the thank-you's 24 hours are over
	Paused bool     // a pause delays the step, or has delayed it

	// Due is the first moment at which the step may go out. It is never before the moment asked about, and a step
	// is due when it equals that moment. Deadline is by when the note should reach the employer. Expires is the
	// last moment at which the step may go out. Deadline and Expires may be zero for "none".
	Due, Deadline, Expires time.Time

	// Why explains the dates in one sentence without a full stop.
	Why string

	// Quotes is the delivered reminder whose draft a second request quotes, or nil if the text is not known.
	// QuotesSentAt is when that email was sent. Assumed reports that nobody said it was sent.
	Quotes       *Reminder
	QuotesSentAt time.Time
	Assumed      bool

	// Heard is the word that the note answers, or nil.
	Heard *Event

	// Hook is the occasion that a note to stay in touch is built on. Without one the reminder has no draft and
	// asks for an occasion.
	Hook string

	// Unseen reports that the mailbox could not be looked at, so the employer may have written since. The rules do not
	// set it.
	Unseen bool

	base       time.Time // the first moment at which the step makes sense
	whyDelayed string    // added to Why if the step goes out later than planned
}

// Ahead reports whether the step does not make sense yet at now, for example because the interview was moved. A
// step that only waits for its hours is not ahead.
func (s Step) Ahead(now time.Time) bool { return s.base.After(now) }

// AsksForHook reports whether the step has no draft because the user named no occasion for it.
func (s Step) AsksForHook() bool { return s.Kind == StayInTouch && s.Hook == "" }

// HasDraft reports whether the reminder has a draft. A reminder without one only tells the user something.
func (s Step) HasDraft() bool { return s.Kind.HasLetter() && !s.AsksForHook() }

// A Phase is where an application stands.
type Phase string

// The phases.
const (
	PhaseUpcoming Phase = "upcoming" // an interview is ahead or under way
	PhaseOpen     Phase = "open"     // waiting for the employer's answer
	PhaseQuiet    Phase = "quiet"    // the same, but nothing more will be asked
	PhaseRejected Phase = "rejected" // the employer said no
	PhaseOffer    Phase = "offer"    // the employer made an offer
	PhaseAccepted Phase = "accepted" // the user accepted the offer
	PhaseStopped  Phase = "stopped"  // the user withdrew or wants no more reminders
)

// A Decision says what an application calls for at one moment.
type Decision struct {
	Phase Phase

	// Steps holds the reminders that are due and the next ones to come, soonest first. Missed holds those whose
	// time passed before they were delivered; their Why says how.
	Steps  []Step
	Missed []Step

	// AwaitsSent is the delivered request for news that must be marked as sent before anything more is asked, if
	// AssumeSent is false. Otherwise it is nil.
	AwaitsSent *Reminder

	// SilentFor is another application that prevents notes to stay in touch, or nil. The user
	// accepted an offer there, or that one is open, or was rejected later and has such notes of its own, unless the
	// employer asked there not to be contacted.
	SilentFor *Case

	// Held is an answer that was seen in the mailbox. Nothing is asked or answered until the user tells what it says.
	// Otherwise it is nil.
	Held *Event

	// Next is when to decide again if nothing happens before, or zero for never.
	Next time.Time
}

// Step returns the step with the given key. ok reports whether the application calls for it.
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

// Decide returns what the application calls for at now: the reminders that are due, those that come next, those
// that were missed, and why. It is a pure function. A reminder that waits in the outbox and was not tried yet does
// not change the decision, so Decide may be called any number of times, and a reminder applies for as long as its
// key is among the due steps.
func Decide(c Case, p Policy, now time.Time) Decision {
	v := vantageOf(c, p, now)
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
			// Something, usually a snooze, delays the step until it is too late. That may still change.
			d.askAgain(s.Expires.Add(time.Second))
		}
	}
	d.Missed = append(d.Missed, slices.Concat(overtaken, tooLate)...)
	slices.SortStableFunc(d.Steps, func(a, b Step) int { return a.Due.Compare(b.Due) })
	if d.Phase == PhaseOpen && len(d.Steps) == 0 && d.Next.IsZero() && d.AwaitsSent == nil && d.Held == nil {
		d.Phase = PhaseQuiet
	}
	return d
}

// askAgain makes the next decision happen no later than at.
func (d *Decision) askAgain(at time.Time) {
	if d.Next.IsZero() || at.Before(d.Next) {
		d.Next = at
	}
}

// onlyLatest keeps the latest of several notes that have come due while nothing could be sent. A user who was away
// for a month gets one note, not the four they missed. A reminder of a kind that has no letter is not a note here.
func (v *vantage) onlyLatest(notes []Step) (kept, overtaken []Step) {
	var latest time.Time
	for _, s := range notes {
		if v.isDueNote(s) {
			latest = later(latest, s.base)
		}
	}
	for _, s := range notes {
		if v.isDueNote(s) && s.base.Before(latest) {
			s.Why += "; dropped, because a later note took its place"
			overtaken = append(overtaken, s)
		} else {
			kept = append(kept, s)
		}
	}
	return kept, overtaken
}

// dropLateThanks drops late thank-yous to people for whom another note is due or has come since: one step at a
// time.
func (v *vantage) dropLateThanks(thanks, notes []Step) (kept, dropped []Step) {
	for _, s := range thanks {
		others := s.To
		if s.isLateThanks() && v.isDue(s) {
			others = slices.DeleteFunc(slices.Clone(s.To), func(p Person) bool { return v.isWrittenTo(p, s, notes) })
		}
		if len(others) == 0 {
			s.Why += "; dropped, because a later note took its place"
			dropped = append(dropped, s)
			continue
		}
		s.To = others
		kept = append(kept, s)
	}
	return kept, dropped
}

// isWrittenTo reports whether another note to the person is due, or has come since the thank-you became late.
func (v *vantage) isWrittenTo(p Person, late Step, notes []Step) bool {
	iv, _ := v.Interview(late.InterviewID)
	since := iv.End().Add(thanksWithin)
	return slices.ContainsFunc(notes, func(n Step) bool { return v.isDueNote(n) && n.To[0].Is(p) }) ||
		slices.ContainsFunc(v.History.Reminders, func(r Reminder) bool {
			return r.Kind != ThankYou && r.Kind.HasLetter() && r.State == Delivered && !r.SettledAt.Before(since) &&
				r.IsTo(p)
		})
}

func (v *vantage) isDue(s Step) bool {
	return !s.Due.After(v.now) && (s.Expires.IsZero() || !s.Due.After(s.Expires))
}

func (v *vantage) isDueNote(s Step) bool { return v.isDue(s) && s.Kind.HasLetter() }

// A vantage is a case as seen from one moment, with facts that the rules need repeatedly.
type vantage struct {
	Case
	p   Policy
	now time.Time

	events []Event   // the events that count, in the order in which they happened
	word   int       // the index in events of the last word, or -1
	snooze time.Time // nothing goes out before this

	standing []Interview // see Case.Standing

	// last is the last standing interview that did not fall through, or the last standing one if all of them did.
	last Interview
}

func vantageOf(c Case, p Policy, now time.Time) *vantage {
	v := &vantage{Case: c, p: p, now: now, events: c.eventsInOrder(), word: -1}
	if p.Usable != nil && !p.Usable(c.Application) {
		v.Hook = ""
	}
	v.standing, v.last = c.Standing(), c.Latest()
	v.snooze = c.SnoozedUntil()
	for i, e := range v.events {
		// the clock was set back; what happens from now on must count as later than the event
		if e.RecordedAt.After(now) {
			v.events[i].RecordedAt = e.At
		}
		if c.isWord(e) {
			v.word = i
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

// lastWord returns the event that says where the application stands, or nil if there is none.
func (v *vantage) lastWord() *Event {
	if v.word < 0 {
		return nil
	}
	return &v.events[v.word]
}

// phase returns where the application stands, except that it does not distinguish quiet from open.
func (v *vantage) phase() Phase {
	if w := v.lastWord(); w != nil {
		switch w.Kind {
		case Rejected:
			return PhaseRejected
		case Offered:
			return PhaseOffer
		case Stopped:
			if w.Accepts() {
				return PhaseAccepted
			}
			return PhaseStopped
		}
	}
	if v.now.Before(v.lastEnd()) {
		return PhaseUpcoming
	}
	return PhaseOpen
}

// lastEnd returns when the last of the interviews that take place ends, or zero if none takes place. The interview
// that starts last need not end last.
func (v *vantage) lastEnd() (end time.Time) {
	for _, iv := range v.standing {
		if !v.fellThrough(iv.ID) {
			end = later(end, iv.End())
		}
	}
	return end
}

// key returns the key of a step of that kind, without its round.
func (v *vantage) key(kind Kind) Key { return Key{ApplicationID: v.ID, Kind: kind} }

// thanksKey returns the key of the thank-yous for an interview, without its round.
func (v *vantage) thanksKey(iv Interview) Key {
	k := v.key(ThankYou)
	k.InterviewID = iv.ID
	return k
}

// sameSeries reports whether two keys differ in nothing but the round.
func (k Key) sameSeries(other Key) bool {
	k.Round, other.Round = 0, 0
	return k == other
}

// nextRound returns the round of a step to these people with the given base: one more than the last used round of
// its series.
func (v *vantage) nextRound(k Key, to []Person, base time.Time) int {
	last := 0
	for _, r := range v.History.Reminders {
		if r.sameSeries(k) && (v.usedUp(r, base) || r.isFixed() && !slices.ContainsFunc(to, r.IsTo)) {
			last = max(last, r.Round)
		}
	}
	return last + 1
}

// isFixed reports whether the reminder cannot be composed anew for other people: the server may have it or has
// refused it.
func (r Reminder) isFixed() bool { return r.State == Refused || r.State == Waiting && r.Uncertain }

// usedUp reports whether a step with the given base needs another round than the reminder's.
func (v *vantage) usedUp(r Reminder, base time.Time) bool {
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

// counted returns the reminders of a series that had their turn, in the order in which they were settled. A
// reminder that expired at a time still to come does not count: the clock ran ahead.
func (v *vantage) counted(k Key) []Reminder {
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
