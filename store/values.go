package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"followup/rules"
)

// querier is what *sql.DB and *sql.Tx have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is what *sql.Row and *sql.Rows have in common.
type scanner interface{ Scan(dest ...any) error }

// collect reads all rows of a query.
func collect[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
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

// of is what belongs to something with that id.
type of[T any] struct {
	id  int64
	has T
}

// collectBy reads all rows of a query by what they belong to, each in their order.
func collectBy[T any](
	ctx context.Context, q querier, scan func(scanner) (of[T], error), query string, args ...any,
) (map[int64][]T, error) {
	all, err := collect(ctx, q, scan, query, args...)
	by := make(map[int64][]T, len(all))
	for _, v := range all {
		by[v.id] = append(by[v.id], v.has)
	}
	return by, err
}

func scanID(row scanner) (id int64, err error) {
	err = row.Scan(&id)
	return id, err
}

// seconds is an instant as a column holds it: NULL for the zero time.
func seconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

// after is a moment to come back at, as a column holds it. It is rounded up and always later than now, so that what
// was looked at in a pass is not found due again by the same pass.
func after(now, t time.Time) int64 {
	at := t.Unix()
	if t.Nanosecond() > 0 {
		at++
	}
	return max(at, now.Unix()+1)
}

// instant scans what seconds wrote.
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

// day is a date as a column holds it: NULL for none.
func day(d rules.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// date scans what day wrote.
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

// oneOf scans a word that must be among those that the program knows. The schema has no such list, which could not be
// changed in a database that is there; and a word that is not known must not be read as one that means nothing.
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

// number is an id as a column holds it: NULL for 0.
func number(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// orZero scans what number wrote.
type orZero struct{ id *int64 }

func (o orZero) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*o.id = 0
	case int64:
		*o.id = v
	default:
		return fmt.Errorf("expected a number, found %T", v)
	}
	return nil
}

// list is the argument of json_each(?), the way to hand a query any number of ids.
func list(ids []int64) string {
	text, err := json.Marshal(ids)
	if err != nil {
		panic(err) // integers always have a form in JSON
	}
	return string(text)
}
