package letters

import (
	"strings"
	"unicode"

	"followup/pattern"
)

// common are words that nearly every text in a language has, and hardly any in another.
var common = map[string]*pattern.Set{
	"en": pattern.Words("the and of with for you your we our are was about from this that have been they their would"),
	"de": pattern.Words("der die das und mit für sie ihr wir ist sind über von zum zur eine einen nicht auch ich im " +
		"den"),
	"fr": pattern.Words("le les des et avec pour vous votre nous notre est une dans du au chez je j'ai qui sur vos"),
	"es": pattern.Words("el los las y con para usted su una del por como está muy dos años he ha sus más"),
}

// Guess returns the code of the language that a text is plainly in, or "" if that is not plain.
func Guess(text string) string {
	counts, best := map[string]int{}, ""
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\''
	}) {
		for code, words := range common {
			if words.Has(w) {
				counts[code]++
			}
		}
	}
	for code, n := range counts {
		if n > counts[best] {
			best = code
		}
	}
	for code, n := range counts {
		if code != best && 2*n > counts[best] {
			return ""
		}
	}
	if counts[best] < 2 {
		return ""
	}
	return best
}
