package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/sys/unix"

	"followup/cmd/followup/term"
)

// With -short, the commands of a script run in one process, one after the other: its session. Most of what a short
// command costs is the start of its process. Commands in the background are always processes of their own. A process
// then serves the next script.

// sessionName is the name under which TestMain turns the test binary into a session.
const sessionName = "followup-session"

// A typed is a command line of a script, with what a new process would inherit.
type typed struct {
	Dir   string
	Env   []string
	Args  []string // without the name of the program
	Stdin string
}

// A result is what a command leaves.
type result struct {
	Code        int
	Stdout, Err string
}

// serveSession runs the commands that it reads from standard input, each as if in a new process, until there are no
// more.
func serveSession() {
	umask := unix.Umask(0)
	in, out := gob.NewDecoder(os.Stdin), gob.NewEncoder(os.Stdout)
	for {
		var c typed
		if in.Decode(&c) != nil {
			return
		}
		unix.Umask(umask)
		os.Clearenv()
		for _, v := range c.Env {
			name, value, _ := strings.Cut(v, "=")
			_ = os.Setenv(name, value)
		}
		if zone, err := time.LoadLocation(os.Getenv("TZ")); err == nil {
			time.Local = zone // the runtime reads $TZ once
		}
		if err := os.Chdir(c.Dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return
		}
		var stdout, stderr bytes.Buffer
		w := scriptWorld(&term.Terminal{In: strings.NewReader(c.Stdin), Out: &stdout, Err: &stderr})
		code := w.run(context.Background(), c.Args)
		if err := out.Encode(result{code, stdout.String(), stderr.String()}); err != nil {
			return
		}
	}
}

// A server is a process that runs commands, one after the other.
type server struct {
	cmd    *exec.Cmd
	stdin  io.Closer
	in     *gob.Encoder
	out    *gob.Decoder
	failed bytes.Buffer // standard error of the process, where a panic is reported
}

// startServer starts a process. It runs on one processor and collects little garbage, because two scripts run at once
// and it ends before much is left over.
func startServer() (*server, error) {
	s := &server{cmd: exec.Command(sessionName)}
	s.cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", "GOMAXPROCS=1", "GOGC=400")
	s.cmd.Stderr = &s.failed
	in, err := s.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.stdin, s.in, s.out = in, gob.NewEncoder(in), gob.NewDecoder(out)
	return s, s.cmd.Start()
}

// run runs a command.
func (s *server) run(c typed) (r result, err error) {
	if err := s.in.Encode(c); err != nil {
		return r, err
	}
	return r, s.out.Decode(&r)
}

// end ends the process. An error has what it wrote.
func (s *server) end() error {
	_ = s.stdin.Close()
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("the session: %w\n%s", err, &s.failed)
	}
	return nil
}

// servers are those that no script uses. They go from script to script, because the start of one takes as long as many
// commands.
type servers struct {
	mu   sync.Mutex
	idle []*server
}

// take returns a server for one script alone.
func (ss *servers) take() (*server, error) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	last := len(ss.idle) - 1
	if last < 0 {
		return startServer()
	}
	s := ss.idle[last]
	ss.idle = ss.idle[:last]
	return s, nil
}

func (ss *servers) giveBack(s *server) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	ss.idle = append(ss.idle, s)
}

func (ss *servers) end() (err error) {
	for _, s := range ss.idle {
		err = errors.Join(err, s.end())
	}
	return err
}

// A session runs the commands of a script in one process.
type session struct {
	vars  []string // the names of the environment variables that the script may see
	stdin string   // for the next command

	servers *servers
	server  *server // nil until there is a command
}

// sessionKey is the key of the session in [testscript.Env.Values].
type sessionKey struct{}

// sessionOf returns the session of a script, or nil if each command is a process of its own.
func sessionOf(ts *testscript.TestScript) *session {
	s, _ := ts.Value(sessionKey{}).(*session)
	return s
}

// newSession returns the session of a script that starts with an environment and may set more variables.
func newSession(env *testscript.Env, vars []string, idle *servers) *session {
	names := append([]string{"FOLLOWUP_CONFIG", "ISSUER", "NOTIFY_SOCKET"}, vars...) // what mailserver and others set
	for _, v := range env.Vars {
		name, _, _ := strings.Cut(v, "=")
		names = append(names, name)
	}
	slices.Sort(names)
	return &session{vars: slices.Compact(names), servers: idle}
}

// run runs a command and returns its exit code.
func (s *session) run(ts *testscript.TestScript, args []string) int {
	if s.server == nil {
		var err error
		s.server, err = s.servers.take()
		ts.Check(err)
		ts.Defer(func() {
			if s.server != nil {
				s.servers.giveBack(s.server)
			}
		})
	}
	c := typed{Dir: ts.MkAbs("."), Args: args, Stdin: s.stdin}
	s.stdin = ""
	c.Env = append(c.Env, "PWD="+c.Dir)
	for _, name := range s.vars {
		if value := ts.Getenv(name); value != "" {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	r, err := s.server.run(c)
	if err != nil {
		ended := s.server.end()
		s.server = nil
		ts.Fatalf("the session ended in followup %q: %v\n%v", args, err, ended)
	}
	fmt.Fprint(ts.Stdout(), r.Stdout)
	fmt.Fprint(ts.Stderr(), r.Err)
	return r.Code
}

// sessionStdin FILE gives the next command a file as its standard input.
func sessionStdin(ts *testscript.TestScript, _ bool, args []string) {
	sessionOf(ts).stdin = ts.ReadFile(args[0])
}

var (
	conditions    = `^((?:\[[^]]*\] )*)`
	execLine      = regexp.MustCompile(conditions + `exec followup `)
	commandLine   = regexp.MustCompile(conditions + `(?:exec|exits \d+) followup `)
	stdinLine     = regexp.MustCompile(conditions + `stdin `)
	background    = regexp.MustCompile(` &(\w+&)?$`)
	envLine       = regexp.MustCompile("(?m)" + conditions + `env .*$`)
	variableNamed = regexp.MustCompile(`\b(\w+)=`)
)

// inSession returns a script in which the commands that are not in the background run in the script's session.
func inSession(script string) string {
	lines := strings.Split(script, "\n")
	for i, line := range lines {
		switch {
		case background.MatchString(line):
		case execLine.MatchString(line):
			lines[i] = execLine.ReplaceAllString(line, "${1}exits 0 followup ")
		case stdinLine.MatchString(line) && commandLine.MatchString(lines[i+1]):
			lines[i] = stdinLine.ReplaceAllString(line, "${1}session-stdin ")
		}
	}
	return strings.Join(lines, "\n")
}

// sessionScripts writes the scripts of testdata so that they run in sessions, under their own names and with their own
// line numbers. It returns their paths, and the environment variables that they set.
func sessionScripts(t *testing.T) (paths, vars []string) {
	t.Helper()
	scripts, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	dir := t.TempDir()
	for _, path := range scripts {
		script, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, env := range envLine.FindAllString(string(script.Comment), -1) {
			for _, v := range variableNamed.FindAllStringSubmatch(env, -1) {
				vars = append(vars, v[1])
			}
		}
		script.Comment = []byte(inSession(string(script.Comment)))
		path = filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(path, txtar.Format(script), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths, vars
}
