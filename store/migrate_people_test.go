package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules/outbox"
)

// panel9 returns the people of an interview as a column of schema 9 stores them.
func panel9(people ...string) string { return "interviewers = '[" + strings.Join(people, ",") + "]'" }

// reminder9 inserts a reminder of schema 9, due at noon; set names further columns.
func reminder9(id, interview int, kind, recipient string, round, lastCall int, state, set string) string {
	settled := "NULL"
	if state != "waiting" && state != "sending" {
		settled = fmt.Sprint(noon.Unix() + int64(id))
	}
	script := fmt.Sprintf(`INSERT INTO reminders (id, interview_id, kind, recipient, round, last_call, state,
			due_at, why, next_attempt_at, settled_at)
		VALUES (%d, %d, '%s', '%s', %d, %d, '%s', %d, 'it was so', %[8]d, %s);`, id, interview, kind, recipient, round,
		lastCall, state, noon.Unix(), settled)
	if set != "" {
		script += fmt.Sprintf("UPDATE reminders SET %s WHERE id = %d;", set, id)
	}
	return script
}

// elsewhere9 inserts an interview of schema 9 with another employer.
func elsewhere9(id int, company, set string) string {
	return old(id, 0, set) + fmt.Sprintf("UPDATE interviews SET company = '%s' WHERE id = %d;", company, id)
}

