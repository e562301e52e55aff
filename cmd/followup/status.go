package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// silentFor is how long after a tick a daemon may be without a completed pass before somebody should look: longer than one
// mail takes at most. A pass with many mails over a server that drags its feet may take longer.
const silentFor = 10 * time.Minute

// missedFor is how long a missed reminder is shown.
const missedFor = 7 * 24 * time.Hour

func (a *app) statusCommand() *cobra.Command {
	var asJSON, closer bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say whether the daemon runs, what waits, what comes next, and what is wrong",
		Long: `Say whether the daemon runs, what waits, what comes next, and what is wrong. The exit
code is 1 when something is: no daemon, no pass for a while or one that failed, a clock
that was set back, a mail server that cannot be used, a reminder that was refused or
missed. With --check it also looks closer: at the config and the letters, at the
whole database, at the clock and the zone, and at the mail server, up to the
recipient; nothing is sent.`,
		Example: "  followup status\n  followup status --check\n  followup status --json",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, p rules.Policy) error {
				s, err := a.status(cmd.Context(), cfg, st, p)
				if err != nil {
					return err
				}
				if closer {
					s.look(a.checks(cmd.Context(), cfg, st, p))
				}
				if asJSON {
					err = a.PrintJSON(s.json(p))
				} else {
					a.printStatus(s, p)
				}
				if err == nil && len(s.wrong) > 0 {
					err = errWrong
				}
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&closer, "check", false, "also look at the database, the clock and the mail server")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

var errWrong = errors.New("something is wrong, see above")

// status is how things stand.
type status struct {
	now      time.Time
	running  bool
	holder   store.Holder
	nextPass time.Time // when the tick after the last pass was to come
	waits    []wait
	waiting  int // how many there are in all
	channel  outbox.Channel
	next     *coming
	wrong    []string // what is wrong, each a clause with what to do
	checks   []check  // what --check looked at
}

// wait is a reminder that is due and not delivered yet.
type wait struct {
	rules.Reminder
	of rules.Case
}

// maxTroubles is how many applications are looked at for what is wrong; more would be no help.
const maxTroubles = 100

func (a *app) status(ctx context.Context, cfg *config.Config, st *store.Store, p rules.Policy) (s status, err error) {
	s.now = a.now()
	if s.holder, s.running, err = store.ReadLock(cfg.Store.Path); err != nil {
		return s, err
	}
	schedule, err := scheduler.ParseSchedule(cfg.Schedule.Tick, p.Location, s.now)
	if err != nil {
		return s, config.Errorf("%s: schedule.tick: %w", cfg.Where(), err)
	}
	s.nextPass = schedule.Next(s.holder.LastPass)
	if s.channel, err = st.Channel(ctx); err != nil {
		return s, err
	}
	if s.waiting, err = st.AllWaiting(ctx); err != nil {
		return s, err
	}
	refused, err := st.AllRefused(ctx)
	if err != nil {
		return s, err
	}
	if s.next, err = nextReminder(ctx, st, p, s.now); err != nil {
		return s, err
	}
	troubles, err := st.Troubles(ctx, s.now.Add(-missedFor), maxTroubles)
	if err != nil {
		return s, err
	}
	for _, t := range troubles {
		for _, r := range t.History.Reminders {
			switch r.State {
			case rules.Waiting:
				s.waits = append(s.waits, wait{r, t.Case})
			case rules.Refused:
				refused--
			}
		}
	}
	s.wrong = append(s.ofTheDaemon(p), ofTheReminders(troubles, s.now, p)...)
	if refused > 0 {
		s.wrong = append(s.wrong, fmt.Sprintf("%d more reminders were refused; once that is mended: followup retry --all", refused))
	}
	return s, nil
}

