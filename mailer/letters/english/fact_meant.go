package english

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// meant returns the sentence that an unclear fact most likely means: "I am calm." for "calm". Where no sentence is
// likely, it returns "", because what is shown may be sent.
func meant(kind fact.Kind, bare string) string {
	words := wordsOf(bare)
	if len(words) == 0 || words[len(words)-1].isOpen() || strings.ContainsAny(bare, "?!;") ||
		fourLetters.MatchString(bare) || isCutShort(words) {
		return ""
	}
	if kind == fact.Topic {
		return meantTopic(bare, words)
	}
	return meantFit(bare, words)
}

func meantTopic(bare string, words []word) string {
	first, said := words[0], grammar.Mended(bare)
	switch {
	case isMadeBy(words): // which is no sentence
		return lead[fact.Topic] + bare + "."
	case isSurelyClause(fact.Topic, words, said):
		return said
	case isTheirs.Has(first.lower) && hasMainVerb(words),
		first.isDeterminer() && isSentence(fact.Topic, said): // "the robot milks the cows"
		return said
	case !isTidy(words), hasLoneEnd(words), isAsked(words), isReason.Has(first.lower), first.lower == "no",
		isAuxiliary.Has(first.lower), isSurelyNow.Has(first.lower), isSurelyPast.Has(first.lower),
		isAnswer.Has(first.lower), isQualified(words), hasMainVerb(words) && !isRelative.Has(first.lower):
		return ""
	}
	return lead[fact.Topic] + bare + "."
}

func meantFit(bare string, words []word) string {
	first, am := words[0], iAm(bare)
	switch said := grammar.Mended(bare); {
	case isSurelyClause(fact.Fit, words, said):
		return said
	case am != "":
		return am
	case tellsOfMe(words):
		return grammar.Mended(bare)
	case !isTidy(words) || hasLoneEnd(words) || hasBareAddition(words):
		return ""
	case len(words) == 1:
		if isLanguage.Has(first.lower) && first.isName() {
			return "I speak " + bare + "."
		}
		return ""
	case iDo.Has(first.lower) && words[1].mayFollow(first):
		return grammar.Mended("I " + withSmall(bare))
	case iDid.Has(first.lower), first.lower == "had", isLived.Has(first.lower),
		first.mayBeDone() && (words[1].isDeterminer() || words[1].isPlural()): // "redesigned a checkout"
		if did := iHaveDone(bare, words); isSentence(fact.Fit, did) {
			return did
		}
		return ""
	case isNounPhrase(words) && canBeHad(words), hasThings(words):
		return lead[fact.Fit] + bare + "."
	case isNounPhrase(words) && first.isArticle() && first.lower != "the": // "a trained nurse" is what one is
		return grammar.Mended("I am " + withSmall(bare))
	}
	return iHaveTicket(bare, words)
}

// isMadeBy reports whether the words may be a thing that somebody made: "the displays made by the staff", "the kitchen
// the parents built".
func isMadeBy(words []word) bool {
	if slices.ContainsFunc(words, func(w word) bool { return isAuxiliary.Has(w.lower) || isSurelyPast.Has(w.lower) }) {
		return false
	}
	last := len(words) - 1
	for i, w := range words[:last] {
		if i > 0 && w.mayBeDone() && words[i+1].lower == "by" {
			return true
		}
	}
	return words[0].isDeterminer() && words[last].mayBeDone() &&
		slices.ContainsFunc(words[2:max(2, last-1)], word.isDeterminer)
}

// isSurelyClause reports whether the words are a sentence that was typed without its capital or its stop: "nights don't
// bother me".
func isSurelyClause(kind fact.Kind, words []word, said string) bool {
	isVerb := func(w word) bool { return isAuxiliary.Has(w.lower) || isSurelyPast.Has(w.lower) }
	return len(words) > 3 && slices.ContainsFunc(words[1:], isVerb) && hasMainVerb(words) && isSentence(kind, said)
}

