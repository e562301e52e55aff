package letters

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"followup/rules"
	"followup/rules/people"
)

// tookUp reports whether the invitation of an Advanced has been followed: the interview has begun, or, for a
// request, it has a date, or, for a thank-you, it is the one to be thanked for.
func tookUp(w *rules.Event, c rules.Case, s rules.Step, now time.Time) bool {
	return slices.ContainsFunc(c.Interviews, func(iv rules.Interview) bool {
		counts := !iv.Start.After(now) || s.Kind.IsRequest() || iv.ID == s.InterviewID
		return counts && !c.CalledOff(iv.ID) && (iv.ID == w.Next || iv.Start.After(w.At))
	})
}

// addDays adds the days of the interview, of those held, and of the next one, each in the zone of its place.
func (f *Facts) addDays(
	lang Language, c rules.Case, s rules.Step, iv rules.Interview, held []rules.Interview, loc *time.Location,
	now time.Time,
) {
	at := iv.Place(loc)
	isSure := goesToday(s, now, loc) && goesToday(s, now, at)
	f.Day = day(lang, iv.Start, now, at, isSure)
	f.openDay = s.Kind == rules.ThankYou && !isSure && !s.Late &&
		rules.DateOf(iv.Start, at) == rules.DateOf(now, at)
	f.Date = dateInWords(lang, rules.DateOf(iv.Start, at), rules.DateOf(now, at))
	f.Month = month(lang, rules.DateOf(iv.Start, at), rules.DateOf(now, at))
	f.Time = lang.Clock(iv.Start.In(at))
	if f.Several {
		var days []rules.Date
		for _, iv := range held {
			days = append(days, rules.DateOf(iv.Start, iv.Place(loc)))
		}
		f.Dates = daysInWords(lang, slices.Compact(days), rules.DateOf(now, loc))
	}
	for _, iv := range c.Interviews {
		if now.Before(iv.Start) && !c.CalledOff(iv.ID) {
			at := iv.Place(loc)
			f.NextDate = dateInWords(lang, rules.DateOf(iv.Start, at), rules.DateOf(now, at))
			break
		}
	}
}

// addTiming adds what the employer said about timing, in an interview or in a later answer. An invitation to an
// interview that has taken place does not count, and no decision is expected of one that has not. What was said before
// the day of the last interview does not count either: the interview has overtaken it, and a letter that names that day
// would hold them to it. Nor does a day before that interview, which can be left over when one is moved. A day that was
// guessed times the reminder; a letter has their words instead, if it can use them.
func (f *Facts) addTiming(
	l *Letters, c rules.Case, s rules.Step, to rules.Person, held []rules.Interview, loc *time.Location,
	now time.Time,
) {
	today := rules.DateOf(now, loc)
	answer := cmp.Or(ownWord(c, s.Heard), lastAnswer(c, now), &rules.Event{})
	switch answer.Kind {
	case rules.Offered:
		f.AnswerBy, _ = l.promised(answer.Detail, rules.DateOf(answer.At, loc), answer.Until, today)
		return
	case rules.Undecided, rules.Advanced, rules.NoShow:
	default:
		answer = &rules.Event{}
	}
	if len(held) == 0 {
		held = []rules.Interview{c.About(s, now)}
	}
	latest := held[len(held)-1]
	lastDay := rules.DateOf(latest.Start, loc)
	for _, iv := range slices.Backward(held) {
		if !iv.Start.After(answer.At) || rules.DateOf(iv.Start, loc).Before(lastDay) {
			break
		}
		if iv.ID == latest.ID { // "by Friday" is out of date after another interview
			f.said = rules.OneLine(iv.Said)
		}
		if !iv.DecisionBy.Before(lastDay) {
			var roughly bool
			f.DecisionBy, roughly = l.promised(iv.Said, rules.DateOf(iv.Start, loc), iv.DecisionBy, today)
			f.Mentioned = f.DecisionBy != "" && interviewed(to, iv)
			if roughly {
				f.said = rules.OneLine(iv.Said)
			}
		}
		if f.said+f.DecisionBy != "" {
			return
		}
	}
	stands := !rules.DateOf(answer.At, loc).Before(lastDay) && !answer.Until.Before(lastDay)
	open := answer.Kind == rules.Undecided && (stands || !latest.Start.After(answer.At))
	if open || answer.Kind == rules.Advanced && f.NextRound {
		f.HeardDay = day(l.lang, answer.At, now, loc, goesToday(s, now, loc))
		f.HeardFrom = otherThan(to, answer.From, l.lang.Team())
		f.DecisionBy, f.Roughly = l.promised(answer.Detail, rules.DateOf(answer.At, loc), answer.Until, today)
	}
}

