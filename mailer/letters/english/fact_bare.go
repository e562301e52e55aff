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
	case last == 1 && isLanguage.Has(head.lower) && head.isName():
		return isFluent.Has(before[0].lower)
	case kind == fact.Fit: // "I have night shifts"
		return last > 0 && isSkill.Has(head.lower) && !slices.ContainsFunc(before, func(w word) bool {
			return !w.mayModify() && !isFluent.Has(w.lower)
		})
	case last == 0:
		return head.isInitials() || isMass.Has(head.lower)
	case last == 1 && isStuff.Has(before[0].lower) && isMassAfter.Has(head.lower): // "dementia care"
		return true
	case slices.ContainsFunc(before, func(w word) bool { return !w.mayModify() }):
		return false
	case isMass.Has(head.lower), isMassAfter.Has(head.lower):
		return true
	}
	// "team plans" may be a clause, but "annual plans" is none.
	isVerbal := isVerb.Has(head.lower) && slices.ContainsFunc(before, func(w word) bool { return !w.isAdjective() })
	return head.isPlural() && !head.isName() && !isVerbal
}

// isPluralOrStuff reports whether words without a determiner are surely a noun phrase with a plural, such as "oak
// staircases" and "apprenticeships in joinery", or a single noun that needs no article: "sourdough", "storytelling". A
// first word with a capital may be a name, unless it was typed as the beginning of a sentence.
func isPluralOrStuff(words []word, typedAsOne bool) bool {
	if len(words) == 0 || !isTidy(words) {
		return false
	}
	if words[0].isName() && !isDay.Has(words[0].lower) && (!typedAsOne || words[0].isInitials()) {
		return false
	}
	if len(words) == 1 && !words[0].possessive {
		w := words[0]
		return isStuff.Has(w.lower) || w.isGerund() || w.isThings()
	}
	head := 0
	for head < len(words)-1 && head < 2 && words[head].isNounBefore() && !words[head].isThings() {
		head++
	}
	if words[head].comma && !isEspecially(words[head+1:]) || head > 0 && words[head].isName() {
		return false
	}
	rest := words[head+1:]
	switch {
	case len(rest) == 0:
		return head > 0 && (words[head].isThings() || isStuff.Has(words[head].lower))
	case !words[head].isThings() || len(rest) < 2 || hasMainVerb(words[head:]):
		return false
	}
	switch isSomebody := words[head].isPeople() || isWho.Has(words[head].lower); {
	case words[head].comma, isPreposition.Has(rest[0].lower):
		return true
	case isSomebody && (rest[0].lower == "who" || rest[0].isGerund()): // "guests checking in at 3 am"
		return true
	}
	return isDoneTo.Has(rest[0].lower) && isPreposition.Has(rest[1].lower)
}

// isEspecially reports whether words behind a comma surely say where most of it is: "especially at dock 4".
func isEspecially(words []word) bool {
	return len(words) > 2 && words[0].isAdverb() && isPreposition.Has(words[1].lower)
}

// isPair reports whether the words are surely two nouns that need no article: "pay and hours".
func isPair(words []word, typedAsOne bool) bool {
	if len(words) != 3 || words[1].lower != "and" || words[0].comma {
		return false
	}
	isNoun := func(w word) bool { return isBare(fact.Topic, []word{w}) || isPluralOrStuff([]word{w}, typedAsOne) }
	return (isNoun(words[0]) || isMassAfter.Has(words[0].lower)) && isNoun(words[2])
}

// isGraded reports whether the words are a qualification with its level: "NVQ level 3".
func isGraded(words []word) bool {
	return len(words) == 3 && words[0].isInitials() && isLevel.Has(words[1].lower) && number.MatchString(words[2].text)
}

// isNumbered reports whether the words are something with its number: "IFRS 16", "wards 4 and 5".
func isNumbered(words []word) bool {
	if len(words) > 2 && isLevel.Has(words[0].lower) && words[0].isName() && number.MatchString(words[1].text) {
		return isPluralOrStuff(words[2:], false) // "Year 4 reading"
	}
	if len(words) < 2 || !words[0].isInitials() && !words[0].isThings() || words[0].comma {
		return false
	}
	for i, w := range words[1:] {
		isNumber := number.MatchString(w.text) && !w.odd
		if !isNumber && (i == 0 || w.lower != "and" || i+2 == len(words)) {
			return false
		}
	}
	return true
}

var number = pattern.Lazy(`^[0-9]+$`)

var isLevel = pattern.Words("year level class grade stage")

