// Package setup writes a config in a dialogue with the user, checks it, and sends a test mail.
package setup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
	"followup/mailer/shell"
)

// Init is `followup config init`.
type Init struct {
	*term.Terminal
	config.Source
	Now func() time.Time // for the date of a test mail
}

// Run writes a new config, or changes the one that is there. On a terminal it first asks for the mail account, and
// afterwards offers to send a test mail. Nothing is written before the last question. Without a terminal, it writes a
// new config with the defaults, and an existing file is an error.
func (i Init) Run(ctx context.Context) error {
	path, err := i.path()
	if err != nil {
		return err
	}
	_, err = os.Lstat(path)
	switch exists := err == nil; {
	case !exists && !errors.Is(err, fs.ErrNotExist):
		return err
	case exists && i.Interactive:
		return i.change(ctx, path)
	case exists:
		return fmt.Errorf("%s already exists; edit it, run this on a terminal to be asked, or pass --config FILE to "+
			"write another", path)
	case i.Interactive:
		return i.create(ctx, path)
	}
	if err := i.write(path, config.Example, false); err != nil {
		return err
	}
	i.Printf("Wrote %s.\nFill in user.name, user.email and the [smtp] account there, then run:\n"+
		"  %s\n  %s\n  %s\n", path, i.command("config check", path), i.command("test-mail", path),
		i.startOfDaemon(path))
	return nil
}

// path returns the file that the config is written to.
func (i Init) path() (string, error) {
	if path := i.Named(); path != "" {
		return path, nil
	}
	if i.System.IsCurrentUser() {
		return "", fmt.Errorf("%s is the service's user and has no config of its own; run: sudo followup config init",
			i.System.User)
	}
	if os.Geteuid() == 0 {
		_, err := i.System.IDs()
		if err == nil {
			return i.System.Config, nil
		}
		if !errors.Is(err, service.ErrNoUser) {
			return "", fmt.Errorf("%w; rename that user and install the package again, or pass --config FILE",
				err)
		}
	}
	path := i.Own()
	if path == "" {
		return "", errors.New("there is no home directory for the config; pass --config FILE")
	}
	return path, nil
}

// create asks for the account, writes a new config, and offers to try it.
func (i Init) create(ctx context.Context, path string) error {
	i.Printf("followup sends you the reminders from your own mail account. Press Enter to accept the value in " +
		"brackets.\n")
	acc, err := i.ask(config.Default())
	if err != nil {
		return err
	}
	passwordFile, err := i.passwordFile(path, acc)
	if err != nil {
		return err
	}
	text, _, err := edit(config.Example, acc.settings(passwordFile))
	if err != nil {
		return err
	}
	if acc.password != "" {
		if err := i.write(passwordFile, acc.password+"\n", true); err != nil {
			return err
		}
	}
	if err := i.write(path, text, false); err != nil {
		if acc.password != "" {
			err = errors.Join(err, os.Remove(passwordFile))
		}
		return err
	}
	if acc.password != "" {
		i.Printf("Wrote the password to %s.\n", passwordFile)
	}
	i.Printf("Wrote %s, with defaults for all other settings.\n", path)
	if err := i.tryIfComplete(ctx, path, passwordFile, acc); err != nil {
		return err
	}
	i.Printf("Start the daemon:\n  %s\n", i.startOfDaemon(path))
	if i.isForService(path) {
		i.Printf("To use followup without sudo after your next login:\n  sudo usermod -aG %s %s\n",
			i.System.User, shell.Word(cmp.Or(os.Getenv("SUDO_USER"), "YOU")))
	}
	i.Printf("After an interview:\n  %s\n", i.command("add", path))
	return nil
}

