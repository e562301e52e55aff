package scheduler_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	gosmtp "github.com/emersion/go-smtp"

	"followup/mailer"
	"followup/mailer/letters"
	"followup/mailer/smtp"
	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// world is all that the daemon has around it: a database in a file, a mail server at the other end of a pipe, and the
// clock of the bubble in which the test runs.
type world struct {
	t     *testing.T
	loc   *time.Location
	store *store.Store
	pass  *scheduler.Pass
	srv   *server
	log   *journal
	firms int // those that [world.add] has named
}

// journal is a log that a test may read while the daemon writes it.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func (j *journal) Reset() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.text.Reset()
}

// newWorld must be called inside a synctest bubble, whose clock begins on Saturday 1 January 2000, midnight UTC.
func newWorld(t *testing.T) *world {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "followup.db"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, loc: loc, store: st, srv: newServer(), log: &journal{}}
	w.restart()
	t.Cleanup(func() {
		w.srv.close()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Log(w.log)
		}
	})
	return w
}

// thankYou is a letter with one wording, from which [wording] reads for which day it was written.
const thankYou = `Subject: Thank you

{{.Salutation}},

{{if .Late}}Thank you again for our conversation{{else}}Thank you for talking with me{{end}} {{.Day}}
about {{.TheRole}}.

{{.Closing}}
`

// restart makes a new pass over the same database, as a new process would.
func (w *world) restart() {
	w.t.Helper()
	p := rules.DefaultPolicy(w.loc)
	dir := w.t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thank-you.txt"), []byte(thankYou), 0o600); err != nil {
		w.t.Fatal(err)
	}
	composer, err := mailer.New(mailer.Config{
		User: letters.User{Name: "Sam Weber", Email: "sam@example.test"}, InstallID: "test", Location: w.loc,
		TemplatesDir: dir,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	client, err := smtp.New(smtp.Config{
		Address: "sam@example.test", Host: "localhost", Port: 25, TLS: smtp.NoTLS, Dial: w.srv.dial,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.pass = &scheduler.Pass{
		Store: w.store, Composer: composer, Courier: client, Policy: p, Now: time.Now, Seed: "test",
		Log: slog.New(slog.NewTextHandler(w.log, nil)),
	}
}

// run starts the daemon with a tick every minute. The function that it returns ends it as SIGTERM would.
func (w *world) run() (stop func()) { w.t.Helper(); return w.runOn("* * * * *") }

// tick returns the schedule of a test in which many passes find nothing to do: with -short there are fewer.
func tick(full, short string) string {
	if testing.Short() {
		return short
	}
	return full
}

func (w *world) runOn(tick string) (stop func()) {
	w.t.Helper()
	return w.start(scheduler.Daemon{Pass: w.pass, Log: w.pass.Log}, tick)
}

// start runs a daemon of the test's own.
func (w *world) start(d scheduler.Daemon, tick string) (stop func()) {
	w.t.Helper()
	var err error
	if d.Schedule, err = scheduler.ParseSchedule(tick, w.loc, time.Now()); err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); d.Run(ctx) }()
	return func() { cancel(); <-ended }
}

// add adds an application with one interview, with Jo, that begins at the given time. It returns the number of both.
// Each is at another company, with another Jo, so that they are not related.
func (w *world) add(start string) int64 {
	w.t.Helper()
	w.firms++
	return w.begin(fmt.Sprintf("Acme %d", w.firms), "engineer", start, rules.Person{
		Name: "Jo Smith", Email: fmt.Sprintf("jo@acme-%d.test", w.firms),
	})
}

// begin adds an application with one interview.
func (w *world) begin(company, role, start string, people ...rules.Person) int64 {
	w.t.Helper()
	id, err := w.store.Begin(w.t.Context(), rules.Application{Company: company, Role: role}, rules.Interview{
		Start: w.at(start), Duration: time.Hour, Interviewers: people,
	}, time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

func (w *world) tell(e rules.Event) {
	w.t.Helper()
	e.At = time.Now()
	if err := w.store.Record(w.t.Context(), time.Now(), e); err != nil {
		w.t.Fatal(err)
	}
}

// channel returns the recorded state of the mail server.
func (w *world) channel() outbox.Channel {
	w.t.Helper()
	c, err := w.store.Channel(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *world) at(s string) time.Time {
	w.t.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", s, w.loc)
	if err != nil {
		w.t.Fatal(err)
	}
	return t
}

// sleepUntil lets the bubble's clock run, and with it everything in the bubble.
func (w *world) sleepUntil(s string) { w.t.Helper(); sleep(time.Until(w.at(s))) }

// sleep sleeps, and lets whatever else wakes up at that moment go first. Otherwise it would be left to chance whether
// the daemon sees what the test does next.
func sleep(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// reminders returns those of an application, "thank-you 1 delivered" or "last-call 1 delivered".
func (w *world) reminders(id int64) []string {
	w.t.Helper()
	return w.ofReminders(id, func(note string, r rules.Reminder) string {
		return fmt.Sprintf("%s %d %s", note, r.Round, r.State)
	})
}

// ofReminders returns what a test asks about each of an application's reminders. Their notes are named by kind, or
// "last-call".
func (w *world) ofReminders(id int64, what func(note string, r rules.Reminder) string) []string {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	out := []string{}
	for _, r := range c.History.Reminders {
		note := string(r.Kind)
		if r.LastCall {
			note = "last-call"
		}
		out = append(out, what(note, r))
	}
	return out
}

// server is a mail server that can be told to misbehave. It keeps what it accepted, and all that reached it. A test
// reads the mails from there: answer and refuse run concurrently with the test, so they must not write to its
// variables.
type server struct {
	conns  chan net.Conn
	srv    *gosmtp.Server
	served chan error

	mu      sync.Mutex
	reached []received // all that came as far as the final dot, in order
	mails   []received // those of them that were accepted
	dials   int
	down    bool                          // nobody listens
	answer  func(n int, raw []byte) error // the reply to the final dot of the n-th mail, from 1; nil is 250
	refuse  func(command string) error    // the reply to MAIL and RCPT; nil is 250
}

type received struct {
	at  time.Time
	id  string
	raw []byte
}

func newServer() *server {
	s := &server{conns: make(chan net.Conn), served: make(chan error, 1)}
	s.srv = gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) { return &session{s}, nil }))
	s.srv.Domain = "localhost"
	s.srv.ErrorLog = silent{}
	go func() { s.served <- s.srv.Serve(s) }()
	synctest.Wait() // a server that is closed before it serves is never closed
	return s
}

// dial returns the client's end of a pipe, which works inside a bubble, as a socket does not.
func (s *server) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	s.mu.Lock()
	s.dials++
	down := s.down
	s.mu.Unlock()
	if down {
		return nil, errors.New("connection refused")
	}
	client, srv := net.Pipe()
	select {
	case s.conns <- srv:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept, Close and Addr make the server its own listener.
func (s *server) Accept() (net.Conn, error) {
	c, ok := <-s.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (s *server) Close() error   { close(s.conns); return nil }
func (s *server) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 25} }

func (s *server) close() {
	s.srv.Close()
	<-s.served
}

func (s *server) set(down bool, answer func(int, []byte) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down, s.answer = down, answer
}

// envelope answers MAIL and RCPT.
func (s *server) envelope(command string) error {
	s.mu.Lock()
	refuse := s.refuse
	s.mu.Unlock()
	if refuse == nil {
		return nil
	}
	return refuse(command)
}

// forget drops what was accepted.
func (s *server) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = nil
}

// came returns all that reached the final dot.
func (s *server) came() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.reached)
}

