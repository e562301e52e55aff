package german

import (
	"io/fs"
	"regexp"
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
	facttest.Shown(t, lang, "der neue Dienstplan", "Storytelling")
	facttest.Each(t, lang.TopicIn, map[string]string{
		"Wir haben über den neuen Dienstplan gesprochen.":            "den neuen Dienstplan",
		"Wir haben uns über den neuen Dienstplan unterhalten.":       "den neuen Dienstplan",
		"Sie haben mir viel über den neuen Dienstplan erzählt.":      "den neuen Dienstplan",
		"Sie haben sehr offen über den neuen Dienstplan gesprochen.": "den neuen Dienstplan",
		"Wir haben über den Plan und über dem Rand gesprochen.":      "den Plan und über dem Rand", // as it was shown
		"Wir haben darüber gesprochen, wie Sie den Dienst planen.":   "",
		"Sie haben mir die Station gezeigt.":                         "",
		"Es ging um den neuen Dienstplan.":                           "den neuen Dienstplan",
		"Es ging vor allem um den Winterdienst":                      "den Winterdienst",
		"Es ging um den Winterdienst und dass Franz geht.":           "",
	})
}

func TestWhatSaysYouIsFormal(t *testing.T) {
	for typed, want := range map[string]string{
		"ihr zieht gerade alles auf Postgres um":     "Sie ziehen gerade alles auf Postgres um",
		"Ihr testet jetzt mit echten Patienten.":     "Sie testen jetzt mit echten Patienten.",
		"im Mai zieht ihr um":                        "im Mai ziehen Sie um",
		"ihr freut euch auf den Umbau":               "Sie freuen sich auf den Umbau",
		"ihr entwickelt eine App":                    "Sie entwickeln eine App",
		"ihr erweitert die Halle":                    "Sie erweitern die Halle",
		"ihr digitalisiert die Akten":                "Sie digitalisieren die Akten",
		"ihr rechnet mit vielen Gästen":              "Sie rechnen mit vielen Gästen",
		"ihr spielt im Sommer draußen":               "Sie spielen im Sommer draußen",
		"ihr seid umgezogen":                         "Sie sind umgezogen",
		"wie ihr mit euren Kunden redet":             "wie Sie mit Ihren Kunden reden",
		"bei euch gibt es jeden Freitag Suppe":       "bei Ihnen gibt es jeden Freitag Suppe",
		"euren Prototyp mit Sensoren":                "Ihren Prototyp mit Sensoren",
		"euer neuer Prototyp":                        "Ihr neuer Prototyp",
		"eure neue Küche":                            "Ihre neue Küche",
		"wie ihr Team die Schichten plant":           "wie ihr Team die Schichten plant",
		"Ihr komplett neues Lager":                   "Ihr komplett neues Lager",
		"Ihr gut besuchtes Café":                     "Ihr gut besuchtes Café",
		"Ihr gehört die Firma":                       "Ihr gehört die Firma",
		"dass Ihr Unternehmen nach Polen expandiert": "dass Ihr Unternehmen nach Polen expandiert",
		"du planst die Schichten":                    "du planst die Schichten",
	} {
		if got := asFormal(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestWhatReadsBadlyIsPointedOut(t *testing.T) {
	for _, tt := range []struct{ text, reader, want string }{
		{"Ich habe sie gern getroffen.", "Kim Berger", `says "sie"`},
		{"Krämer hat mir die Station gezeigt.", "Helga Krämer", `says "Krämer"`},
		{"Sie haben mir die Station gezeigt.", "Helga Krämer", ""},
		{"Sie haben mir die Station gezeigt.", "", ""},
		{"Sie hat mir die Station gezeigt.", "Helga Krämer", `says "Sie hat"`},
		{"Das Fleisch kommt von Landhaus Krämer.", "Jan Krämer", ""},
		{"Jan Krämer hat mir die Küche gezeigt.", "Jan Krämer", `says "Jan"`},
		{"Herr Krämer hat mir die Küche gezeigt.", "Jan Krämer", `says "Krämer"`},
		{"Er hat mir die Station gezeigt.", "Jan Krämer", `says "Er"`},
	} {
		got := lang.AboutReader(tt.text, tt.reader)
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%q to %q: got %q, want %q in it", tt.text, tt.reader, got, tt.want)
		}
	}
	for typed, want := range map[string]string{
		"Du hast mir die Station gezeigt.": `says "Du"`, "die Überstunden": `"Überstunden"`, "das Gehalt": `"Gehalt"`,
		"Ich war 3 jahre im ratskeller.": `"jahre"`,
		"ohne euch geht nichts.":         `says "euch"`, "Ihr Team wächst.": "",
		"die Station": "",
	} {
		got := lang.ReadFact(fact.Topic, typed).Remark
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: got the remark %q, want %q in it", typed, got, want)
		}
	}
}

func TestSalutation(t *testing.T) {
	for name, want := range map[string]string{
		"Frau Helga Krämer":    "Sehr geehrte Frau Krämer",
		"Frau Dr. Jana Müller": "Sehr geehrte Frau Dr. Müller",
		"Herr Prof. Dr. Kern":  "Sehr geehrter Herr Professor Kern",
		"Mr Jo Smith":          "Sehr geehrter Herr Smith",
		"Ms van der Berg":      "Sehr geehrte Frau van der Berg",
		"Dr. Jana Müller":      "Guten Tag Dr. Jana Müller",
		"Hr. Petersen":         "Sehr geehrter Herr Petersen",
		"Hrn. Petersen":        "Sehr geehrter Herr Petersen",
		"Fr. Dr. Jana Müller":  "Sehr geehrte Frau Dr. Müller",
		"HR Team":              "Sehr geehrte Damen und Herren",
		"Fritz Kern":           "Guten Tag Fritz Kern",
		"Kim Berger":           "Guten Tag Kim Berger",
		"":                     "Sehr geehrte Damen und Herren",
		"HR":                   "Sehr geehrte Damen und Herren",

		// With "Herr" or "Frau", always by the last name.
		"Herr RA Paul Stein":               "Sehr geehrter Herr Stein",
		"Herr StB Uwe Brandt":              "Sehr geehrter Herr Brandt",
		"Frau Dipl.-Psych. Eva Lang":       "Sehr geehrte Frau Lang",
		"Herr DI Josef Huber":              "Sehr geehrter Herr DI Huber",
		"Frau Mag.a Petra Huber":           "Sehr geehrte Frau Mag.a Huber",
		"Herr Mag. Auer":                   "Sehr geehrter Herr Mag. Auer",
		"Herr Ing. Karl Auer":              "Sehr geehrter Herr Ing. Auer",
		"Frau Mag. Dr. Petra Huber":        "Sehr geehrte Frau Dr. Huber",
		"Frau DI Moser":                    "Sehr geehrte Frau DI Moser",
		"Frau Oberärztin Dr. Ines Vogt":    "Sehr geehrte Frau Dr. Vogt",
		"Herr Personalleiter Jens Kraft":   "Sehr geehrter Herr Kraft",
		"Herr Hans Peter Kern":             "Sehr geehrter Herr Kern",
		"Herr J. Kern":                     "Sehr geehrter Herr Kern",
		"Frau María Vega Ríos":             "Sehr geehrte Frau María Vega Ríos",
		"Herr Dr.-Ing. Holger Wulff":       "Sehr geehrter Herr Dr. Wulff",
		"Herr Dr. med. dent. Jan Ott":      "Sehr geehrter Herr Dr. Ott",
		"Frau PD Dr. Lena Roth":            "Sehr geehrte Frau Dr. Roth",
		"Frau Priv.-Doz. Dr. Lena Roth":    "Sehr geehrte Frau Dr. Roth",
		"Frau Univ.-Prof. Dr. Eva Moser":   "Sehr geehrte Frau Professorin Moser",
		"Herr Prof. Dr.-Ing. Karl Maier":   "Sehr geehrter Herr Professor Maier",
		"Herr Professor Maier":             "Sehr geehrter Herr Professor Maier",
		"Frau Direktor Ilse Wagner":        "Sehr geehrte Frau Direktor Wagner",
		"Frau Dir. Leitner":                "Sehr geehrte Frau Direktorin Leitner",
		"Herr Dir. Karl Leitner":           "Sehr geehrter Herr Direktor Leitner",
		"Herr Pfarrer Jan Beck":            "Sehr geehrter Herr Pfarrer Beck",
		"Herr Kapitän Hinrichs":            "Sehr geehrter Herr Kapitän Hinrichs",
		"Herr Notar Dr. Paul Stein":        "Sehr geehrter Herr Notar Dr. Stein",
		"Herr Hofrat Dr. Franz Gruber":     "Sehr geehrter Herr Hofrat Dr. Gruber",
		"Frau Dipl.-Ing. (FH) Anna Schmid": "Sehr geehrte Frau Schmid",

		// Letters before a name are a title, and a last name in capitals is none.
		"Frau DSA Renate Huber":     "Sehr geehrte Frau Huber",
		"Frau DSA MAS Renate Huber": "Sehr geehrte Frau Huber",
		"Herr OA Dr. Tim Voss":      "Sehr geehrter Herr Dr. Voss",
		"Frau OA Dr. Voss":          "Sehr geehrte Frau Dr. Voss",
		"Herr HR Dr. Karl Ott":      "Sehr geehrter Herr Dr. Ott",
		"Frau DGKP Maria Rainer":    "Sehr geehrte Frau Rainer",
		"Herr OA PD Dr. Voss":       "Sehr geehrter Herr Dr. Voss",
		"Frau HUBER Renate":         "Sehr geehrte Frau Huber",
		"Frau OTT Renate":           "Sehr geehrte Frau Ott",
		"Herr OTT Hans Peter":       "Sehr geehrter Herr Ott",
		"Frau RENATE HUBER":         "Sehr geehrte Frau Huber",

		// Without them, by the whole name.
		"Schwester Benedikta Moll": "Sehr geehrte Schwester Benedikta",
		"Schwester Benedikta":      "Sehr geehrte Schwester Benedikta",
		"Schwester Maria Clara":    "Sehr geehrte Schwester Maria Clara",
		"Sr. Maria Clara Egger":    "Guten Tag Maria Clara Egger",
		"Sr. Clara":                "Guten Tag Sr. Clara",

		// Nobody is greeted with what tells a father from a son.
		"Herr Rieger sen.":         "Sehr geehrter Herr Rieger",
		"Herr Kuhn jun.":           "Sehr geehrter Herr Kuhn",
		"Herr Karl Rieger, senior": "Sehr geehrter Herr Rieger",
		"Herr Rieger junior":       "Sehr geehrter Herr Rieger",
		"Herr Hans Vogt d. Ä.":     "Sehr geehrter Herr Vogt",
		"Herr Hans Vogt d.J.":      "Sehr geehrter Herr Vogt",
		"Herr Senior":              "Sehr geehrter Herr Senior",

		"Herr Rüdiger Freiherr von Stetten": "Sehr geehrter Herr von Stetten",
		"Frau Dr. Anna Freifrau v. Stetten": "Sehr geehrte Frau Dr. von Stetten",
		"Herr Anton Graf von Spreti":        "Sehr geehrter Graf von Spreti",
		"Herr Dr. Anton Graf von Spreti":    "Sehr geehrter Herr Dr. Graf von Spreti",
		"Frau Gräfin Hardenberg":            "Sehr geehrte Gräfin Hardenberg",
		"Herr Heinrich Prinz von Hohenlohe": "Sehr geehrter Prinz von Hohenlohe",
		"Anton Graf von Spreti":             "Guten Tag Anton Graf von Spreti",
		"Frau Stefanie Graf":                "Sehr geehrte Frau Graf",
		"Herr Graf":                         "Sehr geehrter Herr Graf",
		"Herr Ritter":                       "Sehr geehrter Herr Ritter",

		"DI Karin Ebner":               "Guten Tag DI Karin Ebner",
		"Ing. Mario T.":                "Guten Tag Ing. Mario T.",
		"Mag. Auer":                    "Guten Tag Mag. Auer",
		"Mag. Dr. Petra Huber":         "Guten Tag Dr. Petra Huber",
		"Dr. Gernot Prischl":           "Guten Tag Dr. Gernot Prischl",
		"Univ.-Prof. Dr. Birgit Moser": "Guten Tag Prof. Dr. Birgit Moser",
		"Pater Anselm Grün":            "Sehr geehrter Pater Anselm",
		"RA Paul Stein":                "Guten Tag Paul Stein",
		"RA Stein":                     "Guten Tag RA Stein",
		"Dr.-Ing. Holger Wulff":        "Guten Tag Dr. Holger Wulff",
		"Prof. Dr. Jana Müller":        "Guten Tag Prof. Dr. Jana Müller",
		"Pfarrer Beck":                 "Guten Tag Pfarrer Beck",
		"Direktorin Ilse Wagner":       "Guten Tag Ilse Wagner",
		"Pfarrer Jan Beck":             "Guten Tag Jan Beck",
		"Mag. Elisabeth Wögerer":       "Guten Tag Mag. Elisabeth Wögerer",
		"Disponent Uwe Kranz":          "Guten Tag Uwe Kranz",
		"Meister Karl Dietz":           "Guten Tag Karl Dietz",
		"Küchenchefin Ayla Öz":         "Guten Tag Ayla Öz",
		"Geschäftsführer Jan Kern":     "Guten Tag Jan Kern",
		"Frau Meister":                 "Sehr geehrte Frau Meister",
		"Herr Küchenchef Ali Öz":       "Sehr geehrter Herr Öz",
		"Karin Meister":                "Guten Tag Karin Meister",
		"Meister Karin":                "Guten Tag Meister Karin",
	} {
		for _, style := range []string{"", "formal", "first"} {
			if got := lang.Salutation(name, style); got != want {
				t.Errorf("%q, %q: got %q, want %q", name, style, got, want)
			}
		}
	}
}

func TestRolesAndCompanies(t *testing.T) {
	for typed, want := range map[string]string{
		"Data Engineer":                    "die Stelle als Data Engineer",
		"Pflegefachfrau (m/w/d)":           "die Stelle als Pflegefachfrau",
		"Projektleiter w/m/d":              "die Stelle als Projektleiter",
		"die Stelle als Hausmeister":       "die Stelle als Hausmeister",
		"Praktikum in der Redaktion":       "das Praktikum in der Redaktion",
		"Traineeprogramm":                  "das Traineeprogramm",
		"Leitung der Station 3":            "die Leitung der Station 3",
		"Ausbildung zur Tischlerin":        "die Ausbildung zur Tischlerin",
		"Werkstudent im Marketing":         "die Stelle als Werkstudent im Marketing",
		"Assistentin der Geschäftsführung": "die Stelle als Assistentin der Geschäftsführung",
		"(m/w/d)":                          "die Stelle als (m/w/d)",

		// What is done, and not who does it.
		"Sachbearbeitung Einkauf":             "die Stelle in der Sachbearbeitung Einkauf",
		"Kundenbetreuung (m/w/d)":             "die Stelle in der Kundenbetreuung",
		"kaufmännische Sachbearbeitung":       "die Stelle in der kaufmännischen Sachbearbeitung",
		"Buchhaltung in Teilzeit":             "die Stelle in der Buchhaltung in Teilzeit",
		"Stellvertretende Filialleitung":      "die stellvertretende Filialleitung",
		"Kaufmännische Assistenz":             "die kaufmännische Assistenz",
		"Teamleitung":                         "die Teamleitung",
		"Vertrieb":                            "die Stelle im Vertrieb",
		"Projektmanagement für Windparks":     "die Stelle im Projektmanagement für Windparks",
		"Marketing Manager":                   "die Stelle als Marketing Manager",
		"Buchhaltung Mitarbeiterin":           "die Stelle als Buchhaltung Mitarbeiterin",
		"Leitende Ärztin":                     "die Stelle als Leitende Ärztin",
		"Auszubildende zur Tischlerin":        "die Ausbildung zur Tischlerin",
		"Auszubildender (m/w/d) zum Koch":     "die Ausbildung zum Koch",
		"Azubi im Büromanagement":             "die Ausbildung im Büromanagement",
		"Azubi":                               "die Ausbildung",
		"Auszubildende Pflegefachfrau":        "die Ausbildungsstelle als Pflegefachfrau",
		"Auszubildende/r zum/zur Tischler/in": "die Ausbildung zum/zur Tischler/in",
		"Ausbilder im Handwerk":               "die Stelle als Ausbilder im Handwerk",
		"Umschulung zur Erzieherin":           "die Umschulung zur Erzieherin",
	} {
		if got := lang.TheRole(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	facttest.Each(t, lang.Company, map[string]string{
		"die Kita Sonnenschein":    "der Kita Sonnenschein",
		"das Klinikum Fulda":       "dem Klinikum Fulda",
		"der Bayerische Rundfunk":  "dem Bayerischen Rundfunk",
		"die Deutsche Bahn":        "der Deutschen Bahn",
		"die Grundschule am Markt": "der Grundschule am Markt",
		"die Stadtwerke Bonn":      "den Stadtwerken Bonn",
		"Stadtwerke Gotha GmbH":    "den Stadtwerken Gotha",
		"Berliner Wasserbetriebe":  "den Berliner Wasserbetrieben", "Netzwerk Nord": "Netzwerk Nord",
		"Vereinigte Stadtwerke":     "den Vereinigten Stadtwerken",
		"Lebenshilfe Werkstätten":   "den Lebenshilfe Werkstätten",
		"Berliner Verkehrsbetriebe": "den Berliner Verkehrsbetrieben",
		"Städtische Bühnen Köln":    "den Städtischen Bühnen Köln", "Main-Kinzig-Kliniken": "den Main-Kinzig-Kliniken",
		"Bäckerei Moll": "der Bäckerei Moll", "Spedition Brandt GmbH": "der Spedition Brandt",
		"Gemeinde Wil": "der Gemeinde Wil", "Institut für Tumorbiologie": "dem Institut für Tumorbiologie",
		"Evangelische Kita Arche": "der Evangelischen Kita Arche", "Studio Nordlicht": "Studio Nordlicht",
		"Ideenbäckerei": "Ideenbäckerei", "Stadtwerk": "Stadtwerk",
		"die Johanniter":          "Johanniter",
		"Helix Bio GmbH & Co. KG": "Helix Bio", "Acme AG": "Acme", "AG": "AG", "Lumen": "Lumen",
		"Tierhilfe e. V.": "Tierhilfe", "die Implenia AG": "Implenia",
		"Sage": "Sage",
	})
}

func TestDays(t *testing.T) {
	on := func(y int, m time.Month, d int) rules.Date { return rules.Date{Year: y, Month: m, Day: d} }
	today := on(2026, 12, 9)
	for got, want := range map[string]string{
		lang.OnWeekday(time.Tuesday):                                       "am Dienstag",
		lang.OnDate(on(2026, 3, 1), false):                                 "am 1. März",
		lang.Date(on(2027, 1, 4), true):                                    "4. Januar 2027",
		lang.Month(on(2026, 3, 31), false):                                 "März",
		lang.Month(on(2026, 3, 31), true):                                  "März 2026",
		lang.Dates([]rules.Date{on(2026, 12, 8)}, today):                   "8. Dezember",
		lang.Dates([]rules.Date{on(2026, 12, 1), on(2026, 12, 8)}, today):  "1. und 8. Dezember",
		lang.Dates([]rules.Date{on(2026, 11, 28), on(2026, 12, 8)}, today): "28. November und 8. Dezember",
		lang.Dates([]rules.Date{on(2025, 12, 30), on(2026, 1, 8)}, today):  "30. Dezember 2025 und 8. Januar",
		lang.Attribution(on(2026, 12, 8)):                                  "Am 8. Dezember 2026 schrieb ich:",
		lang.Reply("Ihr Angebot"):                                          "Re: Ihr Angebot",
		lang.Reply("AW: Ihr Angebot"):                                      "AW: Ihr Angebot",
		lang.Clock(time.Date(2026, 12, 1, 9, 5, 0, 0, time.UTC)):           "9:05",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPointsBack(t *testing.T) {
	for sentence, want := range map[string]bool{
		"So etwas habe ich schon begleitet.":              true,
		"Ich habe so einen Umbau schon begleitet.":        true,
		"Davon habe ich zwei gebaut.":                     true,
		"Ich habe zehn Häuser gebaut, davon zwei allein.": false, "Das kenne ich gut.": true,
		"Ich habe zwei Stationen geleitet.": false, "Ich leite das Lager in Halle.": false,
	} {
		if got := lang.PointsBack(sentence); got != want {
			t.Errorf("%q: got %v", sentence, got)
		}
	}
}

func TestTold(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, true) }, map[string]string{
		"Ihr Team deployt freitags nicht.":              "Ihr Team freitags nicht deployt",
		"Jeden Freitag gibt es ein Frühstück für alle.": "es jeden Freitag ein Frühstück für alle gibt",
		"Abends gibt es Suppe.":                         "es abends Suppe gibt",
		"Ihr Team deployt nicht.":                       "Ihr Team nicht deployt",
		"Sie stellen im Frühjahr auf SAP um.":           "Sie im Frühjahr auf SAP umstellen",
		"Sie machen ab Frühjahr auch Treppen.":          "Sie ab Frühjahr auch Treppen machen",
		"Sie wollen im Mai umbauen.":                    "Sie im Mai umbauen wollen",
		"Ihr Team wächst gerade stark.":                 "Ihr Team gerade stark wächst",
		"Ihre Kunden sitzen in Skandinavien.":           "Ihre Kunden in Skandinavien sitzen",
		"Das Team hat sich im letzten Jahr verdoppelt.": "sich das Team im letzten Jahr verdoppelt hat",
		"Die Station bekommt zwölf neue Betten.":        "die Station zwölf neue Betten bekommt",
		"Die Software läuft noch auf alten Servern.":    "die Software noch auf alten Servern läuft",
		"Sie sind im Mai umgezogen.":                    "Sie im Mai umgezogen sind",
		"Sie wollen den Biergarten wieder aufmachen und suchen jemanden, der das Team aufbaut.": "Sie den Biergarten " +
			"wieder aufmachen wollen und jemanden suchen, der das Team aufbaut",
		"Sie haben wenig Leute und suchen einen Koch.":    "Sie wenig Leute haben und einen Koch suchen",
		"Sie stellen auf SAP um und ziehen nach Graz.":    "Sie auf SAP umstellen und nach Graz ziehen",
		"Sie planen ein Lager und zwei Werkstätten.":      "Sie ein Lager und zwei Werkstätten planen",
		"Sie bieten auch Hausbesuche an, vor allem hier.": "Sie auch Hausbesuche anbieten, vor allem hier",
		"Keiner von Ihren Monteuren muss mehr am Samstag arbeiten.": "keiner von Ihren Monteuren mehr am " +
			"Samstag arbeiten muss", // which is good news
		"Sie haben erzählt, dass bei Ihnen jeder mitreden darf.": "bei Ihnen jeder mitreden darf",
		"Sie haben erzählt, dass das Lager geschlossen wird.":    "das Lager geschlossen wird",
		"Sie schauen sich jede Woche die Zahlen an.":             "Sie sich jede Woche die Zahlen anschauen",
		"Mandanten dürfen den Hund mitbringen.":                  "Mandanten den Hund mitbringen dürfen",
		"Jede Gruppe wird von zwei Leuten betreut.":              "jede Gruppe von zwei Leuten betreut wird",
		"Jede Woche wird anders gekocht.":                        "",
		"Es gibt jeden Freitag ein Frühstück.":                   "es jeden Freitag ein Frühstück gibt",
		"Niemand hat mehr Zeit.":                                 "niemand mehr Zeit hat",
		"Die Kinder sind bei jedem Wetter draußen.":              "die Kinder bei jedem Wetter draußen sind",
		"Das Dach Ihrer Kirche ist undicht.":                     "",
		"Bei Regen gehen Sie trotzdem raus.":                     "Sie bei Regen trotzdem rausgehen",
		"Sie führen im Herbst eine neue Kasse ein.":              "Sie im Herbst eine neue Kasse einführen",
		"Sie fahren die Touren am Wochenende selbst.":            "Sie die Touren am Wochenende selbst fahren",
		"Ihre Patienten kommen oft über Jahre wieder.":           "", // one word, or two
		"Sie stellen die Geräte ab Mai bereit.":                  "",
		"Sie haben mir die Küche gezeigt.":                       "", // they know
		"Sie haben gefragt, ob ich reise.":                       "",
		"Sie haben nach Schichten gefragt.":                      "",
		"Im Mai stellen Sie auf SAP um.":                         "Sie im Mai auf SAP umstellen",
		"In Jena haben Sie ein Labor aufgebaut.":                 "Sie in Jena ein Labor aufgebaut haben",
		"Ihr Chefkoch geht im Mai in Pension.":                   "Ihr Chefkoch im Mai in Pension geht",
		"Das Lager zieht im März um.":                            "das Lager im März umzieht",
		"Zwei von fünf Fahrern gehen bald in Rente.":             "zwei von fünf Fahrern bald in Rente gehen",
		"Die Anlage ist vierzig Jahre alt und fällt oft aus.":    "die Anlage vierzig Jahre alt ist und oft ausfällt",
		"Ab April fahren die ersten Elektrobusse.":               "ab April die ersten Elektrobusse fahren",
		"Sie haben vor, nach Graz zu ziehen.":                    "Sie vorhaben, nach Graz zu ziehen",
		"Sie sind gerade dabei, das Lager umzuräumen.":           "Sie gerade dabei sind, das Lager umzuräumen",
		"Zwei Leute fehlen im Lager.":                            "zwei Leute im Lager fehlen",
		"Die Kinder sind jeden Mittwoch im Wald, auch wenn es regnet.": "die Kinder jeden Mittwoch im Wald " +
			"sind, auch wenn es regnet",
		"Im März zieht das Lager um.":                    "im März das Lager umzieht",
		"Gestern kam die Zusage.":                        "", // does not begin with its subject
		"Das Lager planen wir neu.":                      "",
		"Die Station leitet Frau Kern.":                  "",
		"Wir haben die Schichten verglichen.":            "",
		"Sie sind sehr nett.":                            "", // nobody tells that
		"Ihr Vortrag war sehr anschaulich.":              "",
		"Sie bauen um und das Team wächst.":              "",
		"Sie haben mehr zu tun als früher.":              "",
		"Sie bauen zwei Stationen um. Das beginnt bald.": "",
		"Die letzte Stelleninhaberin ist nach drei Monaten gegangen.": "die letzte Stelleninhaberin " +
			"nach drei Monaten gegangen ist",
		"Das Team wird im Sommer größer.":   "das Team im Sommer größer wird",
		"Sie schließen das Lager in Halle.": "Sie das Lager in Halle schließen",
		"Sie suchen jemanden, der das Lager führt, und die Küche ist neu.": "Sie jemanden suchen, der das Lager " +
			"führt, und dass die Küche neu ist",
	})
}

func TestAsTold(t *testing.T) {
	facttest.Each(t, lang.AsTold, map[string]string{
		"Die Wartezeit für ein Erstgespräch liegt bei sechs Wochen.": "Sie haben erzählt, dass die Wartezeit für ein " +
			"Erstgespräch bei sechs Wochen liegt.",
		"Die Karte wechselt alle zwei Wochen, alles aus der Region.": "Sie haben erzählt, dass die Karte alle zwei " +
			"Wochen wechselt, alles aus der Region.",
		"Die Stelle ist neu.": "Sie haben erzählt, dass die Stelle neu ist.",
		"Hausbesuche machen Sie nur noch mit dem E-Bike.": "Sie haben erzählt, dass Sie Hausbesuche " +
			"nur noch mit dem E-Bike machen.",
		"Sie wollen das Archiv digitalisieren, ohne dass es schließt.": "Sie haben erzählt, dass Sie das Archiv " +
			"digitalisieren wollen, ohne dass es schließt.",
		"Sie wollen schneller werden, weil die Kliniken warten.": "Sie haben erzählt, dass Sie schneller werden " +
			"wollen, weil die Kliniken warten.",
		"Die Kinder sind im Wald, auch wenn es regnet.": "Sie haben erzählt, dass die Kinder im Wald sind, auch wenn " +
			"es regnet.",
		"Sie haben mir erzählt, dass das Lager ab Mai umgebaut wird.": "Sie haben erzählt, dass das Lager ab Mai " +
			"umgebaut wird.", // as stored
		"Niemand arbeitet mehr am Wochenende.": "Sie haben erzählt, dass niemand mehr am Wochenende arbeitet.",

		"Die Küche ist offen, und die Gäste sehen zu.": "Sie haben erzählt, dass die Küche offen ist und dass die " +
			"Gäste zusehen.",
		"Sie möchten umbauen, und dafür fehlt Ihnen jemand, der das Team führt.": "Sie haben erzählt, dass Sie " +
			"umbauen möchten und dass Ihnen dafür jemand fehlt, der das Team führt.",

		// Where the verb cannot surely go to the end, it stays.
		"Sie haben drei Gruppen, und jede kocht selbst.": "Sie haben drei Gruppen, und jede kocht selbst.",
		"In Graz fehlen Köche, und alle helfen aus.":     "In Graz fehlen Köche, und alle helfen aus.",

		// Their own, or about the talk.
		"Dort gibt es Suppe.": "Dort gibt es Suppe.",
		"Es ging um den Winterdienst und dass der alte Kollege geht.": "Es ging um den Winterdienst und dass der " +
			"alte Kollege geht.",
		"Das Gespräch war klasse.":          "Das Gespräch war klasse.",
		"Die Führung lief gut.":             "Die Führung lief gut.",
		"Sie haben mir die Küche gezeigt.":  "Es hat mich gefreut, dass Sie mir die Küche gezeigt haben.",
		"Ihr Vortrag war sehr anschaulich.": "Ihr Vortrag war sehr anschaulich.",
		"Spannend war die Führung.":         "Spannend war die Führung.",
		"Sie haben sich Zeit genommen.":     "Sie haben sich Zeit genommen.",
		"Ich freue mich auf die Schule.":    "Ich freue mich auf die Schule.",

		// A question, as earlier versions have stored it.
		"Besonders interessant fand ich, wer die Touren plant.": "Gern habe ich mit Ihnen darüber gesprochen, wer " +
			"die Touren plant.",
		"Wir haben auch darüber gesprochen, ob es einen Neubau gibt.": "Gern habe ich mit Ihnen darüber gesprochen, " +
			"ob es einen Neubau gibt.",
		"Wir haben auch darüber gesprochen, ob ich umziehe.": "Wir haben auch darüber gesprochen, ob ich umziehe.",
		"Besonders interessant fand ich, wie Sie die Touren planen.": "Besonders interessant fand ich, wie Sie die " +
			"Touren planen.",
	})
}

func TestTheirOwnWordsAreShownAsTheLetterHasThem(t *testing.T) {
	for typed, want := range map[string]string{
		"wir machen ab Frühjahr auch Treppen":            "Sie machen ab Frühjahr auch Treppen.",
		"Hausbesuche machen wir nur noch mit dem E-Bike": "Hausbesuche machen Sie nur noch mit dem E-Bike.",
		"Bei uns wechselt die Karte jede Woche.":         "Bei Ihnen wechselt die Karte jede Woche.",
		"Unser Team wächst gerade stark.":                "Ihr Team wächst gerade stark.",
		"Wir treffen uns jeden Montag.":                  "Sie treffen sich jeden Montag.",
		"Wir haben 40 Betten.":                           "Sie haben 40 Betten.",
		"Uns fehlen Leute für die Nacht":                 "Ihnen fehlen Leute für die Nacht.",
		"Unsere Kinder essen zusammen":                   "Ihre Kinder essen zusammen.",
	} {
		got := lang.InLetter(fact.Topic, typed)
		if again := lang.ReadFact(fact.Topic, got); got != want || again.Form != fact.Sentence || again.Text != want {
			t.Errorf("%q is shown as %q, and that is %+v; want %q", typed, got, again, want)
		}
	}
}

func TestMayBeBadNews(t *testing.T) {
	for topic, want := range map[string]bool{
		"mein Praktikum": false, "den Personalmangel": true, "den hohen Krankenstand": true,
		"die Kündigungswelle": true, "die Wartezeit für ein Erstgespräch": true,
		"den neuen Dienstplan": false, "die Krankenpflege": false,
		"Sie stellen auf SAP um.": false, "Das Lager zieht im März um.": true, "Ihr Team deployt nicht.": true,
		"Sie haben erzählt, dass das Lager geschlossen wird.": true, "Die Stelle wird neu besetzt.": true,
		"Sie wollen den Biergarten aufmachen und suchen jemanden, der das Team aufbaut.": false,
		"Sie haben wenig Leute und suchen einen Koch.":                                   true,
		"Sie arbeiten noch mit Papierakten.":                                             true,
		"Sie haben die Produktion nach Graz verlegt.":                                    true,
		"Sie möchten weniger Brot wegwerfen.":                                            false,
		"Sie möchten weniger Leute einsetzen.":                                           true,
	} {
		if got := lang.MayBeBadNews(topic); got != want {
			t.Errorf("%q: got %v", topic, got)
		}
	}
}

// TestRecalled: a later note names a topic without its reasons and explanations.
func TestRecalled(t *testing.T) {
	const talk = "Besonders interessant fand ich unser Gespräch über "
	facttest.Each(t, func(topic string) string { return lang.Recalled(topic, false) }, map[string]string{
		"den neuen Dienstplan": "den neuen Dienstplan",
		talk + "die Wärmepumpe, die im Frühling eingebaut wird.": talk + "die Wärmepumpe.",
		talk + "den Dienstplan, den das Team selbst schreibt.":   talk + "den Dienstplan.",
		talk + "den Anteil an Klagen, meist für Betriebsräte.":   talk + "den Anteil an Klagen.",
		talk + "die Frage, ob sich der Umbau lohnt.":             talk + "die Frage, ob sich der Umbau lohnt.",
		talk + "die Leute, die das Haus führen.":                 talk + "die Leute, die das Haus führen.",
		talk + "die Filiale, die geschlossen wird.":              talk + "die Filiale, die geschlossen wird.",
		"Sie stellen um, weil die Kliniken warten.":              "Sie stellen um.",
		"Sie stellen um, auch wenn es dauert.":                   "Sie stellen um, auch wenn es dauert.",
		"Sie ziehen nächste Woche um.":                           "", // which has passed
	})
	if got := lang.TopicIn(talk + "die Wärmepumpe."); got != "die Wärmepumpe" {
		t.Errorf("the topic is %q", got)
	}
}

func TestFeels(t *testing.T) {
	facttest.Each(t, lang.Feels, map[string]bool{
		"Sie haben erzählt, dass die Küche offen ist.": true, "Das Gespräch war sehr nett.": true,
		"Es hat mich gefreut, dass Sie mir die Küche gezeigt haben.":        true,
		"Ich soll das Team in Fulda aufbauen.":                              false,
		"Gern habe ich mit Ihnen darüber gesprochen, wer die Touren plant.": true, "Dort gibt es Suppe.": false,
	})
}

func TestToldLater(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, false) }, map[string]string{
		"Sie wollen den Biergarten wieder aufmachen und suchen jemanden, der das Team aufbaut.": "Sie den Biergarten " +
			"wieder aufmachen wollen",
		"Das Frühstücksbuffet soll regional werden.": "das Frühstücksbuffet regional werden soll",
		"Die Stelle wird neu besetzt.":               "die Stelle neu besetzt wird",
		"Das Werk wird verkauft.":                    "das Werk verkauft wird",
		"Sie stellen im Frühjahr auf SAP um.":        "Sie im Frühjahr auf SAP umstellen",
		"Ihr Team wächst gerade stark.":              "Ihr Team gerade stark wächst",
		"Sie ziehen nächste Woche um.":               "", // which has passed
		"Am Dienstag kommt eine neue Presse.":        "",
		"Ihr Team trifft sich jeden Montag.":         "sich Ihr Team jeden Montag trifft",
		"Ihr Team besteht aus acht Leuten.":          "Ihr Team aus acht Leuten besteht",
		"Sie haben im Mai umgebaut.":                 "Sie im Mai umgebaut haben",
	})
}

