package smtp

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	gomail "github.com/wneessen/go-mail/smtp"

	"followup/rules/outbox"
)

// oddScram is a server side of SCRAM-SHA-256 that says what it likes after the client's first message.
type oddScram struct {
	first func(nonce string) string // its challenge
	then  []string                  // what follows; "" accepts the login
	step  int
}

func (s *oddScram) Next(response []byte) ([]byte, bool, error) {
	s.step++
	switch {
	case s.step == 1:
		return []byte{}, false, nil
	case s.step == 2:
		_, nonce, _ := strings.Cut(string(response), "r=")
		if challenge := s.first(nonce); challenge != "" {
			return []byte(challenge), false, nil
		}
		return nil, true, nil
	case s.step-3 < len(s.then) && s.then[s.step-3] != "":
		return []byte(s.then[s.step-3]), false, nil
	}
	return nil, true, nil
}

// odd is a server that uses an oddScram for the login.
type odd struct {
	*realServer
	scram func() *oddScram
}

type oddSession struct {
	*session
	scram func() *oddScram
}

func (s *odd) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &oddSession{&session{realServer: s.realServer, loggedIn: true}, s.scram}, nil
}

func (s *oddSession) Auth(string) (sasl.Server, error) { return s.scram(), nil }

// TestScramThatIsOdd: a server must keep to the order, ask for a sensible number of rounds, and prove that it knows the
// password.
func TestScramThatIsOdd(t *testing.T) {
	const salt = ",s=c2FsdA==,i="
	rounds := func(n string) func(string) string {
		return func(nonce string) string { return "r=" + nonce + "server" + salt + n }
	}
	mac := func(key []byte, text string) []byte {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(text))
		return h.Sum(nil)
	}
	unkeyed := "v=" + base64.StdEncoding.EncodeToString(mac(mac(nil, "Server Key"), ""))
	for _, tt := range []struct {
		name  string
		first func(nonce string) string
		then  []string
		want  string
	}{
		{"endless rounds",
			rounds("999999999999"), nil, `asks for "999999999999" rounds of SCRAM, where 4096 to 1000000 make sense`},
		{"more rounds than fit in a number", rounds(strings.Repeat("9", 1000)), nil, "rounds of SCRAM"},
		{"one round too many", rounds("1000001"), nil, "rounds of SCRAM"},
		{"the maximum number of rounds", rounds("1000000"), []string{""}, "did not prove that it knows the password"},
		{"so few that the password is easily guessed", rounds("4095"), nil, "rounds of SCRAM"},
		{"none", rounds("0"), nil, "rounds of SCRAM"},
		{"a negative number of rounds", rounds("-4096"), nil, "rounds of SCRAM"},
		{"no number", rounds("many"), nil, "rounds of SCRAM"},
		{"another field instead of the number",
			func(n string) string { return "r=" + n + "x,i=4096,s=c2FsdA==" }, nil, "rounds of SCRAM"},
		{"nothing instead of the number", func(n string) string { return "r=" + n + "x" }, nil, "lacks something"},
		{"the same message again and again", rounds("4096"), []string{"r=x" + salt + "4096"}, "order of SCRAM"},
		{"accepted at once", func(string) string { return "" }, nil, "did not prove that it knows the password"},
		{"accepted without a signature", rounds("4096"), []string{""}, "did not prove that it knows the password"},
		{"a wrong signature",
			rounds("4096"), []string{"v=" + base64.StdEncoding.EncodeToString([]byte("x"))},
			"invalid server signature"},
		{"a signature before there is a key", func(string) string { return unkeyed }, []string{""}, "order of SCRAM"},
		{"another's nonce", func(string) string { return "r=x" + salt + "4096" }, nil, "nonce"},
		{"an error of RFC 5802", func(string) string { return "e=other-error" }, nil, "order of SCRAM"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := &realServer{mechanisms: []string{"SCRAM-SHA-256"}}
			cfg := withLogin(config())
			cfg.Port = serve(t, &odd{server, func() *oddScram { return &oddScram{first: tt.first, then: tt.then} }},
				NoTLS)
			r := mustNew(t, cfg).Deliver(t.Context(), message(1))
			if r.Outcome != outbox.ChannelFault || !strings.Contains(r.Text, tt.want) {
				t.Errorf("got %+v, want %s", r, tt.want)
			}
			checkReply(t, r)
			if len(server.messages)+len(server.envelope) > 0 {
				t.Error("the server was trusted")
			}
		})
	}
}

// counting is the client side. It records for how many rounds a key is derived, and does not derive it.
type counting struct {
	gomail.Auth
	rounds   int
	verified bool
}

func (c *counting) Next(challenge []byte, more bool) ([]byte, error) {
	if bytes.HasPrefix(challenge, []byte("r=")) && more {
		if c.rounds > 0 {
			c.rounds = maxRounds // a second time is too often
		}
		n, err := strconv.Atoi(string(bytes.TrimPrefix(bytes.Split(challenge, []byte(","))[2], []byte("i="))))
		if err != nil {
			return nil, err
		}
		c.rounds += n
	}
	c.verified = c.verified || more && bytes.HasPrefix(challenge, []byte("v="))
	return []byte{}, nil
}

// FuzzScram: whatever a server says in up to four turns, no key is derived for more rounds than are allowed, and no
// login succeeds before a signature was checked.
func FuzzScram(f *testing.F) {
	f.Add([]byte(""), []byte("r=x,s=c2FsdA==,i=4096"), []byte("v=x"), byte(3))
	f.Add([]byte(""), []byte("r=x,s=c2FsdA==,i=999999999999"), []byte("r=x,s=c2FsdA==,i=1000000"), byte(3))
	f.Add([]byte(""), []byte("v=x"), []byte("r=x,s=,i=+4096"), byte(2))
	f.Add([]byte("r=,,i=-1"), []byte(",,,"), []byte("i=4096,i=4096,i=4096"), byte(0))
	f.Fuzz(func(t *testing.T, one, two, three []byte, in byte) {
		client := &counting{}
		s := &scram{Auth: client}
		for i, challenge := range [][]byte{one, two, three, nil} {
			over := int(in) == i
			_, err := s.Next(challenge, !over)
			if client.rounds > maxRounds || client.rounds != 0 && client.rounds < minRounds {
				t.Fatalf("%q: %d rounds", [][]byte{one, two, three}, client.rounds)
			}
			if over && err == nil && (!client.verified || client.rounds == 0) {
				t.Fatalf("%q, then accepted: no signature was checked", [][]byte{one, two, three}[:i])
			}
			if err != nil || over {
				return
			}
		}
	})
}
