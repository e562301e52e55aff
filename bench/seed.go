package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"followup/rules"
	"followup/store"
)

// chunk is how many applications are added, or decided, in one transaction.
const chunk = 10_000

// seeding says what to fill a database with.
type seeding struct {
	open  int  // applications whose interview is still to come, spread over a year, each due for a check later
	ended int  // applications of last year that the user stopped, with no reminder left
	same  bool // all of open are at the same moment
	due   int  // applications whose interview ended hours ago, each with a thank-you that is due
}

func seedCommand(ctx context.Context, args []string) error {
	var what seeding
	flags := flag.NewFlagSet("seed", flag.ExitOnError)
	db := flags.String("db", "", "the database")
	flags.IntVar(&what.open, "open", 0, "how many whose interview is yet to come")
	flags.BoolVar(&what.same, "same", false, "those of -open are at the same moment")
	flags.IntVar(&what.ended, "ended", 0, "how many of which nothing comes")
	flags.IntVar(&what.due, "due", 0, "how many with a thank-you that is due")
	_ = flags.Parse(args) // it exits
	st, err := store.Open(ctx, *db)
	if err != nil {
		return err
	}
	return errors.Join(seed(ctx, st, time.Now().Truncate(time.Second), what), st.Close())
}

// seed fills a database through the store's own code. All but the due ones are decided as the daemon would.
func seed(ctx context.Context, st *store.Store, now time.Time, what seeding) error {
	const day = 24 * time.Hour
	spread := func(from time.Time, i, n int) time.Time {
		return from.Add(365 * day / time.Duration(n) * time.Duration(i)).Truncate(time.Second)
	}
	past := func(i int) time.Time { return spread(now.Add(-400*day), i, what.ended) }
	err := add(ctx, st, now, what.ended, "Past", past, rules.Event{Kind: rules.Stopped, At: now})
	if err == nil {
		err = add(ctx, st, now, what.open, "Firm",
			func(i int) time.Time {
				if what.same {
					i = 0
				}
				return spread(now.Add(30*day), i, what.open)
			})
	}
	if err == nil && what.open+what.ended > 0 {
		err = decideAll(ctx, st, now)
	}
	if err == nil {
		err = add(ctx, st, now, what.due, "Due", func(int) time.Time { return now.Add(-5 * time.Hour) })
	}
	return err
}

// add adds n applications with an interview each, and records for each what happened. No two share a person, because
// those that do are decided together.
func add(
	ctx context.Context, st *store.Store, now time.Time, n int, name string,
	start func(int) time.Time, happened ...rules.Event,
) error {
	run := time.Now().UnixNano() // so that no two runs use the same names
	for from := 0; from < n; from += chunk {
		list := make([]store.Import, min(chunk, n-from))
		for i := range list {
			number := fmt.Sprintf("%d-%d", run, from+i)
			list[i].Application = rules.Application{Company: name + " " + number, Role: "data engineer"}
			list[i].Interview = rules.Interview{
				Start: start(from + i), Duration: time.Hour,
				Interviewers: []rules.Person{{Name: "Jo Smith", Email: "jo@acme-" + number + ".test"}},
				Topic:        "the move to streaming",
			}
		}
		added, err := st.Import(ctx, now, list, store.ImportOptions{})
		if err != nil {
			return err
		}
		var events []rules.Event
		for _, one := range added {
			for _, e := range happened {
				e.ApplicationID = one.ApplicationID
				events = append(events, e)
			}
		}
		if err := st.Record(ctx, now, events...); err != nil {
			return err
		}
	}
	return nil
}

func decideAll(ctx context.Context, st *store.Store, now time.Time) error {
	p := policy()
	for {
		done, err := st.DecideBatch(ctx, now, chunk, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
			return rules.Decide(c, p, now), nil
		})
		if err != nil || done.Checked == 0 {
			return err
		}
	}
}

// policy returns the policy of the config in bench/run. It allows mail around the clock, so that the figures do not
// depend on the time of day.
func policy() rules.Policy {
	p := rules.DefaultPolicy(time.UTC)
	p.Waking = rules.Hours{From: 0, To: 24 * 60}
	return p
}
