package spanish

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// isSentence reports whether a text is surely one whole sentence.
func isSentence(s string) bool {
	words := wordsOf(s)
	if len(words) < 2 || openings.Has(words[0].string) || asking.Has(words[0].string) {
		return false
	}
	typedAsOne := grammar.IsTypedAsOne(s)
	if lead := leadTime.FindString(s); lead != "" && !typedAsOne {
		return isSentence(s[len(lead):]) // "en primavera van a pasar el libro mayor a SAP"
	}
	if m := ofMine.FindStringSubmatch(s); m != nil && !strings.Contains(m[1], " que") {
		return true // "mi tesis trataba de series temporales"
	}
	isOfMe := words[0].string == "me" && ofMe.MatchString(words[1].string)
	if beginsAsSender(words) || isOfMe && len(words) > 2 {
		return true // Spanish needs no pronoun: "he dirigido dos plantas"
	}
	if len(words) < 3 {
		return false
	}
	if words[0].string == "ya" && len(words) > 3 && speakers.Has(words[1].string) {
		words = words[1:] // "ya me tocó implementar SAP"
	}
	verb := words[0].string
	if subjects.Has(verb) || speakers.Has(verb) {
		verb = afterPronouns(words[1:]) // "usted me lo enseñó", "me platicó del cambio"
		return isFinite.Has(verb) || asVerb.MatchString(verb) || toldVerb.MatchString(verb) ||
			together.MatchString(verb) || typedAsOne && verbForm.MatchString(verb)
	}
	if isPlural(words) || standing.Has(verb) || isMineLater(words) {
		return true // "abren otra tienda en Getafe"
	}
	isNextFinite := (datives.Has(verb) || denying.Has(verb)) && isFinite.Has(words[1].string) ||
		verb == "les" && verbForm.MatchString(words[1].string)
	if isNextFinite || (articles.Has(verb) || verb == "cada") && hasSubject(words) {
		return true // "les falta gente", "no tienen almacén", "el turno es partido"
	}
	isOfEach := verb == "cada" && (words[1].string == "uno" || words[1].string == "una")
	if typedAsOne && isOfEach && verbForm.MatchString(words[2].string) {
		return true // "Cada una limpia catorce habitaciones."
	}
	return typedAsOne && (slices.ContainsFunc(words, isVerb) || slices.ContainsFunc(words, isOurs) ||
		datives.Has(verb) || articles.Has(verb) && !isNominal(words))
}

// ofMe matches a verb behind "me" whose subject is the sender: "me adapto bien a todo".
var ofMe = pattern.Lazy(`^\pL{3,}(?:o|é|í)$`)

// ofMine matches a sentence about what the sender made or learnt. Its group stands before the verb.
var ofMine = pattern.Lazy(`(?i)^mis? (\pL+(?: [^ ,]+){0,5}?) (?:fue|fueron|era|eran|es|son|trata|trató|trataba|versa|` +
	`versaba|consistió|consistía|incluía|ganó|(?:la|lo|las|los) (?:hice|dirigí|escribí)) [^.,]+\.?$`)

// hasSubject reports whether words begin with an article, a noun and what belongs to it, and go on with a verb that
// agrees with it: "mi trabajo anterior era igual", "la flota se renueva en marzo", "los pedidos llegan tarde".
func hasSubject(words []word) bool {
	at := 2
	if qualities.Has(words[1].string) {
		at = 3 // "mi último jefe fue chef"
	}
	if at+2 < len(words) && words[at].string == "de" {
		at += 2 // "el turno de noche es partido"
	}
	if at+1 < len(words) && isAdjective(words[at].string) {
		at++
	}
	if at+1 >= len(words) || words[at].isName {
		return at < len(words) && being.Has(words[at].string)
	}
	verb := words[at].string
	if verb == "se" {
		return verbForm.MatchString(words[at+1].string)
	}
	if denying.Has(verb) {
		return isFinite.Has(words[at+1].string)
	}
	areSeveral := strings.HasSuffix(words[0].string, "s")
	return being.Has(verb) || isVerb(words[at]) && areSeveral == strings.HasSuffix(verb, "n") && verb != "falta"
}

