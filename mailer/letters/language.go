package letters

import (
	"io/fs"
	"time"

	"followup/mailer/letters/english"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// Default is the language of all letters.
var Default Language = english.Language{}

// IsUsableHook reports whether a letter can begin with an occasion as it is stored.
func IsUsableHook(stored string) bool {
	return stored == "" || Default.ReadFact(fact.Hook, rules.OneLine(stored)).Form != fact.Unclear
}

// A Language has the built-in letters in one language, and what is said in it around the facts.
type Language interface {
	// Letters has a file for each kind of note, such as thank-you.txt.
	Letters() fs.FS

	// Salutation greets somebody by name, without the comma. The style is "first" or "formal"; "" is formal. Without a
	// name it greets the hiring team.
	Salutation(name, style string) string

	// SignOff is what stands above the sender's name, without the comma.
	SignOff() string

	// Team is what the people around the recipient are called in the middle of a sentence: "your team".
	Team() string

	// Placeholders are words in capitals that stand for a fact in a letter that is not finished: "NAME".
	Placeholders() []string

	// Today, Yesterday, OnWeekday and OnDate say when something was: "today", "on Tuesday", "on 1 December".
	Today() string
	Yesterday() string
	OnWeekday(day time.Weekday) string
	OnDate(d rules.Date, withYear bool) string

	// Date names a day with its weekday: "Tuesday, 1 December".
	Date(d rules.Date, withYear bool) string

	// DayBy names a day by which something is to happen: "Friday, 4 December". Hardly anybody decides on a Sunday, so
	// that one has no weekday.
	DayBy(d rules.Date, withYear bool) string

	// TimeBy returns how words for a time around a day can follow "by": "the end of January". If they cannot, it
	// returns "".
	TimeBy(words string, day rules.Date) string

	// Dates names one or two days as seen from today: "1 and 8 December". It has no weekdays.
	Dates(days []rules.Date, today rules.Date) string

	// Clock says what time it is: "14:00".
	Clock(t time.Time) string

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

	// InLetter returns the sentence that a fact makes in a letter, perhaps a wrong one if the fact is unclear. It is
	// read as a sentence, so it can stand for the fact.
	InLetter(kind fact.Kind, typed string) string

	// Examples returns a noun phrase and a sentence as examples of a fact. There is no phrase for a hook.
	Examples(kind fact.Kind) (phrase, sentence string)

	// TopicIn returns what a sentence says that the two talked about, "the rota" in "We talked about the rota.", or ""
	// if it says anything else. Most letters say that they talked, and say it once.
	TopicIn(sentence string) string

	// Mine reports whether a topic is the sender's own, as in "my PhD", and not what they told the sender about.
	Mine(topic string) bool

	// Did returns the sentence that a fit makes, if it is another than one with "I have": "I have spent ten years on a
	// ward." for "ten years on a ward". Otherwise it returns "".
	Did(fit string) string

	// IsGoodNews reports whether an occasion to write is news of the company or of the reader for which one congratulates,
	// and does not do so itself.
	IsGoodNews(hook, company string) bool

	// Told returns what a sentence says about the reader's side in the form that follows "you told me that", as in "you
	// are moving to SAP", or "" if it does not surely fit there.
	Told(sentence string) string

	// Joinable returns a sentence of the sender's own without its stop if ", and would …" can surely follow it: "I ran
	// two wards". Otherwise it returns "".
	Joinable(sentence string) string

	// Relaxed returns a text of the built-in letters as it is said to somebody who is greeted by first name.
	Relaxed(text string) string

	// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever
	// form.
	Echoes(before string) (count func(text string) int)

	// PointsBack reports whether a sentence has a word that may point to something said before it: "I ran one, too."
	PointsBack(sentence string) bool

	// AboutReader returns why a fact reads badly in a letter to the person with that name, or "".
	AboutReader(text, name string) string

	// Reply returns the subject of an answer to an email with the given subject.
	Reply(subject string) string

	// Attribution stands above an email that the sender wrote on that day, with a colon.
	Attribution(sent rules.Date) string
}
