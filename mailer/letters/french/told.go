package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// Mine reports whether a topic is the sender's own: "mon mémoire". One that reads badly behind "ce que vous m'avez dit
// de" counts as that: "ce que vous préparez", "le fait que …", "la façon dont …", "un élève qui arrive en mars", and
// "le planning et la paie", where "de" would have to come twice.
func (Language) Mine(topic string) bool {
	return saysWhat(topic) || isTwo.MatchString(topic) || isOne.MatchString(topic) ||
		slices.ContainsFunc(grammar.Words(topic), mine.Has)
}

// saysWhat reports whether a topic is what only a clause says: "ce que vous préparez", "le fait que …".
func saysWhat(topic string) bool {
	words := grammar.Words(topic)
	return len(words) > 0 && words[0] == "ce" && !articled.MatchString(topic) || isClause.MatchString(topic)
}

// About returns a topic behind "notre échange": "sur le planning", or "à propos de l'atelier sur le tri", in which
// "sur" would come twice. Two topics would need "de" twice, and a clause reads badly behind it: both keep "sur".
func (Language) About(topic string) string {
	switch {
	case !strings.Contains(topic, " sur ") || isTwo.MatchString(topic) || saysWhat(topic):
		return "sur " + topic
	case strings.HasPrefix(topic, "le "):
		return "à propos du " + topic[len("le "):]
	case strings.HasPrefix(topic, "les "):
		return "à propos des " + topic[len("les "):]
	case elides(topic):
		return "à propos d'" + topic
	}
	return "à propos de " + topic
}

var (
	// articled matches a noun behind "ce".
	articled = pattern.Lazy(`^(?i:ce) [^q]`)

	// isClause matches what only a clause behind it says.
	isClause = pattern.Lazy(`^(?:le fait |la façon d|les raisons pour )`)

	// isOne matches one of several, of whom little is said.
	isOne = pattern.Lazy(`^(?i:une?) `)

	// isTwo matches a second noun with an article of its own.
	isTwo = pattern.Lazy(` (?:et|ou|ainsi que) (?:les? |la |l'|une? |votre |vos |notre |nos |` +
		`ces? |cette |sa |son |ses |leurs? )`)
)

// Recalled returns a topic as a later note names it: without what only explains it, which a no would make a reproach:
// "les classes d'ados" for "les classes d'ados, pour lesquelles vous manquez de profs". After a no, it is not what the
// sender would have done: "l'équipe que j'encadrerais".
func (Language) Recalled(topic string, over bool) string {
	if over && wouldBe.MatchString(topic+" ") {
		return ""
	}
	if at := explains.FindStringIndex(topic); at != nil && !fact.IsSentence(topic) {
		return topic[:at[0]]
	}
	return topic
}

// wouldBe matches what the sender would do, and what would be theirs.
var wouldBe = pattern.Lazy(`(?i)(?:(?:^|[ '])(?:je |j')(?:ne |n'|y |en )?\pL+r(?:ais|ai)[ ,.]|` +
	`(?:^| )m(?:on futur|a future|es future?s) )`)

// explains matches the beginning of a clause behind a comma, and of a remark with its own verb or measure: ", qui
// arrive en mars", ", un vrai casse-tête".
var explains = pattern.Lazy(`(?i), (?:(?:(?:pour|avec|dans|sur|chez|sans|par|à) )?(?:lesquel(?:le)?s|laquelle|lequel|` +
	`auxquel(?:le)?s|auquel|à laquelle|qui|que|dont|où) |qu'|une? vraie? |` +
	`(?:plus|moins|trop|très|toujours|souvent) |avec (?:des |les? |la |l'|une? |vos |votre ))`)

