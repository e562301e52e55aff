package smtp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// canary is a password that must not show up anywhere.
const canary = "c4n4ry-pa55"

// config is for a server on this machine that needs no login.
func config() Config {
	return Config{Address: "sam@example.org", Host: "127.0.0.1", Port: 25, TLS: NoTLS}
}

func mustNew(t testing.TB, cfg Config) *Client {
	t.Helper()
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func withLogin(cfg Config) Config {
	cfg.Username = "sam"
	cfg.Password = func(context.Context) (string, error) { return canary, nil }
	return cfg
}

func message(n int) rules.Message {
	text := fmt.Sprintf("Subject: %d\r\n\r\n.a line with a dot\r\n%s\r\n", n, strings.Repeat("text\r\n", 2000))
	return rules.Message{ID: fmt.Sprintf("<%d@example.org>", n), Bytes: []byte(text)}
}

// misdeed is what a server does wrong, and the expected outcome for a message.
type misdeed struct {
	name    string
	script  script
	outcome outbox.Outcome
	text    string // in the reply
}

// TestFaults has one row for each fault. It delivers a message into the fault and another one after it, which must
// arrive in any case. If the server stalls, that takes only a bubble's time.
func TestFaults(t *testing.T) {
	const (
		accepted = outbox.Accepted
		denied   = outbox.Denied
		deferred = outbox.Deferred
		lost     = outbox.Lost
		broken   = outbox.Broken
		channel  = outbox.ChannelFault
		account  = outbox.AccountFault
	)
	outside := time.Now()
	for _, tt := range []misdeed{
		{"an empty answer", nil, accepted, "250 taken"},
		{"250 without text", script{".": "250"}, accepted, "250"},
		{"another 2xx", script{".": "252 probably"}, accepted, "252 probably"},

		{"greeting refused",
			script{"greeting": "554 go away"}, channel, "did not greet as a mail server does (554 go away)"},
		{"greeting defers", script{"greeting": "421 busy"}, channel, "421 busy"},
		{"greeting drops", script{"greeting": "drop"}, channel, "the connection was closed"},
		{"greeting stalls", script{"greeting": "stall"}, channel, "no answer in time"},
		{"greeting is not SMTP", script{"greeting": "HTTP/1.1 400 Bad Request"}, channel, "did not greet"},

		{"EHLO refused", script{"EHLO": "502 what", "HELO": "502 what"}, channel, "did not answer EHLO"},
		{"EHLO refused, HELO answered, so no extension is offered",
			script{"EHLO": "502 what"}, channel, "does not offer STARTTLS"},
		{"EHLO defers", script{"EHLO": "421 busy", "HELO": "421 busy"}, channel, "421 busy"},
		{"EHLO drops", script{"EHLO": "drop"}, channel, "the connection was closed"},
		{"EHLO stalls", script{"EHLO": "stall"}, channel, "no answer in time"},
		{"EHLO after STARTTLS drops", script{"EHLO 2": "drop"}, channel, "the encryption with"},
		{"EHLO after STARTTLS refused", script{"EHLO 2": "554 no"}, channel, "554 no"},

		{"STARTTLS refused", script{"STARTTLS": "454 not now"}, channel, "454 not now"},
		{"STARTTLS drops", script{"STARTTLS": "drop"}, channel, "the encryption with"},
		{"STARTTLS stalls", script{"STARTTLS": "stall"}, channel, "no answer in time"},
		{"no handshake after STARTTLS", script{"STARTTLS": "220 go on; stall"}, channel, "no answer in time"},
		{"no TLS after STARTTLS", script{"STARTTLS": "220 go on; 250 what"}, channel, "the encryption with"},

		{"AUTH refused",
			script{"AUTH": "535 5.7.8 wrong"}, channel,
			"refused the username or password (535 5.7.8 wrong); check smtp.username and the password"},
		{"AUTH defers", script{"AUTH": "454 later"}, channel, "the login to"},
		{"AUTH drops", script{"AUTH": "drop"}, channel, "the connection was closed"},
		{"AUTH stalls", script{"AUTH": "stall"}, channel, "no answer in time"},

		{"MAIL refused",
			script{"MAIL": "550 not you"}, channel, "the server refused the sender (550 not you); user.email must be"},
		{"MAIL defers", script{"MAIL": "451 later"}, deferred, "the server put the sender off (451 later)"},
		{"MAIL closes the session", script{"MAIL": "421 bye; drop"}, deferred, "421 bye"},
		{"MAIL requires a login",
			script{"MAIL": "530 5.7.0 who are you"}, channel,
			"the server refused the sender (530 5.7.0 who are you); set smtp.username"},
		{"MAIL is answered with nonsense", script{"MAIL": "354 what"}, broken, "354 what"},
		{"MAIL drops", script{"MAIL": "drop"}, broken, "the connection broke before the message was sent"},
		{"MAIL stalls", script{"MAIL": "stall"}, broken, "no answer in time"},

		{"RCPT refused",
			script{"RCPT": "550-no such\r\n550 user"}, channel,
			"the server refused the recipient (550 no such user); check user.email"},
		{"RCPT defers", script{"RCPT": "450 greylisted"}, deferred, "450 greylisted"},
		{"RCPT closes the session", script{"RCPT": "421 bye; drop"}, deferred, "421 bye"},
		{"RCPT drops", script{"RCPT": "drop"}, broken, "the connection was closed"},
		{"RCPT stalls", script{"RCPT": "stall"}, broken, "no answer in time"},

		{"DATA refused", script{"DATA": "554 no"}, channel, "the server refused the message (554 no)"},
		{"DATA defers", script{"DATA": "451 later"}, deferred, "the server put the message off (451 later)"},
		{"DATA answered with 250", script{"DATA": "250 ok"}, broken, "250 ok"},
		{"250 before the final dot", script{"DATA": "354 go on\r\n250 taken"}, broken, "answered before it was asked"},
		{"DATA drops", script{"DATA": "drop"}, broken, "the connection was closed"},
		{"DATA stalls", script{"DATA": "stall"}, broken, "no answer in time"},

		{"the final dot refused",
			script{".": "554 spam"}, account, "the server refused the message (554 spam); ask the provider why"},
		{"the final dot refused because of the text",
			script{".": "554 5.6.0 malformed"}, denied, "the server refused the message (554 5.6.0 malformed)"},
		{"the final dot deferred", script{".": "452 full"}, deferred, "452 full"},
		{"the final dot closes the session", script{".": "421 bye; drop"}, deferred, "421 bye"},
		{"the final dot drops", script{".": "drop"}, lost, "the server takes the mail but does not answer"},
		{"the final dot stalls", script{".": "stall"}, lost, "no answer in time"},
		{"the final dot is answered with nonsense", script{".": "354 what"}, lost, "354 what"},
		{"the final dot is answered with garbage",
			script{".": "what?"}, lost, "the server takes the mail but does not answer"},

		{"the final dot requires a login", script{".": "530 5.7.0 who are you"}, account, "set smtp.username"},

		{"drops after 250", script{".": "250 taken; drop"}, accepted, "250 taken"},
		{"stalls after 250", script{".": "250 taken; stall"}, accepted, "250 taken"},
		{"says more after 250", script{".": "250 taken; 421 bye; drop"}, accepted, "250 taken"},
		{"idle for too long", script{"MAIL 2": "421 idle; drop"}, accepted, "250 taken"},
		{"dies between messages", script{"MAIL 2": "drop"}, accepted, "250 taken"},
		{"QUIT refused", script{"QUIT": "500 no"}, accepted, "250 taken"},
		{"QUIT drops", script{"QUIT": "drop"}, accepted, "250 taken"},
		{"QUIT stalls", script{"QUIT": "stall"}, accepted, "250 taken"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := &fakeServer{script: tt.script, offers: "250-STARTTLS\r\n250-AUTH PLAIN\r\n", tls: serverTLS}
			cfg := withLogin(config())
			cfg.TLS, cfg.TLSConfig = StartTLS, clientTLS
			if strings.Contains(fmt.Sprint(tt.script), "stall") {
				synctest.Test(t, func(t *testing.T) {
					server.over = make(chan struct{})
					cfg.Dial, cfg.TLSConfig = overAPipe(server), clientTLS.Clone()
					// The certificate is not valid at the bubble's time.
					cfg.TLSConfig.Time = func() time.Time { return outside }
					deliverInto(t, tt, server, cfg)
					close(server.over)
					server.done.Wait()
				})
				return
			}
			before := runtime.NumGoroutine()
			cfg.Port = server.start(t)
			during := runtime.NumGoroutine()
			deliverInto(t, tt, server, cfg)
			server.waitClosed(t)
			settle(t, before, during)
		})
	}
}