// promised returns the time that they named in their words, said on a day: "Friday, 4 December", "the end of January".
// If the day was only guessed from words that letters cannot use, or the words tell a time and there is no day, there
// is none, and roughly is true.
func (l *Letters) promised(words string, said, day, today rules.Date) (by string, roughly bool) {
	switch {
	case day.IsZero():
		return "", l.lang.TellsTime(words)
	case l.isGuess(words, said, day):
		by = l.lang.TimeBy(words, day)
		return by, by == ""
	}
	return l.lang.DayBy(day, day.Year != today.Year), false
}

// isGuess reports whether a day was only guessed from their words, said on a day.
func (l *Letters) isGuess(words string, said, day rules.Date) bool {
	return l.Guessed != nil && words != "" && !day.IsZero() && l.Guessed(words, said, day)
}

// lastAnswer returns the last answer that said when the user will hear from them, or nil.
func lastAnswer(c rules.Case, now time.Time) *rules.Event {
	hasLed := func(e rules.Event) bool { return ownWord(c, &e) == nil }
	events := slices.DeleteFunc(slices.Clone(c.History.Events), hasLed)
	return last(events, now, rules.Undecided, rules.Advanced)
}

// ownWord returns the word, or nil if it is an invitation that led to an interview: then the interview has the timing.
func ownWord(c rules.Case, word *rules.Event) *rules.Event {
	if word == nil {
		return nil
	}
	if _, led := c.LedTo(*word); led {
		return nil
	}
	return word
}

// otherThan names the person who answered, or returns "" if that is unknown or is the recipient.
func otherThan(to, from rules.Person, team string) string {
	if from.IsTeam() || from.Is(to) {
		return ""
	}
	return cmp.Or(rules.OneLine(people.Plain(from.Name)), team)
}

// last returns the newest event of the kinds, or nil. Of two at the same moment, the one recorded later counts.
func last(events []rules.Event, now time.Time, kinds ...rules.EventKind) *rules.Event {
	var last *rules.Event
	for i, e := range events {
		if !slices.Contains(kinds, e.Kind) || e.At.After(now) {
			continue
		}
		if last == nil || cmp.Or(e.At.Compare(last.At), cmp.Compare(e.ID, last.ID)) >= 0 {
			last = &events[i]
		}
	}
	return last
}

// addPrevious adds the status email that a second request follows up on, as far as it is known. An email to another
// person, who was removed since, is not quoted.
func (f *Facts) addPrevious(lang Language, s rules.Step, to rules.Person, loc *time.Location, now time.Time) {
	if s.QuotesSentAt.IsZero() || s.Quotes != nil && !s.Quotes.IsTo(to) {
		return
	}
	f.WroteDay = day(lang, s.QuotesSentAt, now, loc, goesToday(s, now, loc))
	if s.Quotes == nil || s.Quotes.Message.Drafts[0].Body == "" {
		return
	}
	earlier := s.Quotes.Message.Drafts[0]
	said := func(text string) bool { return text != "" && strings.Contains(earlier.Body, text) }
	if said(f.Topic) || said(f.HelpTopic) || said(f.TopicClause) { // they have just read of it
		f.clearTopic(lang)
	}
	f.QuotedSubject = rules.OneLine(earlier.Subject)
	f.Quote = quote(lang, earlier.Body, rules.DateOf(s.QuotesSentAt, loc))
}
