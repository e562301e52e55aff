package service

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"followup/mailer/shell"
)

// CheckReach returns an error if the service cannot use a path in the way that rights say, because its unit hides the
// path or its user may not. The error says what to do; secret is set for a file with a password.
func (s System) CheckReach(u Unit, path string, rights uint32, secret bool) error {
	for _, p := range []string{path, resolved(path)} {
		if w, hidden := u.hides(p); hidden {
			return errors.New(w.explain(path))
		}
	}
	return s.checkRights(path, rights, u.windows, secret)
}

// explain says that a wall hides a path, and how to make that one path visible to the service.
func (w wall) explain(path string) string {
	lines := "BindReadOnlyPaths=" + path
	switch {
	case w.setting == "ProtectHome=yes":
		lines = "ProtectHome=tmpfs\n  " + lines
	case w.setting == "InaccessiblePaths="+w.path: // it would also hide a bind mount below it
		lines = "InaccessiblePaths="
	}
	return fmt.Sprintf("%s is hidden from the service (%s); move it to /etc/followup, "+
		"or run `sudo systemctl edit followup` and add:\n  [Service]\n  %s", path, w.setting, lines)
}

// resolved returns a path without symbolic links, or the path itself if they cannot be followed.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// The rights to a file or directory, as the mode of a file has them.
const (
	Enter uint32 = 1 << iota
	Write
	Read
)

// checkRights returns an error if the owner and mode of a file or directory, or of a directory above it, keep the
// service's user from it. The directories above a window do not matter. A path that cannot be examined here is not an
// error: the service itself will report it.
func (s System) checkRights(path string, rights uint32, windows []string, secret bool) error {
	u, err := s.IDs()
	if err != nil {
		return nil
	}
	groups := append(groupsOf(u.UID), u.GID)
	path = resolved(path)
	for p := path; ; p, rights = filepath.Dir(p), Enter {
		info, err := os.Stat(p)
		if err != nil {
			return nil
		}
		if stat, ok := info.Sys().(*syscall.Stat_t); ok && !permits(stat, u.UID, groups, rights) {
			return s.denied(p, rights, info.IsDir(), secret)
		}
		if p == filepath.Dir(p) || within(p, windows) && !within(filepath.Dir(p), windows) {
			return nil
		}
	}
}

// permits reports whether the mode of a file gives a user the rights.
func permits(file *syscall.Stat_t, uid int, groups []int, rights uint32) bool {
	mode := file.Mode
	switch {
	case int(file.Uid) == uid:
		mode >>= 6
	case slices.Contains(groups, int(file.Gid)):
		mode >>= 3
	}
	return mode&rights == rights
}

// denied says that the service may not use the path, and which command gives it the rights: through its group, or, for
// a secret, as the owner.
func (s System) denied(path string, rights uint32, dir, secret bool) error {
	verb, mode := "read", "r"
	switch {
	case dir && rights&Write != 0:
		verb, mode = "write in", "rwxs"
	case dir && rights&Read != 0:
		mode = "rx"
	case dir:
		verb, mode = "enter", "x"
	}
	word := shell.Word(path)
	how := fmt.Sprintf("sudo chgrp %s %s && sudo chmod g+%s %s", s.User, word, mode, word)
	if secret && !dir {
		how = fmt.Sprintf("sudo chown %s %s", s.User, word)
	}
	return fmt.Errorf("the service's user %s may not %s %s; run: %s", s.User, verb, path, how)
}
