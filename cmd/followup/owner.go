package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// serviceUser is whom the system service runs as; followup.sysusers makes them.
const serviceUser = "followup"

// becomeOwner makes root the owner of the database's directory, for good: a file that root left there is one that the
// daemon cannot write. One that is not there yet will be whose the place is that it is made in, or, where that is root's,
// the system service's.
func (a *app) becomeOwner(cfg *Config) error {
	if os.Geteuid() != 0 {
		return nil
	}
	dir := filepath.Dir(cfg.Store.Path)
	there := nearestThere(dir)
	uid, gid, err := ownerOf(there)
	if err == nil && uid == 0 && there != dir && cfg.path == a.systemConfig {
		if uid, gid, err = makeStateDirectory(dir); err != nil {
			return err
		}
	}
	if err != nil || uid == 0 { // opening the database says what is wrong
		return nil
	}
	gid, groups := groupsOf(uid, gid)
	if err := become(uid, gid, groups); err != nil {
		return fmt.Errorf("the database %s belongs to %s, and root cannot become them here (%w); run: sudo -u %s followup …",
			cfg.Store.Path, userName(uid), err, userName(uid))
	}
	a.became = userName(uid)
	a.configPath = cfg.path // for a reload: root's own folders, where it is looked for otherwise, are closed to them
	return nil
}

// nearestThere is the path, or of the folders that it is in the innermost that exists.
func nearestThere(path string) string {
	for {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) || path == filepath.Dir(path) {
			return path
		}
		path = filepath.Dir(path)
	}
}

func ownerOf(path string) (uid, gid int, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, 0, err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, errors.New("this system tells no owner")
	}
	return int(stat.Uid), int(stat.Gid), nil
}

func makeStateDirectory(dir string) (uid, gid int, err error) {
	u, err := user.Lookup(serviceUser)
	if err != nil {
		return 0, 0, fmt.Errorf("%s is not there, and neither is the user %q, whose it is to be; install the package, "+
			"or make the user with: systemd-sysusers", dir, serviceUser)
	}
	uid, gid = number(u.Uid), number(u.Gid)
	if err := errors.Join(os.MkdirAll(filepath.Dir(dir), 0o755), os.Mkdir(dir, 0o700)); err != nil {
		return 0, 0, err
	}
	return uid, gid, os.Chown(dir, uid, gid)
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // on the systems that this runs on an id is a number
	return n
}

// groupsOf are the groups that a login would give the user: a password file may be theirs by one. A user of no name has
// the directory's group, unless that is root's.
func groupsOf(uid, gid int) (primary int, all []int) {
	u, err := user.LookupId(strconv.Itoa(uid))
	if err != nil {
		if gid == 0 {
			gid = uid
		}
		return gid, []int{gid}
	}
	primary = number(u.Gid)
	ids, err := u.GroupIds()
	if err != nil {
		return primary, []int{primary}
	}
	for _, id := range ids {
		all = append(all, number(id))
	}
	return primary, all
}

// become is final, and in this order: without root's user id the groups could not be changed any more.
func become(uid, gid int, groups []int) error {
	if err := syscall.Setgroups(groups); err != nil {
		return err
	}
	if err := syscall.Setgid(gid); err != nil {
		return err
	}
	return syscall.Setuid(uid)
}

func userName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return "user " + strconv.Itoa(uid)
}

// explainOwner adds to a refusal by the file system that it was not root who was refused.
func (a *app) explainOwner(err error) error {
	if a.became == "" || !errors.Is(err, fs.ErrPermission) && !strings.Contains(err.Error(), "permission denied") {
		return err
	}
	return fmt.Errorf("%w; the database is %s's, so this command acts as %s: name a place that they may read or write", err, a.became, a.became)
}
