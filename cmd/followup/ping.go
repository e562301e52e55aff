package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// pingTimeout is how long the watcher may take to answer. It is waited for between two passes, not within one.
const pingTimeout = 10 * time.Second

// pinger tells a watcher elsewhere that passes are made, as healthchecks.io and its like want it: a request for the URL
// after each pass, and for its /fail while the pass fails, the mail server cannot be used, or a reminder stands refused.
// When the requests stop, the watcher raises the alarm.
type pinger struct {
	url    string // "" is none
	client *http.Client
	failed bool // the last request
}

func newPinger(url string) *pinger {
	return &pinger{url: strings.TrimSuffix(url, "/"), client: &http.Client{Timeout: pingTimeout}}
}

// tell is to be called after a pass.
func (p *pinger) tell(ctx context.Context, log *slog.Logger, well bool) {
	if p.url == "" || ctx.Err() != nil {
		return
	}
	target := p.url
	if !well {
		target += "/fail" // pingURL has seen to it that nothing stands behind the path
	}
	err := p.get(ctx, target)
	if err != nil && !p.failed { // once, not every minute
		log.Warn("monitor.ping_url cannot be reached", "error", err)
	}
	p.failed = err != nil
}

func (p *pinger) get(ctx context.Context, target string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return withoutURL(err)
	}
	req.Header.Set("User-Agent", "followup/"+version())
	resp, err := p.client.Do(req)
	if err != nil {
		return withoutURL(err)
	}
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16)) // so that the connection can be used again
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("it answers %s", resp.Status)
	}
	return nil
}

// withoutURL is the error without the URL, in which a watcher's secret may stand.
func withoutURL(err error) error {
	if e := new(url.Error); errors.As(err, &e) {
		return e.Err
	}
	return err
}
