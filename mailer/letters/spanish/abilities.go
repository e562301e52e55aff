package spanish

import (
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules"
)

// notWork matches where one spends time without working.
var notWork = pattern.Lazy(`(?i)^en (?:casa|paro|cama|prisión|silencio|coma)(?: |$)`)

// withArticle returns a fit that begins with a diploma, with the article that follows "tengo": "el carnet C+E".
func withArticle(fit string) string {
	first, rest, _ := strings.Cut(fit, " ")
	first = strings.ToLower(first)
	switch {
	case rest == "":
		return fit
	case (first == "permiso" || first == "licencia") && !licensed.MatchString(rest):
		return fit // "permiso de trabajo"
	}
	return grantedAs[first] + fit
}

// licensed matches what one is licensed to do, or the class of a licence.
var licensed = pattern.Lazy(`^(?:de (?:conducir|conducción|manejo|conductora?|chofer|armas|caza|pesca|taxi|` +
	`piloto|navegación|vuelo)|federal|profesional|clase|tipo|categoría|[A-E]\d?(?:\+E)?)(?: |$|,)`)

// grantedAs are the articles of what an authority grants.
var grantedAs = map[string]string{
	"carné": "el ", "carnet": "el ", "título": "el ", "grado": "el ", "certificado": "el ", "permiso": "el ",
	"licencia": "la ", "homologación": "la ", "acreditación": "la ", "certificación": "la ", "titulación": "la ",
	"cédula": "la ", "oposición": "la ", "licenciatura": "la ", "habilitación": "la ",
	"máster": "un ", "diploma": "un ", "mba": "un ", "cap": "el ", "dele": "el ", "delf": "el ", "teas": "el ",
	"maestría": "una ", "cartera": "una ",
}

// asOther returns the sentence that a fit makes that is neither a span of years nor something one has, or "": what one
// speaks, harvested or opened.
func asOther(fit string) string {
	text := withSmall(strings.TrimRight(fit, ".!? "))
	words := wordsOf(text)
	isSpoken := func(w word) bool { return languages.Has(w.string) }
	if levels := languageLevels(text); levels != "" {
		return "Tengo un nivel " + levels + "."
	}
	for _, as := range []func(string) string{asTool, asState, withYears} {
		if sentence := as(text); sentence != "" {
			return sentence
		}
	}
	if isTrade(text, words) || len(words) == 1 && lone.MatchString(text) {
		return "Soy " + text + "."
	}
	if len(words) > 0 && isSpoken(words[0]) && !slices.ContainsFunc(words, func(w word) bool {
		return !isSpoken(w) && !inSpeech.Has(w.string)
	}) {
		return "Hablo " + levelAlone.ReplaceAllString(enumerated(text), " ($1)$2") + "."
	}
	if manyTongues.MatchString(text) {
		return "Hablo " + text + "."
	}
	if sinceWhen.MatchString(text) {
		return "Llevo " + text + "."
	}
	if harvests.MatchString(text) {
		return "He hecho " + text + "."
	}
	if m := accomplished.FindStringSubmatch(text); m != nil && isNumber(m[1]) {
		return "He " + m[3] + "o " + m[1] + " " + m[2] + m[5] + "."
	}
	return ""
}

// languageLevels returns what "tengo un nivel" says of languages with their levels, "C1 de francés y B2 de inglés" for
// "francés C1, inglés B2", or "".
func languageLevels(text string) string {
	var levels []string
	for _, part := range languageSeparator.Split(text, -1) {
		m := languageLevel.FindStringSubmatch(part)
		if last := levelFirst.FindStringSubmatch(part); last != nil {
			m = []string{part, last[2], last[1]}
		}
		if m == nil || !languages.Has(m[1]) {
			return ""
		}
		levels = append(levels, strings.ToUpper(m[2])+" de "+m[1])
	}
	return enumerated(strings.Join(levels, ", "))
}

var (
	languageSeparator = pattern.Lazy(`, | [ye] `)
	languageLevel     = pattern.Lazy(`^(\pL+) (?:nivel )?([ABCabc][12])$`)
	levelAlone        = pattern.Lazy(` ([ABC][12])( |,|$)`)
)

