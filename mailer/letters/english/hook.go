package english

import (
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules"
)

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^(congratulations|congrats|well done|(good|great|wonderful) news|welcome|happy|merry|` +
	`all the best|best wishes|good luck|thank you|thanks|what an?)\b`)

// asSeen returns the first sentence of a note to stay in touch. Nobody needs to be told their own news, so "You won the
// award." becomes "I heard that you won the award.", and "Acme opens a shop." becomes "I heard that Acme is opening a
// shop."
func asSeen(hook string) string {
	if cry, calls := strings.CutSuffix(hook, "!"); calls {
		if told := asSeen(cry + "."); told != cry+"." {
			return told
		}
	}
	words := wordsOf(hook)
	isOpinion := slices.ContainsFunc(words, func(w word) bool {
		return notTold.Has(w.lower) && w.text == w.lower && !isAuxiliary.Has(w.lower)
	})
	if isOpinion || strings.ContainsAny(hook, "!?;:") || fourLetters.MatchString(hook) || wishes.MatchString(hook) {
		return hook
	}
	switch first := words[0]; {
	case longYou[first.lower] != "":
		_, rest, _ := strings.Cut(hook, " ")
		return "I heard that " + longYou[first.lower] + " " + rest
	case first.lower == "you" || first.lower == "your":
		return "I heard that y" + hook[1:]
	case isNews(words) && first.isArticle():
		return "I heard that " + withSmall(underWay(hook))
	case isNews(words):
		return "I heard that " + underWay(hook)
	}
	return hook
}

// isSeen matches an occasion without its "I": "saw your talk".
var isSeen = pattern.Lazy(`(?i)^(saw|read|heard|noticed) [^ ]+ [^ ]`)

// longYou has what stands for "you" and its verb in one word: a formal letter has no contractions.
var longYou = map[string]string{"you've": "you have", "you're": "you are", "you'll": "you will",
	"you'd": "you would"}

// isNews reports whether the words say what somebody else does or did, and nothing of the sender.
func isNews(words []word) bool {
	first := words[0]
	if !first.isArticle() && !first.isName() || isSubject.Has(first.lower) || isObject.Has(first.lower) ||
		isPossessive.Has(first.lower) || isPointer.Has(first.lower) || isRelative.Has(first.lower) ||
		isAuxiliary.Has(first.lower) || first.isContraction() || first.isGerund() || first.isAdverb() ||
		first.comma || isPreposition.Has(first.lower) || first.lower == "there" {
		return false
	}
	for i, w := range words[1:] {
		switch {
		case isUnderWay.Has(w.lower), isAuxiliary.Has(w.lower), isSurelyPast.Has(w.lower), newsVerb.Has(w.lower):
			return i < maxSubject
		case w.odd || w.comma:
			return false
		}
	}
	return false
}

// maxSubject is how many words, and one more, the subject of a piece of news has.
const maxSubject = 6

// underWay returns news as somebody tells it who read it: "Acme is opening a shop." for "Acme opens a shop."
func underWay(hook string) string {
	words := strings.Fields(hook)
	for i, w := range words {
		if i > 0 && isUnderWay.Has(w) {
			stem := strings.TrimSuffix(w, "s")
			switch {
			case strings.HasSuffix(w, "ches"):
				stem = strings.TrimSuffix(w, "es")
			case strings.HasSuffix(stem, "e"):
				stem = strings.TrimSuffix(stem, "e")
			}
			words[i] = "is " + stem + "ing"
			break
		}
	}
	return strings.Join(words, " ")
}

var (
	// isUnderWay holds what headlines say in the present of what is going on.
	isUnderWay = pattern.Words(`opens launches moves builds buys hires expands starts joins doubles invests introduces
		reopens celebrates takes brings merges rebuilds trials`)

	// newsVerb holds other verbs of news.
	newsVerb = pattern.Words(`won opened launched moved built bought hired expanded started joined doubled invested
		introduced reopened celebrated merged rebuilt received published finished completed reached named raised
		announced plans wins turns made got landed adds added hosts hosting adding`)
)

// goodNews matches what one is glad to read, and sadNews what one is not. mere matches what one only reads or hears.
var (
	goodNews = pattern.Lazy(`(?i)\b(w[io]ns?|winning|awards?|awarded|prizes?|medals?|(re)?open(s|ed|ing)?|` +
		`launch(es|ed|ing)?|anniversary|celebrat(es?|ed|ing)|promoted|expand(s|ed|ing)?|doubled|doubling|raised|` +
		`published|got (?:the|its|their|your|an?)|landed|host(s|ing)?|add(s|ed|ing)|second|(a|the) new|` +
		`nominated|shortlisted|rated (?:good|outstanding|excellent|best|top|first)|` +
		`(?:named|voted|chosen) .*of the year|` +
		`passed (?:its|the|your|their) (?:inspection|audit)|approval|moved into|printing|` +
		`first|best|record|` +
		`funding|grant)\b`)
	mere    = pattern.Lazy(`(?i)\byour (?:\pL+ )?(?:posts?|blog|articles?|talk|interview|paper|podcast|newsletter)\b`)
	sadNews = pattern.Lazy(`(?i)\b(clos(es?|ed|ing|ure)|los(es?|t|ing|s|ses)|cuts?|cutting|laid|layoffs?|fire|` +
		`flood(s|ed)?|died|death|ill|illness|insolven\w+|bankrupt\w*|strikes?|sued|leav(es|ing)|left|fell|fined?|` +
		`delay(s|ed)?|passed away|inadequate|unsafe|` +
		`not|never|accident|attack(s|ed)?)\b`)
	news = pattern.Lazy(`^I (?:just )?(?:read|saw|heard|see|hear|learned|noticed)(?: (?:\w+ ){0,4}that)? `)
)

// IsGoodNews reports whether a hook tells news of the company or of the reader that calls for congratulations, and has
// none itself.
func (Language) IsGoodNews(hook, company string) bool {
	isTheirs := strings.Contains(hook, rules.BareCompany(company)) ||
		beginsAs(company, news.ReplaceAllString(hook, "")) ||
		slices.ContainsFunc(wordsOf(hook), func(w word) bool { return w.lower == "you" || w.lower == "your" })
	return isTheirs && news.MatchString(hook) && goodNews.MatchString(hook) && !sadNews.MatchString(hook) &&
		!mere.MatchString(hook) && !strings.Contains(strings.ToLower(hook), "congrat")
}

// beginsAs reports whether news begins with a word of the company's name that tells it from others, as people shorten
// it: "Kingsmead won the league" of Kingsmead Academy.
func beginsAs(company, told string) bool {
	words := slices.DeleteFunc(wordsOf(told), word.isArticle)
	return len(words) > 0 && len(words[0].text) > 3 &&
		slices.ContainsFunc(wordsOf(company), func(w word) bool {
			return w.lower == strings.TrimSuffix(words[0].lower, "'s") // "Lincoln's band won"
		})
}
