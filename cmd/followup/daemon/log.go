package daemon

import (
	"fmt"
	"io"
	"log/slog"

	"followup/cmd/followup/config"
	"followup/pattern"
)

// newLogger returns a logger with the level and format of the config. If systemd's journal reads out, lines have
// priorities.
func newLogger(c config.MonitorConfig, out io.Writer, journal bool) *slog.Logger {
	opts := &slog.HandlerOptions{}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err == nil { // Validate has refused any other
		opts.Level = level
	}
	if journal {
		out = withPriorities{out}
	}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, opts))
	}
	if journal {
		opts.ReplaceAttr = withoutTime
	}
	return slog.New(slog.NewTextHandler(out, opts))
}

// withoutTime drops the time, which the journal records for each line anyway.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// withPriorities begins each line with its priority for the journal, as in sd-daemon(3), in place of the level of a
// text line. The journal reads line by line, and gives a line without a priority the unit's SyslogLevel. The
// handlers of slog write each record in one write and as one line, even if the text in it has line breaks.
type withPriorities struct{ io.Writer }

// levelForm matches the level of a line without a time, or of one in JSON.
var levelForm = pattern.Lazy(`^level=(\w+) |^\{"time":"[^"]*","level":"(\w+)"`)

// priority is each level as a number of syslog(3).
var priority = map[string]int{"ERROR": 3, "WARN": 4, "INFO": 6, "DEBUG": 7}

func (w withPriorities) Write(line []byte) (int, error) {
	m, text := levelForm.FindSubmatch(line), line
	if m == nil {
		return w.Writer.Write(line)
	}
	if m[1] != nil {
		text = line[len(m[0]):]
	}
	// In one write, so that no other process writes in between.
	if _, err := fmt.Fprintf(w.Writer, "<%d>%s", priority[string(m[1])+string(m[2])], text); err != nil {
		return 0, err
	}
	return len(line), nil
}