// deliverInto delivers two messages to a server that misbehaves on the first connection.
func deliverInto(t *testing.T, f misdeed, server *fakeServer, cfg Config) {
	t.Helper()
	m := mustNew(t, cfg)
	reply := m.Deliver(t.Context(), message(1))
	if reply.Outcome != f.outcome || !strings.Contains(reply.Text, f.text) {
		t.Errorf("got %s: %s\nwant %s: …%s…", reply.Outcome, reply.Text, f.outcome, f.text)
	}
	if next := m.Deliver(t.Context(), message(2)); next.Outcome != outbox.Accepted {
		t.Errorf("the message after it: %s: %s", next.Outcome, next.Text)
	}
	m.Hangup()

	var want []string
	if f.outcome == outbox.Accepted {
		want = append(want, string(message(1).Bytes))
	}
	want = append(want, string(message(2).Bytes))
	wire, got, dialled, _ := server.state()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the server has something else (-want +got):\n%s", diff)
	}
	if dialled > 2 {
		t.Errorf("dialled %d times for two messages", dialled)
	}
	for what, s := range map[string]string{"the wire": wire, "the reply": reply.Text,
		"the mailer": fmt.Sprintf("%+v %#v %+v", m, m, cfg)} {
		if strings.Contains(s, canary) || strings.Contains(s, "AHNhbQ") { // base64 of "\0sam"
			t.Errorf("the password is on %s", what)
		}
	}
}

