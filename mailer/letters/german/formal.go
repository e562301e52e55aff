package german

import (
	"slices"
	"strings"

	"followup/pattern"
)

// asFormal returns a text that says "ihr" or "euer" to the company with the "Sie" of the letters: "Sie stellen auf SAP
// um" for "ihr stellt auf SAP um", and "Ihren neuen Prototyp" for "euren neuen Prototyp". What is not surely said to
// them stays: "ihr" may be "her", and "du" needs another verb.
func asFormal(text string) string {
	words := strings.Fields(text)
	at := slices.IndexFunc(words, func(w string) bool { return w == "ihr" || w == "Ihr" })
	verb := verbOfYou(words, at)
	if at >= 0 && verb < 0 {
		return text
	}
	for i, w := range words {
		switch m := yours.FindStringSubmatch(w); {
		case i == verb:
			bare := strings.TrimRight(w, ".,!?")
			words[i] = pluralOf(bare) + w[len(bare):]
		case i == at && verb >= 0:
			words[i] = "Sie"
		case m != nil:
			words[i] = "Ihr" + m[1] + m[2]
		case strings.TrimRight(w, ".,!?") != "euch":
		case i > 0 && withDative.Has(strings.ToLower(words[i-1])):
			words[i] = "Ihnen" + w[len("euch"):]
		case i > 0 && !isPreposition.Has(words[i-1]) && verb >= 0:
			words[i] = "sich" + w[len("euch"):]
		}
	}
	return strings.Join(words, " ")
}

// verbOfYou returns where the verb of the "ihr" at a place stands, or -1: right beside it, or at the end of a clause.
func verbOfYou(words []string, at int) int {
	if at < 0 {
		return -1
	}
	isVerb := func(i int) bool {
		return i >= 0 && i < len(words) && ofYou.MatchString(strings.TrimRight(words[i], ".,!?")) &&
			!notOfYou.Has(words[i])
	}
	rest := append(slices.Clone(words[at+1:]), "", "", "")
	opens := strings.ToLower(words[max(0, at-1)])
	switch isClause := at > 0 && (asked.Has(opens) || relative.Has(opens)); {
	case isNoun(rest[0]), isAttributive(rest[0]), isAttributive(rest[1]) && isNoun(rest[2]):
		return -1 // "Ihr Lager", "Ihr neues Lager", "Ihr komplett neues Lager"
	case isClause:
		end := at + 1
		for end < len(words) && !strings.HasSuffix(words[end-1], ",") {
			end++
		}
		if isVerb(end - 1) {
			return end - 1
		}
	case isVerb(at + 1):
		return at + 1
	case at > 1 && isVerb(at-1):
		return at - 1
	}
	return -1
}

// isAttributive reports whether a word may be an adjective that stands behind "Ihr", before "Büro" or "Plan".
func isAttributive(w string) bool { return attributive.MatchString(w) && !notVerb(w) && w != "wieder" }

var attributive = pattern.Lazy(`^\p{Ll}+e[rs]$`)

// pluralOf returns the form that a verb has with "Sie" for the one with "ihr": "testen" for "testet".
func pluralOf(verb string) string {
	switch stem := strings.TrimSuffix(verb, "t"); {
	case verb == "seid":
		return "sind"
	case verb == "tut":
		return "tun"
	case verb == "feiert":
		return "feiern"
	case strings.HasSuffix(stem, "e"):
		return stem + "n" // "arbeitet", "rechnet"
	case shortStem.MatchString(stem):
		return stem + "n" // "entwickelt", "erweitert"
	default:
		return stem + "en"
	}
}

var (
	// yours matches "euer" and its forms.
	yours = pattern.Lazy(`^(?i:euer|eur)(e[mnrs]?)?([.,!?]?)$`)

	// ofYou matches how a verb ends with "ihr"; notOfYou holds what else ends so, and what one does to her.
	ofYou    = pattern.Lazy(`^\p{Ll}{2,}t$|^seid$`)
	notOfYou = pattern.Words(`gut nicht fast erst jetzt zuletzt bereit selbst oft seit mit samt laut weit breit statt
		leicht echt schlecht recht direkt bekannt gesamt gehört gefällt fehlt passt ist hat wird soll`)
	withDative = pattern.Words("bei mit von zu nach aus")

	shortStem = pattern.Lazy(`[^aeiouäöü]el$|(?:[^aeiouäöü]|[aeä]u)er$`)
)
