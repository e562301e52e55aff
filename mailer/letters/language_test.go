package letters

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"followup/mailer/letters/english"
	"followup/mailer/letters/german"
	"followup/rules"
)

func TestALanguageIsNamedByItsCodeOrItsName(t *testing.T) {
	for typed, want := range map[string]string{"": "", "en": "en", "DE": "de", "german": "de", " English ": "en"} {
		if got, err := ParseLanguage(typed); err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", typed, got, err, want)
		}
	}
	const refusal = `"klingon" is no language that letters are written in; expected one of en (English), ` +
		`de (German), fr (French), es (Spanish)`
	if _, err := ParseLanguage("klingon"); err == nil || err.Error() != refusal {
		t.Errorf("got %v, want %s", err, refusal)
	}
	if In("") != (english.Language{}) || In("de") != (german.Language{}) || LanguageName("de") != "German" {
		t.Error("a code names another language")
	}
}

// telling are words that each language has in nearly every letter, and no other.
var telling = map[string]string{
	"English": "the and you with your for thank would have that about this regards dear still",
	"French":  "vous je votre pour avec cela est une sur mon plus cordialement nous",
	"Spanish": "usted para las los una con mucho gracias del hoy más muy",
	"German":  "und ich für Ihnen nicht mit auf Sie mich sehr habe grüßen über von noch",
}

