package daemon

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	sdnotify "github.com/coreos/go-systemd/v22/daemon"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

// A notifier reports the daemon's state to systemd, by the protocol of sd_notify(3). Without systemd it does nothing.
type notifier struct {
	*Daemon
	listens bool
	often   time.Duration // how often the watchdog wants a sign of life; 0 if there is no watchdog
	wrong   atomic.Bool   // the last reload failed; the passes continue with the old config

	ahead sync.Mutex // for what follows; a reload may fail beside a pass
	last  outlook
	said  string // the status that systemd has
}

// An outlook says what waits and what comes next. It was worked out once, and holds until the database changes, another
// policy is in force, or the clock passes what it names.
type outlook struct {
	text        string
	of          store.Version
	from, until time.Time
}

// outlookFor is how long an outlook holds at most. It names the year only of another one, and looks only so far ahead.
const outlookFor = time.Hour

func (o outlook) holds(v store.Version, now time.Time) bool {
	return o.of == v && !now.Before(o.from) && now.Before(o.until)
}

func newNotifier(d *Daemon) *notifier {
	n := &notifier{Daemon: d, listens: os.Getenv("NOTIFY_SOCKET") != ""}
	if limit, err := sdnotify.SdWatchdogEnabled(false); err != nil {
		d.pass.Log.Warn("cannot read the timeout of the watchdog", "error", err)
	} else if limit > 0 {
		n.often = min(limit/2, time.Minute)
	}
	return n
}

// tell reports whether systemd was told.
func (n *notifier) tell(state string) bool {
	told, err := sdnotify.SdNotify(false, state)
	if err != nil {
		n.pass.Log.Warn("cannot notify systemd", "error", err)
	}
	return told
}

// alive gives the watchdog a sign of life. The passes call it, so one that hangs gives none.
func (n *notifier) alive() {
	if n.often > 0 {
		n.tell(sdnotify.SdNotifyWatchdog)
	}
}

// ready says that the daemon has everything it needs. Then it says what comes next, which takes longer to work out.
func (n *notifier) ready(ctx context.Context) {
	if n.listens {
		n.tell(sdnotify.SdNotifyReady)
		n.status(n.outlook(ctx))
	}
}

// passed says what comes next after a pass, or what is wrong.
func (n *notifier) passed(ctx context.Context, err error) {
	if !n.listens {
		return
	}
	status := ""
	switch failing := n.lock.Passes().Failing; {
	case err == nil:
		status = n.outlook(ctx)
	case failing.IsZero(): // the clock is doubted, or the daemon is stopping
		status = "nothing is sent; see the log"
	default:
		status = fmt.Sprintf("the passes have failed since %s; see the log",
			phrase.Brief(failing, n.host.Now(), n.pass.Policy.Location))
	}
	n.status(status)
}

// status says how the daemon is, unless systemd knows.
func (n *notifier) status(text string) {
	text = n.trouble() + text
	n.ahead.Lock()
	defer n.ahead.Unlock()
	if text != n.said && n.tell("STATUS="+text) {
		n.said = text
	}
}

// trouble says if the latest config is not in force.
func (n *notifier) trouble() string {
	if n.wrong.Load() {
		return "the new config is not in force, see the log; "
	}
	return ""
}

// outlook says what waits and why, and what comes next. After a pass with nothing to do that is what it was: to work it
// out each time would be most of what an idle daemon does.
func (n *notifier) outlook(ctx context.Context) string {
	n.ahead.Lock()
	defer n.ahead.Unlock()
	now := n.host.Now()
	version, err := n.store.Version(ctx)
	if err != nil {
		return unreadable
	}
	if n.last.holds(version, now) {
		return n.last.text
	}
	n.last = outlook{}
	text, until, err := n.lookAhead(ctx, now)
	if err != nil {
		return unreadable
	}
	n.last = outlook{text, version, now, until}
	return text
}

// lookAhead works the outlook out, and returns until when it holds if nothing changes. It gives numbers instead of
// names, because every user of the machine can read it.
func (n *notifier) lookAhead(ctx context.Context, now time.Time) (text string, until time.Time, err error) {
	p := n.pass.Policy
	until = now.Add(outlookFor)
	if text, err = n.waiting(ctx, now); err != nil {
		return "", until, err
	}
	next, err := view.NextReminder(ctx, n.store, p, now)
	if err != nil {
		return "", until, err
	}
	if next == nil {
		return text + "; nothing is planned", until, nil
	}
	if next.Due.Before(until) {
		until = next.Due
	}
	return fmt.Sprintf("%s; next: %s of application %d, %s",
		text, next.Kind.Noun(), next.ApplicationID, phrase.Stamp(next.Due, p.Location)), until, nil
}

const unreadable = "the database cannot be read; see the log"

// waiting says how many reminders wait, and why: "2 waiting for the mail server since Tue 1 Dec 17:40: login refused".
func (n *notifier) waiting(ctx context.Context, now time.Time) (string, error) {
	channel, err := n.store.Channel(ctx)
	if err != nil {
		return "", err
	}
	count, err := n.store.AllWaiting(ctx)
	if err != nil {
		return "", err
	}
	refused, err := n.store.AllRefused(ctx)
	if err != nil {
		return "", err
	}
	said := fmt.Sprintf("%d waiting", count)
	if channel.Failures > 0 {
		said += fmt.Sprintf(" for the mail server since %s: %s",
			phrase.Brief(channel.Since, now, n.pass.Policy.Location), impersonal(channel.LastError))
	}
	if refused > 0 {
		said += fmt.Sprintf("; %d refused", refused)
	}
	return said, nil
}

// impersonal returns the beginning of what a server said, without the addresses in it.
func impersonal(said string) string {
	const longest = 80
	words := strings.Fields(term.Clean(phrase.FirstLine(said)))
	for i, word := range words {
		if strings.Contains(word, "@") {
			words[i] = "…"
		}
	}
	return rules.Clip(strings.Join(words, " "), longest)
}

func (n *notifier) reloading() {
	n.tell(sdnotify.SdNotifyReloading + "\n" + sdnotify.SdNotifyMonotonicUsec())
}

// reloaded says that a reload has ended, or failed with err.
func (n *notifier) reloaded(ctx context.Context, err error) {
	n.wrong.Store(err != nil)
	n.forget() // the policy may be another
	n.ready(ctx)
}

func (n *notifier) forget() {
	n.ahead.Lock()
	defer n.ahead.Unlock()
	n.last = outlook{}
}

func (n *notifier) stopping() { n.tell(sdnotify.SdNotifyStopping) }