func TestFitsAreJoined(t *testing.T) {
	facttest.Each(t, lang.Joinable, map[string]string{
		"Ich habe zwei Stationen geleitet.":        "Ich habe zwei Stationen geleitet",
		"Ich wohne zehn Minuten entfernt.":         "Ich wohne zehn Minuten entfernt",
		"Ich habe gekocht und serviert.":           "",
		"Ich weiß, was Nachtdienst ist.":           "",
		"In Jena habe ich ein Labor aufgebaut.":    "",
		"Ich würde gern mehr Verantwortung haben.": "",
	})
	facttest.Each(t, lang.Did, map[string]string{
		"elf Jahre in der Intensivpflege":                   "Ich habe elf Jahre in der Intensivpflege gearbeitet.",
		"drei Saisonen in Lech":                             "Ich habe drei Saisonen in Lech gearbeitet.",
		"eine Lehre im Steirereck":                          "Ich habe eine Lehre im Steirereck gemacht.",
		"eine Ausbildung zum Gärtner":                       "Ich habe eine Ausbildung zum Gärtner gemacht.",
		"eine abgeschlossene Ausbildung als Koch":           "", // which one has
		"eine Ausbildung als Koch und zwei Jahre im Imbiss": "",
		"sechs Jahre als Köchin":                            "Ich habe sechs Jahre als Köchin gearbeitet.",
		"15 Jahre im Aussendienst":                          "Ich habe 15 Jahre im Aussendienst gearbeitet.",
		"seit elf Jahren in der Pflege":                     "Ich arbeite seit elf Jahren in der Pflege.",
		"zehn Jahre Erfahrung in der Pflege":                "",
		"den Führerschein CE":                               "",
		"Ich hab vier Jahre in Graz als Koch gearbeitet":    "",
	})
	if got := lang.InLetter(fact.Topic, "bei Ihnen kann jede Gruppe selbst entscheiden"); got !=
		"Bei Ihnen kann jede Gruppe selbst entscheiden." {
		t.Errorf("a sentence without its full stop is shown as %q", got)
	}
	facttest.Each(t, func(topic string) string { return lang.InLetter(fact.Topic, topic) }, map[string]string{
		"Garten im Hof": "Wir haben über den Garten im Hof gesprochen.", "Ihr Hund im Büro": "",
		"der neue Kollege": "",
	})
	facttest.Each(t, func(fit string) string { return lang.InLetter(fact.Fit, fit) }, map[string]string{
		"Schwimmtrainerin beim TSV": "Ich bin Schwimmtrainerin beim TSV.", "Hobbygärtner": "Ich bin Hobbygärtner.",
		"als Mutter von drei Kindern bin ich organisiert": "Als Mutter von drei Kindern bin ich organisiert.",
	})
	for _, fit := range []string{"zwei Jahre Triage", "Einführung der E-Akte im Amt", "Steinmetzer seit 2010"} {
		if got := lang.InLetter(fact.Fit, fit); got != "" {
			t.Errorf("%q is shown as %q, which is no German", fit, got)
		}
	}
	const typed = "Ich hab vier Jahre in Graz gekocht."
	if got := lang.InLetter(fact.Fit, typed); got != "Ich habe vier Jahre in Graz gekocht." {
		t.Errorf("%q is shown as %q", typed, got)
	}
}

