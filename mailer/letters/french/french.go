// Package french has the letters in French, and what the language knows: how to greet, to name days and roles, and to
// read a fact. The letters say "vous" to everybody, and nothing in them says whether the sender is a man or a woman.
package french

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

// Language is French.
type Language struct{ grammar.Plain }

// Letters has the letters. A no-break space stands before "?", "!", ":" and ";", as French wants it.
func (Language) Letters() fs.FS { return texts }

// SignOff is what stands above the sender's name.
func (Language) SignOff() string { return "Bien cordialement" }

// AfterSignOff is the comma behind it.
func (Language) AfterSignOff() string { return "," }

// Team is what the people around the recipient are called.
func (Language) Team() string { return "votre équipe" }

// Placeholders are words that stand for a fact.
func (Language) Placeholders() []string { return []string{"NOM", "ENTREPRISE", "POSTE"} }

// You is the formal address.
func (Language) You() string { return "vous" }

// Today and Yesterday are days as seen from now.
func (Language) Today() string { return "aujourd'hui" }

// Yesterday is the day before.
func (Language) Yesterday() string { return "hier" }

var weekdays = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

var months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
	"octobre", "novembre", "décembre"}

// OnWeekday returns "mardi".
func (Language) OnWeekday(day time.Weekday) string { return weekdays[day] }

// OnDate returns "le 1er décembre", with the year if that is wanted.
func (Language) OnDate(d rules.Date, withYear bool) string { return "le " + dayAndMonth(d, withYear) }

// Date returns "mardi 1er décembre", with the year if that is wanted. It fits behind "le", "du" and "au".
func (Language) Date(d rules.Date, withYear bool) string {
	return weekdays[d.Weekday()] + " " + dayAndMonth(d, withYear)
}

// Month returns "décembre" or "décembre 2025".
func (Language) Month(d rules.Date, withYear bool) string {
	_, month, _ := strings.Cut(dayAndMonth(d, withYear), " ")
	return month
}

// DayBy returns "le vendredi 4 décembre" or, at a weekend, "le 13 décembre". Like what TimeBy returns, it fits behind
// "pour", and behind "d'ici à" and "jusqu'à" with "au" for "à le".
func (l Language) DayBy(d rules.Date, withYear bool) string {
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return l.OnDate(d, withYear)
	}
	return "le " + l.Date(d, withYear)
}

// TimeBy returns "début janvier", "la mi-décembre" or "fin janvier" for words such as "nous décidons mi-décembre".
// "Avant la fin du mois" is "fin janvier", because a letter may be read in another month.
func (Language) TimeBy(words string, day rules.Date) string {
	words = strings.ToLower(words)
	found := aroundMonth.FindAllStringSubmatch(words, -1)
	if len(found) != 1 || notThen.MatchString(words) {
		return ""
	}
	part, month := found[0][1][:3], found[0][2]
	ofThis := part == "fin" && (month == "mois" || month == "année" && day.Month == time.December)
	if month != months[day.Month-1] && !ofThis {
		return ""
	}
	in := months[day.Month-1]
	switch part {
	case "mi-", "mil":
		return "la mi-" + in
	case "fin":
		return "fin " + in
	}
	return "début " + in
}

var (
	// aroundMonth matches a time around a month. Its groups are the part and the month.
	aroundMonth = pattern.Lazy(`(?:^|[^\pL])(début|mi-|milieu|fin) ?(?:du mois |de mois )?(?:de l['’]|de |d['’]|du )?` +
		`(mois|année|` + strings.Join(months[:], "|") + `)(?:[^\pL]|$)`)
	notThen = pattern.Lazy(`(?:^| )(?:pas|jamais|après|à partir|depuis|dès) `)
)

// TellsTime reports whether words tell a time, although no day may be read from them: "après les fêtes".
func (Language) TellsTime(words string) bool { return timeWords.MatchString(words) }

// timeWords match words that tell a time. "Été" needs its article, because it is more often a participle.
var timeWords = pattern.Lazy(`(?i)(?:^|[^\pL])(?:jours?|semaines?|quinzaine|mois|année|l['’]an|trimestre|noël|pâques|` +
	`fêtes|vacances|congés|rentrée|printemps|(?:l['’]|cet |d['’])été|automne|hiver|week-end|demain|bientôt|` +
	`prochainement|sous peu|` + strings.Join(months[:], "|") + `|` + strings.Join(weekdays[:], "|") +
	`)(?:[^\pL]|$)`)

func dayAndMonth(d rules.Date, withYear bool) string {
	words := dayOfMonth(d) + " " + months[d.Month-1]
	if withYear {
		words += " " + strconv.Itoa(d.Year)
	}
	return words
}

// dayOfMonth returns "1er", "2".
func dayOfMonth(d rules.Date) string {
	if d.Day == 1 {
		return "1er"
	}
	return strconv.Itoa(d.Day)
}

// Dates returns "1er décembre", "1er et 8 décembre" or "28 novembre et 8 décembre". A year that is not today's is that
// of both.
func (Language) Dates(days []rules.Date, today rules.Date) string {
	return grammar.Dates(days, today, dayOfMonth, dayAndMonth, " et ")
}

// Clock returns the time by a clock of 24 hours: "9 h", "14 h 30".
func (Language) Clock(t time.Time) string {
	hour := strconv.Itoa(t.Hour()) + "\u00a0h"
	if t.Minute() == 0 {
		return hour
	}
	return hour + t.Format("\u00a004")
}

// Reply returns "Re: …", and no second one after "Re:", "RE :" or "Rép :", which French mail programs write.
func (Language) Reply(subject string) string {
	start, _, found := strings.Cut(strings.ToLower(subject), ":")
	switch start = strings.TrimRight(start, " \u00a0"); {
	case found && (start == "re" || start == "ré" || start == "rép" || start == "tr"):
		return subject
	}
	return "Re: " + subject
}

// Attribution returns "Le mardi 8 décembre 2026, j'ai écrit :".
func (l Language) Attribution(sent rules.Date) string {
	return "Le " + l.Date(sent, true) + ", j'ai écrit\u00a0:"
}
