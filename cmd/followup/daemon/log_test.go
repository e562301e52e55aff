package daemon

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"followup/cmd/followup/config"
)

// TestJournalPriorities checks that lines for the journal begin with a priority, in both formats and from derived
// loggers, and that other lines do not.
func TestJournalPriorities(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		t.Run(format, func(t *testing.T) {
			var out bytes.Buffer
			cfg := config.Default()
			cfg.Monitor.LogLevel, cfg.Monitor.LogFormat = "debug", format
			log := newLogger(cfg.Monitor, &out, true)
			log.Debug("a")
			log.Info("b")
			log.With("id", 7).Warn("c")
			log.WithGroup("g").With("id", 7).Error("d", "error", errors.Join(errors.New("one"), errors.New("two")))
			log.Error("two\nlines", "reply", "450 4.2.0\r\n<0>later\u2028\x85")
			lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
			want := []string{"<7>", "<6>", "<4>", "<3>", "<3>"}
			if len(lines) != len(want) {
				t.Fatalf("%d lines, want %d:\n%s", len(lines), len(want), out.String())
			}
			for i, line := range lines {
				if !strings.HasPrefix(line, want[i]) || strings.ContainsRune(line, '\r') {
					t.Errorf("line %q, want it to begin with %s", line, want[i])
				}
			}
			if text := format == "text"; text == (strings.Contains(out.String(), "time") ||
				strings.Contains(out.String(), "level")) {
				t.Errorf("text is without what the journal has itself, JSON is whole:\n%s", out.String())
			}
			out.Reset()
			newLogger(cfg.Monitor, &out, false).Error("plain")
			if strings.HasPrefix(out.String(), "<") || !strings.Contains(out.String(), "time") ||
				!strings.Contains(out.String(), "ERROR") {
				t.Errorf("without a journal it is the plain line: %s", out.String())
			}
		})
	}
}

// TestJournalLevel checks that the level of the config holds, and that loggers with a shared output do not mix up
// their priorities.
func TestJournalLevel(t *testing.T) {
	var out bytes.Buffer
	cfg := config.Default()
	log := newLogger(cfg.Monitor, &out, true)
	log.Debug("hidden")
	var all sync.WaitGroup
	for _, level := range []slog.Level{slog.LevelInfo, slog.LevelWarn, slog.LevelError} {
		all.Go(func() {
			derived := log.With("meant", level)
			for range 100 {
				derived.Log(t.Context(), level, "m")
			}
		})
	}
	all.Wait()
	begins := map[string]string{"<6>": "meant=INFO", "<4>": "meant=WARN", "<3>": "meant=ERROR"}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 300 {
		t.Errorf("%d lines, want 300", len(lines))
	}
	for _, line := range lines {
		if level := begins[line[:3]]; level == "" || !strings.Contains(line, level) {
			t.Fatalf("wrong priority: %s", line)
		}
	}
}