// beginsAsSender reports whether words begin with a verb in the first person.
func beginsAsSender(words []word) bool {
	for i, w := range words {
		if i == len(words)-1 && i > 0 || !before.Has(w.string) {
			return isMine(w.string) && !(nouns.Has(w.string) && len(words) > i+1 && words[i+1].string == "de")
		}
	}
	return false
}

// isMine reports whether a word is a verb whose subject is the sender: "llevo", "diseñé", "atendí".
func isMine(w string) bool {
	return firstPerson.Has(w) || preterite.MatchString(w) && !accented.Has(w)
}

// isMineLater reports whether words begin with when or where, and go on with what the sender did: "de joven fui
// camarero".
func isMineLater(words []word) bool {
	isMine := func(w word) bool {
		return surelyMine.Has(w.string) || preterite.MatchString(w.string) && !accented.Has(w.string)
	}
	return (small.Has(words[0].string) || adverbs.Has(words[0].string)) && slices.ContainsFunc(words, isMine)
}

// isOurs reports whether a word is a verb of both: "hablamos".
func isOurs(w word) bool { return together.MatchString(w.string) }

// isPlural reports whether words begin with a verb whose subject are several, and go on as a sentence does.
func isPlural(words []word) bool {
	first := words[0].string
	isOne := isFinite.Has(first) && strings.HasSuffix(first, "n") || plural.MatchString(first) && !endingInN.Has(first)
	goesOn := len(words) > 2 && (leads(words[1]) || goingOn.Has(words[1].string) || using.Has(first))
	return isOne && goesOn
}

// using are verbs that are nothing else, whatever follows: "usan dbt".
var using = pattern.Words("usan utilizan trabajan organizan planifican compran venden fabrican buscan necesitan " +
	"quieren")

// afterPronouns returns the first word that is no small pronoun.
func afterPronouns(words []word) string {
	for _, w := range words {
		if !pronouns.Has(w.string) {
			return w.string
		}
	}
	return ""
}

