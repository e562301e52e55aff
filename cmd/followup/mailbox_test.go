package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/rogpeppe/go-internal/testscript"
)

// boxes holds the mailboxes of the scripts that have one, by their folder.
var boxes sync.Map

// mailbox starts an IMAP server with the folders INBOX, Gesendet, Archiv and Spam, and adds it to $WORK/config.toml,
// which mailserver has written.
func mailbox(ts *testscript.TestScript, _ bool, _ []string) {
	user := imapmemserver.NewUser("sam", "imap-secret")
	for _, name := range []string{"INBOX", "Gesendet", "Archiv", "Spam"} {
		ts.Check(user.Create(name, nil))
	}
	server := imapmemserver.New()
	server.AddUser(user)
	s := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return server.NewSession(), nil, nil
		},
		InsecureAuth: true,
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	go func() { _ = s.Serve(l) }()
	ts.Defer(func() { _ = s.Close() })
	boxes.Store(ts.MkAbs("."), user)
	f, err := os.OpenFile(ts.MkAbs("config.toml"), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = fmt.Fprintf(f, "[mailbox]\nhost = \"127.0.0.1\"\nport = %d\ntls = \"none\"\nusername = \"sam\"\n"+
		"password = \"imap-secret\"\n", l.Addr().(*net.TCPAddr).Port)
	ts.Check(err)
	ts.Check(f.Close())
}

// post FOLDER FILE [FIELD: VALUE]... puts a mail into a folder of the mailbox, dated $NOW, with these fields on top.
func post(ts *testscript.TestScript, _ bool, args []string) {
	user, ok := boxes.Load(ts.MkAbs("."))
	if !ok {
		ts.Fatalf("the script has no mailbox")
	}
	now, err := time.Parse(time.RFC3339, ts.Getenv("NOW"))
	ts.Check(err)
	mail := strings.Join(append(args[2:], "Date: "+now.Format(time.RFC1123Z), ts.ReadFile(args[1])), "\n")
	mail = strings.ReplaceAll(strings.ReplaceAll(mail, "\r\n", "\n"), "\n", "\r\n")
	_, err = user.(*imapmemserver.User).Append(args[0], literal{bytes.NewReader([]byte(mail))},
		&imap.AppendOptions{Time: now})
	ts.Check(err)
}

// literal is a mail for Append.
type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }
