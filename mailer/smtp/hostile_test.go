package smtp

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules/outbox"
)

// enough is the total memory that a delivery to any one server may allocate, including the server's own. Less is in use
// at any time.
const enough = 64 << 20

// TestServersThatTalkTooMuch: an endless answer is cut off at any stage, and the message after it arrives.
func TestServersThatTalkTooMuch(t *testing.T) {
	const (
		line  = "endless x"
		lines = "so\r\n"
		cut   = "it said far more than an answer takes"
		quiet = "" // this is no fault
	)
	long := strings.Repeat("x", 200<<10)
	extensions := &strings.Builder{}
	for n := range 100_000 {
		fmt.Fprintf(extensions, "250-X%d\r\n", n)
	}
	challenge := "334 " + base64.StdEncoding.EncodeToString(make([]byte, 3000))
	for _, tt := range []struct {
		name    string
		script  script
		mode    TLSMode
		auth    string
		outcome outbox.Outcome
		text    string
	}{
		{"an endless greeting", script{"greeting": line}, NoTLS, "plain", outbox.ChannelFault, cut},
		{"a greeting of endless lines",
			script{"greeting": "endless 220-" + lines}, NoTLS, "plain", outbox.ChannelFault, cut},
		{"blank lines as a greeting",
			script{"greeting": "endless \r\n"}, NoTLS, "plain", outbox.ChannelFault, "did not greet"},
		{"a greeting as a handshake",
			script{"greeting": line}, ImplicitTLS, "plain", outbox.ChannelFault, "the encryption with"},
		{"an answer to EHLO", script{"EHLO": line}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"endless extensions", script{"EHLO": "endless 250-" + lines}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"100,000 extensions",
			script{"EHLO": "raw " + extensions.String() + "250 STARTTLS\r\n"}, StartTLS, "plain", outbox.ChannelFault,
			cut},
		{"an answer to STARTTLS",
			script{"STARTTLS": "endless 220-" + lines}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"inside the encryption", script{"EHLO 2": line}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"lines inside the encryption",
			script{"EHLO 2": "endless 250-" + lines}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"an answer to the login", script{"AUTH": line}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"a challenge",
			script{"AUTH": "raw 334 " + long + long + "\r\n"}, StartTLS, "scram-sha-256", outbox.ChannelFault, cut},
		{"challenges",
			script{"AUTH": challenge, "": challenge, " 2": challenge}, StartTLS, "xoauth2", outbox.ChannelFault, cut},
		{"an answer to MAIL", script{"MAIL": line}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"lines in answer to RCPT",
			script{"RCPT": "endless 550-" + lines}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"an answer to DATA", script{"DATA": line}, StartTLS, "plain", outbox.ChannelFault, cut},
		{"a line after the final dot, whose code is enough",
			script{".": "raw 250 " + long + long + "\r\n"}, StartTLS, "plain", outbox.Accepted, "250 xxx"},
		{"after the final dot it may have the mail",
			script{".": "endless 250-" + lines}, StartTLS, "plain", outbox.Lost, cut},
		{"the end of it is unknown", script{".": "endless 550-" + lines}, StartTLS, "plain", outbox.Lost, cut},
		{"a farewell", script{"QUIT": "endless 221-" + lines}, StartTLS, "plain", outbox.Accepted, quiet},
		{"a lot at each answer", script{
			"greeting": "220 " + long, "EHLO": "250-" + long + "\r\n250 AUTH PLAIN", "AUTH": "235 " + long,
			"MAIL": "250 " + long,
			"RCPT": "250 " + long, "DATA": "354 " + long, ".": "250 " + long,
		}, NoTLS, "plain", outbox.ChannelFault, cut},
		{"a lot, but not too much",
			script{"RCPT": "250 " + long, ".": "250 " + long}, StartTLS, "plain", outbox.Accepted, "250 xxx"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := &fakeServer{
				script: tt.script, offers: "250-STARTTLS\r\n250-AUTH PLAIN XOAUTH2 SCRAM-SHA-256\r\n", tls: serverTLS,
				implicit: tt.mode == ImplicitTLS && tt.script["greeting"] == "",
			}
			cfg := withLogin(config())
			cfg.Port, cfg.TLS, cfg.TLSConfig, cfg.Auth = server.start(t), tt.mode, clientTLS, tt.auth
			m := mustNew(t, cfg)
			var reply outbox.Reply
			used := allocated(func() { reply = m.Deliver(t.Context(), note(1)); m.Hangup(); server.waitClosed(t) })
			t.Logf("%d KB allocated", used>>10)
			if used > enough {
				t.Errorf("%d MB allocated, want at most %d", used>>20, enough>>20)
			}
			if reply.Outcome != tt.outcome || !strings.Contains(reply.Text, tt.text) {
				t.Errorf("got %+v\nwant %s: … %s", reply, tt.outcome, tt.text)
			}
			checkReply(t, reply)
			// Which the good server does not know.
			if tt.auth != "plain" || server.implicit != (tt.mode == ImplicitTLS) {
				return
			}
			if next := m.Deliver(t.Context(), note(2)); next.Outcome != outbox.Accepted {
				t.Errorf("the message after it: %+v", next)
			}
			m.Hangup()
		})
	}
}

