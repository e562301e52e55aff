package main

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"followup/cmd/followup/demo"
	"followup/store"
)

// long reports whether FOLLOWUP_LONG is set, so that tests try every case instead of a sample. A number below 1 asks
// for that fraction of the cases.
func long() bool { return os.Getenv("FOLLOWUP_LONG") != "" }

// buildProgram returns the path of the real program. It is built only once, in a directory that TestMain removes,
// because linking takes longer than most tests. With -short, it is the test binary, which then calls main.
func buildProgram(t *testing.T) (path string) {
	t.Helper()
	build := builtProgram
	if testing.Short() {
		build = func() (string, error) { return exec.LookPath(mainName) }
	}
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var builtProgram = sync.OnceValues(func() (path string, err error) {
	path = filepath.Join(programDir, "followup")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

// An installation is the program with a config file, a mail server, and the path of a database that does not exist
// yet.
type installation struct {
	t        *testing.T
	program  string
	dir, db  string
	received *received
}

// testConfig returns a config with a mail server on this machine, followed by rest.
func testConfig(port int, rest string) string {
	return fmt.Sprintf(`[user]
name = "Sam Weber"
email = "sam@example.test"
[smtp]
host = "127.0.0.1"
port = %d
tls = "none"
%s`, port, rest)
}

// alwaysAwake makes a test independent of the time of day.
const alwaysAwake = `[schedule]
timezone = "UTC"
tick = "@every 1s"
waking_hours = "00:00-24:00"
`

func install(t *testing.T, program string) *installation {
	t.Helper()
	dir := t.TempDir()
	in := &installation{t: t, program: program, dir: dir, db: filepath.Join(dir, "followup.db"),
		received: receiveMail(t)}
	config := testConfig(in.received.port, alwaysAwake+fmt.Sprintf("[store]\npath = %q\n", in.db))
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return in
}

// command returns a process of the program, and the buffer for its output.
func (in *installation) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd, said := exec.CommandContext(in.t.Context(), in.program, args...), &bytes.Buffer{}
	cmd.Env = append(os.Environ(), "FOLLOWUP_CONFIG="+filepath.Join(in.dir, "config.toml"), "HOME="+in.dir, "TZ=UTC")
	cmd.Stdout, cmd.Stderr = said, said
	return cmd, said
}

// do runs a command that must succeed.
func (in *installation) do(args ...string) {
	in.t.Helper()
	cmd, said := in.command(args...)
	if err := cmd.Run(); err != nil {
		in.t.Errorf("followup %q: %v\n%s", args, err, said)
	}
}

// add adds an interview whose thank-you is due.
func (in *installation) add(company string) {
	in.t.Helper()
	at := time.Now().UTC().Add(-5 * time.Hour).Format("2006-01-02 15:04")
	in.do("add", "--company", company, "--role", "engineer", "--at", at, "--with", "Jo Smith <jo@acme.test>")
}

// daemon starts `followup run`. The function that it returns ends it and returns its output.
func (in *installation) daemon() (stop func() string) {
	in.t.Helper()
	cmd, said := in.command("run")
	if err := cmd.Start(); err != nil {
		in.t.Fatal(err)
	}
	return func() string {
		in.t.Helper()
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			in.t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			in.t.Errorf("the daemon: %v\n%s", err, said)
		}
		return said.String()
	}
}

// received counts the mails that a server got, by Message-ID.
type received struct {
	port int

	mu      sync.Mutex
	times   map[string]int
	sums    map[string][sha256.Size]byte // of the first copy
	another []string                     // those of which a later copy was not the same
}

func receiveMail(t *testing.T) *received {
	t.Helper()
	r := &received{times: map[string]int{}, sums: map[string][sha256.Size]byte{}}
	server, err := demo.Listen(r.keep)
	if err != nil {
		t.Fatal(err)
	}
	r.port = server.Port
	t.Cleanup(func() { _ = server.Close() })
	return r
}

func (r *received) counts() (mails int, twice []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, n := range r.times {
		mails += n
		if n > 1 {
			twice = append(twice, id)
		}
	}
	return mails, twice
}

// keep counts a mail.
func (r *received) keep(raw []byte) error {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	id, sum := m.Header.Get("Message-Id"), sha256.Sum256(raw)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.times[id]++; r.times[id] == 1 {
		r.sums[id] = sum
	} else if r.sums[id] != sum {
		r.another = append(r.another, id)
	}
	return nil
}

// TestProcesses runs several processes of the real program on one database.
func TestProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts hundreds of processes, which takes half a minute")
	}
	t.Parallel()
	program := buildProgram(t)
	t.Run("of a hundred daemons that start at once one runs, and the others say so", func(t *testing.T) {
		in := install(t, program)
		t.Run("without a database", func(t *testing.T) { in.startAtOnce(t, 100) })
		in.add("Acme")
		t.Run("with a database", func(t *testing.T) { in.startAtOnce(t, 100) })
		if mails, twice := in.received.counts(); mails != 1 || len(twice) > 0 {
			t.Errorf("%d mails came, %v more than once; want the one thank-you", mails, twice)
		}
	})
	t.Run("command lines and a daemon do not notice each other",
		func(t *testing.T) { install(t, program).writeTogether() })
	t.Run("command lines wait for somebody who holds the lock for seconds",
		func(t *testing.T) { install(t, program).writeWhileLocked() })
}

