package mailer

import (
	"fmt"
	htmlpkg "html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"followup/mailer/letters"
	"followup/rules"
)

// TestAPanelIsOneMail: the mail has a draft for each person, and a button for it above all letters and below its
// own.
func TestAPanelIsOneMail(t *testing.T) {
	m, c := mustNew(t, config()), onePanel()
	msg := mustCompose(t, m, c, toPanel(c), december(1, 17))
	p := checkForm(t, msg)
	people := c.Interviews[0].Interviewers
	buttons := button.FindAllStringSubmatch(p.html, -1)
	if len(msg.Drafts) != len(people) || len(p.drafts) != len(people) || len(buttons) != 2*len(people) {
		t.Fatalf("%d drafts, %d attached, %d buttons, for %d people", len(msg.Drafts), len(p.drafts), len(buttons),
			len(people))
	}
	for i, d := range msg.Drafts {
		if d.To != people[i] || p.drafts[i].file != fmt.Sprintf("draft-%d.eml", i+1) {
			t.Errorf("draft %d is to %s, attached as %s", i+1, d.To, p.drafts[i].file)
		}
		to, subject, body := takeApart(t, htmlpkg.UnescapeString(buttons[i][1]))
		if to != d.To.Email || subject != d.Subject || lf(body) != d.Body {
			t.Errorf("button %d opens to %q, subject %q:\n%s", i+1, to, subject, body)
		}
		if again := buttons[len(people)+i][1]; again != buttons[i][1] {
			t.Errorf("the button below letter %d opens another draft: %s", i+1, again)
		}
	}
	if at := strings.Index(p.html, `class="draft"`); strings.Count(p.html[:at], `class="open"`) != len(people) {
		t.Error("the letters are not below the buttons of all people")
	}
}

// TestCommandsOfAPanel: what is said about all drafts of a mail is true, whoever else was in the interview.
func TestCommandsOfAPanel(t *testing.T) {
	c := onePanel()
	for _, tt := range []struct {
		name string
		to   []rules.Person
		sent tell
	}{
		{"all of them", c.Interviews[0].Interviewers,
			tell{What: "I sent all of them", Command: "followup sent 7 --kind thank-you"}},
		{"two of four", c.Interviews[0].Interviewers[1:3],
			tell{What: "I have thanked everybody", Command: "followup sent 7 --kind thank-you"}},
		{"one of four", []rules.Person{ann},
			tell{What: "I sent it", Command: "followup sent 7 --kind thank-you --to ann@acme.test"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := toPanel(c)
			s.To = tt.to
			if got := whatToTell(c, s, december(1, 17))[0]; got != tt.sent {
				t.Errorf("first comes %+v, want %+v", got, tt.sent)
			}
		})
	}
}

