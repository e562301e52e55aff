package store

import (
	"strings"
	"testing"
)

// TestQueryPlans: the cost of a pass or a list depends on what is due or shown, not on what is stored. Each of these
// queries reads the index made for it, in its order.
func TestQueryPlans(t *testing.T) {
	s := open(t)
	for _, tt := range []struct {
		name, query string
		args        []any
		indexes     []string
		sorted      bool // whether rows are sorted, which is fine for a few
	}{
		{"the applications to decide", selectDue, []any{1, 10}, []string{"applications_due"}, false},
		{"the reminders to send", selectTurn, []any{1, 10}, []string{"reminders_waiting"}, false},
		{"whether anything waits", selectWaitingCount, []any{1}, []string{"COVERING INDEX reminders_waiting"}, false},
		{"whether there is anything to do", selectAtRest, []any{1}, []string{
			"COVERING INDEX applications_due", "COVERING INDEX reminders_waiting", "reminders_sending",
			"notices_waiting",
		}, false},
		{"the reminders that were being sent", selectSending, nil, []string{"reminders_sending"}, false},
		{"the open applications", listOpen, []any{10},
			[]string{"COVERING INDEX applications_open", "applications_closed"}, true},
		{"all applications", listAll, []any{10}, []string{"applications_newest"}, false},
		{"the next steps", selectChecks, []any{0, 0, 10}, []string{"applications_due"}, false},
		{"what the user should look at", selectTroubles, []any{1, 10},
			[]string{"applications_faulty", "reminders_waiting", "reminders_refused", "reminders_missed"}, true},
		{"the interview of a calendar event", selectEvent, []any{"uid"}, []string{"interviews_uid"}, false},
		{"the interview that a line of a table matches", selectSame + ` AND uid = ''`, []any{"Acme", "Engineer", 1},
			[]string{"interviews_of (application_id=?)", "applications_named (company=? AND role=?)"}, false},
		{"the application that an import joins", selectOpenFor, []any{"Acme", "Engineer"},
			[]string{"applications_named (company=? AND role=?)"}, true},
		{"the related applications", selectElsewhere, []any{"[1]"}, []string{
			"applications_contact (contact_id=?)", "interviewers_person (person_id=?)", "events_from (from_id=?)",
			"COVERING INDEX applications_employer (company=?)", "COVERING INDEX applications_open",
		}, true},
		{"the applications to decide again", sqlRecheckRelated, []any{"[1]", 1},
			[]string{"applications_employer (company=?)", "reminders_of (application_id=?)"}, true},
		{"the owner of an address", selectAddress, []any{"jo@acme.test"}, []string{"persons_email (email=?)"}, false},
		{"the people of an application", selectMentioned, []any{1}, []string{
			"interviewers USING PRIMARY KEY (application_id=?)", "events_of (application_id=?)",
			"reminders_of (application_id=?)", "PRIMARY KEY",
		}, true},
		{"the interviews of a person", selectMet, []any{1}, []string{
			"applications_contact", "interviewers_person", "events_from",
		}, false},
		{"the applications that know an address", selectKnownTo, []any{"jo@acme.test", 5}, []string{
			"applications_contact", "interviewers_person", "events_from",
		}, true},
		{"some persons", selectPersons, []any{"[1]"}, []string{"PRIMARY KEY"}, false},
		{"some applications", selectApplications, []any{"[1]"}, []string{"PRIMARY KEY"}, false},
		{"their interviews", selectInterviews, []any{"[1]"}, []string{"interviews_of"}, true},
		{"their interviewers", selectInterviewers, []any{"[1]"}, []string{"PRIMARY KEY (application_id=?)"}, false},
		{"their drafts", selectDrafts, []any{"[1]"},
			[]string{"sqlite_autoindex_drafts_1 (reminder_id=?)", "reminders_of (application_id=?)"}, false},
		{"their events", selectEvents, []any{"[1]"}, []string{"events_of"}, true},
		{"their mails", selectMails, []any{"[1]"}, []string{"events_seen"}, false},
		{"the mails that answer", selectAnswered, []any{10}, []string{"events_seen"}, false},
		{"their reminders", selectHistory, []any{"[1]"}, []string{"reminders_of"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := strings.Join(explainPlan(t, s, tt.query, tt.args...), "\n")
			for _, index := range tt.indexes {
				if !strings.Contains(plan, index) {
					t.Errorf("it does not use %s:\n%s", index, plan)
				}
			}
			if strings.Contains(plan, "USE TEMP B-TREE") && !tt.sorted {
				t.Errorf("it sorts:\n%s", plan)
			}
			for line := range strings.Lines(plan) {
				if readsAll(strings.TrimSpace(line)) {
					t.Errorf("it reads a whole table:\n%s", plan)
				}
			}
		})
	}
}

// readsAll reports whether a line of a plan reads a whole table, other than a result of the query itself. A list may
// read an index up to its limit, but not an index of other applications, which are called o.
func readsAll(line string) bool {
	name, found := strings.CutPrefix(line, "SCAN ")
	switch {
	case !found, name == "k", name == "mentions", name == "employers", name == "shared", name == "CONSTANT ROW",
		strings.HasPrefix(name, "("):
		return false
	}
	return !strings.Contains(name, "INDEX") || strings.HasPrefix(name, "o ")
}

func explainPlan(t *testing.T, s *Store, query string, args ...any) []string {
	t.Helper()
	details, err := collect(s.single(t.Context()), func(row scanner) (detail string, err error) {
		var unused int
		err = row.Scan(&unused, &unused, &unused, &detail)
		return detail, err
	}, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return details
}
