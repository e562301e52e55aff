package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "appréciez" after "apprécié". The words of grammar and courtesy that every letter has may come again.
func (Language) Echoes(before string) (count func(text string) int) {
	said := map[string]bool{}
	for _, w := range plainWords(before) {
		said[stem(w)] = true
	}
	return func(text string) (n int) {
		counted := map[string]bool{}
		for _, w := range plainWords(text) {
			s := stem(w)
			if said[s] && !counted[s] && utf8.RuneCountInString(w) > 3 && !isCourtesy.Has(w) {
				n++
			}
			counted[s] = true
		}
		return n
	}
}

// plainWords returns the words of a text in small letters.
func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// stem returns a word without the ending that makes another form of it.
func stem(w string) string {
	for _, end := range []string{"ées", "ement", "ée", "és", "er", "ez", "es", "é", "e", "s"} {
		if bare, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(bare) > 3 {
			return bare
		}
	}
	return w
}

var isCourtesy = pattern.Words(`vous votre vos nous notre avec pour dans mais cela cette aussi plus merci remercie avez
	avoir
	aurais serait suis êtes être fait faire même tout toute toutes tous bien très encore quand comme puis sont date
	lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre
	novembre décembre hier poste dont ainsi leur elle chez ceci entretien message plaît sans`)
