package phrase

import "time"

// Stamp returns t in loc, as "Tue 1 Dec 2026 14:00 CET".
func Stamp(t time.Time, loc *time.Location) string {
	return t.In(loc).Format("Mon 2 Jan 2006 15:04 MST")
}

// Brief returns t in loc, as "Tue 1 Dec 14:00", with the year unless that is the year of now.
func Brief(t, now time.Time, loc *time.Location) string {
	if t.In(loc).Year() != now.In(loc).Year() {
		return t.In(loc).Format("Mon 2 Jan 2006 15:04")
	}
	return t.In(loc).Format("Mon 2 Jan 15:04")
}
