package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"followup/cmd/followup/service"
	"followup/rules"
)

// TestExampleConfig checks that the example at the top of the repository is the file that `config init` writes, has
// the defaults, and has every key.
func TestExampleConfig(t *testing.T) {
	top, err := os.ReadFile("../../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	if string(top) != Example {
		t.Error("config.example.toml differs from cmd/followup/config/config.example.toml; copy the one over the other")
	}
	got := Default()
	if _, err := toml.Decode(Example, got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), got, cmp.AllowUnexported(Config{}, logins{})); diff != "" {
		t.Errorf("the file and the defaults differ (-defaults +file):\n%s", diff)
	}
	var empty Config
	meta, err := toml.Decode(Example, &empty)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range knownKeys(reflect.TypeFor[Config](), "") {
		commented := "# " + key[strings.LastIndexByte(key, '.')+1:] + " = "
		if !meta.IsDefined(strings.Split(key, ".")...) && !strings.Contains(Example, commented) {
			t.Errorf("config.example.toml does not mention %s", key)
		}
	}
}

// TestDefaultsAreTheRules checks that the config has the same defaults as the rules.
func TestDefaultsAreTheRules(t *testing.T) {
	cfg := Default()
	cfg.Schedule.Timezone = "UTC"
	got, err := cfg.Policy()
	if err != nil {
		t.Fatal(err)
	}
	want := rules.DefaultPolicy(time.UTC)
	got.Calendar, want.Calendar = nil, nil
	if got.Usable(rules.Application{Hook: "the new clinic"}) ||
		!got.Usable(rules.Application{Hook: "Congratulations on the new clinic"}) {
		t.Error("it does not know which occasion a note can begin with")
	}
	got.Usable = nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("policy %+v, want %+v", got, want)
	}
}

// TestBusinessDaysOfTheConfig checks that each list of [schedule] reaches the calendar.
func TestBusinessDaysOfTheConfig(t *testing.T) {
	for _, tt := range []struct {
		name, schedule, day string
		want                bool
	}{
		{"a Saturday", ``, "2026-12-05", false},
		{"a Saturday, where only Sundays are free", `weekend = ["sun"]`, "2026-12-05", true},
		{"a Saturday, with an empty list", `weekend = []`, "2026-12-05", false},
		{"a Friday in Israel", `country = "IL"`, "2026-12-04", false},
		{"a Sunday in Israel", `country = "IL"`, "2026-12-06", true},
		{"a Friday in Israel, with a weekend of one's own", "country = \"IL\"\nweekend = [\"sat\", \"sun\"]",
			"2026-12-04", true},
		{"a Friday, where it is free", `weekend = ["Friday", "SAT"]`, "2026-12-04", false},
		{"a Sunday, where it is not", `weekend = ["fri", "sat"]`, "2026-12-06", true},
		{"a holiday", `holidays = ["2026-12-24"]`, "2026-12-24", false},
		{"a public holiday", `country = "DE"`, "2026-12-25", false},
		{"a public holiday that is a workday", "country = \"DE\"\nworkdays = [\"2026-12-25\"]", "2026-12-25", true},
	} {
		cfg := Default()
		if _, err := toml.Decode("[schedule]\n"+tt.schedule, cfg); err != nil {
			t.Fatal(err)
		}
		p, err := cfg.Policy()
		if err != nil {
			t.Fatal(err)
		}
		if d, _ := rules.ParseDate(tt.day); p.Calendar.IsBusinessDay(d) != tt.want {
			t.Errorf("%s: a business day is %t, want %t", tt.name, !tt.want, tt.want)
		}
	}
}

