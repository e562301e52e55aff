package smtp

import (
	"crypto/tls"
	"net"
	"strings"
	"testing"

	"followup/rules/outbox"
)

// TestHello: a server that compares the name in EHLO with the address of the connection takes the usual one, before and
// after the encryption begins.
func TestHello(t *testing.T) {
	isOwn := func(name string, from net.Addr) bool {
		ip := from.(*net.TCPAddr).IP
		if ip.To4() != nil {
			return name == "["+ip.String()+"]"
		}
		return name == "[IPv6:"+ip.String()+"]"
	}
	is := func(want string) func(string, net.Addr) bool {
		return func(name string, _ net.Addr) bool { return name == want }
	}
	for _, tt := range []struct {
		name, from, hello string
		takes             func(string, net.Addr) bool
		want              string // in the answer; "" is a delivery
	}{
		{"by default it is the address of the connection", "127.0.0.3", "", isOwn, ""},
		{"which is another one elsewhere", "127.0.0.4", "", is("[127.0.0.4]"), ""},
		{"by IPv6 too", "::1", "", isOwn, ""},
		{"a name of one's own", "127.0.0.3", "host.example.org", is("host.example.org"), ""},
		{"a name that the server does not take", "127.0.0.3", "host.example.org", isOwn,
			"did not answer EHLO (501 5.5.4 that is not your name)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := &fakeServer{hello: tt.takes, offers: "250-STARTTLS\r\n", tls: serverTLS}
			cfg := config()
			cfg.Port, cfg.TLS, cfg.TLSConfig, cfg.Hello = server.start(t), StartTLS, clientTLS, tt.hello
			cfg.Dial = (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(tt.from)}}).DialContext
			if tt.from == "::1" {
				l, err := net.Listen("tcp", "[::1]:0")
				if err != nil {
					t.Skipf("no IPv6 here: %v", err)
				}
				go func() { // the server is on the other loopback address
					defer l.Close()
					if c, err := l.Accept(); err == nil {
						server.serve(c)
					}
				}()
				cfg.Host, cfg.Port = "::1", l.Addr().(*net.TCPAddr).Port
				cfg.TLSConfig = &tls.Config{RootCAs: clientTLS.RootCAs, ServerName: "127.0.0.1"}
			}
			m := mustNew(t, cfg)
			defer m.Hangup()
			reply := m.Deliver(t.Context(), message(1))
			if accepted := reply.Outcome == outbox.Accepted; accepted != (tt.want == "") ||
				!strings.Contains(reply.Text, tt.want) {
				t.Errorf("got %+v, want %q", reply, tt.want)
			}
		})
	}
}

// TestSender: a mail comes from smtp.from if the account sends from another address, and goes to the user all the same.
func TestSender(t *testing.T) {
	for from, want := range map[string]string{
		"": "MAIL FROM:<sam@example.org>", "relay@example.net": "MAIL FROM:<relay@example.net>",
	} {
		server := new(fakeServer)
		cfg := config()
		cfg.Port, cfg.From = server.start(t), from
		m := mustNew(t, cfg)
		reply := m.Deliver(t.Context(), message(1))
		m.Hangup()
		wire, _, _, _ := server.state()
		if reply.Outcome != outbox.Accepted || !strings.Contains(wire, want) ||
			!strings.Contains(wire, "RCPT TO:<sam@example.org>") {
			t.Errorf("from %q: %+v\n%s", from, reply, wire)
		}
	}
	cfg := config()
	cfg.From = "Sam <sam@example.org>"
	if _, err := New(cfg); err == nil || !strings.Contains(err.Error(), "smtp.from") {
		t.Errorf("a sender with a name: %v", err)
	}
}
