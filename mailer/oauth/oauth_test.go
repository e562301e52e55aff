package oauth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// An answer is what the issuer says to a request: a status and a JSON object.
type answer struct {
	status int
	body   string
}

// An issuer answers as its script says, each answer once. Without a script it gives a new access token for the current
// refresh token, and rotates that.
type issuer struct {
	Issuer
	mu       sync.Mutex
	script   []answer
	asked    []string // the form of each request
	rotation int
	heard    func() // called for each request, if there is one
}

func newIssuer(t *testing.T, script ...answer) *issuer {
	t.Helper()
	s := &issuer{script: script}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.Issuer = Microsoft()
	s.Issuer.Device, s.Issuer.Token = server.URL+"/{tenant}/code", server.URL+"/{tenant}/token"
	return s
}

func (s *issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = r.ParseForm()
	s.asked = append(s.asked, r.URL.Path+" "+r.Form.Encode())
	if s.heard != nil {
		s.heard()
	}
	say := answer{http.StatusOK, ""}
	switch {
	case len(s.script) > 0:
		say, s.script = s.script[0], s.script[1:]
	case r.Form.Get("refresh_token") != fmt.Sprintf("refresh-%d", s.rotation):
		say = answer{http.StatusBadRequest, `{"error": "invalid_grant", "error_description": "used twice"}`}
	default:
		s.rotation++
		say.body = given(s.rotation)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Location", "/elsewhere") // for a redirection
	w.WriteHeader(say.status)
	_, _ = w.Write([]byte(say.body))
}

func (s *issuer) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// given is the n-th token.
func given(n int) string {
	return fmt.Sprintf(`{"token_type": "Bearer", "expires_in": 3600, "access_token": "access-%d", `+
		`"refresh_token": "refresh-%d"}`, n, n)
}

// code is the answer with a code for the user.
func code(page, userCode string) answer {
	return answer{http.StatusOK, fmt.Sprintf(`{"device_code": "device-secret", "user_code": %q, `+
		`"verification_uri": %q, "verification_uri_complete": "https://evil.test/", "expires_in": 60, "interval": 1}`,
		userCode, page)}
}

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// account returns an account with this issuer, which is logged in with the refresh token refresh-0 if it has a token.
func account(t *testing.T, s *issuer, now *time.Time, access string) *Account {
	t.Helper()
	a := New(Config{
		Issuer: s.Issuer, ClientID: "app", Tenant: "common", Send: true, Read: true,
		File: filepath.Join(t.TempDir(), "new", "oauth_token"), Command: "followup login",
		Now: func() time.Time { return *now },
	})
	if access == "" {
		return a
	}
	save(t, a, token{ClientID: "app", Tenant: "common", Scopes: a.scopes(), Since: noon, Until: noon.Add(time.Hour),
		Access: access, Refresh: "refresh-0"})
	return a
}

func save(t *testing.T, a *Account, tok token) {
	t.Helper()
	text, err := json.Marshal(tok)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(a.cfg.File), 0o700)
	}
	if err == nil {
		err = os.WriteFile(a.cfg.File, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// expectError checks what an error says, and that it holds no secret.
func expectError(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil, want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("error: %v, want %q", err, want)
	case err != nil && (strings.Contains(err.Error(), "refresh-0") || strings.Contains(err.Error(), "device-secret") ||
		strings.Contains(err.Error(), "\n")):
		t.Errorf("it holds a secret or a line break: %v", err)
	}
}

func TestLogin(t *testing.T) {
	now := noon
	s := newIssuer(t, code("https://microsoft.com/devicelogin", "ABCD-EFGH"),
		answer{http.StatusBadRequest, `{"error": "authorization_pending"}`},
		answer{http.StatusServiceUnavailable, ``},
		answer{http.StatusOK, given(0)})
	a := account(t, s, &now, "")
	expectError(t, a.Check(), "there was no login at Microsoft yet; run `followup login`")
	var shown string
	expectError(t, a.Login(t.Context(), func(page, code string) { shown = page + " " + code }), "")
	if shown != "https://microsoft.com/devicelogin ABCD-EFGH" {
		t.Errorf("shown: %s", shown)
	}
	asked := s.requests()
	if want := "/common/code client_id=app&scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send+" +
		"https%3A%2F%2Foutlook.office.com%2FIMAP.AccessAsUser.All+offline_access"; asked[0] != want {
		t.Errorf("asked %s\nwant %s", asked[0], want)
	}
	if got, err := a.Token(t.Context()); got != "access-0" || err != nil || len(s.requests()) != len(asked) {
		t.Errorf("%s, %v", got, err)
	}
	info, err := os.Stat(a.cfg.File)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if _, err := os.Stat(a.cfg.File + ".new"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something is left: %v", err)
	}
}

// TestOnlyTheScopesThatAreUsed: whoever only sends does not let the program read.
func TestOnlyTheScopesThatAreUsed(t *testing.T) {
	now := noon
	a := account(t, newIssuer(t), &now, "access-0")
	a.cfg.Read = false
	if got := a.scopes(); !slices.Equal(got, []string{"https://outlook.office.com/SMTP.Send", "offline_access"}) {
		t.Errorf("%v", got)
	}
}

func TestLoginsThatFail(t *testing.T) {
	page := "https://www.microsoft.com/link"
	for _, tt := range []struct {
		name   string
		script []answer
		err    string
	}{
		{"another page", []answer{code("https://microsoft.com.evil.test/devicelogin", "ABCD")}, "names another page"},
		{"a page without encryption", []answer{code("http://microsoft.com/devicelogin", "ABCD")}, "names another page"},
		{"an odd code", []answer{code(page, "go to evil.test")}, "an odd code"},
		{"declined", []answer{code(page, "ABCD"), {400, `{"error": "authorization_declined"}`}}, "was declined"},
		{"too late", []answer{code(page, "ABCD"), {400, `{"error": "expired_token"}`}},
			"not entered in time; run `followup login` again"},
		{"no such application", []answer{{400, `{"error": "unauthorized_client", "error_description": ` +
			`"AADSTS700016: not found\r\nTrace ID: 1"}`}},
			"does not accept the application (unauthorized_client: AADSTS700016: not found Trace ID: 1); check " +
				"oauth.client_id"},
		{"not to be renewed", []answer{code(page, "ABCD"), {200, `{"access_token": "a", "expires_in": 3600}`}},
			"cannot be renewed"},
		{"no JSON", []answer{{200, `<html>device-secret`}}, "its answer makes no sense"},
		{"not now", []answer{{503, "device-secret"}}, "gives no token just now (503)"},
		{"the code comes back", []answer{code(page, "ABCD"), {400, `{"error": "x", "error_description": ` +
			`"what is device-secret?"}`}}, "(x: what is …?)"},
		{"elsewhere", []answer{{307, ""}}, "gives no token just now (307)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			now := noon
			s := newIssuer(t, tt.script...)
			a := account(t, s, &now, "")
			expectError(t, a.Login(t.Context(), func(string, string) {}), tt.err)
			if _, err := os.Stat(a.cfg.File); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a file is there: %v", err)
			}
			if n := len(s.requests()); n != len(tt.script) {
				t.Errorf("the issuer was asked %d times", n)
			}
		})
	}
}