// calendarOf returns the calendar of a place.
func calendarOf(t *testing.T, country string) *rules.Calendar {
	t.Helper()
	c, err := rules.NewCalendar(rules.CalendarConfig{Country: country})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFingerprint changes each key of [schedule] and [rules], which together are the policy, and some of others.
func TestFingerprint(t *testing.T) {
	print := func(change func(*Config)) string {
		cfg := Default()
		change(cfg)
		p, err := cfg.Policy()
		if err != nil {
			t.Fatal(err)
		}
		return cfg.Fingerprint(p)
	}
	same := print(func(*Config) {})
	changes := map[string]func(*Config){
		"timezone":     func(c *Config) { c.Schedule.Timezone = "Asia/Tokyo" },
		"waking_hours": func(c *Config) { c.Schedule.Waking.To-- },
		"send_at":      func(c *Config) { c.Schedule.SendAt.TimeOfDay++ },
		"country":      func(c *Config) { c.Schedule.Country = "DE" },
		"holidays":     func(c *Config) { c.Schedule.Holidays = []Date{{rules.Date{Year: 2026, Month: 12, Day: 24}}} },
		"workdays":     func(c *Config) { c.Schedule.Workdays = []Date{{rules.Date{Year: 2026, Month: 12, Day: 24}}} },
		"weekend":      func(c *Config) { c.Schedule.Weekend = []Weekday{{time.Sunday}} },
	}
	for i := range reflect.TypeFor[RulesConfig]().NumField() {
		changes[reflect.TypeFor[RulesConfig]().Field(i).Tag.Get("toml")] = func(c *Config) {
			switch field := reflect.ValueOf(&c.Rules).Elem().Field(i); field.Kind() {
			case reflect.Bool:
				field.SetBool(!field.Bool())
			default:
				field.SetInt(field.Int() + 1)
			}
		}
	}
	for name, change := range changes {
		if print(change) == same {
			t.Errorf("a changed %s is not noticed", name)
		}
	}
	zurich := holidaysSum(calendarOf(t, "CH-ZH"))
	if holidaysSum(calendarOf(t, "CH-BS")) != zurich {
		t.Error("Basel has the same public holidays as Zürich, but another fingerprint")
	}
	if holidaysSum(calendarOf(t, "CH-BE")) == zurich {
		t.Error("the public holidays of Bern are taken for those of Zürich")
	}
	for i := range reflect.TypeFor[ScheduleConfig]().NumField() {
		key := reflect.TypeFor[ScheduleConfig]().Field(i).Tag.Get("toml")
		if changes[key] == nil && key != "tick" { // a tick only says when to look
			t.Errorf("say how to change %s", key)
		}
	}
	if print(func(c *Config) { c.User.Name, c.SMTP.Port, c.Schedule.Tick = "Somebody Else", 25, "5m" }) != same {
		t.Error("a change of another key is taken for a change of the policy")
	}
}

// TestSecretIsNeverShown checks every way of printing.
func TestSecretIsNeverShown(t *testing.T) {
	cfg := Default()
	cfg.SMTP.Password = "canary"
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		for _, v := range []any{*cfg, cfg, cfg.SMTP, &cfg.SMTP, cfg.account()} {
			fmt.Fprintf(&out, verb+" ", v)
		}
		fmt.Fprintf(&out, verb+"\n", cfg.SMTP.Password)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("config", "smtp", cfg.SMTP, "password", cfg.SMTP.Password)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("config", "smtp", cfg.SMTP, "password", cfg.SMTP.Password)
	if err := json.NewEncoder(&out).Encode(cfg); err != nil {
		t.Fatal(err)
	}
	if err := toml.NewEncoder(&out).Encode(cfg); err != nil {
		t.Fatal(err)
	}
	for _, leak := range []string{"canary", "63616e617279", "63616E617279"} {
		if strings.Contains(out.String(), leak) {
			t.Errorf("the password shows as %s in\n%s", leak, out.String())
		}
	}
}

// TestAPasswordWrittenWrong checks that the error gives the place but quotes nothing.
func TestAPasswordWrittenWrong(t *testing.T) {
	for _, text := range []string{
		"[smtp]\npassword = tunafish", "[smtp]\npassword = 2026-13-01", "[smtp]\npassword = 0123_tunafish", `[smtp]
password = "\utunafish"`, `[smtp]
password = "\xtunafish"`, "[smtp]\npassword = \"tunafish", "[smtp]\npassword = [tunafish]",
		"[smtp]\npassword = { x = tunafish }",
		"smtp.password = tunafish", "smtp = { password = tunafish }", "smtp = { port = 1, password = [2026-13-01] }",
		"[smtp]\n\"password\" = tunafish",
		"[smtp]\npassword = 'tunafish'\npassword = tunafish", "[smtp]\npassword = 1_tunafish",
		"[smtp]\npassword.x = tunafish", "[[smtp]]\npassword = tunafish",
		"[smtp.password]\nx = tunafish", "[smtp]\npassword = [['tunafish', 2]]",
		"[smtp]\npassword = {tunafish", "[smtp]\npasswort = tunafish", "[smpt]\npassword = tunafish",
		"password = tunafish", "[smtp]\nuser = 'x'\npass = tunafish",
	} {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path, service.Machine)
		if err == nil {
			t.Errorf("%s: it is taken", text)
			continue
		}
		said := strings.TrimPrefix(err.Error(), path)
		if strings.Contains(said, "tuna") || strings.Contains(said, "fish") || strings.Contains(said, "2026") {
			t.Errorf("%s: the error cites it:%s", text, said)
		}
		if !strings.Contains(said, ": line ") {
			t.Errorf("%s: the error does not say where:%s", text, said)
		}
	}
}

