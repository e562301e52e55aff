package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// contained is the user that a container runs as; no list of users has a name for it.
var contained = person{name: "the container", uid: 61003, umask: "022"}

// TestInAContainer checks what a container says about files that it may not use: it has no sudo, no systemd and no
// names of users, and its files are given to its user from outside.
func TestInAContainer(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can be other users")
	}
	t.Parallel()
	const config = "etc/config.toml"
	for _, tt := range []struct {
		name    string
		who     person
		args    []string
		prepare func(h *host)
		code    int
		want    string
	}{
		{"its own config", contained, []string{"config", "show"}, nil, 0, "Sam Weber"},
		{"a config of another user, on a mount that can be written", contained, []string{"config", "show"},
			func(h *host) { h.must(os.Chown(h.path(config), 61002, 61002), os.Chmod(h.path(config), 0o644)) },
			exitConfig,
			"{config} belongs to user 61002, who could change it at any time; hand it in read-only, " +
				"or give it to user 61003"},
		{"a config that its user may not read", contained, []string{"config", "show"},
			func(h *host) { h.must(os.Chown(h.path(config), 61002, 61002)) }, exitFailed,
			"permission denied; {config} belongs to user 61002, and the container runs as user 61003; " +
				"give it to the latter, or run the container as the former"},
		{"a config that only root may read", contained, []string{"config", "show"},
			func(h *host) { h.must(os.Chown(h.path(config), 0, 0)) }, exitFailed,
			"permission denied; {config} belongs to root, and the container runs as user 61003; give it to that user"},
		{"a config in a directory that its user may not enter", contained, []string{"config", "show"},
			func(h *host) { h.must(os.Chown(h.path("etc"), 61002, 61002), os.Chmod(h.path("etc"), 0o700)) }, exitConfig,
			"permission denied; {dir}/etc belongs to user 61002, and the container runs as user 61003"},
		{"no config", contained, []string{"run"}, func(h *host) { h.must(os.Remove(h.path(config))) }, exitConfig,
			"no such file or directory; `followup config init` writes one"},
		{"another user's config read by root", root, []string{"config", "show"}, nil, exitConfig,
			"{config} belongs to user 61003, who could make root run any command; run the container as that user"},
		{"a volume of another user", contained, []string{"list"},
			func(h *host) { h.must(os.Chown(h.path("var/followup"), 61002, 61002)) }, exitFailed,
			"{dir}/var/followup belongs to user 61002, and the container runs as user 61003; " +
				"give it to the latter, or run the container as the former"},
		{"a volume of root", contained, []string{"list"},
			func(h *host) { h.must(os.Chown(h.path("var/followup"), 0, 0)) }, exitFailed,
			"{dir}/var/followup belongs to root, and the container runs as user 61003; give it to that user"},
		{"a volume of the container's user, used by root", root,
			[]string{"list", "--config", "{dir}/home/0/config.toml"},
			nil, exitFailed, "could redirect files that root creates there; run it as user 61003, or name"},
		{"a secret that it may not read", contained, []string{"config", "check"},
			func(h *host) { h.write("secrets/smtp_password", "s3cret\n", 0o600) }, exitConfig,
			"the credential: open {dir}/secrets/smtp_password: permission denied; " +
				"{dir}/secrets/smtp_password belongs to root, and the container runs as user 61003; " +
				"give it to that user"},
		{"a config that it may not write", contained, []string{"config", "init"},
			func(h *host) { h.must(os.Remove(h.path(config))) }, exitFailed,
			"permission denied; {dir}/etc belongs to root, and the container runs as user 61003; give it to that user"},
		{"a password file that it may not read", contained, []string{"config", "check"}, func(h *host) {
			h.write(config, "[user]\nname = \"Sam\"\nemail = \"sam@example.test\"\n[smtp]\nhost = \"127.0.0.1\"\n"+
				"username = \"sam\"\npassword_file = \""+h.path("etc/password")+"\"\n", 0o644)
			h.write("etc/password", "s3cret\n", 0o600)
		}, exitConfig, "permission denied; {dir}/etc/password belongs to root, and the container runs as user 61003"},
		{"a secret that everybody may read", contained, []string{"config", "check"},
			func(h *host) { h.write("secrets/smtp_password", "s3cret\n", 0o444) }, 0, "is correct"},
		{"no daemon", contained, []string{"status"}, nil, exitFailed,
			"the daemon is not running; start its container"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHost(t)
			fill := strings.NewReplacer("{config}", h.path(config), "{dir}", h.dir).Replace
			account := fmt.Sprintf("[user]\nname = \"Sam Weber\"\nemail = \"sam@example.test\"\n"+
				"[smtp]\nhost = \"127.0.0.1\"\nusername = \"sam\"\n[store]\npath = %q\n",
				h.path("var/followup/followup.db"))
			h.write(config, account, 0o600)
			h.write("home/0/config.toml", account, 0o600)
			h.must(os.Chown(h.path(config), contained.uid, contained.uid), os.Remove(h.path("passwd")),
				os.Chown(h.path("etc"), 0, 0), os.Chmod(h.path("etc"), 0o755),
				os.Chown(h.path("var/followup"), contained.uid, contained.uid), os.Chmod(h.path("var/followup"), 0o700))
			if tt.prepare != nil {
				tt.prepare(h)
			}
			args := make([]string, len(tt.args))
			for i, arg := range tt.args {
				args[i] = fill(arg)
			}
			cmd, said := h.command(tt.who, args...)
			cmd.Env = append(cmd.Env, "container=oci", "FOLLOWUP_CONFIG="+h.path(config),
				"CREDENTIALS_DIRECTORY="+filepath.Join(h.dir, "secrets"))
			if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != tt.code {
				t.Errorf("%v, want exit code %d", err, tt.code)
			}
			if !strings.Contains(said.String(), fill(tt.want)) {
				t.Errorf("it says\n%s, want %q", said, fill(tt.want))
			}
			for _, word := range []string{"sudo", "systemctl", "journalctl"} {
				if strings.Contains(said.String(), word) {
					t.Errorf("it tells of %s:\n%s", word, said)
				}
			}
		})
	}
}

// TestAContainerTakesWhatIsHandedIn checks that a config on a read-only mount may belong to anybody, but only in a
// container: whoever starts one decides what it reads.
func TestAContainerTakesWhatIsHandedIn(t *testing.T) {
	if testing.Short() {
		t.Skip("mounts a directory")
	}
	t.Parallel()
	h := newHost(t)
	h.must(os.Chown(h.path("etc/config.toml"), member.uid, member.uid), os.Chmod(h.path("etc/config.toml"), 0o644))
	for _, tt := range []struct {
		name, container, want string
		code                  int
	}{
		{"a container", "oci", "Sam", 0},
		{"elsewhere", "", "belongs to 61002, who could", exitConfig},
	} {
		mount := `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && shift && exec "$@"`
		cmd := exec.CommandContext(t.Context(), "unshare", "--mount", "/bin/sh", "-c", mount, h.path("etc"), "-",
			h.path("followup"), "config", "show", "--config", h.path("etc/config.toml"))
		cmd.Env = []string{"SYSTEM=" + h.dir, "container=" + tt.container, "PATH=" + os.Getenv("PATH")}
		said, err := cmd.CombinedOutput()
		if strings.Contains(string(said), "unshare") || strings.Contains(string(said), "mount:") {
			t.Skipf("no mount here: %s", said)
		}
		ended := cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == tt.code
		if !ended || !strings.Contains(string(said), tt.want) {
			t.Errorf("%s: %v, want exit code %d and %q\n%s", tt.name, err, tt.code, tt.want, said)
		}
	}
}
