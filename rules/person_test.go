package rules

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Which persons are the same human.
func TestPersonIs(t *testing.T) {
	for _, tt := range []struct {
		why  string
		a, b Person
		same bool
	}{
		{"the same number is the same person under any name", Person{ID: 1, Name: "Jo", Email: "jo@acme.test"},
			Person{ID: 1, Name: "Ann", Email: "ann@acme.test"}, true},
		{"two numbers are two people, even with the same name",
			Person{ID: 1, Name: "Jo Smith"}, Person{ID: 2, Name: "Jo Smith"}, false},
		{"two numbers are two people even with one address, which the store rules out",
			Person{ID: 1, Email: "jo@acme.test"}, Person{ID: 2, Email: "jo@acme.test"}, false},
		{"somebody without a number is known by their address", Person{ID: 1, Name: "Jo", Email: "jo@acme.test"},
			Person{Name: "J. S.", Email: "jo@acme.test"}, true},
		{"case does not matter in addresses", jo, Person{Email: "JO@Acme.Test"}, true},
		{"two addresses are two people, even with the same name",
			jo, Person{Name: "Jo Smith", Email: "jo@bolt.test"}, false},
		{"if one has no address, the name decides", Person{ID: 1, Name: "Jo Smith", Email: "jo@acme.test"},
			Person{Name: "Jo Smith"}, true},
		{"case does not matter in names", li, Person{Name: "LI WEI"}, true},
		{"nor does the order of names", Person{Name: "Smith, Jo"}, Person{Name: "Jo Smith"}, true},
		{"another name is another person", li, Person{Name: "Li Na"}, false},
		{"a name and a bare address have nothing in common", Person{Name: "Jo Smith"}, Person{Email: "jo@acme.test"},
			false},
		{"the topic does not matter", Person{Name: "Li Wei", Topic: "the rota"}, li, true},
		{"the hiring team is itself", Person{}, Person{}, true},
		{"whatever its topic", Person{Topic: "the rota"}, Person{}, true},
		{"and nobody who belongs to it", Person{}, jo, false},
	} {
		t.Run(tt.why, func(t *testing.T) {
			if got := tt.a.Is(tt.b); got != tt.same {
				t.Errorf("%+v and %+v are the same: %v, want %v", tt.a, tt.b, got, tt.same)
			}
			if tt.a.Is(tt.b) != tt.b.Is(tt.a) {
				t.Errorf("%+v and %+v are the same only one way round", tt.a, tt.b)
			}
		})
	}
}

func TestTheHiringTeam(t *testing.T) {
	for _, p := range []Person{{ID: 1}, {Name: "Jo"}, {Email: "jo@acme.test"}} {
		if p.IsTeam() {
			t.Errorf("%+v is taken for the hiring team", p)
		}
	}
	if team := (Person{Topic: "the rota"}); !team.IsTeam() || team.String() != "the hiring team" {
		t.Errorf("nobody in particular is called %q", team)
	}
}

// A correction changes a person's name and address, not who they are.
func TestCorrectionKeepsPerson(t *testing.T) {
	for _, tt := range []struct {
		why            string
		was, new, want Person
	}{
		{"an address is added", Person{ID: 1, Name: "Jo"}, Person{Name: "Jo", Email: "jo@acme.test"},
			Person{ID: 1, Name: "Jo", Email: "jo@acme.test"}},
		{"an address is corrected", Person{ID: 1, Name: "Jo", Email: "jo@acm.test"}, Person{Email: "jo@acme.test"},
			Person{ID: 1, Name: "Jo", Email: "jo@acme.test"}},
		{"a name is added", Person{ID: 1, Email: "jo@acme.test"}, Person{Name: "Jo"},
			Person{ID: 1, Name: "Jo", Email: "jo@acme.test"}},
		{"without a correction the topic stays", Person{ID: 1, Name: "Jo", Topic: "x"}, Person{Name: "Jo"},
			Person{ID: 1, Name: "Jo", Topic: "x"}},
		{"a correction does not bring another person's number",
			Person{ID: 1, Name: "Jo"}, Person{ID: 2, Name: "Jo Smith"}, Person{ID: 1, Name: "Jo Smith"}},
	} {
		if got := tt.was.Corrected(tt.new); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.why, got, tt.want)
		}
	}
}

