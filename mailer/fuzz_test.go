package mailer

import (
	"maps"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"followup/rules"
)

// FuzzCompose types anything everywhere. The result is a mail whose header has the program's fields and no others, in
// lines that every server accepts, with a draft for which the same holds.
func FuzzCompose(f *testing.F) {
	f.Add(byte(0), "Sam Weber", "Jana Müller", "jana@acme.test", "Acme Inc.", "Senior Nurse", "the new rota",
		"by Friday")
	for i, s := range hostile {
		f.Add(byte(i), "S"+s, s, s, s, s, s, s)
		f.Add(byte(i), "Sam", s, "jana@acme.test", "Acme", "Nurse", s, s)
		f.Add(byte(130), "S"+s, s, s, s, s, s, s)
	}
	f.Add(byte(130), "Sam", "Jo", "jo@acme.test", "Acme", "Nurse", "", "")
	f.Add(byte(3), "Sam", "Jo", strings.Repeat("a", 1200)+"@acme.test", "Acme", "Nurse", "", "")
	f.Fuzz(func(t *testing.T, kind byte, user, name, address, company, role, topic, notes string) {
		cfg := config()
		cfg.User.Name, cfg.User.Phone, cfg.User.Background, cfg.User.SignOff = user, notes, topic, notes
		cfg.FromName = name
		m, err := New(cfg)
		if err != nil {
			t.Skip() // an empty name
		}
		c := acme()
		iv := &c.Interviews[0]
		c.Company, c.Role, c.Fit, iv.Topic, iv.Said = company, role, notes, topic, notes
		iv.Interviewers = []rules.Person{{Name: name, Email: address, Topic: topic},
			{Name: "x" + name, Email: "x" + address}}
		s := step(c, rules.Kinds[int(kind)%len(rules.Kinds)])
		s.Why, s.Hook = notes, topic
		if s.Kind == rules.ThankYou && kind >= 128 {
			s = toPanel(c)
		}
		if s.Kind == rules.SecondRequest {
			c, s = asked(c, m, t)
		}
		msg := mustCompose(t, m, c, s, december(15, 9))
		p := parse(t, msg.Bytes)
		checkFields(t, "the reminder", p.header,
			"Date From To Subject Message-Id Mime-Version Auto-Submitted X-Auto-Response-Suppress Content-Type")
		checkPlain(t, msg.Bytes)
		for i, d := range p.drafts {
			checkDraft(t, d, s.To[i], cfg.User.Email)
		}
		if strings.Contains(p.html, "<script") {
			t.Errorf("markup got through:\n%s", p.html)
		}
	})
}

// checkDraft checks that a draft has the program's fields and no others, is from the user, and to the person or to
// nobody.
func checkDraft(t testing.TB, d attached, to rules.Person, user string) {
	t.Helper()
	fields := "X-Unsent From Subject Mime-Version Content-Type Content-Transfer-Encoding"
	if _, there := d.header["To"]; there {
		fields += " To"
		typed, err := mail.ParseAddress("<" + to.Email + ">")
		if a, bad := mail.ParseAddress(d.header.Get("To")); err != nil || bad != nil || a.Address != typed.Address {
			t.Errorf("the draft goes to %v, not %q: %v, %v", a, to.Email, err, bad)
		}
	}
	checkFields(t, "the draft", d.header, fields)
	if a, err := mail.ParseAddress(d.header.Get("From")); err != nil || a.Address != user {
		t.Errorf("the draft is from %v: %v", a, err)
	}
}

// checkFields checks that each of the fields is there once, and no others.
func checkFields(t testing.TB, what string, h mail.Header, fields string) {
	t.Helper()
	want := strings.Fields(fields)
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(h)); !slices.Equal(got, want) {
		t.Errorf("%s has the fields %q, want %q", what, got, want)
	}
	for name, values := range h {
		if len(values) != 1 {
			t.Errorf("%s has %s %d times", what, name, len(values))
		}
	}
}

// checkPlain checks for lines that every server must accept according to RFC 5321.
func checkPlain(t testing.TB, raw []byte) {
	t.Helper()
	if found := bareLineEnd.Find(raw); found != nil {
		t.Errorf("a bare CR or LF: %q", found)
	}
	for line := range strings.SplitSeq(string(raw), "\r\n") {
		if len(line) > 998 {
			t.Errorf("a line of %d characters: %.80s…", len(line), line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r > '~' }) {
			t.Errorf("not 7-bit clean: %q", line)
		}
	}
}
