package german

import (
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// forAll matches "(m/w/d)" and its like, which employers have to add and nobody says.
var forAll = pattern.Lazy(`(?i)\s*[(\[]\s*(?:` + gender + `(?:\s*[/|,]\s*` + gender + `)+|` +
	`alle geschlechter|gn\*?|mwd)` +
	`\s*[)\]]|[\s,–-]*\b[mwfdx](?:/[mwfdx]){2}\b`)

const gender = `(?:[mwfdxi]\*?|div\.?|divers|gn)`

// legalForm matches what stands behind the name of a company. With it the name would need an article: "bei der Acme
// AG".
var legalForm = pattern.Lazy(`(?:,? (?:GmbH|mbH|AG|SE|KG|KGaA|OHG|UG|eG|e\. ?V\.|Co\.|&|\(haftungsbeschränkt\)))+$`)

// article matches one before a name, which would have another form behind "bei".
var article = pattern.Lazy(`^(?:die|der|das|dem|den) `)

// Company returns the name of a company as it follows "bei": "der Kita Sonnenschein" for "die Kita Sonnenschein". With
// a legal form it has no article, and neither if it may be several: "Helix Bio" for "die Helix Bio GmbH & Co. KG".
func (Language) Company(name string) string {
	short := grammar.Without(legalForm, name)
	m := articled.FindStringSubmatch(short)
	if m == nil || short != name || m[1] == "die" && maySeveral.MatchString(m[2]) {
		return grammar.Without(article, short)
	}
	if nameAdjective.MatchString(m[2]) {
		m[2] += "n" // "der Deutschen Bahn"
	}
	return map[string]string{"die": "der ", "der": "dem ", "das": "dem "}[m[1]] + m[2] + m[3]
}

var (
	articled      = pattern.Lazy(`^(die|der|das) (\p{Lu}[\pL-]+)(.*)$`)
	maySeveral    = pattern.Lazy(`(?:werke|betriebe|en|er|[^ai]s)$`)
	nameAdjective = pattern.Lazy(`(?:ische|liche|ige)$|^(?:Deutsche|Erste|Neue|Rote|Weiße|Große|Kleine|Alte|Freie|` +
		`Grüne|Goldene|Evangelische|Städtische)$`)
)

// Role returns a role without its article, without "Stelle als" and without "(m/w/d)".
func (Language) Role(role string) string {
	role = grammar.Without(forAll, rules.OneLine(role))
	for _, lead := range []string{
		"die ", "das ", "der ", "den ", "eine ", "ein ", "einen ", "Stelle als ", "Position als ",
	} {
		if rest, ok := strings.CutPrefix(role, lead); ok && rest != "" {
			role = rest
		}
	}
	return role
}

// TheRole returns what a sentence calls a role: "die Stelle als Data Engineer", "das Praktikum in der Redaktion". It
// has the same form as subject and as object, and the letters use no other.
func (l Language) TheRole(role string) string {
	role = l.Role(role)
	first, _, _ := strings.Cut(role, " ")
	first = strings.ToLower(strings.Trim(first, ",;:"))
	for _, p := range posts {
		if strings.HasSuffix(first, p.noun) {
			return p.article + role
		}
	}
	return "die Stelle als " + role
}

// posts are nouns for what one applies for. All are feminine or neuter: a masculine one has two forms, and stays a
// "Stelle".
var posts = []struct{ noun, article string }{
	{"praktikum", "das "}, {"volontariat", "das "}, {"programm", "das "}, {"referendariat", "das "},
	{"studium", "das "}, {"projekt", "das "}, {"stipendium", "das "},
	{"ausbildung", "die "}, {"lehre", "die "}, {"stelle", "die "}, {"position", "die "}, {"promotion", "die "},
	{"masterarbeit", "die "},
	{"bachelorarbeit", "die "}, {"abschlussarbeit", "die "}, {"leitung", "die "}, {"vertretung", "die "},
	{"professur", "die "}, {"assistenz", "die "},
}
