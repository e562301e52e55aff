package french

import (
	"slices"
	"strings"
	"testing"
	"time"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/facttest"
	"followup/rules"
)

var lang Language

func TestReadFact(t *testing.T) { facttest.Read(t, lang) }

func TestTheSentenceThatIsShownIsRead(t *testing.T) {
	facttest.Shown(t, lang, "40 classes pour 3 animateurs", "une voiture")
}

// TestAboutReader: who is spoken of may be who reads it; what is impersonal is nobody.
func TestAboutReader(t *testing.T) {
	facttest.Each(t, func(text string) bool { return lang.AboutReader(text, "Mme Aline Roche") != "" }, map[string]bool{
		"Elle dirige le service.": true, "Il n'y a plus de chef.": false, "Il faut ouvrir en mars.": false,
		"Vous dirigez le service.": false, "Il dirige le service.": true,
	})
}

// TestNothingIsUnclear: an empty fact is none, and no fault.
func TestNothingIsUnclear(t *testing.T) {
	for _, kind := range []fact.Kind{fact.Topic, fact.Fit, fact.Hook} {
		if r := lang.ReadFact(kind, ""); r.Form != fact.Unclear || r.Remark != "" {
			t.Errorf("%v: got %+v", kind, r)
		}
	}
}

func TestSalutation(t *testing.T) {
	facttest.Each(t, func(name string) string { return lang.Salutation(name, "first") }, map[string]string{
		"Mme Hélène Duval": "Bonjour Madame Duval",
		"M. Jo Lambert":    "Bonjour Monsieur Lambert",
		"Frau Dr. Müller":  "Bonjour Madame Müller",
		"Dr. Jana Müller":  "Bonjour Docteur Müller",
		"Dr Vidal":         "Bonjour Docteur Vidal",
		"Pr Odile Sanchez": "Bonjour Professeure Sanchez",
		"Dre Claire Roy":   "Bonjour Docteure Roy",
		"Pre Julie Martin": "Bonjour Professeure Martin",
		"Mevrouw Peeters":  "Bonjour Madame Peeters",
		"Meneer Jan Maes":  "Bonjour Monsieur Maes",
		"Me Rolland":       "Maître",
		"Maître Rolland":   "Maître",
		"Mme la maire":     "Bonjour Madame la Maire",
		"M. le directeur":  "Bonjour Monsieur le Directeur",
		"Me Ba Nguyen":     "Maître",

		"Chef Bruno Garcia":      "Bonjour Chef Garcia",
		"Chef de cuisine Garcia": "Bonjour Chef",
		"Mᵉ Paul Roy":            "Maître",

		"Prof. Hélène Aubert":     "Bonjour Professeure Aubert",
		"Prof. Mme Aubert":        "Bonjour Professeure Aubert",
		"Pr Anne-Laure De Coster": "Bonjour Professeure De Coster",
		"Prof. Camille Aubert":    "Bonjour Professeur Aubert",
		"Prof. Aubert":            "Bonjour Professeur Aubert",

		"Mme Le Guen":              "Bonjour Madame Le Guen",
		"Monsieur Le Bihan":        "Bonjour Monsieur Le Bihan",
		"M. Yannick Le Bihan":      "Bonjour Monsieur Le Bihan",
		"Mme El Amrani":            "Bonjour Madame El Amrani",
		"Mme Marie Le Goff":        "Bonjour Madame Le Goff",
		"Mme Anne-Laure De Coster": "Bonjour Madame De Coster",
		"Monsieur Jean Du Bois":    "Bonjour Monsieur Du Bois",
		"Maître Julie Le Borgne":   "Maître",
		"Docteur Le Roux":          "Bonjour Docteur Le Roux",
		"Mme Ben Salah":            "Bonjour Madame Ben Salah",
		"M. Karim Ben Salah":       "Bonjour Monsieur Ben Salah",
		"M. Van Damme":             "Bonjour Monsieur Van Damme",
		"Mme Van den Berghe":       "Bonjour Madame Van den Berghe",
		"Mme Sofie D'Hondt":        "Bonjour Madame D'Hondt",
		"M. Luc de La Villemarqué": "Bonjour Monsieur de La Villemarqué",
		"M. de La Villemarqué":     "Bonjour Monsieur de La Villemarqué",
		"Mme Claire St-Pierre":     "Bonjour Madame St-Pierre",
		"Mlle Anne Marie Le Goff":  "Bonjour Madame Le Goff",
		"Mme Marie Claude Roy":     "Bonjour Madame Marie Claude Roy",
		"Mme Tran Thi Mai":         "Bonjour Madame Tran Thi Mai",
		"M. Pierre Martin Dupont":  "Bonjour Monsieur Pierre Martin Dupont",
		"Mme la directrice":        "Bonjour Madame la Directrice",
		"Mme Pascale Henry":        "Bonjour Madame Henry",
		"Monsieur Alain Denis":     "Bonjour Monsieur Denis",
		"Mme Claude Martin":        "Bonjour Madame Martin",
		"M. Paul Bernard":          "Bonjour Monsieur Bernard",
		"Mme HENRY Pascale":        "Bonjour Madame Henry",
		"M. Dupont Pierre":         "Bonjour Monsieur Dupont Pierre",
		"Mme Nguyen Thi Lan":       "Bonjour Madame Nguyen Thi Lan",
		"Dr Alain Denis":           "Bonjour Docteur Denis",
		"Marie Le Goff":            "Bonjour Marie",

		"Camille Duval": "Bonjour Camille",
		"M. Lambert":    "Bonjour Monsieur Lambert",
		"Julien":        "Bonjour Julien",
		"":              "Madame, Monsieur",
		"HR":            "Madame, Monsieur",
	})
	facttest.Each(t, func(name string) string { return lang.Salutation(name, "") }, map[string]string{
		"Julien": "Bonjour Julien", "Geneviève": "Bonjour Geneviève", "Duval": "Bonjour",
		"Camille Duval": "Bonjour", "C. Duval": "Bonjour", "Ing. Camille Duval": "Bonjour", "": "Madame, Monsieur",
		"Mme Camille Duval": "Bonjour Madame Duval", "Dr Duval": "Bonjour Docteur Duval",
	})
}

