package main

import (
	"cmp"
	_ "embed"
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
	"time"
	"unicode"

	"github.com/BurntSushi/toml"
	"golang.org/x/sys/unix"

	"followup/rules"
)

// exampleConfig is the file that `config init` writes; a test holds it equal to the one at the top of the repository.
//
//go:embed config.example.toml
var exampleConfig string

// Config is the config file. config.example.toml says what each key means; defaultConfig has the defaults.
type Config struct {
	User     UserConfig     `toml:"user"`
	SMTP     SMTPConfig     `toml:"smtp"`
	Schedule ScheduleConfig `toml:"schedule"`
	Rules    RulesConfig    `toml:"rules"`
	Store    StoreConfig    `toml:"store"`
	Letters  LettersConfig  `toml:"letters"`
	Monitor  MonitorConfig  `toml:"monitor"`

	path    string // of the file; "" when there is none
	custody custody

	serviceCredential bool // the service gets the password from systemd
}

// UserConfig is who the drafts are from, and where the reminders go.
type UserConfig struct {
	Name       string `toml:"name"`
	Email      string `toml:"email"`
	Phone      string `toml:"phone"`
	Background string `toml:"background"`
	SignOff    string `toml:"sign_off"`
	Salutation string `toml:"salutation"`
}

// SMTPConfig is the way out.
type SMTPConfig struct {
	Host             string `toml:"host"`
	Port             int    `toml:"port"`
	TLS              string `toml:"tls"`
	AllowUnencrypted bool   `toml:"allow_unencrypted"`
	Username         string `toml:"username"`
	PasswordFile     string `toml:"password_file,omitempty"`
	PasswordCommand  string `toml:"password_command,omitempty"`
	Password         Secret `toml:"password,omitempty"`
	Auth             string `toml:"auth"`
}

// ScheduleConfig is the user's zone, hours and holidays, and when to look.
type ScheduleConfig struct {
	Timezone string `toml:"timezone"`
	Tick     string `toml:"tick"`
	Waking   hours  `toml:"waking_hours"`
	SendAt   clock  `toml:"send_at"`
	Country  string `toml:"country"`
	Holidays []date `toml:"holidays"`
}

// RulesConfig is the numbers of rules.Policy.
type RulesConfig struct {
	ThankYouAfter     duration `toml:"thank_you_after"`
	LastCall          bool     `toml:"last_call"`
	GraceBusinessDays int      `toml:"grace_business_days"`
	WaitDays          int      `toml:"wait_days"`
	WaitBusinessDays  int      `toml:"wait_business_days"`
	MaxUnanswered     int      `toml:"max_unanswered"`
	AssumeSent        bool     `toml:"assume_sent"`
	StayInTouchAfter  int      `toml:"stay_in_touch_after_days"`
	StayInTouchEvery  int      `toml:"stay_in_touch_every_days"`
	StayInTouchTimes  int      `toml:"stay_in_touch_times"`
}

// StoreConfig is where the database is.
type StoreConfig struct {
	Path       string `toml:"path"`
	BackupKeep int    `toml:"backup_keep"`
}

// LettersConfig is where letters of the user's own are.
type LettersConfig struct {
	TemplatesDir string `toml:"templates_dir"`
}

// MonitorConfig is how the daemon tells what it does.
type MonitorConfig struct {
	LogLevel  string `toml:"log_level"`
	LogFormat string `toml:"log_format"`
	PingURL   Secret `toml:"ping_url"`
}

