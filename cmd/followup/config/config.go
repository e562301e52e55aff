// Package config reads and checks the config file, and turns it into the policy, the composer and the mail client.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"hash/fnv"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"followup/cmd/followup/service"
	"followup/mailer/letters"
	"followup/rules"
)

// Example is the file that `config init` writes. A test holds it equal to the one at the top of the repository.
//
//go:embed config.example.toml
var Example string

// A Config is the config file. config.example.toml says what each key means; Default has the defaults.
type Config struct {
	User     UserConfig     `toml:"user"`
	SMTP     SMTPConfig     `toml:"smtp"`
	Mailbox  MailboxConfig  `toml:"mailbox"`
	OAuth    OAuthConfig    `toml:"oauth"`
	Schedule ScheduleConfig `toml:"schedule"`
	Rules    RulesConfig    `toml:"rules"`
	Store    StoreConfig    `toml:"store"`
	Letters  LettersConfig  `toml:"letters"`
	Monitor  MonitorConfig  `toml:"monitor"`

	Path    string          `toml:"-"` // of the file; "" when there is none
	Custody service.Custody `toml:"-"`

	serviceCredential bool   // the service gets the password from systemd
	localtime         string // the file that says in which zone the machine is; "" is the usual one
	logins            logins
}

// An Error is a mistake in the config file.
type Error struct{ Err error }

func (e Error) Error() string { return e.Err.Error() }

// Unwrap returns the error that says what is wrong.
func (e Error) Unwrap() error { return e.Err }

// Errorf returns an [Error] that wraps what fmt.Errorf returns.
func Errorf(format string, args ...any) error { return Error{fmt.Errorf(format, args...)} }

// UserConfig describes the user, who signs the drafts and receives the reminders.
type UserConfig struct {
	Name       string `toml:"name"`
	Email      string `toml:"email"`
	Phone      string `toml:"phone"`
	Language   string `toml:"language"`
	Background string `toml:"background"`
	SignOff    string `toml:"sign_off"`
	Salutation string `toml:"salutation"`
}

// SMTPConfig describes the mail account that sends the reminders.
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
	From             string `toml:"from"`
	FromName         string `toml:"from_name"`
	Hello            string `toml:"hello"`
	CAFile           string `toml:"ca_file"`
}

// ScheduleConfig holds the user's time zone, hours and business days, and the times of the daemon's passes.
type ScheduleConfig struct {
	Timezone string    `toml:"timezone"`
	Tick     string    `toml:"tick"`
	Waking   Hours     `toml:"waking_hours"`
	SendAt   TimeOfDay `toml:"send_at"`
	Country  string    `toml:"country"`
	Holidays []Date    `toml:"holidays"`
	Workdays []Date    `toml:"workdays"`
	Weekend  []Weekday `toml:"weekend"`
}

