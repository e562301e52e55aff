package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

// silentFor is how long a daemon may go without a pass before something must be wrong: far longer than any pass takes.
const silentFor = 10 * time.Minute

// missedFor is how long a missed reminder is shown.
const missedFor = 7 * 24 * time.Hour

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say whether the daemon runs, what waits, what comes next, and what is wrong",
		Long: `Say whether the daemon runs, what waits, what comes next, and what is wrong. The exit
code is 1 when something is: no daemon, no pass for a while, a mail server that can not
be used, a reminder that was refused or missed.`,
		Example: "  followup status\n  followup status --json",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(cfg *Config, st *store.Store, p rules.Policy) error {
				s, err := a.status(cmd.Context(), cfg, st, p)
				if err != nil {
					return err
				}
				if asJSON {
					err = printJSON(a.stdout, s.json(p.Location))
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
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

var errWrong = errors.New("something is wrong, see above")

// status is how things stand.
type status struct {
	now     time.Time
	running bool
	holder  store.Holder
	waiting int // reminders whose turn has come
	channel rules.Channel
	next    *coming
	wrong   []string // what is wrong, each a clause with what to do
}

func (a *app) status(ctx context.Context, cfg *Config, st *store.Store, p rules.Policy) (s status, err error) {
	s.now = a.now()
	if s.holder, s.running, err = store.ReadLock(cfg.Store.Path); err != nil {
		return s, err
	}
	if s.waiting, _, err = st.Waiting(ctx, s.now); err != nil {
		return s, err
	}
	if s.channel, err = st.Channel(ctx); err != nil {
		return s, err
	}
	cases, err := st.List(ctx, store.ListOptions{})
	if err != nil {
		return s, err
	}
	if all := forecast(cases, p, s.now, s.now, s.now.AddDate(0, 0, forecastDays)); len(all) > 0 {
		s.next = &all[0]
	}
	s.wrong = append(s.ofTheDaemon(p), ofTheReminders(cases, s.now, p)...)
	return s, nil
}

// ofTheDaemon is what is wrong with the daemon and its way out.
func (s status) ofTheDaemon(p rules.Policy) (wrong []string) {
	switch {
	case !s.running:
		wrong = append(wrong, "no daemon runs; start it with systemctl, or with `followup run`")
	case s.now.Sub(s.holder.LastPass) > silentFor && s.now.Sub(s.holder.Since) > silentFor:
		wrong = append(wrong, fmt.Sprintf("the daemon has made no pass since %s; its log tells why", stamp(s.holder.LastPass, p.Location)))
	}
	if !s.holder.Doubted.IsZero() {
		wrong = append(wrong, "the clock stands before the last pass, so nothing is sent; set the clock right")
	}
	if s.channel.Failures > 0 {
		wrong = append(wrong, fmt.Sprintf("the mail server cannot be used since %s: %s; it is tried again %s",
			stamp(s.channel.Since, p.Location), s.channel.LastError, stamp(s.channel.NextTry, p.Location)))
	}
	return wrong
}

// ofTheReminders is which were refused, and which were missed lately.
func ofTheReminders(cases []rules.Case, now time.Time, p rules.Policy) (wrong []string) {
	for _, c := range cases {
		for _, r := range c.History.Reminders {
			what := fmt.Sprintf("the %s of interview %d (%s)", note(r.Kind, r.LastCall, whoHas(c.Interview, r.Recipient)), c.Interview.ID, c.Interview.Company)
			switch {
			case r.State == rules.Refused:
				wrong = append(wrong, fmt.Sprintf("%s was refused: %s; once that is mended: followup retry %d", what, r.Reply, c.Interview.ID))
			case r.State == rules.Expired && now.Sub(r.SettledAt) < missedFor && c.Interview.CreatedAt.Before(r.Expires):
				wrong = append(wrong, fmt.Sprintf("%s was missed %s", what, brief(r.SettledAt, now, p.Location)))
			}
		}
	}
	return wrong
}

func (a *app) printStatus(s status, p rules.Policy) {
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
		next = fmt.Sprintf("%s at %s, %s", note(s.next.Kind, s.next.LastCall, who(s.next.To)), s.next.interview.Company, stamp(s.next.Due, p.Location))
	}
	a.printf("next       %s\n", clean(next))
	a.printf("waiting    %d\n", s.waiting)
	for _, w := range s.wrong {
		a.printf("wrong      %s\n", clean(w))
	}
}

// statusJSON is what status --json prints.
type statusJSON struct {
	OK       bool       `json:"ok"`
	Running  bool       `json:"running"`
	PID      *int       `json:"pid"`
	Since    *time.Time `json:"since"`
	LastPass *time.Time `json:"last_pass"`
	Waiting  int        `json:"waiting"`
	Next     *stepJSON  `json:"next"`
	Wrong    []string   `json:"wrong"`
}

func (s status) json(loc *time.Location) statusJSON {
	j := statusJSON{
		OK: len(s.wrong) == 0, Running: s.running, LastPass: timeOrNull(s.holder.LastPass, loc), Waiting: s.waiting,
		Wrong: append([]string{}, s.wrong...),
	}
	if s.running {
		j.PID, j.Since = &s.holder.PID, timeOrNull(s.holder.Since, loc)
	}
	if s.next != nil {
		step := toStep(s.next.Step, loc)
		j.Next = &step
	}
	return j
}
