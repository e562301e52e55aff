// Package service knows the service that a package installs on the machine: its user, its files, what its unit hides
// from it, and what its user may read and write. It also knows who may write a config and the files that it names.
package service

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"strings"
)

// A System is the service of a machine, and where its files are.
type System struct {
	Config    string // its config file
	State     string // the directory of its database
	Unit      string // its unit file
	User      string // the user that runs it
	Passwd    string // the list of users; package os/user does not return a user's shell
	LoginUnit string // the unit file that starts the program for a user who logs in
	Localtime string // the file, mostly a link, that says in which time zone the machine is
}

// Machine is the service as the packages install it.
var Machine = System{
	Config:    "/etc/followup/config.toml",
	State:     "/var/lib/followup",
	Unit:      "/usr/lib/systemd/system/followup.service",
	User:      "followup",
	Passwd:    "/etc/passwd",
	LoginUnit: "/usr/lib/systemd/user/followup.service",
	Localtime: "/etc/localtime",
}

// IDs are the numbers of a user and of the user's own group.
type IDs struct{ UID, GID int }

// ErrNoUser is returned if no package has created the service's user.
var ErrNoUser = errors.New("the service's user does not exist")

// firstPerson is the lowest user number of a person: UID_MIN in login.defs(5).
const firstPerson = 1000

// IDs looks up the service's user. A person who happens to have the same name is refused with an error.
func (s System) IDs() (IDs, error) {
	list, err := os.ReadFile(s.Passwd)
	if err != nil {
		return IDs{}, err
	}
	for line := range strings.Lines(string(list)) {
		field := strings.Split(strings.TrimSpace(line), ":")
		if len(field) != 7 || field[0] != s.User {
			continue
		}
		uid, uidErr := strconv.Atoi(field[2])
		gid, gidErr := strconv.Atoi(field[3])
		if err := errors.Join(uidErr, gidErr); err != nil {
			return IDs{}, fmt.Errorf("%s: the user %s has no valid number, or no valid group number: %w", s.Passwd,
				s.User, err)
		}
		shell := field[6]
		if uid >= firstPerson || !strings.HasSuffix(shell, "/nologin") && !strings.HasSuffix(shell, "/false") {
			return IDs{}, fmt.Errorf("the user %s can log in (number %d, shell %q), "+
				"so it must be a person's account and not the service's", s.User, uid, shell)
		}
		return IDs{uid, gid}, nil
	}
	return IDs{}, ErrNoUser
}

// IsCurrentUser reports whether the service's user runs this program.
func (s System) IsCurrentUser() bool {
	u, err := s.IDs()
	return err == nil && u.UID == os.Geteuid()
}

// IsConfig reports whether path is the service's config.
func (s System) IsConfig(path string) bool {
	return path != "" && (path == s.Config || SameFile(path, s.Config))
}

// SameFile reports whether two paths lead to one file.
func SameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// HintIfStarted returns a hint to append to a file system error if systemd started this program, and "" otherwise. The
// unit may hide the path. It is recognised by its StateDirectory=, which the packaged unit has.
func HintIfStarted() string {
	if os.Getenv("STATE_DIRECTORY") == "" {
		return ""
	}
	return "; systemd may hide this path from the service; to find out: sudo followup config check"
}

// userName returns the name of a user, or the number of a user without one.
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

// groupsOf returns the numbers of the groups that a user is in, or none if the user is unknown.
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
