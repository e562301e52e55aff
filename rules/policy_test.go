package rules

import (
	"strings"
	"testing"
	"time"
)

func TestPolicyValidate(t *testing.T) {
	if err := DefaultPolicy(time.UTC).Validate(); err != nil {
		t.Fatalf("the default policy is refused: %v", err)
	}
	tests := []struct {
		name  string
		spoil func(*Policy)
		says  string
	}{
		{"no grace after the promised date", func(p *Policy) { p.GraceBusinessDays = 0 },
			"grace_business_days is 0; expected 1 to 30"},
		{"no wait", func(p *Policy) { p.WaitDays = 0 }, "wait_days is 0"},
		{"half a year of business days", func(p *Policy) { p.WaitBusinessDays = 251 }, "wait_business_days is 251"},
		{"too many requests", func(p *Policy) { p.MaxUnanswered = 11 }, "max_unanswered is 11"},
		{"in touch on the day of the no", func(p *Policy) { p.StayInTouchAfter = 0 }, "stay_in_touch_after_days is 0"},
		{"in touch all day", func(p *Policy) { p.StayInTouchEvery = 0 }, "stay_in_touch_every_days is 0"},
		{"a negative number of notes", func(p *Policy) { p.StayInTouchTimes = -1 }, "stay_in_touch_times is -1"},
		{"a thank-you that leaves no time", func(p *Policy) { p.ThankYouAfter = 21 * time.Hour },
			"thank_you_after is 21h0m0s"},
		{"a thank-you before the end", func(p *Policy) { p.ThankYouAfter = -time.Hour }, "thank_you_after is -1h0m0s"},
		{"a thank-you delay with seconds",
			func(p *Policy) { p.ThankYouAfter = time.Hour + time.Second }, "whole minutes"},
		{"office hours after bedtime", func(p *Policy) { p.SendAt = 21 * 60 }, "send_at is 21:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultPolicy(time.UTC)
			tt.spoil(&p)
			if err := p.Validate(); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Validate = %v, want an error that says %q", err, tt.says)
			}
		})
	}
}
