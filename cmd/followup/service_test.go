package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const packagedWalls = "LoadState=loaded\nExecStart={ argv[]=/usr/bin/followup run ; }\n" +
	"ProtectHome=yes\nPrivateTmp=no\nInaccessiblePaths=-/srv"

const aLetter = "Subject: Thanks\n{{.Salutation}}\n\nthank you for our talk.\n"

// TestBehindTheWalls checks that root's config check finds what the service cannot read.
func TestBehindTheWalls(t *testing.T) {
	t.Parallel()
	const homeLetters = "[letters]\ntemplates_dir = \"{dir}/home/sam/letters\"\n"
	inAClosedHome := func(h *host) {
		h.write("home/sam/letters/thank-you.txt", aLetter, 0o644)
		h.must(os.Chmod(h.path("home/sam"), 0o700))
	}
	for _, tt := range []struct {
		name    string
		prepare func(h *host)
		show    string // in addition to the packaged walls
		config  string // what is added to it
		code    int
		want    []string
	}{
		{name: "nothing is in the way", want: []string{"etc/config.toml is correct"}},
		{
			name: "letters in a home", code: exitConfig,
			prepare: func(h *host) { h.write("home/sam/letters/thank-you.txt", aLetter, 0o644) },
			show:    "InaccessiblePaths={dir}/home", config: homeLetters,
			want: []string{"letters.templates_dir: {dir}/home/sam/letters is hidden from the service " +
				"(InaccessiblePaths={dir}/home)",
				"sudo systemctl edit followup", "[Service]"},
		},
		{
			name:    "a bind mount makes them readable, whatever the directories above say",
			prepare: inAClosedHome, show: "BindReadOnlyPaths={dir}/home/sam/letters", config: homeLetters,
			want: []string{"is correct"},
		},
		{
			name: "letters below a directory that its user may not enter", code: exitConfig,
			prepare: inAClosedHome, config: homeLetters,
			want: []string{"letters.templates_dir: the service's user followup may not enter {dir}/home/sam; " +
				"run: sudo chgrp followup {dir}/home/sam && sudo chmod g+x"},
		},
		{
			name: "a letter that its user may not read", code: exitConfig,
			prepare: func(h *host) { h.write("letters/thank-you.txt", aLetter, 0o600) },
			config:  "[letters]\ntemplates_dir = \"{dir}/letters\"\n",
			want:    []string{"the service's user followup may not read {dir}/letters/thank-you.txt"},
		},
		{
			name: "a letter and the config, both of which its user may not read", code: exitConfig,
			prepare: func(h *host) {
				h.write("letters/thank-you.txt", aLetter, 0o600)
				h.must(os.Chmod(h.path("etc/config.toml"), 0o600))
			},
			config: "[letters]\ntemplates_dir = \"{dir}/letters\"\n",
			want:   []string{"may not read {dir}/etc/config.toml", "may not read {dir}/letters/thank-you.txt"},
		},
		{
			name: "a config that only root can read", code: exitConfig,
			prepare: func(h *host) { h.must(os.Chmod(h.path("etc/config.toml"), 0o600)) },
			want: []string{"the service's user followup may not read {dir}/etc/config.toml; " +
				"run: sudo chgrp followup {dir}/etc/config.toml && sudo chmod g+r"},
		},
		{
			name: "a password that only root can read", code: exitConfig,
			prepare: func(h *host) { h.write("etc/smtp_password", "s3cret\n", 0o600) },
			config:  "password_file = \"{dir}/etc/smtp_password\"\n",
			want: []string{"smtp.password_file: the service's user followup may not read {dir}/etc/smtp_password; " +
				"run: sudo chown followup {dir}/etc/smtp_password"},
		},
		{
			name:   "a command in a home directory is only a warning",
			config: "password_command = \"pass </home/sam/token\"\n",
			want: []string{"warning: smtp.password_command: /home/sam/token is hidden from the service " +
				"(ProtectHome=yes); move it",
				"ProtectHome=tmpfs", "BindReadOnlyPaths=/home/sam/token", "is correct"},
		},
		{
			name: "a database where the service may not write", code: exitConfig,
			show:   "ProtectSystem=strict\nStateDirectory=followup",
			config: "[store]\npath = \"{dir}/home/x.db\"\n",
			want: []string{"store.path: the service may not write in {dir}/home (ProtectSystem=strict)",
				"ReadWritePaths={dir}/home"},
		},
		{
			name: "a unit that reads another config",
			show: "ExecStart={ argv[]=/usr/bin/followup run --config /etc/x.toml ; }",
			want: []string{"followup: this checks {dir}/etc/config.toml; " +
				"the service followup.service reads /etc/x.toml"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHost(t)
			fill := strings.NewReplacer("{dir}", h.dir).Replace
			if tt.prepare != nil {
				tt.prepare(h)
			}
			h.systemd(packagedWalls+"\n"+fill(tt.show), "")
			h.configure(fill(tt.config))
			said := h.says(root, tt.code, "config", "check")
			for _, want := range tt.want {
				if !strings.Contains(said, fill(want)) {
					t.Errorf("it says\n%s, want %q", said, fill(want))
				}
			}
		})
	}
	t.Run("if systemd does not answer, the packaged walls are a warning", func(t *testing.T) {
		h := newHost(t)
		h.write("followup.service", "", 0o644)
		h.write("bin/systemctl", "#!/bin/sh\nexit 1\n", 0o755)
		said := h.says(root, 0, "config", "check")
		want := "warning: the config: " + h.path("etc/config.toml") + " is hidden from the service (PrivateTmp=yes)"
		if strings.HasPrefix(h.dir, "/tmp/") && !strings.Contains(said, want) {
			t.Errorf("it says\n%s, want %q", said, want)
		}
	})
}

