package spanish

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string {
	if topic := reader.TopicIn(sentence); topic != "" {
		return topic
	}
	if m := talked.FindStringSubmatch(strings.TrimSuffix(sentence, ".")); m != nil {
		topic, _ := asPhrase(fact.Topic, m[1])
		return topic
	}
	m := toldAbout.FindStringSubmatch(strings.TrimSuffix(sentence, "."))
	if m == nil {
		return ""
	}
	topic := afterSobre(m[2])
	if strings.HasSuffix(m[1], "del") {
		topic = "el " + topic
	}
	if !areThings(topic, true) {
		return ""
	}
	return topic
}

// toldAbout matches a sentence that says only what they told of: "Me platicó del cambio a rutas nocturnas."
var toldAbout = pattern.Lazy(`(?i)^((?:(?:ustedes |usted )?(?:me|nos) (?:habl|cont|coment|platic)(?:ó|aron)|` +
	`(?:hablamos|conversamos|charlamos|platicamos)) (?:lo )?(?:sobre|acerca de|del|de)) (.+)$`)

// talked matches a sentence that says only what the two talked about at length.
var talked = pattern.Lazy(`(?i)^(?:nos pasamos|estuvimos|pasamos) (?:[^.,]+ )?(?:hablando|charlando|conversando) ` +
	`(?:sobre|acerca de|de) (.+)$`)

// AsTold returns a sentence that tells what they showed as thanks for it, "Gracias también por enseñarme el taller.",
// one that tells what they asked about as interest in it, and one that may be bad news as thanks for telling, without
// an opinion. All read well on the same day and on a later one, of which Spain speaks in different tenses.
func (Language) AsTold(sentence string) string {
	if m := asked.FindStringSubmatch(sentence); m != nil {
		return "Me parece muy interesante su pregunta sobre " + m[1] + "."
	}
	if m := liked.FindStringSubmatch(sentence); m != nil {
		return "Me alegra que " + strings.ToLower(m[1]) + " haya" + m[2] + " gustado " + m[3] + "."
	}
	if clause := asClause(sentence, true); isBadNews(clause) && !said.MatchString(sentence) {
		return "Gracias también por contarme que " + clause + "."
	}
	m := shown.FindStringSubmatch(sentence)
	if m == nil || slices.ContainsFunc(wordsOf(m[2]), isOfTheTalk) {
		return sentence
	}
	return "Gracias también por " + strings.ToLower(m[1]) + "arme " + m[2] + "."
}

// asked matches a sentence that says no more than what they asked about: "Me preguntó por los turnos.", "Me preguntó
// cómo cuido la voz."
var asked = pattern.Lazy(`(?i)^(?:ustedes |usted )?me pregunt(?:ó|aron|aste|asteis) (?:(?:por|sobre) )?` +
	`((?:el|la|los|las|su|sus|mi|mis|cómo|dónde|cuándo|qué) [^.!?;:]+)\.$`)

// liked matches a sentence that says no more than what of the sender's they liked: "Le gustó mi portafolio."
var liked = pattern.Lazy(`(?i)^(?:me (?:dij|coment)(?:o|ó|eron|aron) que )?(?:a (?:usted|ustedes) )?(les?) ` +
	`gust(?:ó|aro(n)) ((?:mucho )?(?:mi|mis) [^.!?;:]+)\.$`)

// shown matches a sentence that says no more than what they showed: "Me enseñaron las cocinas."
var shown = pattern.Lazy(`(?i)^(?:ustedes |usted )?me (enseñ|mostr|explic|present)(?:ó|aron|aste|asteis) ` +
	`((?:el|la|los|las|su|sus|un|una|cómo|todo|toda|a su|al|dónde) [^.!?;:]+)\.$`)

// MayBeBadNews reports whether a topic may be bad news, about which one does not say that it was a pleasure: "los
// problemas con las napas". So may a condition of the work: "los
// turnos de noche". It also does if a sentence could not go on behind it. A sentence surely
// is good news only if it tells of a plan: "La flota se renueva en marzo."
func (Language) MayBeBadNews(topic string) bool {
	if fact.IsSentence(topic) {
		return !isPlan(topic)
	}
	return hasClause.MatchString(topic) || isBadNews(topic) || ofTheJob.MatchString(topic)
}

// ofTheJob matches a condition of the work, which one hears of and is not pleased by: "las guardias de noche".
var ofTheJob = pattern.Lazy(`(?i)^(?:(?:el|la|los|las|su|sus|un|una|[\pL\d]+) )?(?:nuev[oa]s? )?` +
	`(?:guardias?|horarios?|turnos?|plazos?|jornada|sueldos?|salarios?|contratos?|disponibilidad|fines de semana|` +
	`noches|festivos|vacaciones|period[oa] de prueba|período de prueba|calendario|desplazamientos?|viajes|` +
	`si)(?:[ ,]|$)`)

