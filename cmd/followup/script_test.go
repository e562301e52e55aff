package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"followup/cmd/followup/demo"
	"followup/cmd/followup/service"

	"github.com/rogpeppe/go-internal/testscript"

	"followup/cmd/followup/term"
)

// mainName is the name under which TestMain turns the test binary into the program as it is installed.
const mainName = "followup-main"

// TestMain turns this test binary into the program when a script runs "followup".
func TestMain(m *testing.M) {
	testscript.Main(inProgramDir{m}, map[string]func(){"followup": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := scriptWorld(term.Open(os.Stdin, os.Stdout, os.Stderr)).run(ctx, os.Args[1:])
		stop()
		os.Exit(code)
	}, sessionName: serveSession, mainName: main})
}

// scriptWorld returns the world that the environment of a script describes.
func scriptWorld(t *term.Terminal) *world {
	t.Interactive, t.Width = os.Getenv("TERMINAL") != "", scriptWidth()
	t.Colour = t.Interactive && os.Getenv("NO_COLOR") == ""
	return &world{Terminal: t, journal: isJournal(), clock: scriptClock(), system: scriptSystem(),
		issuer: scriptIssuer()}
}

// programDir is the directory of the program that the tests have built. It exists while they run.
var programDir string

// inProgramDir creates programDir, runs the tests, and removes it.
type inProgramDir struct{ m *testing.M }

func (in inProgramDir) Run() int {
	var err error
	if programDir, err = os.MkdirTemp("", "followup-program-"); err == nil {
		err = os.Chmod(programDir, 0o755) // some run it as another user
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(programDir)
	return in.m.Run()
}

// scriptSystem returns a service in the folder of the script: its config is in etc, its database in var, and its user
// is "followup" in the file passwd.
func scriptSystem() service.System {
	work := os.Getenv("SYSTEM")
	return service.System{
		Config: filepath.Join(work, "etc", "config.toml"), State: filepath.Join(work, "var", "followup"),
		Unit: filepath.Join(work, "followup.service"), Passwd: filepath.Join(work, "passwd"), User: "followup",
		Localtime: filepath.Join(work, "localtime"),
	}
}

// scriptWidth returns the width in $TERMINAL, or the usual width if it is not a number.
func scriptWidth() int {
	terminal := os.Getenv("TERMINAL")
	if width, err := strconv.Atoi(terminal); err == nil || terminal == "" {
		return width
	}
	return term.UsualWidth
}

// scriptClock returns a clock that shows $NOW and does not move, so that scripts do not depend on the speed of the
// machine. With $CLOCK it starts there and runs.
func scriptClock() func() time.Time {
	now, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		return time.Now
	}
	if os.Getenv("CLOCK") == "" {
		return func() time.Time { return now }
	}
	started := time.Now()
	return func() time.Time { return now.Add(time.Since(started)) }
}

// TestScripts runs testdata/*.txt, which read like a session at a terminal. With -short, most commands of a script run
// in one process.
func TestScripts(t *testing.T) {
	params := scriptParams()
	if testing.Short() {
		setup, idle := params.Setup, new(servers)
		t.Cleanup(func() {
			if err := idle.end(); err != nil {
				t.Error(err)
			}
		})
		var vars []string
		params.Dir = ""
		params.Files, vars = sessionScripts(t)
		params.Setup = func(env *testscript.Env) error {
			err := setup(env)
			env.Values[sessionKey{}] = newSession(env, vars, idle)
			return err
		}
	}
	testscript.Run(t, params)
}

// scriptParams returns what the scripts need.
func scriptParams() testscript.Params {
	return testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("SYSTEM", env.WorkDir)
			env.Setenv("TZ", "Europe/Berlin")
			invitations, err := filepath.Abs("exchange/testdata")
			env.Setenv("INVITATIONS", invitations)
			// otherwise each of the programs takes a second to end under the race detector
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			env.Setenv("NOW", "2026-12-01T18:00:00+01:00")
			env.Setenv("NAMESPACE", namespace())
			return err
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "disk":
				return namespace() != "", nil
			case "root":
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"draft":         draft,
			"exits":         exits,
			"folder":        folder,
			"mailbox":       mailbox,
			"mailserver":    mailserver,
			"post":          post,
			"press":         press,
			"reply":         reply,
			"session-stdin": sessionStdin,
			"systemd":       systemd,
			"tokens":        tokens,
		},
		RequireExplicitExec: true,
	}
}

// namespace returns the option of unshare(1) that allows mounting a disk here: root's own mount namespace, or a user
// namespace. It is empty if neither is allowed.
var namespace = sync.OnceValue(func() string {
	for _, option := range []string{"-m", "-rm"} {
		if exec.Command("unshare", option, "mount", "-t", "tmpfs", "none", os.TempDir()).Run() == nil {
			return option
		}
	}
	return ""
})

// exits CODE PROGRAM ARGS... runs a program that must exit with that code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if s := sessionOf(ts); s != nil && args[1] == "followup" {
		got = s.run(ts, args[2:])
	} else if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := new(exec.ExitError)
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// mailserver starts a mail server that writes each mail to the folder mails, and writes a $WORK/config.toml that uses
// it.
func mailserver(ts *testscript.TestScript, _ bool, _ []string) {
	in, err := demo.OpenInbox(ts.MkAbs("mails"))
	ts.Check(err)
	ts.Defer(func() { ts.Check(in.Close()) })
	config := testConfig(in.Port,
		fmt.Sprintf("[schedule]\ntimezone = \"Europe/Berlin\"\n[store]\npath = %q\n", ts.MkAbs("followup.db")))
	ts.Check(os.WriteFile(ts.MkAbs("config.toml"), []byte(config), 0o600))
	ts.Setenv("FOLLOWUP_CONFIG", ts.MkAbs("config.toml"))
}

// systemd listens instead of systemd, and writes each notification as a line to the file notified.
func systemd(ts *testscript.TestScript, _ bool, _ []string) {
	path := ts.MkAbs("notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	ts.Check(err)
	out, err := os.Create(ts.MkAbs("notified"))
	ts.Check(err)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		state := make([]byte, 1024)
		for {
			n, err := conn.Read(state)
			if err != nil {
				return
			}
			fmt.Fprintln(out, string(state[:n]))
		}
	}()
	ts.Defer(func() { _ = conn.Close(); <-ended; ts.Check(out.Close()) })
	ts.Setenv("NOTIFY_SOCKET", path)
}
