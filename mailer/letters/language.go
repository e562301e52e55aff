package letters

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"followup/mailer/letters/english"
	"followup/mailer/letters/fact"
	"followup/mailer/letters/french"
	"followup/mailer/letters/german"
	"followup/mailer/letters/spanish"
	"followup/rules"
)

// languages are those that letters can be written in, by their codes of ISO 639-1 and their names in English.
var languages = []struct {
	code, name string
	Language
}{
	{"en", "English", english.Language{}},
	{"de", "German", german.Language{}},
	{"fr", "French", french.Language{}},
	{"es", "Spanish", spanish.Language{}},
}

// Languages returns the codes of the languages.
func Languages() (codes []string) {
	for _, l := range languages {
		codes = append(codes, l.code)
	}
	return codes
}

// In returns the language with a code. "" is English, and so is a code that is not known.
func In(code string) Language {
	for _, l := range languages {
		if l.code == code {
			return l.Language
		}
	}
	return languages[0].Language
}

// InCountry returns the language with a code as it is written in a country, by its code of ISO 3166: in the United
// States, English has the month before the day and a clock of twelve hours; in Australia, Canada and New Zealand, it
// has the clock alone; in Switzerland and Liechtenstein, German has no "ß", and no comma behind the greeting.
func InCountry(code, country string) Language {
	country, _, _ = strings.Cut(country, "-")
	switch l := In(code).(type) {
	case english.Language:
		twelve := slices.Contains([]string{"AU", "CA", "NZ"}, country)
		return english.Language{American: country == "US", TwelveHours: twelve}
	case german.Language:
		return german.Language{Swiss: country == "CH" || country == "LI"}
	default:
		return l
	}
}

// isLanguage reports whether l is the language with a code, as it is written in any country.
func isLanguage(l Language, code string) bool { return l.Letters() == In(code).Letters() }

// LanguageName returns the name of the language with a code, such as "German", or "" for a code that is not known.
func LanguageName(code string) string {
	for _, l := range languages {
		if l.code == code {
			return l.name
		}
	}
	return ""
}

// ParseLanguage returns the code of the language that is typed as its code or its name, or "" if nothing is typed.
func ParseLanguage(typed string) (code string, err error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", nil
	}
	var known []string
	for _, l := range languages {
		if strings.EqualFold(typed, l.code) || strings.EqualFold(typed, l.name) {
			return l.code, nil
		}
		known = append(known, fmt.Sprintf("%s (%s)", l.code, l.name))
	}
	return "", fmt.Errorf("%q is no language that letters are written in; expected one of %s", typed,
		strings.Join(known, ", "))
}

// IsUsableHook reports whether the next note to stay in touch can begin with the occasion of an application.
func IsUsableHook(app rules.Application) bool {
	return app.Hook == "" || In(app.Language).ReadFact(fact.Hook, rules.OneLine(app.Hook)).Form != fact.Unclear
}

