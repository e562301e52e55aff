package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// CanHelp reports whether a topic, a phrase or a sentence, surely is a project in which one can offer to take part: "la
// migration vers SAP", "Vous ouvrez un deuxième site."
func (l Language) CanHelp(topic string) bool {
	words := grammar.Words(topic)
	if len(words) < 2 || l.MayBeBadNews(topic) || slices.ContainsFunc(words, noHelp.Has) {
		return false
	}
	if words[0] == "vous" || words[0] == "on" || words[0] == "nous" {
		plan := slices.IndexFunc(words[:min(4, len(words))], isProjectVerb.MatchString)
		return plan == 1 || plan > 1 && isPlan.Has(words[1])
	}
	noun := 0
	for noun < len(words)-1 && (articles.Has(words[noun]) || adjectives.Has(words[noun]) || isNth(words[noun])) {
		noun++
	}
	return noun > 0 && (isProject.Has(words[noun]) || putInPlace.MatchString(topic))
}

var (
	// isProject holds nouns for what a company undertakes, and in which others join.
	isProject = pattern.Words("migration fusion projet ouverture lancement refonte déménagement rénovation " +
		"restauration chantier passage création réorganisation numérisation campagne extension transition " +
		"modernisation informatisation implantation construction transformation intégration certification " +
		"réouverture agrandissement aménagement déploiement automatisation digitalisation dématérialisation " +
		"végétalisation relance")

	putInPlace = pattern.Lazy(`^(?i:la mise en (?:place|œuvre|service|réseau|ligne)) `)

	// isProjectVerb matches what a company does when it undertakes something.
	isProjectVerb = pattern.Lazy(`^(?:(?:migr|pass|lanc|prépar|déménag|réorganis|rénov|développ|mont|cré|fusionn|` +
		`modernis|informatis|numéris|install|restaur|déploy|automatis|aménag)(?:ez|er|e|ons)|` +
		`(?:ouvr|construis|agrandiss|réunis|refond)(?:ez|ons)|refaites|ouvr(?:ir|e)|construire|refaire|agrandir)$`)

	// isPlan holds verbs before what is planned.
	isPlan = pattern.Words("allez voulez souhaitez comptez prévoyez pensez va veut")

	// noHelp holds what makes it no project of the future, such as opening hours.
	noHelp = pattern.Words("ne n pas hier dernier dernière dernières derniers mon ma mes j je télévision radio heure " +
		"heures chaque tous toutes lundi mardi mercredi jeudi vendredi samedi dimanche")
)

// Span returns a fit that says how long one has done something, as it follows "après" and "avec": "dix ans de bloc".
func (Language) Span(fit string) string {
	words := grammar.Words(fit)
	for len(words) > 1 && isAbout.Has(words[0]) {
		words = words[1:]
	}
	words = withoutHalf(words)
	isAYear := len(words) > 2 && words[0] == "un" && words[1] == "an"
	isCount := len(words) > 2 && (numbers.Has(words[0]) || digits.MatchString(words[0])) && isSpan(words)
	// "Avec" would come twice, too.
	isTwo := strings.Contains(fit, ",") || slices.Contains(words, "et") || slices.Contains(words, "avec")
	if isTwo || !isAYear && !isCount || !places.Has(words[2]) {
		return ""
	}
	return fit
}

// HasDone reports whether a clause of the sender's own says what they did, as an experience that serves elsewhere:
// "J'ai dirigé deux services".
func (Language) HasDone(clause string) bool {
	words := grammar.Words(clause)
	deed := words // without what says more about its object: "une application que personne n'osait toucher"
	if at := slices.IndexFunc(words, isRelative.Has); at > 2 && words[at-1] != "ce" {
		deed = words[:at]
	}
	switch {
	case len(deed) < 4 || slices.ContainsFunc(deed, undone.Has):
		return false
	case words[0] == "j" && words[1] == "ai":
		did := words[2]
		if did == "déjà" || did == "longtemps" {
			did = words[3]
		}
		return wasDone.MatchString(did) && (did != "passé" || slices.ContainsFunc(words, times.Has))
	case words[0] == "je" && slices.Contains(words, "depuis"):
		return isWorking.Has(words[1])
	}
	return false
}

var (
	// wasDone matches participles of what one does at work.
	wasDone = pattern.Lazy(`^(?:\pL{2,}(?:é|i|it|uit|ert|u)|mis|remis|repris|entrepris)$`)

	// undone holds what makes a deed none to build on.
	undone = pattern.Words("ne n pas jamais perdu quitté raté voulu aimé adoré entendu lu vu cru été eu connu reçu " +
		"adopté mémoire thèse appris rêvé pensé grandi habité vécu échoué compris suivi obtenu")

	isRelative = pattern.Words("que qu qui dont où")

	isWorking = pattern.Words("dirige gère encadre enseigne travaille soigne anime conduis forme vends cuisine " +
		"pilote coordonne organise accompagne répare restaure développe")
)
