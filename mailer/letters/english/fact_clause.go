package english

import (
	"slices"
	"strings"

	"followup/pattern"
)

// isNounPhrase reports whether the words are surely a noun phrase, such as "the new rota" or "ten years on a ward". It
// begins as one does, and no later word may be the verb that makes it a clause.
func isNounPhrase(words []word) bool {
	words = withoutMeasure(words)
	if len(words) < 2 || !words[0].isDeterminer() || !determines(words[0], words[1]) || !isTidy(words) {
		return false
	}
	if isPreposition.Has(words[len(words)-1].lower) && !hasClause(words) {
		return false
	}
	return !hasMainVerb(words) && !isBarePast(words)
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
	case isSubject.Has(second.lower), isObject.Has(second.lower), isConjunction.Has(second.lower):
		return false
	case first.isCount():
		return second.lower != "like" // "many like it"
	case first.mayBeIs(): // or "the team is": "Jo's in Leeds"
		return second.isPlain() && !second.isGerund() || second.isCount()
	}
	return !isPreposition.Has(second.lower) && (!second.isDeterminer() || second.isCount() || second.possessive)
}

// isTidy reports whether the words have nothing that a plain phrase does not have, and come to an end.
func isTidy(words []word) bool {
	for i, w := range words {
		joined := i > 0 && (words[i-1].comma || isConjunction.Has(words[i-1].lower))
		becauseOf := w.lower == "because" && i+1 < len(words) && words[i+1].lower == "of"
		breaks := i > 0 && breaksPhrase.Has(w.lower) && !becauseOf
		if w.odd || w.isContraction() || breaks || joined && isSubject.Has(w.lower) {
			return false
		}
	}
	return !words[len(words)-1].isOpen()
}

// hasMainVerb reports whether there may be a verb that makes a clause of words that begin as a noun phrase. A verb in a
// clause within the phrase, "the code you use" or "the robot that milks the cows", is none; nor is a noun in -s, "the
// returns desk".
func hasMainVerb(words []word) bool {
	within, owed := false, false // there is a clause within; its verb is still to come
	for i := 1; i < len(words); i++ {
		w := words[i]
		switch {
		case isRelative.Has(w.lower), isWhoever.Has(w.lower), isSubject.Has(w.lower) && !isStrayPronoun(words, i):
			within, owed = true, true
			if next := i + 1; next < len(words) && words[next].isPlain() && !isAuxiliary.Has(words[next].lower) &&
				!isWhoever.Has(words[next].lower) {
				for next+1 < len(words) && words[next].isAdverb() {
					next++
				}
				i, owed = next, false
			}
		case isFinite(words, i):
			if !owed && !(within && isConjunction.Has(words[i-1].lower)) {
				return true
			}
			owed = false
		case !within && (isStrayPronoun(words, i) || followsVerb(words, i)), isPredicateOf(words, i):
			return true
		}
	}
	return false
}

// isFinite reports whether the word at i is surely enough a verb with a subject. It is none if it cannot be one where
// it stands, "the use of it".
func isFinite(words []word, i int) bool {
	w, before, next := words[i], words[i-1], word{}
	if i+1 < len(words) {
		next = words[i+1]
	}
	if w.isModalName() || before.isArticle() || isPossessive.Has(before.lower) || isPreposition.Has(before.lower) ||
		isAuxiliary.Has(before.lower) {
		return false
	}
	if w.lower == "like" { // "customers like it", but "tools like yours"
		return before.isPlural() && (next.isArticle() || isObject.Has(next.lower))
	}
	if w.lower == "starts" && (before.isCount() || before.isAdjective()) {
		return false // "the 3am starts"
	}
	newly := before.isAdverb() && (i < 2 || !words[i-2].isPlural()) && next.text != ""
	switch {
	case isAuxiliary.Has(w.lower), isSurelyNow.Has(w.lower), isSurelyPast.Has(w.lower):
		return true
	case isInfinitive.Has(w.lower): // "your nurses work nights", but not "the night work"
		return before.isPlural() && !before.isName() || i == 1 && isQuantity.Has(before.lower) // "some use SAP"
	case isVerb.Has(w.lower) && w.isPlural(): // "the expansion plans"
		return next.isDeterminer() || isObject.Has(next.lower)
	case isDoneTo.Has(w.lower) && isPreposition.Has(next.lower): // "caseloads capped at 18"
		return false
	case isVerb.Has(w.lower), w.isParticiple(): // "the new automated line"
		return !before.isCount() && !newly && (!next.isPlain() || next.text == "" || next.isPlural() || next.isAdverb())
	}
	return false
}

