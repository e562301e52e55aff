package dates

import (
	"strings"

	"followup/pattern"
)

// A phrase of French is what matches a time in it, and how English says it with the groups of the match.
type frenchPhrase struct {
	form    *pattern.Expr
	english func(groups []string) string
}

const (
	frenchDays   = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
	frenchMonths = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
	frenchLead   = `(?:(d'ici|avant|pour|après|pas avant|jusqu'à|jusqu'au|dès) )?(?:(?:à|en|vers) )?`
)

// frenchLeads has in English what stands before a time.
var frenchLeads = map[string]string{
	"d'ici": "by ", "avant": "before ", "pour": "by ", "après": "after ", "pas avant": "not before ",
	"jusqu'à": "until ", "jusqu'au": "until ", "dès": "from ",
}

// frenchParts has in English the beginning, the middle and the end of a time.
var frenchParts = map[string]string{
	"début": "early ", "milieu": "the middle of ", "mi": "the middle of ", "fin": "the end of ",
}

var frenchDay = map[string]string{
	"lundi": "monday", "mardi": "tuesday", "mercredi": "wednesday", "jeudi": "thursday", "vendredi": "friday",
	"samedi": "saturday", "dimanche": "sunday",
}

var frenchNumbers = map[string]string{
	"un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "dix": "10",
}

var frenchUnits = map[string]string{
	"jour": "day", "jours": "days", "semaine": "week", "semaines": "weeks", "mois": "months",
}

// french are the times that are read in French beside those around a month: "d'ici vendredi", "avant le 15".
var french = []frenchPhrase{
	{pattern.Lazy(`^` + frenchLead + `(?:la )?(?:(début|milieu|fin) (?:de )?(?:la )?)?semaine prochaine`),
		func(g []string) string { return frenchLeads[g[0]] + frenchParts[g[1]] + "next week" }},
	{pattern.Lazy(`^` + frenchLead + `(?:le )?(` + frenchDays + `) de la semaine prochaine`),
		func(g []string) string { return frenchLeads[g[0]] + frenchDay[g[1]] + " of next week" }},
	{pattern.Lazy(`^(?:dans la|cette) semaine`),
		func([]string) string { return "this week" }},
	{pattern.Lazy(`^` + frenchLead + `(?:la )?fin de (?:la |cette )?semaine`),
		func(g []string) string { return frenchLeads[g[0]] + "the end of the week" }},
	{pattern.Lazy(`^` + frenchLead + `(?:le )?(?:(début|mi|milieu|fin)[ -](?:du )?)?mois prochain`),
		func(g []string) string { return frenchLeads[g[0]] + frenchParts[g[1]] + "next month" }},
	{pattern.Lazy(`^` + frenchLead + `(?:la )?fin (?:du|de ce) mois`),
		func(g []string) string { return frenchLeads[g[0]] + "the end of the month" }},
	{pattern.Lazy(`^` + frenchLead + `(?:la )?fin (?:de l'|d')année`),
		func(g []string) string { return frenchLeads[g[0]] + "the end of the year" }},
	{pattern.Lazy(`^` + frenchLead + `(?:(?:le|au) )?(?:(?:` + frenchDays + `) )?` +
		`(\d{1,2}|1er) (` + frenchMonths + `)( \d{4})?`),
		func(g []string) string {
			month := strings.ToLower(monthsAbroad()[g[2]].String())
			return frenchLeads[g[0]] + strings.TrimSuffix(g[1], "er") + " " + month + g[3]
		}},
	{pattern.Lazy(`^(?:(?:(d'ici|avant|pour|après|pas avant|dès) )?(?:le|au)|(jusqu'au)) (\d{1,2}|1er)`),
		func(g []string) string {
			return frenchLeads[g[0]+g[1]] + "the " + ordinal(strings.TrimSuffix(g[2], "er"))
		}},
	{pattern.Lazy(`^` + frenchLead + `(?:(?:le|au) )?(` + frenchDays + `)(?: prochain)?`),
		func(g []string) string { return frenchLeads[g[0]] + frenchDay[g[1]] }},
	{pattern.Lazy(`^(?:courant|en|dans le courant (?:de|du mois de)|au mois de) (` + frenchMonths + `)`),
		func(g []string) string { return "in " + strings.ToLower(monthsAbroad()[g[0]].String()) }},
	{pattern.Lazy(`^(?:dans|sous|d'ici) (?:les )?(?:(huit|8|quinze|15) jours)`),
		func(g []string) string {
			if g[0] == "huit" || g[0] == "8" {
				return "in 1 week"
			}
			return "in 2 weeks"
		}},
	{pattern.Lazy(`^(?:dans|sous|d'ici) (\d{1,2}|un|une|deux|trois|quatre|cinq|six|dix) (jours?|semaines?|mois)`),
		func(g []string) string {
			count := g[0]
			if n, ok := frenchNumbers[count]; ok {
				count = n
			}
			return "in " + count + " " + frenchUnits[g[1]]
		}},
	{pattern.Lazy(`^` + frenchLead + `après-demain`),
		func(g []string) string { return frenchLeads[g[0]] + "the day after tomorrow" }},
	{pattern.Lazy(`^` + frenchLead + `demain`),
		func(g []string) string { return frenchLeads[g[0]] + "tomorrow" }},
}

// fromFrench returns the time with which a text in French begins, in English, and where it ends; "" is none.
func fromFrench(text string) (english string, end int) {
	for _, phrase := range french {
		m := phrase.form.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		var groups []string
		for i := 2; i < len(m); i += 2 {
			groups = append(groups, text[max(m[i], 0):max(m[i+1], 0)])
		}
		return phrase.english(groups), m[1]
	}
	return "", 0
}

// ordinal returns the number of a day as English writes it: "15th".
func ordinal(n string) string {
	switch {
	case len(n) == 2 && n[0] == '1':
	case strings.HasSuffix(n, "1"):
		return n + "st"
	case strings.HasSuffix(n, "2"):
		return n + "nd"
	case strings.HasSuffix(n, "3"):
		return n + "rd"
	}
	return n + "th"
}
