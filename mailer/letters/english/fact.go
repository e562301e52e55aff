package english

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules/people"
)

// ReadFact reads a fact as it was typed. A fact that it calls a phrase or a sentence is surely one: a wrong guess
// breaks a letter, while an unclear fact costs the user a question. So it knows few words, and anything else is
// unclear. What it returns as a phrase or sentence is read in the same way again.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	text := spelled(strings.Join(strings.Fields(typed), " "))
	if kind == fact.Hook && isSeen.MatchString(text) {
		text = "I " + withSmall(text)
	}
	r := fact.Reading{Text: text}
	if phrase, ok := asPhrase(kind, text); ok {
		r.Text, r.Form = phrase, fact.Phrase
	} else if isSentence(kind, text) || isShown(kind, text) {
		r.Text, r.Form = grammar.Mended(text), fact.Sentence
		switch kind {
		case fact.Hook:
			r.Text = asSeen(r.Text)
		case fact.Topic:
			r.Text = spokenTo(r.Text)
		}
	}
	if r.Form == fact.Unclear && kind == fact.Fit {
		if said := cmp.Or(whatIDid(text), whatIAm(text)); said != "" {
			r.Text, r.Form = said, fact.Sentence
		}
	}
	r.Remark = remarkOn(kind, r.Text)
	return r
}

// whatIDid returns the sentence that is meant by words that begin with a past tense and what was done: "I ran two
// wards." for "ran two wards". Otherwise it returns "".
func whatIDid(text string) string {
	words := wordsOf(text)
	if len(words) < 3 || !words[0].mayBeDone() && !iDid.Has(words[0].lower) || words[0].comma || !isTidy(words) {
		return ""
	}
	if words[0].lower == "been" {
		return iHaveDone(strings.TrimRight(text, "."), words)
	}
	if words[0].lower == "used" && words[1].lower == "to" {
		if !isInfinitive.Has(words[2].lower) {
			return "" // "used to nights" is what one is
		}
		return grammar.Mended("I " + withSmall(strings.TrimRight(text, ".")))
	}
	what := words[1]
	if what.isAdverb() && iDid.Has(words[0].lower) { // "did exactly that"
		what = words[2]
	}
	if isMeasured := what.isDeterminer() || slices.Contains([]string{"over", "more", "about"}, what.lower) &&
		words[2].isCount(); !isMeasured && !iDid.Has(words[0].lower) {
		return "" // "planned changes"
	}
	did := iHaveDone(withAnd(strings.TrimRight(text, ".")), words)
	if (!what.isPlain() || what.isPlural() || isStuff.Has(what.lower)) && isSentence(fact.Fit, did) {
		return did
	}
	return ""
}

// withAnd returns two deeds with "and" between them instead of a comma: "ran a crew and priced my jobs".
func withAnd(deeds string) string {
	before, after, _ := strings.Cut(deeds, ", ")
	next := wordsOf(after)
	if len(next) == 0 || strings.Contains(after, ",") || !next[0].mayBeDone() && !iDid.Has(next[0].lower) {
		return deeds
	}
	return before + " and " + after
}

// iDid holds past tenses that are no participles, or that stand before no noun.
var iDid = pattern.Words(surelyPast + ` been worked volunteered did ran wrote taught led built made kept won sold sent
	brought bought found`)

// spelled returns a text with a few words as a letter has them: years for "yrs", "can't" for "cant", and days of the
// week and feasts with capitals.
func spelled(text string) string {
	for _, s := range spellings() {
		text = s.from.ReplaceAllString(text, s.to)
	}
	return text
}

var spellings = sync.OnceValue(func() (list []replacement) {
	list = append(list, replacement{regexp.MustCompile(`\byrs\b\.?`), "years"})
	for day := range time.Saturday + 1 {
		name := day.String()
		list = append(list, replacement{regexp.MustCompile(`\b` + strings.ToLower(name) + `(s?)\b`), name + "$1"})
	}
	for _, bare := range []string{"can", "don", "doesn", "didn", "isn", "aren", "wasn", "haven", "hasn", "couldn"} {
		list = append(list, replacement{regexp.MustCompile(`\b(?i:(` + bare + `)t)\b`), "${1}'t"})
	}
	for _, feast := range []string{"Christmas", "Easter", "Ramadan", "Diwali", "Thanksgiving", "Hanukkah"} {
		list = append(list, replacement{regexp.MustCompile(`\b` + strings.ToLower(feast) + `\b`), feast})
	}
	return list
})

// whatIAm returns "I am good with people." for "good with people", or "".
func whatIAm(text string) string {
	text = strings.TrimRight(text, ".")
	words := wordsOf(text)
	if len(words) < 3 || words[0].lower == "used" || words[0].lower == "qualified" ||
		!isPreposition.Has(words[1].lower) || !isQualified(words) {
		return ""
	}
	return iAm(text)
}

