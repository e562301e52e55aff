package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"followup/cmd/followup/service"
)

// A person is a user of a machine with the service.
type person struct {
	name   string
	uid    int
	groups []int
	umask  string
}

// No user of this machine has these numbers. The service's number is below those of people.
var (
	serviceUser = person{name: "the service's user", uid: 901, groups: []int{901}, umask: "007"}
	root        = person{name: "root", umask: "022"}
	member      = person{name: "a member of the group", uid: 61002, groups: []int{61002, 901}, umask: "022"}
	outsider    = person{name: "somebody else", uid: 61003, groups: []int{61003}, umask: "022"}
)

// A host is a machine with the service: its config in etc, its database in var/followup, a home for each person, and a
// mail server.
type host struct {
	t        *testing.T
	dir      string
	received *received
}

func newHost(t *testing.T) *host {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can be several people")
	}
	h := &host{t: t, dir: t.TempDir(), received: receiveMail(t)}
	program, err := exec.LookPath("followup") // as TestMain has put it there
	if err == nil {
		err = os.Link(program, h.path("followup"))
	}
	h.must(err, os.Chmod(filepath.Dir(h.dir), 0o755), os.Chmod(h.dir, 0o755))
	h.write("passwd", "root:x:0:0::/root:/bin/sh\nfollowup:x:901:901::/var/lib/followup:/usr/sbin/nologin\n", 0o644)
	h.write("etc/config.toml", testConfig(h.received.port, alwaysAwake), 0o640)
	h.must(os.Chown(h.path("etc/config.toml"), 0, serviceUser.uid))
	h.must(os.MkdirAll(h.path("var/followup"), 0o755),
		os.Chown(h.path("var/followup"), serviceUser.uid, serviceUser.uid),
		os.Chmod(h.path("var/followup"), fs.ModeSetgid|0o770))
	h.must(os.Mkdir(h.path("home"), 0o755))
	for _, p := range []person{serviceUser, root, member, outsider} {
		h.must(os.Mkdir(h.home(p), 0o700), os.Chown(h.home(p), p.uid, p.uid))
	}
	return h
}

func (h *host) path(name string) string { return filepath.Join(h.dir, filepath.FromSlash(name)) }

func (h *host) home(p person) string { return h.path(fmt.Sprintf("home/%d", p.uid)) }

func (h *host) must(errs ...error) {
	h.t.Helper()
	if err := errors.Join(errs...); err != nil {
		h.t.Fatal(err)
	}
}

func (h *host) write(name, text string, mode fs.FileMode) {
	h.t.Helper()
	path := h.path(name)
	h.must(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode))
}

// systemd installs a systemctl that prints a unit. Without it, no systemd answers, and no unit is installed.
func (h *host) systemd(show, cat string) {
	h.t.Helper()
	h.write("bin/systemctl",
		"#!/bin/sh\ncase $1 in show) cat <<'END'\n"+show+"\nEND\n;; cat) cat <<'END'\n"+cat+"\nEND\n;; esac\n", 0o755)
}

// command returns a command that a person runs.
func (h *host) command(p person, args ...string) (*exec.Cmd, *bytes.Buffer) {
	said := &bytes.Buffer{}
	cmd := exec.CommandContext(h.t.Context(), "/bin/sh",
		append([]string{"-c", `umask "$0" && exec "$@"`, p.umask, h.path("followup")}, args...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = "/", said, said
	cmd.Env = []string{"HOME=" + h.home(p), "SYSTEM=" + h.dir, "TZ=UTC",
		"PATH=" + h.path("bin") + ":" + os.Getenv("PATH")}
	var groups []uint32
	for _, g := range p.groups {
		groups = append(groups, uint32(g))
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(p.uid), Gid: uint32(p.uid),
		Groups: groups}}
	return cmd, said
}

// says runs a command, which must exit with the given code, and returns its output.
func (h *host) says(p person, code int, args ...string) string {
	h.t.Helper()
	cmd, said := h.command(p, args...)
	if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
		h.t.Errorf("%s: followup %q: %v, want exit code %d\n%s", p.name, args, err, code, said)
	}
	return said.String()
}

