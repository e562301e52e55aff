package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// isAbility reports whether words can follow "j'ai" and say why one fits.
func isAbility(words []string) bool {
	rest := words
	for len(rest) > 1 && isAbout.Has(rest[0]) { // "plus de 10 ans"
		rest = rest[1:]
	}
	rest = withoutHalf(rest)
	isAYear := len(rest) > 1 && rest[0] == "un" && rest[1] == "an"
	isNumber := numbers.Has(rest[0]) || digits.MatchString(rest[0]) || isAYear
	switch first := words[0]; {
	case len(words) < 2:
		return false
	case first == "un" && words[1] == "passé": // "un passé d'imprimeuse"
		return len(words) > 3 && (words[2] == "de" || words[2] == "d")
	case (first == "un" || first == "une") && !isAYear:
		return slices.ContainsFunc(words[1:min(4, len(words))], abilities.MatchString)
	case isNumber && isSpan(rest):
		return places.Has(rest[2]) && !slices.ContainsFunc(rest, freeTime.Has)
	case isNumber: // "12 chantiers livrés", "quelques notions de japonais"
		return isWork(rest) || len(rest) > 2 && abilities.MatchString(rest[1])
	case first == "mon" && degrees.Has(words[1]):
		return true
	case first == "des" && words[1] == "années":
		return len(words) > 3 && places.Has(words[2]) && !slices.ContainsFunc(words, freeTime.Has)
	case first == "des":
		return slices.ContainsFunc(words[1:min(3, len(words))], abilities.MatchString) && len(words) > 2
	case first == "beaucoup", first == "de", first == "d":
		return slices.ContainsFunc(words[1:min(4, len(words))], abilities.MatchString) && len(words) > 2
	case len(words) == 2 && first == "le" && papers.Has(words[1]):
		return true
	case first == "le" || first == "la" || first == "l" || first == "les":
		return len(words) > 2 && permits.Has(words[1])
	}
	return false
}

// isSpan reports whether words are a span of time, and where or how it was spent.
func isSpan(words []string) bool { return len(words) > 2 && times.Has(words[1]) }

// withoutHalf returns words that begin with a number without the half behind it: "un an d'IRM" for "un an et demi
// d'IRM".
func withoutHalf(words []string) []string {
	if len(words) > 3 && words[2] == "et" && words[3] == "demi" {
		return slices.Delete(slices.Clone(words), 2, 4)
	}
	return words
}

// isWork reports whether words are several things that were done.
func isWork(words []string) bool {
	return len(words) > 2 && !times.Has(words[1]) && slices.ContainsFunc(words[2:min(4, len(words))], done.MatchString)
}

// Did returns the sentence that a fit makes, if the letters cannot say "Avec …" of it: "J'ai passé 15 ans en cuisine.",
// "J'ai l'habitude des enfants." It is "" for a span of time, "dix ans de bloc", and for what one has, "un CAP
// cuisine".
func (Language) Did(fit string) string {
	words := grammar.Words(fit)
	for len(words) > 1 && isAbout.Has(words[0]) {
		words = words[1:]
	}
	words = withoutHalf(words)
	if helps := myExperience(fit); helps != "" {
		return helps
	}
	isAYear := len(words) > 1 && words[0] == "un" && words[1] == "an"
	isNumber := len(words) > 0 && (numbers.Has(words[0]) || digits.MatchString(words[0]) || isAYear)
	switch {
	case len(words) == 0 || isNumber && isSpan(words) && (words[2] == "de" || words[2] == "d"):
		return ""
	case isNumber && isSpan(words):
		return "J'ai passé " + fit + "."
	case len(words) > 1 && words[0] == "des" && words[1] == "années":
		return "J'ai " + fit + " derrière moi."
	case isNumber && isWork(words):
		return "J'ai à mon actif " + fit + "."
	case isTrait.MatchString(fit) || slices.Contains(words, "avec"):
		return "J'ai " + fit + "."
	}
	return ""
}

// isTrait matches what one has by nature or by use. "Avec l'habitude" would mean "in time".
var isTrait = pattern.Lazy(`^(?i:l'habitude|l'expérience|le goût|le sens|la passion) `)

// myExperience returns the sentence that a fit makes which is one's own experience: "Mon expérience en gériatrie
// pourrait vous être utile." Otherwise it returns "".
func myExperience(fit string) string {
	words := grammar.Words(fit)
	if !isMyExperience.MatchString(fit) || len(words) > 16 || alsoMine.MatchString(fit) || hasVerb(words) ||
		mayHaveVerb(words) {
		return ""
	}
	return rules.Capital(fit) + " pourrait vous être utile."
}

var (
	isMyExperience = pattern.Lazy(`^(?i:mon expérience (?:auprès |en |d['eu]|des |dans |avec |aux? |à |comme |chez ))` +
		`[^,.!?:;]*$`)

	// alsoMine matches a second thing, behind which a verb would be in the plural.
	alsoMine = pattern.Lazy(`(?i) et (?:m[aeo]\pL* |l[ae]s? |l'|une? )`)
)

// Joinable returns a sentence of the sender's own without its stop if ", et …" can surely follow it: "J'ai dirigé deux
// services". A second "et" in one sentence is too many.
func (Language) Joinable(sentence string) string {
	bare, isOne := strings.CutSuffix(sentence, ".")
	words := grammar.Words(bare)
	if !isOne || len(words) < 3 || len(words) > 18 || words[0] != "j" && words[0] != "je" && words[0] != "ça" ||
		strings.ContainsAny(bare, ",.!?:;…(") || slices.ContainsFunc(words, atHome.Has) ||
		slices.Contains(words, "et") || isOfMe.MatchString(bare) {
		return ""
	}
	return bare
}

// isOfMe matches what one likes, wants or cannot do, which is of no use to others.
var isOfMe = pattern.Lazy(`^(?:J'(?:aim|ador|habit)|Je (?:n'|ne |veux|vis |rêve|cherche|m'|me (?:lève|plais)|souhait|` +
	`pourrai|peux)|Ça m')`)

// atHome are those with whom one lives, and who help nobody at work.
var atHome = pattern.Words("père mère parents frère sœur frères sœurs mari femme fils fille filles enfant enfants " +
	"oncle tante chien chat")
