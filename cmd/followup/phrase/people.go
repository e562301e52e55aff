package phrase

import (
	"fmt"
	"slices"
	"strings"

	"followup/rules"
)

// Names returns the names of people, as "Jo Smith, Ann Lee and 2 more", with at most most names. If only one is left,
// it is given too, because it takes no more room than "1 more".
func Names(people []rules.Person, most int) string {
	var list []string
	for _, p := range people {
		list = append(list, WhoAmong(people, p))
	}
	if more := len(list) - most; more > 1 {
		list = append(list[:most], fmt.Sprintf("%d more", more))
	}
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

// Who returns the name of a person, or the address if no name is known; the hiring team is "the hiring team".
func Who(p rules.Person) string {
	if p.Name != "" {
		return p.Name
	}
	return p.String()
}

// WhoAmong is [Who], with the address if another of the people has the same name.
func WhoAmong(people []rules.Person, p rules.Person) string {
	namesake := func(q rules.Person) bool { return !q.Is(p) && Who(q) == Who(p) }
	if slices.ContainsFunc(people, namesake) {
		return p.String()
	}
	return Who(p)
}
