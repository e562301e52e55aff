package french

import (
	"strings"
	"unicode/utf8"

	"followup/pattern"
	"followup/rules"
)

// forAll matches "(H/F)" and its like, which employers have to add and nobody says.
var forAll = pattern.Lazy(`(?i)[\s,–-]*[(\[]?\s*\b[hf]\s?/\s?[hf](?:\s?/\s?[nx])?\b\s*[)\]]?`)

// legalForm matches what stands behind the name of a company and nobody says.
var legalForm = pattern.Lazy(`(?:,? (?:SA|SAS|SASU|SARL|EURL|SNC|SE|GmbH|AG|Inc\.|Ltd\.?))+$`)

// Company returns the name of a company without its legal form: "Helix Bio" for "Helix Bio SAS".
func (Language) Company(name string) string {
	if bare := legalForm.ReplaceAllString(name, ""); bare != "" {
		return bare
	}
	return name
}

// Role returns a role without its article, without "poste de" and without "(H/F)".
func (Language) Role(role string) string {
	role = rules.OneLine(role)
	if spoken := strings.TrimSpace(forAll.ReplaceAllString(role, "")); spoken != "" {
		role = spoken
	}
	for _, lead := range []string{
		"le ", "la ", "l'", "l’", "un ", "une ", "Poste de ", "poste de ", "poste d'", "Poste d'",
	} {
		if rest, ok := strings.CutPrefix(role, lead); ok && rest != "" {
			role = rest
		}
	}
	return role
}

// TheRole returns what a sentence calls a role: "le poste d'infirmière", "le stage en édition". The letters use it as
// subject, as object, and behind "pour" and "sur", where no article changes.
func (l Language) TheRole(role string) string {
	role = l.Role(role)
	first, _, _ := strings.Cut(role, " ")
	if article, ok := posts[strings.ToLower(strings.Trim(first, ",;:"))]; ok {
		return article + strings.ToLower(first[:1]) + role[1:]
	}
	return "le poste " + of(withSmallRole(role))
}

// withSmallRole returns a role with a small letter, as French writes professions, unless it has other capitals: "Data
// Engineer" stays.
func withSmallRole(role string) string {
	if small := withSmall(role); small == strings.ToLower(role) {
		return small
	}
	return role
}

// of returns a noun behind "de", which loses its vowel before another: "d'infirmière", "de chef de projet".
func of(noun string) string {
	first, _ := utf8.DecodeRuneInString(strings.ToLower(noun))
	if strings.ContainsRune("aeiouyhàâéèêëîïôöûü", first) {
		return "d'" + noun
	}
	return "de " + noun
}

// posts are nouns for what one applies for, with their articles.
var posts = map[string]string{
	"stage": "le ", "contrat": "le ", "volontariat": "le ", "doctorat": "le ", "programme": "le ", "service": "le ",
	"thèse": "la ", "mission": "la ", "direction": "la ", "bourse": "la ",
	"alternance": "l'", "apprentissage": "l'", "internat": "l'", "emploi": "l'",
}
