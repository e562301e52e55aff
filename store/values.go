package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"followup/rules"
)

// A scanner is a [sql.Row] or [sql.Rows].
type scanner interface{ Scan(dest ...any) error }

// collect returns all rows of a query.
func collect[T any](tx *transaction, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// owned is a value that belongs to the row with the id owner.
type owned[T any] struct {
	owner int64
	value T
}

// collectBy returns all rows of a query by their owner, in the order of the query.
func collectBy[T any](
	tx *transaction, scan func(scanner) (owned[T], error), query string, args ...any,
) (map[int64][]T, error) {
	all, err := collect(tx, scan, query, args...)
	by := make(map[int64][]T, len(all))
	for _, v := range all {
		by[v.owner] = append(by[v.owner], v.value)
	}
	return by, err
}

func scanID(row scanner) (id int64, err error) {
	err = row.Scan(&id)
	return id, err
}

// seconds returns a time as a column stores it: NULL for the zero time.
func seconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

// after returns t, a time to look at something again, in whole seconds. It is rounded up and always later than now, so
// that what a pass has looked at is not due again in the same pass.
func after(now, t time.Time) time.Time {
	at := t.Add(time.Second - 1).Unix()
	return time.Unix(max(at, now.Unix()+1), 0).UTC()
}

// instant scans what seconds returned.
type instant struct{ t *time.Time }

func (i instant) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*i.t = time.Time{}
	case int64:
		*i.t = time.Unix(v, 0).UTC()
	default:
		return fmt.Errorf("expected unix seconds, found %T", v)
	}
	return nil
}

// day returns a date as a column stores it: NULL for the zero date.
func day(d rules.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// date scans what day returned.
type date struct{ d *rules.Date }

func (s date) Scan(v any) (err error) {
	switch v := v.(type) {
	case nil:
		*s.d = rules.Date{}
	case string:
		*s.d, err = rules.ParseDate(v)
	default:
		return fmt.Errorf("expected a date, found %T", v)
	}
	return err
}

// oneOf scans a word and refuses one that is not known. The schema does not list the words, because a list could not
// be changed in an existing database. An unknown word must not be read as one without a meaning.
type oneOf[T ~string] struct {
	word  *T
	known []T
}

func (o oneOf[T]) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("expected a word, found %T", v)
	}
	if *o.word = T(text); !slices.Contains(o.known, *o.word) {
		return fmt.Errorf("%w: %q is none of %q", errMisfit, text, o.known)
	}
	return nil
}

// number returns an id as a column stores it: NULL for 0.
func number(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// list returns the argument of json_each(?), with which a query takes any number of ids.
func list(ids []int64) string {
	text, err := json.Marshal(ids)
	if err != nil {
		panic(err) // integers can always be encoded
	}
	return string(text)
}
