package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWhoMayWrite checks that a file that another user can write is refused, with the command that fixes it.
func TestWhoMayWrite(t *testing.T) {
	t.Parallel()
	const config, letter = "home/61003/config.toml", "home/61003/letters/thank-you.txt"
	for _, tt := range []struct {
		name    string
		who     person
		prepare func(h *host)
		want    string // in what it says; "" means that nothing is wrong
	}{
		{"one's own", outsider, nil, ""},
		{"root's config",
			outsider, func(h *host) { h.must(os.Chown(h.path(config), 0, 0), os.Chmod(h.path(config), 0o644)) }, ""},
		{"somebody else's", outsider, func(h *host) {
			h.must(os.Chown(h.path(config), member.uid, member.uid), os.Chmod(h.path(config), 0o644))
		},
			"{config} belongs to 61002, who could change it at any time; run: sudo chown 61003 {config}"},
		{"a config that everybody can write", outsider, func(h *host) { h.must(os.Chmod(h.path(config), 0o602)) },
			"everybody on this machine can write {config}; run: chmod go-w {config}"},
		{"a config that a group can write", outsider, func(h *host) { h.must(os.Chmod(h.path(config), 0o620)) },
			"the group 61003 can write {config}; run: chmod go-w {config}"},
		{"a config in a directory that everybody can write",
			outsider, func(h *host) { h.must(os.Chmod(h.path("home/61003"), 0o777)) },
			"everybody on this machine can replace {config}, because everybody can write in {dir}/home/61003; " +
				"run: chmod o-w {dir}/home/61003"},
		{"a config in such a directory with the sticky bit",
			outsider, func(h *host) { h.must(os.Chmod(h.path("home/61003"), fs.ModeSticky|0o777)) }, ""},
		{"another user's config read by root", root, nil,
			"{config} belongs to 61003, who could make root run any command; " +
				"run: sudo -u 61003 followup …, or: chown root {config}"},
		{"root's own",
			root, func(h *host) { h.must(os.Chown(h.path(config), 0, 0), os.RemoveAll(h.path("home/61003/letters"))) },
			""},
		{"root's own config that a group can write",
			root, func(h *host) { h.must(os.Chown(h.path(config), 0, 0), os.Chmod(h.path(config), 0o660)) },
			"the group root can write {config}; run: chmod go-w {config}"},
		{"somebody else's letter",
			outsider, func(h *host) { h.must(os.Chown(h.path(letter), member.uid, member.uid)) },
			"letters.templates_dir: {letter} belongs to 61002, who could change it"},
		{"a letter that everybody can write", outsider, func(h *host) { h.must(os.Chmod(h.path(letter), 0o666)) },
			"letters.templates_dir: everybody on this machine can write {letter}; run: chmod go-w {letter}"},
		{"letters that everybody can replace",
			outsider, func(h *host) { h.must(os.Chmod(filepath.Dir(h.path(letter)), 0o777)) },
			"letters.templates_dir: everybody on this machine can write {dir}/home/61003/letters; run: chmod go-w"},
		{"somebody else's password",
			outsider, func(h *host) { h.must(os.Chown(h.path("home/61003/password"), member.uid, member.uid)) },
			"smtp.password_file: {dir}/home/61003/password belongs to 61002, who could change it"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHost(t)
			fill := strings.NewReplacer("{config}", h.path(config), "{letter}", h.path(letter), "{dir}", h.dir).Replace
			h.write("home/61003/password", "s3cret\n", 0o600)
			h.write(letter, aLetter, 0o644)
			h.write(config, fill(`
[user]
name = "Sam Weber"
email = "sam@example.test"
[smtp]
host = "127.0.0.1"
username = "sam"
password_file = "{dir}/home/61003/password"
[letters]
templates_dir = "{dir}/home/61003/letters"
`), 0o600)
			for _, name := range []string{config, letter, filepath.Dir(letter), "home/61003/password"} {
				h.must(os.Chown(h.path(name), outsider.uid, outsider.uid))
			}
			if tt.prepare != nil {
				tt.prepare(h)
			}
			if tt.want == "" {
				h.says(tt.who, 0, "config", "show", "--config", h.path(config))
				return
			}
			for _, command := range []string{"check", "show"} {
				if command == "show" && strings.Contains(tt.want, "_") {
					continue // it reads neither the letters nor the password
				}
				said := h.says(tt.who, exitConfig, "config", command, "--config", h.path(config))
				if !strings.Contains(said, fill(tt.want)) {
					t.Errorf("config %s says\n%s, want %q", command, said, fill(tt.want))
				}
			}
		})
	}
}

// TestWhoMayWriteTheServices checks that nobody is told to take over the service's config, which belongs to root.
func TestWhoMayWriteTheServices(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	config := h.path("etc/config.toml")
	h.must(os.Chown(config, serviceUser.uid, serviceUser.uid))
	h.says(serviceUser, 0, "config", "show")
	want := config + " belongs to 901, who could change it at any time; run: sudo chown root:followup " + config
	for _, p := range []person{member, root} {
		if said := h.says(p, exitConfig, "config", "show"); !strings.Contains(said, want) {
			t.Errorf("%s: config show says\n%s, want %q", p.name, said, want)
		}
	}
}

// TestFolderThatIsAway checks the exit code after which systemd tries again: a missing folder may come back.
func TestFolderThatIsAway(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	h.configure("[letters]\ntemplates_dir = \"" + h.path("letters") + "\"\n")
	run := func() string {
		cmd, said := h.command(serviceUser, "run")
		cmd.Env = append(cmd.Env, "STATE_DIRECTORY="+h.path("var/followup"))
		if err := cmd.Run(); cmd.ProcessState.ExitCode() != exitFailed {
			t.Errorf("%v, want exit code %d\n%s", err, exitFailed, said)
		}
		return said.String()
	}
	if said := run(); !strings.Contains(said, "no such file or directory") {
		t.Errorf("of a missing folder it says %s", said)
	}
	h.must(os.Mkdir(h.path("letters"), 0o700))
	if said := run(); !strings.Contains(said, "permission denied") || !strings.Contains(said, "systemd may hide") {
		t.Errorf("of a folder that it may not read it says %s", said)
	}
}
