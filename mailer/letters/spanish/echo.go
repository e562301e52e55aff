package spanish

import (
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "hablamos" after "hablar".
func (Language) Echoes(before string) (count func(text string) int) { return echo.After(before) }

var echo = grammar.Echo{
	Endings: []string{"amos", "aría", "ando", "ante", "ado", "aba", "arme", "aran", "aron", "ara", "ar", "er", "ir",
		"os", "as", "es", "é", "ó", "a", "o", "e", "s"},
	Courtesy: pattern.Words(`
	usted ustedes para sobre como pero porque cuando donde este esta esto estos estas nuestra nuestro nuestras
	nuestros muchas mucho mucha algo nada también hasta desde antes después
	tiene tengo entrevista mensaje trabajo favor decir lunes martes miércoles jueves
	viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
	ayer hace está están sería haber había puede podría quiero ello nuevo
	nueva nuevos nuevas primer primera segundo segunda próximo próxima`),
}
