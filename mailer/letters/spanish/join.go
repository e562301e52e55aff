package spanish

import (
	"strings"

	"followup/mailer/letters/fact"
	"followup/pattern"
)

// CanHelp reports whether a topic, a phrase or a sentence, surely is work in which one can offer to help: "la migración
// a SAP", "exportar a Alemania", "Van a digitalizar el archivo." It is false for what one only talks about, such as
// "los turnos de noche", and for how things are: "El inventario se hace a mano."
func (Language) CanHelp(topic string) bool {
	isSentence := fact.IsSentence(topic)
	told := fewer.ReplaceAllString(topic[len(said.FindString(topic)):], "${1}mejorar ")
	words := wordsOf(told[len(leadTime.FindString(told)):])
	if len(words) < 2 || noHelp.MatchString(topic) || isSentence && isBadNews(told) {
		return false
	}
	switch first, second := words[0].string, words[1].string; {
	case first == "cómo": // "cómo reducir las mermas"
		return isDoing(words[1:]) && !isIdle.Has(second)
	case first == "la" && second == "idea" && len(words) > 3: // "la idea de ampliar el taller"
		return isDoing(words[3:]) && !isIdle.Has(words[3].string)
	case first == "lo" && second == "que": // "lo que están montando en Huelva"
		return areAtWork(words[2:])
	case first == "ustedes":
		return areAtWork(words[1:])
	case isDoing(words):
		return !isIdle.Has(first)
	}
	return areAtWork(words) || !isSentence && isWork(words)
}

// fewer matches the bad of which they want less, which is work as any other: "quieren bajar los rechazos".
var fewer = pattern.Lazy(`(?i)^((?:quieren|van a|piensan|esperan|intentan|buscan) )(?:bajar|reducir|evitar|eliminar) ` +
	`(?:el|la|los|las) (?:rechazos?|mermas?|errores|devoluciones|averías|fallos|esperas?|retrasos|incidencias|` +
	`reclamaciones|quejas|desperdicios?|residuos) ?`)

// leadTime matches when they do something, at the beginning of a sentence: "en primavera".
var leadTime = pattern.Lazy(`(?i)^(?:en (?:` + strings.Join(months[:], "|") +
	`|primavera|verano|otoño|invierno|breve|\d{4})|(?:el|la) (?:año|mes|semana|primavera|verano|otoño|invierno) ` +
	`que viene|(?:el|la) próxim[oa] \pL+|` +
	`est[ea] (?:año|mes|semana|primavera|verano|otoño|invierno)|a partir de \pL+|pronto|ahora),? `)

// areAtWork reports whether words begin with what several do or are going to do: "van a abrir", "están montando".
func areAtWork(words []word) bool {
	if len(words) > 1 && words[0].string == "se" {
		words = words[1:]
	}
	if len(words) < 2 {
		return false
	}
	next := words[1].string
	switch first := words[0].string; {
	case first == "van":
		return len(words) > 2 && next == "a" && infinitive.MatchString(words[2].string) && !isIdle.Has(words[2].string)
	case wanting.Has(first):
		return infinitive.MatchString(next) && !isIdle.Has(next)
	case first == "están" || first == "siguen":
		return doing.MatchString(next) && !idling.MatchString(next)
	default:
		return atWork.Has(first)
	}
}

// isWork reports whether words begin with an article and a noun for work that is to be done, or that goes on.
func isWork(words []word) bool {
	if !articles.Has(words[0].string) || strings.HasPrefix(words[0].string, "mi") {
		return false
	}
	noun := words[1].string
	if qualities.Has(noun) && len(words) > 2 {
		noun = words[2].string // "su próximo proyecto"
	}
	return works.Has(noun) || noun == "listas" && strings.HasSuffix(words[len(words)-1].string, "espera")
}