// TestAnOpenThreadIsAnsweredInEachLanguage: where the two write to each other, a letter has the subject of the thread.
func TestAnOpenThreadIsAnsweredInEachLanguage(t *testing.T) {
	inThread := []rules.Kind{rules.UpdateRequest, rules.UndecidedReply, rules.OfferThanks, rules.RejectionThanks,
		rules.Withdrawal}
	for _, code := range Languages() {
		lang := In(code)
		l, err := Load(lang, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range inThread {
			f := sampleFor(lang, kind)
			f.Offer, f.TopicSentence, f.FitNext = kind == rules.Withdrawal, "", ""
			letter, err := l.Write(kind, f, Choice{})
			if want := lang.Reply(f.ThreadSubject); err != nil || letter.Subject != want {
				t.Errorf("%s, %s: the subject is %q, %v; want %q", code, kind, letter.Subject, err, want)
			}
		}
	}
}

// TestAfterANoShowNobodyRemembersATalk: a note to stay in touch with whoever did not turn up speaks of no conversation.
func TestAfterANoShowNobodyRemembersATalk(t *testing.T) {
	ofATalk := map[string]string{
		"English": "conversation interview met meeting talk talked talking told again",
		"French":  "entretien entretiens échange échanges conversation parlé",
		"German":  "gespräch gesprochen erzählt erwähnt wieder",
		"Spanish": "conversación entrevista hablamos hablar comentamos contó contaron coincidir",
	}
	eachLanguage(t, func(t *testing.T, tr troupe) {
		_, name, _ := strings.Cut(t.Name(), "/")
		if ofATalk[name] == "" {
			t.Fatalf("no words of %s", name)
		}
		missed := scene{"they did not turn up", func(_ Language, f *Facts) { f.Met = false }}
		for n := range 8 * len(tr.cast) {
			f, l := tr.letterTo(t, rules.StayInTouch, n, missed, Choice{Seed: fmt.Sprint("missed", n)})
			text := " " + strings.Join(words(masked(f, l)), " ") + " "
			for w := range strings.FieldsSeq(ofATalk[name]) {
				if strings.Contains(text, " "+w+" ") {
					t.Fatalf("%q in\n%s\n\n%s", w, l.Subject, l.Body)
				}
			}
		}
	})
}

// TestLanguagesDoNotMix: no letter has a word of another language, whatever happened and is known.
func TestLanguagesDoNotMix(t *testing.T) {
	eachLanguage(t, func(t *testing.T, tr troupe) {
		_, name, _ := strings.Cut(t.Name(), "/")
		for _, kind := range kinds {
			for _, s := range scenes[kind] {
				for n := range tr.cast {
					f, l := tr.letterTo(t, kind, n, s, Choice{Seed: fmt.Sprint("mix", n, s.name)})
					text := " " + strings.Join(words(masked(f, l)+"\n"+l.Quote+"\n"+f.Closing()), " ") + " "
					for other, list := range telling {
						for w := range strings.FieldsSeq(list) {
							if other != name && strings.Contains(text, " "+w+" ") {
								t.Fatalf("%s, %s: %q in\n%s\n\n%s", kind, s.name, w, l.Subject, l.Body)
							}
						}
					}
				}
			}
		}
	})
}

// TestFactsOfAnotherLanguage: what the config says in the user's language stands in no letter of another.
func TestFactsOfAnotherLanguage(t *testing.T) {
	letters, err := Load(german.Language{}, "")
	if err != nil {
		t.Fatal(err)
	}
	c := jo()
	c.Language, c.Interviews[0].Topic = "de", "den neuen Dienstplan"
	english := User{Name: "Sam Weber", Background: "ten years of planning", SignOff: "Best wishes"}
	german := User{Name: "Sam Weber", Background: "zehn Jahre Erfahrung", SignOff: "Viele Grüße", Language: "de"}
	now := c.Interviews[0].End()
	for _, tt := range []struct {
		name         string
		user         User
		fit, signOff string
	}{
		{"of another language", english, "", "Mit freundlichen Grüßen"},
		{"of the letter's", german, "zehn Jahre Erfahrung", "Viele Grüße"},
		{"the usual sign-off of another language", User{Name: "Sam Weber", Language: "de", SignOff: "Kind regards"}, "",
			"Mit freundlichen Grüßen"},
	} {
		f := letters.Gather(c, step(c, rules.ThankYou), c.MainContact(), tt.user, berlin, now)
		if f.Fit != tt.fit || !strings.HasPrefix(f.Closing(), tt.signOff+"\nSam Weber") {
			t.Errorf("%s: fit %q, closing %q", tt.name, f.Fit, f.Closing())
		}
	}
}

// TestADayBehindAPreposition: a day that is "am 3. Dezember" has another article behind another preposition, a weekday
// has none behind "für", and "gestern" has none at all.
func TestADayBehindAPreposition(t *testing.T) {
	for _, row := range []struct {
		day  string
		kind rules.Kind
		want string
	}{
		{"heute", rules.NoShowNote, "für heute um 14:00 Uhr"},
		{"am Montag", rules.NoShowNote, "für Montag um 14:00 Uhr"},
		{"am 3. Dezember", rules.NoShowNote, "für den 3. Dezember um 14:00 Uhr"},
		{"gestern", rules.SecondRequest, "E-Mail von gestern"},
		{"am Montag", rules.SecondRequest, "E-Mail vom Montag"},
		{"am 3. Dezember", rules.SecondRequest, "E-Mail vom 3. Dezember"},
	} {
		f := germanCast[0]
		f.Salutation, f.TheRole, f.Day, f.Time, f.Date = "Guten Tag", "die Stelle", row.day, "14:00", "3. Dezember"
		f.Interviewed, f.Met, f.WroteDay, f.Quote = true, row.kind == rules.SecondRequest, row.day, "> Guten Tag"
		var all strings.Builder
		for n := range 200 {
			l, err := sharedGerman.Write(row.kind, f, Choice{Seed: fmt.Sprint(n)})
			if err != nil {
				t.Fatal(err)
			}
			all.WriteString(l.Body)
		}
		if !strings.Contains(all.String(), row.want) {
			t.Errorf("%s: no letter has %q", row.day, row.want)
		}
		for _, odd := range []string{"für am", "für 3.", "E-Mail am"} {
			if strings.Contains(all.String(), odd) {
				t.Errorf("%s: a letter has %q", row.day, odd)
			}
		}
	}
}

func TestGuess(t *testing.T) {
	for text, want := range map[string]string{
		"You showed me the new rota.":             "en",
		"Sie haben mir die Station gezeigt.":      "de",
		"Vous m'avez montré le nouveau planning.": "fr",
		"He dirigido dos plantas del hospital.":   "es",
		"the rota":                                "",
		"Kafka":                                   "",
		"":                                        "",
		"den neuen Dienstplan und the rota of":    "",
	} {
		if got := Guess(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestGermanInSwitzerland has no "ß" in what the program says. What the user typed stays.
func TestGermanInSwitzerland(t *testing.T) {
	for country, want := range map[string]bool{"CH": true, "CH-ZH": true, "LI": true, "DE": false, "": false} {
		swiss, err := Load(InCountry("de", country), "")
		if err != nil {
			t.Fatal(err)
		}
		f := sampleFor(swiss.lang, rules.RejectionThanks)
		f.SignOff, f.Company, f.Hook = swiss.lang.SignOff(), "Groß AG", ""
		for n := range 40 {
			letter, err := swiss.Write(rules.RejectionThanks, f, Choice{Seed: fmt.Sprint(n)})
			if err != nil {
				t.Fatal(err)
			}
			own := strings.ReplaceAll(letter.Subject+letter.Body, f.Company, "")
			if !strings.Contains(own, "Grü"+map[bool]string{true: "ss", false: "ß"}[want]+"en") ||
				want && strings.Contains(own, "ß") {
				t.Fatalf("in %q the letter reads:\n%s\n\n%s", country, letter.Subject, letter.Body)
			}
		}
	}
}

// TestASwissGreetingHasNoComma, and the text below it begins with a capital. Elsewhere it goes on with a small letter.
func TestASwissGreetingHasNoComma(t *testing.T) {
	for country, want := range map[string]*regexp.Regexp{
		"CH": regexp.MustCompile(`^[^,\n]+\n\n\p{Lu}`), "DE": regexp.MustCompile(`^[^,\n]+,\n\n(?:\p{Ll}|Ihre? |Sie )`),
	} {
		letters, err := Load(InCountry("de", country), "")
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			f := sampleFor(letters.lang, kind)
			if kind == rules.StayInTouch {
				f.Hook = "Ich habe gelesen, dass Sie umgezogen sind."
			}
			for n := range 40 {
				letter, err := letters.Write(kind, f, Choice{Seed: fmt.Sprint(n)})
				if err != nil {
					t.Fatal(err)
				}
				if !want.MatchString(letter.Body) {
					t.Fatalf("%s in %s begins:\n%.200s", kind, country, letter.Body)
				}
			}
		}
	}
}

// TestAnAfternoonIsGreetedAsOne: a letter that goes today, or may wait until tomorrow, knows the hour, and one of
// another day does not.
func TestAnAfternoonIsGreetedAsOne(t *testing.T) {
	letters, err := Load(In("es"), "")
	if err != nil {
		t.Fatal(err)
	}
	c := jo()
	for now, want := range map[time.Time]string{
		time.Date(2026, 12, 1, 15, 40, 0, 0, berlin): "Buenas tardes, Jo Smith",
		time.Date(2026, 12, 2, 15, 40, 0, 0, berlin): "Buenos días, Jo Smith",
	} {
		u := User{Name: "Sam Weber", Language: "es"}
		f := letters.Gather(c, step(c, rules.NoShowNote), c.MainContact(), u, berlin, now)
		if f.Salutation != want {
			t.Errorf("at %v: got %q, want %q", now, f.Salutation, want)
		}
	}
	thanks := step(c, rules.ThankYou)
	evening := time.Date(2026, 12, 1, 17, 40, 0, 0, berlin)
	thanks.Deadline = evening.Add(20 * time.Hour)
	u := User{Name: "Sam Weber", Language: "es"}
	if f := letters.Gather(c, thanks, c.MainContact(), u, berlin, evening); f.Salutation != "Buenas tardes, Jo Smith" {
		t.Errorf("a thank-you with time until tomorrow begins %q", f.Salutation)
	}
}
