package main

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

// custody is who may write a config and the files that it names. A file that somebody else may write must not decide
// what this program does: a config names a program to run, and decides where the mail and the password go.
type custody struct {
	owners []int  // who may own the files, root aside
	reader int    // the group that may read a secret, or -1
	system system // whose service it is, where the config is a service's
}

func ownCustody() custody { return custody{owners: []int{os.Geteuid()}, reader: -1} }

// serviceCustody returns the custody of the service's config, whoever reads it: what the service would refuse is
// refused to all.
func (s system) serviceCustody() custody {
	u, err := s.serviceUser()
	if err != nil {
		return ownCustody()
	}
	return custody{owners: []int{u.uid}, reader: u.gid, system: s}
}

// ofService reports whether the config is the service's.
func (c custody) ofService() bool { return c.system.user != "" }

// checkConfig refuses a config that somebody else may write, and to root one that is not root's. The service's is
// root's, and the service may read it.
func (s system) checkConfig(path string, info fs.FileInfo) error {
	owner, me := ownerOf(info), os.Geteuid()
	_, noService := s.serviceUser()
	switch name := userName(owner); {
	case owner != 0 && owner != me && noService == nil && s.isConfig(path):
		return fmt.Errorf("%s belongs to %s, who could change it at any time; run: sudo chown root:%s %s",
			path, name, s.user, shell.Word(path))
	case owner != 0 && me == 0:
		return fmt.Errorf("%s belongs to %s, and what it says would be done as root; "+
			"run: sudo -u %s followup …, or: chown root %s", path, name, shell.Word(name), shell.Word(path))
	}
	return ownCustody().checkWriters(path, info)
}

// checkWriters refuses a file or directory that somebody else may write, or may put another in the place of.
func (c custody) checkWriters(path string, info fs.FileInfo) error {
	if owner := ownerOf(info); owner != 0 && !slices.Contains(c.owners, owner) {
		return fmt.Errorf("%s belongs to %s, who could change it at any time; run: sudo chown %s %s",
			path, userName(owner), shell.Word(userName(c.owners[0])), shell.Word(path))
	}
	if who := writers(info); who != "" {
		return fmt.Errorf("%s may write %s; run: chmod go-w %s", who, path, shell.Word(path))
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
			return fmt.Errorf("everybody on this machine may put another file in the place of %s, "+
				"as %s is open to all; run: chmod o-w %s", path, dir, shell.Word(dir))
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// writers names who may write a file besides its owner, or returns "".
func writers(info fs.FileInfo) string {
	switch {
	case info.Mode().Perm()&0o002 != 0:
		return "everybody on this machine"
	case info.Mode().Perm()&0o020 != 0:
		return "the group " + groupName(groupOf(info))
	}
	return ""
}

// checkSecret refuses a file with a password that anybody but its owner can read, or that somebody else may write. The
// group of the service may read the service's.
func (c custody) checkSecret(path string, info fs.FileInfo) error {
	perm := info.Mode().Perm()
	switch {
	case perm&0o007 != 0:
		return fmt.Errorf("everybody on this machine can read %s; run: chmod o-rwx %s", path, shell.Word(path))
	case perm&0o070 != 0 && groupOf(info) != c.reader:
		return fmt.Errorf("the group %s can read %s; run: chmod g-rwx %s", groupName(groupOf(info)), path, shell.Word(path))
	}
	return c.checkWriters(path, info)
}

// checkLetters refuses a folder of letters that somebody else may write, or one of them.
func (c *Config) checkLetters() error {
	dir := c.Letters.TemplatesDir
	if dir == "" {
		return nil
	}
	for _, path := range append([]string{dir}, letterFiles(dir)...) {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) && path != dir {
			continue
		}
		if err == nil {
			err = c.custody.checkWriters(path, info)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", templatesDir, err)
		}
	}
	return nil
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

// explainAccess adds to a refusal by the file system how to be let in: through the group that the file, or the
// directory of a database, is for.
func (a *app) explainAccess(path string, err error) error {
	if !errors.Is(err, fs.ErrPermission) || os.Geteuid() == 0 {
		return err
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
	if groupLists(os.Geteuid(), gid) {
		return fmt.Errorf("%s is for the group %s, which %s is in from the next login on; log out and in again",
			path, group, me)
	}
	return fmt.Errorf("%s is for the group %s, which %s is not in; run: sudo usermod -aG %s %s, and log in again; "+
		"or begin with a config and a database of your own: followup config init",
		path, group, me, shell.Word(group), shell.Word(me))
}

// explainConfigAccess adds to the refusal of a config how it can be read.
func (a *app) explainConfigAccess(path string, err error) error {
	if a.system.isServiceUser() {
		return a.notForService(path, mayRead, false, false)
	}
	return a.explainAccess(path,
		fmt.Errorf("%w; run this as its owner, or write a config of your own with: followup config init", err))
}

// groupLists reports whether the list of groups has the user in the group, whatever groups this process has.
func groupLists(uid, gid int) bool {
	return slices.Contains(groupsOf(uid), gid)
}
