package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

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
