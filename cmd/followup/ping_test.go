package main

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"followup/rules"
	"followup/scheduler"
)

// TestPing: a watcher is told of every pass, and of trouble, and its address, which is a secret, is not told to the log.
func TestPing(t *testing.T) {
	var asked []string
	answer := http.StatusOK
	watcher := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		w.WriteHeader(answer)
	}))
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	p := newPinger(watcher.URL + "/s3cret/")
	tell := func(failures int, err error) {
		p.tell(t.Context(), logger, scheduler.Summary{Channel: rules.Channel{Failures: failures}}, err)
	}
	tell(0, nil)
	tell(1, nil)
	tell(0, errors.New("the database is away"))
	if want := []string{"/s3cret", "/s3cret/fail", "/s3cret/fail"}; !slices.Equal(asked, want) {
		t.Errorf("it was asked for %v, want %v", asked, want)
	}
	answer = http.StatusNotFound
	tell(0, nil)
	watcher.Close()
	tell(0, nil)
	tell(0, nil)
	if n := strings.Count(log.String(), "cannot be reached"); n != 1 {
		t.Errorf("its absence is told %d times, want once:\n%s", n, &log)
	}
	if strings.Contains(log.String(), "s3cret") {
		t.Errorf("the log has the address:\n%s", &log)
	}
}

func TestPingURL(t *testing.T) {
	for url, right := range map[string]bool{
		"": true, "https://hc.example.org/abc": true, "http://localhost:8000/x": true,
		"hc.example.org/abc": false, "ftp://hc.example.org": false, "https://": false, "https://up.example.org/push/x?status=up": false, "https://x.example.org/#a": false, "://": false,
	} {
		if err := pingURL(url); (err == nil) != right {
			t.Errorf("%q: %v", url, err)
		}
	}
}