// Told returns what a sentence says about the reader's side behind "Vous m'avez dit", with its "que" and in the
// imperfect: "que vous passiez à SAP", "qu'Orange fermait ses boutiques". What is only right some days around the
// interview is told soon, and in the present if it is still to come: "que votre directrice arrive lundi". What was said
// or shown in the interview was not told, and neither is what may be about the sender. Where the imperfect is not sure,
// what is still so stays as it is: "que l'équipe choisit ses fournisseurs".
func (Language) Told(sentence string, soon bool) string {
	sentence = asYours(rules.Capital(reported.ReplaceAllString(sentence, "")))
	clause := clauseOf(sentence)
	if because := reason.FindStringIndex(clause); because != nil && imperfect(clause[:because[0]]) != "" {
		clause = clause[:because[0]]
	}
	isPlan := false
	if lasting := passingLast.ReplaceAllString(clause, ""); passes(clause) {
		isGone := passes(lasting) || len(grammar.Words(lasting)) < 5
		switch {
		case isGone && !soon:
			return ""
		case isGone:
			isPlan = !isPerfect(clause) // no later note has it in another tense
		case !soon:
			clause = lasting
		}
	}
	if both := bothTold(clause); both != "" && isSentence(sentence) {
		return both
	}
	if mayHaveSecond(clause) {
		return ""
	}
	if told := imperfect(clause); told != "" && isPlan {
		return that(clause)
	} else if told != "" {
		return that(told)
	}
	if clause == "" || another.MatchString(clause) || untold.Has(grammar.Words(clause)[0]) || !isSentence(sentence) {
		return ""
	}
	return that(clause)
}

// reason matches why something is so, which may be left out.
var reason = pattern.Lazy(`,? (?:car |parce que |parce qu'|puisque |puisqu').*$`)

// passes reports whether a clause names a time that is another one some days later.
func passes(clause string) bool {
	return passing.MatchString(everyWeek.ReplaceAllString(clause+" ", " "))
}

// everyWeek matches a day that comes back: "le service du dimanche", "du lundi au vendredi".
var everyWeek = pattern.Lazy(`(?i) (?:du|des|chaque|les?) ` + aWeekday + `s?` +
	`(?: (?:matin|soir|midi|après-midi))?(?: au ` + aWeekday + `)?\b`)

// bothTold returns two clauses, each with a subject of its own, as they were told: "que vous passiez à SAP et que vous
// recrutiez". If the tense of one is not sure, both stay as they are. It returns "" for anything else.
func bothTold(clause string) string {
	first, and, second := cutClause(clause)
	if second == "" || mayHaveSecond(first) || mayHaveSecond(second) {
		return ""
	}
	bare := ownQue.ReplaceAllString(second, "")
	isInFirst := bare != second && hasQue.MatchString(first) // "vous voulez qu'on livre et qu'on forme"
	one, two := imperfect(first), imperfect(bare)
	switch {
	case would.MatchString(bare), isInFirst && slices.ContainsFunc(grammar.Words(one), isWished.Has):
		two = second
	case isInFirst, (one == first) != (two == bare):
		one = ""
	}
	if one != "" && two != "" {
		first, second = one, two
	}
	return that(first) + and + that(second)
}

var (
	// ownQue matches the "que" that a second clause has already.
	ownQue = pattern.Lazy(`^(?:que |qu')`)

	// hasQue matches a clause with another in it.
	hasQue = pattern.Lazy(` (?:que |qu')`)
)

// would matches a clause in the conditional, which is told as it is.
var would = pattern.Lazy(`^(?:vous (?:ne |n')?\pL{2,}riez|(?:on|il|elle|ça) (?:ne |n')?\pL{2,}rait) `)

// cutClause cuts a second clause with its own subject, a pronoun or a noun, or with its own "que", from a first that
// surely has a verb. Without one, second is "".
func cutClause(clause string) (first, and, second string) {
	if at := andClause.FindStringSubmatchIndex(clause); at != nil {
		first, and, second = clause[:at[0]], clause[at[2]:at[3]], clause[at[4]:]
		if and != ", " || mayBeClause(grammar.Words(first)) && !ownQue.MatchString(second) {
			return first, asAnd(and), second
		}
	}
	for _, and := range [...]string{" et ", " mais ", ", "} {
		first, second, ok := strings.Cut(clause, and)
		words := grammar.Words(second)
		if !ok || len(words) < 3 || !articles.Has(words[0]) || imperfect(first) == "" {
			continue
		}
		_, isVerb := past(words[2], words[1])
		isPlural := plurals.Has(words[0]) && looksPlural.MatchString(words[2]) // "les absences pèsent"
		if isVerb || isPlural || isFinite.Has(words[2]) || beforeVerb.Has(words[2]) {
			return first, asAnd(and), second
		}
	}
	return clause, "", ""
}

