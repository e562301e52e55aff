package rules

import (
	"slices"
	"testing"
	"time"
)

// TestStands: the copy of a draft stands as long as its note is to be sent, and for thirty days at most.
func TestStands(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	at := func(s string) time.Time { return clock(t, loc, "2026-12-"+s) }
	thanks := Reminder{ID: 1, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, Round: 1}, State: Delivered,
		SettledAt: at("01 17:00"), Message: mailTo(jo, bo)}
	request := Reminder{ID: 2, Key: Key{ApplicationID: 1, Kind: UpdateRequest, Round: 1}, State: Delivered,
		SettledAt: at("08 14:00"), Message: mailTo(jo)}
	lastCall := Reminder{ID: 3, Key: Key{ApplicationID: 1, InterviewID: 1, Kind: ThankYou, LastCall: true, Round: 1},
		State: Delivered, SettledAt: at("02 13:00"), Message: mailTo(jo)}
	second := Reminder{ID: 4, Key: Key{ApplicationID: 1, Kind: SecondRequest, Round: 1}, State: Delivered,
		SettledAt: at("15 14:00"), Message: mailTo(jo)}
	toJo, toBo, ofRequest, ofLastCall := [2]int64{1, 0}, [2]int64{1, 1}, [2]int64{2, 0}, [2]int64{3, 0}
	told := func(kind EventKind, when string) Event {
		return Event{ID: 9, Kind: kind, At: at(when), RecordedAt: at(when)}
	}
	seen, snooze, doubt := told(Answered, "08 20:00"), told(Snoozed, "08 20:00"), told(Answered, "08 20:00")
	seen.Certainty, doubt.Certainty, snooze.SnoozeUntil = Likely, Perhaps, at("20 09:00")
	sent := told(Sent, "01 18:00")
	sent.Note, sent.InterviewID, sent.To, sent.Round = ThankYou, 1, bo, 1
	skipped := told(Skipped, "08 20:00")
	skipped.Note, skipped.Round = UpdateRequest, 1
	for _, tt := range []struct {
		why       string
		reminders []Reminder
		event     Event
		now       string
		want      [][2]int64
	}{
		{"nothing was said", []Reminder{thanks, request}, Event{}, "09 11:00", [][2]int64{toJo, toBo, ofRequest}},
		{"one was sent", []Reminder{thanks}, sent, "09 11:00", [][2]int64{toJo}},
		{"the last call has another one", []Reminder{thanks, lastCall}, Event{}, "09 11:00",
			[][2]int64{toBo, ofLastCall}},
		{"another request has come", []Reminder{thanks, request, second}, Event{}, "16 11:00",
			[][2]int64{toJo, toBo, {4, 0}}},
		{"it was skipped", []Reminder{thanks, request}, skipped, "09 11:00", [][2]int64{toJo, toBo}},
		{"they said no", []Reminder{thanks, request}, told(Rejected, "08 20:00"), "09 11:00", nil},
		{"an answer was seen: a thank-you is still right", []Reminder{thanks, request}, seen, "09 11:00",
			[][2]int64{toJo, toBo}},
		{"perhaps it was one", []Reminder{request}, doubt, "09 11:00", [][2]int64{ofRequest}},
		{"it is snoozed", []Reminder{thanks, request}, snooze, "09 11:00", nil},
		{"it was snoozed, and the note came after that", []Reminder{request}, told(Snoozed, "07 20:00"), "09 11:00",
			[][2]int64{ofRequest}},
		{"the thank-you is a month old", []Reminder{thanks, request}, Event{}, "31 17:00", [][2]int64{ofRequest}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			c := Case{
				Application: Application{ID: 1},
				Interviews: []Interview{{ID: 1, Start: at("01 14:00"), Duration: time.Hour,
					Interviewers: []Person{jo, bo}}},
				History: History{Reminders: tt.reminders},
			}
			if tt.event.Kind != "" {
				c.History.Events = []Event{tt.event}
			}
			var got [][2]int64
			for _, r := range tt.reminders {
				for place := range r.Message.Drafts {
					if c.Stands(r.ID, place, at(tt.now)) {
						got = append(got, [2]int64{r.ID, int64(place)})
					}
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%v stand, want %v", got, tt.want)
			}
			c.Interviews = append(c.Interviews, Interview{ID: 2, Start: at("25 10:00"), CreatedAt: at("08 14:01")})
			if c.Stands(2, 0, at(tt.now)) {
				t.Error("a request stands although another interview was added")
			}
			if c.Stands(1, 5, at(tt.now)) || c.Stands(7, 0, at(tt.now)) {
				t.Error("a draft that does not exist stands")
			}
		})
	}
}
