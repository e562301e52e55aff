// Package mailer turns a step that an application calls for into a reminder: an email to the user that carries the
// drafts.
//
// It opens no connection. Package smtp delivers the finished bytes, so a broken letter can never become half a
// mail, and a mail can be sent again exactly as it was.
package mailer

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/rules"
)

// Config is what composing depends on.
type Config struct {
	// User is who the letters are from. The reminders go to User.Email.
	User letters.User

	// From is the address that the reminders come from; "" is User.Email.
	From string

	// FromName is the name that the reminders come from; without one, their sender is the address alone. The drafts
	// are from User.Name.
	FromName string

	// TemplatesDir holds letters that replace the built-in ones in the user's language; it may be empty. Those in
	// another language are in a folder in it that has the code of the language as its name.
	TemplatesDir string

	// InstallID keeps this installation's Message-IDs apart from those of others.
	InstallID string

	// Location is the user's zone.
	Location *time.Location

	// Country is the user's, by its code of ISO 3166, such as "US" or "GB-SCT"; it may be empty. Letters name days as
	// people do there.
	Country string

	// Guessed is that of [letters.Letters].
	Guessed letters.Guessed
}

// Composer writes drafts and the reminders that carry them. Several goroutines may use it.
type Composer struct {
	cfg     Config
	from    mail.Address                          // of the drafts
	sender  mail.Address                          // of the reminders
	domain  string                                // of the user's address
	letters map[letters.Language]*letters.Letters // of all languages
	post    *command.Post                         // makes the buttons; nil if nothing can be told by mail
}

// New reads the letters. It needs User.Name, User.Email and Location.
func New(cfg Config) (*Composer, error) {
	if rules.OneLine(cfg.User.Name) == "" {
		return nil, errors.New("user.name is empty; the letters are signed with it")
	}
	address, ok := safeAddress(cfg.User.Email)
	if !ok {
		return nil, fmt.Errorf("user.email %q is not an address like sam@example.org", cfg.User.Email)
	}
	sender, ok := safeAddress(cmp.Or(cfg.From, address))
	if !ok {
		return nil, fmt.Errorf("smtp.from %q is not an address like sam@example.org", cfg.From)
	}
	if cfg.Location == nil {
		return nil, errors.New("the mailer has no time zone")
	}
	all := map[letters.Language]*letters.Letters{}
	for _, code := range letters.Languages() {
		lang, dir := letters.In(code), cfg.TemplatesDir
		if dir != "" && lang != letters.In(cfg.User.Language) {
			dir = filepath.Join(dir, code)
			if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
				dir = ""
			}
		}
		l, err := letters.Load(letters.InCountry(code, cfg.Country), dir)
		if err != nil {
			return nil, err
		}
		l.Guessed = cfg.Guessed
		all[lang] = l
	}
	return &Composer{
		cfg:     cfg,
		from:    mail.Address{Name: rules.OneLine(cfg.User.Name), Address: address},
		sender:  mail.Address{Name: rules.OneLine(cfg.FromName), Address: sender},
		domain:  strings.ToLower(address[strings.LastIndexByte(address, '@')+1:]),
		letters: all,
	}, nil
}
