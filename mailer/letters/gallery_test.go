package letters

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/mailer/letters/french"
	"followup/mailer/letters/german"
	"followup/mailer/letters/spanish"
	"followup/rules"
)

// A troupe has facts of people who have nothing in common, and occasions to stay in touch, in one language, for letters
// to be read and compared.
type troupe struct {
	letters *Letters
	cast    []Facts
	hooks   []string
}

// troupes are those of all languages.
var troupes = map[string]troupe{
	"English": {shared, englishCast, []string{"Congratulations on the new clinic",
		"I read that you won the regional care award.",
		"I saw your talk on night shifts. It was a pleasure to watch!"}},
	"German": {sharedGerman, germanCast, []string{"Herzlichen Glückwunsch zur neuen Klinik.",
		"Ich habe gelesen, dass Sie den Pflegepreis gewonnen haben.",
		"Ihr Vortrag über Nachtdienste war sehr anschaulich."}},
	"French": {sharedFrench, frenchCast, []string{"Félicitations pour la nouvelle clinique.",
		"J'ai lu que vous aviez reçu le prix régional.", "Votre conférence sur le travail de nuit était très claire."}},
	"Spanish": {sharedSpanish, spanishCast, []string{"Enhorabuena por la nueva clínica.",
		"He leído que les han dado el premio regional.", "Su conferencia sobre los turnos de noche fue muy clara."}},
}

var (
	sharedFrench, sharedFrenchErr   = Load(french.Language{}, "")
	sharedSpanish, sharedSpanishErr = Load(spanish.Language{}, "")
)

// eachLanguage runs a test for the letters of each language.
func eachLanguage(t *testing.T, test func(*testing.T, troupe)) {
	if err := errors.Join(sharedErr, sharedGermanErr, sharedFrenchErr, sharedSpanishErr); err != nil {
		t.Fatal(err)
	}
	for name, tr := range troupes {
		t.Run(name, func(t *testing.T) { test(t, tr) })
	}
}

var sharedGerman, sharedGermanErr = Load(german.Language{}, "")

var englishCast = []Facts{
	{Name: "Helen Grant", Company: "St Mary's", Role: "staff nurse", Topic: "the new rota for the night shift",
		Fit: "ten years on a surgical ward", Sender: "Sam Weber"},
	{Name: "Marco Bianchi", Company: "Northlight Studio", Role: "graduate scheme",
		Topic: "how the studio picks its projects", Fit: "a degree in product design", Sender: "Ada Okafor"},
	{Name: "Dr. Jana Müller", Company: "Helix Bio GmbH", Role: "Lab Technician (m/w/d)",
		TopicSentence: "You are moving the night cultures to the new building in spring.",
		FitSentence:   "I set up a culture lab from nothing in Jena.", Sender: "Tom Hart"},
	{Name: "Priya Nair", Company: "Umbrella Freight Ltd.", Role: "Head of Planning",
		Topic: "the merger of the two depots", FitNext: "I did one like it for my last employer.",
		Sender: "Lee Brandt"},
	{Name: "Jo Smith", Company: "Acme Inc.", Role: "data engineer",
		TopicSentence: "You are moving the ledger to streaming this year.", Fit: "five years of Kafka in production",
		Sender: "Noor Aziz"},
	{Name: "Aoife Byrne", Company: "Wren Books", Role: "internship in publicity", Topic: "the spring list",
		Sender: "Mia Kovač"},
	{Name: "Ken Adeyemi", Company: "the city council", Role: "caretaker post", Fit: "a gardener's training",
		Sender: "Pat Doyle"},
	{Name: "Sofia Reyes", Company: "Casa Verde", Role: "pastry chef", Sender: "Ines Duarte"},
	{Name: "Wei Chen", Company: "Lumen", Role: "QA lead", Topic: "testing on real devices",
		Fit: "experience with release trains", Sender: "Olu Bello"},
	{Company: "Brightwater", Role: "team lead", Sender: "Kim Park"},
	{Name: "Rae Hunt", Company: "Hunt & Low", Role: "paralegal", Topic: "pro bono work",
		FitSentence: "I ran a legal advice centre for two years.", Sender: "Max Stein"},
	{Name: "Emre Demir", Company: "Solara", Role: "electrician",
		TopicSentence: "You showed me the plans for the solar park in Ayr.", Fit: "a licence for high voltage",
		Sender: "Jude Marsh"},
}