func TestWhereOneCanHelp(t *testing.T) {
	facttest.Each(t, lang.CanHelp, map[string]bool{
		"den neuen Dienstplan": false, "die Umstellung auf SAP": true, "Ihr Projekt mit der Uni Graz": true,
		"Sie stellen im Frühjahr auf SAP um": true, "Im Mai bauen Sie ein zweites Labor auf": true,
		"Sie wollen den Vertrieb in Polen aufbauen": true, "Sie planen ein zweites Labor": true,
		"Sie wollen die Auswertung beschleunigen, weil die Kliniken zu lange gewartet haben.": true,
		"den Neubau der Klinik": false, "Sie bauen im Mai um": false, "das Frühjahrsprogramm": false,
		"die Auswahl der Projekte": false, "mein Projekt in Jena": false,
		"Sie haben im Mai umgebaut": false, "Ihre Kunden sitzen in Skandinavien": false, "den Stellenabbau": false,
		"Bei Regen gehen Sie trotzdem raus": false, "": false,
	})
	facttest.Each(t, lang.Span, map[string]string{
		"zehn Jahre auf einer chirurgischen Station": "zehn Jahren auf einer chirurgischen Station",
		"Drei Saisonen in Lech":                      "drei Saisonen in Lech",
		"ein Jahr als Au-pair":                       "einem Jahr als Au-pair",
		"über 12 Monate im Versand":                  "über 12 Monaten im Versand",
		"seit elf Jahren in der Pflege":              "",
		"zehn Jahre Erfahrung mit Kafka":             "",
		"ein halbes Jahr in Rom":                     "",
		"zwei Jahre in Elternzeit":                   "",
	})
	facttest.Each(t, lang.HasDone, map[string]bool{
		"Ich habe zwei Stationen geleitet": true, "Ich habe in Jena ein Labor aufgebaut": true,
		"Ich habe zehn Jahre im Versand gearbeitet": true, "Ich habe keine Station geleitet": false,
		"Ich habe 2021 die Meisterprüfung abgelegt": false, "Ich leite zwei Stationen": false,
		"Ich habe zehn Jahre Erfahrung": false, "Ich habe Sie auf der Messe getroffen": false,
		"Ich bin mit Tieren aufgewachsen": false, "Ich habe 2021 die Fortbildung in Wundpflege gemacht": false,
	})
}

