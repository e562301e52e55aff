package store

import (
	"context"
	"fmt"

	"followup/rules"
)

// Case returns the interview with its history, or ErrNotFound.
func (s *Store) Case(ctx context.Context, id int64) (c rules.Case, err error) {
	err = s.read(ctx, "reading the interview", func(tx *transaction) error {
		cases, err := loadCases(ctx, tx, []int64{id})
		if err != nil {
			return err
		}
		found, ok := cases[id]
		if !ok {
			return fmt.Errorf("%w: %d", ErrNotFound, id)
		}
		c = *found
		return nil
	})
	return c, err
}

// ListOptions say which interviews List returns.
type ListOptions struct {
	Closed bool // also those that ended and of which nothing more comes
	Limit  int  // how many at most; 0 is all
}

// List returns interviews with their histories, the latest start first.
func (s *Store) List(ctx context.Context, opts ListOptions) (cases []rules.Case, err error) {
	err = s.read(ctx, "listing the interviews", func(tx *transaction) error {
		query := listOpen
		if opts.Closed {
			query = listAll
		}
		ids, err := collect(ctx, tx, scanID, query, noLimit(opts.Limit))
		if err != nil {
			return err
		}
		found, err := loadCases(ctx, tx, ids)
		for _, id := range ids {
			if c := found[id]; c != nil {
				cases = append(cases, *c)
			}
		}
		return err
	})
	return cases, err
}

const (
	// A rejected one still gets notes to stay in touch, so it is as open as the others. Each half has an index of its own.
	listOpen = `SELECT id FROM (
			SELECT * FROM (SELECT id, starts_at FROM interviews WHERE outcome = '' ORDER BY starts_at DESC, id DESC LIMIT ?1)
			UNION ALL
			SELECT * FROM (SELECT id, starts_at FROM interviews WHERE outcome <> '' AND next_check_at IS NOT NULL
				ORDER BY starts_at DESC, id DESC LIMIT ?1)
		) ORDER BY starts_at DESC, id DESC LIMIT ?1`
	listAll = `SELECT id FROM interviews ORDER BY starts_at DESC, id DESC LIMIT ?1`
)

// noLimit is a LIMIT in SQLite's terms, where a negative one is none.
func noLimit(n int) int {
	if n <= 0 {
		return -1
	}
	return n
}

// loadCases reads the interviews with these ids and their histories, in three queries however many they are. Ids that
// do not exist are left out. The bytes of messages are not read.
func loadCases(ctx context.Context, tx *transaction, ids []int64) (map[int64]*rules.Case, error) {
	wanted := list(ids)
	interviews, err := collect(ctx, tx, scanInterview, selectInterviews, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading interviews: %w", err)
	}
	events, err := collect(ctx, tx, scanEvent, selectEvents, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading events: %w", err)
	}
	reminders, err := collect(ctx, tx, scanReminder, selectHistory, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading reminders: %w", err)
	}

	cases := make(map[int64]*rules.Case, len(interviews))
	for _, iv := range interviews {
		cases[iv.ID] = &rules.Case{Interview: iv}
	}
	for _, e := range events {
		c, err := caseIn(cases, e.InterviewID)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", e.ID, err)
		}
		if e.takenBack {
			c.History.TakenBack = append(c.History.TakenBack, e.Event)
		} else {
			c.History.Events = append(c.History.Events, e.Event)
		}
	}
	for _, r := range reminders {
		c, err := caseIn(cases, r.InterviewID)
		if err != nil {
			return nil, fmt.Errorf("reminder %d: %w", r.ID, err)
		}
		c.History.Reminders = append(c.History.Reminders, r)
	}
	return cases, nil
}

// caseIn is the case of an interview that something in the database refers to, and so must be there.
func caseIn(cases map[int64]*rules.Case, id int64) (*rules.Case, error) {
	c := cases[id]
	if c == nil {
		return nil, fmt.Errorf("%w: interview %d is referred to and not there", errMisfit, id)
	}
	return c, nil
}

const (
	selectInterviews = `SELECT ` + interviewColumns + ` FROM interviews WHERE id IN (SELECT value FROM json_each(?))`
	selectEvents     = `SELECT ` + eventColumns + ` FROM events
		WHERE interview_id IN (SELECT value FROM json_each(?)) ORDER BY id`
	selectHistory = `SELECT ` + reminderColumns + ` FROM reminders
		WHERE interview_id IN (SELECT value FROM json_each(?)) ORDER BY id`
)
