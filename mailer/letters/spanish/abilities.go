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
	"licencia": "la ", "licenciatura": "la ", "habilitación": "la ", "máster": "un ", "diploma": "un ",
	"maestría": "una ", "cartera": "una ",
}

// asOther returns the sentence that a fit makes that is neither a span of years nor something one has, or "": what one
// speaks, harvested or opened.
func asOther(fit string) string {
	text := grammar.WithSmall(strings.TrimRight(fit, ".!? "))
	words := wordsOf(text)
	isSpoken := func(w word) bool { return languages.Has(w.string) }
	if len(words) > 0 && isSpoken(words[0]) && !slices.ContainsFunc(words, func(w word) bool {
		return !isSpoken(w) && !inSpeech.Has(w.string)
	}) {
		return "Hablo " + text + "."
	}
	if harvests.MatchString(text) {
		return "He hecho " + text + "."
	}
	if m := accomplished.FindStringSubmatch(text); m != nil && isNumber(m[1]) {
		return "He " + participles[m[3]] + " " + m[1] + " " + m[2] + m[5] + "."
	}
	return ""
}

var (
	inSpeech = pattern.Words("y e algo de un poco muy bien nivel alto medio básico avanzado fluido " +
		"también bastante a1 a2 b1 b2 c1 c2 con")
	harvests = pattern.Lazy(`^(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|\d+|varias|muchas) ` +
		`(?:vendimias|campañas|zafras|cosechas) (?:en|de|con) `)

	// accomplished matches a number of things, and what became of them: "cinco restaurantes abiertos desde cero".
	accomplished = pattern.Lazy(`^([\pL\d]+) (\pL+s) ((?:abiert|montad|dirigid|terminad|publicad|coordinad|gestionad|` +
		`construid|organizad|diseñad|instalad|reparad|traducid|escrit|lanzad|cread|fundad|entregad))(os|as)(| .+)$`)
)

// participles are those of what one did, by their stems.
var participles = map[string]string{
	"abiert": "abierto", "montad": "montado", "dirigid": "dirigido", "terminad": "terminado", "publicad": "publicado",
	"coordinad": "coordinado", "gestionad": "gestionado", "construid": "construido", "organizad": "organizado",
	"diseñad": "diseñado", "instalad": "instalado", "reparad": "reparado", "traducid": "traducido",
	"escrit": "escrito", "lanzad": "lanzado", "cread": "creado", "fundad": "fundado", "entregad": "entregado",
}

// listOf returns bare plurals with their articles, "los horarios y las vacaciones" for "horarios y vacaciones", or "".
func listOf(text string) string {
	if !bareList.MatchString(text) {
		return ""
	}
	text = strings.ToLower(text)
	return plurals.ReplaceAllStringFunc(text, func(noun string) string {
		switch {
		case masculineInAs.Has(noun), strings.HasSuffix(noun, "os") && !feminineInOs.Has(noun):
			return "los " + noun
		}
		return "las " + noun
	})
}

var (
	bareList = pattern.Lazy(`(?i)^\pL{3,}(?:os|as|ciones|siones|dades)(?:, \pL{3,}(?:os|as|ciones|siones|dades))* ` +
		`[ye] \pL{3,}(?:os|as|ciones|siones|dades)$`)
	plurals       = pattern.Lazy(`\pL{4,}`)
	masculineInAs = pattern.Words("problemas programas temas sistemas idiomas días mapas climas esquemas planetas")
	feminineInOs  = pattern.Words("manos fotos motos")
)
