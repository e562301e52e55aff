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

// Company returns the name of a company as it follows "en": without its legal form, "Helix Bio" for "Helix Bio, S.L.",
// and with its article if it surely has one, "el Hospital del Valle" for "Hospital del Valle". Any other is as it was
// typed.
func (Language) Company(name string) string {
	name = grammar.Without(legalForm, name)
	m := house.FindStringSubmatch(name)
	switch {
	case m == nil:
		return name
	case his.Has(strings.ToLower(m[2])):
		return "el " + m[1]
	case hers.Has(strings.ToLower(m[2])):
		return "la " + m[1]
	}
	return name
}

// bareName returns a company's name without the article that Company puts before it.
func bareName(company string) string {
	return strings.TrimPrefix(strings.TrimPrefix(company, "el "), "la ")
}

// house matches a name in several words, not English, with an article or without. Its groups are the name without it,
// and its first word.
var house = pattern.Lazy(`^(?:(?:El|La|el|la) )?((\p{Lu}\pL+) [^&]+)$`)

// his and hers are nouns for what a company is that have "el" and "la" before a name. Grupo, Constructora and the like
// are not among them, because many say their names without: "en Grupo Planeta".
var (
	his = pattern.Words(`
		archivo ayuntamiento balneario banco bufete centro club colegio conservatorio consejo consorcio consulado
		despacho hospital hostal hotel instituto laboratorio liceo ministerio museo observatorio orfanato parador parque
		restaurante sanatorio servicio sindicato teatro`)
	hers = pattern.Words(`
		academia agencia asociación autoridad biblioteca clínica cooperativa diputación editorial embajada escuela
		facultad farmacia federación ferretería filmoteca fundación guardería imprenta junta librería notaría oficina
		orquesta panadería pastelería peluquería residencia secretaría universidad`)
)

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
