package intake

import (
	"context"
	"errors"
	"fmt"

	"followup/rules"
)

// maxAtOnce is how many drafts may come at once after an import, without a question.
const maxAtOnce = 5

// askAboutFlood asks, on a terminal, about an import after which many drafts would come at once, such as that of an old
// table. Without a terminal it says so. The error says what to do instead.
func (dlg *Dialogue) askAboutFlood(ctx context.Context, list []entry, dryRun bool) error {
	n, err := dlg.dueAtOnce(ctx, list)
	switch {
	case err != nil || n <= maxAtOnce:
		return err
	case !dlg.Interactive || dryRun:
		fmt.Fprintf(dlg.Err, "%d drafts come at once, about interviews of some time ago; --from 2026-11-01 leaves "+
			"out those before a day\n", n)
	case !dlg.Confirm("%d drafts would come at once, about interviews of some time ago. Import them all?", n):
		return errors.New("nothing was imported; leave out what is old with --from and a day")
	}
	return nil
}

// dueAtOnce counts the drafts that would come at once after an import.
func (dlg *Dialogue) dueAtOnce(ctx context.Context, list []entry) (n int, err error) {
	type name struct{ company, role string }
	cases := map[name]*rules.Case{}
	for i, e := range list {
		_, there, err := dlg.Store.Same(ctx, e.Application.Company, e.Application.Role, e.Interview.Start)
		if err != nil {
			return 0, err
		}
		if there || e.Cancelled || e.Interview.Start.IsZero() || dlg.Policy == nil {
			continue
		}
		company, role := e.name()
		c := cases[name{company, role}]
		if c == nil {
			c = &rules.Case{Application: e.Application}
			cases[name{company, role}] = c
		}
		iv := e.Interview
		c.ID, iv.ID, iv.CreatedAt = 1, int64(i+1), dlg.Now()
		c.Interviews = append(c.Interviews, iv)
		if e.Outcome != "" {
			c.History.Events = []rules.Event{{ID: 1, ApplicationID: 1, Kind: e.Outcome, At: iv.Start.Add(iv.Duration),
				RecordedAt: dlg.Now()}}
		}
	}
	for _, c := range cases {
		rules.SortInterviews(c.Interviews)
		for _, s := range rules.Decide(*c, *dlg.Policy, dlg.Now()).Steps {
			if !s.Due.After(dlg.Now()) {
				n++
			}
		}
	}
	return n, nil
}
