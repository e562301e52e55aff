package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"followup/rules"
)

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
	u := unediting{tx: tx, event: e, now: map[int64]int64{}}
	if err := u.uncorrect(ctx, rows); err != nil {
		return err
	}
	for _, f := range rows { // people come first, to whom the others refer
		if err := u.putBack(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// unediting is an edit being taken back.
type unediting struct {
	tx    *transaction
	event rules.Event
	now   map[int64]int64 // by the number that somebody had, the one that they have
}

func (u unediting) putBack(ctx context.Context, f former) error {
	switch f.Table {
	case "persons":
		if len(f.Became) > 0 {
			return nil // uncorrect did it
		}
		return u.bringBack(ctx, f)
	case "applications":
		if was, ok := f.Was["contact_id"]; ok {
			f.Was["contact_id"] = u.person(columnValue(was))
		}
		return u.set(ctx, f, applicationFacts)
	case "interviews":
		panel, ok := f.Was[interviewers]
		delete(f.Was, interviewers)
		if ok {
			if err := u.seat(ctx, f.ID, panel); err != nil || len(f.Was) == 0 {
				return err
			}
		}
		return u.set(ctx, f, interviewFacts)
	}
	return u.unknown(f)
}

// unknown is the error about what no edit changes.
func (u unediting) unknown(what any) error {
	return fmt.Errorf("%w: what event %d changed is unknown: %v", errMisfit, u.event.ID, what)
}

// set gives a row the values that it had.
func (u unediting) set(ctx context.Context, f former, columns []string) error {
	var set []string
	var values []any
	for _, c := range columns {
		if v, ok := f.Was[c]; ok {
			set, values = append(set, c+" = ?"), append(values, columnValue(v))
		}
	}
	if len(set) == 0 || len(set) != len(f.Was) {
		return u.unknown(f)
	}
	_, err := u.tx.ExecContext(ctx, "UPDATE "+f.Table+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(values, f.ID)...)
	return err
}

// uncorrect gives people the names and addresses from before a correction, for as long as they have what they were
// corrected to.
func (u unediting) uncorrect(ctx context.Context, rows []former) error {
	var people []rules.Person
	for _, f := range rows {
		if len(f.Became) == 0 {
			continue
		}
		if is, ok := columnValue(f.Became["id"]).(int64); ok {
			if err := u.part(ctx, f, is); err != nil {
				return err
			}
			continue
		}
		there, err := collect(ctx, u.tx, scanPerson, selectPersons, list([]int64{f.ID}))
		if err != nil {
			return err
		}
		for _, p := range there { // one, or none if they went with an interview that was removed
			for column, is := range map[string]*string{"name": &p.Name, "email": &p.Email} {
				if was, ok := f.Was[column].(string); ok && f.Became[column] == *is {
					*is = was
				}
			}
			people = append(people, p)
		}
	}
	_, err := rewritePeople(ctx, u.tx, people)
	return err
}

// part makes somebody who had become another a person of their own again, with what the application's history has with
// that one: before they were one it had nothing with them.
func (u unediting) part(ctx context.Context, f former, is int64) error {
	if err := u.bringBack(ctx, f); err != nil {
		return err
	}
	return reassign(ctx, u.tx, u.event.ApplicationID, is, f.ID)
}

// bringBack sees to it that somebody is there who left the application. They may be known by another number since.
func (u unediting) bringBack(ctx context.Context, f former) error {
	name, named := f.Was["name"].(string)
	email, addressed := f.Was["email"].(string)
	if !named || !addressed {
		return u.unknown(f)
	}
	there, err := collect(ctx, u.tx, scanPerson, selectPersons, list([]int64{f.ID}))
	if err != nil || len(there) > 0 {
		return err
	}
	who, found, err := whoHas(ctx, u.tx, email)
	if err != nil || found {
		u.now[f.ID] = who.ID
		return err
	}
	_, err = u.tx.ExecContext(ctx, `INSERT INTO persons (id, name, email) VALUES (?, ?, ?)`, f.ID, name, email)
	return err
}

// person returns the number that somebody has now, as a column holds it.
func (u unediting) person(was any) any {
	if id, ok := was.(int64); ok && u.now[id] != 0 {
		return u.now[id]
	}
	return was
}

// seat gives an interview the people that it had.
func (u unediting) seat(ctx context.Context, interviewID int64, was any) error {
	text, ok := was.(string)
	var panel [][2]any
	if !ok || decodeFacts(text, &panel) != nil {
		return u.unknown(was)
	}
	if err := removeInterviewers(ctx, u.tx, u.event.ApplicationID, interviewID); err != nil {
		return err
	}
	var there bool
	err := u.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM interviews WHERE id = ?)`, interviewID).Scan(&there)
	if err != nil || !there { // it was removed since
		return err
	}
	seated := map[any]bool{} // two may have become one since
	for place, p := range panel {
		who := u.person(columnValue(p[0]))
		if seated[who] {
			continue
		}
		seated[who] = true
		_, err := u.tx.ExecContext(ctx, `
			INSERT INTO interviewers (application_id, interview_id, place, person_id, topic) VALUES (?, ?, ?, ?, ?)`,
			u.event.ApplicationID, interviewID, place, who, columnValue(p[1]))
		if err != nil {
			return err
		}
	}
	return nil
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