// asAnd returns what joins a second clause behind "que", which a comma cannot.
func asAnd(joint string) string {
	if joint == ", " {
		return " et "
	}
	return joint
}

// mayHaveSecond reports whether a clause may have a second behind its own verb, with a subject of its own, which would
// need a "que" of its own: "vous livrez et Paul ne suit plus", "vous livrez, Paul suit".
func mayHaveSecond(clause string) bool {
	at := joins.FindStringIndex(clause)
	if at == nil {
		return false
	}
	first, second := grammar.Words(clause[:at[0]]), grammar.Words(clause[at[1]:])
	if mayHaveSecond(clause[at[1]:]) {
		return true
	}
	return mayBeClause(first) && len(second) > 1 && !needsNoQue.Has(second[0]) &&
		(slices.ContainsFunc(second[1:], isAnyVerb) || mayHaveVerb(second))
}

// mayBeClause reports whether words may have a verb of their own, known or not.
func mayBeClause(words []string) bool {
	return len(words) > 1 && (subjects.Has(words[0]) || slices.ContainsFunc(words, isAnyVerb) || mayHaveVerb(words))
}

// isAnyVerb reports whether a word is a verb, or stands before one.
func isAnyVerb(word string) bool {
	if alsoNoun.Has(word) {
		return false
	}
	_, isOfThird := past(word, "")
	_, isOfVous := past(word, "vous")
	return isOfThird || isOfVous || isFinite.Has(word) || beforeVerb.Has(word) || indicates.Has(word)
}

// needsNoQue begin what goes on with a clause and is none beside it: "qui …", "quand …", "ne … plus".
var needsNoQue = pattern.Words("qui que qu dont où quand comme si se s ne n")

// joins matches what may join a second clause.
var joins = pattern.Lazy(`(?i) (?:et|mais|ou|car|or|donc) |, (?:(?:et|mais|car|or|donc|alors|sinon) )?`)

// andClause matches what joins a second clause, and its subject or "que".
var andClause = pattern.Lazy(`(,? (?:et|mais) |, )((?:vous|ça|ils?|elles?|on|chacun|tout le monde|` +
	`(?:personne|rien) ne|tout (?:se|est|va|reste)) |(?:personne |rien )n'|tout s'|c'|qu'|que )`)

// reported matches what the letters say themselves before what was told.
var reported = pattern.Lazy(`^(?i:vous (?:m'|nous )?avez (?:dit|expliqué|annoncé|précisé|confié) (?:que |qu'))`)

// AsTold returns a sentence about the reader's side with who said so, because nobody needs to be told their own news:
// "Vous m'avez dit que l'équipe est petite, mais qu'elle est soudée." What was not surely told stays as it is.
func (l Language) AsTold(sentence string) string {
	if first, rest, ok := strings.Cut(sentence, ". "); ok {
		return strings.TrimSuffix(l.AsTold(first+"."), ".") + ". " + rest
	}
	clause := clauseOf(sentence)
	if clause == "" || untold.Has(grammar.Words(clause)[0]) || !isSentence(sentence) {
		return sentence
	}
	first, and, second := cutClause(clause)
	if mayHaveSecond(first) || mayHaveSecond(second) {
		return sentence
	}
	if second != "" {
		second = and + that(second)
	}
	return "Vous m'avez dit " + that(first) + second + "."
}

// another matches a second clause, which would need a "que" of its own.
var another = pattern.Lazy(`(?i)(?: et |,| mais | car | parce )`)

