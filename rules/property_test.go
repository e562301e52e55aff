package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Every note that comes has certain properties, whatever happens.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawHardUser(t)
		out := u.live(u.begins(), u.horizon(), u.drawAbsence(t)).out
		keys := map[Key]bool{}
		for _, c := range u.cases {
			checks := &checks{T: t, user: u, p: u.p, no: c.NoContact, thanks: map[thanked][]sent{}}
			for _, s := range out {
				if s.ApplicationID == c.ID {
					checks.say = fmt.Sprintf("%s to %v at %s (%s)", s.Kind, s.To, s.At.In(u.p.Location), s.Why)
					checks.note(s)
				}
			}
		}
		for _, s := range out {
			if keys[s.Key] {
				t.Fatalf("%+v came twice", s.Key)
			}
			keys[s.Key] = true
		}
	})
}

// checks checks the notes of one application, one after the other.
type checks struct {
	*rapid.T
	user *user
	p    Policy
	no   bool   // they asked not to be contacted
	say  string // the note looked at

	thanks                 map[thanked][]sent
	unanswered             int
	lastWord               int64
	lastStart, lastRequest time.Time
}

// thanked is somebody who was thanked for an interview that started at a given time.
type thanked struct {
	interview int64
	to        human
	start     time.Time
}

func (c *checks) fail(format string, args ...any) {
	c.Helper()
	c.Fatalf("%s: %s", c.say, fmt.Sprintf(format, args...))
}

func (c *checks) note(s sent) {
	word := s.Case.LastWord()
	if word == nil {
		word = &Event{}
	}
	if (s.InterviewID != 0) != (s.Kind == ThankYou) || s.LastCall && s.Kind != ThankYou {
		c.fail("it is about interview %d, last call %v", s.InterviewID, s.LastCall)
	}
	if len(s.To) == 0 || len(s.To) > 1 && s.Kind != ThankYou {
		c.fail("it has %d drafts", len(s.To))
	}
	c.held(s)
	switch s.Kind {
	case ThankYou:
		for _, p := range s.To {
			c.thankYou(s, who[p])
		}
	case UpdateRequest, SecondRequest:
		c.request(s, word.ID)
	case StayInTouch:
		met := func(iv Interview) bool { return isMet(s.Case, iv) && !iv.Start.After(word.At) }
		if !slices.ContainsFunc(s.Case.Interviews, met) {
			c.fail("nobody met before the no")
		}
		c.hours(s, c.p.SendAt, true)
	default:
		c.hours(s, c.p.Waking.From, false)
	}
	if word.Kind != "" && !slices.Contains(after(*word), s.Kind) {
		c.fail("after %s", word.Kind)
	}
	if answers := s.Kind.row().answers; answers != "" && !s.Kind.IsQuestion() && word.Kind != answers {
		c.fail("nobody said %s", answers)
	}
	c.answered(s)
	by := word.Until
	if word.Kind == Offered && s.Kind != ThankYou && !by.IsZero() && by.Before(DateOf(s.At, c.p.Location)) {
		c.fail("the day of the answer, %s, is past", by)
	}
	if c.no && !slices.Contains(
		[]Kind{UndecidedReply, RejectionThanks, OfferThanks, OfferAnswer, Withdrawal, AnswerSeen}, s.Kind) {
		c.fail("they asked not to be contacted")
	}
}

// answered checks that a mail that was seen and not told about is asked about, and that a certain one holds the rest.
func (c *checks) answered(s sent) {
	var seen, certain bool
	for _, e := range s.Case.History.Events { // in the order in which they were told
		switch {
		case s.Case.isWord(e) && !s.Case.movedSince(e), e.Kind == Skipped && e.Note == AnswerSeen:
			seen, certain = false, false
		case e.Kind == Answered && !e.At.Before(s.Case.Latest().Start) && !s.Case.NoShow(s.Case.Latest().ID):
			told := slices.ContainsFunc(s.Case.History.Events, func(w Event) bool {
				return s.Case.isWord(w) && !s.Case.movedSince(w) && !w.RecordedAt.Before(e.At)
			})
			seen, certain = true, certain || e.Certainty != Perhaps && !told
		case e.Kind == Answered:
			seen = true
		}
	}
	switch {
	case s.Kind.IsQuestion() && !seen:
		c.fail("nothing was seen that was not told")
	case !s.Kind.IsQuestion() && s.Kind != ThankYou && certain && s.Case.Ending() == "":
		c.fail("they answered, and what they said was not told")
	}
}

