package spanish

import (
	"slices"
	"strings"
	"unicode"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// reader reads facts. The letters say "sobre …" before a topic and "tengo …" before a fit, so a phrase is a noun with
// its article.
var reader = grammar.Reader{
	Topic: grammar.Frame{Before: "Hablamos sobre "}, Fit: grammar.Frame{Before: "Tengo "},
	Phrase: asPhrase, IsSentence: isSentence, Wishes: wishes, Unfinished: unfinished, Remark: remarkOn,
}

// ReadFact reads a fact as it was typed. Anything that is neither a phrase nor a whole sentence is unclear.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	if kind == fact.Topic {
		typed = asThat(strings.TrimSpace(typed))
	}
	if m := thatI.FindStringSubmatch(strings.TrimSpace(typed)); kind == fact.Fit && m != nil && isSentence(m[1]) {
		typed = rules.Capital(m[1])
	}
	r := reader.Read(kind, typed)
	if kind == fact.Hook && r.Form == fact.Sentence {
		r.Text = asRead(r.Text)
	}
	return r
}

// asThat returns a topic that begins with "que" as what they told, "Me contó que abren en mayo.", or as what they aim
// at: "la idea de que los residentes elijan".
func asThat(topic string) string {
	m := startsThat.FindString(topic)
	switch what := topic[len(m):]; {
	case m == "":
		return topic
	case isWanted(what):
		return "la idea de que " + strings.TrimRight(what, ". ")
	default:
		return "Me contó que " + what
	}
}

var startsThat = pattern.Lazy(`^(?:[Ll]o de q|[Qq])ue +`)

// isWanted reports whether the first verb of a clause is one for what is wanted, and not for what is so: "los
// residentes elijan a qué hora desayunan".
func isWanted(clause string) bool {
	isOfOther := false // the next verb belongs to another clause
	words := wordsOf(clause)
	for i, w := range words {
		isWish := wanted.Has(w.string) || w.string == "viva" && i+1 < len(words) && !isVerb(words[i+1]) &&
			(leads(words[i+1]) || ofLiving.Has(words[i+1].string))
		isRelative := i > 0 && relating.Has(words[i-1].string) && verbForm.MatchString(w.string) // "que comen aquí"
		switch {
		case subordinating.Has(w.string):
			isOfOther = true
		case isOfOther && (isWish || isRelative || isVerb(w)):
			isOfOther = false
		case isWish:
			return true
		case isVerb(w):
			return false
		}
	}
	return false
}

// subordinating are words whose verb may be in the subjunctive without being wanted: "cuando abran", "el que llegue",
// "quizá abran". ofLiving are words behind "viva" that make it a verb, as "la música viva" is not.
var (
	subordinating = pattern.Words(`cuando aunque si que quien quienes donde mientras como cuanto cuantos cuantas apenas
		conforme según hasta quizá quizás tal posiblemente probablemente`)
	ofLiving = pattern.Words("aquí allí cerca lejos mejor bien sola solo tranquila juntos")
)

// wanted are verbs in the subjunctive that are nothing else behind "que" and a subject.
var wanted = pattern.Words(`
	sea sean esté estén haya hayan vaya vayan den sepa sepan tenga tengan venga vengan ponga pongan salga salgan
	haga hagan diga digan oiga oigan traiga traigan caigan valga valgan pueda puedan quiera quieran vuelva
	vuelvan mueva muevan resuelva resuelvan duerma duerman pida pidan sirva sirvan siga sigan elija elijan
	consiga consigan mida midan repita repitan sientan prefiera prefieran convierta conviertan entienda
	entiendan atienda atiendan pierda pierdan conozca conozcan ofrezca ofrezcan crezca crezcan aparezca
	aparezcan produzca produzcan reduzca reduzcan traduzca traduzcan conduzca conduzcan introduzca introduzcan
	coma coman beban aprenda aprendan lea lean vea vean venda vendan corran decida decidan vivan escriba
	escriban reciba reciban comparta compartan asista asistan suba suban permita permitan dependa dependan
	comprendan responda respondan recorran cubra cubran descubran discutan añadan cumpla cumplan deba deban unan
	abra abran coja cojan recoja recojan proteja protejan dirija dirijan exijan escoja escojan acuda acudan
	trabaje trabajen participe participen desayune desayunen cocine cocinen juegue jueguen cuide cuiden use usen
	hable hablen llegue lleguen entren lleve lleven pasen tome tomen empiece empiecen organice organicen ayude
	ayuden enseñe enseñen estudie estudien visite visiten prepare preparen cenen paseen descanse descansen roten
	voten opine opinen quede queden cambie cambien gane ganen pague paguen cierren diseñe diseñen mejore mejoren
	dure duren`)