var (
	subjects = pattern.Words("yo usted ustedes nosotros nosotras él ella ellos ellas esto eso")
	speakers = pattern.Words("me nos")
	being    = pattern.Words("es son está están era eran fue fueron será serán")
	denying  = pattern.Words("no ya aún todavía")
	datives  = pattern.Words("le les")
	pronouns = pattern.Words("me te le les lo la los las nos se no ya")
	openings = pattern.Words("que porque cuando si como aunque para donde")
	before   = pattern.Words("yo me nos lo la los las le les no ya también además siempre")

	// verbForm matches how a verb ends behind a pronoun: "usted planifica", "ustedes abren".
	verbForm = pattern.Lazy(`^\pL{2,}(?:a|e|an|en|ó|aba|aban|ía|ían|aron|ieron|amos|emos|imos|ímos|o|é|í)$`)
	// toldVerb matches what somebody did: "me platicó", "me enseñaron", "me contaste".
	toldVerb = pattern.Lazy(`^\pL{2,}(?:ó|jo|aron|ieron|jeron|aste|iste|asteis|isteis)$`)

	preterite = pattern.Lazy(`^\pL{2,}(?:é|í|duje)$`)
	plural    = pattern.Lazy(`^\pL{3,}(?:an|en|án|arán|erán|irán|aron|ieron|jeron)$`)
	accented  = pattern.Words(`
		café bebé comité carné chalé puré porqué qué así aquí allí ahí mí sí rubí jabalí esquí bufé`)
	endingInN = pattern.Words(`
		plan orden examen imagen volumen margen origen virgen gran bien cien también quien alguien recién almacén
		capitán catalán alemán joven resumen crimen dictamen régimen certamen juan esteban carmen iván germán
		julián adrián hernán román desván refrán guardián galán gabán kan clan sartén andén belén rubén rehén
		sostén edén vaivén kanban`)
	goingOn = pattern.Words(`
		otra otro otras otros muy mucho mucha muchos muchas poco poca pocos menos más ya cada todo toda todos
		todas siempre mañana hoy varias varios nuevas nuevos`)

	// standing are verbs with which a sentence begins, and hardly a noun phrase.
	standing = pattern.Words(`
		hay es son está están tiene tienen quiere quieren puede pueden va van han ha se`)

	// surelyMine are verbs of the sender that are nothing else.
	surelyMine = pattern.Words("he fui hice llevo tengo soy estuve tuve dirijo")

	// nouns are verbs that are nouns as well: "trabajo de noche".
	nouns = pattern.Words("trabajo manejo domino hago creo")

	firstPerson = pattern.Words(`
		he tengo llevo soy fui trabajo dirijo hablo planifico organizo enseño conozco gestiono coordino vi hice sé
		vengo di hemos estamos doy leí estoy estuve tuve pude puse conduje traduje produje deduje vine supe quise
		dije traje anduve manejo conduzco traduzco cocino atiendo programo reparo instalo domino cuento hago
		acabo llevamos hicimos encargo ocupo dedico manejaba trabajaba llevaba dirigía era vendo escribo leo toco cuido
		limpio soldo sueldo preparo imparto superviso administro redacto edito analizo desarrollo implanto puedo
		aprendo madrugo quiero busco vivo nací crecí obtuve mantuve propuse compuse superé`)

	isFinite = pattern.Words(`
		he ha han hemos había habían hay tengo tiene tienen tenemos tenía soy es son somos era eran fue fueron
		será serán estoy está están estaba hago hace hacen hizo va van vamos iba puede pueden podemos debe deben
		quiere quieren queremos sabe saben toma toman viene vienen pone ponen dirige dirigen dirigí dirijo llevo
		lleva llevan trabajan trabaja usa usan utiliza utilizan busca buscan abre abren abrirá abrirán pasa pasan
		cambia cambian traslada trasladan empieza empiezan comienza planifica planifican organiza organizan enseña
		enseñó enseñaron explicó contó dijo mostró habló hablamos hablo conozco conoce crece crecen ha gustó gusta
		fui leí vi funciona funcionan falla fallan cierra cierran cerró cerraron necesita necesitan tarda da dan
		sale salen entra entran llega llegan queda quedan vuelve vuelven falta faltan existe sigue siguen pide
		piden ofrece ofrecen explica aplica indica dedica publica fabrica ubica identifica abrió ganó ganaron
		ganan gana compró compraron encanta encantan apasiona apasionan interesa interesan motiva dio vio preguntó
		preguntaron platicó comentó mencionó creció cambió empezó llegó pasó quedó terminó tuvo tuvieron
		afecta afectan influye influyen conviene convienen compensa merece`)
)

// Told returns what a sentence says in the form that follows "me contó que", or "" if it may be the sender's own or
// about the talk. A later note does not come back to what is sad.
func (Language) Told(sentence string, soon bool) string {
	if !soon {
		sentence = nowFirst.ReplaceAllString(sentence, "${1}")
	}
	clause := asClause(sentence, soon)
	if !soon && sad.MatchString(notSad.ReplaceAllString(" "+strings.ToLower(clause), " ")) {
		return ""
	}
	return clause
}