// rowsOf returns the rows of a query of one column.
func rowsOf(t *testing.T, s *Store, query string) []string {
	t.Helper()
	rows, err := collect(s.single(t.Context()), scanText, query)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestMigrate9NumbersPeople: an address identifies a person everywhere, and a name within the application, wherever
// they were mentioned.
func TestMigrate9NumbersPeople(t *testing.T) {
	const (
		joHere  = `{"name":"Jo","email":"jo@acme.test","topic":"queues"}`
		joThere = `{"name":"Jo Smith","email":"JO@acme.test"}`
		ann     = `{"name":"Ann Lee"}`
		annWith = `{"name":"Ann Lee","email":"ann@initech.test"}`
		fixed   = `{"name":"Joanna Ray","email":"joanna@initech.test","id":"Jo Ray"}`
	)
	heard := func(id, interview int, from string) string {
		return oldEvent(id, interview, "undecided", 2*time.Hour,
			"NULL") + fmt.Sprintf("UPDATE events SET heard_from = '%s' WHERE id = %d;", from, id)
	}
	thanked := func(id, interview int, to string) string {
		return oldEvent(id, interview, "sent", 2*time.Hour, "NULL") +
			fmt.Sprintf("UPDATE events SET note = 'thank-you', recipient = '%s', round = 1 WHERE id = %d;", to, id)
	}
	for _, tt := range []struct {
		name   string
		script string
		want   []string // the people and their mentions: interviews, notes to them, answers from them
	}{
		{
			"an address in two applications is one person, with the latest name and spelling",
			elsewhere9(10, "Initech", panel9(joHere)) + elsewhere9(11, "Hooli", panel9(joThere)),
			[]string{"Jo Smith <JO@acme.test>: in 10 about queues, in 11"},
		},
		{
			"a name in two applications is two people",
			elsewhere9(10, "Initech", panel9(ann)) + elsewhere9(11, "Hooli", panel9(ann)),
			[]string{"Ann Lee <>: in 10", "Ann Lee <>: in 11"},
		},
		{
			"a name in two interviews of one application is one person, even if only one has the address",
			old(10, 0, panel9(ann)) + old(11, time.Hour, panel9(annWith)),
			[]string{"Ann Lee <ann@initech.test>: in 10, in 11"},
		},
		{
			"but two of one name in one interview are two people",
			old(10, 0, panel9(ann, annWith)) + old(11, time.Hour, panel9(ann)),
			[]string{"Ann Lee <>: in 10, in 11", "Ann Lee <ann@initech.test>: in 10"},
		},
		{
			"a note finds its person by the key from before a correction",
			old(10, 0, panel9(fixed)) + reminder9(10, 10, "thank-you", "Jo Ray", 1, 0, "delivered", "") +
				thanked(10, 10,
					"Jo Ray") + heard(11, 10, "Jo Ray"),
			[]string{"Joanna Ray <joanna@initech.test>: in 10, reminder 10, event 10, from 11"},
		},
		{
			"a key that two people had means the one in that interview",
			old(10, 0, panel9(`{"name":"Jo","email":"jo@initech.test","id":"Jo"}`)) + old(11, time.Hour,
				panel9(`{"name":"Jo","email":"joe@initech.test","id":"Jo"}`)) +
				reminder9(10, 10, "thank-you", "Jo", 1, 0, "delivered", "") + reminder9(11, 11, "thank-you", "Jo", 1, 0,
				"delivered", ""),
			[]string{"Jo <jo@initech.test>: in 10, reminder 10", "Jo <joe@initech.test>: in 11, reminder 11"},
		},
		{
			"an address in lower case is the same",
			old(10, 0, panel9(joThere)) + reminder9(10, 10, "thank-you", "jo@acme.test", 1, 0, "delivered", "") +
				thanked(10,
					10, "jo@acme.test"),
			[]string{"Jo Smith <JO@acme.test>: in 10, reminder 10, event 10"},
		},
		{
			"answers find their person by address, name or both, known or not",
			old(10, 0, panel9(annWith)) + heard(10, 10, "Ann Lee") + heard(11, 10, "ann@initech.test") + heard(12, 10,
				"A. Lee <Ann@initech.test>") +
				heard(13, 10, "Bo Ek <bo@initech.test>") + heard(14, 10, "bo@initech.test") + heard(15, 10, "Cy") +
				heard(16,
					10, "cy"),
			[]string{"Ann Lee <ann@initech.test>: in 10, from 10, from 11, from 12",
				"Bo Ek <bo@initech.test>: from 13, from 14", "Cy <>: from 15, from 16"},
		},
		{
			"notes find people who are no longer interviewers, or are in another interview",
			old(10, 0, panel9(annWith)) + old(11, time.Hour, "") +
				reminder9(10, 11, "thank-you", "ann@initech.test", 1, 0,
					"delivered", "") +
				reminder9(11, 11, "thank-you", "bo@initech.test", 1, 0, "delivered", ""),
			[]string{"Ann Lee <ann@initech.test>: in 10, reminder 10", " <bo@initech.test>: reminder 11"},
		},
		{
			"notes to the hiring team, or that are decided again, belong to nobody",
			old(10, 0, "") + old(11, time.Hour, "") + reminder9(10, 10, "thank-you", "", 1, 0, "delivered", "") +
				reminder9(11, 10, "update-request", "di@initech.test", 1, 0, "waiting", ""),
			nil,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := migrated9(t, tt.script)
			got := rowsOf(t, s, `
				WITH met (id, n, words) AS (
					SELECT person_id, 1000 + interview_id, 'in ' || interview_id ||
					iif(topic = '', '', ' about ' || topic)
					FROM interviewers
					UNION ALL SELECT person_id, 2000 + reminder_id, 'reminder ' || reminder_id FROM drafts
					UNION ALL SELECT person_id, 3000 + id, 'event ' || id FROM events
					UNION ALL SELECT from_id, 4000 + id, 'from ' || id FROM events)
				SELECT name || ' <' || email || '>: ' || (SELECT group_concat(words, ', ') FROM (SELECT words FROM met
				WHERE met.id = persons.id ORDER BY n))
				FROM persons WHERE name <> 'Jana Müller' ORDER BY id`)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestMigrate9CountsAPanelTogether: reminders to members of a panel stay separate, and the next step, for the rest,
// finds the next one.
func TestMigrate9CountsAPanelTogether(t *testing.T) {
	const a, b, c, d, e = "a@initech.test", "b@initech.test", "c@initech.test", "d@initech.test", "e@initech.test"
	var people []string
	for _, address := range []string{a, b, c, d, e} {
		people = append(people, fmt.Sprintf(`{"email":"%s"}`, address))
	}
	s := migrated9(t, old(10, -3*time.Hour, "next_check_at = 1, "+panel9(people...))+
		reminder9(10, 10, "thank-you", c, 1, 0, "waiting", "")+
		reminder9(11, 10, "thank-you", d, 1, 0, "refused", "message_id = '<11@acme.test>', draft_body = 'Dear D'")+
		reminder9(12, 10, "thank-you", b, 1, 0, "waiting",
			"uncertain = 1, message_id = '<12@acme.test>', draft_subject = 'Thanks', draft_body = 'Dear B'")+
		reminder9(13, 10, "thank-you", a, 1, 0, "delivered", "message_id = '<13@acme.test>', draft_body = 'Dear A'")+
		reminder9(14, 10, "thank-you", e, 1, 0, "delivered", "message_id = '<14@acme.test>', draft_body = 'Dear E'")+
		reminder9(15, 10, "thank-you", a, 2, 1, "delivered", "message_id = '<15@acme.test>', draft_body = 'Dear A'")+
		reminder9(16, 10, "thank-you", e, 2, 1, "waiting", "")+
		reminder9(17, 10, "thank-you", e, 1, 0, "cancelled", "")+
		`INSERT INTO messages VALUES (12, CAST('the mail' AS BLOB),
			X'44d3822691cff32c88625ffa22bafaa92f2f24adb0efa30ceb8658b0d4ee4a7a');`+
		oldEvent(10, 10, "sent", time.Minute, "NULL")+`UPDATE events
			SET note = 'thank-you', recipient = '`+e+`', round = 1 WHERE id = 10;`)
	want := []string{
		"10: c 4 waiting ", "11: d 5 refused <11@acme.test>Dear D", "12: b 3 waiting <12@acme.test>Dear B",
		"13: a 1 delivered <13@acme.test>Dear A", "14: e 2 delivered <14@acme.test>Dear E",
		"15: a last call 1 delivered <15@acme.test>Dear A", "16: e last call 2 waiting ", "17: e 6 cancelled ",
	}
	got := rowsOf(t, s, `
		SELECT r.id || ': ' || substr(email, 1, 1) || iif(last_call, ' last call ', ' ') || round ||
				' ' || state || ' ' ||
			message_id || body
		FROM reminders AS r JOIN drafts AS d ON d.reminder_id = r.id JOIN persons ON persons.id = person_id
		WHERE application_id = 10 ORDER BY r.id`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if mark := caseOf(t, s, 10).History.Events[0]; mark.Round != 2 || mark.To.Email != e {
		t.Errorf("the mark is %+v, want the second draft, which was to %s", mark, e)
	}

	// The draft to B may have arrived, so the same mail is sent again. Then comes one to those who have had none.
	var sent []string
	for i := range 4 {
		now := noon.Add(2*time.Hour + time.Duration(i)*time.Minute)
		mustDecide(t, s, now, byTheRules(now))
		for _, r := range mustClaim(t, s, now, sendWhatApplies(now)) {
			if r.ApplicationID == 10 {
				sent = append(sent, fmt.Sprint(r.Round, " ", string(r.Message.Bytes), " to ", r.To()))
			}
			mustSave(t, s, now, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, now, ""))
		}
	}
	if len(sent) != 2 || sent[0] != "3 the mail to [b@initech.test]" ||
		!strings.HasSuffix(sent[1], "to [c@initech.test d@initech.test]") {
		t.Errorf("sent are %q", sent)
	}
	wantConsistent(t, s)
}

// TestMigrate9KeepsTwoNotesOfOneRound: they went to different people, for instance because the first was refused and
// the contact changed.
func TestMigrate9KeepsTwoNotesOfOneRound(t *testing.T) {
	s := migrated9(t, old(10, -20*24*time.Hour, "")+
		reminder9(10, 10, "update-request", "jo@initech.test", 1, 0, "refused", "message_id = '<10@acme.test>'")+
		reminder9(11, 10, "update-request", "ann@initech.test", 1, 0, "delivered", "message_id = '<11@acme.test>'")+
		reminder9(12, 10, "update-request", "li@initech.test", 1, 0, "cancelled", "")+
		reminder9(13, 10, "undecided-reply", "ann@initech.test", 3, 0, "delivered", "")+
		oldEvent(10, 10, "sent", time.Hour, "NULL")+`UPDATE events
			SET note = 'update-request', recipient = 'ann@initech.test', round = 1 WHERE id = 10;`)
	want := []string{"10 update-request 2", "11 update-request 1", "12 update-request 1", "13 undecided-reply 3"}
	got := rowsOf(t, s, `SELECT id || ' ' || kind || ' ' || round FROM reminders WHERE application_id = 10 ORDER BY id`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if mark := caseOf(t, s, 10).History.Events[0]; mark.Round != 1 {
		t.Errorf("the mark is of round %d, want that of the one that came", mark.Round)
	}
}
