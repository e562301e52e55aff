package letters

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"followup/mailer/letters/fact"
	"followup/rules"
	"followup/rules/people"
)

// User is who the letters are from.
type User struct {
	Name       string
	Email      string
	Phone      string
	Background string // why the user fits, for applications without a fit of their own
	SignOff    string // what is usual in the language if empty
	Salutation string // "first" greets by first name; "formal" or empty by full name, or by title and last name
	Language   string // that Background and SignOff are in, by its code; letters in another do without them
}

// Facts holds all that a letter may say. README.md beside this file has a table of them. A fact that is not known
// is "". Company, Role, TheRole, Day, Date and Time are always known. Only a note to stay in touch has a Hook.
type Facts struct {
	Salutation, Name, Address string
	Company, Role, TheRole    string
	Day, Date, Time           string
	Dates, NextDate           string
	Topic, TheirTopic         string
	GladTopic, HelpTopic      string
	TopicSentence             string
	TopicClause, GladClause   string
	HelpClause, FitClause     string
	Fit, FitSentence, FitNext string
	FitSpan, FitDone          string
	DecisionBy, AnswerBy      string
	HeardDay, HeardFrom       string
	WroteDay                  string
	QuotedSubject, Quote      string
	ThreadSubject             string
	Hook, HookSubject         string
	Late, Again               bool
	Met, Several, Interviewed bool
	Mentioned, Roughly        bool
	GoodNews, CanHelp         bool
	Offer, NextRound          bool
	SignOff, Sender, Phone    string

	said     string // their words about timing, which no letter repeats
	friendly bool   // they are greeted by first name

	afterSignOff string // a comma, where the language has one

	// openDay reports that the draft comes on the day of the interview, and may be sent on the next one. Neither
	// "today" nor "yesterday" is right on both, and nobody names the weekday of today.
	openDay bool
}

// Closing returns the sign-off, the sender's name and the phone number, each on a line.
func (f Facts) Closing() string {
	lines := []string{f.SignOff + f.afterSignOff, f.Sender}
	if f.Phone != "" {
		lines = append(lines, f.Phone)
	}
	return strings.Join(lines, "\n")
}

// WordedAs returns the facts with what says how a letter words them, and not what it says, as in others. Facts that
// were stored have lost it.
func (f Facts) WordedAs(other Facts) Facts {
	f.friendly, f.afterSignOff, f.openDay = other.friendly, other.afterSignOff, other.openDay
	return f
}

// withoutOpenDay returns the facts as the built-in letters say them: without a day that is open.
func (f Facts) withoutOpenDay() Facts {
	if f.openDay {
		f.Day = ""
	}
	return f
}

// Gather collects the facts for the step's letter to one of its recipients, worded for now. loc is the user's zone.
func (l *Letters) Gather(
	c rules.Case, s rules.Step, to rules.Person, u User, loc *time.Location, now time.Time,
) Facts {
	iv, held := c.About(s, now), c.Held(s.Heard, now)
	if !isLanguage(l.lang, u.Language) {
		u.Background = ""
	}
	f := Facts{
		Name:    rules.OneLine(people.Plain(to.Name)),
		Address: rules.OneLine(to.Email),
		Company: l.lang.Company(rules.OneLine(c.Company)),
		Role:    l.lang.Role(c.Role),
		TheRole: l.lang.TheRole(c.Role),
		Hook:    rules.Capital(rules.OneLine(s.Hook)),
		Late:    s.Late,
		Met:     slices.ContainsFunc(held, func(other rules.Interview) bool { return other.ID == iv.ID }),
		Several: len(held) > 1,
		SignOff: signOff(l.lang, u),
		Sender:  rules.OneLine(u.Name),
		Phone:   rules.OneLine(u.Phone),

		afterSignOff: l.lang.AfterSignOff(),
	}
	f.HookSubject = hookSubject(f.Hook)
	f.Interviewed = interviewed(to, iv) || f.Met && interviewed(to, held...)
	if w := last(c.History.Events, now, rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced); w != nil {
		f.Offer = w.Kind == rules.Offered
		f.NextRound = w.Kind == rules.Advanced && !tookUp(w, c, s, now)
	}
	f.addDays(l.lang, c, s, iv, held, loc, now)
	f.Salutation = cmp.Or(strings.TrimRight(rules.OneLine(to.Greeting), ", "), l.lang.Salutation(f.Name, u.Salutation))
	f.friendly = u.Salutation == "first" && to.Greeting == "" && f.Name != ""
	f.addTopic(l.lang, s.Kind, lastTopic(s.Kind, iv, held, to))
	f.GoodNews = l.lang.IsGoodNews(f.Hook, f.Company)
	fit := rules.OneLine(c.Fit)
	if s.Kind == rules.ThankYou { // what the sender is in general is no reason to ask for news
		fit = cmp.Or(fit, rules.OneLine(u.Background))
	}
	f.Again = s.Kind == rules.ThankYou && (metBefore(to, iv, held, loc) || metElsewhere(c, to, iv, now, loc))
	f.addFit(l.lang, c, s, to, fit)
	f.addTiming(l, c, s, to, held, loc, now)
	f.addPrevious(l.lang, s, to, loc, now)
	f.ThreadSubject = cmp.Or(f.QuotedSubject, c.ThreadOf(s, to).Subject)
	return f
}