func TestRolesAndCompanies(t *testing.T) {
	facttest.Each(t, lang.TheRole, map[string]string{
		"Infirmière (H/F)":     "le poste d'infirmière",
		"Chef de projet H/F":   "le poste de chef de projet",
		"Data Engineer":        "le poste de Data Engineer",
		"Développeuse Java":    "le poste de développeuse Java",
		"Chargé de mission RH": "le poste de chargé de mission RH",
		"Ingénieur DevOps":     "le poste d'ingénieur DevOps",
		"SEO Manager":          "le poste de SEO Manager",
		"Stage en édition":     "le stage en édition",
		"poste de gardien":     "le poste de gardien",
		"Alternance marketing": "l'alternance marketing",
		"Électricien":          "le poste d'électricien",
		"Onzième assistant":    "le poste de onzième assistant",
		"Œnologue":             "le poste d'œnologue",
		"Hôte d'accueil":       "le poste d'hôte d'accueil",
		"Haut fonctionnaire":   "le poste de haut fonctionnaire",
		"Handballeuse":         "le poste de handballeuse",
		"Head of Sales":        "le poste de Head of Sales",
		"Yaourtier":            "le poste de yaourtier",
		"User Researcher":      "le poste d'User Researcher",
		"CDD d'infirmière":     "le CDD d'infirmière",
		"CDI":                  "le CDI",
		"VIE à Oslo":           "le VIE à Oslo",
		"Vacation de nuit":     "la vacation de nuit",
		"Remplacement":         "le remplacement",
	})
	for typed, want := range map[string]string{"Helix Bio SAS": "Helix Bio", "SA": "SA", "Visa": "Visa",
		"Mairie de Bron": "la mairie de Bron", "CHU de Grenoble": "le CHU de Grenoble", "Orange": "Orange",
		"Hôpital Nord": "l'hôpital Nord", "la mairie": "la mairie", "Mairie": "la mairie", "Le Monde": "Le Monde",
		"Clinique":         "la clinique",
		"Boulangerie Paul": "la boulangerie Paul", "Crédit Coopératif": "le Crédit Coopératif",
		"Café des Alpes": "le café des Alpes", "Transports Vasseur": "les Transports Vasseur",
		"CPE Les P'tits Loups": "le CPE Les P'tits Loups", "Fiduciaire Lambelet SA": "la fiduciaire Lambelet",
		"École Ducasse": "l'école Ducasse"} {
		if got := lang.Company(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	on := func(y int, m time.Month, d int) rules.Date { return rules.Date{Year: y, Month: m, Day: d} }
	today, attribution := on(2026, 12, 9), lang.Attribution(on(2026, 12, 8))
	for got, want := range map[string]string{
		lang.OnWeekday(time.Tuesday): "mardi", lang.OnDate(on(2026, 3, 1), false): "le 1er mars",
		lang.Date(on(2027, 1, 4), true):                                    "lundi 4 janvier 2027",
		lang.Month(on(2026, 8, 1), false):                                  "août",
		lang.Month(on(2026, 8, 1), true):                                   "août 2026",
		lang.Dates([]rules.Date{on(2026, 12, 1), on(2026, 12, 8)}, today):  "1er et 8 décembre",
		lang.Dates([]rules.Date{on(2026, 11, 28), on(2026, 12, 8)}, today): "28 novembre et 8 décembre",
		attribution: "Le mardi 8 décembre 2026, j'ai écrit\u00a0:",

		lang.Reply("Votre offre"):                                 "Re: Votre offre",
		lang.Reply("RE\u00a0: Votre offre"):                       "RE\u00a0: Votre offre",
		lang.Clock(time.Date(2026, 12, 1, 14, 0, 0, 0, time.UTC)): "14\u00a0h",
		lang.Clock(time.Date(2026, 12, 1, 9, 5, 0, 0, time.UTC)):  "9\u00a0h\u00a005",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestSpaces: a no-break space stands before each mark that wants one, so that no line begins with it.
func TestSpaces(t *testing.T) {
	names, err := texts.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		text, err := texts.ReadFile(n.Name())
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			line = strings.TrimPrefix(line, "Subject:")
			for _, mark := range []string{"?", "!", ":", ";"} {
				if strings.Count(line, mark) != strings.Count(line, "\u00a0"+mark) {
					t.Errorf("%s:%d: no no-break space before %q", n.Name(), i+1, mark)
				}
			}
		}
	}
}

func TestPointsBack(t *testing.T) {
	for sentence, want := range map[string]bool{
		"J'en ai construit deux.": true, "C'est mon métier.": true, "J'ai dirigé deux services.": false,
		"J'ai aussi fait cela.": true, "J'ai travaillé en Inde.": false,
		"Ça fait neuf ans que je vends des vélos.": false, "J'adore ça.": true,
		"J'ai fait ce passage chez mon employeur.": true,
		"J'aime le travail dehors, même en hiver.": false, "J'ai fait le même trajet.": true,
		"J'ai fait un stage de 6 mois sur ce sujet à la SNCF.": true, "J'ai dirigé deux services cette année.": false,
	} {
		if got := lang.PointsBack(sentence); got != want {
			t.Errorf("%q: got %v", sentence, got)
		}
	}
}

// TestTimeBy: words for a time follow "pour" and "vers", as a day does.
func TestTimeBy(t *testing.T) {
	in := func(m time.Month, d int) func(string) string {
		return func(words string) string { return lang.TimeBy(words, rules.Date{Year: 2027, Month: m, Day: d}) }
	}
	facttest.Each(t, in(time.January, 15), map[string]string{
		"vers la mi-janvier": "la mi-janvier", "début janvier": "début janvier", "mi-décembre": "",
		"au début du mois de janvier": "début janvier", "pas avant fin janvier": "",
		"milieu de janvier": "la mi-janvier",
		"après les fêtes":   "",
	})
	facttest.Each(t, in(time.December, 31), map[string]string{
		"avant la fin de l'année": "fin décembre", "d'ici la fin du mois": "fin décembre",
		"fin décembre": "fin décembre",
	})
}

// TestTold: what stands behind "Vous m'avez dit".
func TestTold(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, true) }, map[string]string{
		"Vous passez à SAP.":                             "que vous passiez à SAP",
		"Vous m'avez dit que vous passez à SAP.":         "que vous passiez à SAP",
		"Vous m'avez expliqué qu'on manque de bras.":     "que vous manquiez de bras",
		"Vous m'avez dit que l'équipe était petite.":     "que l'équipe était petite",
		"Vous m'avez dit le nom du chef.":                "",
		"Vous passez à SAP au printemps.":                "que vous passiez à SAP au printemps",
		"Vous migrez la paie d'ici juin.":                "que vous migriez la paie d'ici juin",
		"La boutique déménage le 1er février.":           "que la boutique déménageait le 1er février",
		"Votre directrice arrive lundi.":                 "que votre directrice arrive lundi",
		"Vous cherchez un chef pour la rentrée.":         "que vous cherchiez un chef pour la rentrée",
		"Vous ouvrez la semaine prochaine.":              "que vous ouvrez la semaine prochaine",
		"Vous changez de logiciel dès janvier.":          "que vous changiez de logiciel dès janvier",
		"Vous ouvrez le lundi.":                          "que vous ouvriez le lundi",
		"Vous cherchez un chef depuis juin.":             "que vous cherchiez un chef depuis juin",
		"Le club robotique n'a plus d'animateur.":        "que le club robotique n'avait plus d'animateur",
		"Il n'y a plus d'animateur.":                     "qu'il n'y avait plus d'animateur",
		"Un nouveau site ouvre en mars.":                 "qu'un nouveau site ouvrait en mars",
		"Orange ferme ses boutiques.":                    "qu'Orange fermait ses boutiques",
		"Helix Bio vient de lever des fonds.":            "qu'Helix Bio venait de lever des fonds",
		"Huit salles restent vides.":                     "que huit salles restaient vides",
		"Au printemps, vous passez à SAP.":               "qu'au printemps, vous passiez à SAP",
		"Vous m'avez montré le nouveau planning.":        "",
		"Vous avez parlé du planning.":                   "",
		"J'ai vu l'atelier.":                             "",
		"Nous avons comparé nos méthodes.":               "",
		"C'est un grand chantier.":                       "que c'était un grand chantier",
		"On ouvre à six heures, même le dimanche.":       "que vous ouvriez à six heures, même le dimanche",
		"Cela fait deux ans que le poste est vacant.":    "",
		"Il y a 40 classes.":                             "qu'il y avait 40 classes",
		"Vous en ouvrez deux.":                           "",
		"Vous faites cela à la main.":                    "",
		"On m'a montré l'atelier.":                       "",
		"Vous passez à SAP. Vous ouvrez deux sites.":     "",
		"Quelle belle salle !":                           "",
		"Vous avez perdu deux collègues.":                "que vous aviez perdu deux collègues",
		"Votre équipe a doublé cette année.":             "que votre équipe avait doublé cette année",
		"Les ateliers déménagent en mai.":                "que les ateliers déménageaient en mai",
		"Vous ouvrirez un site en mai.":                  "que vous ouvrirez un site en mai",
		"L'équipe choisit elle-même ses fournisseurs.":   "que l'équipe choisissait elle-même ses fournisseurs",
		"Les gardes tombent une fois par mois.":          "que les gardes tombaient une fois par mois",
		"La patientèle vieillit.":                        "que la patientèle vieillit",
		"Le logiciel que vous utilisez date de 1998.":    "que le logiciel que vous utilisez date de 1998",
		"Vous passez à Odoo et vous recrutez.":           "que vous passiez à Odoo et que vous recrutiez",
		"Le four s'arrête et vous aimeriez changer.":     "que le four s'arrête et que vous aimeriez changer",
		"Les gens attendent un an et l'équipe s'épuise.": "que les gens attendent un an et que l'équipe s'épuise",
		"Vous fabriquez le pain et les glaces.":          "que vous fabriquiez le pain et les glaces",

		"Vous ouvrez en mars et vous cherchez un chef.": "que vous ouvriez en mars et que vous cherchiez un chef",
		"Il faudrait refaire l'inventaire.":             "qu'il faudrait refaire l'inventaire",

		"Vous livrez de nuit et vous recrutez et vous formez.": "",
		"On a surtout parlé du planning.":                      "",
		"Vous refaites toute la carte au printemps.":           "que vous refaisiez toute la carte au printemps",
		"Vous ne refaites pas la carte.":                       "que vous ne refaisiez pas la carte",
		"Votre équipe a refait la carte.":                      "que votre équipe avait refait la carte",
		"Vos pannes coûtent et rien ne change.":                "que vos pannes coûtaient et que rien ne changeait",
		"Vos fours rechignent et personne ne sait.":            "que vos fours rechignent et que personne ne sait",
		"Vous livrez de nuit, tout le monde dort.":             "que vous livriez de nuit et que tout le monde dormait",
		"Vos fours tournent et les vols pèsent.":               "que vos fours tournaient et que les vols pesaient",
		"Vous cherchez un chef et personne d'autre.":           "que vous cherchiez un chef et personne d'autre",
		"Vous faites le pain et tout le service.":              "que vous faisiez le pain et tout le service",
		"L'équipe est petite, mais elle dure.":                 "que l'équipe était petite, mais qu'elle durait",
		"Tout le monde part, personne ne reste.":               "que tout le monde partait et que personne ne restait",
		"Vous livrez, mais vous aimeriez cesser.":              "que vous livriez, mais que vous aimeriez cesser",
		"Vous gardez vos apprentis, car ils sont bons.":        "que vous gardiez vos apprentis",
		"Vous livrez de nuit et l'équipe rechigne.":            "",
		"Vos pannes rechignent et Paul ne suit.":               "",
		"Vous livrez de nuit et Paul ne suit plus.":            "",
		"Vous livrez de nuit, Paul ne suit plus.":              "",
		"Vous livrez de nuit et ne recrutez plus.":             "",
		"Vous voulez que les jeunes choisissent.":              "que vous vouliez que les jeunes choisissent",
		"Vous n'êtes plus que trois.":                          "que vous n'étiez plus que trois",
		"Vous voulez qu'on livre et qu'on forme.":              "que vous vouliez qu'on livre et qu'on forme",
		"Vous ne livrez que du pain et que des tartes.":        "que vous ne livrez que du pain et que des tartes",
		"Vous voulez qu'on livre, qu'on forme.":                "que vous vouliez qu'on livre, qu'on forme",

		"Vous voulez que l'équipe mange ensemble et que le chef cuisine.": "" +
			"que vous vouliez que l'équipe mange ensemble et que le chef cuisine",
		"Vous voulez que l'équipe livre et que le chef parte.": "" +
			"que vous vouliez que l'équipe livre et que le chef parte",
		"Vous voulez que l'équipe livre et que tout change.": "" +
			"que vous vouliez que l'équipe livre et que tout change",
		"Vous m'avez dit que la boutique ouvre et que le chef part.": "" +
			"que la boutique ouvrait et que le chef partait",
		"Vous dites que l'équipe livre et que tout change.": "" +
			"que vous dites que l'équipe livre et que tout change",
	})
}

