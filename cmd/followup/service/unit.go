package service

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"followup/pattern"
)

// A Unit describes what the service's unit says about the config and about access to files.
type Unit struct {
	Loaded bool
	Asked  bool   // systemd reported the rest, with drop-ins; otherwise it is the packaged unit
	Config string // the config that the service reads

	walls   []wall   // what it hides from the service
	windows []string // paths behind the walls that the service can still see
	writes  []string // the only directories that the service may write; nil if only its user's rights matter
}

// A wall is a directory that a setting of the unit hides.
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

// ReadUnit asks systemd for the service's unit, for at most 5 seconds. If systemd does not answer, it returns the
// packaged unit, or the zero Unit if no package is installed.
func (s System) ReadUnit(ctx context.Context) Unit {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	text, err := exec.CommandContext(ctx, "systemctl", "show", filepath.Base(s.Unit), "--property=LoadState,ExecStart,"+
		"ProtectHome,ProtectSystem,PrivateTmp,InaccessiblePaths,"+
		"BindPaths,BindReadOnlyPaths,StateDirectory,ReadWritePaths").Output()
	if err == nil && bytes.Contains(text, []byte("LoadState=")) { // in a chroot it prints nothing and ends with 0
		u := s.parseUnit(string(text))
		u.Asked = true
		return u
	}
	if _, err := os.Stat(s.Unit); err != nil {
		return Unit{}
	}
	u := s.parseUnit(packagedUnit)
	u.Config = s.Config
	return u
}

// configFlag matches the value of --config in an ExecStart.
var configFlag = pattern.Lazy(`argv\[\]=[^;]* --config[ =](\S+)`)

// The directories that ProtectHome= and PrivateTmp= hide, by systemd.exec(5).
var (
	homes     = []string{"/home", "/root", "/run/user"}
	temporary = []string{"/tmp", "/var/tmp"}
)

// parseUnit reads what systemctl show prints.
func (s System) parseUnit(text string) (u Unit) {
	set := map[string]string{}
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		set[key] = value
	}
	u.Loaded = set["LoadState"] == "loaded"
	u.Config = s.Config
	if m := configFlag.FindStringSubmatch(set["ExecStart"]); m != nil {
		u.Config = m[1]
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
			u.writes = append(u.writes, filepath.Join(filepath.Dir(s.State), dir))
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

// bindTarget returns the path that a bind mount appears at. A bind is "-SOURCE:TARGET:OPTIONS", all but SOURCE
// optional.
func bindTarget(bind string) string {
	part := strings.Split(strings.TrimPrefix(bind, "-"), ":")
	if len(part) > 1 && strings.HasPrefix(part[1], "/") {
		return part[1]
	}
	return part[0]
}

// hides returns the wall that hides path from the service, if there is one.
func (u Unit) hides(path string) (wall, bool) {
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

// Writes reports whether the unit lets the service write in a directory; its user may still be refused.
func (u Unit) Writes(dir string) bool { return u.writes == nil || within(resolved(dir), u.writes) }

// within reports whether a path is one of the directories or below one.
func within(path string, dirs []string) bool {
	for _, dir := range dirs {
		if path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, "/")+"/") {
			return true
		}
	}
	return false
}

// GivesPassword reports whether the service's unit sets the systemd credential that holds the password.
func (s System) GivesPassword(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	text, err := exec.CommandContext(ctx, "systemctl", "cat", filepath.Base(s.Unit)).Output()
	return err == nil && credentialLine.Match(text)
}

var credentialLine = pattern.Lazy(`(?m)^\s*(Load|Set)Credential(Encrypted)?=smtp_password:`)
