package english

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/pattern"
)

// isBare reports whether a few words without a determiner are surely a noun phrase that letters can use: "night
// shifts", "annual leave", "SAP". Most single nouns need an article, and many words may be a verb, so only those are
// sure that are known, and what stands behind a word that no verb and no subject is.
func isBare(kind fact.Kind, words []word) bool {
	if len(words) == 0 || len(words) > 3 || slices.ContainsFunc(words, func(w word) bool {
		return w.comma || w.odd || w.possessive || !w.isPlain() || w.text == ""
	}) {
		return false
	}
	last := len(words) - 1
	before, head := words[:last], words[last]
	switch {
	case last == 1 && isLanguage.has(head.lower) && head.isName():
		return isFluent.has(before[0].lower)
	case kind == fact.Fit: // "I have night shifts"
		return last > 0 && isSkill.has(head.lower) && !slices.ContainsFunc(before, func(w word) bool {
			return !w.mayModify() && !isFluent.has(w.lower)
		})
	case last == 0:
		return head.isInitials() || isMass.has(head.lower)
	case slices.ContainsFunc(before, func(w word) bool { return !w.mayModify() }):
		return false
	case isMass.has(head.lower), isMassAfter.has(head.lower):
		return true
	}
	// "team plans" may be a clause, but "annual plans" is none.
	isVerbal := isVerb.has(head.lower) && slices.ContainsFunc(before, func(w word) bool { return !w.isAdjective() })
	return head.isPlural() && !head.isName() && !isVerbal
}

// mayModify reports whether the word is surely one that stands before a noun, not a verb before its object.
func (w word) mayModify() bool {
	ends := func(end string) bool { return strings.HasSuffix(w.lower, end) && len(w.lower) > len(end)+3 }
	noun := slices.ContainsFunc([]string{"tion", "sion", "ment", "ship", "ness", "ity"}, ends)
	return isBeforeNoun.has(w.lower) || beforeNoun.has(w.lower) || isMass.has(w.lower) || w.isInitials() ||
		w.isAdjective() || noun && !isVerbToo.has(w.lower)
}

// isAdjective reports whether the word is surely an adjective, and not one of praise.
func (w word) isAdjective() bool {
	return isAdjective.has(w.lower) || adjective().MatchString(w.lower) && !isVerbToo.has(w.lower)
}

// adjective matches words of six letters or more that end as adjectives do.
var adjective = pattern.Lazy(`^\pL{3,}(?:[^aeiou]al|ial|ic|tive|sive|ous|ful|less|able|ible|ary)$`)

// isInitials reports whether the word looks like "SAP", "R&D" or "KPIs". "IT" and "US" may be pronouns.
func (w word) isInitials() bool {
	return initialsForm().MatchString(w.text) && w.isPlain() && !isPredicate.has(w.lower) && !isVerb.has(w.lower) &&
		!isAnswer.has(w.lower)
}

var initialsForm = pattern.Lazy(`^(?:[A-Z][A-Z0-9]{1,3}|[A-Z]&[A-Z]|[A-Z]{2}/[A-Z]{2})s?$`)

var (
	// isMass holds nouns that stand alone, and cannot be verbs.
	isMass = setOf(`payroll software hardware leadership teamwork logistics healthcare childcare safety productivity
		sustainability compliance procurement recruitment automation machinery equipment turnover onboarding`)

	// isMassAfter holds nouns that need no article behind another noun or an adjective.
	isMassAfter = setOf(`work leave pay research health training security marketing planning care cover`)

	// isBeforeNoun holds nouns that stand before another one. Those that may be verbs make a phrase all the same:
	// "stock shelves" can be talked about.
	isBeforeNoun = setOf(`pay night day shift weekend bank team staff customer client patient product project code data
		home office school ward kitchen shop store site care health food job career salary pension holiday stock
		price delivery opening working notice`)

	isAdjective = setOf(`new old early late remote flexible hybrid annual sick junior senior part-time full-time`)

	isLanguage = setOf(`english french german spanish italian portuguese dutch polish czech romanian hungarian
		ukrainian russian turkish arabic hindi urdu punjabi bengali chinese mandarin cantonese japanese korean
		vietnamese greek swedish danish norwegian finnish welsh irish hebrew`)

	// isFluent holds how well one has a language or a skill.
	isFluent = setOf(`fluent good very excellent basic conversational strong solid advanced great`)

	// isSkill holds what one can have several of.
	isSkill = setOf(`skills qualifications certificates certifications licences licenses diplomas contacts`)

	// isVerbToo holds what ends as a noun or an adjective does, and may be a verb.
	isVerbToo = setOf(`question mention position function condition caution implement complement supplement document
		comment experiment worship witness harness signal reveal conceal mimic picnic traffic enable disable`)

	// isAnswer holds what is written in capitals, and names nothing.
	isAnswer = setOf(`ok yes hi asap tba tbd na faq`)
)