// held checks what delays a note: a pause, a snooze, or that it was skipped.
func (c *checks) held(s sent) {
	ends := s.Deadline // any three days contain waking hours
	if ends.IsZero() {
		ends = s.Expires
	}
	pause := c.p.Pause
	if inTime := ends.IsZero() || ends.After(pause.Until.AddDate(0, 0, 3)); pause.IsOn(s.At) &&
		(pause.All || inTime) {
		c.fail("paused until %s, all: %v", pause.Until.In(c.p.Location), pause.All)
	}
	var snooze time.Time
	for _, e := range s.Case.History.Events { // in the order in which they were told
		switch {
		case e.Kind == Snoozed:
			snooze = e.SnoozeUntil
		case s.Case.isWord(e) && !s.Case.movedSince(e):
			snooze = time.Time{}
		case e.Kind == Skipped && e.Note == s.Kind && e.Round == s.Round && s.Kind != ThankYou:
			c.fail("came after it was skipped")
		}
	}
	if s.At.Before(snooze) {
		c.fail("snoozed until %s", snooze)
	}
}

// interview returns the interview of a thank-you, as it was when the thank-you went out.
func (s sent) interview() Interview {
	iv, _ := s.Case.Interview(s.InterviewID)
	return iv
}

// isMet reports whether an interview took place or will, as far as is known.
func isMet(c Case, iv Interview) bool { return !c.NoShow(iv.ID) && !c.CalledOff(iv.ID) }

// thankYou checks the draft of a thank-you to somebody.
func (c *checks) thankYou(s sent, to human) {
	iv, word := s.interview(), s.Case.LastWord()
	end, panel := iv.End(), humans(iv.Interviewers)
	switch {
	case !slices.Contains(panel, to) && (to != "" || len(panel) > 0):
		c.fail("%s was not in the interview", to)
	case s.At.Before(end):
		c.fail("before the interview ended at %s", end)
	case s.At.After(end.Add(72 * time.Hour)):
		c.fail("more than 72 hours after the interview ended at %s", end)
	case word != nil && s.At.After(end.Add(24*time.Hour)) &&
		(word.Kind == Offered || word.Kind == Advanced && word.Next != iv.ID && !word.At.Before(iv.Start)):
		c.fail("after %s and its 24 hours", word.Kind)
	case !s.LastCall && !s.At.Equal(c.p.firstWaking(s.At)) && s.At.Before(end.Add(23*time.Hour)):
		c.fail("outside the waking hours for no reason")
	case s.Late != !s.At.Before(end.Add(24*time.Hour)):
		c.fail("late is %v", s.Late)
	case !isMet(s.Case, iv):
		c.fail("for a conversation that did not take place")
	}
	for _, e := range s.Case.History.Events {
		if isMark(e, ThankYou) && (e.InterviewID == 0 || e.InterviewID == iv.ID) &&
			(e.To.IsTeam() || who[e.To] == to) && !e.At.Before(iv.Start) {
			c.fail("%s was marked, %+v", to, e)
		}
	}
	for _, other := range s.Case.Interviews {
		laterThatDay := other.Start.After(iv.Start) &&
			DateOf(other.Start, c.p.Location) == DateOf(iv.Start, c.p.Location)
		if laterThatDay && slices.Contains(humans(other.Interviewers), to) && isMet(s.Case, other) {
			c.fail("%s was met again that day, %s", to, other.Start)
		}
	}
	k := thanked{s.InterviewID, to, iv.Start}
	c.thanks[k] = append(c.thanks[k], s)
	c.calls(c.thanks[k], end)
}

