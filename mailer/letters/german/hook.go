package german

import (
	"slices"
	"strings"

	"followup/pattern"
)

// asSeen returns the occasion of a note to stay in touch. Nobody needs to be told their own news, so "Ihre Kanzlei
// wurde ausgezeichnet." becomes "Ich habe gelesen, dass Ihre Kanzlei ausgezeichnet wurde."
func asSeen(hook string) string {
	if notTold.MatchString(hook) {
		return hook
	}
	if clause := clauseOf(strings.TrimRight(hook, ".!")); clause != "" {
		return "Ich habe gelesen, dass " + clause + "."
	}
	if told := namedNews(hook); told != "" {
		return told
	}
	if hasDone.MatchString(hook) && participle.MatchString(lastWord(hook)) {
		return "Ich habe gelesen: " + hook
	}
	return hook
}

// hasDone matches what somebody has done, in a sentence of which the verb cannot surely go to the end.
var hasDone = pattern.Lazy(`^[^.,;:!?]+ (?:hat|haben) [^.,;:!?]+\.$`)

func lastWord(sentence string) string {
	words := strings.Fields(strings.TrimRight(sentence, ".! "))
	return words[len(words)-1]
}

// namedNews returns the sentence that news of a company makes which begins with its name, although what stands behind
// the verb may be the subject as well: "Ich habe gelesen, dass Acme das neue Werk eröffnet hat." It returns "" for any
// other text.
func namedNews(hook string) string {
	m := achieved.FindStringSubmatch(strings.TrimRight(hook, ".! "))
	if m == nil || nameAt([]string{m[1], "hat", "es"}) == 0 || notFirm.MatchString(m[1]) || notTold.MatchString(hook) ||
		slices.ContainsFunc(strings.Fields(m[2]), isOwn) {
		return ""
	}
	return "Ich habe gelesen, dass " + m[1] + " " + m[2] + " " + m[3] + " hat."
}

// achieved matches what somebody with a name has done with a thing of theirs. notFirm matches what is no name.
var (
	achieved = pattern.Lazy(`^(\p{Lu}[\pL\d&-]*(?: \p{Lu}[\pL\d&-]*){0,2}) hat ((?:das|die|eine?|den|einen|Ihre?n?) ` +
		`[^.,;:!?]+) (eröffnet|gewonnen|erhalten|bekommen|gegründet|gefeiert|veröffentlicht|vorgestellt|erweitert|` +
		`eingeweiht|bezogen|gebaut|umgebaut|ausgebaut|verdoppelt|abgeschlossen|bestanden|geschafft|entwickelt|` +
		`modernisiert|renoviert|saniert|gestartet|eingeführt)$`)
	notFirm = pattern.Lazy(`(?i)(?:lich|ens|dings|weise|mals|tag|abend|mittag|morgen|nacht|woche|monat|jahr)s?$|` +
		`^(?:nun|schon|auch|neulich|preise?|was|wer|das|die|der|den|dort|endlich|letztes?|ihr|sie|es|er)$`)
)

// withNews returns the sentence that one new thing of theirs makes: "Ich habe gesehen, dass Sie eine neue Filiale
// haben." A book is one "von Ihnen". It returns "" for anything else, and for "Ihr neuer Kollege", a noun that has
// another form there.
func withNews(hook string) string {
	if m := written.FindStringSubmatch(hook); m != nil && !hasVerb(strings.Fields(m[2])) {
		return "Ich habe Ihren " + m[1] + " " + m[2] + " gelesen."
	}
	m := newThing.FindStringSubmatch(hook)
	if m == nil || m[1] == "Ihr neuer" && strings.HasSuffix(m[2], "e") {
		return ""
	}
	phrase := map[string]string{"Ihr neuer": "einen neuen ", "Ihre neue": "eine neue ", "Ihr neues": "ein neues "}[m[1]]
	if published.MatchString(m[2]) {
		return "Ich habe gesehen, dass es " + phrase + m[2] + " von Ihnen gibt."
	}
	return "Ich habe gesehen, dass Sie " + phrase + m[2] + " haben."
}

