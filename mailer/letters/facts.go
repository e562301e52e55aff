package letters

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// User is who the letters are from.
type User struct {
	Name       string
	Email      string
	Phone      string
	Background string // the standing "why I fit", for interviews that have no fit of their own
	SignOff    string // "Kind regards" if empty
	Salutation string // "first" greets by first name; "formal" or empty by full name, or by title and last name
}

// Facts are all that a letter may say. README.md beside this file has the table of them. A fact that is not known is "";
// Company, Role, Day, Date and Time always are, and Hook is for a note to stay in touch.
type Facts struct {
	Salutation, Name, Address string
	Company, Role             string
	Day, Date, Time           string
	Topic, TopicSentence      string
	Fit, FitSentence          string
	Said                      string
	DecisionBy, AnswerBy      string
	HeardDay, HeardFrom       string
	WroteDay                  string
	QuotedSubject, Quote      string
	Hook                      string
	Late, Ahead, Met          bool
	Offer, NextRound          bool
	Variant                   int
	SignOff, Sender, Phone    string
}

// Closing is the sign-off, the sender's name and phone, a line each.
func (f Facts) Closing() string {
	lines := []string{f.SignOff + ",", f.Sender}
	if f.Phone != "" {
		lines = append(lines, f.Phone)
	}
	return strings.Join(lines, "\n")
}

// Gather collects the facts for the step's letter, worded for now. loc is the user's zone.
func Gather(c rules.Case, s rules.Step, u User, loc *time.Location, now time.Time) Facts {
	iv := c.Interview
	f := Facts{
		Name:    OneLine(rules.PlainName(s.To.Name)),
		Address: OneLine(s.To.Email),
		Company: OneLine(iv.Company),
		Role:    bareRole(iv.Role),
		Hook:    Capital(OneLine(s.Hook)),
		Late:    s.Late,
		Ahead:   now.Before(iv.Start),
		Met:     !now.Before(iv.Start) && !c.NoShow() && !calledOff(s.Heard, iv),
		Variant: variant(c, s),
		SignOff: cmp.Or(strings.TrimRight(OneLine(u.SignOff), ",. "), "Kind regards"),
		Sender:  OneLine(u.Name),
		Phone:   OneLine(u.Phone),
	}
	if w := last(c.History.Events, now, rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced); w != nil {
		f.Offer = w.Kind == rules.Offered
		f.NextRound = w.Kind == rules.Advanced && (f.Ahead || !w.At.Before(iv.Start))
	}
	f.addDay(iv, loc, now)
	f.Salutation = salutation(f.Name, u.Salutation)
	f.Topic, f.TopicSentence = phraseOrSentence(topicOnly(cmp.Or(OneLine(s.To.Topic), OneLine(iv.Topic))))
	f.Fit, f.FitSentence = phraseOrSentence(fitOnly(cmp.Or(OneLine(iv.Fit), OneLine(u.Background))))
	f.addTiming(c, s, loc, now)
	f.addPrevious(s, loc, now)
	return f
}

// calledOff reports whether the word ended it all before the interview began. Any other word leaves it to take place.
func calledOff(heard *rules.Event, iv rules.Interview) bool {
	return heard != nil && (heard.Kind == rules.Rejected || heard.Kind == rules.Stopped) && heard.At.Before(iv.Start)
}

// addDay adds when the interview was, by the calendar of where it was.
func (f *Facts) addDay(iv rules.Interview, loc *time.Location, now time.Time) {
	loc = placeOf(iv, loc)
	f.Day = day(iv.Start, now, loc)
	f.Date = dateInWords(rules.DateOf(iv.Start, loc), rules.DateOf(now, loc))
	f.Time = iv.Start.In(loc).Format("15:04")
}

// placeOf is the zone in which an interview's day is worded: its own, else the user's.
func placeOf(iv rules.Interview, loc *time.Location) *time.Location {
	if own, err := rules.LoadLocation(iv.Zone); err == nil {
		return own
	}
	return loc
}

// variant counts the addressees of one interview's thank-yous, and the earlier drafts of any other kind.
func variant(c rules.Case, s rules.Step) (n int) {
	if s.Kind == rules.ThankYou {
		return max(0, c.Interview.IndexOf(s.Recipient))
	}
	for _, r := range c.History.Reminders {
		if r.Kind == s.Kind && r.State == rules.Delivered && r.Round < s.Round && !r.AsksForHook() {
			n++
		}
	}
	return n
}

// addTiming adds what they said about when. An answer replaces what was said in the interview. A day before the
// interview, which moving the interview can leave behind, promises nothing; nor is a decision to be expected of a
// conversation that did not take place. An invitation from before the interview was to this very one, and is no answer.
func (f *Facts) addTiming(c rules.Case, s rules.Step, loc *time.Location, now time.Time) {
	today := rules.DateOf(now, loc)
	answer := s.Heard
	if answer == nil {
		answer = last(c.History.Events, now, rules.Undecided)
	}
	if answer == nil || answer.Kind == rules.Advanced && !f.NextRound {
		answer = &rules.Event{}
	}
	switch answer.Kind {
	case rules.Undecided, rules.Advanced:
		f.HeardDay = day(answer.At, now, loc)
		f.HeardFrom = otherThan(s.To, answer.From, c.Interview)
		f.DecisionBy = dateInWords(answer.Until, today)
	case rules.Offered:
		f.AnswerBy = dateInWords(answer.Until, today)
	case rules.NoShow:
	default:
		f.Said = theirWords(c.Interview.Said)
		if by := c.Interview.DecisionBy; !by.Before(rules.DateOf(c.Interview.Start, loc)) {
			f.DecisionBy = dateInWords(by, today)
		}
	}
}

// otherThan names who answered, where that is known and not the addressee.
func otherThan(to rules.Person, from string, iv rules.Interview) string {
	who, known := iv.Who(from)
	if !known || who.Key() == to.Key() {
		return ""
	}
	return cmp.Or(OneLine(rules.PlainName(who.Name)), "your team")
}

// last is the newest event of the kinds, or nil. Of two at the same moment the one told later counts.
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

// addPrevious adds the status email that a second request follows up on, as far as it is known. One to somebody else,
// who was taken away since, is nothing to quote.
func (f *Facts) addPrevious(s rules.Step, loc *time.Location, now time.Time) {
	if s.QuotesSentAt.IsZero() || s.Quotes != nil && s.Quotes.Recipient != s.Recipient {
		return
	}
	f.WroteDay = day(s.QuotesSentAt, now, loc)
	if s.Quotes == nil || s.Quotes.Message.DraftBody == "" {
		return
	}
	f.QuotedSubject = OneLine(s.Quotes.Message.DraftSubject)
	f.Quote = quote(s.Quotes.Message.DraftBody, rules.DateOf(s.QuotesSentAt, loc))
}
