package outbox

import (
	"slices"
	"testing"
	"time"

	"followup/rules"
)

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// Every outcome of an attempt, and the state of the reminder after it.
func TestAfter(t *testing.T) {
	composed := rules.Message{ID: "<1@x>", Bytes: []byte("mail")}
	tests := []struct {
		name      string
		outcome   Outcome
		uncertain bool
		state     rules.State
		attempts  int
		settled   bool // SettledAt is set
		kept      bool // the bytes are kept, to be sent again as they are
		later     bool // it is not tried again at once
		unsure    bool
	}{
		{name: "250 is delivered", outcome: Accepted, state: rules.Delivered, attempts: 1, settled: true, kept: true},
		{name: "5xx is refused", outcome: Denied, state: rules.Refused, attempts: 1, settled: true, kept: true},
		{name: "4xx waits, and is worded anew", outcome: Deferred, state: rules.Waiting, attempts: 1, later: true},
		{name: "4xx to what may have arrived before keeps the bytes", outcome: Deferred, uncertain: true,
			state: rules.Waiting, attempts: 1, later: true, kept: true, unsure: true},
		{name: "a broken connection waits, and is worded anew", outcome: Broken, state: rules.Waiting, attempts: 1,
			later: true},
		{name: "no answer may have arrived: the bytes are kept", outcome: Lost, state: rules.Waiting, attempts: 1,
			later: true, kept: true, unsure: true},
		{name: "a channel that could not be opened was no attempt", outcome: ChannelFault, state: rules.Waiting},
		{name: "5xx that may be the account's waits for the channel, behind those tried less", outcome: AccountFault,
			state: rules.Waiting, attempts: 1},
		{name: "the same of what may have arrived before keeps the bytes", outcome: AccountFault, uncertain: true,
			state: rules.Waiting, attempts: 1, kept: true, unsure: true},
		{name: "the same for what may have arrived before keeps the bytes", outcome: ChannelFault, uncertain: true,
			state: rules.Waiting, kept: true, unsure: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rules.Reminder{State: rules.Sending, Message: composed, NextAttempt: noon, Uncertain: tt.uncertain}
			r = After(r, Reply{tt.outcome, "said"}, noon, "seed")
			if r.State != tt.state || r.Attempts != tt.attempts || r.Reply != "said" {
				t.Errorf("%s after %d attempts, %q; want %s after %d", r.State, r.Attempts, r.Reply, tt.state,
					tt.attempts)
			}
			if settled := r.SettledAt.Equal(noon); settled != tt.settled {
				t.Errorf("settled at %s, want settled: %v", r.SettledAt, tt.settled)
			}
			if kept := len(r.Message.Bytes) > 0; kept != tt.kept {
				t.Errorf("bytes kept: %v, want %v", kept, tt.kept)
			}
			if later := r.NextAttempt.After(noon); later != tt.later {
				t.Errorf("next attempt %s, want a later one: %v", r.NextAttempt, tt.later)
			}
			if r.Uncertain != tt.unsure {
				t.Errorf("uncertain: %v, want %v", r.Uncertain, tt.unsure)
			}
		})
	}
}

// After 1, 2, 5, 15 and 30 minutes, then hourly, each ±20 %.
func TestRetrySchedule(t *testing.T) {
	for failures, step := range map[int]time.Duration{
		1: time.Minute, 2: 2 * time.Minute, 3: 5 * time.Minute, 4: 15 * time.Minute, 5: 30 * time.Minute, 6: time.Hour,
		7: time.Hour, 1000: time.Hour,
	} {
		different := map[time.Duration]bool{}
		for _, seed := range []string{"a", "b", "c", "d", "e", "f", "g"} {
			wait := RetryAt(noon, failures, seed, time.Time{}).Sub(noon)
			if wait < step*8/10-time.Second || wait > step*12/10 {
				t.Errorf("failure %d: again after %s, want %s give or take a fifth", failures, wait, step)
			}
			different[wait] = true
		}
		if len(different) < 3 {
			t.Errorf("failure %d: all installations come back together", failures)
		}
	}
}

// After 15 minutes, one hour, six hours, then daily, each ±20 %, and once more before the deadline. If another
// outcome comes in between, the usual schedule applies.
func TestRetryLostMail(t *testing.T) {
	lost, put, broken := Reply{Outcome: Lost}, Reply{Outcome: Deferred}, Reply{Outcome: Broken}
	for _, tt := range []struct {
		name     string
		replies  []Reply
		deadline time.Duration // from the last try; 0 is none
		want     time.Duration
	}{
		{"once", []Reply{lost}, 0, 15 * time.Minute},
		{"twice", []Reply{lost, lost}, 0, time.Hour},
		{"three times", []Reply{lost, lost, lost}, 0, 6 * time.Hour},
		{"four times", []Reply{lost, lost, lost, lost}, 0, 24 * time.Hour},
		{"ever after", slices.Repeat([]Reply{lost}, 50), 0, 24 * time.Hour},
		{"lost at the second try", []Reply{put, lost}, 0, time.Hour},
		{"put off after it was lost", []Reply{lost, put}, 0, 2 * time.Minute},
		{"the connection broke after it was lost", []Reply{lost, lost, broken}, 0, 5 * time.Minute},
		{"before a deadline", []Reply{lost, lost, lost}, time.Hour, 50 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := rules.Reminder{Message: rules.Message{Bytes: []byte("x")}}
			if tt.deadline != 0 {
				r.Deadline = noon.Add(tt.deadline)
			}
			for _, reply := range tt.replies {
				r = After(r, reply, noon, "x")
			}
			wait, least, most := r.NextAttempt.Sub(noon), tt.want*8/10-time.Second, tt.want*12/10
			if tt.deadline != 0 {
				least, most = tt.want, tt.want
			}
			if wait < least || wait > most || wait > LongestRetry(r) {
				t.Errorf("again after %s, want %s give or take a fifth", wait, tt.want)
			}
		})
	}
}