// TestTheSameTextTwice: if a letter has only one wording, those of a panel whose drafts are the same are named.
func TestTheSameTextTwice(t *testing.T) {
	cfg, c := config(), onePanel()
	says := func() int {
		p := checkForm(t, mustCompose(t, mustNew(t, cfg), c, toPanel(c), december(1, 17)))
		return strings.Count(p.text, "Word for word the same as the one to ")
	}
	if n := says(); n > 0 {
		t.Errorf("the built-in letter has a wording for each, but the mail says %d times that two are the same", n)
	}
	cfg.TemplatesDir = t.TempDir()
	const one = "Subject: Thank you\n\n{{.Salutation}},\n\nthank you for your time {{.Day}}.\n\n{{.Closing}}\n"
	if err := os.WriteFile(filepath.Join(cfg.TemplatesDir, "thank-you.txt"), []byte(one), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, want := says(), len(c.Interviews[0].Interviewers); n != want {
		t.Errorf("of these drafts the mail says %d times that one is the same as another, want %d", n, want)
	}
}

// TestWhatAllOfAPanelLack: a fact that all lack is mentioned once, below the letters.
func TestWhatAllOfAPanelLack(t *testing.T) {
	cfg, c := config(), onePanel()
	cfg.User.Background = ""
	m := mustNew(t, cfg)
	p := checkForm(t, mustCompose(t, m, c, toPanel(c), december(1, 17)))
	const fit = "all of the drafts do without:\n  why you fit\n"
	if n := strings.Count(p.text, "why you fit"); n != 1 ||
		strings.Index(p.text, fit) < strings.LastIndex(p.text, "is this email.") {
		t.Errorf("%d times %s in:\n%s", n, fit, p.text)
	}
	if n := strings.Count(p.html, "why you fit"); n != 1 {
		t.Errorf("%d times in the HTML", n)
	}
	alone := toPanel(c)
	alone.To = alone.To[:1]
	if p := checkForm(t, mustCompose(t, m, c, alone, december(1, 17))); strings.Contains(p.text, "all of the drafts") {
		t.Error("one draft is called all")
	}
}

// TestNamesakes: people of a panel with one name are told apart by their addresses.
func TestNamesakes(t *testing.T) {
	m, c := mustNew(t, config()), onePanel()
	c.Interviews[0].Interviewers = []rules.Person{
		{ID: 1,
			Name: "Jo Smith", Email: "jo@acme.test"}, {ID: 2,
			Name: "Jo Smith", Email: "jo.smith@acme.test"}, {ID: 3, Name: "Al Bo"},
	}
	p := checkForm(t, mustCompose(t, m, c, toPanel(c), december(1, 17)))
	for _, want := range []string{
		"\n  1. Jo Smith <jo@acme.test>\n  2. Jo Smith <jo.smith@acme.test>\n  3. Al Bo\n",
		"\n2. Jo Smith <jo.smith@acme.test>\n", "\n3. Al Bo\n",
	} {
		if !strings.Contains(p.text, want) {
			t.Errorf("no %q in:\n%s", want, p.text)
		}
	}
}

// ofFifty is an interview with the maximum number of people, and facts of the given length.
func ofFifty(fact func(n int) string) rules.Case {
	c := acme()
	c.Company, c.Role, c.Fit = fact(200), fact(200), "I saw "+fact(3990)+"."
	iv := &c.Interviews[0]
	iv.Interviewers, iv.Topic = nil, "You showed me "+fact(3980)+"."
	for i := range 50 {
		iv.Interviewers = append(iv.Interviewers,
			rules.Person{Name: fmt.Sprintf("P%d %s", i, fact(190)), Email: fmt.Sprintf("p%d@acme.test", i)})
	}
	return c
}

// TestAMailToFiftyIsBounded, however much was typed about each.
func TestAMailToFiftyIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("of usual length")
	}
	m := mustNew(t, config())
	usual := map[int]string{200: "Senior Nurse", 190: "Smith", 3980: "in a script with nine bytes a letter",
		3990: "the move of two wards under one roof"}
	for _, tt := range []struct {
		name  string
		fact  func(n int) string
		whole bool // all drafts are attached
	}{
		{"of usual length", func(n int) string { return usual[n] }, true},
		{"all as long as can be", func(n int) string { return strings.Repeat("ox ", n/3) }, false},
		{"in a script that takes nine bytes a letter", func(n int) string { return strings.Repeat("長", n) }, false},
		{"of quotation marks", func(n int) string { return strings.Repeat(`"x`, n/2) }, false},
		{"of brackets that look unfinished", func(n int) string { return "[" + strings.Repeat("x", n-2) + "]" }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := ofFifty(tt.fact)
			msg := mustCompose(t, m, c, toPanel(c), december(1, 17))
			checkLines(t, msg.Bytes)
			p := parse(t, msg.Bytes)
			t.Logf("%d KB, %d drafts attached", len(msg.Bytes)>>10, len(p.drafts))
			if len(msg.Bytes) > 700<<10 {
				t.Errorf("%d KB", len(msg.Bytes)>>10)
			}
			if tt.whole != (len(p.drafts) == len(msg.Drafts)) {
				t.Errorf("%d of %d drafts are attached", len(p.drafts), len(msg.Drafts))
			}
			left := len(msg.Drafts) - len(p.drafts)
			for _, said := range []string{"this shows it:\n      followup preview 7 --kind thank-you --to p",
				"you sent it:\n      followup sent 7 --kind thank-you --to p"} {
				if n := strings.Count(p.text, said); n != left {
					t.Errorf("%d drafts are left out, of %d it says %q", left, n, said)
				}
			}
			if n := strings.Count(p.html, "too long to come along"); n != left {
				t.Errorf("%d drafts are left out, the HTML says so of %d", left, n)
			}
		})
	}
}

