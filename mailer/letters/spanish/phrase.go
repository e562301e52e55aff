package spanish

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^(?:(?:hablamos|conversamos|charlamos|platicamos) )?(?:sobre|acerca de|de) `)

// matterOf and matterOfThe match how people say that a topic is known: "lo de los turnos", "lo del almacén", "del turno
// de noche".
var (
	matterOf    = pattern.Lazy(`(?i)^lo de ((?:el|la|los|las|su|sus|un|una|\pL{3,}(?:ar|er|ir)) )`)
	matterOfThe = pattern.Lazy(`(?i)^(?:lo )?del (.+)$`)
)

// asPhrase returns a noun phrase as it is stored. ok is false if the text is not surely one that letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	if kind == fact.Hook || strings.ContainsAny(strings.TrimSuffix(text, "."), ".!?¡¿:;") {
		return "", false
	}
	typedAsOne := grammar.IsTypedAsOne(text)
	text = strings.TrimRight(text, " .,…")
	if kind == fact.Fit {
		text = withArticle(withSmall(strings.TrimSuffix(text, ", sobre todo")))
		if mereWish.MatchString(text) {
			return text, false
		}
		return text, isAbility(withoutLack(text))
	}
	if list := listOf(text); list != "" {
		return list, true
	}
	for _, withArticle := range []func(string) string{withPlural, withSingular} {
		if thing := withArticle(text); thing != "" && !typedAsOne && areThings(thing, false) {
			return thing, true
		}
	}
	isAfterLead := leadIn.MatchString(text) || remarked.MatchString(text)
	if isAfterLead {
		text = afterSobre(text)
	}
	text = remarked.ReplaceAllString(text, "${1}")
	text = matterOf.ReplaceAllString(leadIn.ReplaceAllString(text, ""), "${1}")
	if m := matterOfThe.FindStringSubmatch(text); m != nil {
		text = "el " + m[1]
	}
	if m := andHow.FindStringSubmatch(text); m != nil && !typedAsOne {
		how := wordsOf(m[2])
		return withSmall(text), len(how) < 12 && areThings(m[1], false) && hasOneVerb(how)
	}
	words := wordsOf(text)
	switch {
	case len(words) == 0 || len(words) > 16:
		return "", false
	case len(words) == 1:
		return text, initials.MatchString(text)
	case words[0].string == "lo" && words[1].string == "que" && !typedAsOne && !strings.Contains(text, ","):
		return withSmall(text), countVerbs(words) > 0 // "lo que están montando en Huelva"
	case asking.Has(words[0].string), words[0].string == "por" && words[1].string == "qué":
		asked := words[1:]
		if words[0].string == "por" {
			asked = words[2:]
		}
		return withSmall(text), strings.Count(text, ",") == 0 && len(words) > 2 && len(asked) > 0 &&
			(hasOneVerb(asked) || isDoing(asked) || countVerbs(words) == 0 && isPlural(asked))
	case words[0].string == "si" && !typedAsOne:
		return withSmall(text), strings.Count(text, ",") == 0 && len(words) > 2 && hasOneVerb(words[1:])
	case len(words) > 4 && words[1].string == "idea" && words[2].string == "de" &&
		infinitive.MatchString(words[3].string) && countVerbs(words) == 0: // "su idea de hacer pan sin levadura"
		return withSmall(text), !typedAsOne
	case aimed.MatchString(text): // "la idea de que los niños decidan"
		aim := text[len(aimed.FindString(text)):]
		return withSmall(text), !typedAsOne && !strings.Contains(aim, ",") && isWanted(aim)
	case isDoing(words):
		return nominal(text), !typedAsOne || isAfterLead
	}
	return withSmall(text), areThings(text, typedAsOne)
}

// aimed matches the beginning of an aim.
var aimed = pattern.Lazy(`(?i)^la idea de que `)

// remarked matches a verb of both that has a topic as its object: "comentamos el plan de formación".
var remarked = pattern.Lazy(`(?i)^(?:comentamos|discutimos|tratamos) ((?:el|la|los|las|un|una|su|sus|cómo) )`)

// afterSobre returns what follows "hablamos de" as it follows "hablamos sobre".
func afterSobre(topics string) string {
	return andOfThe.ReplaceAllString(andOf.ReplaceAllString(topics, "${1}${2}"), " y el ")
}

// andOf and andOfThe match how people go on behind "hablamos de la nueva ley": "y de los alquileres", "y del contrato".
var (
	andOf    = pattern.Lazy(`( y )(?:de|sobre) +((?:el|la|los|las|un|una|su|sus|cómo|cuándo|dónde|qué|por qué) )`)
	andOfThe = pattern.Lazy(` y del `)
)

// andHow matches a topic that goes on with a question about it: "la nueva ley y cómo afecta a los contratos".
var andHow = pattern.Lazy(`^([^,]+?) y (?:cómo|cuándo|dónde) ([^,]+)$`)

// mereWish matches a wish that says nothing of what one can do, and what for is missing: "muchas ganas".
var mereWish = pattern.Lazy(`^(?:much[oa]s? |gran )?(?:ganas|ilusión|interés)$`)

// withSmall returns a text that begins with a small letter, unless its first word is an acronym or the name of
// software: "FP", "B2", "Python".
func withSmall(text string) string {
	first, _, _ := strings.Cut(text, " ")
	if acronym.MatchString(first) || software.Has(strings.ToLower(first)) {
		return text
	}
	return grammar.WithSmall(text)
}

// acronym matches a word that has a second capital, or a digit, at its beginning.
var acronym = pattern.Lazy(`^\p{Lu}\pL*[\p{Lu}\d]`)

// withoutLack returns a fit without what one never had, at its end: "el carné D" for "el carné D, sin un parte".
func withoutLack(fit string) string {
	if has, lack, found := strings.Cut(fit, ", sin "); found && !slices.ContainsFunc(wordsOf(lack), isVerb) {
		return has
	}
	return fit
}

// areThings reports whether a text is a noun with its article and what belongs to it, or several with commas between
// them. What follows "que" may have a verb, but a text that was typed as a sentence may go on after that with its own.
func areThings(text string, typedAsOne bool) bool {
	for i, part := range strings.Split(ofStudies.ReplaceAllString(text, " final"), ", ") {
		words := wordsOf(part)
		if i > 0 && len(words) > 0 && linking.Has(words[0].string) {
			words = words[1:]
		}
		if i > 0 && len(words) > 2 && words[0].string == "sobre" && words[1].string == "todo" {
			words = words[2:] // "los perros, sobre todo los podencos"
		}
		at := slices.IndexFunc(words, func(w word) bool { return relating.Has(w.string) })
		if i > 0 && at == 0 && len(words) > 1 {
			continue // "la firma electrónica, que les da guerra"
		}
		thing := words
		if at >= 0 {
			thing = words[:at]
			if len(words[at:]) < 2 || typedAsOne && countVerbs(words[at:]) > 1 {
				return false
			}
		}
		if len(thing) > 2 && articles.Has(thing[0].string) && alsoNoun.Has(thing[1].string) && leads(thing[2]) {
			continue // "la falta de personal"
		}
		isThing := len(thing) > 1 && (articles.Has(thing[0].string) || numbers.Has(thing[0].string))
		if !isThing || countVerbs(thing) > 0 || !isNominal(thing) {
			return false
		}
	}
	return true
}

// ofStudies matches what a thesis is called by: "mi proyecto fin de grado".
var ofStudies = pattern.Lazy(` (?:de )?fin de (?:grado|máster|carrera|estudios|ciclo)`)

// hasOneVerb reports whether the words behind "cómo" or the like have a single verb: "planifican los turnos". Behind
// "se", any word that ends as a verb is one: "se reparten las guardias".
func hasOneVerb(words []word) bool {
	n := countVerbs(words)
	isReflexive := words[0].string == "se" && len(words) > 2 && verbForm.MatchString(words[1].string)
	return n == 1 || n == 0 && isReflexive
}

func countVerbs(words []word) (n int) {
	for _, w := range words {
		if isVerb(w) && !w.isName {
			n++
		}
	}
	return n
}

// isVerb reports whether a word is surely a verb with a subject.
func isVerb(w word) bool {
	return isFinite.Has(w.string) || asVerb.MatchString(w.string) && !endingInN.Has(w.string) ||
		ofVosotros.MatchString(w.string) && !inEis.Has(w.string)
}

// asVerb matches words that can be nothing but verbs with a subject: "organizan", "cerraron".
var asVerb = pattern.Lazy(`^\pL{2,}(?:[bcdfghjlmnprstvz]an|aron|ieron|jeron|aban|ían|ean|arán|erán|irán)$`)

// isNominal reports whether words are an article, a noun and what may follow it: small words, or words after them. The
// word after the noun may be a verb, unless it is an adjective by its ending, or a name.
func isNominal(words []word) bool {
	for i, w := range words {
		isFree := i < 2 || w.isName || leads(w) || leads(words[i-1]) || qualities.Has(words[i-1].string)
		if !isFree && !isAdjective(w.string) {
			return false
		}
	}
	return true
}

// leads reports whether a noun may follow a word.
func leads(w word) bool {
	return small.Has(w.string) || articles.Has(w.string) || isNumber(w.string)
}

func isNumber(w string) bool { return numbers.Has(w) || digits.MatchString(w) }

// isAdjective reports whether a word after a noun belongs to it. A verb with a subject of the third person ends in none
// of these ways, but for those that are known to.
func isAdjective(w string) bool { return adjective.MatchString(w) && !isFinite.Has(w) }

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9]{1,4}$`)
	digits   = pattern.Lazy(`^\d+$`)

	adjective = pattern.Lazy(`(?:[^áéíóúmn]os|(?:[^aei]r|[^r])nos|(?:mod|int|ext)ernos|` +
		`[bcdfghjlmnñpqrstvyz]as|[ai]les|ares|ores|ntes|bles|[^r]es|` +
		`al|el|il|ar|or|[bcdfghjkmptvwxyz]|ción|sión|` +
		`o|i[vcd]a|osa|ada|ana|aria|oria|era|inta|tiva|ística|nte|ble|stre|libre|ense|` +
		`^(?:nueva|externa|interna|entera|moderna|propia|previa|media|mixta|abierta|segunda|tercera|última|` +
		`futura|nocturna|diurna|continua|máxima|mínima|buena|larga|corta|alta|baja|blanda|fría|inmediata|masiva|` +
		`cabeza|española|extranjera|madre|verde|grande|suave|base|clave|online|web|exprés|común|joven|remota|` +
		`norte|sur|oeste|noroeste|nordeste|sureste|suroeste|\pL{3,}dora|inversa|directa|completa|distinta|` +
		`pequeña|facsímil|kanban|patrulla|punta|noche|escuela|estrella))$`)

	small = pattern.Words(`
		de del a al en con para por sin sobre y e o u entre desde hasta como según tras más que`)

	articles = pattern.Words(`
		el la los las lo un una unos unas su sus nuestro nuestra nuestros nuestras mi mis este esta estos estas
		ese esa esos esas`)

	numbers = pattern.Words(`
		dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
		dieciocho diecinueve veinte veintidós veinticinco treinta cuarenta`)

	alsoNoun = pattern.Words("falta toma busca quiebra")
	relating = pattern.Words("que donde cuando cuyo cuya cuyos cuyas quien quienes")
	linking  = pattern.Words("y e")
	asking   = pattern.Words("cómo dónde cuándo cuánto cuántos cuántas quién quiénes qué")

	qualities = pattern.Words(`
		muy nuevo nueva nuevos nuevas buen buena buenos buenas mucha mucho muchas muchos amplia larga sólidos
		sólida amplios gran próximo próxima segundo segunda primer primera tercer antiguo antigua otro otra otros
		otras varios varias posible futuro futura alta alto baja bajo media medio doble primeros primeras`)

	abilities = pattern.Words(`
		don flexibilidad residencia conocimientos experiencia referencias nociones título formación carné carnet
		licencia máster maestría grado diploma certificado certificación nivel trato ganas ilusión habilitación
		permiso especialidad disponibilidad vocación manejo dominio capacidad facilidad paciencia iniciativa
		vehículo coche moto furgoneta carro movilidad bachillerato secundaria preparatoria
		estudios licenciatura carrera cédula cartera posgrado postgrado doctorado diplomado especialización
		homologación acreditación titulación profesorado tecnicatura matrícula registro
		conocimiento mano letra premio premios oposición fp fp1 fp2 mba cap dele delf teas ojo oído
		portafolio porfolio portfolio`)
)

