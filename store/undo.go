package store

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// TakeBack takes back what was last said of an application, and returns it. All that one [Store.Record] added goes
// together, such as the thank-yous to a panel. Of a correction of the facts, what it changed becomes what it was
// before. Nothing to take back is no events. [ErrKeepsNoFormer] says that the last thing was a change whose former
// state is not on record.
func (s *Store) TakeBack(ctx context.Context, now time.Time, applicationID int64) (taken []rules.Event, err error) {
	err = s.write(ctx, "taking back what was said", func(tx *transaction) error {
		if err := recheck(ctx, tx, applicationID, now); err != nil {
			return err
		}
		if err := recheckRelated(ctx, tx, now, applicationID); err != nil {
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
		said := rules.Case{History: rules.History{Events: taken}}
		if err := namePeople(ctx, tx, map[int64]*rules.Case{applicationID: &said}); err != nil {
			return err
		}
		if err := summarize(ctx, tx, applicationID); err != nil {
			return err
		}
		if err := recheckRelated(ctx, tx, now, applicationID); err != nil {
			return err
		}
		return forgetPeople(ctx, tx)
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
	applicationFacts = []string{"company", "role", "contact_id", "fit", "hook", "no_contact"}
	interviewFacts   = []string{"starts_at", "duration", "zone", "decision_by", "said", "topic"}
	personFacts      = []string{"name", "email"}
)

// interviewers is the fact of an interview who was in it: a list of pairs of a person and what was discussed with
// them, as text.
const interviewers = "interviewers"

// facts are the values of some columns of a row, by name.
type facts map[string]any

// former is how a row was before an edit: the columns that the edit changed. Of a person who was corrected it also
// knows what they became, or as "id" whom; of one who is not in the application any more it knows everything.
type former struct {
	Table  string `json:"table"`
	ID     int64  `json:"id"`
	Was    facts  `json:"was"`
	Became facts  `json:"became,omitempty"`
}

// factsNow reads what an edit of the application may change: its people, its own row, and its interviews.
func factsNow(ctx context.Context, tx *transaction, applicationID int64) ([]former, error) {
	var all []former
	for _, t := range []struct{ table, object, where string }{
		{"persons", objectOf(personFacts), `id IN (
			SELECT contact_id FROM applications WHERE id = ?1 UNION ALL SELECT person_id FROM interviewers WHERE application_id = ?1)`},
		{"applications", objectOf(applicationFacts), `id = ?1`},
		{"interviews", objectOf(interviewFacts, `'`+interviewers+`', (
			SELECT json_group_array(json_array(person_id, topic)) || '' FROM (
				SELECT * FROM interviewers WHERE application_id = ?1 AND interview_id = interviews.id ORDER BY place))`),
			`application_id = ?1`},
	} {
		rows, err := collect(ctx, tx, func(row scanner) (former, error) {
			f := former{Table: t.table}
			var text string
			if err := row.Scan(&f.ID, &text); err != nil {
				return f, err
			}
			return f, decodeFacts(text, &f.Was)
		}, "SELECT id, "+t.object+" FROM "+t.table+" WHERE "+t.where+" ORDER BY id", applicationID)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

// objectOf is a JSON object of some columns, and of what else is given.
func objectOf(columns []string, pairs ...string) string {
	for _, c := range columns {
		pairs = append(pairs, "'"+c+"', "+c)
	}
	return "json_object(" + strings.Join(pairs, ", ") + ")"
}

// decodeFacts keeps numbers as they are written: a float has no room for every instant.
func decodeFacts(text string, into any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	return d.Decode(into)
}

// keepFormer notes, with the event of an edit, what the edit changed: of the facts before it, and beside them.
func keepFormer(ctx context.Context, tx *transaction, applicationID int64, before, beside []former) error {
	after, err := factsNow(ctx, tx, applicationID)
	if err != nil {
		return err
	}
	changed := []former{} // not nil, which would be stored as null
	for _, f := range before {
		i := slices.IndexFunc(after, func(a former) bool { return a.Table == f.Table && a.ID == f.ID })
		if i >= 0 {
			f.compare(after[i].Was)
		}
		if len(f.Was) > 0 {
			changed = append(changed, f)
		}
	}
	changed = append(changed, beside...)
	text, err := json.Marshal(changed)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE events SET former = ? WHERE id = (SELECT max(id) FROM events WHERE application_id = ?)`, string(text), applicationID)
	return err
}

// compare keeps what is another now.
func (f *former) compare(now facts) {
	f.Became = facts{}
	for column, value := range f.Was {
		if now[column] == value {
			delete(f.Was, column)
		} else if f.Table == "persons" {
			f.Became[column] = now[column]
		}
	}
}
