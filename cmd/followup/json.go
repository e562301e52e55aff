package main

import (
	"cmp"
	"time"

	"followup/rules"
)

// The shapes of --json. Fields are added, never renamed or removed; times are RFC 3339 with the offset of the user's
// zone, dates 2026-12-04, and null is "none".
type (
	applicationJSON struct {
		ID            int64           `json:"id"`
		ApplicationID int64           `json:"application_id"` // the same, as elsewhere
		Company       string          `json:"company"`
		Role          string          `json:"role"`
		interviewJSON                 // the latest
		Contact       *personJSON     `json:"contact"`
		Fit           string          `json:"fit"`
		Hook          string          `json:"hook"`
		NoContact     bool            `json:"no_contact"`
		Phase         string          `json:"phase"`
		Interviews    []interviewJSON `json:"interviews"`
		Events        []eventJSON     `json:"events"`
		Reminders     []reminderJSON  `json:"reminders"`
		Next          []stepJSON      `json:"next"`
	}
	interviewJSON struct {
		InterviewID  int64        `json:"interview_id"`
		StartsAt     time.Time    `json:"starts_at"`
		EndsAt       time.Time    `json:"ends_at"`
		Zone         string       `json:"zone"`
		Interviewers []personJSON `json:"interviewers"`
		DecisionBy   *string      `json:"decision_by"`
		Said         string       `json:"said"`
		Topic        string       `json:"topic"`
		NoShow       bool         `json:"no_show"`
		CalledOff    bool         `json:"called_off"`
	}
	personJSON struct {
		PersonID *int64 `json:"person_id"`
		Name     string `json:"name"`
		Email    string `json:"email"`
		Topic    string `json:"topic"`
	}
	eventJSON struct {
		InterviewID  *int64      `json:"interview_id"`
		Kind         string      `json:"kind"`
		At           time.Time   `json:"at"`
		Note         string      `json:"note"`
		To           *personJSON `json:"to"`
		Round        int         `json:"round"`
		Until        *string     `json:"until"`
		Next         *int64      `json:"next_interview_id"`
		SnoozedUntil *time.Time  `json:"snoozed_until"`
		From         *personJSON `json:"from"`
		Detail       string      `json:"detail"`
		TakenBack    bool        `json:"taken_back"`
	}

	// noteJSON says which note it is about.
	noteJSON struct {
		ApplicationID int64  `json:"application_id"`
		InterviewID   int64  `json:"interview_id"`
		Kind          string `json:"kind"`
		LastCall      bool   `json:"last_call"`
	}
	// reminderJSON is an email with one draft, or of a panel several.
	reminderJSON struct {
		noteJSON
		To        []personJSON `json:"to"`
		Round     int          `json:"round"`
		State     string       `json:"state"`
		DueAt     time.Time    `json:"due_at"`
		ExpiresAt *time.Time   `json:"expires_at"`
		SettledAt *time.Time   `json:"settled_at"`
		Attempts  int          `json:"attempts"`
		Subject   string       `json:"subject"`
		Reply     string       `json:"reply"`
		Why       string       `json:"why"`
	}
	// stepJSON is a draft to come.
	stepJSON struct {
		noteJSON
		To        personJSON `json:"to"`
		DueAt     time.Time  `json:"due_at"`
		ExpiresAt *time.Time `json:"expires_at"`
		Why       string     `json:"why"`
	}
)

// describe is a case as JSON, with what comes next as seen from now.
func describe(c rules.Case, p rules.Policy, now time.Time) applicationJSON {
	d := foreseen(c, p, now)
	out := applicationJSON{
		ID: c.ID, ApplicationID: c.ID, Company: c.Company, Role: c.Role, interviewJSON: toInterview(c, c.Latest(), p.Location),
		Fit: c.Fit, Hook: c.Hook, NoContact: c.NoContact, Phase: string(d.Phase),
		Contact:    personOrNull(c.Contact),
		Interviews: []interviewJSON{}, Events: []eventJSON{}, Reminders: []reminderJSON{}, Next: []stepJSON{},
	}
	for _, iv := range c.Interviews {
		out.Interviews = append(out.Interviews, toInterview(c, iv, p.Location))
	}
	for _, e := range c.History.Events {
		out.Events = append(out.Events, toEvent(e, false, p.Location))
	}
	for _, e := range c.History.TakenBack {
		out.Events = append(out.Events, toEvent(e, true, p.Location))
	}
	for _, r := range c.History.Reminders {
		out.Reminders = append(out.Reminders, toReminder(c, r, p.Location))
	}
	for _, s := range d.Steps {
		out.Next = append(out.Next, toSteps(c, s, p.Location)...)
	}
	return out
}