// untold are words that begin what is rather felt than told.
var untold = pattern.Words("cela ça")

const (
	// byToday are times that are other ones some days later.
	byToday = `demain|hier|aujourd['’]hui|bientôt|sous peu|en ce moment|` +
		`ce (?:matin|soir|mois-ci|mois|trimestre)|cette semaine|` +
		`dans (?:\d+|une?|deux|trois|quatre|cinq|six|quelques) (?:jours?|semaines?|mois)`

	// nextOrLast are what makes a time one of those, behind its noun.
	nextOrLast = `(?:prochaine?s?|derni(?:er|ère)s?)`
)

var (
	// aWeekday matches the name of one.
	aWeekday = `(?:` + strings.Join(weekdays[:], "|") + `)`

	// passing matches a time that is another one some days later. A day behind "le" comes back.
	passing = pattern.Lazy(`(?i)(?:(?:^|[ '’])(?:` + byToday + `|` + nextOrLast + `)|` +
		`(?:[^l]e|[^e]) ` + aWeekday + `)[ ,.]`)

	// passingLast matches one behind everything else, with what it belongs to: "l'an prochain", "dès ce lundi".
	passingLast = pattern.Lazy(`(?i),?(?: (?:dès|avant|pour|depuis|jusqu['’]à|d['’]ici|(?:à partir )?de))? ` +
		`(?:` + byToday + `|(?:l['’]an|l['’]année|le mois|le trimestre|la semaine) ` + nextOrLast + `|` +
		`(?:ce )?` + aWeekday + `(?: ` + nextOrLast + `)?)$`)

	// perfect matches the past of a verb, which is told as what had been.
	perfect = pattern.Lazy(`(?i)(?:\bai|as|avez|avons|ont|est|êtes|sont|(?:^|[ '])a) (?:\pL+ )?` +
		`(?:\pL{2,}(?:é|és|ée|ées|i|is|ie|ies|u|us|ue|ues|it|ert|aint)|mise?s?|née?s?|vue?s?|lue?s?)(?: |$)`)
)

// isPerfect reports whether a clause has a verb in the perfect: "vous avez perdu", but not "vous n'avez plus".
func isPerfect(clause string) bool { return perfect.MatchString(howMuch.ReplaceAllString(clause, " ")) }

// howMuch matches words that end like a participle.
var howMuch = pattern.Lazy(`(?i) (?:plus|peu) `)

// that returns a clause behind "que", which a second one may have already.
func that(clause string) string {
	switch {
	case ownQue.MatchString(clause):
		return clause
	case elides(clause):
		return "qu'" + clause
	}
	return "que " + clause
}

// clauseOf returns what a sentence says about others than the sender as a clause, "vous passez à SAP", or "".
func clauseOf(sentence string) string {
	bare, isOne := strings.CutSuffix(sentence, ".")
	words := grammar.Words(bare)
	if !isOne || len(words) < 2 || strings.ContainsAny(bare, ".!?:;…\"«") || refersBack(words) ||
		slices.ContainsFunc(words, mine.Has) || slices.ContainsFunc(words, ours.Has) {
		return ""
	}
	first, second := words[0], words[1]
	told := ""
	switch {
	case first == "vous" && len(words) > 2 && second == "avez" && said.Has(words[2]):
	case first == "il" && impersonal.Has(second), first == "c" && second == "est",
		(first == "cela" || first == "ça") && second == "fait", begins.Has(first):
		told = grammar.WithSmall(bare)
	case !subjects.Has(first) && !openings.Has(first) && !beforeNouns.Has(first) && isNameAndVerb(bare):
		told = bare
	}
	if talked.MatchString(told) {
		return ""
	}
	return told
}

// talked matches what the two did, which nobody told.
var talked = pattern.Lazy(`(?i)^(?:on|nous) .*(?:parlé|discuté|échangé|évoqué)`)

