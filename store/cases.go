package store

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"followup/rules"
)

// Case returns the application with that number, or with an interview of that number, or [ErrNotFound]. Its Elsewhere
// has the related applications.
func (s *Store) Case(ctx context.Context, number int64) (c rules.Case, err error) {
	err = s.read(ctx, "reading the application", func(tx *transaction) error {
		c, err = findCase(tx, number)
		return err
	})
	return c, err
}

func findCase(tx *transaction, number int64) (c rules.Case, err error) {
	id, err := findApplication(tx, number)
	if err != nil {
		return c, err
	}
	set, err := loadCaseSet(tx, []int64{id})
	if err == nil {
		c = set.of(id)
	}
	return c, err
}

// loadCase returns the application with that id, which must exist, without the related applications.
func loadCase(tx *transaction, id int64) (rules.Case, error) {
	cases, err := loadCases(tx, []int64{id})
	if err != nil {
		return rules.Case{}, err
	}
	return *cases[id], nil
}

// ListOptions say which applications List and Each return.
type ListOptions struct {
	Closed bool // also those that have ended and get no more notes
	Limit  int  // how many at most; 0 is all

	// By, if set, is first called with each of them, and returns its place. It may leave some out.
	By func(rules.Case) (p Place, listed bool)
}

// A Place orders applications, the lowest first, and of two at the same place the one with the latest interview.
type Place struct {
	Rank int
	At   time.Time
}

// Compare is less than 0 if p comes before q.
func (p Place) Compare(q Place) int { return cmp.Or(cmp.Compare(p.Rank, q.Rank), p.At.Compare(q.At)) }