// InLetter returns the sentence that a fact makes in a letter, or "" if it is unclear and no sentence is surely in
// order. A topic or a fit in that sentence is read as a sentence, so that it can stand for the fact if the user likes
// it.
func (l Language) InLetter(kind fact.Kind, typed string) string {
	r := l.ReadFact(kind, typed)
	if r.Form == fact.Sentence || kind == fact.Hook {
		return grammar.Mended(r.Text)
	}
	bare := strings.TrimRight(r.Text, " .!?,;:…")
	if r.Form == fact.Phrase {
		if did := l.Did(bare); kind == fact.Fit && did != "" {
			return did
		}
		return grammar.Mended(lead[kind] + bare)
	}
	if rest := withoutComment(bare); rest != bare {
		return l.InLetter(kind, rest)
	}
	if strings.HasSuffix(r.Text, "?") {
		return ""
	}
	return meant(kind, bare)
}

// lead begins the sentence in which a fact is shown, as the letters and the help do.
var lead = map[fact.Kind]string{fact.Topic: "We talked about ", fact.Fit: "I have "}

// earlier is how that of a fit began in earlier versions, which may have stored it.
const earlier = "I would bring "

// isShown reports whether a text is a sentence as InLetter makes it, whatever it is made of. The user saw it, and liked
// it.
func isShown(kind fact.Kind, text string) bool {
	begins := lead[kind] != "" && strings.HasPrefix(text, lead[kind])
	bare, ended := strings.CutSuffix(text, ".")
	isMeant := ended && meant(kind, bare) == text
	return fact.IsSentence(text) && (begins || isMeant || kind == fact.Fit && strings.HasPrefix(text, earlier))
}

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "ten years of planning shifts", "I ran two wards."
	case fact.Hook:
		return "", "Congratulations on the new clinic."
	}
	return "the new rota", "You showed me the new rota."
}

// spokenTo returns a sentence that begins with "they" as it is said to them: "They use SAP." becomes "You use SAP." The
// verb stays as it is. If the sentence speaks of them again, that may be somebody else, and it stays, too; and so does
// one with a "you" of its own, "They get you home."
func spokenTo(sentence string) string {
	rest, ok := strings.CutPrefix(sentence, "They")
	if !ok || rest[0] != ' ' && rest[0] != '\'' && !strings.HasPrefix(rest, "’") ||
		slices.ContainsFunc(wordsOf(rest), func(w word) bool { return ofThem.Has(w.lower) || ofYou.Has(w.lower) }) {
		return sentence
	}
	return "You" + rest
}

// ofYours returns a phrase in which "they" have or do something as it is said to them: "the van you are selling" for
// "the van they are selling". If it has people whom "they" may be, it stays.
func ofYours(phrase string) string {
	words := wordsOf(phrase)
	isTheirs := func(w word) bool { return ofThem.Has(w.lower) }
	i := slices.IndexFunc(words, isTheirs)
	if i < 2 || words[i].lower != "they" || slices.ContainsFunc(words[i+1:], isTheirs) ||
		slices.ContainsFunc(words[:i], func(w word) bool { return w.isPeople() || isConjunction.Has(w.lower) }) {
		return phrase
	}
	return strings.Replace(phrase, " they ", " you ", 1)
}