// isMatterIn reports whether the words are surely an abstract noun without an article, with where it is: "cavitation in
// the new impeller".
func isMatterIn(words []word) bool {
	where := []string{"in", "at", "on", "between", "across", "among"}
	return len(words) > 2 && words[0].isMatter() && !words[0].comma && slices.Contains(where, words[1].lower) &&
		isTidy(words) && !hasMainVerb(words)
}

// isMatter reports whether the word ends as abstract nouns do, and is no verb: "integration", but not "position".
func (w word) isMatter() bool {
	return isMass.Has(w.lower) || isStuff.Has(w.lower) ||
		matter.MatchString(w.lower) && !isVerbToo.Has(w.lower) && w.isPlain()
}

var matter = pattern.Lazy(`^\pL{4,}(?:tion|sion|ment|ness|ity|ship|ism)$`)

// isExperience reports whether the words are surely experience of something: "experience of dbt and Airflow".
func isExperience(words []word) bool {
	return len(words) > 2 && words[0].lower == "experience" && !words[0].comma &&
		slices.Contains([]string{"of", "in", "with"}, words[1].lower) && isTidy(words) && !hasMainVerb(words)
}

// isOwned reports whether the words are surely several things that one can have, with more about them: "licences in
// Georgia and Florida", "clients who would follow me".
func isOwned(words []word) bool {
	if len(words) < 3 || !isSkill.Has(words[0].lower) || words[0].comma || !isTidy(words) {
		return false
	}
	return isRelative.Has(words[1].lower) || isPreposition.Has(words[1].lower) && !hasMainVerb(words)
}

// isThings reports whether the word is surely a plural noun and no verb: "staircases", but neither "cooks" nor "plans".
func (w word) isThings() bool {
	one := strings.TrimSuffix(w.lower, "s")
	return w.isPlural() && !w.isCount() && !isVerb.Has(w.lower) && !isAct.Has(one) && !isInfinitive.Has(one) &&
		!isAct.Has(strings.TrimSuffix(w.lower, "es")) && !strings.HasSuffix(w.lower, "'s")
}

// isNounBefore reports whether the word may stand before a noun, and is no verb before its object: "oak", not "drive".
func (w word) isNounBefore() bool {
	return w.isPlain() && !w.possessive && !w.comma && !w.isContraction() && !isAct.Has(w.lower) &&
		!isInfinitive.Has(w.lower) && !isVerb.Has(w.lower) && !isSaying.Has(w.lower) && !w.isParticiple() &&
		!w.isGerund() && !w.isAdverb() && !isPredicate.Has(w.lower) && !isAuxiliary.Has(w.lower) &&
		!isAnswer.Has(w.lower) && !isVerbToo.Has(w.lower) && !w.isPlural() && !isNobody.Has(w.lower) && len(w.lower) > 1
}

// mayModify reports whether the word is surely one that stands before a noun, not a verb before its object.
func (w word) mayModify() bool {
	ends := func(end string) bool { return strings.HasSuffix(w.lower, end) && len(w.lower) > len(end)+3 }
	noun := slices.ContainsFunc([]string{"tion", "sion", "ment", "ship", "ness", "ity"}, ends)
	return isBeforeNoun.Has(w.lower) || beforeNoun.Has(w.lower) || isMass.Has(w.lower) || w.isInitials() ||
		w.isAdjective() || noun && !isVerbToo.Has(w.lower)
}

// isAdjective reports whether the word is surely an adjective, and not one of praise.
func (w word) isAdjective() bool {
	return isAdjective.Has(w.lower) || adjective.MatchString(w.lower) && !isVerbToo.Has(w.lower)
}

// adjective matches words of six letters or more that end as adjectives do.
var adjective = pattern.Lazy(`^\pL{3,}(?:[^aeiou]al|ial|ic|tive|sive|ous|ful|less|able|ible|ary)$`)

// isInitials reports whether the word looks like "SAP", "R&D" or "KPIs". "IT" and "US" may be pronouns.
func (w word) isInitials() bool {
	return initialsForm.MatchString(w.text) && w.isPlain() && !isPredicate.Has(w.lower) && !isVerb.Has(w.lower) &&
		!isAnswer.Has(w.lower)
}

var initialsForm = pattern.Lazy(`^(?:[A-Z][A-Z0-9]{1,3}|[A-Z]&[A-Z]|[A-Z]{2}/[A-Z]{2}|HACCP|COSHH|RIDDOR|NEBOSH)s?$`)

