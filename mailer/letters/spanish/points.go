package spanish

import (
	"slices"
	"strings"

	"followup/pattern"
)

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "Eso lo hice yo
// también.", or lacks one that only what was said before can tell, as in "He cerrado en cuatro."
func (Language) PointsBack(sentence string) bool {
	if likeThisJob.MatchString(sentence) {
		return false
	}
	words := wordsOf(strings.TrimRight(sentence, ".!? "))
	return slices.ContainsFunc(words, func(w word) bool { return pointing.Has(w.string) }) ||
		endsInNumber(words) || namesNothing(words) || hasLoneArticle(words)
}

// likeThisJob matches what compares an earlier job with the one applied for: "Mi trabajo anterior era igual."
var likeThisJob = pattern.Lazy(`(?i)^mi (?:último |anterior )?(?:trabajo|puesto|empleo) (?:anterior |actual )?` +
	`(?:era|es|fue) `)

var pointing = pattern.Words("eso ello esto también tampoco ese esa esos esas aquel aquella mismo misma mismos " +
	"mismas igual parecido parecida parecidos parecidas semejante semejantes similar similares otro otra ahí allí " +
	"así mío mía míos mías mejor antes ambos ambas ninguno ninguna alguno alguna")

// endsInNumber reports whether words end in a number that counts something said before: "en cuatro", "he dirigido dos".
// A year does not, and neither does the number of a standard or a level.
func endsInNumber(words []word) bool {
	if len(words) < 2 {
		return false
	}
	last, before := words[len(words)-1], words[len(words)-2]
	if before.string == "a" && len(words) > 2 && isNumber(words[len(words)-3].string) {
		return false // "de 40 a 12"
	}
	isCount := numbers.Has(last.string) || counts.MatchString(last.string)
	return isCount && (isMine(before.string) || participle.MatchString(before.string) || beforeCount.Has(before.string))
}

var (
	counts      = pattern.Lazy(`^(?:un[oa]|pocos|pocas|varios|varias|muchos|muchas|\d{1,3})$`)
	beforeCount = pattern.Words("a con de en entre por casi unos unas más menos hasta solo ya hay las los")
)

// namesNothing reports whether the verb of the sender lacks its object: "migré en dos meses".
func namesNothing(words []word) bool {
	for len(words) > 0 && (before.Has(words[0].string) || words[0].string == "he") {
		words = words[1:]
	}
	return len(words) > 0 && wantsObject.MatchString(words[0].string) &&
		(len(words) == 1 || withoutObject.Has(words[1].string))
}

var (
	wantsObject = pattern.Lazy(`^(?:(?:cerr|migr|implement|implant|instal|mont|organic|organiz|dirig|gestion|coordin|` +
		`bajé$|bajad|automatic|automatiz|renov|arm|logr|repar|diseñ|llev)(?:é|í|ado|ido)|reduje|reducido|hice|hecho|` +
		`abrí|abierto|resolví|resuelto|conseguí|conseguido|propuse|propuesto)$`)
	withoutObject = pattern.Words("en con por sin desde hasta para durante ya solo y")
)

// hasLoneArticle reports whether words have an article or a pronoun for a noun that was said before: "lo hice yo",
// "dirigí la de Sevilla".
func hasLoneArticle(words []word) bool {
	for i, w := range words[:max(0, len(words)-1)] {
		next := words[i+1].string
		isArticle := w.string == "el" || clitics.Has(w.string)
		if isArticle && (next == "de" || next == "del" || next == "que") && !(w.string == "el" && next == "que") {
			return true
		}
		if (clitics.Has(w.string) || w.string == "lo" || w.string == "le" || w.string == "les") && isMine(next) &&
			!nouns.Has(next) {
			return true
		}
	}
	return false
}

var clitics = pattern.Words("la los las")
