package rules

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for _, row := range []struct{ why, in, want string }{
		{"plain text is unchanged", "Jo Smith", "Jo Smith"},
		{"so are accents, precomposed or combined", "Žofie Ångstro\u0308m", "Žofie Ångstro\u0308m"},
		{"so is text written from the right", "שלום עולם مدير", "שלום עולם مدير"},
		{"nothing turns the direction", "Jo \u202etset.emca@oj\u202c", "Jo tset.emca@oj"},
		{"nothing isolates a part of it", "\u2066Jo\u2069 \u2067x\u2068", "Jo x"},
		{"nothing marks a direction", "Jo\u200e\u200f\u061c", "Jo"},
		{"zero-width spaces are removed", "J\u200bo\u2060 Sm\ufeffith", "Jo Smith"},
		{"a soft hyphen is removed", "Jo\u00ad Smith", "Jo Smith"},
		{"joiners are removed between letters that do not join", "J\u200do S\u200cmith", "Jo Smith"},
		{"they stay in a script that uses them", "می\u200cخواهم", "می\u200cخواهم"},
		{"such as the conjuncts of India", "ක්\u200dරි", "ක්\u200dරි"},
		{"one is enough", "می\u200c\u200cخواهم", "می\u200cخواهم"},
		{"an emoji of several characters stays one", "👩🏽\u200d⚕\ufe0f Jo", "👩🏽\u200d⚕\ufe0f Jo"},
		{"an ideograph keeps its variant", "渡邉\U000e0100", "渡邉\U000e0100"},
		{"a letter has no variant", "J\ufe0fo\U000e0100", "Jo"},
		{"what is removed joins nothing", "J\ufe0f\u200do", "Jo"},
		{"tags, which hide text, are removed", "Jo\U000e0041\U000e0042\U000e007f", "Jo"},
		{"so are annotations", "Jo\ufff9x\ufffay\ufffb", "Joxy"},
		{"private characters are removed", "\ue000Jo\U000f0000", "Jo"},
		{"fillers, which are invisible letters, are removed", "Jo\u3164\u115f\uffa0\u034f", "Jo"},
		{"a sign of the Arabic script is visible", "\u0600٥", "\u0600٥"},
		{"line breaks are left for others to refuse", "Jo\r\nx", "Jo\r\nx"},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got := Visible(row.in); got != row.want {
				t.Errorf("Visible(%+q) = %+q, want %+q", row.in, got, row.want)
			}
		})
	}
}

// Text that reads as another address than the one beside it is not taken as a name.
func TestNameWithOtherAddress(t *testing.T) {
	for _, row := range []struct {
		why, in string
		want    Person
	}{
		{"another address is not a name", `"jo@acme.test" <jo@evil.test>`, Person{Email: "jo@evil.test"}},
		{"with or without quotation marks", "jo@acme.test <jo@evil.test>", Person{Email: "jo@evil.test"}},
		{"nor is a name with an address in it",
			"Jo Smith (jo@acme.test) <jo@evil.test>", Person{Email: "jo@evil.test"}},
		{"nor is one with a sign that looks like an @", "jo＠acme.test <jo@evil.test>",
			Person{Email: "jo@evil.test"}},
		{"nor is one that hides the sign", "jo\u200b@\u2060acme.test <jo@evil.test>", Person{Email: "jo@evil.test"}},
		{"the same address is left out as a name", "JO@acme.test <jo@acme.test>", Person{Email: "jo@acme.test"}},
		{"a name beside the same address stays", "Jo (jo@acme.test) <jo@acme.test>",
			Person{Name: "Jo (jo@acme.test)", Email: "jo@acme.test"}},
		{"a place is not an address", "Jo @ Acme <jo@acme.test>", Person{Name: "Jo @ Acme", Email: "jo@acme.test"}},
		{"an address without its invisible characters is what it looks like",
			"Jo <j\u200bo@acme.test>", Person{Name: "Jo", Email: "jo@acme.test"}},
		{"a name alone loses its invisible characters", "\u202eJo\u202c Smith", Person{Name: "Jo Smith"}},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got, err := ReadPerson(row.in); err != nil || got != row.want {
				t.Errorf("ReadPerson(%+q) = %+v, %v; want %+v", row.in, got, err, row.want)
			}
		})
	}
	if _, err := ReadPerson("\u200b\u202e"); err == nil {
		t.Error("invisible text names somebody")
	}
}

