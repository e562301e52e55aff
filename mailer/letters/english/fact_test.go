package english

import (
	"strings"
	"testing"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/facttest"
)

var lang Language

func TestReadFact(t *testing.T) {
	facttest.Read(t, lang)
	for _, name := range []string{"topics", "fits"} {
		if rows := facttest.Rows(t, "testdata/"+name+".txt"); len(rows) < 65 {
			t.Errorf("%s has %d rows", name, len(rows))
		}
	}
}

// What is accepted is accepted, too, when it is typed as the examples of a refusal are: with a capital and a final
// stop, or as it stands in a letter.
func TestReadFactTyped(t *testing.T) {
	for name, kind := range map[string]fact.Kind{"topics": fact.Topic, "fits": fact.Fit} {
		for typed := range facttest.Rows(t, "testdata/"+name+".txt") {
			r := lang.ReadFact(kind, typed)
			shown := lang.InLetter(kind, typed)
			if shown != "" && lang.ReadFact(kind, shown).Form == fact.Unclear {
				t.Errorf("%q is refused as it stands in a letter: %q", typed, shown)
			}
			if r.Form != fact.Phrase {
				continue
			}
			again := strings.ToUpper(r.Text[:1]) + r.Text[1:] + "."
			if got := lang.ReadFact(kind, again); got != r {
				t.Errorf("%q is %+v, and %q is %+v", typed, r, again, got)
			}
		}
	}
}

// What is shown for an unclear topic or fit is in order, and can be stored as it was shown. Where no sentence is surely
// in order, none is shown.
func TestInLetter(t *testing.T) {
	shows := func(kind fact.Kind, rows map[string]string) {
		t.Helper()
		facttest.Each(t, func(typed string) string { return lang.InLetter(kind, typed) }, rows)
		for _, shown := range rows {
			if r := lang.ReadFact(kind, shown); shown != "" && r.Form == fact.Unclear {
				t.Errorf("%q is shown, and refused", shown)
			}
		}
	}
	shows(fact.Topic, map[string]string{
		"streaming":                                "We talked about streaming.",
		"the mud kitchen the parents built":        "We talked about the mud kitchen the parents built.",
		"window displays made by the staff":        "We talked about window displays made by the staff.",
		"everything is made in house":              "Everything is made in house.",
		"the team doubled last year":               "The team doubled last year.",
		"the new rota":                             "We talked about the new rota.",
		"you showed me the rota":                   "You showed me the rota.",
		"scour on the piers":                       "We talked about scour on the piers.",
		"the robot milks the cows":                 "The robot milks the cows.",
		"the rota, nice":                           "We talked about the rota.",
		"how the rota works, really":               "We talked about how the rota works.",
		"sourdough, mostly":                        "We talked about sourdough.",
		"the ovens, trays":                         "",
		"how do you review code":                   "",
		"Can you do nights?":                       "",
		"because the shop is small":                "",
		"loves SAP":                                "",
		"the team and will move":                   "",
		"cheese makes me happy":                    "",
		"staff costs, mainly overtime at weekends": "",
		"good with kids":                           "",
		"the new store - more shifts":              "",
		"nights. Parking":                          "",
		"whom you work with the":                   "",
		"what plans do you have for May":           "",
	})
	shows(fact.Fit, map[string]string{
		"Ran a Kafka cluster":          "I ran a Kafka cluster.",
		"nights don't bother me":       "Nights don't bother me.",
		"who is good":                  "",
		"redesigned a checkout":        "I redesigned a checkout.",
		"brought ours down by a third": "I brought ours down by a third.",
		"ten years in care":            "I have spent ten years in care.",
		"three years in kitchens, too": "I have spent three years in kitchens.",

		"good with kids":    "I am good with kids.",
		"good kitchens":     "I have good kitchens.",
		"a joiner by trade": "I am a joiner by trade.",
		"a trained nurse":   "I am a trained nurse.",
		"my last band went from 22 to 80 children":  "My last band went from 22 to 80 children.",
		"before that I was a nurse for eight years": "Before that I was a nurse for eight years.",

		// qualities
		"EPA 608 certified":                "I am EPA 608 certified.",
		"EPA certified, bilingual":         "I am EPA certified and bilingual.",
		"First aid trained":                "I am first aid trained.",
		"calm, patient and DBS checked":    "I am calm, patient and DBS checked.",
		"hard working":                     "I am hard working.",
		"RTITB certified":                  "I am RTITB certified.",
		"Forklift trained":                 "I am forklift trained.",
		"CCRN certified, 6 years ICU":      "",
		"good with people, 10 years tills": "",
		"qualified as a nurse in 2012":     "",
		"used to nights":                   "I am used to nights.",
		"used to weld":                     "",

		// verbs
		"speak Polish":                   "I speak Polish.",
		"have done this before":          "I have done this before.",
		"have worked in care":            "I have worked in care.",
		"studied in Leeds":               "I studied in Leeds.",
		"can lift forty kilos":           "I can lift forty kilos.",
		"had my RTITB ticket since 2014": "I have had my RTITB ticket since 2014.",
		"managing 12 people":             "",
		"knows the vegan market!":        "",
		"work experience in a zoo":       "",
		"make up artist":                 "",
		"experienced nurse":              "",
		"good with kids I think":         "",
		"moved here since I love it":     "",
		"my degree and will travel":      "",
		"2:1 degree in physics":          "I have a 2:1 degree in physics.",
		"based in Leeds":                 "",
		"up at 3 every day since 2015":   "",

		// what one has with an article
		"full clean licence":                "I have a full clean licence.",
		"Clean driving licence":             "I have a clean driving licence.",
		"forklift licence":                  "I have a forklift licence.",
		"HGV licence":                       "I have an HGV licence.",
		"18th Edition certificate":          "I have an 18th Edition certificate.",
		"honours degree in physics":         "I have an honours degree in physics.",
		"university degree":                 "I have a university degree.",
		"RTITB ticket":                      "", // one may say it as a word
		"Montessori diploma":                "", // a name
		"clean driving licence for 9 years": "",

		"because I have done it before": "",
		"HGV licence. Good with kids":   "",
		"Storytelling":                  "",
		"Excel, SAP, Kafka":             "",
	})
}

