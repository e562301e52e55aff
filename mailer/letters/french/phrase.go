package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^(?:(?:nous avons (?:` + often + `)?(?:parlé|échangé|discuté) )?sur |` +
	`nous avons (?:` + often + `)?(?:évoqué|abordé) |` +
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
		if bare, ok = withoutDe(leadIn.ReplaceAllString(bare, "")); !ok || asks(bare) {
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
		says := (isAbility(words) || isDiploma.MatchString(bare)) &&
			(!bareBeside.MatchString(bare) || besideIt.MatchString(bare))
		isOne := !strings.Contains(moreOf.ReplaceAllString(bare, ""), ", ")
		return grammar.WithSmall(bare), says && isOne && !hasVerb(words)
	}
	if isList(bare) && !grammar.IsTypedAsOne(text) {
		if !isNamed.MatchString(bare) {
			bare = grammar.WithSmall(bare)
		}
		return bare, true
	}
	head, isSure := headOf(bare, grammar.IsTypedAsOne(text))
	if isSure && strings.EqualFold(head, "ce") { // "ce que vous préparez"
		return grammar.WithSmall(bare), !grammar.IsTypedAsOne(text)
	}
	words = grammar.Words(aName.ReplaceAllString(head, " X"))
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

// asks reports whether a topic goes on with a question, which cannot stand behind "sur": "le camp de ski et qui
// l'encadre". A second "qui" behind one is none: "le chef qui part et qui revient".
func asks(topic string) bool {
	at := andAsks.FindStringIndex(topic)
	return at != nil && !slices.ContainsFunc(grammar.Words(topic[:at[0]]), isRelative.Has)
}

// andAsks matches the beginning of a question behind a topic.
var andAsks = pattern.Lazy(`(?i),? et (?:surtout |aussi |notamment )?(?:comment|pourquoi|quand|si|qui|où|combien) `)

// isList reports whether a topic lists three things or more, of which each but a name has its article: "Kafka, la dette
// technique et l'astreinte".
func isList(topic string) bool {
	at := strings.LastIndex(topic, " et ")
	if at < 0 || !strings.Contains(topic[:at], ", ") {
		return false
	}
	items := append(strings.Split(topic[:at], ", "), topic[at+len(" et "):])
	for _, item := range items {
		words := grammar.Words(item)
		switch {
		case isNamed.MatchString(item) && len(words) == 1:
		case len(words) < 2 || !articles.Has(words[0]) || hasVerb(words) || mayHaveVerb(words) ||
			behind.MatchString(item):
			return false
		}
	}
	return true
}

// isNamed matches a name that a list begins with: "Kafka".
var isNamed = pattern.Lazy(`^\p{Lu}[\pL\d]+(?:,|$)`)

var (
	isMy = pattern.Words("mes mon ma")

	// moreOf matches what goes on with a fit behind a comma: "les CACES 1, 3 et 5", "six ans, dont deux à Lyon".
	moreOf = pattern.Lazy(`, (?:\d+[ ,]|(?:dont (?:\pL+|\d+) (?:ans )?|surtout |principalement |notamment )` +
		`(?:comme|de|en|aux?|à|dans|chez|sur|avec|auprès|pour|hors) )`)
)

// behind matches what follows a noun and says more about it: a clause with "qui" and its like, or ", prévue en mars".
var behind = pattern.Lazy(`(?i)^(.*?)(?:,? (?:qui|que|dont|où|(?:(?:pour|avec|dans|sur|chez|sans|par) )` +
	`(?:qui|lesquel(?:le)?s|laquelle|lequel)|auxquel(?:le)?s|auquel|à laquelle) |,? qu['’]|, )(.*)$`)

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
		isOneByOne := len(clause) == 3 && clause[0] == clause[2] && (clause[1] == "par" || clause[1] == "après")
		if len(clause) > 2 && (clause[0] == "tous" || clause[0] == "toutes") { // "tous soudés à Nantes"
			clause = clause[1:]
		}
		isRemark := len(clause) > 1 && (clause[0] == "sans" || addsTo.MatchString(m[2])) || isOneByOne
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

// aName matches a name in a phrase, which is no verb.
var aName = pattern.Lazy(` \p{Lu}[\pL\d]*`)

// addsTo matches what one thinks of a topic, and what it is most of all: "un vrai casse-tête", "plus longues qu'avant",
// "surtout les répétitions".
var addsTo = pattern.Lazy(`^(?:un(?: vrai|e vraie) \pL|(?:plus|moins|trop|très|toujours|souvent) \pL|` +
	`(?:surtout|notamment|y compris|avec|sans) (?:les? |la |l'|une? |des |deux |trois |vos |votre |en |` +
	`aux? |à |dans |pour |chez ))`)

// isWho matches the beginning of a clause that only a noun or its adjective can stand before.
var isWho = pattern.Lazy(`(?i)^ (?:qui|dont) `)

// verbsIn returns how many verbs words have: those that are common, and if all is true those that look like one, too.
func verbsIn(words []string, all bool) (n int) {
	for i, w := range words {
		isNoun := i > 0 && (beforeNouns.Has(words[i-1]) || isFinite.Has(words[i-1]))
		isAdjective := adjectives.Has(w) || adjectival.MatchString(w)
		looks := !isAdjective && (looksFinite.MatchString(w) || looksPlural.MatchString(w))
		isSure := isFinite.Has(w) || intends.Has(w) || isFuture.MatchString(w) ||
			i > 0 && words[i-1] == "vous" && strings.HasSuffix(w, "ez")
		if !isNoun && !beforeNouns.Has(w) && (isSure || all && looks) {
			n++
		}
	}
	return n
}

// isFuture matches the future of a verb, which no noun ends like: "remplacera".
var isFuture = pattern.Lazy(`^\pL{4,}(?:era|ira|eront|iront)$`)

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
		case isNth(w) || participles.Has(w) || beforeNouns.Has(w) || apposed.Has(w):
		case lastApposed.Has(w) && i == len(words)-1 && i == noun+1: // "le service livre"
		case slices.Contains(words[:i], "et") && looksPlural.MatchString(w): // two have a verb in the plural
			return true
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
	return objects.Has(words[1]) || takesDe.Has(words[0]) && (words[1] == "des" || words[1] == "du") ||
		words[0] == "double" && words[1] == "en"
}
