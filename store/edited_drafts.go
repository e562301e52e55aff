package store

import (
	"context"

	"followup/rules"
)

// EditDraft stores a draft as the user edited it, with an event, so that [Store.TakeBack] can take it back. A draft
// without a subject goes back to the program's own letter. detail says in words what was edited.
func (s *Store) EditDraft(ctx context.Context, e rules.EditedDraft, detail string) error {
	return s.write(ctx, "keeping the edited draft", func(tx *transaction) error {
		event := rules.Event{
			ApplicationID: e.ApplicationID, InterviewID: e.InterviewID, Kind: rules.Edited, At: e.At, Detail: detail,
		}
		if err := record(tx, e.At, event); err != nil {
			return err
		}
		// No fact was changed. Without this, taking the edit back would be refused.
		if err := keepFormers(tx, e.ApplicationID, nil, nil); err != nil {
			return err
		}
		return tx.exec(`
			INSERT INTO edited_drafts (event_id, kind, round, person_id, subject, body, origin)
			SELECT max(id), ?2, ?3, ?4, ?5, ?6, ?7 FROM events WHERE application_id = ?1`,
			e.ApplicationID, string(e.Kind), e.Round, number(e.To.ID), e.Subject, e.Body, e.Origin)
	})
}

// selectEditedDrafts selects those that were not taken back, the latest last.
const selectEditedDrafts = `
	SELECT application_id, coalesce(interview_id, 0), at, d.kind, d.round, coalesce(d.person_id, 0), subject, body,
		origin
	FROM edited_drafts AS d
	JOIN events AS e ON e.id = event_id
	WHERE application_id IN (SELECT value FROM json_each(?)) AND taken_back_at IS NULL
	ORDER BY event_id`

// scanEditedDraft reads a draft. Of the person it is to it reads only the number.
func scanEditedDraft(row scanner) (e rules.EditedDraft, err error) {
	err = row.Scan(&e.ApplicationID, &e.InterviewID, instant{&e.At}, oneOf[rules.Kind]{&e.Kind, rules.Kinds}, &e.Round,
		&e.To.ID, &e.Subject, &e.Body, &e.Origin)
	return e, err
}
