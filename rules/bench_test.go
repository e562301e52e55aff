package rules

import (
	"testing"
	"time"
)

func BenchmarkDecide(b *testing.B) {
	p := DefaultPolicy(zone(b, "Europe/Berlin"))
	c, err := NewCalendar(CalendarConfig{Country: "DE-BY"})
	if err != nil {
		b.Fatal(err)
	}
	p.Calendar = c
	iv := Interview{ID: 1, Start: clock(b, p.Location, "2026-12-01 14:00"), Duration: time.Hour,
		Interviewers: []Person{jo, ann}}
	now := clock(b, p.Location, "2026-12-05 12:00")
	b.ReportAllocs()
	for b.Loop() {
		Decide(Case{Application: Application{ID: 1}, Interviews: []Interview{iv}}, p, now)
	}
}

func BenchmarkDecideWithManyOthers(b *testing.B) {
	p := DefaultPolicy(zone(b, "Europe/Berlin"))
	start := clock(b, p.Location, "2026-12-01 14:00")
	c := Case{Application: Application{ID: 1000, Company: "Acme"},
		Interviews: []Interview{{ID: 1000, Start: start, Duration: time.Hour, Interviewers: []Person{jo}}}}
	for i := range int64(100) {
		other := c.alone()
		other.ID, other.Interviews = i+1,
			[]Interview{{ID: i + 1, Start: start, Duration: time.Hour, Interviewers: []Person{jo}}}
		other.History.Reminders = []Reminder{{Key: Key{ApplicationID: i + 1, Kind: UpdateRequest, Round: 1},
			State:     Delivered,
			SettledAt: start.AddDate(0, 0, 2), Message: mailTo(jo)}}
		c.Elsewhere = append(c.Elsewhere, other)
	}
	rejected := c
	rejected.History.Events = []Event{{ID: 1, Kind: Rejected, At: start.AddDate(0, 0, 3),
		RecordedAt: start.AddDate(0, 0, 3)}}
	for name, c := range map[string]Case{"open": c, "rejected": rejected} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decide(c, p, start.AddDate(0, 0, 8))
			}
		})
	}
}
