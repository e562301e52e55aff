package setup

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"followup/cmd/followup/config"
	"followup/pattern"
)

// A setting is what a key of the config shall be: a string or a number, or nil for a key that shall not be there.
type setting struct {
	table, key string
	value      any
}

// A change is a setting that differs from what the config says.
type change struct {
	setting
	was any // nil if there was no such key
}

// edit changes a config, line by line, so that comments, unknown keys and the order of everything stay. It returns the
// new text and what has changed in it. A config that is written in a way that it cannot follow is an error, and so not
// changed.
func edit(text string, settings []setting) (edited string, changes []change, err error) {
	before, err := decode(text)
	if err != nil {
		return "", nil, err
	}
	preset, err := decode(config.Example)
	if err != nil {
		return "", nil, err
	}
	edited = text
	for _, s := range settings {
		was, isSet := before[s.table][s.key]
		if n, ok := s.value.(int); ok {
			s.value = int64(n) // as the library reads it
		}
		if was == s.value || !isSet && preset[s.table][s.key] == s.value {
			continue
		}
		edited = setKey(edited, s.table, s.key, s.value)
		changes = append(changes, change{s, was})
	}
	after, err := decode(edited)
	if err == nil && reflect.DeepEqual(after, applied(before, changes)) {
		return edited, changes, nil
	}
	var by []string
	for _, c := range changes {
		by = append(by, fmt.Sprintf("%s.%s", c.table, c.key))
	}
	return "", nil, fmt.Errorf("it is written in a way that cannot be changed line by line; change %s by hand",
		strings.Join(by, ", "))
}

// decode returns the keys of each table.
func decode(text string) (map[string]map[string]any, error) {
	tables := map[string]any{}
	if _, err := toml.Decode(text, &tables); err != nil {
		return nil, err
	}
	decoded := map[string]map[string]any{}
	for name, table := range tables {
		if keys, ok := table.(map[string]any); ok {
			decoded[name] = keys
		} else { // it is of no table, and unknown
			decoded[name] = map[string]any{"": table}
		}
	}
	return decoded, nil
}

// applied returns the keys as they are to be after the changes.
func applied(before map[string]map[string]any, changes []change) map[string]map[string]any {
	for _, c := range changes {
		if before[c.table] == nil {
			before[c.table] = map[string]any{}
		}
		before[c.table][c.key] = c.value
		if c.value == nil {
			delete(before[c.table], c.key)
		}
	}
	return before
}

var (
	tableLine = pattern.Lazy(`^\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$`)
	keyLine   = pattern.Lazy(`^\s*([A-Za-z0-9_."' -]+?)\s*=\s*`)
)

// setKey sets a key in its line, or takes that line out. A key that is not there gets a line of its own: below the one
// that has it behind a "# ", or else at the end of its table.
func setKey(text, table, key string, value any) string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	at, end, commented := findKey(lines, table, key)
	switch {
	case at >= 0 && value == nil:
		return strings.Join(slices.Delete(lines, at, at+1), "")
	case at >= 0:
		lines[at] = replaceValue(lines[at], value)
		return strings.Join(lines, "")
	case value == nil:
		return text
	}
	ending := "\n"
	if strings.HasSuffix(text, "\r\n") {
		ending = "\r\n"
	}
	if last := len(lines) - 1; last >= 0 && !strings.HasSuffix(lines[last], "\n") {
		lines[last] += ending
	}
	line := key + " = " + tomlValue(value) + ending
	switch {
	case commented >= 0:
		lines = slices.Insert(lines, commented+1, line)
	case end >= 0:
		lines = slices.Insert(lines, end+1, line)
	default:
		lines = append(lines, ending, "["+table+"]"+ending, line)
	}
	return strings.Join(lines, "")
}

// findKey returns the line that sets a key, the last line of its table that is not empty, and the line that has the key
// in a comment, each as an index or -1.
func findKey(lines []string, table, key string) (at, end, commented int) {
	at, end, commented = -1, -1, -1
	current := ""
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if m := tableLine.FindStringSubmatch(line); m != nil {
			current = plainKey(m[1])
		}
		name := ""
		if m := keyLine.FindStringSubmatch(line); m != nil {
			name = strings.TrimPrefix(current+"."+plainKey(m[1]), ".")
		}
		if name == table+"."+key {
			at = i
		}
		if current != table || line == "" {
			continue
		}
		if !strings.HasPrefix(line, "#") {
			end = i
		} else if strings.HasPrefix(line, "# "+key+" = ") {
			commented = i
		}
	}
	return at, end, commented
}

// plainKey returns a dotted key without the quotes and blanks that it may be written with.
func plainKey(key string) string {
	var parts []string
	for part := range strings.SplitSeq(key, ".") {
		parts = append(parts, strings.Trim(part, ` "'`))
	}
	return strings.Join(parts, ".")
}

// valueOnLine matches a value that begins and ends on its line: a string in double or single quotes, or a word.
var valueOnLine = pattern.Lazy(`^("([^"\\]|\\.)*"|'[^']*'|[^\s"'#\[{][^\s#]*)`)

// replaceValue replaces the value of a line that sets a key, and keeps what stands around it.
func replaceValue(line string, value any) string {
	begin := len(keyLine.FindString(line))
	old := valueOnLine.FindString(line[begin:])
	return line[:begin] + tomlValue(value) + line[begin+len(old):]
}

// tomlValue returns a value as TOML writes it.
func tomlValue(value any) string {
	if s, ok := value.(string); ok {
		return quoteTOML(s)
	}
	return fmt.Sprint(value)
}
