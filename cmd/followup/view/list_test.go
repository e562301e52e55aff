package view

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

func TestListIsInTheOrderOfUrgency(t *testing.T) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC) // a Monday
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	came := func(kind rules.Kind, ago, deadline time.Duration) rules.Reminder {
		r := rules.Reminder{Key: rules.Key{Kind: kind, Round: 1}, State: rules.Delivered, SettledAt: now.Add(-ago)}
		r.Message.Drafts = rules.DraftsTo([]rules.Person{jo})
		if deadline != 0 {
			r.Deadline = now.Add(deadline)
		}
		return r
	}
	lastCall := func(ago time.Duration) rules.Reminder {
		r := came(rules.ThankYou, ago, 2*time.Hour-ago)
		r.LastCall = true
		return r
	}
	panel := func(c rules.Case) rules.Case {
		c.Interviews[0].Interviewers = []rules.Person{jo, {Name: "Ann Lee"}, {Name: "Max Kay"}}
		c.History.Reminders[0].Message.Drafts = rules.DraftsTo(c.Interviews[0].Interviewers)
		return c
	}
	quiet := func(c rules.Case) rules.Case { c.NoContact = true; return c }
	heard := func(kind rules.EventKind, ago time.Duration) []rules.Event {
		return []rules.Event{{Kind: kind, At: now.Add(-ago), RecordedAt: now.Add(-ago)}}
	}
	thanks, answer := came(rules.ThankYou, time.Hour, 2*time.Hour), came(rules.UndecidedReply, time.Minute,
		70*time.Hour)
	for _, row := range []struct {
		why   string
		cases []rules.Case
		want  []string // in the order of the list
	}{
		{"a draft due in two hours comes before any without a deadline", []rules.Case{
			interviewed(1, now.Add(-240*time.Hour), jo, heard(rules.Rejected, 100*time.Hour),
				came(rules.RejectionThanks, 99*time.Hour, 0)),
			interviewed(2, now.Add(-23*time.Hour), jo, nil, thanks),
		}, []string{"2 send thank-you by Mon 23 Nov 20:00", "1 rejection thank-you sent?"}},
		{"the drafts for a panel are one line", []rules.Case{
			panel(interviewed(1, now.Add(-23*time.Hour), jo, nil, thanks)),
			interviewed(2, now.Add(-200*time.Hour), jo, nil, came(rules.UpdateRequest, 3*time.Hour, 0)),
		}, []string{"1 send 3 thank-yous by Mon 23 Nov 20:00", "2 update request sent?"}},
		{"a draft that is on time comes before one that is late", []rules.Case{
			interviewed(1, now.Add(-50*time.Hour), jo, nil,
				came(rules.ThankYou, 47*time.Hour, -25*time.Hour), lastCall(27*time.Hour)),
			interviewed(2, now.Add(-23*time.Hour), jo, nil, thanks),
		}, []string{"2 send thank-you by Mon 23 Nov 20:00", "1 thank-you overdue!"}},
		{"a thank-you that is too late comes after a request that came today, and after one that is due", []rules.Case{
			interviewed(1, now.Add(-100*time.Hour), jo, nil,
				came(rules.ThankYou, 97*time.Hour, -75*time.Hour), lastCall(77*time.Hour)),
			interviewed(2, now.Add(-200*time.Hour), jo, nil, came(rules.UpdateRequest, 3*time.Hour, 0)),
			interviewed(3, now.Add(-240*time.Hour), jo, nil),
		}, []string{"2 update request sent?", "3 update request now", "1 thank-you sent?"}},
		{"an unmarked draft comes before a future step, and that before an application at rest", []rules.Case{
			quiet(interviewed(1, now.Add(-240*time.Hour), jo, nil)),
			interviewed(2, now.Add(48*time.Hour), jo, nil),
			interviewed(3, now.Add(-240*time.Hour), jo, nil, came(rules.UpdateRequest, 49*time.Hour, 0)),
		}, []string{"3 update request sent?", "2 thank-you Thu 26 Nov 08:00", "1 quiet"}},
		{"of two drafts for one interview, the one with the earlier deadline is named", []rules.Case{
			interviewed(1, now.Add(-23*time.Hour), jo, heard(rules.Undecided, 2*time.Minute), answer, thanks),
		}, []string{"1 send thank-you by Mon 23 Nov 20:00"}},
		{"no question is asked about an answer that was taken back", []rules.Case{
			interviewed(1, now.Add(-23*time.Hour), jo, nil, answer, thanks),
			interviewed(2, now.Add(-20*time.Hour), jo, nil, answer),
		}, []string{"1 send thank-you by Mon 23 Nov 20:00", "2 thank-you now"}},
	} {
		t.Run(row.why, func(t *testing.T) {
			var out bytes.Buffer
			v := New(&term.Terminal{Out: &out}, rules.DefaultPolicy(time.UTC), now)
			slices.SortStableFunc(row.cases, func(a, b rules.Case) int {
				return Place(a, v.Policy, now).Compare(Place(b, v.Policy, now))
			})
			v.List(row.cases, false)
			var got []string
			for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n")[1:] {
				id, _, _ := strings.Cut(line, " ")
				got = append(got, id+" "+line[strings.LastIndex(line, "  ")+2:])
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

// interviewed returns an application with an interview of one hour that began at start, and what happened since.
func interviewed(
	id int64, start time.Time, who rules.Person, events []rules.Event, reminders ...rules.Reminder,
) rules.Case {
	for i := range reminders {
		reminders[i].ApplicationID = id
		if reminders[i].Kind == rules.ThankYou {
			reminders[i].InterviewID = id
		}
	}
	return rules.Case{
		Application: rules.Application{ID: id, Company: "Acme", Role: "nurse"},
		Interviews:  []rules.Interview{{ID: id, Start: start, Duration: time.Hour, Interviewers: []rules.Person{who}}},
		History:     rules.History{Events: events, Reminders: reminders},
	}
}

func TestListShowsTheInterviewThatMattersNow(t *testing.T) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		why       string
		starts    []time.Duration // from now
		calledOff int64           // the number of an interview, or 0
		want      int64
	}{
		{"the next one", []time.Duration{-24 * time.Hour, 24 * time.Hour, 48 * time.Hour}, 0, 2},
		{"one that has begun and is not over", []time.Duration{-30 * time.Minute, time.Hour}, 0, 1},
		{"the latest if all are over", []time.Duration{-48 * time.Hour, -24 * time.Hour}, 0, 2},
		{"not a cancelled one", []time.Duration{-24 * time.Hour, 24 * time.Hour}, 2, 1},
	} {
		t.Run(row.why, func(t *testing.T) {
			c := rules.Case{Application: rules.Application{ID: 1}}
			for i, start := range row.starts {
				c.Interviews = append(c.Interviews,
					rules.Interview{ID: int64(i + 1), Start: now.Add(start), Duration: time.Hour})
			}
			if row.calledOff != 0 {
				c.History.Events = []rules.Event{{Kind: rules.Stopped, InterviewID: row.calledOff, At: now}}
			}
			if got := interviewAtHand(c, now).ID; got != row.want {
				t.Errorf("interview %d, want %d", got, row.want)
			}
		})
	}
}