// settle waits until there are no more goroutines than before.
func settle(t testing.TB, before, during int) {
	t.Helper()
	for range 200 {
		if runtime.NumGoroutine() <= max(before, during) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), during)
}

func TestOneConnectionServesManyMessages(t *testing.T) {
	server := &fakeServer{}
	cfg := config()
	cfg.Port = server.start(t)
	m := mustNew(t, cfg)
	for n := range 20 {
		if r := m.Deliver(t.Context(), message(n)); r.Outcome != outbox.Accepted {
			t.Fatalf("%d: %+v", n, r)
		}
	}
	m.Hangup()
	m.Hangup() // twice, which is allowed at any time
	server.waitClosed(t)
	_, messages, dialled, _ := server.state()
	if dialled != 1 || len(messages) != 20 {
		t.Errorf("%d connections, %d messages", dialled, len(messages))
	}
	if last := server.commands[len(server.commands)-1]; last != "QUIT" {
		t.Errorf("took leave with %s", last)
	}
	if r := m.Deliver(t.Context(), message(21)); r.Outcome != outbox.Accepted {
		t.Errorf("after the hangup: %+v", r)
	}
	m.Hangup()
}

func TestADeadConnectionIsDialledAgainOnce(t *testing.T) {
	server := &fakeServer{}
	cfg := config()
	cfg.Port = server.start(t)
	dials := 0
	cfg.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if dials++; dials > 1 {
			return nil, errors.New("nobody there")
		}
		return new(net.Dialer).DialContext(ctx, network, addr)
	}
	m := mustNew(t, cfg)
	m.Deliver(t.Context(), message(1))
	_ = m.conn.raw.Close()
	r := m.Deliver(t.Context(), message(2))
	if r.Outcome != outbox.ChannelFault || !strings.Contains(r.Text, "nobody there") || dials != 2 {
		t.Errorf("got %+v after %d dials, want one more dial and its fault", r, dials)
	}
}

