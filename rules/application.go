package rules

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// Application is one try for one role at one employer. It is what the employer decides about, and so what a request for
// news is about, however many interviews it has.
type Application struct {
	// ID is the number of the application's first interview, and stays it when that interview is removed.
	ID int64

	Company string
	Role    string

	// Contact is to whom the notes about the application go, where the user named somebody: a recruiter, say, who need not
	// have been in any interview. The zero Person is nobody; see [Case.MainContact].
	Contact Person

	// Fit is why the user fits; empty when they named no reason.
	Fit string

	// Hook is the occasion for the next note to stay in touch, such as congratulations or a piece of news; empty while
	// there is none. The note that is built on it uses it up.
	Hook string

	// NoContact: they asked not to be contacted, so only an answer to something they wrote is drafted.
	NoContact bool

	// CreatedAt is when the application was told to the program.
	CreatedAt time.Time
}

// Validate says what about the application cannot be right, naming the field, or returns nil. All faults it finds are
// joined into one error.
func (a Application) Validate() error {
	var f faults
	f.add("company", checkFilled(a.Company, maxLine))
	f.add("role", checkFilled(a.Role, maxLine))
	f.add("fit", checkLine(a.Fit, maxNote))
	f.add("hook", checkLine(a.Hook, maxNote))
	f.add("contact", checkPerson(a.Contact))
	return errors.Join(f...)
}

// MaxInterviews is how many interviews an application may have: more than anybody lives through, and few enough for all that
// is worked out over them to take no time. A calendar from somebody else must not make a pass take minutes.
const MaxInterviews = 100

// Case is an application with its interviews and its history.
type Case struct {
	Application

	// Interviews are in the order in which they begin. There is at least one.
	Interviews []Interview

	History History

	// Elsewhere are the other applications that have a person or the employer in common with it, the latest first, and once
	// there is an offer all others that are open; each without its own Elsewhere. Who decides about two roles is one human,
	// so what was asked for one matters to the other.
	Elsewhere []Case
}

// Interview returns the interview with that number. ok is false when the application has none.
func (c Case) Interview(id int64) (_ Interview, ok bool) {
	for _, iv := range c.Interviews {
		if iv.ID == id {
			return iv, true
		}
	}
	return Interview{}, false
}

// stands reports whether the interview with that number is one of the standing.
func (c Case) stands(id int64) bool {
	return slices.ContainsFunc(c.Standing(), func(iv Interview) bool { return iv.ID == id })
}

// Standing returns the interviews that were not called off, or all of them when all were.
func (c Case) Standing() []Interview {
	var standing []Interview
	for _, iv := range c.Interviews {
		if !c.CalledOff(iv.ID) {
			standing = append(standing, iv)
		}
	}
	if len(standing) == 0 {
		return c.Interviews
	}
	return standing
}

// Latest returns the standing interview that begins last.
func (c Case) Latest() Interview {
	standing := c.Standing()
	return standing[len(standing)-1]
}

// LatestBegun returns the last of the standing interviews that has begun at now, or the first of them where none has.
func (c Case) LatestBegun(now time.Time) Interview {
	standing := c.Standing()
	for _, iv := range slices.Backward(standing) {
		if !iv.Start.After(now) {
			return iv
		}
	}
	return standing[0]
}

// People returns everybody of the application, each once: the contact, then the interviewers, those of the latest interview
// first.
func (c Case) People() []Person {
	var people []Person
	add := func(p Person) {
		if !p.IsTeam() && !slices.ContainsFunc(people, p.Is) {
			people = append(people, p)
		}
	}
	add(c.Contact)
	for _, iv := range slices.Backward(c.Interviews) {
		for _, p := range iv.Interviewers {
			add(p)
		}
	}
	return people
}

// MainContact returns whom a request for news goes to: whoever answered last, else the contact that the user named, else the
// first interviewer of the latest standing interview that has any, else the zero Person.
func (c Case) MainContact() Person { return c.contactAmong(c.Standing()) }

// ContactAt returns whom a note at that time goes to that is no request for news: as [Case.MainContact], but of the
// interviewers only one of an interview that had begun by then, or of the first while none had. Nobody is answered whom the
// user is yet to meet.
func (c Case) ContactAt(t time.Time) Person {
	standing := c.Standing()
	begun := slices.IndexFunc(standing, func(iv Interview) bool { return iv.Start.After(t) })
	if begun < 0 {
		begun = len(standing)
	}
	return c.contactAmong(standing[:max(begun, 1)])
}

func (c Case) contactAmong(interviews []Interview) Person {
	for _, e := range slices.Backward(c.eventsInOrder()) {
		if !e.From.IsTeam() {
			return c.known(e.From)
		}
	}
	if !c.Contact.IsTeam() {
		return c.Contact
	}
	for _, iv := range slices.Backward(interviews) {
		if len(iv.Interviewers) > 0 {
			return iv.Interviewers[0]
		}
	}
	return Person{}
}

// known returns the application's person that p is, or p where there is none.
func (c Case) known(p Person) Person {
	for _, q := range c.People() {
		if q.Is(p) {
			return q
		}
	}
	return p
}

// SortInterviews puts interviews in the order in which a [Case] has them.
func SortInterviews(list []Interview) {
	slices.SortStableFunc(list, func(a, b Interview) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
}
