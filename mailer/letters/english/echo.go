package english

import (
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "enjoy" after "enjoyed". The words of grammar and courtesy that every letter has may come again.
func (Language) Echoes(before string) (count func(text string) int) {
	return grammar.Count(before, plainWords, stem, isTelling)
}

// plainWords returns the words of a text in small letters.
func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !inWord(r) })
}

// stem returns a word without the ending that makes another form of it.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if bare, ok := strings.CutSuffix(w, end); ok && len(bare) > 2 {
			return bare
		}
	}
	return strings.TrimSuffix(w, "e")
}

// isTelling reports whether a word is heard when it comes again.
func isTelling(w string) bool { return isShortTelling.Has(w) || len(w) > 3 && !isCourtesy.Has(w) }

var (
	isShortTelling = pattern.Words("job do met")

	isCourtesy = pattern.Words(`thank thanks would could that this with about have from what when there which your very
		much more will been were was than then them they their please like again time kind today yesterday monday
		tuesday wednesday thursday friday saturday sunday january february march april may june july august september
		october november december role before after into here some such like just also only over than where whether
		still hear heard email below wrote first second next`)
)
