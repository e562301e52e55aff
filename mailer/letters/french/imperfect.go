package french

import (
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// imperfect returns a clause in the present as it stands behind "Vous m'avez dit que", with its verb in the imperfect:
// "vous passiez à Odoo" for "vous passez à Odoo". It returns "" if the verb is not surely the only one, or none that is
// known.
func imperfect(clause string) string {
	words := strings.Split(clause, " ")
	found := ""
	for i, w := range words {
		before, verb := beforeAndBare(words, i)
		if (w == "que" || strings.HasPrefix(w, "qu'")) && isWished.Has(found) {
			break // what is wished for is in the subjunctive
		}
		was, isVerb := past(verb, before)
		switch {
		case !isVerb:
			if found == "" && relatives.Has(verb) && verb != "vous" && verb != "nous" {
				return "" // what follows says more about the subject, or when
			}
			continue
		case was == "" || found != "":
			return ""
		}
		found = was
		words[i] = strings.TrimSuffix(w, verb) + was
	}
	if found == "" {
		return ""
	}
	return strings.Join(words, " ")
}

// isWished are verbs of a wish, behind whose "que" no verb changes.
var isWished = pattern.Words("vouliez voulait voulaient souhaitiez souhaitait souhaitaient demandiez demandait")

// beforeAndBare returns the nth of the words without what is elided before it, in small letters, and what stands
// before that: "n" and "avez" for "n'avez".
func beforeAndBare(words []string, n int) (before, bare string) {
	said := grammar.Words(strings.Join(words[:n+1], " "))
	if len(said) == 0 {
		return "", ""
	}
	if len(said) > 1 {
		before = said[len(said)-2]
	}
	return before, said[len(said)-1]
}

// past returns the imperfect of a verb in the present, or "" if the word is a verb whose imperfect is not sure. isVerb
// is false for any other word.
func past(word, before string) (was string, isVerb bool) {
	switch {
	case beforeVous.Has(before) && strings.HasSuffix(word, "ez") && !beforeNouns.Has(word):
		if was, ok := irregular.Get(word); ok {
			return was, true
		}
		if unsureEz.MatchString(word) {
			return "", true
		}
		return strings.TrimSuffix(word, "ez") + "iez", true
	case before == "vous" && (word == "êtes" || word == "faites" || word == "dites"):
		return irregular.Get(word)
	case beforeNouns.Has(before) && !beforeVerb.Has(before) && before != "vous":
		return "", false
	}
	if was, ok := irregular.Get(word); ok {
		return was, true
	}
	for _, end := range [...]struct{ is, was string }{{"e", "ait"}, {"ent", "aient"}} {
		stem, ok := strings.CutSuffix(word, end.is)
		switch {
		case !ok || !stems.Has(stem):
		case strings.HasSuffix(stem, "g"):
			return stem + "e" + end.was, true
		case strings.HasSuffix(stem, "c"):
			return strings.TrimSuffix(stem, "c") + "ç" + end.was, true
		default:
			return stem + end.was, true
		}
	}
	return "", false
}

var (
	// beforeVous are the words between "vous" and its verb, and "vous" itself.
	beforeVous = pattern.Words("vous ne n l les")

	// unsureEz matches what may be the future, or has its imperfect already: "ouvrirez", "cherchiez".
	unsureEz = pattern.Lazy(`(?:[ei]rez|[dru]rez|vrez|iez)$`)

	// stems are those of common verbs in -er, and of those that end like one.
	stems = pattern.Words("mont donn laiss march form dirig pilot fabriqu gard soign " +
		"ouvr rouvr ferm pass chang commenc déménag manqu cherch recrut rest compt tourn arriv " +
		"démarr dur exist fonctionn accueill travaill prépar quitt utilis organis réorganis embauch lanc fusionn " +
		"dispos emploi souhait propos expos inaugur fêt rénov modernis développ parl planifi insist réclam " +
		"demand lâch tomb coût trouv occup gagn aid command traîn augment diminu refus oubli décid hésit limit " +
		"circul assur partag rencontr risqu touch entraîn abandonn dépens réclam remplac")

	irregular = pattern.Pairs(`
		choisit choisissait  choisissent choisissaient  finit finissait  réunit réunissait
		agrandit agrandissait  grandit grandissait  suit suivait  suivent suivaient  vend vendait
		vendent vendaient  rend rendait  construit construisait  conduit conduisait  connaît connaissait
		voit voyait  voient voyaient  dort dormait  dorment dormaient  attend attendait  attendent attendaient
		a avait  ont avaient  est était  sont étaient  va allait  vont allaient  fait faisait  font faisaient
		peut pouvait  peuvent pouvaient  doit devait  doivent devaient  veut voulait  veulent voulaient
		prend prenait  prennent prenaient  vient venait  viennent venaient  met mettait  mettent mettaient
		part partait  partent partaient  perd perdait  perdent perdaient  tient tenait  tiennent tenaient
		reçoit recevait  reçoivent recevaient  faut fallait  sort sortait  sert servait  êtes étiez
		faites faisiez  refaites refaisiez  refont refaisaient  dites disiez  ouvrez ouvriez  livrez livriez
		préparez prépariez  démarrez démarriez  sait savait  savent savaient  croit croyait  croient croyaient
		pèse pesait  pèsent pesaient  mène menait  mènent menaient  gère gérait  gèrent géraient
		achète achetait  achètent achetaient  vit vivait  vivent vivaient  devient devenait  deviennent devenaient`)
)
