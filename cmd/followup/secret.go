package main

import (
	"context"
	"errors"
	"fmt"
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

// password is how to get the password when it is needed, or nil when nothing says how. The config is in file.
func (c SMTPConfig) password(file string) func(context.Context) (string, error) {
	switch {
	case c.PasswordFile != "":
		return func(context.Context) (string, error) { return readSecret("smtp.password_file", c.PasswordFile, true) }
	case c.PasswordCommand != "":
		return c.runPasswordCommand
	case c.Password != "":
		return func(context.Context) (string, error) { return c.ownPassword(file) }
	case credential() != "":
		return func(context.Context) (string, error) { return readSecret("the credential", credential(), false) }
	}
	return nil
}

// checkPassword reads the password where that asks nobody and costs nothing: a command is left alone.
func (c SMTPConfig) checkPassword(file string) error {
	read := c.password(file)
	if c.Username == "" || read == nil || c.PasswordCommand != "" {
		return nil
	}
	_, err := read(context.Background())
	return err
}

// readSecret is the file's first line. A file that everybody can read holds no secret.
func readSecret(what, path string, strict bool) (string, error) {
	if strict {
		if err := checkPrivate(what, path); err != nil {
			return "", err
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", what, err)
	}
	return firstLine(what, string(text))
}

// ownPassword is the one in the config, which is a secret as much as a file of the password's own.
func (c SMTPConfig) ownPassword(file string) (string, error) {
	if err := checkPrivate("smtp.password", file); err != nil {
		return "", err
	}
	return string(c.Password), nil
}

// checkPrivate refuses a file that others than its owner and its group can read or write.
func checkPrivate(what, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if info.Mode().Perm()&0o007 != 0 {
		return fmt.Errorf("%s: everybody on this machine can read %s; run: chmod o-rwx %s", what, path, path)
	}
	return nil
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
		return "", fmt.Errorf("smtp.password_command failed: %w; run it by hand to see why", err)
	}
	return firstLine("smtp.password_command", string(out))
}

func firstLine(what, text string) (string, error) {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimSuffix(line, "\r")
	if line == "" {
		return "", fmt.Errorf("%s gives an empty password", what)
	}
	return line, nil
}