// hasClause matches a clause at the end of a topic, behind which no sentence goes on.
var hasClause = pattern.Lazy(`, (?:que|donde|cuando|cuy[oa]s?|quien|quienes) `)

// isBadNews reports whether a phrase or a clause may be bad news: "los pacientes esperan demasiado por las tardes".
func isBadNews(text string) bool {
	return badNews.MatchString(byChoice.ReplaceAllString(" "+strings.ToLower(text)+" ", " "))
}

// byChoice matches what they do without because they like it so: "no usan libros de texto", "el menú sin gluten".
var byChoice = pattern.Lazy(` (?:no (?:usan|utilizan|ponen deberes|hay deberes|hay exámenes)|` +
	`sin (?:gluten|lactosa|azúcar|alcohol|sal|levadura|aditivos|conservantes|pesticidas|plásticos?|papel|papeles|` +
	`receta|cita|cita previa|barreras|libros|humos?|ánimo de lucro|fines de lucro)) `)

// Recalled returns a topic as a later note names it: without what only explains it, "la masa madre" for "la masa madre,
// que la hacen con trigo local", and not at all if it is sad. After a no, it is not how the job would have been: "el
// equipo que llevaría".
func (Language) Recalled(topic string, over bool) string {
	if over && wouldBe.MatchString(topic) || ofSadness.MatchString(topic) {
		return ""
	}
	if fact.IsSentence(topic) {
		return topic
	}
	if m := hasClause.FindStringIndex(topic); m != nil {
		return topic[:m[0]]
	}
	if m := andHow.FindStringSubmatch(topic); m != nil {
		return m[1]
	}
	return topic
}

// ofSadness matches a topic that is sad itself, of which nobody wants to be reminded: "los despidos", and not "el plan
// contra incendios".
var ofSadness = pattern.Lazy(`(?i)^[\pL\d]+ (?:despidos?|recortes?|muertes?|fallecimientos?|suicidios?|acoso|` +
	`huelgas?|quiebra|bancarrota|cierres?|clausura|fraudes?|estafa|accidentes?|embargos?|ERE|incendios?|` +
	`inundaci(?:ón|ones)|robos?|agresi(?:ón|ones)|crisis)(?: |$)`)

// wouldBe matches what would be or what the sender was to do: "llevaría", "voy a coordinar".
var wouldBe = pattern.Lazy(`(?i)(?:^|[^\pL])(?:\pL{3,}[ai]ría|\pL{2,}dría|haría|sería|vería|debería)(?:n|mos)?` +
	`(?:[^\pL]|$)|(?:^|[^\pL])(?:voy a|mi futur[oa]|\pL{3,}[aei]ré)(?:[^\pL]|$)`)

var badNews = pattern.Lazy(` (?:problem|falta|escas|despid|despedi|bajas? |cierr|clausur|huelg|quej|` +
	`retras|demora|p[eé]rdid|perd|pierd|recort|rotación|accident|aver[ií]|fall[aoó]s? |fallec|muert|mor[it]|` +
	`enferm(?:o|os|a|as|edad\pL*) |conflict|deuda|crisis|quiebra|bancarrota|concurso de acree|acoso|estrés|` +
	`presión|sobrecarg|fracas|incend|inund|impag|litig|fraude|estaf|robos? |hurto|dimi[st]|renuncia|inciden|` +
	`plagas? |siniestr|cancel|anula|reestructur|reduc|difícil|dificult|sin |no |poc[oa]s? |demasiad|vacante|` +
	`reclama|error|duelo|paliativ|violen|violac|agres|suicid|abandon|moros|embarg|sanci|multas? |denunci|absent|` +
	`ausen|agota|muchas urgencias |sequía|contamin|vertid|desahuci|merma|rechaz|caída|descens|tens[ai]|` +
	`turnos partidos|devolu|jubila|esperan? |esperas |atras|tardan? |baja(?:n|ron) |cuesta|lent[oa]s? |peor|` +
	`mal[oa]?s? |se van? |se fue|se march|menos |colas |satura|desborda|colaps|suspend|caen? |preocup|` +
	`rot[oa]s? |salida de |rotura|fuga|daño|paro |desempleo|ere |guerra|ataque|hacke|cuello de botella)`)

// About returns a topic behind what was said: "sobre el nuevo horario", or "acerca de mi tesis sobre el maíz", in which
// "sobre" would come twice.
func (Language) About(topic string) string {
	switch {
	case !strings.Contains(strings.ReplaceAll(topic, "sobre todo", ""), " sobre "):
		return "sobre " + topic
	case strings.HasPrefix(topic, "el "):
		return "acerca d" + topic // "del"
	}
	return "acerca de " + topic
}

// Mine reports whether a topic is the sender's own: "mi tesis".
func (Language) Mine(topic string) bool {
	return slices.ContainsFunc(grammar.Words(topic), pattern.Words("mi mis").Has)
}