// TestToldLater: what is only right some days around the interview is not told later.
func TestToldLater(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, false) }, map[string]string{
		"Votre directrice arrive lundi.":    "",
		"Vous ouvrez la semaine prochaine.": "",
		"Vous recrutez en ce moment.":       "",
		"Vous ouvrez le lundi.":             "que vous ouvriez le lundi",
		"Vous passez à SAP au printemps.":   "que vous passiez à SAP au printemps",

		"Vous passez vos chantiers en KNX l'an prochain.":    "que vous passiez vos chantiers en KNX",
		"Votre prochain chef arrive du Jura.":                "",
		"Le service du dimanche manque de bras.":             "que le service du dimanche manquait de bras",
		"Vous avez perdu deux chefs le mois dernier.":        "que vous aviez perdu deux chefs",
		"Vous cherchez un chef de rang pour lundi prochain.": "que vous cherchiez un chef de rang",
		"Vous changez tous vos logiciels dès lundi.":         "que vous changiez tous vos logiciels",
		"Vous ouvrez le nouveau site ce jeudi.":              "que vous ouvriez le nouveau site",
		"Vous préparez tout le menu de demain.":              "que vous prépariez tout le menu",
		"Vous préparez les commandes d'aujourd'hui.":         "",
		"Vous livrez toutes les écoles lundi et mardi.":      "",
	})
}

