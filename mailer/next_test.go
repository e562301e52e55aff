package mailer

import (
	"slices"
	"testing"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

// TestCommandsFit: a reminder offers only commands for what can have happened.
func TestCommandsFit(t *testing.T) {
	notThere := acme()
	notThere.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 7, At: notThere.Interviews[0].End()}}
	const turnUp, withdraw, move = "followup heard 7 no-show", "followup stop 7 --letter", `followup edit 7 --at "…"`
	for _, tt := range []struct {
		name    string
		c       rules.Case
		kind    rules.Kind
		offers  []string
		without []string
	}{
		{"a person to be thanked may not have turned up",
			acme(), rules.ThankYou, []string{turnUp, withdraw}, []string{move}},
		{"a person asked for news was met", acme(), rules.UpdateRequest, []string{withdraw}, []string{turnUp, move}},
		{"after a no-show another time may have been found",
			notThere, rules.NoShowNote, []string{move}, []string{turnUp}},
		{"after a withdrawal it was not", notThere, rules.Withdrawal, nil, []string{turnUp, withdraw, move}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := step(tt.c, tt.kind)
			lines := offered(t, tt.c, s, december(2, 9), tt.offers)
			for _, line := range tt.without {
				if slices.Contains(lines, line) {
					t.Errorf("%s in %q", line, lines)
				}
			}
		})
	}
}

// offered returns the commands that a reminder offers, which must include the wanted ones.
func offered(t *testing.T, c rules.Case, s rules.Step, now time.Time, wanted []string) (lines []string) {
	t.Helper()
	for _, c := range slices.Concat(commands(c, s, now), refusals(c, s)) {
		lines = append(lines, c.Line)
	}
	for _, line := range wanted {
		if !slices.Contains(lines, line) {
			t.Errorf("no %s in %q", line, lines)
		}
	}
	return lines
}

// TestCommandsHaveTheRightNumber: a command about an interview has its number, and one about the application has the
// application's.
func TestCommandsHaveTheRightNumber(t *testing.T) {
	notThere := twoRounds()
	notThere.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 8, At: december(8, 11)}}
	for _, tt := range []struct {
		name   string
		c      rules.Case
		kind   rules.Kind
		offers []string
	}{
		{"a thank-you for the second interview", twoRounds(), rules.ThankYou, []string{
			"followup sent 8 --kind thank-you --to jana@acme.test",
			"followup skip 8 --kind thank-you --to jana@acme.test",
			"followup heard 8 no-show", "followup heard 7 rejected", "followup show 7", "followup stop 7",
			"followup snooze 7 2d",
		}},
		{"a request", twoRounds(), rules.UpdateRequest, []string{
			"followup sent 7 --kind update-request", "followup skip 7 --kind update-request",
			"followup heard 7 undecided", "followup stop 7",
		}},
		{"a note after a no-show at the second interview", notThere, rules.NoShowNote, []string{
			"followup sent 7 --kind no-show", `followup edit 8 --at "…"`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := step(tt.c, tt.kind)
			offered(t, tt.c, s, december(8, 13), tt.offers)
		})
	}
}

// TestFilling: the command that fills a gap is about the interview that lacks the fact, or about the application.
func TestFilling(t *testing.T) {
	li, noAddress := rules.Person{Email: "li@acme.test"}, rules.Person{Name: "Pat"}
	c := and(and(acme(), december(8, 10), "", jana, ann), december(8, 12), "", li, noAddress)
	c.Contact = rules.Person{Name: "Rae Hunt"}
	first, second, third := c.Interviews[0], c.Interviews[1], c.Interviews[2]
	for _, tt := range []struct {
		name  string
		gap   letters.Gap
		about rules.Interview
		to    rules.Person
		want  string
	}{
		{"nobody is named", letters.GapName, third, rules.Person{}, `followup edit 9 --with "… <…>"`},
		{"the name of an interviewer", letters.GapName, third, li, `followup edit 9 --with "1=…"`},
		{"the address of an interviewer", letters.GapAddress, third, noAddress, `followup edit 9 --with "2=…"`},
		{"the name of an interviewer of another interview",
			letters.GapAddress, first, noAddress, `followup edit 9 --with "2=…"`},
		{"the name of a person in both, for the interview that the note is about",
			letters.GapAddress, first, jana, `followup edit 7 --with "1=…"`},
		{"the name of the contact", letters.GapAddress, third, c.Contact, `followup edit 7 --contact "… <…>"`},
		{"the name of somebody else who answered", letters.GapAddress, third, rules.Person{Name: "Zoe"}, ""},
		{"the topic", letters.GapTopic, first, jana, `followup edit 7 --topic "…"`},
		{"the topic of one of several", letters.GapTopic, second, ann, `followup edit 8 --topic-for "ann@acme.test=…"`},
		{"why the user fits", letters.GapFit, second, ann, `followup edit 7 --fit "…"`},
		{"their words", letters.GapTiming, second, ann, `followup edit 8 --said "…"`},
		{"the day of the answer to an offer", letters.GapAnswerBy, second, ann, `followup heard 7 offer --until "…"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := filling(tt.gap, c, tt.about, tt.to); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestWhatComesBesideIt: another thank-you for the same interview is not listed as what comes next, but one for another
// interview is.
func TestWhatComesBesideIt(t *testing.T) {
	now := december(2, 13)
	c := acme()
	c = c.Deliver(due(t, c, rules.ThankYou, jana, december(1, 17)), december(1, 17))
	c.Interviews[0].Interviewers = append(c.Interviews[0].Interviewers, rules.Person{Name: "Bo Li"}) // named later
	c = and(c, december(1, 14), "", ann)
	call := due(t, c, rules.ThankYou, jana, now)
	if !call.LastCall || len(call.To) != 1 {
		t.Fatalf("the last call is %+v", call)
	}
	list, _ := comingAfter(call, rules.Following(c, call, policy, now), berlin)
	var atOnce []string
	for _, next := range list {
		if next.When == "Wed 2 Dec, 13:00" {
			atOnce = append(atOnce, next.What)
		}
	}
	if want := []string{"thank-you to Ann Lee"}; !slices.Equal(atOnce, want) {
		t.Errorf("at once comes %q, want %q", atOnce, want)
	}
}

// TestComingToAPanel: several thank-yous in one reminder are one line.
func TestComingToAPanel(t *testing.T) {
	c := and(onePanel(), december(1, 18), "", rae)
	s := due(t, c, rules.ThankYou, jana, december(1, 17))
	list, _ := comingAfter(s, rules.Following(c, s, policy, december(1, 17)), berlin)
	var lines []string
	for _, next := range list {
		lines = append(lines, next.When+": "+next.What)
	}
	want := []string{
		"Wed 2 Dec, 08:00: thank-you to Rae Hunt",
		"Wed 2 Dec, 13:00: thank-yous to Jana Müller and 3 more, last call, unless you sent them",
		"Wed 2 Dec, 17:00: thank-you to Rae Hunt, last call, unless you sent it",
		"Tue 8 Dec, 09:00: update request to Rae Hunt",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got  %q\nwant %q", lines, want)
	}
}
