package main

import (
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"

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

// ScheduleConfig is the user's zone, hours and business days, and when to look.
type ScheduleConfig struct {
	Timezone string    `toml:"timezone"`
	Tick     string    `toml:"tick"`
	Waking   hours     `toml:"waking_hours"`
	SendAt   clock     `toml:"send_at"`
	Country  string    `toml:"country"`
	Holidays []date    `toml:"holidays"`
	Workdays []date    `toml:"workdays"`
	Weekend  []weekday `toml:"weekend"`
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
			Tick: "* * * * *", Waking: hours{p.Waking}, SendAt: clock{p.SendAt},
			Holidays: []date{}, Workdays: []date{}, Weekend: []weekday{{time.Saturday}, {time.Sunday}},
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
	calendar, err := c.Schedule.calendar()
	if err != nil {
		return rules.Policy{}, fmt.Errorf("schedule.%w", err)
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

// calendar is the one that knows the business days.
func (s ScheduleConfig) calendar() (*rules.Calendar, error) {
	cfg := rules.CalendarConfig{Country: s.Country, Weekend: []time.Weekday{}}
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

// fingerprint tells one policy from another, so that a changed one is noticed at the next start. The machine's own zone
// has no name; its offsets in winter and summer stand for it.
func (c *Config) fingerprint(p rules.Policy) string {
	winter := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).In(p.Location).Format("-0700")
	summer := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).In(p.Location).Format("-0700")
	return fmt.Sprint(p.Location, winter, summer, c.Schedule.Waking, c.Schedule.SendAt, c.Schedule.Country,
		c.Schedule.Holidays, c.Schedule.Workdays, c.Schedule.Weekend, fmt.Sprintf("%+v", c.Rules))
}