// TestAsTold: nobody is told about their own house.
func TestAsTold(t *testing.T) {
	facttest.Each(t, lang.AsTold, map[string]string{
		"L'équipe est petite, mais elle dure.":  "Vous m'avez dit que l'équipe est petite, mais qu'elle dure.",
		"Vous livrez de nuit et vous recrutez.": "Vous m'avez dit que vous livrez de nuit et que vous recrutez.",
		"Vous m'avez montré l'atelier.":         "Vous m'avez montré l'atelier.",
		"J'ai vu l'atelier.":                    "J'ai vu l'atelier.",
		"L'équipe est petite. Vous recrutez.":   "Vous m'avez dit que l'équipe est petite. Vous recrutez.",
		"Ce qui m'a plu, c'est l'équipe.":       "Ce qui m'a plu, c'est l'équipe.",

		"Vos pannes coûtent cher et personne ne sait pourquoi.": "Vous m'avez dit que vos pannes coûtent cher " +
			"et que personne ne sait pourquoi.",
		"Vous livrez de nuit, Paul ne suit plus.":   "Vous livrez de nuit, Paul ne suit plus.",
		"Vous livrez de nuit et Paul ne suit plus.": "Vous livrez de nuit et Paul ne suit plus.",
		"L'équipe est petite, mais le chef est drôle.": "" +
			"Vous m'avez dit que l'équipe est petite, mais que le chef est drôle.",
		"Vous voulez que l'équipe mange ensemble et que le chef cuisine.": "" +
			"Vous m'avez dit que vous voulez que l'équipe mange ensemble et que le chef cuisine.",
		"Vous voulez qu'on livre et qu'on forme.": "Vous m'avez dit que vous voulez qu'on livre et qu'on forme.",
		"Vous avez un four, que vous changez.":    "Vous m'avez dit que vous avez un four, que vous changez.",
	})
}

