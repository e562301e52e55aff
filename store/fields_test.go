package store

import (
	"slices"
	"testing"

	"followup/rules"
	"followup/rules/fields"
	"followup/rules/outbox"
)

// TestEveryFieldIsStored: a query that leaves out a field would return it empty, and only in the user's database.
func TestEveryFieldIsStored(t *testing.T) {
	t.Parallel()
	s := open(t)
	app, iv := unmetIn(fields.Filled[rules.Application](t)), unmetAt(fields.Filled[rules.Interview](t))
	id := begun(t, s, app, iv)
	app.ID, iv.ID = id, id
	was := caseOf(t, s, id)
	app.Contact.ID, iv.Interviewers[0].ID = 1, 2
	comesBack(t, "a new application", app, was.Application, noTopic)
	comesBack(t, "its interview", iv, was.Interviews[0], nil)

	changed, other := unmetIn(fields.Other[rules.Application](t)), unmetAt(fields.Other[rules.Interview](t))
	other.ID = id
	update(t, s, id, noon, "all",
		func(c *rules.Case) { c.Application, c.Interviews = changed, []rules.Interview{other} })
	is := caseOf(t, s, id)
	changed.Contact.ID, other.Interviewers[0].ID = 3, 4
	stays := map[string]string{"CreatedAt": "it was created once"}
	comesBack(t, "a changed interview", other, is.Interviews[0], stays)
	stays["ID"], stays["Contact.Topic"] = "it keeps its number", noTopic["Contact.Topic"]
	comesBack(t, "a changed application", changed, is.Application, stays)

	if _, err := s.TakeBack(t.Context(), noon, id); err != nil {
		t.Fatal(err)
	}
	was = caseOf(t, s, id)
	comesBack(t, "an application whose change is taken back", app, was.Application, noTopic)
	comesBack(t, "an interview whose change is taken back", iv, was.Interviews[0], nil)

	corrected, same := fields.Other[rules.Application](t), fields.Other[rules.Interview](t)
	same.ID, corrected.Contact.ID, same.Interviewers[0].ID = id, 1, 2
	update(t, s, id, noon, "all", func(c *rules.Case) {
		c.Application, c.Interviews = corrected,
			[]rules.Interview{same}
	})
	is = caseOf(t, s, id)
	delete(stays, "ID")
	delete(stays, "Contact.Topic")
	comesBack(t, "an interview whose people are corrected", same, is.Interviews[0], stays)
	stays["ID"], stays["Contact.Topic"] = "it keeps its number", noTopic["Contact.Topic"]
	comesBack(t, "an application whose contact is corrected", corrected, is.Application, stays)
	if _, err := s.TakeBack(t.Context(), noon, id); err != nil {
		t.Fatal(err)
	}
	was = caseOf(t, s, id)
	comesBack(t, "an application whose contact's correction is taken back", app, was.Application, noTopic)
	comesBack(t, "an interview whose people's correction is taken back", iv, was.Interviews[0], nil)

	joins := fields.Filled[rules.Interview](t)
	joins.Interviewers[0].ID = 2
	joins.ID = joined(t, s, id, joins)
	got, _ := caseOf(t, s, id).Interview(joins.ID)
	comesBack(t, "an interview that joins", joins, got, nil)

	e := fields.Filled[rules.Event](t)
	e.ApplicationID, e.InterviewID, e.To.ID, e.From.ID = id, id, 0, 0
	mustRecord(t, s, e.RecordedAt, e)
	events := caseOf(t, s, id).History.Events
	e.ID, e.To.ID, e.From.ID, e.Mail.ID = events[len(events)-1].ID, 5, 6, 1
	comesBack(t, "an event", e, events[len(events)-1], map[string]string{
		"To.Topic": "an event has no topic", "From.Topic": "an event has no topic",
	})

	channel := fields.Filled[outbox.Channel](t)
	if err := s.SetChannel(t.Context(), channel); err != nil {
		t.Fatal(err)
	}
	there, err := s.Channel(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	comesBack(t, "the channel", channel, there, nil)
}

// unmetIn and unmetAt remove the numbers of people.
func unmetIn(app rules.Application) rules.Application {
	app.Contact.ID = 0
	return app
}

func unmetAt(iv rules.Interview) rules.Interview {
	iv.Interviewers = slices.Clone(iv.Interviewers)
	for i := range iv.Interviewers {
		iv.Interviewers[i].ID = 0
	}
	return iv
}

var noTopic = map[string]string{"Contact.Topic": "a topic belongs to an interview"}

// TestEveryFieldOfAReminderIsStored follows a reminder from its step to its delivery.
func TestEveryFieldOfAReminderIsStored(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	r := fields.Filled[rules.Reminder](t)
	r.ApplicationID, r.InterviewID = id, id
	r.Message.Drafts[0].To.ID = 0
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{
		{Key: r.Key, To: r.To(), Due: r.Due, Deadline: r.Deadline, Expires: r.Expires, Why: r.Why},
	}}))
	claimed := mustClaim(t, s, noon, func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
		return outbox.Verdict{State: rules.Sending, Message: r.Message}, nil
	})[0]
	comesBack(t, "what is claimed", r.Message, claimed.Message, nil)
	r.Message.Drafts[0].To.ID = 1
	r.ID, r.State = claimed.ID, rules.Refused
	mustSave(t, s, noon, r)
	comesBack(t, "a reminder", r, reminders(t, s, id)[0], map[string]string{
		"Message.Bytes":           "a history does not need them, and they are large; claiming a reminder returns them",
		"Message.Drafts.To.Topic": "it belongs to the interview",
	})
}

