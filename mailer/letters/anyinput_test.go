package letters

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"followup/mailer/letters/facttest"
	"followup/rules"
)

// particles stand before or behind others in one of the languages, and may end a text that was cut short.
const particles = `ne se n' et on , . ? Jo's you've I've I and that behind with a decade years need no not que qu' des
	dass und zu y con sin master's ' ’ - ( ) " Jo`

// TestNoFactEndsTheProgram: whatever somebody types as a fact, each language reads it, or says that it cannot. The
// texts are made at random of words that people type.
func TestNoFactEndsTheProgram(t *testing.T) {
	texts := 4_000
	if testing.Short() {
		texts = 400
	}
	for _, code := range Languages() {
		folder := strings.ToLower(LanguageName(code))
		words := strings.Fields(particles)
		for name := range facttest.Kinds {
			for typed := range facttest.Rows(t, folder+"/testdata/"+name+".txt") {
				words = append(words, strings.Fields(typed)...)
			}
		}
		random := rand.New(rand.NewSource(1))
		for range texts {
			text := words[random.Intn(len(words))]
			for range random.Intn(6) {
				text += " " + words[random.Intn(len(words))]
			}
			for _, typed := range []string{text, rules.Capital(text) + "."} {
				if fault := faultOf(In(code), typed); fault != "" {
					t.Fatalf("%s: %q ends it: %s", LanguageName(code), typed, fault)
				}
			}
		}
	}
}

// faultOf returns why a language fails to read a text as a fact, or "".
func faultOf(l Language, typed string) (fault string) {
	defer func() {
		if err := recover(); err != nil {
			fault = fmt.Sprint(err)
		}
	}()
	for _, kind := range facttest.Kinds {
		l.ReadFact(kind, typed)
		l.InLetter(kind, typed)
	}
	var f Facts
	for _, kind := range []rules.Kind{rules.ThankYou, rules.UpdateRequest, rules.RejectionThanks} {
		f.addTopic(l, kind, l.ToReader(typed, "Jo Smith"))
	}
	f.Fit, f.FitSentence = phraseOrSentence(typed)
	f.joinFit(l)
	l.PointsBack(typed)
	l.IsGoodNews(typed, "Acme")
	l.AboutReader(typed, "Jo Smith")
	return ""
}