// member returns the facts of the nth of the cast, with all that a sample has besides.
func (tr troupe) member(kind rules.Kind, n int) Facts {
	lang := tr.letters.lang
	f, own := sampleFor(lang, kind), tr.cast[n%len(tr.cast)]
	f.Name, f.Company, f.Sender = own.Name, lang.Company(own.Company), own.Sender
	f.Salutation, f.Role, f.TheRole = lang.Salutation(own.Name, ""), lang.Role(own.Role), lang.TheRole(own.Role)
	f.Fit, f.FitSentence = own.Fit, own.FitSentence
	f.FitNext, f.FitDone = own.FitNext, ""
	f.joinFit(lang)
	f.Address, f.Phone = strings.ToLower(strings.ReplaceAll(own.Name, " ", ".")), ""
	f.QuotedSubject, f.ThreadSubject = "Next steps for "+f.TheRole, ""
	f.Quote = strings.Replace(f.Quote, lang.Salutation(sampleName, ""), f.Salutation, 1)
	f.Day, f.Date = lang.OnWeekday(daysOf[n%5]), lang.Date(rules.Date{Year: 2026, Month: 12, Day: 7 + n%5}, false)
	if kind == rules.StayInTouch {
		f.Hook = tr.hooks[n%len(tr.hooks)]
		f.HookSubject = hookSubject(f.Hook)
	}
	if kind != rules.SecondRequest {
		f.Quote, f.QuotedSubject, f.WroteDay = "", "", ""
	}
	f.HeardDay, f.HeardFrom, f.Dates, f.NextDate, f.EarlierTopic = "", "", "", "", ""
	f.Late, f.Again, f.Offer, f.NextRound, f.Several = false, false, false, false, false
	f.addTopic(lang, kind, own.Topic+own.TopicSentence)
	f.GoodNews = lang.IsGoodNews(f.Hook, "")
	return f
}

// daysOf are weekdays from Monday on.
var daysOf = func() (days [5]time.Weekday) {
	for i := range days {
		days[i] = time.Weekday(i + 1)
	}
	return days
}()

func december(day int) rules.Date { return rules.Date{Year: 2026, Month: 12, Day: day} }

// A scene is what happened before a letter.
type scene struct {
	name   string
	happen func(Language, *Facts)
}

