package dates

import (
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
)

// abroad matches a time around a month in German, French or Spanish: "Mitte Januar", "d'ici fin janvier", "a mediados
// de enero". Its groups are what stands before it, its beginning, middle or end, and what may be the month.
var abroad = pattern.Lazy(`^(?:(nicht vor|bis|nach|vor|pas avant|avant|après|jusqu'à|no antes de|antes de|después de|` +
	`tras|hasta) )?(?:(?:a|à|para|hacia|sobre|vers|la|der) )*` +
	`(?:(anfang|début|principios|comienzos|inicios)|(mitte|mi|mediados)|(ende|fin|finales|fines))[ -](?:de )?(\pL+)`)

// abroadHolidays matches what comes after the holidays at the end of the year.
var abroadHolidays = pattern.Lazy(`^(?:nach (?:den feiertagen|weihnachten)|après (?:les fêtes|noël)|` +
	`(?:después de|tras|pasad[oa]s?)(?: las?| los)? (?:fiestas|navidades|navidad|reyes))`)

// beforeChristmas matches what comes before Christmas in Spanish: "antes de Navidad".
var beforeChristmas = pattern.Lazy(`^(?:para )?antes de(?: las?)? (?:navidad|navidades|fiestas)`)

// nextInSpanish matches what comes next in Spanish: "la semana que viene". Its groups are a week and a month.
var nextInSpanish = pattern.Lazy(`^(?:(la semana que viene|la próxima semana|la semana próxima)|` +
	`(el mes que viene|el próximo mes))`)

// mostAbroad is the most words that such a time has.
const mostAbroad = 7

// leads has in English what stands before such a time.
var leads = map[string]string{
	"bis": "by ", "nach": "after ", "vor": "before ", "nicht vor": "not before ",
	"avant": "before ", "pas avant": "not before ", "après": "after ", "jusqu'à": "until ",
	"antes de": "before ", "no antes de": "not before ", "después de": "after ", "tras": "after ", "hasta": "until ",
}

// monthsAbroad has the names of months that are not those of English.
var monthsAbroad = sync.OnceValue(func() map[string]time.Month {
	list := map[string]time.Month{}
	for _, year := range []string{
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
	} {
		for i, name := range strings.Fields(year) {
			list[name] = time.Month(i + 1)
		}
	}
	list["jänner"], list["setiembre"] = time.January, time.September
	return list
})

// inEnglish returns the time of another language with which fields of a text begin in English, "mid december" for "a
// mediados de diciembre", and how many fields it has. It returns 0 if they begin with none. What else such a sentence
// says is not read.
func inEnglish(fields []string) (english string, n int) {
	fields = fields[:min(len(fields), mostAbroad)]
	text := strings.TrimLeft(marks.Replace(strings.ToLower(strings.Join(fields, " "))), quotes)
	end := 0
	if m := abroad.FindStringSubmatchIndex(text); m != nil {
		end, english = m[1], monthInEnglish(text, m)
	} else if m := abroadHolidays.FindStringIndex(text); m != nil {
		end, english = m[1], "after the holidays"
	} else if m := beforeChristmas.FindStringIndex(text); m != nil {
		end, english = m[1], "before christmas"
	} else if m := nextInSpanish.FindStringSubmatchIndex(text); m != nil {
		end, english = m[1], "next week"
		if m[4] >= 0 {
			english = "next month"
		}
	}
	if english == "" {
		english, end = fromFrench(text)
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	if english == "" || unicode.IsLetter(next) {
		return "", 0
	}
	rest, _, _ := strings.Cut(text[end:], " ") // punctuation
	return english + rest, 1 + strings.Count(text[:end], " ")
}

// monthInEnglish returns a time around a month, or "" if the word for the month is another. The end may be that of this
// month or year: "antes de fin de mes".
func monthInEnglish(text string, m []int) string {
	named := text[m[10]:m[11]]
	month, part := monthsAbroad()[named], "end of "
	what := strings.ToLower(month.String())
	switch {
	case month == 0 && m[8] >= 0 && thisInSpanish[named] != "":
		what = thisInSpanish[named]
	case month == 0:
		return ""
	case m[4] >= 0:
		part = "early "
	case m[6] >= 0:
		part = "mid "
	}
	lead := ""
	if m[2] >= 0 {
		lead = leads[text[m[2]:m[3]]]
	}
	return lead + part + what
}

// thisInSpanish has in English what ends in Spanish with "fin de mes" and "fin de año".
var thisInSpanish = map[string]string{"mes": "the month", "año": "the year"}
