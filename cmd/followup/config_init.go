package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/mail"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"followup/rules"
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

func (a *app) askForAccount() (acc account, err error) {
	fail := func(e error) bool { err = e; return e != nil }
	if fail(a.askUntil(&acc.name, "Your name, as you sign", "", oneLineAndSome)) ||
		fail(a.askUntil(&acc.email, "Your mail address", "", isAddress)) ||
		fail(a.askForProvider(&acc)) || fail(a.askForLogin(&acc)) ||
		fail(a.askUntil(&acc.timezone, "Your time zone", machineZone(), isZone)) ||
		fail(a.askUntil(&acc.country, `Whose public holidays are no business days, such as "DE" or "US"`, "", isCountry)) {
		return acc, err
	}
	return acc, nil
}

// askUntil asks until the answer is right.
func (a *app) askUntil(into *string, text, otherwise string, check func(string) error) error {
	for {
		answer, err := a.ask(text, otherwise)
		if err != nil {
			return err
		}
		if err := check(answer); err != nil {
			a.printf("  %s\n", clean(err.Error()))
			continue
		}
		*into = answer
		return nil
	}
}

func oneLineAndSome(s string) error {
	if s == "" {
		return errors.New("this is needed")
	}
	return oneLine("it", s)
}

func isAddress(s string) error {
	address, err := mail.ParseAddress(s)
	if err != nil || address.Address != s || !strings.Contains(s[strings.LastIndexByte(s, '@'):], ".") {
		return fmt.Errorf("%q is not an address like sam@example.org", s)
	}
	return nil
}

func isZone(s string) error {
	if s == "" {
		return nil
	}
	_, err := rules.LoadLocation(s)
	return err
}

func isCountry(s string) error {
	_, err := rules.NewCalendar(s, nil)
	return err
}

// machineZone is the name of the machine's time zone, or "" where it has none.
func machineZone() string {
	if name := os.Getenv("TZ"); name != "" && isZone(name) == nil {
		return name
	}
	target, err := filepath.EvalSymlinks("/etc/localtime")
	if _, name, found := strings.Cut(target, "zoneinfo/"); err == nil && found && isZone(name) == nil {
		return name
	}
	return ""
}

// askForProvider asks by whom the mail goes, and for the server where that is not one of those known.
func (a *app) askForProvider(acc *account) error {
	known, _ := providerOf(acc.email)
	var names []string
	for _, p := range providers {
		names = append(names, p.name)
	}
	a.entry("  Known providers: ", strings.Join(names, ", ")+".")
	name, err := a.ask("Your provider, or the name of your outgoing mail server", known.name)
	if err != nil {
		return err
	}
	var ok bool
	if acc.provider, ok = providerNamed(name); !ok {
		acc.provider = provider{name: name, host: name}
		return a.askForServer(acc)
	}
	a.printf("  %s: %s, port %d (%s).\n", acc.provider.name, acc.provider.host, acc.provider.port, acc.provider.tls)
	a.entry("  ", acc.provider.needs)
	return nil
}

// askForServer asks for what a server is that nobody knows here.
func (a *app) askForServer(acc *account) error {
	p := &acc.provider
	if !isHost(p.host) { // it was given already
		_, domain, _ := strings.Cut(acc.email, "@")
		if err := a.askUntil(&p.host, "Outgoing mail server", "smtp."+domain, oneLineAndSome); err != nil {
			return err
		}
	}
	if err := a.askUntil(&p.tls, "Encryption: starttls, implicit or none", "starttls", func(s string) error {
		return oneOf("it", s, "starttls", "implicit", "none")
	}); err != nil {
		return err
	}
	var port string
	usual := map[string]string{"starttls": "587", "implicit": "465", "none": "25"}[p.tls]
	err := a.askUntil(&port, "Port", usual, func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("%q is not a port, which is a number from 1 to 65535", s)
		}
		return nil
	})
	p.port, _ = strconv.Atoi(port)
	return err
}

// isHost tells the name of a server from a provider's, or from none.
func isHost(s string) bool {
	return s == "localhost" || strings.Contains(s, ".") && !strings.ContainsAny(s, " @/")
}

// askForLogin asks for the username, and for the password without showing it, or for the command that prints a token.
func (a *app) askForLogin(acc *account) error {
	if acc.provider.auth == "none" {
		return nil
	}
	if err := a.askUntil(&acc.username, "Username there (- for none)", acc.email, oneLineAndSome); err != nil {
		return err
	}
	if acc.username == "-" {
		acc.username = ""
		return nil
	}
	if acc.provider.auth == "xoauth2" {
		return a.askUntil(&acc.passwordCommand, "Command that prints an access token (empty to fill it in later)", "", func(string) error { return nil })
	}
	password, err := a.askSecretly("Password (not shown; empty to fill it in later)")
	acc.password = password
	return err
}

// askSecretly asks for what nobody behind the user's back should read.
func (a *app) askSecretly(question string) (string, error) {
	f, ok := a.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return a.ask(question, "")
	}
	a.printf("%s: ", question)
	secret, err := a.readPassword(int(f.Fd()))
	a.printf("\n")
	return strings.TrimSpace(secret), err
}

// readPassword reads a line that the terminal does not show. Ctrl-C ends it, as it does readLine, and the terminal shows
// again what is typed.
func (a *app) readPassword(terminal int) (string, error) {
	shown, err := term.GetState(terminal)
	if err != nil {
		return "", err
	}
	type result struct {
		line []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := term.ReadPassword(terminal)
		done <- result{line, err}
	}()
	select {
	case r := <-done:
		if errors.Is(r.err, io.EOF) {
			return "", errNoAnswer
		}
		return string(r.line), r.err
	case <-a.interrupted:
		return "", errors.Join(errNoAnswer, term.Restore(terminal, shown))
	}
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
