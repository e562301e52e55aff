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

// Run writes a new config. On a terminal it first asks for the mail account, and afterwards offers to send a test
// mail. An existing file is an error.
func (i Init) Run(ctx context.Context) error {
	path, err := i.path()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return cmp.Or(err, existsError(path))
	}
	if i.Interactive {
		return i.ask(ctx, path)
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

func existsError(path string) error {
	return fmt.Errorf("%s already exists; edit it, or pass --config FILE to write another", path)
}

// ask asks for the account, writes the config, and offers to try it.
func (i Init) ask(ctx context.Context, path string) error {
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	passwordFile := filepath.Join(filepath.Dir(whole), "smtp_password")
	if _, err := os.Lstat(passwordFile); err == nil {
		return fmt.Errorf("%s already exists, from another config; move it away first", passwordFile)
	}
	i.Printf("followup sends you the reminders from your own mail account. Press Enter to accept the value in " +
		"brackets.\n")
	acc, err := askForAccount(i.Terminal)
	if err != nil {
		return err
	}
	if err := i.writeAll(path, passwordFile, acc); err != nil {
		return err
	}
	i.Printf("Wrote %s, with defaults for all other settings.\n", path)
	if !acc.complete() {
		i.Printf("Fill in the password there, then run:\n  %s\n  %s\n", i.command("test-mail", path),
			i.startOfDaemon(path))
		return nil
	}
	if err := i.try(ctx, path, passwordFile, acc); err != nil {
		return fmt.Errorf("%w; the config is written; correct it, and run: %s", err, i.command("test-mail", path))
	}
	i.Printf("Start the daemon:\n  %s\n", i.startOfDaemon(path))
	if i.isForService(path) {
		i.Printf("To use followup without sudo after your next login:\n  sudo usermod -aG %s %s\n",
			i.System.User, shell.Word(cmp.Or(os.Getenv("SUDO_USER"), "YOU")))
	}
	i.Printf("After an interview:\n  %s\n", i.command("add", path))
	return nil
}

// writeAll writes the password, if one was given, and then the config, or neither.
func (i Init) writeAll(path, passwordFile string, acc account) error {
	if acc.password == "" {
		return i.write(path, acc.config(""), false)
	}
	if err := i.write(passwordFile, acc.password+"\n", true); err != nil {
		return err
	}
	if err := i.write(path, acc.config(passwordFile), false); err != nil {
		return errors.Join(err, os.Remove(passwordFile)) // or the next try would refuse to overwrite it
	}
	i.Printf("Wrote the password to %s.\n", passwordFile)
	return nil
}

// write writes a new file that only its owner can read. The service's config belongs to root, and its group may read
// it; a secret of the service belongs to the service. A partly written file is removed, because the next try would
// refuse to overwrite it.
func (i Init) write(path, text string, secret bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return existsError(path)
	}
	if err != nil {
		return service.ExplainAccess(filepath.Dir(path), err)
	}
	_, err = f.WriteString(text)
	if u, _ := i.System.IDs(); i.isForService(path) {
		owner, mode := 0, fs.FileMode(0o640)
		if secret {
			owner, mode = u.UID, 0o600
		}
		err = errors.Join(err, f.Chown(owner, u.GID), f.Chmod(mode))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
