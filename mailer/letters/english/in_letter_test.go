package english

import "testing"

func TestWhatASentenceSaysWasTalkedAbout(t *testing.T) {
	for sentence, want := range map[string]string{
		"We talked about caseloads in the team.":   "caseloads in the team",
		"We discussed the rota":                    "the rota",
		"We talked about the rota. It is unusual.": "",
		"We talked at length about the rota.":      "",
		"You talked about the rota.":               "",
	} {
		if got := (Language{}).TopicIn(sentence); got != want {
			t.Errorf("%q: got %q, want %q", sentence, got, want)
		}
	}
}

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
