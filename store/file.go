package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// The database file is looked at with stat and access only, never opened but by SQLite: closing any other descriptor of
// it would drop the locks that SQLite holds on it for this process.

// ensureFile makes sure that there is a file that may be a database, creating it when there is nothing.
func ensureFile(ctx context.Context, path string) error {
	if err := checkNoLink(path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(ctx, path)
	case err != nil:
		return fmt.Errorf("looking for the database: %w; check the path, and that this user may enter its directory", err)
	case info.IsDir():
		return fmt.Errorf("the database %s is a directory; name a file in it, such as %s", path, filepath.Join(path, "followup.db"))
	case !info.Mode().IsRegular():
		return fmt.Errorf("the database %s is not a regular file; name another path", path)
	case info.Size() == 0:
		// Not ours: create puts complete files in place. Somebody's data may have been here.
		return fmt.Errorf("the database %s is empty (0 bytes); restore a backup over it, or delete it to start afresh", path)
	}
	return checkWritable(path)
}

// checkWritable says at once and in plain words what SQLite would say at the first write.
func checkWritable(path string) error {
	file, err := filepath.EvalSymlinks(path) // the -wal file lies beside the file itself
	if err != nil {
		return fmt.Errorf("finding the database: %w", err)
	}
	for _, p := range []string{filepath.Dir(file), file} {
		if err := unix.Faccessat(unix.AT_FDCWD, p, unix.R_OK|unix.W_OK, unix.AT_EACCESS); err != nil {
			return fmt.Errorf("the database %s is read-only for this user: %s: %w; run this as the owner, or name another path", path, p, err)
		}
	}
	return nil
}

// openRegular is os.OpenFile for what is, or becomes, a regular file. Anything else is refused: a pipe would wait for ever,
// a device never end.
func openRegular(path string, flags int, mode fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, flags|unix.O_NONBLOCK, mode)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(cmp.Or(err, fmt.Errorf("%s is not a regular file", path)), f.Close())
	}
	return f, nil
}

// sharedBits make a directory that of a group: the group may write there, and what is made there is the group's.
const sharedBits = unix.S_ISGID | unix.S_IWGRP

// Shared reports whether a database in dir is for the group of dir as well, as a service's is for its operators.
func Shared(dir string) bool {
	var is unix.Stat_t
	return unix.Stat(dir, &is) == nil && is.Mode&sharedBits == sharedBits
}

// modesIn returns the modes of a new file and a new directory in dir.
func modesIn(dir string) (file, folder fs.FileMode) {
	if Shared(dir) {
		return 0o660, 0o770 // which inherits the setgid bit
	}
	return 0o600, 0o700
}

// setAccess has a database, and the log beside it, be for those whom its directory is for: cp makes a file that everybody can
// read, mv one that is not the group's, and a umask one that the group cannot write. Only its owner can do that, and a file
// system without modes cannot; then it stays as it is.
func setAccess(path string) {
	file, err := filepath.EvalSymlinks(path) // the log lies beside the file itself
	if err != nil {
		return
	}
	for _, p := range []string{file, file + "-wal", file + "-shm"} {
		_ = handOver(p, filepath.Dir(file))
	}
}

