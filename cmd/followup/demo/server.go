package demo

import (
	"errors"
	"io"
	"log"
	"net"
	"strconv"
	"time"

	"github.com/emersion/go-smtp"
)

// A Server is a mail server on the loopback that accepts every mail.
type Server struct {
	Host string
	Port int

	listener net.Listener
	smtp     *smtp.Server
	served   chan error
}

// Listen starts a server that hands each mail to keep, which several connections may call at the same time.
func Listen(keep func(raw []byte) error) (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	tcp := l.Addr().(*net.TCPAddr)
	s := &Server{Host: tcp.IP.String(), Port: tcp.Port, listener: l, served: make(chan error, 1)}
	s.smtp = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return session{keep}, nil }))
	s.smtp.Domain = "localhost"
	s.smtp.ReadTimeout, s.smtp.WriteTimeout = 30*time.Second, 30*time.Second
	s.smtp.ErrorLog = log.New(io.Discard, "", 0)
	go func() { s.served <- s.smtp.Serve(l) }()
	return s, nil
}

// Addr returns the address and port that the server listens on.
func (s *Server) Addr() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// Close ends the server and its connections.
func (s *Server) Close() error {
	err := s.smtp.Close()
	_ = s.listener.Close() // smtp does not know it yet if Serve has not begun; otherwise it is closed
	if served := <-s.served; !errors.Is(served, smtp.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// A session accepts everything.
type session struct{ keep func(raw []byte) error }

func (session) Reset()                               { /* nothing is kept between mails */ }
func (session) Logout() error                        { return nil }
func (session) Mail(string, *smtp.MailOptions) error { return nil }
func (session) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return s.keep(raw)
}
