package sketch

import (
	"time"

	"followup/cmd/followup/view"
)

// JSON is a draft as preview --json prints it.
type JSON struct {
	view.NoteJSON
	To        view.PersonJSON `json:"to"`
	At        time.Time       `json:"at"`
	DueAt     *time.Time      `json:"due_at"`
	Delivered bool            `json:"delivered"`
	Subject   string          `json:"subject"`
	Body      string          `json:"body"`
	Edited    bool            `json:"edited"`
	SetAside  string          `json:"set_aside"`
	Faults    []string        `json:"faults"`
	Gaps      []GapJSON       `json:"gaps"`
}

// GapJSON is something unknown that the draft could use, and the command that adds it.
type GapJSON struct {
	What    string `json:"what"`
	Command string `json:"command"`
}

// ToJSON returns drafts as preview --json prints them, with times in loc.
func ToJSON(drafts []Sketch, loc *time.Location) []JSON {
	list := []JSON{}
	for _, s := range drafts {
		j := JSON{
			NoteJSON: view.ToNoteJSON(s.Case, s.Step.Key), To: view.ToPersonJSON(s.Draft.To), At: s.At.In(loc),
			DueAt: view.TimeOrNull(s.Step.Due, loc), Delivered: s.Came, Subject: s.Draft.Subject, Body: s.Draft.Body,
			Faults: append([]string{}, s.Draft.Faults...), Gaps: []GapJSON{},
		}
		if j.Edited = s.Draft.Edit.Stands(); s.Draft.Edit != nil {
			j.SetAside = s.Draft.Edit.Changed
		}
		for _, g := range s.Draft.Gaps {
			j.Gaps = append(j.Gaps, GapJSON(g))
		}
		list = append(list, j)
	}
	return list
}
