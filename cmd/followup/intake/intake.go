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
	"followup/store"
)

// A Dialogue is what an import needs of the world.
type Dialogue struct {
	*term.Terminal
	Store    *store.Store
	Location *time.Location // of the user
	Now      func() time.Time
}

// Import reads files and folders, and imports what is in them. If anything cannot be read, nothing is imported, and
// the error says all that is wrong.
func (dlg *Dialogue) Import(ctx context.Context, paths []string, how exchange.Options, o store.ImportOptions) error {
	entries, err := dlg.readAll(ctx, paths, how)
	if err != nil {
		return err
	}
	return dlg.importEntries(ctx, entries, o)
}

// importEntries imports what was read, and prints what came of it.
func (dlg *Dialogue) importEntries(ctx context.Context, entries []entry, o store.ImportOptions) error {
	entries, skipped, err := dlg.complete(ctx, entries, o.Again)
	if err != nil {
		return err
	}
	entries, refused, err := dlg.askAboutOrganizers(ctx, entries, o.Again)
	if err != nil {
		return err
	}
	list := asImports(entries)
	o.Progress = dlg.progress(len(list))
	done, err := dlg.Store.Import(ctx, dlg.Now(), list, o)
	if err != nil {
		return err
	}
	dlg.printImported(ctx, entries, done, o.DryRun)
	dlg.printSkipped(skipped + refused)
	return nil
}

// An entry is an interview and the file that tells of it.
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

// complete says what is odd about the entries, asks for what they do not tell, and leaves out what is no interview,
// and the events that the user skipped, which are counted.
func (dlg *Dialogue) complete(ctx context.Context, entries []entry, again bool) (list []entry, skipped int, _ error) {
	var faults exchange.Faults
	told := map[string]exchange.Entry{} // by UID
	passed := map[string]bool{}         // what the user skipped, by UID
	for _, e := range entries {
		if passed[e.UID] {
			continue // another version of it
		}
		known, err := recall(ctx, dlg.Store, &e, told)
		if err != nil {
			return nil, 0, err
		}
		removed := false
		if !known && !again {
			if removed, err = dlg.Store.Removed(ctx, e.asImport()); err != nil {
				return nil, 0, err
			}
		}
		if e.Skip || !known && !removed && !e.Cancelled { // else only its time matters, or not even that
			dlg.remark(e, e.Remarks...)
		}
		if e.Skip {
			continue
		}
		if !e.Cancelled && !removed {
			switch err := dlg.askFor(&e); {
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
	if err := recognize(ctx, dlg.Store, list, &faults); err != nil {
		return nil, 0, err
	}
	list = together(list, &faults)
	for _, e := range list {
		if err := e.validate(dlg.Location); e.UID == "" && err != nil { // right by the line, and too much together
			faults.Add(fmt.Errorf("%s: %w", e.where(), err))
		}
	}
	inOrder(list)
	return list, skipped, faults.Err()
}

// remark prints what is odd about an entry, or about what came of it.
func (dlg *Dialogue) remark(e entry, remarks ...string) {
	for _, r := range remarks {
		fmt.Fprintf(dlg.Err, "%s: %s\n", term.Clean(e.where()), term.Clean(r))
	}
}

// recall gives an event the company and the role that it is known by, from its interview or from an earlier version
// in told, for its title may have changed or be gone; and the start, if it is called off without one. One date of a
// series that is known is left out.
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

// inOrder puts the versions of an event in order, each in the place of one of them.
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
func (dlg *Dialogue) askFor(e *entry) error {
	for _, q := range []struct {
		field *string
		name  string
	}{{&e.Application.Company, "company"}, {&e.Application.Role, "role"}} {
		if *q.field != "" {
			continue
		}
		if !dlg.Interactive {
			return fmt.Errorf("%q, %s, does not tell the %s; write it into the title, import it on a terminal, which asks, "+
				"or add it with: followup add --at %q --company … --role …",
				e.Summary, phrase.Stamp(e.Interview.Start, dlg.Location), q.name, e.Interview.Start.In(dlg.Location).Format("2006-01-02 15:04"))
		}
		answer, err := dlg.askOrSkip(fmt.Sprintf("%s, %s: which %s (s skips it)",
			term.Clean(e.Summary), phrase.Stamp(e.Interview.Start, dlg.Location), q.name))
		if err != nil {
			return err
		}
		*q.field = answer
	}
	return e.validate(dlg.Location)
}

// validate returns what about the entry cannot be right, or nil.
func (e entry) validate(loc *time.Location) error {
	return errors.Join(e.Application.Validate(), e.Interview.Validate(loc))
}

// errSkip means that the user wants an event left out.
var errSkip = errors.New("skipped")

// askOrSkip asks until there is an answer; "s" is errSkip.
func (dlg *Dialogue) askOrSkip(question string) (string, error) {
	for {
		switch answer, err := dlg.Ask(question, ""); {
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