func TestRetryBeforeDeadline(t *testing.T) {
	tests := []struct {
		name     string
		deadline time.Duration // from now
		want     time.Duration // or 0 for the schedule's hour
	}{
		{"ten minutes before the deadline, if the schedule would pass it", 40 * time.Minute, 30 * time.Minute},
		{"a deadline far away changes nothing", 5 * time.Hour, 0},
		{"the last ten minutes have no further try of their own", 9 * time.Minute, 0},
		{"nor has a deadline that is past", -time.Minute, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := RetryAt(noon, 6, "x", noon.Add(tt.deadline)).Sub(noon)
			if tt.want == 0 && got < 48*time.Minute || tt.want != 0 && got != tt.want {
				t.Errorf("again after %s, want %s", got, tt.want)
			}
		})
	}
}

func TestChannelMayTry(t *testing.T) {
	down := Channel{}
	for range 6 {
		down = down.Failed(noon, "x", "connection refused")
	}
	if down.Failures != 6 || !down.Since.Equal(noon) || down.LastError != "connection refused" {
		t.Fatalf("after six failures: %+v", down)
	}
	tests := []struct {
		name          string
		channel       Channel
		now, deadline time.Duration // from noon; deadline 0 is none
		fresh         time.Duration // from noon; 0 is none
		want          bool
	}{
		{"a channel without faults", Channel{}, 0, 0, 0, true},
		{"one that failed is left alone", down, time.Minute, 0, 0, false},
		{"until its time has come", down, 72 * time.Minute, 0, 0, true},
		{"a deadline far away does not hurry it", down, time.Minute, 3 * time.Hour, 0, false},
		{"within ten minutes of a deadline it is tried", down, 20 * time.Minute, 30 * time.Minute, 0, true},
		{"but not after it", down, 31 * time.Minute, 30 * time.Minute, 0, false},
		{"and only once", down.Failed(noon.Add(21*time.Minute), "x", "again"), 22 * time.Minute, 30 * time.Minute, 0,
			false},
		{"one that came due since has it tried", down, 20 * time.Minute, 0, 19 * time.Minute, true},
		{"one that was there before does not", down, 20 * time.Minute, 0, -time.Minute, false},
		{"and it has it tried only once", down.Failed(noon.Add(20*time.Minute), "x", "again"), 21 * time.Minute, 0,
			19 * time.Minute, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b Backlog
			if tt.deadline != 0 {
				b.Deadline = noon.Add(tt.deadline)
			}
			if tt.fresh != 0 {
				b.Fresh = noon.Add(tt.fresh)
			}
			if got := tt.channel.MayTry(noon.Add(tt.now), b); got != tt.want {
				t.Errorf("MayTry = %v, want %v", got, tt.want)
			}
		})
	}
}

// An outcome that is no message's fault fails the channel at once. One that may be a message's fault does so only
// if it goes on.
func TestFailsChannel(t *testing.T) {
	const once, again, stuck = 1, 2, 3
	for _, tt := range []struct {
		name string
		o    Outcome
		from int // the first of the three at which it fails the channel; 0 is never
	}{
		{"a mail that is taken", Accepted, 0},
		{"one that is refused for good", Denied, 0},
		{"one put off is tried again in a minute, but not for ever without a word", Deferred, stuck},
		{"one broken off may be poison to that server, two are not", Broken, again},
		{"the same without an answer", Lost, again},
		{"a server that cannot be reached", ChannelFault, once},
		{"an account that may not send", AccountFault, once},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tried := rules.Reminder{Attempts: 5}
			want := func(n int) bool { return tt.from != 0 && n >= tt.from }
			if got := FailsChannel(rules.Reminder{}, tt.o, false); got != want(once) {
				t.Errorf("the first time: %v", got)
			}
			if got := FailsChannel(rules.Reminder{Attempts: 4}, tt.o, true); got != want(again) {
				t.Errorf("a second in a row: %v", got)
			}
			if got := FailsChannel(tried, tt.o, false); got != want(stuck) {
				t.Errorf("the sixth time: %v", got)
			}
		})
	}
}