// TestADraftTooLongForAPanel: such a draft alone is left out; in a mail of its own it never is.
func TestADraftTooLongForAPanel(t *testing.T) {
	d := func(size int) Draft { return Draft{Letter: letters.Letter{Body: strings.Repeat("x", size)}} }
	drafts := []Draft{d(1000), d(maxDrafts / 3), d(1000)}
	leaveOut(drafts)
	if drafts[0].tooLong || !drafts[1].tooLong || drafts[2].tooLong {
		t.Errorf("left out are %v, %v, %v; want the second", drafts[0].tooLong, drafts[1].tooLong, drafts[2].tooLong)
	}
	alone := []Draft{d(maxDrafts)}
	if leaveOut(alone); alone[0].tooLong {
		t.Error("it is left out of its own mail")
	}
}

// TestOtherOpenApplications are named in the first mail about an offer, each once, and in no other mail.
func TestOtherOpenApplications(t *testing.T) {
	m := mustNew(t, config())
	c := acme()
	c.History.Events = []rules.Event{{ID: 1, Kind: rules.Offered, At: december(9, 10), RecordedAt: december(9, 10)}}
	other := func(id int64, events ...rules.Event) rules.Case {
		o := acme()
		o.ID, o.Role, o.Company, o.History.Events = id, fmt.Sprintf("Role <%d>", id), "Beta\nClinic", events
		return o
	}
	c.Elsewhere = []rules.Case{
		other(30), other(9), other(8, rules.Event{Kind: rules.Rejected, At: december(2, 9)}),
		other(10, rules.Event{Kind: rules.Undecided, At: december(2, 9)}),
		other(11, rules.Event{Kind: rules.Offered, At: december(2, 9)}),
		other(12, rules.Event{Kind: rules.Stopped, At: december(2, 9)}),
	}
	p := checkForm(t, mustCompose(t, m, c, step(c, rules.OfferThanks), december(9, 10)))
	want := ""
	for _, id := range []int{9, 10, 30} {
		want += fmt.Sprintf("\n  Role <%d> at Beta Clinic\n      followup show %d", id, id)
		inHTML := fmt.Sprintf(`Role &lt;%d&gt; at Beta Clinic: <code[^>]*>followup show %d</code>`, id, id)
		if !regexp.MustCompile(inHTML).MatchString(p.html) {
			t.Errorf("application %d is not in the HTML", id)
		}
	}
	if !strings.Contains(p.text, "once you have accepted:"+want+"\n\n") {
		t.Errorf("want %s in:\n%s", want, p.text)
	}
	names := func(c rules.Case, kind rules.Kind) bool {
		p := parse(t, mustCompose(t, m, c, step(c, kind), december(9, 10)).Bytes)
		return strings.Contains(p.text, "other open applications") || strings.Contains(p.html,
			"other open applications")
	}
	thanked := c.Deliver(step(c, rules.OfferThanks), december(9, 10))
	for _, kind := range rules.Kinds {
		if got, want := names(c, kind), kind == rules.OfferThanks || kind == rules.OfferAnswer; got != want {
			t.Errorf("of the first mail about an offer, the %s names the others: %v, want %v", kind, got, want)
		}
		if names(thanked, kind) {
			t.Errorf("after the thanks for the offer, the %s names the others once more", kind)
		}
	}
	c.Elsewhere = nil
	if names(c, rules.OfferThanks) {
		t.Error("there is no other, but the mail speaks of some")
	}
	for id := range int64(13) {
		c.Elsewhere = append(c.Elsewhere, other(20+id))
	}
	p = checkForm(t, mustCompose(t, m, c, step(c, rules.OfferThanks), december(9, 10)))
	if n := strings.Count(p.text, "at Beta Clinic"); n != maxElsewhere ||
		!strings.Contains(p.text, "\n  and 3 more, which followup list shows\n") ||
		!strings.Contains(p.html, "and 3 more") {
		t.Errorf("%d of 13 are named:\n%s", n, p.text)
	}
}
