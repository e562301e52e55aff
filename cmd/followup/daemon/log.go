package daemon

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"followup/cmd/followup/config"
)

// newLogger returns a logger with the level and format of the config. If systemd's journal reads out, lines have
// priorities.
func newLogger(c config.MonitorConfig, out io.Writer, journal bool) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelInfo // Validate has refused it before
	}
	format := func(w io.Writer) slog.Handler {
		opts := &slog.HandlerOptions{Level: level}
		if c.LogFormat == "json" {
			return slog.NewJSONHandler(w, opts)
		}
		if journal {
			opts.ReplaceAttr = withoutTimeAndLevel
		}
		return slog.NewTextHandler(w, opts)
	}
	if journal {
		return slog.New(withPriorities(out, format))
	}
	return slog.New(format(out))
}

// withoutTimeAndLevel drops the fields that the journal records for each line anyway.
func withoutTimeAndLevel(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey) {
		return slog.Attr{}
	}
	return a
}

// priorities is a handler that begins each line with its priority for the journal, as in sd-daemon(3). The journal
// reads line by line, and gives a line without a priority the unit's SyslogLevel. The handlers of slog write each
// record in one write and as one line, even if the text in it has line breaks.
type priorities struct {
	slog.Handler
	out *prefixed
}

// withPriorities returns the handler that format makes, with priorities.
func withPriorities(w io.Writer, format func(io.Writer) slog.Handler) slog.Handler {
	out := &prefixed{w: w}
	return priorities{format(out), out}
}

func (h priorities) Handle(ctx context.Context, r slog.Record) error {
	h.out.mu.Lock()
	defer h.out.mu.Unlock()
	h.out.prefix = fmt.Sprintf("<%d>", priority(r.Level))
	return h.Handler.Handle(ctx, r)
}

// The WithAttrs and WithGroup of the embedded handler would lose the priorities.
func (h priorities) WithAttrs(attrs []slog.Attr) slog.Handler {
	return priorities{h.Handler.WithAttrs(attrs), h.out}
}

func (h priorities) WithGroup(name string) slog.Handler {
	return priorities{h.Handler.WithGroup(name), h.out}
}

// prefixed writes a prefix and a line in one write, so that no other process writes in between. A handler and those
// derived from it share one, and take turns with mu.
type prefixed struct {
	w      io.Writer
	mu     sync.Mutex
	prefix string
}

func (p *prefixed) Write(line []byte) (int, error) {
	n, err := p.w.Write(append([]byte(p.prefix), line...))
	return max(0, n-len(p.prefix)), err
}

// priority returns the level as a number of syslog(3), which the journal uses.
func priority(l slog.Level) int {
	switch {
	case l >= slog.LevelError:
		return 3 // err
	case l >= slog.LevelWarn:
		return 4 // warning
	case l >= slog.LevelInfo:
		return 6 // info
	}
	return 7 // debug
}
