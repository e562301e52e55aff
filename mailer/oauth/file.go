package oauth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A token is what the file holds. One that was got for another application or for less is none.
type token struct {
	ClientID string    `json:"client_id"`
	Tenant   string    `json:"tenant"`
	Scopes   []string  `json:"scopes"`
	Since    time.Time `json:"since"` // when Access was got
	Until    time.Time `json:"until"` // when Access expires
	Access   string    `json:"access_token"`
	Refresh  string    `json:"refresh_token"`
}

// margin is how long before its end an access token is renewed. A login must not take longer.
const margin = 5 * time.Minute

// isFresh reports whether the access token can be used. One from the future was got by a clock that was wrong.
func (t token) isFresh(now time.Time) bool {
	return t.Access != "" && !now.Before(t.Since) && now.Add(margin).Before(t.Until)
}

// read returns the token in the file.
func (a *Account) read() (t token, err error) {
	text, err := readOwn(a.cfg.File)
	if errors.Is(err, fs.ErrNotExist) {
		return token{}, fmt.Errorf("there was no login at %s yet; run `%s`", a.cfg.Issuer.Name, a.cfg.Command)
	}
	if err != nil {
		return token{}, err
	}
	if err := json.Unmarshal(text, &t); err != nil || t.Refresh == "" {
		return token{}, fmt.Errorf("%s is damaged; run `%s`", a.cfg.File, a.cfg.Command)
	}
	if t.ClientID != a.cfg.ClientID || t.Tenant != a.cfg.Tenant {
		return token{}, fmt.Errorf("the login was for another oauth.client_id or oauth.tenant; run `%s`",
			a.cfg.Command)
	}
	for _, scope := range a.scopes() {
		if !slices.Contains(t.Scopes, scope) {
			return token{}, fmt.Errorf("the login does not cover %s; run `%s`", a.purpose(scope), a.cfg.Command)
		}
	}
	return t, nil
}

// purpose returns what a scope is for.
func (a *Account) purpose(scope string) string {
	if scope == a.cfg.Issuer.Read {
		return "reading the mailbox"
	}
	return "sending"
}

// maxFile is the maximum size of the file in bytes; tokens have a few thousand.
const maxFile = 256 << 10

// readOwn reads a file that nobody else can have written or can read. A link could lead to a token of somebody else.
func readOwn(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if errors.Is(err, unix.ELOOP) {
		return nil, fmt.Errorf("%s is a link; remove it", path)
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("%w; the file must belong to whoever runs followup", err)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a file; remove it", path)
	case ok && int(stat.Uid) != os.Geteuid():
		return nil, fmt.Errorf("%s belongs to another user; remove it", path)
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("others can use %s; run: chmod 600 %s", path, path)
	}
	return io.ReadAll(io.LimitReader(f, maxFile))
}

// A draft is the next content of the file.
type draft struct {
	*os.File
	of string
}

// begin opens a draft. The caller has locked the file. Nobody is asked for a token that could not be kept.
func (a *Account) begin() (draft, error) {
	beside := a.cfg.File + ".new"
	_ = os.Remove(beside) // of a process that died
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return draft{}, fmt.Errorf("keeping the login: %w", err)
	}
	return draft{f, a.cfg.File}, nil
}

// drop removes a draft that was not kept.
func (d draft) drop() {
	_ = d.Close()
	_ = os.Remove(d.Name())
}

// keep makes the draft the file. A crash leaves the old file or the new one.
func (d draft) keep(t token) error {
	text, err := json.MarshalIndent(t, "", "  ")
	if err == nil {
		_, err = d.Write(append(text, '\n'))
	}
	if err == nil {
		err = d.Sync()
	}
	if err == nil {
		err = os.Rename(d.Name(), d.of)
	}
	if err != nil {
		return fmt.Errorf("keeping the login: %w", err)
	}
	if dir, err := os.Open(filepath.Dir(d.of)); err == nil {
		_ = dir.Sync() // some file systems cannot; the file is there all the same
		_ = dir.Close()
	}
	return nil
}

// lock keeps other processes from renewing the token at the same time: an issuer may take a token only once, and the
// second one would be left without. The kernel drops the lock with its holder.
func (a *Account) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(a.cfg.File), 0o700); err != nil {
		return nil, fmt.Errorf("keeping the login: %w", err)
	}
	f, err := os.OpenFile(a.cfg.File+".lock", os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, fmt.Errorf("keeping the login: %w", err)
	}
	retry := time.NewTicker(20 * time.Millisecond)
	defer retry.Stop()
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return func() { _ = f.Close() }, nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, fmt.Errorf("locking %s: %w", f.Name(), errors.Join(err, f.Close()))
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("another followup is renewing the login: %w",
				errors.Join(context.Cause(ctx), f.Close()))
		case <-retry.C:
		}
	}
}
