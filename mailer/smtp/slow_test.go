package smtp

import (
	"bufio"
	"context"
	"crypto/tls"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules/outbox"
)

// TestLongestDelivery: a server that takes nearly all of its time for every step, after it let the connection of the
// previous mail go stale, delays Deliver by nearly LongestDelivery, and no longer.
func TestLongestDelivery(t *testing.T) {
	outside := time.Now()
	synctest.Test(t, func(t *testing.T) {
		const nearly = defaultStepTimeout - time.Second
		slow := false
		wait := func(d time.Duration) {
			if slow {
				time.Sleep(d)
			}
		}
		cfg := withLogin(config())
		cfg.TLS, cfg.TLSConfig = StartTLS, clientTLS.Clone()
		cfg.TLSConfig.Time = func() time.Time { return outside } // the certificate is not valid at the bubble's time
		password := cfg.Password
		cfg.Password = func(ctx context.Context) (string, error) { wait(nearly); return password(ctx) }
		cfg.Dial = func(context.Context, string, string) (net.Conn, error) {
			wait(nearly)
			client, server := net.Pipe()
			go serveSlowly(server, func(step string) {
				if step == "." {
					wait(lastDotPatience*defaultStepTimeout - time.Second)
				} else {
					wait(nearly)
				}
			}, func() bool { return slow })
			return client, nil
		}
		m := mustNew(t, cfg)
		if r := m.Deliver(t.Context(), message(1)); r.Outcome != outbox.Accepted {
			t.Fatalf("got %+v", r)
		}

		slow = true
		begin := time.Now()
		if r := m.Deliver(t.Context(), message(2)); r.Outcome != outbox.Accepted {
			t.Fatalf("got %+v after %s", r, time.Since(begin))
		}
		if took := time.Since(begin); took > LongestDelivery || took < LongestDelivery-20*time.Second {
			t.Errorf("it took %s, where LongestDelivery is %s", took, LongestDelivery)
		}
		slow = false
		m.Hangup()
	})
}

// serveSlowly serves one connection, with a wait before each answer and in the middle of a message. Once it is slow, it
// closes an older connection at the next MAIL.
func serveSlowly(raw net.Conn, wait func(step string), isSlow func() bool) {
	defer raw.Close()
	stale := !isSlow()
	conn := raw
	in := bufio.NewReader(conn)
	say := func(step, reply string) bool {
		wait(step)
		_, err := conn.Write([]byte(reply + "\r\n"))
		return err == nil
	}
	replies := map[string]string{
		"EHLO": "250-fake\r\n250-STARTTLS\r\n250 AUTH PLAIN", "STARTTLS": "220 go on", "AUTH": "235 welcome",
		"DATA": "354 go on", "QUIT": "221 bye",
	}
	for ok := say("greeting", "220 ready"); ok; {
		line, err := in.ReadString('\n')
		verb, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		reply := replies[verb]
		if reply == "" {
			reply = "250 ok"
		}
		switch {
		case err != nil:
			return
		case verb == "MAIL" && stale && isSlow():
			wait(verb)
			return
		case verb == "EHLO" && conn != raw: // one step with STARTTLS
			_, err = conn.Write([]byte(reply + "\r\n"))
			ok = err == nil
			continue
		}
		if ok = say(verb, reply); !ok {
			return
		}
		switch verb {
		case "STARTTLS":
			conn = tls.Server(raw, serverTLS)
			in = bufio.NewReader(conn)
		case "DATA":
			for n := 0; line != ".\r\n"; n++ {
				if line, err = in.ReadString('\n'); err != nil {
					return
				}
				if n == 0 {
					wait("body")
				}
			}
			ok = say(".", "250 taken")
		}
	}
}
