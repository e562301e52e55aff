package roster

import (
	"testing"

	"followup/rules"
)

// Someone new to an interview may be known from another interview. If two people may be meant, neither is guessed.
func TestKnown(t *testing.T) {
	jo, ann := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}, rules.Person{Name: "Ann Lee"}
	bo, beau := rules.Person{Name: "Bo"}, rules.Person{Name: "Bo", Email: "beau@acme.test"}
	people := []rules.Person{jo, ann, bo, beau, {Email: "hr@acme.test"}}
	for i := range people {
		people[i].ID = int64(i + 1)
	}
	for _, row := range []struct {
		why  string
		who  rules.Person
		want int

		unclear bool
	}{
		{"the address decides, whatever the name", rules.Person{Name: "J. Smith", Email: "JO@acme.test"}, 0, false},
		{"the name decides if no address is typed", rules.Person{Name: "jo smith"}, 0, false},
		{"or if none was known", rules.Person{Name: "Lee, Ann", Email: "ann@acme.test"}, 1, false},
		{"different addresses are different people",
			rules.Person{Name: "Jo Smith", Email: "jo@globex.test"}, -1, false},
		{"part of a name is not enough", rules.Person{Name: "Ann"}, -1, false},
		{"nor is a name that two people have", rules.Person{Name: "Bo"}, -1, true},
		{"but the address of one of them is", rules.Person{Name: "Bo", Email: "beau@acme.test"}, 3, false},
		{"nobody has the name", rules.Person{Name: "Kim"}, -1, false},
		{"two people without a name are not the same", rules.Person{Email: "kim@acme.test"}, -1, false},
	} {
		got, err := Known(people, row.who)
		if got != row.want || (err != nil) != row.unclear {
			t.Errorf("%s: Known(%v) = %d (%v), want %d", row.why, row.who, got, err, row.want)
		}
	}
}

// Two names with one address belong to one person if one completes the other or spells it differently.
func TestMayBeOne(t *testing.T) {
	for _, row := range []struct {
		name, other string
		want        bool
	}{
		{"Jo", "Jo Smith", true},
		{"Smith, Jo", "jo smith", true},
		{"Jo Smyth", "Jo Smith", true},
		{"J. Smith", "Jo Smith", true},
		{"", "Jo Smith", true},
		{"Gil Oz", "Hana Ito", false},
		{"Kim Lee", "Tim Lee", false},
		{"Ann Lee", "Jo Lee", false},
		{"Jon", "Jan", false},
		{"Jo Smyth", "Ja Smith", false},
	} {
		for _, names := range [][2]string{{row.name, row.other}, {row.other, row.name}} {
			if got := mayBeOne(names[0], names[1]); got != row.want {
				t.Errorf("mayBeOne(%q, %q) = %t", names[0], names[1], got)
			}
		}
	}
}
