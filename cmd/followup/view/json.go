package view

import (
	"cmp"
	"io"
	"iter"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/rules"
)

// The output of --json, which docs/json.md describes. Fields may be added, but never renamed or removed. Times are in
// RFC 3339 with the offset of the user's zone, dates are like 2026-12-04, and null means none.
type (
	// ApplicationJSON is an application, with the fields of its latest interview among its own.
	ApplicationJSON struct {
		ID            int64           `json:"id"`
		ApplicationID int64           `json:"application_id"` // the same as id; other objects have only this one
		Company       string          `json:"company"`
		Role          string          `json:"role"`
		InterviewJSON                 // of the latest interview
		Contact       *PersonJSON     `json:"contact"`
		Fit           string          `json:"fit"`
		Hook          string          `json:"hook"`
		Language      string          `json:"language"` // of the letters
		NoContact     bool            `json:"no_contact"`
		Phase         string          `json:"phase"`
		SnoozedUntil  *time.Time      `json:"snoozed_until"`
		AnswerSeenAt  *time.Time      `json:"answer_seen_at"` // and nothing is asked until the user says what it says
		Interviews    []InterviewJSON `json:"interviews"`
		Events        []EventJSON     `json:"events"`
		Reminders     []ReminderJSON  `json:"reminders"`
		Next          []StepJSON      `json:"next"`
	}
	// InterviewJSON is an interview of an application.
	InterviewJSON struct {
		InterviewID  int64        `json:"interview_id"`
		StartsAt     time.Time    `json:"starts_at"`
		EndsAt       time.Time    `json:"ends_at"`
		Zone         string       `json:"zone"`
		Interviewers []PersonJSON `json:"interviewers"`
		DecisionBy   *string      `json:"decision_by"`
		Said         string       `json:"said"`
		Topic        string       `json:"topic"`
		NoShow       bool         `json:"no_show"`
		CalledOff    bool         `json:"called_off"`
	}
	// PersonJSON is a person, with what was discussed with them in an interview.
	PersonJSON struct {
		PersonID *int64 `json:"person_id"`
		Name     string `json:"name"`
		Email    string `json:"email"`
		Greeting string `json:"greeting"`
		Topic    string `json:"topic"`
	}
	// MailJSON is a mail in the user's mailbox from which an event was read.
	MailJSON struct {
		MessageID string `json:"message_id"`
		From      string `json:"from"`
		Subject   string `json:"subject"`
		Text      string `json:"text"`
	}
	// EventJSON is something that happened, as the user told it or as it was seen in the mailbox.
	EventJSON struct {
		InterviewID  *int64      `json:"interview_id"`
		Kind         string      `json:"kind"`
		At           time.Time   `json:"at"`
		Note         string      `json:"note"`
		To           *PersonJSON `json:"to"`
		Round        int         `json:"round"`
		Until        *string     `json:"until"`
		Next         *int64      `json:"next_interview_id"`
		SnoozedUntil *time.Time  `json:"snoozed_until"`
		From         *PersonJSON `json:"from"`
		Detail       string      `json:"detail"`
		Certainty    string      `json:"certainty"`
		Mail         *MailJSON   `json:"mail"`
		TakenBack    bool        `json:"taken_back"`
	}

	// NoteJSON identifies the note that a reminder or a step is about.
	NoteJSON struct {
		ApplicationID int64  `json:"application_id"`
		InterviewID   int64  `json:"interview_id"`
		Kind          string `json:"kind"`
		LastCall      bool   `json:"last_call"`
	}
	// ReminderJSON is an email with a draft, or with several for a panel.
	ReminderJSON struct {
		NoteJSON
		To        []PersonJSON `json:"to"`
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
	// StepJSON is a draft that is to come.
	StepJSON struct {
		NoteJSON
		To        PersonJSON `json:"to"`
		DueAt     time.Time  `json:"due_at"`
		ExpiresAt *time.Time `json:"expires_at"`
		Why       string     `json:"why"`
	}
)

// JSON returns an application as --json prints it, with what comes next as of v.Now.
func (v Printer) JSON(c rules.Case) ApplicationJSON { return toApplication(c, v.Policy, v.Now) }

// WriteJSON writes applications as --json prints them, one after the other as they come.
func (v Printer) WriteJSON(w io.Writer, cases iter.Seq2[rules.Case, error]) error {
	return term.WriteJSONArray(w, func(yield func(ApplicationJSON, error) bool) {
		for c, err := range cases {
			if err != nil {
				yield(ApplicationJSON{}, err)
				return
			}
			if !yield(v.JSON(c), nil) {
				return
			}
		}
	})
}

func toApplication(c rules.Case, p rules.Policy, now time.Time) ApplicationJSON {
	d := foresee(c, p, now)
	out := ApplicationJSON{
		ID: c.ID, ApplicationID: c.ID, Company: c.Company, Role: c.Role,
		InterviewJSON: toInterview(c, c.Latest(), p.Location),
		Fit:           c.Fit, Hook: c.Hook, Language: cmp.Or(c.Language, "en"), NoContact: c.NoContact,
		Phase:      string(d.Phase),
		Contact:    personOrNull(c.Contact),
		Interviews: []InterviewJSON{}, Events: []EventJSON{}, Reminders: []ReminderJSON{}, Next: []StepJSON{},
	}
	if isSnoozed(c, now) {
		out.SnoozedUntil = TimeOrNull(c.SnoozedUntil(), p.Location)
	}
	if d.Held != nil {
		out.AnswerSeenAt = TimeOrNull(d.Held.At, p.Location)
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

func toInterview(c rules.Case, iv rules.Interview, loc *time.Location) InterviewJSON {
	return InterviewJSON{
		InterviewID: iv.ID, StartsAt: iv.Start.In(loc), EndsAt: iv.End().In(loc), Zone: iv.Zone,
		Interviewers: toPeople(iv.Interviewers),
		DecisionBy:   dayOrNull(iv.DecisionBy), Said: iv.Said, Topic: iv.Topic,
		NoShow: c.NoShow(iv.ID), CalledOff: c.CalledOff(iv.ID),
	}
}

// ToNoteJSON returns the note of a key as --json prints it. A thank-you belongs to its own interview, any other note
// to the latest of the application.
func ToNoteJSON(c rules.Case, k rules.Key) NoteJSON {
	return NoteJSON{
		ApplicationID: c.ID, InterviewID: cmp.Or(k.InterviewID, c.Latest().ID),
		Kind: string(k.Kind), LastCall: k.LastCall,
	}
}

func toEvent(e rules.Event, takenBack bool, loc *time.Location) EventJSON {
	return EventJSON{
		InterviewID: idOrNull(e.InterviewID), Kind: string(e.Kind), At: e.At.In(loc),
		Note: string(e.Note), To: personOrNull(e.To), Round: e.Round, Until: dayOrNull(e.Until), Next: idOrNull(e.Next),
		SnoozedUntil: TimeOrNull(e.SnoozeUntil, loc), From: personOrNull(e.From), Detail: e.Detail,
		Certainty: string(e.Certainty), Mail: mailOrNull(e.Mail), TakenBack: takenBack,
	}
}

func mailOrNull(m rules.SeenMail) *MailJSON {
	if m == (rules.SeenMail{}) {
		return nil
	}
	return &MailJSON{MessageID: m.MessageID, From: m.From, Subject: m.Subject, Text: m.Text}
}

func toReminder(c rules.Case, r rules.Reminder, loc *time.Location) ReminderJSON {
	return ReminderJSON{
		NoteJSON: ToNoteJSON(c, r.Key), To: toPeople(r.To()), Round: r.Round, State: string(r.State),
		DueAt: r.Due.In(loc), ExpiresAt: TimeOrNull(r.Expires, loc), SettledAt: TimeOrNull(r.SettledAt, loc),
		Attempts: r.Attempts, Subject: r.Message.Subject, Reply: r.Reply, Why: r.Why,
	}
}

// toSteps returns a step as JSON, once for each of its drafts.
func toSteps(c rules.Case, s rules.Step, loc *time.Location) (list []StepJSON) {
	for _, p := range s.To {
		list = append(list, StepJSON{
			NoteJSON: ToNoteJSON(c, s.Key), To: ToPersonJSON(p),
			DueAt: s.Due.In(loc), ExpiresAt: TimeOrNull(s.Expires, loc), Why: s.Why,
		})
	}
	return list
}

// JSON returns a step of a forecast as --json prints it, one element for each draft.

// ToPersonJSON returns a person as --json prints one.
func ToPersonJSON(p rules.Person) PersonJSON {
	return PersonJSON{PersonID: idOrNull(p.ID), Name: p.Name, Email: p.Email, Greeting: p.Greeting,
		Topic: p.Topic}
}

func toPeople(people []rules.Person) []PersonJSON {
	list := []PersonJSON{} // not nil, which would be null
	for _, p := range people {
		list = append(list, ToPersonJSON(p))
	}
	return list
}

// personOrNull returns nil for the hiring team as a whole.
func personOrNull(p rules.Person) *PersonJSON {
	if p.IsTeam() {
		return nil
	}
	j := ToPersonJSON(p)
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

// TimeOrNull returns t in loc, or nil if t is zero.
func TimeOrNull(t time.Time, loc *time.Location) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(loc)
	return &t
}

// StatusJSON is what status --json prints.
type StatusJSON struct {
	OK       bool         `json:"ok"`
	Paused   *time.Time   `json:"paused_until"`
	PauseAll bool         `json:"pause_all"`
	Running  bool         `json:"running"`
	PID      *int         `json:"pid"`
	Since    *time.Time   `json:"since"`
	LastPass *time.Time   `json:"last_pass"`
	Mailbox  *time.Time   `json:"mailbox_read"`
	Drafts   *int         `json:"drafts_kept"`
	Waiting  int          `json:"waiting"`
	Waits    []WaitJSON   `json:"waits"`
	Notices  int          `json:"notices_waiting"`
	Next     []StepJSON   `json:"next"`
	Answers  []AnswerJSON `json:"answers"`
	Wrong    []string     `json:"wrong"`
	Checks   []Check      `json:"checks"`
}

// AnswerJSON is a mail of theirs that was seen in the mailbox and that the user has not told about.
type AnswerJSON struct {
	ApplicationID int64     `json:"application_id"`
	At            time.Time `json:"at"`
	From          string    `json:"from"`
}

// WaitJSON is a reminder that is due but not delivered yet.
type WaitJSON struct {
	NoteJSON
	To            []PersonJSON `json:"to"`
	DueAt         time.Time    `json:"due_at"`
	NextAttemptAt time.Time    `json:"next_attempt_at"`
	Attempts      int          `json:"attempts"`
	Why           string       `json:"why"`
}

// JSON returns the status as --json prints it.
func (s Status) JSON(p rules.Policy) StatusJSON {
	loc := p.Location
	j := StatusJSON{
		OK: len(s.wrong) == 0, Running: s.running, LastPass: TimeOrNull(s.holder.LastPass, loc), Waiting: s.waiting,
		Wrong: append([]string{}, s.wrong...), Checks: append([]Check{}, s.checks...), // not nil, which would be null
		Notices: s.notices, Waits: []WaitJSON{}, Next: []StepJSON{}, Answers: []AnswerJSON{},
		Mailbox: TimeOrNull(s.watch.Seen, loc),
	}
	if s.drafts {
		j.Drafts = &s.copies
	}
	for _, c := range s.answered {
		e := c.Untold(s.now)
		j.Answers = append(j.Answers, AnswerJSON{c.ID, e.At.In(loc), phrase.Sender(*e)})
	}
	for _, w := range s.waits {
		j.Waits = append(j.Waits, WaitJSON{
			NoteJSON: ToNoteJSON(w.Of, w.Key), To: toPeople(w.To()), DueAt: w.Due.In(loc),
			NextAttemptAt: w.NextAttempt.In(loc), Attempts: w.Attempts, Why: w.why(s, loc),
		})
	}
	if p.Pause.IsOn(s.now) {
		j.Paused, j.PauseAll = TimeOrNull(p.Pause.Until, loc), p.Pause.All
	}
	if s.running {
		j.PID, j.Since = &s.holder.PID, TimeOrNull(s.holder.Since, loc)
	}
	if s.next != nil {
		j.Next = toSteps(s.next.Of, s.next.Step, loc)
	}
	return j
}
