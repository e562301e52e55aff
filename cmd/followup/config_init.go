package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/service"
	"followup/mailer/shell"
)

func (a *app) configInitCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a config file with every key, its default and what it means",
		Long: `Write a config file with every key, its default and what it means: your own, or,
as root where the package is installed, the service's, /etc/followup/config.toml;
--config or $FOLLOWUP_CONFIG names another. On a terminal it asks for your name and your mail account
first, and knows the servers of the common providers. An existing file is left alone.`,
		Example: "  followup config init\n  sudo followup config init",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := a.newConfigPath()
			if err != nil {
				return err
			}
			if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
				return cmp.Or(err, errThere(path))
			}
			if _, err := os.Lstat(passwordBeside(path)); a.Interactive && err == nil {
				return fmt.Errorf("%s is there already, from another config; move it away first",
					passwordBeside(path))
			}
			if !a.Interactive {
				if err := a.writeNew(path, config.Example, false); err != nil {
					return err
				}
				a.printf("Wrote %s.\nFill in user.name, user.email and the [smtp] account there, then run:\n"+
					"  %s\n  %s\n  %s\n", path, a.command("config check", path), a.command("test-mail", path), a.startOfDaemon(path))
				return nil
			}
			return a.askForConfig(cmd.Context(), path)
		},
	}
}

// newConfigPath is where config init writes to.
func (a *app) newConfigPath() (string, error) {
	if path := a.source().Named(); path != "" {
		return path, nil
	}
	if a.system.IsCurrentUser() {
		return "", fmt.Errorf("the user %s is the service's, and has no config of its own; run: sudo followup config init",
			a.system.User)
	}
	if os.Geteuid() == 0 {
		_, err := a.system.IDs()
		if err == nil {
			return a.system.Config, nil
		}
		if !errors.Is(err, service.ErrNoUser) {
			return "", fmt.Errorf("%w; give that user another name and install the package again, or pass --config FILE",
				err)
		}
	}
	path := a.source().Own()
	if path == "" {
		return "", errors.New("there is no home directory to put it in; pass --config FILE")
	}
	return path, nil
}

func errThere(path string) error {
	return fmt.Errorf("%s is there already; edit it, or pass --config FILE to write another", path)
}

// account is what config init asks for.
type account struct {
	name, email     string
	provider        provider
	username        string
	password        string // goes to a file of its own
	passwordCommand string
	timezone        string
	country         string
}

// askForConfig asks, writes the config, and offers to try it.
func (a *app) askForConfig(ctx context.Context, path string) error {
	a.printf("Your reminders go from your mail account to yourself. Leave a line empty for what stands in brackets.\n")
	acc, err := a.askForAccount()
	if err != nil {
		return err
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	secret := passwordBeside(whole)
	text := acc.config(secret)
	if acc.password != "" {
		if err := a.writeNew(secret, acc.password+"\n", true); err != nil {
			return err
		}
	}
	if err := a.writeNew(path, text, false); err != nil {
		if acc.password != "" {
			err = errors.Join(err, os.Remove(secret)) // or the next try is refused because of it
		}
		return err
	}
	if acc.password != "" {
		a.printf("Wrote the password to %s.\n", secret)
	}
	a.printf("Wrote %s, where every other setting stands with its default.\n", path)
	if !acc.complete() {
		a.printf("Fill in the password there. Then run:\n  %s\n  %s\n", a.command("test-mail", path), a.startOfDaemon(path))
		return nil
	}
	if a.confirm("Send yourself a test mail now?") {
		a.configPath = path
		if err := a.testMail(ctx); err != nil {
			return fmt.Errorf("%w; the config is written: mend it there, and run: %s", err, a.command("test-mail", path))
		}
	}
	a.printf("Start the daemon:\n  %s\n", a.startOfDaemon(path))
	if a.isForService(path) {
		a.printf("Let yourself use followup without sudo, from your next login on:\n  sudo usermod -aG %s %s\n",
			a.system.User, shell.Word(cmp.Or(os.Getenv("SUDO_USER"), "YOU")))
	}
	a.printf("And after an interview:\n  %s\n", a.command("add", path))
	return nil
}

// isForService reports whether root writes a file for the service, beside its config.
func (a *app) isForService(path string) bool {
	_, err := a.system.IDs()
	return err == nil && os.Geteuid() == 0 && filepath.Dir(path) == filepath.Dir(a.system.Config)
}

// command is one that reads the config, as it is to be typed.
func (a *app) command(what, config string) string {
	switch {
	case a.isForService(config):
		return "sudo followup " + what
	case config == a.system.Config || config == a.source().Own():
		return "followup " + what
	}
	return "followup " + what + " --config " + shell.Word(config)
}

// startOfDaemon is what starts the daemon that reads the config: by systemd, where a unit for it is there.
func (a *app) startOfDaemon(config string) string {
	there := func(unit string) bool { _, err := os.Stat(unit); return err == nil }
	own := filepath.Join(filepath.Dir(filepath.Dir(a.source().Own())), "systemd", "user", "followup.service")
	switch {
	case config == a.system.Config && there(a.system.Unit):
		return "sudo systemctl enable --now followup"
	case config == a.source().Own() && (there(own) || there(a.system.LoginUnit)):
		return "systemctl --user enable --now followup"
	case config == a.system.Config:
		return "followup run --config " + shell.Word(config)
	}
	return a.command("run", config)
}

// passwordBeside is the file that the password goes to.
func passwordBeside(config string) string {
	return filepath.Join(filepath.Dir(config), "smtp_password")
}

// complete reports whether nothing is missing that a login needs.
func (c account) complete() bool {
	return c.username == "" || c.password != "" || c.passwordCommand != ""
}

// config is the example, filled in.
func (c account) config(passwordFile string) string {
	text := config.Example
	set := func(key, value string) {
		if value != "" {
			text = setKey(text, key, quoteTOML(value))
		}
	}
	set("name", c.name)
	set("email", c.email)
	set("host", c.provider.host)
	text = setKey(text, "port", strconv.Itoa(c.provider.port))
	set("tls", c.provider.tls)
	set("username", c.username)
	set("auth", c.provider.auth)
	if c.password != "" {
		set("password_file", passwordFile)
	}
	set("password_command", c.passwordCommand)
	set("timezone", c.timezone)
	set("country", c.country)
	return text
}

// setKey gives a key of the example its value. Each of those that are set is there once, some behind a "#".
func setKey(text, key, value string) string {
	line := regexp.MustCompile(`(?m)^(# )?` + regexp.QuoteMeta(key) + ` = .*$`)
	return line.ReplaceAllLiteralString(text, key+" = "+value)
}

// quoteTOML is a string as TOML writes it, which is as JSON does.
func quoteTOML(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can be encoded
	return strings.TrimSpace(b.String())
}

// writeNew writes a file that only its owner can read. The service's config is root's and the group may read it; a
// secret of the service is its own. Half a file is none: it would stand in the way of the next try.
func (a *app) writeNew(path, text string, secret bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return errThere(path)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if u, _ := a.system.IDs(); a.isForService(path) {
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
