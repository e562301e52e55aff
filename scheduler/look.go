package scheduler

import (
	"context"
	"time"

	"followup/rules"
)

// A Mailbox is the user's own mailbox. It is only read.
type Mailbox interface {
	// Look reads the headers of what came into the folders since the marks, in the order of [rules.Folders] and within
	// a folder from the lowest UID on. A folder without a mark, or whose UIDVALIDITY is another, is read from a day
	// on. take is called once for each mail, with its headers, and reports whether its text is wanted. It does not
	// keep the mail. A mail that take wants is fetched, and is in the sighting.
	//
	// The sighting counts even if there is an error: it has what was read before, with marks that go no further, so
	// that the next look goes on from there. A mail that cannot be read is skipped and named. Look ends with ctx.
	Look(ctx context.Context, marks []rules.MailMark, since time.Time, take func(rules.Mail) bool) (
		rules.Sighting, error)
}
