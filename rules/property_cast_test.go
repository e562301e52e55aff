package rules

import "pgregory.net/rapid"

// A human is somebody at an employer; "" stands for the hiring team.
type human string

// A cast has each human of a life in the forms in which the program meets them. Which forms are the same human is
// known here, not computed. The forms of a stored human have a number, whatever is corrected; others have only a
// name or an address.
type cast map[human][]Person

var (
	stored = cast{
		"jo": {
			{ID: 1, Name: "Jo Smith", Email: "jo@acme.test"}, {ID: 1, Name: "Joanna Smith", Email: "jo@acme.test"},
			{ID: 1, Name: "Jo Smith", Email: "smith@acme.test"}, {ID: 1, Email: "smith@acme.test"},
		},
		"ann": {{ID: 2, Name: "Ann Lee", Email: "ann@acme.test"},
			{ID: 2, Name: "Ann Roy", Email: "ann@acme.test"}},
		"li":       {{ID: 3, Name: "Li Wei"}, {ID: 3, Name: "Li Wei", Email: "li@acme.test"}},
		"other li": {{ID: 4, Name: "Li Wei"}, {ID: 4, Name: "Wei Li"}},
		"pat":      {{ID: 5, Name: "Pat", Email: "pat@acme.test"}, {ID: 5, Name: "Pat Ray", Email: "ray@acme.test"}},
	}
	typed = cast{
		"jo": {
			{Name: "Jo Smith", Email: "jo@acme.test"}, {Name: "Smith, Jo", Email: "JO@acme.test"}, {Name: "jo smith"},
		},
		"ann":      {{Name: "Ann Lee", Email: "ann@acme.test"}, {Email: "Ann@acme.test"}},
		"li":       {{Name: "Li Wei"}, {Name: "Wei, Li"}},
		"other li": {{Name: "Li Na"}, {Name: "LI NA"}},
		"pat":      {{Name: "Pat", Email: "pat@acme.test"}, {Name: "Pat Ray", Email: "pat@acme.test"}},
	}
)

// who is the human of each form.
var who = func() map[Person]human {
	all := map[Person]human{}
	for _, c := range []cast{stored, typed} {
		for h, forms := range c {
			for _, p := range forms {
				all[p] = h
			}
		}
	}
	return all
}()

// draw draws one of the forms of one of the humans.
func (c cast) draw(t *rapid.T, label string, humans ...human) Person {
	h := rapid.SampledFrom(humans).Draw(t, label)
	if h == "" {
		return Person{}
	}
	return rapid.SampledFrom(c[h]).Draw(t, string(h))
}

// panels lists the panels that may interview the user. Several of them share somebody.
var panels = [][]human{nil, {"jo"}, {"jo", "ann"}, {"ann", "li"}, {"other li", "jo", "pat"}}

func (c cast) drawPanel(t *rapid.T) (people []Person) {
	for _, h := range rapid.SampledFrom(panels).Draw(t, "panel") {
		people = append(people, c.draw(t, "form", h))
	}
	return people
}
