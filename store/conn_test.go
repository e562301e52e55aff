package store

import (
	"testing"
	"time"
)

// The text of a statement must not contain a value, or each value would leave another statement prepared.
func TestStatementsAreAFixedSet(t *testing.T) {
	s := open(t)
	whole := func(now time.Time) {
		iv := anInterview()
		iv.Start = now.Add(-time.Hour)
		id := add(t, s, iv)
		mustDecide(t, s, now, thankEverybody)
		claimed := mustClaim(t, s, now, send)
		mustSave(t, s, now, claimed...)
		caseOf(t, s, id)
	}
	whole(noon)
	once := len(statements(t, s))
	whole(noon.Add(24 * time.Hour))
	if twice := len(statements(t, s)); once < 10 || twice != once {
		t.Errorf("%d statements are prepared after one application, and %d after two", once, twice)
	}
}

func TestStatementsAfterAnotherProcessChangedTheSchema(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	before := caseOf(t, s, id)
	other := openPool(s.Path())
	defer other.Close()
	_, err := other.Exec(`
		ALTER TABLE applications RENAME TO moved;
		ALTER TABLE moved RENAME TO applications;
		CREATE INDEX later ON events (recorded_at);
		UPDATE applications SET company = 'Globex'`)
	if err != nil {
		t.Fatal(err)
	}
	if after := caseOf(t, s, id); before.Company != "Acme" || after.Company != "Globex" {
		t.Errorf("the company is %q, and then %q", before.Company, after.Company)
	}
}

// statements returns the texts of the statements that the store has prepared.
func statements(t *testing.T, s *Store) (texts []string) {
	t.Helper()
	c, err := s.db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	err = c.Raw(func(c any) error {
		for text := range c.(*conn).prepared {
			texts = append(texts, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}