// tellsOfMe reports whether the words are a sentence about the sender: "my team loved me", "as a nurse, I know the
// forms".
func tellsOfMe(words []word) bool {
	first := words[0]
	if first.lower == "my" {
		return hasMainVerb(words)
	}
	isAs := first.lower == "as" && len(words) > 1 && words[1].isArticle()
	lacksSubject := isReason.Has(first.lower) && !isAs || isQuality.Has(first.lower) || first.mayBeDone() ||
		iDid.Has(first.lower)
	return !lacksSubject && slices.ContainsFunc(words, func(w word) bool {
		return w.lower == "i" || strings.HasPrefix(w.lower, "i'")
	})
}

// isCutShort reports whether a helping verb stands behind "and" without a verb before it: "the team and will move".
func isCutShort(words []word) bool {
	for i := 2; i < len(words); i++ {
		before := words[:i-1]
		if isConjunction.Has(words[i-1].lower) && isAuxiliary.Has(words[i].lower) && !hasMainVerb(before) &&
			!mayBeClause(before) {
			return true
		}
	}
	return false
}

// mayFollow reports whether the word surely follows such a verb as "speak", which is not so of "make up artist".
func (w word) mayFollow(verb word) bool {
	if verb.lower == "can" {
		return isAct.Has(w.lower) || isInfinitive.Has(w.lower)
	}
	return w.isDeterminer() || isObject.Has(w.lower) || w.isPlural() || isStuff.Has(w.lower) || w.isAdjective() ||
		isLanguage.Has(w.lower) || isFluent.Has(w.lower) ||
		verb.lower == "have" && (w.mayBeDone() || w.lower == "done" || w.lower == "been")
}

// iAm returns what somebody says who has qualities: "I am EPA certified and bilingual." for "EPA certified, bilingual".
// Of anything else it returns "".
func iAm(bare string) string {
	if isQualified(wordsOf(bare)) {
		return grammar.Mended("I am " + smallUnlessName(bare))
	}
	parts := andOr.Split(bare, -1)
	for i, part := range parts {
		if !isQualified(wordsOf(part)) {
			return ""
		}
		parts[i] = smallUnlessName(part)
	}
	last := len(parts) - 1
	return grammar.Mended("I am " + strings.Join(parts[:last], ", ") + " and " + parts[last])
}

var andOr = pattern.Lazy(`,? and |, `)

// isQualified reports whether the words surely fit "I am …": "good with people", "first aid trained", "bilingual".
func isQualified(words []word) bool {
	last := len(words) - 1
	if last < 0 || !isTidy(words) || slices.ContainsFunc(words, func(w word) bool { return w.comma }) {
		return false
	}
	switch first := words[0]; {
	case last == 0:
		return isQuality.Has(first.lower)
	case last == 1 && isNatured.Has(words[1].lower):
		return isPredicate.Has(first.lower) || first.lower == "easy" || first.lower == "well"
	case isQuality.Has(first.lower) && isPreposition.Has(words[1].lower):
		return last > 1 && !isMixed(words)
	}
	return isCertified.Has(words[last].lower) && !slices.ContainsFunc(words[:last], func(w word) bool {
		return !w.isPlain() && !number.MatchString(w.text) || isVerb.Has(w.lower)
	})
}

// isMixed reports whether words that begin with a quality may go on with what is none: a verb, a time, or
// another thing, as in "good with people and a clean licence".
func isMixed(words []word) bool {
	for i, w := range words[1:] {
		isVerbal := isVerb.Has(w.lower) || isAct.Has(w.lower) || w.mayBeDone()
		isTime := words[i].lower == "for" && w.isCount() || w.lower == "since" || year.MatchString(w.text)
		if isConjunction.Has(words[i].lower) && isVerbal || isTime || isSubject.Has(w.lower) {
			return true
		}
	}
	isUsed := words[0].lower == "used" && !words[2].isDeterminer() && !words[2].isThings() && !words[2].isGerund()
	return isUsed || addsAnother(words) || hasMainVerb(words)
}

var year = pattern.Lazy(`^(?:19|20)[0-9]{2}$`)

// iHaveDone returns what somebody says who did it, or who has done it since then and may still do it: "I ran two
// wards.", "I have taught maths since 2019." Of a verb whose participle is another word, the second is "".
func iHaveDone(bare string, words []word) string {
	since := slices.ContainsFunc(words, func(w word) bool { return w.lower == "since" })
	switch {
	case since && (isSurelyPast.Has(words[0].lower) || words[0].lower == "did" || words[0].lower == "ran"):
		return ""
	case since, words[0].lower == "been":
		return grammar.Mended("I have " + withSmall(bare))
	}
	return grammar.Mended("I " + withSmall(bare))
}

