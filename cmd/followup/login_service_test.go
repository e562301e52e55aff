package main

import (
	"errors"
	"io/fs"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestLoginOfTheService: the service's user alone logs in for the service and uses the login. A member of the group,
// who can write beside it, can neither read it nor put another one in its place.
func TestLoginOfTheService(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	issuer := httptest.NewServer(&guarded{dir: t.TempDir()})
	t.Cleanup(issuer.Close)
	h.write("etc/config.toml", "[user]\nname = \"Sam\"\nemail = \"sam@outlook.com\"\n[smtp]\n"+
		"host = \"smtp-mail.outlook.com\"\nusername = \"sam@outlook.com\"\nauth = \"oauth\"\n[oauth]\n"+
		"client_id = \"app-1\"\n[schedule]\ntimezone = \"UTC\"\n", 0o644)
	says := func(p person, code int, args ...string) string {
		t.Helper()
		cmd, said := h.command(p, args...)
		cmd.Env = append(cmd.Env, "ISSUER="+issuer.URL)
		if _ = cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
			t.Errorf("%s: followup %q: want exit code %d\n%s", p.name, args, code, said)
		}
		return said.String()
	}
	for _, p := range []person{root, member} {
		if said := says(p, exitFailed, "login"); !strings.Contains(said, "run: sudo -u followup followup login") {
			t.Errorf("%s: login says\n%s", p.name, said)
		}
	}
	if said := says(serviceUser, exitConfig, "config", "check"); !strings.Contains(said, "there was no login") {
		t.Errorf("before the login, config check says\n%s", said)
	}
	if said := says(serviceUser, 0, "login"); !strings.Contains(said, "You are logged in.") {
		t.Errorf("login says\n%s", said)
	}
	token := h.path("var/followup/oauth_token")
	info, err := os.Stat(token)
	if err != nil {
		t.Fatal(err)
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; info.Mode() != 0o600 || int(owner) != serviceUser.uid {
		t.Errorf("the file has the mode %s and the owner %d", info.Mode(), owner)
	}
	says(serviceUser, 0, "config", "check")
	for _, p := range []person{root, member} {
		said := says(p, 0, "config", "check")
		if !strings.Contains(said, "only the service can use its login; to try it: sudo -u followup followup "+
			"test-mail") {
			t.Errorf("%s: config check says\n%s", p.name, said)
		}
		if said := says(p, exitFailed, "test-mail"); !strings.Contains(said, "only the service") {
			t.Errorf("%s: test-mail says\n%s", p.name, said)
		}
	}
	says(serviceUser, 0, "list") // the database is there for a member
	for want, put := range map[string]func() error{
		"is a link": func() error { return os.Symlink(token+"2", token) },
		"the file must belong to whoever runs followup": func() error { return theirs(token, 0o600) },
		"belongs to another user":                       func() error { return theirs(token, 0o644) },
	} {
		h.must(os.Rename(token, token+"2"), put())
		if said := says(serviceUser, exitConfig, "config", "check"); !strings.Contains(said, want) {
			t.Errorf("config check says\n%s\nwant %s", said, want)
		}
		h.must(os.Rename(token+"2", token))
	}
	if said := says(serviceUser, 0, "config", "check"); strings.Contains(said, "s3cret") {
		t.Errorf("config check says\n%s", said)
	}
}

// theirs writes a file of a member.
func theirs(path string, mode fs.FileMode) error {
	return errors.Join(os.WriteFile(path, []byte("{}"), mode), os.Chown(path, member.uid, member.uid))
}