// mayBeClause reports whether a noun in -s among the words may as well be their verb: "The grant ends in June."
func mayBeClause(words []word) bool {
	for i := 2; i+1 < len(words); i++ {
		before := words[i-1]
		isOne := before.isPlain() && !before.isPlural() && !before.isAdjective()
		if isOne && mayEnd.Has(words[i].lower) && isPreposition.Has(words[i+1].lower) {
			return true
		}
	}
	return false
}

var mayEnd = pattern.Words("ends starts begins runs stops falls rises drops lasts leaves closes opens")

// hasClause reports whether there is a clause within the words, "the ward you run".
func hasClause(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return isSubject.Has(w.lower) || isRelative.Has(w.lower) })
}

// isStrayPronoun reports whether the word at i is a pronoun that neither begins a clause within the phrase, "the ward
// you run", nor follows a preposition, "a letter from you".
func isStrayPronoun(words []word, i int) bool {
	w, before := words[i].lower, words[i-1].lower
	if !isSubject.Has(w) && !isObject.Has(w) || isPreposition.Has(before) {
		return false
	}
	return isObject.Has(w) || i+1 == len(words) || !words[i+1].isPlain()
}

// followsVerb reports whether the word at i shows that the one before is a verb: "the manager trusts the nurses", "the
// nurses plan shifts". "The returns desk" has none.
func followsVerb(words []word, i int) bool {
	w, before, next := words[i], words[i-1], word{}
	if i+1 < len(words) {
		next = words[i+1]
	}
	named := i > 1 && before.isName() // the first word has its capital anyhow
	switch {
	case before.comma || before.isGerund() || isAfter.Has(w.lower):
		return false
	case w.isDeterminer() && !w.possessive && !w.isCount():
		aWeek := w.lower == "a" && slices.Contains([]string{"day", "week", "month", "year"}, next.lower)
		return (before.isPlain() || before.isPlural()) && !aWeek && !isToDo(words[:i]) && !isSetUp(words[:i])
	case !before.isPlural() || named || w.isGerund() || !w.isPlain():
		return before.isPlural() && !named && w.isCount()
	}
	return before.isPeople() || w.isPlural() || w.isAdverb() || next.text != "" && !w.comma &&
		(next.isPlain() || next.isDeterminer() || isRelative.Has(next.lower) || isObject.Has(next.lower))
}

// isSetUp reports whether words begin with a gerund and end with what belongs to it, as in "moving off" and "moving
// claims off", which may have an object.
func isSetUp(words []word) bool {
	last := len(words) - 1
	return last > 0 && isParticle.Has(words[last].lower) && words[0].isGerund()
}

// isToDo reports whether words end with what is to be done, "to open" or "to set up", which may have an object.
func isToDo(words []word) bool {
	last := len(words) - 1
	if last > 1 && isParticle.Has(words[last].lower) {
		last--
	}
	return last > 0 && words[last-1].lower == "to"
}

// isBarePast reports whether a short text may be a clause that ends with its verb, or with a time behind it: "the team
// doubled", "the team doubled last year".
func isBarePast(words []word) bool {
	last := len(words) - 1
	if last > 3 && slices.Contains([]string{"last", "this"}, words[last-1].lower) {
		return isBarePast(words[:last-1])
	}
	return last == 2 && (words[2].isParticiple() || isSurelyPast.Has(words[2].lower)) && !words[1].isAdverb()
}

// isPredicateOf reports whether the word at i is what is said of the one before: "the team's great".
func isPredicateOf(words []word, i int) bool {
	w := words[i]
	if !words[i-1].mayBeIs() {
		return false
	}
	last := i == len(words)-1
	return isPredicate.Has(w.lower) && last || w.isGerund() || w.isAdverb() || isPreposition.Has(w.lower) ||
		w.isArticle()
}

// isHow reports whether the words are surely a clause that can be talked about, in the order of a statement: "how you
// review code", "how your team works", "how to run a ward". "How do you review code" is none.
func isHow(words []word) bool {
	words, ok := withoutWhen(words)
	if !ok {
		return false
	}
	asks := slices.Contains([]string{"how", "why", "what", "where", "who"}, words[0].lower)
	if len(words) < 3 || !asks || !isTidy(words[2:]) {
		return false
	}
	verbs := 0
	for i := 2; i < len(words); i++ {
		if isVerb.Has(words[i].lower) && isFinite(words, i) {
			verbs++
		}
	}
	switch first := words[1]; {
	case first.isDone() && (words[0].lower == "who" || words[0].lower == "what"): // "what happens after probation"
		return verbs == 0 && !isAsked(words)
	case isExtent.Has(first.lower) && words[0].lower == "how": // but not "how long does it take"
		return len(words) > 4 && !isAsked(words)
	case first.isPeople() && words[0].lower == "how":
		return words[2].isPlain() && verbs == 0 && !isAuxiliary.Has(words[2].lower)
	case isSubject.Has(first.lower):
		return words[2].isPlain() && verbs == 0
	case first.lower == "it": // whose verb is counted
		return words[2].isPlain() && verbs <= 1 && (verbs == 0 || isFinite(words, 2))
	case first.lower == "to":
		return verbs == 0 && words[2].isPlain()
	case first.isArticle(), isPossessive.Has(first.lower):
		isHelping := func(w word) bool { return isAuxiliary.Has(w.lower) }
		return len(words) > 3 && verbs <= 1 && !slices.ContainsFunc(words[min(5, len(words)):], isHelping)
	}
	return false
}