// scenes are those of a kind; the first is the usual one.
var scenes = map[rules.Kind][]scene{
	rules.ThankYou: {
		{"on the day", func(l Language, f *Facts) { f.Day = l.Today() }},
		{"the next day", func(l Language, f *Facts) { f.Day = l.Yesterday() }},
		{"late", func(l Language, f *Facts) { f.Late = true }},
		{"met before", func(l Language, f *Facts) { f.Again, f.Several = true, true }},
		{"after an offer", func(l Language, f *Facts) { f.Offer = true }},
		{"after an invitation", func(l Language, f *Facts) { f.NextRound = true }},
	},
	rules.UpdateRequest: {
		{"a day was named", func(Language, *Facts) {}},
		{"none was named", func(l Language, f *Facts) { f.DecisionBy, f.Mentioned = "", false }},
		{"after an answer", func(l Language, f *Facts) { f.HeardDay = l.OnDate(december(9), false) }},
		{"after two interviews", func(l Language, f *Facts) {
			f.Several, f.Dates, f.DecisionBy = true, l.Dates([]rules.Date{december(1), december(8)}, december(8)), ""
		}},
		{"to a recruiter", func(l Language, f *Facts) { f.Interviewed, f.Mentioned = false, false }},
		{"they did not turn up", func(l Language, f *Facts) { f.Met, f.DecisionBy = false, "" }},
		{"a date is to follow", func(l Language, f *Facts) {
			f.NextRound, f.DecisionBy, f.HeardDay = true, "", l.OnDate(december(9), false)
		}},
	},
	rules.SecondRequest: {
		{"with the first below", func(Language, *Facts) {}},
		{"without it", func(l Language, f *Facts) { f.Quote, f.QuotedSubject = "", "" }},
		{"to a recruiter", func(l Language, f *Facts) { f.Interviewed = false }},
		{"they did not turn up", func(l Language, f *Facts) { f.Met = false }},
		{"a date is to follow", func(l Language, f *Facts) { f.NextRound = true }},
	},
	rules.UndecidedReply: {
		{"a day was named", func(Language, *Facts) {}},
		{"none was named", func(l Language, f *Facts) { f.DecisionBy, f.Roughly = "", false }},
		{"they said roughly when", func(l Language, f *Facts) { f.DecisionBy = "" }},
		{"in a thread", func(l Language, f *Facts) { f.ThreadSubject = "Thank you for today" }},
		{"to a recruiter", func(l Language, f *Facts) { f.Interviewed = false }},
	},
	rules.OfferThanks: {
		{"a day was named", func(Language, *Facts) {}},
		{"none was named", func(l Language, f *Facts) { f.AnswerBy = "" }},
		{"from a recruiter", func(l Language, f *Facts) { f.Interviewed = false }},
	},
	rules.NoShowNote: {
		{"they were to be there", func(l Language, f *Facts) { f.Met, f.Day = false, l.Today() }},
		{"to a recruiter", func(l Language, f *Facts) { f.Met, f.Interviewed = false, false }},
	},
	rules.RejectionThanks: {
		{"after an interview", func(Language, *Facts) {}},
		{"after two", func(l Language, f *Facts) { f.Several = true }},
		{"before any", func(l Language, f *Facts) { f.Met = false }},
		{"from a recruiter", func(l Language, f *Facts) { f.Interviewed = false }},
	},
	rules.StayInTouch: {
		{"after an interview", func(Language, *Facts) {}},
		{"to a recruiter", func(l Language, f *Facts) { f.Interviewed = false }},
	},
	rules.Withdrawal: {
		{"after an interview", func(Language, *Facts) {}},
		{"before it", func(l Language, f *Facts) { f.Met, f.NextDate = false, l.Date(december(15), false) }},
		{"an offer declined", func(l Language, f *Facts) { f.Offer = true }},
		{"after an invitation", func(l Language, f *Facts) { f.NextRound = true }},
	},
}

// letterTo writes the letter to the nth of the cast in a scene.
func (tr troupe) letterTo(t *testing.T, kind rules.Kind, n int, s scene, c Choice) (Facts, Letter) {
	t.Helper()
	f := tr.member(kind, n)
	s.happen(tr.letters.lang, &f)
	letter, err := tr.letters.Write(kind, f, c)
	if err != nil {
		t.Fatal(err)
	}
	return f, letter
}

// TestGallery prints letters of each kind, for reading: go test ./mailer/letters -run TestGallery -v
func TestGallery(t *testing.T) { eachLanguage(t, testGallery) }

func testGallery(t *testing.T, tr troupe) {
	var page strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&page, "\n\n######## %s ########\n", kind)
		for n := range tr.cast {
			s := scenes[kind][n%len(scenes[kind])]
			f, letter := tr.letterTo(t, kind, n, s, Choice{Seed: fmt.Sprint("gallery", n, kind)})
			known := slices.DeleteFunc([]string{f.Topic, f.TopicSentence, f.Fit, f.FitSentence, f.FitNext},
				func(s string) bool { return s == "" })
			fmt.Fprintf(&page, "\n-------- %s %d, %s: %s\nSubject: %s\n\n%s\n", kind, n+1, s.name,
				strings.Join(known, " | "), letter.Subject, letter.Body)
			for _, fault := range letter.Faults {
				t.Errorf("%s %d: the letter %s", kind, n+1, fault)
			}
		}
	}
	t.Log(page.String())
}

// TestGoldenOfEachLanguage keeps a letter of each kind in each situation. [TestGolden] has those in English.
func TestGoldenOfEachLanguage(t *testing.T) { eachLanguage(t, testGoldenOfALanguage) }

func testGoldenOfALanguage(t *testing.T, tr troupe) {
	if tr.letters == shared {
		t.Skip("its letters have goldens of their own")
	}
	var page strings.Builder
	for _, kind := range kinds {
		for n, s := range scenes[kind] {
			_, letter := tr.letterTo(t, kind, n, s, Choice{Seed: fmt.Sprint("golden", kind, n)})
			fmt.Fprintf(&page, "######## %s, %s\nSubject: %s\n\n%s\n\n", kind, s.name, letter.Subject, letter.Body)
		}
	}
	golden(t, strings.ToLower(path.Base(t.Name()))+".golden", page.String())
}

