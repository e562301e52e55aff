package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"time"
)

// A sink is a mail server that accepts everything at once and counts it. It does nothing else, so that the client is
// what is measured.
type sink struct {
	delay time.Duration // before each answer, as if the server were far away

	mu     sync.Mutex
	counts counts
	first  []byte       // the first mail
	told   func(counts) // called at the end of each connection, before the client learns of it
}

type counts struct{ connections, mails, replies int }

func sinkCommand(_ context.Context, args []string) error {
	flags := flag.NewFlagSet("sink", flag.ExitOnError)
	address := flags.String("listen", "127.0.0.1:0", "where to listen")
	dir := flags.String("dir", ".", "where the port, the counts and the first mail are written to")
	delay := flags.Duration("delay", 0, "how long to wait before each answer")
	_ = flags.Parse(args) // it exits
	l, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	s := &sink{delay: *delay}
	s.told = func(c counts) {
		put(*dir+"/counts", fmt.Appendln(nil, c.connections, c.mails, c.replies))
		put(*dir+"/mail", s.first)
	}
	put(*dir+"/counts", []byte("0 0 0\n"))
	put(*dir+"/port", fmt.Appendln(nil, l.Addr().(*net.TCPAddr).Port))
	s.serve(l)
	return nil
}

// put writes a file atomically.
func put(path string, text []byte) {
	err := os.WriteFile(path+".new", text, 0o600)
	if err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func (s *sink) serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			s.talk(c)
		}()
	}
}

func (s *sink) talk(c net.Conn) {
	s.count(func(n *counts) { n.connections++ })
	in := bufio.NewReaderSize(c, 64<<10)
	answer := func(text string) {
		s.count(func(n *counts) { n.replies++ })
		time.Sleep(s.delay)
		_, _ = io.WriteString(c, text+"\r\n") // if the client is gone, the next read says so
	}
	answer("220 sink")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(line)), " "); verb {
		case "EHLO":
			answer("250-sink\r\n250 8BITMIME")
		case "DATA":
			answer("354 go on")
			if !s.take(in) {
				return
			}
			answer("250 taken")
		case "QUIT":
			s.mu.Lock()
			if s.told != nil {
				s.told(s.counts)
			}
			s.mu.Unlock()
			answer("221 bye")
			return
		default:
			answer("250 ok")
		}
	}
}

// take reads one mail.
func (s *sink) take(in *bufio.Reader) bool {
	var mail bytes.Buffer
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return false
		}
		if string(line) == ".\r\n" {
			break
		}
		mail.Write(line)
	}
	s.count(func(n *counts) { n.mails++ })
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.first == nil {
		s.first = mail.Bytes()
	}
	return true
}

func (s *sink) count(change func(*counts)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.counts)
}
