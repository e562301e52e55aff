package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	gomail "github.com/wneessen/go-mail/smtp"

	"followup/mailer"
	"followup/mailer/letters"
	"followup/mailer/smtp"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// databases is a directory with 1k.db, 100k.db and 1m.db, which bench/run has made. Without it, the benchmarks make
// smaller ones of their own.
var databases = os.Getenv("FOLLOWUP_BENCH_DATABASES")

// sized is a database with n applications whose interviews are all yet to come.
func sized(b *testing.B, n int, name string) *store.Store {
	b.Helper()
	path := filepath.Join(databases, name+".db")
	if databases == "" {
		path = filepath.Join(b.TempDir(), name+".db")
	}
	st, err := store.Open(b.Context(), path)
	if err == nil && databases == "" {
		err = seed(b.Context(), st, time.Now().Truncate(time.Second), seeding{open: n})
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { st.Close() })
	return st
}

// passOver is the daemon's pass over a database, with the real mailer.
func passOver(b *testing.B, st *store.Store, port int) *scheduler.Pass {
	b.Helper()
	composer, err := mailer.New(mailer.Config{
		User:      letters.User{Name: "Sam Weber", Email: "sam@example.test"},
		InstallID: st.InstallID(), Location: policy().Location,
	})
	if err != nil {
		b.Fatal(err)
	}
	client, err := smtp.New(smtp.Config{Address: "sam@example.test", Host: "127.0.0.1", Port: port, TLS: smtp.NoTLS})
	if err != nil {
		b.Fatal(err)
	}
	return &scheduler.Pass{
		Store: st, Composer: composer, Courier: client, Policy: policy(), Now: time.Now,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Seed: st.InstallID(),
	}
}

// turns are the times that two ways of doing a thing took, in turns.
type turns struct{ one, other []time.Duration }

func (t *turns) take(b *testing.B, one, other func() error) {
	b.Helper()
	for _, way := range []struct {
		do   func() error
		took *[]time.Duration
	}{{one, &t.one}, {other, &t.other}} {
		begun := time.Now()
		if err := way.do(); err != nil {
			b.Fatal(err)
		}
		*way.took = append(*way.took, time.Since(begun))
	}
}

// report tells both medians, for so many units of work, and their ratio.
func (t *turns) report(b *testing.B, one, other string, units int) {
	first, second := float64(median(t.one))/float64(units), float64(median(t.other))/float64(units)
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
	b.ReportMetric(first/1e3, one+"-µs")
	b.ReportMetric(second/1e3, other+"-µs")
	b.ReportMetric(first/second, "ratio")
}

// BenchmarkIdlePass is a pass with nothing due at a million applications beside one at a thousand.
func BenchmarkIdlePass(b *testing.B) {
	most, name := 1_000_000, "1m"
	if databases == "" {
		most, name = 20_000, "20k"
	}
	many, few := passOver(b, sized(b, most, name), 1), passOver(b, sized(b, 1000, "1k"), 1)
	var t turns
	for b.Loop() {
		t.take(b, idle(b, many), idle(b, few))
	}
	t.report(b, name, "1k", 1)
}

func idle(b *testing.B, p *scheduler.Pass) func() error {
	return func() error {
		sum, err := p.Run(b.Context())
		if err == nil && sum.Checked > 0 {
			err = fmt.Errorf("%d applications were due", sum.Checked)
		}
		return err
	}
}

// BenchmarkEveryRow is reading and deciding every application in Go beside the pass that asks the index.
func BenchmarkEveryRow(b *testing.B) {
	n, name := 100_000, "100k"
	if databases == "" {
		n, name = 5000, "5k"
	}
	st := sized(b, n, name)
	pass := passOver(b, st, 1)
	var t turns
	for b.Loop() {
		t.take(b, func() error {
			cases, err := st.List(b.Context(), store.ListOptions{Closed: true})
			now := time.Now()
			for _, c := range cases {
				rules.Decide(c, pass.Policy, now)
			}
			return err
		}, idle(b, pass))
	}
	t.report(b, "every", "indexed", 1)
}

// BenchmarkDrain is a pass with a hundred mails due beside the least that a durable one could do: go-mail's client on
// one connection, the same bytes, and one write and fsync a mail.
func BenchmarkDrain(b *testing.B) {
	for name, far := range map[string]struct {
		mails int
		delay time.Duration
	}{"loopback": {100, 0}, "20ms": {25, 20 * time.Millisecond}} {
		b.Run(name, func(b *testing.B) {
			server := &sink{delay: far.delay}
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			go server.serve(l)
			dir := b.TempDir()
			st, err := store.Open(b.Context(), filepath.Join(dir, "followup.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer st.Close()
			pass := passOver(b, st, l.Addr().(*net.TCPAddr).Port)
			var t turns
			for b.Loop() {
				if err := seed(b.Context(), st, time.Now().Truncate(time.Second), seeding{due: far.mails}); err != nil {
					b.Fatal(err)
				}
				t.take(b, func() error {
					sum, err := pass.Run(b.Context())
					if err == nil && sum.Delivered != far.mails {
						err = fmt.Errorf("delivered %+v", sum)
					}
					return err
				}, func() error {
					return bare(b.Context(), l.Addr().String(), filepath.Join(dir, "raw"), server.first, far.mails)
				})
			}
			t.report(b, "ours", "bare", far.mails)
			n := server.counted()
			// 1, or one of the two did not send.
			b.ReportMetric(float64(n.mails)/float64(2*far.mails*len(t.one)), "mails/mail")
		})
	}
}

func (s *sink) counted() counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts
}

// bare sends n mails on one connection, and writes each to a file.
func bare(ctx context.Context, address, path string, mail []byte, n int) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	c, err := gomail.NewClient(conn, "127.0.0.1")
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Hello("[127.0.0.1]"); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for range n {
		if err := bareMail(c, f, mail); err != nil {
			return err
		}
	}
	return c.Quit()
}

func bareMail(c *gomail.Client, f *os.File, mail []byte) error {
	if err := c.Mail("<sam@example.test>"); err != nil {
		return err
	}
	if err := c.Rcpt("<sam@example.test>"); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(mail); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	if _, err := f.Write(mail); err != nil {
		return err
	}
	return f.Sync()
}
