package setup

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/config"
	"followup/mailer/mailbox"
	"followup/rules"
)

// A mailboxError says why the mailbox cannot be read.
type mailboxError struct{ err error }

func (e mailboxError) Error() string { return "the mailbox cannot be read: " + e.err.Error() }

// Unwrap returns what went wrong there.
func (e mailboxError) Unwrap() error { return e.err }

// SeeMailbox logs in to the mailbox, which must be on, and says which folders are read.
func SeeMailbox(ctx context.Context, cfg *config.Config, now time.Time) (string, error) {
	m, err := cfg.NewMailbox(ctx)
	if err != nil {
		return "", err
	}
	folders, err := m.Check(ctx, now)
	if err != nil {
		return "", err
	}
	var names []string
	for _, f := range folders {
		names = append(names, f.Name)
	}
	found := fmt.Sprintf("%s:%d opens %s", cfg.Mailbox.Host, cfg.Mailbox.Port, strings.Join(names, ", "))
	if !slices.ContainsFunc(folders, func(f mailbox.Folder) bool { return f.Role == rules.FolderSent }) {
		found += "; no folder of sent mail was found, so it is not seen what you send"
	}
	if cfg.Mailbox.WriteDrafts {
		drafts, err := seeDrafts(ctx, m.NewDrafts())
		if err != nil {
			return "", err
		}
		found += "; " + drafts
	}
	return found, nil
}

// seeDrafts opens the Drafts folder and says what becomes of drafts there. It changes nothing.
func seeDrafts(ctx context.Context, d *mailbox.Drafts) (string, error) {
	if err := d.Open(ctx); err != nil {
		return "", err
	}
	defer d.Close()
	if !d.Takes() {
		return fmt.Sprintf("drafts are put into %s, where they stay until you delete them, because the server cannot "+
			"take a single mail away (it has no UIDPLUS)", d.Name()), nil
	}
	return fmt.Sprintf("drafts are put into %s", d.Name()), nil
}
