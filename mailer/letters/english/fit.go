package english

import (
	"followup/mailer/letters/grammar"
	"slices"
	"strings"

	"followup/pattern"
)

// Did returns the sentence that a fit makes, if "I have" would be a poor beginning: "I have spent ten years on a
// ward.", "I wrote a thesis on soil." and "I speak fluent Polish." It returns "" for any other.
func (Language) Did(fit string) string {
	words := wordsOf(fit)
	if len(words) == 2 && isFluent.Has(words[0].lower) && isLanguage.Has(words[1].lower) {
		return grammar.Mended("I speak " + withSmall(fit))
	}
	if len(words) < 3 || !isNounPhrase(words) {
		return ""
	}
	if isWritten(words) {
		return grammar.Mended("I wrote " + withSmall(fit))
	}
	rest := withoutMeasure(words)
	if !rest[0].isCount() || !isSpan.Has(rest[1].lower) || len(rest) < 4 || rest[1].comma {
		return ""
	}
	spent := rest[2].isGerund() && !rest[2].comma && !isTrade.Has(rest[2].lower) // "selling to shops", "running a team"
	switch joint, next := rest[2].lower, rest[3]; {
	case slices.Contains([]string{"on", "in", "at", "as", "under", "among"}, joint):
		return grammar.Mended("I have spent " + withSmall(fit))
	case joint == "with" && (next.isDeterminer() || next.isPlural()):
		return grammar.Mended("I have spent " + withSmall(fit))
	case spent && (isPreposition.Has(next.lower) || next.isDeterminer()):
		return grammar.Mended("I have spent " + withSmall(fit))
	case joint == "of" && next.isGerund() && len(rest) > 4 && !next.comma && rest[4].isObjectOf(next):
		before, after, _ := strings.Cut(withSmall(fit), " of ")
		return grammar.Mended("I have spent " + before + " " + after)
	}
	return ""
}

// isObjectOf reports whether the word after a gerund goes on with what is done: "planning shifts" and "working in
// care", but not "engineering at sea".
func (w word) isObjectOf(gerund word) bool {
	withoutObject := isPreposition.Has(w.lower) && !isWorking.Has(gerund.lower)
	return !isTrade.Has(gerund.lower) && !withoutObject && !isConjunction.Has(w.lower) && !w.isAdverb()
}

// isWritten reports whether the words are a thesis or the like, which one wrote. What is in brackets or behind a comma
// may be another matter.
func isWritten(words []word) bool {
	first := words[0]
	if first.lower != "a" && first.lower != "an" && first.lower != "my" {
		return false
	}
	for i, w := range words[1:] {
		if isPaper.Has(w.lower) {
			next := words[min(i+2, len(words)-1)].lower
			return slices.Contains([]string{"on", "about"}, next)
		}
		if !w.isPlain() && !w.possessive || w.comma {
			return false
		}
	}
	return false
}

var (
	// isQualification holds what one may call one's own and has all the same.
	isQualification = pattern.Words(`phd degree doctorate licence license certificate certificates diploma qualification
		qualifications training experience background tools team network contacts`)

	isSpan  = pattern.Words("years year months seasons summers winters decades terms weeks")
	isPaper = pattern.Words("thesis dissertation article paper book essay report")

	// isWorking holds what is done without an object.
	isWorking = pattern.Words("working teaching volunteering caring looking travelling living serving")

	// isTrade holds what ends as a gerund does and names a trade.
	isTrade = pattern.Words(`engineering nursing marketing accounting manufacturing banking catering consulting training
		housing nursing publishing advertising broadcasting`)
)
