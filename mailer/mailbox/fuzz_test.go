package mailbox

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// FuzzTranslate: the library reads whatever the server says, because it only gets what [wire.translate] makes of it.
// The exceptions are a tag that nobody gave and a challenge that nobody asked for.
func FuzzTranslate(f *testing.F) {
	for _, seed := range []string{
		"* FLAGS (\\Seen)\r\n* 5 EXISTS\r\n* OK [UIDNEXT 6] x\r\n",
		"* LIST (\\HasNoChildren \\Sent) \"/\" {4}\r\nSent\r\n* LIST () NIL &AMk-l&AOk-ments\r\n* LIST () \"\xff\" " +
			"\"R&D\"\r\n",
		"* 1 FETCH (FLAGS (a \"b\" (c)) BODY[HEADER.FIELDS (\"A]\" B)]<0> {3}\r\nabc UID 7)\r\n",
		"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n* OK [CAPABILITY X] y\r\n* SEARCH 1 2 0 (MODSEQ 5)\r\n",
		"* BYE\r\n* 3 FETCH (UID 0 BODY[] \"x\")\r\n* 3 FETCH (UID 1 BODY[] NIL)\r\n",
		"* ESEARCH (TAG \"A\") UID ALL 1:*\r\n* NAMESPACE NIL NIL NIL\r\n* OK {5}\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, said []byte) {
		w := &wire{}
		var out bytes.Buffer
		for in := bufio.NewReader(bytes.NewReader(said)); ; {
			r, err := readResponse(in)
			if err != nil {
				break
			}
			if bytes.HasPrefix(r.text, []byte("*")) {
				out.Write(w.translate(r))
			}
		}
		client, server := net.Pipe()
		defer server.Close()
		go func() {
			_, _ = server.Write([]byte("* OK [CAPABILITY IMAP4rev1] ready\r\n"))
			line, _ := bufio.NewReader(server).ReadString('\n')
			tag, _, _ := strings.Cut(line, " ")
			_, _ = server.Write(out.Bytes())
			_, _ = server.Write([]byte(tag + " OK done\r\n"))
			_, _ = io.Copy(io.Discard, server)
		}()
		_ = server.SetDeadline(time.Now().Add(20 * time.Second))
		c := imapclient.New(client, nil)
		defer c.Close()
		_ = c.WaitGreeting()
		if _, err := c.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
			t.Errorf("the library fails at %q: %v", out.Bytes(), err)
		}
	})
}

// FuzzServer: whatever a server says after the login, a look ends without a panic.
func FuzzServer(f *testing.F) {
	for _, seed := range []string{
		"* LIST (\\Sent) \"/\" Sent\r\nT2 OK x\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 3] x\r\nT3 OK x\r\n",
		"T2 OK\r\n* OK [UIDNEXT 4294967295]\r\n* OK [UIDVALIDITY 1]\r\nT3 OK\r\n* SEARCH 5\r\nT4 OK\r\n* 1 FETCH " +
			"(UID 5 BODY[] {2}\r\nab)\r\nT5 OK\r\n",
		"+ \r\n* BYE\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, said []byte) {
		c, err := New(Config{
			Host: "localhost", Port: 1, TLS: NoTLS, Username: "me", Password: fixed("x"), StepTimeout: 5 * time.Second,
			Dial: dialed(func(server net.Conn) {
				in := bufio.NewReader(server)
				_, _ = server.Write([]byte("* OK [CAPABILITY AUTH=PLAIN SASL-IR] ready\r\n"))
				_, _ = in.ReadString('\n')
				_, _ = server.Write([]byte("T1 OK [CAPABILITY IMAP4rev1] done\r\n"))
				_, _ = in.ReadString('\n')
				go func() { _, _ = io.Copy(io.Discard, in) }()
				_, _ = server.Write(said)
				_ = server.Close()
			}),
		})
		if err != nil {
			t.Fatal(err)
		}
		_, _, _ = lookAt(t, c, nil)
	})
}
