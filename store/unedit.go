package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"followup/rules"
)

// unedit restores what an edit changed.
func unedit(tx *transaction, e rules.Event) error {
	var text string
	if err := tx.get(`SELECT former FROM events WHERE id = ?`, e.ID).Scan(&text); err != nil {
		return err
	}
	if text == "" {
		return fmt.Errorf("%w: %s", ErrKeepsNoFormer, e.Detail)
	}
	var rows []former
	if err := decodeFacts(text, &rows); err != nil {
		return fmt.Errorf("%w: what event %d changed: %w", errMisfit, e.ID, err)
	}
	u := unediting{tx: tx, event: e, renumbered: map[int64]int64{}}
	if err := u.uncorrect(rows); err != nil {
		return err
	}
	for _, f := range rows { // people come first; the others refer to them
		if err := u.restore(f); err != nil {
			return err
		}
	}
	return nil
}

// unediting is an edit being taken back.
type unediting struct {
	tx         *transaction
	event      rules.Event
	renumbered map[int64]int64 // the current numbers of people by former number, where they differ
}

func (u unediting) restore(f former) error {
	switch f.Table {
	case "persons":
		if len(f.Became) > 0 {
			return nil // uncorrect did it
		}
		return u.restorePerson(f)
	case "applications":
		if contact, ok := f.Was["contact_id"]; ok {
			f.Was["contact_id"] = u.person(columnValue(contact))
		}
		return u.restoreColumns(f, applicationFacts)
	case "interviews":
		panel, ok := f.Was[interviewers]
		delete(f.Was, interviewers)
		if ok {
			if err := u.restorePanel(f.ID, panel); err != nil || len(f.Was) == 0 {
				return err
			}
		}
		return u.restoreColumns(f, interviewFacts)
	}
	return u.unknown(f)
}

// unknown returns an error for a record of what no edit changes.
func (u unediting) unknown(what any) error {
	return fmt.Errorf("%w: what event %d changed is unknown: %v", errMisfit, u.event.ID, what)
}

func (u unediting) restoreColumns(f former, columns []string) error {
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
	return u.tx.exec("UPDATE "+f.Table+" SET "+strings.Join(set, ", ")+" WHERE id = ?",
		append(values, f.ID)...)
}

// uncorrect restores the names, addresses and greetings from before a correction, unless they have changed again since.
func (u unediting) uncorrect(rows []former) error {
	var people []rules.Person
	for _, f := range rows {
		if len(f.Became) == 0 {
			continue
		}
		if into, ok := columnValue(f.Became["id"]).(int64); ok {
			if err := u.unmerge(f, into); err != nil {
				return err
			}
			continue
		}
		stored, err := findPersons(u.tx, f.ID)
		if err != nil {
			return err
		}
		for _, p := range stored { // one, or none if they were deleted with an interview
			for column, value := range personValues(&p) {
				if was, ok := f.Was[column].(string); ok && f.Became[column] == *value {
					*value = was
				}
			}
			people = append(people, p)
		}
	}
	_, err := rewritePeople(u.tx, people)
	return err
}

// personValues returns the facts of a person by column.
func personValues(p *rules.Person) map[string]*string {
	return map[string]*string{"name": &p.Name, "email": &p.Email, "greeting": &p.Greeting}
}

// unmerge restores a person who was merged into another, and gives them the application's history with that person:
// before the merge the application had none.
func (u unediting) unmerge(f former, into int64) error {
	if err := u.restorePerson(f); err != nil {
		return err
	}
	return reassign(u.tx, u.event.ApplicationID, into, f.ID)
}

// restorePerson stores a person who left the application again, unless they exist, perhaps under another number.
func (u unediting) restorePerson(f former) error {
	name, named := f.Was["name"].(string)
	email, addressed := f.Was["email"].(string)
	greeting, _ := f.Was["greeting"].(string) // older records have none
	if !named || !addressed {
		return u.unknown(f)
	}
	stored, err := findPersons(u.tx, f.ID)
	if err != nil || len(stored) > 0 {
		return err
	}
	p, found, err := findByAddress(u.tx, email)
	if err != nil || found {
		u.renumbered[f.ID] = p.ID
		return err
	}
	return u.tx.exec(`INSERT INTO persons (id, name, email, greeting) VALUES (?, ?, ?, ?)`, f.ID, name, email, greeting)
}

// person returns the current number of a person as a column stores it.
func (u unediting) person(former any) any {
	if id, ok := former.(int64); ok && u.renumbered[id] != 0 {
		return u.renumbered[id]
	}
	return former
}

func (u unediting) restorePanel(interviewID int64, former any) error {
	text, ok := former.(string)
	var panel [][2]any
	if !ok || decodeFacts(text, &panel) != nil {
		return u.unknown(former)
	}
	if err := removeInterviewers(u.tx, u.event.ApplicationID, interviewID); err != nil {
		return err
	}
	var exists bool
	err := u.tx.get(`SELECT EXISTS (SELECT 1 FROM interviews WHERE id = ?)`, interviewID).Scan(&exists)
	if err != nil || !exists { // it was removed since
		return err
	}
	seated := map[any]bool{} // two may have been merged since
	for place, p := range panel {
		who := u.person(columnValue(p[0]))
		if seated[who] {
			continue
		}
		seated[who] = true
		err := u.tx.exec(sqlInsertInterviewer,
			u.event.ApplicationID, interviewID, place, who, columnValue(p[1]))
		if err != nil {
			return err
		}
	}
	return nil
}

// columnValue returns a value of JSON as a column stores it.
func columnValue(v any) any {
	if n, ok := v.(json.Number); ok {
		i, err := n.Int64()
		if err == nil {
			return i
		}
	}
	return v
}