// A draft from before a correction still belongs to the person, by their number.
func TestCorrectedPersonIsThankedOnce(t *testing.T) {
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
	s.iv().Interviewers = []Person{{ID: 7, Name: "Jo", Email: "jo@acm.test"}}
	s.runs(s.iv().Start, s.at("2026-12-01 18:00"))
	s.iv().Interviewers = []Person{{ID: 7, Name: "Jo Smith", Email: "jo@acme.test"}}
	want := []string{"thank-you (last call) to jo@acme.test Wed 2 Dec 13:00"}
	if diff := cmp.Diff(want, s.lines(s.runs(s.at("2026-12-01 18:00"), s.at("2026-12-03 00:00")))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIndexOf(t *testing.T) {
	iv := Interview{Interviewers: []Person{jo, li}}
	for want, p := range map[int]Person{0: {Email: "JO@acme.test"}, 1: {Name: "Wei, Li"}, -1: ann} {
		if got := iv.IndexOf(p); got != want {
			t.Errorf("%s is number %d, want %d", p, got, want)
		}
	}
}

// Correspondents are the people of the application and whoever else answered, each once.
func TestCorrespondents(t *testing.T) {
	s := days(t)
	s.c.Contact = pat
	s.tell("2026-12-02 10:00", Event{Kind: Undecided, From: bo})
	s.tell("2026-12-03 10:00", Event{Kind: Undecided, From: Person{Email: "JO@acme.test"}})
	s.tell("2026-12-04 10:00", Event{Kind: Undecided})
	if diff := cmp.Diff([]Person{pat, ann, li, jo, bo}, s.c.Correspondents()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParsePerson(t *testing.T) {
	tests := []struct {
		in   string
		want Person
	}{
		{"Jo Smith <jo@acme.test>", Person{Name: "Jo Smith", Email: "jo@acme.test"}},
		{"  Jo Smith  <Jo@Acme.test> ", Person{Name: "Jo Smith", Email: "Jo@Acme.test"}},
		{"jo@acme.test", Person{Email: "jo@acme.test"}},
		{"Jo Smith", Person{Name: "Jo Smith"}},
		{`"Smith, Jo" <jo@acme.test>`, Person{Name: "Smith, Jo", Email: "jo@acme.test"}},
		{"Jürgen Groß <jg@acme.test>", Person{Name: "Jürgen Groß", Email: "jg@acme.test"}},
		{"山田 太郎 <t@acme.test>", Person{Name: "山田 太郎", Email: "t@acme.test"}},
		{"Dr. Jana Müller <jana@acme.test>", Person{Name: "Dr. Jana Müller", Email: "jana@acme.test"}},
		{"Smith, Jo <jo@acme.test>", Person{Name: "Smith, Jo", Email: "jo@acme.test"}},
		{"Ann Lee, RN, MSc <ann@acme.test>", Person{Name: "Ann Lee, RN, MSc", Email: "ann@acme.test"}},
		{`Bo "BB" Ray <bo@acme.test>`, Person{Name: `Bo "BB" Ray`, Email: "bo@acme.test"}},
		{"Kim   Park", Person{Name: "Kim Park"}},
		{"<jo@acme.test>", Person{Email: "jo@acme.test"}},
		{"Jo Smith jo@acme.test", Person{Name: "Jo Smith", Email: "jo@acme.test"}},
		{"Jo Smith (jo@acme.test)", Person{Name: "Jo Smith", Email: "jo@acme.test"}},
	}
	for _, tt := range tests {
		if got, err := ParsePerson(tt.in); err != nil || got != tt.want {
			t.Errorf("ParsePerson(%q) = %+v, %v, want %+v", tt.in, got, err, tt.want)
		}
	}
	for _, in := range []string{"", "  ", "jo@", "<>", "Jo >", "Jo <", "Jo <jo@acme.test> <jo@acme.test>", "Jo <jo>",
		"a@b.test, c@d.test", "Jo <jo@x.test>, Al <al@x.test>", "Jo\r\nBcc: x <jo@acme.test>",
		"Jo <jo@acme.test> Smith", "\xff <jo@acme.test>"} {
		if got, err := ParsePerson(in); err == nil {
			t.Errorf("ParsePerson(%q) = %+v, want an error", in, got)
		}
	}
}