// TestDid: time at a place and what was finished are no things that one has; "J'ai …" and "Avec …" are for the rest.
func TestDid(t *testing.T) {
	facttest.Each(t, lang.Did, map[string]string{
		"15 ans en cuisine":                "J'ai passé 15 ans en cuisine.",
		"plus de dix ans chez un traiteur": "J'ai passé plus de dix ans chez un traiteur.",
		"12 chantiers livrés":              "J'ai à mon actif 12 chantiers livrés.",
		"huit ans de bloc en orthopédie":   "",
		"12 jardins refaits en deux ans":   "J'ai à mon actif 12 jardins refaits en deux ans.",
		"un CFC d'horlogère":               "",
		"le goût d'expliquer":              "J'ai le goût d'expliquer.",
		"l'habitude des enfants":           "J'ai l'habitude des enfants.",
		"un diplôme avec mention":          "J'ai un diplôme avec mention.",
		"":                                 "",
	})
}

// TestJoinable: what ", et j'aimerais travailler avec vous" can follow.
func TestJoinable(t *testing.T) {
	facttest.Each(t, lang.Joinable, map[string]string{
		"J'ai dirigé deux services.":                 "J'ai dirigé deux services",
		"Je parle allemand et turc.":                 "",
		"Mon père était ébéniste.":                   "",
		"J'ai dirigé deux services, dont un à Nice.": "",
		"J'adore ça ! Je le fais depuis dix ans.":    "",
		"J'ai un père ébéniste.":                     "",

		"J'ai mon BP et je me lève à 2 h depuis douze ans.": "",
		"J'ai dirigé un service et formé dix internes.":     "",
		"J'ai un CAP petite enfance et cinq ans de crèche.": "",
	})
}