// calls checks what came for one interview and human: a draft and, not too soon after it, a last call. The first
// may be from before the interview was moved.
func (c *checks) calls(came []sent, end time.Time) {
	n := len(came)
	last := came[n-1]
	switch {
	case n > 2 || n == 2 && !last.LastCall:
		c.fail("after %d others for the same interview", n-1)
	case last.LastCall && last.At.After(end.Add(24*time.Hour)):
		c.fail("a last call after the 24 hours")
	case n == 2 && (came[0].LastCall || last.At.Sub(came[0].At) < 4*time.Hour):
		c.fail("a last call at the wrong time, after %s", came[0].At)
	}
}

// request checks a request for news.
func (c *checks) request(s sent, word int64) {
	if !s.To[0].Is(s.Case.MainContact()) {
		c.fail("the case names %s as the main contact", s.Case.MainContact())
	}
	today := DateOf(s.At, c.p.Location)
	if by := promised(c.p, s); !by.IsZero() && !by.Before(today) {
		c.fail("the promised %s is not past", by)
	}
	start := s.Case.Latest().Start // of the last interview that took place or will, or of all if there is none
	for _, iv := range s.Case.Interviews {
		if !isMet(s.Case, iv) {
			continue
		}
		start = iv.Start
		if s.At.Before(iv.End()) || !DateOf(start, c.p.Location).Before(today) {
			c.fail("on the day of the interview of %s, which ended at %s, or before", start, iv.End())
		}
	}
	if word != c.lastWord || !start.Equal(c.lastStart) {
		c.unanswered, c.lastWord, c.lastStart = 0, word, start
	}
	if DateOf(c.lastRequest, c.p.Location) == today {
		c.fail("the second on a day, after %s", c.lastRequest)
	}
	c.lastRequest = s.At
	if !c.user.skipped(s) {
		c.unanswered++
	}
	if c.unanswered > c.p.MaxUnanswered {
		c.fail("number %d without an answer", c.unanswered)
	}
	c.hours(s, c.p.SendAt, true)
}

// after returns the kinds of notes that may come while that word is the last.
func after(word Event) []Kind {
	switch {
	case word.Kind == Undecided:
		return []Kind{ThankYou, UndecidedReply, UpdateRequest, SecondRequest, AnswerSeen}
	case word.Kind == NoShow:
		return []Kind{ThankYou, NoShowNote, UpdateRequest, SecondRequest, AnswerSeen}
	case word.Kind == Advanced:
		return []Kind{ThankYou, UpdateRequest, SecondRequest, AnswerSeen}
	case word.Kind == Offered:
		return []Kind{ThankYou, OfferThanks, OfferAnswer}
	case word.Kind == Rejected:
		return []Kind{RejectionThanks, StayInTouch}
	case word.Kind == Stopped && word.Note == Withdrawal:
		return []Kind{Withdrawal}
	}
	return nil
}

// promised returns the latest day that they named, as far as that was known when the step went out.
func promised(p Policy, s sent) Date {
	r := newOracle([]Case{s.Case}, p).roles[0]
	for _, e := range s.Case.History.Events {
		r.hear(telling{event: e})
	}
	by, _ := r.promise()
	return by
}

// skipped reports whether the user skips what came, sooner or later.
func (u *user) skipped(s sent) bool {
	return slices.ContainsFunc(u.told, func(t telling) bool {
		e := t.event
		return e.ApplicationID == s.ApplicationID && e.Kind == Skipped && e.Note == s.Kind && e.Round == s.Round
	})
}

// hours checks the clock on the wall, independently of the code under test: a delivery must not show a time
// outside the hours. (The first instant after a gap in the clocks may be later than the start of the hours, never
// earlier.)
func (c *checks) hours(s sent, from TimeOfDay, business bool) {
	local := s.At.In(c.p.Location)
	if m := TimeOfDay(local.Hour()*60 + local.Minute()); m < from || m >= c.p.Waking.To {
		c.fail("outside %s-%s", from, c.p.Waking.To)
	}
	if business && !c.p.Calendar.IsBusinessDay(DateOf(s.At, c.p.Location)) {
		c.fail("on no business day")
	}
}