func TestLoginThatIsGivenUp(t *testing.T) {
	now := noon
	a := account(t, newIssuer(t, code("https://www.microsoft.com/link", "ABCD")), &now, "")
	ctx, cancel := context.WithCancel(t.Context())
	if err := a.Login(ctx, func(string, string) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("error: %v", err)
	}
}

func TestLoginThatCannotBeKept(t *testing.T) {
	now := noon
	s := newIssuer(t)
	a := account(t, s, &now, "")
	if err := os.WriteFile(filepath.Dir(a.cfg.File), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	expectError(t, a.Login(t.Context(), func(string, string) { t.Error("it sends the user away") }),
		"keeping the login")
	if len(s.requests()) > 0 {
		t.Error("it asks for a code")
	}
}

func TestRenewal(t *testing.T) {
	for _, tt := range []struct {
		name   string
		later  time.Duration
		script []answer
		want   string // the access token
		err    string
		kept   string // the refresh token afterwards
	}{
		{"not needed", 54 * time.Minute, nil, "access-0", "", "refresh-0"},
		{"shortly before the end", 56 * time.Minute, nil, "access-1", "", "refresh-1"},
		{"long after", 30 * 24 * time.Hour, nil, "access-1", "", "refresh-1"},
		{"got by a clock that was ahead", -time.Hour, nil, "access-1", "", "refresh-1"},
		{"the old one stays good", time.Hour, []answer{{200, `{"access_token": "b", "expires_in": 3600}`}}, "b", "",
			"refresh-0"},
		{"the login has ended", time.Hour, []answer{{400, `{"error": "invalid_grant", "error_description": ` +
			`"AADSTS700082: expired due to inactivity, refresh-0"}`}}, "",
			"has ended the login (invalid_grant: AADSTS700082: expired due to inactivity, …); run `followup login`",
			"refresh-0"},
		{"they want to see the user", time.Hour, []answer{{400, `{"error": "interaction_required"}`}}, "",
			"run `followup login`", "refresh-0"},
		{"not now", time.Hour, []answer{{503, "refresh-0"}}, "", "gives no token just now (503)", "refresh-0"},
		{"too often", time.Hour, []answer{{429, `{"error": "temporarily_unavailable"}`}}, "",
			"gives no token just now (temporarily_unavailable)", "refresh-0"},
		{"nothing in it", time.Hour, []answer{{200, `{"refresh_token": "r"}`}}, "", "makes no sense", "refresh-0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now := noon.Add(tt.later)
			a := account(t, newIssuer(t, tt.script...), &now, "access-0")
			got, err := a.Token(t.Context())
			expectError(t, err, tt.err)
			kept, readErr := a.read()
			if got != tt.want || kept.Refresh != tt.kept || readErr != nil {
				t.Errorf("got %s, kept %s, %v", got, kept.Refresh, readErr)
			}
		})
	}
}

