package spanish

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// notWork matches where one spends time without working.
var notWork = pattern.Lazy(`(?i)^en (?:casa|paro|cama|prisión|silencio|coma)(?: |$)`)

// withArticle returns a fit that begins with a diploma, with the article that follows "tengo": "el carnet C+E".
func withArticle(fit string) string {
	first, rest, _ := strings.Cut(fit, " ")
	switch {
	case rest == "":
		return fit
	case first == "permiso" || first == "licencia":
		if !strings.HasPrefix(rest, "de conducir") && !strings.HasPrefix(rest, "de manejo") {
			return fit
		}
		return grantedAs[first] + fit
	}
	return grantedAs[first] + fit
}

// grantedAs are the articles of what an authority grants.
var grantedAs = map[string]string{
	"carné": "el ", "carnet": "el ", "título": "el ", "grado": "el ", "certificado": "el ", "permiso": "el ",
	"licencia": "la ", "oposición": "la ", "licenciatura": "la ", "habilitación": "la ",
	"máster": "un ", "diploma": "un ",
	"maestría": "una ", "cartera": "una ",
}

// asOther returns the sentence that a fit makes that is neither a span of years nor something one has, or "": what one
// speaks, harvested or opened.
func asOther(fit string) string {
	text := grammar.WithSmall(strings.TrimRight(fit, ".!? "))
	words := wordsOf(text)
	isSpoken := func(w word) bool { return languages.Has(w.string) }
	if levels := languageLevels(text); levels != "" {
		return "Tengo un nivel " + levels + "."
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