// sad matches bad news that nobody wants to be reminded of, and notSad what only sounds like it.
var (
	sad = pattern.Lazy(` (?:despid\pL*|despedi\pL*|fallec\pL*|muert(?:o|a|e)s?|morir\pL*|mori(?:do|mos|bund[oa]s?)|` +
		`moría[ns]?|murió|mortal(?:es|idad)?|mortandad|suicid\pL*|acosos?|quiebra[ns]?|bancarrotas?|` +
		`concurso de acree\pL*|violen\pL*|violac\pL*|agresi\pL*|agred\pL*|fraudes?|estaf(?:a\pL*|ó)|ere|` +
		`huelg(?:a|as|uistas?)|enferm(?:[oa]s?|edad\pL*)|cierr[ae]n?|clausur\pL*|accident\pL*|duelos?|incend\pL*|` +
		`inund\pL*|recort\pL*|crisis|jubila\pL*|impag\pL*|embarg\pL*|denunci\pL*|` +
		`multa\pL*|rob(?:os?|ó|an|ar|aron|aban?|ad[oa]s?)|hurtos?|guerras?|cáncer(?:es)?)(?:[^\pL]|$)`)
	notSad = pattern.Lazy(` (?:sin embargo|recortes? de (?:prensa|periódicos?|revistas?|papel|tela))(?:[^\pL]|$)`)
)

// nowFirst matches a sentence that tells how things are now, which some days later is how they were told.
var nowFirst = pattern.Lazy(`(?i)^((?:me (?:contó|comentó|dijo|contaron|dijeron) que )?)ahora `)

// asClause returns what a sentence says in the form that follows "me contó que", or "" if it may be the sender's own,
// or about the talk. The reader is spoken to as "usted", whose verbs are those of others.
func asClause(sentence string, soon bool) string {
	text := strings.TrimSuffix(sentence, ".")
	told := text[len(said.FindString(text)):]
	words := wordsOf(told)
	if len(words) < 3 || strings.ContainsAny(text, ".!?¡¿:;") || asking.Has(words[0].string) ||
		slices.ContainsFunc(wordsOf(asNoun.ReplaceAllString(told, " ")), isOfTheTalk) || beginsAsSender(words) ||
		!soon && slices.ContainsFunc(wordsOf(regularly.ReplaceAllString(told, " ")), isOfNow) {
		return ""
	}
	if told != text {
		return told // as it was typed
	}
	for _, you := range []string{"Ustedes ", "Usted "} { // whose verb is enough
		if rest, ok := strings.CutPrefix(text, you); ok {
			text, words = rest, words[1:]
		}
	}
	first := words[0].string
	switch {
	case leads(words[0]), isFinite.Has(first), isPlural(words), adverbs.Has(first), subjects.Has(first):
		return withSmall(text)
	case len(words) > 1 && isFinite.Has(words[1].string): // "Renfe abre dos talleres."
		return text
	}
	return ""
}

// asNoun matches "trabajo" where it is no verb: "ropa de trabajo".
var asNoun = pattern.Lazy(`(?i) (?:de|del|al|el|un|su|mucho|poco|más|menos|otro|ese|este|sin|con|en) trabajo(?: |,|$)`)

// said matches how one begins to tell what they said.
var said = pattern.Lazy(`(?i)^(?:ustedes |usted )?(?:me|nos) (?:cont|coment|explic|platic|mencion|dij)` +
	`(?:ó|o|aron|eron|aste|iste) que `)

// regularly matches what is so at any time.
var regularly = pattern.Lazy(`(?i)(?:^| )(?:cada (?:día|semana|mes|mañana)|(?:al|por) mes|(?:a la|por) semana|` +
	`(?:cerrar|cierran|cierre de|cierre del|fin de) (?:el )?mes|fin(?:es)? de semana)(?: |$)`)

// isOfNow reports whether a word makes a sentence say something else some days later.
func isOfNow(w word) bool { return now.Has(w.string) }

var now = pattern.Words("hoy ayer mañana ahora semana mes pronto acaba acaban")

// isOfTheTalk reports whether a word says that a sentence is of the sender, of both, or an opinion.
func isOfTheTalk(w word) bool {
	return ours.Has(w.string) || isFamiliar(w.string) || politely(w.string) != "" || isMine(w.string) && !w.isName ||
		together.MatchString(w.string)
}

