package rules

import (
	"testing"
	"time"
)

// A cancelled round is used up if the server may have the mail: its Message-ID must not be used for another mail.
func TestCancelledRound(t *testing.T) {
	for uncertain, want := range map[bool]int{false: 1, true: 2} {
		s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
		s.c.History.Reminders = []Reminder{{
			Key: Key{ApplicationID: 1, Kind: UpdateRequest, Round: 1}, Message: mailTo(jo), State: Cancelled,
			Uncertain: uncertain, SettledAt: s.at("2026-12-08 10:00"),
		}}
		s.tell("2026-12-08 10:00", Event{Kind: Undecided})
		for _, step := range Decide(s.c, s.p, s.at("2026-12-08 12:00")).Steps {
			if step.Kind == UpdateRequest && step.Round != want {
				t.Errorf("uncertain %v: the next update request is round %d, want %d", uncertain, step.Round, want)
			}
		}
	}
}

// A forecast ends, whatever the history.
func TestForecastEnds(t *testing.T) {
	p := DefaultPolicy(zone(t, "Europe/Berlin"))
	p.Waking, p.SendAt, p.MaxUnanswered = Hours{0, 24 * 60}, 0, 10
	s := newStory(t, p, "2026-11-01 14:00", time.Hour)
	s.tell("2026-12-01 12:00", Event{Kind: Undecided, RecordedAt: s.at("2026-12-30 12:00")})
	if n := len(Forecast(s.c, p, s.at("2026-12-10 12:00"), s.at("2027-12-10 12:00"))); n > 40 {
		t.Errorf("a year's forecast has %d steps", n)
	}
}
