package french

import (
	"strings"
	"unicode/utf8"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// forAll matches "(H/F)" and its like, which employers have to add and nobody says.
var forAll = pattern.Lazy(`(?i)[\s,–-]*[(\[]?\s*\b[hf]\s?/\s?[hf](?:\s?/\s?[nx])?\b\s*[)\]]?`)

// legalForm matches what stands behind the name of a company and nobody says.
var legalForm = pattern.Lazy(`(?:,? (?:SA|SAS|SASU|SARL|EURL|SNC|SE|GmbH|AG|Inc\.|Ltd\.?))+$`)

// Company returns the name of a company without its legal form, "Helix Bio" for "Helix Bio SAS", and with its article
// if it begins with a noun: "la mairie de Bron" for "Mairie de Bron". The letters say it as subject and behind "avec",
// where neither contracts.
func (Language) Company(name string) string {
	if bare := legalForm.ReplaceAllString(name, ""); bare != "" {
		name = bare
	}
	first, rest, _ := strings.Cut(name, " ")
	if article, ok := ofNames.Get(first); ok && rest != "" {
		return joined(article, name)
	}
	article, ok := institutions.Get(strings.ToLower(first))
	if !ok {
		return name
	}
	return strings.TrimSpace(joined(article, grammar.SmallRole(first)+" "+rest))
}

// joined returns a noun behind its article.
func joined(article, noun string) string {
	if strings.HasSuffix(article, "'") {
		return article + noun
	}
	return article + " " + noun
}

// institutions are nouns that names of employers begin with, with their articles.
var institutions = pattern.Pairs(`
	mairie la  ville la  clinique la  métropole la  région la  préfecture la  chu le  chru le  ch le
	centre le  collège le  lycée le  cabinet le  groupe le  département le  ministère le  conseil le
	syndicat le  hôpital l'  école l'  université l'  institut l'  association l'  ehpad l'  agence l'
	hôtel l'  imprimerie l'  commune la  boulangerie la  pharmacie la  librairie la  crèche la  brasserie la
	pâtisserie la  résidence la  bibliothèque la  médiathèque la  fromagerie la  menuiserie la  restaurant le
	laboratoire le  garage le  domaine le  refuge le  foyer le  camping le  scierie la  régie la  cave la
	ferme la  coopérative la  orchestre l'  atelier l'  théâtre le  musée le  étude l'  épicerie l'
	entreprise l'  auberge l'  café le  bar le  bistrot le  fournil le  fiduciaire la  boutique la  boucherie la
	charcuterie la  chocolaterie la  papeterie la  quincaillerie la  jardinerie la  pépinière la  distillerie la
	blanchisserie la  fonderie la  verrerie la  minoterie la  galerie la  fédération la  chambre la  usine l'
	parc le  zoo le  haras le  cinéma le  tribunal le  conservatoire le  cpe le  clsc le  ciusss le  crous le
	esat l'  ime l'  traiteur le`)

// ofNames are nouns that stay with a capital in the names that they begin, with their articles.
var ofNames = pattern.Pairs(`
	Crédit le  Banque la  Caisse la  Compagnie la  Société la  Fondation la  Manufacture la  Maison la
	Office l'  Croix-Rouge la  Transports les  Papeteries les  Éditions les  Établissements les
	Laboratoires les  Ateliers les  Cafés les  Chantiers les  Galeries les  Jardins les  Pépinières les
	Serres les  Vergers les  Presses les  Forges les  Vignobles les  Thermes les  Hospices les  Moulins les`)

// Role returns a role without its article, without "poste de" and without "(H/F)".
func (Language) Role(role string) string {
	role = grammar.Without(forAll, rules.OneLine(role))
	for _, lead := range []string{
		"le ", "la ", "l'", "l’", "un ", "une ", "Poste de ", "poste de ", "poste d'", "Poste d'",
	} {
		if rest, ok := strings.CutPrefix(role, lead); ok && rest != "" {
			role = rest
		}
	}
	return role
}

// TheRole returns what a sentence calls a role: "le poste d'infirmière", "le stage en édition". The letters use it as
// subject, as object, and behind "pour" and "sur", where no article changes.
func (l Language) TheRole(role string) string {
	role = l.Role(role)
	first, _, _ := strings.Cut(role, " ")
	if article, ok := posts.Get(strings.ToLower(strings.Trim(first, ",;:"))); ok {
		return joined(article, grammar.SmallRole(first)+role[len(first):])
	}
	return "le poste " + of(smallRole(role))
}

// smallRole returns a role with a small letter if it begins with a word in French: "développeuse Java", but "Data
// Engineer".
func smallRole(role string) string {
	if first, _, _ := strings.Cut(role, " "); isTrade.MatchString(first) {
		return grammar.WithSmall(role)
	}
	return grammar.SmallRole(role)
}

// isTrade matches words for professions in French that begin with a capital.
var isTrade = pattern.Lazy(`^\p{Lu}(?:\p{Ll}+(?:eur|euse|trice|ier|ière|ien|ienne|iste)|` +
	`(?:harg|mploy)ée?|heffe?|esponsable|gente?|ssistante?|onsultante?|djointe?|adre|ide|ngénieure?|rchitecte)$`)

// of returns a noun behind "de", which loses its vowel before another: "d'infirmière", "de chef de projet".
func of(noun string) string {
	if elides(noun) {
		return "d'" + noun
	}
	return "de " + noun
}

// elides reports whether "de" or "que" loses its vowel before a text.
func elides(text string) bool {
	small := strings.ToLower(text)
	first, _ := utf8.DecodeRuneInString(small)
	return strings.ContainsRune("aeiouhàâéèêëîïôöûüœæ", first) && !isAspirated.MatchString(small)
}

// isAspirated matches what begins with a vowel or an "h" before which "de" and "que" stay whole.
var isAspirated = pattern.Lazy(`^(?:onz|huit|haut|hand|hockey|hotline|harp|head|hard|hall|help|hr\b|happ)`)

// posts are nouns for what one applies for, with their articles.
var posts = pattern.Pairs(`
	stage le  contrat le  volontariat le  doctorat le  programme le  service le  cdd le  cdi le  vie le
	job le  remplacement le  intérim l'  vacation la  thèse la  mission la  direction la  bourse la
	alternance l'  apprentissage l'  internat l'  emploi l'`)
