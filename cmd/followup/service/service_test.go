package service

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestIDs checks that only a system user is accepted as the service's.
func TestIDs(t *testing.T) {
	for _, tt := range []struct {
		name, line string
		want       IDs
		says       string // an error that says this
	}{
		{"a system user", "followup:x:901:902::/var/lib/followup:/usr/sbin/nologin", IDs{901, 902}, ""},
		{"a system user of BusyBox",
			"followup:x:101:101:Linux User,,,:/var/lib/followup:/sbin/nologin", IDs{101, 101}, ""},
		{"a user whose shell only refuses", "followup:x:901:902::/:/bin/false", IDs{901, 902}, ""},
		{"no such user", "followups:x:901:902::/:/usr/sbin/nologin", IDs{}, ErrNoUser.Error()},
		{"a user with a shell",
			"followup:x:901:902::/home/followup:/bin/bash", IDs{}, "can log in (number 901, shell \"/bin/bash\")"},
		{"a user with the default shell, which is not written",
			"followup:x:901:902::/home/followup:", IDs{}, "can log in"},
		{"a user with a person's number",
			"followup:x:1001:1001::/home/followup:/usr/sbin/nologin", IDs{}, "can log in (number 1001"},
		{"a user without a valid number", "followup:x::902::/:/usr/sbin/nologin", IDs{}, "has no valid number"},
		{"a user whose group has no valid number",
			"followup:x:901:x::/:/usr/sbin/nologin", IDs{}, "no valid group number"},
		{"a line that is cut off", "followup:x:901", IDs{}, ErrNoUser.Error()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := System{User: "followup", Passwd: filepath.Join(t.TempDir(), "passwd")}
			passwd := "root:x:0:0:root:/root:/bin/bash\n" + tt.line + "\n"
			if err := os.WriteFile(s.Passwd, []byte(passwd), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := s.IDs()
			if got != tt.want || (err == nil) != (tt.says == "") || err != nil &&
				!strings.Contains(err.Error(), tt.says) {
				t.Errorf("IDs = %v, %v; want %v, or an error that says %q", got, err, tt.want, tt.says)
			}
		})
	}
}

// TestPackagedUnit compares the unit that is assumed where no systemd answers with the one in systemd/.
func TestPackagedUnit(t *testing.T) {
	text, err := os.ReadFile("../../../systemd/followup.service")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(packagedUnit) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if m := regexp.MustCompile(`argv\[\]=(.*) ; `).FindStringSubmatch(value); m != nil {
			value = m[1]
		}
		if key != "LoadState" && !strings.Contains(string(text), "\n"+key+"="+value+"\n") {
			t.Errorf("the unit does not say %s=%s", key, value)
		}
	}
}

// TestUnit reads the output of systemctl show.
func TestUnit(t *testing.T) {
	for _, tt := range []struct {
		name, show string
		path       string
		want       string // the setting that hides the path, or ""
	}{
		{"a home", "ProtectHome=yes", "/home/sam/letters", "ProtectHome=yes"},
		{"an empty home", "ProtectHome=tmpfs", "/home", "ProtectHome=tmpfs"},
		{"a home that may be read", "ProtectHome=read-only", "/home/sam/letters", ""},
		{"another directory whose name begins like it", "ProtectHome=yes", "/homework", ""},
		{"one of several paths", "InaccessiblePaths=-/srv -/mnt", "/mnt/letters", "InaccessiblePaths=/mnt"},
		{"a window", "ProtectHome=tmpfs\nBindReadOnlyPaths=/home/sam/letters", "/home/sam/letters/thank-you.txt", ""},
		{"a bind mount to another path",
			"ProtectHome=tmpfs\nBindPaths=-/data/letters:/home/sam/letters:rbind", "/home/sam/letters", ""},
		{"a bind mount with only options",
			"ProtectHome=tmpfs\nBindPaths=/home/sam/letters:rbind", "/home/sam/letters", ""},
		{"next to a bind mount",
			"ProtectHome=tmpfs\nBindReadOnlyPaths=/home/sam/letters", "/home/sam/token", "ProtectHome=tmpfs"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			u := Machine.parseUnit(tt.show)
			if w, _ := u.hides(tt.path); w.setting != tt.want {
				t.Errorf("%s is hidden by %q, want %q", tt.path, w.setting, tt.want)
			}
		})
	}
	for setting, dirs := range map[string][]string{"ProtectHome=": homes, "PrivateTmp=": temporary} {
		for _, dir := range dirs {
			path := dir + "/letters"
			if w, _ := Machine.parseUnit(setting + "yes").hides(path); w.setting != setting+"yes" {
				t.Errorf("%s is hidden by %q, want %syes", path, w.setting, setting)
			}
			if w, _ := Machine.parseUnit(setting + "no").hides(path); w.setting != "" {
				t.Errorf("%s is hidden by %q, want nothing", path, w.setting)
			}
		}
	}
	for args, want := range map[string]string{
		"run --config /etc/x.toml": "/etc/x.toml",
		"run --config=/etc/x.toml": "/etc/x.toml",
		"run":                      Machine.Config,
	} {
		show := "ExecStart={ path=/usr/bin/followup ; argv[]=/usr/bin/followup " + args + " ; ignore_errors=no ; }"
		if u := Machine.parseUnit(show); u.Config != want {
			t.Errorf("%s: the config is %q, want %q", show, u.Config, want)
		}
	}
}

// TestPrintedCommands checks that a path with a space is one word of a printed command.
func TestPrintedCommands(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder")
	path := filepath.Join(dir, "x")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(path, nil, 0o600), os.Chmod(path, 0o666)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	c, machine := OwnCustody(), Machine
	word := strconv.Quote(path)
	for _, tt := range []struct{ said, want string }{
		{fmt.Sprint(c.CheckWriters(path, info)), "run: chmod go-w " + word},
		{fmt.Sprint(c.CheckSecret(path, info)), "run: chmod o-rwx " + word},
		{fmt.Sprint(machine.denied(path, Read, false, false)), "chgrp followup " + word + " && sudo chmod g+r " + word},
		{fmt.Sprint(machine.denied(path, Read, false, true)), "chown followup " + word},
	} {
		if !strings.HasSuffix(tt.said, tt.want) {
			t.Errorf("it says %q, want %q at its end", tt.said, tt.want)
		}
	}
}