// ofTheDaemon is what is wrong with the daemon and its way out.
func (s status) ofTheDaemon(p rules.Policy) (wrong []string) {
	switch {
	case !s.running:
		wrong = append(wrong, "no daemon runs; start it with systemctl, or with `followup run`")
	case s.holder.LastPass.IsZero() && s.now.Sub(s.holder.Since) > silentFor:
		wrong = append(wrong, "the daemon has made no pass yet; its log tells why")
	case s.now.After(s.nextPass.Add(silentFor)) && s.now.Sub(s.holder.Since) > silentFor:
		wrong = append(wrong, fmt.Sprintf("the daemon has made no pass since %s; its log tells why", stamp(s.holder.LastPass, p.Location)))
	}
	if aheadOf(s.now, s.holder) {
		clock := fmt.Sprintf("the last pass was made %s, which is yet to come: the clock was wrong then or is now; set it right",
			stamp(s.holder.LastPass, p.Location))
		if !s.holder.Doubted.IsZero() {
			clock += "; until it is, or has stayed so for an hour, nothing is sent"
		}
		wrong = append(wrong, clock)
	}
	if !s.holder.Failing.IsZero() {
		wrong = append(wrong, fmt.Sprintf("the passes have failed since %s: %s; the log says more",
			stamp(s.holder.Failing, p.Location), s.holder.Failure))
	}
	if s.channel.Failures > 0 {
		wrong = append(wrong, fmt.Sprintf("the mail server cannot be used since %s: %s; it is tried again %s",
			stamp(s.channel.Since, p.Location), s.channel.LastError, stamp(s.channel.NextTry, p.Location)))
	}
	return wrong
}

// aheadOf reports whether the last pass lies in the future, so that the clock was wrong then or is wrong now.
func aheadOf(now time.Time, h store.Holder) bool {
	return now.Before(h.LastPass.Add(-scheduler.ClockTolerance))
}

// warnOfTheClock says that what is told now would be noted for a time that may be wrong.
func (a *app) warnOfTheClock(cfg *config.Config, p rules.Policy) {
	h, _, err := store.ReadLock(cfg.Store.Path)
	if err == nil && aheadOf(a.now(), h) {
		fmt.Fprintf(a.Err, "followup: the clock says %s, but the last pass was made %s; if the clock is wrong, set it right first\n",
			stamp(a.now(), p.Location), stamp(h.LastPass, p.Location))
	}
}

// ofTheReminders is which applications could not be decided, which reminders were refused, and which were missed lately.
func ofTheReminders(troubles []store.Trouble, now time.Time, p rules.Policy) (wrong []string) {
	for _, t := range troubles {
		if t.Fault != "" {
			wrong = append(wrong, fmt.Sprintf("application %d (%s) cannot be decided, by a fault of the program: %s; please report it", t.ID, t.Company, firstOf(t.Fault)))
		}
		for _, r := range t.History.Reminders {
			what := fmt.Sprintf("the %s of application %d (%s)", note(r.Key, r.To()...), t.ID, t.Company)
			was, is := plural(len(r.To()), "was", "were"), plural(len(r.To()), "it is", "they are")
			switch {
			case r.State == rules.Refused:
				wrong = append(wrong, fmt.Sprintf("%s %s refused: %s; once that is mended: followup retry %d", what, was, r.Reply, t.ID))
			case r.State == rules.Waiting && r.Attempts == 0 && r.NextAttempt.After(now) && !r.Due.After(now):
				wrong = append(wrong, fmt.Sprintf("%s cannot be written: %s; %s tried again %s",
					what, firstOf(r.Reply), is, brief(r.NextAttempt, now, p.Location)))
			case r.State == rules.Expired && now.Sub(r.SettledAt) < missedFor && toldAt(t.Case, r.Key).Before(r.Expires):
				wrong = append(wrong, fmt.Sprintf("%s %s missed %s", what, was, brief(r.SettledAt, now, p.Location)))
			}
		}
	}
	return wrong
}

// toldAt returns when the program was told of what a reminder is about. What was over by then was not missed.
func toldAt(c rules.Case, k rules.Key) time.Time {
	if iv, ok := c.Interview(k.InterviewID); ok {
		return iv.CreatedAt
	}
	return c.CreatedAt
}