var germanCast = []Facts{
	{Name: "Frau Helga Krämer", Company: "St. Marien", Role: "Pflegefachfrau (m/w/d)", Topic: "den neuen Dienstplan",
		Fit: "zehn Jahre Erfahrung auf einer chirurgischen Station", Sender: "Samira Weber"},
	{Name: "Marco Bianchi", Company: "Studio Nordlicht", Role: "Traineeprogramm", Topic: "die Auswahl der Projekte",
		Fit: "einen Abschluss in Produktdesign", Sender: "Ada Okafor"},
	{Name: "Frau Dr. Jana Müller", Company: "Helix Bio GmbH", Role: "Laborantin (m/w/d)",
		TopicSentence: "Sie ziehen im Frühjahr mit den Nachtkulturen in den Neubau um.",
		FitSentence:   "Ich habe in Jena ein Zelllabor aus dem Nichts aufgebaut.", Sender: "Tom Hart"},
	{Name: "Priya Nair", Company: "Spedition Umbra", Role: "Leitung der Disposition",
		Topic:   "die Zusammenlegung der beiden Lager",
		FitNext: "So etwas habe ich bei meinem letzten Arbeitgeber begleitet.",
		Sender:  "Lea Brandt"},
	{Name: "Herr Jo Schmidt", Company: "Acme AG", Role: "Data Engineer",
		TopicSentence: "Sie stellen das Hauptbuch dieses Jahr auf Streaming um.", Fit: "fünf Jahre Erfahrung mit Kafka",
		Sender: "Noor Aziz"},
	{Name: "Anke Behrens", Company: "Verlag Zaunkönig", Role: "Volontariat im Lektorat", Topic: "das Frühjahrsprogramm",
		Sender: "Mia Kovač"},
	{Name: "Ken Adeyemi", Company: "Stadt Halle", Role: "Hausmeister", Fit: "eine Ausbildung zum Gärtner",
		Sender: "Paul Döring"},
	{Name: "Sofia Reyes", Company: "Casa Verde", Role: "Konditorin", Sender: "Ines Duarte"},
	{Name: "Wei Chen", Company: "Lumen", Role: "Testleiter", Topic: "Tests auf echten Geräten",
		Fit: "viel Erfahrung mit Freigaben", Sender: "Olu Bello"},
	{Company: "Klarwasser", Role: "Teamleiter", Sender: "Kim Park"},
	{Name: "Frau Rae Hunt", Company: "Kanzlei Niedermeyer", Role: "Rechtsanwaltsfachangestellte",
		Topic: "die ehrenamtliche Beratung", FitSentence: "Ich habe zwei Jahre lang eine Beratungsstelle geleitet.",
		Sender: "Max Stein"},
	{Name: "Emre Demir", Company: "Solara", Role: "Elektriker",
		TopicSentence: "Sie haben mir die Pläne für den Solarpark bei Aurich gezeigt.",
		Fit:           "eine Zulassung für Hochspannung", Sender: "Jule Marx"},
}

