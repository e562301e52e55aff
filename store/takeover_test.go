package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// TestRestoreTakesOverDrafts: drafts are taken over with their people, whatever their numbers in the backup.
func TestRestoreTakesOverDrafts(t *testing.T) {
	li := rules.Person{Name: "Li", Email: "li@acme.test"}
	// deliver delivers the thank-yous to these people.
	deliver := func(t *testing.T, s *Store, id int64, to ...rules.Person) {
		t.Helper()
		recheckOne(t, s, id, noon)
		thanks := step(id)
		thanks.To = to
		mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{thanks}}))
		for _, r := range mustClaim(t, s, noon, send) {
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		}
	}
	restored := func(t *testing.T, s *Store, backup string) *Store {
		t.Helper()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s, _ = restore(t, s.Path(), backup)
		wantConsistent(t, s)
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		return s
	}
	drafts := func(t *testing.T, s *Store, id int64) []rules.Draft {
		t.Helper()
		return reminders(t, s, id)[0].Message.Drafts
	}

	for _, tt := range []struct {
		name  string
		since func(t *testing.T, s *Store, id int64) // the change since the backup
		to    []rules.Person                         // with the old numbers; nil is the contact
		want  []rules.Person
	}{
		{"a panel", nil, []rules.Person{as(1, jo), as(2, ann)}, []rules.Person{as(1, jo), as(2, ann)}},
		{"one who was corrected since, with the same number", func(t *testing.T, s *Store, id int64) {
			update(t, s, id, noon, "name", func(c *rules.Case) { c.Interviews[0].Interviewers[1].Name = "Anna Lee" })
		}, []rules.Person{as(2, ann)}, []rules.Person{as(2, ann)}},
		{"one who got another's address since, with the same number", func(t *testing.T, s *Store, id int64) {
			update(t, s, id, noon, "addresses", func(c *rules.Case) {
				panel := c.Interviews[0].Interviewers
				panel[0].Email, panel[1].Email = "joanna@acme.test", panel[0].Email
			})
		}, []rules.Person{as(2, ann)}, []rules.Person{as(2, ann)}},
		{"one who was added since", func(t *testing.T, s *Store, id int64) {
			update(t, s, id, noon, "with", func(c *rules.Case) {
				c.Interviews[0].Interviewers = append(c.Interviews[0].Interviewers, li)
			})
		}, []rules.Person{as(2, ann), as(3, li)}, []rules.Person{as(2, ann), as(3, li)}},
		{"one with the address of a person in the backup", func(t *testing.T, s *Store, id int64) {
			update(t, s, id, noon, "with", func(c *rules.Case) {
				c.Interviews[0].Interviewers = []rules.Person{c.Interviews[0].Interviewers[1]}
			})
			update(t, s, id, noon, "with", func(c *rules.Case) {
				c.Contact = rules.Person{Name: "Joe",
					Email: "JO@acme.test"}
			})
		}, nil, []rules.Person{as(1, jo)}},
		{"the hiring team", nil, []rules.Person{{}}, []rules.Person{{}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, waits := range []bool{false, true} { // in the backup, to all
				s := open(t)
				id := begun(t, s, at("Acme"), with(jo, ann))
				if waits {
					mustDecide(t, s, noon, thankEverybody)
				}
				backup := backupOf(t, s)
				if tt.since != nil {
					tt.since(t, s, id)
				}
				to := tt.to
				if to == nil {
					to = []rules.Person{caseOf(t, s, id).Contact}
				}
				deliver(t, s, id, to...)
				var want []rules.Draft
				for i, d := range drafts(t, s, id) {
					d.To = tt.want[i]
					want = append(want, d)
				}
				s = restored(t, s, backup)
				if diff := cmp.Diff(want, drafts(t, s, id)); diff != "" {
					t.Errorf("waited before: %v (-want +got):\n%s", waits, diff)
				}
			}
		})
	}

	t.Run("by address or name if the backup has schema 9", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		oldDatabase(t, path, 0)
		makeDB(old(10, 0, panel9(`{"name":"Ann Lee"}`, `{"name":"Jo","email":"jo@acme.test"}`, `{"name":"Di"}`,
			`{"name":"Ed"}`)))(t, path)
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		backup := filepath.Join(t.TempDir(), "backup.db")
		writeFile(string(file))(t, backup)
		// Those who are not in the backup.
		makeDB(elsewhere9(9, "Hooli", panel9(`{"name":"Bo"}`, `{"name":"Cy"}`)))(t, path)
		s := openAt(t, path)
		panel := caseOf(t, s, 10).Interviews[0].Interviewers
		deliver(t, s, 10, panel...)
		s = restored(t, s, backup)
		now := caseOf(t, s, 10).Interviews[0].Interviewers
		if now[0].ID == panel[0].ID {
			t.Fatal("they have the same numbers in both, so nothing is tested")
		}
		if diff := cmp.Diff(now, reminders(t, s, 10)[0].To()); diff != "" {
			t.Errorf("the drafts are to others (-panel +drafts):\n%s", diff)
		}
		later := noon.Add(3 * time.Hour)
		mustDecide(t, s, later, byTheRules(later))
		if n := len(reminders(t, s, 10)); n != 1 {
			t.Errorf("there are %d reminders; all had a thank-you", n)
		}
	})
}
