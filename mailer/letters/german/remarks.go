package german

import (
	"fmt"
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// unthankable matches what one would not thank for.
var unthankable = pattern.Lazy(`(?i)(?:^|\PL)(gehalt|lohn|urlaub|bezahlung|überstunden|bonus|nichts)(?:\PL|$)`)

// familiar matches "du" and its forms. The letters say "Sie".
var familiar = pattern.Lazy(`(?i)\b(du|dich|dir|dein|deine|deinen|deinem|deiner|euch|euer|eure|euren|eurem|eurer|` +
	`ihr (?:habt|seid|macht|wollt|könnt|müsst|sollt|werdet|baut|sucht|plant|stellt|bietet|arbeitet|zieht|geht|` +
	`kommt|braucht|nutzt|führt|setzt|sprecht|lebt|wart|hattet))\b`)

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	if word := familiar.FindString(text); word != "" {
		return grammar.TooFamiliar(word, "German", "Sie")
	}
	if m := unthankable.FindStringSubmatch(text); kind == fact.Topic && m != nil {
		return grammar.Unthankable(m[1])
	}
	if word := smallNoun.FindString(text); word != "" {
		return fmt.Sprintf("it says %q, but nouns have a capital in German", word)
	}
	return ""
}

// smallNoun matches a noun without its capital that no other word looks like.
var smallNoun = pattern.Lazy(`\b(?:jahre?n?|monaten?|erfahrung(?:en)?)\b`)

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	w := grammar.SpokenOf(ofPlaces(text, name), name, others)
	if m := third.FindString(text); w == "" && name != "" {
		w = m
	}
	if w != "" {
		return grammar.AboutReader(w, name, "Sie", "Ihr")
	}
	return ""
}

// ofPlaces returns a text without the houses that have the reader's last name, such as "Landhaus Moser".
func ofPlaces(text, name string) string {
	words, of := strings.Fields(text), strings.Fields(name)
	for i := len(words) - 1; i > 0 && len(of) > 0; i-- {
		if strings.TrimRight(words[i], ".,") == of[len(of)-1] && isHouse.MatchString(words[i-1]) {
			words = slices.Delete(words, i, i+1)
		}
	}
	return strings.Join(words, " ")
}

// isHouse matches what is often called by a last name.
var isHouse = pattern.Lazy(`(?i)^\pL*(?:haus|hof|hotel|gasthof|gut|weingut|café|konditorei|bäckerei|metzgerei|` +
	`tischlerei|schreinerei|gärtnerei|praxis|kanzlei|firma|werke|bau|verlag|apotheke|stiftung|schule|brauerei)$`)

// others are the words for somebody who is spoken of.
var others = pattern.Words("sie ihr ihre ihnen ihren er ihm ihn Er")

// third matches "Sie" for a woman who is spoken of: the polite one has the verb of several.
var third = pattern.Lazy(`\bSie (?:hat|ist|war|will|wird|wurde|kann|konnte|muss|musste|soll|sollte|wollte|hatte|` +
	`sagte|erzählte|zeigte|leitet|leitete|arbeitet|arbeitete|plant|plante|sucht|suchte|baut|baute|fragte|` +
	`erklärte)\b`)

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "Davon habe ich
// zwei gebaut."
func (Language) PointsBack(sentence string) bool {
	main, _ := afterthought(strings.TrimRight(sentence, ".")) // ", davon vier als Leitung" points to what is before it
	return pointing.MatchString(main)
}

var pointing = pattern.Lazy(`(?i)\b(so eine?[nmrs]?|derartige\pL*|jene\pL*|` +
	`auch|ebenfalls|ebenso|genauso|solche\pL*|davon|dafür|damit|dabei|daran|darin|` +
	`dazu|dasselbe|dieselbe\pL*|dort|dies|diese\pL*)\b|^(?:das|es|so)\b`)
