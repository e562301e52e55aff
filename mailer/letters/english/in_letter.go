package english

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"followup/mailer/letters/fact"
	"followup/pattern"
)

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else. What somebody asked
// how or why, the two talked about: "how I would plan a rota" in "You asked me how I would plan a rota."
func (Language) TopicIn(sentence string) string {
	for _, lead := range talked {
		topic, ok := strings.CutPrefix(sentence, lead)
		topic = strings.TrimRight(topic, ".!?")
		if ok && !strings.ContainsAny(topic, ".!?") && !addsSentence.MatchString(strings.ToLower(topic)) {
			return topic
		}
	}
	asked, isAsked := cutAny(sentence, "You asked me ", "You asked ", "You told me ", "You explained to me ",
		"You explained ")
	asked = strings.TrimRight(asked, ".!?")
	if first, _, _ := strings.Cut(asked, " "); isAsked && isQuestion.Has(first) && !strings.ContainsAny(asked, ".!?,") {
		return asked
	}
	return ""
}

// isQuestion begins what somebody asked and what one can talk about.
var isQuestion = pattern.Words("how why whether what")

// cutAny cuts the first of the prefixes that a text has. ok reports whether it has one.
func cutAny(text string, prefixes ...string) (rest string, ok bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(text, p); ok {
			return rest, true
		}
	}
	return text, false
}

// Recalled returns a topic as a later note names it: without what only explains it, "the kiln" for "the kiln, which you
// fire twice a year", and of a long one no clause, "the city's grant" for "the city's grant that runs out in June and
// what comes after". Once it is over, nobody names what would have been, such as "the team I would lead",
// or what is out of date some months later, such as "the budget for next year".
func (Language) Recalled(topic string, over bool) string {
	if fact.IsSentence(topic) {
		if over && isWish.MatchString(topic) {
			return ""
		}
		return topic
	}
	words := wordsOf(topic)
	comma := slices.IndexFunc(words, func(w word) bool { return w.comma }) // of a list, all is named
	if comma >= 0 && comma+1 < len(words) && explains.Has(words[comma+1].lower) {
		topic = strings.TrimSuffix(strings.Join(strings.Fields(topic)[:comma+1], " "), ",")
	}
	topic = strings.Join(strings.Fields(topic)[:withoutClause(wordsOf(topic))], " ")
	if over && itsTime.MatchString(topic) { // "the budget for next year" is another one by then
		return ""
	}
	wouldBe := func(w word) bool { return w.lower == "would" || w.lower == "i'd" }
	if over && slices.ContainsFunc(wordsOf(topic), wouldBe) {
		return ""
	}
	return topic
}

// isWish matches what they told somebody whom they did not take, and may not want to be told: "You want more staff."
var isWish = pattern.Lazy(`^(?:You|Your \pL+) (?:\pL+ )?(?:want|wants|need|needs|hope|hopes|plan|plans|` +
	`would like|must|have to|are looking|were looking)\b`)

// itsTime matches a time that is another one some months later.
var itsTime = pattern.Lazy(`(?i)\b(?:(?:next|this|last) (?:week|month|year|quarter|term|season|spring|summer|autumn|` +
	`fall|winter)|today|tomorrow|yesterday)\b`)

// withoutClause returns how many of the words of a topic come before a reason, or before a clause that makes it long.
func withoutClause(words []word) int {
	isPronoun := func(w word) bool { return isSubject.Has(w.lower) } // "how you decide when to call" has no noun
	for i := 3; i < len(words); i++ {
		isLast, isLong := i+1 == len(words), len(words) > maxRecalled
		addsMore := isRelative.Has(words[i].lower) && isConjunction.Has(words[i-1].lower) // "the grant and what comes"
		switch w := words[i]; {
		case w.lower == "because" && !isLast && words[i+1].lower != "of":
			return i
		case addsMore && len(words) > maxRecalled-4:
			return i - 1
		case isLong && isBehindNoun.Has(w.lower) && !isPreposition.Has(words[i-1].lower) && !isLast &&
			words[i+1].lower != "to" && !slices.ContainsFunc(words[:i], isPronoun):
			return i
		}
	}
	return len(words)
}

// maxRecalled is how many words of a topic need no cut. A shorter one may have lost its point without its clause.
const maxRecalled = 14

var isBehindNoun = pattern.Words("that which who where when")

// explains begins what is said about a topic behind a comma.
var explains = pattern.Words(`and but which who where when because especially particularly mainly mostly including such
	so even though esp`)

// Mine reports whether a topic is the sender's own, as "my PhD" is, or a question or an activity, as in "whether to buy
// a van" and "moving the ledger", which one talks about and does not hear about.
func (Language) Mine(topic string) bool {
	words := wordsOf(topic)
	if len(words) == 0 {
		return false
	}
	return words[0].isGerund() || notHeard.Has(words[0].lower)
}

