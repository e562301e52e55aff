// Package intake imports interviews from calendars and tables. On a terminal it asks about what a file leaves open.
package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/exchange"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// A Dialogue imports files into a store and, if the terminal is interactive, asks about what they leave open.
type Dialogue struct {
	*term.Terminal
	Store    *store.Store
	Location *time.Location // of the user; times are read, asked about and printed in it
	Now      func() time.Time

	Language string // of the letters of a new application that says none, as it is stored

	From   time.Time     // new interviews before it are left out, unless it is zero
	Policy *rules.Policy // tells which drafts come at once, unless it is nil
}

// Import imports the interviews in the files and folders of paths. If anything in the files cannot be read, nothing is
// imported, and the error lists everything that is wrong. What is incomplete and cannot be asked about is left out and
// named; it is an error only if nothing else is in the files.
func (dlg *Dialogue) Import(ctx context.Context, paths []string, how exchange.Options, o store.ImportOptions) error {
	entries, err := dlg.readAll(ctx, paths, how)
	if err != nil {
		return err
	}
	entries, skipped, err := dlg.complete(ctx, entries, o.Again)
	if err != nil {
		return err
	}
	entries, refused, err := dlg.askAboutOrganizers(ctx, entries, o.Again)
	if err != nil {
		return err
	}
	if err := dlg.askAboutFlood(ctx, entries, o.DryRun); err != nil {
		return err
	}
	done, err := dlg.Store.Import(ctx, dlg.Now(), asImports(entries), o)
	if err != nil {
		return err
	}
	if !o.DryRun {
		if err := dlg.recordOutcomes(ctx, entries, done); err != nil {
			return fmt.Errorf("the interviews were imported, but not how their applications ended: %w", err)
		}
	}
	dlg.printImported(ctx, entries, done, o.DryRun)
	dlg.printSkipped(skipped + refused)
	return nil
}

// An entry is an interview and the file that it was read from.
type entry struct {
	exchange.Entry
	file    string
	inside  bool     // the file is one of a folder
	vouched bool     // the user wants it, whoever the organizer is
	names   []string // remarks about names, printed if it is added
	unclear []unclearFact

	language string // of the letters, if it begins an application
	// withArticle is the company's name with "the", if that may be right but could not be asked about
	withArticle string
	late        []string // remarks with an editCommand, printed when its number is known
	retitled    string   // the title of a known event, if it names another company or role
}

// editCommand is how a remark about a calendar spells a command whose number is not known yet.
const editCommand = "followup edit ID"

// where returns the file and line of an entry, for a message.
func (e entry) where() string { return fmt.Sprintf("%s: line %d", e.file, e.Line) }

func (e entry) asImport() store.Import {
	return store.Import{
		Application: e.Application, Interview: e.Interview, UID: e.UID, Sequence: e.Sequence, Cancelled: e.Cancelled,
		Organizer: e.Organizer, Vouched: e.vouched, Language: e.language,
	}
}

func asImports(entries []entry) []store.Import {
	var list []store.Import
	for _, e := range entries {
		list = append(list, e.asImport())
	}
	return list
}

// A completion is one run of complete.
type completion struct {
	*Dialogue
	again      bool
	told       map[string]exchange.Entry // entries so far, by UID
	spelled    map[string]spelling       // companies, by their bare name
	passed     map[string]bool           // UIDs of the events that were passed over
	skipped    int                       // by the user
	list       []entry
	leftOut    []entry
	incomplete []lacking
	faults     exchange.Faults
}

// A lacking is an entry that does not name its company or role, where nobody can be asked.
type lacking struct {
	entry
	error
}

