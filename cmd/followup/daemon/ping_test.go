package daemon

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// TestPing checks that the watcher is told of every pass and of failures, and that its secret address is not logged.
func TestPing(t *testing.T) {
	var asked []string
	agent := ""
	answer := http.StatusOK
	watcher := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		agent = r.UserAgent()
		w.WriteHeader(answer)
	}))
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	p := newPinger(watcher.URL+"/s3cret/", "1.2.3")
	tell := func(well bool) { p.tell(t.Context(), logger, well) }
	tell(true)
	tell(false)
	if want := []string{"/s3cret", "/s3cret/fail"}; !slices.Equal(asked, want) {
		t.Errorf("it was asked for %v, want %v", asked, want)
	}
	if agent != "followup/1.2.3" {
		t.Errorf("the request comes from %q", agent)
	}
	answer = http.StatusNotFound
	tell(true)
	watcher.Close()
	tell(true)
	tell(true)
	if n := strings.Count(log.String(), "cannot be reached"); n != 1 {
		t.Errorf("its absence is told %d times, want once:\n%s", n, &log)
	}
	if strings.Contains(log.String(), "s3cret") {
		t.Errorf("the log has the address:\n%s", &log)
	}
}

// TestWell checks that a failing pass, a mail server that cannot be used and a refused reminder are reported after
// every pass while they last, and not only once.
func TestWell(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "followup.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	d := &Daemon{store: st}
	want := func(why string, sum scheduler.Summary, err error, want bool) {
		t.Helper()
		if got := d.well(t.Context(), sum, err); got != want {
			t.Errorf("%s: well is %v", why, got)
		}
	}
	want("nothing is wrong", scheduler.Summary{}, nil, true)
	want("the pass failed", scheduler.Summary{}, errors.New("the database fails"), false)
	want("the mail server is down", scheduler.Summary{Channel: outbox.Channel{Failures: 1}}, nil, false)

	sendThankYou(t, st, now, outbox.Reply{Outcome: outbox.Denied, Text: "554 spam"})
	want("a reminder was refused", scheduler.Summary{}, nil, false)
}
