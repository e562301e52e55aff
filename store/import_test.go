package store

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// imports is what comes of importing the list.
func imports(t *testing.T, s *Store, dryRun bool, list ...Import) []Imported {
	t.Helper()
	done, err := s.Import(t.Context(), noon, list, ImportOptions{DryRun: dryRun})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestImport(t *testing.T) {
	s := open(t)
	event := Import{Interview: anInterview(), UID: "abc@calendar.test", Sequence: 1}
	moved, older, cancelled, early, again, table := event, event, event, event, event, event
	moved.Sequence, moved.Interview.Start = 2, event.Interview.Start.Add(48*time.Hour)
	older.Sequence, older.Interview.Start = 0, event.Interview.Start.Add(-48*time.Hour)
	cancelled.Sequence, cancelled.Cancelled = 3, true
	early.Sequence, early.Cancelled = 0, true
	bare := Import{UID: event.UID, Sequence: -1, Cancelled: true}
	table.UID, table.Interview.Role = "", "somebody else"
	edited, shorter := table, table
	edited.Interview.Said = "by the end of the month"
	shorter.Interview.Said, shorter.Interview.Topic, shorter.Interview.Interviewers = "", "", nil
	restored := moved
	restored.Sequence = 4
	restoredAgain := moved
	restoredAgain.Sequence = 5
	typed := anInterview()
	typed.Company = "Typed Ltd"
	invitation := Import{Interview: typed, UID: "typed@calendar.test"}
	unknown := Import{Interview: anInterview(), UID: "other@calendar.test", Cancelled: true}

	for _, row := range []struct {
		name string
		item Import
		want Imported
	}{
		{"an event is added", event, Imported{1, ImportAdded}},
		{"the same again changes nothing", again, Imported{1, ImportUnchanged}},
		{"moved, it moves", moved, Imported{1, ImportMoved}},
		{"an older version that comes later changes nothing", older, Imported{1, ImportUnchanged}},
		{"called off before it was moved, it changes nothing", early, Imported{1, ImportUnchanged}},
		{"called off, it is stopped", cancelled, Imported{1, ImportStopped}},
		{"once", cancelled, Imported{1, ImportUnchanged}},
		{"taken up again, it is restored", restored, Imported{1, ImportRestored}},
		{"called off by one that tells the UID alone, it is stopped", bare, Imported{1, ImportStopped}},
		{"and restored", restoredAgain, Imported{1, ImportRestored}},
		{"one that was typed in is known when its invitation comes", invitation, Imported{2, ImportUnchanged}},
		{"one that was called off and never there is nothing", unknown, Imported{0, ImportIgnored}},
		{"a row of a table is added", table, Imported{3, ImportAdded}},
		{"and known again", table, Imported{3, ImportUnchanged}},
		{"one that was edited since is told", edited, Imported{3, ImportDiffers}},
		{"but not one that says less", shorter, Imported{3, ImportUnchanged}},
	} {
		if row.item.UID == invitation.UID {
			add(t, s, typed)
		}
		for _, dryRun := range []bool{true, false} {
			if got := imports(t, s, dryRun, row.item)[0]; got != row.want {
				t.Errorf("%s (dry run %v): %+v, want %+v", row.name, dryRun, got, row.want)
			}
		}
	}
	c := caseOf(t, s, 1)
	if !c.Interview.Start.Equal(moved.Interview.Start) {
		t.Errorf("it starts %s, want %s", c.Interview.Start, moved.Interview.Start)
	}
	var kinds []rules.EventKind
	for _, e := range c.History.Events {
		kinds = append(kinds, e.Kind)
	}
	if diff := cmp.Diff([]rules.EventKind{rules.Edited, rules.Edited, rules.Edited}, kinds); diff != "" {
		t.Errorf("the events differ (-want +got):\n%s", diff)
	}
}

// TestImportIsAllOrNothing: the second can not be stored, so the first is not.
func TestImportIsAllOrNothing(t *testing.T) {
	s := open(t)
	good, bad := Import{Interview: anInterview()}, Import{Interview: anInterview()}
	bad.Interview.Company, bad.Interview.Duration = "Globex", 0
	if _, err := s.Import(t.Context(), noon, []Import{good, bad}, ImportOptions{}); err == nil || !strings.Contains(err.Error(), "Globex") {
		t.Errorf("the error is %v, want it to name the one at fault", err)
	}
	cases, err := s.List(t.Context(), ListOptions{Closed: true})
	if err != nil || len(cases) != 0 {
		t.Errorf("%d interviews were added (%v), want none", len(cases), err)
	}
}

// TestWhatTheUserCorrectedStays while the event says what it said.
func TestWhatTheUserCorrectedStays(t *testing.T) {
	s := open(t)
	event := Import{Interview: anInterview(), UID: "abc@calendar.test"}
	id := imports(t, s, false, event)[0].ID
	corrected := event.Interview.Start.Add(3 * time.Hour)
	update(t, s, id, noon, "when", func(iv rules.Interview) rules.Interview { iv.Start = corrected; return iv })
	if got := imports(t, s, false, event)[0].Outcome; got != ImportUnchanged {
		t.Errorf("the same again: %s", got)
	}
	if iv := caseOf(t, s, id).Interview; !iv.Start.Equal(corrected) {
		t.Errorf("it starts %s, want %s", iv.Start, corrected)
	}
}

// TestWhatTheUserRemovedStaysAway until its event changes, or the user asks for it.
func TestWhatTheUserRemovedStaysAway(t *testing.T) {
	event := Import{Interview: anInterview(), UID: "abc@calendar.test", Sequence: 2}
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
		{"the same stays away", event, false, ImportLeftOut},
		{"the same comes again when it is asked for", event, true, ImportAdded},
		{"a higher sequence is a change", changed(func(i *Import) { i.Sequence = 3 }), false, ImportAdded},
		{"so is another time", changed(func(i *Import) { i.Interview.Start = later }), false, ImportAdded},
		{"and another duration", changed(func(i *Import) { i.Interview.Duration = 2 * time.Hour }), false, ImportAdded},
		{"an older version at another time is none", changed(func(i *Import) { i.Sequence, i.Interview.Start = 1, later }), false, ImportLeftOut},
		{"another title is none", changed(func(i *Import) { i.Interview.Role = "Chef" }), false, ImportLeftOut},
		{"called off, it still is not there", changed(func(i *Import) { i.Sequence, i.Cancelled = 3, true }), false, ImportIgnored},
		{"another event is another", changed(func(i *Import) { i.UID = "other@calendar.test" }), false, ImportAdded},
		{"a line of a table is no event", changed(func(i *Import) { i.UID, i.Sequence = "", 0 }), false, ImportAdded},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			for range 2 { // removed twice, it is known once
				if err := s.RemoveInterview(t.Context(), importAgain(t, s, event).ID); err != nil {
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

// TestATypedInterviewFollowsItsEvent, called off and then taken up again at another time.
func TestATypedInterviewFollowsItsEvent(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	off := Import{Interview: anInterview(), UID: "abc@calendar.test", Sequence: 1, Cancelled: true}
	on := Import{Interview: anInterview(), UID: "abc@calendar.test", Sequence: 2}
	on.Interview.Start = on.Interview.Start.Add(48 * time.Hour)
	want := []Imported{{id, ImportStopped}, {id, ImportRestored}}
	if diff := cmp.Diff(want, imports(t, s, false, off, on)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if iv := caseOf(t, s, id).Interview; !iv.Start.Equal(on.Interview.Start) {
		t.Errorf("it starts %s, want %s", iv.Start, on.Interview.Start)
	}
}
