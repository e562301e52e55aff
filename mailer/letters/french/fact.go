package french

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// weTalkedOf is how a topic that is a phrase is shown.
const weTalkedOf = "Nous avons échangé sur "

// reader reads facts. The letters say "sur …" before a topic and "j'ai …" before a fit, so a phrase is a noun with its
// article.
var reader = grammar.Reader{
	Topic: grammar.Frame{Before: weTalkedOf}, Fit: grammar.Frame{Before: "J'ai "},
	Phrase: asPhrase, IsSentence: isSentence, Wishes: wishes, Unfinished: unfinished, Remark: remarkOn,
}

// ReadFact reads a fact as it was typed. Anything that is neither a phrase nor a whole sentence is unclear.
func (l Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	plain := strings.ReplaceAll(typed, "’", "'") // which the letters have
	switch kind {
	case fact.Topic:
		plain = asYours(thatOf.ReplaceAllString(weSpoke.ReplaceAllString(plain, "nous avons $1"), "$1"))
		plain = howYou.ReplaceAllString(youSpoke.ReplaceAllString(plain, "parlé "), "la façon dont $1")
		plain = asClause(whyYou.ReplaceAllString(plain, "les raisons pour lesquelles $1"))
		plain = howTo.ReplaceAllStringFunc(plain, asWay)
		of := howYou.ReplaceAllString(youTold.ReplaceAllString(plain, "$1"), "la façon dont $1")
		if _, ok := asPhrase(kind, of); ok {
			plain = of
		}
	case fact.Fit:
		plain = licence.ReplaceAllString(because.ReplaceAllString(plain, ""), "le permis $1")
		plain = withPaper.ReplaceAllString(withTraining.ReplaceAllString(plain, "$1 et la $2"), "$1 et le $2")
		plain = asFit(alreadyDid.ReplaceAllString(plain, "j'ai déjà $1"))
		plain = myPapers.ReplaceAllString(myPaper.ReplaceAllString(plain, "le $1"), "les $1")
		plain = myDegree.ReplaceAllString(myDegrees.ReplaceAllString(plain, "une $1"), "un $1")
		if helps := myExperience(strings.TrimRight(plain, ". ")); helps != "" {
			plain = helps
		}
		plain = toHave.ReplaceAllString(plain, "j'ai $1")
		plain = fluent.ReplaceAllString(plain, "je parle couramment $1")
		plain = trained.ReplaceAllStringFunc(plain, func(m string) string { return "j'ai été " + grammar.WithSmall(m) })
		plain = paper.ReplaceAllString(plain, "j'ai écrit $1 $2")
		switch {
		case isWhat.MatchString(plain):
			plain = "je suis " + grammar.WithSmall(plain)
		case whatIDid.MatchString(plain):
			plain = "j'ai " + grammar.WithSmall(plain)
		}
	}
	r := reader.Read(kind, plain)
	if r.Form == fact.Unclear {
		return reader.Read(kind, typed)
	}
	if kind == fact.Hook && r.Form == fact.Sentence {
		r.Text = l.asRead(r.Text)
	}
	return r
}

