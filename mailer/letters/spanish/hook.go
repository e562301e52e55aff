package spanish

import (
	"slices"
	"strings"

	"followup/pattern"
)

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^¡?(enhorabuena|felicidades|felicitaciones|feliz|mis mejores deseos|` +
	`gracias|muchas gracias)`)

// news matches how one says that one heard of something, goodNews what one congratulates on, and sadNews what one does
// not.
var (
	news = pattern.Lazy(`(?i)^(?:acabo de (?:leer|ver|saber)|he (?:leído|visto|sabido|oído)|leí|vi|supe|oí|` +
		`me (?:he enterado|enteré|contaron|han contado) de|me (?:contaron|han contado))(?: [^ ]+){0,4}? que `)
	goodNews = pattern.Lazy(`(?i)(?:^|[ ¡])(?:gan(?:a|an|ó|aron|ado)|premi(?:o|os|ado|ada|aron)|galard\pL+|medalla|` +
		`distinguid\pL+|reconocimiento|export(?:a|an|ó|aron|ado|ará|arán)|expansión|expand\pL+|apertura|` +
		`abr(?:e|en|ió|ieron|irán|irá)|abierto|reabr\pL+|inaugur\pL+|estren\pL+|lanz(?:a|an|ó|aron|ado)|aniversario|` +
		`crec(?:e|en|ido|ieron|ió)|ampl(?:ía|ían|iado|iaron|ió)|ascend\pL+|public(?:a|an|ó|aron|ado)|certifica\pL*|` +
		`récord|cumpl(?:e|en)|estrellas?|distinción|finalistas?|financiación|subvención|mejor|` +
		`mejores|nuev(?:o|a|os|as))(?:[ ,.!]|$)`)
	sadNews = pattern.Lazy(`(?i)(?:^|[ ¡])(?:cierr?\pL*|cerr\pL+|perd\pL+|pierd\pL+|desp[ei]d\pL+|recort\pL+|` +
		`incendi\pL+|inund\pL+|muert\pL+|mur\pL+|falleci\pL+|enferm\pL+|quiebra|huelga|multa|retras\pL+|accidente|` +
		`no|nunca|ataque|dej(?:a|an|ó|aron)|se va|concurso de acreedores|ERE)(?:[ ,.!]|$)`)
)

// IsGoodNews reports whether a hook tells news of the company or of the reader that calls for congratulations, and has
// none itself.
func (Language) IsGoodNews(hook, company string) bool {
	told := news.ReplaceAllString(hook, "")
	return told != hook && goodNews.MatchString(told) && !sadNews.MatchString(told) &&
		!strings.Contains(strings.ToLower(hook), "felici") && !strings.Contains(strings.ToLower(hook), "enhorabuena") &&
		isTheirs(told, company)
}

// isTheirs reports whether news is about the company, or about "usted" or "ustedes", whose verb comes first.
func isTheirs(told, company string) bool {
	words := wordsOf(told)
	if len(words) < 2 {
		return false
	}
	first := words[0].string
	return theirs.MatchString(told) || company != "" && strings.Contains(told, bareName(company)) || isPlural(words) ||
		isVerb(words[0]) || toldVerb.MatchString(first) || articles.Has(first) && strings.HasPrefix(first, "su") ||
		first == "les" || first == "le" || strings.HasPrefix(first, "usted")
}

// theirs matches how one calls what the reader belongs to: "el equipo ganó".
var theirs = pattern.Lazy(`(?i)^(?:el|la|los|las) [^,]* de ustedes |^(?:el|la) (?:equipo|empresa|hotel|restaurante|` +
	`clínica|hospital|escuela|colegio|bodega|biblioteca|museo|cocina|tienda|taller|fundación|` +
	`compañía|cooperativa|orquesta|obrador|residencia|firma|asociación|universidad|instituto|academia|agencia|` +
	`librería|editorial|farmacia|panadería|guardería|constructora|fábrica|organización|estudio|despacho|centro) \pL+`)

// asRead returns a note to stay in touch that tells good news. Nobody needs to be told their own, so "Ganaron el
// premio." becomes "He leído que ganaron el premio."
func asRead(hook string) string {
	told := asClause(hook, false)
	if told == "" || news.MatchString(hook) || wishes.MatchString(hook) || !goodNews.MatchString(hook) ||
		sadNews.MatchString(hook) || !startsNews(hook) {
		return hook
	}
	return "He leído que " + told + "."
}

// startsNews reports whether a sentence begins with what several did: "abren", "ganaron", "han ganado".
func startsNews(hook string) bool {
	words := wordsOf(hook)
	return isPlural(words) || words[0].string == "han" || strings.HasPrefix(words[0].string, "usted")
}

// asOccasion returns the sentence that a noun phrase is as an occasion to write, or "": "He leído el artículo sobre
// Metrika." for "el artículo sobre Metrika", "Felicidades por la nueva web." for "la nueva web".
func asOccasion(typed string) string {
	text := withSmall(strings.TrimRight(strings.TrimSpace(typed), ". "))
	switch {
	case strings.ContainsAny(text, ".!?¡¿:;") || slices.ContainsFunc(wordsOf(text), isVerb):
		return ""
	case published.MatchString(text) && onAir.MatchString(text):
		return "He escuchado " + text + "."
	case published.MatchString(text):
		return "He leído " + text + "."
	case sadNews.MatchString(text) || !pleasant.MatchString(text):
		return ""
	case strings.HasPrefix(text, "nueva ") || strings.HasPrefix(text, "apertura ") || strings.HasPrefix(text, "inaug"):
		return "Felicidades por la " + text + "."
	case strings.HasPrefix(text, "nuevo ") || strings.HasPrefix(text, "premio "):
		return "Felicidades por el " + text + "."
	}
	return "Felicidades por " + text + "."
}

var (
	published = pattern.Lazy(`^(?:(?:el|un|su) (?:artículo|reportaje|texto)|(?:la|una|su) (?:entrevista|noticia)) `)
	onAir     = pattern.Lazy(` (?:radio|pódcast|podcast|Ser|Cope)(?: |$)`)

	// pleasant matches what one congratulates on.
	pleasant = pattern.Lazy(`^(?:(?:el|la|los|las|su|sus) )?(?:nuev[oa]s? |(?:premio|apertura|inauguración|` +
		`aniversario|estreno|galardón|medalla)(?: |$))`)
)
