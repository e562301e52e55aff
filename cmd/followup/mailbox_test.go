package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/rogpeppe/go-internal/testscript"
)

// A box is the mailbox of a script.
type box struct {
	*imapmemserver.User
	address string
}

// boxes holds the mailboxes of the scripts that have one, by their folder.
var boxes sync.Map

// mailbox starts an IMAP server with the folders INBOX, Gesendet, Archiv, Spam and Entwürfe, and adds it to
// $WORK/config.toml, which mailserver has written.
func mailbox(ts *testscript.TestScript, _ bool, _ []string) {
	user := imapmemserver.NewUser("sam", "imap-secret")
	for _, name := range []string{"INBOX", "Gesendet", "Archiv", "Spam", "Entwürfe"} {
		ts.Check(user.Create(name, nil))
	}
	server := imapmemserver.New()
	server.AddUser(user)
	s := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return server.NewSession(), nil, nil
		},
		InsecureAuth: true, Caps: imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapUIDPlus: {}},
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	go func() { _ = s.Serve(l) }()
	ts.Defer(func() { _ = s.Close() })
	boxes.Store(ts.MkAbs("."), box{user, l.Addr().String()})
	f, err := os.OpenFile(ts.MkAbs("config.toml"), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = fmt.Fprintf(f, "[mailbox]\nhost = \"127.0.0.1\"\nport = %d\ntls = \"none\"\nusername = \"sam\"\n"+
		"password = \"imap-secret\"\n", l.Addr().(*net.TCPAddr).Port)
	ts.Check(err)
	ts.Check(f.Close())
}

// post FOLDER FILE [FIELD: VALUE]... puts a mail into a folder of the mailbox, dated $NOW, with these fields on top.
func post(ts *testscript.TestScript, _ bool, args []string) {
	now, err := time.Parse(time.RFC3339, ts.Getenv("NOW"))
	ts.Check(err)
	mail := strings.Join(append(args[2:], "Date: "+now.Format(time.RFC1123Z), ts.ReadFile(args[1])), "\n")
	mail = strings.ReplaceAll(strings.ReplaceAll(mail, "\r\n", "\n"), "\n", "\r\n")
	_, err = boxOf(ts).Append(args[0], literal{bytes.NewReader([]byte(mail))},
		&imap.AppendOptions{Time: now})
	ts.Check(err)
}

func boxOf(ts *testscript.TestScript) box {
	b, ok := boxes.Load(ts.MkAbs("."))
	if !ok {
		ts.Fatalf("the script has no mailbox")
	}
	return b.(box)
}

// folder FOLDER prints the mails in a folder of the mailbox, each below its flags.
func folder(ts *testscript.TestScript, _ bool, args []string) {
	c, err := imapclient.DialInsecure(boxOf(ts).address, nil)
	ts.Check(err)
	defer c.Close()
	ts.Check(c.Login("sam", "imap-secret").Wait())
	found, err := c.Select(args[0], &imap.SelectOptions{ReadOnly: true}).Wait()
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%d in %s\n", found.NumMessages, args[0])
	if found.NumMessages == 0 {
		return
	}
	all, err := c.Fetch(imap.SeqSet{{Start: 1}}, &imap.FetchOptions{
		Flags: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}},
	}).Collect()
	ts.Check(err)
	for _, m := range all {
		slices.Sort(m.Flags)
		fmt.Fprintf(ts.Stdout(), "%s\n%s\n", m.Flags, m.BodySection[0].Bytes)
	}
}

// literal is a mail for Append.
type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return l.Reader.Size() }