// handOver gives a file or directory the group and the mode of what is in dir. Run by root, it also gives what is root's to
// the owner of dir: a lock that root made, or a database that root copied there, would be of no use to anybody else.
//
// Others may be able to write in dir, and to put a link there in its place, to a file of root's perhaps. So it is looked at
// and changed through one descriptor that follows no link, and a file with a second name is left alone. O_PATH does not
// open the file, so that closing it drops no lock of SQLite.
func handOver(path, dir string) error {
	var above, is unix.Stat_t
	if err := unix.Stat(dir, &above); err != nil {
		return err
	}
	fd, err := unix.Open(path, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	if err := unix.Fstat(fd, &is); err != nil {
		return err
	}
	kind := is.Mode & unix.S_IFMT
	if kind != unix.S_IFDIR && (kind != unix.S_IFREG || is.Nlink > 1) {
		return nil
	}
	owner, group, mode := is.Uid, is.Gid, is.Mode&0o700
	if is.Uid == 0 && os.Geteuid() == 0 {
		owner, group = above.Uid, above.Gid
	}
	if above.Mode&sharedBits == sharedBits {
		group, mode = above.Gid, mode|mode>>3
	}
	if owner != is.Uid || group != is.Gid {
		if err := unix.Fchownat(fd, "", int(owner), int(group), unix.AT_EMPTY_PATH); err != nil {
			return err
		}
	}
	if mode == is.Mode&0o777 {
		return nil
	}
	return unix.Chmod(fmt.Sprintf("/proc/self/fd/%d", fd), mode|is.Mode&unix.S_ISGID)
}

// MakeDir makes a directory for a database or its backups, unless it is there, and those above it, each for those whom the
// one above it is for.
func MakeDir(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	above := filepath.Dir(dir)
	if err := MakeDir(above); err != nil {
		return err
	}
	_, mode := modesIn(above)
	if err := os.Mkdir(dir, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	_ = handOver(dir, above) // the umask may have taken the group's part away
	return nil
}

// create puts a new database at path. It is complete and on disk before it gets its name, so that a crash leaves either
// nothing or all of it, and of two processes that start at once one finds the other's.
func create(ctx context.Context, path string) error {
	if err := CheckRoot(filepath.Dir(path)); err != nil {
		return fmt.Errorf("creating the database %s: %w", path, err)
	}
	if err := MakeDir(filepath.Dir(path)); err != nil {
		return fmt.Errorf("creating the directory of the database %s: %w; check the path, or create it for this user", path, err)
	}
	if err := checkNothingLeft(path); err != nil {
		return err
	}
	err := publish(path, func(tmp string) error { return initialise(ctx, tmp) })
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return explain(path, "creating the database", err)
	}
	return nil
}

// checkNothingLeft refuses a path where a database was lost: SQLite would play the old log into the new file.
func checkNothingLeft(path string) error {
	if _, err := os.Readlink(path); err == nil {
		return fmt.Errorf("the database %s is a symbolic link to a file that does not exist; create what it points to or remove it", path)
	}
	for _, log := range []string{path + "-wal", path + "-journal"} {
		if _, err := os.Lstat(log); err != nil {
			continue
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s belongs to a database that is gone; bring back %s, or move the former away to start afresh", log, path)
		}
	}
	return nil
}

// initialise makes a database of ours out of an empty file.
func initialise(ctx context.Context, path string) error {
	db := openPool(path)
	defer db.Close()
	if err := migrate(ctx, db, embedded, nil); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, setMeta, installIDKey, strings.ToLower(rand.Text())); err != nil {
		return fmt.Errorf("writing the install id: %w", err)
	}
	// Last, and with nothing written after it: only the file itself is given its name, not a log beside it.
	if err := useWAL(ctx, db); err != nil {
		return err
	}
	return db.Close()
}

// publish has fill write a temporary file beside path and then gives it that name, unless something has it already:
// then the error is [fs.ErrExist]. The file is for its owner only, or, in a shared directory, for the group as well.
func publish(path string, fill func(tmp string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".followup-*.tmp")
	if err != nil {
		return err
	}
	tmp := f.Name()
	defer os.Remove(tmp)
	if err := f.Close(); err != nil {
		return err
	}
	_ = handOver(tmp, filepath.Dir(path))
	if err := fill(tmp); err != nil {
		return err
	}
	if err := giveName(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// giveName has tmp be called path, unless something is, which a plain rename would overwrite.
func giveName(tmp, path string) error {
	err := link(tmp, path)
	if !noLinks(err) {
		return err
	}
	err = unix.Renameat2(unix.AT_FDCWD, tmp, unix.AT_FDCWD, path, unix.RENAME_NOREPLACE)
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ENOSYS):
		return &os.LinkError{Op: "rename", Old: tmp, New: path, Err: err}
	}
	if _, err := os.Lstat(path); err == nil { // the file system cannot be asked both at once
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}

// link is os.Link; a test has it fail.
var link = os.Link

// noLinks tells whether the file system has no hard links, as those of USB sticks have none.
func noLinks(err error) bool {
	return errors.Is(err, unix.EPERM) || errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENOSYS)
}

// syncDir makes a new name in dir survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
