package config

import (
	"bytes"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"followup/rules"
)

// documented is what docs/config.md says about a key.
type documented struct{ kind, preset, values string }

var (
	tableHeading = regexp.MustCompile("^## `\\[(\\w+)\\]`$")
	keyRow       = regexp.MustCompile("^\\| `(\\w+)` \\| (.*?) \\| (.*?) \\| (.*?) \\|")
	fromTo       = regexp.MustCompile(`^(\d+) to ([\d,]+)`)
)

// readConfigPage reads the tables of docs/config.md. The result is indexed by the dotted names of the keys.
func readConfigPage(t *testing.T) map[string]documented {
	t.Helper()
	page, err := os.ReadFile("../../../docs/config.md")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]documented{}
	table := ""
	for line := range strings.Lines(string(page)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "## ") {
			table = ""
		}
		if m := tableHeading.FindStringSubmatch(line); m != nil {
			table = m[1]
		}
		m := keyRow.FindStringSubmatch(line)
		if m == nil || table == "" {
			continue
		}
		name := table + "." + m[1]
		if _, twice := keys[name]; twice {
			t.Errorf("docs/config.md has %s twice", name)
		}
		keys[name] = documented{kind: m[2], preset: m[3], values: m[4]}
	}
	return keys
}

// field returns the field of the config that a key sets, by its dotted name.
func field(t *testing.T, cfg *Config, name string) reflect.Value {
	t.Helper()
	v := reflect.ValueOf(cfg).Elem()
	for part := range strings.SplitSeq(name, ".") {
		i := 0
		for ; i < v.NumField(); i++ {
			if tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("toml"), ","); tag == part {
				break
			}
		}
		if i == v.NumField() {
			t.Fatalf("the config has no %s", name)
		}
		v = v.Field(i)
	}
	return v
}

// TestConfigPage checks that docs/config.md has exactly the keys of the config, with their types and defaults.
func TestConfigPage(t *testing.T) {
	page := readConfigPage(t)
	var out bytes.Buffer
	if err := toml.NewEncoder(&out).Encode(Default()); err != nil {
		t.Fatal(err)
	}
	var presets map[string]map[string]any
	if _, err := toml.Decode(out.String(), &presets); err != nil {
		t.Fatal(err)
	}
	for _, name := range knownKeys(reflect.TypeFor[Config](), "") {
		table, key, isKey := strings.Cut(name, ".")
		if !isKey {
			continue
		}
		got, ok := page[name]
		if !ok {
			t.Errorf("docs/config.md does not mention %s", name)
			continue
		}
		delete(page, name)
		want := documented{kind: "text", preset: "–"}
		switch field(t, Default(), name).Kind() {
		case reflect.Bool:
			want.kind = "true or false"
		case reflect.Slice:
			want.kind = "list"
		}
		switch preset := presets[table][key].(type) {
		case nil: // it is left out if it is empty
		case string:
			want.preset = "`" + strconv.Quote(preset) + "`"
		case int64:
			want.kind, want.preset = "number", "`"+strconv.FormatInt(preset, 10)+"`"
		case bool:
			want.preset = "`" + strconv.FormatBool(preset) + "`"
		case []any:
			list := []string{}
			for _, v := range preset {
				list = append(list, strconv.Quote(v.(string)))
			}
			want.preset = "`[" + strings.Join(list, ", ") + "]`"
		}
		if got.kind != want.kind || got.preset != want.preset {
			t.Errorf("docs/config.md says of %s: %s, %s; want %s, %s", name, got.kind, got.preset, want.kind,
				want.preset)
		}
	}
	for name := range page {
		t.Errorf("docs/config.md names %s, which is not a key", name)
	}
}

// TestConfigPageRanges checks that the ranges in docs/config.md are those that the config accepts.
func TestConfigPageRanges(t *testing.T) {
	for name, said := range readConfigPage(t) {
		if said.kind != "number" {
			continue
		}
		m := fromTo.FindStringSubmatch(said.values)
		if m == nil {
			t.Errorf("docs/config.md says of %s %q; want a range like 1 to 30", name, said.values)
			continue
		}
		first, _ := strconv.ParseInt(m[1], 10, 64)
		last, _ := strconv.ParseInt(strings.ReplaceAll(m[2], ",", ""), 10, 64)
		for n, right := range map[int64]bool{first - 1: false, first: true, last: true, last + 1: false} {
			cfg := Default()
			cfg.User.Name, cfg.User.Email, cfg.SMTP.Host = "Sam Weber", "sam@example.org", "smtp.example.org"
			field(t, cfg, name).SetInt(n)
			err := cfg.Validate()
			if err == nil {
				_, err = cfg.post(rules.DefaultPolicy(time.UTC), "test")
			}
			if (err == nil) != right {
				t.Errorf("%s = %d: %v; docs/config.md says %s", name, n, err, said.values)
			}
		}
	}
}