func (in *installation) startAtOnce(t *testing.T, n int) {
	type end struct {
		pid, code int
		said      string
	}
	ends := make(chan end, n)
	begun := time.Now()
	running := map[int]*os.Process{}
	for range n {
		cmd, said := in.command("run")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		running[cmd.Process.Pid] = cmd.Process
		go func() {
			cmd.Wait() // only the exit code matters
			ends <- end{cmd.Process.Pid, cmd.ProcessState.ExitCode(), said.String()}
		}()
	}
	var refused []end
	for range n - 1 {
		e := <-ends
		delete(running, e.pid)
		refused = append(refused, e)
	}
	took := time.Since(begun)
	for pid, p := range running {
		named := 0
		for _, e := range refused {
			who := fmt.Sprintf("another followup (pid %d, since ", pid)
			if strings.Contains(e.said, who) {
				named++
				// one that has no pid yet
			} else if e.code != exitFailed || !strings.Contains(e.said, "another followup runs on") {
				t.Errorf("exit code %d, want %d and %q:\n%s", e.code, exitFailed, who, e.said)
			}
		}
		if named == 0 {
			t.Error("nobody said which one runs")
		}
		in.awaitPass(t, pid)
		if err := p.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
	}
	if e := <-ends; e.code != 0 || strings.Contains(e.said, "ERROR") {
		t.Errorf("the one that ran ended with %d:\n%s", e.code, e.said)
	}
	t.Logf("%d were refused within %v", len(refused), took.Round(time.Millisecond))
}

// awaitPass waits until the daemon with that process ID has completed a pass.
func (in *installation) awaitPass(t *testing.T, pid int) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		h, held, err := store.ReadLock(in.db)
		if err != nil {
			t.Fatal(err)
		}
		if held && h.PID == pid && h.LastPass.After(h.Since) {
			return
		}
	}
	t.Error("it completed no pass within half a minute")
}

// writeTogether checks that no command fails, the daemon logs no error, and no mail comes twice while four command
// lines write without a break and the daemon makes a pass every second.
func (in *installation) writeTogether() {
	d := 5 * time.Second
	if long() {
		d = time.Minute
	}
	t := in.t
	in.add("Acme") // so that the database is there
	stop := in.daemon()
	end := time.Now().Add(d)
	var commands [4]int
	var writers sync.WaitGroup
	for w := range commands {
		writers.Go(func() {
			for n := 0; time.Now().Before(end); n++ {
				company := fmt.Sprintf("Firm %d-%04d", w, n)
				in.add(company)
				in.do("edit", company, "--topic", "the queues")
				in.do("snooze", company, "1h")
				in.do("snooze", company, "now")
				in.do("sent", company)
				in.do("heard", company, "undecided")
				commands[w] += 6
			}
		})
	}
	writers.Wait()
	time.Sleep(1500 * time.Millisecond) // one more tick
	if said := stop(); strings.Contains(said, "locked") || strings.Contains(said, "ERROR") {
		t.Errorf("the daemon said:\n%s", said)
	}
	mails, twice := in.received.counts()
	if len(twice) > 0 {
		t.Errorf("these came more than once: %v", twice)
	}
	if mails == 0 {
		t.Error("no mail came")
	}
	t.Logf("%v commands succeeded in %v, %d mails came", commands, d, mails)
}

// writeWhileLocked checks that four commands succeed although another program locks the database for seconds.
func (in *installation) writeWhileLocked() {
	lock := 3 * time.Second
	if long() {
		lock = 9 * time.Second
	}
	t := in.t
	in.add("Acme")
	other, err := sql.Open("sqlite", "file:"+in.db+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	var writers sync.WaitGroup
	for n := range 4 {
		writers.Go(func() { in.add(fmt.Sprintf("Firm %d", n)) })
	}
	time.Sleep(lock)
	if err := tx.Rollback(); err != nil {
		t.Error(err)
	}
	writers.Wait()
	t.Logf("four commands succeeded within %v of a lock of %v", time.Since(begun).Round(time.Millisecond), lock)
}

// TestMainProgramIsWired checks main itself, which the scripts bypass.
func TestMainProgramIsWired(t *testing.T) {
	err := exec.Command(buildProgram(t), "frobnicate").Run()
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != exitUsage {
		t.Errorf("followup frobnicate: %v, want exit code %d", err, exitUsage)
	}
}
