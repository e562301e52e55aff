package config

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"followup/cmd/followup/service"
)

// commandTimeout is how long a password command may take. A command that asks a question would wait forever.
const commandTimeout = 30 * time.Second

// credential returns the file of the credential smtp_password, or "". Systemd names the directory of its credentials;
// in a container it is that of the engine's secrets.
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

// A passwordSource is what a table of the config says about a password: at most one of the three.
type passwordSource struct {
	table   string
	file    string
	command string
	text    Secret
}

func (c SMTPConfig) passwordSource() passwordSource {
	return passwordSource{"smtp", c.PasswordFile, c.PasswordCommand, c.Password}
}

func (c MailboxConfig) passwordSource() passwordSource {
	return passwordSource{"mailbox", c.PasswordFile, c.PasswordCommand, c.Password}
}

func (c *Config) passwordSources() []passwordSource {
	return []passwordSource{c.SMTP.passwordSource(), c.Mailbox.passwordSource()}
}

// keys returns the keys that are set.
func (s passwordSource) keys() (set []string) {
	for _, key := range []struct{ name, value string }{
		{"password", string(s.text)}, {"password_file", s.file}, {"password_command", s.command},
	} {
		if key.value != "" {
			set = append(set, s.table+"."+key.name)
		}
	}
	return set
}

// check refuses more than one source of the password, and a password without a username.
func (s passwordSource) check(username string) error {
	set := s.keys()
	switch {
	case len(set) > 1:
		return fmt.Errorf("more than one of %[1]s.password_file, %[1]s.password_command and %[1]s.password is set; "+
			"keep one", s.table)
	case len(set) == 1 && s.table == "smtp" && credential() != "":
		return fmt.Errorf("%s is set, and there is a credential for it, %s; keep one", set[0], credential())
	case len(set) == 1 && username == "":
		return fmt.Errorf("%s is set, but %s.username is not", set[0], s.table)
	}
	return nil
}

// Password returns how to get the password when it is needed, or nil if no key says how.
func (c *Config) Password() func(context.Context) (string, error) {
	switch read := c.passwordOf(c.SMTP.passwordSource()); {
	case c.SMTP.Auth == authOAuth:
		return c.token
	case read != nil:
		return read
	case credential() != "":
		return func(context.Context) (string, error) { return readCredential(credential()) }
	case c.serviceCredential:
		return func(context.Context) (string, error) {
			return "", ServiceSecret{errors.New("only the service can read the systemd credential smtp_password; " +
				"`followup status` says whether the service can log in")}
		}
	}
	return nil
}

// passwordOf returns how to get the password of a source, or nil if none is set.
func (c *Config) passwordOf(s passwordSource) func(context.Context) (string, error) {
	switch {
	case s.file != "":
		return func(context.Context) (string, error) { return c.readPasswordFile(s) }
	case s.command != "":
		return s.runCommand
	case s.text != "":
		return func(context.Context) (string, error) { return c.ownPassword(s) }
	}
	return nil
}

// A ServiceSecret is the error for a user who may not read the service's password. It does not mean that anything is
// wrong.
type ServiceSecret struct{ Err error }

func (e ServiceSecret) Error() string { return e.Err.Error() }

// Unwrap returns the error that says who can read it.
func (e ServiceSecret) Unwrap() error { return e.Err }

// CheckPassword reads the password, unless a command prints it: a command may ask a question or cost something.
func (c *Config) CheckPassword(ctx context.Context) error {
	if c.SMTP.Auth == authOAuth {
		return c.checkLogin()
	}
	read := c.Password()
	if c.SMTP.Username == "" || read == nil {
		return nil
	}
	if c.SMTP.PasswordCommand != "" {
		return c.SMTP.passwordSource().checkShell()
	}
	_, err := read(ctx)
	return err
}

// commandShell runs password commands.
const commandShell = "/bin/sh"