// change asks for what an existing config may say otherwise, shows that, and writes it. Comments and unknown keys stay,
// and so does the old file, as a copy.
func (i Init) change(ctx context.Context, path string) error {
	text, was, err := i.read(path)
	if err != nil {
		return service.ExplainAccess(filepath.Dir(path), err)
	}
	i.Printf("This changes %s. Press Enter to keep the value in brackets.\n", path)
	acc, err := i.ask(was)
	if err != nil {
		return err
	}
	passwordFile, err := i.passwordFile(path, acc)
	if err != nil {
		return err
	}
	edited, changes, err := edit(text, acc.settings(passwordFile))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if len(changes) == 0 && acc.password == "" {
		i.Printf("Nothing is different.\n")
		return i.tryIfComplete(ctx, path, passwordFile, acc)
	}
	i.tell(changes, acc, passwordFile)
	if yes, err := askWhether(i.Terminal, "Write this?", "yes"); err != nil || !yes {
		return cmp.Or(err, errNotWritten)
	}
	if err := i.replace(path, text, edited, passwordFile, acc.password); err != nil {
		return err
	}
	i.Printf("Wrote %s. The old one is %s.\n", path, path+oldSuffix)
	if err := i.tryIfComplete(ctx, path, passwordFile, acc); err != nil {
		return err
	}
	i.Printf("Let the daemon read it, if it runs:\n  %s\n", i.reloadOfDaemon(path))
	return nil
}

// oldSuffix ends the name of the copy of a config that was changed.
const oldSuffix = ".old"

var errNotWritten = errors.New("nothing was changed")

// read returns the text of a config and what it says. It may have mistakes that a command would refuse, as long as it
// can be read: the dialogue may be there to correct them.
func (i Init) read(path string) (text string, cfg *config.Config, err error) {
	text, cfg, err = config.ReadLeniently(path, i.System)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "", nil, i.System.ExplainConfigAccess(path, err)
	case cfg == nil:
		return "", nil, err
	case err != nil:
		i.Warnf("%s", err)
	}
	return text, cfg, nil
}

// ask asks for the account. What the config says is proposed.
func (i Init) ask(was *config.Config) (account, error) {
	machine, err := i.MachineZone()
	if err != nil {
		i.Warnf("%s", err)
	}
	acc := accountOf(was)
	err = askForAccount(i.Terminal, &acc, machine)
	return acc, err
}

// passwordFile returns the file for a password that was typed: the one of an earlier dialogue, if the config has that,
// or one that does not exist yet. A file of the user's own, or of another config, is left alone.
func (i Init) passwordFile(path string, acc account) (string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	usual := filepath.Join(filepath.Dir(whole), "smtp_password")
	if old := acc.was.SMTP.PasswordFile; strings.HasPrefix(old, usual) {
		return old, nil
	}
	file := usual
	for n := 2; ; n++ {
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			return file, nil
		} else if err != nil {
			return "", err
		}
		file = usual + "-" + strconv.Itoa(n)
	}
}

// tell prints what will be different.
func (i Init) tell(changes []change, acc account, passwordFile string) {
	shown := func(c change, v any) string {
		switch {
		case v == nil:
			return "not set"
		case c.key == "password":
			return "(hidden)"
		}
		return term.Clean(tomlValue(v))
	}
	i.Printf("These are the changes:\n")
	for _, c := range changes {
		i.Printf("  %s.%s: %s → %s\n", c.table, c.key, shown(c, c.was), shown(c, c.value))
	}
	if acc.password != "" {
		i.Printf("  a new password in %s\n", passwordFile)
	}
}

// replace keeps a copy of the old config, and writes the password, if one was typed, and the new config. If it ends in
// between, the old config is in force.
func (i Init) replace(path, text, edited, passwordFile, password string) error {
	if err := copyOwner(path, oldSuffix, text); err != nil {
		return err
	}
	if password != "" {
		if err := i.writePassword(passwordFile, password); err != nil {
			return err
		}
	}
	return rewrite(path, edited)
}

// writePassword puts a password in a file, which may be there.
func (i Init) writePassword(file, password string) error {
	if _, err := os.Stat(file); err == nil {
		return rewrite(file, password+"\n")
	}
	return i.write(file, password+"\n", true)
}