// An old application is cleaned without changing who anybody is.
func TestVettedKeepsPersons(t *testing.T) {
	old := Interview{
		Said: "\u2066x", Topic: "\ufeffy",
		Interviewers: []Person{
			{ID: 7, Name: "Jo\u200b", Topic: "\u202ethe rota"}, {Name: "jo@acme.test", Email: "jo@evil.test"},
			{Name: "Ann", Email: "ann@acme.test"}, {Name: "Bo\u2060"}, {Name: "li@acme.test"},
		},
	}
	now := old.Vetted()
	want := []Person{
		{ID: 7, Name: "Jo", Topic: "the rota"}, {Email: "jo@evil.test"},
		{Name: "Ann", Email: "ann@acme.test"}, {Name: "Bo"}, {Name: "li@acme.test"},
	}
	for i, p := range now.Interviewers {
		if p != want[i] {
			t.Errorf("%+v is %+v, want %+v", old.Interviewers[i], p, want[i])
		}
	}
	if now.Said+now.Topic != "xy" {
		t.Errorf("%+v", now)
	}
	if old.Interviewers[0].Name != "Jo\u200b" {
		t.Error("the old one is changed too")
	}

	a := Application{
		Company: "\u202eAcme", Role: "nu\u200brse", Fit: "\u200ez", Hook: "\u061ch",
		Contact: Person{ID: 8, Name: "Pat\u200b"},
	}.Vetted()
	if a.Company+a.Role+a.Fit+a.Hook != "Acmenursezh" || a.Contact != (Person{ID: 8, Name: "Pat"}) {
		t.Errorf("%+v", a)
	}
	if nobody := (Application{}).Vetted().Contact; nobody != (Person{}) {
		t.Errorf("a person without text becomes %+v", nobody)
	}
}

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]string{
		"jo@acme.test": "", "jo+jobs.x_y-z@acme.co.uk": "", "o'brien@acme.test": "", "jo@acme": "",
		`"jo"@acme.test`:                        "",
		"":                                      "is not an address",
		"jo":                                    "is not an address",
		"jo@acme.test, ann@acme.test":           "is not an address",
		`"a,boss@now.test"@acme.test`:           `has ',' in it`,
		`"boss@now.test"@acme.test`:             `has '@' in it`,
		`"a;b"@acme.test`:                       `has ';' in it`,
		`"a b"@acme.test`:                       `has ' ' in it`,
		`"a<b>"@acme.test`:                      `has '<' in it`,
		`"a\"b"@acme.test`:                      `has '"' in it`,
		"jo@[192.0.2.1]":                        `has '[' in it`,
		"jo@\u0430cme.test":                     `has 'а' in it`, // a Cyrillic letter
		"jörg@acme.test":                        `has 'ö' in it`,
		`".jo"@acme.test`:                       `begins with ".jo"`,
		`"jo."@acme.test`:                       `begins with "jo."`,
		`"j..o"@acme.test`:                      `begins with "j..o"`,
		strings.Repeat("a", 300) + "@acme.test": "has 310 characters",
	} {
		got, err := ParseAddress(in)
		if want == "" {
			if err != nil || got != strings.ReplaceAll(in, `"`, "") {
				t.Errorf("%q is %q, %v", in, got, err)
			}
		} else if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q is %q, %v; want %s…", in, got, err, want)
		}
	}
	if _, err := ReadPerson(`Jo <"a,boss@now.test"@acme.test>`); err == nil ||
		!strings.Contains(err.Error(), "which not every mail program takes in an address; leave it out") {
		t.Error(err)
	}
}

// FuzzPerson reads anything as a person. The result has no invisible characters, no other address as a name, and an
// address that reads as itself; and it reads as the same person again.
func FuzzPerson(f *testing.F) {
	for _, s := range []string{
		"Jo Smith <jo@acme.test>", `"Smith, Jo" <jo@acme.test>`, "jo@acme.test", "Jo (jo@acme.test)",
		`"jo@acme.test" <jo@evil.test>`,
		"\u202eJo <jo@acme.test>", `Jo <"a,b@c.test"@acme.test>`, "Jo\u200d\u200c", "می\u200cخواهم", "👩\u200d⚕\ufe0f",
		"a＠b <c@d.test>", `"""<a@b.test>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		p, err := ReadPerson(typed)
		if err != nil {
			return
		}
		if Visible(p.Name) != p.Name || Visible(p.Email) != p.Email || !utf8.ValidString(p.Name) ||
			strings.ContainsFunc(p.Name, isBidi) {
			t.Errorf("%+q is %+q", typed, p)
		}
		if p.Email == "" {
			return
		}
		if HoldsAnotherAddress(p.Name, p.Email) {
			t.Errorf("%+q is %+q", typed, p)
		}
		if a, err := ParseAddress(p.Email); err != nil || a != p.Email {
			t.Errorf("%+q has the address %q, which reads %q, %v", typed, p.Email, a, err)
		}
		if iv := (Interview{Interviewers: []Person{p}}).Vetted(); iv.Interviewers[0] != p {
			t.Errorf("%+q is %+q, and vetted %+q", typed, p, iv.Interviewers[0])
		}
	})
}

func isBidi(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }
