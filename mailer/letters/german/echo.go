package german

import (
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "freuen" after "freue".
func (Language) Echoes(before string) (count func(text string) int) { return echo.After(before) }

var echo = grammar.Echo{
	Endings: []string{"en", "es", "er", "e", "t", "n", "s"},
	Courtesy: pattern.Words(`
	dass mich mein meine meinen meiner meines ihnen ihre ihren ihrem ihrer ihres habe haben hatte hätte wird werden
	wurde würde kann können könnte könnten wenn aber auch noch nach über sich eine einen einem einer sind nicht mehr
	sehr oder dazu dann bis zum zur bei beim mit für und sie wir uns unser unsere unseren unserem montag
	dienstag mittwoch donnerstag freitag samstag sonntag heute gestern gesagt sagen darf möchte bitte einmal danke
	dank vielen steht unten stelle neue neuen neuer neues neuem erste ersten zweite zweiten nächste nächsten`),
}
