package english

import (
	"testing"
)

func TestWeeks(t *testing.T) {
	for n, want := range map[int]string{1: "a week", 2: "two weeks", 12: "twelve weeks", 13: "13 weeks"} {
		if got := (Language{}).Weeks(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
