package smtp

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// fault returns the expected result for a message if the server says code (0: nothing), and no more, at a stage. Only a
// 2xx to the final dot is a delivery, and a code without text refuses no message for good.
func fault(stage string, code int) outbox.Outcome {
	inSession := slices.Index(stages, stage) < slices.Index(stages, "MAIL")
	switch {
	case stage == "QUIT":
		return outbox.Accepted
	case inSession:
		return outbox.ChannelFault
	case code/100 == 5 && stage == ".":
		return outbox.AccountFault
	case code/100 == 5:
		return outbox.ChannelFault
	case code/100 == 4:
		return outbox.Deferred
	case stage == ".":
		return outbox.Lost
	}
	return outbox.Broken
}

// tally counts the outcomes of messages over many faults.
type tally struct {
	mu                                       sync.Mutex
	tried, delivered, refused, lost, doubled int
}

func (c *tally) log(t *testing.T) {
	t.Logf("tried %d, delivered %d, refused for good %d, lost %d, doubled %d", c.tried, c.delivered, c.refused, c.lost,
		c.doubled)
	if c.lost+c.doubled > 0 {
		t.Errorf("%d lost, %d doubled", c.lost, c.doubled)
	}
}

// through delivers one message into a fault, another one after it, and the first once more if it is still to be sent.
// In the end the server must have each of them once, except for refused ones.
func (c *tally) through(t *testing.T, what string, server *fakeServer, cfg Config,
	want ...outbox.Outcome) outbox.Reply {
	t.Helper()
	m := mustNew(t, cfg)
	reply := m.Deliver(t.Context(), note(1))
	if !slices.Contains(want, reply.Outcome) {
		t.Errorf("%s: got %s: %s; want %v", what, reply.Outcome, reply.Text, want)
	}
	checkReply(t, reply)
	_, got, _, _ := server.state()
	if slices.Contains(got, string(note(1).Bytes)) != (reply.Outcome == outbox.Accepted) {
		t.Errorf("%s: %s, but the server has %d messages", what, reply.Outcome, len(got))
	}
	if next := m.Deliver(t.Context(), note(2)); next.Outcome != outbox.Accepted {
		t.Errorf("%s: the message after it: %s: %s", what, next.Outcome, next.Text)
	}
	due := reply.Outcome != outbox.Accepted && reply.Outcome != outbox.Denied
	if due {
		if again := m.Deliver(t.Context(), note(1)); again.Outcome != outbox.Accepted {
			t.Errorf("%s: the second try: %s: %s", what, again.Outcome, again.Text)
		}
	}
	m.Hangup()

	_, got, _, _ = server.state()
	c.mu.Lock()
	defer c.mu.Unlock()
	for n := 1; n <= 2; n++ {
		c.tried++
		copies := 0
		for _, g := range got {
			if g == string(note(n).Bytes) {
				copies++
			}
		}
		refused := n == 1 && reply.Outcome == outbox.Denied
		switch {
		case refused && copies == 0:
			c.refused++
		case copies == 1 && !refused:
			c.delivered++
		case copies == 0:
			c.lost++
		default:
			c.doubled++
		}
	}
	return reply
}

// note returns a short message, for tests that send thousands.
func note(n int) rules.Message {
	return rules.Message{Bytes: fmt.Appendf(nil, "Subject: %d\r\n\r\n.a line with a dot\r\n", n)}
}

// at returns a script with one fault. A server that refuses EHLO must also refuse HELO, which the client tries next.
func at(stage, reply string) script {
	s := script{stage: reply}
	if stage == "EHLO" {
		s["HELO"] = reply
	}
	return s
}

// plainServer starts a server with a login and without encryption, and returns a config for it.
func plainServer(t *testing.T, s script) (*fakeServer, Config) {
	t.Helper()
	server := &fakeServer{script: s, offers: "250-AUTH PLAIN\r\n"}
	cfg := withLogin(config())
	cfg.Port, cfg.StepTimeout = server.start(t), 5*time.Second // an answer that is not understood should fail soon
	return server, cfg
}

// TestEveryCodeAtEveryStage tries all 200 error codes at every stage.
func TestEveryCodeAtEveryStage(t *testing.T) {
	var count tally
	t.Cleanup(func() { count.log(t) })
	for _, stage := range stages {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			for code := 400; code < 600; code++ {
				server, cfg := plainServer(t, at(stage, fmt.Sprintf("%d no", code)))
				reply := count.through(t, fmt.Sprint(code), server, cfg, fault(stage, code))
				if stage != "QUIT" && !strings.Contains(reply.Text, fmt.Sprintf("%d no", code)) {
					t.Errorf("%d: the reply does not quote the server: %s", code, reply.Text)
				}
			}
		})
	}
}