var (
	ofThem = pattern.Words("they they're they've they'll them their theirs themselves")
	ofYou  = pattern.Words("you you're you've you'll your yours yourself yourselves")
)

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^((we )?(talked|spoke|chatted)( a lot)? about|(we )?discussed( about)?|about) `)

// asPhrase returns a noun phrase as it is stored. ok is false if the text is not surely one that letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	if kind == fact.Hook || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") ||
		fourLetters.MatchString(text) {
		return "", false // a hook is the first sentence of a letter
	}
	if kind == fact.Topic && addsSentence.MatchString(strings.ToLower(text)) {
		return "", false
	}
	typedAsOne := fact.IsSentence(text)
	text = strings.TrimRight(text, " .,;:…")
	if kind != fact.Topic {
		return barePhrase(kind, text, typedAsOne)
	}
	bare := leadIn.ReplaceAllString(text, "")
	phrase, ok = barePhrase(kind, bare, typedAsOne)
	if bare != text && phrase != bare && strings.EqualFold(phrase, bare) {
		return "", false // behind a lead, a capital is that of a name
	}
	return phrase, ok
}

// barePhrase returns a noun phrase without what may lead to it. typedAsOne says that it was typed as a sentence is.
func barePhrase(kind fact.Kind, text string, typedAsOne bool) (phrase string, ok bool) {
	words := wordsOf(text)
	if hasLoneEnd(words) {
		return "", false // "the rota, nice"
	}
	if isBare(kind, words) {
		if first, rest, _ := strings.Cut(text, " "); !words[0].isInitials() {
			text = strings.TrimSpace(strings.ToLower(first) + " " + rest)
		}
		return text, true
	}
	if isGraded(words) || kind == fact.Topic && isNumbered(words) {
		if words[0].isInitials() || isLevel.Has(words[0].lower) {
			return text, true
		}
		return withSmall(text), true
	}
	if kind == fact.Topic && (isPluralOrStuff(words, typedAsOne) || isMatterIn(words) || isPair(words, typedAsOne)) ||
		kind == fact.Fit && (isExperience(words) || isOwned(words)) {
		return withSmall(text), true
	}
	if len(words) < 2 || kind == fact.Topic && words[0].lower == "no" {
		return "", false // "we talked about no …"
	}
	if kind == fact.Topic && (isHow(words) || isDoing(words)) {
		return withSmall(text), true
	}
	if !isNounPhrase(words) || kind == fact.Fit && !canBeHad(words) || typedAsOne && mayBeClause(words) {
		return "", false
	}
	switch {
	case words[0].possessive && !isPerson.Has(strings.TrimSuffix(words[0].lower, "s'")):
		return text, true // it may be a name
	case kind == fact.Topic && words[0].lower == "their": // of those whom the letter is to
		_, rest, _ := strings.Cut(text, " ")
		return "your " + rest, true
	case kind == fact.Topic:
		text = ofYours(text)
	}
	return withSmall(text), true
}

// withSmall returns a text whose first word, which is no name, has small letters. A day of the week keeps its capital.
func withSmall(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	if isDay.Has(strings.ToLower(first)) {
		return s
	}
	return strings.TrimSpace(strings.ToLower(first) + " " + rest)
}

// isDay holds the days of the week, which begin with a capital and are no names.
var isDay = pattern.Words("monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays " +
	"thursdays fridays saturdays sundays")

// addsSentence matches where a topic goes on with a sentence of its own: "the alerts, and you said nobody had asked".
var addsSentence = pattern.Lazy(`, (?:and|but|so) (?:i|you|we|they|he|she|it|there|that|this|nobody|everybody)\b`)

// fourLetters matches the end of a sentence that another one follows, but neither "Prof. Smith" nor "Inc. and".
var fourLetters = pattern.Lazy(`(\pL{4}[.!?])\s+(\p{Lu})`)

// isSentence reports whether each sentence of a text is surely a whole one.
func isSentence(kind fact.Kind, text string) bool {
	for part := range strings.SplitSeq(fourLetters.ReplaceAllString(text, "$1\n$2"), "\n") {
		if !isOneSentence(kind, part) {
			return false
		}
	}
	return true
}

func isOneSentence(kind fact.Kind, s string) bool {
	if strings.HasSuffix(s, "?") && kind != fact.Hook {
		return false // the letter would ask it
	}
	typedAsOne := strings.IndexFunc(s, unicode.IsUpper) == 0 && fact.IsSentence(s)
	words := wordsOf(strings.TrimRight(s, ".!?…"))
	switch {
	case len(words) < 2 || words[len(words)-1].isOpen() && !(typedAsOne && words[len(words)-1].lower == "that"):
		return false
	case kind == fact.Hook && (wishes.MatchString(s) || isNews(words) || typedAsOne && strings.HasSuffix(s, "?")):
		return true
	}
	return beginsWithPronoun(words) || hasVerb(words, typedAsOne) || typedAsOne && isTypedSentence(words)
}

// unthankable matches what one would not thank for.
var unthankable = pattern.Lazy(`(?i)\b(salary|salaries|pay|wages?|leave|holidays?|vacations?|bonus|^nothing)\b`)

// passingDay matches a day that is another one when a note comes later.
var passingDay = pattern.Lazy(`(?i)\b(today|tomorrow|yesterday|(last|this|next) ` +
	`(week|weekend|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b`)

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	if passing := passingDay.FindString(text); kind == fact.Hook && passing != "" {
		return `the note may come weeks later, when "` + passing + `" is no longer right`
	}
	word := unthankable.FindString(text)
	if kind != fact.Topic || word == "" {
		return ""
	}
	return grammar.Unthankable(word)
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (l Language) AboutReader(text, name string) string {
	if name == "" {
		return ""
	}
	for i, w := range wordsOf(l.ToReader(text, name)) {
		bare := strings.TrimSuffix(w.lower, "'s")
		spokenOf := slices.Contains([]string{"he", "she", "him", "her", "his"}, bare) ||
			i == 0 && slices.Contains([]string{"they", "their"}, bare)
		if spokenOf || len(bare) > 1 && slices.Contains(strings.Fields(strings.ToLower(name)), bare) {
			return grammar.AboutReader(w.text, name, "you", "your")
		}
	}
	return ""
}

// ToReader returns a topic as it is said to the person with that name: "your idea" for "Jo's idea", and "You told me of
// it." for "Jo told me of it."
func (Language) ToReader(topic, name string) string {
	first, _, _ := strings.Cut(people.Bare(name), " ")
	words := strings.Fields(topic)
	if utf8.RuneCountInString(first) < 3 || len(words) < 3 {
		return topic
	}
	if words[0] == first && isSaying.Has(words[1]) {
		words[0] = "You"
	}
	for i, w := range words[:len(words)-1] {
		isTheirs := strings.ReplaceAll(w, "’", "'") == first+"'s" && !wordsOf(words[i+1])[0].isGerund()
		switch {
		case isTheirs && i == 0 && fact.IsSentence(topic):
			words[i] = "Your"
		case isTheirs:
			words[i] = "your"
		}
	}
	return strings.Join(words, " ")
}
