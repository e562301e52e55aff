package letters

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// cast are facts of people who have nothing in common, for letters to be read and compared.
var cast = []Facts{
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

// hooks are occasions to stay in touch.
var hooks = []string{"Congratulations on the new clinic", "I read that you won the regional care award.",
	"I saw your talk on night shifts. It was a pleasure to watch!"}

// member returns the facts of the nth of the cast, with all that a sample has besides.
func member(kind rules.Kind, n int) Facts {
	f, own := sampleFor(lang, kind), cast[n%len(cast)]
	f.Name, f.Company, f.Sender = own.Name, own.Company, own.Sender
	f.Salutation, f.Role, f.TheRole = lang.Salutation(own.Name, ""), lang.Role(own.Role), lang.TheRole(own.Role)
	f.Topic, f.TopicSentence, f.Fit, f.FitSentence = own.Topic, own.TopicSentence, own.Fit, own.FitSentence
	f.FitNext, f.FitClause, f.TopicClause = own.FitNext, lang.Joinable(own.FitSentence), lang.Told(own.TopicSentence)
	f.Address, f.Phone = strings.ToLower(strings.ReplaceAll(own.Name, " ", ".")), ""
	f.QuotedSubject, f.ThreadSubject = "Next steps for "+f.TheRole, ""
	f.Quote = strings.Replace(f.Quote, lang.Salutation(sampleName, ""), f.Salutation, 1)
	f.Day, f.Date = lang.OnWeekday(daysOf[n%5]), lang.Date(rules.Date{Year: 2026, Month: 12, Day: 7 + n%5}, false)
	if kind == rules.StayInTouch {
		f.Hook = hooks[n%len(hooks)]
		f.HookSubject = hookSubject(f.Hook)
	}
	if kind != rules.SecondRequest {
		f.Quote, f.QuotedSubject, f.WroteDay = "", "", ""
	}
	f.HeardDay, f.HeardFrom, f.Dates, f.NextDate = "", "", "", ""
	f.Late, f.Again, f.Offer, f.NextRound, f.Several = false, false, false, false, false
	f.TheirTopic, f.GoodNews = f.Topic, lang.IsGoodNews(f.Hook, "")
	return f
}

// daysOf are weekdays from Monday on.
var daysOf = func() (days [5]time.Weekday) {
	for i := range days {
		days[i] = time.Weekday(i + 1)
	}
	return days
}()

// A scene is what happened before a letter.
type scene struct {
	name   string
	happen func(*Facts)
}

// scenes are those of a kind; the first is the usual one.
var scenes = map[rules.Kind][]scene{
	rules.ThankYou: {
		{"on the day", func(f *Facts) { f.Day = lang.Today() }},
		{"the next day", func(f *Facts) { f.Day = lang.Yesterday() }},
		{"late", func(f *Facts) { f.Late = true }}, {"met before", func(f *Facts) { f.Again, f.Several = true, true }},
		{"after an offer", func(f *Facts) { f.Offer = true }},
		{"after an invitation", func(f *Facts) { f.NextRound = true }},
	},
	rules.UpdateRequest: {
		{"a day was named", func(*Facts) {}},
		{"none was named", func(f *Facts) { f.DecisionBy, f.Mentioned = "", false }},
		{"after an answer", func(f *Facts) { f.HeardDay = "on 9 December" }},
		{"after two interviews", func(f *Facts) { f.Several, f.Dates, f.DecisionBy = true, "1 and 8 December", "" }},
		{"to a recruiter", func(f *Facts) { f.Interviewed, f.Mentioned = false, false }},
		{"they did not turn up", func(f *Facts) { f.Met, f.DecisionBy = false, "" }},
		{"a date is to follow", func(f *Facts) { f.NextRound, f.DecisionBy, f.HeardDay = true, "", "on 9 December" }},
	},
	rules.SecondRequest: {
		{"with the first below", func(*Facts) {}}, {"without it", func(f *Facts) { f.Quote, f.QuotedSubject = "", "" }},
		{"to a recruiter", func(f *Facts) { f.Interviewed = false }},
		{"they did not turn up", func(f *Facts) { f.Met = false }},
		{"a date is to follow", func(f *Facts) { f.NextRound = true }},
	},
	rules.UndecidedReply: {
		{"a day was named", func(*Facts) {}},
		{"none was named", func(f *Facts) { f.DecisionBy, f.Roughly = "", false }},
		{"they said roughly when", func(f *Facts) { f.DecisionBy = "" }},
		{"in a thread", func(f *Facts) { f.ThreadSubject = "Thank you for today" }},
		{"to a recruiter", func(f *Facts) { f.Interviewed = false }},
	},
	rules.OfferThanks: {
		{"a day was named", func(*Facts) {}},
		{"none was named", func(f *Facts) { f.AnswerBy = "" }},
		{"from a recruiter", func(f *Facts) { f.Interviewed = false }},
	},
	rules.NoShowNote: {
		{"they were to be there", func(f *Facts) { f.Met, f.Day = false, lang.Today() }},
		{"to a recruiter", func(f *Facts) { f.Met, f.Interviewed = false, false }},
	},
	rules.RejectionThanks: {
		{"after an interview", func(*Facts) {}},
		{"after two", func(f *Facts) { f.Several = true }},
		{"before any", func(f *Facts) { f.Met = false }},
		{"from a recruiter", func(f *Facts) { f.Interviewed = false }},
	},
	rules.StayInTouch: {
		{"after an interview", func(*Facts) {}},
		{"to a recruiter", func(f *Facts) { f.Interviewed = false }},
	},
	rules.Withdrawal: {
		{"after an interview", func(*Facts) {}},
		{"before it", func(f *Facts) { f.Met, f.NextDate = false, "Tuesday, 15 December" }},
		{"an offer declined", func(f *Facts) { f.Offer = true }},
		{"after an invitation", func(f *Facts) { f.NextRound = true }},
	},
}

// letterTo writes the letter to the nth of the cast in a scene.
func letterTo(t *testing.T, kind rules.Kind, n int, s scene, c Choice) (Facts, Letter) {
	t.Helper()
	f := member(kind, n)
	s.happen(&f)
	letter, err := shared.Write(kind, f, c)
	if err != nil {
		t.Fatal(err)
	}
	return f, letter
}

// TestGallery prints letters of each kind, for reading: go test ./mailer/letters -run TestGallery -v
func TestGallery(t *testing.T) {
	var page strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&page, "\n\n######## %s ########\n", kind)
		for n := range cast {
			s := scenes[kind][n%len(scenes[kind])]
			f, letter := letterTo(t, kind, n, s, Choice{Seed: fmt.Sprint("gallery", n, kind)})
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