// TestRefusedOnce: what failed is tried again with the same token.
func TestRefusedOnce(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	a := account(t, newIssuer(t, answer{503, ""}), &now, "access-0")
	_, err := a.Token(t.Context())
	expectError(t, err, "just now")
	if got, err := a.Token(t.Context()); got != "access-1" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}

func TestIssuerThatCannotBeReached(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	s := newIssuer(t)
	a := account(t, s, &now, "access-0")
	a.cfg.Issuer.Token = "http://127.0.0.1:1/"
	_, err := a.Token(t.Context())
	expectError(t, err, "cannot reach Microsoft (")
}

func TestClients(t *testing.T) {
	for _, tt := range []struct{ id, tenant, err string }{
		{"9e5f94bc-e8a4-4e73-b8be-63364c29d753", "common", ""},
		{"app", "acme.onmicrosoft.com", ""},
		{"", "common", "oauth.client_id is"},
		{"a b", "common", "oauth.client_id is"},
		{"app", "", "oauth.tenant is"},
		{"app", "../evil", "oauth.tenant is"},
		{"app", "a?b", "oauth.tenant is"},
	} {
		expectError(t, CheckClient(tt.id, tt.tenant), tt.err)
	}
}

// TestInterruptedRenewal: a program that is told to stop keeps the token that it has asked for.
func TestInterruptedRenewal(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	s := newIssuer(t)
	a := account(t, s, &now, "access-0")
	ctx, stop := context.WithCancel(t.Context())
	s.heard = stop
	if got, err := a.Token(ctx); got != "access-1" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if kept, err := a.read(); kept.Refresh != "refresh-1" || err != nil {
		t.Errorf("kept %s, %v", kept.Refresh, err)
	}
}

// TestRenewedForLess: what the login covers stays covered, also while it is not used.
func TestRenewedForLess(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	a := account(t, newIssuer(t), &now, "access-0")
	less := a.cfg
	less.Read = false
	if got, err := New(less).Token(t.Context()); got != "access-1" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	expectError(t, a.Check(), "")
}

// TestServers: no other mail server is shown a token.
func TestServers(t *testing.T) {
	for host, isOurs := range map[string]bool{
		"smtp-mail.outlook.com": true, "outlook.office365.com": true, "SMTP.Office365.com": true,
		"smtp.gmail.com": false, "outlook.com.evil.test": false, "evil-outlook.com": false, "127.0.0.1": false,
		"": false,
	} {
		if err := Microsoft().Serves(host); (err == nil) != isOurs {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestMicrosoft(t *testing.T) {
	m := Microsoft()
	for _, address := range append([]string{m.Device, m.Token, m.Send, m.Read}, m.Pages...) {
		if !strings.HasPrefix(address, "https://") {
			t.Errorf("%s is not encrypted", address)
		}
	}
}
