package rules

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// An Application is one attempt to get one role at one employer. The employer decides about the application as a
// whole, so a request for news is about the application, however many interviews it has.
type Application struct {
	// ID is the number of the application's first interview. It stays the same when that interview is removed.
	ID int64

	Company string
	Role    string

	// Contact receives the notes about the application, if the user named somebody: a recruiter, for example, who
	// need not have been in any interview. The zero Person means that nobody was named; see [Case.MainContact].
	Contact Person

	// Fit is why the user fits the role; empty when they gave no reason.
	Fit string

	// Hook is the occasion for the next note to stay in touch, such as congratulations or a piece of news; empty
	// when there is none. The note that uses the hook clears it.
	Hook string

	// Language is the language that the letters are written in, by its code of ISO 639-1, such as "de"; "" is English.
	Language string

	// NoContact reports that the employer asked not to be contacted. Only answers to something they wrote are
	// drafted then.
	NoContact bool

	// CreatedAt is when the user added the application.
	CreatedAt time.Time
}

// Validate returns an error that names each invalid field and what is wrong with it, or nil.
func (a Application) Validate() error {
	var f faults
	f.add("company", checkFilled(a.Company, maxLine))
	f.add("role", checkFilled(a.Role, maxLine))
	f.add("fit", checkLine(a.Fit, maxNote))
	f.add("hook", checkLine(a.Hook, maxNote))
	f.add("language", checkLanguage(a.Language))
	f.add("contact", checkPerson(a.Contact))
	return errors.Join(f...)
}

// MaxInterviews is the largest number of interviews an application may have. It is more than anybody goes through,
// and keeps a pass fast even if an imported calendar has thousands.
const MaxInterviews = 100

// A Case is an application with its interviews and its history.
type Case struct {
	Application

	// Interviews holds at least one interview, in order of their start; see [SortInterviews].
	Interviews []Interview

	History History

	// Elsewhere holds the other applications that share a person or the employer with this one, latest first. Once
	// there is an offer it also holds all other open applications. The same human may decide about two roles, so
	// what was asked for one matters to the other. The cases in it have no Elsewhere of their own.
	Elsewhere []Case
}

// Interview returns the interview with the given number. ok reports whether the application has it.
func (c Case) Interview(id int64) (_ Interview, ok bool) {
	for _, iv := range c.Interviews {
		if iv.ID == id {
			return iv, true
		}
	}
	return Interview{}, false
}

// stands reports whether the interview with the given number is among the standing ones.
func (c Case) stands(id int64) bool {
	return slices.ContainsFunc(c.Standing(), func(iv Interview) bool { return iv.ID == id })
}

// Standing returns the interviews that were not called off, or all of them if all were called off.
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

// Latest returns the standing interview that starts last.
func (c Case) Latest() Interview {
	standing := c.Standing()
	return standing[len(standing)-1]
}

// LatestBegun returns the last standing interview that has started by now, or the first standing one if none has
// started.
func (c Case) LatestBegun(now time.Time) Interview {
	standing := c.Standing()
	for _, iv := range slices.Backward(standing) {
		if !iv.Start.After(now) {
			return iv
		}
	}
	return standing[0]
}

// People returns everybody who is part of the application, each once: the contact, then the interviewers, those of
// the latest interview first.
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

// MainContact returns the person to ask for news: whoever answered last, else the contact that the user named,
// else the first interviewer of the latest standing interview that has one, else the zero Person.
func (c Case) MainContact() Person { return c.contactAmong(c.Standing()) }

// ContactAt returns the recipient at time t of a note that is not a request for news. It chooses like
// [Case.MainContact], but considers only interviews that had started by t, or only the first interview if none
// had: an answer must not go to somebody whom the user has yet to meet.
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

// known returns the application's own record of p, or p itself if there is none.
func (c Case) known(p Person) Person {
	for _, q := range c.People() {
		if q.Is(p) {
			return q
		}
	}
	return p
}

// SortInterviews sorts interviews in place by start, then by number.
func SortInterviews(list []Interview) {
	slices.SortStableFunc(list, func(a, b Interview) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
}