func TestCancelling(t *testing.T) {
	for _, tt := range []struct {
		name    string
		script  script
		outcome outbox.Outcome
		text    string
	}{
		{"before the greeting", script{"greeting": "stall"}, outbox.ChannelFault, "given up"},
		{"in the envelope", script{"RCPT": "stall"}, outbox.ChannelFault, "stopped before the message was sent"},
		{"in mid-DATA", script{"body": "stall"}, outbox.ChannelFault, "stopped before the message was sent"},
		{"after the final dot", script{".": "stall"}, outbox.Lost, "a copy may have arrived"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := &fakeServer{script: tt.script, stalls: make(chan struct{})}
			cfg := config()
			cfg.Port = server.start(t)
			// Which the server may outrun.
			cfg.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
				return new(net.Dialer).DialContext(context.WithoutCancel(ctx), network, addr)
			}
			m := mustNew(t, cfg)
			big := message(1)
			if strings.Contains(tt.name, "mid") {
				big.Bytes = []byte(strings.Repeat("more than the buffers on the way hold\r\n", 1<<19))
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go func() {
				select {
				case <-server.stalls:
					cancel()
				case <-ctx.Done():
				}
			}()
			begin := time.Now()
			r := m.Deliver(ctx, big)
			if r.Outcome != tt.outcome || !strings.Contains(r.Text, tt.text) {
				t.Errorf("got %s: %s", r.Outcome, r.Text)
			}
			if took := time.Since(begin); took > defaultStepTimeout/2 {
				t.Errorf("it took %s", took)
			}
			if next := m.Deliver(t.Context(), message(2)); next.Outcome != outbox.Accepted {
				t.Errorf("the message after it: %+v", next)
			}
			m.Hangup()
		})
	}
	t.Run("before it begins", func(t *testing.T) {
		server := &fakeServer{}
		cfg := config()
		cfg.Port = server.start(t)
		m := mustNew(t, cfg)
		m.Deliver(t.Context(), message(1))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if r := m.Deliver(ctx, message(2)); r.Outcome != outbox.ChannelFault {
			t.Errorf("on an open connection: %+v", r)
		}
		m.Hangup()
		if r := m.Deliver(ctx, message(2)); r.Outcome != outbox.ChannelFault {
			t.Errorf("without a connection: %+v", r)
		}
		if _, messages, _, _ := server.state(); len(messages) != 1 {
			t.Errorf("%d messages arrived, want the first", len(messages))
		}
	})
}

func TestAConnectionThatBreaksInMidDATA(t *testing.T) {
	server := &fakeServer{script: script{"body": "drop"}}
	cfg := config()
	cfg.Port = server.start(t)
	m := mustNew(t, cfg)
	big := message(1)
	big.Bytes = []byte(strings.Repeat("more than the buffers on the way hold\r\n", 1<<19))
	if r := m.Deliver(t.Context(), big); r.Outcome != outbox.Broken {
		t.Errorf("got %+v", r)
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := config()
	cfg.Port = l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	m := mustNew(t, cfg)
	if r := m.Deliver(t.Context(), message(1)); r.Outcome != outbox.ChannelFault ||
		!strings.Contains(r.Text, "check smtp.host, smtp.port and the network") {
		t.Errorf("got %+v", r)
	}
	if err := m.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot reach 127.0.0.1:") {
		t.Errorf("Check says %v", err)
	}
}

// TestOverAPipe runs the whole dialogue in a bubble where half a minute takes no time, as the scheduler's tests do.
func TestOverAPipe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &fakeServer{script: script{".": "stall"}, over: make(chan struct{})}
		cfg := config()
		cfg.Dial = overAPipe(server)
		m := mustNew(t, cfg)
		begin := time.Now()
		if r := m.Deliver(t.Context(), message(1)); r.Outcome != outbox.Lost {
			t.Errorf("got %+v", r)
		}
		if took := time.Since(begin); took != lastDotPatience*defaultStepTimeout {
			t.Errorf("waited %s for the last answer", took)
		}
		if r := m.Deliver(t.Context(), message(2)); r.Outcome != outbox.Accepted {
			t.Errorf("got %+v", r)
		}
		m.Hangup()
		close(server.over)
		server.done.Wait()
	})
}
