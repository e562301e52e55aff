package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Mine reports whether a topic is the sender's own: "mon mémoire". One that reads badly behind "ce que vous m'avez dit
// de" counts as that: "ce que vous préparez", "le fait que …", "la façon dont …", "un élève qui arrive en mars", and
// "le planning et la paie", where "de" would have to come twice.
func (Language) Mine(topic string) bool {
	return saysWhat(topic) || isTwo.MatchString(topic) || isOne.MatchString(topic) ||
		slices.ContainsFunc(grammar.Words(topic), mine.Has)
}

// saysWhat reports whether a topic is what only a clause says: "ce que vous préparez", "le fait que …".
func saysWhat(topic string) bool {
	words := grammar.Words(topic)
	return len(words) > 0 && words[0] == "ce" && !articled.MatchString(topic) || isClause.MatchString(topic)
}

// About returns a topic behind "notre échange": "sur le planning", or "à propos de l'atelier sur le tri", in which
// "sur" would come twice. Two topics would need "de" twice, and a clause reads badly behind it: both keep "sur".
func (Language) About(topic string) string {
	switch {
	case !strings.Contains(topic, " sur ") || isTwo.MatchString(topic) || saysWhat(topic):
		return "sur " + topic
	case strings.HasPrefix(topic, "le "):
		return "à propos du " + topic[len("le "):]
	case strings.HasPrefix(topic, "les "):
		return "à propos des " + topic[len("les "):]
	case elides(topic):
		return "à propos d'" + topic
	}
	return "à propos de " + topic
}

var (
	// articled matches a noun behind "ce".
	articled = pattern.Lazy(`^(?i:ce) [^q]`)

	// isClause matches what only a clause behind it says.
	isClause = pattern.Lazy(`^(?:le fait |la façon d|les raisons pour )`)

	// isOne matches one of several, of whom little is said.
	isOne = pattern.Lazy(`^(?i:une?) `)

	// isTwo matches a second noun with an article of its own.
	isTwo = pattern.Lazy(` (?:et|ou|ainsi que) (?:les? |la |l'|une? |votre |vos |notre |nos |` +
		`ces? |cette |sa |son |ses |leurs? )`)
)

// Recalled returns a topic as a later note names it: without what only explains it, which a no would make a reproach:
// "les classes d'ados" for "les classes d'ados, pour lesquelles vous manquez de profs". After a no, it is not what the
// sender would have done: "l'équipe que j'encadrerais".
func (Language) Recalled(topic string, over bool) string {
	if over && wouldBe.MatchString(topic+" ") {
		return ""
	}
	if at := explains.FindStringIndex(topic); at != nil && !fact.IsSentence(topic) {
		return topic[:at[0]]
	}
	return topic
}

// wouldBe matches what the sender would do, and what would be theirs.
var wouldBe = pattern.Lazy(`(?i)(?:(?:^|[ '])(?:je |j')(?:ne |n'|y |en )?\pL+r(?:ais|ai)[ ,.]|` +
	`(?:^| )m(?:on futur|a future|es future?s) )`)

// explains matches the beginning of a clause behind a comma, and of a remark with its own verb or measure: ", qui
// arrive en mars", ", un vrai casse-tête".
var explains = pattern.Lazy(`(?i), (?:(?:(?:pour|avec|dans|sur|chez|sans|par|à) )?(?:lesquel(?:le)?s|laquelle|lequel|` +
	`auxquel(?:le)?s|auquel|à laquelle|qui|que|dont|où) |qu'|une? vraie? |` +
	`(?:plus|moins|trop|très|toujours|souvent) |avec (?:des |les? |la |l'|une? |vos |votre ))`)

// MayBeBadNews reports whether a topic may be bad news, about which one does not say that it was a pleasure: "la perte
// du contrat".
func (Language) MayBeBadNews(topic string) bool {
	return badNews.MatchString(harmless.ReplaceAllString(" "+strings.ToLower(topic)+" ", " "))
}

// harmless matches words that begin like those of bad news: a farm, a department.
var harmless = pattern.Lazy(`(?:[ '](?:la|une|votre|cette|les|des|vos|de|petite|grande) fermes? |` +
	`[ '](?:clubs?|cours|jeux?|tournois?|ateliers?) d[e']? ?échecs |` +
	` sans (?:viande|gluten|alcool|pesticides?|produits? chimiques?|sulfites|labour|plastique|emballages?|` +
	`rendez-vous|fil|contact)(?:[ ,]|$)|` +
	`[ '](?:fermi|ferment|départe|pertin|plus de \d|attentes des )\pL*)`)

var badNews = pattern.Lazy(`[ '](?:demand\pL* (?:comment|si|pourquoi) |` +
	`pert|perd|départ|ferm|licenci|inqui|souci|craign|craint|redout|` +
	`préoccup|angoiss|peur|` +
	`épuis|débord|arrêt|encore |mal |manqu|pénuri|retard|accident|panne|plainte|` +
	`conflit|tendu|tension|grève|burn|absen|malad|décès|deuil|violen|agress|vol |vols |casse|dette|réduction|` +
	`suppress|baisse|diffic|problèm|sans |attente|plus |pas |turnover|turn-over|rotation|crise|faillite|redress|` +
	`harcèl|fin de vie|palliatif|surcharg|pression|stress|échec|inond|incend|incivil|impay|litige|fraude|` +
	`réduit|démission|incident|nuisib|sous-effectif|plein |refus|mort|suicid|annul|coupe|restructur|délais|` +
	`primes|décroch|abandon|fâch|usure|vétust|surendett|précari|urgence |personne |trop |peu |vacant|expuls|` +
	`contentieux|réclamation|erreur|exigeant|sévère|strict)`)
