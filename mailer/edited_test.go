package mailer

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

const myWords = "Dear Jana Müller,\n\nthese are my own words."

// withEdit returns the case with the step's first draft in the user's words, as it was edited to be sent at a moment.
func withEdit(t *testing.T, m *Composer, c rules.Case, s rules.Step, at time.Time) rules.Case {
	t.Helper()
	drafts, err := m.Drafts(c, s, at)
	if err != nil {
		t.Fatal(err)
	}
	e, err := drafts[0].Edited(s, "My thanks", myWords, at)
	if err != nil {
		t.Fatal(err)
	}
	c.History.EditedDrafts = append(slices.Clone(c.History.EditedDrafts), e)
	return c
}

// dayLetters returns a composer whose thank-you names the day, the topic, and an offer.
func dayLetters(t *testing.T) *Composer {
	t.Helper()
	cfg := config()
	cfg.TemplatesDir = t.TempDir()
	text := "Subject: Thank you, {{.Company}}\n\n{{.Salutation}},\n\nthank you for our conversation {{.Day}}.\n" +
		"{{if .Topic}}We talked about {{stop .Topic}}\n{{end}}{{if .Offer}}Thank you for the offer.\n{{end}}\n" +
		"{{.Closing}}\n"
	if err := os.WriteFile(filepath.Join(cfg.TemplatesDir, "thank-you.txt"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return mustNew(t, cfg)
}

// TestAnEditedDraftIsUsedUntilAFactChanges: the day on which it is read is no fact.
func TestAnEditedDraftIsUsedUntilAFactChanges(t *testing.T) {
	m := dayLetters(t)
	edited := december(1, 17)
	for _, tt := range []struct {
		name    string
		now     time.Time
		change  func(c *rules.Case, s *rules.Step)
		changed string // what the reminder says has changed; "" if it has the user's words
		fault   string
	}{
		{"at the same moment", edited, nil, "", ""},
		{"an hour later", december(1, 18), nil, "", ""},
		{"on another day, with a remark", december(3, 9), func(_ *rules.Case, s *rules.Step) { s.Late = true }, "",
			"was edited for Tue 1 Dec; check the days that it names"},
		{"in the last call", december(2, 13), func(_ *rules.Case, s *rules.Step) {
			s.LastCall, s.Deadline = true, december(3, 15)
		}, "", "was edited for Tue 1 Dec; check the days that it names"},
		{"after a change that the letter does not have", edited, func(c *rules.Case, _ *rules.Step) {
			c.Fit, c.Contact = "a forklift licence", rae
		}, "", ""},
		{"after another topic", edited, func(c *rules.Case, _ *rules.Step) {
			c.Interviews[0].Topic = "the old rota"
		}, "what you discussed", ""},
		{"after another day of the interview", december(3, 9), func(c *rules.Case, s *rules.Step) {
			c.Interviews[0].Start, s.Deadline = december(2, 14), december(3, 15)
		}, "the day of an interview", ""},
		{"after another interview, on another day", december(3, 9), func(c *rules.Case, s *rules.Step) {
			*c, s.InterviewID = and(*c, december(2, 14), "the new rota", jana), 0
			c.History.EditedDrafts[0].InterviewID = 0 // as in a note that is about the latest interview
		}, "the day of an interview", ""},
		{"after two changes", edited, func(c *rules.Case, s *rules.Step) {
			c.Company, c.Interviews[0].Topic = "Acme Ltd", ""
		}, "the company, what you discussed", ""},
		{"after an offer since, on another day", december(2, 13), func(c *rules.Case, s *rules.Step) {
			c.History.Events = []rules.Event{
				{ID: 1, Kind: rules.Offered, At: december(2, 10), RecordedAt: december(2, 10)},
			}
		}, "what they said", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, s := acme(), step(acme(), rules.ThankYou)
			s.Deadline = december(1, 22) // so that it goes today
			c = withEdit(t, m, c, s, edited)
			if tt.change != nil {
				tt.change(&c, &s)
			}
			drafts, err := m.Drafts(c, s, tt.now)
			if err != nil {
				t.Fatal(err)
			}
			d := drafts[0]
			if d.Edit == nil || d.Edit.Changed != tt.changed || (d.Body == myWords) != (tt.changed == "") {
				t.Errorf("set aside for %+v, and reads\n%s", d.Edit, d.Body)
			}
			if got := strings.Join(d.Faults, ";"); got != tt.fault {
				t.Errorf("its faults are %q, want %q", got, tt.fault)
			}
			msg := mustCompose(t, m, c, s, tt.now)
			if again := mustCompose(t, m, c, s, tt.now); string(again.Bytes) != string(msg.Bytes) {
				t.Error("composed again it is another mail")
			}
			if msg.Drafts[0].Body != d.Body || msg.Drafts[0].Subject != d.Subject {
				t.Errorf("the reminder has %+v", msg.Drafts[0])
			}
			text := parse(t, msg.Bytes).text
			said := strings.Contains(text, "were set aside, because this has changed since: "+tt.changed+".")
			if said != (tt.changed != "") {
				t.Errorf("the reminder says %s", text)
			}
		})
	}
}

// TestAnEditedDraftStandsHoweverItIsWorded: how a letter words its facts, by first name or in another language, is no
// fact that has changed.
func TestAnEditedDraftStandsHoweverItIsWorded(t *testing.T) {
	for _, tt := range []struct{ name, salutation, language string }{
		{"in English", "", ""}, {"by first name", "first", ""}, {"in German", "", "de"}, {"in French", "", "fr"},
	} {
		cfg := config()
		cfg.User.Salutation = tt.salutation
		m, c, s := mustNew(t, cfg), acme(), step(acme(), rules.UpdateRequest)
		c.Language = tt.language
		drafts, err := m.Drafts(withEdit(t, m, c, s, december(9, 9)), s, december(9, 9))
		if err != nil {
			t.Fatal(err)
		}
		if d := drafts[0]; !d.Edit.Stands() || d.Body != myWords {
			t.Errorf("%s: set aside for %+v", tt.name, d.Edit)
		}
	}
}

// TestAnEditedDraftIsOneNotes: another round, kind or person has a draft of its own, and the last edit counts.
func TestAnEditedDraftIsOneNotes(t *testing.T) {
	m := mustNew(t, config())
	c := onePanel()
	for i := range c.Interviews[0].Interviewers {
		c.Interviews[0].Interviewers[i].ID = int64(i + 1)
	}
	s := toPanel(c)
	before, err := m.Drafts(c, s, december(1, 17))
	if err != nil {
		t.Fatal(err)
	}
	after, err := m.Drafts(withEdit(t, m, c, s, december(1, 17)), s, december(1, 17))
	if err != nil {
		t.Fatal(err)
	}
	for i := range before {
		if same := before[i].Body == after[i].Body; same != (i > 0) {
			t.Errorf("the draft to %s reads\n%s", after[i].To, after[i].Body)
		}
	}
	c = withEdit(t, m, c, s, december(1, 17))
	reset, err := before[0].Edited(s, "", "", december(1, 18))
	if err != nil {
		t.Fatal(err)
	}
	c.History.EditedDrafts = append(c.History.EditedDrafts, reset)
	back, err := m.Drafts(c, s, december(1, 17))
	if err != nil || back[0].Body != before[0].Body || back[0].Edit != nil {
		t.Errorf("reset, it is %+v (%v)", back[0], err)
	}
}

// TestAnEditThatCannotBeReadDoesNotStopAReminder.
func TestAnEditThatCannotBeReadDoesNotStopAReminder(t *testing.T) {
	m := mustNew(t, config())
	s := step(acme(), rules.ThankYou)
	c := withEdit(t, m, acme(), s, december(1, 17))
	c.History.EditedDrafts[0].Origin = "{"
	d, err := m.Drafts(c, s, december(1, 17))
	if err != nil || d[0].Edit.Stands() || d[0].Body == myWords {
		t.Errorf("it is %+v (%v)", d, err)
	}
}

// TestEveryFactHasAName: a change of it is told by that.
func TestEveryFactHasAName(t *testing.T) {
	var named []string
	for _, group := range factNames {
		named = append(named, strings.Fields(group.fields)...)
	}
	named = append(named, "Address", "Late", "ThreadSubject") // see factNames
	for f := range reflect.TypeFor[letters.Facts]().Fields() {
		if f.IsExported() && !slices.Contains(named, f.Name) {
			t.Errorf("add .%s to factNames", f.Name)
		}
	}
}
