package english

import (
	"testing"
	"time"

	"followup/rules"

	"followup/mailer/letters/facttest"
)

// TestDid: what reads badly after "I have" makes a sentence of its own. Any other fit makes none.
func TestDid(t *testing.T) {
	facttest.Each(t, lang.Did, map[string]string{
		"ten years on a surgical ward":             "I have spent ten years on a surgical ward.",
		"fluent Polish":                            "I speak fluent Polish.",
		"Polish":                                   "",
		"over ten years in retail":                 "I have spent over ten years in retail.",
		"six seasons at sea, two of them as mate":  "I have spent six seasons at sea, two of them as mate.",
		"ten years of planning hospital shifts":    "I have spent ten years planning hospital shifts.",
		"nine years of working in a birth centre":  "I have spent nine years working in a birth centre.",
		"a queue that I built at my last company":  "I built a queue at my last company.",
		"a report that the board read last year":   "",
		"eight years with a clean safety record":   "",
		"three years with a rugby club":            "I have spent three years with a rugby club.",
		"a master's thesis on soil fungi":          "I wrote a master's thesis on soil fungi.",
		"my thesis on form design":                 "I wrote my thesis on form design.",
		"7 years selling to private practices":     "I have spent 7 years selling to private practices.",
		"three years coaching experience":          "",
		"20 years roofing":                         "I have spent 20 years roofing.",
		"20 years nursing":                         "",
		"five years doing research in schools":     "I have spent five years doing research in schools.",
		"eleven years running story time":          "I have spent eleven years running story time.",
		"14 years at Hidcote and an RHS level 3":   "",
		"a clean licence for 15 years":             "I have had a clean licence for 15 years.",
		"my RTITB ticket since 2014":               "I have had my RTITB ticket since 2014.",
		"ten years of work since 2014":             "",
		"ten years of engineering work":            "",
		"ten years of teaching":                    "",
		"five years of Kafka in production":        "",
		"five years with Kafka":                    "",
		"ten years":                                "",
		"a degree in product design":               "",
		"a paper round":                            "",
		"three shops in Leeds":                     "",
		"a report that the board read":             "",
		"I have spent ten years on a ward.":        "",
		"a knack for engines and a thesis on them": "",
	})
}

func TestMayBeBadNews(t *testing.T) {
	facttest.Each(t, lang.MayBeBadNews, map[string]bool{
		"the redundancies in spring": true, "the waiting list for knees": true, "the cost of the warehouse": true,
		"the leaking roof": true, "how nobody answers the phone": true, "people who can't pay": true,
		"the number of wards": false,
		"the new rota":        false, "cutlery and crockery": false, "the closing ceremony": true, "": false,
	})
}

func TestIsTrouble(t *testing.T) {
	facttest.Each(t, lang.IsTrouble, map[string]bool{
		"You are short of drivers.": true, "The quiet room is never free.": true, "You count cells by hand.": true,
		"You need somebody for the nights.": true, "Nobody rings them.": true, "You have a backlog of alerts.": true,
		"You have no dress code.": false, "You always have two nurses on nights.": false, "": false,
		"You have had a death in the team.": false, "You lost two people in the redundancies.": false,
	})
}

func TestMine(t *testing.T) {
	facttest.Each(t, lang.Mine, map[string]bool{
		"my PhD": true, "our school days": true, "the new rota": false, "": false,
		"whether to buy a van": true, "why patients wait so long": true, "how you support families": true,
		"your plans, and how to pay": false, "doing the handover at the bedside": true, "spring lambs": false,
	})
}

// TestNews: headlines are told as by somebody who read them, and good ones are congratulated on.
func TestNews(t *testing.T) {
	for typed, want := range map[string]struct {
		hook   string
		isGood bool
	}{
		"Acme opens a hub in Leipzig":            {"I heard that Acme is opening a hub in Leipzig.", true},
		"Acme launches a night line.":            {"I heard that Acme is launching a night line.", true},
		"The new Acme shop opened at Easter.":    {"I heard that the new Acme shop opened at Easter.", true},
		"Acme won the care award!":               {"I heard that Acme won the care award.", true},
		"I heard that your founder passed away":  {"I heard that your founder passed away.", false},
		"I saw that Acme was rated inadequate":   {"I saw that Acme was rated inadequate.", false},
		"I saw in the local press that Acme won": {"I saw in the local press that Acme won.", true},
		"What a match!":                          {"What a match!", false},
		"I read your first post on night shifts": {"I read your first post on night shifts.", false},
		"I read that Acme won the care award":    {"I read that Acme won the care award.", true},
		"you won the care award":                 {"I heard that you won the care award.", true},
		"I read that Acme is closing two shops.": {"I read that Acme is closing two shops.", false},
		"I heard that Leeds has a new tram.":     {"I heard that Leeds has a new tram.", false},
		"I saw your talk on night shifts.":       {"I saw your talk on night shifts.", false},
		"Congratulations on the new clinic":      {"Congratulations on the new clinic.", false},
		"You've opened in Leeds.":                {"I heard that you have opened in Leeds.", true},
		"you’re moving to York":                  {"I heard that you are moving to York.", false},
		"I read that Acme is the best in Leeds.": {"I read that Acme is the best in Leeds.", true},
	} {
		got := lang.ReadFact(2, typed)
		if got.Text != want.hook || lang.IsGoodNews(got.Text, "the Acme") != want.isGood {
			t.Errorf("%q becomes %q, good news %t", typed, got.Text, lang.IsGoodNews(got.Text, "the Acme"))
		}
	}
}

// TestNewsNamesTheCompanyInShort: people shorten a name to its first word.
func TestNewsNamesTheCompanyInShort(t *testing.T) {
	facttest.Each(t, func(company string) bool {
		return lang.IsGoodNews("I read that Kingsmead won the county maths league.", company)
	}, map[string]bool{
		"Kingsmead Academy": true, "The Kingsmead Academy": true, "Kingsmead": true,
		"Harrow Academy": false, "County Maths": false,
	})
}

// TestTimeBy: only words that can follow "by", and that are about the day, stand in a letter.
func TestTimeBy(t *testing.T) {
	around := func(day int) func(string) string {
		return func(words string) string {
			return lang.TimeBy(words, rules.Date{Year: 2027, Month: time.January, Day: day})
		}
	}
	facttest.Each(t, around(31), map[string]string{
		"end of January":                             "the end of January",
		"by the end of the month, I think":           "the end of January",
		"mid-January":                                "",
		"late January":                               "late January",
		"end of February":                            "",
		"after the holidays":                         "",
		"end of the year":                            "",
		"the end of December, or the end of January": "",
		"end of next month":                          "the end of January",
	})
	facttest.Each(t, around(15), map[string]string{
		"mid-January":                 "mid-January",
		"not before mid-January":      "",
		"after mid-January":           "",
		"we need until mid-January":   "mid-January",
		"the middle of January":       "mid-January",
		"early January":               "",
		"mid-February":                "",
		"mid-January or late January": "",
		"early to mid-January":        "mid-January",
	})
	if got := lang.TimeBy("the end of the year", rules.Date{Year: 2026, Month: time.December, Day: 31}); got !=
		"the end of the year" {
		t.Errorf("the end of the year is %q", got)
	}
	for day, want := range map[int]string{4: "Friday, 4 December", 6: "6 December"} {
		if got := lang.DayBy(rules.Date{Year: 2026, Month: time.December, Day: day}, false); got != want {
			t.Errorf("%d December is %q", day, got)
		}
	}
}
