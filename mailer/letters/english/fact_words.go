package english

import (
	"slices"
	"strings"
	"unicode"

	"followup/pattern"
)

// A word of a fact.
type word struct {
	text       string // as typed, without punctuation around it
	lower      string // the same in small letters, with straight apostrophes
	comma      bool   // a comma follows
	possessive bool   // it ends with an 's that is not the "is" of "it's", or with s'
	odd        bool   // it is a dash, or has a mark that no plain phrase has
}

func wordsOf(s string) []word {
	var words []word
	for _, f := range strings.Fields(s) {
		w := word{text: strings.Trim(f, `.,;:!?…"“”„()`), comma: strings.HasSuffix(f, ",")}
		w.lower = strings.ToLower(strings.ReplaceAll(w.text, "’", "'"))
		bare, is := strings.CutSuffix(w.lower, "'s")
		w.possessive = is && !contracts.Has(bare) && !isSubject.Has(bare) || ofSeveral.MatchString(w.lower)
		if bare == "master" || bare == "bachelor" { // which is a degree
			w.possessive = false
		}
		if w.lower == "am" && len(words) > 0 && words[len(words)-1].isCount() {
			w.lower = "a.m." // a time of day, and no verb
		}
		isMarked := strings.ContainsAny(f, ";:!?…") && !clocked.MatchString(strings.Trim(f, ".,()"))
		w.odd = isMarked || w.text != "&" && strings.Trim(w.text, "-–—/*+=&") == ""
		words = append(words, w)
	}
	return words
}

// ofSeveral matches "parents'", but no end of a quotation.
var ofSeveral = pattern.Lazy(`^[^']{3,}s'$`)

// clocked matches numbers with a colon between them: a time, or "a 2:1 in physics".
var clocked = pattern.Lazy(`^[0-9]{1,2}:[0-9]{1,2}$`)

// The verbs that are known. What the lists lack leaves a fact unclear in most places.
const (
	modals    = `will would can could shall should may might must won't wouldn't can't cannot couldn't`
	auxiliary = `is are am was were has have had do does did isn't aren't wasn't weren't hasn't haven't hadn't don't
		doesn't didn't ` + modals
	infinitives = `use love want know make sell get take give say tell think go come become bring keep teach speak
		serve hire lack include seem build run grow open close need share report mean belong depend employ work plan
		help start look be have do`
	surelyPresent = `uses loves wants knows makes sells gets takes gives says tells thinks goes comes becomes brings
		keeps teaches speaks hires lacks includes seems belongs depends serves grows opens closes likes employs
		works starts helps looks means arrives begins happens loses finds follows joins learns lets asks sends carries
		writes eats`
	present = surelyPresent + ` builds runs needs plans moves offers shows shares reports
		use love want know make sell get take give say tell think go come
		become bring keep teach speak serve hire lack include seem build run grow open close need share report mean
		belong depend employ work`
	surelyPast = `went came took gave knew saw wrote began became grew chose fell drove spoke broke sank woke
		froze flew forgot` // no participles
	past = surelyPast + ` told said got thought felt won ran led built made kept held left lost met paid sold sent
		spent taught brought bought found heard put cut set hit read
		burst shut hurt stood caught`
	saying = `told said mentioned explained showed asked described suggested`
)

var (
	isAuxiliary  = pattern.Words(auxiliary)
	isModal      = pattern.Words(modals)
	isInfinitive = pattern.Words(infinitives)
	isVerb       = pattern.Words(auxiliary + " " + present + " " + past)
	isPast       = pattern.Words(past)
	isSurelyPast = pattern.Words(surelyPast)
	isSurelyNow  = pattern.Words(surelyPresent)
	isSaying     = pattern.Words(saying)
)

// The other words that are known.
var (
	isSubject    = pattern.Words(`i you we they he she`)
	isObject     = pattern.Words(`it them us me him`)
	isPossessive = pattern.Words(`my your our their his her its`)
	isPointer    = pattern.Words(`this these those`)
	isQuantity   = pattern.Words(`one two three four five six seven eight nine ten eleven twelve fifteen sixteen
		eighteen twenty thirty forty fifty sixty hundred half no some several many most both all few more every each
		another any much enough lots plenty`)
	isPreposition = pattern.Words(`of in on at for with to from by about into over under between across through during
		without within after before against among around behind beyond near per since towards until upon via as like
		than along above below beside inside outside throughout onto`)
	isRelative    = pattern.Words(`that which who whose whom where when how why what`)
	isConjunction = pattern.Words(`and or but nor so`)

	// isWhoever holds what may be the subject of a clause within a phrase, as in "the meetings nobody covers".
	isWhoever = pattern.Words(`nobody everybody everyone somebody someone`)

	// isExtent holds what may follow "how" in a clause that has another subject than "you".
	isExtent = pattern.Words(`few many much long often quickly far well little`)

	// contracts are words that an "is" may be joined to.
	contracts = pattern.Words(`it that there here this what who how where let`)

	// breaksPhrase holds what a phrase that is sure does not have.
	breaksPhrase = pattern.Words(`because but so if although though unless while not it's`)

	// isBetween holds adverbs between a subject and its verb.
	isBetween = pattern.Words(`also always never just both all still often even once already now first then ever`)

	// isAfter holds what may stand behind a plural noun without being its verb.
	isAfter = pattern.Words(`out off away abroad together here there today alone ago each overall worldwide online
		full-time part-time`)

	// beforeNoun holds plural nouns that stand before another noun, as few do.
	beforeNoun = pattern.Words(`sales news masters bachelors sports operations systems logistics arts
		communications goods`)

	// plainNouns end as participles or people do, and are neither.
	plainNouns = pattern.Words(`bed red shed hundred med sacred career order number power paper`)

	// isPerson holds what one may be, and cannot have.
	isPerson = pattern.Words(`nurse person cook chef mum dad coach guide native graduate student veteran expert pro
		friend apprentice parent electrician`)

	// isParticle holds what may belong to a verb before it.
	isParticle = pattern.Words(`up out down off back away over on in`)

	// noGerund holds what ends as a gerund does, and is none.
	noGerund = pattern.Words(`nothing something anything everything during morning evening spring string`)

	// isPredicate holds what is said of a thing: "the team's great" is no phrase.
	isPredicate = pattern.Words(`great good nice fine busy young small big friendly lovely keen open ready
		responsible fluent able skilled strong hard`)
)

