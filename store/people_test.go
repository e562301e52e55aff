package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

var (
	jo  = rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	ann = rules.Person{Name: "Ann Lee"}
)

// with returns an interview with these people.
func with(people ...rules.Person) rules.Interview {
	iv := anInterview()
	iv.Interviewers = people
	return iv
}

// at returns an application at a company.
func at(company string) rules.Application {
	return rules.Application{Company: company, Role: "Engineer"}
}

// as returns a person with a number.
func as(id int64, p rules.Person) rules.Person {
	p.ID = id
	return p
}

// persons returns all stored people.
func persons(t *testing.T, s *Store) []rules.Person {
	t.Helper()
	all, err := collect(s.single(t.Context()), scanPerson, `SELECT `+personColumns+` FROM persons ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAPersonIsKnownAgain: by address everywhere, and by name within the application.
func TestAPersonIsKnownAgain(t *testing.T) {
	bare := rules.Person{Email: "jo@acme.test"}
	for _, tt := range []struct {
		name    string
		before  rules.Person // the contact of the first application
		here    rules.Person // an interviewer of the first application
		another rules.Person // an interviewer of another application
		want    []rules.Person
	}{
		{"by address, in either case", jo, rules.Person{Name: "Joanna", Email: "JO@acme.test"}, bare,
			[]rules.Person{as(1, jo)}},
		{"one without a name gets the first one", bare, bare, jo, []rules.Person{as(1, jo)}},
		{"by name within the application",
			ann, rules.Person{Name: "Lee, Ann"}, ann, []rules.Person{as(1, ann), as(2, ann)}},
		{"by the name of a person with an address", jo, rules.Person{Name: "jo smith"}, ann,
			[]rules.Person{as(1, jo), as(2, ann)}},
		{
			"not by name if the address is another", jo, rules.Person{Name: jo.Name, Email: "jo@globex.test"}, bare,
			[]rules.Person{as(1, jo), {ID: 2, Name: jo.Name, Email: "jo@globex.test"}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			app := at("Acme")
			app.Contact = tt.before
			begun(t, s, app, with(tt.here, tt.here)) // named twice, stored once
			begun(t, s, at("Globex"), with(tt.another))
			if diff := cmp.Diff(tt.want, persons(t, s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if n := len(caseOf(t, s, 1).Interviews[0].Interviewers); n != 1 {
				t.Errorf("there are %d interviewers", n)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("as the addressee of a note, and as the sender of an answer", func(t *testing.T) {
		s := open(t)
		id := begun(t, s, at("Acme"), with(jo, ann))
		mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Sent, At: noon, Note: rules.ThankYou, To: ann,
			From: jo})
		if e := caseOf(t, s, id).History.Events[0]; e.To.ID != 2 || e.From.ID != 1 || len(persons(t, s)) != 2 {
			t.Errorf("it is to %+v and from %+v, of %v", e.To, e.From, persons(t, s))
		}
	})
	t.Run("but not the hiring team", func(t *testing.T) {
		if _, err := open(t).Begin(t.Context(), at("Acme"), with(rules.Person{}), noon); err == nil {
			t.Error("an interviewer without a name and an address was accepted")
		}
	})
}

// TestACorrectionIsMadeEverywhere: a correction is made, and taken back, in all applications.
func TestACorrectionIsMadeEverywhere(t *testing.T) {
	s := open(t)
	app := at("Acme")
	app.Contact = jo
	first, second := begun(t, s, app, with(jo, ann)), begun(t, s, at("Globex"), with(jo))
	mustDecide(t, s, noon, always(rules.Decision{}))
	joanna := rules.Person{ID: 1, Name: "Joanna Smith", Email: "joanna@acme.test"}

	later := noon.Add(time.Hour)
	// One of the places where she is named.
	update(t, s, first, later, "name", func(c *rules.Case) { c.Contact = joanna })
	for _, id := range []int64{first, second} {
		if is := caseOf(t, s, id).Interviews[0].Interviewers[0]; is != joanna {
			t.Errorf("in application %d she is %+v", id, is)
		}
		if at := nextCheck(t, s, id); !at.Equal(later) {
			t.Errorf("application %d is decided again at %s, want at once", id, at)
		}
	}
	takeBack(t, s, first, rules.Edited)
	if is := caseOf(t, s, second).Interviews[0].Interviewers[0]; is != as(1, jo) {
		t.Errorf("after the undo she is %+v", is)
	}

	t.Run("but an undo leaves what was corrected again elsewhere", func(t *testing.T) {
		update(t, s, first, later, "name", func(c *rules.Case) {
			c.Contact.Name, c.Contact.Email = "Joanna",
				"joanna@acme.test"
		})
		update(t, s, second, later, "name", func(c *rules.Case) { c.Interviews[0].Interviewers[0].Name = "Joan" })
		takeBack(t, s, first, rules.Edited)
		want := rules.Person{ID: 1, Name: "Joan", Email: jo.Email}
		if is := caseOf(t, s, first).Contact; is != want {
			t.Errorf("she is %+v, want %+v", is, want)
		}
	})
	t.Run("a person is not corrected in two ways at once", func(t *testing.T) {
		err := s.Update(t.Context(), first, later, func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Contact.Name, c.Interviews[0].Interviewers[0].Name = "Jo", "Joanne"
			return c, rules.Event{Detail: "name"}, nil
		})
		if err == nil || !strings.Contains(err.Error(),
			"is corrected to Jo <jo@acme.test> and to Joanne <jo@acme.test>; say which") {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("nor one who does not exist", func(t *testing.T) {
		err := s.Update(t.Context(), first, later, func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Contact = rules.Person{ID: 99, Name: "Jo"}
			return c, rules.Event{Detail: "name"}, nil
		})
		if err == nil || !strings.Contains(err.Error(), "some of the persons") {
			t.Errorf("the error is %v", err)
		}
	})
}

// TestAnAddressIsTaken: the error names the owner, and nothing changes; two people may swap addresses.
func TestAnAddressIsTaken(t *testing.T) {
	s := open(t)
	first, second := begun(t, s, at("Acme"), with(jo, ann)), begun(t, s, at("Globex"),
		with(rules.Person{Name: "Li", Email: "li@globex.test"}))
	give := func(address string) error {
		return s.Update(t.Context(), first, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Interviews[0].Interviewers[1].Email = address
			return c, rules.Event{Detail: "address"}, nil
		})
	}
	if err := give("ann@acme.test"); err != nil {
		t.Fatal(err)
	}
	was := caseOf(t, s, first)
	for address, who := range map[string]string{
		"JO@acme.test":   "somebody else's: that of Jo Smith <jo@acme.test> in application 1",
		"li@globex.test": "somebody else's: that of Li <li@globex.test> in application 2",
	} {
		err := give(address)
		if !errors.Is(err, ErrAddressTaken) || !strings.Contains(err.Error(), who) ||
			strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v, want ErrAddressTaken and %q", address, err, who)
		}
	}
	if diff := cmp.Diff(was, caseOf(t, s, first)); diff != "" {
		t.Errorf("something changed (-before +after):\n%s", diff)
	}

	update(t, s, first, noon, "addresses", func(c *rules.Case) {
		panel := c.Interviews[0].Interviewers
		panel[0].Email, panel[1].Email = panel[1].Email, panel[0].Email
	})
	if is := caseOf(t, s, first).Interviews[0].Interviewers; is[0].Email != "ann@acme.test" ||
		is[1].Email != "jo@acme.test" {
		t.Errorf("they did not swap addresses: %v", is)
	}
	takeBack(t, s, first, rules.Edited)
	if is := caseOf(t, s, first).Interviews[0].Interviewers; is[0].Email != "jo@acme.test" ||
		is[1].Email != "ann@acme.test" {
		t.Errorf("nor take that back: %v", is)
	}

	// A person who is only in old mails loses the address.
	slip := caseOf(t, s, first).Interviews[0].Interviewers
	slip = append(slip, rules.Person{Name: "Kim", Email: "kim@acme.test"})
	update(t, s, first, noon, "slip", func(c *rules.Case) { c.Interviews[0].Interviewers = slip })
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{{
		Key: rules.Key{ApplicationID: first, InterviewID: first, Kind: rules.ThankYou, Round: 1},
		To:  caseOf(t, s, first).Interviews[0].Interviewers[2:], Due: noon,
	}}}))
	takeBack(t, s, first, rules.Edited)
	update(t, s, first, noon, "address",
		func(c *rules.Case) { c.Interviews[0].Interviewers[1].Email = "kim@acme.test" })
	if got := caseOf(t, s, first).History.Reminders[0].To()[0]; got.Name != "Kim" || got.Email != "" {
		t.Errorf("the mail is to %v, want to Kim, without the address", got)
	}
	takeBack(t, s, first, rules.Edited)
	if got := caseOf(t, s, first).History.Reminders[0].To()[0]; got.Email != "kim@acme.test" {
		t.Errorf("after the undo the mail is to %v, want the address back", got)
	}

	// An undo does not take an address from its new owner.
	update(t, s, first, noon, "address", func(c *rules.Case) {
		c.Interviews[0].Interviewers[0].Email = "joanna@acme.test"
	})
	update(t, s, second, noon, "contact", func(c *rules.Case) {
		c.Contact = rules.Person{Name: "Joe",
			Email: "jo@acme.test"}
	})
	if _, err := s.TakeBack(t.Context(), noon, first); !errors.Is(err, ErrAddressTaken) ||
		!strings.Contains(err.Error(), "Joe <jo@acme.test>") {
		t.Errorf("the undo says %v, want the owner of the address", err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestUnusedPeopleAreForgotten: people are deleted with the last interview, application or edit that refers to them; an
// undo restores those who were deleted with an edit.
func TestUnusedPeopleAreForgotten(t *testing.T) {
	li := rules.Person{Name: "Li", Email: "li@acme.test"}
	// life stores two applications with Jo: the contact of the first is Ann, and its second interview was with Li.
	life := func(t *testing.T) (s *Store, first, second, other int64) {
		s = open(t)
		app := at("Acme")
		app.Contact = ann
		first = begun(t, s, app, with(jo))
		second = joined(t, s, first, with(li, jo))
		other = begun(t, s, at("Globex"), with(jo))
		return s, first, second, other
	}
	names := func(t *testing.T, s *Store) (names string) {
		for _, p := range persons(t, s) {
			names += p.Name + ","
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		return names
	}
	for _, tt := range []struct {
		name string
		do   func(s *Store, first, second, other int64) error
		want string
	}{
		{"an interview is removed", func(s *Store, _, second,
			_ int64) error {
			return s.RemoveInterview(t.Context(), second)
		}, "Ann Lee,Jo Smith,"},
		{"an application is removed", func(s *Store, first, _,
			_ int64) error {
			return s.RemoveApplication(t.Context(), first)
		}, "Jo Smith,"},
		{"the other application is removed", func(s *Store, _, _,
			other int64) error {
			return s.RemoveApplication(t.Context(), other)
		}, "Ann Lee,Jo Smith,Li,"},
		{"the application in which a person answered and got a note is removed",
			func(s *Store, first, _, _ int64) error {
				return errors.Join(
					s.Record(t.Context(), noon, rules.Event{ApplicationID: first, Kind: rules.Undecided, At: noon,
						From: rules.Person{Name: "Bo"}}),
					s.Record(t.Context(), noon, rules.Event{ApplicationID: first, Kind: rules.Sent, At: noon,
						To: rules.Person{Name: "Cy"}}),
					s.RemoveApplication(t.Context(), first))
			}, "Jo Smith,"},
		{"an interviewer is removed", func(s *Store, first, _, _ int64) error {
			return s.Update(t.Context(), first, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
				c.Interviews[1].Interviewers = c.Interviews[1].Interviewers[1:]
				return c, rules.Event{Detail: "without Li"}, nil
			})
		}, "Ann Lee,Jo Smith,"},
		{"an interviewer with a waiting draft is removed", func(s *Store, first, second, _ int64) error {
			thanks := step(first)
			thanks.InterviewID, thanks.To = second, []rules.Person{{ID: 3}}
			decide := always(rules.Decision{Steps: []rules.Step{thanks}})
			if _, err := s.DecideBatch(t.Context(), noon, 1, decide); err != nil {
				return err
			}
			err := s.Update(t.Context(), first, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
				c.Interviews[1].Interviewers = nil
				return c, rules.Event{Detail: "without Li"}, nil
			})
			thanks.To = []rules.Person{{ID: 2}}
			_, err2 := s.DecideBatch(t.Context(), noon, 1, always(rules.Decision{Steps: []rules.Step{thanks}}))
			return errors.Join(err, err2)
		}, "Ann Lee,Jo Smith,"},
	} {
		t.Run("when "+tt.name, func(t *testing.T) {
			s, first, second, other := life(t)
			if err := tt.do(s, first, second, other); err != nil {
				t.Fatal(err)
			}
			if got := names(t, s); got != tt.want {
				t.Errorf("known are %s want %s", got, tt.want)
			}
		})
	}

	everyoneGoes := func(c *rules.Case) {
		c.Contact, c.Interviews[0].Interviewers, c.Interviews[1].Interviewers = rules.Person{}, nil, nil
	}
	t.Run("an undo restores them as they were", func(t *testing.T) {
		s, first, _, _ := life(t)
		was := caseOf(t, s, first)
		update(t, s, first, noon, "everyone", everyoneGoes)
		if got := names(t, s); got != "Jo Smith," {
			t.Errorf("known are %s", got)
		}
		takeBack(t, s, first, rules.Edited)
		is := caseOf(t, s, first)
		is.History = was.History
		if diff := cmp.Diff(was, is); diff != "" {
			t.Errorf("(-before +after):\n%s", diff)
		}
		names(t, s)
	})
	t.Run("an undo respects the new owner of the address", func(t *testing.T) {
		s, first, second, other := life(t)
		update(t, s, first, noon, "everyone", everyoneGoes)
		update(t, s, other, noon, "contact", func(c *rules.Case) {
			c.Contact = rules.Person{Name: "Li Wu",
				Email: "LI@acme.test"}
		})
		takeBack(t, s, first, rules.Edited)
		iv, _ := caseOf(t, s, first).Interview(second)
		if contact := caseOf(t, s, other).Contact; iv.Interviewers[0] != contact || contact.Name != "Li Wu" {
			t.Errorf("%+v is not %+v", iv.Interviewers[0], contact)
		}
		names(t, s)
	})
}

// TestACalendarEventRenamesNobody: anybody can send one. A table is the user's own.
func TestACalendarEventRenamesNobody(t *testing.T) {
	bare := rules.Person{Email: "jo@acme.test"}
	rude := rules.Person{Name: "Mud", Email: "JO@acme.test"}
	for _, tt := range []struct {
		name  string
		known rules.Person
		uid   string
		want  string
	}{
		{"an event sets no name", bare, "abc@calendar.test", ""},
		{"an event changes no name", jo, "abc@calendar.test", "Jo Smith"},
		{"a table sets a name", bare, "", "Mud"},
		{"a table changes no name", jo, "", "Jo Smith"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := begun(t, s, at("Acme"), with(tt.known))
			item := Import{Application: at("Globex"), Interview: with(rude, ann), UID: tt.uid}
			item.Application.Contact = rude
			imports(t, s, false, item)
			who := caseOf(t, s, id).Interviews[0].Interviewers[0]
			if who.Name != tt.want {
				t.Errorf("the name is %q, want %q", who.Name, tt.want)
			}
			c := caseOf(t, s, 2)
			if c.Contact != who || c.Interviews[0].Interviewers[0] != who {
				t.Errorf("imported, it is %+v", c)
			}
		})
	}
	t.Run("two lines of a table name one person of an application", func(t *testing.T) {
		s := open(t)
		line := func(company string, start time.Time) Import {
			iv := with(ann)
			iv.Start = start
			return Import{Application: at(company), Interview: iv}
		}
		imports(t, s, false, line("Acme", noon), line("Acme", noon.Add(time.Hour)), line("Globex", noon))
		if all := persons(t, s); len(all) != 2 {
			t.Errorf("there are %v, want one of each application", all)
		}
	})
}

// TestCorrectedWhileItIsSent: the result of a mail is stored even if its people were corrected meanwhile.
func TestCorrectedWhileItIsSent(t *testing.T) {
	for _, outcome := range []outbox.Outcome{outbox.Accepted, outbox.Deferred, outbox.ChannelFault, outbox.Lost} {
		t.Run(outcome.String(), func(t *testing.T) {
			s := open(t)
			id := add(t, s, with(jo, ann))
			mustDecide(t, s, noon, thankEverybody)
			claimed := mustClaim(t, s, noon, send)
			update(t, s, id, noon, "without Jo", func(c *rules.Case) {
				c.Interviews[0].Interviewers = c.Interviews[0].Interviewers[1:]
			})
			update(t, s, id, noon, "Ann has Jo's address",
				func(c *rules.Case) { c.Interviews[0].Interviewers[0].Email = jo.Email })
			var saved []rules.Reminder
			for _, r := range claimed {
				saved = append(saved, outbox.After(r, outbox.Reply{Outcome: outcome}, noon, ""))
			}
			if err := s.Save(t.Context(), noon, saved...); err != nil {
				t.Error(err)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestNobodyIsSeatedTwice: an undo restores a panel of which two may have been merged.
func TestNobodyIsSeatedTwice(t *testing.T) {
	s := open(t)
	id := begun(t, s, at("Acme"), with(jo, ann))
	update(t, s, id, noon, "without Jo", func(c *rules.Case) {
		c.Interviews[0].Interviewers = c.Interviews[0].Interviewers[1:]
	})
	other := begun(t, s, at("Globex"), with(ann))
	update(t, s, other, noon, "Ann has Jo's address",
		func(c *rules.Case) { c.Interviews[0].Interviewers[0].Email = jo.Email })
	takeBack(t, s, id, rules.Edited)
	for _, iv := range caseOf(t, s, id).Interviews {
		if err := iv.Validate(time.UTC); err != nil {
			t.Error(err)
		}
	}
}

// TestTheAddressIsKnownElsewhere: Jo was named without an address in one application, and with it in another. Once the
// first has the address, the two are merged, with what was sent to both; an undo separates them.
func TestTheAddressIsKnownElsewhere(t *testing.T) {
	s := open(t)
	id := begun(t, s, at("Hooli"), with(rules.Person{Name: "Jo", Topic: "the move"}, ann))
	other := begun(t, s, at("Acme"), with(jo))
	mustDecide(t, s, noon, thankEverybody)
	mustRecord(t, s, noon, rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou,
		At: noon, To: rules.Person{Name: "Jo"}})
	known := caseOf(t, s, other).Interviews[0].Interviewers[0]
	before := caseOf(t, s, id)
	fill := func(c *rules.Case) { c.Interviews[0].Interviewers[0].Email = jo.Email }
	update(t, s, id, noon, "address", fill)

	c := caseOf(t, s, id)
	is := c.Interviews[0].Interviewers[0]
	if !is.Is(known) || is.Name != known.Name || is.Email != known.Email || is.Topic != "the move" {
		t.Errorf("the first interviewer is %+v, want %+v with the topic", is, known)
	}
	if sent := c.History.Events[0].To; !sent.Is(known) {
		t.Errorf("it was sent to %v, want %v", sent, known)
	}
	if to := c.History.Reminders[0].To(); !to[0].Is(known) || !to[1].Is(before.History.Reminders[0].To()[1]) {
		t.Errorf("the drafts are to %v", to)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}

	takeBack(t, s, id, rules.Edited)
	if diff := cmp.Diff(before.Interviews, caseOf(t, s, id).Interviews); diff != "" {
		t.Errorf("after the undo (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(before.History.Reminders[0].To(), caseOf(t, s, id).History.Reminders[0].To()); diff != "" {
		t.Errorf("the people of the drafts after the undo (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(jo, caseOf(t, s, other).Interviews[0].Interviewers[0], byNumber); diff != "" {
		t.Errorf("in the other application (-before +after):\n%s", diff)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestAMergeKeepsTheGreeting that came with the address, and an undo takes it away again.
func TestAMergeKeepsTheGreeting(t *testing.T) {
	s := open(t)
	id, other := begun(t, s, at("Hooli"), with(rules.Person{Name: "Jo"}, ann)), begun(t, s, at("Acme"), with(jo))
	update(t, s, id, noon, "address", func(c *rules.Case) {
		c.Interviews[0].Interviewers[0].Email, c.Interviews[0].Interviewers[0].Greeting = jo.Email, "Dear Jo"
	})
	if got := caseOf(t, s, other).Interviews[0].Interviewers[0]; got.Greeting != "Dear Jo" || got.Name != jo.Name {
		t.Errorf("merged into %+v", got)
	}
	takeBack(t, s, id, rules.Edited)
	for _, of := range []int64{id, other} {
		if got := caseOf(t, s, of).Interviews[0].Interviewers[0]; got.Greeting != "" {
			t.Errorf("after the undo it is %+v", got)
		}
	}
}
