package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/store"
)

// check is something that status --check looked at.
type check struct {
	What  string `json:"what"`
	Found string `json:"found"`
	Wrong bool   `json:"wrong"`
}

// look takes over what was found.
func (s *status) look(checks []check) {
	s.checks = checks
	for _, c := range checks {
		if c.Wrong {
			s.wrong = append(s.wrong, c.What+": "+c.Found)
		}
	}
}

// checks looks at everything that the daemon depends on, and changes nothing.
func (a *app) checks(ctx context.Context, cfg *config.Config, st *store.Store, p rules.Policy) []check {
	m, _, err := cfg.NewPost(ctx, st.InstallID())
	checks := []check{
		outcome("config", cfg.Where()+" is right, and so are the letters", err),
		outcome("database", st.Path()+" is sound", st.Check(ctx)),
		clockCheck(a.now()),
		zoneCheck(p.Location, a.now()),
	}
	if err == nil {
		checks = append(checks, outcome("server", taken(cfg.SMTP, cfg.User.Email), m.Check(ctx)))
	}
	return checks
}

// taken says what the mail server was seen to take: everything but the text of a mail.
func taken(s config.SMTPConfig, address string) string {
	what := fmt.Sprintf("a mail from %s to itself", address)
	if s.Username != "" && s.Auth != "none" {
		what = "the login and " + what
	}
	return fmt.Sprintf("%s:%d takes %s", s.Host, s.Port, what)
}

func outcome(what, fine string, err error) check {
	if errors.As(err, new(config.ServiceSecret)) {
		return check{what, "not tried: " + err.Error(), false}
	}
	if err != nil {
		return check{what, err.Error(), true}
	}
	return check{what, fine, false}
}

// clockCheck asks the kernel whether the clock is kept by a time server. That it is not is worth a word, but nothing to
// wake anybody for: many machines keep good time by other means.
func clockCheck(now time.Time) check {
	state, err := unix.Adjtimex(&unix.Timex{})
	kept := "kept by a time server"
	if err != nil || state == unix.TIME_ERROR {
		kept = "not known to be kept by a time server"
	}
	return check{"clock", now.UTC().Format("2006-01-02 15:04:05") + " UTC, " + kept, now.Year() < releaseYear}
}

// releaseYear: before it there was no followup, so a clock that stands there is wrong.
const releaseYear = 2026

// zoneCheck says where the zone's clock stands, for the user to compare with the one on the wall.
func zoneCheck(loc *time.Location, now time.Time) check {
	found := stamp(now, loc)
	if loc != time.Local {
		found += " in " + loc.String()
	}
	if _, next := now.In(loc).ZoneBounds(); !next.IsZero() {
		found += "; the clocks change " + next.Add(-time.Second).In(loc).Format("Mon 2 Jan 2006")
	}
	return check{"zone", found, false}
}
