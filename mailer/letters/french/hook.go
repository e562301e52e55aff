package french

import (
	"cmp"
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^((toutes mes |mes )?félicitations|bravo|(tous mes|meilleurs|mes meilleurs) vœux|` +
	`bonne année|joyeu|merci|bonne fête)`)

var (
	yours = pattern.Words("vous votre vos")

	// heard matches how one says that one heard of something.
	heard = pattern.Lazy(`(?i)^j['’]ai (?:appris|lu|vu|su|entendu dire)(?: [^ ]+){0,4}? (?:que |qu['’])`)

	// happened matches what somebody did of late; good is what one congratulates on, and bad what one does not.
	happened = pattern.Lazy(`(?i) (?:(?:vient|viennent|venez) (?:de |d['’])|` +
		`(?:a|ont|avez|avai[ts]|avaient|aviez) (?:\pL+é|ouvert|reçu|obtenu) |` +
		`(?:expos|inaugur|fêt|ouvr|lanc)(?:e|ez|ent) )`)
	good = pattern.Lazy(`(?i)(?:gagn|remport|ouvert|ouvr|inaugur|lanc|prix|label|médaille|étoile|récompens|` +
		`anniversaire|certifi|distinction|nommé|promu|lauréat|trophée|obten|signé|mis(?:e)? à l['’]eau|agrandi|` +
		`fêt|expos|prolongé|classé|sélectionné| livré |(?:cent|mill)ième )`)
	bad = pattern.Lazy(`(?i)(?:ferm|perd|supprim|licenci|incend|inond|grève|mort|décès|décédé|malad|amende|retard|` +
		`accident|faillite|redress|quitt|annul|report| pas | plus | jamais |enquête|procédure|attaque)`)
)

// congratulates matches how one congratulates behind what one congratulates on.
var congratulates = pattern.Lazy(`(?i)(?:,| ?!| ?[:–-]|\.)[ \x{a0}]*` +
	`((?:toutes mes |mes )?félicitations|bravo)[ \x{a0}]*[.!]*$`)

// frenchSpaces keeps a mark on the line of the word before it.
var frenchSpaces = strings.NewReplacer(" :", "\u00a0:", " !", "\u00a0!")

// asRead returns a note to stay in touch that tells news of others as one that says how they came here: "J'ai appris
// que vous avez ouvert un magasin." for "Vous avez ouvert un magasin.", which nobody needs to be told. One that
// congratulates behind its news begins with that: "Félicitations ! J'ai appris que …". What one heard had happened:
// "J'ai lu que vous aviez reçu le prix."
func (Language) asRead(hook string) string {
	if at := congratulates.FindStringSubmatchIndex(hook); at != nil {
		told := imperfect(clauseOf(hook[:at[0]] + "."))
		if told == "" {
			return frenchSpaces.Replace(hook)
		}
		return rules.Capital(hook[at[2]:at[3]]) + "\u00a0! J'ai appris " + that(told) + "."
	}
	if that := heard.FindString(hook); that != "" {
		if had := imperfect(hook[len(that):]); had != "" && isPerfect(hook[len(that):]) {
			return frenchSpaces.Replace(that + had)
		}
	}
	told := clauseOf(hook)
	switch was := imperfect(told); {
	case told != "" && happened.MatchString(hook):
		return "J'ai appris " + that(cmp.Or(was, told)) + "."
	case was != "" && was != told && isNewsOfYours(told):
		return "J'ai vu " + that(was) + "."
	}
	return frenchSpaces.Replace(hook)
}

// isNewsOfYours reports whether a clause tells those who read it what they did or what became of what is theirs, and
// not how one likes it: "votre exposition est prolongée", but not "votre exposition est très belle".
func isNewsOfYours(clause string) bool {
	words := grammar.Words(clause)
	isMood := slices.ContainsFunc(words, isBeing.Has) && !isPerfect(clause)
	return yours.Has(words[0]) && !isMood && !mayHaveSecond(clause)
}

// isBeing are verbs behind which an adjective may stand.
var isBeing = pattern.Words("est sont êtes était étaient étiez")

// IsGoodNews reports whether a hook tells news of the company or of the reader for which one congratulates, and does
// not do so itself.
func (Language) IsGoodNews(hook, company string) bool {
	told := heard.ReplaceAllString(hook, "")
	if told == hook || !good.MatchString(told) || bad.MatchString(told) || strings.Contains(hook, "élicit") {
		return false
	}
	return isOf(told, company) || slices.ContainsFunc(grammar.Words(told), yours.Has)
}

// isOf reports whether news are those of a company, which they name, or call "le restaurant" or, if it is a town's,
// "la ville".
func isOf(news, company string) bool {
	small := " " + strings.ToLower(news)
	bare := withArticle.ReplaceAllString(company, "")
	if strings.Contains(small, strings.ToLower(bare)) {
		return true
	}
	isPart := slices.ContainsFunc(strings.Fields(company), func(name string) bool { // "Bagnolet" for its mairie
		return name != strings.ToLower(name) && len(name) > 3 && strings.Contains(news, name)
	})
	kind, _, _ := strings.Cut(strings.ToLower(bare), " ") // "la scierie" for "Scierie Blondeau"
	isKind := slices.ContainsFunc([]string{"le ", "la ", "l'"}, func(the string) bool {
		return strings.HasPrefix(strings.ToLower(news), the+kind+" ")
	})
	return isPart || isKind || isHouse.MatchString(news) || isTown.MatchString(company) && isTown.MatchString(news)
}

var (
	withArticle = pattern.Lazy(`^(?:les? |la |l')`)

	// isHouse matches news that begin with the house of the reader, who knows which.
	isHouse = pattern.Lazy(`(?i)^(?:le |la |l['’])(?:restaurant|hôtel|maison|boutique|magasin|studio|atelier|agence|` +
		`cabinet|entreprise|société|équipe|école|lycée|collège|clinique|hôpital|librairie|boulangerie|musée|théâtre|` +
		`domaine|laboratoire|association|club|refuge|crèche|usine|groupe|auberge|pâtisserie|brasserie|ferme|cave|` +
		`service|direction|rédaction|résidence) ` +
		`(?:a|avait|vient|venait|expos\pL+|fêt\pL+|inaugur\pL+|r?ouvr\pL+|lanc\pL+) `)

	isTown = pattern.Lazy(`(?i)(?:^|[^\pL])la (?:mairie|ville|commune|municipalité|métropole)(?:[^\pL]|$)`)
)
