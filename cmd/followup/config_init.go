package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) configInitCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a config file with every key, its default and what it means",
		Long: `Write a config file with every key, its default and what it means: your own, or,
as root, the system's; --config names another. On a terminal it asks for your name and
your mail account first, and knows the servers of the common providers. An existing
file is left alone.`,
		Example: "  followup config init",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := a.newConfigPath()
			if err != nil {
				return err
			}
			if text, err := os.ReadFile(path); err == nil && string(text) != exampleConfig || err != nil && !errors.Is(err, fs.ErrNotExist) {
				return errThere(path)
			}
			if _, err := os.Lstat(passwordBeside(path)); a.interactive && err == nil {
				return fmt.Errorf("%s is there already, from another config; move it away first", passwordBeside(path))
			}
			if !a.interactive {
				if err := a.writeNew(path, exampleConfig); err != nil {
					return err
				}
				a.printf("Wrote %s.\nFill in user.name, user.email and the [smtp] account there, then run:\n"+
					"  followup config check\n  followup test-mail\n  followup run\n", path)
				return nil
			}
			return a.askForConfig(cmd.Context(), path)
		},
	}
}

func (a *app) newConfigPath() (string, error) {
	switch {
	case a.configPath != "":
		return a.configPath, nil
	case os.Geteuid() == 0:
		return a.systemConfig, nil
	}
	path := userConfig()
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
		if err := a.writeNew(secret, acc.password+"\n"); err != nil {
			return err
		}
		a.printf("Wrote the password to %s.\n", secret)
	}
	if err := a.writeNew(path, text); err != nil {
		return err
	}
	a.printf("Wrote %s, where every other setting stands with its default.\n", path)
	if !acc.complete() {
		a.printf("Before it can send, fill in the password there. Then run: followup test-mail\n")
		return nil
	}
	if a.confirm("Send yourself a test mail now?") {
		a.configPath = path
		if err := a.testMail(ctx); err != nil {
			return fmt.Errorf("%w; the config is written: mend it there, and run followup test-mail", err)
		}
	}
	a.printf("Next: followup add, after an interview; and the daemon, with %s.\n", a.startOfDaemon(path))
	return nil
}

// startOfDaemon is what starts the daemon that reads the config: by systemd, where a unit for it is there.
func (a *app) startOfDaemon(config string) string {
	there := func(unit string) bool { _, err := os.Stat(unit); return err == nil }
	own := filepath.Join(filepath.Dir(filepath.Dir(userConfig())), "systemd", "user", "followup.service")
	switch {
	case config == a.systemConfig && there("/usr/lib/systemd/system/followup.service"):
		return "`systemctl enable --now followup`"
	case config == userConfig() && (there(own) || there("/usr/lib/systemd/user/followup.service")):
		return "`systemctl --user enable --now followup`"
	case config == a.systemConfig || config == userConfig():
		return "`followup run`"
	}
	return "`followup run --config " + config + "`"
}

// passwordBeside is the file that the password goes to.
func passwordBeside(config string) string {
	return filepath.Join(filepath.Dir(config), "smtp_password")
}

// complete tells whether nothing is missing that a login needs.
func (c account) complete() bool {
	return c.username == "" || c.password != "" || c.passwordCommand != ""
}

// config is the example, filled in.
func (c account) config(passwordFile string) string {
	text := exampleConfig
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

// writeNew writes a file that only its owner can read, for it may come to hold a password, or, of the system's config,
// the service's group. It overwrites nothing but the example as a package put it there, whose owner and mode stay.
func (a *app) writeNew(path, text string) error {
	if there, err := os.ReadFile(path); err == nil && string(there) == exampleConfig {
		return os.WriteFile(path, []byte(text), 0o600)
	}
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
	return errors.Join(err, a.letServiceRead(f), f.Close())
}

// letServiceRead lets the system service's user read a file beside the system's config.
func (a *app) letServiceRead(f *os.File) error {
	if os.Geteuid() != 0 || filepath.Dir(f.Name()) != filepath.Dir(a.systemConfig) {
		return nil
	}
	group, err := user.LookupGroup(serviceUser)
	if err != nil {
		a.printf("There is no group %q yet, which the service is to read %s by; install the package, then: chgrp %s %s; chmod 640 %s\n",
			serviceUser, f.Name(), serviceUser, f.Name(), f.Name())
		return nil
	}
	return errors.Join(f.Chown(0, number(group.Gid)), f.Chmod(0o640))
}