// MayBeBadNews reports whether a topic may be bad news, about which it was no pleasure to talk: "the redundancies".
func (Language) MayBeBadNews(topic string) bool {
	return badNews.MatchString(strings.ReplaceAll(strings.ToLower(topic), "-", "_")) // "flood-damaged deeds" are work
}

var badNews = pattern.Lazy(`\b(?:shortages?|short|low|cuts?|cutting|backlogs?|turnover|los(?:s|ses|ing|es?|t)|` +
	`clos(?:ure|ing)|redundanc(?:y|ies)|layoffs?|complaints?|delays?|waiting|queues?|mess|problems?|trouble|` +
	`vacanc(?:y|ies)|crisis|(?:days|weeks|months|years|running) late|double bookings?|errors?|mistakes?|thefts?|` +
	`injur(?:y|ies)|absences?|fired|sacked|dismissed|strikes?|accidents?|damage|flood(?:s|ing)?|fire|` +
	`fail(?:ure|ures|ing)|debts?|deficit|sickness|burnout|leaving|left|quit|drop(?:s|ped)? (?:out|off)|leave|` +
	`overtime|` +
	`understaff\pL*|bullying|abuse|death|dying|fall(?:en|ing)|fell|only (?:one|two|three|four|five|you)|eating|` +
	`never|nobody|no|not|needs?|still|late|by hand|falls|can['’]t|cannot|don['’]t|doesn['’]t|won['’]t|always|too|` +
	`hard|difficult|lack|leak(?:s|ing|y)?|` +
	`broken|break(?:s|ing)? down|struggl(?:e|es|ing)|hate|hardship|poverty|homeless\pL*|refused|turned down|twice as|` +
	`fewer|few|` +
	`wait|jams?|stuck|stress|angry|trauma|abandon\pL*|missing|gaps?|worn|old and|cancell?ed|` +
	`costs?|fraud|damp|mould|ran \pL+ \pL+ over|overran|behind|tired|in tears)\b`)

// IsTrouble reports whether a sentence tells of a trouble with which one may offer to help: "You are short of
// drivers.", but neither a death nor a mere "not".
func (Language) IsTrouble(sentence string) bool {
	return trouble.MatchString(sentence) && !grief.MatchString(sentence)
}

var (
	trouble = pattern.Lazy(`(?i)\b(?:short(?:ages?)? (?:of|on)|short-staffed|understaffed|lack|backlogs?|` +
		`vacanc(?:y|ies)|` +
		`by hand|struggl\pL*|needs? (?:some|any|more|a|an|the|to|two|three)\pL*|can['’]t|cannot|nobody|no one|` +
		`no (?:time|money|staff|working|space|room)|never (?:free|enough|works?)|late|behind|leak\pL*|broken|` +
		`break(?:s|ing)? down|too (?:many|much|few|long|short|slow|small|old)|slow|waiting|queues?|delays?|` +
		`los(?:e|es|ing|t)|drop(?:s|ping)? (?:off|out)|turnover|fewer|leave in|complain\pL*|errors?|mistakes?|falls|` +
		`missing|gaps?|stuck|jams?|problems?|trouble|still (?:do|done|on paper|use))\b`)
	grief = pattern.Lazy(`(?i)\b(?:died|deaths?|dying|dismiss\pL*|sacked|fired|redundan\pL*|layoffs?|laid off|` +
		`clos(?:ure|ing)|injur\pL*|abuse|bullying|fraud|weather)\b`)
)

var notHeard = pattern.Words("my our whether why how what being")

// talked begins a sentence that only says what the two talked about.
var talked = []string{lead[fact.Topic], "We mostly talked about ", "We talked mostly about ", "We talked a lot about ",
	"We spoke about ", "We discussed about ", "We discussed ", "You told me about ", "You talked about ",
	"You spoke about "}

