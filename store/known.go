package store

import (
	"context"

	"followup/rules"
)

// KnownTo returns the applications, the latest first and so many at most, which know who has the address: as the contact, an
// interviewer, or somebody who answered.
func (s *Store) KnownTo(ctx context.Context, address string, limit int) (known []rules.Case, err error) {
	err = s.read(ctx, "looking for who has the address", func(tx *transaction) error {
		ids, err := collect(ctx, tx, scanID, selectKnownTo, address, limit)
		if err != nil {
			return err
		}
		cases, err := loadCases(ctx, tx, ids)
		for _, id := range ids {
			if c := cases[id]; c != nil {
				known = append(known, *c)
			}
		}
		return err
	})
	return known, err
}

const selectKnownTo = `
	WITH who AS (SELECT id FROM persons WHERE email = ?1 COLLATE NOCASE AND email <> '')
	SELECT id FROM applications WHERE id IN (
		SELECT id FROM applications WHERE contact_id IN who
		UNION SELECT application_id FROM interviewers WHERE person_id IN who
		UNION SELECT application_id FROM events WHERE from_id IN who AND taken_back_at IS NULL)
	ORDER BY latest_start DESC, id DESC LIMIT ?2`