// isPlan reports whether a sentence tells what they plan or do that is plainly good: "Abren otra tienda en Getafe."
func isPlan(sentence string) bool {
	text := sentence[len(said.FindString(sentence)):]
	return !isBadNews(text) && !noHelp.MatchString(text) && (Language{}.CanHelp(text) || planned.MatchString(text))
}

// planned matches what is planned, or is plainly good.
var planned = pattern.Lazy(`(?i)(?:^|[^\pL])(?:(?:va|van) a (?:abrir|renovar|ampliar|digitalizar|montar|lanzar|poner|` +
	`implantar|estrenar|crear|construir|contratar|instalar|mejorar|organizar|restaurar|modernizar|formar|cambiar)|` +
	`quieren (?:abrir|volver|llegar|crecer|mejorar|crear|exportar|ampliar|recuperar|formar|montar|lanzar)|` +
	`se (?:renueva|renuevan|amplía|amplían|moderniza|inaugura|estrena|restaura)|abr(?:e|en|irá|irán)|estren(?:a|an)|` +
	`trabajan (?:por proyectos|en equipo)|apuestan por|fomentan|tuestan|cultivan|elaboran|` +
	`inaugur(?:a|an)|crec(?:e|en)|ampl(?:ía|ían)|lanz(?:a|an)|` +
	`(?:ha|han) (?:crecido|ampliado|abierto|ganado))(?:[^\pL]|$)`)

var (
	wanting = pattern.Words("quieren piensan planean esperan pretenden buscan necesitan intentan")

	// atWork are verbs of several for work in which others join.
	atWork = pattern.Words(`
		abren abrirán trasladan cambian pasan migran digitalizan amplían reforman montan lanzan implantan renuevan
		preparan organizan construyen mudan montarán lanzarán ampliarán restauran rediseñan automatizan informatizan`)

	// isIdle are infinitives for what is no work for others.
	isIdle = pattern.Words(`
		ser estar tener haber ir seguir crecer ganar vender esperar perder cerrar dejar saber hacer poder quedar irse
		trabajar vivir descansar salir comer conciliar emigrar jubilarse cobrar`)
	idling = pattern.Lazy(`^(?:esper|perd|pierd|cerr|dej|creci|gan|pas|busc|suf|pensa|viv|espera)`)

	// works are nouns of work that is to be done, or that goes on.
	works = pattern.Words(`
		migración apertura digitalización traslado mudanza puesta reforma reformas renovación cambio cambios
		implantación implementación lanzamiento fusión integración reorganización automatización proyecto proyectos
		ampliación construcción modernización transición informatización inventario catalogación exposición huerto
		huerta campaña campañas expansión exportación rediseño restauración rehabilitación organización planificación
		optimización reducción mejora mejoras acompañamiento recuperación vuelta paso mantenimiento preparación
		creación montaje instalación adaptación conversión pruebas problema problemas retrasos quejas merma mermas
		devoluciones errores incidencias residuos`)

	// noHelp matches what nobody helps with gladly, and what is over.
	noHelp = pattern.Lazy(`(?i)(?:despid|despedi|recort|cierre|cerrar|salari|sueldo|huelg|acoso|jubila|muert|fallec|` +
		`pasado|pasada|pensiones|plantilla|accident|violen|fraude|horario de|hace (?:un|dos|tres|poco)| de ` +
		`(?:gobierno|moneda|hora|vida)(?: |$)|que (?:cerr|hic|hub|fue|tuv))`)
)

// Span returns a fit that says how much experience one has, so that it can follow "con" and "tengo", and "aportarla"
// can follow it: "diez años de experiencia como camarera" for "diez años de camarera". Otherwise it returns "".
func (Language) Span(fit string) string {
	_, more, _ := strings.Cut(fit, " y ")
	if strings.Contains(fit, ",") || hasMoreThings.MatchString(more) || !isAbility(withSmall(fit)) {
		return ""
	}
	did, isDid := strings.CutPrefix(strings.TrimSuffix(asDone(fit), "."), "Tengo ")
	if !isDid {
		did = withSmall(fit)
	}
	if m := span.FindStringSubmatch(did); m == nil || !strings.HasPrefix(m[2], "de experiencia") {
		return ""
	}
	return did
}