// asTool returns the sentence that names of software make, with a level or the year since when, or a language behind
// its level: "Manejo Word y Excel." for "Word y Excel". Otherwise it returns "".
func asTool(text string) string {
	m := tools.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	isOne := true
	for i, name := range languageSeparator.Split(m[1], -1) {
		if !software.Has(strings.ToLower(name)) {
			return ""
		}
		isOne = i == 0
	}
	names := rules.Capital(enumerated(m[1]))
	switch level := strings.TrimPrefix(m[2], "nivel "); {
	case level == "" && isOne:
		return ""
	case level == "":
		return "Manejo " + names + "."
	case strings.HasPrefix(level, "desde "):
		return "Trabajo con " + names + " " + level + "."
	case level == "usuario" || level == "de usuario":
		return "Manejo " + names + " a nivel de usuario."
	default:
		return "Tengo un nivel " + level + " de " + names + "."
	}
}

var (
	levelFirst = pattern.Lazy(`^([ABCabc][12]) (?:de|en) (\pL+)$`)
	tools      = pattern.Lazy(`^(\p{L}[\pL\d+#]*(?:(?:, | [ye] )\pL[\pL\d+#]*)*)` +
		`(?: ((?:nivel )?(?:avanzado|medio|básico|experto|alto)|nivel (?:de )?usuario|desde \d{4}))?$`)
	software = pattern.Words(`
		word excel powerpoint outlook office access sap python java javascript typescript go php sql c++ c# rust kotlin
		swift ruby react angular autocad photoshop illustrator indesign figma canva salesforce contaplus a3 a3con sage
		navision presto revit solidworks catia aws azure docker kubernetes linux git jira itil scrum oracle postgres
		factusol holded hubspot wordpress prestashop shopify tableau matlab spss stata`)
)

// asState returns the sentence that a participle makes of which one says "estoy", or "soy" for a degree: "Estoy
// acostumbrada a trabajar sola." Otherwise it returns "".
func asState(text string) string {
	words := wordsOf(text)
	switch {
	case strings.Contains(strings.Replace(text, ", con ", " con ", 1), ",") || slices.ContainsFunc(words, isVerb):
		return ""
	case state.MatchString(text):
		return "Estoy " + text + "."
	case degree.MatchString(text), goodWith.MatchString(text):
		return "Soy " + text + "."
	}
	return tradesman(text)
}

// tradesman returns the sentence that a trade in capitals makes: "Soy TCAE desde 2015."
func tradesman(text string) string {
	if initialTrade.MatchString(text) {
		return "Soy " + text + "."
	}
	if m := safety.FindStringSubmatch(text); m != nil {
		return "Tengo formación en PRL de nivel " + m[1] + "."
	}
	return ""
}

var (
	state = pattern.Lazy(`^(?:acostumbrad[oa] a|habituad[oa] a|titulad[oa] (?:en|por)|especializad[oa] en|` +
		`colegiad[oa] (?:en|desde)|formad[oa] en) .+$`)
	goodWith     = pattern.Lazy(`^(?:muy )?buen[oa] (?:con|en) (?:el|la|los|las) \pL+(?: (?:con|de|en|para) \pL+)*$`)
	degree       = pattern.Lazy(`^(?:licenciad[oa]|graduad[oa]|diplomad[oa]) (?:en|por) .+$`)
	initialTrade = pattern.Lazy(`^(?:TCAE|DUE|ATS|TAFAD|TSEI|TES) desde \d{4}$`)
	safety       = pattern.Lazy(`^PRL(?: de)? nivel (básico|medio|superior)$`)
)

// withYears returns the sentence of a fit whose second part is a span of years, with what they are of: "Tengo el carné
// de carretillero y tres años de experiencia en un almacén." Otherwise it returns "".
func withYears(text string) string {
	m := andYears.FindStringSubmatch(text)
	if m == nil || inPlace.MatchString(m[4]) || notWork.MatchString(m[4]) {
		return ""
	}
	count := strings.Fields(m[3])
	years := asExperience(m[2], m[4])
	if first := withArticle(m[1]); years != "" && isNumber(count[len(count)-1]) && isAbility(first) {
		return "Tengo " + first + " y " + years + "."
	}
	return ""
}