var frenchCast = []Facts{
	{Name: "Mme Hélène Duval", Company: "Clinique Saint-Marc", Role: "Infirmière (H/F)", Topic: "le nouveau planning",
		Fit: "dix ans d'expérience en chirurgie", Sender: "Samira Weber"},
	{Name: "Marco Bianchi", Company: "Studio Boréal", Role: "Stage en design",
		Topic: "votre façon de choisir les projets",
		Fit:   "un diplôme de design", Sender: "Ada Okafor"},
	{Name: "Mme Jana Müller", Company: "Helix Bio SAS", Role: "Technicienne de laboratoire",
		TopicSentence: "Vous déménagez les cultures dans le nouveau bâtiment au printemps.",
		FitSentence:   "J'ai monté un laboratoire de culture à Lyon.", Sender: "Tom Hart"},
	{Name: "Priya Nair", Company: "Transports Ombre", Role: "Responsable de planification",
		Topic:   "la fusion des deux dépôts",
		FitNext: "J'en ai accompagné une chez mon dernier employeur.", Sender: "Léa Brandt"},
	{Name: "M. Jo Lambert", Company: "Acme SA", Role: "Data Engineer",
		TopicSentence: "Vous passez le grand livre au temps réel cette année.", Fit: "cinq ans de Kafka en production",
		Sender: "Noor Aziz"},
	{Name: "Anne Berger", Company: "Éditions Roitelet", Role: "Alternance en édition",
		Topic:  "le programme de printemps",
		Sender: "Mia Kovač"},
	{Name: "Ken Adeyemi", Company: "la mairie", Role: "Gardien", Fit: "une formation de jardinier",
		Sender: "Paul Doré"},
	{Name: "Sofia Reyes", Company: "Casa Verde", Role: "Pâtissière", Sender: "Inès Duarte"},
	{Name: "Wei Chen", Company: "Lumen", Role: "Testeur", Topic: "les tests sur de vrais appareils",
		Fit: "de bonnes connaissances en livraison continue", Sender: "Olu Bello"},
	{Company: "Eauclaire", Role: "Chef d'équipe", Sender: "Kim Park"},
	{Name: "Mme Rae Hunt", Company: "Cabinet Morel", Role: "Assistante juridique", Topic: "les consultations gratuites",
		FitSentence: "J'ai dirigé une permanence pendant deux ans.", Sender: "Max Stein"},
	{Name: "Emre Demir", Company: "Solara", Role: "Électricien",
		TopicSentence: "Vous m'avez montré les plans du parc solaire.", Fit: "une habilitation haute tension",
		Sender: "Julie Marx"},
}

var spanishCast = []Facts{
	{Name: "Sra. Elena Vega Ríos", Company: "Clínica San Marcos", Role: "Enfermera (m/f)", Topic: "el nuevo horario",
		Fit: "diez años de experiencia en cirugía", Sender: "Samira Weber"},
	{Name: "Marco Bianchi", Company: "Estudio Boreal", Role: "Beca de diseño",
		Topic: "su forma de elegir los proyectos",
		Fit:   "un título de diseño", Sender: "Ada Okafor"},
	{Name: "Dra. Jana Müller", Company: "Helix Bio, S.L.", Role: "Técnica de laboratorio",
		TopicSentence: "Trasladan los cultivos al nuevo edificio en primavera.",
		FitSentence:   "He montado un laboratorio de cultivos en Lugo.", Sender: "Tom Hart"},
	{Name: "Priya Nair", Company: "Transportes Sombra", Role: "Responsable de planificación",
		Topic: "la fusión de los dos almacenes", FitNext: "Yo acompañé una parecida en mi última empresa.",
		Sender: "Lea Brandt"},
	{Name: "Sr. Jo Lambert", Company: "Acme S.A.", Role: "Data Engineer",
		TopicSentence: "Este año pasan el libro mayor a tiempo real.", Fit: "cinco años de experiencia con Kafka",
		Sender: "Noor Aziz"},
	{Name: "Ana Berger", Company: "Ediciones Chochín", Role: "Plaza en edición", Topic: "el programa de primavera",
		Sender: "Mia Kovač"},
	{Name: "Ken Adeyemi", Company: "el ayuntamiento", Role: "Conserje", Fit: "una formación de jardinería",
		Sender: "Paul Doré"},
	{Name: "Sofia Reyes", Company: "Casa Verde", Role: "Pastelera", Sender: "Inés Duarte"},
	{Name: "Wei Chen", Company: "Lumen", Role: "Jefe de pruebas", Topic: "las pruebas en aparatos de verdad",
		Fit: "buenos conocimientos de entrega continua", Sender: "Olu Bello"},
	{Company: "Aguaclara", Role: "Jefe de equipo", Sender: "Kim Park"},
	{Name: "Sra. Rae Hunt", Company: "Bufete Morel", Role: "Asistente jurídica", Topic: "las consultas gratuitas",
		FitSentence: "He dirigido una asesoría durante dos años.", Sender: "Max Stein"},
	{Name: "Emre Demir", Company: "Solara", Role: "Electricista",
		TopicSentence: "Usted me enseñó los planos del parque solar.", Fit: "una licencia de alta tensión",
		Sender: "Julia Marx"},
}