func (s *server) dialled() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dials
}

// got returns what was accepted, "Tue 4 Jan 17:00 thank-you", with the kind read from the Message-ID.
func (s *server) got(loc *time.Location) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []string{}
	for _, m := range s.mails {
		kind, _, _ := strings.Cut(strings.Trim(m.id, "<>"), ".")
		out = append(out, m.at.In(loc).Format("Mon 2 Jan 15:04 ")+kind)
	}
	return out
}

type session struct{ s *server }

func (s *session) Reset()                                 { /* nothing is kept between mails */ }
func (s *session) Logout() error                          { return nil }
func (s *session) Mail(string, *gosmtp.MailOptions) error { return s.s.envelope("MAIL") }
func (s *session) Rcpt(string, *gosmtp.RcptOptions) error { return s.s.envelope("RCPT") }
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	id := m.Header.Get("Message-Id")
	s.s.mu.Lock()
	s.s.reached = append(s.s.reached, received{time.Now(), id, raw})
	answer, n := s.s.answer, len(s.s.reached)
	s.s.mu.Unlock()
	if answer != nil {
		if err := answer(n, raw); err != nil {
			return err
		}
	}
	s.s.mu.Lock()
	s.s.mails = append(s.s.mails, received{time.Now(), id, raw})
	s.s.mu.Unlock()
	return nil
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}