func TestMine(t *testing.T) {
	facttest.Each(t, lang.Mine, map[string]bool{
		"mon mémoire": true, "le sujet de ma thèse": true, "votre planning": false,
		"ce que vous préparez": true, "ce logiciel": false, "le planning et la paie": true,
		"le manque de lits et de personnel": false, "la scie et son réglage": true,
		"un élève qui arrive en mars": true, "le fait que l'équipe mange ensemble": true,
		"la façon dont vous gérez les astreintes": true, "la façade": false,
	})
}

// TestAbout: "sur" does not come twice.
func TestAbout(t *testing.T) {
	facttest.Each(t, lang.About, map[string]string{
		"le planning": "sur le planning", "SAP": "sur SAP",
		"l'atelier sur le parcours d'achat":  "à propos de l'atelier sur le parcours d'achat",
		"le viaduc et le planning sur 3 ans": "sur le viaduc et le planning sur 3 ans",
		"le planning sur 3 ans":              "à propos du planning sur 3 ans",
		"un viaduc sur la Meuse":             "à propos d'un viaduc sur la Meuse",
		"les ponts sur la Meuse":             "à propos des ponts sur la Meuse",
		"mon mémoire sur la forêt":           "à propos de mon mémoire sur la forêt",
		"ce que vous faites sur le port":     "sur ce que vous faites sur le port",
	})
}

// TestRecalled: a later note names a topic without what only explains it.
func TestRecalled(t *testing.T) {
	facttest.Each(t, func(topic string) string { return lang.Recalled(topic, true) }, map[string]string{
		"les classes d'ados, pour lesquelles vous manquez de profs": "les classes d'ados",
		"le nouveau microscope, qui arrive en mars":                 "le nouveau microscope",
		"les primes des pompiers, un vrai casse-tête":               "les primes des pompiers",
		"les tournées du samedi, plus longues qu'avant":             "les tournées du samedi",
		"la fusion avec Nexans, prévue en mars":                     "la fusion avec Nexans, prévue en mars",
		"le club robotique qui n'a plus d'animateur":                "le club robotique qui n'a plus d'animateur",
		"Le planning, qui change, vous occupe.":                     "Le planning, qui change, vous occupe.",
		"l'équipe que j'encadrerais":                                "",
		"mon futur bureau":                                          "",
		"l'ouverture du dimanche, avec des bénévoles":               "l'ouverture du dimanche",
		"": "",
	})
}

// TestIsGoodNews: one congratulates the reader, on what is good, and once.
func TestIsGoodNews(t *testing.T) {
	isGood := func(hook string) bool { return lang.IsGoodNews(hook, "Helix Bio Bagnolet Naval") }
	facttest.Each(t, isGood, map[string]bool{
		"J'ai appris que vous avez ouvert un magasin à Lille.":            true,
		"J'ai lu que Helix Bio a remporté le prix de l'innovation.":       true,
		"J'ai lu que vous aviez reçu le prix régional.":                   true,
		"J'ai lu que vous avez fermé le magasin que vous aviez inauguré.": false,
		"J'ai lu que la ville a ouvert une piscine.":                      false,
		"J'ai lu que vous aviez reçu le prix. Félicitations !":            false,
		"Votre conférence était très claire.":                             false,
		"Bravo pour le prix.":                                             false,
		"J'ai vu que Bagnolet a reçu le prix des villes fleuries.":        true,
		"J'ai vu que Naval a lancé son troisième sous-marin.":             true,
		"J'ai appris que Naval a obtenu le contrat grec.":                 true,
		"J'ai lu que le théâtre rouvrira en mars.":                        true,
		"J'ai appris que le restaurant a obtenu une étoile.":              true,
		"J'ai appris que le restaurant d'en face a obtenu une étoile.":    false,
		"J'ai appris que Naval exposait à Toulon.":                        true,
		"J'ai lu que Naval avait livré son dix millième repas à vélo.":    true,
		"J'ai lu que vous aviez accueilli votre centième élève.":          true,
		"J'ai lu que vous aviez fêté vos vingt ans.":                      true,
		"J'ai lu que vous avez livré en retard.":                          false,
		"J'ai lu que le service avait gagné le prix de la traduction.":    true,
		"J'ai lu que vous aviez présenté un dixième du budget.":           false,
	})
}

