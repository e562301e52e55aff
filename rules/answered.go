package rules

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"followup/rules/people"
)

// An answer that was seen in the mailbox holds the notes to the employer until the user tells what it says. The user is
// asked at once, and again after so many business days and so many days. Then only the lists say so: whoever was asked
// three times does not want to be asked.
const (
	askAgainBusinessDays = 2
	askLastDays          = 7
	maxAsked             = 3
)

// Untold returns the latest answer that was seen in the mailbox and holds the application's notes, because the user has
// not told what it says, or nil.
func (c Case) Untold(now time.Time) *Event {
	_, last := vantageOf(c, Policy{}, now).untold(isHolding)
	return last
}

// OnlyAnswer returns the answer that the user has not told about, if there is exactly one, or nil.
func (c Case) OnlyAnswer(now time.Time) (only *Event) {
	v := vantageOf(c, Policy{}, now)
	if v.Ending() != "" {
		return nil
	}
	for i, e := range v.events {
		if !isHolding(e) || !v.waits(e) {
			continue
		}
		if only != nil {
			return nil
		}
		only = &v.events[i]
	}
	return only
}

// PerhapsAnswered returns the latest mail that may be an answer and does not hold anything, or nil.
func (c Case) PerhapsAnswered(now time.Time) *Event {
	_, last := vantageOf(c, Policy{}, now).untold(isDoubtful)
	return last
}

func isHolding(e Event) bool    { return e.Kind == Answered && e.Certainty != Perhaps }
func isAskedAbout(e Event) bool { return isHolding(e) && !e.Invites() }
func isDoubtful(e Event) bool   { return e.Kind == Answered && e.Certainty == Perhaps }

// untold returns the first and the latest of the answers that were seen since the user last told how the application
// stands. An answer from before the last interview was overtaken by that. Once the application has ended, it waits for
// no answer.
func (v *vantage) untold(is func(Event) bool) (first, last *Event) {
	if v.Ending() != "" {
		return nil, nil
	}
	for i, e := range v.events {
		if !is(e) || !v.waits(e) {
			continue
		}
		if last = &v.events[i]; first == nil || e.RecordedAt.Before(first.RecordedAt) {
			first = last
		}
	}
	return first, last
}

// waits reports whether an answer waits for a word of the user.
func (v *vantage) waits(e Event) bool { return !e.At.Before(v.last.Start) && !v.isTold(e) }

// isTold reports whether the user told what an answer says, or that it says nothing. They may have done so after it
// came and before it was seen. Of what one look has found, which may be days old, the times of the mails count.
func (v *vantage) isTold(answer Event) bool {
	return slices.ContainsFunc(v.events, func(e Event) bool {
		switch {
		case v.isWord(e) && e.ID < answer.ID && e.RecordedAt.Equal(answer.RecordedAt):
			return !e.At.Before(answer.At)
		case v.isWord(e):
			return e.ID > answer.ID || !e.RecordedAt.Before(answer.At)
		case e.Kind == Skipped && e.Note == AnswerSeen:
			return e.ID > answer.ID
		}
		return false
	})
}

// question asks the user what an answer says that was seen in the mailbox. One that may be no answer is asked about
// once.
func (v *vantage) question() []Step {
	limit := maxAsked
	first, last := v.untold(isAskedAbout)
	if first == nil {
		limit = 1
		if first, last = v.untold(isDoubtful); first == nil {
			return nil
		}
	}
	asked := slices.DeleteFunc(v.counted(v.key(AnswerSeen)),
		func(r Reminder) bool { return r.SettledAt.Before(first.RecordedAt) })
	if len(asked) >= limit {
		return nil
	}
	s := Step{Key: v.key(AnswerSeen), To: []Person{last.From}, Heard: last}
	s.Why = fmt.Sprintf("A mail from %s came on %s", v.senderOf(*last), v.stamp(last.At))
	base := first.RecordedAt
	if n := len(asked); n > 0 {
		since := DateOf(asked[0].SettledAt, v.p.Location)
		day, over := v.p.Calendar.AddBusinessDays(since, askAgainBusinessDays)
		gap := count(askAgainBusinessDays, "business day") + " after" + v.exceptHolidays(over)
		if n == maxAsked-1 {
			day, gap = since.AddDays(askLastDays), count(askLastDays, "day")+" after"
		}
		s.Why += fmt.Sprintf("; you were first asked about it on %s, and %s is %s", v.day(since), gap, v.day(day))
		base = day.At(v.p.SendAt, v.p.Location)
		if yet := v.p.startOf(DateOf(asked[n-1].SettledAt, v.p.Location).AddDays(1)); base.Before(yet) {
			base = yet // never twice on one day
		}
	}
	v.plan(&s, base, v.wakingHours())
	return []Step{s}
}

// maxSender is how many characters of a name count that anybody could have written.
const maxSender = 60

// senderOf returns who wrote a mail, for a sentence.
func (v *vantage) senderOf(e Event) string {
	return cmp.Or(people.Plain(e.From.Name), e.From.Email, Clip(HarmlessLine(e.Mail.From), maxSender), "them")
}
