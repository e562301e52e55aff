package english

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
)

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string {
	for _, lead := range talked {
		topic, ok := strings.CutPrefix(sentence, lead)
		if topic = strings.TrimRight(topic, ".!?"); ok && !strings.ContainsAny(topic, ".!?") {
			return topic
		}
	}
	return ""
}

// talked begins a sentence that only says what the two talked about.
var talked = []string{lead[fact.Topic], "We spoke about ", "We discussed ", "You told me about ", "You talked about ",
	"You spoke about "}

// Told returns what a sentence says about the reader's side, so that it can follow "you told me that", or "" if it may
// not: "you are moving to SAP" for "You are moving to SAP." It takes the present and the future alone. A sentence about
// the conversation, praise, or a day that will have passed when a later letter is read, does not fit.
func (Language) Told(sentence string) string {
	told := strings.TrimSuffix(sentence, ".")
	words := wordsOf(told)
	if len(words) < 4 || len(told) > maxTold || strings.ContainsAny(told, ".!?:;\"“”()") ||
		slices.ContainsFunc(words, func(w word) bool { return notTold.has(w.lower) }) {
		return ""
	}
	first, second := words[0].lower, words[1].lower
	isYou := first == "you" && isNow.has(second) || first == "you're" || first == "you've" || first == "you'll"
	isYours := first == "your" && slices.ContainsFunc(words[2:], func(w word) bool { return isNow.has(w.lower) })
	if !isYou && !isYours {
		return ""
	}
	return "y" + told[1:]
}

// maxTold is how many bytes a clause may have in the middle of a sentence.
const maxTold = 120

var (
	isNow = setOf("are is have has want need plan use run will hope expect do don't work")

	notTold = setOf("i me my we us our was were tomorrow today tonight yesterday next week morning afternoon " +
		"lovely great nice kind friendly impressive interesting fun wonderful beautiful amazing brilliant good very")
)

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "I have fitted
// about 2,000 of them". Without what it points to, such a sentence is a riddle.
func (Language) PointsBack(sentence string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(sentence), func(r rune) bool { return !inWord(r) }) {
		if pointing.has(w) {
			return true
		}
	}
	return false
}

// inWord reports whether a small letter or the like is part of a word. An apostrophe ends one, so "that's" is "that".
func inWord(r rune) bool { return r >= 'a' && r <= 'z' || r > 127 && r != '’' }

// pointing has the words that stand for something, or compare with it. "It" and "that" are often harmless, but a letter
// does well enough without a sentence that has them.
var pointing = setOf("they them their theirs it its that this these those there here such same similar one ones " +
	"both either neither another other others each he him his she her hers so too also likewise again ours")
