package rules

import (
	"fmt"
	"slices"
	"time"
)

// A request is a request for news since the last word.
type request struct {
	at       time.Time // when it was sent, or skipped
	reminder *Reminder // nil if the user wrote it without a draft
	skipped  bool
	assumed  bool // nobody said that it was sent
}

// An ask is the next request for news as this application alone calls for it.
type ask struct {
	kind Kind
	last *request // the one before it, or nil
	base time.Time
	why  string
}

// nextAsk returns the next request for news: an update request, or a second request if the last one was not answered.
func (v *vantage) nextAsk(d *Decision) (next ask, ok bool) {
	if v.NoContact {
		return ask{}, false
	}
	requests := v.requests()
	var sent []request
	for _, r := range requests {
		switch {
		case r.assumed && !v.p.AssumeSent:
			d.AwaitsSent = r.reminder
			return ask{}, false
		case !r.skipped:
			sent = append(sent, r)
		}
	}
	if len(sent) >= v.p.MaxUnanswered {
		return ask{}, false
	}
	next.kind = UpdateRequest
	if n := len(requests); n > 0 {
		next.last = &requests[n-1]
		if !next.last.skipped {
			next.kind = SecondRequest
		}
	}
	day, why := v.askFrom(next.last)
	next.base, next.why = later(v.p.startOf(v.afterLastRequest(day)), v.lastEnd()), why
	return next, true
}

// nextRequest returns the step of the next request for news, at its distance from those of other applications.
func (v *vantage) nextRequest(d *Decision) []Step {
	next, ok := v.nextAsk(d)
	if !ok {
		return nil
	}
	to := v.MainContact()
	s := Step{Key: v.key(next.kind), To: []Person{to}, Heard: v.lastWord()}
	if next.kind == SecondRequest {
		s.Quotes, s.QuotesSentAt, s.Assumed = next.last.reminder, next.last.at, next.last.assumed
	}
	base, wait := v.spaceOut(next.base, to)
	s.Why = next.why + wait
	v.plan(&s, base, v.officeHours())
	// A request that has to wait is still the same request.
	s.base, s.Round = next.base, v.nextRound(s.Key, s.To, next.base)
	return []Step{s}
}

// afterLastRequest returns day, or the day after the last delivered request if that is later. The other rules
// never ask twice on one day. This guards against histories that they did not foresee, which must not make the
// daemon ask every minute.
func (v *vantage) afterLastRequest(day Date) Date {
	for _, r := range v.History.Reminders {
		if r.State == Delivered && r.Kind.IsRequest() {
			if next := DateOf(r.SettledAt, v.p.Location).AddDays(1); day.Before(next) {
				day = next
			}
		}
	}
	return day
}

// askFrom returns the day from which to ask for news, and why.
func (v *vantage) askFrom(last *request) (Date, string) {
	promised, after := v.promise()
	grace, graceWhy := v.graceRule(promised)

	var week Date
	var weekWhy string
	switch {
	case last != nil && last.skipped:
		week, weekWhy = v.weekRule(last.at, "You skipped the last draft on %s")
	case last != nil && last.assumed:
		week, weekWhy = v.weekRule(last.at, "Your last email, taken as sent on %s, was not answered")
	case last != nil:
		week, weekWhy = v.weekRule(last.at, "Your last email, sent on %s, was not answered")
	case after:
		return grace, graceWhy // the last word named a date, so nothing else counts
	case v.heardSince(v.last.Start): // what they said before the interview does not answer it
		week, weekWhy = v.weekRule(v.lastWord().At, noDateNamed[v.lastWord().Kind])
	default:
		week, weekWhy = v.weekRule(v.last.End(), v.sinceTheInterview(promised))
	}
	// A date that was promised earlier still holds: nobody is asked before it has passed.
	if week.Before(grace) {
		return grace, graceWhy
	}
	return week, weekWhy
}

// heardSince reports whether the last word is an answer at or after t. An invitation that led to an interview
// is not an answer.
func (v *vantage) heardSince(t time.Time) bool {
	w := v.lastWord()
	if w == nil || w.At.Before(t) {
		return false
	}
	_, led := v.LedTo(*w)
	return !led
}

// sinceTheInterview says why a week counts from the last interview, with %s for its day.
func (v *vantage) sinceTheInterview(promised Date) string {
	switch {
	case !promised.IsZero():
		return "They said by " + v.day(promised) + ", but the last interview came after that was said, on %s"
	case len(v.standing) > 1:
		return "No date was named; the last interview was on %s"
	}
	return "No date was named; the interview was on %s"
}