// complete prints remarks about the entries, asks for what they lack, and joins the lines about one interview. It
// returns the entries to import, without the events that the user skipped, which it counts. The error lists all
// faults.
func (dlg *Dialogue) complete(ctx context.Context, entries []entry, again bool) (list []entry, skipped int, _ error) {
	c := completion{Dialogue: dlg, again: again, told: map[string]exchange.Entry{}, spelled: map[string]spelling{},
		passed: map[string]bool{}}
	for _, e := range entries {
		if c.passed[e.UID] {
			continue // another version of such an event
		}
		if err := c.take(ctx, e); err != nil {
			return nil, 0, err
		}
	}
	dlg.remarkLeftOut(c.leftOut)
	for _, l := range c.incomplete {
		if len(c.list) == 0 && !l.inside {
			c.faults.Add(fmt.Errorf("%s: %w", l.where(), l.error))
		} else {
			dlg.remark(l.entry, "left out: "+l.Error())
		}
	}
	shareFacts(c.list, &c.faults)
	if err := recognize(ctx, dlg.Store, c.list, &c.faults); err != nil {
		return nil, 0, err
	}
	list = joinLines(c.list, &c.faults)
	for _, e := range list {
		// each line was right, but not what they add up to
		if err := e.validate(dlg.Location); e.UID == "" && err != nil {
			c.faults.Add(fmt.Errorf("%s: %w", e.where(), err))
		}
	}
	inOrder(list)
	return list, c.skipped, c.faults.Err()
}

// take completes one entry. An error ends the import.
func (c *completion) take(ctx context.Context, e entry) error {
	ask, err := c.lookUp(ctx, &e, c.told, c.again)
	if err != nil {
		return err
	}
	if e.Skip {
		c.leftOut = append(c.leftOut, e)
		return nil
	}
	if ask {
		missing := lacking{}
		switch err := c.askFor(&e); {
		case errors.Is(err, term.ErrNoAnswer):
			return err // the next question would not be answered either
		case errors.Is(err, errSkip):
			c.skipped++
			c.passed[e.UID] = e.UID != ""
			return nil
		case errors.As(err, &missing):
			c.incomplete = append(c.incomplete, missing)
			c.passed[e.UID] = e.UID != ""
			return nil
		case err != nil:
			c.faults.Add(fmt.Errorf("%s: %w", e.where(), err))
			return nil
		}
		if err := c.spell(ctx, &e, c.spelled); err != nil {
			return err
		}
		c.told[e.UID] = e.Entry
	}
	e.language = cmp.Or(e.Application.Language, c.Language)
	e.readFacts()
	c.list = append(c.list, e)
	return nil
}

// lookUp fills in what is known about an entry and prints its remarks. ask reports whether the user should be asked
// for what it still lacks: not if it is cancelled or the user removed it.
func (dlg *Dialogue) lookUp(
	ctx context.Context, e *entry, told map[string]exchange.Entry, again bool,
) (ask bool, _ error) {
	known, err := recall(ctx, dlg.Store, e, told)
	if err != nil {
		return false, err
	}
	if !known && e.Doubtful && !e.Cancelled && !e.Invited && !e.Skip {
		e.LeaveOut("it does not say that it is an interview")
	}
	if start := e.Interview.Start; !known && !e.Cancelled && !start.IsZero() && start.Before(dlg.From) {
		e.LeaveOut("it was before the day of --from")
	}
	removed := false
	if !known && !again {
		if removed, err = dlg.Store.Removed(ctx, e.asImport()); err != nil {
			return false, err
		}
	}
	if !e.Skip && !known && !removed && !e.Cancelled { // otherwise only its time matters
		for _, r := range e.Remarks {
			if strings.Contains(r, editCommand) {
				e.late = append(e.late, r)
			} else {
				dlg.remark(*e, r)
			}
		}
	}
	return !e.Cancelled && !removed, nil
}

// remark prints remarks about an entry, each on a line of Err.
func (dlg *Dialogue) remark(e entry, remarks ...string) {
	for _, r := range remarks {
		fmt.Fprintf(dlg.Err, "%s: %s\n", term.Clean(e.where()), term.Clean(r))
	}
}

