package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A terminal is a pseudo-terminal with the program running on it.
type terminal struct {
	t    *testing.T
	keys *os.File
	cmd  *exec.Cmd

	mu    sync.Mutex
	shown bytes.Buffer
}

// onTerminal starts a command on a terminal of its own, as after a login.
func onTerminal(t *testing.T, cmd *exec.Cmd) *terminal {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("there are no terminals here: %v", err)
	}
	term := &terminal{t: t, keys: keys, cmd: cmd}
	t.Cleanup(func() { keys.Close() })
	var n int
	term.control(func(fd int) (err error) {
		if err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err == nil {
			n, err = unix.IoctlGetInt(fd, unix.TIOCGPTN)
		}
		return err
	})
	screen, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = screen, screen, screen
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go term.watch()
	return term
}

// control calls do with the terminal's file descriptor. After a call of Fd instead, Close would not end a Read.
func (term *terminal) control(do func(fd int) error) {
	term.t.Helper()
	raw, err := term.keys.SyscallConn()
	if err != nil {
		term.t.Fatal(err)
	}
	if controlled := raw.Control(func(fd uintptr) { err = do(int(fd)) }); controlled != nil || err != nil {
		term.t.Fatal(controlled, err)
	}
}

func (term *terminal) watch() {
	text := make([]byte, 1024)
	for {
		n, err := term.keys.Read(text)
		if err != nil {
			return
		}
		term.mu.Lock()
		term.shown.Write(text[:n])
		term.mu.Unlock()
	}
}

// text returns all that the terminal has shown.
func (term *terminal) text() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.shown.String()
}

// until waits until a condition holds.
func (term *terminal) until(what string, is func() bool) {
	term.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if is() {
			return
		}
	}
	term.t.Fatalf("%s: not within half a minute; shown was:\n%s", what, term.text())
}

// says waits until the terminal has shown a text.
func (term *terminal) says(what string) {
	term.t.Helper()
	term.until(fmt.Sprintf("it says %q", what), func() bool { return strings.Contains(term.text(), what) })
}

// echoes reports whether the terminal shows what is typed.
func (term *terminal) echoes() (echoes bool) {
	term.t.Helper()
	term.control(func(fd int) error {
		set, err := unix.IoctlGetTermios(fd, unix.TCGETS)
		echoes = err == nil && set.Lflag&unix.ECHO != 0
		return err
	})
	return echoes
}

func (term *terminal) press(keys string) {
	term.t.Helper()
	if _, err := term.keys.WriteString(keys); err != nil {
		term.t.Fatal(err)
	}
}

// ends waits for the program to end on its own.
func (term *terminal) ends(code int) {
	term.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- term.cmd.Wait() }()
	select {
	case <-ended:
		if got := term.cmd.ProcessState.ExitCode(); got != code {
			term.t.Errorf("exit code %d, want %d", got, code)
		}
	case <-time.After(30 * time.Second):
		_ = term.cmd.Process.Kill()
		term.t.Fatal("it does not end")
	}
}

func TestTerminal(t *testing.T) {
	t.Parallel()
	program := buildProgram(t)
	t.Run("a SIGHUP makes a daemon read its config again there too, and it ends when its terminal is closed",
		func(t *testing.T) {
			in := install(t, program)
			cmd, _ := in.command("run")
			term := onTerminal(t, cmd)
			term.says("msg=started")
			if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
				t.Fatal(err)
			}
			term.says(`msg="the config was reloaded"`)
			if err := term.keys.Close(); err != nil {
				t.Fatal(err)
			}
			term.ends(0)
		})
	t.Run("a topic that may be no phrase is shown as it would read, and asked about", func(t *testing.T) {
		in := install(t, program)
		cmd, _ := in.command("add", "--company", "Acme", "--role", "baker", "--at", "yesterday 9:00",
			"--topic", "oven")
		term := onTerminal(t, cmd)
		term.says(`In a draft it would read: "We talked about oven."`)
		term.says("Enter keeps it so")
		term.press("the night shifts\n")
		term.says(`In a draft it reads: "We talked about the night shifts."`)
		term.ends(0)
	})
	t.Run("Ctrl-C ends the question for the password, and what is typed is shown again", func(t *testing.T) {
		in := install(t, program)
		config := filepath.Join(in.dir, "new", "config.toml")
		cmd, _ := in.command("config", "init", "--config", config)
		term := onTerminal(t, cmd)
		term.press("Sam\nsam@gmail.com\n\n\n")
		term.says("Password (not shown; empty to fill it in later): ")
		term.until("it hides what is typed", func() bool { return !term.echoes() })
		term.press("s3cret\x03")
		term.says("no answer; nothing was changed")
		term.ends(exitFailed)
		if !term.echoes() || strings.Contains(term.text(), "s3cret") {
			t.Errorf("it shows what is typed: %v; shown was:\n%s", term.echoes(), term.text())
		}
		if _, err := os.Stat(config); !os.IsNotExist(err) {
			t.Errorf("the config: %v", err)
		}
	})
}
