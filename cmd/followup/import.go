package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/exchange"
	"followup/cmd/followup/term"
	"followup/rules"
	"followup/store"
)

func (a *app) importCommand() *cobra.Command {
	var dryRun, again bool
	var mapped []string
	cmd := &cobra.Command{
		Use:   "import FILE|FOLDER...",
		Short: "Add interviews from a calendar (.ics) or a table (.csv)",
		Long: `Add interviews from calendars (.ics, as invitations and exports have them) and tables
(.csv with a header line). All are added or, when anything cannot be read, none. An
interview joins the open application for the same role at the same company, or begins
one; a column "application" with a number tells the applications of a table apart. What
was imported before is known again: the same again changes nothing, an event that was
moved or called off moves or stops its interview, and one that you removed stays away
until its event changes. A change by another organizer than the first is asked about, or
left out where nobody can be asked; what has begun is not called off any more. Lines of
a table that tell of one interview are taken together; one that was changed since is
named, and its interview stays as it is. Somebody is known again by the address, and
stays called as before. "-" reads standard input.`,
		Example: `  followup import invitation.ics
  followup import ~/calendar --dry-run
  followup import jobs.csv --map "Firma=company" --map "Notiz=-"`,
		Args: func(cmd *cobra.Command, given []string) error {
			if len(given) == 0 {
				return usagef("FILE is missing; usage: %s", cmd.UseLine())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, given []string) error {
			err := a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, p rules.Policy) error {
				options, err := a.exchangeOptions(cfg, p, mapped)
				if err != nil {
					return err
				}
				entries, err := a.readAll(cmd.Context(), given, options)
				if err != nil {
					return err
				}
				return a.importEntries(cmd.Context(), st, entries, p.Location, store.ImportOptions{DryRun: dryRun, Again: again})
			})
			if err != nil && cmd.Context().Err() != nil && !errors.Is(err, term.ErrNoAnswer) {
				return errInterrupted
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what would be added or changed, and change nothing")
	cmd.Flags().BoolVar(&again, "again", false, "bring back what you removed too")
	cmd.Flags().StringArrayVar(&mapped, "map", nil, `which field a column of a table is, "Firma=company"; "Notiz=-" leaves one out; again for each`)
	return cmd
}

// importEntries imports what was read and says what came of it.
func (a *app) importEntries(ctx context.Context, st *store.Store, entries []entry, loc *time.Location, o store.ImportOptions) error {
	entries, skipped, err := a.complete(ctx, st, entries, loc, o.Again)
	if err != nil {
		return err
	}
	entries, refused, err := a.askAboutOrganizers(ctx, st, entries, loc, o.Again)
	if err != nil {
		return err
	}
	list := asImports(entries)
	o.Progress = a.progress(len(list))
	done, err := st.Import(ctx, a.now(), list, o)
	if err != nil {
		return err
	}
	a.printImported(ctx, st, entries, done, loc, o.DryRun)
	a.printSkipped(skipped + refused)
	return nil
}

func (a *app) exchangeOptions(cfg *config.Config, p rules.Policy, mapped []string) (exchange.Options, error) {
	o := exchange.Options{
		Location: p.Location, User: cfg.User.Email, Name: cfg.User.Name, Map: map[string]string{},
		Time: func(s string, loc *time.Location) (time.Time, error) { return dates.Time(s, a.now(), loc, dates.Held) },
		Day: func(s string, loc *time.Location) (rules.Date, error) {
			return dates.Deadline(s, rules.DateOf(a.now(), loc), p.Calendar)
		},
	}
	for _, m := range mapped {
		column, field, found := strings.Cut(m, "=")
		if !found {
			return o, usagef(`--map %q has no "="; write it like --map "Firma=company"`, m)
		}
		o.Map[strings.TrimSpace(column)] = strings.TrimSpace(field)
	}
	return o, nil
}

// errInterrupted: the program was told to end before anything was imported.
var errInterrupted = errors.New("interrupted; nothing was imported")

// An entry is an interview with the file that tells of it.
type entry struct {
	exchange.Entry
	file    string
	vouched bool     // the user wants it, whoever organizes it
	names   []string // what is to be said of names if it is added
}

func (e entry) where() string { return fmt.Sprintf("%s: line %d", e.file, e.Line) }

func (e entry) asImport() store.Import {
	return store.Import{
		Application: e.Application, Interview: e.Interview, UID: e.UID, Sequence: e.Sequence, Cancelled: e.Cancelled,
		Organizer: e.Organizer, Vouched: e.vouched,
	}
}

func asImports(entries []entry) []store.Import {
	var list []store.Import
	for _, e := range entries {
		list = append(list, e.asImport())
	}
	return list
}

// complete says what is odd about the entries, asks for what they do not tell, and leaves out what is no interview, and
// the events that the user skipped, which are counted.
func (a *app) complete(ctx context.Context, st *store.Store, entries []entry, loc *time.Location, again bool) (list []entry, skipped int, _ error) {
	var faults exchange.Faults
	told := map[string]exchange.Entry{} // by UID
	passed := map[string]bool{}         // what the user skipped, by UID
	for _, e := range entries {
		if passed[e.UID] {
			continue // another version of it
		}
		known, err := recall(ctx, st, &e, told)
		if err != nil {
			return nil, 0, err
		}
		removed := false
		if !known && !again {
			if removed, err = st.Removed(ctx, e.asImport()); err != nil {
				return nil, 0, err
			}
		}
		if e.Skip || !known && !removed && !e.Cancelled { // else only its time matters, or not even that
			a.remark(e, e.Remarks...)
		}
		if e.Skip {
			continue
		}
		if !e.Cancelled && !removed {
			switch err := a.askFor(&e, loc); {
			case errors.Is(err, term.ErrNoAnswer):
				return nil, 0, err // nor will the next question have one
			case errors.Is(err, errSkip):
				skipped++
				passed[e.UID] = e.UID != ""
				continue
			case err != nil:
				faults.Add(fmt.Errorf("%s: %w", e.where(), err))
				continue
			}
			told[e.UID] = e.Entry
		}
		list = append(list, e)
	}
	asOne(list, &faults)
	if err := recognize(ctx, st, list, &faults); err != nil {
		return nil, 0, err
	}
	list = together(list, &faults)
	for _, e := range list {
		if err := e.validate(loc); e.UID == "" && err != nil { // right by the line, and too much together
			faults.Add(fmt.Errorf("%s: %w", e.where(), err))
		}
	}
	inOrder(list)
	return list, skipped, faults.Err()
}

// remark prints what is odd about an entry, or about what came of it.
func (a *app) remark(e entry, remarks ...string) {
	for _, r := range remarks {
		fmt.Fprintf(a.Err, "%s: %s\n", clean(e.where()), clean(r))
	}
}

// recall gives an event the company and the role that it is known by, from its interview or from an earlier version in
// told, for its title may have changed or be gone; and the start, if it is called off without one. One date of a series
// that is known is left out.
func recall(ctx context.Context, st *store.Store, e *entry, told map[string]exchange.Entry) (known bool, err error) {
	if e.UID == "" {
		return false, nil
	}
	if e.Series != "" {
		if _, _, err := st.FindEvent(ctx, e.Series); err == nil {
			e.LeaveOut(exchange.OneOfSeries)
			return false, nil
		} else if !errors.Is(err, store.ErrNotFound) {
			return false, err
		}
	}
	app, iv, err := st.FindEvent(ctx, e.UID)
	if errors.Is(err, store.ErrNotFound) {
		was, seen := told[e.UID]
		if !seen {
			return false, nil
		}
		app, iv = was.Application, was.Interview
	} else if err != nil {
		return false, err
	}
	e.Application.Company, e.Application.Role = app.Company, app.Role
	if e.Interview.Start.IsZero() {
		e.Interview.Start = iv.Start
	}
	return true, nil
}

// inOrder puts the versions of one event in their order, each where one of them stood.
func inOrder(list []entry) {
	places := map[string][]int{}
	for i, item := range list {
		places[item.UID] = append(places[item.UID], i)
	}
	delete(places, "") // a table's, which have no versions
	for _, at := range places {
		var versions []entry
		for _, i := range at {
			versions = append(versions, list[i])
		}
		slices.SortStableFunc(versions, func(x, y entry) int {
			return cmp.Compare(uint(x.Sequence), uint(y.Sequence)) // a cancellation without one, which is negative, comes last
		})
		for n, i := range at {
			list[i] = versions[n]
		}
	}
}

// askFor asks for the company and the role where the entry does not tell them, if somebody can be asked.
func (a *app) askFor(e *entry, loc *time.Location) error {
	for _, q := range []struct {
		field *string
		name  string
	}{{&e.Application.Company, "company"}, {&e.Application.Role, "role"}} {
		if *q.field != "" {
			continue
		}
		if !a.Interactive {
			return fmt.Errorf("%q, %s, does not tell the %s; write it into the title, import it on a terminal, which asks, or add it with: followup add --at %q --company … --role …",
				e.Summary, stamp(e.Interview.Start, loc), q.name, e.Interview.Start.In(loc).Format("2006-01-02 15:04"))
		}
		answer, err := a.askOrSkip(fmt.Sprintf("%s, %s: which %s (s skips it)", clean(e.Summary), stamp(e.Interview.Start, loc), q.name))
		if err != nil {
			return err
		}
		*q.field = answer
	}
	return e.validate(loc)
}

// validate says what about the entry cannot be right, or returns nil.
func (e entry) validate(loc *time.Location) error {
	return errors.Join(e.Application.Validate(), e.Interview.Validate(loc))
}

// errSkip: the user wants the event left out.
var errSkip = errors.New("skipped")

// askOrSkip asks until there is an answer; "s" is errSkip.
func (a *app) askOrSkip(question string) (string, error) {
	for {
		switch answer, err := a.ask(question, ""); {
		case err != nil:
			return "", err
		case strings.EqualFold(answer, "s") || strings.EqualFold(answer, "skip"):
			return "", errSkip
		case answer != "":
			return answer, nil
		}
		a.printf("  this is needed; s skips this event\n")
	}
}