// TestNewsOfATown: "la ville" is the reader's own if it is the town's, and "du Lac" is in the name.
func TestNewsOfATown(t *testing.T) {
	facttest.Each(t, func(company string) bool {
		return lang.IsGoodNews("J'ai appris que la ville avait reçu le label.", lang.Company(company))
	}, map[string]bool{"Mairie de Fréjus": true, "Ville de Fréjus": true, "Helix Bio": false})
	if !lang.IsGoodNews("J'ai lu que la scierie a obtenu une médaille.", lang.Company("Scierie Blondeau")) {
		t.Error("the sawmill is not known by what it is")
	}
	if !lang.IsGoodNews("J'ai lu que l'Auberge du Lac a obtenu une étoile.", lang.Company("Auberge du Lac")) {
		t.Error("the inn is not known by its name")
	}
}

// TestUnfinished: what is shown for a fact that is neither a phrase nor a sentence.
func TestUnfinished(t *testing.T) {
	facttest.Each(t, func(fit string) string { return lang.InLetter(fact.Fit, fit) }, map[string]string{
		"infirmière depuis 12 ans": "Je suis infirmière depuis 12 ans.",
		"bilingue allemand":        "Je suis bilingue allemand.",
		"15 ans en cuisine":        "J'ai passé 15 ans en cuisine.",
		"Storytelling":             "", "CAP + 8 ans": "", "travailler vite, j'adore ça": "", "avoir deux enfants": "",
		"des années de terrain": "J'ai des années de terrain derrière moi.", "mon CAP": "J'ai mon CAP.",
		"CAP petite enfance et 5 ans en micro-crèche": "J'ai un CAP petite enfance et 5 ans en micro-crèche.",
		"CFC de carrossier et neuf ans d'atelier":     "J'ai un CFC de carrossier et neuf ans d'atelier.",
		"CAP cuisine et permis B":                     "", "BP boulanger, levé à 2h depuis 12 ans": "",
		"mon énergie": "", "2 ans": "", "un stage à Lyon et permis B": "", "bonne cuisine": "",
		"le contact avec les familles": "J'ai un bon contact avec les familles.",
	})
	facttest.Each(t, func(topic string) string { return lang.InLetter(fact.Topic, topic) }, map[string]string{
		"ouvrir le dimanche":     "Nous avons échangé sur l'idée d'ouvrir le dimanche.",
		"recruter des apprentis": "Nous avons échangé sur l'idée de recruter des apprentis.", "ouvrir": "",
		"pompes à chaleur": "Nous avons échangé sur les pompes à chaleur.", "planning": "",
		"Kubernetes":                           "Nous avons échangé sur Kubernetes.",
		"Comment planifiez-vous les équipes ?": "", "processus de recrutement": "", "parce que le site ouvre": "",
		"la refonte du bulletin, et surtout comment le rendre lisible": "" +
			"Nous avons échangé sur la refonte du bulletin.",
		"passage à la facture électronique": "Nous avons échangé sur le passage à la facture électronique.",
		"ouverture de l'accueil le samedi matin": "" +
			"Nous avons échangé sur l'ouverture de l'accueil le samedi matin.",
		"recrutement des saisonniers": "Nous avons échangé sur le recrutement des saisonniers.",
		"formation des apprentis":     "Nous avons échangé sur la formation des apprentis.",
		"image de la ville":           "", "énormément de travail": "", "pétrissage lent et levain naturel": "",
		"hausse des prix": "", "comment recruter": "", "plage de la Baule": "",
		"soudure TIG sur inox":      "Nous avons échangé sur la soudure TIG sur inox.",
		"soudure":                   "Nous avons échangé sur la soudure.",
		"terminologie":              "Nous avons échangé sur la terminologie.",
		"Le livreur fait le samedi": "Le livreur fait le samedi.",
		"le service livre de nuit":  "Le service livre de nuit.",
		"l'atelier ferme en mars":   "L'atelier ferme en mars.", "les équipes travaillent": "Les équipes travaillent.",
	})
	const topic = "Votre imprimante 3D lâche une fois par semaine"
	if got := lang.InLetter(fact.Topic, topic); got != topic+"." {
		t.Errorf("got %q", got)
	}
}