// noDateNamed says, for a last word that named no date, what happened, with %s for the day.
var noDateNamed = map[EventKind]string{
	Undecided: "They named no date when they answered on %s",
	Advanced:  "They named no date when they asked on %s to meet again",
	NoShow:    "They did not turn up on %s",
}

// promise returns the day by which the employer last said that they would be in touch, or zero. latest reports
// that they have said nothing since. What they said in an interview counts from its start. An invitation whose
// date is to follow replaces an earlier promise, and so does a no-show. A day before the last interview, which can
// remain when that interview is moved, promises nothing.
func (v *vantage) promise() (by Date, latest bool) {
	heard := func(until Date) {
		if latest = !until.IsZero(); latest {
			by = until
		}
	}
	interviews := v.standing
	for _, e := range v.events {
		for len(interviews) > 0 && !interviews[0].Start.After(e.At) {
			v.inInterview(interviews[0], heard)
			interviews = interviews[1:]
		}
		switch e.Kind {
		case Undecided:
			heard(e.Until)
		case Advanced, NoShow:
			if _, led := v.LedTo(e); !led {
				by, latest = e.Until, !e.Until.IsZero()
			}
		}
	}
	for _, iv := range interviews {
		v.inInterview(iv, heard)
	}
	if by.Before(DateOf(v.last.Start, v.p.Location)) {
		return Date{}, false
	}
	return by, latest
}

// inInterview passes on what was said about timing in an interview, unless it fell through.
func (v *vantage) inInterview(iv Interview, heard func(Date)) {
	if !v.fellThrough(iv.ID) {
		heard(iv.DecisionBy)
	}
}

// graceRule returns the day after a promised date from which asking is no longer hasty, and why.
func (v *vantage) graceRule(promised Date) (Date, string) {
	if promised.IsZero() {
		return Date{}, ""
	}
	day, over := v.p.Calendar.AddBusinessDays(promised, v.p.GraceBusinessDays)
	return day, fmt.Sprintf("They said by %s; %s after%s is %s", v.day(promised),
		count(v.p.GraceBusinessDays, "business day"), v.exceptHolidays(over), v.day(day))
}

// weekRule returns the day from which asking is no longer hasty if no date was promised, and why: at least a week
// and at least so many business days, whichever is later. since says what happened then, with %s for the day.
func (v *vantage) weekRule(then time.Time, since string) (Date, string) {
	from := DateOf(then, v.p.Location)
	days := from.AddDays(v.p.WaitDays)
	business, over := v.p.Calendar.AddBusinessDays(from, v.p.WaitBusinessDays)

	why := fmt.Sprintf(since, v.day(from))
	daysText := count(v.p.WaitDays, "day") + " after"
	businessText := count(v.p.WaitBusinessDays, "business day") + " after" + v.exceptHolidays(over)
	if days == business {
		return days, fmt.Sprintf("%s; %s and %s are both %s", why, daysText, businessText, v.day(days))
	}
	latest := days
	if days.Before(business) {
		latest = business
	}
	return latest, fmt.Sprintf("%s; the later of %s, %s, and %s, %s, is %s", why,
		daysText, v.day(days), businessText, v.day(business), v.day(latest))
}

// requests returns the requests for news since the last word, in order: those that came as drafts, whether
// sent, skipped or assumed sent, and those written without a draft. Those from before the last interview do not
// count, because it answered them.
func (v *vantage) requests() []request {
	var requests []request
	for i := range v.History.Reminders {
		r := &v.History.Reminders[i]
		if !r.Kind.IsRequest() || !r.meaning().counts {
			continue
		}
		if m, at, ok := v.mark(*r, Person{}); ok {
			if at > v.word {
				sent := v.asSent(*r)
				requests = append(requests, request{at: m.At, reminder: &sent, skipped: m.Kind == Skipped})
			}
		} else if v.sinceLastWord(r.SettledAt) {
			requests = append(requests, request{at: r.SettledAt, reminder: r, assumed: true})
		}
	}
	for _, e := range v.withoutDraft(v.word, Kind.IsRequest) {
		requests = append(requests, request{at: e.At})
	}
	requests = slices.DeleteFunc(requests, func(r request) bool { return r.at.Before(v.last.Start) })
	slices.SortStableFunc(requests, func(a, b request) int { return a.at.Compare(b.at) })
	return requests
}
