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
	if did := iMade(fit); did != "" {
		return did
	}
	if isWritten(words) {
		return grammar.Mended("I wrote " + withSmall(fit))
	}
	if isSince(words) {
		return grammar.Mended("I have had " + withSmall(fit))
	}
	rest := withoutMeasure(words)
	isTime := isSpanOf(rest)
	if isTime && len(rest) == 3 && rest[2].isGerund() && !isTrade.Has(rest[2].lower) { // "20 years roofing"
		return grammar.Mended("I have spent " + withSmall(fit))
	}
	if !isTime || len(rest) < 4 || rest[1].comma || addsAnother(rest) {
		return ""
	}
	// "Selling to shops" and "running a team" are spent years, and so is "running story time"; "coaching experience" is
	// not.
	spent := (rest[2].isGerund() || isOnlyDone.Has(rest[2].lower)) && !rest[2].comma && !isTrade.Has(rest[2].lower)
	switch joint, next := rest[2].lower, rest[3]; {
	case slices.Contains([]string{"on", "in", "at", "as", "under", "among"}, joint):
		return grammar.Mended("I have spent " + withSmall(fit))
	case joint == "with" && (next.isDeterminer() || next.isPlural()) &&
		!slices.ContainsFunc(rest[3:], func(w word) bool { return isKept.Has(w.lower) }):
		return grammar.Mended("I have spent " + withSmall(fit))
	case spent && (isPreposition.Has(next.lower) || next.isDeterminer() || isOnlyDone.Has(joint)):
		return grammar.Mended("I have spent " + withSmall(fit))
	case joint == "of" && next.isGerund() && len(rest) > 4 && !next.comma && rest[4].isObjectOf(next):
		before, after, _ := strings.Cut(withSmall(fit), " of ")
		return grammar.Mended("I have spent " + before + " " + after)
	}
	return ""
}

// iMade returns the sentence that is meant by a thing that the sender made: "I built a queue at my last company." for
// "a queue that I built at my last company". For any other fit it returns "".
func iMade(fit string) string {
	made := thatIMade.FindStringSubmatch(fit)
	if made == nil || len(wordsOf(made[2])) != 1 || !wordsOf(made[2])[0].mayBeDone() {
		return ""
	}
	return grammar.Mended("I " + made[2] + " " + withSmall(made[1]) + made[3])
}

var thatIMade = pattern.Lazy(`^([Aa]n? [^,]+?) that I ([a-z]+)((?: (?:at|in|for|on) [^,]+)?)$`)

// isSpanOf reports whether the words begin with a time: "ten years", "a decade".
func isSpanOf(words []word) bool {
	return words[0].isCount() && isSpan.Has(words[1].lower) || words[0].lower == "a" && words[1].lower == "decade"
}

// isSince reports whether the words are a thing that one has had since then: "a clean licence for 15 years", "no
// accidents in ten years".
func isSince(words []word) bool {
	last := len(words) - 1
	none := words[0].lower == "no"
	for i, w := range words {
		isFor := w.lower == "for" || none && (w.lower == "in" || w.lower == "over")
		if i > 1 && w.lower == "since" || i > 1 && i == last-2 && isFor && words[i+1].isCount() &&
			isSpan.Has(words[last].lower) {
			return words[0].isArticle() || words[0].lower == "my" || none
		}
	}
	return false
}

// addsAnother reports whether the words go on with another thing: "14 years at Hidcote and an RHS level 3".
func addsAnother(words []word) bool {
	for i, w := range words[:len(words)-1] {
		if w.lower == "and" && (words[i+1].isArticle() || words[i+1].lower == "my") {
			return true
		}
	}
	return false
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

	// isKept holds what one has for years, and does not spend years with: "eight years with a clean record".
	isKept = pattern.Words("record records licence license accident accidents")

	isSpan  = pattern.Words("years year months seasons summers winters decades terms weeks")
	isPaper = pattern.Words("thesis dissertation article paper book essay report")

	// isOnlyDone holds gerunds that are hardly ever nouns.
	isOnlyDone = pattern.Words("running leading managing teaching driving selling building making cooking writing " +
		"editing looking helping organising organizing supervising doing keeping fixing repairing")

	// isWorking holds what is done without an object.
	isWorking = pattern.Words("working teaching volunteering caring looking travelling living serving")

	// isTrade holds what ends as a gerund does and names a trade.
	isTrade = pattern.Words(`engineering nursing marketing accounting manufacturing banking catering consulting training
		housing nursing publishing advertising broadcasting`)
)
