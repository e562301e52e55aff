package rules

import (
	"fmt"
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

// BenchmarkMatcher looks at a mail of a stranger among fifty applications, as most mails of a mailbox are.
func BenchmarkMatcher(b *testing.B) {
	loc := zone(b, "Europe/Berlin")
	var cases []Case
	for n := range 50 {
		iv := Interview{ID: int64(n + 1), Start: clock(b, loc, "2026-12-01 14:00"), Duration: time.Hour,
			Interviewers: []Person{{Name: "Jo", Email: fmt.Sprintf("jo@acme-%d.test", n)}, {Name: "Li Wei"}}}
		cases = append(cases, Case{Application: Application{ID: iv.ID, Company: "Acme"}, Interviews: []Interview{iv}})
	}
	m := NewMatcher(cases, []string{me}, clock(b, loc, "2026-12-15 12:00"))
	n := 0
	for b.Loop() {
		n++
		mail := Mail{ID: fmt.Sprint(n), From: []Person{{Name: "Kim", Email: "kim@news.bolt.test"}}, Subject: "News",
			Date: clock(b, loc, "2026-12-10 12:00"), Folder: FolderInbox, References: []string{"<a@b.test>"}}
		if m.Wants(mail) {
			b.Fatal("a stranger's mail is wanted")
		}
	}
}
