package french

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// isSentence reports whether a text is surely one whole sentence.
func isSentence(s string) bool {
	words := grammar.Words(s)
	typedAsOne := grammar.IsTypedAsOne(s)
	isShort := len(words) < 3 && !(len(words) == 2 && typedAsOne && subjects.Has(words[0])) // "Vous recrutez."
	if isShort || openings.Has(words[0]) {
		return false
	}
	if whatIs.MatchString(s) {
		return true
	}
	if subjects.Has(words[0]) {
		verb := words[1]
		for i := 2; pronouns.Has(verb) && i < len(words); i++ { // "vous m'avez montré", "il n'y a plus"
			verb = words[i]
		}
		if ending := persons[words[0]]; ending != nil && ending.MatchString(verb) {
			return true
		}
		return isFinite.Has(verb) || typedAsOne && verbForm.MatchString(verb)
	}
	if typedAsOne {
		return hasVerb(words[1:]) || mayHaveVerb(words) || isProper(words)
	}
	first, _ := utf8.DecodeRuneInString(s)
	isName := unicode.IsUpper(first) && !beforeNouns.Has(words[0])
	return (isName || articles.Has(words[0]) || numbers.Has(words[0])) && hasOwnVerb(words)
}

// persons are how a verb ends behind those pronouns that are surely its subject.
var persons = map[string]*pattern.Expr{
	"j": pattern.Lazy(`^\pL{2,}(?:e|is|ds|ais|ai)$`), "je": pattern.Lazy(`^\pL{2,}(?:e|s|ais|ai)$`),
	"on":   pattern.Lazy(`^\pL{2,}(?:e|it|t|d|a)$`),
	"nous": pattern.Lazy(`^\pL{2,}ons$`), "vous": pattern.Lazy(`^\pL{2,}ez$`),
}

// hasOwnVerb reports whether words have a verb that is surely that of the noun that they begin with, and not that of a
// clause behind it: "le club robotique n'a plus d'animateur".
func hasOwnVerb(words []string) bool {
	verb := slices.IndexFunc(words, func(w string) bool {
		return isFinite.Has(w) && !alsoNoun.Has(w) || onlyVerb.MatchString(w) || beforeVerb.Has(w)
	})
	if at := slices.IndexFunc(words, isAboutVerb.Has); verb < 0 && at > 0 && at < len(words)-1 && words[at+1] == "sur" {
		verb = at // "ma thèse porte sur l'imagerie"
	}
	if at := slices.Index(words, "fête"); verb < 0 && at > 0 && at < len(words)-1 && objects.Has(words[at+1]) {
		verb = at // "la librairie fête ses vingt ans"
	}
	if houseActs(words) {
		return true
	}
	if verb < 1 || beforeNouns.Has(words[verb-1]) {
		return false
	}
	return !slices.ContainsFunc(words[:verb], relatives.Has) && !slices.ContainsFunc(words[:verb], itsSubject.Has)
}

// houseActs reports whether words begin with a company or somebody in it, and with what it does, and not with another
// noun: "la direction prévoit un accord", "le magasin ferme en août".
func houseActs(words []string) bool {
	if len(words) < 4 || !articles.Has(words[0]) || !houses.Has(words[1]) {
		return false
	}
	return acts.Has(words[2]) || words[2] == "ferme" && closes.Has(words[1]) && beforeNouns.Has(words[3])
}

var (
	houses = pattern.Words("direction directeur directrice équipe entreprise société mairie ville commune région " +
		"département maire chef cheffe patron patronne magasin boutique restaurant hôpital clinique " +
		"agence groupe association usine musée")
	acts = pattern.Words("prévoit envisage compte prépare développe lance cherche souhaite traite fait recrute " +
		"propose organise crée étudie construit reprend attend")
	closes = pattern.Words("magasin boutique restaurant hôpital clinique agence usine musée mairie")
)

// whatIs matches how one says what one liked: "Ce qui m'a plu, c'est que l'équipe décide."
var whatIs = pattern.Lazy(`^(?i:ce (?:qui|que|dont) |ce qu['’])[^,.]+,? (?:c['’]est|c['’]était|ce sont) \pL`)

// isProper reports whether words begin with a name, a verb, and what stands before a noun: "Orange ferme ses
// boutiques."
func isProper(words []string) bool {
	return !beforeNouns.Has(words[0]) && looksFinite.MatchString(words[1]) && beforeNouns.Has(words[2])
}

var (
	subjects = pattern.Words("je j nous vous il elle on c ce cela ça ils elles")
	onlyVerb = pattern.Lazy(`^(?:part|sert|perd|tient|reçoit|tourne|ouvre|démarre|déménage|recrute|accueille|` +
		`fonctionne|dure|existe|grandit|expose|inaugure|rouvre|fabrique|remporte|obtient|` +
		`souhaite|souhaitent|prévoit|prévoient|envisage|envisagent|` +
		`\pL{2,}aient|(?:ten|travaill|dirige|vend|enseign|viv|fais|sav|port)ait)$`)
	beforeVerb = pattern.Words("se s ne n")

	// isAboutVerb are verbs before "sur" that are nouns elsewhere.
	isAboutVerb = pattern.Words("porte portent portait repose reposent")

	itsSubject = pattern.Words("je j il elle on ils elles ça cela") // "le permis C, je connais la région"

	relatives = pattern.Words("qui que qu dont où quand comme si vous nous")
	alsoNoun  = pattern.Words("fait as sommes lu plu lis mets passe change cherche")
	pronouns  = pattern.Words("m me vous nous l le la les y en n ne s se lui leur")
	openings  = pattern.Words("que qu parce quand lorsque si comme puisque bien pour où")

	// verbForm matches how a verb ends behind a pronoun: "je planifie", "vous planifiez", "nous ouvrons".
	verbForm = pattern.Lazy(`^\pL{2,}(?:e|es|s|t|ez|ons|ent|ais|ait|iez|ions|aient|ai|a)$`)

	isFinite = pattern.Words(`
	ai as a avons avez ont avais avait aviez avaient suis es est sommes êtes sont étais était étiez étaient sera
	serez seront fais fait faites faisons font faisait va vais allez allons vont peux peut pouvez pouvons peuvent
	dois doit devez devons doivent veux veut voulez veulent sais sait savez savons prends prend prenez prennent
	viens vient venez viennent mets met mettez mettent dirige dirigez dirigeais gère gérez gérais parle parlez
	parlent parlais connais connaît connaissez travaille travaillez travaillais utilise utilisez utilisent cherche
	cherchez cherchent ouvre ouvrez ouvrent passe passez passent change changez changent déménage déménagez
	déménagent commence commencez commencent planifie planifiez organise organisez enseigne enseignais lis lu plaît
	plu refait refaites refont`)
)
