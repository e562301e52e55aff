package smtp

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"followup/rules/outbox"
)

// withToken returns a config that logs in with an access token.
func withToken(port int) Config {
	cfg := withLogin(config())
	cfg.Port, cfg.Auth, cfg.TokenAdvice = port, authXOAuth2, "run `followup login`"
	return cfg
}

// TestARefusedToken: the server says why in a challenge, and refuses after an empty answer to it, as Google and
// Microsoft do.
func TestARefusedToken(t *testing.T) {
	token := base64.StdEncoding.EncodeToString([]byte("user=sam\x01auth=Bearer " + canary + "\x01\x01"))
	server := &fakeServer{offers: "250-AUTH XOAUTH2\r\n", script: script{
		"AUTH": "334 " + base64.StdEncoding.EncodeToString([]byte(`{"status":"401"}`)),
		"":     "535 5.7.3 Authentication unsuccessful for " + token,
	}}
	m := mustNew(t, withToken(server.start(t)))
	reply := m.Deliver(t.Context(), message(1))
	want := "refused the access token (535 5.7.3 Authentication unsuccessful for …); check smtp.username, whether " +
		"the account may use SMTP, and run `followup login`"
	if reply.Outcome != outbox.ChannelFault || !strings.Contains(reply.Text, want) {
		t.Errorf("got %+v", reply)
	}
	wire, _, _, _ := server.state()
	if !strings.Contains(wire, "AUTH XOAUTH2 "+token+"\r\n\r\n") {
		t.Errorf("said %q", wire)
	}
}

// TestATokenThatIsNotTakenNow: a server that is busy does not refuse the login.
func TestATokenThatIsNotTakenNow(t *testing.T) {
	server := &fakeServer{offers: "250-AUTH XOAUTH2\r\n", script: script{"AUTH": "454 4.7.0 later"}}
	reply := mustNew(t, withToken(server.start(t))).Deliver(t.Context(), message(1))
	if reply.Outcome != outbox.ChannelFault || strings.Contains(reply.Text, "login`") ||
		!strings.Contains(reply.Text, "failed (454 4.7.0 later)") {
		t.Errorf("got %+v", reply)
	}
}

// TestATokenThatCannotBeHad: no connection is opened, and what to do is in the error of whoever gets the token.
func TestATokenThatCannotBeHad(t *testing.T) {
	server := &fakeServer{}
	cfg := withToken(server.start(t))
	cfg.Password = func(context.Context) (string, error) { return "", errors.New("do log in") }
	reply := mustNew(t, cfg).Deliver(t.Context(), message(1))
	_, _, dialled, _ := server.state()
	if reply.Outcome != outbox.ChannelFault || reply.Text != "cannot get an access token for SMTP: do log in" ||
		dialled > 0 {
		t.Errorf("got %+v, %d connections", reply, dialled)
	}
}
