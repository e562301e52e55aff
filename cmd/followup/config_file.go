package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"golang.org/x/sys/unix"
)

// loadConfig reads the config file that the flags and the environment name, or takes the defaults where there is none:
// adding an interview needs no config. What is wrong with the file is a configError; that this user may not read it is
// not.
func (a *app) loadConfig() (*Config, error) {
	path, err := a.findConfig()
	if err != nil {
		return nil, configError{err}
	}
	cfg := defaultConfig()
	if path != "" {
		if cfg, err = a.system.readConfig(path); errors.Is(err, fs.ErrPermission) {
			return nil, a.explainConfigAccess(path, err)
		} else if err != nil {
			return nil, configError{err}
		}
	}
	if a.system.isConfig(path) {
		cfg.custody = a.system.serviceCustody()
	}
	if a.dbPath != "" {
		cfg.Store.Path = a.dbPath
	}
	if cfg.Store.Path == "" {
		if cfg.Store.Path, err = a.defaultDatabase(path); err != nil {
			return nil, configError{err}
		}
	}
	a.sayWhich(cfg)
	return cfg, nil
}

// findConfig is the path of the config file, or "" when none is named and none is there.
func (a *app) findConfig() (string, error) {
	if named := a.namedConfig(); named != "" {
		if _, err := os.Stat(named); err != nil {
			return "", fmt.Errorf("config file: %w; `followup config init` writes one", err)
		}
		return named, nil
	}
	for _, path := range []string{a.ownConfig(), a.system.config} {
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

// namedConfig is the config file that the flag or the environment names, or "".
func (a *app) namedConfig() string { return cmp.Or(a.configPath, os.Getenv("FOLLOWUP_CONFIG")) }

// ownConfig is the user's own config file, whether it is there or not; "" for a user without a home, and for the
// service's, whose home is the directory of the database: a config there would be one that no command line reads.
func (a *app) ownConfig() string {
	dir, err := os.UserConfigDir() // $XDG_CONFIG_HOME or ~/.config
	if err != nil || a.system.isServiceUser() {
		return ""
	}
	return filepath.Join(dir, "followup", "config.toml")
}

// sayWhich says which config and database a command takes where there are two configs that it might have meant.
func (a *app) sayWhich(cfg *Config) {
	if a.namedConfig() != "" || cfg.path == "" || a.system.isConfig(cfg.path) ||
		a.journal { // the journal has it from the daemon
		return
	}
	if unix.Access(a.system.config, unix.R_OK) == nil {
		fmt.Fprintf(a.Err, "followup: using %s and %s; the service's config is %s, "+
			"which --config or $FOLLOWUP_CONFIG can name\n", clean(cfg.path), clean(cfg.Store.Path), a.system.config)
	}
}

// defaultDatabase is where the database is when nothing says so. Without any config it is the service's for those who
// may use that, so that nothing gets lost that they add before the config is written.
func (a *app) defaultDatabase(config string) (string, error) {
	if a.system.isConfig(config) || config == "" && unix.Access(a.system.state, unix.R_OK|unix.W_OK|unix.X_OK) == nil {
		return filepath.Join(a.system.state, "followup.db"), nil
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

// readConfig reads and checks one file. Its errors name the file, and the line where there is one.
func (s system) readConfig(path string) (*Config, error) {
	text, err := s.readTrusted(path)
	if err != nil {
		return nil, err
	}
	cfg := defaultConfig()
	cfg.path = path
	meta, err := toml.Decode(string(text), cfg)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", path, tomlMessage(err))
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("%s: %s", path, describeUnknown(string(text), unknown))
	}
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return cfg, nil
}

// maxConfig is how large a config may be, in bytes: the example has four thousand. The library takes more of the stack for
// each bracket that is open, and ends the program when there is none left.
const maxConfig = 64 << 10

// readTrusted reads a config that nobody else can have written.
func (s system) readTrusted(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = s.checkConfig(path, info)
	}
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err == nil && len(text) > maxConfig {
		err = fmt.Errorf("%s is larger than %d KB, which no config is", path, maxConfig>>10)
	}
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	return text, nil
}

// wrongType is how the library reports a value of the wrong type, without a position of its own.
var wrongType = regexp.MustCompile(`^toml: line (\d+) \(last key "(.*)"\): ` +
	`incompatible types: TOML value has type (\w+); destination has type (\w+)`)

// tomlMessage is the library's message in this program's words. The library cites what it can not read, and what
// stands without quotes under an unknown key may be a password as well.
func tomlMessage(err error) string {
	if m := wrongType.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Sprintf("line %s: %s is of type %s; expected %s", m[1], m[2], m[3], m[4])
	}
	var p toml.ParseError
	if !errors.As(err, &p) {
		return strings.TrimPrefix(err.Error(), "toml: ")
	}
	if p.LastKey == "" {
		return fmt.Sprintf("line %d: %s", p.Position.Line, p.Message)
	}
	if name := strings.Split(p.LastKey, "."); len(name) > 2 { // below a value, where the rest may be the value's own words
		p.LastKey = name[0] + "." + name[1]
	}
	if p.LastKey == "smtp.password" || !slices.Contains(knownKeys(reflect.TypeFor[Config](), ""), p.LastKey) {
		return fmt.Sprintf("line %d: %s: cannot be read; write it in single quotes", p.Position.Line, p.LastKey)
	}
	return fmt.Sprintf("line %d: %s: %s", p.Position.Line, p.LastKey, p.Message)
}
