package french

import (
	"slices"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// unthankable matches what one would not thank for.
var unthankable = pattern.Words("salaire salaires paie rémunération congés congé vacances prime primes rien")

// familiar are "tu" and its forms. The letters say "vous".
var familiar = pattern.Words("tu t te toi ton ta tes tiens")

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	words := grammar.Words(text)
	for i, w := range words {
		isVerb := w == "tiens" && i > 0 && words[i-1] == "je"
		if familiar.Has(w) && !isVerb {
			return grammar.TooFamiliar(w, "French", "vous")
		}
	}
	if i := slices.IndexFunc(words, unthankable.Has); kind == fact.Topic && i >= 0 && words[max(0, i-1)] != "ne" {
		return grammar.Unthankable(words[i])
	}
	if kind == fact.Topic && len(words) > 0 && (words[0] == "ils" || words[0] == "on" && !talked.MatchString(text) &&
		!isPerfect(text) && !slices.ContainsFunc(words, mine.Has)) {
		return `it says "` + words[0] + `"; if those are the people who read it, write "vous"`
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	if w := grammar.SpokenOf(ofNobody.ReplaceAllString(text, ""), name, others); w != "" {
		return grammar.AboutReader(w, name, "vous", "votre")
	}
	return ""
}

// ofNobody matches an "il" that is nobody: "il n'y a plus", "il faut".
var ofNobody = pattern.Lazy(`(?i)\bil (?:n['’]y|y|ne reste|reste|faut|faudra|manque) `)

// others are the words for somebody who is spoken of.
var others = pattern.Words("il Il elle Elle lui Lui")

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "J'en ai
// construit deux."
func (Language) PointsBack(sentence string) bool {
	sentence = even.ReplaceAllString(sentence, " ")
	words := grammar.Words(sentence)
	if len(words) > 2 && words[0] == "ça" && words[1] == "fait" { // "Ça fait neuf ans que …"
		words = words[2:]
	}
	thereIs := len(words) > 2 && words[0] == "il" && words[1] == "y"
	begins := len(words) > 1 && !thereIs && (words[0] == "c" || words[1] == "en" || words[1] == "y")
	return begins || slices.ContainsFunc(words, pointing.Has) || pointsAt.MatchString(sentence)
}

// pointsAt matches a noun for what was said before: "sur ce sujet".
var pointsAt = pattern.Lazy(`(?i)(?:^|[ '’])(?:ce (?:sujet|thème|domaine|genre|type|problème|projet|logiciel|outil|` +
	`chantier|système|modèle|point|travail|passage|changement|déménagement)|cet (?:outil|aspect|exercice)|` +
	`cette (?:question|méthode|technique|machine|approche|matière|activité|tâche|migration|transition|` +
	`fusion|refonte|étape)|` +
	`ces (?:sujets|questions|thèmes|outils|projets|problèmes|méthodes|techniques|` +
	`machines))(?:[ ,.]|$)`)

// even matches "même" where it points to nothing: "même en hiver".
var even = pattern.Lazy(`(?i) (?:quand )?même (?:à|aux?|en|dans|sur|sous|par|pour|sans|avec|chez|si|quand|les?|la|de) `)

var pointing = pattern.Words("cela ça ceci dessus dedans dessous aussi également celui celle ceux celles tel telle " +
	"tels telles pareil pareille semblable semblables même mêmes")
