package mailer

import (
	"slices"
	"testing"

	"followup/mailer/letters"
	"followup/rules"
)

// TestWhatToTell: a reminder has the command that marks its notes, and the one for what is most likely to follow.
// A command about an interview has its number, and one about the application has the application's.
func TestWhatToTell(t *testing.T) {
	notThere, again := acme(), twoRounds()
	notThere.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 7, At: notThere.Interviews[0].End()}}
	again.History.Events = []rules.Event{{Kind: rules.NoShow, InterviewID: 8, At: december(8, 11)}}
	ask := step(acme(), rules.StayInTouch)
	ask.Hook = ""
	const answered = "They answered: followup heard 7 undecided, or with rejected, offer or next-round"
	const named = `They named or changed the day by which they want your answer: followup heard 7 offer --until "…"`
	for _, tt := range []struct {
		name string
		c    rules.Case
		s    rules.Step
		want []string
	}{
		{"a thank-you", acme(), step(acme(), rules.ThankYou),
			[]string{"I sent it: followup sent 7 --kind thank-you", answered}},
		{"a thank-you for the second interview", twoRounds(), step(twoRounds(), rules.ThankYou),
			[]string{"I sent it: followup sent 8 --kind thank-you --to jana@acme.test", answered}},
		{"a request", twoRounds(), step(twoRounds(), rules.UpdateRequest),
			[]string{"I sent it: followup sent 7 --kind update-request", answered}},
		{"another time may have been found after a no-show", notThere, step(notThere, rules.NoShowNote),
			[]string{"I sent it: followup sent 7 --kind no-show", `They gave another time: followup edit 7 --at "…"`}},
		{"a no-show at the second interview", again, step(again, rules.NoShowNote),
			[]string{"I sent it: followup sent 7 --kind no-show", `They gave another time: followup edit 8 --at "…"`}},
		{"a request after a no-show", notThere, step(notThere, rules.UpdateRequest),
			[]string{"I sent it: followup sent 7 --kind update-request", answered}},
		{"thanks for an offer", acme(), step(acme(), rules.OfferThanks),
			[]string{"I sent it: followup sent 7 --kind offer-thanks", named}},
		{"an offer to be answered", acme(), step(acme(), rules.OfferAnswer),
			[]string{"I answered: followup sent 7 --kind offer-answer", named}},
		{"nothing is to be heard after a rejection", acme(), step(acme(), rules.RejectionThanks),
			[]string{"I sent it: followup sent 7 --kind rejection-thanks"}},
		{"or after a withdrawal", notThere, step(notThere, rules.Withdrawal),
			[]string{"I sent it: followup sent 7 --kind withdrawal"}},
		{"an occasion is asked for", acme(), ask,
			[]string{"I wrote one of my own: followup sent 7 --kind stay-in-touch"}},
		{"a panel", onePanel(), toPanel(onePanel()),
			[]string{"I sent all of them: followup sent 7 --kind thank-you", answered}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, one := range whatToTell(tt.c, tt.s, december(8, 13)) {
				line := one.What + ": " + one.Command
				if one.Or != "" {
					line += ", " + one.Or
				}
				got = append(got, line)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
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
