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

// euid tells who runs the program. The tests of directories of a group are not root for a while.
var euid = os.Geteuid

// CheckRoot returns why root makes no file of a database in dir, or nil. Whoever else may write in dir can put a link in the
// place of a file that was just made there, and have root, who may write anywhere, write where the link points: SQLite opens
// files by their names. To use a database that is there is safe, as SQLite follows no link to what it adds beside it.
func CheckRoot(dir string) error {
	if euid() != 0 {
		return nil
	}
	for {
		var is unix.Stat_t
		err := unix.Stat(dir, &is)
		if errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
			dir = filepath.Dir(dir) // it is yet to be made
			continue
		}
		others := is.Mode&(unix.S_IWGRP|unix.S_IWOTH) != 0 && is.Mode&unix.S_ISVTX == 0
		if err != nil || is.Uid == 0 && !others {
			return err
		}
		return fmt.Errorf("others may write in %s, so root makes no file there that they could lead elsewhere; run it as %s, "+
			"or name a place of root's", dir, owner(is.Uid))
	}
}

func owner(uid uint32) string {
	if uid == 0 {
		return "one of its group"
	}
	name := strconv.Itoa(int(uid))
	if u, err := user.LookupId(name); err == nil {
		name = u.Username
	}
	return name + ": sudo -u " + name + " followup …"
}

// checkNoLink refuses a database that is a link in a directory of a group: a member could have another one's commands, or
// root's, work on a database of theirs.
func checkNoLink(path string) error {
	info, err := os.Lstat(path)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 && Shared(filepath.Dir(path)) {
		return fmt.Errorf("the database %s is a link, in a directory that a group may write; put the file itself there, "+
			"or name the one that it points to", path)
	}
	return nil
}