// RulesConfig holds the numbers of [rules.Policy].
type RulesConfig struct {
	ThankYouAfter     Duration `toml:"thank_you_after"`
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

// StoreConfig says where the database is, and how many nightly backups are kept.
type StoreConfig struct {
	Path       string `toml:"path"`
	BackupKeep int    `toml:"backup_keep"`
}

// LettersConfig says where the user's own letters are.
type LettersConfig struct {
	TemplatesDir string `toml:"templates_dir"`
}

// MonitorConfig says how the daemon logs, and which watcher it reports to.
type MonitorConfig struct {
	LogLevel  string `toml:"log_level"`
	LogFormat string `toml:"log_format"`
	PingURL   Secret `toml:"ping_url"`
}

// Default returns the config of a user who has no file.
func Default() *Config {
	p := rules.DefaultPolicy(time.UTC)
	return &Config{
		Custody: service.OwnCustody(),

		User:    UserConfig{Language: "en", Salutation: "formal"},
		SMTP:    SMTPConfig{Port: 587, TLS: "starttls", FromName: "followup"},
		Mailbox: MailboxConfig{Port: 993, TLS: "implicit", Every: Duration(5 * time.Minute)},
		OAuth:   OAuthConfig{Tenant: "common"},
		Schedule: ScheduleConfig{
			Tick: "* * * * *", Waking: Hours{p.Waking}, SendAt: TimeOfDay{p.SendAt},
			Holidays: []Date{}, Workdays: []Date{}, Weekend: []Weekday{},
		},
		Rules: RulesConfig{
			ThankYouAfter: Duration(p.ThankYouAfter), LastCall: p.LastCall, GraceBusinessDays: p.GraceBusinessDays,
			WaitDays: p.WaitDays, WaitBusinessDays: p.WaitBusinessDays,
			MaxUnanswered: p.MaxUnanswered, AssumeSent: p.AssumeSent,
			StayInTouchAfter: p.StayInTouchAfter, StayInTouchEvery: p.StayInTouchEvery,
			StayInTouchTimes: p.StayInTouchTimes,
		},
		Store:   StoreConfig{BackupKeep: 7},
		Monitor: MonitorConfig{LogLevel: "info", LogFormat: "text"},
	}
}

// Validate checks values that depend on each other or on a range. It does not require what only the daemon needs, such
// as a mail account. It returns all errors, joined.
func (c *Config) Validate() error {
	p, err := c.Policy()
	if err != nil {
		return err
	}
	return errors.Join(
		p.Validate(),
		OneOf("user.salutation", c.User.Salutation, "formal", "first"),
		CheckServer("smtp", c.SMTP.Host), CheckServer("mailbox", c.Mailbox.Host), checkHello(c.SMTP.Hello),
		checkFrom(c.SMTP.From),
		OneOf("smtp.tls", c.SMTP.TLS, "starttls", "implicit", "none"),
		OneOf("monitor.log_level", c.Monitor.LogLevel, "debug", "info", "warn", "error"),
		OneOf("monitor.log_format", c.Monitor.LogFormat, "text", "json"),
		c.SMTP.passwordSource().check(c.SMTP.Username),
		c.Mailbox.validate(c.SMTP.Username),
		c.checkOAuth(),
		backupKeep(c.Store.BackupKeep),
		pingURL(string(c.Monitor.PingURL)),
		absolute("store.path", c.Store.Path),
		absolute("smtp.password_file", c.SMTP.PasswordFile),
		absolute("mailbox.password_file", c.Mailbox.PasswordFile),
		absolute("smtp.ca_file", c.SMTP.CAFile),
		absolute("mailbox.ca_file", c.Mailbox.CAFile),
		absolute("letters.templates_dir", c.Letters.TemplatesDir),
		OneLine("user.name", c.User.Name), OneLine("user.email", c.User.Email), OneLine("user.phone", c.User.Phone),
		language(c.User.Language),
		OneLine("user.background", c.User.Background), OneLine("user.sign_off", c.User.SignOff),
		OneLine("smtp.from_name", c.SMTP.FromName), seen("smtp.from_name", c.SMTP.FromName),
	)
}

// language refuses a language that no letters are written in.
func language(code string) error {
	if known := letters.Languages(); !slices.Contains(known, code) {
		return fmt.Errorf("user.language is %q; expected one of %s", code, strings.Join(known, ", "))
	}
	return nil
}

// NewLanguage returns the language of a new application as it is stored: "" for English.
func (u UserConfig) NewLanguage() string {
	if u.Language == "en" {
		return ""
	}
	return u.Language
}

// absolute refuses a relative path: the daemon does not run in the directory that the user had in mind.
func absolute(key, value string) error {
	if value != "" && !filepath.IsAbs(value) {
		return fmt.Errorf("%s is %q; write an absolute path, beginning with /", key, value)
	}
	return nil
}

// checkFrom refuses what is more or less than an address.
func checkFrom(s string) error {
	if _, err := rules.ParseAddress(s); s != "" && err != nil {
		return fmt.Errorf("smtp.from is %q; write an address like sam@example.org; the name beside it is "+
			"smtp.from_name", s)
	}
	return nil
}

func backupKeep(n int) error {
	if n < 0 || n > 1000 {
		return fmt.Errorf("store.backup_keep is %d; expected 0 to 1000", n)
	}
	return nil
}

// pingURL refuses a text that is not a web address, or that /fail cannot be appended to.
func pingURL(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return errors.New("monitor.ping_url is not a web address; write one that begins with https://")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("monitor.ping_url has a query or a fragment, and /fail cannot be added to it; " +
			"leave out the part after ? or #")
	}
	return nil
}

