package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// imports returns the results of importing the list.
func imports(t *testing.T, s *Store, dryRun bool, list ...Import) []Imported {
	t.Helper()
	done, err := s.Import(t.Context(), noon, list, ImportOptions{DryRun: dryRun})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// tomorrow is an interview in the future.
func tomorrow() rules.Interview {
	iv := anInterview()
	iv.Start = noon.Add(24 * time.Hour)
	return iv
}

func TestImport(t *testing.T) {
	s := open(t)
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test", Sequence: 1}
	moved, older, cancelled, early, again, table := event, event, event, event, event, event
	moved.Sequence, moved.Interview.Start = 2, event.Interview.Start.Add(48*time.Hour)
	older.Sequence, older.Interview.Start = 0, event.Interview.Start.Add(-48*time.Hour)
	cancelled.Sequence, cancelled.Cancelled = 3, true
	early.Sequence, early.Cancelled = 0, true
	bare := Import{UID: event.UID, Sequence: -1, Cancelled: true}
	table.UID, table.Application.Role = "", "somebody else"
	edited, shorter := table, table
	edited.Interview.Said = "by the end of the month"
	shorter.Interview.Said, shorter.Interview.Topic, shorter.Interview.Interviewers = "", "", nil
	restored := moved
	restored.Sequence = 4
	restoredAgain := moved
	restoredAgain.Sequence = 5
	typed := rules.Application{Company: "Typed Ltd", Role: "Engineer"}
	invitation := Import{Application: typed, Interview: tomorrow(), UID: "typed@calendar.test"}
	unknown := Import{Application: anApplication(), Interview: anInterview(), UID: "other@calendar.test",
		Cancelled: true}

	for _, row := range []struct {
		name string
		item Import
		want Imported
	}{
		{"an event is added", event, Imported{ID: 1, ApplicationID: 1, Outcome: ImportAdded}},
		{"the same version changes nothing", again, Imported{ID: 1, ApplicationID: 1, Outcome: ImportUnchanged}},
		{"a moved event moves it", moved, Imported{ID: 1, ApplicationID: 1, Outcome: ImportMoved}},
		{"an older version that arrives late changes nothing", older,
			Imported{ID: 1, ApplicationID: 1, Outcome: ImportUnchanged}},
		{"a cancellation from before the move changes nothing", early,
			Imported{ID: 1, ApplicationID: 1, Outcome: ImportUnchanged}},
		{"a cancellation stops it", cancelled, Imported{ID: 1, ApplicationID: 1, Outcome: ImportStopped}},
		{"once", cancelled, Imported{ID: 1, ApplicationID: 1, Outcome: ImportUnchanged}},
		{"a newer version restores it", restored, Imported{ID: 1, ApplicationID: 1, Outcome: ImportRestored}},
		{"a cancellation with only the UID stops it", bare, Imported{ID: 1, ApplicationID: 1, Outcome: ImportStopped}},
		{"a version after that restores it", restoredAgain, Imported{ID: 1, ApplicationID: 1, Outcome: ImportRestored}},
		{"an invitation matches an interview that the user added", invitation,
			Imported{ID: 2, ApplicationID: 2, Outcome: ImportUnchanged}},
		{"a cancellation of an unknown event does nothing", unknown,
			Imported{ID: 0, ApplicationID: 0, Outcome: ImportIgnored}},
		{"a row of a table is added", table, Imported{ID: 3, ApplicationID: 3, Outcome: ImportAdded}},
		{"the same row is recognized", table, Imported{ID: 3, ApplicationID: 3, Outcome: ImportUnchanged}},
		{"a row that differs after an edit is reported",
			edited, Imported{ID: 3, ApplicationID: 3, Outcome: ImportDiffers}},
		{"a row with fewer facts is not", shorter, Imported{ID: 3, ApplicationID: 3, Outcome: ImportUnchanged}},
	} {
		if row.item.UID == invitation.UID {
			begun(t, s, typed, tomorrow())
		}
		for _, dryRun := range []bool{true, false} {
			if got := imports(t, s, dryRun, row.item)[0]; got != row.want {
				t.Errorf("%s (dry run %v): %+v, want %+v", row.name, dryRun, got, row.want)
			}
		}
	}
	c := caseOf(t, s, 1)
	if is := c.Interviews[0].Start; !is.Equal(moved.Interview.Start) {
		t.Errorf("it starts %s, want %s", is, moved.Interview.Start)
	}
	var kinds []rules.EventKind
	for _, e := range c.History.Events {
		kinds = append(kinds, e.Kind)
	}
	if diff := cmp.Diff([]rules.EventKind{rules.Edited, rules.Edited, rules.Edited}, kinds); diff != "" {
		t.Errorf("the events differ (-want +got):\n%s", diff)
	}
}

// TestImportJoins: a new interview joins the open application and adds facts that were unknown; without an open one it
// begins one.
func TestImportJoins(t *testing.T) {
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	of := func(company string) rules.Application {
		return rules.Application{Company: company, Role: "Engineer", Contact: jo, Fit: "queues", Hook: "a prize",
			NoContact: true}
	}
	for _, tt := range []struct {
		name   string
		before func(t *testing.T, s *Store)
		item   Import
		want   Imported
	}{
		{
			"it joins the open application", func(t *testing.T, s *Store) { add(t, s, anInterview()) },
			Import{Application: of("ACME"), Interview: tomorrow()},
			Imported{ID: 2, ApplicationID: 1, Outcome: ImportAdded, Joined: true},
		},
		{
			"a calendar event does too", func(t *testing.T, s *Store) { add(t, s, anInterview()) },
			Import{Application: of("Acme"), Interview: tomorrow(), UID: "abc@calendar.test"},
			Imported{ID: 2, ApplicationID: 1, Outcome: ImportAdded, Joined: true},
		},
		{
			"of two it joins the latest",
			func(t *testing.T, s *Store) { add(t, s, anInterview()); add(t, s, noonInterview()) },
			Import{Application: of("Acme"), Interview: tomorrow()},
			Imported{ID: 3, ApplicationID: 2, Outcome: ImportAdded, Joined: true},
		},
		{
			"it does not join one that ended", func(t *testing.T, s *Store) {
				add(t, s, anInterview())
				mustRecord(t, s, noon, rules.Event{ApplicationID: 1, Kind: rules.Rejected, At: noon})
			},
			Import{Application: of("Acme"), Interview: tomorrow()},
			Imported{ID: 2, ApplicationID: 2, Outcome: ImportAdded},
		},
		{
			"it does not join one of another company", func(t *testing.T, s *Store) { add(t, s, anInterview()) },
			Import{Application: of("Globex"), Interview: tomorrow()},
			Imported{ID: 2, ApplicationID: 2, Outcome: ImportAdded},
		},
		{
			"an interview that exists changes nothing",
			func(t *testing.T, s *Store) { add(t, s, anInterview()); joined(t, s, 1, tomorrow()) },
			Import{Application: anApplication(), Interview: tomorrow()},
			Imported{ID: 2, ApplicationID: 1, Outcome: ImportUnchanged},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			tt.before(t, s)
			for _, dryRun := range []bool{true, false} {
				if diff := cmp.Diff(tt.want, imports(t, s, dryRun, tt.item)[0]); diff != "" {
					t.Fatalf("dry run %v (-want +got):\n%s", dryRun, diff)
				}
			}
			app, want := caseOf(t, s, tt.want.ID).Application, tt.item.Application
			want.ID, want.CreatedAt = tt.want.ApplicationID, noon
			if tt.want.Joined {
				want.Company = "Acme"
			}
			if diff := cmp.Diff(want, app, byNumber); diff != "" {
				t.Errorf("the application (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("known facts are kept", func(t *testing.T) {
		s := open(t)
		id := begun(t, s, of("Acme"), anInterview())
		other := of("Acme")
		other.Contact, other.Fit, other.Hook, other.NoContact = rules.Person{Name: "Li"}, "tests", "a baby", false
		imports(t, s, false, Import{Application: other, Interview: tomorrow()})
		want := of("Acme")
		want.ID, want.CreatedAt = id, noon
		if diff := cmp.Diff(want, caseOf(t, s, id).Application, byNumber); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("it joins an application that the same import began", func(t *testing.T) {
		s := open(t)
		done := imports(t, s, false, Import{Application: of("Acme"), Interview: anInterview()},
			Import{Application: of("acme"), Interview: tomorrow()})
		want := []Imported{{ID: 1, ApplicationID: 1, Outcome: ImportAdded},
			{ID: 2, ApplicationID: 1, Outcome: ImportAdded, Joined: true}}
		if diff := cmp.Diff(want, done); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// noonInterview begins an hour after anInterview.
func noonInterview() rules.Interview {
	iv := anInterview()
	iv.Start = noon
	return iv
}

// TestOneOfSeveralIsCalledOff: the application continues without a cancelled interview, and gets it back if it takes
// place after all.
func TestOneOfSeveralIsCalledOff(t *testing.T) {
	s := open(t)
	first := add(t, s, anInterview())
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test",
		Organizer: "hal@acme.test"}
	off, on, other := event, event, event
	off.Sequence, off.Cancelled = 1, true
	on.Sequence = 2
	other.UID, other.Interview.Start = "def@calendar.test", tomorrow().Start.Add(time.Hour)
	otherOff := other
	otherOff.Sequence, otherOff.Cancelled = 1, true
	second := func(outcome ImportOutcome) Imported { return Imported{ID: 2, ApplicationID: first, Outcome: outcome} }
	for _, step := range []struct {
		name   string
		item   Import
		want   Imported
		latest time.Time // the interviews that take place
	}{
		{"an interview joins", event, Imported{ID: 2, ApplicationID: first, Outcome: ImportAdded, Joined: true},
			event.Interview.Start},
		{"the interview is cancelled", off, second(ImportStopped), anInterview().Start},
		{"once", off, second(ImportUnchanged), anInterview().Start},
		{"an older version does nothing", event, second(ImportUnchanged), anInterview().Start},
		{"another interview joins", other, Imported{ID: 3, ApplicationID: first, Outcome: ImportAdded, Joined: true},
			other.Interview.Start},
		{"that one is cancelled too", otherOff, Imported{ID: 3, ApplicationID: first, Outcome: ImportStopped},
			anInterview().Start},
		{"the first one takes place after all", on, second(ImportRestored), event.Interview.Start},
	} {
		if diff := cmp.Diff(step.want, imports(t, s, false, step.item)[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
		app := anApplication()
		if found, err := s.OpenFor(t.Context(), app.Company, app.Role); err != nil || len(found) != 1 ||
			!found[0].Start.Equal(step.latest) {
			t.Errorf("%s: found %+v (%v), want it open, with its last interview at %s", step.name, found, err,
				step.latest)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("%s: %v", step.name, err)
		}
	}
	c := caseOf(t, s, first)
	if c.CalledOff(1) || c.CalledOff(2) || !c.CalledOff(3) {
		t.Errorf("left is %+v, want interview 3 cancelled", c)
	}
}

// TestImportIsAllOrNothing: the second cannot be stored, so the first is not stored either.
func TestImportIsAllOrNothing(t *testing.T) {
	s := open(t)
	good, bad := Import{Application: anApplication(), Interview: anInterview()}, Import{Application: anApplication(),
		Interview: anInterview()}
	bad.Application.Company, bad.Interview.Duration = "Globex", 0
	if _, err := s.Import(t.Context(), noon, []Import{good, bad}, ImportOptions{}); err == nil ||
		!strings.Contains(err.Error(), "Globex") {
		t.Errorf("the error is %v, want it to name the faulty one", err)
	}
	cases, err := s.List(t.Context(), ListOptions{Closed: true})
	if err != nil || len(cases) != 0 {
		t.Errorf("%d applications were added (%v), want none", len(cases), err)
	}
}

// TestWhatTheUserCorrectedStays: a corrected time stays while the event does not change.
func TestWhatTheUserCorrectedStays(t *testing.T) {
	s := open(t)
	event := Import{Application: anApplication(), Interview: anInterview(), UID: "abc@calendar.test"}
	id := imports(t, s, false, event)[0].ID
	corrected := event.Interview.Start.Add(3 * time.Hour)
	update(t, s, id, noon, "when", func(c *rules.Case) { c.Interviews[0].Start = corrected })
	if got := imports(t, s, false, event)[0].Outcome; got != ImportUnchanged {
		t.Errorf("the same again: %s", got)
	}
	if iv := caseOf(t, s, id).Interviews[0]; !iv.Start.Equal(corrected) {
		t.Errorf("it starts %s, want %s", iv.Start, corrected)
	}
}

// TestWhatTheUserRemovedStaysAway: a removed interview stays away until its event changes, or the user asks for it.
func TestWhatTheUserRemovedStaysAway(t *testing.T) {
	event := Import{Application: anApplication(), Interview: anInterview(), UID: "abc@calendar.test", Sequence: 2}
	changed := func(change func(*Import)) Import {
		item := event
		change(&item)
		return item
	}
	later := event.Interview.Start.Add(48 * time.Hour)
	for _, row := range []struct {
		name  string
		item  Import
		again bool
		want  ImportOutcome
	}{
		{"the same version changes nothing", event, false, ImportLeftOut},
		{"the same version brings it back on request", event, true, ImportAdded},
		{"a higher sequence brings it back", changed(func(i *Import) { i.Sequence = 3 }), false, ImportAdded},
		{"another time brings it back", changed(func(i *Import) { i.Interview.Start = later }), false, ImportAdded},
		{"another duration brings it back", changed(func(i *Import) { i.Interview.Duration = 2 * time.Hour }), false,
			ImportAdded},
		{"an older version at another time changes nothing",
			changed(func(i *Import) { i.Sequence, i.Interview.Start = 1, later }), false, ImportLeftOut},
		{"another title changes nothing",
			changed(func(i *Import) { i.Application.Role = "Chef" }), false, ImportLeftOut},
		{"a cancellation does nothing", changed(func(i *Import) { i.Sequence, i.Cancelled = 3, true }), false,
			ImportIgnored},
		{"another event is added", changed(func(i *Import) { i.UID = "other@calendar.test" }), false, ImportAdded},
		{"a line of a table is added", changed(func(i *Import) { i.UID, i.Sequence = "", 0 }), false, ImportAdded},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			for range 2 { // removing it twice records it once
				if err := s.RemoveApplication(t.Context(), importAgain(t, s, event).ID); err != nil {
					t.Fatal(err)
				}
			}
			done, err := s.Import(t.Context(), noon, []Import{row.item}, ImportOptions{Again: row.again})
			if err != nil || done[0].Outcome != row.want {
				t.Errorf("%v (%v), want %s", done, err, row.want)
			}
		})
	}
}

func importAgain(t *testing.T, s *Store, item Import) Imported {
	t.Helper()
	done, err := s.Import(t.Context(), noon, []Import{item}, ImportOptions{Again: true})
	if err != nil {
		t.Fatal(err)
	}
	return done[0]
}

// TestATypedInterviewFollowsItsEvent: an interview that the user added follows its event once the user agrees: it is
// cancelled, and then takes place at another time.
func TestATypedInterviewFollowsItsEvent(t *testing.T) {
	s := open(t)
	id := add(t, s, tomorrow())
	off := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test", Sequence: 1,
		Cancelled: true, Vouched: true}
	on := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test", Sequence: 2}
	on.Interview.Start = on.Interview.Start.Add(48 * time.Hour)
	want := []Imported{{ID: id, ApplicationID: id, Outcome: ImportStopped},
		{ID: id, ApplicationID: id, Outcome: ImportRestored}}
	if diff := cmp.Diff(want, imports(t, s, false, off, on)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if iv := caseOf(t, s, id).Interviews[0]; !iv.Start.Equal(on.Interview.Start) {
		t.Errorf("it starts %s, want %s", iv.Start, on.Interview.Start)
	}
}

// A later version of the event takes back what an earlier version said, but nothing that the user said, even in the
// same words.
func TestImportKeepsInterviewCalledOffByUser(t *testing.T) {
	s := open(t)
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test", Sequence: 1}
	id := imports(t, s, false, event)[0].ID
	mustRecord(t, s, noon, rules.Event{
		ApplicationID: id, InterviewID: id, Kind: rules.Stopped, At: noon, Detail: "the calendar event was called off",
	})
	event.Sequence = 2
	if got := imports(t, s, false, event)[0].Outcome; got != ImportUnchanged || !caseOf(t, s, id).CalledOff(id) {
		t.Errorf("the next version of the event is %q, cancelled: %v", got, caseOf(t, s, id).CalledOff(id))
	}
}

// TestWhatHasBegunIsNotUndone: an interview that has begun is undone neither by a cancellation nor by a move into the
// future, after which it could be cancelled. A move within the past is a correction.
func TestWhatHasBegunIsNotUndone(t *testing.T) {
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test", Sequence: 1,
		Organizer: "hal@acme.test"}
	event.Interview.Start = noon.Add(-time.Hour)
	for name, row := range map[string]struct {
		change func(*Import)
		want   ImportOutcome
	}{
		"called off":            {func(i *Import) { i.Cancelled = true }, ImportBegun},
		"moved into the future": {func(i *Import) { i.Interview.Start = noon.Add(time.Hour) }, ImportBegun},
		"moved within the past": {func(i *Import) { i.Interview.Start = noon.Add(-2 * time.Hour) }, ImportMoved},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			imports(t, s, false, event)
			item := event
			item.Sequence = 2
			row.change(&item)
			if got := imports(t, s, false, item)[0].Outcome; got != row.want {
				t.Errorf("it is %s, want %s", got, row.want)
			}
		})
	}
}

// TestOnlyTheOrganizerChangesAnEvent: the UID is not secret, so a change by another organizer, or by none, needs the
// user's consent. The first organizer seen is stored.
func TestOnlyTheOrganizerChangesAnEvent(t *testing.T) {
	const hal, eve = "hal@acme.test", "eve@evil.test"
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test", Sequence: 1,
		Organizer: hal}
	with := func(change func(*Import)) Import {
		item := event
		change(&item)
		return item
	}
	later := event.Interview.Start.Add(48 * time.Hour)
	by := func(organizer string, outcome ImportOutcome) Imported {
		done := Imported{ID: 1, ApplicationID: 1, Outcome: outcome}
		if outcome == ImportForeign {
			done.Organizer = hal
		}
		return done
	}
	for _, row := range []struct {
		name      string
		first     Import
		item      Import
		want      Imported
		organizer string // stored at that time
	}{
		{"the organizer moves it", event, with(func(i *Import) { i.Sequence, i.Interview.Start = 2, later }),
			by(hal, ImportMoved), hal},
		{"the organizer cancels it", event, with(func(i *Import) { i.Sequence, i.Cancelled = 2, true }),
			by(hal, ImportStopped), hal},
		{"another organizer does not move it", event, with(func(i *Import) {
			i.Sequence, i.Interview.Start, i.Organizer = 2, later,
				eve
		}), by(eve, ImportForeign), hal},
		{"another does not move it without a higher sequence", event,
			with(func(i *Import) { i.Interview.Start, i.Organizer = later, eve }), by(eve, ImportForeign), hal},
		{"another does not cancel it", event, with(func(i *Import) {
			i.Sequence, i.Cancelled, i.Organizer = 2, true,
				eve
		}), by(eve, ImportForeign), hal},
		{"another does not cancel it without a sequence", event,
			with(func(i *Import) { i.Sequence, i.Cancelled, i.Organizer = -1, true, eve }), by(eve, ImportForeign),
			hal},
		{"an event without an organizer does not cancel it", event,
			with(func(i *Import) { i.Sequence, i.Cancelled, i.Organizer = 2, true, "" }), by("", ImportForeign), hal},
		{"another does not raise the sequence, which would lock the organizer out", event,
			with(func(i *Import) { i.Sequence, i.Organizer = 1000, eve }), by(eve, ImportForeign), hal},
		{"the same version by another does not make them the organizer", event,
			with(func(i *Import) { i.Organizer = eve }), by(eve, ImportUnchanged), hal},
		{"nor does an older version by another", event,
			with(func(i *Import) { i.Sequence, i.Interview.Start, i.Organizer = 0, later, eve }), by(eve,
				ImportUnchanged),
			hal},
		{"the user's consent makes another the organizer", event,
			with(func(i *Import) { i.Sequence, i.Interview.Start, i.Organizer, i.Vouched = 2, later, eve, true }),
			by(eve, ImportMoved), eve},
		{"an event without an organizer keeps the stored one", event,
			with(func(i *Import) { i.Sequence, i.Cancelled, i.Organizer, i.Vouched = 2, true, "", true }),
			by("", ImportStopped), hal},
		{
			"the first organizer seen is stored", with(func(i *Import) { i.Organizer = "" }),
			with(func(i *Import) { i.Sequence, i.Interview.Start, i.Organizer = 2, later, eve }),
			Imported{ID: 1, ApplicationID: 1, Outcome: ImportMoved, Adopted: true}, eve,
		},
		{
			"even if nothing else changes", with(func(i *Import) { i.Organizer = "" }),
			event, Imported{ID: 1, ApplicationID: 1, Outcome: ImportUnchanged, Adopted: true}, hal,
		},
		{
			"but not that of a cancellation, which needs the user's consent",
			with(func(i *Import) { i.Organizer = "" }),
			with(func(i *Import) { i.Sequence, i.Cancelled = 2, true }),
			Imported{ID: 1, ApplicationID: 1, Outcome: ImportForeign}, "",
		},
		{
			"which makes them the organizer", with(func(i *Import) { i.Organizer = "" }),
			with(func(i *Import) { i.Sequence, i.Cancelled, i.Vouched = 2, true, true }),
			Imported{ID: 1, ApplicationID: 1, Outcome: ImportStopped, Adopted: true}, hal,
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			imports(t, s, false, row.first)
			before := caseOf(t, s, 1)
			if diff := cmp.Diff(row.want, imports(t, s, false, row.item)[0]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if row.want.Outcome == ImportForeign || row.want.Outcome == ImportUnchanged {
				if diff := cmp.Diff(before, caseOf(t, s, 1)); diff != "" {
					t.Errorf("it changed (-before +after):\n%s", diff)
				}
			}
			var organizer string
			if err := s.db.QueryRow(`SELECT organizer FROM interviews`).Scan(&organizer); err != nil ||
				organizer != row.organizer {
				t.Errorf("the organizer is %q (%v), want %q", organizer, err, row.organizer)
			}
			if got := imports(t, s, false, event, with(func(i *Import) {
				i.Sequence, i.Interview.Start = 3,
					later.Add(time.Hour)
			}))[1]; row.organizer == hal && got.Outcome == ImportForeign {
				t.Error("the organizer is locked out")
			}
		})
	}
}

// TestACancellationEndsNothingThatWasHeld: an interview that has begun is not cancelled, whoever sends the
// cancellation. A no-show is reported in another way.
func TestACancellationEndsNothingThatWasHeld(t *testing.T) {
	for _, row := range []struct {
		name  string
		start time.Time
		want  ImportOutcome
	}{
		{"it ended long ago", noon.Add(-48 * time.Hour), ImportBegun},
		{"it is in progress", noon.Add(-time.Minute), ImportBegun},
		{"it begins now", noon, ImportBegun},
		{"it is about to begin", noon.Add(time.Second), ImportStopped},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			event := Import{Application: anApplication(), Interview: anInterview(), UID: "abc@calendar.test",
				Organizer: "hal@acme.test"}
			event.Interview.Start = row.start
			off := event
			off.Sequence, off.Cancelled, off.Vouched = 1, true, true
			imports(t, s, false, event)
			before := caseOf(t, s, 1)
			if got := imports(t, s, false, off)[0]; got != (Imported{ID: 1, ApplicationID: 1, Outcome: row.want}) {
				t.Errorf("got %+v, want %s", got, row.want)
			}
			if changed := !cmp.Equal(before, caseOf(t, s, 1)); changed != (row.want == ImportStopped) {
				t.Errorf("changed: %v", changed)
			}
		})
	}
	t.Run("the time set by the user counts", func(t *testing.T) {
		s := open(t)
		event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test"}
		imports(t, s, false, event)
		update(t, s, 1, noon, "when", func(c *rules.Case) { c.Interviews[0].Start = noon.Add(-time.Hour) })
		event.Sequence, event.Cancelled = 1, true
		if got := imports(t, s, false, event)[0].Outcome; got != ImportBegun {
			t.Errorf("got %s", got)
		}
	})
}

// TestACancellationOfWhatHasEnded: it is recorded once, and the event that ended the application remains its last word.
// If that event is taken back, the interview is still cancelled.
func TestACancellationOfWhatHasEnded(t *testing.T) {
	for _, word := range []rules.EventKind{rules.Rejected, rules.Offered, rules.Stopped} {
		for name, before := range map[string]func(t *testing.T, s *Store){
			"beside another": func(t *testing.T, s *Store) { add(t, s, anInterview()) },
			"by itself":      func(*testing.T, *Store) {},
		} {
			t.Run(string(word)+" "+name, func(t *testing.T) {
				s := open(t)
				before(t, s)
				event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test",
					Organizer: "hal@acme.test"}
				iv := imports(t, s, false, event)[0].ID
				mustRecord(t, s, noon, rules.Event{ApplicationID: 1, Kind: word, At: noon})
				off := event
				off.Sequence, off.Cancelled = 1, true
				for _, want := range []ImportOutcome{ImportStopped, ImportUnchanged} {
					if got := imports(t, s, false, off)[0].Outcome; got != want {
						t.Errorf("it is %s, want %s", got, want)
					}
				}
				c := caseOf(t, s, 1)
				if w := c.LastWord(); !c.CalledOff(iv) || w.Kind != word || w.InterviewID != 0 {
					t.Errorf("cancelled: %v, the last word: %+v", c.CalledOff(iv), w)
				}
				if err := s.Check(t.Context()); err != nil {
					t.Error(err)
				}
				if _, err := s.db.Exec(`UPDATE events SET taken_back_at = ? WHERE kind = ? AND interview_id IS NULL`,
					seconds(noon), string(word)); err != nil {
					t.Fatal(err)
				}
				if !caseOf(t, s, 1).CalledOff(iv) {
					t.Error("it is expected again")
				}
			})
		}
	}
}

