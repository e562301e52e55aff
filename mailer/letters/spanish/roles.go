package spanish

import (
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// forAll matches "(m/f)" and its like, which employers have to add and nobody says.
var forAll = pattern.Lazy(`(?i)[\s,–-]*[(\[]?\s*\b[hmf]\s?/\s?[hmf](?:\s?/\s?[dxn])?\b\s*[)\]]?`)

// legalForm matches what stands behind the name of a company and nobody says.
var legalForm = pattern.Lazy(`(?:,? (?:S\.? ?A\.?(?: ?U\.?)?|S\.? ?L\.?(?: ?U\.?)?|S\. ?Coop\.|` +
	`GmbH|AG|Inc\.|Ltd\.?))+$`)

// Company returns the name of a company without its legal form: "Helix Bio" for "Helix Bio, S.L.".
func (Language) Company(name string) string {
	return grammar.Without(legalForm, name)
}

// Role returns a role without its article, without "puesto de" and without "(m/f)".
func (Language) Role(role string) string {
	role = grammar.Without(forAll, rules.OneLine(role))
	for _, lead := range []string{"el ", "la ", "las ", "los ", "un ", "una ", "puesto de ", "Puesto de "} {
		if rest, ok := strings.CutPrefix(role, lead); ok && rest != "" {
			role = rest
		}
	}
	return role
}

// TheRole returns what a sentence calls a role: "el puesto de enfermera", "la beca de investigación". The letters use
// it as subject, as object, and behind "para" and "sobre", where no article changes.
func (l Language) TheRole(role string) string {
	role = l.Role(role)
	first, _, _ := strings.Cut(role, " ")
	if article, ok := posts[strings.ToLower(strings.Trim(first, ",;:"))]; ok {
		return article + strings.ToLower(first[:1]) + role[1:]
	}
	_, rest, _ := strings.Cut(role, " ")
	if strings.ToUpper(first) != first && !capitalized.MatchString(rest) {
		return "el puesto de " + withSmall(role) // "consultor SAP"
	}
	return "el puesto de " + role
}

// capitalized matches a word with a capital and small letters, as names have: "Data Engineer".
var capitalized = pattern.Lazy(`\p{Lu}\p{Ll}`)

// posts are nouns in the singular for what one applies for, with their articles.
var posts = map[string]string{
	"programa": "el ", "doctorado": "el ", "contrato": "el ", "voluntariado": "el ", "máster": "el ", "empleo": "el ",
	"beca": "la ", "dirección": "la ", "plaza": "la ", "tesis": "la ", "vacante": "la ", "residencia": "la ",
}