var (
	// isMass holds nouns that stand alone, and cannot be verbs.
	isMass = pattern.Words(`payroll software hardware leadership teamwork logistics healthcare childcare safety
		productivity sustainability compliance procurement recruitment automation machinery equipment turnover
		onboarding morale`)

	// isMassAfter holds nouns that need no article behind another noun or an adjective.
	isMassAfter = pattern.Words(`work leave pay research health training security marketing planning care cover control
		recovery hygiene`)

	// isBeforeNoun holds nouns that stand before another one. Those that may be verbs make a phrase all the same:
	// "stock shelves" can be talked about.
	isBeforeNoun = pattern.Words(`pay night day shift weekend bank team staff customer client patient product project
		code data home office school ward kitchen shop store site care health food job career salary pension holiday
		stock price delivery opening working notice agency budget forklift
		hand reading`)

	isAdjective = pattern.Words(`new old early late low seasonal wholesale split remote flexible hybrid annual sick
		junior senior part-time full-time`)

	isLanguage = pattern.Words(`english french german spanish italian portuguese dutch polish czech romanian hungarian
		ukrainian russian turkish arabic hindi urdu punjabi bengali chinese mandarin cantonese japanese korean
		vietnamese greek swedish danish norwegian finnish welsh irish hebrew`)

	// isFluent holds how well one has a language or a skill.
	isFluent = pattern.Words(`fluent good very excellent basic conversational strong solid advanced great`)

	// isWho holds people that do not end as people do.
	isWho = pattern.Words(`guests clients friends kids pupils adults families couples colleagues volunteers`)

	// isSkill holds what one can have several of.
	isSkill = pattern.Words(`skills qualifications certificates certifications licences licenses diplomas contacts
		clients customers`)

	// isVerbToo holds what ends as a noun or an adjective does, and may be a verb.
	isVerbToo = pattern.Words(`question mention position function condition caution implement complement supplement
		document comment experiment worship witness harness signal reveal conceal mimic picnic traffic enable disable`)

	// isStuff holds more of them, which no letter but one about them would name.
	isStuff = pattern.Words(`sourdough bread pastry cheese wine coffee tea chocolate milk beer food water honey wool
		steel timber wood glass concrete clay leather energy heat waste recycling grammar maths mathematics physics
		chemistry biology history geography literacy numeracy phonics music drama sport bookkeeping tax inventory
		retention governance privacy encryption data nutrition physiotherapy midwifery triage dementia diabetes autism
		wellbeing diversity inclusion accessibility usability infrastructure documentation observability merchandising
		e-commerce publicity tourism agriculture forestry horticulture joinery carpentry masonry upholstery insulation
		travel safeguarding behaviour attendance homework communication overtime furniture lighting parking butchery
		hygiene`)

	// isAct holds verbs that people begin a topic with, or that are said of somebody: "drive vans", "Jo cooks".
	isAct = pattern.Words(`accept act add adopt advise aim answer apply arrange ask assist attend avoid bake balance
		believe bill book brew build buy call care carry catch change charge check choose clean close coach code
		collect combine complain compare complete consult contact control cook coordinate cope count cover create
		cut deal debug decide deliver deploy design develop discuss do drive earn eat edit educate employ enable
		encourage engage enjoy enter estimate expand expect explain explore face feed feel fight file fill find
		finish fit fix fly follow forecast form gain gather get give go greet grow guide hand handle happen hate
		have hear help hire hold hope host identify implement improve include increase inform inspect install
		introduce invest invite involve join judge jump keep know land launch lay lead learn leave let lift like
		list listen live load look lose love maintain make manage market match matter measure meet mentor migrate
		mind miss mix model monitor motivate mount move need negotiate nurse offer open operate order organise
		organize own pack paint park pay perform pick plan plant play prefer prepare present price print process
		produce program promise promote protect provide publish pull push put raise reach read receive recruit
		reduce refer refuse remember remove rent repair replace reply report require rescue research resolve rest
		review ride rise run sail save schedule see seek seem sell send serve set settle sew shape share ship shop
		show sing sit sleep slice solve sort speak spend split staff stand start stay stock stop store study succeed
		suggest supervise supply support swim switch take talk taste teach tell tend test think time touch track
		trade train translate travel treat trust try tune turn understand update upgrade use value visit wait walk
		want wash watch wear weigh weld welcome win wish wonder work worry write`)

	// isDoneTo holds participles of what is done to a thing, and of nothing that a thing does: "caseloads capped at
	// 18".
	isDoneTo = pattern.Words(`capped limited based baked tailored designed funded printed painted grouped sorted booked
		priced aimed fitted supported imported exported recycled`)

	// isNobody holds what stands for a noun, and before none.
	isNobody = pattern.Words(`everyone everybody nobody someone somebody anyone anybody everything nothing something
		anything thing things please yes maybe very too so quite really`)

	// isAnswer holds what is written in capitals, and names nothing.
	isAnswer = pattern.Words(`ok yes hi asap tba tbd na faq`)
)