// refersBack reports whether words have one for something said before, so that nobody knows what was told.
func refersBack(words []string) bool {
	isObject := words[1] == "en" || words[1] == "y" && words[0] != "il"
	return isObject || slices.ContainsFunc(words[1:], anaphoric.Has)
}

// isNameAndVerb reports whether a sentence begins with a name and a verb: "Helix Bio ouvre un site".
func isNameAndVerb(sentence string) bool {
	words := strings.Fields(sentence)
	verb := slices.IndexFunc(words, func(w string) bool { return w == strings.ToLower(w) })
	return verb > 0 && (isFinite.Has(words[verb]) || looksFinite.MatchString(words[verb]))
}

var (
	mine = pattern.Words("je j me m moi mon ma mes mien mienne")
	ours = pattern.Words("nous notre nos")

	anaphoric = pattern.Words("cela ça ceci celui celle ceux celles pareil pareille tel telle")

	// said are participles for what somebody does in an interview.
	said = pattern.Words("dit parlé expliqué montré présenté décrit évoqué mentionné insisté raconté annoncé précisé " +
		"confié demandé répondu souligné")

	impersonal = pattern.Words("n y faut faudra faudrait reste manque")

	// begins are words that begin a sentence with a small letter where it stands behind another.
	begins = pattern.Words("on vous votre vos le la l les un une deux trois quatre cinq six sept huit neuf dix " +
		"plusieurs chaque personne tout tous toutes au aux à en dans depuis dès pour chez avec d")
)

// imperfect returns a clause in the present as it stands behind "Vous m'avez dit que", with its verb in the imperfect:
// "vous passiez à Odoo" for "vous passez à Odoo". It returns "" if the verb is not surely the only one, or none that is
// known.
func imperfect(clause string) string {
	words := strings.Split(clause, " ")
	found := ""
	for i, w := range words {
		before, verb := beforeAndBare(words, i)
		if (w == "que" || strings.HasPrefix(w, "qu'")) && isWished.Has(found) {
			break // what is wished for is in the subjunctive
		}
		was, isVerb := past(verb, before)
		switch {
		case !isVerb:
			if found == "" && relatives.Has(verb) && verb != "vous" && verb != "nous" {
				return "" // what follows says more about the subject, or when
			}
			continue
		case was == "" || found != "":
			return ""
		}
		found = was
		words[i] = strings.TrimSuffix(w, verb) + was
	}
	if found == "" {
		return ""
	}
	return strings.Join(words, " ")
}

// isWished are verbs of a wish, behind whose "que" no verb changes.
var isWished = pattern.Words("vouliez voulait voulaient souhaitiez souhaitait souhaitaient demandiez demandait")

// beforeAndBare returns the nth of the words without what is elided before it, in small letters, and what stands
// before that: "n" and "avez" for "n'avez".
func beforeAndBare(words []string, n int) (before, bare string) {
	said := grammar.Words(strings.Join(words[:n+1], " "))
	if len(said) == 0 {
		return "", ""
	}
	if len(said) > 1 {
		before = said[len(said)-2]
	}
	return before, said[len(said)-1]
}

// past returns the imperfect of a verb in the present, or "" if the word is a verb whose imperfect is not sure. isVerb
// is false for any other word.
func past(word, before string) (was string, isVerb bool) {
	switch {
	case beforeVous.Has(before) && strings.HasSuffix(word, "ez") && !beforeNouns.Has(word):
		if was, ok := irregular.Get(word); ok {
			return was, true
		}
		if unsureEz.MatchString(word) {
			return "", true
		}
		return strings.TrimSuffix(word, "ez") + "iez", true
	case before == "vous" && (word == "êtes" || word == "faites" || word == "dites"):
		return irregular.Get(word)
	case beforeNouns.Has(before) && !beforeVerb.Has(before) && before != "vous":
		return "", false
	}
	if was, ok := irregular.Get(word); ok {
		return was, true
	}
	for _, end := range [...]struct{ is, was string }{{"e", "ait"}, {"ent", "aient"}} {
		stem, ok := strings.CutSuffix(word, end.is)
		switch {
		case !ok || !stems.Has(stem):
		case strings.HasSuffix(stem, "g"):
			return stem + "e" + end.was, true
		case strings.HasSuffix(stem, "c"):
			return strings.TrimSuffix(stem, "c") + "ç" + end.was, true
		default:
			return stem + end.was, true
		}
	}
	return "", false
}

