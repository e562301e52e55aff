package mailer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// sayings is a letter in which everything is one of many sentences, so that another choice is seen.
const sayings = `Subject: About {{.TheRole}}
Subject: The {{.Role}}

{{.Salutation}},

- One goes up.
- Two go down.
- Three go on.
- Four go off.
- Five go in.
- Six go out.
+ One comes back.
+ Two come late.
+ Three come home.
+ Four come first.
+ Five come last.
+ Six come never.

{{.Closing}}
`

// sayer composes letters of every kind in those sayings.
func sayer(t *testing.T, installID string) *Composer {
	t.Helper()
	cfg := config()
	cfg.TemplatesDir, cfg.InstallID = t.TempDir(), installID
	for _, kind := range []rules.Kind{rules.ThankYou, rules.UpdateRequest} {
		path := filepath.Join(cfg.TemplatesDir, string(kind)+".txt")
		if err := os.WriteFile(path, []byte(sayings), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return mustNew(t, cfg)
}

// bodies returns what a step's drafts say, without whom they are to.
func bodies(t *testing.T, m *Composer, c rules.Case, s rules.Step, now time.Time) (list []string) {
	t.Helper()
	drafts, err := m.Drafts(c, s, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		list = append(list, strings.Split(d.Body, "\n\n")[1])
	}
	return list
}

// delivered is a case after a step's reminder was delivered with its drafts.
func delivered(t *testing.T, m *Composer, c rules.Case, s rules.Step, now time.Time) rules.Case {
	t.Helper()
	drafts, err := m.Drafts(c, s, now)
	if err != nil {
		t.Fatal(err)
	}
	r := rules.Reminder{ID: now.Unix(), Key: s.Key, State: rules.Delivered, SettledAt: now,
		Message: rules.Message{ID: "<x>"}}
	for _, d := range drafts {
		r.Message.Drafts = append(r.Message.Drafts, rules.Draft{To: d.To, Subject: d.Subject, Body: d.Body})
	}
	c.History.Reminders = append(slices.Clone(c.History.Reminders), r)
	return c
}

// TestTheSameReminderHasTheSameWords whenever it is composed: again, in a preview after it came, and in its last call.
func TestTheSameReminderHasTheSameWords(t *testing.T) {
	m, c := sayer(t, "one"), onePanel()
	s := toPanel(c)
	first := bodies(t, m, c, s, december(1, 17))
	if again := bodies(t, m, c, s, december(1, 18)); !slices.Equal(again, first) {
		t.Errorf("composed again: %q, was %q", again, first)
	}
	came := delivered(t, m, c, s, december(1, 17))
	request := step(came, rules.UpdateRequest)
	later := delivered(t, m, came, request, december(8, 9))
	if again := bodies(t, m, later, s, december(1, 18)); !slices.Equal(again, first) {
		t.Errorf("in a preview: %q, was %q", again, first)
	}
	lastCall := s
	lastCall.LastCall, lastCall.To = true, s.To[2:3]
	if again := bodies(t, m, came, lastCall, december(2, 9)); again[0] != first[2] {
		t.Errorf("in the last call: %q, was %q", again, first[2])
	}
}

// TestWordsOfAPanel: each of them gets others.
func TestWordsOfAPanel(t *testing.T) {
	m, c := sayer(t, "one"), onePanel()
	var said []string
	for _, body := range bodies(t, m, c, toPanel(c), december(1, 17)) {
		for _, s := range strings.Split(body, ". ") {
			if s = strings.TrimSuffix(s, "."); slices.Contains(said, s) {
				t.Errorf("%q is said twice", s)
			} else {
				said = append(said, s)
			}
		}
	}
}

// TestWordsOfAnotherApplication are not said to the same person again, and have no effect on anybody else.
func TestWordsOfAnotherApplication(t *testing.T) {
	m, c := sayer(t, "one"), acme()
	s := step(c, rules.UpdateRequest)
	for range 5 {
		body := bodies(t, m, c, s, december(8, 9))[0]
		other := acme()
		other.ID, other.Company = 12, "Beta Clinic"
		said := func(to rules.Person) rules.Case {
			other.History.Reminders = []rules.Reminder{{
				ID: 1, Key: rules.Key{ApplicationID: 12, Kind: rules.StayInTouch, Round: 1}, State: rules.Delivered,
				SettledAt: december(1, 9),
				Message:   rules.Message{Drafts: []rules.Draft{{To: to, Subject: "x", Body: "Dear Jo,\n\n" + body}}},
			}}
			with := c
			with.Elsewhere = append(slices.Clone(c.Elsewhere), other)
			return with
		}
		to := s.To[0]
		to.Name = "J. Smith" // the address is the same
		now := bodies(t, m, said(to), s, december(8, 9))[0]
		for _, sentence := range strings.SplitAfter(body, ". ") {
			if strings.Contains(now, strings.TrimSpace(sentence)) {
				t.Errorf("%q says again what %q said", now, body)
			}
		}
		zoe := rules.Person{Name: "Zoe", Email: "zoe@beta.test"}
		if same := bodies(t, m, said(zoe), s, december(8, 9))[0]; same != body {
			t.Errorf("%q and %q, although somebody else was told", same, body)
		}
		c = said(to)
	}
}

// TestWordsOfAnotherInstallation differ from one to the next.
func TestWordsOfAnotherInstallation(t *testing.T) {
	c := acme()
	seen := map[string]bool{}
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		seen[bodies(t, sayer(t, id), c, step(c, rules.UpdateRequest), december(8, 9))[0]] = true
	}
	if len(seen) < 5 {
		t.Errorf("8 installations have %d texts of 36", len(seen))
	}
}
