package mailer

import (
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
	"unicode/utf8"

	"followup/rules"
	"followup/rules/outbox"
)

// stages are where a server is asked for something, in the order of a session.
var stages = []string{"greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "QUIT"}

var (
	begins2xx = regexp.MustCompile(`^2[0-9][0-9]([ -]|\r?\n)`) // the line may be cut off: the code is what counts
	whole2xx  = regexp.MustCompile(`^2[0-9][0-9]( [^\n]*)?\r?\n$`)
)

// FuzzReplies has a server say anything at any stage. Whatever it is, there is no panic and no waiting beyond the time
// of that step; the message is taken as delivered only on a 2xx that follows the final dot; and the message after it
// arrives. The whole dialogue is over a pipe in a bubble, where waiting takes no time.
func FuzzReplies(f *testing.F) {
	for stage := range stages {
		for _, said := range []string{
			"250 ok\r\n", "250\r\n", "250", "250-a\r\n250 b\r\n", "250-a\r\n550 b\r\n", "250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n", "421 bye\r\n",
			"530 login\r\n", "550-no\r\n550 \x1b[2J\x00\xff\r\n", "354 go\r\n250 taken\r\n", "334 VXNlcm5hbWU6\r\n334 UGFzc3dvcmQ6\r\n235 ok\r\n",
			"334 cj1hLHM9YSxpPTE=\r\n", "220 hello\r\n", "\r\n", "\n", "-12 x\r\n", "999999999999999 x\r\n", "250-\r\n\r\n250 \r\n",
			"250-fake\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n", "250-" + strings.Repeat("x", 1500) + "\r\n",
		} {
			f.Add(byte(stage), byte(stage), []byte(said))
		}
	}
	f.Fuzz(func(t *testing.T, at, login byte, said []byte) {
		if len(said) == 0 || len(said) > 2000 { // within one read, or the client can not see that there is more
			t.Skip()
		}
		stage := stages[int(at)%len(stages)]
		auth := mechanismNames()[int(login)%len(mechanismNames())]
		if strings.HasPrefix(auth, "scram") && stage != "AUTH" { // which the good server does not know
			auth = "plain"
		}
		synctest.Test(t, func(t *testing.T) {
			server := &fakeServer{
				script: script{stage: "raw " + string(said)}, offers: "250-AUTH PLAIN " + strings.ToUpper(auth) + "\r\n", over: make(chan struct{}),
			}
			cfg := withLogin(config())
			cfg.Auth = auth
			cfg.Dial = overAPipe(server)
			m := mustNew(t, cfg)
			first, second := rules.Message{Bytes: []byte("Subject: 1\r\n\r\n1\r\n")}, rules.Message{Bytes: []byte("Subject: 2\r\n\r\n2\r\n")}
			begin := time.Now()
			reply := m.Deliver(t.Context(), first)
			limit := defaultStepTimeout
			if stage == "." {
				limit *= lastDotPatience
			}
			if took := time.Since(begin); took > limit+quitTimeout {
				t.Errorf("it took %s", took)
			}
			_, got, _, _ := server.state()
			accepted := reply.Outcome == outbox.Accepted
			if accepted && !slices.Contains(got, string(first.Bytes)) {
				t.Errorf("the server has not got it: %+v", reply)
			}
			if stage == "." && (accepted && !begins2xx.Match(said) || !accepted && whole2xx.Match(said)) {
				t.Errorf("%q after the final dot is %s", said, reply.Outcome)
			}
			if about := reply.Outcome == outbox.Denied || reply.Outcome == outbox.AccountFault; about && (stage != "." || said[0] != '5') {
				t.Errorf("refused after its text: %+v", reply)
			}
			checkReply(t, reply)
			if strings.HasPrefix(auth, "scram") {
				cfg.Auth = "plain"
				m = mustNew(t, cfg)
			}
			if next := m.Deliver(t.Context(), second); next.Outcome != outbox.Accepted {
				t.Errorf("the message after it: %+v", next)
			}
			m.Hangup()
			close(server.over)
			server.done.Wait()
		})
	})
}

// checkReply holds of every text about what a server said: it is one line, not a long one, and safe to print.
func checkReply(t testing.TB, reply outbox.Reply) {
	t.Helper()
	if strings.ContainsFunc(reply.Text, unicode.IsControl) || !utf8.ValidString(reply.Text) || reply.Text == "" || strings.TrimSpace(reply.Text) != reply.Text {
		t.Errorf("the reply is not one clean line: %q", reply.Text)
	}
	if n := utf8.RuneCountInString(reply.Text); n > maxWords+200 {
		t.Errorf("the reply has %d characters", n)
	}
	if strings.Contains(reply.Text, canary) {
		t.Errorf("the password is in the reply: %s", reply.Text)
	}
}

// FuzzCompose types anything everywhere. What comes of it is a mail whose header has the program's fields and no
// others, in lines that every server takes, with a draft of which the same is true.
func FuzzCompose(f *testing.F) {
	f.Add(byte(0), "Sam Weber", "Jana Müller", "jana@acme.test", "Acme Inc.", "Senior Nurse", "the new rota", "by Friday")
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
		m, err := New(cfg)
		if err != nil {
			t.Skip() // a name with nothing in it
		}
		c := acme()
		iv := &c.Interviews[0]
		c.Company, c.Role, c.Fit, iv.Topic, iv.Said = company, role, notes, topic, notes
		iv.Interviewers = []rules.Person{{Name: name, Email: address, Topic: topic}, {Name: "x" + name, Email: "x" + address}}
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
		checkFields(t, "the reminder", p.header, "Date From To Subject Message-Id Mime-Version Auto-Submitted X-Auto-Response-Suppress Content-Type")
		checkPlain(t, msg.Bytes)
		for i, d := range p.drafts {
			checkDraft(t, d, s.To[i], cfg.User.Email)
		}
		if strings.Contains(p.html, "<script") {
			t.Errorf("markup got through:\n%s", p.html)
		}
	})
}

// checkDraft wants a draft with the program's fields and no others, from the user, and to the person or to nobody.
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

// checkFields wants each of the fields once, and no others.
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

// checkPlain wants lines that RFC 5321 has every server take.
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
