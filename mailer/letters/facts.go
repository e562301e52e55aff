package letters

import (
	"cmp"
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

// Facts are all that a letter may say. Every field is one line without leading or trailing blanks, and "" where the
// fact is not known; a template must read well without it.
//
//	field            example                              what it is
//	.Salutation      Dear Jo Smith                        without the comma; "Dear hiring team" if .Name is not known
//	.Name            Jo Smith                             whom the letter is to
//	.Address         jo@acme.test                         their address
//	.Company         Acme Inc.                            never empty; as typed
//	.Role            Senior Nurse                         never empty; without a leading "the" or a trailing "role"
//	.Day             today, yesterday, on Tuesday,        never empty; the day of the interview as seen from now
//	                 on 3 December
//	.Topic           the new rota                         one thing that was discussed, fit to follow "about"
//	.TopicSentence   We spoke about the new rota.         instead of .Topic if it was typed as a sentence
//	.Fit             ten years of shift planning          why the sender fits, fit to stand between dashes
//	.FitSentence     I have run rotas for ten years.      instead of .Fit if it was typed as a sentence
//	.Said            you will hear from us by Friday      their words about timing, unless newer words have come since
//	.DecisionBy      Friday, 4 December                   the day by which they expect to decide, the newest they named
//	.HeardDay        on 9 December                        when they last said that it is not decided yet
//	.WroteDay        on 8 December                        when the previous status email was sent
//	.QuotedSubject   Next steps for the Senior Nurse …    the previous status email's subject
//	.Quote           On Tue 8 Dec 2026, I wrote:⏎> …      that email quoted; the one field of several lines
//	.Hook            Congratulations on the new clinic    an occasion to write, fit to be a sentence
//	.Late            true                                 the thank-you's 24 hours are over
//	.Variant         0, 1, 2 …                            which wording is up, so that no two people, and no two
//	                                                      rounds, get the same one: see turn
//	.SignOff         Kind regards                         without the comma
//	.Sender          Sam Weber                            the user's name
//	.Phone           +49 30 1234567                       the user's phone
//	.Closing         Kind regards,⏎Sam Weber⏎+49 30 …     the last three, a line each
type Facts struct {
	Salutation, Name, Address string
	Company, Role, Day        string
	Topic, TopicSentence      string
	Fit, FitSentence          string
	Said                      string
	DecisionBy                string
	HeardDay                  string
	WroteDay                  string
	QuotedSubject, Quote      string
	Hook                      string
	Late                      bool
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
		Name:    OneLine(personName(s.To.Name)),
		Address: OneLine(s.To.Email),
		Company: OneLine(iv.Company),
		Role:    bareRole(iv.Role),
		Day:     day(iv.Start, now, placeOf(iv, loc)),
		Late:    s.Late,
		Variant: variant(iv, s),
		SignOff: cmp.Or(strings.TrimRight(OneLine(u.SignOff), ",. "), "Kind regards"),
		Sender:  OneLine(u.Name),
		Phone:   OneLine(u.Phone),
	}
	f.Salutation = salutation(f.Name, u.Salutation)
	f.Topic, f.TopicSentence = phraseOrSentence(cmp.Or(OneLine(s.To.Topic), OneLine(iv.Topic)))
	f.Fit, f.FitSentence = phraseOrSentence(cmp.Or(OneLine(iv.Fit), OneLine(u.Background)))
	f.addTiming(c, s, loc, now)
	f.addPrevious(s, loc, now)
	return f
}

// placeOf is the zone in which an interview's day is worded: its own, else the user's.
func placeOf(iv rules.Interview, loc *time.Location) *time.Location {
	if own, err := rules.LoadLocation(iv.Zone); err == nil {
		return own
	}
	return loc
}

// variant counts the addressees of one interview's thank-yous, and the rounds of everything else.
func variant(iv rules.Interview, s rules.Step) int {
	if s.Kind != rules.ThankYou {
		return max(s.Round-1, 0)
	}
	for i, p := range iv.Interviewers {
		if p.Key() == s.Recipient {
			return i
		}
	}
	return 0
}

// addTiming adds what they said about when. An answer replaces what was said in the interview. A day before the
// interview, which moving the interview can leave behind, promises nothing.
func (f *Facts) addTiming(c rules.Case, s rules.Step, loc *time.Location, now time.Time) {
	today := rules.DateOf(now, loc)
	answer := s.Heard
	if answer == nil {
		answer = lastUndecided(c.History.Events, now)
	}
	if answer == nil || answer.Kind != rules.Undecided {
		f.Said = theirWords(c.Interview.Said)
		if by := c.Interview.DecisionBy; !by.Before(rules.DateOf(c.Interview.Start, loc)) {
			f.DecisionBy = deadline(by, today)
		}
		return
	}
	f.HeardDay = day(answer.At, now, loc)
	f.DecisionBy = deadline(answer.Until, today)
}

// lastUndecided is the newest "not decided yet", or nil. Of two at the same moment the one told later counts.
func lastUndecided(events []rules.Event, now time.Time) *rules.Event {
	var last *rules.Event
	for i, e := range events {
		if e.Kind != rules.Undecided || e.At.After(now) {
			continue
		}
		if last == nil || cmp.Or(e.At.Compare(last.At), cmp.Compare(e.ID, last.ID)) >= 0 {
			last = &events[i]
		}
	}
	return last
}

// addPrevious adds the status email that a second request follows up on, as far as it is known.
func (f *Facts) addPrevious(s rules.Step, loc *time.Location, now time.Time) {
	if s.QuotesSentAt.IsZero() {
		return
	}
	f.WroteDay = day(s.QuotesSentAt, now, loc)
	if s.Quotes == nil || s.Quotes.Message.DraftBody == "" {
		return
	}
	f.QuotedSubject = OneLine(s.Quotes.Message.DraftSubject)
	f.Quote = quote(s.Quotes.Message.DraftBody, rules.DateOf(s.QuotesSentAt, loc))
}
