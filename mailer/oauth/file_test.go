package oauth

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestManyAtOnce: the issuer takes a refresh token once, so each is used by one of those who need it at the same time.
func TestManyAtOnce(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	s := newIssuer(t)
	first := account(t, s, &now, "access-0")
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			a := New(first.cfg) // as another process has it
			if got, err := a.Token(t.Context()); got != "access-1" || err != nil {
				t.Errorf("%s, %v", got, err)
			}
		})
	}
	all.Wait()
	if n := len(s.requests()); n != 1 {
		t.Errorf("the issuer was asked %d times", n)
	}
}

// TestWaitingForAnotherProcess: nobody waits longer than it has time.
func TestWaitingForAnotherProcess(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	a := account(t, newIssuer(t), &now, "access-0")
	unlock, err := a.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = a.Token(ctx)
	if err == nil || !strings.Contains(err.Error(), "another followup is renewing the login") {
		t.Errorf("error: %v", err)
	}
}

func TestFilesThatAreNotBelieved(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(t *testing.T, a *Account)
		err   string
	}{
		"read by others": {func(t *testing.T, a *Account) { _ = os.Chmod(a.cfg.File, 0o640) }, "run: chmod 600 "},
		"a link": {func(t *testing.T, a *Account) {
			_ = os.Rename(a.cfg.File, a.cfg.File+"2")
			_ = os.Symlink(a.cfg.File+"2", a.cfg.File)
		}, "is a link"},
		"a folder": {func(t *testing.T, a *Account) {
			_ = os.Remove(a.cfg.File)
			_ = os.Mkdir(a.cfg.File, 0o700)
		}, "is not a file"},
		"half of it":          {func(t *testing.T, a *Account) { _ = os.Truncate(a.cfg.File, 20) }, "is damaged"},
		"another application": {func(t *testing.T, a *Account) { a.cfg.ClientID = "other" }, "another oauth.client_id"},
		"another tenant":      {func(t *testing.T, a *Account) { a.cfg.Tenant = "other" }, "or oauth.tenant"},
		"for less": {func(t *testing.T, a *Account) {
			tok, _ := a.read()
			tok.Scopes = []string{a.cfg.Issuer.Send, "offline_access"}
			save(t, a, tok)
		}, "does not cover reading the mailbox; run `followup login`"},
	} {
		t.Run(name, func(t *testing.T) {
			now := noon
			a := account(t, newIssuer(t), &now, "access-0")
			tt.spoil(t, a)
			_, err := a.Token(t.Context())
			expectError(t, err, tt.err)
			expectError(t, a.Check(), tt.err)
		})
	}
}

// TestLeftovers: what a process left that died in the middle is no obstacle, and a link there is not followed.
func TestLeftovers(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	a := account(t, newIssuer(t), &now, "access-0")
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Symlink(elsewhere, a.cfg.File+".new"); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Token(t.Context()); got != "access-1" || err != nil {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := os.Lstat(elsewhere); !errors.Is(err, os.ErrNotExist) {
		t.Error("the token went through a link")
	}
}

// TestTokenThatCannotBeKept: an issuer that gave a token may take the old one no more.
func TestTokenThatCannotBeKept(t *testing.T) {
	now := noon.Add(2 * time.Hour)
	s := newIssuer(t)
	a := account(t, s, &now, "access-0")
	if err := os.Mkdir(a.cfg.File+".new", 0o700); err != nil { // it cannot be written
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(a.cfg.File+".new", "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := a.Token(t.Context())
	expectError(t, err, "keeping the login")
	if len(s.requests()) > 0 {
		t.Error("a token was got that could not be kept")
	}
}
