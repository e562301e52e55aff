package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// system is what a package brings for the service of the machine.
type system struct {
	config string // its config file
	state  string // the directory of its database
	unit   string // its unit file
	user   string // whom it runs as
	passwd string // the list of users, for what package user leaves out: the shell
	login  string // the unit file for everybody's own login
}

var machine = system{
	config: "/etc/followup/config.toml",
	state:  "/var/lib/followup",
	unit:   "/usr/lib/systemd/system/followup.service",
	user:   "followup",
	passwd: "/etc/passwd",
	login:  "/usr/lib/systemd/user/followup.service",
}

// ids is a user by number, with the user's own group.
type ids struct{ uid, gid int }

// errNoServiceUser is returned when no package has made the service's user.
var errNoServiceUser = errors.New("the service's user is not there")

// firstPerson is the lowest number of a user who is a person, as in login.defs(5).
const firstPerson = 1000

// serviceUser looks the service's user up. A person who happens to have that name is none.
func (s system) serviceUser() (ids, error) {
	list, err := os.ReadFile(s.passwd)
	if err != nil {
		return ids{}, err
	}
	for line := range strings.Lines(string(list)) {
		field := strings.Split(strings.TrimSpace(line), ":")
		if len(field) != 7 || field[0] != s.user {
			continue
		}
		uid, uidErr := strconv.Atoi(field[2])
		gid, gidErr := strconv.Atoi(field[3])
		if err := errors.Join(uidErr, gidErr); err != nil {
			return ids{}, fmt.Errorf("%s: the user %s has no number, or no group with one: %w", s.passwd, s.user, err)
		}
		shell := field[6]
		if uid >= firstPerson || !strings.HasSuffix(shell, "/nologin") && !strings.HasSuffix(shell, "/false") {
			return ids{}, fmt.Errorf("the user %s can log in (number %d, shell %q), "+
				"so it is taken for a person and not for the service", s.user, uid, shell)
		}
		return ids{uid, gid}, nil
	}
	return ids{}, errNoServiceUser
}

// isServiceUser reports whether the service's user runs this.
func (s system) isServiceUser() bool {
	u, err := s.serviceUser()
	return err == nil && u.uid == os.Geteuid()
}

// isConfig reports whether a file is the service's config.
func (s system) isConfig(path string) bool {
	return path != "" && (path == s.config || sameFile(path, s.config))
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// userName is the name of a user, or the number of one without.
func userName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return strconv.Itoa(uid)
}

func groupName(gid int) string {
	if g, err := user.LookupGroupId(strconv.Itoa(gid)); err == nil {
		return g.Name
	}
	return strconv.Itoa(gid)
}

// unit is what the service's unit says, as far as it matters to the config.
type unit struct {
	there   bool
	asked   bool     // systemd has told the rest, drop-ins included; else it is what the package brings
	config  string   // which config it reads
	walls   []wall   // what it hides from the service
	windows []string // what it lets the service see behind them
	writes  []string // where alone the service may write; nil is everywhere that its user may
}

// wall is a directory that a setting of the unit hides.
type wall struct{ path, setting string }

// packagedUnit holds what the unit file in systemd/ says; a test compares the two.
const packagedUnit = `LoadState=loaded
ExecStart={ argv[]=/usr/bin/followup run --config /etc/followup/config.toml ; }
ProtectHome=yes
ProtectSystem=strict
PrivateTmp=yes
StateDirectory=followup
InaccessiblePaths=-/srv -/mnt -/media
`

// readUnit asks systemd for the service's unit, or takes the packaged one where nobody answers.
func (s system) readUnit(ctx context.Context) unit {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	text, err := exec.CommandContext(ctx, "systemctl", "show", filepath.Base(s.unit), "--property=LoadState,ExecStart,"+
		"ProtectHome,ProtectSystem,PrivateTmp,InaccessiblePaths,"+
		"BindPaths,BindReadOnlyPaths,StateDirectory,ReadWritePaths").Output()
	if err == nil && bytes.Contains(text, []byte("LoadState=")) { // in a chroot it says nothing, and ends with 0
		u := s.parseUnit(string(text))
		u.asked = true
		return u
	}
	if _, err := os.Stat(s.unit); err != nil {
		return unit{}
	}
	u := s.parseUnit(packagedUnit)
	u.config = s.config
	return u
}

