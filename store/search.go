package store

import (
	"context"
	"strings"
	"time"

	"followup/rules"
)

// Found is an application as searches return it.
type Found struct {
	ID            int64
	Company, Role string
	Start         time.Time // of its latest interview
}

// Search returns the applications whose company contains piece, latest first, at most limit; 0 is all. Only ASCII
// letters match in either case.
func (s *Store) Search(ctx context.Context, piece string, limit int) (found []Found, err error) {
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(piece) + "%"
	found, err = collect(s.single(ctx), scanFound, `
		SELECT `+foundColumns+`
		FROM applications
		WHERE company LIKE ? ESCAPE '\'
		ORDER BY latest_start DESC, id DESC
		LIMIT ?`, pattern, noLimit(limit))
	return found, s.explain("searching the applications", err)
}

// OpenFor returns the open applications for that role at that company, latest first. Only ASCII letters match in
// either case.
func (s *Store) OpenFor(ctx context.Context, company, role string) (found []Found, err error) {
	found, err = collect(s.single(ctx), scanFound, selectOpenFor, rules.BareCompany(company), role)
	return found, s.explain("looking for an open application", err)
}

// selectOpenFor names its index because there are few applications for one role at one company, but there may be many
// at that company. It takes the name without "the".
const selectOpenFor = `
	SELECT ` + foundColumns + `
	FROM applications INDEXED BY applications_named
	WHERE company COLLATE NOCASE IN (?1, 'the ' || ?1) AND role = ?2 COLLATE NOCASE AND outcome = ''
	ORDER BY latest_start DESC, id DESC`

// Same returns the number of an interview for that role at that company that begins at that time.
func (s *Store) Same(ctx context.Context, company, role string, start time.Time) (id int64, found bool, err error) {
	same, err := collect(s.single(ctx), scanInterview, selectSame+` ORDER BY id LIMIT 1`,
		rules.BareCompany(company), role, seconds(start))
	if len(same) == 0 {
		return 0, false, s.explain("looking for the same interview", err)
	}
	return same[0].ID, true, nil
}

// selectSame searches by role and company, because many interviews may begin at one time. It takes the name of the
// company without "the".
const selectSame = `
	SELECT ` + interviewColumns + `
	FROM interviews
	WHERE starts_at = ?3 AND application_id IN (
		SELECT id
		FROM applications
		WHERE company COLLATE NOCASE IN (?1, 'the ' || ?1) AND role = ?2 COLLATE NOCASE)`

const foundColumns = `id, company, role, latest_start`

func scanFound(row scanner) (f Found, err error) {
	err = row.Scan(&f.ID, &f.Company, &f.Role, instant{&f.Start})
	return f, err
}

// KnownTo returns the applications in which the person with that address is the contact, an interviewer, or a person
// who answered, latest first, at most limit. Their Elsewhere is not filled in.
func (s *Store) KnownTo(ctx context.Context, address string, limit int) (known []rules.Case, err error) {
	err = s.read(ctx, "looking for who has the address", func(tx *transaction) error {
		ids, err := collect(tx, scanID, selectKnownTo, address, limit)
		if err != nil {
			return err
		}
		cases, err := loadCases(tx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			known = append(known, *cases[id])
		}
		return nil
	})
	return known, err
}

const selectKnownTo = `
	SELECT id
	FROM applications
	WHERE id IN (
		SELECT application_id
		FROM mentions
		WHERE person_id = (SELECT id FROM persons WHERE email = ? COLLATE NOCASE AND email <> '') AND ` + met + `
	)
	ORDER BY latest_start DESC, id DESC
	LIMIT ?`
