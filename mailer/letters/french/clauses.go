package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// bothTold returns two clauses, each with a subject of its own, as they were told: "que vous passiez à SAP et que vous
// recrutiez". If the tense of one is not sure, both stay as they are. It returns "" for anything else.
func bothTold(clause string) string {
	first, and, second := cutClause(clause)
	if second == "" || mayHaveSecond(first) || mayHaveSecond(second) {
		return ""
	}
	bare := ownQue.ReplaceAllString(second, "")
	isInFirst := bare != second && hasQue.MatchString(first) // "vous voulez qu'on livre et qu'on forme"
	one, two := imperfect(first), imperfect(bare)
	switch {
	case would.MatchString(bare), isInFirst && slices.ContainsFunc(grammar.Words(one), isWished.Has):
		two = second
	case isInFirst, (one == first) != (two == bare):
		one = ""
	}
	if one != "" && two != "" {
		first, second = one, two
	}
	return that(first) + and + that(second)
}

var (
	// ownQue matches the "que" that a second clause has already.
	ownQue = pattern.Lazy(`^(?:que |qu')`)

	// hasQue matches a clause with another in it.
	hasQue = pattern.Lazy(` (?:que |qu')`)
)

// would matches a clause in the conditional, which is told as it is.
var would = pattern.Lazy(`^(?:vous (?:ne |n')?\pL{2,}riez|(?:on|il|elle|ça) (?:ne |n')?\pL{2,}rait) `)

// cutClause cuts a second clause with its own subject, a pronoun or a noun, or with its own "que", from a first that
// surely has a verb. Without one, second is "".
func cutClause(clause string) (first, and, second string) {
	if at := andClause.FindStringSubmatchIndex(clause); at != nil {
		first, and, second = clause[:at[0]], clause[at[2]:at[3]], clause[at[4]:]
		if and != ", " || mayBeClause(grammar.Words(first)) && !ownQue.MatchString(second) {
			return first, asAnd(and), second
		}
	}
	for _, and := range [...]string{" et ", " mais ", ", "} {
		first, second, ok := strings.Cut(clause, and)
		words := grammar.Words(second)
		if !ok || len(words) < 3 || !articles.Has(words[0]) || imperfect(first) == "" {
			continue
		}
		_, isVerb := past(words[2], words[1])
		isPlural := plurals.Has(words[0]) && looksPlural.MatchString(words[2]) // "les absences pèsent"
		if isVerb || isPlural || isFinite.Has(words[2]) || beforeVerb.Has(words[2]) {
			return first, asAnd(and), second
		}
	}
	return clause, "", ""
}

// asAnd returns what joins a second clause behind "que", which a comma cannot.
func asAnd(joint string) string {
	if joint == ", " {
		return " et "
	}
	return joint
}

// mayHaveSecond reports whether a clause may have a second behind its own verb, with a subject of its own, which would
// need a "que" of its own: "vous livrez et Paul ne suit plus", "vous livrez, Paul suit".
func mayHaveSecond(clause string) bool {
	at := joins.FindStringIndex(clause)
	if at == nil {
		return false
	}
	first, second := grammar.Words(clause[:at[0]]), grammar.Words(clause[at[1]:])
	if mayHaveSecond(clause[at[1]:]) {
		return true
	}
	return mayBeClause(first) && len(second) > 1 && !needsNoQue.Has(second[0]) &&
		(slices.ContainsFunc(second[1:], isAnyVerb) || mayHaveVerb(second))
}

// mayBeClause reports whether words may have a verb of their own, known or not.
func mayBeClause(words []string) bool {
	return len(words) > 1 && (subjects.Has(words[0]) || slices.ContainsFunc(words, isAnyVerb) || mayHaveVerb(words))
}

// isAnyVerb reports whether a word is a verb, or stands before one.
func isAnyVerb(word string) bool {
	if alsoNoun.Has(word) {
		return false
	}
	_, isOfThird := past(word, "")
	_, isOfVous := past(word, "vous")
	return isOfThird || isOfVous || isFinite.Has(word) || beforeVerb.Has(word) || indicates.Has(word)
}

// needsNoQue begin what goes on with a clause and is none beside it: "qui …", "quand …", "ne … plus".
var needsNoQue = pattern.Words("qui que qu dont où quand comme si se s ne n")

// joins matches what may join a second clause.
var joins = pattern.Lazy(`(?i) (?:et|mais|ou|car|or|donc) |, (?:(?:et|mais|car|or|donc|alors|sinon) )?`)

// andClause matches what joins a second clause, and its subject or "que".
var andClause = pattern.Lazy(`(,? (?:et|mais) |, )((?:vous|ça|ils?|elles?|on|chacun|tout le monde|` +
	`(?:personne|rien) ne|tout (?:se|est|va|reste)) |(?:personne |rien )n'|tout s'|c'|qu'|que )`)
