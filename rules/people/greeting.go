package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
)

// titles may stand before the last name in a greeting, in English, German, French and Spanish. "M." is missing: it may
// be an initial. So is "Don", which is a first name in English.
var titles = pattern.Words(`dr drin prof profin professor professorin mr mrs ms mx miss cllr councillor captain
	principal matron rev revd reverend canon rabbi imam judge engr barrister
	sgt sergeant maj lt lieutenant capt col colonel insp inspector
	herr frau
	mag mmag magister ing dipl-ing di ddr a/prof
	monsieur madame mademoiselle mme mlle docteur maître pr
	sr sra srta señor señora señorita doctor doctora dra profesor profesora profa mtro mtra arq
	lic licenciado licenciada
	sig signor signora dott dottor dottoressa`)

// dotted are titles only with a full stop, because without one they are words or names.
var dotted = pattern.Words("mag ing di sr sra lic pr arq")

// firstTitles stand before the first name in a greeting: "Sir Ian", and in a school of New Zealand "Whaea Mere".
var firstTitles = pattern.Words("sir dame whaea matua")

// wholeTitles stand before a name whose use is not settled. A nun is "Sister Mary", a ward sister "Sister Holt".
var wholeTitles = pattern.Words("sister brother lord lady fr father doña")

// ranks may stand before a professor, and unsaid before the name of somebody.
var (
	ranks  = pattern.Words("associate assistant assoc asst")
	unsaid = pattern.Words("the rt right very most hon. honourable honorable")
)

// fields may stand between a German title and the name, as in "Dr. med.". Nobody is greeted with them.
var fields = pattern.Words("med phil jur iur rer nat ing habil hc h c oec pol vet dent techn sc")

// bareWord returns "phd" for "Ph.D.", for comparison.
func bareWord(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }

func isTitle(word string) bool {
	bare := bareWord(word)
	return titles.Has(bare) && (strings.HasSuffix(word, ".") || !dotted.Has(bare))
}

// isField reports whether a word belongs to the title before it, such as "med." in "Dr. med.".
func isField(word string) bool {
	return strings.HasSuffix(word, ".") && fields.Has(bareWord(word)) && strings.ToLower(word) == word
}

// SplitTitles returns the titles before a name, and the words of the name without them.
func SplitTitles(name string) (title, words []string) {
	words = strings.Fields(name)
	for len(words) > 2 && unsaid.Has(strings.ToLower(words[0])) { // "The Rt Hon. Ann Day", but not "Hon Wai Lee"
		words = words[1:]
	}
	for len(words) > 1 && (isTitle(words[0]) || ranks.Has(bareWord(words[0])) && isTitle(words[1])) {
		title, words = append(title, words[0]), words[1:]
		for len(words) > 1 && isField(words[0]) {
			words = words[1:]
		}
	}
	return title, words
}

// Bare returns the name to look somebody up by: "Jana Müller" for "Dr. Jana Müller", "Jo Smith" for "Smith, Jo".
func Bare(name string) string {
	_, words := SplitTitles(Plain(name))
	return strings.Join(words, " ")
}

// A Greeting has what a language needs to greet somebody. A part that is not certain is "".
type Greeting struct {
	Title string // "Prof. Dr."
	First string
	Last  string // with its particles
	Whole string // without the title; "" means that there is nobody to greet by name
}

// MayBeLast reports whether a name is one word and no well-known first name, so that nobody should be greeted by it.
func MayBeLast(name string) bool {
	title, words := SplitTitles(Plain(name))
	return len(title) == 0 && len(words) == 1 && isFirstName(words[0]) && !IsGiven(words[0]) && !IsNobody(words[0])
}

// Greet returns how the person with that name may be greeted.
func Greet(name string) Greeting {
	title, words := SplitTitles(Plain(name))
	g := Greeting{Title: strings.Join(title, " "), Whole: strings.Join(words, " ")}
	switch {
	case len(words) == 0 || IsNobody(g.Whole):
		return Greeting{}
	case firstTitles.Has(bareWord(words[0])) && len(words) > 2 && isFirstName(words[1]):
		return Greeting{First: words[0] + " " + words[1], Whole: words[0] + " " + words[1]}
	case wholeTitles.Has(bareWord(words[0])), firstTitles.Has(bareWord(words[0])):
		return g
	case len(words) == 1 && len(title) > 0: // "Herr Kern"
		g.Last = words[0]
		return g
	case mayBeFamilyFirst(words):
		return g
	case isParticle(words[0]) && len(words) > 1:
		// "Ms van der Berg", "Frau Le Guen"; with a capital it may be a first name: "Dr. Van Dang"
		if Particles.Has(words[0]) || isMsOrMr(g.Title) {
			g.Last = g.Whole
		}
		return g
	}
	if isFirstName(words[0]) {
		g.First = words[0]
	}
	g.Last = lastName(words, isMsOrMr(g.Title))
	return g
}

// isMsOrMr reports whether a title is, or begins with, one that nobody has before a first name alone.
func isMsOrMr(title string) bool {
	form, _ := FormOf(title)
	return form != Neutral
}

// isFirstName reports whether the first word of a name is a first name to greet by. An initial is not, nor is a word
// in a script that writes the family name first.
func isFirstName(word string) bool {
	familyFirst := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	}
	return utf8.RuneCountInString(bareWord(word)) > 1 && !strings.ContainsFunc(word, familyFirst)
}

// mayBeFamilyFirst reports whether a name may have the family name first, as Hungarian and Chinese names do.
func mayBeFamilyFirst(words []string) bool {
	first, last := words[0], words[len(words)-1]
	switch {
	case Folded(first) == "kim" && vietnamese.Has(Folded(last)):
		return false // Kim is a family name in Korea alone
	case alsoLast.Has(Folded(first)):
		return false
	case alsoFirst.Has(Folded(first)) && !IsGiven(last) && !isEastAsian(last):
		return false // "Lee Sykes"
	}
	return len(words) > 1 && !slices.ContainsFunc(words, isParticle) &&
		(familyNames.Has(Folded(first)) || !IsGiven(first) && IsGiven(last))
}

// lastName returns the last name of a name of two words, or of a name with particles between the two, such as "von der
// Heide". Initials do not count. In any other name, such as "María Vega Ríos", the last name is not certain, and it
// returns "". formal says that a title such as "Ms" stands before the name, behind which people type the particle with
// a capital, too: "Ms Marie Le Goff".
func lastName(words []string, formal bool) string {
	isInitial := func(word string) bool {
		return word != "Ó" && word != "O" && utf8.RuneCountInString(strings.TrimSuffix(word, ".")) == 1
	}
	for len(words) > 2 && isInitial(words[1]) {
		words = slices.Delete(slices.Clone(words), 1, 2)
	}
	if len(words) < 2 {
		return ""
	}
	between := words[1 : len(words)-1]
	if len(between) == 0 {
		return words[1]
	}
	// A capital makes a lone particle doubtful: "Van" may be a first name, and is in "Ms Thi Van Dang".
	mayBeGiven := !formal || strings.EqualFold(between[0], "van") && utf8.RuneCountInString(words[0]) < 4
	lone := len(between) == 1 && !Particles.Has(between[0]) && !irish.Has(strings.ToLower(between[0])) && mayBeGiven
	if lone || slices.ContainsFunc(between, func(word string) bool { return !isParticle(word) }) {
		return ""
	}
	return strings.Join(words[1:], " ")
}

// irish are particles that are written with a capital, and are no first names: "Siobhán Ní Bhriain".
var irish = pattern.Words("ó ní uí nic mhic")

func isParticle(word string) bool { return Particles.Has(strings.ToLower(word)) }
