package main

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"

	"followup/mailer/shell"
)

// seenByService returns what the service's config names that the service itself cannot read or write, behind the walls
// of its unit and as its user. Root, who checks, can do all of it.
func (a *app) seenByService(c *Config, u unit) (faults []error) {
	look := func(key, path string, want uint32) {
		if path == "" {
			return
		}
		if err := a.reaches(u, path, want, key == passwordFile); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", key, err))
		}
	}
	look("the config", c.path, mayRead)
	look(passwordFile, c.SMTP.PasswordFile, mayRead)
	if letters := c.Letters.TemplatesDir; letters != "" {
		before := len(faults)
		look(templatesDir, letters, mayRead|mayEnter)
		for _, path := range letterFiles(letters) {
			if _, err := os.Stat(path); err == nil && len(faults) == before { // one fault is enough
				look(templatesDir, path, mayRead)
			}
		}
	}
	dir := filepath.Dir(c.Store.Path)
	if u.writes == nil || within(resolved(dir), u.writes) {
		look("store.path", dir, mayRead|mayWrite|mayEnter)
		return faults
	}
	return append(faults, fmt.Errorf("store.path: the service may not write in %s (ProtectSystem=strict); "+
		"leave the key empty, or run `sudo systemctl edit followup` and write there:\n  [Service]\n  ReadWritePaths=%s",
		dir, dir))
}

// absolutePath matches a path in a line for the shell.
var absolutePath = regexp.MustCompile("(?:^|[\\s\"'=(<|;&`])(/[^\\s\"'|;&<>()$`]+)")

// commandSeenByService returns the paths in the password command that the service cannot reach. What a shell makes of a
// command is not known without running it, so these are warnings and not faults.
func (a *app) commandSeenByService(c *Config, u unit) (warnings []string) {
	for _, m := range absolutePath.FindAllStringSubmatch(c.SMTP.PasswordCommand, -1) {
		if err := a.reaches(u, m[1], mayRead, false); err != nil {
			warnings = append(warnings, "smtp.password_command: "+err.Error())
		}
	}
	return warnings
}

// reaches returns what keeps the service from a path: a wall, or an owner and mode.
func (a *app) reaches(u unit, path string, want uint32, secret bool) error {
	for _, p := range []string{path, resolved(path)} {
		if w, hidden := u.hides(p); hidden {
			return errors.New(w.inTheWay(path))
		}
	}
	return a.serviceMay(path, want, u.windows, secret)
}

// inTheWay says that a wall hides a path, and how to open a window to that path alone.
func (w wall) inTheWay(path string) string {
	lines := "BindReadOnlyPaths=" + path
	switch {
	case w.setting == "ProtectHome=yes":
		lines = "ProtectHome=tmpfs\n  " + lines
	case w.setting == "InaccessiblePaths="+w.path: // which would hide the window as well
		lines = "InaccessiblePaths="
	}
	return fmt.Sprintf("%s is hidden from the service (%s); move it to /etc/followup, "+
		"or run `sudo systemctl edit followup` and write there:\n  [Service]\n  %s", path, w.setting, lines)
}

// resolved is a path without symbolic links, or the path itself where they cannot be followed.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

const (
	mayEnter uint32 = 1 << iota
	mayWrite
	mayRead
)

// serviceMay returns what keeps the service's user from a file or directory: its owner and mode, or those of a
// directory above it. What is in a window is there whatever the directories above it say. What cannot be looked at is
// passed over: the service will tell.
func (a *app) serviceMay(path string, want uint32, windows []string, secret bool) error {
	u, err := a.system.serviceUser()
	if err != nil {
		return nil
	}
	groups := append(groupsOf(u.uid), u.gid)
	path = resolved(path)
	for p := path; ; p, want = filepath.Dir(p), mayEnter {
		info, err := os.Stat(p)
		if err != nil {
			return nil
		}
		if stat, ok := info.Sys().(*syscall.Stat_t); ok && !permits(stat, u.uid, groups, want) {
			return a.notForService(p, want, info.IsDir(), secret)
		}
		if p == filepath.Dir(p) || within(p, windows) && !within(filepath.Dir(p), windows) {
			return nil
		}
	}
}

// groupsOf returns the groups that the list of groups has a user in, or none of a user that it does not have.
func groupsOf(uid int) (groups []int) {
	u, err := user.LookupId(strconv.Itoa(uid))
	if err != nil {
		return nil
	}
	list, err := u.GroupIds()
	if err != nil {
		return nil
	}
	for _, id := range list {
		if gid, err := strconv.Atoi(id); err == nil {
			groups = append(groups, gid)
		}
	}
	return groups
}

// permits reports whether the mode of a file lets a user do what is wanted.
func permits(file *syscall.Stat_t, uid int, groups []int, want uint32) bool {
	mode := file.Mode
	switch {
	case int(file.Uid) == uid:
		mode >>= 6
	case slices.Contains(groups, int(file.Gid)):
		mode >>= 3
	}
	return mode&want == want
}

// notForService says that the service may not use the path, and which command lets it: through its group, or, with a
// secret, as the owner.
func (a *app) notForService(path string, want uint32, dir, secret bool) error {
	verb, rights := "read", "r"
	switch {
	case dir && want&mayWrite != 0:
		verb, rights = "write in", "rwxs"
	case dir && want&mayRead != 0:
		rights = "rx"
	case dir:
		verb, rights = "enter", "x"
	}
	word := shell.Word(path)
	how := fmt.Sprintf("sudo chgrp %s %s && sudo chmod g+%s %s", a.system.user, word, rights, word)
	if secret && !dir {
		how = fmt.Sprintf("sudo chown %s %s", a.system.user, word)
	}
	return fmt.Errorf("the service's user %s may not %s %s; run: %s", a.system.user, verb, path, how)
}