// TestImportSummarizesWhatWasJoined: an application is summarized after all interviews have joined. The latest that
// takes place is earlier than the cancelled one.
func TestImportSummarizesWhatWasJoined(t *testing.T) {
	s := open(t)
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test"}
	off := event
	off.Sequence, off.Cancelled, off.Vouched = 1, true, true
	imports(t, s, false, event, off)
	// Open again.
	mustRecord(t, s, noon, rules.Event{ApplicationID: 1, Kind: rules.Undecided, At: noon.Add(time.Minute)})
	earlier, earliest := Import{Application: anApplication(),
		Interview: noonInterview()}, Import{Application: anApplication(), Interview: anInterview()}
	for _, done := range imports(t, s, false, earlier, earliest) {
		if !done.Joined {
			t.Errorf("%+v, want it to join", done)
		}
	}
	if found, err := s.Search(t.Context(), "acme", 0); err != nil || len(found) != 1 || !found[0].Start.Equal(noon) {
		t.Errorf("found %+v (%v), want its last interview at noon", found, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestAnUpdateTakesOverPeople: who came and who went between two versions of an event is taken over. The people whom
// the user named or removed stay as they are.
func TestAnUpdateTakesOverPeople(t *testing.T) {
	mia, ben, eve := rules.Person{Name: "Mia Kern", Email: "mia@acme.test"},
		rules.Person{Name: "Ben", Email: "ben@acme.test"}, rules.Person{Name: "Eve", Email: "eve@acme.test"}
	version := func(n int, people ...rules.Person) Import {
		iv := tomorrow()
		iv.Interviewers = people
		return Import{Application: anApplication(), Interview: iv, UID: "abc@calendar.test", Sequence: n}
	}
	for _, row := range []struct {
		why        string
		first      Import
		edit       func(*rules.Interview)
		second     Import
		want       ImportOutcome
		came, went string
		now        string
	}{
		{"one for another", version(0, mia), nil, version(1, ben), ImportChanged, "Ben <ben@acme.test>",
			"Mia Kern <mia@acme.test>", "Ben"},
		{"one more", version(0, mia), nil, version(1, mia, ben), ImportChanged, "Ben <ben@acme.test>", "",
			"Mia Kern Ben"},
		{"in a program that does not count versions", version(0, mia), nil, version(0, ben), ImportChanged,
			"Ben <ben@acme.test>", "Mia Kern <mia@acme.test>", "Ben"},
		{"nobody", version(0, mia), nil, version(1, mia), ImportUnchanged, "", "", "Mia Kern"},
		{"whom the user named stays", version(0, mia), func(iv *rules.Interview) {
			iv.Interviewers = append(iv.Interviewers, eve)
		}, version(1, ben), ImportChanged, "Ben <ben@acme.test>", "Mia Kern <mia@acme.test>", "Eve Ben"},
		{"whom the user removed stays away", version(0, mia, eve), func(iv *rules.Interview) {
			iv.Interviewers = iv.Interviewers[:1]
		}, version(1, mia, eve, ben), ImportChanged, "Ben <ben@acme.test>", "", "Mia Kern Ben"},
	} {
		t.Run(row.why, func(t *testing.T) {
			s := open(t)
			id := imports(t, s, false, row.first)[0].ID
			if row.edit != nil {
				err := s.Update(t.Context(), id, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
					row.edit(&c.Interviews[0])
					return c, rules.Event{Detail: "the interviewers"}, nil
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			got := imports(t, s, false, row.second)[0]
			if got.Outcome != row.want || got.Came != row.came || got.Went != row.went {
				t.Errorf("got %+v, want %s, %q came and %q went", got, row.want, row.came, row.went)
			}
			c, err := s.Case(t.Context(), id)
			var names []string
			for _, p := range c.Interviews[0].Interviewers {
				names = append(names, p.Name)
			}
			if err != nil || strings.Join(names, " ") != row.now {
				t.Errorf("the interviewers are %q (%v), want %s", names, err, row.now)
			}
		})
	}
}

// TestAnotherEventAtTheSameTime is the same interview, but cannot call it off.
func TestAnotherEventAtTheSameTime(t *testing.T) {
	s := open(t)
	event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test"}
	other := event
	other.UID = "other@calendar.test"
	more := other
	more.Interview.Interviewers = append(slices.Clone(more.Interview.Interviewers), rules.Person{Name: "Ben"})
	off := other
	off.Cancelled, off.Sequence = true, 1
	later := other
	later.Interview.Start = later.Interview.Start.Add(time.Hour)
	for i, got := range imports(t, s, false, event, other, more, off, later) {
		want := []ImportOutcome{ImportAdded, ImportUnchanged, ImportDiffers, ImportIgnored, ImportAdded}[i]
		if got.Outcome != want {
			t.Errorf("event %d is %s, want %s", i, got.Outcome, want)
		}
	}
}