var (
	// thatOf matches a clause that was typed for the sentence in it: "que vous livrez de nuit".
	thatOf = pattern.Lazy(`^(?i:que )(vous \pL+ez )`)

	// weSpoke matches how one says what the two talked about: "on a parlé du chantier".
	weSpoke = pattern.Lazy(`^(?i:on a )((?:` + often + `)?(?:parlé|discuté|échangé|évoqué|abordé) )`)

	// youSpoke matches how one says what the other spoke of: "vous m'avez parlé de la ferme pilote".
	youSpoke = pattern.Lazy(`^(?i:vous (?:m'|nous )?avez )(?:` + often + `)?(?i:parlé )(?:` + often + `)?`)

	// youTold matches what the other told of: "vous m'avez décrit les nuits". What was shown has lines of its own.
	youTold = pattern.Lazy(`^(?i:vous (?:m'|nous )?avez )(?:` + often + `)?` +
		`(?i:expliqué|décrit|raconté|exposé|détaillé|évoqué|mentionné) ((?:les? |la |l'|votre |vos |comment ))`)

	// howYou and howTo match a question that is no sentence: "comment vous suivez les cellules", "comment recruter".
	howYou = pattern.Lazy(`^(?i:comment )(vous (?:ne |l'|les? |la |y )?\pL+ez )`)
	howTo  = pattern.Lazy(`^(?i:comment )(?:mieux |bien )?(?:\pL{2,}(?:er|ir)|faire|rendre|prendre|mettre|vendre|` +
		`réduire|construire|répondre|suivre|convaincre) `)

	// because matches what stands before a reason that was typed as one: "parce que j'ai monté un projet".
	because = pattern.Lazy(`^(?i:parce que? |parce qu'|car |puisque )`)

	// licence matches one without its article: "permis B".
	licence = pattern.Lazy(`^(?i:permis) ([A-E])`)

	// withTraining and withPaper match a licence and what drivers have beside it: "permis CE et FIMO".
	withTraining = pattern.Lazy(`^(le permis [A-E]\pL?) et (FIMO|FCO)\b`)
	withPaper    = pattern.Lazy(`^(le permis [A-E]\pL?) et (CACES \d\pL?|BAFA|SST|PSC1|SSIAP \d)(?:$|\.)`)

	// bareBeside matches anything else beside one, without its article: "permis B et véhicule".
	bareBeside = pattern.Lazy(`^(?i:le permis [A-E]\pL? et )(?:\p{Ll}{3,}|\p{Lu}{3,})`)

	// besideIt matches what begins with an article or a number.
	besideIt = pattern.Lazy(`(?i) et (?:les|une|mon|mes|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|` +
		`plusieurs|bientôt) `)

	// alreadyDid matches what one did, without "j'ai".
	alreadyDid = pattern.Lazy(`^(?i:(?:j'ai )?déjà )((?:travaillé|enseigné|cuisiné|encadré|dirigé|géré) )`)

	// myDegree and myDegrees match one of which there are many, and what it is in.
	myDegree  = pattern.Lazy(`^(?i:mon )((?i:diplôme|certificat) )`)
	myDegrees = pattern.Lazy(`^(?i:ma )((?i:licence|formation|certification|habilitation) )`)

	// myPaper and myPapers match what one has, which nobody calls "mine" behind "j'ai".
	myPaper = pattern.Lazy(`^(?i:mon )((?i:bafa|bafd|capes|psc1|sst|bnssa|bpjeps|ssiap|caces|toeic|delf|dalf|` +
		`permis)(?: .*|\.)?)$`)
	myPapers = pattern.Lazy(`^(?i:mes )((?i:caces|permis|habilitations|certifications|diplômes) .*)$`)

	// fluent matches a language that one speaks: "mon allemand courant".
	fluent = pattern.Lazy(`^(?i:mon |un )?((?:allemand|anglais|espagnol|italien|portugais|néerlandais|arabe|chinois|` +
		`russe|polonais|turc|japonais|roumain) )courant(\.?)$`)

	// toHave matches what one did, after "pour" or as a reason: "avoir préparé deux audits", "ayant monté un plan".
	toHave = pattern.Lazy(`^(?i:avoir |ayant )(\pL{2,}(?:é|i|u|is|it|ert) ` + whatOf + `)`)

	// trained matches where or in what one was trained.
	trained = pattern.Lazy(`^(?i:formée? (?:chez|aux?|à|en|par|sur|dans) )`)

	// paper matches what one wrote to graduate: "un mémoire sur les retables".
	paper = pattern.Lazy(`^(?i:j'ai )?(?i:((?:un|mon) mémoire|(?:une|ma) thèse) )(sur )`)

	// isWhat matches what one is, and not what one has: "titulaire du diplôme de clerc".
	isWhat = pattern.Lazy(`^(?i:(?:très |plutôt |tout à fait )?(?:titulaire (?:d['eu]|des )|` +
		`diplômée? (?:d['e]|du |des |en )|` +
		`spécialisée? (?:en |dans )|passionnée? (?:d['e]|par )|agrégée? (?:d['e]|en )|(?:bi|tri)lingue,? |` +
		`habituée? (?:à |aux? )|ancien(?:ne)? \pL{4,} (?:d['e]|du |des |en |au |à |chez )|` +
		`à l'aise (?:avec|en|dans|à|au|sur) ))`)

	// whatIDid matches what one did, without "j'ai": "soudé à bord de sous-marins".
	whatIDid = pattern.Lazy(`^(?i:soudé|dirigé|travaillé|géré|encadré|enseigné|cuisiné|piloté|animé|organisé|vendu|` +
		`construit|conduit|tenu|accompagné|coordonné|rédigé|traduit|restauré|réparé|exercé|mené|recruté|développé|` +
		`soigné|participé|préparé|monté|créé|ouvert|livré|conçu|lancé|rénové|` +
		`installé) ` + whatOf)
)

