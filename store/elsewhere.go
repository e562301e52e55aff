package store

import (
	"context"
	"time"

	"followup/rules"
)

// world is applications that are looked at together, and those that each hangs together with.
type world struct {
	cases  map[int64]*rules.Case
	others map[int64][]int64 // by application; the latest first
	shown  map[int64]bool    // those that are another's other
}

// loadWorld reads the applications with these ids and the others of each, in a constant number of queries.
func loadWorld(ctx context.Context, tx *transaction, ids []int64) (world, error) {
	w := world{others: map[int64][]int64{}, shown: map[int64]bool{}}
	pairs, err := collect(ctx, tx, scanPair, selectElsewhere, list(ids))
	if err != nil {
		return w, err
	}
	for _, p := range pairs {
		w.others[p.id] = append(w.others[p.id], p.other)
		if !w.shown[p.other] {
			w.shown[p.other] = true
			ids = append(ids, p.other)
		}
	}
	w.cases, err = loadCases(ctx, tx, ids)
	return w, err
}

// of returns an application as it is now, with the others as they are.
func (w world) of(id int64) (rules.Case, error) {
	found, err := caseIn(w.cases, id)
	if err != nil {
		return rules.Case{}, err
	}
	c := *found
	for _, other := range w.others[id] {
		o, err := caseIn(w.cases, other)
		if err != nil {
			return rules.Case{}, err
		}
		c.Elsewhere = append(c.Elsewhere, *o)
	}
	return c, nil
}

// reload reads an application again that has changed, if another hangs together with it.
func (w world) reload(ctx context.Context, tx *transaction, id int64) error {
	if !w.shown[id] {
		return nil
	}
	c, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	w.cases[id] = &c
	return nil
}

type pair struct{ id, other int64 }

func scanPair(row scanner) (p pair, err error) {
	err = row.Scan(&p.id, &p.other)
	return p, err
}

// related finds, of each of the applications in a list, the latest twenty others that have the employer or a person in
// common with it: the contact, an interviewer, or somebody who answered or was written to. That is more than anybody has,
// and few enough to look a year ahead over all of them with each mail. Each search ends by itself at a hundred, so it takes
// no longer the more there are; but for contacts and employers the latest are those with the highest numbers.
const related = `
	WITH wanted (id) AS (SELECT value FROM json_each(?1)),
	knows (id, person_id) AS (
		SELECT id, contact_id FROM applications WHERE id IN wanted AND contact_id IS NOT NULL
		UNION SELECT application_id, person_id FROM interviewers WHERE application_id IN wanted
		UNION SELECT application_id, from_id FROM events
			WHERE application_id IN wanted AND from_id IS NOT NULL AND taken_back_at IS NULL
		UNION SELECT application_id, person_id FROM events
			WHERE application_id IN wanted AND person_id IS NOT NULL AND taken_back_at IS NULL
		UNION SELECT application_id, person_id FROM reminders AS r JOIN drafts AS d ON d.reminder_id = r.id
			WHERE application_id IN wanted AND person_id IS NOT NULL
	),
	shared (id, other, latest_start) AS (
		SELECT k.id, o.id, o.latest_start FROM knows AS k JOIN applications AS o ON o.id IN (
			SELECT id FROM applications WHERE contact_id = k.person_id AND id <> k.id ORDER BY latest_start DESC LIMIT 100)
		UNION
		SELECT k.id, o.id, o.latest_start FROM knows AS k JOIN applications AS o ON o.id IN (
			SELECT DISTINCT application_id FROM interviewers
			WHERE person_id = k.person_id AND application_id <> k.id ORDER BY application_id DESC LIMIT 100)
		UNION
		SELECT k.id, o.id, o.latest_start FROM knows AS k JOIN applications AS o ON o.id IN (
			SELECT DISTINCT application_id FROM events
			WHERE from_id = k.person_id AND application_id <> k.id AND taken_back_at IS NULL ORDER BY application_id DESC LIMIT 100)
		UNION
		SELECT k.id, o.id, o.latest_start FROM knows AS k JOIN applications AS o ON o.id IN (
			SELECT application_id FROM events
			WHERE person_id = k.person_id AND application_id <> k.id AND taken_back_at IS NULL ORDER BY id DESC LIMIT 100)
		UNION
		SELECT k.id, o.id, o.latest_start FROM knows AS k JOIN applications AS o ON o.id <> k.id AND o.id IN (
			SELECT application_id FROM reminders WHERE id IN (
				SELECT reminder_id FROM drafts WHERE person_id = k.person_id ORDER BY reminder_id DESC LIMIT 100))
		UNION
		SELECT a.id, o.id, o.latest_start FROM applications AS a JOIN applications AS o ON o.id IN (
			SELECT id FROM applications WHERE company = a.company COLLATE NOCASE AND id <> a.id ORDER BY latest_start DESC LIMIT 100)
		WHERE a.id IN wanted
	),
	related (id, other, latest_start) AS (
		SELECT id, other, latest_start FROM (
			SELECT *, row_number() OVER (PARTITION BY id ORDER BY latest_start DESC, other DESC) AS nth FROM shared)
		WHERE nth <= 20
	)`

// selectElsewhere finds the related applications of each, and of one with an offer the latest hundred that are open as
// well.
const selectElsewhere = related + `
	SELECT id, other FROM (
		SELECT * FROM related
		UNION
		SELECT a.id, o.id, o.latest_start FROM applications AS a JOIN applications AS o ON o.id IN (
			SELECT id FROM applications WHERE outcome = '' AND id <> a.id ORDER BY latest_start DESC LIMIT 100)
		WHERE a.id IN wanted AND a.outcome = 'offer'
	) ORDER BY latest_start DESC, other DESC`

// recheckRelated has the applications decided anew that are related to those that change, and of which something may
// come: all that the searches find, for who is not among its latest may have it among theirs. Where a change may part two
// it is called before the change as well.
func recheckRelated(ctx context.Context, tx *transaction, at time.Time, ids ...int64) error {
	_, err := tx.ExecContext(ctx, sqlRecheckRelated, list(ids), seconds(at))
	return err
}

const sqlRecheckRelated = related + `
	UPDATE applications SET next_check_at = ?2
	WHERE id IN (SELECT other FROM shared) AND (next_check_at IS NULL OR next_check_at > ?2) AND ` + mayGoOn
