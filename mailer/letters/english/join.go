package english

import (
	"slices"
	"strings"

	"followup/pattern"
)

// CanHelp reports whether a topic, a phrase or a sentence, surely is work in which one can offer to help: "the move to
// SAP", "flaky tests", "You are opening a second kitchen." It is false for what one only talks about, such as "the
// spring list".
func (Language) CanHelp(topic string) bool {
	words := wordsOf(topic)
	if len(words) < 2 || notHeard.Has(words[0].lower) || pastHelp.MatchString(topic) || addsQuestion(words) {
		return false
	}
	first := words[0].lower
	switch {
	case first == "you" || first == "you're":
		return task(strings.TrimRight(topic, ".!?")) != ""
	case isTask(words):
		return true
	case words[0].isGerund() || isRelative.Has(first) || isSubject.Has(first):
		return false
	}
	return isWork.Has(head(words).lower)
}

// addsQuestion reports whether words go on with a question: "onboarding and why people leave".
func addsQuestion(words []word) bool {
	for i, w := range words[1:] {
		if isConjunction.Has(words[i].lower) && isRelative.Has(w.lower) {
			return true
		}
	}
	return false
}

// Task returns what a clause of theirs says that they do or mean to do: "moving the ledger" for "you are moving the
// ledger" and "opening a kitchen" for "you want to open a kitchen".
func (Language) Task(clause string) string { return task(clause) }

func task(clause string) string {
	words := strings.Fields(clause)
	at := 1
	switch {
	case len(words) < 4:
		return ""
	case strings.EqualFold(words[0], "you") && words[1] == "are":
		at = 2
	case strings.EqualFold(words[0], "you") && isWanting.Has(words[1]) && words[2] == "to":
		at = 3
		words[at] = gerund(words[at])
		if mayDoAnother(wordsOf(strings.Join(words[at:], " "))) {
			return ""
		}
	case !strings.EqualFold(strings.ReplaceAll(words[0], "’", "'"), "you're"):
		return ""
	}
	doing := strings.Join(words[at:], " ")
	if !isTask(wordsOf(doing)) {
		return ""
	}
	return doing
}

// mayDoAnother reports whether words may go on with another verb, which would need its "-ing" too: "dropping the
// freezer and cook from the market".
func mayDoAnother(words []word) bool {
	for i, w := range words[1:] {
		if isConjunction.Has(words[i].lower) && !w.isDeterminer() && !w.isPlural() {
			return true
		}
	}
	return false
}

// gerund returns a verb with its "-ing": "moving", "cutting", "opening".
func gerund(verb string) string {
	switch {
	case strings.HasSuffix(verb, "e") && !strings.HasSuffix(verb, "ee") && verb != "be":
		return strings.TrimSuffix(verb, "e") + "ing"
	case endsShort.MatchString(verb):
		return verb + verb[len(verb)-1:] + "ing"
	}
	return verb + "ing"
}

// endsShort matches verbs of one syllable that double their last consonant: "cut", "ship", "get".
var endsShort = pattern.Lazy(`^[^aeiou]*[aeiou][bdgklmnprt]$`)

// isTask reports whether the words begin with what somebody does, as in "moving the ledger" and "testing on phones".
// "Milking robots" may be robots that milk.
func isTask(words []word) bool {
	if len(words) < 2 || words[1].lower == "with" { // "help with sitting with patients"
		return false
	}
	isThing := len(words) == 2 && words[1].isPlural()
	return words[0].isGerund() && !isIdle.Has(words[0].lower) && !isThing
}

// head returns the last word of a phrase before what says more about it: "rota" in "the new rota for the nights".
func head(words []word) word {
	for i, w := range words[1:] {
		if isPreposition.Has(w.lower) || isRelative.Has(w.lower) || w.isDeterminer() && !w.possessive ||
			isSubject.Has(w.lower) || words[i].comma || isConjunction.Has(w.lower) {
			return words[i]
		}
	}
	return words[len(words)-1]
}

var (
	// isWork holds nouns of work that is to be done, or that goes on, and in which others join.
	isWork = pattern.Words(`move migration merger project projects plan plans launch rollout build rebuild
		redesign refurbishment renovation restoration extension expansion reorganisation reorganization
		restructuring relocation rota rotas roster rosters scheduling backlog backlogs problem problems error
		errors bug bugs tests queue queues list lists campaign campaigns roadmap switch upgrade rewrite
		replacement handover handovers transition conversion modernisation modernization automation digitisation
		digitization audit audits clean-up cleanup outreach rework refit inventory stocktake initiative
		initiatives complaint complaints delay delays waste turnover shortage shortages shrinkage churn
		turnaround overhaul consolidation integration integrations tooling monitoring documentation fundraising`)

	// isWanting follows "you" where work is to be done.
	isWanting = pattern.Words("want need plan hope")

	// isIdle holds what is no work for others.
	isIdle = pattern.Words(`waiting hoping thinking losing leaving closing cutting laying struggling drowning growing
		getting going being having living working looking paying turning doing making seeing`)

	// pastHelp matches what nobody helps with gladly, what is over, and what a list or a plan may be that is no work.
	pastHelp = pattern.Lazy(`(?i)\b(?:redundanc\pL*|layoffs?|closure|closing|salar\pL*|pay|pension|holidays?|leave|` +
		`(?:wine|book|spring|summer|autumn|winter|reading|guest|price|mailing) lists?|bonus|share|health|insurance|` +
		`staff|coding|your own|last year|years ago|history|how the|award|strikes?|bullying|abuse|deaths?|fraud|` +
		`(?:move|relocation) to .*(?:offices?|building|premises|site))\b`)
)

