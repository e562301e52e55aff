package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Secret is a text that no way of printing shows.
type Secret string

const redacted = "(hidden)"

func (s Secret) String() string { return redacted }

// GoString is for %#v.
func (s Secret) GoString() string { return redacted }

// Format is for every other verb.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, redacted) }

// LogValue is for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText is for TOML and JSON. That there is none is no secret.
func (s Secret) MarshalText() ([]byte, error) {
	if s == "" {
		return []byte{}, nil
	}
	return []byte(redacted), nil
}

// UnmarshalText takes the text as it is.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = Secret(text)
	return nil
}

// commandTimeout is how long a password command may take; one that asks somebody would wait forever.
const commandTimeout = 30 * time.Second

// credential is the file of the systemd credential smtp_password, or "".
func credential() string {
	dir := os.Getenv("CREDENTIALS_DIRECTORY")
	if dir == "" {
		return ""
	}
	path := filepath.Join(dir, "smtp_password")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return path
}

// onePassword refuses more than one source of the password, or none where a login needs one.
func (c SMTPConfig) onePassword() error {
	var set []string
	for name, isSet := range map[string]bool{
		"password": c.Password != "", "password_file": c.PasswordFile != "", "password_command": c.PasswordCommand != "",
	} {
		if isSet {
			set = append(set, "smtp."+name)
		}
	}
	if len(set) > 1 {
		return errors.New("more than one of smtp.password_file, smtp.password_command and smtp.password is set; keep one")
	}
	if len(set) == 1 && credential() != "" {
		return fmt.Errorf("%s is set, and there is the systemd credential smtp_password as well; keep one", set[0])
	}
	if c.Username == "" && len(set) == 1 {
		return fmt.Errorf("%s is set, but smtp.username is not", set[0])
	}
	return nil
}

// password is how to get the password when it is needed, or nil when nothing says how.
func (c *Config) password() func(context.Context) (string, error) {
	switch {
	case c.SMTP.PasswordFile != "":
		return func(context.Context) (string, error) { return c.readPasswordFile() }
	case c.SMTP.PasswordCommand != "":
		return c.SMTP.runPasswordCommand
	case c.SMTP.Password != "":
		return func(context.Context) (string, error) { return c.ownPassword() }
	case credential() != "":
		return func(context.Context) (string, error) { return readCredential(credential()) }
	case c.serviceCredential:
		return func(context.Context) (string, error) {
			return "", serviceSecret{errors.New("the systemd credential smtp_password is given to the service alone; " +
				"`followup status` says whether the service can log in")}
		}
	}
	return nil
}

// serviceSecret is the error of a user who does not get the service's password. Nothing is wrong then.
type serviceSecret struct{ error }

func (e serviceSecret) Unwrap() error { return e.error }

// checkPassword reads the password where that asks nobody and costs nothing: a command is left alone.
func (c *Config) checkPassword(ctx context.Context) error {
	read := c.password()
	if c.SMTP.Username == "" || read == nil || c.SMTP.PasswordCommand != "" {
		return nil
	}
	_, err := read(ctx)
	return err
}

const passwordFile = "smtp.password_file"

// readPasswordFile is the first line of the password file, which no other users may read or write.
func (c *Config) readPasswordFile() (string, error) {
	path := c.SMTP.PasswordFile
	f, err := os.Open(path)
	if err != nil {
		return "", c.explainPasswordFile(path, err)
	}
	defer f.Close()
	info, err := f.Stat() // of the very file that is read, whatever the path leads to by now
	if err == nil {
		err = c.custody.checkSecret(path, info)
	}
	var text []byte
	if err == nil {
		text, err = io.ReadAll(f)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", passwordFile, err)
	}
	return firstLine(passwordFile, string(text))
}

// explainPasswordFile returns why the password file could not be opened. That its owner or mode is wrong says more than that
// this user was refused.
func (c *Config) explainPasswordFile(path string, err error) error {
	if !errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s: %w", passwordFile, err)
	}
	if info, err := os.Stat(path); err == nil {
		if err := c.custody.checkSecret(path, info); err != nil {
			return fmt.Errorf("%s: %w", passwordFile, err)
		}
	}
	if c.custody.ofService() && !c.custody.system.isServiceUser() {
		return serviceSecret{fmt.Errorf("%s is for the service alone; to try it: sudo followup test-mail", path)}
	}
	return fmt.Errorf("%s: %w%s", passwordFile, err, behindWalls())
}

// readCredential returns the first line of a systemd credential.
func readCredential(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("the credential: %w", err)
	}
	return firstLine("the credential", string(text))
}

// ownPassword is the one in the config, which is a secret as much as a file of the password's own.
func (c *Config) ownPassword() (string, error) {
	info, err := os.Stat(c.path)
	if err == nil {
		err = c.custody.checkSecret(c.path, info)
	}
	if err != nil {
		return "", fmt.Errorf("smtp.password: %w", err)
	}
	return string(c.SMTP.Password), nil
}

// behindWalls returns what to add to a refusal by the file system: in a service, what may be in the way. Nothing is
// when somebody tries it by hand.
func behindWalls() string {
	if !inService() {
		return ""
	}
	return "; systemd may hide this path from the service; `sudo followup config check` says so"
}

func (c SMTPConfig) runPasswordCommand(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", c.PasswordCommand)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output() // its standard error may say anything, so it is not passed on
	if ctx.Err() != nil {
		return "", fmt.Errorf("smtp.password_command did not end within %s", commandTimeout)
	}
	if err != nil {
		return "", fmt.Errorf("smtp.password_command failed: %w%s",
			err, cmp.Or(commandBehindWalls(err), "; run it by hand to see why"))
	}
	return firstLine("smtp.password_command", string(out))
}

// commandBehindWalls is behindWalls for a command that could not be run, or was refused a file.
func commandBehindWalls(err error) string {
	const cannotRun, notFound = 126, 127 // as sh(1) ends
	exit := new(exec.ExitError)
	if errors.As(err, &exit) && (exit.ExitCode() == cannotRun || exit.ExitCode() == notFound ||
		bytes.Contains(bytes.ToLower(exit.Stderr), []byte("permission denied"))) {
		return behindWalls()
	}
	return ""
}

// firstLine is a password as an editor leaves it in a file: with a line's end, or what some put before the first line.
func firstLine(what, text string) (string, error) {
	line, _, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	line = strings.TrimRight(line, "\r")
	if line == "" {
		return "", fmt.Errorf("%s gives an empty password", what)
	}
	return line, nil
}
