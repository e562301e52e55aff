package smtp

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// script is a server as a map from command to reply. Instead of a reply it may "drop" the connection, "reset" it or
// "stall" until the test is over; "250 ok; drop" does both in turn, "raw " introduces bytes to be sent as they are, and
// "endless " bytes to be sent until the client hangs up. The keys are the commands, "greeting", "body" (after the first
// line of the message), "." (the final dot), and with a number ("MAIL 2") the command's second time.
type script map[string]string

// fakeServer follows its script on the first connection and behaves well on all later ones.
type fakeServer struct {
	script   script
	offers   string // the extensions it announces
	tls      *tls.Config
	implicit bool
	stalls   chan struct{} // if set, closed when it stalls

	hello func(name string, from net.Addr) bool // if set, whether it takes the name in EHLO

	listener net.Listener
	over     chan struct{}
	done     sync.WaitGroup

	mu       sync.Mutex
	wire     bytes.Buffer // every byte the client sent, as it was on the wire
	commands []string
	messages []string
	dialled  int
	open     int
}

func (f *fakeServer) start(t testing.TB) (port int) {
	t.Helper()
	var err error
	if f.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	f.over = make(chan struct{})
	f.done.Go(f.accept)
	t.Cleanup(func() {
		_ = f.listener.Close()
		close(f.over)
		f.done.Wait()
	})
	return f.listener.Addr().(*net.TCPAddr).Port
}

func (f *fakeServer) accept() {
	for {
		c, err := f.listener.Accept()
		if err != nil {
			return
		}
		f.serve(c)
	}
}

// serve talks to one client, concurrently with others.
func (f *fakeServer) serve(c net.Conn) {
	f.mu.Lock()
	f.dialled++
	f.open++
	s := f.script
	if f.dialled > 1 {
		s = nil
	}
	f.mu.Unlock()
	f.done.Go(func() {
		t := &talk{server: f, script: s, raw: c, seen: map[string]int{}}
		t.run()
		_ = c.Close()
		f.mu.Lock()
		f.open--
		f.mu.Unlock()
	})
}

func (f *fakeServer) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wire.Write(p)
}

// state returns what the server has seen so far.
func (f *fakeServer) state() (wire string, messages []string, dialled, open int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wire.String(), append([]string(nil), f.messages...), f.dialled, f.open
}

// waitClosed waits until the client has closed every connection.
func (f *fakeServer) waitClosed(t testing.TB) {
	t.Helper()
	for range 200 {
		if _, _, _, open := f.state(); open == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("a connection is still open")
}

// tapped is a connection whose incoming bytes are recorded before they are decrypted.
type tapped struct {
	net.Conn
	tap *fakeServer
}

func (c tapped) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	_, _ = c.tap.Write(p[:n])
	return n, err
}

// talk is the dialogue over one connection.
type talk struct {
	server *fakeServer
	script script
	raw    net.Conn
	conn   net.Conn
	in     *bufio.Reader
	seen   map[string]int
}

func (t *talk) run() {
	t.conn = tapped{t.raw, t.server}
	if t.server.implicit {
		t.conn = tls.Server(t.conn, t.server.tls)
	}
	t.in = bufio.NewReader(t.conn)
	if !t.say("greeting", "220 ready") {
		return
	}
	for {
		line, err := t.in.ReadString('\n')
		if err != nil || !t.answer(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

func (t *talk) answer(line string) bool {
	verb := strings.ToUpper(strings.SplitN(line, " ", 2)[0])
	t.server.mu.Lock()
	t.server.commands = append(t.server.commands, verb)
	t.server.mu.Unlock()
	switch verb {
	case "EHLO", "HELO":
		if hello := t.server.hello; hello != nil && !hello(strings.TrimSpace(line[len(verb):]), t.raw.RemoteAddr()) {
			return t.say(verb, "501 5.5.4 that is not your name")
		}
		if verb == "HELO" {
			return t.say(verb, "250 fake")
		}
		return t.say(verb, "250-fake\r\n250-8BITMIME\r\n"+t.server.offers+"250 HELP")
	case "STARTTLS":
		if !t.say(verb, "220 go on") {
			return false
		}
		if t.script[verb] == "" || strings.HasPrefix(t.script[verb], "raw 220") {
			t.conn = tls.Server(t.conn, t.server.tls)
			t.in = bufio.NewReader(t.conn)
		}
		return true
	case "AUTH":
		return t.say(verb, "235 welcome")
	case "DATA":
		if !t.say(verb, "354 go on") {
			return false
		}
		said := strings.TrimPrefix(t.script[verb], "raw ")
		return said != "" && !strings.HasPrefix(said, "354") || t.message()
	case "QUIT":
		_ = t.say(verb, "221 bye")
		return false
	}
	return t.say(verb, "250 ok")
}

// message reads up to the final dot.
func (t *talk) message() bool {
	var b strings.Builder
	for first := true; ; first = false {
		line, err := t.in.ReadString('\n')
		if err != nil {
			return false
		}
		if first && t.script["body"] != "" {
			return t.say("body", "")
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(strings.TrimPrefix(line, "."))
	}
	if reply := strings.TrimPrefix(t.script["."], "raw "); reply == "" || strings.HasPrefix(reply, "2") {
		t.server.mu.Lock()
		t.server.messages = append(t.server.messages, b.String())
		t.server.mu.Unlock()
	}
	return t.say(".", "250 taken")
}

// say sends the script's reply, or the usual one. It returns false to end the connection.
func (t *talk) say(key, usual string) bool {
	t.seen[key]++
	reply := t.script[key]
	if t.seen[key] > 1 {
		reply = t.script[key+" 2"]
	}
	if reply == "" {
		reply = usual
	}
	if raw, ok := strings.CutPrefix(reply, "raw "); ok {
		_, err := t.conn.Write([]byte(raw))
		return err == nil
	}
	if text, ok := strings.CutPrefix(reply, "endless "); ok {
		for chunk := bytes.Repeat([]byte(text), 1+32<<10/len(text)); ; {
			if _, err := t.conn.Write(chunk); err != nil {
				return false
			}
		}
	}
	for part := range strings.SplitSeq(reply, "; ") {
		switch part {
		case "drop":
			return false
		case "reset":
			_ = t.raw.(*net.TCPConn).SetLinger(0) // so that closing it sends an RST instead of a FIN
			return false
		case "stall":
			if t.server.stalls != nil {
				close(t.server.stalls)
			}
			<-t.server.over
			return false
		}
		if _, err := t.conn.Write([]byte(part + "\r\n")); err != nil {
			return false
		}
	}
	return true
}
