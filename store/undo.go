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

// TakeBack takes back the last command about an application and returns its events, or none if there is nothing to
// take back. All that one [Store.Record] added goes together, such as the thank-yous to a panel. Taking back an edit
// restores what it changed. [ErrKeepsNoFormer] is returned for an edit that cannot be undone.
func (s *Store) TakeBack(ctx context.Context, now time.Time, applicationID int64) (taken []rules.Event, err error) {
	err = s.write(ctx, "taking back what was said", func(tx *transaction) error {
		taken, err = takeBackLast(tx, now, applicationID, false)
		return err
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// takeBackLast takes back the last batch, or the last that the user told, whatever was seen in the mailbox since.
func takeBackLast(
	tx *transaction, now time.Time, applicationID int64, told bool,
) (taken []rules.Event, err error) {
	if err := recheckWithRelated(tx, now, applicationID); err != nil {
		return nil, err
	}
	events, err := collect(tx, scanEvent, selectLastBatch, applicationID, told)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		if e.Kind == rules.Edited {
			if err := unedit(tx, e.Event); err != nil {
				return nil, err
			}
		}
		err := tx.exec(`UPDATE events SET taken_back_at = ? WHERE id = ?`, seconds(now), e.ID)
		if err != nil {
			return nil, err
		}
		taken = append(taken, e.Event)
	}
	named := rules.Case{History: rules.History{Events: taken}}
	if err := namePeople(tx, map[int64]*rules.Case{applicationID: &named}); err != nil {
		return nil, err
	}
	if err := summarize(tx, applicationID); err != nil {
		return nil, err
	}
	if err := recheckRelated(tx, now, applicationID); err != nil {
		return nil, err
	}
	return taken, forgetPeople(tx)
}

const selectLastBatch = `
	SELECT ` + eventColumns + `
	FROM events
	WHERE application_id = ?1 AND taken_back_at IS NULL AND batch = (
		SELECT batch FROM events WHERE application_id = ?1 AND taken_back_at IS NULL AND (NOT ?2 OR certainty = '')
		ORDER BY id DESC LIMIT 1)
	ORDER BY id`

// The columns that an edit may change.
var (
	applicationFacts = []string{"company", "role", "contact_id", "fit", "hook", "language", "no_contact"}
	interviewFacts   = []string{"starts_at", "duration", "zone", "decision_by", "said", "topic"}
	personFacts      = []string{"name", "email", "greeting"}
)

// interviewers is the fact of an interview that lists its interviewers, as JSON: pairs of a person and a topic.
const interviewers = "interviewers"

// facts are the values of some columns of a row, by name.
type facts map[string]any

// A former is a row before an edit: the columns that the edit changed. Of a corrected person it also has the new
// values, or as "id" the person that they were merged into; of a person who left the application it has all columns.
type former struct {
	Table  string `json:"table"`
	ID     int64  `json:"id"`
	Was    facts  `json:"was"`
	Became facts  `json:"became,omitempty"`
}

// loadFormers reads what an edit of an application may change: its people, its own row, and its interviews.
func loadFormers(tx *transaction, applicationID int64) ([]former, error) {
	var all []former
	for _, t := range []struct{ table, object, where string }{
		{"persons", objectOf(personFacts), `id IN (
			SELECT person_id FROM mentions WHERE application_id = ?1 AND place IN ('contact', 'interviewer'))`},
		{"applications", objectOf(applicationFacts), `id = ?1`},
		{"interviews", objectOf(interviewFacts, `'`+interviewers+`', (
			SELECT json_group_array(json_array(person_id, topic)) || '' FROM (
				SELECT * FROM interviewers WHERE application_id = ?1 AND interview_id = interviews.id
				ORDER BY place))`),
			`application_id = ?1`},
	} {
		rows, err := collect(tx, func(row scanner) (former, error) {
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

// objectOf returns the SQL for a JSON object of some columns and of the pairs.
func objectOf(columns []string, pairs ...string) string {
	for _, c := range columns {
		pairs = append(pairs, "'"+c+"', "+c)
	}
	return "json_object(" + strings.Join(pairs, ", ") + ")"
}

// decodeFacts keeps numbers as text, because a float cannot hold every time.
func decodeFacts(text string, into any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	return d.Decode(into)
}

// keepFormers stores, with the event of an edit, which of the facts before it have changed, and besides.
func keepFormers(tx *transaction, applicationID int64, before, besides []former) error {
	now, err := loadFormers(tx, applicationID)
	if err != nil {
		return err
	}
	changed := []former{} // not nil, which would be stored as null
	for _, f := range before {
		i := slices.IndexFunc(now, func(n former) bool { return n.Table == f.Table && n.ID == f.ID })
		if i >= 0 {
			f.compare(now[i].Was)
		}
		if len(f.Was) > 0 {
			changed = append(changed, f)
		}
	}
	changed = append(changed, besides...)
	text, err := json.Marshal(changed)
	if err != nil {
		return err
	}
	return tx.exec(`
		UPDATE events SET former = ? WHERE id = (SELECT max(id) FROM events WHERE application_id = ?)`,
		string(text), applicationID)
}

// compare drops the facts that have not changed.
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