var (
	// beforeVous are the words between "vous" and its verb, and "vous" itself.
	beforeVous = pattern.Words("vous ne n l les")

	// unsureEz matches what may be the future, or has its imperfect already: "ouvrirez", "cherchiez".
	unsureEz = pattern.Lazy(`(?:[ei]rez|[dru]rez|vrez|iez)$`)

	// stems are those of common verbs in -er, and of those that end like one.
	stems = pattern.Words("mont donn laiss march form dirig pilot fabriqu gard soign " +
		"ouvr rouvr ferm pass chang commenc déménag manqu cherch recrut rest compt tourn arriv " +
		"démarr dur exist fonctionn accueill travaill prépar quitt utilis organis réorganis embauch lanc fusionn " +
		"dispos emploi souhait propos expos inaugur fêt rénov modernis développ parl planifi insist réclam " +
		"demand lâch tomb coût trouv occup gagn aid command traîn augment diminu refus oubli décid hésit limit " +
		"circul assur partag rencontr risqu touch entraîn abandonn dépens réclam remplac")

	irregular = pattern.Pairs(`
		choisit choisissait  choisissent choisissaient  finit finissait  réunit réunissait
		agrandit agrandissait  grandit grandissait  suit suivait  suivent suivaient  vend vendait
		vendent vendaient  rend rendait  construit construisait  conduit conduisait  connaît connaissait
		voit voyait  voient voyaient  dort dormait  dorment dormaient  attend attendait  attendent attendaient
		a avait  ont avaient  est était  sont étaient  va allait  vont allaient  fait faisait  font faisaient
		peut pouvait  peuvent pouvaient  doit devait  doivent devaient  veut voulait  veulent voulaient
		prend prenait  prennent prenaient  vient venait  viennent venaient  met mettait  mettent mettaient
		part partait  partent partaient  perd perdait  perdent perdaient  tient tenait  tiennent tenaient
		reçoit recevait  reçoivent recevaient  faut fallait  sort sortait  sert servait  êtes étiez
		faites faisiez  refaites refaisiez  refont refaisaient  dites disiez  ouvrez ouvriez  livrez livriez
		préparez prépariez  démarrez démarriez  sait savait  savent savaient  croit croyait  croient croyaient
		pèse pesait  pèsent pesaient  mène menait  mènent menaient  gère gérait  gèrent géraient
		achète achetait  achètent achetaient  vit vivait  vivent vivaient  devient devenait  deviennent devenaient`)
)

// asYours returns a topic that speaks of those who read it as "ils" or "on" as one that speaks to them: "Vous avez du
// mal à recruter." for "Ils ont du mal à recruter." and for "On a du mal à recruter." What is not sure stays.
func asYours(topic string) string {
	words := strings.Split(topic, " ")
	isOn := len(words) > 2 && strings.EqualFold(words[0], "on")
	if len(words) < 3 || !isOn && !strings.EqualFold(words[0], "ils") || isOn && isPerfect(topic) {
		return topic
	}
	if first, second, ok := strings.Cut(topic, " et on "); isOn && ok {
		yours, more := asYours(first), asYours("On "+second)
		if yours == first || more == "On "+second {
			return topic
		}
		return yours + " et " + grammar.WithSmall(more)
	}
	others, theirs, self := ofThem, theirForms, ""
	if isOn {
		others, theirs = ofUs, ourForms
	}
	if isOn && words[1] == "se" { // "on se demande"
		self, words = "vous ", slices.Delete(slices.Clone(words), 1, 2)
	}
	clause := strings.Join(words[1:], " ")
	if at := joins.FindStringIndex(clause); at != nil && isOn {
		clause = clause[:at[0]]
	}
	for _, w := range grammar.Words(clause) {
		if others.Has(w) {
			return topic
		}
	}
	not, verb, isNot := strings.Cut(words[1], "'")
	at := 1
	switch {
	case !isNot && words[1] == "ne":
		not, verb, at = "ne ", words[2], 2
	case !isNot:
		not, verb = "", words[1]
	case not != "n":
		return topic
	default:
		not = "n'"
	}
	yours, ok := vousForms.Get(verb)
	ending := "ent"
	if isOn {
		ending = "e"
	}
	if stem, hasEnding := strings.CutSuffix(verb, ending); !ok && hasEnding && stems.Has(stem) && stem != "emploi" {
		yours, ok = stem+"ez", true
	}
	if !ok {
		return topic
	}
	rest := slices.Clone(words[at+1:])
	for i, w := range rest {
		if your, ok := theirs.Get(w); ok {
			rest[i] = your
		}
	}
	return "Vous " + not + self + yours + " " + strings.Join(rest, " ")
}

