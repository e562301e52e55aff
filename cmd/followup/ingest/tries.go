package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// MaxTries is how often one mail is tried. A mail server tries for days and then tells the sender, who may be an
// employer, that it could not be delivered.
const MaxTries = 3

// Tries counts the attempts at each mail that failed. It keeps them in files, because the database may be what fails: a
// file for each mail, named by its hash, as long as it was tried often.
type Tries struct{ folders []string }

// NewTries returns a Tries that uses the first of these folders that it can: the user's cache, or one of their own
// below the folder for temporary files. A mail server may start a program without a home.
func NewTries() Tries {
	folders := []string{filepath.Join(os.TempDir(), fmt.Sprintf("followup-ingest-%d", os.Geteuid()))}
	if cache, err := os.UserCacheDir(); err == nil {
		folders = append([]string{filepath.Join(cache, "followup", "ingest")}, folders...)
	}
	return Tries{folders}
}

// Failed counts one more attempt, and returns how many there were. If it cannot count it returns an error.
func (t Tries) Failed(hash [sha256.Size]byte, now time.Time) (n int, err error) {
	for _, folder := range t.folders {
		var count int
		if count, err = countIn(folder, hash, now); err == nil {
			return count, nil
		}
	}
	return 0, fmt.Errorf("counting the attempts: %w", err)
}

// Done forgets a mail.
func (t Tries) Done(hash [sha256.Size]byte) {
	for _, folder := range t.folders {
		_ = os.Remove(filepath.Join(folder, name(hash)))
	}
}

func name(hash [sha256.Size]byte) string { return hex.EncodeToString(hash[:]) + ".tries" }

// keepTries is how long the file of a mail is kept. Postfix tries for five days.
const keepTries = 30 * 24 * time.Hour

// countIn counts an attempt in a folder.
func countIn(folder string, hash [sha256.Size]byte, now time.Time) (int, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, err
	}
	if err := checkOwn(folder); err != nil {
		return 0, err
	}
	sweep(folder, now)
	f, err := os.OpenFile(filepath.Join(folder, name(hash)), os.O_WRONLY|os.O_APPEND|os.O_CREATE|unix.O_NOFOLLOW, 0o600)
	if err != nil {
		return 0, err
	}
	_, err = f.Write([]byte("."))
	info, statErr := f.Stat()
	if err = errors.Join(err, statErr, f.Close()); err != nil {
		return 0, err
	}
	return int(info.Size()), nil
}

// checkOwn refuses a folder in which others could put files or links: below /tmp, anybody may have made it.
func checkOwn(folder string) error {
	var stat unix.Stat_t
	if err := unix.Lstat(folder, &stat); err != nil {
		return err
	}
	if stat.Mode&unix.S_IFMT != unix.S_IFDIR || int(stat.Uid) != os.Geteuid() || stat.Mode&0o022 != 0 {
		return fmt.Errorf("%s is not a folder that only this user can write: %w", folder, fs.ErrPermission)
	}
	return nil
}

// sweep removes the files of mails that nobody will try again.
func sweep(folder string, now time.Time) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasSuffix(e.Name(), ".tries") && now.Sub(info.ModTime()) > keepTries {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
