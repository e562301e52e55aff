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
// is "". Company, Role, TheRole, Day, Date, Month and Time are always known. Only a note to stay in touch has a Hook.
type Facts struct {
	Salutation, Name, Address string
	Company, Role, TheRole    string
	Day, Date, Time, Month    string
	Dates, NextDate           string
	Topic, TheirTopic         string
	GladTopic, HelpTopic      string
	EarlierTopic              string
	TopicSentence, TopicBare  string
	TopicClause, GladClause   string
	TroubleClause, HelpClause string
	FitClause                 string
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
	GoodNews, CanHelp, Done   bool
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
	salutation := l.lang.Salutation(f.Name, u.Salutation)
	if f.Day == l.lang.Today() || f.openDay { // most go when their draft comes, whatever time is left
		salutation = l.lang.AtHour(salutation, now.In(loc).Hour())
	}
	f.Salutation = cmp.Or(strings.TrimRight(rules.OneLine(to.Greeting), ", "), salutation)
	f.friendly = u.Salutation == "first" && to.Greeting == "" && f.Name != ""
	f.addTopic(l.lang, s.Kind, l.lang.ToReader(lastTopic(s.Kind, iv, held, to), f.Name))
	f.GoodNews = l.lang.IsGoodNews(f.Hook, f.Company)
	fit := rules.OneLine(c.Fit)
	if s.Kind == rules.ThankYou { // what the sender is in general is no reason to ask for news
		fit = cmp.Or(fit, rules.OneLine(u.Background))
	}
	met := metBefore(to, iv, held, loc)
	f.Again = s.Kind == rules.ThankYou && (met || metElsewhere(c, to, iv, now, loc))
	if f.Again && f.Topic+f.TopicSentence == "" {
		f.addEarlierTopic(l.lang, iv, held, to)
	}
	f.addFit(l.lang, c, s, to, met, fit)
	f.addTiming(l, c, s, to, held, loc, now)
	f.addPrevious(l.lang, s, to, loc, now)
	f.ThreadSubject = cmp.Or(f.QuotedSubject, c.ThreadOf(s, to).Subject)
	return f
}

// addTopic adds what the two talked about, as it was typed.
func (f *Facts) addTopic(lang Language, kind rules.Kind, typed string) {
	topic, sentence := phraseOrSentence(typed)
	recalled := func(topic string) string { return topic }
	if kind != rules.ThankYou {
		over := kind == rules.RejectionThanks || kind == rules.StayInTouch || kind == rules.Withdrawal
		recalled = func(topic string) string { return lang.Recalled(topic, over) }
	}
	if in := lang.TopicIn(recalled(sentence)); in != "" {
		topic, sentence = in, ""
	}
	topic, sentence = recalled(topic), recalled(sentence)
	if saysMost(lang, f.Hook, topic) { // or says how it went on
		topic = ""
	}
	if saysMost(lang, f.Hook, sentence) {
		sentence = ""
	}
	f.setTopic(lang, topic)
	f.TopicSentence = lang.AsTold(sentence)
	if f.TopicBare = f.TopicSentence; lang.Feels(f.TopicSentence) {
		f.TopicBare = ""
	}
	f.TopicClause = lang.Told(sentence, kind == rules.ThankYou)
	f.GladClause, f.TroubleClause = f.TopicClause, ""
	if lang.MayBeBadNews(sentence) {
		f.GladClause = ""
	}
	if f.GladClause == "" && lang.IsTrouble(sentence) {
		f.TroubleClause = f.TopicClause
	}
	if f.HelpClause = f.TopicClause; !lang.CanHelp(sentence) {
		f.HelpClause = ""
	}
	if task := lang.Task(f.HelpClause); task != "" {
		f.HelpTopic = task
		if kind != rules.ThankYou { // what they do is what the two talked about
			f.GladClause, f.GladTopic = "", task
			if lang.MayBeBadNews(task) {
				f.GladTopic = ""
			}
		}
	}
	f.CanHelp = f.HelpTopic+f.HelpClause != ""
}

// saysMost reports whether most of the telling words of a topic stand in a text.
func saysMost(lang Language, text, topic string) bool {
	return 2*lang.Echoes(text)(topic) > lang.Echoes(topic)(topic)
}

// clearTopic forgets what the two talked about.
func (f *Facts) clearTopic(lang Language) {
	f.setTopic(lang, "")
	f.TopicSentence, f.TopicBare, f.CanHelp = "", "", false
	f.TopicClause, f.GladClause, f.TroubleClause, f.HelpClause = "", "", "", ""
}

// addEarlierTopic adds what the two talked about in the latest interview before one of which no topic is known. It is
// why the sender would like to come, so it is no bad news.
func (f *Facts) addEarlierTopic(lang Language, iv rules.Interview, held []rules.Interview, p rules.Person) {
	for _, other := range slices.Backward(held) {
		if typed := lang.ToReader(topic(other, p), f.Name); typed != "" && other.Start.Before(iv.Start) {
			var past Facts
			past.addTopic(lang, rules.UpdateRequest, typed)
			f.EarlierTopic = past.GladTopic
			return
		}
	}
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
// can only stand right after the topic of the first conversation; without a topic, it points to what was said there. It
// points to what all talked about, and not to what one of them did. met says that the person was in an earlier
// interview of the application.
func (f *Facts) addFit(lang Language, c rules.Case, s rules.Step, to rules.Person, met bool, fit string) {
	f.Fit, f.FitSentence = phraseOrSentence(fit)
	drafted, read := readBefore(c, s, to, fit, lang.Did(f.Fit), lang.Span(f.Fit))
	if s.Kind == rules.ThankYou && (read || met && !drafted) { // whom no draft told of it, the sender did
		f.Fit, f.FitSentence = "", ""
		return
	}
	if lang.PointsBack(f.FitSentence) {
		first := c.Interviews[0]
		isOwn := topic(first, to) != rules.OneLine(first.Topic) && first.Topic != ""
		switch next := f.FitSentence; {
		case s.Kind != rules.ThankYou || s.InterviewID != first.ID || isOwn:
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
	f.Done = lang.HasDone(strings.TrimSuffix(f.FitSentence, "."))
}

// readBefore reports whether a person was drafted a thank-you for an earlier interview, and whether the fit was in it,
// in one of the forms that it has in a letter.
func readBefore(c rules.Case, s rules.Step, to rules.Person, forms ...string) (drafted, read bool) {
	this, _ := c.Interview(s.InterviewID)
	for _, r := range c.History.Reminders {
		earlier, ok := c.Interview(r.InterviewID)
		if r.Kind != rules.ThankYou || r.State != rules.Delivered || !ok || !earlier.Start.Before(this.Start) {
			continue
		}
		for _, d := range r.Message.Drafts {
			says := func(text string) bool {
				return text != "" && strings.Contains(d.Body, strings.TrimRight(text, ".!?"))
			}
			if d.To.Is(to) {
				drafted, read = true, read || slices.ContainsFunc(forms, says)
			}
		}
	}
	return drafted, read
}
