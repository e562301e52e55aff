package spanish

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "hablamos" after "hablar". The words of grammar and courtesy that every letter has may come again.
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
	for _, end := range []string{
		"amos", "aría", "ando", "ar", "er", "ir", "os", "as", "es", "é", "ó", "a", "o", "e", "s",
	} {
		if bare, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(bare) > 3 {
			return bare
		}
	}
	return w
}

var isCourtesy = pattern.Words(`usted ustedes para sobre como pero porque cuando donde este esta esto estos estas
	nuestra
	nuestro nuestras nuestros gracias muchas mucho mucha gusto bien todo toda todos todas algo nada también hasta desde
	antes después tiene tengo hablar entrevista mensaje puesto trabajo equipo favor saber decir
	lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre
	octubre noviembre diciembre ayer hace está están sería haber había puede podría quiero ello`)