// List returns applications with their Elsewhere, latest interview first.
func (s *Store) List(ctx context.Context, opts ListOptions) (cases []rules.Case, err error) {
	for c, err := range s.Each(ctx, opts) {
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// casesAtOnce is how many applications Each holds at a time, without those that are related to them.
const casesAtOnce = 128

// Each yields what List returns, all of one snapshot, without holding it all. The loop must not use the store.
func (s *Store) Each(ctx context.Context, opts ListOptions) iter.Seq2[rules.Case, error] {
	return func(yield func(rules.Case, error) bool) {
		more := true
		err := s.read(ctx, "listing the applications", func(tx *transaction) error {
			query := listOpen
			if opts.Closed {
				query = listAll
			}
			ids, err := collect(tx, scanID, query, noLimit(opts.Limit))
			if err != nil {
				return err
			}
			if opts.By != nil {
				if ids, err = sorted(tx, ids, opts.By); err != nil {
					return err
				}
			}
			return visit(tx, ids, func(c rules.Case) bool {
				more = yield(c, nil)
				return more
			})
		})
		if err != nil && more {
			yield(rules.Case{}, err)
		}
	}
}

// visit calls f with the applications with these ids, in this order, until it returns false.
func visit(tx *transaction, ids []int64, f func(rules.Case) (more bool)) error {
	for some := range slices.Chunk(ids, casesAtOnce) {
		set, err := loadCaseSet(tx, some)
		if err != nil {
			return err
		}
		for _, id := range some {
			if !f(set.of(id)) {
				return nil
			}
		}
	}
	return nil
}

// sorted returns the ids of the applications that by lists, in its order.
func sorted(tx *transaction, ids []int64, by func(rules.Case) (Place, bool)) ([]int64, error) {
	type placed struct {
		id int64
		Place
	}
	var all []placed
	err := visit(tx, ids, func(c rules.Case) bool {
		if p, listed := by(c); listed {
			all = append(all, placed{c.ID, p})
		}
		return true
	})
	slices.SortStableFunc(all, func(a, b placed) int { return a.Compare(b.Place) })
	ids = ids[:0]
	for _, p := range all {
		ids = append(ids, p.id)
	}
	return ids, err
}

const (
	// listOpen includes applications that were rejected and still get stay-in-touch notes. Each half has an index of
	// its own.
	listOpen = `
		SELECT id
		FROM (
			SELECT * FROM (
				SELECT id, latest_start FROM applications
				WHERE outcome = '' ORDER BY latest_start DESC, id DESC LIMIT ?1)
			UNION ALL
			SELECT * FROM (
				SELECT id, latest_start FROM applications
				WHERE outcome <> '' AND next_check_at IS NOT NULL ORDER BY latest_start DESC, id DESC LIMIT ?1)
		)
		ORDER BY latest_start DESC, id DESC
		LIMIT ?1`
	listAll = `SELECT id FROM applications ORDER BY latest_start DESC, id DESC LIMIT ?1`
)

// noLimit returns n as a LIMIT of SQLite, where a negative one is none.
func noLimit(n int) int {
	if n <= 0 {
		return -1
	}
	return n
}

// loadCases returns the applications with these ids, which must exist, with nine queries however many there are. The
// bytes of messages are not read.
func loadCases(tx *transaction, ids []int64) (map[int64]*rules.Case, error) {
	wanted := list(ids)
	cases, err := loadFacts(tx, wanted)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, err := caseIn(cases, id); err != nil {
			return nil, err
		}
	}
	if err := loadHistories(tx, wanted, cases); err != nil {
		return nil, err
	}
	return cases, namePeople(tx, cases)
}

// loadFacts reads applications and their interviews. The people have only numbers and topics.
func loadFacts(tx *transaction, wanted string) (map[int64]*rules.Case, error) {
	applications, err := collect(tx, scanApplication, selectApplications, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading applications: %w", err)
	}
	interviews, err := collect(tx, scanInterview, selectInterviews, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading interviews: %w", err)
	}
	panels, err := collectBy(tx, scanInterviewer, selectInterviewers, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading interviewers: %w", err)
	}
	cases := make(map[int64]*rules.Case, len(applications))
	for _, app := range applications {
		cases[app.ID] = &rules.Case{Application: app}
	}
	for _, iv := range interviews {
		c, err := caseIn(cases, iv.applicationID)
		if err != nil {
			return nil, fmt.Errorf("interview %d: %w", iv.ID, err)
		}
		iv.Interviewers = panels[iv.ID]
		c.Interviews = append(c.Interviews, iv.Interview)
	}
	for id, c := range cases {
		if len(c.Interviews) == 0 {
			return nil, fmt.Errorf("%w: application %d has no interview", errMisfit, id)
		}
	}
	return cases, nil
}

// loadHistories reads the events, reminders and edited drafts of applications into cases.
func loadHistories(tx *transaction, wanted string, cases map[int64]*rules.Case) error {
	events, err := collect(tx, scanEvent, selectEvents, wanted)
	if err != nil {
		return fmt.Errorf("reading events: %w", err)
	}
	reminders, err := collect(tx, scanReminder, selectHistory, wanted)
	if err != nil {
		return fmt.Errorf("reading reminders: %w", err)
	}
	drafts, err := collectBy(tx, scanDraft, selectDrafts, wanted)
	if err != nil {
		return fmt.Errorf("reading drafts: %w", err)
	}
	mails, err := collectBy(tx, scanMail, selectMails, wanted)
	if err != nil {
		return fmt.Errorf("reading mails: %w", err)
	}
	edited, err := collect(tx, scanEditedDraft, selectEditedDrafts, wanted)
	if err != nil {
		return fmt.Errorf("reading edited drafts: %w", err)
	}
	for _, e := range edited {
		c, err := caseIn(cases, e.ApplicationID)
		if err != nil {
			return fmt.Errorf("edited draft: %w", err)
		}
		c.History.EditedDrafts = append(c.History.EditedDrafts, e)
	}
	for _, e := range events {
		c, err := caseIn(cases, e.ApplicationID)
		if err != nil {
			return fmt.Errorf("event %d: %w", e.ID, err)
		}
		for _, m := range mails[e.Mail.ID] {
			e.Mail = m
		}
		if e.takenBack {
			c.History.TakenBack = append(c.History.TakenBack, e.Event)
		} else {
			c.History.Events = append(c.History.Events, e.Event)
		}
	}
	for _, r := range reminders {
		c, err := caseIn(cases, r.ApplicationID)
		if err != nil {
			return fmt.Errorf("reminder %d: %w", r.ID, err)
		}
		if r.Message.Drafts = drafts[r.ID]; len(r.Message.Drafts) == 0 {
			return fmt.Errorf("%w: reminder %d has no draft", errMisfit, r.ID)
		}
		c.History.Reminders = append(c.History.Reminders, r)
	}
	return nil
}

// caseIn returns the case of an application that must exist because something in the database refers to it.
func caseIn(cases map[int64]*rules.Case, id int64) (*rules.Case, error) {
	c := cases[id]
	if c == nil {
		return nil, fmt.Errorf("%w: application %d is referred to and not there", errMisfit, id)
	}
	return c, nil
}

const (
	selectApplications = `
		SELECT ` + applicationColumns + `
		FROM applications
		WHERE id IN (SELECT value FROM json_each(?))`
	selectInterviews = `
		SELECT ` + interviewColumns + `
		FROM interviews
		WHERE application_id IN (SELECT value FROM json_each(?))
		ORDER BY starts_at, id`
	selectInterviewers = `
		SELECT ` + interviewerColumns + `
		FROM interviewers
		WHERE application_id IN (SELECT value FROM json_each(?))
		ORDER BY application_id, interview_id, place`
	selectEvents = `
		SELECT ` + eventColumns + `
		FROM events
		WHERE application_id IN (SELECT value FROM json_each(?))
		ORDER BY id`
	selectHistory = `
		SELECT ` + reminderColumns + `
		FROM reminders
		WHERE application_id IN (SELECT value FROM json_each(?))
		ORDER BY id`
	selectDrafts = `
		SELECT ` + draftColumns + `
		FROM drafts
		WHERE reminder_id IN (SELECT id FROM reminders WHERE application_id IN (SELECT value FROM json_each(?)))
		ORDER BY reminder_id, place`
)