func TestHooks(t *testing.T) {
	facttest.Each(t, func(hook string) bool { return lang.IsGoodNews(hook, "Helix") }, map[string]bool{
		"Ich habe gelesen, dass Sie den Pflegepreis gewonnen haben.":    true,
		"Ich habe gelesen, dass Sie die Prüfung bestanden haben.":       true,
		"Ich habe gelesen, dass Ihr Chor den zweiten Platz belegt hat.": true,
		"Ich habe von der Auszeichnung gelesen.":                        true,
		"Ich habe gelesen, dass Sie jetzt eine Haube haben.":            true,
		"Ich habe gelesen, dass Ihr Stück eingeladen worden ist.":       true,
		"Ich habe gelesen, dass Ihr Film nominiert wurde.":              true,
		"Ich habe gelesen, dass Sie zu einem Vortrag eingeladen haben.": false,
		"Ich habe gelesen, dass Sie drei Sterne bekommen haben.":        true,
		"Herzlichen Glückwunsch zur neuen Klinik.":                      false, // which says it itself
		"Ich habe gehört, dass Sie die Klinik in Halle schließen.":      false,
		"Ich habe gelesen, dass eine neue Leiterin gekündigt hat.":      false,
		"Ich habe gelesen, dass Sie Arbeitgeber des Jahres sind.":       true,
		"Ich habe gelesen, dass Acme bis Ende des Jahres Löhne kürzt.":  false,
		"Ich habe gelesen, dass Acme im Laufe des Jahres umzieht.":      false,
		"Ihr Vortrag war sehr anschaulich.":                             false,
	})
	facttest.Each(t, lang.Begin, map[string]string{
		"Ich habe davon gelesen.": "ich habe davon gelesen.", "Herzlichen Glückwunsch!": "herzlichen Glückwunsch!",
		"Sie haben gewonnen.": "Sie haben gewonnen.", "Ihr Vortrag war gut.": "Ihr Vortrag war gut.",
		"Helix Bio hat gewonnen.": "Helix Bio hat gewonnen.", "Die Klinik ist schön.": "die Klinik ist schön.",
	})
}

