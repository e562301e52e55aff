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
	iv := Interview{ID: 1, Start: clock(b, p.Location, "2026-12-01 14:00"), Duration: time.Hour, Interviewers: []Person{jo, ann}}
	now := clock(b, p.Location, "2026-12-05 12:00")
	b.ReportAllocs()
	for b.Loop() {
		Decide(Case{Application: Application{ID: 1}, Interviews: []Interview{iv}}, p, now)
	}
}
