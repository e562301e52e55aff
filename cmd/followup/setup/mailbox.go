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
	return found, nil
}
