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

// Company returns the name of a company as it follows "bei": "der Kita Sonnenschein" for "die Kita Sonnenschein",
// "den Stadtwerken Gotha", "der Bäckerei Moll". Any other name with a legal form has no article, and neither has one
// that may be several: "Helix Bio" for "die Helix Bio GmbH & Co. KG".
func (Language) Company(name string) string {
	short := grammar.Without(legalForm, name)
	bare := grammar.Without(article, short)
	if m := manyHouses.FindStringSubmatch(bare); m != nil {
		return "den " + inDative(m[1]) + strings.TrimSuffix(m[2], "n") + "n" + m[3]
	}
	if m := oneHouse.FindStringSubmatch(bare); m != nil {
		if hers.MatchString(m[2]) {
			return "der " + inDative(m[1]) + m[2] + m[3]
		}
		return "dem " + inDative(m[1]) + m[2] + m[3]
	}
	m := articled.FindStringSubmatch(short)
	if m == nil || short != name || m[1] == "die" && maySeveral.MatchString(m[2]) {
		return bare
	}
	return map[string]string{"die": "der ", "der": "dem ", "das": "dem "}[m[1]] + inDative(m[2]) + m[3]
}

// inDative returns a word before a name as it stands behind "der", "dem" or "den": "Deutschen" for "Deutsche".
func inDative(word string) string {
	bare := strings.TrimRight(word, " ")
	if nameAdjective.MatchString(bare) {
		return bare + "n" + word[len(bare):]
	}
	return word
}

