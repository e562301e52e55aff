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
	ending := "ent"
	if isOn {
		ending = "e"
	}
	not, verb, rest := cutNot(words[1:])
	yours, ok := toVous(verb, ending)
	if !ok {
		return topic
	}
	rest = slices.Clone(rest)
	for i, w := range rest {
		if your, ok := theirs.Get(w); ok {
			rest[i] = your
		}
	}
	return "Vous " + not + self + yours + " " + strings.Join(rest, " ")
}

// cutNot returns a verb, what negates it before it, and the words behind it. With anything else before the verb, it is
// "".
func cutNot(words []string) (not, verb string, rest []string) {
	before, bare, isElided := strings.Cut(words[0], "'")
	switch {
	case words[0] == "ne" && len(words) > 1:
		return "ne ", words[1], words[2:]
	case !isElided:
		return "", words[0], words[1:]
	case before == "n":
		return "n'", bare, words[1:]
	}
	return "", "", nil
}

// toVous returns a verb in the present with this ending as it stands behind "vous". ok is false if that is not sure.
func toVous(verb, ending string) (yours string, ok bool) {
	if yours, ok = vousForms.Get(verb); ok {
		return yours, true
	}
	stem, hasEnding := strings.CutSuffix(verb, ending)
	if hasEnding && stems.Has(stem) && stem != "emploi" {
		return stem + "ez", true
	}
	return "", false
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
