package main

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/coreos/go-systemd/v22/daemon"

	"followup/rules"
	"followup/store"
)

// notifier tells systemd how the daemon is, by the protocol of sd_notify(3). Where nobody listens it does nothing.
type notifier struct {
	work
	now func() time.Time

	listens bool
	often   time.Duration // how often to give a sign of life, when nothing else does; zero is as one likes
	begun   bool          // the first pass was completed
	wrong   atomic.Bool   // the config was read anew and is wrong; passes go on meanwhile
}

// firstPass is how much longer the start may take from each sign of life on: the first pass may have mails to deliver. It is
// the WatchdogSec of the units: one mail, and what is written about it.
const firstPass = 10 * time.Minute

func (a *app) newNotifier(w work) *notifier {
	n := &notifier{work: w, now: a.now, listens: os.Getenv("NOTIFY_SOCKET") != ""}
	if limit, err := daemon.SdWatchdogEnabled(false); err != nil {
		w.log().Warn("cannot tell how long the watchdog waits", "error", err)
	} else if limit > 0 {
		n.often = min(limit/2, time.Minute)
	}
	return n
}

func (n *notifier) tell(state string) {
	if _, err := daemon.SdNotify(false, state); err != nil {
		n.log().Warn("cannot notify systemd", "error", err)
	}
}

// alive is a sign of life for the watchdog. It comes from within the passes, so a pass that hangs gives none.
func (n *notifier) alive() {
	switch {
	case n.listens && !n.begun:
		n.tell(fmt.Sprintf("EXTEND_TIMEOUT_USEC=%d", firstPass.Microseconds()))
	case n.often > 0:
		n.tell(daemon.SdNotifyWatchdog)
	}
}

// ready says that a pass came to its end, and what is next, or what is wrong.
func (n *notifier) ready(ctx context.Context, err error) {
	if !n.listens {
		return
	}
	status := "the last pass failed; see the log"
	if err == nil {
		status = n.outlook(ctx)
	}
	n.tell(daemon.SdNotifyReady + "\nSTATUS=" + n.trouble() + status)
	n.begun = true
}

// trouble says that a changed config is not in force, for as long as that holds.
func (n *notifier) trouble() string {
	if n.wrong.Load() {
		return "the new config is not in force, see the log; "
	}
	return ""
}

// outlook says what comes next and what waits. It names numbers, not people: everybody on the machine can read it.
func (n *notifier) outlook(ctx context.Context) string {
	now, p := n.now(), n.pass.Policy
	waiting, err := n.store.Waiting(ctx, now)
	if err != nil {
		return "the database cannot be read; see the log"
	}
	next, err := nextReminder(ctx, n.store, p, now)
	switch {
	case err != nil:
		return "the database cannot be read; see the log"
	case next == nil:
		return fmt.Sprintf("%d waiting; nothing comes by itself", waiting.Ready)
	}
	return fmt.Sprintf("%d waiting; next: %s of interview %d, %s", waiting.Ready, next.Kind.Noun(), next.InterviewID, stamp(next.Due, p.Location))
}

// nextReminder is the reminder that comes next, of all interviews, or nil. No interview's comes before its next check.
func nextReminder(ctx context.Context, st *store.Store, p rules.Policy, now time.Time) (*coming, error) {
	var first *coming
	err := st.Checks(ctx, func(c rules.Case, check time.Time) (more bool) {
		if first != nil && check.After(first.Due) {
			return false
		}
		if all := forecast([]rules.Case{c}, p, now, now, now.AddDate(0, 0, forecastDays)); len(all) > 0 && (first == nil || all[0].Due.Before(first.Due)) {
			first = &all[0]
		}
		return true
	})
	return first, err
}

func (n *notifier) reloading() {
	n.tell(daemon.SdNotifyReloading + "\n" + daemon.SdNotifyMonotonicUsec())
}

// reloaded ends a reload, which failed if there is an err.
func (n *notifier) reloaded(ctx context.Context, err error) {
	n.wrong.Store(err != nil)
	n.tell(daemon.SdNotifyReady + "\nSTATUS=" + n.trouble() + n.outlook(ctx))
}

func (n *notifier) stopping() { n.tell(daemon.SdNotifyStopping) }
