package rules

import (
	_ "embed"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"pgregory.net/rapid"
)

//go:embed testdata/zones.txt
var zoneList string

// hardZones lists the zones with the oddest clocks. One of them is drawn as often as all others together.
var hardZones = []string{
	"Australia/Lord_Howe", // half an hour of daylight saving
	"Pacific/Apia",        // no 30 December 2011
	"America/Santiago",    // no midnight when the clocks go forward
	"Africa/Casablanca",   // clocks back for Ramadan
	"Asia/Kathmandu",      // +05:45
	"America/St_Johns",    // changed at one minute past midnight until 2011
	"Antarctica/Troll",    // two hours of daylight saving
}

func drawZone(t *rapid.T) *time.Location {
	names := hardZones
	if rapid.Bool().Draw(t, "any zone") {
		names = strings.Fields(zoneList)
	}
	loc, err := time.LoadLocation(rapid.SampledFrom(names).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func drawPolicy(t *rapid.T) Policy {
	p := DefaultPolicy(drawZone(t))
	if rapid.Bool().Draw(t, "default policy") {
		return p
	}
	p.Waking.From = TimeOfDay(rapid.IntRange(0, 20*60).Draw(t, "waking from"))
	p.Waking.To = TimeOfDay(rapid.IntRange(int(p.Waking.From)+1, 24*60).Draw(t, "waking to"))
	p.SendAt = TimeOfDay(rapid.IntRange(0, int(p.Waking.To)-1).Draw(t, "send at"))
	p.ThankYouAfter = time.Duration(rapid.IntRange(0, 20*60).Draw(t, "thank-you after")) * time.Minute
	p.LastCall = rapid.Bool().Draw(t, "last call")
	p.GraceBusinessDays = rapid.IntRange(1, 5).Draw(t, "grace")
	p.WaitDays = rapid.IntRange(1, 10).Draw(t, "wait")
	p.WaitBusinessDays = rapid.IntRange(0, 8).Draw(t, "wait business")
	p.MaxUnanswered = rapid.IntRange(0, 4).Draw(t, "unanswered")
	p.AssumeSent = rapid.Bool().Draw(t, "assume sent")
	p.StayInTouchAfter = rapid.IntRange(1, 20).Draw(t, "touch after")
	p.StayInTouchEvery = rapid.IntRange(1, 20).Draw(t, "touch every")
	p.StayInTouchTimes = rapid.IntRange(0, 3).Draw(t, "touches")
	c, err := NewCalendar(drawCalendar(t))
	if err != nil {
		t.Fatal(err)
	}
	p.Calendar = c
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	return p
}

// drawCalendar draws a country's calendar with any weekend, and with days added and removed.
func drawCalendar(t *rapid.T) CalendarConfig {
	cfg := CalendarConfig{Country: rapid.SampledFrom([]string{"", "DE-BY", "US", "GB", "JP", "IL"}).Draw(t, "country")}
	if rapid.Bool().Draw(t, "a weekend of one's own") {
		days := rapid.SampledFrom([]time.Weekday{0, 1, 2, 3, 4, 5, 6})
		cfg.Weekend = rapid.SliceOfNDistinct(days, 0, maxWeekend, rapid.ID).Draw(t, "weekend")
	}
	if rapid.Bool().Draw(t, "lists of days") { // enough that most lives contain some
		stride := rapid.IntRange(7, 20).Draw(t, "stride")
		day := Date{rapid.IntRange(2007, 2020).Draw(t, "lists from"), 1,
			rapid.IntRange(1, 7).Draw(t, "lists from day")}
		for range maxListed {
			cfg.Workdays, cfg.Holidays = append(cfg.Workdays, day), append(cfg.Holidays, day.AddDays(3))
			day = day.AddDays(stride)
		}
	}
	return cfg
}

// drawStart draws a start near something hard (a change of the clocks, the end of a year, a leap day) or anywhere.
func drawStart(t *rapid.T, loc *time.Location) time.Time {
	year := rapid.IntRange(2008, 2035).Draw(t, "year")
	month, day := rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")
	near := time.Date(year, time.Month(month), day, 12, 0, 0, 0, loc)
	switch rapid.IntRange(0, 4).Draw(t, "near") {
	case 0:
		if _, change := near.ZoneBounds(); !change.IsZero() && change.Year() < 2040 {
			near = change
		}
	case 1:
		near = time.Date(year, 12, 31, 12, 0, 0, 0, loc)
	case 2:
		near = time.Date(2028, 2, 29, 12, 0, 0, 0, loc)
	case 3:
		near = time.Date(2011, 12, 30, 12, 0, 0, 0, time.UTC)
	}
	return near.Add(drawMinutes(t, "off", -3*24*60, 3*24*60)).Truncate(time.Minute)
}
