package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// TakeBack takes back what was last said of an application, and returns it. All that one [Store.Record] added goes together,
// such as the thank-yous to a panel. Of a correction of the facts, what it changed becomes what it was before. Nothing to
// take back is no events. [ErrKeepsNoFormer] says that the last thing was a change whose former state is not on record.
func (s *Store) TakeBack(ctx context.Context, now time.Time, applicationID int64) (taken []rules.Event, err error) {
	err = s.write(ctx, "taking back what was said", func(tx *transaction) error {
		if err := recheck(ctx, tx, applicationID, now); err != nil {
			return err
		}
		events, err := collect(ctx, tx, scanEvent, selectLastSaid, applicationID)
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.Kind == rules.Edited {
				if err := unedit(ctx, tx, e.Event); err != nil {
					return err
				}
			}
			if _, err := tx.ExecContext(ctx, `UPDATE events SET taken_back_at = ? WHERE id = ?`, seconds(now), e.ID); err != nil {
				return err
			}
			taken = append(taken, e.Event)
		}
		return summarize(ctx, tx, applicationID)
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

const selectLastSaid = `
	SELECT ` + eventColumns + ` FROM events
	WHERE application_id = ?1 AND taken_back_at IS NULL AND batch = (
		SELECT batch FROM events WHERE application_id = ?1 AND taken_back_at IS NULL ORDER BY id DESC LIMIT 1)
	ORDER BY id`

// The columns that an edit may change.
var (
	applicationFacts = []string{"company", "role", "contact", "fit", "hook", "no_contact"}
	interviewFacts   = []string{"starts_at", "duration", "zone", "interviewers", "decision_by", "said", "topic"}
)

// facts are the values of some columns of a row, by name.
type facts map[string]any

// former is how a row was before an edit: the columns that the edit changed.
type former struct {
	Table string `json:"table"`
	ID    int64  `json:"id"`
	Was   facts  `json:"was"`
}

// factsNow reads what an edit of the application may change, of its own row first and then of its interviews.
func factsNow(ctx context.Context, tx *transaction, applicationID int64) ([]former, error) {
	var all []former
	for _, t := range []struct {
		table, key string
		columns    []string
	}{{"applications", "id", applicationFacts}, {"interviews", "application_id", interviewFacts}} {
		var pairs []string
		for _, c := range t.columns {
			pairs = append(pairs, "'"+c+"', "+c)
		}
		rows, err := collect(ctx, tx, func(row scanner) (former, error) {
			f := former{Table: t.table}
			var text string
			if err := row.Scan(&f.ID, &text); err != nil {
				return f, err
			}
			return f, decodeFacts(text, &f.Was)
		}, "SELECT id, json_object("+strings.Join(pairs, ", ")+") FROM "+t.table+" WHERE "+t.key+" = ? ORDER BY id", applicationID)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

// decodeFacts keeps numbers as they are written: a float has no room for every instant.
func decodeFacts(text string, into any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	return d.Decode(into)
}

// keepFormer notes, with the event of an edit, what the edit changed.
func keepFormer(ctx context.Context, tx *transaction, applicationID int64, before []former) error {
	after, err := factsNow(ctx, tx, applicationID)
	if err != nil {
		return err
	}
	changed := []former{} // not nil, which would be stored as null
	for i, f := range before {
		for column, value := range f.Was {
			if after[i].Was[column] == value {
				delete(f.Was, column)
			}
		}
		if len(f.Was) > 0 {
			changed = append(changed, f)
		}
	}
	text, err := json.Marshal(changed)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE events SET former = ? WHERE id = (SELECT max(id) FROM events WHERE application_id = ?)`, string(text), applicationID)
	return err
}

// unedit puts back what an edit changed.
func unedit(ctx context.Context, tx *transaction, e rules.Event) error {
	var text string
	if err := tx.QueryRowContext(ctx, `SELECT former FROM events WHERE id = ?`, e.ID).Scan(&text); err != nil {
		return err
	}
	if text == "" {
		return fmt.Errorf("%w: %s", ErrKeepsNoFormer, e.Detail)
	}
	var rows []former
	if err := decodeFacts(text, &rows); err != nil {
		return fmt.Errorf("%w: what event %d changed: %w", errMisfit, e.ID, err)
	}
	for _, f := range rows {
		if err := putBack(ctx, tx, e, f); err != nil {
			return err
		}
	}
	return nil
}

func putBack(ctx context.Context, tx *transaction, e rules.Event, f former) error {
	columns, table := applicationFacts, "applications"
	if f.Table == "interviews" {
		columns, table = interviewFacts, "interviews"
	}
	var set []string
	var values []any
	for _, c := range columns {
		if v, ok := f.Was[c]; ok {
			set, values = append(set, c+" = ?"), append(values, columnValue(v))
		}
	}
	if len(set) == 0 || len(set) != len(f.Was) || !slices.Contains([]string{"applications", "interviews"}, f.Table) {
		return fmt.Errorf("%w: what event %d changed is unknown: %v", errMisfit, e.ID, f)
	}
	_, err := tx.ExecContext(ctx, "UPDATE "+table+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(values, f.ID)...)
	return err
}

// columnValue is a value of JSON as a column takes it.
func columnValue(v any) any {
	if n, ok := v.(json.Number); ok {
		i, err := n.Int64()
		if err == nil {
			return i
		}
	}
	return v
}