func TestPasswordSources(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	write("smtp_password", "from the credential\n", 0o644)

	const group, another = 4711, 4712
	given := func(path string, gid int) string {
		if err := os.Chown(path, -1, gid); err != nil && os.Geteuid() == 0 {
			t.Fatal(err)
		}
		return path
	}
	ofService := service.Custody{Owners: []int{os.Geteuid()}, Reader: group, System: service.Machine}
	tests := []struct {
		name    string
		smtp    SMTPConfig
		file    string // the config's
		service bool   // the config is the service's
		root    bool   // only root can make such a file
		want    string
		says    string // an error that says this
	}{
		{name: "the file's first line",
			smtp: SMTPConfig{PasswordFile: write("own", "from the file\r\nnot this\n", 0o600)}, want: "from the file"},
		{name: "a byte order mark is not part of it",
			smtp: SMTPConfig{PasswordFile: write("bom", "\ufefffrom the file\r\r\n", 0o600)}, want: "from the file"},
		{name: "a file of another encoding is refused",
			smtp: SMTPConfig{PasswordFile: write("wide", "\xff\xfes\x00e\x00\n\x00", 0o600)},
			says: "smtp.password_file is in UTF-16; save it as UTF-8"},
		{name: "a file that everybody can read is refused",
			smtp: SMTPConfig{PasswordFile: write("open", "x", 0o604)}, says: "can read .*; run: chmod o-rwx"},
		{name: "so is one that a group can read",
			smtp: SMTPConfig{PasswordFile: write("group", "x", 0o640)},
			says: "the group .* can read .*; run: chmod g-rwx"},
		{name: "so is one that everybody can write",
			smtp: SMTPConfig{PasswordFile: write("everybody's", "x", 0o602)}, says: "run: chmod o-rwx"},
		{
			name: "the service's group may read the service's file", root: true, service: true,
			smtp: SMTPConfig{PasswordFile: given(write("service", "from the service's\n", 0o640), group)},
			want: "from the service's",
		},
		{
			name: "but not write it", root: true, service: true,
			smtp: SMTPConfig{PasswordFile: given(write("writable", "x", 0o660), group)},
			says: "the group 4711 can write .*; run: chmod go-w",
		},
		{
			name: "and another group may not read it", root: true, service: true,
			smtp: SMTPConfig{PasswordFile: given(write("another's", "x", 0o640), another)},
			says: "the group 4712 can read .*; run: chmod g-rwx",
		},
		{name: "a missing file",
			smtp: SMTPConfig{PasswordFile: filepath.Join(dir, "none")}, says: "no such file"},
		{name: "an empty file", smtp: SMTPConfig{PasswordFile: write("empty", "\n", 0o600)}, says: "empty password"},
		{name: "the output of a command",
			smtp: SMTPConfig{PasswordCommand: "echo from the command"}, want: "from the command"},
		{name: "the error does not quote what a failing command printed",
			smtp: SMTPConfig{PasswordCommand: "echo canary >&2; false"},
			says: "smtp.password_command failed: .*; run it by hand"},
		{name: "the config itself",
			smtp: SMTPConfig{Password: "from the config"}, file: write("config.toml", "", 0o600),
			want: "from the config"},
		{name: "a config that everybody can read",
			smtp: SMTPConfig{Password: "x"}, file: write("open.toml", "", 0o604), says: "chmod o-rwx"},
		{name: "a config that a group can read",
			smtp: SMTPConfig{Password: "x"}, file: write("group.toml", "", 0o640), says: "chmod g-rwx"},
		{name: "the credential, if nothing else is set", smtp: SMTPConfig{}, want: "from the credential"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.root && os.Geteuid() != 0 {
				t.Skip("only root can give a file to a group")
			}
			cfg := &Config{SMTP: tt.smtp, Path: tt.file, Custody: service.OwnCustody()}
			if tt.service {
				cfg.Custody = ofService
			}
			got, err := cfg.Password()(t.Context())
			if got != tt.want || (err == nil) != (tt.says == "") || err != nil &&
				!regexp.MustCompile(tt.says).MatchString(err.Error()) {
				t.Errorf("password = %q, %v; want %q, or an error that says %q", got, err, tt.want, tt.says)
			}
			if err != nil && strings.Contains(err.Error(), "canary") {
				t.Errorf("the error repeats what the command printed: %v", err)
			}
		})
	}
	both := SMTPConfig{Username: "sam", Password: "from the config"}
	if err := both.passwordSource().check(both.Username); err == nil ||
		!strings.Contains(err.Error(), "smtp.password is set, and there is a credential for it, "+credential()) {
		t.Errorf("with a credential as well: %v", err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", "")
	if err := both.passwordSource().check(both.Username); err != nil {
		t.Errorf("without one: %v", err)
	}
	if (&Config{}).Password() != nil {
		t.Error("no password is set, but there is one")
	}
}

func TestNearest(t *testing.T) {
	known := knownKeys(reflect.TypeFor[Config](), "")
	for name, want := range map[string]string{
		"user.nmae": "user.name", "smtp.passwort": "smtp.password", "rules.wait": "", "schedule.tz": "",
		"smpt": "smtp", "monitor.loglevel": "monitor.log_level",
	} {
		if got := nearest(name, known); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestPingURL checks that only a web address is accepted to which /fail can be appended.
func TestPingURL(t *testing.T) {
	for url, right := range map[string]bool{
		"": true, "https://hc.example.org/abc": true, "http://localhost:8000/x": true,
		"hc.example.org/abc": false, "ftp://hc.example.org": false, "https://": false,
		"https://up.example.org/push/x?status=up": false, "https://x.example.org/#a": false, "://": false,
	} {
		if err := pingURL(url); (err == nil) != right {
			t.Errorf("%q: %v", url, err)
		}
	}
}

// TestFromName checks that a reminder's sender is a name that people see, on one line.
func TestFromName(t *testing.T) {
	for name, right := range map[string]bool{
		"followup": true, "": true, "Nachfassen (Übung)": true, `a "quoted" one`: true, "山田": true,
		"a\r\nBcc: x": false, "a\tb": false, "a\x00": false, "\u202eevil": false, "a\u200bb": false, "a\xff": false,
	} {
		cfg := Default()
		cfg.SMTP.FromName = name
		if err := cfg.Validate(); (err == nil) != right {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestCommandHint checks the hint for a service whose password command cannot be run, or may not read a file.
func TestCommandHint(t *testing.T) {
	for _, tt := range []struct {
		name, command string
		service, want bool
	}{
		{"a missing one", "/nowhere/token", true, true},
		{"one that cannot be run", "/etc/passwd", true, true},
		{"one that may not read a file", "echo 'cat: x: Permission denied' >&2; exit 1", true, true},
		{"one that fails", "exit 1", true, false},
		{"a missing one, run by hand", "/nowhere/token", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("STATE_DIRECTORY", map[bool]string{true: "/var/lib/followup"}[tt.service])
			_, err := SMTPConfig{PasswordCommand: tt.command}.passwordSource().runCommand(t.Context())
			if err == nil || strings.Contains(err.Error(), "systemd may hide") != tt.want ||
				strings.Contains(err.Error(), "run it by hand") == tt.want {
				t.Errorf("it says %v", err)
			}
		})
	}
}