// checkShell returns an error if a password command cannot be run here.
func (s passwordSource) checkShell() error {
	if _, err := os.Stat(commandShell); err != nil {
		return fmt.Errorf("%s.password_command: there is no shell to run it: %w; use a password file", s.table, err)
	}
	return nil
}

// fileKey returns the key that names the password file.
func (s passwordSource) fileKey() string { return s.table + ".password_file" }

// readPasswordFile returns the first line of the password file, which no other user may read or write.
func (c *Config) readPasswordFile(s passwordSource) (string, error) {
	path := s.file
	f, err := os.Open(path)
	if err != nil {
		return "", c.explainPasswordFile(s, err)
	}
	defer f.Close()
	info, err := f.Stat() // of the open file, because the path may lead to another one by now
	if err == nil {
		err = c.Custody.CheckSecret(path, info)
	}
	var text []byte
	if err == nil {
		text, err = io.ReadAll(f)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", s.fileKey(), err)
	}
	return firstLine(s.fileKey(), string(text))
}

// explainPasswordFile returns why the password file could not be opened. A wrong owner or mode explains more than a
// permission error.
func (c *Config) explainPasswordFile(s passwordSource, err error) error {
	path := s.file
	if !errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s: %w", s.fileKey(), err)
	}
	if info, err := os.Stat(path); err == nil {
		if err := c.Custody.CheckSecret(path, info); err != nil {
			return fmt.Errorf("%s: %w", s.fileKey(), err)
		}
	}
	if c.Custody.OfService() && !c.Custody.System.IsCurrentUser() {
		return ServiceSecret{fmt.Errorf("only the service can read %s; to try it: sudo followup test-mail", path)}
	}
	return service.ExplainAccess(path, fmt.Errorf("%s: %w%s", s.fileKey(), err, service.HintIfStarted()))
}

// readCredential returns the first line of a credential.
func readCredential(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", service.ExplainAccess(path, fmt.Errorf("the credential: %w", err))
	}
	return firstLine("the credential", string(text))
}

// ownPassword returns the password in the config, which must then be as secret as a password file.
func (c *Config) ownPassword(s passwordSource) (string, error) {
	info, err := os.Stat(c.Path)
	if err == nil {
		err = c.Custody.CheckSecret(c.Path, info)
	}
	if err != nil {
		return "", fmt.Errorf("%s.password: %w", s.table, err)
	}
	return string(s.text), nil
}

// runCommand returns the first line that the command prints.
func (s passwordSource) runCommand(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, commandShell, "-c", s.command)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output() // its standard error may hold the password, so it is not passed on
	if ctx.Err() != nil {
		return "", fmt.Errorf("%s.password_command did not end within %s", s.table, commandTimeout)
	}
	if err != nil {
		if missing := s.checkShell(); missing != nil {
			return "", missing
		}
		return "", fmt.Errorf("%s.password_command failed: %w%s",
			s.table, err, cmp.Or(commandHint(err), "; run it by hand to see why"))
	}
	return firstLine(s.table+".password_command", string(out))
}

// commandHint returns [service.HintIfStarted] for a command that could not be run, or was refused a file.
func commandHint(err error) string {
	const cannotRun, notFound = 126, 127 // as sh(1) ends
	exit := new(exec.ExitError)
	if errors.As(err, &exit) && (exit.ExitCode() == cannotRun || exit.ExitCode() == notFound ||
		bytes.Contains(bytes.ToLower(exit.Stderr), []byte("permission denied"))) {
		return service.HintIfStarted()
	}
	return ""
}

// firstLine returns a password as an editor saves it in a file: before a line break, and perhaps after a byte order
// mark.
func firstLine(what, text string) (string, error) {
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return "", fmt.Errorf("%s is in UTF-16; save it as UTF-8", what)
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(text, "\ufeff"), "\n")
	line = strings.TrimRight(line, "\r")
	if line == "" {
		return "", fmt.Errorf("%s gives an empty password", what)
	}
	return line, nil
}
