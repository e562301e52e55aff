package smtp

import (
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

// stages are the points at which a server answers, in the order of a session.
var stages = []string{"greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "QUIT"}

var (
	begins2xx = regexp.MustCompile(`^2[0-9][0-9]([ -]|\r?\n)`) // the line may be cut off; the code counts
	whole2xx  = regexp.MustCompile(`^2[0-9][0-9]( [^\n]*)?\r?\n$`)
)

// FuzzReplies lets a server say anything at any stage. There is never a panic, nor a wait beyond the time for that
// step; the message counts as delivered only after a 2xx that follows the final dot; and the message after it arrives.
// The whole dialogue is over a pipe in a bubble, where waiting takes no time.
func FuzzReplies(f *testing.F) {
	for stage := range stages {
		for _, said := range []string{
			"250 ok\r\n", "250\r\n", "250", "250-a\r\n250 b\r\n", "250-a\r\n550 b\r\n",
			"250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n", "421 bye\r\n",
			"530 login\r\n", "550-no\r\n550 \x1b[2J\x00\xff\r\n", "354 go\r\n250 taken\r\n",
			"334 VXNlcm5hbWU6\r\n334 UGFzc3dvcmQ6\r\n235 ok\r\n",
			"334 cj1hLHM9YSxpPTE=\r\n", "220 hello\r\n", "\r\n", "\n", "-12 x\r\n", "999999999999999 x\r\n",
			"250-\r\n\r\n250 \r\n",
			"250-fake\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n", "250-" + strings.Repeat("x", 1500) + "\r\n",
		} {
			f.Add(byte(stage), byte(stage), []byte(said))
		}
	}
	f.Fuzz(func(t *testing.T, at, login byte, said []byte) {
		if len(said) == 0 || len(said) > 2000 { // within one read, or the client cannot see that there is more
			t.Skip()
		}
		stage := stages[int(at)%len(stages)]
		auth := mechanismNames()[int(login)%len(mechanismNames())]
		if strings.HasPrefix(auth, "scram") && stage != "AUTH" { // which the good server does not know
			auth = "plain"
		}
		synctest.Test(t, func(t *testing.T) {
			server := &fakeServer{
				script: script{stage: "raw " + string(said)},
				offers: "250-AUTH PLAIN " + strings.ToUpper(auth) + "\r\n", over: make(chan struct{}),
			}
			cfg := withLogin(config())
			cfg.Auth = auth
			cfg.Dial = overAPipe(server)
			m := mustNew(t, cfg)
			first := rules.Message{Bytes: []byte("Subject: 1\r\n\r\n1\r\n")}
			second := rules.Message{Bytes: []byte("Subject: 2\r\n\r\n2\r\n")}
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
				t.Errorf("the server does not have it: %+v", reply)
			}
			if stage == "." && (accepted && !begins2xx.Match(said) || !accepted && whole2xx.Match(said)) {
				t.Errorf("%q after the final dot is %s", said, reply.Outcome)
			}
			if about := reply.Outcome == outbox.Denied || reply.Outcome == outbox.AccountFault; about &&
				(stage != "." || said[0] != '5') {
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

// checkReply checks that a text about what a server said is one line, short and safe to print.
func checkReply(t testing.TB, reply outbox.Reply) {
	t.Helper()
	if strings.ContainsFunc(reply.Text, unicode.IsControl) || !utf8.ValidString(reply.Text) || reply.Text == "" ||
		strings.TrimSpace(reply.Text) != reply.Text {
		t.Errorf("the reply is not one clean line: %q", reply.Text)
	}
	if n := utf8.RuneCountInString(reply.Text); n > maxWords+200 {
		t.Errorf("the reply has %d characters", n)
	}
	if strings.Contains(reply.Text, canary) {
		t.Errorf("the password is in the reply: %s", reply.Text)
	}
}