// asClause returns a topic that says what was told or how it is as the sentence or the phrase in it: "L'équipe manque
// de temps." for "que l'équipe manque de temps", "la façon dont le planning est fait" for "comment le planning est
// fait".
func asClause(topic string) string {
	if that := toldThat.FindString(topic); that != "" {
		told := grammar.Mended(topic[len(that):])
		if isSentence(told) && !slices.ContainsFunc(grammar.Words(told), wished.Has) {
			return told
		}
	}
	if how := howIs.FindString(topic); how != "" && hasOwnVerb(grammar.Words(topic[len(how):])) {
		return "la façon dont " + topic[len(how):]
	}
	return topic
}

var (
	toldThat = pattern.Lazy(`^(?i:que |qu['’])`)
	howIs    = pattern.Lazy(`^(?i:comment )`)

	// wished are verbs of a wish, and not of what is so: "que l'équipe soit soudée".
	wished = pattern.Words("soit soient soyez ait aient ayez puisse puissent puissiez fasse fassent fassiez " +
		"aille aillent")

	// whyYou matches a question that is no sentence: "pourquoi vous recrutez".
	whyYou = pattern.Lazy(`^(?i:pourquoi )(vous (?:ne |n'|l'|les? |la |y )?\pL+ez\b)`)
)

// asFit returns a fit without its verb or article as it surely stands with it: "je maîtrise Excel" for "maîtrise
// d'Excel", "les CACES 1, 3 et 5". Any other stays.
func asFit(fit string) string {
	if strings.Contains(fit, " et ") && !strings.HasPrefix(strings.ToLower(fit), "caces ") {
		return fit // "stage à Lyon et permis B"
	}
	for _, f := range bareFits {
		if f.typed.MatchString(fit) {
			return f.typed.ReplaceAllString(fit, f.whole)
		}
	}
	return fit
}

// bareFits are how people type a fit, and how it stands in a letter.
var bareFits = [...]struct {
	typed *pattern.Expr
	whole string
}{
	{pattern.Lazy(`^(?i:caces) (\d\pL?)(\.?)$`), "le CACES $1$2"},
	{pattern.Lazy(`^(?i:caces) (\d\pL?(?:, \d\pL?)* et \d\pL?)(\.?)$`), "les CACES $1$2"},
	{pattern.Lazy(`^(?:(?i:la) )?(?i:maîtrise) (?:d['’]|de )(\p{Lu}[^ ,]+)(\.?)$`), "je maîtrise $1$2"},
	{pattern.Lazy(`^(?:(?i:la) )?(?i:maîtrise) de (la |l['’])(\pL+)(\.?)$`), "je maîtrise $1$2$3"},
	{pattern.Lazy(`^(?i:(?:une )?(bonne|très bonne|excellente) )(connaissance|maîtrise|pratique) (d)`),
		"une $1 $2 $3"},
	{pattern.Lazy(`^(?i:(?:la )?maîtrise du )(\pL+)(\.?)$`), "je maîtrise le $1$2"},
	{pattern.Lazy(`^(?i:(bonnes|solides|grandes|fortes) )` +
		`(connaissances|notions|bases|compétences|capacités|qualités) (d|e)`), "de $1 $2 $3"},
	{pattern.Lazy(`^(?i:(un )?(bon|très bon|excellent) )(niveau (?:d['’]|en |de )|contact avec )`), "un $2 $3"},
	{pattern.Lazy(`^(?i:(?:j'ai )?(?:un )?)stage ((?:de |d['’]|en |chez |aux? |à |dans )[^,]*)$`),
		"j'ai fait un stage $1"},
	{pattern.Lazy(`^(?i:parler (?:couramment )?)(allemand|anglais|espagnol|italien|portugais|néerlandais|arabe|` +
		`chinois|russe|polonais|turc|japonais|roumain)(?: couramment)(\.?)$`), "je parle couramment $1$2"},
	{pattern.Lazy(`^(?i:parler couramment )(\pL+)(\.?)$`), "je parle couramment $1$2"},
	{pattern.Lazy(`^(?i:(?:l['’])?envie )(d['’]|de )`), "j'ai envie $1"},
	{pattern.Lazy(`^((?i:master|doctorat|bachelor|mba|bts|dut|cap|bep) (?:en |d['’])[^,.]{3,})(\.?)$`), "un $1$2"},
}