func TestExamples(t *testing.T) {
	for _, kind := range []fact.Kind{fact.Topic, fact.Fit, fact.Hook} {
		phrase, sentence := lang.Examples(kind)
		if r := lang.ReadFact(kind, phrase); phrase != "" && r != (fact.Reading{Text: phrase, Form: fact.Phrase}) {
			t.Errorf("%q is read as %+v", phrase, r)
		}
		if r := lang.ReadFact(kind, sentence); r != (fact.Reading{Text: sentence, Form: fact.Sentence}) {
			t.Errorf("%q is read as %+v", sentence, r)
		}
	}
}

// What the user was shown and liked is a sentence, whatever it is made of.
func TestShown(t *testing.T) {
	for kind, shown := range map[fact.Kind]string{
		fact.Topic: "We talked about nights. Parking.",
		fact.Fit:   "I have HGV licence. Good with kids.",
	} {
		if got := lang.InLetter(kind, shown); got != shown {
			t.Errorf("%q is shown as %q", shown, got)
		}
		if r := lang.ReadFact(kind, shown); r.Form != fact.Sentence {
			t.Errorf("%q is read as %+v", shown, r)
		}
	}
	stored := "I would bring HGV licence. Good with kids." // by an earlier version
	if r := lang.ReadFact(fact.Fit, stored); r.Form != fact.Sentence {
		t.Errorf("%q is read as %+v", stored, r)
	}
}

func TestRemark(t *testing.T) {
	for typed, want := range map[string]string{
		"salary": "salary", "the salary": "salary", "nothing special": "nothing", "the Holidays I want": "Holidays",
		"your parental leave": "leave", "the new rota": "", "how you leave code": "leave", "the payroll": "",
	} {
		if got := lang.ReadFact(fact.Topic, typed).Remark; (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: remark %q, want one about %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{
		"I saw that you opened the new ward last Friday.": "last Friday", "I saw that you opened the new ward.": "",
		"The new ward opened yesterday.": "yesterday",
	} {
		if got := lang.ReadFact(fact.Hook, typed).Remark; (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: remark %q, want one about %q", typed, got, want)
		}
	}
	if got := lang.ReadFact(fact.Fit, "no holidays for ten years").Remark; got != "" {
		t.Errorf("a fit has the remark %q", got)
	}
}

func TestAboutReader(t *testing.T) {
	for typed, want := range map[string]string{
		"She told me about the rota.": "She", "Jo showed me the ward.": "Jo", "Smith's new ward": "Smith's",
		"their new ward": "their", "You told me about it.": "", "the joy of it": "", "the hers": "",
	} {
		got := lang.AboutReader(typed, "Jo Smith")
		if (got == "") != (want == "") || want != "" && !strings.Contains(got, `says "`+want+`"`) {
			t.Errorf("%q: %q, want it about %q", typed, got, want)
		}
	}
	if got := lang.AboutReader("Steph's new ward", "Steph Hall"); got != "" {
		t.Errorf("what a letter says to the reader has the remark %q", got)
	}
	if got := lang.AboutReader("the rota that Jo made", ""); got != "" {
		t.Errorf("nobody is addressed, and %q", got)
	}
}

func TestToReader(t *testing.T) {
	for typed, want := range map[string]string{
		"Steph told me that it runs on one server.": "You told me that it runs on one server.",
		"what comes of Steph's idea":                "what comes of your idea", "Steph’s idea of it": "your idea of it",
		"Steph's idea is good.":  "Your idea is good.",
		"Steph's leaving in May": "Steph's leaving in May", "Jo's idea of it": "Jo's idea of it",
		"the idea": "the idea", "Steph likes the idea.": "Steph likes the idea.", "": "",
	} {
		if got := lang.ToReader(typed, "Ms Steph Hall"); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func FuzzReadFact(f *testing.F) {
	for _, typed := range []string{"the new rota", "I ran two wards.", "Jo's", `"…."`, "a\u2019s is", "…", "(.)",
		"the \" a", "nights. Parking", "\n"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, kind := range []fact.Kind{fact.Topic, fact.Fit, fact.Hook} {
			r := lang.ReadFact(kind, typed)
			if r.Form != fact.Unclear && (r.Form == fact.Sentence) != fact.IsSentence(r.Text) {
				t.Errorf("%q became %+v", typed, r)
			}
			if again := lang.ReadFact(kind, r.Text); r.Form != fact.Unclear && again != r {
				t.Errorf("%q became %+v, and that %+v", typed, r, again)
			}
			shown := lang.InLetter(kind, typed)
			if kind != fact.Hook && shown != "" && lang.ReadFact(kind, shown).Form == fact.Unclear {
				t.Errorf("%q is shown as %q, which is unclear, too", typed, shown)
			}
			lang.AboutReader(typed, "Jo")
		}
	})
}
