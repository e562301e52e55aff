package config

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"

	"followup/typo"
)

// describeUnknown lists the unknown keys, each with its line and the most similar known key.
func describeUnknown(text string, unknown []toml.Key) string {
	known := knownKeys(reflect.TypeFor[Config](), "")
	var lines []string
	for _, key := range unknown {
		name := strings.Join(key, ".")
		line := fmt.Sprintf("unknown key %q", name)
		if n := lineOf(text, key); n > 0 {
			line = fmt.Sprintf("line %d: %s", n, line)
		}
		if near := nearest(name, known); near != "" {
			line += fmt.Sprintf("; did you mean %q?", near)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// knownKeys returns the dotted names of all keys and tables.
func knownKeys(t reflect.Type, prefix string) []string {
	var keys []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ",")
		if name == "" || name == "-" {
			continue
		}
		keys = append(keys, prefix+name)
		if prefix == "" {
			keys = append(keys, knownKeys(t.Field(i).Type, name+".")...)
		}
	}
	return keys
}

// lineOf returns the line that sets the key, or the table of that name, or 0 if it is written in an unusual way. The
// library knows the lines only of keys that it fails to read.
func lineOf(text string, key toml.Key) int {
	var table string
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			table, _, _ = strings.Cut(strings.Trim(line, "[ "), "]")
			table = strings.TrimSpace(table)
			if table == strings.Join(key, ".") {
				return i + 1
			}
			continue
		}
		name, _, isKey := strings.Cut(line, "=")
		name = strings.Trim(strings.TrimSpace(name), `"'`)
		if table != "" {
			name = table + "." + name
		}
		if isKey && name == strings.Join(key, ".") {
			return i + 1
		}
	}
	return 0
}

// nearest returns the known key that the fewest keystrokes turn name into, or "" if they are many.
func nearest(name string, known []string) string {
	word := name[strings.LastIndexByte(name, '.')+1:]
	best, fewest := "", max(2, len(word)/3)+1
	for _, k := range known {
		if strings.Contains(k, ".") != strings.Contains(name, ".") {
			continue
		}
		if d := typo.Distance(name, k); d < fewest {
			best, fewest = k, d
		}
	}
	return best
}