// Told returns what a sentence says about the reader's side, so that it can follow "you told me that", or "" if it may
// not: "you are moving to SAP" for "You are moving to SAP." and for "You said that you are moving to SAP." A sentence
// about the conversation or one of praise does not fit. A later letter leaves out a day that will have passed when it
// is read, and does not tell them again what was.
func (Language) Told(sentence string, soon bool) string {
	told, isQuoted := cutAny(strings.TrimSuffix(sentence, "."), "You said that ", "You told me that ",
		"You mentioned that ", "You explained that ")
	if !isQuoted {
		told, _ = cutAny(told, "You said ")
	}
	if strings.HasPrefix(told, "no ") { // "You said no to weekend shifts."
		return ""
	}
	if !soon {
		told = soonOver.ReplaceAllString(told, "")
	}
	if opines.MatchString(told) {
		return ""
	}
	words := wordsOf(told)
	misfits := func(w word) bool { return notTold.Has(w.lower) || !soon && isPassing.Has(w.lower) }
	if len(words) < 4 || len(told) > maxClause || strings.ContainsAny(told, ".!?:;\"“”()") ||
		slices.ContainsFunc(words, misfits) {
		return ""
	}
	switch {
	case isSaid(words), isReported(words) && (soon || words[0].lower != "you"):
		if long := longYou[words[0].lower]; long != "" { // a formal letter has no contractions
			_, rest, _ := strings.Cut(told, " ")
			return long + " " + rest
		}
		return strings.ToLower(told[:1]) + told[1:]
	case isQuoted:
		return told
	}
	return ""
}

// isSaid reports whether a sentence says what they do or will do, and begins with "you" or "your".
func isSaid(words []word) bool {
	first, second := words[0].lower, words[1].lower
	if isYet.Has(second) { // "you still have"
		words = slices.Delete(slices.Clone(words), 1, 2)
		second = words[1].lower
	}
	isYou := first == "you" && (isNow.Has(second) || words[1].isDoing())
	isShort := slices.Contains([]string{"you're", "you've", "you'll"}, first) ||
		first == "you'd" && slices.Contains([]string{"like", "love", "prefer"}, second)
	isYours := first == "your" && slices.ContainsFunc(words[2:], func(w word) bool { return isNow.Has(w.lower) })
	return isYou || isShort || isYours
}

// isReported reports whether a sentence says how things are or were there: "the night bakers can't get to HR", "two
// drivers left in May". Any other first word may be a name, or a thing that needs a small letter.
func isReported(words []word) bool {
	if slices.ContainsFunc(words, func(w word) bool { return isMeeting.Has(w.lower) }) {
		return false
	}
	switch first, second := words[0], words[1]; first.lower {
	case "you":
		return second.isPlain() && second.text == second.lower && !second.isAdverb() && !isToMe.Has(second.lower) &&
			!isSaying.Has(second.lower)
	case "there":
		return isAuxiliary.Has(second.lower)
	default:
		isOfAll := first.isPlural() && (isNow.Has(second.lower) || second.isDoing()) // "residents keep their pets"
		return first.isArticle() || first.isCount() || first.lower == "your" || isOfAll
	}
}

// AsTold returns a sentence about the reader's side with who said so, because nobody needs to be told their own news:
// "Turnover is at 30 percent, you told me." What "you" did for the sender was good of them: "It was good of you to show
// me the ward." Any other sentence stays as it is, and so does one of the sender's own or of praise.
func (Language) AsTold(sentence string) string {
	bare := strings.TrimSuffix(sentence, ".")
	words := wordsOf(bare)
	misfits := func(w word) bool { return notTold.Has(w.lower) || isMeeting.Has(w.lower) }
	switch {
	case len(words) < 4 || len(bare) > maxClause || strings.ContainsAny(bare, ".!?:;\"“”()"):
		return sentence
	case words[0].text == "You" && words[2].lower == "me" && favour[words[1].lower] != "" &&
		!slices.ContainsFunc(words, func(w word) bool { return noFavour.Has(w.lower) }):
		_, rest, _ := strings.Cut(bare, " me ")
		return "It was good of you to " + favour[words[1].lower] + " me " + rest + "."
	case isSubject.Has(words[0].lower) || slices.ContainsFunc(words, misfits):
		return sentence
	}
	return bare + ", you told me."
}

// noFavour holds what makes of it something else: "You gave me a hard time."
var noFavour = pattern.Words("no nothing only hard wait until for fool little")

// favour has the infinitives of what "you" may have done for "me".
var favour = map[string]string{"showed": "show", "let": "let", "gave": "give", "took": "take", "walked": "walk",
	"introduced": "introduce", "taught": "teach"}

// Feels reports whether a sentence says how something struck the sender: "I liked the ward.", "It was good of you to
// show me the ward."
func (Language) Feels(sentence string) bool {
	feels := func(w word) bool { return isFelt.Has(w.lower) || isPraise.Has(w.lower) }
	return slices.ContainsFunc(wordsOf(sentence), feels)
}

var isFelt = pattern.Words("enjoyed loved liked love like enjoy laughed admired appreciated struck glad happy " +
	"pleased thank thanks impressed surprised hope felt moved")

// isDoing reports whether the word after "you" is what they do: "you lose two drivers in January".
func (w word) isDoing() bool {
	return w.isPlain() && w.text == w.lower && !w.mayBeDone() && !w.isAdverb() && !isAuxiliary.Has(w.lower)
}