// configure adds to the service's config: keys at the end of [smtp], tables at the end.
func (h *host) configure(more string) {
	h.t.Helper()
	path := h.path("etc/config.toml")
	text, err := os.ReadFile(path)
	h.must(err)
	if strings.HasPrefix(more, "password") {
		text = []byte(strings.Replace(string(text), "[schedule]", "username = \"sam\"\n"+more+"[schedule]", 1))
	} else {
		text = append(text, more...)
	}
	h.must(os.WriteFile(path, text, 0o640)) // which keeps its mode
}

// TestServicesPassword checks that only the service can read its password, and that this is not reported as a mistake.
func TestServicesPassword(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	h.systemd(packagedWalls,
		"# /etc/systemd/system/followup.service.d/credential.conf\n[Service]\n"+
			"LoadCredential=smtp_password:/etc/followup/smtp_password")
	h.write("etc/smtp_password", "s3cret\n", 0o600)
	h.must(os.Chown(h.path("etc/smtp_password"), serviceUser.uid, serviceUser.uid))
	before, err := os.ReadFile(h.path("etc/config.toml"))
	h.must(err)

	h.configure("password_file = \"" + h.path("etc/smtp_password") + "\"\n")
	for _, p := range []person{serviceUser, root} {
		if said := h.says(p, 0, "config", "check"); strings.Contains(said, "not checked") {
			t.Errorf("%s cannot read it:\n%s", p.name, said)
		}
	}
	own := "only the service can read " + h.path("etc/smtp_password") + "; to try it: sudo followup test-mail"
	if said := h.says(member, 0, "config", "check"); !strings.Contains(said, "is correct.\n") ||
		!strings.Contains(said, own) {
		t.Errorf("config check says\n%s", said)
	}
	if said := h.says(member, exitFailed, "test-mail"); said != "followup: "+own+"\n" {
		t.Errorf("test-mail says\n%s", said)
	}
	if said := h.says(member, exitFailed, "once"); said != "followup: "+own+"\n" {
		t.Errorf("once says\n%s", said)
	}
	if said := h.says(member, exitFailed, "status"); strings.Contains(said, "the mail server cannot be used") {
		t.Errorf("after it, status says\n%s", said)
	}
	if said := h.says(member, exitFailed, "status", "--check"); !strings.Contains(said, "server     not tried: ") ||
		strings.Contains(said, "wrong      server") {
		t.Errorf("status --check says\n%s", said)
	}

	h.must(os.WriteFile(h.path("etc/config.toml"),
		[]byte(strings.Replace(string(before), "[schedule]", "username = \"sam\"\n[schedule]", 1)), 0o640))
	own = "only the service can read the systemd credential smtp_password"
	if said := h.says(member, 0, "config", "check"); !strings.Contains(said, own) {
		t.Errorf("config check says\n%s", said)
	}
}