// recall fills in an event's company and role from its interview in the store, or from an earlier version in told,
// because the title may have changed or be gone. It also fills in the start, if the event is called off without one.
// One date of a series that is in the store is left out. known reports whether there is such an interview or version.
func recall(ctx context.Context, st *store.Store, e *entry, told map[string]exchange.Entry) (known bool, err error) {
	if e.UID == "" {
		return false, nil
	}
	if e.Series != "" {
		if _, _, err := st.FindEvent(ctx, e.Series); err == nil {
			e.LeaveOut(e.OneOfSeries())
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
	title := e.Application
	if title.Company != "" && !rules.SameCompany(title.Company, app.Company) ||
		title.Role != "" && !strings.EqualFold(title.Role, app.Role) {
		e.retitled = rules.Clip(e.Summary, maxShown)
	}
	e.Application.Company, e.Application.Role = app.Company, app.Role
	if e.Interview.Start.IsZero() {
		e.Interview.Start = iv.Start
	}
	return true, nil
}

// inOrder sorts the versions of each event by their sequence numbers, within the places that they take in the list.
func inOrder(list []entry) {
	places := map[string][]int{}
	for i, item := range list {
		places[item.UID] = append(places[item.UID], i)
	}
	delete(places, "") // lines of a table, which have no versions
	for _, at := range places {
		var versions []entry
		for _, i := range at {
			versions = append(versions, list[i])
		}
		slices.SortStableFunc(versions, func(x, y entry) int {
			// As unsigned numbers, because a cancellation without a number is negative and comes last.
			return cmp.Compare(uint(x.Sequence), uint(y.Sequence))
		})
		for n, i := range at {
			list[i] = versions[n]
		}
	}
}

// askFor asks for the company and the role if the entry does not plainly name them, with what it suggests. Without a
// terminal it returns a lacking. It returns errSkip if the user skips the event.
func (dlg *Dialogue) askFor(e *entry) error {
	for _, q := range []struct {
		field     *string
		name      string
		suggested string
	}{
		{&e.Application.Company, "company", e.Suggested.Company}, {&e.Application.Role, "role", e.Suggested.Role},
	} {
		if *q.field != "" {
			continue
		}
		if !dlg.Interactive {
			return lacking{*e, fmt.Errorf("%q, %s, does not tell the %s; import it on a terminal, which asks, or: %s",
				rules.Clip(e.Summary, maxShown), phrase.Stamp(e.Interview.Start, dlg.Location), q.name,
				command.Add(command.With("at", e.Interview.Start.In(dlg.Location).Format("2006-01-02 15:04")),
					command.With("company", cmp.Or(e.Application.Company, command.Blank)),
					command.With("role", command.Blank)))}
		}
		answer, err := dlg.askOrSkip(fmt.Sprintf("%s, %s: which %s (s skips it)",
			term.Clean(rules.Clip(e.Summary, maxShown)), phrase.Stamp(e.Interview.Start, dlg.Location), q.name),
			term.Clean(q.suggested))
		if err != nil {
			return err
		}
		*q.field = answer
	}
	return e.validate(dlg.Location)
}

// validate returns an error if the application or the interview cannot be right.
func (e entry) validate(loc *time.Location) error {
	return errors.Join(e.Application.Validate(), e.Interview.Validate(loc))
}

// maxShown is how many characters of a title are shown.
const maxShown = 80

// errSkip means that the user wants to leave out an event.
var errSkip = errors.New("skipped")

// askOrSkip asks until there is an answer; an empty one takes the suggestion, if there is one. It returns errSkip if
// that is "s" or "skip".
func (dlg *Dialogue) askOrSkip(question, suggested string) (string, error) {
	for {
		switch answer, err := dlg.Ask(question, suggested); {
		case err != nil:
			return "", err
		case strings.EqualFold(answer, "s") || strings.EqualFold(answer, "skip"):
			return "", errSkip
		case answer != "":
			return answer, nil
		}
		dlg.Printf("  this is needed; s skips this event\n")
	}
}