// firstOf is the first line; a panic has its whole stack below.
func firstOf(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func (a *app) printStatus(s status, p rules.Policy) {
	if p.Pause.Holds(s.now) {
		a.printf("paused     until %s\n", pauseInWords(p))
	}
	daemon := "not running"
	if s.running {
		daemon = fmt.Sprintf("running since %s, as process %d", stamp(s.holder.Since, p.Location), s.holder.PID)
	}
	a.printf("daemon     %s\n", daemon)
	if !s.holder.LastPass.IsZero() {
		a.printf("last pass  %s\n", stamp(s.holder.LastPass, p.Location))
	}
	next := "nothing comes by itself"
	if s.next != nil {
		next = fmt.Sprintf("%s at %s, %s", note(s.next.Key, s.next.To...), s.next.of.Company, stamp(s.next.Due, p.Location))
	}
	a.entry("next       ", next)
	a.printf("waiting    %d\n", s.waiting)
	for _, w := range s.waits {
		a.entry("           ", fmt.Sprintf("%s at %s: %s", note(w.Key, w.To()...), w.of.Company, w.why(s, p.Location)))
	}
	if n := s.waiting - len(s.waits); n > 0 {
		a.printf("           and %d more\n", n)
	}
	for _, c := range s.checks {
		a.entry(fmt.Sprintf("%-11s", c.What), c.Found)
	}
	for _, w := range s.wrong {
		a.entry("wrong      ", w)
	}
}

// why says what a reminder waits for.
func (w wait) why(s status, loc *time.Location) string {
	switch {
	case w.NextAttempt.After(s.now) && w.Reply != "":
		return fmt.Sprintf("%s; again %s", firstOf(w.Reply), brief(w.NextAttempt, s.now, loc))
	case w.NextAttempt.After(s.now):
		return "from " + brief(w.NextAttempt, s.now, loc) + " on"
	case s.channel.Failures > 0:
		return "for the mail server"
	}
	return "for the next pass"
}

// statusJSON is what status --json prints.
type statusJSON struct {
	OK       bool       `json:"ok"`
	Paused   *time.Time `json:"paused_until"`
	PauseAll bool       `json:"pause_all"`
	Running  bool       `json:"running"`
	PID      *int       `json:"pid"`
	Since    *time.Time `json:"since"`
	LastPass *time.Time `json:"last_pass"`
	Waiting  int        `json:"waiting"`
	Waits    []waitJSON `json:"waits"`
	Next     []stepJSON `json:"next"`
	Wrong    []string   `json:"wrong"`
	Checks   []check    `json:"checks"`
}

// waitJSON is a reminder that is due and not delivered yet.
type waitJSON struct {
	noteJSON
	To            []personJSON `json:"to"`
	DueAt         time.Time    `json:"due_at"`
	NextAttemptAt time.Time    `json:"next_attempt_at"`
	Attempts      int          `json:"attempts"`
	Why           string       `json:"why"`
}

func (s status) json(p rules.Policy) statusJSON {
	loc := p.Location
	j := statusJSON{
		OK: len(s.wrong) == 0, Running: s.running, LastPass: timeOrNull(s.holder.LastPass, loc), Waiting: s.waiting,
		Wrong: append([]string{}, s.wrong...), Waits: []waitJSON{}, Next: []stepJSON{}, Checks: append([]check{}, s.checks...),
	}
	for _, w := range s.waits {
		j.Waits = append(j.Waits, waitJSON{
			noteJSON: toNote(w.of, w.Key), To: toPeople(w.To()), DueAt: w.Due.In(loc),
			NextAttemptAt: w.NextAttempt.In(loc), Attempts: w.Attempts, Why: w.why(s, loc),
		})
	}
	if p.Pause.Holds(s.now) {
		j.Paused, j.PauseAll = timeOrNull(p.Pause.Until, loc), p.Pause.All
	}
	if s.running {
		j.PID, j.Since = &s.holder.PID, timeOrNull(s.holder.Since, loc)
	}
	if s.next != nil {
		j.Next = toSteps(s.next.of, s.next.Step, loc)
	}
	return j
}
