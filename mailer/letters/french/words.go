package french

import (
	"followup/pattern"
)

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9]{1,4}$`)

	// isName matches a name, and a noun with its article: "Kubernetes et la dette technique".
	isName = pattern.Lazy(`^\p{Lu}[\pL\d]+ et (?:le |la |les |l['’]|vos |votre )\p{Ll}+(?: \p{Ll}+)?$`)

	// isProduct matches names with a capital inside: "GitLab CI", "React et TypeScript".
	isProduct = pattern.Lazy(`^(?:\p{Lu}[\p{Ll}\d]+ et )?\p{Lu}\p{Ll}+\p{Lu}[\pL\d]*(?: \p{Lu}[\pL\d]*)?$`)

	// isTalk are nouns that say "sur" themselves, or are the talk itself.
	isTalk = pattern.Words("étude échange échanges discussion discussions conversation entretien entretiens")

	digits = pattern.Lazy(`^\d+$`)

	articles = pattern.Words("le la les l un une des votre vos notre nos mon ma mes ce cet cette ces")

	numbers = pattern.Words("plusieurs quelques deux trois quatre cinq six sept huit neuf dix onze douze quinze " +
		"vingt vingt-cinq trente")
	times    = pattern.Words("an ans années mois saisons étés hivers semestres")
	places   = pattern.Words("de d en au aux à dans chez comme sur sous avec auprès")
	isAbout  = pattern.Words("plus de près d environ presque")
	freeTime = pattern.Words("vacances congé congés chômage pause")
	permits  = pattern.Words("caces permis goût sens habitude diplôme brevet habilitation certificat certification " +
		"nationalité expérience toeic bafa autorisation sst habilitations certifications")

	// done matches what one did with several things: "livrés", "suivies".
	done = pattern.Lazy(`^(?:refai|pein|rénov|install|plant|nettoy|aménag|livr|trait|suivi|form|men|termin|organis|` +
		`publi|réalis|vend|gér|restaur|répar|cour|pilot|` +
		`accompagn|encadr|construi|écri|tradui|sign|recrut|ouver|lanc|mont|rédig|coordonn)` +
		`(?:é|ée|t|te|u|ue|e)?s$`)

	// isDiploma matches a diploma whose name is that of an article: "un DU de pédiatrie".
	isDiploma = pattern.Lazy(`^[Uu]n D[UE] \pL`)

	// degrees are those of which one says "mon", and that are no paper but what one has learnt.
	degrees = pattern.Words("cap cfc bep cqp bp bts dut bac dcg dscg dec dep aec bprea bachelor master mba deug dess " +
		"dea dees bpjeps capes doctorat brevet agrément")

	// papers are known by their names alone: "le BAFA".
	papers = pattern.Words("bafa bafd capes psc1 sst bnssa bpjeps ssiap caces toeic delf dalf")

	// abilities matches nouns for what one has learnt, or brings along.
	abilities = pattern.Lazy(`^(?:expériences?|pratique|diplômes?|formations?|licences?|master|doctorat|bac|bts|dut|` +
		`baccalauréat|graduat|attestations?|dec|dep|aec|` +
		`cap|bep|cfc|cqp|bp|dcg|dscg|bprea|bachelor|fimo|mba|deug|dess|dea|dees|bpjeps|capes|agrégation|thèse|titre|` +
		`brevet|certificats?|certifications?|habilitations?|permis|connaissances?|` +
		`bases?|compétences?|capacités?|qualités|notions|maîtrise|parcours|passion|goût|sens|intérêt|habitude|niveau|` +
		`spécialisation|qualification|agrément|caces|portefeuille|réseau|profil|culture|` +
		`oreille|mémoire|écoute|relationnel|plume|endurance|sensibilité|aisance|relations?|contacts?|` +
		`références?|patience|facilités?)$`)

	// beforeNouns stand before a noun or an adjective, and no verb does between them.
	beforeNouns = pattern.Words("le la les l un une des du de d au aux à en dans sur pour par avec sans sous vers " +
		"chez entre et ou votre vos notre nos mon ma mes son sa ses leur leurs ce cet cette " +
		"ces plus très deux trois quatre cinq six sept huit neuf dix")

	// clitics stand before a verb only.
	clitics = pattern.Words("j me m te t se s ne n nous vous qui que qu")

	// plurals begin a phrase in the plural.
	plurals = pattern.Words("les vos nos mes des ces ses leurs deux trois quatre cinq six sept huit neuf dix " +
		"plusieurs")

	// adjectives are common ones that may stand for a verb by their ending, or stand before a noun.
	adjectives = pattern.Words("nouveau nouvelle nouveaux nouvelles bon bonne bons bonnes grand grande grands " +
		"grandes petit petite petits petites premier première prochain prochaine futur future " +
		"autre autres jeune jeunes vieux vieille belle rapide libre propre mixte simple " +
		"double moderne interne externe autonome mobile utile facile large vide fixe agricole " +
		"sociale réduit réduite gratuit gratuite droit étroit produit crédit parfait fait " +
		"commune européenne française ancienne quotidienne humaine plein pleine mensuelle " +
		"voisine voisines autiste autistes jeunesse enfance vieillesse maquillage jardinage bricolage " +
		"partagée lourde longue courte directe verte haute basse complète secrète discrète " +
		"concrète publique mixtes sanitaire stricte exacte continue froide chaude solide humide " +
		"entre contre outre comme derrière presque encore souvent ensemble toute chaque même tendu")

	// named are nouns that another one follows to say which.
	named = pattern.Words("atelier ateliers club clubs cours pôle séance séances rayon espace stand option filière")

	// mayFollow are verbs that say what such a thing does.
	mayFollow = pattern.Words("ouvre ferme passe change commence démarre termine reste manque cherche recrute " +
		"déménage accueille compte marche existe dure coûte arrive double emploie utilise prépare propose " +
		"organise continue reprend part vient tient doit reçoit perd sert sort attire grandit réunit tourne fonctionne")

	// indicates are verbs with the ending of an adjective or a noun, and short ones.
	indicates = pattern.Words("explique indique applique implique complique fabrique communique critique arrive " +
		"rappelle appelle renouvelle plante chante présente augmente alimente signale étale prive cultive éclaire " +
		"gèle révèle privilégie copie rend vend mord bat rit vit dort suit fuit répond tond pond craint " +
		"accueille meurt")

	// apposed are nouns that stand behind another to say which, and times that end like verbs: "la ferme pilote".
	apposed = pattern.Words("pilote école usine modèle type phare vitrine vedette mère septembre octobre novembre " +
		"décembre dimanche théâtre fibre verre bibliothèque hygiène commerce bière pierre poésie scène " +
		"nettoyage repassage emballage recyclage compostage chauffage maraîchage élevage")

	// intends are verbs that are nothing else, beside those of isFinite.
	intends = pattern.Words("souhaite souhaitent prévoit prévoient envisage envisagent")

	// lastApposed are those that are verbs where anything follows: "le service livre de nuit".
	lastApposed = pattern.Words("livre cadre")

	// mayAct are verbs, adjectives and nouns; objects stand behind such a verb.
	mayAct  = pattern.Words("produit réduit vide fixe complète continue double pilote usine")
	takesDe = pattern.Words("produit pilote usine")
	objects = pattern.Words("le la l les un une ses son sa leur leurs nos vos deux trois")

	// participles are those in the feminine that end like verbs: "la cohorte suivie depuis 2009".
	participles = pattern.Words("suivie prévue tenue reçue connue vendue perdue rendue suspendue attendue entendue " +
		"obtenue maintenue soutenue venue élue voulue conçue interrompue résolue finie choisie remplie réunie " +
		"établie fournie garantie partie sortie servie bâtie démolie élargie prise mise apprise reprise comprise " +
		"acquise promise soumise remise faite écrite conduite construite produite traduite inscrite décrite peinte")

	// endsInMent matches a word that is a verb behind a noun in the plural, "réclament", unless it is an adverb.
	endsInMent = pattern.Lazy(`^\pL{2,}ment$`)
	isAdverb   = pattern.Lazy(`(?:ement|ément|[^l]emment|[^gl]amment|^vraiment|lument|joliment|quasiment|poliment)$`)

	// adjectival matches the endings of adjectives that verbs hardly have, and initials that end like a verb: "PME".
	adjectival = pattern.Lazy(`(?:^[b-df-hj-np-tv-xz]{2,}e|ieure|` +
		`ée|oire|ence|isme|tude|ture|ique|able|ible|aire|ale|elle|ive|ière|euse|` +
		`erte|aine|ienne|` +
		`[^p]aise|[^r]oise|faite|retraite|straite|èle|ante|gie|mie|phie|atrie|ment)$`)

	// looksFinite and looksPlural match how a verb may end in the third person.
	looksFinite = pattern.Lazy(`^(?:\pL{2,}(?:e|ait|it|end|era|ira)|` +
		`part|sort|sert|perd|(?:re|de|main|ob|par)?[tv]ient|reçoit|doit|court)$`)
	looksPlural = pattern.Lazy(`^\pL{2,}(?:ent|ront)$`)
)