func comesBack[T any](t *testing.T, what string, want, got T, except map[string]string) {
	t.Helper()
	fields.Check(t, what, fields.Of[T](t), except, func(f fields.Field[T]) bool { return f.Same(t, want, got) })
}

// TestEveryFieldOfARowIsCompared: the user is told if a row of a table contradicts what is stored, and facts that were
// unknown are stored.
func TestEveryFieldOfARowIsCompared(t *testing.T) {
	t.Parallel()
	row := Import{Application: fields.Filled[rules.Application](t), Interview: fields.Filled[rules.Interview](t)}
	if row.differs(row.Application, row.Interview) {
		t.Error("a row differs from itself")
	}
	fields.Check(t, "differs", fields.Of[rules.Application](t), map[string]string{
		"CreatedAt": "no table has it",
		"ID":        "it is the file's own number",
		"Company":   "the row is recognized by it",
		"Role":      "the row is recognized by it",
	}, func(f fields.Field[rules.Application]) bool { return row.differs(f.Changed(t), row.Interview) })
	fields.Check(t, "differs", fields.Of[rules.Interview](t), map[string]string{
		"CreatedAt": "no table has it",
		"ID":        "no table has it",
		"Start":     "the row is recognized by it",
	}, func(f fields.Field[rules.Interview]) bool { return row.differs(row.Application, f.Changed(t)) })

	s := open(t)
	row.Application.ID, row.Application.Contact.ID = 0, 0
	row.Interview = unmetAt(row.Interview)
	bare := rules.Application{Company: row.Application.Company, Role: row.Application.Role}
	id := begun(t, s, bare, anInterview())
	imports(t, s, false, row)
	got := caseOf(t, s, id).Application
	row.Application.Contact.ID = got.Contact.ID
	fields.Check(t, "filled in", fields.Of[rules.Application](t), map[string]string{
		"Contact.Topic": noTopic["Contact.Topic"],
		"ID":            "it is the file's own number",
		"CreatedAt":     "no table has it",
		"Language":      "the letters of a conversation stay in theirs",
	}, func(f fields.Field[rules.Application]) bool { return f.Same(t, row.Application, got) })
}