var (
	ofThem = pattern.Words("ils elles eux se s lui")
	ofUs   = pattern.Words("ils elles eux se s lui elle il son sa ses leur leurs nous m me moi mon ma mes je j")

	theirForms = pattern.Pairs("leur votre  leurs vos")
	ourForms   = pattern.Pairs("notre votre  nos vos")

	vousForms = pattern.Pairs(`
		ont avez  sont êtes  font faites  refont refaites  vont allez  peuvent pouvez  doivent devez
		veulent voulez  viennent venez  prennent prenez  mettent mettez  perdent perdez  vendent vendez
		tiennent tenez  reçoivent recevez  partent partez
		a avez  est êtes  fait faites  refait refaites  va allez  peut pouvez  doit devez
		veut voulez  vient venez  prend prenez  met mettez  perd perdez  vend vendez
		tient tenez  reçoit recevez  part partez`)
)

// MayBeBadNews reports whether a topic may be bad news, about which one does not say that it was a pleasure: "la perte
// du contrat".
func (Language) MayBeBadNews(topic string) bool {
	return badNews.MatchString(harmless.ReplaceAllString(" "+strings.ToLower(topic)+" ", " "))
}

// harmless matches words that begin like those of bad news: a farm, a department.
var harmless = pattern.Lazy(`(?:[ '](?:la|une|votre|cette|les|des|vos|de|petite|grande) fermes? |` +
	`[ '](?:clubs?|cours|jeux?|tournois?|ateliers?) d[e']? ?échecs |` +
	` sans (?:viande|gluten|alcool|pesticides?|produits? chimiques?|sulfites|labour|plastique|emballages?|` +
	`rendez-vous|fil|contact)(?:[ ,]|$)|` +
	`[ '](?:fermi|ferment|départe|pertin|plus de \d|attentes des )\pL*)`)

var badNews = pattern.Lazy(`[ '](?:demand\pL* (?:comment|si|pourquoi) |` +
	`pert|perd|départ|ferm|licenci|inqui|souci|craign|craint|redout|` +
	`préoccup|angoiss|peur|` +
	`épuis|débord|arrêt|encore |mal |manqu|pénuri|retard|accident|panne|plainte|` +
	`conflit|tendu|tension|grève|burn|absen|malad|décès|deuil|violen|agress|vol |vols |casse|dette|réduction|` +
	`suppress|baisse|diffic|problèm|sans |attente|plus |pas |turnover|turn-over|rotation|crise|faillite|redress|` +
	`harcèl|fin de vie|palliatif|surcharg|pression|stress|échec|inond|incend|incivil|impay|litige|fraude|` +
	`réduit|démission|incident|nuisib|sous-effectif|plein |refus|mort|suicid|annul|coupe|restructur|délais|` +
	`primes|décroch|abandon|fâch|usure|vétust|surendett|précari|urgence |personne |trop |peu |vacant|expuls|` +
	`contentieux|réclamation|erreur|exigeant|sévère|strict)`)