func TestTellsTime(t *testing.T) {
	facttest.Each(t, lang.TellsTime, map[string]bool{
		"Frühestens Mitte Dezember": true, "nach Ostern": true, "in den nächsten zwei Wochen": true, "ab KW 50": true,
		"Wir entscheiden erst nach den Weihnachtsferien": true, "nach den Osterferien": true,
		"nach dem Jahreswechsel": true, "im neuen Jahr": true,
		"Personalrat nächste Woche": true, "Entscheid fällt diese Woche": true,
		"wir melden uns": false, "Die Chefin ist krank.": false, "es dauert noch": false,
	})
}

func TestTimeBy(t *testing.T) {
	november := rules.Date{Year: 2026, Month: 11, Day: 30}
	facttest.Each(t, func(words string) string { return lang.TimeBy(words, november) }, map[string]string{
		"Entscheidung bis Ende November": "30. November", "end of November": "30. November",
		"Ende des Monats": "30. November",
		"Ende Dezember":   "", "Mitte November": "", "Ende der Woche": "",
	})
	january := rules.Date{Year: 2027, Month: 1, Day: 31}
	facttest.Each(t, func(words string) string { return lang.TimeBy(words, january) }, map[string]string{
		"bis Ende Jänner": "31. Jänner", "Ende Januar": "31. Januar", "Ende Feber": "", "Mitte Jänner": "",
	})
}

// TestCasesOfFacts: roles and topics are in the accusative, and so no line has one behind a word that asks for the
// dative.
func TestCasesOfFacts(t *testing.T) {
	dative := regexp.MustCompile(`(?i)\b(?:aus|bei|mit|nach|seit|von|zu|an|in|wegen) ` +
		`\{\{\.(?:TheRole|\w*Topic|Fit)\}\}`)
	files, err := fs.Glob(lang.Letters(), "*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %v, %v", files, err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(lang.Letters(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range dative.FindAllString(string(text), -1) {
			t.Errorf("%s has %q", name, found)
		}
	}
}