// withoutWhen returns the words before a clause that says when, as in "how you plan now that you have two sites". ok is
// false if what follows is not surely such a clause.
func withoutWhen(words []word) (before []word, ok bool) {
	for i := 2; i+2 < len(words); i++ {
		clause := words[i+1:]
		if words[i].lower == "now" && clause[0].lower == "that" {
			clause = clause[1:]
		} else if words[i].lower != "when" {
			continue
		}
		hasSubject := isSubject.Has(clause[0].lower) || clause[0].isDeterminer()
		return words[:i], len(clause) > 1 && hasSubject && isTidy(clause) && !isAsked(clause)
	}
	return words, true
}

// isDone reports whether the word is what somebody does, or how things go: "looks", "happens".
func (w word) isDone() bool {
	return isSurelyNow.Has(w.lower) || strings.HasSuffix(w.lower, "s") && isAct.Has(strings.TrimSuffix(w.lower, "s"))
}

// isAsked reports whether a helping verb stands before its subject: "how long does it take".
func isAsked(words []word) bool {
	for i, w := range words[:len(words)-1] {
		next := words[i+1]
		isSubjectNext := isSubject.Has(next.lower) || next.isDeterminer() || isObject.Has(next.lower) ||
			next.lower == "there"
		isTold := i > 0 && isSubject.Has(words[i-1].lower) // "you have two sites"
		if isAuxiliary.Has(w.lower) && isSubjectNext && !isTold {
			return true
		}
	}
	return false
}

// isDoing reports whether the words are surely something that one can talk about doing: "moving two wards under one
// roof", "whether to buy a van".
func isDoing(words []word) bool {
	if len(words) < 3 || !isTidy(words[1:]) {
		return false
	}
	first, second := words[0], words[1]
	if first.lower == "whether" {
		return second.lower == "to" || second.lower == "it" || isSubject.Has(second.lower) && words[2].isPlain() ||
			len(words) > 3 && (second.isDeterminer() || second.isPlural())
	}
	begins := second.isDeterminer() || isPreposition.Has(second.lower) || second.isPlain() && !second.isAdverb()
	if next := words[2]; second.isPlain() && !second.isPlural() && isPreposition.Has(next.lower) &&
		second.lower != "rid" {
		return false // "retaining wall on the A38" lacks its article
	}
	return first.isGerund() && begins && !hasMainVerb(words)
}

// canBeHad reports whether a noun phrase fits "I have …": not "a trained nurse", which one is, nor "your values".
func canBeHad(words []word) bool {
	words = withoutMeasure(words)
	isMine := words[0].lower == "my" && (isMyOwn(words) || isSince(words))
	if !words[0].isArticle() && !words[0].isCount() && !isMine {
		return false
	}
	if slices.ContainsFunc(words, func(w word) bool { return w.lower == "since" }) && !isSince(words) {
		return false // "I have ten years since 1998"
	}
	if hasBareAddition(words) {
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
	if isPerson.Has(head.lower) {
		return false
	}
	ends := func(end string) bool { return strings.HasSuffix(head.lower, end) }
	return plainNouns.Has(head.lower) || !slices.ContainsFunc([]string{"er", "or", "ist", "ian"}, ends)
}

// hasBareAddition reports whether a comma is followed by a thing without an article: "15 years driving, clean licence".
func hasBareAddition(words []word) bool {
	for i, w := range words[:len(words)-1] {
		next := words[i+1]
		goesOn := next.isGerund() || next.isParticiple() || next.isAdverb() || next.isPlural() || next.lower == "most"
		if w.comma && next.isPlain() && !goesOn {
			return true
		}
	}
	return false
}

// isMyOwn reports whether words that begin with "my" can be had: "my own van" and "my licence", but not "my values".
func isMyOwn(words []word) bool {
	isQualified := func(w word) bool { return isQualification.Has(w.lower) }
	return len(words) > 1 && (words[1].lower == "own" || words[1].isCount() || isWritten(words) ||
		slices.ContainsFunc(words, isQualified))
}
