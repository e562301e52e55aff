// Package english has the letters in English, and what the language knows: how to greet, to name days and roles, and
// to read a fact.
package english

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

// Language is English.
type Language struct {
	American    bool // days and times are written as in the United States
	TwelveHours bool // the clock has twelve hours, but days are written as in Britain
}

// Letters has the letters.
func (Language) Letters() fs.FS { return texts }

// SignOff is what stands above the sender's name.
func (Language) SignOff() string { return "Kind regards" }

// AfterSignOff is the comma behind it.
func (Language) AfterSignOff() string { return "," }

// Team is what the people around the recipient are called.
func (Language) Team() string { return "your team" }

// Placeholders are words that stand for a fact.
func (Language) Placeholders() []string { return []string{"NAME", "COMPANY", "ROLE"} }

// You returns "": there is one address for everybody.
func (Language) You() string { return "" }

// Today and Yesterday are days as seen from now.
func (Language) Today() string { return "today" }

// Yesterday is the day before.
func (Language) Yesterday() string { return "yesterday" }

// OnWeekday returns "on Tuesday".
func (Language) OnWeekday(day time.Weekday) string { return "on " + day.String() }

// OnDate returns "on 1 December" or, in American, "on December 1", with the year if that is wanted.
func (l Language) OnDate(d rules.Date, withYear bool) string {
	return "on " + l.dayAndMonth(d, withYear)
}

// Date returns "Tuesday, 1 December", with the year if that is wanted.
func (l Language) Date(d rules.Date, withYear bool) string {
	return d.Weekday().String() + ", " + l.dayAndMonth(d, withYear)
}

// Month returns "December" or "December 2025".
func (Language) Month(d rules.Date, withYear bool) string {
	if withYear {
		return d.Month.String() + " " + strconv.Itoa(d.Year)
	}
	return d.Month.String()
}

// timeWords match words that tell a time, exact or not: "the council meets on 14 December", "not before Easter".
var timeWords = pattern.Lazy(`(?i)\b(?:days?|weeks?|months?|year|quarter|christmas|easter|thanksgiving|holidays?|` +
	`spring|summer|autumn|winter|tomorrow|tonight|soon|shortly|january|february|march|april|june|july|august|` +
	`september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b`)

// AtHour returns a salutation as it is: "Dear" suits any hour.
func (Language) AtHour(salutation string, _ int) string { return salutation }

// TellsTime reports whether words tell a time, although no day may be read from them.
func (Language) TellsTime(words string) bool { return timeWords.MatchString(words) }

// DayBy returns "Friday, 4 December" or, at a weekend, "13 December".
func (l Language) DayBy(d rules.Date, withYear bool) string {
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return l.dayAndMonth(d, withYear)
	}
	return l.Date(d, withYear)
}

// endForm matches the end of a month or of the year.
var endForm = pattern.Lazy(`(?i)\bend(?: of)?[ -](?:the |this |next )?` +
	`(month|year|january|february|march|april|may|june|july|august|september|october|november|december)\b`)

// partForm matches a part of a month.
var partForm = pattern.Lazy(`\b(mid|middle|early|beginning|late)(?: of)?[ -](january|february|march|april|may|june|` +
	`july|august|september|october|november|december)\b`)

// onlyThen matches words for a time from which on something is to happen, which cannot follow "by".
var onlyThen = pattern.Lazy(`(?i)\b(not|after|from|earliest|soonest|onwards?)\b`)

// partOf is what a letter calls the part of a month, and its first and last day.
var partOf = map[string]struct {
	name     string
	from, to int
}{
	"early": {"early ", 1, 10}, "beginning": {"early ", 1, 10}, "mid": {"mid-", 10, 20}, "middle": {"mid-", 10, 20},
	"late": {"late ", 20, 31},
}

// TimeBy returns "the end of January", "mid-January" or "the end of the year". Other words do not stand in a letter.
func (Language) TimeBy(words string, day rules.Date) string {
	if onlyThen.MatchString(words) {
		return ""
	}
	if found := partForm.FindAllStringSubmatch(strings.ToLower(words), -1); len(found) == 1 {
		part, month := partOf[found[0][1]], day.Month.String()
		if strings.ToLower(month) != found[0][2] || day.Day < part.from || day.Day > part.to {
			return ""
		}
		return part.name + month
	}
	found := endForm.FindAllStringSubmatch(strings.ToLower(words), -1)
	switch {
	case len(found) != 1 || day.AddDays(1).Day != 1:
		return ""
	case found[0][1] == "year" && day.Month == time.December:
		return "the end of the year"
	case found[0][1] == "month", found[0][1] == strings.ToLower(day.Month.String()):
		return "the end of " + day.Month.String()
	}
	return ""
}

func (l Language) dayAndMonth(d rules.Date, withYear bool) string {
	format, year := "2 January", " 2006"
	if l.American {
		format, year = "January 2", ", 2006"
	}
	if withYear {
		format += year
	}
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Format(format)
}

// Dates returns "1 December", "1 and 8 December" or "28 November and 8 December". A year that is not today's is that of
// both. In American, it returns "December 1 and 8".
func (l Language) Dates(days []rules.Date, today rules.Date) string {
	day := func(d rules.Date) string { return strconv.Itoa(d.Day) }
	if first, last := days[0], days[len(days)-1]; l.American && len(days) > 1 && first.Month == last.Month &&
		first.Year == today.Year && last.Year == today.Year {
		return l.dayAndMonth(first, false) + " and " + day(last)
	}
	if l.American {
		day = func(d rules.Date) string { return l.dayAndMonth(d, false) }
	}
	return grammar.Dates(days, today, day, l.dayAndMonth, " and ")
}

// Clock returns the time by a clock of 24 hours or of 12: "14:00", "2 pm" or, in American, "2:00 PM".
func (l Language) Clock(t time.Time) string {
	switch {
	case l.American:
		return t.Format("3:04 PM")
	case l.TwelveHours && t.Minute() == 0:
		return t.Format("3 pm")
	case l.TwelveHours:
		return t.Format("3:04 pm")
	}
	return t.Format("15:04")
}

// About returns a topic as it is.
func (Language) About(topic string) string { return topic }

// Begin returns a sentence as it is.
func (Language) Begin(sentence string) string { return sentence }

// Reply returns "Re: …", and no second "Re:".
func (Language) Reply(subject string) string {
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return "Re: " + subject
}

// Attribution returns "On Tue 8 Dec 2026, I wrote:", in American "On Tue, Dec 8, 2026, I wrote:".
func (l Language) Attribution(sent rules.Date) string {
	if l.American {
		return sent.At(0, time.UTC).Format("On Mon, Jan 2, 2006, I wrote:")
	}
	return "On " + sent.Long() + ", I wrote:"
}
