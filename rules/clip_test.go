package rules

import "testing"

func TestClip(t *testing.T) {
	for _, tt := range []struct {
		name, s string
		limit   int
		want    string
	}{
		{"text that fits is unchanged", "größer", 6, "größer"},
		{"the ellipsis counts as a character", "größere", 6, "größe…"},
		{"no space stays before the ellipsis", "very large", 6, "very…"},
		{"the empty string is unchanged", "", 6, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clip(tt.s, tt.limit); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
