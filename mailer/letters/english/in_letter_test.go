package english

import (
	"testing"

	"followup/mailer/letters/facttest"
)

func TestWhatASentenceSaysWasTalkedAbout(t *testing.T) {
	facttest.Each(t, lang.TopicIn, map[string]string{
		"We talked about caseloads in the team.":   "caseloads in the team",
		"We discussed the rota":                    "the rota",
		"We talked about the rota. It is unusual.": "",
		"We talked at length about the rota.":      "",
		"You talked about the rota.":               "the rota",
		"You told me about the park.":              "the park",
		"You told me about the park in Ayr. Wow!":  "",
		"You showed me the rota.":                  "",
		"We mostly talked about sourdough.":        "sourdough",
		"You asked me how I would plan a rota.":    "how I would plan a rota",
		"You asked why I moved.":                   "why I moved",
		"You asked me for my papers.":              "",
		"You asked how I am, and I was fine.":      "",
		"You told me why so many leave.":           "why so many leave",
	})
}

// TestRecalled: a later note names a topic without its explanation, and a no ends what would have been.
func TestRecalled(t *testing.T) {
	for _, over := range []bool{false, true} {
		facttest.Each(t, func(topic string) string { return lang.Recalled(topic, over) }, map[string]string{
			"the kiln, which you fire twice a year":                          "the kiln",
			"accidents, especially at dock 4":                                "accidents",
			"the way from the mill to where you met":                         "the way from the mill to where you met",
			"the rota, the ward, and the night bus":                          "the rota, the ward, and the night bus",
			"the big, old mill and its roof":                                 "the big, old mill and its roof",
			"the rota":                                                       "the rota",
			"the kiln that you only fire twice":                              "the kiln that you only fire twice",
			"the grant that runs out in June and what happens after it ends": "the grant that runs out in June",
			"the lost grant from the city and what happens after the summer": "the lost grant from the city",
			"how you say when it is time to go":                              "how you say when it is time to go",
			"You have a rota, which I like.":                                 "You have a rota, which I like.",
			"":                                                               "",
		})
	}
	const long = "how teams reach every hill village in the far east when the road is flooded"
	if got, want := lang.Recalled(long, false), "how teams reach every hill village in the far east"; got != want {
		t.Errorf("%q is recalled as %q", long, got)
	}
	for _, topic := range []string{
		"the team I would lead", "the budget for next year", "You want two more nurses.",
	} {
		if open, over := lang.Recalled(topic, false), lang.Recalled(topic, true); open != topic || over != "" {
			t.Errorf("%q is recalled as %q, and as %q when it is over", topic, open, over)
		}
	}
}

func TestWhatASentenceSaysWasTold(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, false) }, map[string]string{
		"You are moving the ledger to SAP in spring.":  "you are moving the ledger to SAP in spring",
		"You'd like teens to run the space.":           "you would like teens to run the space",
		"You're moving the ledger to SAP.":             "you are moving the ledger to SAP",
		"Your depots will be merged by March.":         "your depots will be merged by March",
		"You lose two drivers in January.":             "you lose two drivers in January",
		"You lost two drivers in January.":             "",
		"You really like it there.":                    "",
		"You want somebody who can weld.":              "you want somebody who can weld",
		"You showed me the new rota.":                  "",
		"You asked how I would handle a strike.":       "",
		"You are moving next week.":                    "",
		"You have 300 baths to fit, which is a lot.":   "",
		"The auditors want the accounts by March.":     "the auditors want the accounts by March",
		"Residents get to keep their pets.":            "residents get to keep their pets",
		"You want to open a second unit next year.":    "you want to open a second unit",
		"You are moving before the next audit.":        "you are moving before the next audit",
		"You have a lovely office.":                    "",
		"You are very kind.":                           "",
		"You had three managers in two years.":         "",
		"You are moving to SAP. It starts in spring.":  "",
		"You are moving to SAP!":                       "",
		"Your team doubled last year.":                 "", // of three words little is left
		"The salary is low.":                           "the salary is low",
		"You are looking for people who will tell me.": "",
		"You said that half of it is online.":          "half of it is online",
		"You told me that Jo runs the night line.":     "Jo runs the night line",
		"You said you are moving the ledger.":          "you are moving the ledger",
		"You said nothing about the ward.":             "",
		"You said no to weekend shifts.":               "",
		"You told me the story of the mill.":           "",
	})
}

func TestWhatASentenceSaysWasToldLately(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, true) }, map[string]string{
		"You are moving the ledger to SAP in spring.":             "you are moving the ledger to SAP in spring",
		"You lost two drivers in January.":                        "you lost two drivers in January",
		"You are moving next week.":                               "you are moving next week",
		"Your team doubled last year.":                            "your team doubled last year",
		"The bakers can't get to HR because it's 9 to 5.":         "the bakers can't get to HR because it's 9 to 5",
		"Two of the nurses left in May.":                          "two of the nurses left in May",
		"There are forty beds on the ward.":                       "there are forty beds on the ward",
		"40 of the beds are for children.":                        "40 of the beds are for children",
		"Month end takes nine days at the moment.":                "", // "Callum takes nine days"
		"You showed the plans to everybody.":                      "",
		"You asked how I would handle a strike.":                  "",
		"You took me round the ward.":                             "",
		"You mentioned the merger at the end.":                    "",
		"The interview was longer than planned.":                  "",
		"The kitchen is beautiful.":                               "",
		"The ward is closed today.":                               "",
		"You lost two people last summer; they went to the Mill.": "",
	})
}

