package german

import (
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
	if got := lang.TopicIn("Wir haben über den neuen Dienstplan gesprochen."); got != "den neuen Dienstplan" {
		t.Errorf("got the topic %q", got)
	}
}

func TestWhatReadsBadlyIsPointedOut(t *testing.T) {
	for _, tt := range []struct{ text, reader, want string }{
		{"Ich habe sie gern getroffen.", "Kim Berger", `says "sie"`},
		{"Krämer hat mir die Station gezeigt.", "Helga Krämer", `says "Krämer"`},
		{"Sie haben mir die Station gezeigt.", "Helga Krämer", ""},
		{"Sie haben mir die Station gezeigt.", "", ""},
	} {
		got := lang.AboutReader(tt.text, tt.reader)
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%q to %q: got %q, want %q in it", tt.text, tt.reader, got, tt.want)
		}
	}
	for typed, want := range map[string]string{
		"Du hast mir die Station gezeigt.": `says "Du"`, "die Überstunden": `"Überstunden"`, "das Gehalt": `"Gehalt"`,
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
		"Herr Prof. Dr. Kern":  "Sehr geehrter Herr Prof. Dr. Kern",
		"Mr Jo Smith":          "Sehr geehrter Herr Smith",
		"Ms van der Berg":      "Sehr geehrte Frau van der Berg",
		"Dr. Jana Müller":      "Guten Tag Dr. Jana Müller",
		"Kim Berger":           "Guten Tag Kim Berger",
		"":                     "Sehr geehrte Damen und Herren",
		"HR":                   "Sehr geehrte Damen und Herren",
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
	} {
		if got := lang.TheRole(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{
		"Helix Bio GmbH & Co. KG": "Helix Bio", "Acme AG": "Acme", "AG": "AG", "Lumen": "Lumen",
		"Tierhilfe e. V.": "Tierhilfe",
		"Sage":            "Sage",
	} {
		if got := lang.Company(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	on := func(y int, m time.Month, d int) rules.Date { return rules.Date{Year: y, Month: m, Day: d} }
	today := on(2026, 12, 9)
	for got, want := range map[string]string{
		lang.OnWeekday(time.Tuesday):                                       "am Dienstag",
		lang.OnDate(on(2026, 3, 1), false):                                 "am 1. März",
		lang.Date(on(2027, 1, 4), true):                                    "4. Januar 2027",
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
		"So etwas habe ich schon begleitet.": true, "Davon habe ich zwei gebaut.": true, "Das kenne ich gut.": true,
		"Ich habe zwei Stationen geleitet.": false, "Ich leite das Lager in Halle.": false,
	} {
		if got := lang.PointsBack(sentence); got != want {
			t.Errorf("%q: got %v", sentence, got)
		}
	}
}
