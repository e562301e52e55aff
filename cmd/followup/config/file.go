package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"followup/cmd/followup/service"
	"followup/pattern"
)

// Read reads and checks one file. Its errors name the file, and the line if there is one. A file that another user can
// write is refused: see [service.System.CheckConfig].
func Read(path string, system service.System) (*Config, error) {
	_, cfg, err := ReadLeniently(path, system)
	if err != nil {
		return nil, err
	}
	return cfg, nil
}

// ReadLeniently is like Read for a file that is to be changed, and also returns its text. The config is nil only if it
// cannot be read at all: beside another mistake, such as an unknown key, it is what the file says.
func ReadLeniently(path string, system service.System) (text string, cfg *Config, err error) {
	data, err := readTrusted(path, system)
	if err != nil {
		return "", nil, err
	}
	text, cfg = string(data), Default()
	cfg.Path = path
	meta, err := toml.Decode(text, cfg)
	if err != nil {
		return "", nil, fmt.Errorf("%s: %s", path, tomlMessage(err))
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return text, cfg, fmt.Errorf("%s: %s", path, describeUnknown(text, unknown))
	}
	if err := cfg.Validate(); err != nil {
		return text, cfg, fmt.Errorf("%s: %w", path, err)
	}
	return text, cfg, nil
}

// maxSize is the maximum size of a config in bytes; the example has four thousand. The library uses more stack for
// each open bracket, and a stack overflow would end the program.
const maxSize = 64 << 10

// readTrusted reads a config, unless another user can have written it.
func readTrusted(path string, system service.System) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = system.CheckConfig(path, info)
	}
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err == nil && len(text) > maxSize {
		err = fmt.Errorf("%s is larger than %d KB, so it cannot be a config", path, maxSize>>10)
	}
	if err != nil {
		return nil, fmt.Errorf("config file: %w", err)
	}
	return text, nil
}

// wrongType matches the error that the library returns, without a position, for a value of the wrong type.
var wrongType = pattern.Lazy(`^toml: line (\d+) \(last key "(.*)"\): ` +
	`incompatible types: TOML value has type (\w+); destination has type (\w+)`)

// tomlMessage rewords the library's message. The library quotes text that it cannot read, which may be a password,
// even under an unknown key.
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
	if name := strings.Split(p.LastKey, "."); len(name) > 2 { // the rest may be words of the value
		p.LastKey = name[0] + "." + name[1]
	}
	known := slices.Contains(knownKeys(reflect.TypeFor[Config](), ""), p.LastKey)
	if !known || strings.HasSuffix(p.LastKey, ".password") {
		return fmt.Sprintf("line %d: %s: cannot be read; write it in single quotes", p.Position.Line, p.LastKey)
	}
	return fmt.Sprintf("line %d: %s: %s", p.Position.Line, p.LastKey, p.Message)
}