// A Language has the built-in letters in one language, and what is said in it around the facts.
type Language interface {
	// Letters has a file for each kind of note, such as thank-you.txt.
	Letters() fs.FS

	// Salutation greets somebody by name, without the comma. The style is "first" or "formal"; "" is formal. Without a
	// name it greets the hiring team.
	Salutation(name, style string) string

	// AtHour returns a salutation as it reads in a letter that goes on the day when it was written, or may well do so,
	// at an hour from 0 to 23 in the user's zone.
	AtHour(salutation string, hour int) string

	// SignOff is what stands above the sender's name, without the comma.
	SignOff() string

	// AfterSignOff is what stands behind it: "," or, in some languages, "".
	AfterSignOff() string

	// Team is what the people around the recipient are called in the middle of a sentence: "your team".
	Team() string

	// Placeholders are words in capitals that stand for a fact in a letter that is not finished: "NAME".
	Placeholders() []string

	// Today, Yesterday, OnWeekday and OnDate say when something was: "today", "on Tuesday", "on 1 December".
	Today() string
	Yesterday() string
	OnWeekday(day time.Weekday) string
	OnDate(d rules.Date, withYear bool) string

	// Date names a day as it stands in a sentence, in English with its weekday: "Tuesday, 1 December".
	Date(d rules.Date, withYear bool) string

	// Month names the month of a day as it follows the word for "in": "November", "November 2025".
	Month(d rules.Date, withYear bool) string

	// DayBy names a day by which something is to happen: "Friday, 4 December". Hardly anybody decides on a Sunday, so
	// that one has no weekday.
	DayBy(d rules.Date, withYear bool) string

	// TimeBy returns how words for a time around a day can follow "by": "the end of January". If they cannot, it
	// returns "".
	TimeBy(words string, day rules.Date) string

	// TellsTime reports whether words tell a time, although no day may be read from them: "not before Easter". Whoever
	// said them is not asked when.
	TellsTime(words string) bool

	// Dates names one or two days as seen from today: "1 and 8 December". It has no weekdays.
	Dates(days []rules.Date, today rules.Date) string

	// Clock says what time it is: "14:00".
	Clock(t time.Time) string

	// Company returns what a sentence calls a company: its name as typed, or without its legal form.
	Company(name string) string

	// Role returns a role as it is called, without an article: "Senior Nurse" for "the Senior Nurse position".
	Role(role string) string

	// TheRole returns what a sentence calls that role: "the Senior Nurse role", "the graduate scheme".
	TheRole(role string) string

	// WithArticle returns the name of a company with its article if it looks like one that has it in a sentence, "the
	// Home Office", or "".
	WithArticle(company string) string

	// ReadFact reads a fact as it was typed. A fact that it calls a phrase or a sentence is surely one. What it returns
	// as such is read in the same way again.
	ReadFact(kind fact.Kind, typed string) fact.Reading

	// InLetter returns the sentence that a fact makes in a letter, perhaps a wrong one if the fact is unclear, or "" if
	// that surely makes none. It is read as a sentence, so it can stand for the fact.
	InLetter(kind fact.Kind, typed string) string

	// Examples returns a noun phrase and a sentence as examples of a fact. There is no phrase for a hook.
	Examples(kind fact.Kind) (phrase, sentence string)

	// ToReader returns a topic as it is said to the person with that name, where it surely speaks of them: "your idea"
	// for "Jo's idea".
	ToReader(topic, name string) string

	// TopicIn returns what a sentence says that the two talked about, "the rota" in "We talked about the rota.", or ""
	// if it says anything else. Most letters say that they talked, and say it once.
	TopicIn(sentence string) string

	// You is the formal address of the letters, such as "Sie", or "" if the language has one for everybody.
	You() string

	// Recalled returns a topic, a phrase or a sentence, as a note after the thank-you names it, or "" if that does not.
	// If it is over, the sender will not get the job.
	Recalled(topic string, over bool) string

	// Mine reports whether a topic is the sender's own, as in "my PhD", and not what they told the sender about.
	Mine(topic string) bool

	// MayBeBadNews reports whether a topic may be bad news, about which it was no pleasure to talk: "the redundancies".
	MayBeBadNews(topic string) bool

	// IsTrouble reports whether a sentence that may be bad news is such that the letters may answer it with
	// .TroubleClause, in English by an offer to help.
	IsTrouble(sentence string) bool

	// Did returns the sentence that a fit makes, if it is another than one with "I have": "I have spent ten years on a
	// ward." for "ten years on a ward". Otherwise it returns "".
	Did(fit string) string

	// IsGoodNews reports whether an occasion to write is news of the company or of the reader for which one
	// congratulates, and does not do so itself.
	IsGoodNews(hook, company string) bool

	// Told returns what a sentence says about the reader's side in the form that follows "you told me that", as in "you
	// are moving to SAP", or "" if it does not surely fit there. Where the word for "that" depends on what follows, it
	// begins with it: "qu'Orange ferme ses boutiques". If it is told soon, at most some days after the conversation, it
	// may also say what was, or what comes next week.
	Told(sentence string, soon bool) string

	// AsTold returns a sentence about the reader's side with who said so, "The turnover is high, you told me.", or as
	// it is, if that would not fit.
	AsTold(sentence string) string

	// Feels reports whether a sentence says how something struck the sender, so that nothing needs to be said of it: "I
	// liked the ward."
	Feels(sentence string) bool

	// Joinable returns a sentence of the sender's own without its stop if ", and would …" can surely follow it: "I ran
	// two wards". Otherwise it returns "".
	Joinable(sentence string) string

	// CanHelp reports whether a topic, a phrase or a sentence, surely is work in which one can offer to help: "the move
	// to SAP".
	CanHelp(topic string) bool

	// Task returns what a clause of theirs, with which one can help, says that they do, as it follows "help with":
	// "moving to SAP" for "you are moving to SAP". Otherwise it returns "".
	Task(clause string) string

	// Span returns a fit that says how long one has done something, as it follows the word for "after": "ten years on a
	// ward". Otherwise it returns "".
	Span(fit string) string

	// HasDone reports whether a clause of the sender's own says what they did, on which one can build: "I ran two
	// wards".
	HasDone(clause string) bool

	// Spelled returns a text of the built-in letters as it is spelled in the country.
	Spelled(text string) string

	// Relaxed returns a text of the built-in letters as it is said to somebody who is greeted by first name.
	Relaxed(text string) string

	// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever
	// form.
	Echoes(before string) (count func(text string) int)

	// PointsBack reports whether a sentence has a word that may point to something said before it: "I ran one, too."
	PointsBack(sentence string) bool

	// AboutReader returns why a fact reads badly in a letter to the person with that name, or "".
	AboutReader(text, name string) string

	// About returns a topic as it stands behind a noun for the talk, in languages whose preposition depends on it.
	About(topic string) string

	// Begin returns a sentence as it begins the text below a greeting.
	Begin(sentence string) string

	// Reply returns the subject of an answer to an email with the given subject.
	Reply(subject string) string

	// Attribution stands above an email that the sender wrote on that day, with a colon.
	Attribution(sent rules.Date) string
}