// isAbility reports whether a text is a noun phrase for what one has.
func isAbility(text string) bool {
	if span.MatchString(text) {
		m := span.FindStringSubmatch(text)
		ofWhat, hasIt := strings.CutPrefix(strings.ToLower(m[2]), "de ")
		first, _, _ := strings.Cut(ofWhat, " ")
		return hasIt && practice.Has(first) && !slices.ContainsFunc(wordsOf(text), isVerb) || asDone(text) != ""
	}
	words := wordsOf(text)
	if asDone(text) != "" {
		return true
	}
	if len(words) > 1 && mastery.Has(words[0].string) && words[1].string != "de" && words[1].string != "del" {
		return false // "manejo Fanuc" has a verb
	}
	if len(words) == 0 || len(words) > 14 || strings.Contains(text, ", ") || slices.ContainsFunc(words, isVerb) {
		return false
	}
	if article := words[0].string; slices.Contains([]string{"un", "una", "el", "la"}, article) {
		return len(words) > 1 && isNominal(words) &&
			(abilities.Has(words[1].string) || words[1].string == "curso" && len(words) > 2)
	}
	i := slices.IndexFunc(words, func(w word) bool { return !qualities.Has(w.string) })
	return i >= 0 && abilities.Has(words[i].string) && isNominal(words) && len(words) > 1
}
