package store

import (
	"time"

	"followup/rules"
)

// A caseSet is a set of applications with the applications related to each.
type caseSet struct {
	cases  map[int64]*rules.Case
	others map[int64][]int64 // the related applications of each, latest first
	shared map[int64]bool    // the applications that are related to another in the set
}

// loadCaseSet reads the applications with these ids and those related to each, in a constant number of queries.
func loadCaseSet(tx *transaction, ids []int64) (caseSet, error) {
	set := caseSet{others: map[int64][]int64{}, shared: map[int64]bool{}}
	pairs, err := collect(tx, scanOther, selectElsewhere, list(ids))
	if err != nil {
		return set, err
	}
	for _, p := range pairs {
		set.others[p.owner] = append(set.others[p.owner], p.value)
		if !set.shared[p.value] {
			set.shared[p.value] = true
			ids = append(ids, p.value)
		}
	}
	set.cases, err = loadCases(tx, ids)
	return set, err
}

// of returns an application with those related to it, as they are now.
func (set caseSet) of(id int64) rules.Case {
	c := *set.cases[id]
	for _, other := range set.others[id] {
		c.Elsewhere = append(c.Elsewhere, *set.cases[other])
	}
	return c
}

// reload reads an application that has changed again, if another is related to it.
func (set caseSet) reload(tx *transaction, id int64) error {
	if !set.shared[id] {
		return nil
	}
	c, err := loadCase(tx, id)
	if err != nil {
		return err
	}
	set.cases[id] = &c
	return nil
}

func scanOther(row scanner) (o owned[int64], err error) {
	err = row.Scan(&o.owner, &o.value)
	return o, err
}

// related finds the applications that share the employer or a person with one of those in a list: the contact, an
// interviewer, a person who answered or one who was written to. Each search stops at 100, so its cost does not grow
// with the database; only for contacts and employers these are the latest, for the others those with the highest
// numbers. Of these, related keeps the latest 20 of each application. That is more than anyone has, and few enough to
// look a year ahead over all of them for each mail.
const related = `
	WITH wanted (id) AS (SELECT value FROM json_each(?1)),
	knows (id, person_id) AS (
		SELECT DISTINCT application_id, person_id
		FROM mentions
		WHERE application_id IN wanted AND counts
	),
	-- One may have typed the employer with "the" or without.
	bare (id, company) AS (
		SELECT id, iif(company LIKE 'the _%', substr(company, 5), company) FROM applications WHERE id IN wanted
	),
	employers (id, company) AS (
		SELECT id, company FROM bare UNION ALL SELECT id, 'the ' || company FROM bare
	),
	shared (id, other, latest_start) AS (
		SELECT employers.id, o.id, o.latest_start
		FROM employers
		JOIN applications AS o ON o.id IN (
			SELECT id FROM applications
			WHERE company = employers.company COLLATE NOCASE AND id <> employers.id
			ORDER BY latest_start DESC LIMIT 100)
		` + sharePerson + `
			SELECT id FROM applications
			WHERE contact_id = k.person_id AND id <> k.id ORDER BY latest_start DESC LIMIT 100)
		` + sharePerson + `
			SELECT DISTINCT application_id FROM interviewers
			WHERE person_id = k.person_id AND application_id <> k.id ORDER BY application_id DESC LIMIT 100)
		` + sharePerson + `
			SELECT DISTINCT application_id FROM events
			WHERE from_id = k.person_id AND application_id <> k.id AND taken_back_at IS NULL
			ORDER BY application_id DESC LIMIT 100)
		` + sharePerson + `
			SELECT application_id FROM events
			WHERE person_id = k.person_id AND application_id <> k.id AND taken_back_at IS NULL
			ORDER BY id DESC LIMIT 100)
		` + sharePerson + `
			SELECT application_id FROM reminders
			WHERE application_id <> k.id AND id IN (
				SELECT reminder_id FROM drafts WHERE person_id = k.person_id ORDER BY reminder_id DESC LIMIT 100))
	),
	related (id, other, latest_start) AS (
		SELECT id, other, latest_start
		FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY latest_start DESC, other DESC) AS nth FROM shared)
		WHERE nth <= 20
	)`

const sharePerson = `UNION SELECT k.id, o.id, o.latest_start FROM knows AS k JOIN applications AS o ON o.id IN (`

// selectElsewhere selects the related applications of each and, for one with an offer, also the latest 100 open ones.
const selectElsewhere = related + `
	SELECT id, other
	FROM (
		SELECT * FROM related
		UNION
		SELECT a.id, o.id, o.latest_start
		FROM applications AS a
		JOIN applications AS o ON o.id IN (
			SELECT id FROM applications WHERE outcome = '' AND id <> a.id ORDER BY latest_start DESC LIMIT 100)
		WHERE a.id IN wanted AND a.outcome = 'offer'
	)
	ORDER BY latest_start DESC, other DESC`

// recheckRelated marks the applications that are related to those with these ids and may still get a note to be
// decided again. It marks all that the searches find: an application may be among the latest of one that is not among
// its own. Where a change may end a relation it is also called before the change.
func recheckRelated(tx *transaction, at time.Time, ids ...int64) error {
	return tx.exec(sqlRecheckRelated, list(ids), seconds(at))
}

const sqlRecheckRelated = related + `
	UPDATE applications SET next_check_at = ?2
	WHERE id IN (SELECT other FROM shared) AND (next_check_at IS NULL OR next_check_at > ?2) AND ` + mayContinue