// TestWhichConfig: the service and root's command line read the same config, and where there are two a command says
// which.
func TestWhichConfig(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	add := []string{"add", "--company", "Acme", "--role", "engineer", "--at", "2026-11-30 14:00"}
	ours := h.path("etc/config.toml")

	// The home of the service's user is the directory of the database. A config there is ignored.
	h.write("home/901/.config/followup/config.toml", "[rules]\nwait_days = \"many\"\n", 0o644)
	if said := h.says(serviceUser, 0, "config", "show"); !strings.Contains(said, "# "+ours) {
		t.Errorf("the service's user reads\n%s", said)
	}
	said := h.says(serviceUser, exitFailed, "config", "init")
	if !strings.Contains(said, "has no config of its own; run: sudo followup config init") {
		t.Errorf("config init says %s", said)
	}

	h.says(serviceUser, 0, "list") // which creates the database; root would not
	h.says(root, 0, add...)
	if said := h.says(member, 0, "list"); !strings.Contains(said, "Acme") || strings.Contains(said, "using") {
		t.Errorf("a member sees\n%s", said)
	}

	// $STATE_DIRECTORY has no effect.
	cmd, out := h.command(serviceUser, "list")
	cmd.Env = append(cmd.Env, "STATE_DIRECTORY="+h.path("home/901"))
	if err := cmd.Run(); err != nil || !strings.Contains(out.String(), "Acme") {
		t.Errorf("the service sees (%v)\n%s", err, out)
	}

	for _, p := range []person{root, member, outsider} {
		own := filepath.Join(h.home(p), ".config/followup/config.toml")
		for dir := own; dir != h.home(p); dir = filepath.Dir(dir) {
			h.must(os.MkdirAll(filepath.Dir(own), 0o700), os.WriteFile(own, nil, 0o600), os.Chown(dir, p.uid, p.uid))
		}
		what := fmt.Sprintf("followup: using %s and %s/.local/share/followup/followup.db; "+
			"to use the service's config, name it with --config or $FOLLOWUP_CONFIG: %s", own, h.home(p), ours)
		if said := h.says(p, 0, "list"); strings.Contains(said, "Acme") ||
			strings.Contains(said, what) != (p.uid != outsider.uid) {
			t.Errorf("%s sees\n%s", p.name, said)
		}
		if p.uid == outsider.uid {
			continue
		}
		if said := h.says(p, 0, "list", "--config", ours); !strings.Contains(said, "Acme") ||
			strings.Contains(said, "using") {
			t.Errorf("%s sees, with the config named,\n%s", p.name, said)
		}
	}

	// Without any config, what the group adds goes to the service's database.
	h = newHost(t)
	h.must(os.Remove(h.path("etc/config.toml")))
	for _, p := range []person{member, root, serviceUser} {
		h.says(p, 0, append(add, "--again")...)
	}
	h.says(outsider, 0, add...)
	h.write("etc/config.toml", "", 0o644)
	if said := h.says(root, 0, "export"); strings.Count(said, "Acme") != 3 { // one interview per row
		t.Errorf("the service sees\n%s", said)
	}
}

