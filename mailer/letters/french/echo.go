package french

import (
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "appréciez" after "apprécié".
func (Language) Echoes(before string) (count func(text string) int) {
	counted := echo.After(alike(before))
	return func(text string) int { return counted(alike(text)) }
}

// alike returns a text with one word for those that say the same: "plaisir" for "plu", "merci" for "remercie",
// "ouverture" for "ouvre".
func alike(text string) string {
	text = opens.ReplaceAllString(text, "ouverture")
	return thanks.ReplaceAllString(pleasure.ReplaceAllString(text, "plaisir"), "merci")
}

var (
	pleasure = pattern.Lazy(`(?i)\bplu\b|\bplairait\b|\bplaît\b|\bplaisir\b`)
	opens    = pattern.Lazy(`(?i)\bouv(?:r(?:e|ez|ent|ir|ait|iez)|erte?s?)\b`)
	thanks   = pattern.Lazy(`(?i)\bremerci(?:e|er)\b|\bmerci\b`)
)

var echo = grammar.Echo{
	Endings: []string{"ées", "ement", "ée", "és", "er", "ez", "es", "é", "e", "s"},
	Courtesy: pattern.Words(`
	vous votre vos nous notre avec pour dans mais cela cette aussi plus avez avoir aurais serait suis
	êtes être fait faire même tout toute toutes tous bien très quand comme puis sont date lundi mardi
	mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre
	décembre hier poste dont ainsi leur elle chez ceci entretien message plaît sans
	nouveau nouvelle nouveaux nouvelles nouvel premier première deuxième prochain prochaine`),
}