// TestAServerThatTakesMuchMail: its answers may be long in total, as each accepted mail refills the budget.
func TestAServerThatTakesMuchMail(t *testing.T) {
	long := "250 " + strings.Repeat("x", sessionBudget/10)
	server, cfg := plainServer(t, script{".": long, ". 2": long})
	m := mustNew(t, cfg)
	for n := range 20 {
		if r := m.Deliver(t.Context(), note(n)); r.Outcome != outbox.Accepted {
			t.Errorf("mail %d: %+v", n, r)
		}
	}
	m.Hangup()
	if _, got, dialled, _ := server.state(); len(got) != 20 || dialled != 1 {
		t.Errorf("%d mails over %d connections, want 20 over one", len(got), dialled)
	}
}

// allocated returns how many bytes the process allocates while do runs.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestAChainOfCertificatesWithoutEnd: an endless chain is refused like any wrong certificate, before a login.
func TestAChainOfCertificatesWithoutEnd(t *testing.T) {
	ca := newAuthority(t)
	pair := ca.sign(t, nil)
	var chain [][]byte
	for range 400 {
		chain = append(chain, ca.sign(t, nil).Certificate[0])
	}
	for _, mode := range []TLSMode{StartTLS, ImplicitTLS} {
		for _, bytes := range []int{150 << 10, 2 << 20} {
			t.Run(fmt.Sprintf("%s, %d KB", mode, bytes>>10), func(t *testing.T) {
				long := tls.Certificate{PrivateKey: pair.PrivateKey, Certificate: slices.Clone(pair.Certificate)}
				for i, size := 0, 0; size < bytes; i++ {
					long.Certificate = append(long.Certificate, chain[i%len(chain)])
					size += len(chain[i%len(chain)])
				}
				server := &fakeServer{
					offers: "250-STARTTLS\r\n250-AUTH PLAIN\r\n", implicit: mode == ImplicitTLS,
					tls: &tls.Config{Certificates: []tls.Certificate{long}},
				}
				cfg := withLogin(config())
				cfg.Port, cfg.TLS = server.start(t), mode
				m := mustNew(t, cfg)
				var reply outbox.Reply
				used := allocated(func() { reply = m.Deliver(t.Context(), note(1)); server.waitClosed(t) })
				t.Logf("%d KB allocated: %s", used>>10, reply.Text)
				if used > enough || reply.Outcome != outbox.ChannelFault ||
					!strings.Contains(reply.Text, "the encryption with") {
					t.Errorf("%d MB allocated; %+v", used>>20, reply)
				}
				if s := strings.Join(server.commands, " "); strings.Contains(s, "AUTH") {
					t.Errorf("the client continued: %s", s)
				}
			})
		}
	}
}

// TestAServerThatDrips sends a byte every 29 seconds, without end, from a given stage on. The time for a step does not
// depend on how active the server seems.
func TestAServerThatDrips(t *testing.T) {
	for _, stage := range stages {
		t.Run(stage, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ours, theirs := net.Pipe()
				ended := make(chan struct{})
				go func() { defer close(ended); drip(theirs, stage) }()
				cfg := withLogin(config())
				cfg.Dial = func(context.Context, string, string) (net.Conn, error) { return ours, nil }
				m := mustNew(t, cfg)
				begin := time.Now()
				reply := m.Deliver(t.Context(), note(1))
				m.Hangup()
				if took := time.Since(begin); took > LongestDelivery {
					t.Errorf("it took %s", took)
				}
				want := fault(stage, 0)
				if reply.Outcome != want || want != outbox.Accepted &&
					!strings.Contains(reply.Text, "no answer in time") {
					t.Errorf("got %+v, want %s", reply, want)
				}
				<-ended
			})
		})
	}
}

// drip behaves well up to the stage.
func drip(c net.Conn, stage string) {
	defer c.Close()
	in := bufio.NewReader(c)
	replies := map[string]string{"greeting": "220 ready", "EHLO": "250-fake\r\n250 AUTH PLAIN", "AUTH": "235 ok",
		"DATA": "354 go on"}
	say := func(verb string) bool {
		for ; verb == stage; time.Sleep(defaultStepTimeout - time.Second) {
			if _, err := c.Write([]byte("2")); err != nil {
				return false
			}
		}
		reply := replies[verb]
		if reply == "" {
			reply = "250 ok"
		}
		_, err := c.Write([]byte(reply + "\r\n"))
		return err == nil
	}
	for verb, ok := "greeting", true; ok && say(verb); {
		line, err := in.ReadString('\n')
		for verb == "DATA" && err == nil && line != ".\r\n" {
			line, err = in.ReadString('\n')
		}
		verb, _, _ = strings.Cut(strings.TrimSpace(line), " ")
		ok = err == nil
	}
}
