package service

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"followup/mailer/shell"
)

// Custody says who may own a config and the files that it names. A file that another user can write must not decide
// what this program does: a config names a program to run, and decides where the mail and the password go.
type Custody struct {
	System System // of the service's config; zero for a user's own
	Owners []int  // users who may own the files, besides root
	Reader int    // the group that may read a secret, or -1
}

// OwnCustody returns the custody of the current user's own config.
func OwnCustody() Custody { return Custody{Owners: []int{os.Geteuid()}, Reader: -1} }

// Custody returns the custody of the service's config. It does not depend on who reads it: a file that the service
// would refuse is refused for everyone.
func (s System) Custody() Custody {
	u, err := s.IDs()
	if err != nil {
		return OwnCustody()
	}
	return Custody{System: s, Owners: []int{u.UID}, Reader: u.GID}
}

// OfService reports whether the config is the service's.
func (c Custody) OfService() bool { return c.System.User != "" }

// CheckConfig refuses a config that another user can write. If root reads it, only a config of root's own is accepted.
// The service's config belongs to root, and the service may read it.
func (s System) CheckConfig(path string, info fs.FileInfo) error {
	owner, me := ownerOf(info), os.Geteuid()
	_, noService := s.IDs()
	switch name := userName(owner); {
	case isHandedIn(path):
	case owner != 0 && owner != me && noService == nil && s.IsConfig(path):
		return fmt.Errorf("%s belongs to %s, who could change it at any time; run: sudo chown root:%s %s",
			path, name, s.User, shell.Word(path))
	case owner != 0 && me == 0 && InContainer():
		return fmt.Errorf("%s belongs to user %s, who could make root run any command; run the container as that user",
			path, name)
	case owner != 0 && me == 0:
		return fmt.Errorf("%s belongs to %s, who could make root run any command; "+
			"run: sudo -u %s followup …, or: chown root %s", path, name, shell.Word(name), shell.Word(path))
	}
	return OwnCustody().CheckWriters(path, info)
}

// CheckWriters refuses a file or directory that another user can write or replace.
func (c Custody) CheckWriters(path string, info fs.FileInfo) error {
	if owner := ownerOf(info); owner != 0 && !slices.Contains(c.Owners, owner) && !isHandedIn(path) {
		if InContainer() {
			return fmt.Errorf("%s belongs to user %s, who could change it at any time; hand it in read-only, "+
				"or give it to user %s", path, userName(owner), userName(c.Owners[0]))
		}
		return fmt.Errorf("%s belongs to %s, who could change it at any time; run: sudo chown %s %s",
			path, userName(owner), shell.Word(userName(c.Owners[0])), shell.Word(path))
	}
	if who := writers(info); who != "" {
		return fmt.Errorf("%s can write %s; run: chmod go-w %s", who, path, shell.Word(path))
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	for dir := filepath.Dir(resolved(whole)); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o002 != 0 && info.Mode()&fs.ModeSticky == 0 {
			return fmt.Errorf("everybody on this machine can replace %s, "+
				"because everybody can write in %s; run: chmod o-w %s", path, dir, shell.Word(dir))
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// writers names those who can write a file besides its owner, or returns "".
func writers(info fs.FileInfo) string {
	switch {
	case info.Mode().Perm()&0o002 != 0:
		return "everybody on this machine"
	case info.Mode().Perm()&0o020 != 0:
		return "the group " + groupName(groupOf(info))
	}
	return ""
}

// CheckSecret refuses a file with a password that anyone but its owner can read, or that another user can write. The
// service's group may read the service's.
func (c Custody) CheckSecret(path string, info fs.FileInfo) error {
	perm := info.Mode().Perm()
	switch {
	case perm&0o007 != 0:
		return fmt.Errorf("everybody on this machine can read %s; run: chmod o-rwx %s", path, shell.Word(path))
	case perm&0o070 != 0 && groupOf(info) != c.Reader:
		return fmt.Errorf("the group %s can read %s; run: chmod g-rwx %s", groupName(groupOf(info)), path,
			shell.Word(path))
	}
	return c.CheckWriters(path, info)
}

func ownerOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return os.Geteuid() // a system without owners
}

func groupOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Gid)
	}
	return os.Getegid()
}

// ExplainAccess adds to a permission error how to get access: through the group that the file, or the directory of a
// database, belongs to. It returns other errors as they are.
func ExplainAccess(path string, err error) error {
	if !errors.Is(err, fs.ErrPermission) || os.Geteuid() == 0 {
		return err
	}
	if InContainer() {
		return explainContainerAccess(path, err)
	}
	info, statErr := os.Stat(path)
	if statErr != nil {
		return err
	}
	gid := groupOf(info)
	mine, groupErr := os.Getgroups()
	forGroup := info.Mode().Perm()&0o040 != 0 && gid != 0
	if groupErr != nil || !forGroup || gid == os.Getegid() || slices.Contains(mine, gid) {
		return err
	}
	me, group := userName(os.Geteuid()), groupName(gid)
	if slices.Contains(groupsOf(os.Geteuid()), gid) { // the login began before the user was added
		return fmt.Errorf("only the group %s can use %s, and %s becomes a member at the next login; log out and in "+
			"again",
			group, path, me)
	}
	return fmt.Errorf("only the group %s can use %s, and %s is not a member; run: sudo usermod -aG %s %s, and log "+
		"in again; or start with a config and a database of your own: followup config init",
		group, path, me, shell.Word(group), shell.Word(me))
}

// ExplainConfigAccess adds to the permission error of a config how to get access to it.
func (s System) ExplainConfigAccess(path string, err error) error {
	if s.IsCurrentUser() {
		return s.denied(path, Read, false, false)
	}
	if InContainer() {
		return explainContainerAccess(path, err)
	}
	return ExplainAccess(path,
		fmt.Errorf("%w; run this as its owner, or write a config of your own with: followup config init", err))
}
