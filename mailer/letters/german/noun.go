package german

import (
	"strings"

	"followup/pattern"
)

// nominative matches a masculine noun with its article as people type it, and perhaps an adjective.
var nominative = pattern.Lazy(`^(der|ein|Ihr|mein|unser) (?:(\p{Ll}+)(e|er) )?(\p{Lu}\S*)`)

// accusative returns a phrase in the accusative if it begins with a masculine noun in the nominative: "den neuen
// Dienstplan" for "der neue Dienstplan". A noun that has another form there, such as "Kollege", makes it unclear.
func accusative(text string) string {
	m := nominative.FindStringSubmatch(text)
	if m == nil || strings.HasSuffix(m[4], "e") {
		return text
	}
	if m[2] == "" && m[1] != "der" && !masculine.MatchString(m[4]) {
		return text // "ein Lager" may be neuter
	}
	article := map[string]string{
		"der": "den", "ein": "einen", "Ihr": "Ihren", "mein": "meinen", "unser": "unseren",
	}[m[1]]
	adjective, rest := "", text[len(m[0])-len(m[4]):]
	switch {
	case m[2] == "":
	case m[2] != "" && (m[1] == "der") == (m[3] == "e"): // "der neue", "ein neuer"
		adjective = m[2] + "en "
	default:
		return text // "ein Lager" may be neuter
	}
	return article + " " + adjective + rest
}

// smallAdjective matches an adjective that shows its case to be one that the letters want.
var smallAdjective = pattern.Lazy(`^\p{Ll}+es?$`)

// masculine and neuter match nouns whose gender their ends tell.
var (
	masculine = pattern.Lazy(`(?i)(?:^|\pL|-)(?:plan|abschluss|umzug|schein|brief|umbau|neubau|ausbau|aufbau|` +
		`dienst|umstieg|markt|ansatz|betrieb|vertrieb|standort|prozess|kurs|bereich|vertrag|laden|garten|hof|` +
		`wechsel|auftrag|bericht|unterricht|einkauf|verkauf|umgang|weg|besuch|anspruch|erfolg|austausch|mangel|` +
		`handel|vortrag|antrag|alltag|ismus|bedarf|einsatz|start|stil|schwerpunkt|hintergrund|bezug|bachelor|` +
		`master)$`)
	neuter = pattern.Lazy(`(?i)(?:^|\pL|-)(?:projekt|team|lager|haus|büro|labor|programm|konzept|modell|system|` +
		`angebot|produkt|netz|netzwerk|zentrum|geschäft|werk|archiv|studium|diplom|zertifikat|patent|buch|amt|` +
		`museum|institut|praktikum|material|gebäude|sortiment|budget|verfahren|thema|training|coaching|marketing|` +
		`controlling|chen|ment|examen|volontariat|netzwerk|onboarding|mentoring|catering|` +
		`recycling|reporting|recruiting|monitoring|handwerk|händchen|interesse|gespür|auge|` +
		`auslandsjahr|wissen|verständnis)$`)
)

// isAccusative reports whether words can surely follow "über" and "ich bringe".
func isAccusative(words []string) bool {
	first := words[0]
	switch {
	case len(words) == 1:
		return initials.MatchString(first) || knownBy.MatchString(first) || isAbstract.MatchString(first) ||
			isGerund.MatchString(first) || isCounted.MatchString(first)
	case len(words) == 3 && words[1] == "und" && isAlone(first) && isAlone(words[2]):
		return true // "Azubis und Überstunden"
	case len(words) == 2 && isNoun(first) && isGerund.MatchString(words[1]):
		return true // "Pair Programming"
	case first == "die" || first == "das" || accusatives.Has(strings.ToLower(first)):
		return startsNoun(words[1:])
	case first == "ein" || first == "Ihr" || first == "mein" || first == "unser": // a masculine noun would need "einen"
		return strings.HasSuffix(words[1], "es") && !isNoun(words[1]) && startsNoun(words[1:]) ||
			neuter.MatchString(words[1])
	case initials.MatchString(first) && isPreposition.Has(words[1]): // "KI in der Buchhaltung"
		return true
	case isNumber.Has(first) || isDigits.MatchString(first) || isQuality.Has(first):
		return startsNoun(words[1:])
	case smallAdjective.MatchString(first) && !isDeterminer.Has(first):
		return isNoun(words[1]) // "flexible Arbeitszeiten", "altersdurchmischtes Lernen"
	}
	return isPluralNoun.MatchString(first) || isAbility.MatchString(first)
}

// isAlone reports whether a noun surely needs no article.
func isAlone(noun string) bool { return isAbstract.MatchString(noun) || isCounted.MatchString(noun) }

// lacksArticle reports whether words begin with an adjective and a noun that may be one thing, and so needs its
// article: "regionale Karte", "papierloses Büro". Several need none, and neither does "altersdurchmischtes Lernen".
func lacksArticle(words []string) bool {
	first := words[0]
	isKnown := isDeterminer.Has(strings.ToLower(first)) || accusatives.Has(strings.ToLower(first)) ||
		isNumber.Has(first) || several.Has(first)
	if len(words) < 2 || isKnown || !smallAdjective.MatchString(first) || !isNoun(words[1]) {
		return false
	}
	if strings.HasSuffix(first, "es") {
		return !isActivity.MatchString(words[1]) && !isGerund.MatchString(words[1])
	}
	stem, isLong := strings.CutSuffix(words[1], "e")
	isSeveral := isPluralNoun.MatchString(words[1]) || isCounted.MatchString(words[1]) ||
		plural.MatchString(words[1]) && !notPlural.MatchString(words[1]) ||
		isLong && (masculine.MatchString(stem) || neuter.MatchString(stem))
	return !isSeveral && !uncounted.MatchString(words[1])
}

var (
	several = pattern.Words("viele einige wenige manche mehrere andere verschiedene")

	// isActivity matches what one does as a noun: "Lernen", "Arbeiten".
	isActivity = pattern.Lazy(`^\p{Lu}\pL+(?:en|ern|eln)$`)

	// plural matches how nouns end that are surely several, but for those that notPlural matches, such as "Kollegin".
	plural = pattern.Lazy(`(?i)(?:n|[^aeious]s|pläne|läufe|züge|träge|räume|bräuche|höfe|gänge|märkte|sätze|` +
		`schlüsse|käufe|schläge|gespräche|kontakte|kräfte|städte|häuser|bücher|kinder|ämter|länder|` +
		`mitarbeiter|partner|wege|geräte|besuche|termine|jahre|ziele|werte|rezepte|tiere|gerichte)$`)
	notPlural = pattern.Lazy(`(?i)(?:ion|[^aeiou]in|person|saison|bahn)$`)

	// uncounted matches nouns that need no article although they are one thing.
	uncounted = pattern.Lazy(`(?i)(?:software|hardware|technik|intelligenz|musik|literatur|kleidung)$`)
)
