package service

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// InContainer reports whether the program runs in a container of its own, which has no sudo, no systemd and no shell.
// docs/container/Containerfile sets the variable, by https://systemd.io/CONTAINER_INTERFACE. A system container that
// boots an init sets it for that process alone.
func InContainer() bool { return os.Getenv("container") != "" }

// isHandedIn reports whether a file was handed into the container read-only. Whoever starts a container decides what it
// reads, so such a file may belong to anybody: the user who owns it outside may not exist in here.
func isHandedIn(path string) bool {
	var fsys unix.Statfs_t
	return InContainer() && unix.Statfs(path, &fsys) == nil && fsys.Flags&unix.ST_RDONLY != 0
}

// explainContainerAccess adds to a permission error in a container whose the file or directory is. Who may use it is
// decided outside, where it is given to the container's user or the container to its owner.
func explainContainerAccess(path string, err error) error {
	info, statErr := os.Stat(path)
	if statErr != nil && !errors.Is(statErr, fs.ErrPermission) {
		return err
	}
	me := userName(os.Geteuid())
	if statErr != nil {
		return fmt.Errorf("%w; the container runs as user %s; give %s to that user", err, me, path)
	}
	switch owner := ownerOf(info); owner {
	case os.Geteuid():
		return err
	case 0:
		return fmt.Errorf("%w; %s belongs to root, and the container runs as user %s; give it to that user",
			err, path, me)
	default:
		return fmt.Errorf("%w; %s belongs to user %s, and the container runs as user %s; give it to the latter, "+
			"or run the container as the former", err, path, userName(owner), me)
	}
}