var (
	ours = pattern.Words(`
		yo me mi mis nos nosotros nosotras conmigo nuestro nuestra nuestros nuestras él ella precioso preciosa
		bonito bonita impresionante estupendo estupenda genial increíble maravilloso maravillosa fantástico
		fantástica excelente interesante encanta`)
	together = pattern.Lazy(`^(?:vimos|fuimos|\pL{2,}(?:amos|emos|[^xtn]imos|ímos))$`)
	adverbs  = pattern.Words(`
		le les se no ya cada todo toda todos todas muchos muchas varios varias hoy mañana ahora pronto también
		todavía aún casi hace dentro antes después cuando si otro otra otros otras algunos algunas ambos ninguna
		ningún nadie alguien`)
)

// Joinable returns a sentence about what the sender did or knows, without its stop, if ", y creo que eso les sería
// útil" can surely follow it. Otherwise it returns "".
func (Language) Joinable(sentence string) string {
	text := strings.TrimSuffix(sentence, ".")
	words := wordsOf(text)
	if len(words) < 2 || strings.ContainsAny(text, ".!?¡¿:;") || hasAnd.MatchString(text) {
		return "" // ", y me gustaría …" would be one more
	}
	if words[0].string == "ya" && len(words) > 2 {
		words = words[1:] // "ya pasé dos salas a LED"
	}
	words = words[len(wordsOf(atWorkplace.FindString(text))):] // "en mi trabajo actual migré el módulo"
	if len(words) < 2 {
		return ""
	}
	if ofLiking.MatchString(text) {
		return text // "me gusta mucho tratar con los mayores"
	}
	verb := words[0].string
	if verb == "soy" && goodAt.MatchString(text) || verb == "vengo" && ofFamily.MatchString(text) {
		return text // "soy muy bueno con la gente"
	}
	if verb == "fui" && len(words) > 2 && !leads(words[1]) && words[1].string != "muy" {
		return text // "fui jefa de sala"
	}
	if verb == "soy" && tradeFirst.MatchString(words[1].string) {
		return text // "soy certificadora desde 2015"
	}
	if _, what, _ := strings.Cut(text, " "); (verb == "soy" || verb == "estoy") && asState(what) != "" {
		return text // "estoy titulada en Magisterio", "soy TCAE desde 2015"
	}
	if verb == "me" {
		verb = words[1].string
	}
	if verb == "he" && participle.MatchString(words[1].string) || joinable.Has(verb) ||
		preterite.MatchString(verb) && isMine(verb) && !ofLife.Has(verb) {
		return text
	}
	return ""
}

// goodAt matches what one is good at, ofLiking what one likes, and ofFamily what one grew up with.
var (
	ofLiking = pattern.Lazy(`(?i)^me (?:gusta|gustan|encanta|encantan) (?:mucho )?(?:\pL+(?:ar|er|ir)|el|la|los|las) `)

	goodAt = pattern.Lazy(`(?i)^soy (?:muy )?(?:buen[oa] (?:con|en)|hábil (?:con|en)|rápid[oa] (?:con|en)|` +
		`paciente con|trilingüe|bilingüe)(?: |$)`)
	ofFamily = pattern.Lazy(`(?i)^vengo de (?:una )?familia de \pL+`)
)

var (
	participle = pattern.Lazy(`^(?:\pL+(?:ado|ido|ído)|hecho|puesto|escrito|abierto|visto|dicho|vuelto)$`)

	// joinable are verbs of the sender for work, and for what one has or knows.
	joinable = pattern.Words(`
		dirijo gestiono coordino superviso administro llevo estuve conduje traduje produje llevaba dirigía
		trabajaba manejaba vendía cuidaba atendía enseñaba hice tengo hablo conozco domino manejo sé trabajo
		organizo planifico programo instalo reparo cocino atiendo vendo traduzco conduzco imparto preparo cuido hago
		diseño estudié aprendí`)

	// ofLife are verbs for what one would not offer to an employer.
	ofLife = pattern.Words(`
		gané recibí nací crecí crié gradué viví obtuve leí vi licencié titulé saqué aprobé
		terminé acabé conocí casé mudé`)
)