// TestMayBeBadNews: what one does not say was a pleasure to talk about.
func TestMayBeBadNews(t *testing.T) {
	facttest.Each(t, lang.MayBeBadNews, map[string]bool{
		"la perte du contrat Lidl": true, "le manque de lits": true, "le climat tendu entre les équipes": true,
		"le club qui n'a plus d'animateur": true, "le nouveau planning": false, "SAP": false,
		"les élèves qui décrochent": true, "les clients fâchés": true,
		"la fusion avec Nexans, prévue en mars": false, "le service des urgences": false,
		"la ferme pilote": false, "l'usine ferme en mars": true, "les élus du département": false,
		"Le passage à SAP vous inquiète un peu.": true, "la fermentation du cacao": false,
		"le club d'échecs et le soutien aux secondes": false, "les échecs de l'an dernier": true,
		"la carte sans viande": false, "l'équipe sans chef": true, "le passage encore à faire": true,
		"le départ du chef": true, "les attentes des clients": false, "vous avez du mal à recruter": true,
	})
}

// TestEchoes: an occasion may say a topic in another form of its word.
func TestEchoes(t *testing.T) {
	if n := lang.Echoes("La bibliothèque ouvre le dimanche.")("l'ouverture du dimanche"); n != 1 {
		t.Errorf("it says %d words again", n)
	}
}

// TestTellsTime: whoever said when is not asked when.
func TestTellsTime(t *testing.T) {
	facttest.Each(t, lang.TellsTime, map[string]bool{
		"d'ici fin novembre": true, "la semaine prochaine": true, "après les fêtes": true, "à la rentrée": true,
		"avant l'été": true, "dans quelques jours": true, "Noël": true, "au prochain trimestre": true,
		"rien n'a encore été décidé": false, "la directrice tranche": false, "": false,
	})
}

// TestJoin: in which projects one can offer to help, and what one can say after or on top of.
func TestJoin(t *testing.T) {
	facttest.Each(t, lang.CanHelp, map[string]bool{
		"la migration vers SAP": true, "Vous ouvrez un deuxième site à Lille": true, "Vous allez refaire le site": true,
		"la nouvelle campagne propreté": true, "la mise en place du logiciel": true, "le nouveau planning": false,
		"votre façon de choisir les projets": false, "la fermeture du site": false, "Vous passez sans chef": false,
		"la mise en rayon": false, "On ouvre à six heures, même le dimanche": false, "Vous ouvrez le lundi": false,
		"La fusion se prépare": true, "les manuscrits": false, "ma thèse": false,
	})
	facttest.Each(t, lang.Span, map[string]string{
		"dix ans de bloc": "dix ans de bloc", "15 ans en cuisine": "15 ans en cuisine", "un CAP": "",
		"plus de dix ans chez un traiteur": "plus de dix ans chez un traiteur", "12 chantiers livrés": "",
		"six ans de bloc, dont deux à Lyon": "", "trois étés en alpage avec un chien": "",
		"un an et demi d'IRM à Charleroi": "un an et demi d'IRM à Charleroi",
	})
	facttest.Each(t, lang.HasDone, map[string]bool{
		"J'ai dirigé deux services": true, "J'ai monté un laboratoire": true, "J'ai ouvert un magasin": true,
		"J'ai passé 15 ans en cuisine": true, "J'ai passé le permis": false, "J'ai un CAP cuisine": false,
		"J'ai perdu un client": false, "Je parle allemand et turc": false, "J'ai toujours aimé lire": false,
		"J'ai déjà remplacé un chef": true, "J'ai déjà lu le livre": false,
		"J'ai repris une base que personne n'osait toucher": true, "J'ai fait ce que personne ne faisait": false,
		"Je dirige une équipe depuis neuf ans": true, "J'habite Ixelles depuis 15 ans": false,
	})
}

// TestNoOfBeforeASender: "de" would have to be "d'" before some names.
func TestNoOfBeforeASender(t *testing.T) {
	noLineHas(t, "the name may begin with a vowel", "de {{.Sender}}", "que {{.Sender}}")
}

// TestGladTopics: a topic with a clause behind it needs a comma if the sentence goes on, so none does.
func TestGladTopics(t *testing.T) {
	noLineHas(t, "the sentence goes on behind the topic", "{{.GladTopic}}", "{{.Topic}}", ".TheirTopic}} ")
}

// TestNoTroubles: "Vous n'utilisez pas de pesticides." may be bad news by its words, but calls for no help.
func TestNoTroubles(t *testing.T) {
	noLineHas(t, "what may be bad news need not be a trouble", ".TroubleClause")
}

// noLineHas reports each line of the letters that has one of the texts, with what is wrong with it.
func noLineHas(t *testing.T, wrong string, pieces ...string) {
	t.Helper()
	names, err := texts.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		text, err := texts.ReadFile(n.Name())
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if slices.ContainsFunc(pieces, func(piece string) bool { return strings.Contains(line, piece) }) {
				t.Errorf("%s:%d: %s", n.Name(), i+1, wrong)
			}
		}
	}
}