func TestASentenceWithWhoSaidIt(t *testing.T) {
	facttest.Each(t, lang.AsTold, map[string]string{
		"Attendance in Year 6 has dropped since Covid.": "Attendance in Year 6 has dropped since Covid, you told me.",
		"Callum wants month end down to five days.":     "Callum wants month end down to five days, you told me.",
		"You said half are online.":                     "You said half are online.",
		"You showed me the prep room.":                  "It was good of you to show me the prep room.",
		"You let me redo the menu.":                     "It was good of you to let me redo the menu.",
		"You gave the job to me.":                       "You gave the job to me.",
		"You gave me no answer on pay.":                 "You gave me no answer on pay.",
		"You let me wait for an hour.":                  "You let me wait for an hour.",
		"I spent an hour with Katie.":                   "I spent an hour with Katie.",
		"We walked round the whole garden.":             "We walked round the whole garden.",
		"The kitchen is beautiful.":                     "The kitchen is beautiful.",
		"The interview was in the old chapel.":          "The interview was in the old chapel.",
		"Orders are up. You need two people.":           "Orders are up. You need two people.",
		"":                                              "",
	})
}

func TestASentenceThatSaysHowItStruckThem(t *testing.T) {
	facttest.Each(t, lang.Feels, map[string]bool{
		"I loved the chapel.":                          true,
		"We laughed about the wedding.":                true,
		"It was good of you to show me the prep room.": true,
		"You said half are online.":                    false,
		"I spent an hour with Katie.":                  false,
		"We walked round my old ward.":                 false,
	})
}

func TestASentenceThatMayGoOn(t *testing.T) {
	facttest.Each(t, lang.Joinable, map[string]string{
		"I ran two wards.":                        "I ran two wards",
		"I've taught for ten years.":              "I've taught for ten years",
		"I'm patient.":                            "I'm patient",
		"I ran two wards, one of them at night.":  "",
		"I ran two wards and a clinic.":           "",
		"I would love to work nights.":            "",
		"Ten years on a ward taught me a lot.":    "",
		"I ran two wards. It was hard.":           "",
		"I know what it takes because I was one.": "",
		"I love teaching!":                        "",
		"I live ten minutes from the clinic.":     "I live ten minutes from the clinic",
		"I can start in January.":                 "",
	})
}

func TestRelaxed(t *testing.T) {
	facttest.Each(t, lang.Relaxed, map[string]string{
		"I would be glad, and I am sure that I will.":   "I'd be glad, and I'm sure that I will.",
		"I am as keen as I am patient.":                 "I'm as keen as I'm patient.",
		"Please do not wait; it is fine.":               "Please don't wait; it's fine.",
		"I have ":                                       "I have ",
		"I have thought about it. There is no need to.": "I've thought about it. There's no need to.",
		"I did not, and could not say what it is.":      "I didn't, and could not say what it is.",
	})
}

func TestEchoes(t *testing.T) {
	for _, tt := range []struct {
		text, before string
		want         int
	}{
		{"I enjoyed hearing it.", "I would enjoy the work.", 1},
		{"I would like to thank you for your time.", "Thank you for the time, which I would like again.", 0},
		{"I am glad, and would love the job.", "I was glad to talk about the job.", 2},
		{"Talking to you was good. We talked long.", "We talked.", 1},
		{"Anything", "", 0},
	} {
		if got := (Language{}).Echoes(tt.before)(tt.text); got != tt.want {
			t.Errorf("%q after %q: got %d, want %d", tt.text, tt.before, got, tt.want)
		}
	}
}

func TestASentenceThatPointsBack(t *testing.T) {
	facttest.Each(t, lang.PointsBack, map[string]bool{
		"I merged two depots for my last employer.":   false,
		"I've taught for ten years.":                  false,
		"I have fitted about 2,000 of them.":          true,
		"That's what I do now.":                       true,
		"I wrote a bot that counts THESE.":            true,
		"I ran one, too.":                             true,
		"I have worked nights for years and like it.": false,
		"I ran it and liked it.":                      true,
		"My mother lived in one of your homes.":       false,
		"I built it up from one shop to nine.":        true,
		"I built a chain up from one shop to nine.":   false,
		"I have one of those.":                        true,
		"I turned around a store that was full.":      false,
		"I have done that for years.":                 true,
		"I rebuilt it all so that a run takes a day.": true,
		"I rebuilt a tool so that a run takes a day.": false,
		"I drive one.":                                true,
		"":                                            false,
	})
}
