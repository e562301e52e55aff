package store

import (
	"context"
	"strings"
	"time"
)

// Found is an application as a search knows it.
type Found struct {
	ID            int64
	Company, Role string
	Start         time.Time // of its latest interview
	Open          bool      // nobody said no, made an offer, or stopped it
}

// Search finds the applications whose company contains the piece, the latest first. Letters beyond ASCII match as they are
// written; others in either case.
func (s *Store) Search(ctx context.Context, piece string, limit int) (found []Found, err error) {
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(piece) + "%"
	found, err = collect(ctx, s.db, scanFound, `
		SELECT `+foundColumns+` FROM applications WHERE company LIKE ? ESCAPE '\'
		ORDER BY latest_start DESC, id DESC LIMIT ?`, pattern, noLimit(limit))
	if err != nil {
		return nil, explain(s.path, "searching the applications", err)
	}
	return found, nil
}

// OpenFor finds the open applications for that role at that company, as [Store.Search] reads letters, the latest first.
func (s *Store) OpenFor(ctx context.Context, company, role string) (found []Found, err error) {
	found, err = collect(ctx, s.db, scanFound, selectOpenFor, company, role)
	if err != nil {
		return nil, explain(s.path, "looking for an open application", err)
	}
	return found, nil
}

// Few are for one role at one company; all that are at that company may be many.
const selectOpenFor = `SELECT ` + foundColumns + ` FROM applications INDEXED BY applications_named
	WHERE company = ? COLLATE NOCASE AND role = ? COLLATE NOCASE AND outcome = '' ORDER BY latest_start DESC, id DESC`

// Same finds an interview for that role at that company which begins at that time.
func (s *Store) Same(ctx context.Context, company, role string, start time.Time) (id int64, found bool, err error) {
	same, err := collect(ctx, s.db, scanInterview, selectSame+` ORDER BY id LIMIT 1`, company, role, seconds(start))
	if err != nil {
		return 0, false, explain(s.path, "looking for the same interview", err)
	}
	if len(same) == 0 {
		return 0, false, nil
	}
	return same[0].ID, true, nil
}

// Many interviews may begin at one time, and few are for one role at one company.
const selectSame = `SELECT ` + interviewColumns + ` FROM interviews
	WHERE starts_at = ?3 AND application_id IN (
		SELECT id FROM applications WHERE company = ?1 COLLATE NOCASE AND role = ?2 COLLATE NOCASE)`

const foundColumns = `id, company, role, latest_start, outcome = ''`

func scanFound(row scanner) (f Found, err error) {
	err = row.Scan(&f.ID, &f.Company, &f.Role, instant{&f.Start}, &f.Open)
	return f, err
}

// OnlyOpen are those of the found that are still open.
func OnlyOpen(found []Found) (open []Found) {
	for _, f := range found {
		if f.Open {
			open = append(open, f)
		}
	}
	return open
}
