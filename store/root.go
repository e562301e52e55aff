package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// euid returns who runs the program. Tests of shared directories replace it so as not to be root.
var euid = os.Geteuid

// CheckRoot returns an error if the program runs as root and others may write in dir. They could replace a file that
// was just created there by a link and make root, who may write anywhere, write where the link points: SQLite opens
// files by name. Using an existing database is safe, as SQLite follows no link to the files it adds beside it.
func CheckRoot(dir string) error {
	if euid() != 0 {
		return nil
	}
	for {
		var stat unix.Stat_t
		err := unix.Stat(dir, &stat)
		if errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
			dir = filepath.Dir(dir) // it does not exist yet
			continue
		}
		others := stat.Mode&(unix.S_IWGRP|unix.S_IWOTH) != 0 && stat.Mode&unix.S_ISVTX == 0
		if err != nil || stat.Uid == 0 && !others {
			return err
		}
		return fmt.Errorf("others may write in %s and could redirect files that root creates there; run it as %s, "+
			"or name a directory that only root may write", dir, owner(stat.Uid))
	}
}

func owner(uid uint32) string {
	if uid == 0 {
		return "a member of its group"
	}
	number := strconv.Itoa(int(uid))
	u, err := user.LookupId(number)
	if err != nil || u.Username == number { // sudo takes it for a name; a container has neither names nor sudo
		return "user " + number
	}
	return u.Username + ": sudo -u " + u.Username + " followup …"
}

// checkNoLink refuses a database that is a link in a shared directory: a member of the group could make the commands
// of another member, or of root, work on a database of their own.
func checkNoLink(path string) error {
	info, err := os.Lstat(path)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 && Shared(filepath.Dir(path)) {
		return fmt.Errorf("the database %s is a link in a directory that a group may write; put the file itself "+
			"there, "+
			"or name the file that the link points to", path)
	}
	return nil
}