// configFlag is how an ExecStart names the config.
var configFlag = regexp.MustCompile(`argv\[\]=[^;]* --config[ =](\S+)`)

// What ProtectHome= and PrivateTmp= hide, as systemd.exec(5) has it.
var (
	homes     = []string{"/home", "/root", "/run/user"}
	temporary = []string{"/tmp", "/var/tmp"}
)

// parseUnit reads what systemctl show prints.
func (s system) parseUnit(text string) (u unit) {
	set := map[string]string{}
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		set[key] = value
	}
	u.there = set["LoadState"] == "loaded"
	u.config = s.config
	if m := configFlag.FindStringSubmatch(set["ExecStart"]); m != nil {
		u.config = m[1]
	}
	if home := set["ProtectHome"]; home == "yes" || home == "tmpfs" {
		for _, dir := range homes {
			u.walls = append(u.walls, wall{dir, "ProtectHome=" + home})
		}
	}
	if private := set["PrivateTmp"]; private != "" && private != "no" {
		for _, dir := range temporary {
			u.walls = append(u.walls, wall{dir, "PrivateTmp=" + private})
		}
	}
	for path := range strings.FieldsSeq(set["InaccessiblePaths"]) {
		path = strings.TrimLeft(path, "-+")
		u.walls = append(u.walls, wall{path, "InaccessiblePaths=" + path})
	}
	for _, key := range []string{"BindPaths", "BindReadOnlyPaths"} {
		for bind := range strings.FieldsSeq(set[key]) {
			u.windows = append(u.windows, bindTarget(bind))
		}
	}
	if set["ProtectSystem"] == "strict" {
		for dir := range strings.FieldsSeq(set["StateDirectory"]) {
			u.writes = append(u.writes, filepath.Join(filepath.Dir(s.state), dir))
		}
		for path := range strings.FieldsSeq(set["ReadWritePaths"]) {
			u.writes = append(u.writes, strings.TrimLeft(path, "-+"))
		}
		for bind := range strings.FieldsSeq(set["BindPaths"]) {
			u.writes = append(u.writes, bindTarget(bind))
		}
	}
	return u
}

// bindTarget is where a bind of "-SOURCE:TARGET:OPTIONS", all but SOURCE optional, is seen.
func bindTarget(bind string) string {
	part := strings.Split(strings.TrimPrefix(bind, "-"), ":")
	if len(part) > 1 && strings.HasPrefix(part[1], "/") {
		return part[1]
	}
	return part[0]
}

// hides returns the wall that the service would find in the place of path, if there is one.
func (u unit) hides(path string) (wall, bool) {
	if within(path, u.windows) {
		return wall{}, false
	}
	for _, w := range u.walls {
		if within(path, []string{w.path}) {
			return w, true
		}
	}
	return wall{}, false
}

// within reports whether a path is one of the directories or below one.
func within(path string, dirs []string) bool {
	for _, dir := range dirs {
		if path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, "/")+"/") {
			return true
		}
	}
	return false
}

// inService reports whether a unit with a StateDirectory= started the program, as that of the package has.
func inService() bool { return os.Getenv("STATE_DIRECTORY") != "" }

// givesPassword reports whether the service's unit has the systemd credential that holds the password.
func (s system) givesPassword(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	text, err := exec.CommandContext(ctx, "systemctl", "cat", filepath.Base(s.unit)).Output()
	return err == nil && credentialLine.Match(text)
}

var credentialLine = regexp.MustCompile(`(?m)^\s*(Load|Set)Credential(Encrypted)?=smtp_password:`)
