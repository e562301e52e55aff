// Package spanish has the letters in Spanish, and what the language knows: how to greet, to name days and roles, and to
// read a fact. The letters say "usted" to everybody, and nothing in them says whether the sender is a man or a woman.
package spanish

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

// Language is Spanish.
type Language struct{ grammar.Plain }

// Letters has the letters. A colon stands behind the greeting.
func (Language) Letters() fs.FS { return texts }

// SignOff is what stands above the sender's name.
func (Language) SignOff() string { return "Un cordial saludo" }

// AfterSignOff is the comma behind it.
func (Language) AfterSignOff() string { return "," }

// Team is what the people around the recipient are called.
func (Language) Team() string { return "su equipo" }

// Placeholders are words that stand for a fact.
func (Language) Placeholders() []string { return []string{"NOMBRE", "EMPRESA", "PUESTO"} }

// You is the formal address.
func (Language) You() string { return "usted" }

// Today and Yesterday are days as seen from now.
func (Language) Today() string { return "hoy" }

// Yesterday is the day before.
func (Language) Yesterday() string { return "ayer" }

var weekdays = [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}

var months = [...]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
	"octubre", "noviembre", "diciembre"}

// OnWeekday returns "el martes".
func (Language) OnWeekday(day time.Weekday) string { return "el " + weekdays[day] }

// OnDate returns "el 1 de diciembre", with the year if that is wanted.
func (Language) OnDate(d rules.Date, withYear bool) string { return "el " + dayAndMonth(d, withYear) }

// Date returns "martes 1 de diciembre", with the year if that is wanted. It fits behind "el" and "del".
func (Language) Date(d rules.Date, withYear bool) string {
	return weekdays[d.Weekday()] + " " + dayAndMonth(d, withYear)
}

// Month returns "diciembre" or "diciembre de 2025".
func (Language) Month(d rules.Date, withYear bool) string {
	_, month, _ := strings.Cut(dayAndMonth(d, withYear), " de ")
	return month
}

// DayBy returns "el viernes 4 de diciembre" or, at a weekend, "el 13 de diciembre". Like what TimeBy returns, it fits
// behind "para" and "hasta".
func (l Language) DayBy(d rules.Date, withYear bool) string {
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return l.OnDate(d, withYear)
	}
	return "el " + l.Date(d, withYear)
}

// TimeBy returns "mediados de enero" for "decidimos a mediados de enero", and "después de Reyes". "Antes de fin de mes"
// is "finales de enero", because a letter may be read in another month, and "antes de Navidad" is "Navidad".
func (Language) TimeBy(words string, day rules.Date) string {
	words = strings.ToLower(words)
	if m := afterHolidays.FindStringSubmatch(words); m != nil && day.Month == time.January {
		if name := rules.Capital(m[2]); m[2] == "reyes" || m[2] == "navidad" {
			return "después de " + name
		}
		return "después de las " + m[2]
	}
	if beforeHolidays.MatchString(words) && !notThen.MatchString(words) && day.Month == time.December {
		return "Navidad"
	}
	found := aroundMonth.FindAllStringSubmatch(words, -1)
	if len(found) != 1 || notThen.MatchString(words) {
		return ""
	}
	part, month := found[0][1], found[0][2]
	isIts := month == months[day.Month-1] || part[0] == 'f' && (month == "mes" || month == "año")
	if !isIts {
		return ""
	}
	if strings.HasPrefix(part, "fin") {
		part = "finales"
	}
	return part + " de " + months[day.Month-1]
}

var (
	// aroundMonth matches a time around a month. Its groups are the part and the month.
	aroundMonth = pattern.Lazy(`(?:^|[^\pL])(principios|comienzos|inicios|mediados|finales|fines|fin|final) de ` +
		`(?:este )?(mes|año|` + strings.Join(months[:], "|") + `)(?:[^\pL]|$)`)
	notThen = pattern.Lazy(`(?:^| )(?:no|nunca|después de|tras|a partir de|desde) `)

	// afterHolidays matches what comes after the holidays at the end of the year. Its last group is their name.
	afterHolidays = pattern.Lazy(`(?:^|[^\pL])(?:después de|tras|pasad[oa]s) (las? |los )?` +
		`(fiestas|navidades|navidad|reyes)(?:[^\pL]|$)`)
)

// beforeHolidays matches what comes before Christmas.
var beforeHolidays = pattern.Lazy(`(?:^|[^\pL])(?:antes de|para) (?:las? )?(?:navidad|navidades|fiestas)(?:[^\pL]|$)`)

// TellsTime reports whether words tell a time, although no day may be read from them: "antes de fin de mes".
func (Language) TellsTime(words string) bool { return timeWords.MatchString(words) }

var timeWords = pattern.Lazy(`(?i)(?:^|[^\pL])(?:días?|semanas?|quincena|mes|meses|año|trimestre|navidad(?:es)?|` +
	`reyes|fiestas|pascua|semana santa|vacaciones|primavera|verano|otoño|invierno|mañana|pronto|en breve|` +
	strings.Join(months[:], "|") + `|setiembre|` + strings.Join(weekdays[:], "|") + `)(?:[^\pL]|$)`)

func dayAndMonth(d rules.Date, withYear bool) string {
	words := strconv.Itoa(d.Day) + " de " + months[d.Month-1]
	if withYear {
		words += " de " + strconv.Itoa(d.Year)
	}
	return words
}

// Dates returns "1 de diciembre", "1 y el 8 de diciembre" or "28 de noviembre y el 8 de diciembre", which fit behind
// "el". A year that is not today's is that of both.
func (Language) Dates(days []rules.Date, today rules.Date) string {
	day := func(d rules.Date) string { return strconv.Itoa(d.Day) }
	return grammar.Dates(days, today, day, dayAndMonth, " y el ")
}

// Clock returns the time by a clock of 24 hours: "14:00", "9:00".
func (Language) Clock(t time.Time) string { return strconv.Itoa(t.Hour()) + t.Format(":04") }

// Reply returns "Re: …", and no second one after "Re:" or "RV:", which Spanish mail programs write.
func (Language) Reply(subject string) string {
	start, _, found := strings.Cut(strings.ToLower(subject), ":")
	if found && (start == "re" || start == "rv") {
		return subject
	}
	return "Re: " + subject
}

// Attribution returns "El martes 8 de diciembre de 2026 escribí:".
func (l Language) Attribution(sent rules.Date) string {
	return "El " + l.Date(sent, true) + " escribí:"
}
