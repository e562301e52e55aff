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

// Nothing but SQLite opens the database file; everything else uses stat and access. Closing any other descriptor of
// the file would drop the locks that SQLite holds on it for this process.

// ensureFile checks that the file at path may be a database, and creates one if nothing is there.
func ensureFile(ctx context.Context, path string) error {
	if err := checkNoLink(path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(ctx, path)
	case err != nil:
		return fmt.Errorf("looking for the database: %w; check the path, and that this user may enter its directory",
			err)
	case info.IsDir():
		return fmt.Errorf("the database %s is a directory; name a file in it, such as %s",
			path, filepath.Join(path, "followup.db"))
	case !info.Mode().IsRegular():
		return fmt.Errorf("the database %s is not a regular file; name another path", path)
	case info.Size() == 0:
		// Not ours: create puts complete files in place. The file may have held the user's data.
		return fmt.Errorf("the database %s is empty (0 bytes); restore a backup over it, or delete it to start afresh",
			path)
	}
	return checkWritable(path)
}

// checkWritable reports early and in plain words what SQLite would report at the first write.
func checkWritable(path string) error {
	file, err := filepath.EvalSymlinks(path) // the -wal file is next to the file itself
	if err != nil {
		return fmt.Errorf("finding the database: %w", err)
	}
	for _, p := range []string{filepath.Dir(file), file} {
		err := unix.Faccessat(unix.AT_FDCWD, p, unix.R_OK|unix.W_OK, unix.AT_EACCESS)
		if errors.Is(err, unix.EROFS) {
			return fmt.Errorf("the database %s is on a file system that is mounted read-only; mount it writable, "+
				"or name another path", path)
		}
		if err != nil {
			return fmt.Errorf("the database %s is read-only for this user: %s: %w; run this as the owner, or name "+
				"another path",
				path, p, err)
		}
	}
	return nil
}

// openRegular is like [os.OpenFile], but refuses all but regular files: a pipe would block for ever, and a device may
// never end.
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

// sharedBits are the mode bits of a shared directory: the group may write in it, and new files get its group.
const sharedBits = unix.S_ISGID | unix.S_IWGRP

// Shared reports whether a database in dir is also for the group of dir, as the database of a service is for its
// operators.
func Shared(dir string) bool {
	var stat unix.Stat_t
	return unix.Stat(dir, &stat) == nil && stat.Mode&sharedBits == sharedBits
}

// modesIn returns the modes of a new file and a new directory in dir.
func modesIn(dir string) (file, folder fs.FileMode) {
	if Shared(dir) {
		return 0o660, 0o770 // which inherits the setgid bit
	}
	return 0o600, 0o700
}

// setAccess gives a database, and the log beside it, the access that its directory calls for: cp creates a file that
// everyone can read, mv one that is not the group's, and a umask one that the group cannot write. Only the owner can
// change this, and a file system without modes cannot; then the file stays as it is.
func setAccess(path string) {
	file, err := filepath.EvalSymlinks(path) // the log is next to the file itself
	if err != nil {
		return
	}
	for _, p := range []string{file, file + "-wal", file + "-shm"} {
		_ = handOver(p, filepath.Dir(file))
	}
}

// handOver gives a file or directory the group and the mode that files in dir have. Run by root, it also gives what
// root owns to the owner of dir, who could not use a lock or a database that root created there.
//
// Others may be able to write in dir, and to replace the file by a link, perhaps to a file of root's. So it is
// examined and changed through one descriptor that follows no link, and a file with a second name is left alone.
// O_PATH does not open the file, so closing the descriptor drops no lock of SQLite.
func handOver(path, dir string) error {
	var parent, stat unix.Stat_t
	if err := unix.Stat(dir, &parent); err != nil {
		return err
	}
	fd, err := unix.Open(path, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	if err := unix.Fstat(fd, &stat); err != nil {
		return err
	}
	kind := stat.Mode & unix.S_IFMT
	if kind != unix.S_IFDIR && (kind != unix.S_IFREG || stat.Nlink > 1) {
		return nil
	}
	owner, group, mode := stat.Uid, stat.Gid, stat.Mode&0o700
	if stat.Uid == 0 && os.Geteuid() == 0 {
		owner, group = parent.Uid, parent.Gid
	}
	if parent.Mode&sharedBits == sharedBits {
		group, mode = parent.Gid, mode|mode>>3
	}
	if owner != stat.Uid || group != stat.Gid {
		if err := unix.Fchownat(fd, "", int(owner), int(group), unix.AT_EMPTY_PATH); err != nil {
			return err
		}
	}
	if mode == stat.Mode&0o777 {
		return nil
	}
	return unix.Chmod(fmt.Sprintf("/proc/self/fd/%d", fd), mode|stat.Mode&unix.S_ISGID)
}

// MakeDir creates a directory for a database or its backups, with its parents, unless it exists. Each has the access
// that its parent calls for.
func MakeDir(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(dir)
	if err := MakeDir(parent); err != nil {
		return err
	}
	_, mode := modesIn(parent)
	if err := os.Mkdir(dir, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	_ = handOver(dir, parent) // the umask may have removed the group's access
	return nil
}

// create puts a new database at path. The file is complete and on disk before it gets its name, so that a crash leaves
// nothing or a whole database, and of two processes that start at once one finds the other's.
func create(ctx context.Context, path string) error {
	if err := CheckRoot(filepath.Dir(path)); err != nil {
		return fmt.Errorf("creating the database %s: %w", path, err)
	}
	if err := MakeDir(filepath.Dir(path)); err != nil {
		return fmt.Errorf("creating the directory of the database %s: %w; check the path, or create it for this user",
			path, err)
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
		return fmt.Errorf("the database %s is a symbolic link to a file that does not exist; create that file, "+
			"or remove the link", path)
	}
	for _, log := range []string{path + "-wal", path + "-journal"} {
		if _, err := os.Lstat(log); err != nil {
			continue
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s belongs to a database that is gone; bring back %s, or move the former away to "+
				"start afresh",
				log, path)
		}
	}
	return nil
}

// initialise turns an empty file into a database of followup.
func initialise(ctx context.Context, path string) error {
	db := openPool(path)
	defer db.Close()
	if err := migrate(ctx, db, embedded, nil); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, setMeta, installIDKey, strings.ToLower(rand.Text())); err != nil {
		return fmt.Errorf("writing the install id: %w", err)
	}
	// This comes last: only the file itself gets its name, not a log with later writes beside it.
	if err := useWAL(ctx, db); err != nil {
		return err
	}
	return db.Close()
}

// publish lets fill write a temporary file beside path and then renames it to path. An existing file is kept; the
// error is then [fs.ErrExist]. Only the owner may access the file, or, in a shared directory, also the group.
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
	if err := renameNew(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// renameNew renames tmp to path unless path exists, which a plain rename would overwrite. It may leave tmp as well.
func renameNew(tmp, path string) error {
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
	if _, err := os.Lstat(path); err == nil { // this file system cannot check and rename in one step
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}

// link is [os.Link]. A test makes it fail.
var link = os.Link

// noLinks reports whether err means that the file system has no hard links, as on most USB sticks.
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