// OneLine returns an error that names the key, if its value has a line break or another control character.
func OneLine(key, value string) error {
	if strings.ContainsFunc(value, unicode.IsControl) {
		return fmt.Errorf("%s is %q; write it on one line", key, value)
	}
	return nil
}

// seen returns an error that names the key, if its value has characters that nobody sees, or is not UTF-8.
func seen(key, value string) error {
	if rules.Visible(value) != value || !utf8.ValidString(value) {
		return fmt.Errorf("%s is %+q, and has characters that nobody sees; type it anew", key, value)
	}
	return nil
}

// OneOf returns an error that names the key, if its value is not one of those allowed.
func OneOf(key, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf(`%s is %q; expected one of "%s"`, key, value, strings.Join(allowed, `", "`))
}

// Policy returns the policy for the rules. Its Pause is zero: the pause is in the store, not in the config.
func (c *Config) Policy() (rules.Policy, error) {
	zone, err := c.Zone()
	if err != nil {
		return rules.Policy{}, err
	}
	calendar, err := c.Schedule.calendar()
	if err != nil {
		return rules.Policy{}, fmt.Errorf("schedule.%w", err)
	}
	return rules.Policy{
		Location:          zone.Location,
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
		Usable:            letters.IsUsableHook,
	}, nil
}

// calendar returns the calendar of business days.
func (s ScheduleConfig) calendar() (*rules.Calendar, error) {
	cfg := rules.CalendarConfig{Country: s.Country}
	if s.Country != "" {
		if _, err := FindPlace(s.Country); err != nil {
			return nil, fmt.Errorf("country: %w", err)
		}
	}
	for _, d := range s.Holidays {
		cfg.Holidays = append(cfg.Holidays, d.Date)
	}
	for _, d := range s.Workdays {
		cfg.Workdays = append(cfg.Workdays, d.Date)
	}
	for _, d := range s.Weekend {
		cfg.Weekend = append(cfg.Weekend, d.Weekday)
	}
	return rules.NewCalendar(cfg)
}

// takeWeekend puts the usual weekend of the country in the place of an empty one, so that it can be shown.
func (s *ScheduleConfig) takeWeekend() error {
	calendar, err := s.calendar()
	if err != nil {
		return fmt.Errorf("schedule.%w", err)
	}
	s.Weekend = nil
	for _, d := range calendar.Weekend() {
		s.Weekend = append(s.Weekend, Weekday{d})
	}
	return nil
}

// Fingerprint returns a text that is different for each policy, so that the next start notices a change. The machine's
// own zone is always named "Local", so its offsets in winter and summer are part of the text. So are the public
// holidays of the years that may matter, which another version of the program may have otherwise.
func (c *Config) Fingerprint(p rules.Policy) string {
	winter := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).In(p.Location).Format("-0700")
	summer := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).In(p.Location).Format("-0700")
	schedule := c.Schedule
	schedule.Tick = "" // says when to look, not what is due
	return fmt.Sprintf("%v %s %s %+v %+v %x", p.Location, winter, summer, schedule, c.Rules, holidaysSum(p.Calendar))
}

// holidaysSum returns a number that changes with the public holidays.
func holidaysSum(calendar *rules.Calendar) uint64 {
	sum := fnv.New64a()
	for year := 2026; year < 2056; year++ {
		for _, h := range calendar.Holidays(year) {
			fmt.Fprintln(sum, h.Date, h.Name)
		}
	}
	return sum.Sum64()
}

// Where names the config file, or says that there is none.
func (c *Config) Where() string {
	if c.Path == "" {
		return "no config file (`followup config init` writes one)"
	}
	return c.Path
}