// TestOddReplies: whatever the shape of an answer, its code counts, and nothing in it reaches a log or a terminal
// unescaped.
func TestOddReplies(t *testing.T) {
	var count tally
	t.Cleanup(func() { count.log(t) })
	yes := map[string]int{"AUTH": 235, "MAIL": 250, "RCPT": 250, "DATA": 354, ".": 250, "QUIT": 221}
	for _, shape := range []struct{ name, format string }{
		{"without text", "%[1]d\r\n"},
		{"only a space for text", "%[1]d \r\n"},
		{"many lines", "%[1]d-one\r\n%[1]d-two\r\n%[1]d three\r\n"},
		{"many lines without text", "%[1]d-\r\n%[1]d-\r\n%[1]d\r\n"},
		{"a line end without CR", "%[1]d fine\n"},
		{"a line of 100 KB", "%[1]d " + strings.Repeat("x", 100<<10) + "\r\n"},
		{"a text of 10,000 lines", strings.Repeat("%[1]d-so\r\n", 10000) + "%[1]d on\r\n"},
		{"bytes beyond ASCII", "%[1]d \x80\xfe\xff gr\xfc\xdfe gr\u00fc\u00dfe \u0085\u009b2J\r\n"},
		{"control characters", "%[1]d \x1b[2J\x1b]0;title\x07\x00\x08\x7f a\rb\tc\r\n"},
		{"the password", "%[1]d no " + canary + "\r\n"},
	} {
		t.Run(shape.name, func(t *testing.T) {
			for _, stage := range stages {
				for _, code := range []int{yes[stage], 450, 550} {
					// Which RFC 5321 does not define.
					bareGreeting := stage == "greeting" && strings.HasSuffix(shape.format, "d\r\n")
					if code == 0 || bareGreeting || shape.name == "the password" && stage != "AUTH" {
						continue
					}
					want := fault(stage, code)
					if code < 400 {
						want = outbox.Accepted
					}
					server, cfg := plainServer(t, at(stage, "raw "+fmt.Sprintf(shape.format, code)))
					count.through(t, fmt.Sprintf("%s, %d", stage, code), server, cfg, want)
				}
			}
		})
	}
}

// TestOutOfTurn: an answer that nothing asked for is never taken for the answer to the next command.
func TestOutOfTurn(t *testing.T) {
	var count tally
	t.Cleanup(func() { count.log(t) })
	for _, tt := range []struct {
		stage, reply string
		want         outbox.Outcome
	}{
		{"AUTH", "235 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n", outbox.Broken},
		{"MAIL", "250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n", outbox.Broken},
		{"RCPT", "250 ok\r\n354 go\r\n250 taken\r\n", outbox.Broken},
		{"DATA", "354 go\r\n250 taken\r\n", outbox.Broken},
		{".",
			// And the next one over another connection.
			"250 taken\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n", outbox.Accepted},
	} {
		server, cfg := plainServer(t, at(tt.stage, "raw "+tt.reply))
		count.through(t, tt.stage, server, cfg, tt.want)
	}
}

// TestNoAnswer: the connection drops, is reset or goes silent at any stage. In the end the server has the message once.
// If the server took it and its answer got lost, a second copy is right; this is the only such case.
func TestNoAnswer(t *testing.T) {
	var count tally
	t.Cleanup(func() { count.log(t) })
	for _, how := range []string{"drop", "reset", "stall"} {
		for _, stage := range append([]string{"body", "250"}, stages...) {
			t.Run(how+" at "+stage, func(t *testing.T) {
				s, want := at(stage, how), []outbox.Outcome{fault(stage, 0)}
				switch stage {
				case "body": // whether it shows at once or after the final dot depends on buffers on the way
					want = []outbox.Outcome{outbox.Broken, outbox.Lost}
				case "250":
					s, want = at(".", "250 taken; "+how), []outbox.Outcome{outbox.Accepted}
				}
				if how != "stall" {
					server, cfg := plainServer(t, s)
					count.through(t, how, server, cfg, want...)
					return
				}
				synctest.Test(t, func(t *testing.T) { // where a timeout of half a minute takes no time
					server := &fakeServer{script: s, offers: "250-AUTH PLAIN\r\n", over: make(chan struct{})}
					cfg := withLogin(config())
					cfg.Dial = overAPipe(server)
					begin := time.Now()
					count.through(t, how, server, cfg, want...)
					if took := time.Since(begin); took > lastDotPatience*defaultStepTimeout+2*quitTimeout {
						t.Errorf("it took %s", took)
					}
					close(server.over)
					server.done.Wait()
				})
			})
		}
	}
}

// overAPipe returns a dial function that reaches the server without a network.
func overAPipe(server *fakeServer) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		server.serve(theirs)
		return ours, nil
	}
}