// maxClause is how many bytes a clause may have in the middle of a sentence.
const maxClause = 120

const praise = "joy pleasure delight treat lovely great nice kind friendly impressive interesting fun wonderful " +
	"beautiful amazing brilliant good very"

var (
	isNow = pattern.Words("are is have has want need plan use run will hope expect do don't work")

	isYet = pattern.Words("still now already also always often usually only just never")

	notTold  = pattern.Words("i me my we us our tomorrow today tonight yesterday " + praise)
	isPraise = pattern.Words(praise)

	// opines matches where the sender's own opinion may begin: "you have 300 bathrooms to fit, which sounds a lot".
	opines = pattern.Lazy(`, (?:which|but|though|so)\b`)

	// isPassing holds what is out of date soon, and what was.
	isPassing = pattern.Words("was were week morning afternoon")

	// soonOver matches a time at the end of a sentence that is another one later.
	soonOver = pattern.Lazy(` (?:early |late |later )?(?:next|this|last) (?:month|year|quarter|spring|summer|autumn|` +
		`fall|winter)$`)

	// isMeeting holds what the two did together, and isToMe what "you" did there.
	isMeeting = pattern.Words("interview conversation talk chat tour visit meeting call coffee")
	isToMe    = pattern.Words("said talked spoke gave let seemed seem sound sounded look looked offered invited " +
		"walked took introduced made")
)

// Spelled returns a text as it is: the letters have no word that is spelled in two ways.
func (Language) Spelled(text string) string { return text }

// Relaxed returns a text with the contractions of a friendly letter: "I'd" for "I would".
func (Language) Relaxed(text string) string {
	for _, c := range contractions() {
		text = c.from.ReplaceAllString(text, c.to)
	}
	return text
}

// A replacement is what stands for a pattern in a text.
type replacement struct {
	from *regexp.Regexp
	to   string
}

// contractions are those in which a word follows: nobody writes "as keen as I'm". "I have" stays where it may be
// followed by what one has.
var contractions = sync.OnceValue(func() (list []replacement) {
	for _, c := range [][2]string{
		{`\bThank you for\b`, "Thanks for"}, {`\bI will not\b`, "I won't"},
		{`\bI would( [a-z])`, "I'd$1"}, {`\bI will( [a-z])`, "I'll$1"}, {`\bI am( [a-z])`, "I'm$1"},
		{`\bI have( (?:been|had|heard|noted|thought|decided|kept|talked|often|also)\b)`, "I've$1"},
		{`\b([Yy])ou are( [a-z])`, "${1}ou're$2"}, {`\b([Yy])ou will( [a-z])`, "${1}ou'll$2"},
		{`\b([Ii])t is( [a-z])`, "${1}t's$2"}, {`\bThat is( [a-z])`, "That's$1"},
		{`\b([Tt])here is( [a-z])`, "${1}here's$2"},
		{`\b([Dd])o not\b`, "${1}on't"}, {`\b(did|does|would|is|has|have) not\b`, "${1}n't"},
	} {
		list = append(list, replacement{regexp.MustCompile(c[0]), c[1]})
	}
	return list
})

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "I have fitted
// about 2,000 of them". Without what it points to, such a sentence is a riddle.
func (Language) PointsBack(sentence string) bool {
	joined := false // "I have worked nights for six years and like it" says what "it" is
	words := append(plainWords(sentence), "")
	isClause := func(next string) bool { return isVerb.Has(next) || isSubject.Has(next) } // "a store that was full"
	for i, w := range words[:len(words)-1] {
		// "One of your homes" says of which, and "from one shop to nine" of what.
		oneOf := w == "one" && (words[i+1] == "of" || i > 0 && words[i-1] == "from")
		isOf := w == "that" && i > 1 && isClause(words[i+1])
		soThat := w == "so" && words[i+1] == "that" || w == "that" && i > 0 && words[i-1] == "so"
		if pointing.Has(w) && !(w == "it" && joined) && !oneOf && !isOf && !soThat {
			return true
		}
		joined = joined || i > 3 && (w == "and" || w == "but")
	}
	return false
}

// inWord reports whether a small letter or the like is part of a word. An apostrophe ends one, so "that's" is "that".
func inWord(r rune) bool { return r >= 'a' && r <= 'z' || r > 127 && r != '’' }

// pointing has the words that stand for something, or compare with it. "It" and "that" are often harmless, but a letter
// does well enough without a sentence that has them.
var pointing = pattern.Words("they them their theirs it its that this these those there here such same similar one " +
	"ones both either neither another other others each he him his she her hers so too also likewise again ours")
