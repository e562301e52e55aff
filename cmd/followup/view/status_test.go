package view

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// An application that makes a rule panic does not prevent the others from being shown.
func TestPanicOfARule(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	c := rules.Case{
		Application: rules.Application{ID: 7},
		Interviews:  []rules.Interview{{ID: 7, Start: now, Duration: time.Hour}},
	}
	noZone := rules.Policy{} // makes the rules panic
	if steps := forecastOne(c, noZone, now, now.AddDate(0, 1, 0)); steps != nil {
		t.Errorf("forecast: %v", steps)
	}
	if d := DecideSafely(c, noZone, now); d.Phase != "cannot be decided" {
		t.Errorf("phase %q", d.Phase)
	}
	if rules.Forecast(c, rules.DefaultPolicy(time.UTC), now, now.AddDate(0, 1, 0)) == nil {
		t.Error("the forecast is empty with a valid policy too, so the test shows nothing")
	}
}

// Passes that fail are reported at once, with the reason, and so is a last pass in the future.
func TestStatusOfFailingPasses(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		passes store.Passes
		want   string // what is wrong, or ""
	}{
		{"all is well", store.Passes{LastPass: now}, ""},
		{"a time server's correction", store.Passes{LastPass: now.Add(5 * time.Minute)}, ""},
		{"a full disk", store.Passes{LastPass: now, Failing: now, Failure: "decide: no space is left"},
			"the passes have failed since Tue 1 Dec 2026 18:00 UTC: decide: no space is left; the log says more"},
		{"a clock that was set back", store.Passes{LastPass: now.Add(6 * time.Minute)},
			"the last pass was made Tue 1 Dec 2026 18:06 UTC, which is in the future: " +
				"the clock was or is wrong; set it right"},
		{"a clock that the daemon doubts", store.Passes{LastPass: now.Add(2 * time.Hour), Doubted: now},
			"the last pass was made Tue 1 Dec 2026 20:00 UTC, which is in the future: the clock was or is wrong; " +
				"set it right; until it is, or has stayed so for an hour, nothing is sent"},
		{"a clock that is right again, before the daemon has noticed",
			store.Passes{LastPass: now.Add(-time.Minute), Doubted: now.Add(-2 * time.Hour)}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			holder := store.Holder{Since: now.Add(-time.Hour), Passes: tt.passes}
			s := Status{now: now, running: true, nextPass: now, holder: holder}
			if got := strings.Join(s.ofTheDaemon(rules.DefaultPolicy(time.UTC)), "\n"); got != tt.want {
				t.Errorf("wrong is %q, want %q", got, tt.want)
			}
		})
	}
}

// A daemon that makes a pass every quarter of an hour is not reported as silent in between.
func TestStatusFollowsTheSchedule(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 14, 0, 0, time.UTC)
	p := rules.DefaultPolicy(time.UTC)
	holder := store.Holder{Since: now.Add(-time.Hour), Passes: store.Passes{LastPass: now.Add(-14 * time.Minute)}}
	s := Status{now: now, running: true, holder: holder}
	for tick, want := range map[string]bool{"*/15 * * * *": false, "* * * * *": true} {
		schedule, err := scheduler.ParseSchedule(tick, time.UTC, now)
		if err != nil {
			t.Fatal(err)
		}
		s.nextPass = schedule.Next(s.holder.LastPass)
		if wrong := s.ofTheDaemon(p); (len(wrong) > 0) != want {
			t.Errorf("every %q: %v", tick, wrong)
		}
	}
	s.holder.LastPass = time.Time{}
	if wrong := s.ofTheDaemon(p); len(wrong) != 1 || !strings.Contains(wrong[0], "no pass yet") {
		t.Errorf("without a pass: %v", wrong)
	}
}

// When a running daemon last saw the mailbox is known without a record in the database.
func TestStatusOfAMailboxThatIsOnlyShown(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "followup.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	recorded := outbox.Watch{}.Saw(now.Add(-30 * time.Minute))
	if _, err := st.Notice(t.Context(), now, "me", nil, recorded, nil, nil); err != nil {
		t.Fatal(err)
	}
	lock, err := store.AcquireLock(st.Path(), now)
	if err != nil {
		t.Fatal(err)
	}
	lock.ShowSeen(now.Add(-time.Minute))
	schedule, err := scheduler.ParseSchedule("* * * * *", time.UTC, now)
	if err != nil {
		t.Fatal(err)
	}
	seen := func() time.Time {
		t.Helper()
		p := rules.DefaultPolicy(time.UTC)
		s, err := ReadStatus(t.Context(), st, schedule, MailboxUse{Looks: true}, p, now)
		if err != nil {
			t.Fatal(err)
		}
		return s.watch.Seen
	}
	if got, want := seen(), now.Add(-time.Minute); !got.Equal(want) {
		t.Errorf("it was seen %v, want %v as the daemon shows", got, want)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	if got, want := seen(), now.Add(-30*time.Minute); !got.Equal(want) {
		t.Errorf("without the daemon it was seen %v, want %v as recorded", got, want)
	}
}
