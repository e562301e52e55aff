package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// inbox is the demo's mail server: it listens on the loopback and keeps what it gets as files.
type inbox struct {
	dir, addr, host string
	port            int

	server *smtp.Server
	served chan error

	mu    sync.Mutex
	files map[string]string // by Message-ID
}

func openInbox(dir string) (*inbox, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	tcp := l.Addr().(*net.TCPAddr)
	in := &inbox{
		dir: dir, addr: l.Addr().String(), host: tcp.IP.String(), port: tcp.Port,
		files: map[string]string{}, served: make(chan error, 1),
	}
	in.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &inboxSession{in}, nil }))
	in.server.Domain = "localhost"
	in.server.ReadTimeout, in.server.WriteTimeout = 30*time.Second, 30*time.Second
	in.server.ErrorLog = quiet{}
	go func() { in.served <- in.server.Serve(l) }()
	return in, nil
}

func (in *inbox) close() error {
	err := in.server.Close()
	if served := <-in.served; !errors.Is(served, smtp.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// keep writes one mail to a file.
func (in *inbox) keep(raw []byte) error {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	name := fmt.Sprintf("%02d.eml", len(in.files)+1)
	in.files[m.Header.Get("Message-Id")] = name
	return os.WriteFile(filepath.Join(in.dir, name), raw, 0o600)
}

// file is the name of the file that holds the mail with the given Message-ID.
func (in *inbox) file(id string) (string, bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	name, ok := in.files[id]
	return name, ok
}

func (in *inbox) count() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.files)
}

// inboxSession takes every mail.
type inboxSession struct{ in *inbox }

func (s *inboxSession) Reset()                               { /* nothing is kept between mails */ }
func (s *inboxSession) Logout() error                        { return nil }
func (s *inboxSession) Mail(string, *smtp.MailOptions) error { return nil }
func (s *inboxSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s *inboxSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return s.in.keep(raw)
}

// quiet is a log for connections that end without a goodbye, which is no news here.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
