package said

import (
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
)

// HeardKinds are the answers that can be heard. Each is recorded as an event of that kind.
var HeardKinds = []rules.EventKind{rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced, rules.NoShow}

// HeardNames returns the names of [HeardKinds].
func HeardNames() (names []string) {
	for _, k := range HeardKinds {
		names = append(names, string(k))
	}
	return names
}

// ReadHeard reads the name of an application and what was heard, in either order. If both look like an answer, the
// first is the name. If neither does, the error is a usage error.
func ReadHeard(first, second string) (named string, kind rules.EventKind, err error) {
	for _, order := range [][2]string{{first, second}, {second, first}} {
		if kind := command.ReadAnswer(order[1]); kind != "" {
			return order[0], kind, nil
		}
	}
	hint := ""
	if slices.Contains([]string{"accept", "accepted", "hired"}, strings.ToLower(second)) {
		hint = "; that you accepted their offer says: followup stop ID --accepted"
	}
	return "", "", usage.Errorf("%q is none of %s%s", second, strings.Join(HeardNames(), ", "), hint)
}

// A Heard is the user's report of an employer's answer.
type Heard struct {
	Kind  rules.EventKind // one of [HeardKinds]
	On    string          // when it was heard; "" is now
	Until string          // the day that they named; "" is none
	From  string          // who answered; "" is the main contact
	Form  form.Form       // the rest: their words and, for a next round, the interview

	// Mail is the mail that says it, as far as is clear: without On, it is heard when that came. Answer sets it.
	Mail *rules.Event
}

// An Answer is what is recorded of an employer's answer.
type Answer struct {
	Event    rules.Event
	Read     dates.Promise  // the promise in their words
	Question *form.Question // about the day that their words leave open, or nil
}

// Answer returns what to record. If a next round has a date, their words are recorded with its interview instead of
// the event. Words for Until that name no day are recorded as theirs, so that no letter takes the day for their word.
// The user's reply to the question belongs in Until. Errors about the fields are usage errors.
func (w *Heard) Answer(s find.Subject, p rules.Policy, now time.Time) (answer Answer, err error) {
	e, err := w.event(s, p, now)
	if err != nil || w.Form.Given("at") {
		return Answer{Event: e}, err
	}
	guessed := dates.Guessed(w.Until, rules.DateOf(e.At, p.Location), e.Until, p.Calendar)
	if w.Kind == rules.Offered {
		if guessed {
			e.Detail = strings.TrimSpace(w.Until)
		}
		return Answer{Event: e}, nil
	}
	if guessed {
		w.Form.Say(w.Until)
	}
	if e.Detail, err = w.Form.SaidOnly(s.LatestBegun(now), p.Location); err != nil {
		return answer, err
	}
	answer = Answer{Event: e, Read: dates.ReadPromise(e.Detail, rules.DateOf(e.At, p.Location), p.Calendar)}
	switch {
	case !e.Until.IsZero():
	case answer.Read.Kind == dates.Promised:
		answer.Event.Until = answer.Read.Day
	default:
		answer.Question = w.Form.AskDay("until", dayOf(w.Kind), answer.Read)
	}
	return answer, nil
}

// dayOf returns the question about the day that an answer of that kind may name.
func dayOf(kind rules.EventKind) string {
	if kind == rules.Advanced {
		return "By which day do they name the date of the next round"
	}
	return form.DayOfDecision
}

// event returns the event, checked, without their words.
func (w *Heard) event(s find.Subject, p rules.Policy, now time.Time) (e rules.Event, err error) {
	e = rules.Event{ApplicationID: s.ID, Kind: w.Kind}
	if e.At, err = past("on", w.On, s.Case, p.Location, now); err != nil {
		return e, err
	}
	if w.Mail = w.mailOf(s, p, now); w.Mail != nil {
		e.At = w.Mail.At
	}
	iv := s.Interviews[0] // no answer comes before the first
	if w.Kind == rules.NoShow {
		iv = s.Meant(now)
		e.InterviewID = iv.ID
		if now.Before(iv.Start) {
			return e, usage.Errorf("interview %d has not begun; it begins %s",
				iv.ID, phrase.Stamp(iv.Start, p.Location))
		}
		if err := tookPlace(s, iv, p, now); err != nil {
			return e, err
		}
		if w.On == "" && e.At.After(iv.End()) {
			e.At = iv.End()
		}
	}
	if e.At.Before(iv.Start) && iv.Start.Before(now) { // they may call off an interview that is to come
		return e, usage.Errorf("%s is before the interview, %s; name another day with --on",
			phrase.Stamp(e.At, p.Location), phrase.Stamp(iv.Start, p.Location))
	}
	if e.Until, err = parseUntil(w.Until, e.At, p); err != nil {
		return e, err
	}
	if last := s.LastWord(); w.Until == "" && w.Kind == rules.Offered && last != nil && OwesAnswer(s.Case, *last) &&
		!last.Until.Before(rules.DateOf(e.At, p.Location)) {
		e.Until, e.Detail = last.Until, last.Detail // the offer is told again, for example to say who made it
	}
	if w.From == "" && w.Kind != rules.NoShow {
		if e.From, err = s.Person(); err != nil || !e.From.IsTeam() {
			return e, err
		}
	}
	e.From, err = w.Form.WhoAnswered(w.From, s, now)
	return e, err
}

// mailOf returns the mail that says it: the only one that waits for a word of the user. If the day that they named
// would be another one, counted from then, it is not clear that the user meant to tell it as of then.
func (w *Heard) mailOf(s find.Subject, p rules.Policy, now time.Time) *rules.Event {
	mail := s.OnlyAnswer(now)
	if mail == nil || w.On != "" || w.Kind == rules.NoShow || !mail.At.Before(now) {
		return nil
	}
	then, _ := parseUntil(w.Until, mail.At, p)
	if today, _ := parseUntil(w.Until, now, p); then != today {
		return nil
	}
	return mail
}

// Flags returns the flags that tell the event again, without the day that they named. The time is written out,
// because "yesterday" may soon be another day.
func (w *Heard) Flags(e rules.Event, loc *time.Location) (flags []command.Flag) {
	if e.Detail != "" {
		flags = append(flags, command.With("said", e.Detail))
	}
	if w.On != "" || w.Mail != nil {
		flags = append(flags, command.With("on", e.At.In(loc).Format("2006-01-02 15:04")))
	}
	if w.From != "" {
		flags = append(flags, command.With("from", w.From))
	}
	return flags
}

// parseUntil reads the day that they named. It counts from the day on which they did, as their words do, and must not
// be before it.
func parseUntil(s string, heard time.Time, p rules.Policy) (rules.Date, error) {
	d, err := form.Day("until", s, p, heard)
	if err != nil || d.IsZero() {
		return d, err
	}
	if on := rules.DateOf(heard, p.Location); d.Before(on) {
		return d, usage.Errorf("--until %s is before the day you heard it, %s", d.Long(), on.Long())
	}
	if d.Year > rules.LastYear {
		return d, usage.Errorf("--until %s is too far in the future", d.Long())
	}
	return d, nil
}