func defaultConfig() *Config {
	p := rules.DefaultPolicy(time.UTC)
	return &Config{
		custody: ownCustody(),

		User: UserConfig{SignOff: "Kind regards", Salutation: "formal"},
		SMTP: SMTPConfig{Port: 587, TLS: "starttls"},
		Schedule: ScheduleConfig{
			Tick: "* * * * *", Waking: hours{p.Waking}, SendAt: clock{p.SendAt}, Holidays: []date{},
		},
		Rules: RulesConfig{
			ThankYouAfter: duration(p.ThankYouAfter), LastCall: p.LastCall, GraceBusinessDays: p.GraceBusinessDays,
			WaitDays: p.WaitDays, WaitBusinessDays: p.WaitBusinessDays, MaxUnanswered: p.MaxUnanswered, AssumeSent: p.AssumeSent,
			StayInTouchAfter: p.StayInTouchAfter, StayInTouchEvery: p.StayInTouchEvery, StayInTouchTimes: p.StayInTouchTimes,
		},
		Store:   StoreConfig{BackupKeep: 7},
		Monitor: MonitorConfig{LogLevel: "info", LogFormat: "text"},
	}
}

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
		fmt.Fprintf(a.stderr, "followup: using %s and %s; the service's config is %s, "+
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

// validate finds what no single key can tell. It does not ask for what only the daemon needs.
func (c *Config) validate() error {
	p, err := c.policy()
	if err != nil {
		return err
	}
	return errors.Join(
		p.Validate(),
		oneOf("user.salutation", c.User.Salutation, "formal", "first"),
		oneOf("smtp.tls", c.SMTP.TLS, "starttls", "implicit", "none"),
		oneOf("monitor.log_level", c.Monitor.LogLevel, "debug", "info", "warn", "error"),
		oneOf("monitor.log_format", c.Monitor.LogFormat, "text", "json"),
		c.SMTP.onePassword(),
		backupKeep(c.Store.BackupKeep),
		pingURL(string(c.Monitor.PingURL)),
		wholePath("store.path", c.Store.Path),
		wholePath("smtp.password_file", c.SMTP.PasswordFile),
		wholePath("letters.templates_dir", c.Letters.TemplatesDir),
		oneLine("user.name", c.User.Name), oneLine("user.email", c.User.Email), oneLine("user.phone", c.User.Phone),
		oneLine("user.background", c.User.Background), oneLine("user.sign_off", c.User.SignOff),
	)
}

// wholePath refuses a relative path, which would be another one in every directory, so one the daemon never looks at.
func wholePath(key, value string) error {
	if value != "" && !filepath.IsAbs(value) {
		return fmt.Errorf("%s is %q; write the whole path, beginning with /", key, value)
	}
	return nil
}

func backupKeep(n int) error {
	if n < 0 || n > 1000 {
		return fmt.Errorf("store.backup_keep is %d; expected 0 to 1000", n)
	}
	return nil
}

func oneLine(key, value string) error {
	if strings.ContainsFunc(value, unicode.IsControl) {
		return fmt.Errorf("%s is %q; write it on one line", key, value)
	}
	return nil
}

func oneOf(key, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return fmt.Errorf(`%s is %q; expected one of "%s"`, key, value, strings.Join(allowed, `", "`))
}

// location is the user's time zone.
func (c *Config) location() (*time.Location, error) {
	if c.Schedule.Timezone == "" {
		return time.Local, nil
	}
	loc, err := rules.LoadLocation(c.Schedule.Timezone)
	if err != nil {
		return nil, fmt.Errorf("schedule.timezone: %w", err)
	}
	return loc, nil
}

// policy is the numbers that the rules go by.
func (c *Config) policy() (rules.Policy, error) {
	loc, err := c.location()
	if err != nil {
		return rules.Policy{}, err
	}
	extra := make([]rules.Date, len(c.Schedule.Holidays))
	for i, d := range c.Schedule.Holidays {
		extra[i] = d.Date
	}
	calendar, err := rules.NewCalendar(c.Schedule.Country, extra)
	if err != nil {
		return rules.Policy{}, fmt.Errorf("schedule.country: %w", err)
	}
	return rules.Policy{
		Location:          loc,
		Waking:            c.Schedule.Waking.Hours,
		SendAt:            c.Schedule.SendAt.TimeOfDay,
		Calendar:          calendar,
		ThankYouAfter:     time.Duration(c.Rules.ThankYouAfter),
		LastCall:          c.Rules.LastCall,
		GraceBusinessDays: c.Rules.GraceBusinessDays,
		WaitDays:          c.Rules.WaitDays,
		WaitBusinessDays:  c.Rules.WaitBusinessDays,
		MaxUnanswered:     c.Rules.MaxUnanswered,
		AssumeSent:        c.Rules.AssumeSent,
		StayInTouchAfter:  c.Rules.StayInTouchAfter,
		StayInTouchEvery:  c.Rules.StayInTouchEvery,
		StayInTouchTimes:  c.Rules.StayInTouchTimes,
	}, nil
}

// fingerprint tells one policy from another, so that a changed one is noticed at the next start. The machine's own zone
// has no name; its offsets in winter and summer stand for it.
func (c *Config) fingerprint(p rules.Policy) string {
	winter := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).In(p.Location).Format("-0700")
	summer := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).In(p.Location).Format("-0700")
	return fmt.Sprint(p.Location, winter, summer, c.Schedule.Waking, c.Schedule.SendAt, c.Schedule.Country,
		c.Schedule.Holidays, fmt.Sprintf("%+v", c.Rules))
}