var (
	written = pattern.Lazy(`^Ihr (\pL*(?:[Aa]rtikel|[Bb]eitrag|[Bb]ericht)) ` +
		`((?:über|zu|zum|zur|in|im) [^.,;:!?]+)\.?$`)
	newThing  = pattern.Lazy(`^(Ihr neuer|Ihre neue|Ihr neues) (\p{Lu}[\pL-]+)\.?$`)
	published = pattern.Lazy(`(?i)(?:buch|roman|podcast|film|album|blog|video|artikel|magazin|newsletter|studie)$`)
)

var (
	heard = pattern.Lazy(`(?i)^(?:(?:ich habe|ich hab|gestern habe ich|heute habe ich|gerade habe ich) .*(?:gelesen|` +
		`gehört|gesehen|erfahren)|ich lese gerade|(?:gerade|eben) lese ich|i[nm] .* (?:stand|steht), dass)\b`)
	goodNews = pattern.Lazy(`(?i)(gewonnen|gewinn|preise?\b|haube|\bsterne?n?\b|michelin|prämiert|` +
		`auszeichnung|ausgezeichnet|eröffn|jubiläum|beförder|` +
		`(?:ersten|zweiten|dritten) platz|meister geworden|verdoppel|neue[nrs]? |wächst|gewachsen|` +
		`erweiter|erhalten|bekommen|geehrt|gefeiert|feiern|bester|` +
		`beste[ns]?\b|nominier|(?:eingeladen|ausgewählt|aufgenommen|ernannt|gewählt) (?:worden|wurden?|ist|sind)\b|` +
		`gesiegt|\bsieg\b|förderung|zertifi|gelungen|geschafft|bestanden|expandier)`)
)

// ofTheYear matches the title of the best: "Arbeitgeber des Jahres", and not "Ende des Jahres".
var ofTheYear = pattern.Lazy(`(?i)(?:geber|betrieb|unternehmen|unternehmer|firma|start-?up|gründer|team|mannschaft|` +
	`restaurant|gasthaus|gasthof|wirtshaus|hotel|café|lokal|bäckerei|bäcker|brauerei|konditorei|weingut|winzer|koch|` +
	`köch|wirt|sommelier|klinik|krankenhaus|praxis|apotheke|pfleger|heim|schule|kita|lehrer|trainer|ausbilder|` +
	`meister|manager|architekt|handwerker|händler|laden|shop|buchhandlung|verlag|buch|verein|chor|orchester|theater|` +
	`museum|oper|inszenierung|film|album|spiel|produkt|projekt|marke|agentur|kanzlei|büro|bank|dienstleister|` +
	`logistiker|spediteur|newcomer|aufsteiger|sportler|mensch|frau|mann|person|bau|bauwerk|stadt|region)(?:in)? des ` +
	`jahres`)

// myDoing matches what the sender read or saw of theirs, which is no news about them.
var myDoing = pattern.Lazy(`^ich habe ihre[nms]? [^,]*(?:gelesen|gehört|gesehen|abonniert)`)

// IsGoodNews reports whether a hook tells news for which one congratulates, and does not do so itself.
func (Language) IsGoodNews(hook, _ string) bool {
	small := strings.ToLower(hook)
	if myDoing.MatchString(small) { // "Ich habe Ihren neuen Newsletter gelesen."
		return false
	}
	isGood := goodNews.MatchString(hook) || ofTheYear.MatchString(hook)
	return heard.MatchString(hook) && isGood && !badNews.MatchString(hook) &&
		!strings.Contains(small, "glückwunsch") && !strings.Contains(small, "gratul")
}

// Begin returns a sentence as it begins the text below a greeting, which ends in a comma: with a small letter, unless
// its first word is a noun or the polite "Sie". A Swiss greeting has no comma.
func (l Language) Begin(sentence string) string {
	if l.Swiss {
		return sentence
	}
	first, rest, _ := strings.Cut(sentence, " ")
	if small := strings.ToLower(first); smallFirst.Has(small) && first != "Sie" {
		return small + " " + rest
	}
	return sentence
}

var smallFirst = pattern.Words(`ich wir der die das den dem ein eine einen am an im in auf bei beim mit nach seit
	vor von vom zu zum zur für über gestern heute gerade neulich letzte letzten diese dieser herzlichen alles frohe
	schöne gute gutes vielen schön zufällig kürzlich soeben eben es nun jetzt aus wie nochmals`)
