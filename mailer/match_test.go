package mailer

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"followup/rules"
)

// A sentLetter is a draft that came to the user, and the case it belongs to.
type sentLetter struct {
	c    rules.Case // with this draft alone in its history
	to   rules.Person
	kind rules.Kind
	d    rules.Draft
}

var (
	someTrades = []string{"staff nurse", "data engineer", "team lead", "planner", "designer", "teacher", "translator"}
	someTopics = []string{
		"the new rota for the night shift", "the move to streaming", "You are moving the ledger to SAP in spring.",
		"how you review code", "", "the pilot in Leeds", "the reading programme",
	}
	someFits = []string{
		"ten years on a surgical ward", "I ran the same move at my last company.", "", "five years of payments",
		"I speak four languages.",
	}
)

// letterOf returns a letter of a kind as the program writes it for the n-th of many applications.
func letterOf(t testing.TB, m *Composer, n int, kind rules.Kind) sentLetter {
	t.Helper()
	c := acme()
	c.ID, c.Company, c.Role = int64(n), fmt.Sprintf("Firm %d", n), someTrades[n%len(someTrades)]
	c.Fit = someFits[n%len(someFits)]
	to := rules.Person{Name: fmt.Sprintf("Jo%d Smith%d", n, n), Email: fmt.Sprintf("jo@firm-%d.test", n)}
	c.Interviews = []rules.Interview{{ID: c.ID, Start: december(1, 14), Duration: time.Hour,
		Interviewers: []rules.Person{to}, Topic: someTopics[n%len(someTopics)]}}
	s := stepTo(c, kind, to)
	if kind == rules.SecondRequest {
		_, s = asked(c, m, t)
		s.To = []rules.Person{to}
	}
	drafts, err := m.Drafts(c, s, december(9, 9))
	if err != nil {
		t.Fatal(err)
	}
	d := rules.Draft{To: to, Subject: drafts[0].Subject, Body: drafts[0].Body}
	c.History = rules.History{Reminders: []rules.Reminder{{
		ID: 1, Key: s.Key, State: rules.Delivered, SettledAt: december(9, 9),
		Message: rules.Message{Drafts: []rules.Draft{d}},
	}}}
	return sentLetter{c, to, kind, d}
}

// takenFor returns for which note of the case a mail to somebody, with some letter's words, is taken, or "".
func (l sentLetter) takenFor(other rules.Draft, to rules.Person) rules.Kind {
	const me = "sam@example.test"
	mail := rules.Mail{
		ID: "<1@example.test>", From: []rules.Person{{Email: me}}, To: []rules.Person{to}, Subject: "Hello",
		Date: december(9, 10), Folder: rules.FolderSent, Text: other.Body, HasText: true,
	}
	found := rules.NewMatcher([]rules.Case{l.c}, []string{me}, december(9, 11)).Match([]rules.Mail{mail})
	if len(found) == 0 || found[0].Event.Kind != rules.Sent {
		return ""
	}
	return found[0].Event.Note
}

// TestNoLetterIsTakenForAnother: of thousands of pairs of letters to two people none is taken for the other, even where
// the words are the same. A letter to somebody who had one of each kind is taken for that which it is.
func TestNoLetterIsTakenForAnother(t *testing.T) {
	pairs, applications := 10_000, 40
	if testing.Short() {
		pairs, applications = 1_000, 8
	}
	m := mustNew(t, config())
	var all []sentLetter
	for n := 1; n <= applications; n++ {
		for _, kind := range rules.Kinds {
			if kind.HasLetter() {
				all = append(all, letterOf(t, m, n, kind))
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range pairs {
		a, b := all[r.IntN(len(all))], all[r.IntN(len(all))]
		if a.c.ID == b.c.ID {
			b = letterOf(t, m, applications+1, b.kind)
		}
		if a.takenFor(b.d, b.to) != "" {
			t.Errorf("a %s to %s is taken for the %s to %s", b.kind, b.to, a.kind, a.to)
		}
		if a.takenFor(a.d, b.to) != "" {
			t.Errorf("the %s to %s, sent to %s, is taken for itself", a.kind, a.to, b.to)
		}
	}
	var wrong int
	for n := range applications {
		drafts := all[n*len(all)/applications : (n+1)*len(all)/applications]
		c := drafts[0].c
		c.History.Reminders = nil
		for _, l := range drafts {
			c.History.Reminders = append(c.History.Reminders, l.c.History.Reminders...)
		}
		for _, l := range drafts {
			if got := (sentLetter{c: c}).takenFor(l.d, l.to); got != l.kind {
				wrong++
				t.Errorf("the %s of application %d is taken for %q", l.kind, c.ID, got)
			}
		}
	}
	t.Logf("%d pairs of letters to two people: none is taken for the other; of %d letters to people who had one of "+
		"each kind, %d are taken for another", pairs, len(all), wrong)
}
