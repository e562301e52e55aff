package french

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// reader reads facts. The letters say "sur …" before a topic and "j'ai …" before a fit, so a phrase is a noun with its
// article.
var reader = grammar.Reader{
	Topic: grammar.Frame{Before: "Nous avons échangé sur "}, Fit: grammar.Frame{Before: "J'ai "},
	Phrase: asPhrase, IsSentence: isSentence, Wishes: wishes, Unfinished: unfinished, Remark: remarkOn,
}

// ReadFact reads a fact as it was typed. Anything that is neither a phrase nor a whole sentence is unclear.
func (l Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	plain := strings.ReplaceAll(typed, "’", "'") // which the letters have
	switch kind {
	case fact.Topic:
		plain = asYours(thatOf.ReplaceAllString(plain, "$1"))
	case fact.Fit:
		switch {
		case isWhat.MatchString(plain):
			plain = "je suis " + grammar.WithSmall(plain)
		case whatIDid.MatchString(plain):
			plain = "j'ai " + grammar.WithSmall(plain)
		}
	}
	r := reader.Read(kind, plain)
	if r.Form == fact.Unclear {
		return reader.Read(kind, typed)
	}
	if kind == fact.Hook && r.Form == fact.Sentence {
		r.Text = l.asRead(r.Text)
	}
	return r
}

var (
	// thatOf matches a clause that was typed for the sentence in it: "que vous livrez de nuit".
	thatOf = pattern.Lazy(`^(?i:que )(vous \pL+ez )`)

	// isWhat matches what one is, and not what one has: "titulaire du diplôme de clerc".
	isWhat = pattern.Lazy(`^(?i:titulaire (?:d['eu]|des )|agrégée? (?:d['e]|en )|bilingue,? |` +
		`habituée? (?:à |aux? )|ancien(?:ne)? \pL{4,} (?:d['e]|du |des |en |au |à |chez )|` +
		`à l'aise (?:avec|en|dans|à|au|sur) )`)

	// whatIDid matches what one did, without "j'ai": "soudé à bord de sous-marins".
	whatIDid = pattern.Lazy(`^(?i:soudé|dirigé|travaillé|géré|encadré|enseigné|cuisiné|piloté|animé|organisé|vendu|` +
		`construit|conduit|tenu|accompagné|coordonné|rédigé|traduit|restauré|réparé|exercé|mené|recruté|développé|` +
		`soigné|participé) (?:à |aux? |chez |dans |en |sur |pour |avec |du |des |les? |la |l'|une? |\d|` +
		`deux |trois |quatre |cinq |six |sept |huit |neuf |dix |plusieurs )`)
)

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (l Language) InLetter(kind fact.Kind, typed string) string {
	r := l.ReadFact(kind, typed)
	if kind == fact.Fit && r.Form == fact.Phrase {
		if did := l.Did(r.Text); did != "" {
			return did
		}
	}
	return reader.InLetter(kind, r.Text)
}

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string { return reader.TopicIn(sentence) }

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "dix ans d'expérience en planification", "J'ai dirigé deux services."
	case fact.Hook:
		return "", "Félicitations pour la nouvelle clinique."
	}
	return "le nouveau planning", "Vous m'avez montré le nouveau planning."
}

// unfinished makes a sentence of what one is, "infirmière depuis 12 ans", and of a topic that may have a verb: "Votre
// four tombe en panne".
func unfinished(kind fact.Kind, bare string) string {
	words := grammar.Words(bare)
	if kind == fact.Topic && len(words) > 2 && articles.Has(words[0]) && mayHaveVerb(words) {
		return bare
	}
	if kind == fact.Fit && len(words) > 1 && (isQuality.Has(words[0]) || len(words) > 2 && words[1] == "depuis") {
		return "Je suis " + grammar.WithSmall(bare)
	}
	return ""
}