// HasDone reports whether a clause of the sender's own says what they did and could do again: "Reduje las mermas un
// 20 %". With people as its object, as in "Formé a ocho auxiliares", doing the same might be done to the reader.
func (Language) HasDone(clause string) bool {
	words := wordsOf(clause)
	if len(words) < 3 || undone.MatchString(clause) {
		return false
	}
	if m := forYears.FindStringSubmatch(clause); m != nil && isNumber(strings.ToLower(m[1])) {
		return true // "llevo veinte años preparando actas"
	}
	words = words[len(wordsOf(atWorkplace.FindString(clause))):]
	if len(words) < 3 {
		return false
	}
	if words[0].string == "he" || words[0].string == "me" {
		words = words[1:]
	}
	return isDeed(words[0].string) && words[1].string != "a"
}

// forYears matches how long one has done something, and atWorkplace where one did it: "en mi trabajo actual".
var (
	forYears    = pattern.Lazy(`(?i)^llevo ([\pL\d]+) años \pL+ndo `)
	atWorkplace = pattern.Lazy(`(?i)^en (?:mi|el) (?:(?:último|anterior|actual) )?` +
		`(?:trabajo|puesto|empleo|empresa|equipo|hotel|restaurante|taller|colegio|hospital)` +
		`(?: (?:actual|anterior))?,? |^en mi (?:(?:última|anterior|actual) )empresa,? `)
)

// isDeed reports whether a verb in the past is one for what somebody does at work: "organicé", "montado".
func isDeed(verb string) bool {
	if irregularDeeds.Has(verb) {
		return true
	}
	stem, isParticiple := strings.CutSuffix(verb, "ado")
	stem, isPreterite := strings.CutSuffix(stem, "é")
	if isPreterite { // which is spelt as it sounds: "catalogué", "dupliqué", "organicé"
		for _, spelling := range [][2]string{{"gu", "g"}, {"qu", "c"}, {"c", "z"}} {
			if bare, ok := strings.CutSuffix(stem, spelling[0]); ok {
				stem = bare + spelling[1]
				break
			}
		}
	}
	return (isParticiple || isPreterite) && deeds.Has(stem+"ar")
}

var (
	deeds = pattern.Words(`
		bajar montar gestionar coordinar implantar implementar migrar instalar diseñar rediseñar crear restaurar renovar
		aumentar doblar mejorar programar desarrollar preparar supervisar reparar ordenar catalogar eliminar recuperar
		editar armar trasladar encargar digitalizar automatizar organizar lanzar modernizar simplificar
		planificar duplicar ampliar levantar redactar analizar negociar`)
	irregularDeeds = pattern.Words(`
		dirigí dirigido reduje reducido traduje traducido conduje conducido construí construido introduje introducido
		produje producido vendí vendido resolví resuelto hice hecho puse puesto`)

	// undone matches what makes a deed none to do again for an employer, such as a thesis.
	undone = pattern.Lazy(`(?i)(?:^|[^\pL])(?:no|nunca|jamás|apenas|tesis|tesina|TFM|TFG|memoria|proyecto final|` +
		`carrera|cursos?|título|titulación|máster|másteres|maestría|grado|diplomado|prácticas|` +
		`pasantía|formación|doctorado|erasmus|beca|residencia|oposición|bachillerato|` +
		`estudios|voluntariado|mili|servicio militar|` +
		`(?:hice|hecho|puse|puesto) (?:un|una|el|la|los|las|mi|mis|unas|unos|de|lo|todo|toda|eso|muchas|muchos|` +
		`años?|turnos?)|(?:hice|hecho) \pL+ (?:años|turnos|temporadas|veces|meses))(?:[^\pL]|$)`)
)
