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
			if shown := lang.ReadFact(kind, lang.InLetter(kind, typed)); shown.Form == fact.Unclear {
				t.Errorf("%q is refused as it stands in a letter: %q", typed, shown.Text)
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

// What is shown for an unclear topic or fit can be stored as it was shown.
func TestInLetter(t *testing.T) {
	for typed, want := range map[string]string{
		"streaming": "We talked about streaming.", "the new rota": "We talked about the new rota.",
		"you showed me the rota": "You showed me the rota.",
		"how do you review code": "We talked about how do you review code.",
		"Can you do nights?":     "We talked about Can you do nights.",
	} {
		got := lang.InLetter(fact.Topic, typed)
		if read := lang.ReadFact(fact.Topic, got); got != want || read.Form == fact.Unclear {
			t.Errorf("InLetter(%q) = %q, which reads as %+v; want %q", typed, got, read, want)
		}
	}
	for typed, want := range map[string]string{
		"Ran a Kafka cluster":          "I ran a Kafka cluster.",
		"redesigned a checkout":        "I redesigned a checkout.",
		"brought ours down by a third": "I brought ours down by a third.",

		"good with kids":    "I am good with kids.",
		"good kitchens":     "I have good kitchens.",
		"a joiner by trade": "I am a joiner by trade.",
		"my last band went from 22 to 80 children":  "My last band went from 22 to 80 children.",
		"before that I was a nurse for eight years": "Before that I was a nurse for eight years.",
		"because I have done it before":             "I have because I have done it before.",
	} {
		if got := lang.InLetter(fact.Fit, typed); got != want {
			t.Errorf("InLetter(%q) = %q, want %q", typed, got, want)
		}
	}
	for _, typed := range []string{"Storytelling", "ten years in care", "knows the vegan market!"} {
		got := lang.InLetter(fact.Fit, typed)
		if read := lang.ReadFact(fact.Fit, got); !strings.HasPrefix(got, "I have ") ||
			read.Form != fact.Sentence || read.Text != got {
			t.Errorf("InLetter(%q) = %q, which reads as %+v", typed, got, read)
		}
	}
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
	for _, tt := range []struct {
		kind         fact.Kind
		typed, shown string
	}{
		{fact.Topic, "nights. Parking", "We talked about nights. Parking."},
		{fact.Topic, "whom you work with the", "We talked about whom you work with the."},
		{fact.Fit, "HGV licence. Good with kids", "I have HGV licence. Good with kids."},
		{fact.Fit, "Storytelling", "I have Storytelling."},
	} {
		if r := lang.ReadFact(tt.kind, tt.typed); r.Form != fact.Unclear {
			t.Errorf("%q is read as %+v", tt.typed, r)
		}
		for _, typed := range []string{tt.typed, tt.shown} {
			if got := lang.InLetter(tt.kind, typed); got != tt.shown {
				t.Errorf("%q is shown as %q, want %q", typed, got, tt.shown)
			}
		}
		if r := lang.ReadFact(tt.kind, tt.shown); r.Form != fact.Sentence {
			t.Errorf("%q is read as %+v", tt.shown, r)
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
	if got := lang.AboutReader("the rota that Jo made", ""); got != "" {
		t.Errorf("nobody is addressed, and %q", got)
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
			kept := lang.ReadFact(kind, lang.InLetter(kind, typed))
			if kind != fact.Hook && strings.Trim(r.Text, " .!?…,;:") != "" && kept.Form == fact.Unclear {
				t.Errorf("%q is shown as %q, which is unclear, too", typed, kept.Text)
			}
			lang.AboutReader(typed, "Jo")
		}
	})
}
