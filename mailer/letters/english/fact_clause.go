package english

import (
	"slices"
	"strings"
)

// isNounPhrase reports whether the words are surely a noun phrase, such as "the new rota" or "ten years on a ward". It
// begins as one does, and no later word may be the verb that makes it a clause.
func isNounPhrase(words []word) bool {
	words = withoutMeasure(words)
	if len(words) < 2 || !words[0].isDeterminer() || !determines(words[0], words[1]) || !isTidy(words) {
		return false
	}
	if isPreposition.has(words[len(words)-1].lower) && !hasClause(words) {
		return false
	}
	for i := 1; i < len(words); i++ {
		if mayBeVerb(words, i) || isStrayPronoun(words, i) || followsPlural(words, i) || isPredicateOf(words, i) {
			return false
		}
	}
	return true
}

// withoutMeasure returns words that begin with a number without what may stand before it: "over ten years".
func withoutMeasure(words []word) []word {
	for _, measure := range []string{"over", "almost", "nearly", "around", "more than", "at least", "well over"} {
		begin := strings.Fields(measure)
		n := len(begin)
		if len(words) > n+1 && words[n].isCount() &&
			slices.EqualFunc(words[:n], begin, func(w word, s string) bool { return w.lower == s }) {
			return words[n:]
		}
	}
	return words
}

// determines reports whether a phrase may begin with two words, the first of which is a determiner: "my ten", "all
// the".
func determines(first, second word) bool {
	switch {
	case isSubject.has(second.lower), isObject.has(second.lower), isConjunction.has(second.lower):
		return false
	case first.isCount():
		return second.lower != "like" // "many like it"
	case first.possessive: // or "the team is": "Jo's in Leeds"
		return second.isPlain() && !second.isGerund() || second.isCount()
	}
	return !isPreposition.has(second.lower) && (!second.isDeterminer() || second.isCount() || second.possessive)
}

// isTidy reports whether the words have nothing that a plain phrase does not have, and come to an end.
func isTidy(words []word) bool {
	for i, w := range words {
		joined := i > 0 && (words[i-1].comma || isConjunction.has(words[i-1].lower))
		if w.odd || w.isContraction() || i > 0 && breaksPhrase.has(w.lower) || joined && isSubject.has(w.lower) {
			return false
		}
	}
	return !words[len(words)-1].isOpen()
}

// mayBeVerb reports whether the word at i may be the verb of the whole, such as "uses" in "the team uses it". It is not
// if it is the verb of a clause within the phrase, "the code you use", or cannot be one where it stands, "the use of
// it".
func mayBeVerb(words []word, i int) bool {
	w, before := words[i], words[i-1]
	if !isVerb.has(w.lower) && !w.isParticiple() || w.text == "May" {
		return false
	}
	switch {
	case before.isArticle(), isPossessive.has(before.lower), before.lower == "to", isAuxiliary.has(before.lower):
		return false
	case isPreposition.has(before.lower):
		return hasClause(words[:i]) // "the team we work with uses it"
	case isSubject.has(before.lower), i > 1 && isRelative.has(before.lower):
		return false
	case before.isAdverb() && i > 1: // "a newly planned move"
		return !words[i-2].isArticle() && !isPossessive.has(words[i-2].lower) && !isPreposition.has(words[i-2].lower)
	}
	return true
}

// hasClause reports whether there is a clause within the words, "the ward you run".
func hasClause(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return isSubject.has(w.lower) })
}

// isStrayPronoun reports whether the word at i is a pronoun that neither begins a clause within the phrase, "the ward
// you run", nor follows a preposition, "a letter from you".
func isStrayPronoun(words []word, i int) bool {
	w, before := words[i].lower, words[i-1].lower
	if !isSubject.has(w) && !isObject.has(w) || isPreposition.has(before) {
		return false
	}
	return isObject.has(w) || i+1 == len(words) || !words[i+1].isPlain()
}

// followsPlural reports whether the word at i follows one that may be a plural or a verb in such a way that there
// is a clause: "the nurses plan shifts", "the manager trusts nurses".
func followsPlural(words []word, i int) bool {
	w, before := words[i], words[i-1]
	if !before.isPlural() || before.comma || w.isGerund() || isAfter.has(w.lower) {
		return false
	}
	return w.isPlain() || w.isDeterminer() // of a second noun: "the tools your team has"
}

// isPredicateOf reports whether the word at i is what is said of the one before: "the team's great".
func isPredicateOf(words []word, i int) bool {
	w := words[i]
	if !words[i-1].possessive {
		return false
	}
	last := i == len(words)-1
	return isPredicate.has(w.lower) && last || w.isGerund() || w.isAdverb() || isPreposition.has(w.lower) ||
		w.isArticle()
}

