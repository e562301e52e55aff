// Package german has the letters in German, and what the language knows: how to greet, to name days and roles, and to
// read a fact. The letters say "Sie" to everybody.
package german

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

//go:embed *.txt
var texts embed.FS

// Language is German.
type Language struct {
	grammar.Plain

	Swiss bool // it is spelled as in Switzerland
}

// Letters has the letters.
func (Language) Letters() fs.FS { return texts }

// SignOff is what stands above the sender's name. No comma follows it.
func (l Language) SignOff() string { return l.Spelled("Mit freundlichen Grüßen") }

// Spelled returns a text as it is, unless it is Swiss: then it has "ss" in place of "ß", and a letter has no comma
// behind its greeting and begins with a capital.
func (l Language) Spelled(text string) string {
	if !l.Swiss {
		return text
	}
	text = strings.ReplaceAll(text, "ß", "ss")
	text = strings.ReplaceAll(text, "{{.Salutation}},\n", "{{.Salutation}}\n")
	text = startsWithFact.ReplaceAllString(text, "$1{{capital $2}}")
	return startsSmall.ReplaceAllStringFunc(text, strings.ToUpper)
}

// startsSmall matches the first letter of an alternative that follows the greeting, and startsWithFact a fact there.
var (
	startsSmall    = pattern.Lazy(`(?m)^- \p{Ll}`)
	startsWithFact = pattern.Lazy(`(?m)^(- )\{\{(\.\w+)\}\}`)
)

// AfterSignOff is what stands behind it: nothing.
func (Language) AfterSignOff() string { return "" }

// Team is what the people around the recipient are called behind "von".
func (Language) Team() string { return "Ihrem Team" }

// Placeholders are words that stand for a fact.
func (Language) Placeholders() []string { return []string{"NAME", "FIRMA", "STELLE"} }

// You is the formal address.
func (Language) You() string { return "Sie" }

// Today and Yesterday are days as seen from now.
func (Language) Today() string { return "heute" }

// Yesterday is the day before.
func (Language) Yesterday() string { return "gestern" }

var weekdays = [...]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}

var months = [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
	"November", "Dezember"}

// OnWeekday returns "am Dienstag".
func (Language) OnWeekday(day time.Weekday) string { return "am " + weekdays[day] }

// OnDate returns "am 1. Dezember", with the year if that is wanted.
func (Language) OnDate(d rules.Date, withYear bool) string { return "am " + dayAndMonth(d, withYear) }

// Date returns "1. Dezember", with the year if that is wanted. It fits behind "am", "bis zum" and "der". A weekday
// would need commas around the date.
func (Language) Date(d rules.Date, withYear bool) string { return dayAndMonth(d, withYear) }

// Month returns "Dezember" or "Dezember 2025".
func (Language) Month(d rules.Date, withYear bool) string {
	_, month, _ := strings.Cut(dayAndMonth(d, withYear), " ")
	return month
}

// DayBy returns what Date does.
func (l Language) DayBy(d rules.Date, withYear bool) string { return l.Date(d, withYear) }

// monthEnd matches the end of a month or of the year, in German or as the commands read it.
var monthEnd = pattern.Lazy(`(?i)\b(?:ende|end(?: of)?)[ -](?:des |the |diese[sn] |this )?` +
	`(\pL+)`)

// TimeBy returns the last day of a month for "Ende November", because the letters say "bis zum" before it. Other words,
// such as "Mitte Januar", do not stand in a letter.
func (Language) TimeBy(words string, day rules.Date) string {
	found := monthEnd.FindAllStringSubmatch(words, -1)
	if len(found) != 1 || day.AddDays(1).Day != 1 {
		return ""
	}
	switch unit := strings.ToLower(found[0][1]); {
	case unit == austrian[day.Month]:
		return strconv.Itoa(day.Day) + ". " + rules.Capital(unit)
	case unit == strings.ToLower(months[day.Month-1]), unit == strings.ToLower(day.Month.String()),
		unit == "monat", unit == "monats", unit == "month",
		day.Month == time.December && (unit == "jahr" || unit == "jahres" || unit == "year"):
		return dayAndMonth(day, false)
	}
	return ""
}

// austrian has the months that have another name in Austria.
var austrian = map[time.Month]string{time.January: "jänner", time.February: "feber"}

// timeWords match words that tell a time, exact or not: "frühestens Mitte Dezember", "nach Ostern", "in der KW 50".
var timeWords = pattern.Lazy(`(?i)\b(?:frühestens|spätestens|anfang|mitte|ende|nach|vor|bis|in|im|ab|nächste\pL*|` +
	`diese\pL*|kommende\pL*)\b.*\b(?:` + strings.Join(months[:], "|") + `|` + strings.Join(weekdays[:], "|") +
	`|jänner|feber|woche\pL*|monat\pL*|tag\pL*|jahr\pL*|jahreswechsel|weihnachten|neujahr|ostern|pfingsten|fasching|` +
	`feiertag\pL*|\pL*ferien|sommer|herbst|winter|frühjahr|frühling|kw|quartal)\b`)

// TellsTime reports whether words tell a time, although no day may be read from them.
func (Language) TellsTime(words string) bool { return timeWords.MatchString(words) }

func dayAndMonth(d rules.Date, withYear bool) string {
	words := strconv.Itoa(d.Day) + ". " + months[d.Month-1]
	if withYear {
		words += " " + strconv.Itoa(d.Year)
	}
	return words
}

// Dates returns "1. Dezember", "1. und 8. Dezember" or "28. November und 8. Dezember". A year that is not today's is
// that of both.
func (Language) Dates(days []rules.Date, today rules.Date) string {
	day := func(d rules.Date) string { return strconv.Itoa(d.Day) + "." }
	return grammar.Dates(days, today, day, dayAndMonth, " und ")
}

// Clock returns the time by a clock of 24 hours: "8:30". The letters add "Uhr".
func (Language) Clock(t time.Time) string { return strings.TrimPrefix(t.Format("15:04"), "0") }

// Reply returns "Re: …", and no second one after "Re:", "AW:" or "Antwort:", which German mail programs write.
func (Language) Reply(subject string) string {
	start, _, found := strings.Cut(strings.ToLower(subject), ":")
	if found && (start == "re" || start == "aw" || start == "antwort") {
		return subject
	}
	return "Re: " + subject
}

// Attribution returns "Am 8. Dezember 2026 schrieb ich:".
func (Language) Attribution(sent rules.Date) string {
	return "Am " + dayAndMonth(sent, true) + " schrieb ich:"
}
