package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"followup/cmd/followup/exchange"
	"followup/rules"
	"followup/store"
)

func (a *app) exportCommand() *cobra.Command {
	var asCSV, asICS, asJSON bool
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the interviews as a table, or what is coming as a calendar",
		Long: `Write all interviews as a table (--csv, which import reads), or as JSON with all that
happened to them (--json), or the reminders to come as a calendar that one can subscribe
to (--ics). Without a FILE it is printed; a FILE that is there is replaced.`,
		Example: `  followup export --csv interviews.csv
  followup export --ics ~/public/followup.ics`,
		Args: atMostOne("FILE"),
		RunE: func(cmd *cobra.Command, given []string) error {
			if asCSV && asICS || asCSV && asJSON || asICS && asJSON {
				return usagef("--csv, --ics and --json exclude each other")
			}
			return a.withStore(cmd.Context(), func(_ *Config, st *store.Store, p rules.Policy) error {
				cases, err := st.List(cmd.Context(), store.ListOptions{Closed: true})
				if err != nil {
					return err
				}
				write := func(w io.Writer) error { return exchange.WriteCSV(w, interviewsOf(cases), p.Location) }
				switch {
				case asICS:
					write = func(w io.Writer) error { return exchange.WriteICS(w, a.events(cases, p), a.now()) }
				case asJSON:
					write = func(w io.Writer) error { return printJSON(w, a.described(cases, p)) }
				}
				return a.writeOut(given, write)
			})
		},
	}
	cmd.Flags().BoolVar(&asCSV, "csv", false, "a table (the default)")
	cmd.Flags().BoolVar(&asICS, "ics", false, "the reminders to come, as a calendar")
	cmd.Flags().BoolVar(&asJSON, "json", false, "everything, as JSON")
	return cmd
}

func interviewsOf(cases []rules.Case) []rules.Interview {
	list := make([]rules.Interview, len(cases))
	for i, c := range cases {
		list[i] = c.Interview
	}
	return list
}

func (a *app) described(cases []rules.Case, p rules.Policy) []interviewJSON {
	list := make([]interviewJSON, len(cases))
	for i, c := range cases {
		list[i] = describe(c, p, a.now())
	}
	return list
}

// events are the reminders to come, each of which keeps its UID, so that a calendar knows it again.
func (a *app) events(cases []rules.Case, p rules.Policy) []exchange.Event {
	var list []exchange.Event
	for _, s := range forecast(cases, p, a.now(), a.now(), a.now().AddDate(0, 0, forecastDays)) {
		summary := note(s.Kind, s.LastCall, who(s.To)) + " (" + s.interview.Company + ")"
		list = append(list, exchange.Event{
			UID:     fmt.Sprintf("%d-%s-%d-%x@followup", s.InterviewID, s.Kind, s.Round, s.Recipient),
			Summary: summary, Description: s.Why, At: s.Due,
		})
	}
	return list
}

// writeOut prints, or replaces a file by the whole of what is written.
func (a *app) writeOut(given []string, write func(io.Writer) error) error {
	if len(given) == 0 {
		return write(a.stdout)
	}
	path := given[0]
	tmp, err := os.CreateTemp(filepath.Dir(path), ".followup-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // gone by then, if all went well
	if err = write(tmp); err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	a.printf("Wrote %s.\n", path)
	return nil
}
