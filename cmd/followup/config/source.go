package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"followup/cmd/followup/service"
	"followup/mailer/oauth"
	"followup/mailer/shell"
)

// A Source is where a command finds its config and its database.
type Source struct {
	File     string // --config
	Database string // --db
	System   service.System
	Now      func() time.Time // when a login expires
	Issuer   oauth.Issuer     // of logins; the zero value is Microsoft
}

// Load reads the config file that the flags and the environment name. Without a file it returns the defaults, because
// adding an interview needs no config. A mistake in the file is an [Error]; a file that this user may not read is not.
func (s Source) Load() (*Config, error) {
	path, err := s.find()
	if err != nil {
		return nil, Error{err}
	}
	cfg := Default()
	if path != "" {
		if cfg, err = Read(path, s.System); errors.Is(err, fs.ErrPermission) {
			return nil, s.System.ExplainConfigAccess(path, err)
		} else if err != nil {
			return nil, Error{err}
		}
	}
	if s.System.IsConfig(path) {
		cfg.Custody = s.System.Custody()
	}
	cfg.localtime = s.System.Localtime
	cfg.logins = logins{issuer: s.Issuer, now: s.Now, command: s.loginCommand(cfg)}
	if s.Database != "" {
		cfg.Store.Path = s.Database
	}
	if cfg.Store.Path == "" {
		if cfg.Store.Path, err = s.defaultDatabase(path); err != nil {
			return nil, Error{err}
		}
	}
	if err := cfg.Schedule.takeWeekend(); err != nil {
		return nil, Error{err}
	}
	return cfg, nil
}

// find returns the path of the config file, or "" if none is named and none exists.
func (s Source) find() (string, error) {
	if named := s.Named(); named != "" {
		if _, err := os.Stat(named); errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("config file: %w; `followup config init` writes one", err)
		} else if err != nil {
			return "", service.ExplainAccess(filepath.Dir(named), fmt.Errorf("config file: %w", err))
		}
		return named, nil
	}
	for _, path := range []string{s.Own(), s.System.Config} {
		if path == "" {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			return path, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("config file: %w", err)
		}
	}
	return "", nil
}

// Named returns the config file that the flag or $FOLLOWUP_CONFIG names, or "".
func (s Source) Named() string { return cmp.Or(s.File, os.Getenv("FOLLOWUP_CONFIG")) }

// Own returns the path of the user's own config file, whether it exists or not. It is "" for a user without a home,
// and for the service's user, whose home is the directory of the database: no command line reads a config there.
func (s Source) Own() string {
	dir, err := os.UserConfigDir() // $XDG_CONFIG_HOME or ~/.config
	if err != nil || s.System.IsCurrentUser() {
		return ""
	}
	return filepath.Join(dir, "followup", "config.toml")
}

// Ambiguous reports whether the user may have meant the service's config and not cfg: both exist, and neither was
// named.
func (s Source) Ambiguous(cfg *Config) bool {
	return s.Named() == "" && cfg.Path != "" && !s.System.IsConfig(cfg.Path) &&
		unix.Access(s.System.Config, unix.R_OK) == nil
}

// defaultDatabase returns the path of the database if nothing else names one. Without any config it is the service's
// database for users who may write it, so that nothing they add before the config is written is lost.
func (s Source) defaultDatabase(config string) (string, error) {
	if s.System.IsConfig(config) || config == "" && unix.Access(s.System.State, unix.R_OK|unix.W_OK|unix.X_OK) == nil {
		return filepath.Join(s.System.State, "followup.db"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "followup", "followup.db"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no place for the database: %w; set store.path, or pass --db FILE", err)
	}
	return filepath.Join(home, ".local", "share", "followup", "followup.db"), nil
}

// loginCommand returns the command line that logs in by the config. The service's login belongs to the service, so its
// user has to do it.
func (s Source) loginCommand(cfg *Config) string {
	switch {
	case cfg.Custody.OfService():
		return "sudo -u " + shell.Word(s.System.User) + " followup login"
	case s.Named() == "":
		return "followup login"
	}
	return "followup login --config " + shell.Word(cfg.Path)
}
