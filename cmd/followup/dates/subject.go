package dates

import (
	"strings"

	"followup/pattern"
)

// A subject is what happens at the time that is mentioned.
type subject int

const (
	subjectUnknown  subject = iota // not said
	subjectDecision                // they decide, or tell you about it
	subjectOther                   // something else: the role begins, they are away
	subjectAsked                   // you are asked to do something
	subjectNegated                 // something does not happen
)

// whoForm matches the words that say who does something. Where two groups match at the same place, the first counts.
var whoForm = pattern.Lazy(`\b(?:` +
	`(?P<you>` + alternatives(
	`(?:gives?|giving|given|gave|leaves?|allows?) you$`,
	`(?:gives|given|gave) me$`,
	`i(?:'m| am| was)? (?:have to|must|should|need to|asked to|supposed to)\b`,
	`you(?:'ll| will| would)(?: \w+)? `+tellUs,
	`hear(?:ing)? (?:from you|your)`,
	`your (?:answer|reply|response|decision|confirmation)\b`,
) + `)|(?P<they>` + alternatives(
	`(?:give|giving|allow) (?:us|me)$`,
	`(?:if|unless) you(?: have| do|'ve)?(?: not|n't)? hear`,
	`if you (?:haven't|don't|didn't|did not)`,
	`should you(?: not)? hear`,
	`you(?:'ll| will| should| can| could| may| might| would|'d)?(?: \w+)? (?:hear|expect|know|receive)\b`,
	`you(?:'ll| will)? (?:have|get)(?: \w+){0,2} `+
		`(?:answer|reply|response|decision|news|feedback|results?|update|offer|email|call|word)`,
	`you(?:'ll| will) be`,
	`(?:let|letting|tell|call|calling|ring|phone|email|emailing|write to|contact|contacting|inform|notify|update|`+
		`reach out to|in touch with|(?:get|getting|come|coming|be) back to|send|give|offer|text|message) you\b`,
	`(?:will|'ll|would|shall|might|(?:promised|said|going|wants?|hopes?|plans?|aims?) to)(?: \w+)? `+tellUs,
	`(?:decision|answer|results?|feedback|offer|news)(?: is| are| will be)? due`,
	`our (?:own |internal )?deadline`,
) + `)|(?P<youAsked>` + alternatives(
	`please`,
	`kindly`,
	tellUs,
	`(?:needs?|wants?|expects?|requires?|ask(?:s|ing|ed)?|like)(?: for)? (?:your?|me|my)\b`,
	`(?:have|get|see|receive|appreciate|await|grateful for) your\b`,
	`you(?:'ve got| have| need| must| should| can| could| may| might| are| get| want| owe|'ll have to|'ll need|`+
		` will have to| will need|'re (?:asked|expected|supposed))\b`,
	`due\b`,
	`deadline\b`,
	`closing date\b`,
	`^(?:(?:and|so|then|but|just|also) )*(?:send|submit|reply|respond|return|complete|hand|turn|upload|finish|fill|`+
		`sign|email|write|bring|prepare|apply|deliver|book|provide|share|make sure)\b`,
) + `)|(?P<theyAct>` + alternatives(
	`(?:we|i|they|he|she|hr)(?:'\w+)?\b`,
	`(?:the|our|my) (?:\w+ )?(?:panel|team|board|managers?|committee|company|department|boss|director|client|ceo|cto|`+
		`recruiter|colleagues?)\b`,
) + `))`)

// alternatives returns an expression that matches what any of the given ones does.
func alternatives(list ...string) string { return strings.Join(list, "|") }

// tellUs matches what they ask of you, unless the sentence is about them: "she will call me".
const tellUs = `(?:send|tell|give|show|let|email|call|ring|phone|write|return|reply|respond|` +
	`(?:get|come|write|report) back|contact|forward|inform|notify|chase)(?: it| them| that| this)?(?: to)? (?:us|me)\b`

