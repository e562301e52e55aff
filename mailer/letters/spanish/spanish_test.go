package spanish

import (
	"testing"
	"time"

	"followup/mailer/letters/facttest"
	"followup/rules"
)

var lang Language

func TestReadFact(t *testing.T) { facttest.Read(t, lang) }

func TestTheSentenceThatIsShownIsRead(t *testing.T) {
	facttest.Shown(t, lang, "horario", "Storytelling")
}

func TestSalutation(t *testing.T) {
	for name, want := range map[string]string{
		"Sra. Vega Ríos":           "Estimada Sra. Vega Ríos",
		"Sra. Carmen Ortega Lillo": "Estimada Sra. Ortega",
		"Sra. Dra. Ana Vega":       "Estimada Dra. Vega",
		"D. Luis Herranz":          "Estimado don Luis",
		"Doña Rosa Tejero":         "Estimada doña Rosa",
		"Dra. Ana Vega":            "Estimada Dra. Vega",
		"Dr. Jana Müller":          "Buenos días, Dr. Jana Müller",
		"Kim Berger":               "Buenos días, Kim Berger",
		"":                         "Buenos días",
		"HR":                       "Buenos días",
	} {
		if got := lang.Salutation(name, "first"); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestRolesAndCompanies(t *testing.T) {
	for typed, want := range map[string]string{
		"Enfermera (m/f)":       "el puesto de enfermera",
		"Data Engineer":         "el puesto de Data Engineer",
		"Beca de investigación": "la beca de investigación",
		"puesto de conserje":    "el puesto de conserje",
	} {
		if got := lang.TheRole(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{
		"Helix Bio, S.L.": "Helix Bio", "Acme S.A.": "Acme", "Visa": "Visa", "Casa SL": "Casa",
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
		lang.OnWeekday(time.Tuesday): "el martes", lang.OnDate(on(2026, 3, 1), false): "el 1 de marzo",
		lang.Date(on(2027, 1, 4), true):                                    "lunes 4 de enero de 2027",
		lang.Dates([]rules.Date{on(2026, 12, 1), on(2026, 12, 8)}, today):  "1 y el 8 de diciembre",
		lang.Dates([]rules.Date{on(2026, 11, 28), on(2026, 12, 8)}, today): "28 de noviembre y el 8 de diciembre",
		lang.Attribution(on(2026, 12, 8)):                                  "El martes 8 de diciembre de 2026 escribí:",
		lang.Reply("Su oferta"):                                            "Re: Su oferta",
		lang.Reply("RV: Su oferta"):                                        "RV: Su oferta",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPointsBack(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Eso lo hice yo también.": true, "He dirigido dos plantas.": false, "Hice otra parecida.": true,
	} {
		if got := lang.PointsBack(sentence); got != want {
			t.Errorf("%q: got %v", sentence, got)
		}
	}
}
