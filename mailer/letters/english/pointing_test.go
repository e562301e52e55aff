package english

import "testing"

func TestASentenceThatPointsBack(t *testing.T) {
	for sentence, want := range map[string]bool{
		"I merged two depots for my last employer.": false,
		"I've taught for ten years.":                false,
		"I have fitted about 2,000 of them.":        true,
		"That’s what I do now.":                     true,
		"I wrote a bot that counts THESE.":          true,
		"I ran one, too.":                           true,
		"":                                          false,
	} {
		if got := (Language{}).PointsBack(sentence); got != want {
			t.Errorf("%q: got %v", sentence, got)
		}
	}
}