// TestGroup checks that the service's user, root and a member of the group can all use the files that one of them
// created, with and without a running daemon.
func TestGroup(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a hundred commands as three users")
	}
	t.Parallel()
	all := []person{serviceUser, root, member}
	for _, maker := range []person{serviceUser, member} {
		t.Run("the database is made by "+maker.name, func(t *testing.T) {
			t.Parallel()
			h := newHost(t)
			yesterday := time.Now().UTC().Add(-20 * time.Hour).Format("2006-01-02 15:04")
			add := func(p person) {
				t.Helper()
				h.says(p, 0, "add", "--company", "Firm of "+p.name, "--again", "--role", "engineer", "--at", yesterday,
					"--with", "Jo <jo@acme.test>")
			}
			add(maker)
			h.says(maker, 0, "once")
			h.says(maker, 0, "backup", h.path("var/followup/copy.db"))
			for _, p := range all {
				add(p)
				h.says(p, 0, "once")
				h.says(p, 0, "edit", "1", "--topic", "the queues")
				h.says(p, 0, "backup", filepath.Join(h.home(p), "copy.db"))
				code := 0
				if p.uid == root.uid { // which creates no file where a member could redirect it
					code = exitFailed
				}
				for _, args := range [][]string{
					{"restore", filepath.Join(h.home(p), "copy.db"), "--yes"},
					{"restore", h.path("var/followup/copy.db"), "--yes"},
					{"backup", h.path("var/followup/copy-of-" + strconv.Itoa(p.uid) + ".db")},
				} {
					said := h.says(p, code, args...)
					if code != 0 && !strings.Contains(said, "run it as user 901, or name a directory") {
						t.Errorf("%s is told %s", p.name, said)
					}
				}
			}
			h.checkAccess()

			daemon, said := h.command(serviceUser, "run", "--config", h.path("etc/config.toml"))
			h.must(daemon.Start())
			mails, _ := h.received.counts()
			for _, p := range all {
				add(p)
				h.says(p, 0, "list")
			}
			(&installation{db: h.path("var/followup/followup.db")}).awaitPass(t, daemon.Process.Pid)
			arrived := func() bool { now, _ := h.received.counts(); return now >= mails+len(all) }
			for end := time.Now().Add(3 * time.Minute); !arrived() && time.Now().Before(end); {
				time.Sleep(50 * time.Millisecond)
			}
			if now, twice := h.received.counts(); now != mails+len(all) || len(twice) > 0 {
				t.Errorf("%d mails came, %d of them twice; want %d", now-mails, len(twice), len(all))
			}
			for _, p := range all {
				h.says(p, 0, "status")
			}
			h.checkAccess()
			if _, err := os.Stat(h.path("var/followup/backups")); err != nil {
				t.Errorf("the daemon's backup: %v", err)
			}
			if err := errors.Join(daemon.Process.Signal(syscall.SIGTERM), daemon.Wait()); err != nil {
				t.Errorf("the daemon: %v\n%s", err, said)
			}
			add(member)
			h.checkAccess()
		})
	}
}

// checkAccess checks that the group, and nobody else, can use all files.
func (h *host) checkAccess() {
	h.t.Helper()
	err := filepath.WalkDir(h.path("var/followup"), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o660)
		if d.IsDir() {
			want = fs.ModeDir | fs.ModeSetgid | 0o770
		}
		if ownerOf(info).GID != serviceUser.uid || info.Mode() != want {
			h.t.Errorf("%s is of group %d with mode %v, want group %d and mode %v", d.Name(), ownerOf(info).GID,
				info.Mode(), serviceUser.uid, want)
		}
		return nil
	})
	h.must(err)
}

// TestOutsider checks that a user who is not in the group is told so in one sentence, with what to do.
func TestOutsider(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"the config is the group's",
			[]string{"list"},
			"etc/config.toml, and 61003 is not a member; run: sudo usermod -aG 901 61003, and log in again; or start"},
		{"so is the database",
			[]string{"list", "--config", h.path("home/61003/config.toml")}, "only the group 901 can use "},
	} {
		h.write("home/61003/config.toml", fmt.Sprintf("[store]\npath = %q\n", h.path("var/followup/followup.db")),
			0o644)
		said := h.says(outsider, exitFailed, tt.args...)
		if !strings.Contains(said, tt.want) || strings.Count(said, "\n") != 1 {
			t.Errorf("%s: it says %q, want one line with %q", tt.name, said, tt.want)
		}
	}
}

// ownerOf returns the owner of a file.
func ownerOf(info fs.FileInfo) service.IDs {
	stat := info.Sys().(*syscall.Stat_t)
	return service.IDs{UID: int(stat.Uid), GID: int(stat.Gid)}
}