// asWay returns the beginning of a question as that of a phrase: "la façon d'accueillir" for "comment accueillir".
func asWay(how string) string {
	_, to, _ := strings.Cut(how, " ")
	if elides(to) {
		return "la façon d'" + to
	}
	return "la façon de " + to
}

// whatOf matches what follows a participle and says where, what or how many.
const whatOf = `(?:à |aux? |chez |dans |en |sur |pour |avec |du |des |les? |la |l'|une? |\d|deux |trois |quatre |` +
	`cinq |six |sept |huit |neuf |dix |plusieurs )`

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong; one that surely is
// no sentence is "".
func (l Language) InLetter(kind fact.Kind, typed string) string {
	r := l.ReadFact(kind, typed)
	if kind == fact.Fit && r.Form == fact.Phrase {
		if did := l.Did(r.Text); did != "" {
			return did
		}
	}
	words := grammar.Words(r.Text)
	if r.Form == fact.Unclear && kind != fact.Hook && len(words) > 0 && unfinished(kind, r.Text) == "" {
		isName := kind == fact.Topic && len(words) == 1 && r.Text != strings.ToLower(r.Text)
		isCount := (numbers.Has(words[0]) || digits.MatchString(words[0])) && !hasVerb(words)
		isNoFit := kind == fact.Fit && (isMy.Has(words[0]) ||
			len(words) > 1 && (words[1] == "stage" || len(words) == 2 && times.Has(words[1])))
		if !isName && !isCount && !articles.Has(words[0]) || isNoFit {
			return "" // "comment recruter", "CAP + 8 ans", "mon allemand", "2 ans"
		}
	}
	if kind == fact.Topic && r.Form == fact.Unclear && len(words) > 0 && articles.Has(words[0]) {
		r.Text = grammar.WithSmall(r.Text)
	}
	return reader.InLetter(kind, r.Text)
}

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string { return reader.TopicIn(sentence) }

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "dix ans d'expérience en planification", "J'ai dirigé deux services."
	case fact.Hook:
		return "", "Félicitations pour la nouvelle clinique."
	}
	return "le nouveau planning", "Vous m'avez montré le nouveau planning."
}

// unfinished makes a sentence of what one is, "infirmière depuis 12 ans", and of a topic that may have a verb: "Votre
// four tombe en panne". Of what may be done it has the idea, "l'idée d'ouvrir le dimanche". Of a topic in the plural
// it has the article, "les pompes à chaleur", and of one that goes on with a question what is before that.
func unfinished(kind fact.Kind, bare string) string {
	words := grammar.Words(bare)
	if len(words) == 0 {
		return ""
	}
	if at := andAsks.FindStringIndex(bare); kind == fact.Topic && at != nil && asks(bare) {
		if topic, ok := asPhrase(kind, bare[:at[0]]); ok {
			return weTalkedOf + topic
		}
	}
	if to := words[0]; kind == fact.Topic && isPlanned.Has(to) && len(words) > 1 && beforeNouns.Has(words[1]) &&
		!strings.ContainsAny(bare, ",.!?:;+") {
		return weTalkedOf + "l'idée " + of(grammar.WithSmall(bare)) // "ouvrir le dimanche"
	}
	isPlain := !hasVerb(words) && !mayHaveVerb(words) && !strings.ContainsAny(bare, ",.!?:;+")
	if first := words[0]; kind == fact.Topic && isPlain && isPlural.MatchString(first) && len(words) > 1 &&
		!noPlural.Has(first) && !beforeNouns.Has(first) && !articles.Has(first) && !numbers.Has(first) &&
		!subjects.Has(first) {
		return weTalkedOf + "les " + grammar.WithSmall(bare)
	}
	if kind == fact.Topic && isPlain && !strings.Contains(bare, " et ") && !strings.Contains(bare, " ou ") {
		if the := theOf(words[0]); the != "" {
			return weTalkedOf + the + grammar.WithSmall(bare)
		}
	}
	if kind == fact.Fit && isPlain && len(words) > 1 && degrees.Has(words[0]) && words[0] != "aec" &&
		!bareSecond.MatchString(andNumber.ReplaceAllString(bare, " et 2 ")) {
		return "J'ai un " + bare
	}
	isClause := mayHaveVerb(words) || hasVerb(words) && !slices.ContainsFunc(words, relatives.Has)
	if kind == fact.Topic && len(words) > 2 && articles.Has(words[0]) && isClause {
		return bare
	}
	if at := contactWith.FindStringIndex(bare); kind == fact.Fit && at != nil && isPlain {
		return "J'ai un bon contact avec " + bare[at[1]:]
	}
	isGood := isPlain && strings.HasPrefix(words[0], "bon") && len(words) > 1 && !beforeNouns.Has(words[1])
	isWhatOneIs := isQuality.Has(words[0]) && !isGood || len(words) > 2 && words[1] == "depuis"
	if kind == fact.Fit && len(words) > 1 && isWhatOneIs {
		return "Je suis " + grammar.WithSmall(bare)
	}
	return ""
}

