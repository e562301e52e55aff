package people

import (
	"strings"

	"followup/pattern"
)

// A Sort is who or what a name and an address belong to.
type Sort int

// The sorts.
const (
	Human   Sort = iota
	Mailbox      // that several people read
	Program      // a scheduler, a note taker, or an address that nobody reads
	Room
	Nobody // a placeholder
)

// String returns what it is, as in "it is a program".
func (s Sort) String() string {
	return [...]string{
		"a person", "a mailbox of several people", "a program", "a room, or not taking part", "nobody",
	}[s]
}

// programs are the domains of programs that join conversations like guests, and of calendars, which have addresses like
// people.
var programs = pattern.Words(`calendly.com goodtime.io modernloop.io fireflies.ai otter.ai read.ai fathom.video
	fathom.ai tldv.io avoma.com sembly.ai supernormal.com resource.calendar.google.com group.calendar.google.com
	group.v.calendar.google.com import.calendar.google.com`)

// What these match has small letters: compiling an expression that ignores case takes several times as long.
var (
	// unread matches addresses that nobody reads.
	unread = pattern.Lazy(`^((no|do-?not|dont)[-._]?(reply|respond)|unknownorganizer|mailer-daemon|` +
		`notifications?|notify|invites?|invitations?|calendar|scheduler|bot|notetaker)[^@]*@`)
	programName = pattern.Lazy(`\b(note ?-?taker|notes? bot|meeting (assistant|notes)|scheduler|calendar|` +
		`scheduling assistant|(fireflies|otter|read|fathom|tldv)[ .](ai|io)|unknown organizer)\b|` +
		`^(calendly|greenhouse|workday|personio|smartrecruiters|goodtime|zoom|microsoft teams|google meet)$`)
	// roomName also matches what a calendar puts behind a room's name: "Elbe (8)".
	roomName = pattern.Lazy(`^((meeting|conference|board)[ -]?)?room\b|^(raum|salle|sala|zimmer|` +
		`besprechungsraum|konferenzraum|sitzungszimmer)\b|` +
		`[(\[] *\d+ *(seats?|persons?|people|ppl|personen|plätze|places?)? *[)\]] *$`)
	roomAddress = pattern.Lazy(`^(room|raum|salle|sala|conf|conference|meetingroom)[-._\d]`)
	headcount   = pattern.Lazy(`^\d+ (persons?|people|personen|leute|interviewers?|personnes?|personas?)\b`)
	desk        = pattern.Lazy(`^(hr|rh|rrhh|job|team|people|talent|info|office|hello|contact|kontakt|support|` +
		`admin|personal|bewerbung)@|^([^@]*[-._])?(recruit(ing|ment|er|ers)|hiring|careers?|karriere|jobs|` +
		`bewerbung(en)?|scheduling|interviews?|talent-?acquisition)([-._][^@]*)?@`)
)

// SortOf judges who or what a name and an address belong to. Either may be "".
func SortOf(name, address string) Sort {
	address = strings.ToLower(address)
	_, domain, _ := strings.Cut(address, "@")
	if strings.Contains(name, "@") { // programs that know no name write an address
		name = ""
	}
	bare := strings.TrimSpace(Unquoted(name))
	isNamed, small := IsNamed(bare), strings.ToLower(bare)
	switch {
	case roomName.MatchString(small) && !isNamed || roomAddress.MatchString(address):
		return Room
	case programName.MatchString(small) || unread.MatchString(address) ||
		programs.Has(domain) && !isNamed:
		return Program
	case address == "" && (IsPlaceholder(bare) || headcount.MatchString(small)):
		return Nobody
	case bare != "" && !IsPlaceholder(bare) && IsNobody(bare), desk.MatchString(address) && !isNamed:
		return Mailbox
	}
	return Human
}

// IsNamed reports whether a name is surely that of a person: it has two words, and begins with a well-known first name.
// "Ruby Developer" and "Georgia Tech" are none.
func IsNamed(name string) bool {
	bare := Bare(name)
	return len(strings.Fields(bare)) > 1 && beginsGiven(bare) &&
		!programName.MatchString(strings.ToLower(name)) && !postOrEmployer.MatchString(strings.ToLower(bare))
}

// postOrEmployer matches words of roles and of companies that are no last names. A legal form is not one of them: "Jo
// Smith Ltd" is a firm named after a person.
var postOrEmployer = pattern.Lazy(` (developer|programmer|engineer|architect|administrator|analyst|` +
	`specialist|assistant|officer|coordinator|consultant|technician|services|systems|software|solutions|tech|` +
	`technologies|consulting|hospital|university|institute?|college|academy|foundation|holdings)( |$)`)

// SameOwner reports whether two addresses are equal apart from case and from the tag that their owner put behind a "+",
// as in jo+jobs@home.test.
func SameOwner(one, other string) bool { return one != "" && untagged(one) == untagged(other) }

func untagged(address string) string {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	if plain, _, _ := strings.Cut(local, "+"); plain != "" {
		local = plain
	}
	return local + "@" + domain
}

// SameName reports whether two names are alike, apart from case, accents, titles and the order around a comma.
func SameName(one, other string) bool {
	return Bare(one) != "" && Folded(Bare(one)) == Folded(Bare(other))
}

// A User is who uses the program, who is never one of those they met. Either field may be "".
type User struct{ Name, Address string }

// Is reports whether a name and an address are the user's, who may have more addresses than the one that is known.
func (u User) Is(name, address string) bool {
	return SameOwner(u.Address, address) || len(strings.Fields(u.Name)) > 1 && SameName(u.Name, name)
}
