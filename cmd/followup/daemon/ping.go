package daemon

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

// pingTimeout is how long the watcher may take to answer. The daemon waits for it between two passes, not within one.
const pingTimeout = 10 * time.Second

// A pinger tells a watcher, such as healthchecks.io, that passes are made. It requests the URL after each pass, or its
// /fail while the pass fails, the mail server cannot be used, or a reminder stays refused. The watcher raises the
// alarm when the requests stop.
type pinger struct {
	url    string // "" for none, which is not told
	agent  string // the User-Agent
	client *http.Client
	failed bool // the last request
}

func newPinger(url, version string) *pinger {
	return &pinger{
		url: strings.TrimSuffix(url, "/"), agent: "followup/" + version,
		client: &http.Client{Timeout: pingTimeout},
	}
}

// tell makes the request after a pass.
func (p *pinger) tell(ctx context.Context, log *slog.Logger, well bool) {
	if ctx.Err() != nil {
		return
	}
	target := p.url
	if !well {
		target += "/fail" // the config has no query or fragment in it
	}
	err := p.get(ctx, target)
	if err != nil && !p.failed { // once, and not after every pass
		log.Warn("monitor.ping_url cannot be reached", "error", err)
	}
	p.failed = err != nil
}

func (p *pinger) get(ctx context.Context, target string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return withoutURL(err)
	}
	req.Header.Set("User-Agent", p.agent)
	resp, err := p.client.Do(req)
	if err != nil {
		return withoutURL(err)
	}
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16)) // so the connection can be used again
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("it answers %s", resp.Status)
	}
	return nil
}

// withoutURL returns the error without the URL, which may hold a secret.
func withoutURL(err error) error {
	if e := new(url.Error); errors.As(err, &e) {
		return e.Err
	}
	return err
}