var isQuality = pattern.Words("ancien ancienne bilingue bon bonne diplômé diplômée titulaire habitué habituée formé " +
	"formée passionné passionnée")

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^(?:(?:nous avons (?:parlé|échangé|discuté) )?sur |` +
	`(?:notre|votre|l['’]) ?(?:échange|discussion|conversation|entretien) sur )+`)

// spokenOf matches "parlé du planning", in which the article is behind or in "de".
var spokenOf = pattern.Lazy(`(?i)^(?:(?:nous avons |on a )(?:` + often + `)?)?(?:parlé|discuté) (?:` + often + `)?` +
	`(du |des |de (?:la |l['’]|vos |votre ))|^(du |de (?:la |l['’]))`)

const often = `surtout |aussi |beaucoup |longuement |notamment |ensuite |un peu `

// withoutDe returns a topic as it stands behind "sur": "le planning et la paie" for "parlé du planning et de la paie".
// ok is false if it is not sure what the second "de" belongs to.
func withoutDe(topic string) (bare string, ok bool) {
	at := spokenOf.FindStringIndex(topic)
	if at == nil {
		return topic, true
	}
	de := strings.ToLower(topic[:at[1]])
	first := max(strings.LastIndex(de, "de "), strings.LastIndex(de, "du "), strings.LastIndex(de, "des "), 0)
	bare = article(de[first:]) + topic[at[1]:]
	switch and := andOf.FindAllStringSubmatchIndex(bare, -1); len(and) {
	case 0:
		return bare, true
	case 1:
		before, second := bare[:and[0][0]], bare[and[0][2]:and[0][3]]
		isBare := !hasArticle.MatchString(second)
		switch {
		case isBare && bareDe.MatchString(before): // "le manque de lits et de personnel"
			return bare, true
		case isBare || ofThe.MatchString(before):
			return "", false
		}
		return before + " et " + article(strings.ToLower(second)) + bare[and[0][3]:], true
	}
	return "", false
}

// article returns what is left of "du ", "des " or "de la " without "de".
func article(de string) string {
	switch de {
	case "du ":
		return "le "
	case "des ":
		return "les "
	}
	return strings.TrimPrefix(de, "de ")
}

var (
	andOf = pattern.Lazy(`(?i) et (?:(?:` + often + `)?)(du |des |d['’]|de (?:la |l['’]|votre |vos |notre |nos |` +
		`ce |cet |cette |ces |mon |ma |mes )?)`)
	hasArticle = pattern.Lazy(`(?i)^(?:du |des |de .)`)
	bareDe     = pattern.Lazy(`(?i) (?:de |d['’])`)
	ofThe      = pattern.Lazy(`(?i) (?:du |des |de (?:la |l['’]|votre |vos |notre |nos |ce |cet |cette |ces ))`)
)

// bareExperience matches experience without its article.
var bareExperience = pattern.Lazy(`(?i)^expérience (?:en|dans|de|d['’]|du|comme|avec) ?\pL`)

// asPhrase returns a noun phrase as it is stored. ok is false if the text is not surely one that letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	bare := strings.TrimRight(text, " .,…\u00a0")
	if kind == fact.Hook || strings.ContainsAny(bare, "!?:;") || strings.Contains(bare, ". ") {
		return "", false
	}
	if kind == fact.Topic {
		if bare, ok = withoutDe(leadIn.ReplaceAllString(bare, "")); !ok {
			return "", false
		}
	} else if m := bareExperience.FindString(bare); m != "" {
		bare = "de l'" + grammar.WithSmall(bare)
	}
	words := grammar.Words(bare)
	if len(words) == 0 || len(words) > 14 {
		return "", false
	}
	if kind == fact.Fit {
		if len(words) > 1 && isMy.Has(words[0]) && numbers.Has(words[1]) { // "mes huit ans à Rouen"
			_, bare, _ = strings.Cut(bare, " ")
			words = words[1:]
		}
		says := isAbility(words) || isDiploma.MatchString(bare)
		isOne := !strings.Contains(moreOf.ReplaceAllString(bare, ""), ", ")
		return grammar.WithSmall(bare), says && isOne && !hasVerb(words)
	}
	head, isSure := headOf(bare, grammar.IsTypedAsOne(text))
	if isSure && strings.EqualFold(head, "ce") { // "ce que vous préparez"
		return grammar.WithSmall(bare), !grammar.IsTypedAsOne(text)
	}
	words = grammar.Words(head)
	if before := len(words) - 1; before > 1 && head != bare && isWho.MatchString(bare[len(head):]) {
		words = words[:before] // "un élève autiste qui …"; what stands before "qui" is no verb
	}
	if !isSure || len(words) == 0 || hasVerb(words) || mayHaveVerb(words) {
		return "", false
	}
	switch first := words[0]; {
	case isProduct.MatchString(bare):
		return bare, true
	case len(words) == 1 || !articles.Has(first) && isName.MatchString(bare):
		return bare, head == bare && (initials.MatchString(bare) || len(words) > 1)
	case articles.Has(first):
		isTheTalk := len(words) > 1 && isTalk.Has(words[1]) && (len(words) == 2 || words[2] == "sur")
		if first == "des" { // "sur les élèves qui …"
			bare = "les" + bare[len("des"):]
		}
		return grammar.WithSmall(bare), len(words) > 1 && !isTheTalk
	}
	return "", false
}

var (
	isMy = pattern.Words("mes mon ma")

	// moreOf matches what goes on with a fit behind a comma: "les CACES 1, 3 et 5", "six ans, dont deux à Lyon".
	moreOf = pattern.Lazy(`, (?:\d+[ ,]|(?:dont (?:\pL+|\d+) (?:ans )?|surtout |principalement |notamment )` +
		`(?:comme|de|en|aux?|à|dans|chez|sur|avec|auprès) )`)
)

// behind matches what follows a noun and says more about it: a clause with "qui" and its like, or ", prévue en mars".
var behind = pattern.Lazy(`(?i)^(.*?)(?:,? (?:qui|que|dont|où) |,? qu['’]|, )(.*)$`)

// headOf returns a noun phrase without the clause behind it: "le club" for "le club qui n'a plus d'animateur".
// ok is false if what is behind it is not surely such a clause. Typed as a sentence, it may have the verb of the noun
// in it: "La directrice que j'ai vue insiste."
func headOf(bare string, typedAsOne bool) (head string, ok bool) {
	m := behind.FindStringSubmatch(bare)
	if m == nil {
		return bare, true
	}
	head, clause := strings.TrimSpace(m[1]), grammar.Words(m[2])
	verbs := verbsIn(clause, typedAsOne)
	if between := bare[len(head) : len(bare)-len(m[2])]; between == ", " {
		isRemark := len(clause) > 1 && (clause[0] == "sans" || addsTo.MatchString(m[2]))
		says := len(clause) > 0 && (isRemark || participle.MatchString(clause[0]) || adjectival.MatchString(clause[0]))
		return head, says && verbs == 0 && !strings.Contains(m[2], ", ")
	}
	most := 1
	if strings.EqualFold(head, "ce") && strings.Contains(m[2], " quand ") { // "ce qu'on fait quand le refuge est plein"
		most = 2
	}
	// "la clientèle qui revient"
	isShort := len(clause) == 1 && isWho.MatchString(bare[len(head):]) &&
		(looksFinite.MatchString(clause[0]) || looksPlural.MatchString(clause[0]) || indicates.Has(clause[0]))
	return head, (len(clause) > 1 || isShort) && !strings.Contains(m[2], ", ") && verbs <= most
}

// addsTo matches what one thinks of a topic, and what it is most of all: "un vrai casse-tête", "plus longues qu'avant",
// "surtout les répétitions".
var addsTo = pattern.Lazy(`^(?:un(?: vrai|e vraie) \pL|(?:plus|moins|trop|très|toujours|souvent) \pL|` +
	`(?:surtout|notamment|y compris) (?:les? |la |l'|vos |votre |en |aux? |à |dans |pour |chez ))`)

// isWho matches the beginning of a clause that only a noun or its adjective can stand before.
var isWho = pattern.Lazy(`(?i)^ (?:qui|dont) `)

// verbsIn returns how many verbs words have: those that are common, and if all is true those that look like one, too.
func verbsIn(words []string, all bool) (n int) {
	for i, w := range words {
		isNoun := i > 0 && (beforeNouns.Has(words[i-1]) || isFinite.Has(words[i-1]))
		isAdjective := adjectives.Has(w) || adjectival.MatchString(w)
		looks := !isAdjective && (looksFinite.MatchString(w) || looksPlural.MatchString(w))
		if !isNoun && !beforeNouns.Has(w) && (isFinite.Has(w) || all && looks) {
			n++
		}
	}
	return n
}

// participle matches what says how or when something is: "prévue", "lancés".
var participle = pattern.Lazy(`^\pL{3,}(?:é|és|ée|ées|u|us|ue|ues|is|ise|ises)$`)

// hasVerb reports whether words have one that is surely no part of a noun phrase: a common verb, a pronoun that is the
// subject of one or stands before it, or "que".
func hasVerb(words []string) bool {
	for i, w := range words {
		isLetter := w == "c" && (i+1 == len(words) || !isFinite.Has(words[i+1])) // "le permis C"
		isPronoun := w != "ce" && !isLetter && (subjects.Has(w) || clitics.Has(w))
		isArticled := i > 0 && beforeNouns.Has(words[i-1]) && alsoNoun.Has(w) // "le fait"
		isSubject := isPronoun && (i == 0 || !beforeNouns.Has(words[i-1]))    // "chez vous" has none
		if isFinite.Has(w) && !isArticled || isSubject {
			return true
		}
	}
	return openings.Has(words[0])
}

// mayHaveVerb reports whether words have one behind the first noun that looks like a verb, and neither a preposition
// nor an article before it: "Ma thèse porte sur …", but not "la porte".
func mayHaveVerb(words []string) bool {
	noun := 0
	for noun < len(words)-1 && (beforeNouns.Has(words[noun]) || adjectives.Has(words[noun]) || isNth(words[noun])) {
		noun++
	}
	isPlural := plurals.Has(words[0])
	for i := noun + 1; i < len(words); i++ {
		w := words[i]
		switch {
		case indicates.Has(w) && !beforeNouns.Has(words[i-1]):
			return true
		case hasObject(words[i:]) && !beforeNouns.Has(words[i-1]):
			return true
		case !isPlural && (adjectives.Has(words[i-1]) || isNth(words[i-1])) && beforeNouns.Has(words[i-2]):
		case isPlural && endsInMent.MatchString(w) && !isAdverb.MatchString(w) && !beforeNouns.Has(words[i-1]):
			return true
		case i == noun+1 && named.Has(words[noun]) && !mayFollow.Has(w): // "l'atelier peinture"
		case beforeNouns.Has(words[i-1]) || adjectives.Has(w) || adjectival.MatchString(w):
		case isNth(w) || participles.Has(w) || beforeNouns.Has(w):
		case isPlural && looksPlural.MatchString(w), !isPlural && looksFinite.MatchString(w):
			return true
		}
	}
	return false
}

// isNth reports whether a word is an ordinal: "deuxième".
func isNth(word string) bool { return strings.HasSuffix(word, "ième") }

// hasObject reports whether words begin with one that may be an adjective, a noun or a verb, and with its object:
// "produit des pièces".
func hasObject(words []string) bool {
	if len(words) < 2 || !mayAct.Has(words[0]) {
		return false
	}
	return objects.Has(words[1]) || words[0] == "produit" && (words[1] == "des" || words[1] == "du") ||
		words[0] == "double" && words[1] == "en"
}

// isAbility reports whether words can follow "j'ai" and say why one fits.
func isAbility(words []string) bool {
	rest := words
	for len(rest) > 1 && isAbout.Has(rest[0]) { // "plus de 10 ans"
		rest = rest[1:]
	}
	rest = withoutHalf(rest)
	isAYear := len(rest) > 1 && rest[0] == "un" && rest[1] == "an"
	isNumber := numbers.Has(rest[0]) || digits.MatchString(rest[0]) || isAYear
	switch first := words[0]; {
	case len(words) < 2:
		return false
	case (first == "un" || first == "une") && !isAYear:
		return slices.ContainsFunc(words[1:min(4, len(words))], abilities.MatchString)
	case isNumber && isSpan(rest):
		return places.Has(rest[2]) && !slices.ContainsFunc(rest, freeTime.Has)
	case isNumber: // "12 chantiers livrés", "quelques notions de japonais"
		return isWork(rest) || len(rest) > 2 && abilities.MatchString(rest[1])
	case first == "beaucoup", first == "de", first == "d":
		return slices.ContainsFunc(words[1:min(4, len(words))], abilities.MatchString) && len(words) > 2
	case len(words) == 2 && (first == "le" || first == "mon") && papers.Has(words[1]):
		return true
	case first == "le" || first == "la" || first == "l" || first == "les" || first == "mon" || first == "mes":
		return len(words) > 2 && permits.Has(words[1])
	}
	return false
}

// isSpan reports whether words are a span of time, and where or how it was spent.
func isSpan(words []string) bool { return len(words) > 2 && times.Has(words[1]) }

// withoutHalf returns words that begin with a number without the half behind it: "un an d'IRM" for "un an et demi
// d'IRM".
func withoutHalf(words []string) []string {
	if len(words) > 3 && words[2] == "et" && words[3] == "demi" {
		return slices.Delete(slices.Clone(words), 2, 4)
	}
	return words
}

// isWork reports whether words are several things that were done.
func isWork(words []string) bool {
	return len(words) > 2 && !times.Has(words[1]) && slices.ContainsFunc(words[2:min(4, len(words))], done.MatchString)
}

// Did returns the sentence that a fit makes, if the letters cannot say "Avec …" of it: "J'ai passé 15 ans en cuisine.",
// "J'ai le goût du contact." It is "" for a span of time, "dix ans de bloc".
func (Language) Did(fit string) string {
	words := grammar.Words(fit)
	for len(words) > 1 && isAbout.Has(words[0]) {
		words = words[1:]
	}
	words = withoutHalf(words)
	isAYear := len(words) > 1 && words[0] == "un" && words[1] == "an"
	isNumber := len(words) > 0 && (numbers.Has(words[0]) || digits.MatchString(words[0]) || isAYear)
	switch {
	case len(words) == 0 || isNumber && isSpan(words) && (words[2] == "de" || words[2] == "d"):
		return ""
	case isNumber && isSpan(words):
		return "J'ai passé " + fit + "."
	case isNumber && isWork(words):
		return "J'ai à mon actif " + fit + "."
	}
	return "J'ai " + fit + "."
}

// Joinable returns a sentence of the sender's own without its stop if ", et …" can surely follow it: "J'ai dirigé deux
// services".
func (Language) Joinable(sentence string) string {
	bare, isOne := strings.CutSuffix(sentence, ".")
	words := grammar.Words(bare)
	if !isOne || len(words) < 3 || len(words) > 18 || words[0] != "j" && words[0] != "je" && words[0] != "ça" ||
		strings.ContainsAny(bare, ",.!?:;…(") {
		return ""
	}
	return bare
}

// Mine reports whether a topic is the sender's own: "mon mémoire". One such as "ce que vous préparez" counts as that,
// because it reads badly behind "ce que vous m'avez dit sur".
func (Language) Mine(topic string) bool {
	words := grammar.Words(topic)
	return len(words) > 0 && words[0] == "ce" && !articled.MatchString(topic) || slices.ContainsFunc(words, mine.Has)
}

// articled matches a noun behind "ce".
var articled = pattern.Lazy(`^(?i:ce) [^q]`)

// Told returns what a sentence says about the reader's side behind "Vous m'avez dit", with its "que" and in the
// imperfect: "que vous passiez à SAP", "qu'Orange fermait ses boutiques". What was said or shown in the interview was
// not told, and neither is what may be about the sender.
func (Language) Told(sentence string, _ bool) string {
	if told := imperfect(clauseOf(sentence)); told != "" {
		return that(told)
	}
	return ""
}

// that returns a clause behind "que".
func that(clause string) string {
	if elides(clause) {
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

	impersonal = pattern.Words("n y faut faudra reste manque")

	// begins are words that begin a sentence with a small letter where it stands behind another.
	begins = pattern.Words("on vous votre vos le la l les un une deux trois quatre cinq six sept huit neuf dix " +
		"plusieurs chaque personne tous toutes au aux à en dans depuis dès pour chez avec d")
)

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9]{1,4}$`)

	// isName matches a name, and a noun with its article: "Kubernetes et la dette technique".
	isName = pattern.Lazy(`^\p{Lu}[\pL\d]+ et (?:le |la |les |l['’]|vos |votre )\p{Ll}+(?: \p{Ll}+)?$`)

	// isProduct matches names with a capital inside: "GitLab CI", "React et TypeScript".
	isProduct = pattern.Lazy(`^(?:\p{Lu}[\p{Ll}\d]+ et )?\p{Lu}\p{Ll}+\p{Lu}[\pL\d]*(?: \p{Lu}[\pL\d]*)?$`)

	// isTalk are nouns that say "sur" themselves, or are the talk itself.
	isTalk = pattern.Words("étude échange échanges discussion discussions conversation entretien entretiens")

	digits = pattern.Lazy(`^\d+$`)

	articles = pattern.Words("le la les l un une des votre vos notre nos mon ma mes ce cet cette ces")

	numbers = pattern.Words("plusieurs quelques deux trois quatre cinq six sept huit neuf dix onze douze quinze " +
		"vingt vingt-cinq trente")
	times    = pattern.Words("an ans années mois saisons")
	places   = pattern.Words("de d en au aux à dans chez comme sur sous avec auprès")
	isAbout  = pattern.Words("plus de près d environ presque")
	freeTime = pattern.Words("vacances congé congés chômage pause")
	permits  = pattern.Words("caces permis goût sens habitude diplôme brevet habilitation certificat certification " +
		"nationalité expérience toeic bafa autorisation sst habilitations certifications")

	// done matches what one did with several things: "livrés", "suivies".
	done = pattern.Lazy(`^(?:livr|trait|suivi|form|men|termin|organis|publi|réalis|vend|gér|restaur|répar|cour|pilot|` +
		`accompagn|encadr|construi|écri|tradui|sign|recrut|ouver|lanc|mont|rédig|coordonn)` +
		`(?:é|ée|t|te|u|ue|e)?s$`)

	// isDiploma matches a diploma whose name is that of an article: "un DU de pédiatrie".
	isDiploma = pattern.Lazy(`^[Uu]n D[UE] \pL`)

	// papers are known by their names alone: "le BAFA".
	papers = pattern.Words("bafa bafd capes psc1 sst bnssa bpjeps ssiap caces toeic delf dalf")

	// abilities matches nouns for what one has learnt, or brings along.
	abilities = pattern.Lazy(`^(?:expériences?|pratique|diplômes?|formations?|licence|master|doctorat|bac|bts|dut|` +
		`baccalauréat|graduat|attestations?|dec|dep|aec|` +
		`cap|bep|cfc|cqp|bp|dcg|dscg|bprea|bachelor|fimo|mba|deug|dess|dea|dees|bpjeps|capes|agrégation|thèse|titre|` +
		`brevet|certificats?|certifications?|habilitations?|permis|connaissances?|` +
		`bases?|compétences?|notions|maîtrise|parcours|passion|goût|sens|intérêt|habitude|niveau|` +
		`spécialisation|qualification|agrément|caces|portefeuille|réseau|profil|culture|` +
		`oreille|mémoire|écoute|relationnel|plume|endurance|sensibilité|aisance|relations?|contacts?|` +
		`références?|patience|facilités?)$`)

	// beforeNouns stand before a noun or an adjective, and no verb does between them.
	beforeNouns = pattern.Words("le la les l un une des du de d au aux à en dans sur pour par avec sans sous vers " +
		"chez entre et ou votre vos notre nos mon ma mes son sa ses leur leurs ce cet cette " +
		"ces plus très deux trois quatre cinq six sept huit neuf dix")

	// clitics stand before a verb only.
	clitics = pattern.Words("j me m te t se s ne n nous vous qui que qu")

	// plurals begin a phrase in the plural.
	plurals = pattern.Words("les vos nos mes des ces ses leurs deux trois quatre cinq six sept huit neuf dix " +
		"plusieurs")

	// adjectives are common ones that may stand for a verb by their ending, or stand before a noun.
	adjectives = pattern.Words("nouveau nouvelle nouveaux nouvelles bon bonne bons bonnes grand grande grands " +
		"grandes petit petite petits petites premier première prochain prochaine futur future " +
		"autre autres jeune jeunes vieux vieille belle rapide libre propre mixte simple " +
		"double moderne interne externe autonome mobile utile facile large vide fixe agricole " +
		"sociale réduit réduite gratuit gratuite droit étroit produit crédit parfait fait " +
		"commune européenne française ancienne quotidienne humaine plein pleine mensuelle " +
		"voisine voisines autiste autistes jeunesse enfance vieillesse maquillage jardinage bricolage " +
		"partagée lourde longue courte directe verte haute basse complète secrète discrète " +
		"concrète publique mixtes sanitaire stricte exacte continue froide chaude solide humide " +
		"entre contre outre comme derrière presque encore souvent ensemble toute chaque même tendu")

	// named are nouns that another one follows to say which.
	named = pattern.Words("atelier ateliers club clubs cours pôle séance séances rayon espace stand option filière")

	// mayFollow are verbs that say what such a thing does.
	mayFollow = pattern.Words("ouvre ferme passe change commence démarre termine reste manque cherche recrute " +
		"déménage accueille compte marche existe dure coûte arrive double emploie utilise prépare propose " +
		"organise continue reprend part vient tient doit reçoit perd sert sort attire grandit réunit tourne fonctionne")

	// indicates are verbs with the ending of an adjective or a noun, and short ones.
	indicates = pattern.Words("explique indique applique implique complique fabrique communique critique arrive " +
		"rappelle appelle renouvelle plante chante présente augmente alimente signale étale prive cultive éclaire " +
		"gèle révèle privilégie copie rend vend mord bat rit vit dort suit fuit répond tond pond craint " +
		"accueille meurt")

	// mayAct are verbs, adjectives and nouns; objects stand behind such a verb.
	mayAct  = pattern.Words("produit réduit vide fixe complète continue double")
	objects = pattern.Words("le la l les un une ses son sa leur leurs nos vos deux trois")

	// participles are those in the feminine that end like verbs: "la cohorte suivie depuis 2009".
	participles = pattern.Words("suivie prévue tenue reçue connue vendue perdue rendue suspendue attendue entendue " +
		"obtenue maintenue soutenue venue élue voulue conçue interrompue résolue finie choisie remplie réunie " +
		"établie fournie garantie partie sortie servie bâtie démolie élargie prise mise apprise reprise comprise " +
		"acquise promise soumise remise faite écrite conduite construite produite traduite inscrite décrite peinte")

	// endsInMent matches a word that is a verb behind a noun in the plural, "réclament", unless it is an adverb.
	endsInMent = pattern.Lazy(`^\pL{2,}ment$`)
	isAdverb   = pattern.Lazy(`(?:ement|ément|[^l]emment|[^gl]amment|^vraiment|lument|joliment|quasiment|poliment)$`)

	// adjectival matches the endings of adjectives that verbs hardly have, and initials that end like a verb: "PME".
	adjectival = pattern.Lazy(`(?:^[b-df-hj-np-tv-xz]{2,}e|ieure|` +
		`ée|oire|ence|isme|tude|ture|ique|able|ible|aire|ale|elle|ive|ière|euse|` +
		`erte|aine|ienne|` +
		`aite|èle|ante|gie|mie|phie|atrie|ment)$`)

	// looksFinite and looksPlural match how a verb may end in the third person.
	looksFinite = pattern.Lazy(`^(?:\pL{2,}(?:e|ait|it|end|era|ira)|` +
		`part|sort|sert|perd|(?:re|de|main|ob|par)?[tv]ient|reçoit|doit|court)$`)
	looksPlural = pattern.Lazy(`^\pL{2,}(?:ent|ront)$`)
)

// isSentence reports whether a text is surely one whole sentence.
func isSentence(s string) bool {
	words := grammar.Words(s)
	typedAsOne := grammar.IsTypedAsOne(s)
	isShort := len(words) < 3 && !(len(words) == 2 && typedAsOne && subjects.Has(words[0])) // "Vous recrutez."
	if isShort || openings.Has(words[0]) {
		return false
	}
	if subjects.Has(words[0]) {
		verb := words[1]
		for i := 2; pronouns.Has(verb) && i < len(words); i++ { // "vous m'avez montré", "il n'y a plus"
			verb = words[i]
		}
		if ending := persons[words[0]]; ending != nil && ending.MatchString(verb) {
			return true
		}
		return isFinite.Has(verb) || typedAsOne && verbForm.MatchString(verb)
	}
	if typedAsOne {
		return hasVerb(words[1:]) || mayHaveVerb(words) || isProper(words)
	}
	first, _ := utf8.DecodeRuneInString(s)
	isName := unicode.IsUpper(first) && !beforeNouns.Has(words[0])
	return (isName || articles.Has(words[0]) || numbers.Has(words[0])) && hasOwnVerb(words)
}

// persons are how a verb ends behind those pronouns that are surely its subject.
var persons = map[string]*pattern.Expr{
	"j": pattern.Lazy(`^\pL{2,}(?:e|is|ds|ais|ai)$`), "je": pattern.Lazy(`^\pL{2,}(?:e|s|ais|ai)$`),
	"on":   pattern.Lazy(`^\pL{2,}(?:e|it|t|d|a)$`),
	"nous": pattern.Lazy(`^\pL{2,}ons$`), "vous": pattern.Lazy(`^\pL{2,}ez$`),
}

// hasOwnVerb reports whether words have a verb that is surely that of the noun that they begin with, and not that of a
// clause behind it: "le club robotique n'a plus d'animateur".
func hasOwnVerb(words []string) bool {
	verb := slices.IndexFunc(words, func(w string) bool {
		return isFinite.Has(w) && !alsoNoun.Has(w) || onlyVerb.MatchString(w) || beforeVerb.Has(w)
	})
	if verb < 1 || beforeNouns.Has(words[verb-1]) {
		return false
	}
	return !slices.ContainsFunc(words[:verb], relatives.Has)
}

// isProper reports whether words begin with a name, a verb, and what stands before a noun: "Orange ferme ses
// boutiques."
func isProper(words []string) bool {
	return !beforeNouns.Has(words[0]) && looksFinite.MatchString(words[1]) && beforeNouns.Has(words[2])
}

var (
	subjects = pattern.Words("je j nous vous il elle on c ce cela ça ils elles")
	onlyVerb = pattern.Lazy(`^(?:part|sert|perd|tient|reçoit|tourne|ouvre|démarre|déménage|recrute|accueille|` +
		`fonctionne|dure|existe|grandit|\pL{2,}aient|(?:ten|travaill|dirige|vend|enseign|viv|fais|sav|port)ait)$`)
	beforeVerb = pattern.Words("se s ne n")
	relatives  = pattern.Words("qui que qu dont où quand comme si vous nous")
	alsoNoun   = pattern.Words("fait as sommes lu plu lis mets passe change cherche")
	pronouns   = pattern.Words("m me vous nous l le la les y en n ne s se lui leur")
	openings   = pattern.Words("que qu parce quand lorsque si comme puisque bien pour où")

	// verbForm matches how a verb ends behind a pronoun: "je planifie", "vous planifiez", "nous ouvrons".
	verbForm = pattern.Lazy(`^\pL{2,}(?:e|es|s|t|ez|ons|ent|ais|ait|iez|ions|aient|ai|a)$`)

	isFinite = pattern.Words(`
	ai as a avons avez ont avais avait aviez avaient suis es est sommes êtes sont étais était étiez étaient sera
	serez seront fais fait faites faisons font faisait va vais allez allons vont peux peut pouvez pouvons peuvent
	dois doit devez devons doivent veux veut voulez veulent sais sait savez savons prends prend prenez prennent
	viens vient venez viennent mets met mettez mettent dirige dirigez dirigeais gère gérez gérais parle parlez
	parlent parlais connais connaît connaissez travaille travaillez travaillais utilise utilisez utilisent cherche
	cherchez cherchent ouvre ouvrez ouvrent passe passez passent change changez changent déménage déménagez
	déménagent commence commencez commencent planifie planifiez organise organisez enseigne enseignais lis lu plaît
	plu`)
)

// unthankable matches what one would not thank for.
var unthankable = pattern.Words("salaire salaires paie rémunération congés congé vacances prime primes rien")

// familiar are "tu" and its forms. The letters say "vous".
var familiar = pattern.Words("tu t te toi ton ta tes tiens")

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	words := grammar.Words(text)
	if i := slices.IndexFunc(words, familiar.Has); i >= 0 {
		return `it says "` + words[i] + `", and the letters in French say "vous"`
	}
	if i := slices.IndexFunc(words, unthankable.Has); kind == fact.Topic && i >= 0 && words[max(0, i-1)] != "ne" {
		return `a thank-you that is about "` + words[i] + `" may read badly`
	}
	if kind == fact.Topic && len(words) > 0 && words[0] == "ils" {
		return `it says "ils"; if those are the people who read it, write "vous"`
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	if w := grammar.SpokenOf(ofNobody.ReplaceAllString(text, ""), name, others); w != "" {
		return `the draft to ` + name + ` says "` + w + `"; if that is who reads it, write "vous" or "votre"`
	}
	return ""
}

// ofNobody matches an "il" that is nobody: "il n'y a plus", "il faut".
var ofNobody = pattern.Lazy(`(?i)\bil (?:n['’]y|y|ne reste|reste|faut|faudra|manque) `)

// others are the words for somebody who is spoken of.
var others = pattern.Words("il Il elle Elle lui Lui")

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "J'en ai
// construit deux."
func (Language) PointsBack(sentence string) bool {
	words := grammar.Words(sentence)
	if len(words) > 2 && words[0] == "ça" && words[1] == "fait" { // "Ça fait neuf ans que …"
		words = words[2:]
	}
	thereIs := len(words) > 2 && words[0] == "il" && words[1] == "y"
	begins := len(words) > 1 && !thereIs && (words[0] == "c" || words[1] == "en" || words[1] == "y")
	return begins || slices.ContainsFunc(words, pointing.Has)
}

var pointing = pattern.Words("cela ça ceci aussi également celui celle ceux celles tel telle tels telles pareil " +
	"pareille " +
	"semblable semblables même mêmes")