// hasThings reports whether words without a determiner are surely several things: "good kitchens".
func hasThings(words []word) bool {
	head := head(words)
	return head.isThings() && !isAct.Has(words[0].lower) && words[0].isPlain() && !words[0].isGerund() &&
		!words[0].mayBeDone() && !isVerb.Has(words[0].lower) && !hasMainVerb(words)
}

// iHaveTicket returns what somebody says who has a licence or the like: "I have a forklift licence." for "forklift
// licence". Of anything else it returns "".
func iHaveTicket(bare string, words []word) string {
	first := words[0]
	isSince := func(w word) bool { return w.lower == "since" || w.lower == "for" } // "I have had"
	isKnown := first.text == first.lower || first.isInitials() || isLanguage.Has(first.lower)
	switch {
	case !isTicket.Has(head(words).lower), slices.ContainsFunc(words, isSince), hasMainVerb(words), !first.isPlain():
		return ""
	case !isKnown && !isTicketKind.Has(first.lower) && !first.mayModify():
		return "" // it may be a name
	case !isKnown:
		bare = withSmall(bare)
	}
	if article := first.article(); article != "" {
		return "I have " + article + " " + bare + "."
	}
	return ""
}

// article returns "a" or "an", whichever stands before the word, or "" if that is not sure.
func (w word) article() string {
	switch {
	case anInitials.MatchString(w.text), anSound.MatchString(w.lower) && !w.isInitials():
		return "an"
	case w.isInitials() && len(w.text) > 3 && anLetter.MatchString(w.text):
		return "" // "an RTITB ticket", but "a NEBOSH certificate"
	}
	return "a"
}

var (
	anLetter   = pattern.Lazy(`^[AEFHILMNORSX]`)
	anInitials = pattern.Lazy(`^[AEFHILMNORSX][A-Z&]{1,2}$`)
	anSound    = pattern.Lazy(`^(?:[ai]|e[^uw]|o[^n]|on[^ce]|u[^kns]|un[^i]|hon|hour|x-|8|11|18)`)
)

// smallUnlessName returns a text that begins with a small letter if its first word surely is no name.
func smallUnlessName(text string) string {
	first := wordsOf(text)[0]
	isPlain := isQuality.Has(first.lower) || isPredicate.Has(first.lower) ||
		isCertified.Has(first.lower) || isBeforeNoun.Has(first.lower) || first.isAdverb() || first.lower == "first"
	if !isPlain {
		return text
	}
	return withSmall(text)
}

// hasLoneEnd reports whether a comma stands before the last word, as in "the rota, nice".
func hasLoneEnd(words []word) bool { return len(words) > 1 && words[len(words)-2].comma }

// withoutComment returns a text without such a word, if it surely is an opinion or a doubt.
func withoutComment(text string) string {
	words := wordsOf(text)
	if !hasLoneEnd(words) {
		return text
	}
	if last := words[len(words)-1]; last.isAdverb() || isPredicate.Has(last.lower) || last.lower == "too" {
		return strings.TrimSpace(text[:strings.LastIndex(text, ",")])
	}
	return text
}

var (
	isReason  = pattern.Words("because since as when while if although though so that which whose")
	isTheirs  = pattern.Words("you your they their there it")
	isQuality = pattern.Words("good great keen fluent bilingual trilingual qualified certified licensed registered " +
		"used experienced responsible able comfortable happy willing strong calm patient reliable flexible punctual " +
		"honest careful organised organized hard-working hardworking friendly insured")

	// isNatured makes a quality of the word before it: "hard working".
	isNatured = pattern.Words("working going minded natured spoken")

	// isCertified makes one of the words before it: "first aid trained".
	isCertified = pattern.Words("certified qualified trained checked registered licensed cleared vetted accredited " +
		"insured")

	// isTicket holds what one has with an article.
	isTicket     = pattern.Words("licence license degree certificate diploma qualification doctorate ticket")
	isTicketKind = pattern.Words("full clean driving provisional")

	// iDo holds verbs in the present that are no nouns.
	iDo = pattern.Words("speak know have teach sell make keep love like enjoy can understand")
)
