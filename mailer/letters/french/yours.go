package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// asYours returns a topic that speaks of those who read it as "ils" or "on" as one that speaks to them: "Vous avez du
// mal à recruter." for "Ils ont du mal à recruter." and for "On a du mal à recruter." What is not sure stays.
func asYours(topic string) string {
	words := strings.Split(topic, " ")
	isOn := len(words) > 2 && strings.EqualFold(words[0], "on")
	if len(words) < 3 || !isOn && !strings.EqualFold(words[0], "ils") || isOn && isPerfect(topic) {
		return topic
	}
	if first, second, ok := strings.Cut(topic, " et on "); isOn && ok {
		yours, more := asYours(first), asYours("On "+second)
		if yours == first || more == "On "+second {
			return topic
		}
		return yours + " et " + grammar.WithSmall(more)
	}
	others, theirs, self := ofThem, theirForms, ""
	if isOn {
		others, theirs = ofUs, ourForms
	}
	if isOn && words[1] == "se" { // "on se demande"
		self, words = "vous ", slices.Delete(slices.Clone(words), 1, 2)
	}
	clause := strings.Join(words[1:], " ")
	if at := joins.FindStringIndex(clause); at != nil && isOn {
		clause = clause[:at[0]]
	}
	for _, w := range grammar.Words(clause) {
		if others.Has(w) {
			return topic
		}
	}
	not, verb, isNot := strings.Cut(words[1], "'")
	at := 1
	switch {
	case !isNot && words[1] == "ne":
		not, verb, at = "ne ", words[2], 2
	case !isNot:
		not, verb = "", words[1]
	case not != "n":
		return topic
	default:
		not = "n'"
	}
	yours, ok := vousForms.Get(verb)
	ending := "ent"
	if isOn {
		ending = "e"
	}
	if stem, hasEnding := strings.CutSuffix(verb, ending); !ok && hasEnding && stems.Has(stem) && stem != "emploi" {
		yours, ok = stem+"ez", true
	}
	if !ok {
		return topic
	}
	rest := slices.Clone(words[at+1:])
	for i, w := range rest {
		if your, ok := theirs.Get(w); ok {
			rest[i] = your
		}
	}
	return "Vous " + not + self + yours + " " + strings.Join(rest, " ")
}

var (
	ofThem = pattern.Words("ils elles eux se s lui")
	ofUs   = pattern.Words("ils elles eux se s lui elle il son sa ses leur leurs nous m me moi mon ma mes je j")

	theirForms = pattern.Pairs("leur votre  leurs vos")
	ourForms   = pattern.Pairs("notre votre  nos vos")

	vousForms = pattern.Pairs(`
		ont avez  sont êtes  font faites  refont refaites  vont allez  peuvent pouvez  doivent devez
		veulent voulez  viennent venez  prennent prenez  mettent mettez  perdent perdez  vendent vendez
		tiennent tenez  reçoivent recevez  partent partez
		a avez  est êtes  fait faites  refait refaites  va allez  peut pouvez  doit devez
		veut voulez  vient venez  prend prenez  met mettez  perd perdez  vend vendez
		tient tenez  reçoit recevez  part partez`)
)