// addTopic adds what the two talked about, as it was typed.
func (f *Facts) addTopic(lang Language, kind rules.Kind, typed string) {
	topic, sentence := phraseOrSentence(typed)
	if in := lang.TopicIn(sentence); in != "" {
		topic, sentence = in, ""
	}
	if f.Hook != "" && lang.Echoes(f.Hook)(topic) > 0 { // both are about the same
		topic = ""
	}
	f.setTopic(lang, topic)
	f.TopicSentence = lang.AsTold(sentence)
	f.TopicClause = lang.Told(sentence, kind == rules.ThankYou)
	if f.GladClause = f.TopicClause; lang.MayBeBadNews(sentence) {
		f.GladClause = ""
	}
	if f.HelpClause = f.TopicClause; !lang.CanHelp(sentence) {
		f.HelpClause = ""
	}
	if task := lang.Task(f.HelpClause); task != "" {
		f.HelpTopic = task
		if kind != rules.ThankYou {
			f.GladClause = "" // to offer help with it says more than to have heard of it
		}
	}
	f.CanHelp = f.HelpTopic+f.HelpClause != ""
}

// setTopic adds a topic that is a phrase; "" is none.
func (f *Facts) setTopic(lang Language, topic string) {
	f.Topic, f.TheirTopic, f.GladTopic, f.HelpTopic = topic, topic, topic, topic
	if lang.Mine(topic) {
		f.TheirTopic = ""
	}
	if lang.MayBeBadNews(topic) {
		f.GladTopic = ""
	}
	if !lang.CanHelp(topic) {
		f.HelpTopic = ""
	}
}

// signOff returns what stands above the user's name: their own words if they are in the language of the letter. The
// usual ones of another language are not; the config of an earlier version has those of English.
func signOff(lang Language, u User) string {
	own := strings.TrimRight(rules.OneLine(u.SignOff), ",. ")
	isOther := slices.ContainsFunc(Languages(), func(code string) bool { return own == In(code).SignOff() })
	if own == "" || isOther || !isLanguage(lang, u.Language) {
		return lang.SignOff()
	}
	return own
}

// addFit adds why the user fits, except in a thank-you to somebody who has heard it before. A sentence that points back
// can only stand right after the topic of the first conversation; without a topic, it points to what was said there.
func (f *Facts) addFit(lang Language, c rules.Case, s rules.Step, to rules.Person, fit string) {
	f.Fit, f.FitSentence = phraseOrSentence(fit)
	if s.Kind == rules.ThankYou && hasHeard(c, s, to, fit, lang.Did(f.Fit)) {
		f.Fit, f.FitSentence = "", ""
		return
	}
	if lang.PointsBack(f.FitSentence) {
		isFirst := s.Kind == rules.ThankYou && s.InterviewID == c.Interviews[0].ID
		switch next := f.FitSentence; {
		case !isFirst:
			f.FitSentence = ""
		case f.Topic+f.TopicSentence != "":
			f.FitSentence, f.FitNext = "", next
		}
	}
	f.joinFit(lang)
}

// joinFit adds what of the fit can be a part of a sentence.
func (f *Facts) joinFit(lang Language) {
	f.FitSpan = lang.Span(f.Fit)
	if strings.Contains(f.Fit, ",") { // "and would love to help" would be one more of a list
		f.Fit, f.FitSentence = "", lang.InLetter(fact.Fit, f.Fit)
	}
	if did := lang.Did(f.Fit); did != "" {
		f.Fit, f.FitSentence = "", did
	}
	f.FitClause = lang.Joinable(f.FitSentence)
	if lang.HasDone(f.FitClause) {
		f.FitDone = f.FitClause
	}
}

// hasHeard reports whether a person was met in an earlier interview of the application and, if they were drafted a
// thank-you for it, read the fit in that, as it was typed or as the sentence that it makes.
func hasHeard(c rules.Case, s rules.Step, to rules.Person, fit, sentence string) bool {
	this, _ := c.Interview(s.InterviewID)
	met := slices.ContainsFunc(c.Interviews, func(iv rules.Interview) bool {
		return iv.Start.Before(this.Start) && iv.IndexOf(to) >= 0 && !c.CalledOff(iv.ID)
	})
	drafted, read := false, false
	for _, r := range c.History.Reminders {
		earlier, ok := c.Interview(r.InterviewID)
		if r.Kind != rules.ThankYou || r.State != rules.Delivered || !ok || !earlier.Start.Before(this.Start) {
			continue
		}
		for _, d := range r.Message.Drafts {
			if !d.To.Is(to) {
				continue
			}
			drafted = true
			for _, said := range []string{fit, sentence} {
				read = read || said != "" && strings.Contains(d.Body, strings.TrimRight(said, ".!?"))
			}
		}
	}
	return read || met && !drafted
}

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
// interview that has taken place does not count, and no decision is expected of one that has not. A promised day
// before the last interview does not count either; it can be left over when an interview is moved. A day that was
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
	stands := func(by rules.Date) bool { return !by.Before(rules.DateOf(latest.Start, loc)) }
	for _, iv := range slices.Backward(held) {
		if !iv.Start.After(answer.At) {
			break
		}
		if iv.ID == latest.ID { // "by Friday" is out of date after another interview
			f.said = rules.OneLine(iv.Said)
		}
		if stands(iv.DecisionBy) {
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
	open := answer.Kind == rules.Undecided && (stands(answer.Until) || !latest.Start.After(answer.At))
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
	if f.Topic != "" && strings.Contains(earlier.Body, f.Topic) { // they have just read of it
		f.setTopic(lang, "")
	}
	f.QuotedSubject = rules.OneLine(earlier.Subject)
	f.Quote = quote(lang, earlier.Body, rules.DateOf(s.QuotesSentAt, loc))
}