var (
	articled      = pattern.Lazy(`^(die|der|das) (\p{Lu}[\pL-]+)(.*)$`)
	maySeveral    = pattern.Lazy(`(?:werke|betriebe|en|er|[^ai]s)$`)
	nameAdjective = pattern.Lazy(`(?:ische|liche|ige)$|^(?:Deutsche|Erste|Neue|Rote|Weiße|Große|Kleine|Alte|Freie|` +
		`Grüne|Goldene|Vereinigte|Evangelische|Städtische)$`)

	// manyHouses matches the names of what is always called as several, with what stands before and behind.
	manyHouses = pattern.Lazy(`^((?:\p{Lu}[\pL-]+ )?)(\p{Lu}[\pL-]*(?:werke|betriebe|kliniken|` +
		`-Kliniken|bühnen|museen|werkstätten)|Werke|Kliniken|Bühnen|Museen|Werkstätten)((?: .+)?)$`)

	// oneHouse matches names that begin with what the company is, and hers those of which the noun has "die".
	oneHouse = pattern.Lazy(`^((?:\p{Lu}[\pL-]+(?:ische|liche) )?)((?:\p{Lu}[\pL-]*)?(?:[Gg]emeinde|[Ss]pedition|` +
		`[Bb]äckerei|[Kk]onditorei|[Mm]etzgerei|[Ff]leischerei|[Gg]ärtnerei|[Tt]ischlerei|[Ss]chreinerei|[Zz]immerei|` +
		`[Dd]ruckerei|[Bb]rauerei|[Kk]ellerei|[Bb]uchhandlung|[Gg]enossenschaft|[Kk]anzlei|[Aa]potheke|[Ss]tiftung|` +
		`[Uu]niversität|[Hh]ochschule|[Vv]olksschule|[Gg]rundschule|[Mm]ittelschule|[Mm]usikschule|[Ss]parkasse|` +
		`[Kk]linik|[Aa]rztpraxis|[Zz]ahnarztpraxis|[Tt]ierarztpraxis|Praxis|Kita|Stadt|Schule|` +
		`[Ss]eniorenzentrum|[Pp]flegeheim|[Kk]rankenhaus|[Kk]linikum|[Ll]andratsamt|[Bb]ezirksamt|[Ii]nstitut|` +
		`[Ii]ngenieurbüro|[Aa]rchitekturbüro|[Pp]lanungsbüro|[Aa]utohaus|[Mm]useum|[Ww]eingut|Hotel))( .+)$`)
	hers = pattern.Lazy(`(?i)(?:e|ei|ion|ung|schaft|tät|klinik|praxis|kita|stadt)$`)
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

// TheRole returns what a sentence calls a role: "die Stelle als Data Engineer", "die Stelle in der Buchhaltung", "das
// Praktikum in der Redaktion", "die Ausbildung zum Koch". It has the same form as subject and as object, and the
// letters use no other.
func (l Language) TheRole(role string) string {
	role = l.Role(role)
	if m := apprentice.FindStringSubmatch(role); m != nil {
		return apprenticeship(m[1])
	}
	lead, noun := "", role
	if m := described.FindStringSubmatch(role); m != nil { // "Stellvertretende Leitung"
		lead, noun = strings.ToLower(m[1]), m[2]
	}
	first, _, _ := strings.Cut(noun, " ")
	first = strings.ToLower(strings.Trim(first, ",;:"))
	for _, p := range posts {
		if strings.HasSuffix(first, p.noun) && (lead == "" || p.article == "die ") {
			return p.article + lead + noun
		}
	}
	switch {
	case isPerson.MatchString(role):
	case strings.HasSuffix(first, "ung") && lead == "":
		return "die Stelle in der " + noun
	case strings.HasSuffix(first, "ung"):
		return "die Stelle in der " + strings.TrimSpace(lead) + "n " + noun
	case lead == "" && unit.MatchString(noun):
		return "die Stelle im " + noun
	}
	return "die Stelle als " + role
}

var (
	// described matches an adjective before a noun of work that is done.
	described = pattern.Lazy(`^(\pL\p{Ll}+e )((?:Assistenz|\p{Lu}[\pL-]*(?:ung|assistenz))(?: .+)?)$`)

	// isPerson matches one who does the work behind what the work is: "Buchhaltung Mitarbeiterin".
	isPerson = pattern.Lazy(`(?i) \pL*(?:manager|leiter|berater|arbeiter|entwickler|specialist|consultant|engineer|` +
		`kraft|assistent|referent|experte|expertin|techniker|kaufmann|kauffrau|trainee|hilfe)(?:in)?$`)

	// unit matches part of a company: "Vertrieb", "Einkauf für Süddeutschland".
	unit = pattern.Lazy(`^(?:\p{Lu}[\pL-]*)?(?i:vertrieb|einkauf|verkauf|außendienst|innendienst|kundendienst|` +
		`service|empfang|marketing|controlling|recruiting|sekretariat|versand|personalwesen|rechnungswesen|` +
		`management)` +
		`(?: (?:in|im|für|am|bei|und|mit) .+)?$`)

	// apprentice matches somebody who learns a trade.
	apprentice = pattern.Lazy(`^(?:Auszubildende(?:r|/r|\*r|:r|\(r\)|n)?|Azubi(?:ne)?)((?: .+)?)$`)
)

// apprenticeship returns what one applies for who will learn a trade: "die Ausbildung zur Tischlerin".
func apprenticeship(trade string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(trade), " ")
	switch first {
	case "", "zu", "zum", "zur", "zum/zur", "zur/zum", "als", "in", "im", "bei", "beim":
		return "die Ausbildung" + trade
	}
	return "die Ausbildungsstelle als" + trade
}

// posts are nouns for what one applies for. All are feminine or neuter: a masculine one has two forms, and stays a
// "Stelle".
var posts = []struct{ noun, article string }{
	{"praktikum", "das "}, {"volontariat", "das "}, {"programm", "das "}, {"referendariat", "das "},
	{"studium", "das "}, {"projekt", "das "}, {"stipendium", "das "},
	{"ausbildung", "die "}, {"lehre", "die "}, {"stelle", "die "}, {"position", "die "}, {"promotion", "die "},
	{"masterarbeit", "die "}, {"umschulung", "die "}, {"weiterbildung", "die "}, {"anstellung", "die "},
	{"bachelorarbeit", "die "}, {"abschlussarbeit", "die "}, {"leitung", "die "}, {"vertretung", "die "},
	{"professur", "die "}, {"assistenz", "die "},
}
