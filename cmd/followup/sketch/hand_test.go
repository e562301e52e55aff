package sketch

import (
	"testing"
	"time"

	"followup/rules"
)

// TestAtHandIsTheLatest: of several thank-yous that come, or came, the number of an application means the one for its
// latest interview that has begun.
func TestAtHandIsTheLatest(t *testing.T) {
	jo, ann, bo := rules.Person{ID: 1, Name: "Jo Smith"}, rules.Person{ID: 2, Name: "Ann Lee"},
		rules.Person{ID: 3, Name: "Bo Li"}
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, time.UTC) }
	interview := func(id int64, start time.Time, with rules.Person) rules.Interview {
		return rules.Interview{ID: id, Start: start, Duration: time.Hour,
			Interviewers: []rules.Person{with}}
	}
	c := rules.Case{Application: rules.Application{ID: 1, Company: "Acme", Role: "engineer"},
		Interviews: []rules.Interview{interview(1, at(1, 14), jo), interview(2, at(1, 20), ann),
			interview(3, at(2, 8), bo)}}
	p := rules.DefaultPolicy(time.UTC)
	for _, tt := range []struct {
		now   time.Time
		about int64
		want  int64
	}{
		{at(1, 15), 0, 1}, // the others are still to come
		{at(1, 22), 0, 2}, // both come in the morning
		{at(1, 22), 1, 1},
		{at(1, 22), 3, 3},
		{at(2, 9), 0, 2}, // two are due, and the other comes two hours after
		{at(2, 11), 0, 3},
	} {
		key := AtHand(c, tt.about, rules.Person{}, p, tt.now)
		if key.Kind != rules.ThankYou || key.InterviewID != tt.want {
			t.Errorf("%s, about %d: %+v, want the thank-you for %d", tt.now, tt.about, key, tt.want)
		}
	}
}
