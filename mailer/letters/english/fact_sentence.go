package english

import (
	"slices"
	"strings"

	"followup/pattern"
)

// beginsWithPronoun reports whether the words begin with a pronoun and its verb: "I test", "you've", "there is".
func beginsWithPronoun(words []word) bool {
	first := words[0]
	if first.text == "IT" || first.comma || first.text == "US" {
		return false
	}
	if first.isContraction() {
		bare, _, _ := strings.Cut(first.lower, "'")
		return isSubject.Has(bare) || slices.Contains([]string{"it", "that", "there", "this"}, bare)
	}
	at := 1
	for at < len(words)-1 && words[at].isAdverb() {
		at++
	}
	verb := words[at]
	switch {
	case isSubject.Has(first.lower):
		return (verb.isPlain() || verb.lower == "like") && verb.text == verb.lower && !verb.isAdverb()
	case slices.Contains([]string{"it", "this", "that", "there", "these", "those"}, first.lower):
		return isSurelyVerb(words, at) || isSurelyNow.Has(verb.lower) || isSurelyPast.Has(verb.lower) ||
			first.lower == "it" && verb.isParticiple()
	}
	return false
}

// isSurelyVerb reports whether the word at i is a helping verb, and not the "may" of "the May intake".
func isSurelyVerb(words []word, i int) bool {
	if !isAuxiliary.Has(words[i].lower) || i > 0 && words[i].isModalName() || i+1 == len(words) {
		return false
	}
	next := words[i+1]
	return !isModal.Has(words[i].lower) || isInfinitive.Has(next.lower) || isAct.Has(next.lower) ||
		next.lower == "not" || next.isAdverb()
}

// hasVerb reports whether the words are surely a subject that is no pronoun, with its verb: "the store is to move". If
// they were typed as a sentence, with its capital and final stop, the verb may also be another one that is known.
func hasVerb(words []word, typedAsOne bool) bool {
	for i := 1; i < len(words)-1; i++ {
		w := words[i].lower
		surely := isSurelyVerb(words, i) || isBetween.Has(words[i-1].lower) && isSurelyNow.Has(w)
		if typedAsOne {
			said := isSaying.Has(w) && !isPreposition.Has(words[i+1].lower) && w != "described" && w != "mentioned"
			surely = surely || isSurelyPast.Has(w) || isSurelyNow.Has(w) || said
		}
		if words[0].lower == "my" && (isSurelyPast.Has(w) || isLived.Has(w)) {
			surely = true
		}
		if before := words[:i-1]; surely && i > 1 && isConjunction.Has(words[i-1].lower) {
			// "my grant ends in June and could pay for it"
			return isThing(before) && (hasMainVerb(before) || mayBeClause(before))
		}
		if surely {
			return isThing(words[:i]) || typedAsOne && words[0].isGerund() && i < 4
		}
	}
	return false
}

// isLived holds past tenses without an object, which do not stand behind a noun as participles do.
var isLived = pattern.Words("lived worked died volunteered retired studied")

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
		placed := i == 1 || isPreposition.Has(before.lower) || isConjunction.Has(before.lower)
		clause := isSubject.Has(w.lower) || isRelative.Has(w.lower) || w.isContraction() || breaksPhrase.Has(w.lower) ||
			w.lower == "whether"
		if clause || w.odd || before.comma || w.isDeterminer() && !w.possessive && !placed && !w.isCount() {
			return false
		}
	}
	return !isPreposition.Has(words[len(words)-1].lower)
}

// isTypedSentence reports whether words that were typed as a sentence, with a capital and a final stop, may well be
// one: they have a subject, and a verb that could be its.
func isTypedSentence(words []word) bool {
	first := words[0]
	if len(words) < 3 || !hasMainVerb(words) && !isBarePast(words) {
		return false
	}
	if first.isDeterminer() {
		return determines(first, words[1])
	}
	withoutSubject := isVerb.Has(first.lower) || isSaying.Has(first.lower) || first.isParticiple() ||
		first.isGerund()
	return first.isPlain() && !withoutSubject && !first.isAdverb() && !isPredicate.Has(first.lower) &&
		!first.isContraction() && !breaksPhrase.Has(first.lower)
}
