package view

import (
	"reflect"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/fields"
)

func caseOf(app rules.Application, iv rules.Interview) rules.Case {
	return rules.Case{Application: app, Interviews: []rules.Interview{iv}}
}

func TestEveryFieldIsInJSON(t *testing.T) {
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	policy := rules.DefaultPolicy(time.UTC)
	whole := func(app rules.Application) ApplicationJSON {
		out := toApplication(caseOf(app, iv), policy, iv.Start)
		out.Phase, out.Next = "", nil // these are derived
		return out
	}
	shows(t, "JSON", whole, map[string]string{
		"CreatedAt": "only when things happened is shown, not when they were told",
	})
	of := caseOf(app, iv)
	shows(t, "JSON", func(iv rules.Interview) InterviewJSON { return toInterview(of, iv, time.UTC) }, map[string]string{
		"CreatedAt": "only when things happened is shown, not when they were told",
	})
	shows(t, "JSON", func(e rules.Event) EventJSON { return toEvent(e, false, time.UTC) }, map[string]string{
		"ID":            "nothing else that is shown refers to it",
		"ApplicationID": "it is in its application",
		"FromCalendar":  "the detail says it",
		"Mail.ID":       "nothing else that is shown refers to it",
		"Mail.Hash":     "the Message-ID says more",
		"RecordedAt":    "only when things happened is shown, not when they were told",
	})
	shows(t, "JSON", func(r rules.Reminder) ReminderJSON { return toReminder(of, r, time.UTC) }, map[string]string{
		"ID":                     "nothing else that is shown refers to it",
		"ApplicationID":          "the application around it has it",
		"Deadline":               "the email tells the user by when to send the note",
		"NextAttempt":            "status shows it",
		"Uncertain":              "it is internal: how to send again",
		"Message.ID":             "the email has it",
		"Message.Bytes":          "they are the email itself",
		"Message.Drafts.Subject": "preview shows drafts",
		"Message.Drafts.Body":    "preview shows drafts",
		"Message.Hook":           "preview shows drafts, and it is in this one",
	})
}

// add and edit print what they understood, of an application with one interview and of one with several.
func TestEveryFieldIsEchoed(t *testing.T) {
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	another := fields.Other[rules.Interview](t)
	alone := func(app rules.Application, iv rules.Interview) []fact {
		c := caseOf(app, iv)
		return factsOf(c, time.UTC, iv)
	}
	together := func(app rules.Application, iv rules.Interview) []fact {
		c := caseOf(app, iv)
		c.Interviews = append(c.Interviews, another)
		return factsOf(c, time.UTC, iv)
	}
	notOfApplication := map[string]string{
		"ID":            "the line before names it",
		"CreatedAt":     "it is always now",
		"Contact.ID":    "people are named by their names",
		"Contact.Topic": "nothing is discussed with a contact as such",
	}
	notOfInterview := map[string]string{
		"ID":              "the line before names it",
		"CreatedAt":       "it is always now",
		"Interviewers.ID": "people are named by their names",
	}
	shows(t, "the echo", func(app rules.Application) []fact { return alone(app, iv) }, notOfApplication)
	shows(t, "the echo", func(iv rules.Interview) []fact { return alone(app, iv) }, notOfInterview)
	delete(notOfApplication, "ID") // among several, the number is shown
	delete(notOfInterview, "ID")
	shows(t, "the echo among several", func(app rules.Application) []fact { return together(app, iv) },
		notOfApplication)
	shows(t, "the echo among several", func(iv rules.Interview) []fact { return together(app, iv) }, notOfInterview)
}

// edit stores only what it recognizes as a change.
func TestEveryFieldIsAChange(t *testing.T) {
	app, iv := fields.Filled[rules.Application](t), fields.Filled[rules.Interview](t)
	was := caseOf(app, iv)
	made := func(is rules.Case) string { return Changed(was, is, time.UTC).String() }
	shows(t, "edit", func(app rules.Application) string { return made(caseOf(app, iv)) }, map[string]string{
		"ID":            "it never changes",
		"CreatedAt":     "it never changes",
		"Contact.ID":    "the same name and address mean the same person",
		"Contact.Topic": "nothing is discussed with a contact as such",
	})
	shows(t, "edit", func(iv rules.Interview) string {
		iv.ID = was.Interviews[0].ID
		return made(caseOf(app, iv))
	}, map[string]string{
		"ID":        "it never changes",
		"CreatedAt": "it never changes",
	})
}

// shows fails for each field of T that show does not depend on.
func shows[T, S any](t *testing.T, way string, show func(T) S, except map[string]string) {
	t.Helper()
	fields.Check(t, way, fields.Of[T](t), except, func(f fields.Field[T]) bool {
		return !reflect.DeepEqual(show(fields.Filled[T](t)), show(f.Changed(t)))
	})
}
