package view

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

// visited is an application with an interview of an hour, number 7, from which now is a day away.
func visited(now time.Time) rules.Case {
	return rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "x"},
		Interviews: []rules.Interview{{
			ID: 7, Start: now.Add(-24 * time.Hour), Duration: time.Hour,
			Interviewers: []rules.Person{{Name: "Jana", Email: "jana@acme.test"}, {Name: "Bo"}},
		}},
	}
}

// TestTell: show has the commands for what can have happened, with the right numbers, and no others.
func TestTell(t *testing.T) {
	now := time.Date(2026, 12, 9, 10, 0, 0, 0, time.UTC)
	heard := func(c rules.Case, e rules.Event) rules.Case {
		e.ID, e.At, e.RecordedAt = 1, now.Add(-time.Hour), now.Add(-time.Hour)
		c.History.Events = []rules.Event{e}
		return c
	}
	came := func(c rules.Case, k rules.Key, to ...rules.Person) rules.Case {
		k.ApplicationID, k.Round = c.ID, 1
		c.History.Reminders = []rules.Reminder{{ID: 1, Key: k, Due: now, State: rules.Delivered, SettledAt: now,
			Message: rules.Message{ID: "<x@x>", Drafts: rules.DraftsTo(to)}}}
		return c
	}
	ahead, again := visited(now), visited(now)
	ahead.Interviews[0].Start = now.Add(time.Hour)
	again.Interviews = append(again.Interviews, rules.Interview{ID: 8, Start: now.Add(-2 * time.Hour),
		Duration: time.Hour, Interviewers: again.Interviews[0].Interviewers})
	both := visited(now).Interviews[0].Interviewers
	thanks := rules.Key{Kind: rules.ThankYou, InterviewID: 7}
	const turnUp, move, withdraw = "followup heard 7 no-show", `followup edit 7 --at "…"`, "followup stop 7 --letter"
	answers := []string{`followup heard 7 undecided --until "…"`, "followup heard 7 undecided",
		"followup heard 7 rejected", "followup heard 7 offer", `followup heard 7 next-round --at "…"`,
		"followup heard 7 next-round"}

	for _, tt := range []struct {
		name    string
		c       rules.Case
		has     []string
		without []string
	}{
		{"whoever was met may have answered, or not turned up", visited(now),
			append(answers, turnUp, "followup snooze 7 2d", "followup stop 7", withdraw), []string{move}},
		{"nobody answers before the interview", ahead, []string{withdraw}, append(answers, turnUp)},
		{"a no-show is of the interview, the rest of the application", again,
			[]string{"followup heard 8 no-show", "followup heard 7 rejected", "followup stop 7"}, []string{turnUp}},
		{"after a no-show another time may have been found",
			heard(visited(now), rules.Event{Kind: rules.NoShow, InterviewID: 7}), []string{move}, []string{turnUp}},
		{"after a rejection nothing is to be heard", heard(visited(now), rules.Event{Kind: rules.Rejected}),
			[]string{"followup stop 7"}, append(answers, turnUp, withdraw)},
		{"the day of the answer to an offer may change", heard(visited(now), rules.Event{Kind: rules.Offered}),
			[]string{`followup heard 7 offer --until "…"`}, append(answers[:3:3], turnUp)},
		{"after a withdrawal nothing is left", heard(visited(now), rules.Event{Kind: rules.Stopped}), nil,
			append(answers, turnUp, withdraw, move, "followup stop 7", "followup snooze 7 2d")},
		{"a draft that came may not be sent", came(visited(now), rules.Key{Kind: rules.UpdateRequest}, both[0]),
			[]string{"followup skip 7 --kind update-request"}, nil},
		{"a draft to one of a panel may not be sent", came(visited(now), thanks, both[1]),
			[]string{"followup skip 7 --kind thank-you --to 2"}, []string{"followup skip 7 --kind thank-you"}},
		{"a panel's drafts may not be sent", came(visited(now), thanks, both...),
			[]string{"followup skip 7 --kind thank-you"}, nil},
		{"an occasion may be found", came(heard(visited(now), rules.Event{Kind: rules.Rejected}),
			rules.Key{Kind: rules.StayInTouch}, both[0]), []string{`followup edit 7 --hook "…"`,
			"followup sent 7 --kind stay-in-touch", "followup skip 7 --kind stay-in-touch"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			v := New(&term.Terminal{Out: &out}, rules.DefaultPolicy(time.UTC), now)
			v.Tell(tt.c)
			var lines []string
			for _, s := range v.sayings(tt.c) {
				if !strings.Contains(out.String(), "\n  "+s.line+"  ") {
					t.Errorf("no %s in:\n%s", s.line, out.String())
				}
				lines = append(lines, s.line)
			}
			for _, line := range tt.has {
				if !slices.Contains(lines, line) {
					t.Errorf("no %s in %q", line, lines)
				}
			}
			for _, line := range tt.without {
				if slices.Contains(lines, line) {
					t.Errorf("%s in %q", line, lines)
				}
			}
			if len(lines) == 0 && out.Len() > 0 {
				t.Errorf("with nothing to tell it prints %q", out.String())
			}
		})
	}
}