func (w word) isArticle() bool { return w.lower == "the" || w.lower == "a" || w.lower == "an" }

func (w word) isCount() bool {
	isNumber := w.text != "" && unicode.IsDigit([]rune(w.text)[0]) && !ordinal.MatchString(w.lower) &&
		!degree.MatchString(w.text)
	return isNumber || isQuantity.Has(w.lower)
}

// ordinal matches a number that says which and not how many: "18th".
var ordinal = pattern.Lazy(`^[0-9]+(st|nd|rd|th)$`)

// degree matches how good a British one is.
var degree = pattern.Lazy(`^2:[12]$`)

// isDeterminer reports whether a noun phrase may begin with the word. "That" is none, because it may begin a clause.
func (w word) isDeterminer() bool {
	return w.isArticle() || isPossessive.Has(w.lower) || isPointer.Has(w.lower) || w.isCount() || w.possessive
}

// isOpen reports whether no phrase or sentence ends with the word.
func (w word) isOpen() bool {
	return w.isArticle() || isConjunction.Has(w.lower) || isRelative.Has(w.lower) ||
		isPossessive.Has(w.lower) && w.lower != "his" && w.lower != "her" ||
		slices.Contains([]string{"of", "to", "is", "was", "am", "than"}, w.lower)
}

// isContraction reports whether the word is one such as "I've", "you're" or "it's".
func (w word) isContraction() bool {
	bare, rest, found := strings.Cut(w.lower, "'")
	return found && (isSubject.Has(bare) || contracts.Has(bare)) &&
		slices.Contains([]string{"m", "re", "ve", "ll", "d", "s"}, rest)
}

// isParticiple reports whether the word looks like "moved" or "planned".
func (w word) isParticiple() bool {
	return strings.HasSuffix(w.lower, "ed") && !strings.HasSuffix(w.lower, "eed") && !plainNouns.Has(w.lower) &&
		!strings.Contains(w.lower, "-") && len(w.lower) > 3
}

// mayBeDone reports whether the word may be what somebody did.
func (w word) mayBeDone() bool { return w.isParticiple() || isPast.Has(w.lower) }

// mayBeIs reports whether an 's of the word may stand for "is": "Jo's", but not "parents'".
func (w word) mayBeIs() bool { return w.possessive && strings.HasSuffix(w.lower, "'s") }

// isPlural reports whether the word looks like "wards", which may also be a verb such as "trusts".
func (w word) isPlural() bool {
	s := w.lower
	if slices.Contains([]string{"people", "children", "men", "women", "staff", "menus", "team"}, s) {
		return s != "team"
	}
	if len(s) < 4 || w.isDeterminer() || beforeNoun.Has(s) || isStuff.Has(s) || strings.ToUpper(w.text) == w.text {
		return false
	}
	return strings.HasSuffix(s, "s") && !slices.ContainsFunc([]string{"ss", "us", "is"}, func(end string) bool {
		return strings.HasSuffix(s, end)
	})
}

// isName reports whether the word looks like "Leeds", not like the plural of anything.
func (w word) isName() bool { return w.text != w.lower }

// isModalName reports whether a word that is not the first one is a name and no helping verb: "May", "Tin Can Island".
func (w word) isModalName() bool { return isModal.Has(w.lower) && w.isName() }

// isPeople reports whether the word looks like "nurses" or "managers", which seldom stand before another noun.
func (w word) isPeople() bool {
	one, _ := strings.CutSuffix(w.lower, "s")
	return isPerson.Has(one) || slices.Contains([]string{"people", "children", "men", "women"}, w.lower) ||
		slices.ContainsFunc([]string{"er", "or", "ist", "ian", "ent"}, func(end string) bool {
			return one != w.lower && !plainNouns.Has(one) && strings.HasSuffix(one, end)
		})
}

// isGerund reports whether the word looks like "planning".
func (w word) isGerund() bool {
	isLong := len(w.lower) > 5 || w.lower == "doing" || w.lower == "using"
	return isLong && strings.HasSuffix(w.lower, "ing") && !noGerund.Has(w.lower)
}

func (w word) isAdverb() bool {
	return isBetween.Has(w.lower) || strings.HasSuffix(w.lower, "ly") && len(w.lower) > 4
}

// isPlain reports whether the word is none of those that hold a phrase together: a noun, an adjective or a verb.
func (w word) isPlain() bool {
	return !isPreposition.Has(w.lower) && !isConjunction.Has(w.lower) && !isRelative.Has(w.lower) &&
		!w.isDeterminer() && !isSubject.Has(w.lower) && !isObject.Has(w.lower) && !w.odd
}