// Span returns a fit that says how long one has done something, so that it can follow "after": "ten years on a surgical
// ward". Otherwise it returns "".
func (Language) Span(fit string) string {
	words := wordsOf(fit)
	if len(words) < 3 || len(words) > maxSpan || !isNounPhrase(words) {
		return ""
	}
	rest := withoutMeasure(words)
	isTime := len(rest) > 3 && isSpanOf(rest) && !rest[1].comma && !addsAnother(rest)
	goesOn := isTime && (isPreposition.Has(rest[2].lower) || rest[2].isGerund()) || isDoneOften(rest)
	isLong := func(w word) bool { return w.comma || w.lower == "behind" || isRelative.Has(w.lower) } // "… behind me"
	if !goesOn || slices.ContainsFunc(words, isLong) {
		return ""
	}
	return withSmall(fit)
}

// maxSpan is how many words may stand between "I have" and "behind me".
const maxSpan = 9

// isDoneOften reports whether the words are a number of what one did: "two rollouts at my last school", "three shipped
// games".
func isDoneOften(words []word) bool {
	if len(words) < 3 || !words[0].isCount() || addsAnother(words) {
		return false
	}
	isFeat := func(w word) bool { return isFeat.Has(w.lower) }
	return isFinished.Has(words[1].lower) && words[2].isPlural() ||
		slices.ContainsFunc(words[1:min(4, len(words))], isFeat)
}

// HasDone reports whether a clause of the sender's own says what they did, which is experience: "I ran two wards", "I
// have spent ten years on a ward", but not "I grew up on a farm" or "I moved to Leeds".
func (Language) HasDone(clause string) bool {
	words := wordsOf(clause)
	isUndone := func(w word) bool { return isUndone.Has(w.lower) }
	if len(words) < 4 || slices.ContainsFunc(words, isUndone) {
		return false
	}
	first, done := words[0].lower, words[1].lower
	if first == "i" && done == "have" {
		first, done = "i've", words[2].lower
	}
	switch {
	case first == "i've":
		return isDeed.Has(done) || isWorked.Has(done)
	case first != "i":
		return false
	case isWorked.Has(done):
		return true
	}
	next := words[2].lower
	isMade := next == "up" && (done == "set" || done == "built")
	return isDeed.Has(done) && (isMade || next == "as" || !isPreposition.Has(next) && !isParticle.Has(next))
}

var (
	// isDeed holds what is experience if it was done to something: "I moved a payroll", but not "I moved to Leeds".
	isDeed = pattern.Words(`ran built rebuilt led managed set opened launched introduced moved cut reduced
		halved doubled raised kept saved took brought turned improved organised organized planned designed
		redesigned started won grew trained taught fixed delivered automated migrated negotiated merged restored
		shortened`)

	isFinished = pattern.Words("shipped finished completed published released launched delivered")

	// isFeat holds what one has behind one when it is done.
	isFeat = pattern.Words(`rollouts migrations launches projects productions audits campaigns harvests builds refits
		openings inspections marathons exhibitions`)

	// isWorked holds what is experience whatever follows: "I worked at VW", "I looked after my gran".
	isWorked = pattern.Words(`worked spent wrote written taught trained looked drove driven sold cooked baked nursed
		cared catalogued coordinated edited published tested programmed fitted welded repaired supported cleared
		closed handled served researched volunteered coached translated`)

	// isUndone holds what makes a deed none to do again.
	isUndone = pattern.Words("never not no without failed lost left quit missed")
)

// Joinable returns a sentence of the sender's own without its stop if ", and would be glad to work with you" can surely
// follow it: "I ran two wards". A sentence that has a second part of its own would grow too long.
func (Language) Joinable(sentence string) string {
	clause := strings.TrimSuffix(sentence, ".")
	words := wordsOf(clause)
	isLong := len(clause) > maxClause || strings.ContainsAny(clause, ".!?:;\"“”()")
	isOwn := len(words) > 1 && slices.Contains([]string{"i", "i've", "i'm"}, words[0].lower)
	isStart := slices.ContainsFunc(words, func(w word) bool { return w.lower == "start" || w.lower == "available" })
	if isLong || !isOwn || isNoGain.Has(words[1].lower) || isStart || slices.ContainsFunc(words, word.joinsClauses) {
		return ""
	}
	return clause
}

// isNoGain holds verbs behind which a wish would begin another matter.
var isNoGain = pattern.Words("start hope plan saw met read left")

// joinsClauses reports whether the word, or the comma behind it, may begin a second part of a sentence.
func (w word) joinsClauses() bool { return w.comma || w.odd || joinsClauses.Has(w.lower) }

var joinsClauses = pattern.Words("and but so or yet because since until before after while although though if when " +
	"where that which who would hope wish want like love")