// andYears matches a span of years behind something else. Its groups are that, the span, its number, and where or as
// what one worked.
var andYears = pattern.Lazy(`^(.+?) y (((?:más de |casi |unos )?[\pL\d]+) (?:años|meses)) ((?:en|como|con|de) [^,]+)$`)

// isTrade reports whether a fit says what one is by trade, and more about it: "auxiliar de enfermería desde 2010".
func isTrade(text string, words []word) bool {
	return len(words) > 1 && tradeFirst.MatchString(text) && !strings.Contains(text, ",") &&
		!abilities.Has(words[0].string) && !notTrade.Has(words[0].string) && !noLonger.MatchString(text) &&
		!slices.ContainsFunc(words, isVerb)
}

// lone matches a trade that is a fit by itself: "carretillero".
var lone = pattern.Lazy(`^(?:(?:carretill|camar|enferm|cocin|panad|pastel|carnic|pescad|fontan|carpint|cerraj|jardin|` +
	`peluqu|caj|ingeni|obr|hostel|granj|ganad|marin|bomb|barrend|mensaj|tapic|herr|costur|repost|almacen)er[oa]|` +
	`(?:vende|solda|instala|entrena|programa|diseña|reparti|limpia|cuida|educa|opera|coordina|monta)dora?|` +
	`(?:conduc|traduc|pin)tora?|(?:electric|recepcion|ofic|oficin|tax|flor|dent|period|econom|socorr|maquin|` +
	`telefon)ista|albañil|mecánic[oa]|dependient[ea]|chef|abogad[oa]|arquitect[oa]|veterinari[oa]|psicólog[oa])$`)

var (
	tradeFirst = pattern.Lazy(`^(?:` + trades + `)(?: |$)`)
	notTrade   = pattern.Words(`
		primero primera tercero tercera entero entera dinero enero febrero carrera manera madera barrera frontera
		ordenador computador computadora sensor motor tractor sector factor vector lista vista entrevista revista
		verdadero sincero ligero valor espera nevera pulsera era pero`)
	noLonger = pattern.Lazy(` (?:durante|hasta|entre|antes|\d{4} a|(?:\d+|\pL+) (?:años|meses|temporadas)$)`)
)

var (
	inSpeech = pattern.Words("y e algo de un poco muy bien nivel alto medio básico avanzado fluido " +
		"también bastante a1 a2 b1 b2 c1 c2 con")
	// sinceWhen matches what one does since a year: "trabajando en lo mismo desde 2012".
	sinceWhen = pattern.Lazy(`^(?:trabaj|vend|enseñ|cocin|conduc|program|cuid|sold|dirig|gestion|diseñ|repar|instal)` +
		`(?:ando|iendo) [^,]*desde (?:19|20)\d\d$`)

	manyTongues = pattern.Lazy(`^(?:dos|tres|cuatro|cinco|seis|varios|\d) (?:idiomas|lenguas)$`)
	harvests    = pattern.Lazy(`^(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|\d+|varias|muchas) ` +
		`(?:vendimias|campañas|zafras|cosechas) (?:en|de|con) `)

	// accomplished matches a number of things, and what became of them: "cinco restaurantes abiertos desde cero".
	accomplished = pattern.Lazy(`^([\pL\d]+) (\pL+s) ((?:abiert|montad|dirigid|terminad|publicad|coordinad|gestionad|` +
		`construid|organizad|diseñad|instalad|reparad|traducid|escrit|lanzad|cread|fundad|entregad))(os|as)(| .+)$`)
)

// enumerated returns a list with "y" before its last part: "francés C1 e inglés B2" for "francés C1, inglés B2".
func enumerated(list string) string {
	at := strings.LastIndex(list, ", ")
	if at < 0 || strings.Contains(list, " y ") || strings.Contains(list, " e ") {
		return list
	}
	and := " y "
	if last := list[at+2:]; strings.HasPrefix(last, "i") {
		and = " e "
	}
	return list[:at] + and + list[at+2:]
}