// thatI matches a fit that follows "creo que encajo por": "que llevo diez años con niños".
var thatI = pattern.Lazy(`^[Qq]ue ((?:llevo|he|tengo|soy|fui|trabajo|hablo|conozco) .+)$`)

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong; one that surely is
// no sentence is "".
func (l Language) InLetter(kind fact.Kind, typed string) string {
	if kind == fact.Topic {
		typed = asThat(strings.TrimSpace(typed))
	}
	r := l.ReadFact(kind, typed)
	if did := l.Did(r.Text); kind == fact.Fit && r.Form == fact.Phrase && did != "" {
		return did
	}
	if r.Form == fact.Unclear && kind != fact.Hook && unfinished(kind, r.Text) == "" && !isFramed(kind, r.Text) {
		return "" // "Tengo aunque sea tarde."
	}
	if r.Form == fact.Unclear && kind == fact.Fit && likeAnAge.MatchString(r.Text) {
		return "" // "Tengo veinte años, los diez últimos en Lima."
	}
	if occasion := asOccasion(typed); kind == fact.Hook && occasion != "" {
		return occasion
	}
	if words := wordsOf(r.Text); kind != fact.Hook && r.Form == fact.Unclear && len(words) > 1 &&
		(articles.Has(words[0].string) || isNumber(words[0].string) || qualities.Has(words[0].string)) {
		typed = withSmall(r.Text) // "Tengo un hijo."
	}
	return reader.InLetter(kind, typed)
}

// likeAnAge matches a span of time that behind "tengo" is an age, or nothing.
var likeAnAge = pattern.Lazy(`(?i)^(?:más de |casi |unos )?[\pL\d]+ (?:años(?:,| y |$)|` +
	`(?:temporadas|veranos|inviernos) )`)

// isFramed reports whether an unclear fact may stand behind "hablamos sobre" or "tengo": whether it begins as a noun
// phrase does, and has no verb at its beginning.
func isFramed(kind fact.Kind, text string) bool {
	words := wordsOf(text)
	if len(words) == 0 || strings.ContainsAny(text, "+/;:") {
		return false
	}
	first := words[0].string
	if len(words) == 1 {
		return grammar.WithSmall(text) != text && (kind == fact.Topic || virtue.MatchString(first))
	}
	return (articles.Has(first) || isNumber(first) || kind == fact.Fit && qualities.Has(first)) && !isVerb(words[1])
}

// unfinished returns the sentence that an unclear fact most likely is: "La directora se jubila.", "Hablo inglés y
// francés.", or "".
func unfinished(kind fact.Kind, bare string) string {
	words := wordsOf(bare)
	isLanguage := func(w word) bool { return languages.Has(w.string) }
	if len(words) == 0 {
		return ""
	}
	first, rest, _ := strings.Cut(bare, " ")
	your, isYour := ofUsted.Get(words[0].string)
	because, isReason := strings.CutPrefix(withSmall(bare), "porque ")
	switch {
	case kind == fact.Fit && isReason && isSentence(because):
		return because
	case kind == fact.Fit && strings.HasPrefix(withSmall(bare), "curso de "):
		return "He hecho un " + withSmall(bare)
	case kind == fact.Fit && len(words) == 1 && grammar.WithSmall(bare) != bare && !virtue.MatchString(bare):
		return "Tengo experiencia con " + bare
	case kind == fact.Fit && adjectives.MatchString(bare):
		return "Soy " + withSmall(bare)
	case kind == fact.Topic && isYour && strings.HasPrefix(your, "su") && len(first) < len(bare):
		return "Hablamos sobre " + your + " " + rest
	case kind == fact.Topic && len(words) > 2 && articles.Has(words[0].string) && mayHaveVerb(words[2:]):
		return bare
	case kind == fact.Fit && slices.ContainsFunc(words, isLanguage) && !slices.ContainsFunc(words, func(w word) bool {
		return !isLanguage(w) && !linking.Has(w.string)
	}):
		return "Hablo " + withSmall(bare)
	}
	return ""
}