// isHow reports whether the words are surely a clause that can be talked about, in the order of a statement: "how you
// review code", "how your team works", "how to run a ward". "How do you review code" is none.
func isHow(words []word) bool {
	asks := slices.Contains([]string{"how", "why", "what", "where"}, words[0].lower)
	if len(words) < 3 || !asks || !isTidy(words[2:]) {
		return false
	}
	verbs := 0
	for i := 2; i < len(words); i++ {
		if isVerb.has(words[i].lower) && mayBeVerb(words, i) {
			verbs++
		}
	}
	switch first := words[1]; {
	case isSubject.has(first.lower):
		return words[2].isPlain() && verbs == 0
	case first.lower == "it": // whose verb is counted
		return isVerb.has(words[2].lower) && verbs == 1
	case first.lower == "to":
		return verbs == 0 && words[2].isPlain()
	case first.isArticle(), isPossessive.has(first.lower):
		isHelping := func(w word) bool { return isAuxiliary.has(w.lower) }
		return len(words) > 3 && verbs <= 1 && !slices.ContainsFunc(words[min(5, len(words)):], isHelping)
	}
	return false
}

// canBeHad reports whether a noun phrase fits "I have …": not "a trained nurse", which one is, nor "your values".
func canBeHad(words []word) bool {
	words = withoutMeasure(words)
	if first := words[0]; !first.isArticle() && !first.isCount() && first.lower != "my" {
		return false
	}
	head := words[0]
	for _, w := range words[1:] {
		if !w.isPlain() && !w.isCount() || w.isGerund() && head.isPlural() {
			break
		}
		if head = w; w.comma {
			break
		}
	}
	if isPerson.has(head.lower) {
		return false
	}
	ends := func(end string) bool { return strings.HasSuffix(head.lower, end) }
	return plainNouns.has(head.lower) || !slices.ContainsFunc([]string{"er", "or", "ist", "ian"}, ends)
}

// beginsWithPronoun reports whether the words begin with a pronoun and its verb: "I test", "you've", "there is".
func beginsWithPronoun(words []word) bool {
	first := words[0]
	if first.text == "IT" || first.comma || first.text == "US" {
		return false
	}
	if first.isContraction() {
		bare, _, _ := strings.Cut(first.lower, "'")
		return isSubject.has(bare) || slices.Contains([]string{"it", "that", "there", "this"}, bare)
	}
	at := 1
	for at < len(words)-1 && words[at].isAdverb() {
		at++
	}
	verb := words[at]
	switch {
	case isSubject.has(first.lower):
		return verb.isPlain() && verb.text == verb.lower && !verb.isAdverb()
	case slices.Contains([]string{"it", "this", "that", "there", "these", "those"}, first.lower):
		return isSurelyVerb(words, at) || isSurelyNow.has(verb.lower) || isSurelyPast.has(verb.lower) ||
			first.lower == "it" && verb.isParticiple()
	}
	return false
}

// isSurelyVerb reports whether the word at i is a helping verb, and not the "may" of "the May intake".
func isSurelyVerb(words []word, i int) bool {
	if !isAuxiliary.has(words[i].lower) || i+1 == len(words) {
		return false
	}
	next := words[i+1]
	return !isModal.has(words[i].lower) || isInfinitive.has(next.lower) || next.lower == "not" || next.isAdverb()
}

// hasVerb reports whether the words are surely a subject that is no pronoun, with its verb: "the store is to move". If
// they were typed as a sentence, with its capital and final stop, the verb may also be another one that is known.
func hasVerb(words []word, typedAsOne bool) bool {
	for i := 1; i < len(words)-1; i++ {
		w := words[i].lower
		surely := isSurelyVerb(words, i)
		if typedAsOne {
			said := isSaying.has(w) && !isPreposition.has(words[i+1].lower) && w != "described" && w != "mentioned"
			surely = surely || isSurelyPast.has(w) || isSurelyNow.has(w) || said
		}
		if surely {
			return isThing(words[:i]) || typedAsOne && isNamed(words[:i])
		}
	}
	return false
}

// isThing reports whether the words before a verb are surely its subject, beginning with a determiner.
func isThing(words []word) bool {
	first := words[0]
	if !first.isDeterminer() || len(words) == 1 && !first.isCount() ||
		len(words) > 1 && !determines(first, words[1]) {
		return false
	}
	for i, w := range words {
		if i == 0 {
			continue
		}
		before := words[i-1]
		placed := i == 1 || isPreposition.has(before.lower) || isConjunction.has(before.lower)
		clause := isSubject.has(w.lower) || isRelative.has(w.lower) || w.isContraction() || breaksPhrase.has(w.lower)
		if clause || w.odd || before.comma || w.isDeterminer() && !w.possessive && !placed && !w.isCount() {
			return false
		}
	}
	return !isPreposition.has(words[len(words)-1].lower)
}

// isNamed reports whether the words before a verb may well be its subject without a determiner: "Jo", "Jo Smith",
// "Jo and Ann", "Working here".
func isNamed(words []word) bool {
	if n := len(words); n > 3 || n == 3 && words[1].lower != "and" {
		return false
	}
	for i, w := range words {
		and := i == 1 && len(words) == 3
		if !and && (!w.isPlain() || isVerb.has(w.lower) || isSaying.has(w.lower) || w.isParticiple() || w.comma ||
			isPredicate.has(w.lower) || w.isAdverb() || breaksPhrase.has(w.lower)) {
			return false
		}
	}
	return true
}