// topicForm matches the words that say what a clause is about.
var topicForm = pattern.Lazy(`\b(?:` +
	`(?P<decision>` + alternatives(
	`(?:hear|heard) back|hear|heard|know|decid\w*|decisions?`,
	`(?:get|getting|gets|come|coming|comes|report|circle) back|back to you`,
	`calls?|contact\w*|in touch|reply|replies|respon\w*|answers?|feedback|news|updates?|results?|outcome`,
	`inform|notify|tell|offers?|announce\w*|choose|choice|make up|final\w*|conclu\w*|let you|email|write|message`,
	`reach out|ready|select\w*|sign off|confirm\w*|word|verdict|(?:give|send) you|hire|fill`,
) + `)|(?P<other>` + alternatives(
	`starts?|started|starting|begins?|interview\w*|meets?|meeting|met`,
	`holidays?|vacation|leave|away|travel\w*|off|trip|back`,
	`contract|probation|notice|salary|project|conference|round|stage|tasks?|test|assignment`,
	`spoke|talked|been|advertis\w*|closed?|closes`,
) + `))\b`)

// has reports whether a group of an expression took part in a match, given by its indexes.
func has(form *pattern.Expr, match []int, group string) bool {
	return match[2*form.SubexpIndex(group)] >= 0
}

var negation = pattern.Lazy(`\b(?:not|never|no|cannot|unlikely|hardly|nothing|[a-z]+n't` +
	`|nicht|nichts|nie|niemals|kein(?:e[nm]?)?|pas|jamais|aucune?|nunca)\b`)

// subjectOf returns the subject of the mention in words from to to-1. It is decided by the person who was named last
// before the mention or, if nobody was, first after it.
func (t utterance) subjectOf(from, to int) subject {
	before, behind := t.phrase(t.sentenceStart(from), from), t.phrase(to, t.sentenceEnd(to-1))
	yours, clause, statement := false, before, before
	all := whoForm.FindAllStringSubmatchIndex(before, -1)
	for _, who := range all {
		yours, clause = isYours(who), before[who[0]:]
		if has(whoForm, who, "theyAct") || aboutYou.MatchString(clause) {
			statement = clause
		}
	}
	if who := whoForm.FindStringSubmatchIndex(behind); all == nil && who != nil {
		yours, behind = isYours(who), behind[who[0]:]
	}
	if retold.MatchString(before) && sayingMe.MatchString(clause) {
		yours = false
	}
	if yours {
		return subjectAsked
	}
	of := subjectUnknown
	if topics := topicForm.FindAllStringSubmatchIndex(clause, -1); topics != nil {
		last := topics[len(topics)-1]
		if of = topicOf(last); beginning.MatchString(clause[:last[0]]) {
			of = subjectOther
		}
	} else if topic := topicForm.FindStringSubmatchIndex(behind); topic != nil {
		of = topicOf(topic)
	}
	statement = untilBut.ReplaceAllString(statement, "") // "not this week, but next"
	if of != subjectOther && negation.MatchString(statement) && !condition.MatchString(statement) {
		return subjectNegated
	}
	return of
}

var (
	retold    = pattern.Lazy(`\b(?:they|he|she|hr)(?:'\w+)?\b`)
	sayingMe  = pattern.Lazy(`^` + tellUs)
	aboutYou  = pattern.Lazy(`^(?:you|if|unless|should)\b`)
	beginning = pattern.Lazy(`\b(?:start|begin|commenc)\w* (?:(?:to|with|on|the|our|a|make|making|take` +
		`|taking) )*$`) // no end
	untilBut  = pattern.Lazy(`^.*\bbut\b`)
	condition = pattern.Lazy(`\b(?:if|unless|should you)\b`)
)

// isYours reports whether a match of whoForm says that you do something.
func isYours(who []int) bool { return has(whoForm, who, "you") || has(whoForm, who, "youAsked") }

// topicOf returns what a match of topicForm is about.
func topicOf(what []int) subject {
	if has(topicForm, what, "decision") {
		return subjectDecision
	}
	return subjectOther
}
