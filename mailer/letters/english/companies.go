package english

import (
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules"
)

// kinds are nouns that name an institution: "the Environment Agency". Bank, Group and School are not among them,
// because most names that end so have no article: "Deutsche Bank".
var kinds = pattern.Words(`agency army association authority bureau commission council department federation force
	foundation institute institution library ministry museum navy office police service society trust`)

// kindsOf are nouns that name one only with "of" or "for": "the Bank of England".
var kindsOf = pattern.Words("university college school academy bank city")

// initials are the best known of the names in initials that have an article. There is no rule for them.
var initials = pattern.Words("BBC NHS UN EU WHO RAF OECD ECB RSPCA RNLI")

// surelyOf are nouns that have an article before "of" in any name: "the City of Leeds", but "Bank of Ireland".
var surelyOf = pattern.Words(`agency association authority board borough bureau city commission council county
	department diocese federation institute institution ministry town university`)

// Company returns the name as it stands in a sentence: "the City of Leeds" for "City of Leeds". Any other is as it was
// typed; of those that may have an article, the user is asked.
func (Language) Company(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if surelyOf.Has(strings.ToLower(first)) && strings.HasPrefix(strings.ToLower(rest), "of ") {
		return "the " + name
	}
	return name
}

// WithArticle returns a company's name with "the", if it looks like one that has it in a sentence: "the Home Office",
// "the University of Leeds". For any other name it returns "".
func (Language) WithArticle(company string) string {
	name := strings.TrimSpace(company)
	isBare := rules.BareCompany(name) == name
	if isBare && (initials.Has(name) || isInstitution(strings.Fields(strings.ToLower(name)))) {
		return "the " + name
	}
	return ""
}

// isInstitution reports whether a name has a noun for an institution at its end, or before "of" or "for".
func isInstitution(words []string) bool {
	for i, word := range words {
		isKind := kinds.Has(word)
		switch last := len(words) - 1; {
		case i == last:
			return i > 0 && (isKind && !isLocal(words) || word == "cross" && words[i-1] == "red")
		case i+1 < last && (words[i+1] == "of" || words[i+1] == "for"):
			if isKind || kindsOf.Has(word) {
				return true
			}
		}
	}
	return false
}

// isLocal reports whether words name a local council, which has no article: "Leeds City Council".
func isLocal(words []string) bool {
	n := len(words)
	return n > 2 && words[n-1] == "council" &&
		slices.Contains(strings.Fields("city county borough district town parish"), words[n-2])
}
