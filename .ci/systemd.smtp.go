// A mail server for .ci/systemd: it takes every mail on 127.0.0.1:2525, for one user, and writes each to a file.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: smtp DIR USER PASSWORD")
	}
	b := &backend{dir: os.Args[1], user: os.Args[2], password: os.Args[3]}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &session{backend: b}, nil
	}))
	server.Addr = "127.0.0.1:2525"
	server.Domain = "localhost"
	server.AllowInsecureAuth = true
	log.Fatal(server.ListenAndServe())
}

type backend struct {
	dir, user, password string
	taken               atomic.Int64
}

type session struct {
	*backend
	knows bool
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.user || password != s.password {
			return errors.New("wrong user or password")
		}
		s.knows = true
		return nil
	}), nil
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if !s.knows {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *session) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.dir, fmt.Sprintf("%03d.eml", s.taken.Add(1))), text, 0o644)
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }
