package english

import (
	"testing"

	"followup/mailer/letters/facttest"
)

// TestCanHelp: work in which one can offer to help, and what one only talks about.
func TestCanHelp(t *testing.T) {
	facttest.Each(t, lang.CanHelp, map[string]bool{
		"the move to SAP":                             true,
		"milking robots":                              false,
		"the rollout and why people leave":            false,
		"the move to the new building":                false,
		"the new rota for the night shift":            true,
		"the merger of the two depots":                true,
		"your plans for the harbour":                  true,
		"the switch to weekly releases":               true,
		"the rebuild of the second kitchen":           true,
		"flaky tests":                                 true,
		"pick errors":                                 true,
		"the backlog in orthopaedics":                 true,
		"testing on real devices":                     true,
		"moving the ledger to streaming":              true,
		"cutting food waste":                          false,
		"reducing food waste":                         true,
		"the project in Ayr":                          true,
		"your team's move to weekly releases":         true,
		"You are moving the ledger to streaming":      true,
		"You're opening a second kitchen in May":      true,
		"You want to bring the mending back in-house": true,
		"You need somebody for the nights":            false,
		"the spring list":                             false,
		"the wine list":                               false,
		"pro bono work":                               false,
		"how the studio picks its projects":           false,
		"the plans for redundancies":                  false,
		"the closure of the Leeds office":             false,
		"the training budget":                         false,
		"your holiday schedule":                       false,
		"the pension plan":                            false,
		"my PhD":                                      false,
		"salary":                                      false,
		"streaming":                                   false,
		"the team":                                    false,
		"your dog":                                    false,
		"the new ovens":                               false,
		"why you left Oracle":                         false,
		"You are losing two drivers a month":          false,
		"You are closing the Leeds office":            false,
		"You have two ovens":                          false,
		"You showed me the plans for the solar park":  false,
		"You are a small team":                        false,
		"I ran a project":                             false,
		"We talked for an hour":                       false,
		"The plan is to grow":                         false,
		"":                                            false,
		"the project you finished last year":          false,
		"my move to Leeds":                            false,
		"the coding tests":                            false,
		"the trial shift":                             false,
		"our move":                                    false,
		"how the move went":                           false,
	})
}

// TestTask: what they do or mean to do, as it follows "help with".
func TestTask(t *testing.T) {
	facttest.Each(t, lang.Task, map[string]string{
		"you are moving the ledger to SAP in spring": "moving the ledger to SAP in spring",
		"you want to open a second kitchen":          "opening a second kitchen",
		"you plan to ship from Leeds":                "shipping from Leeds",
		"you hope to hire two bakers":                "hiring two bakers",
		"you're rebuilding the reserving model":      "rebuilding the reserving model",
		"you want to drop the freezer and cook it":   "",
		"you want to open a kitchen and a bar":       "opening a kitchen and a bar",
		"you need somebody for the nights":           "",
		"you are losing two drivers a month":         "",
		"you have two ovens":                         "",
		"you are moving":                             "",
		"your team is moving to Leeds":               "",
		"":                                           "",
	})
}

// TestSpan: how long one has done something, as it follows "after".
func TestSpan(t *testing.T) {
	facttest.Each(t, lang.Span, map[string]string{
		"ten years on a surgical ward":               "ten years on a surgical ward",
		"Five years of Kafka in production":          "five years of Kafka in production",
		"over ten years in retail":                   "over ten years in retail",
		"two summers on a cattle farm":               "two summers on a cattle farm",
		"ten years planning shifts":                  "ten years planning shifts",
		"ten years":                                  "",
		"20 years' experience":                       "",
		"ten years in kitchens, four as head chef":   "",
		"14 years at Hidcote and an RHS level 3":     "",
		"a degree in product design":                 "",
		"six years in a lab and my certificate":      "",
		"eight years behind the bar of a pub":        "",
		"two Chromebook rollouts at my last school":  "two Chromebook rollouts at my last school",
		"three shipped platformers":                  "three shipped platformers",
		"a decade in public libraries":               "a decade in public libraries",
		"three shops in Leeds":                       "",
		"experience with horses":                     "",
		"I have spent ten years on a surgical ward.": "",
		"": "",
	})
}

// TestHasDone: what somebody did, and could do again.
func TestHasDone(t *testing.T) {
	facttest.Each(t, lang.HasDone, map[string]bool{
		"I ran a legal advice centre":                     true,
		"I set up a culture lab from nothing":             true,
		"I grew up on a farm":                             false,
		"I moved to Leeds for a job":                      false,
		"I took over from my mother":                      false,
		"I built up a team of nine":                       true,
		"I grew a team from two to ten":                   true,
		"I moved a payroll to SAP":                        true,
		"I kept 80 percent of our volunteers past a year": true,
		"I saved $1.2M on corrugate last year":            true,
		"I took our close from ten days to four":          true,
		"I have spent ten years on a ward":                true,
		"I've taught maths for years":                     true,
		"I wrote a thesis on soil":                        true,
		"I trained as a chef":                             true,
		"I worked at VW for years":                        true,
		"I looked after my gran":                          true,
		"I speak German and Turkish":                      false,
		"I am good with people":                           false,
		"I have two vans":                                 false,
		"I bought a flat in Leeds":                        false,
		"I broke my leg last year":                        false,
		"I graduated from Leeds":                          false,
		"I have seen many kitchens":                       false,
		"I lost my last job":                              false,
		"I was a nurse":                                   false,
		"I like nights":                                   false,
		"I ran a shop without a licence":                  false,
		"We built a ship":                                 false,
		"My team won a prize":                             false,
		"I ran":                                           false,
		"":                                                false,
	})
}
