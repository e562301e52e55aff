package store

import (
	"context"
	"strings"
	"time"

	"followup/rules"
)

// Found is an interview as a search knows it.
type Found struct {
	ID            int64
	Company, Role string
	Start         time.Time
	Open          bool // nobody said no, made an offer, invited to a next round, or stopped it
}

// Search finds the interviews whose company contains the piece, the latest first. Letters beyond ASCII match as they are
// written; others in either case.
func (s *Store) Search(ctx context.Context, piece string, limit int) (found []Found, err error) {
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(piece) + "%"
	found, err = collect(ctx, s.db, scanFound, `
		SELECT id, company, role, starts_at, outcome = '' FROM interviews WHERE company LIKE ? ESCAPE '\'
		ORDER BY starts_at DESC, id DESC LIMIT ?`, pattern, noLimit(limit))
	if err != nil {
		return nil, explain(s.path, "searching the interviews", err)
	}
	return found, nil
}

// Same finds an interview of the same company and role that begins at the same time.
func (s *Store) Same(ctx context.Context, iv rules.Interview) (id int64, found bool, err error) {
	ids, err := collect(ctx, s.db, scanID, `
		SELECT id FROM interviews
		WHERE starts_at = ? AND company = ? COLLATE NOCASE AND role = ? COLLATE NOCASE ORDER BY id LIMIT 1`,
		seconds(iv.Start), iv.Company, iv.Role)
	if err != nil {
		return 0, false, explain(s.path, "looking for the same interview", err)
	}
	if len(ids) == 0 {
		return 0, false, nil
	}
	return ids[0], true, nil
}

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