// theOf returns the article of a noun in the singular, if its ending surely tells which: "le " for "passage". Otherwise
// it returns "".
func theOf(noun string) string {
	isHe, isShe := endsAsHe.MatchString(noun), endsAsShe.MatchString(noun)
	switch {
	case noArticle.Has(noun) || !isHe && !isShe || isAdverb.MatchString(noun) && !isDeed.Has(noun) ||
		strings.HasPrefix(noun, "h"):
		return ""
	case elides(noun):
		return "l'"
	case isHe:
		return "le "
	}
	return "la "
}

var (
	endsAsHe  = pattern.Lazy(`^(?:\pL{2,}(?:age|ment|isme)|télétravail)$`)
	endsAsShe = pattern.Lazy(`^\pL{2,}(?:tion|sion|ture|dure|ologie)$`)

	// noArticle end like such a noun, and are of the other gender or none.
	noArticle = pattern.Words("perdure page plage cage rage nage image bastion jument comment davantage sage")

	// isDeed are nouns that end like an adverb.
	isDeed = pattern.Words("aménagement changement classement déménagement développement déploiement emménagement " +
		"encadrement enseignement équipement établissement financement fonctionnement groupement hébergement " +
		"investissement lancement licenciement logement management paiement raccordement recrutement recensement " +
		"regroupement remplacement renforcement renouvellement reclassement traitement accompagnement " +
		"approvisionnement agrandissement abonnement")

	// contactWith matches with whom one gets on: "le contact avec les familles".
	contactWith = pattern.Lazy(`^(?i:le (?:bon )?contact avec )`)

	// bareSecond matches a second thing without its article: "CAP cuisine et permis B".
	bareSecond = pattern.Lazy(`(?i) (?:et|ou) (?:[^\pL\d]|[^ \d]{3,})`)

	// andNumber matches a number behind a degree: "CFC de carrossier et neuf ans d'atelier".
	andNumber = pattern.Lazy(` et (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt) `)

	isPlural = pattern.Lazy(`^\pL{3,}[sx]$`)

	// noPlural end like a noun in the plural.
	noPlural = pattern.Words("processus bus campus choix prix cours accès succès progrès procès repas temps corps " +
		"poids fonds avis devis permis secours parcours discours concours recours bras dos virus tapis colis " +
		"héros noix voix croix paix sans dans vers très plus moins puis jamais toujours alors dès mais hors après " +
		"depuis pas mieux souvent tous toutes gros plusieurs suis")
)

// isPlanned are verbs for what may be planned.
var isPlanned = pattern.Words("ouvrir fermer former recruter embaucher passer changer réduire créer lancer " +
	"développer livrer travailler accueillir rénover moderniser refaire mettre faire vendre construire déménager " +
	"organiser réorganiser garder limiter automatiser proposer ajouter planter cuisiner remplacer installer " +
	"agrandir simplifier numériser informatiser participer donner servir cultiver partager regrouper produire " +
	"acheter louer")

var isQuality = pattern.Words("ancien ancienne bilingue bon bonne diplômé diplômée titulaire habitué habituée formé " +
	"formée passionné passionnée")