// TestConfigInit checks that root writes the service's config and others their own, and that each is told what to
// type next.
func TestConfigInit(t *testing.T) {
	t.Parallel()
	const answers = "Sam\nsam@gmail.com\n\n\ns3cret\n\nUTC\n\n\nno\n"
	config := func(h *host, p person, code int) string {
		h.t.Helper()
		cmd, said := h.command(p, "config", "init")
		cmd.Env = append(cmd.Env, "TERMINAL=yes", "SUDO_USER=sam")
		cmd.Stdin = strings.NewReader(answers)
		if err := cmd.Run(); cmd.ProcessState.ExitCode() != code {
			h.t.Errorf("%s: %v, want exit code %d\n%s", p.name, err, code, said)
		}
		return said.String()
	}
	has := func(h *host, name string, uid, gid int, mode fs.FileMode) {
		h.t.Helper()
		info, err := os.Stat(h.path(name))
		h.must(err)
		if owner := ownerOf(info); owner.UID != uid || owner.GID != gid || info.Mode() != mode {
			h.t.Errorf("%s is of %d:%d with mode %v, want %d:%d and %v", name, owner.UID, owner.GID, info.Mode(), uid,
				gid, mode)
		}
	}
	t.Run("root, with the package installed", func(t *testing.T) {
		h := newHost(t)
		h.must(os.RemoveAll(h.path("etc")))
		h.write("followup.service", "", 0o644)
		said := config(h, root, 0)
		for _, want := range []string{"\n  sudo systemctl enable --now followup\n",
			"\n  sudo usermod -aG followup sam\n", "\n  sudo followup add\n"} {
			if !strings.Contains(said, want) {
				t.Errorf("it says\n%s, want %q", said, want)
			}
		}
		has(h, "etc/config.toml", 0, serviceUser.uid, 0o640)
		has(h, "etc/smtp_password", serviceUser.uid, serviceUser.uid, 0o600)
		h.says(member, 0, "config", "check")
		h.says(serviceUser, 0, "config", "check")
		before, err := os.ReadFile(h.path("etc/config.toml"))
		h.must(err)
		said = config(h, root, exitFailed) // the last answer is a no to what would be changed
		after, err := os.ReadFile(h.path("etc/config.toml"))
		h.must(err)
		if !strings.HasSuffix(said, "followup: nothing was changed\n") || !bytes.Equal(before, after) {
			t.Errorf("once more it says\n%s, and the config is\n%s", said, after)
		}
	})
	t.Run("root, without the package", func(t *testing.T) {
		h := newHost(t)
		h.must(os.Remove(h.path("passwd")), os.WriteFile(h.path("passwd"), nil, 0o644), os.RemoveAll(h.path("etc")))
		config(h, root, 0)
		has(h, "home/0/.config/followup/config.toml", 0, 0, 0o600)
	})
	t.Run("root, where a person has the service's name", func(t *testing.T) {
		h := newHost(t)
		h.must(os.RemoveAll(h.path("etc")))
		h.write("passwd", "followup:x:1001:1001::/home/followup:/bin/bash\n", 0o644)
		said := config(h, root, exitFailed)
		if !strings.Contains(said, `the user followup can log in (number 1001, shell "/bin/bash"), `+
			"so it must be a person's account") {
			t.Errorf("it says\n%s", said)
		}
		if _, err := os.Stat(h.path("etc")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("something was written: %v", err)
		}
	})
	t.Run("somebody", func(t *testing.T) {
		h := newHost(t)
		if said := config(h, outsider, 0); !strings.Contains(said, "\n  followup run\n") ||
			strings.Contains(said, "sudo") {
			t.Errorf("it says\n%s", said)
		}
		has(h, "home/61003/.config/followup/config.toml", outsider.uid, outsider.uid, 0o600)
		has(h, "home/61003/.config/followup/smtp_password", outsider.uid, outsider.uid, 0o600)
		h.says(outsider, 0, "config", "check")
	})
}