func toInterview(c rules.Case, iv rules.Interview, loc *time.Location) interviewJSON {
	return interviewJSON{
		InterviewID: iv.ID, StartsAt: iv.Start.In(loc), EndsAt: iv.End().In(loc), Zone: iv.Zone,
		Interviewers: toPeople(iv.Interviewers),
		DecisionBy:   dayOrNull(iv.DecisionBy), Said: iv.Said, Topic: iv.Topic, NoShow: c.NoShow(iv.ID), CalledOff: c.CalledOff(iv.ID),
	}
}

// toNote names the note of a key. A thank-you is for its own interview, any other note for the application's latest.
func toNote(c rules.Case, k rules.Key) noteJSON {
	return noteJSON{
		ApplicationID: c.ID, InterviewID: cmp.Or(k.InterviewID, c.Latest().ID), Kind: string(k.Kind), LastCall: k.LastCall,
	}
}

func toEvent(e rules.Event, takenBack bool, loc *time.Location) eventJSON {
	return eventJSON{
		InterviewID: idOrNull(e.InterviewID), Kind: string(e.Kind), At: e.At.In(loc),
		Note: string(e.Note), To: personOrNull(e.To), Round: e.Round, Until: dayOrNull(e.Until), Next: idOrNull(e.Next),
		SnoozedUntil: timeOrNull(e.SnoozeUntil, loc), From: personOrNull(e.From), Detail: e.Detail, TakenBack: takenBack,
	}
}

func toReminder(c rules.Case, r rules.Reminder, loc *time.Location) reminderJSON {
	return reminderJSON{
		noteJSON: toNote(c, r.Key), To: toPeople(r.To()), Round: r.Round, State: string(r.State),
		DueAt: r.Due.In(loc), ExpiresAt: timeOrNull(r.Expires, loc), SettledAt: timeOrNull(r.SettledAt, loc),
		Attempts: r.Attempts, Subject: r.Message.Subject, Reply: r.Reply, Why: r.Why,
	}
}

// toSteps returns a step as JSON, once for each of its drafts.
func toSteps(c rules.Case, s rules.Step, loc *time.Location) (list []stepJSON) {
	for _, p := range s.To {
		list = append(list, stepJSON{
			noteJSON: toNote(c, s.Key), To: toPerson(p), DueAt: s.Due.In(loc), ExpiresAt: timeOrNull(s.Expires, loc), Why: s.Why,
		})
	}
	return list
}

func toPerson(p rules.Person) personJSON {
	return personJSON{PersonID: idOrNull(p.ID), Name: p.Name, Email: p.Email, Topic: p.Topic}
}

func toPeople(people []rules.Person) []personJSON {
	list := []personJSON{} // not nil, which would be null
	for _, p := range people {
		list = append(list, toPerson(p))
	}
	return list
}

// personOrNull is null for nobody in particular.
func personOrNull(p rules.Person) *personJSON {
	if p.IsTeam() {
		return nil
	}
	j := toPerson(p)
	return &j
}

func dayOrNull(d rules.Date) *string {
	if d.IsZero() {
		return nil
	}
	s := d.String()
	return &s
}

func idOrNull(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

func timeOrNull(t time.Time, loc *time.Location) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(loc)
	return &t
}

// sketchJSON is a draft as preview --json prints it.
type sketchJSON struct {
	noteJSON
	To        personJSON `json:"to"`
	At        time.Time  `json:"at"`
	DueAt     *time.Time `json:"due_at"`
	Delivered bool       `json:"delivered"`
	Subject   string     `json:"subject"`
	Body      string     `json:"body"`
	Faults    []string   `json:"faults"`
	Gaps      []gapJSON  `json:"gaps"`
}

type gapJSON struct {
	What    string `json:"what"`
	Command string `json:"command"`
}

func sketchesJSON(drafts []sketch, loc *time.Location) []sketchJSON {
	list := []sketchJSON{}
	for _, s := range drafts {
		j := sketchJSON{
			noteJSON: toNote(s.c, s.step.Key), To: toPerson(s.draft.To), At: s.at.In(loc),
			DueAt: timeOrNull(s.step.Due, loc), Delivered: s.came, Subject: s.draft.Subject, Body: s.draft.Body,
			Faults: append([]string{}, s.draft.Faults...), Gaps: []gapJSON{},
		}
		for _, g := range s.draft.Gaps {
			j.Gaps = append(j.Gaps, gapJSON(g))
		}
		list = append(list, j)
	}
	return list
}