// mayHaveVerb reports whether the words behind an article and a noun may go on with a verb: "se jubila", "manda mucho".
func mayHaveVerb(words []word) bool {
	for i, w := range words {
		switch {
		case asking.Has(w.string) || relating.Has(w.string):
			return false
		case pronouns.Has(w.string) && !articles.Has(w.string), isVerb(w):
			return true
		case verbForm.MatchString(w.string) && !w.isName && !leads(w) && !isAdjective(w.string) &&
			(i == 0 || !leads(words[i-1])):
			return true
		}
	}
	return false
}

// virtue matches what one has, and not what one works with: "Puntualidad".
var virtue = pattern.Lazy(`(?:dad|ción|cia|ía|ble|nte)$`)

// adjectives matches what one is: "puntual", "muy buena con los niños".
var adjectives = pattern.Lazy(`(?i)^(?:muy )?(?:buen[oa] (?:con|en) [^.,]+|(?:puntual|responsable|` +
	`trabajadora?|paciente|constante|flexible|sociable|bilingüe|trilingüe|detallista|polivalente|` +
	`(?:ordenad|organizad|resolutiv|meticulos|creativ|dinámic|proactiv|autónom|rápid|limpi|educad)[oa])` +
	`(?: y (?:muy )?\pL+[oael])?)$`)

var languages = pattern.Words("español inglés francés alemán portugués italiano catalán euskera gallego árabe chino " +
	"ruso neerlandés polaco rumano quechua")

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

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "diez años de experiencia en planificación", "He dirigido dos plantas."
	case fact.Hook:
		return "", "Felicidades por la nueva clínica."
	}
	return "el nuevo horario", "Usted me enseñó el nuevo horario."
}

// unthankable matches what one would not thank for.
var unthankable = pattern.Words("salario sueldo paga remuneración vacaciones permiso bonus prima nada")

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	words := grammar.Words(text)
	for _, w := range words {
		if formal := politely(w); formal != "" {
			return grammar.TooFamiliar(w, "Spanish", "usted") + `; write "` + formal + `"`
		}
		if isFamiliar(w) {
			return grammar.TooFamiliar(w, "Spanish", "usted") + instead(w)
		}
	}
	if i := slices.IndexFunc(words, unthankable.Has); kind == fact.Topic && i >= 0 {
		return grammar.Unthankable(words[i])
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	if w := grammar.SpokenOf(text, name, others); w != "" {
		return grammar.AboutReader(w, name, "usted", "su")
	}
	return ""
}

// others are the words for somebody who is spoken of.
var others = pattern.Words("él Él ella Ella")

// A word has its spelling in small letters, and whether it was typed with a capital or a digit in it, as names are.
type word struct {
	string
	isName bool
}

// wordsOf returns the words of a text. The first one is no name by its capital.
func wordsOf(text string) (list []word) {
	typed := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
	marksName := func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }
	typed = slices.DeleteFunc(typed, func(w string) bool { return strings.Trim(w, "-") == "" }) // "Vigo - Lugo"
	for i, w := range typed {
		list = append(list, word{strings.ToLower(w), i > 0 && strings.ContainsFunc(w, marksName)})
	}
	return list
}
