package english

import (
	"strings"

	"followup/mailer/letters/fact"
)

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string {
	for _, lead := range []string{lead[fact.Topic], "We spoke about ", "We discussed "} {
		topic, ok := strings.CutPrefix(sentence, lead)
		if topic = strings.TrimRight(topic, ".!?"); ok && !strings.ContainsAny(topic, ".!?") {
			return topic
		}
	}
	return ""
}

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
