package mailbox

import (
	"bufio"
	"cmp"
	"crypto/tls"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// box is a folder of a fakeServer: what LIST says of it, its UIDVALIDITY and UIDNEXT, and its mails by UID.
type box struct {
	name, attributes string // the name as it is on the wire
	validity, next   uint32
	mails            map[uint32]string
	deleted          []uint32 // marked so
}

// fakeServer speaks IMAP as a good server does, except for the commands that odd has an answer to: by the beginning of
// the command, such as "UID FETCH 5". In an answer "<tag>" is the tag and "<usual>" what a good server says; "<early>"
// begins one to an APPEND that does not wait for the mail; "<drop>" at its end closes the connection, and "<stall>"
// waits until the test is over.
type fakeServer struct {
	boxes    []*box
	offers   string // in its greeting; without it there are no capabilities in the greeting
	odd      map[string]string
	poison   func(command string) string // an odd answer to a FETCH, or ""
	endless  map[string]string           // like odd, but said again and again; "slow" is an empty response every 50 ms
	tls      *tls.Config
	implicit bool

	listener net.Listener
	over     chan struct{}
	done     sync.WaitGroup

	mu       sync.Mutex
	commands []string // without the tag
	sent     int      // bytes
}

func (f *fakeServer) start(t testing.TB) (port int) {
	t.Helper()
	var err error
	if f.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	f.over = make(chan struct{})
	f.done.Go(func() {
		for {
			c, err := f.listener.Accept()
			if err != nil {
				return
			}
			f.done.Go(func() {
				defer c.Close()
				(&talk{fakeServer: f, conn: c}).run()
			})
		}
	})
	t.Cleanup(func() {
		_ = f.listener.Close()
		close(f.over)
		f.done.Wait()
	})
	return f.listener.Addr().(*net.TCPAddr).Port
}

// said returns the commands that the server has got since the last time.
func (f *fakeServer) said() (commands []string, bytes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	commands, bytes = f.commands, f.sent
	f.commands, f.sent = nil, 0
	return commands, bytes
}

// talk is the talk with one client.
type talk struct {
	*fakeServer
	conn net.Conn
	open *box
}

func (k *talk) run() {
	if k.implicit {
		k.conn = tls.Server(k.conn, k.tls)
	}
	greeting := "* OK ready\r\n"
	if k.offers != "" {
		greeting = "* OK [CAPABILITY " + k.offers + "] ready\r\n"
	}
	if !k.say("greeting", "", greeting) {
		return
	}
	in := bufio.NewReader(k.conn)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		tag, command, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		k.mu.Lock()
		k.commands = append(k.commands, command)
		k.mu.Unlock()
		if !k.say(command, tag, k.usual(tag, command, in)) {
			return
		}
		if command == "STARTTLS" && k.tls != nil {
			k.conn = tls.Server(k.conn, k.tls)
			in.Reset(k.conn)
		}
	}
}

// say answers a command. It reports whether the talk goes on.
func (k *talk) say(command, tag, usual string) bool {
	answer := usual
	k.mu.Lock()
	for _, begin := range slices.Sorted(maps.Keys(k.odd)) {
		if strings.HasPrefix(command, begin) {
			answer = k.odd[begin]
		}
	}
	if k.poison != nil && strings.HasPrefix(command, "UID FETCH") {
		answer = cmp.Or(k.poison(command), answer)
	}
	answer = strings.NewReplacer("<tag>", tag, "<usual>", usual, "<early>", "").Replace(answer)
	k.mu.Unlock()
	for begin, again := range k.endless {
		if strings.HasPrefix(command, begin) {
			k.talkOn(again)
			return false
		}
	}
	answer, drop := strings.CutSuffix(answer, "<drop>")
	answer, stall := strings.CutSuffix(answer, "<stall>")
	n, err := k.conn.Write([]byte(answer))
	k.mu.Lock()
	k.sent += n
	k.mu.Unlock()
	if stall {
		<-k.over
	}
	return err == nil && !drop && !stall && command != "LOGOUT"
}

// talkOn says something until nobody listens.
func (k *talk) talkOn(again string) {
	for {
		if again == "slow" {
			time.Sleep(50 * time.Millisecond)
		}
		if _, err := k.conn.Write([]byte(strings.Replace(again, "slow", "* OK wait\r\n", 1))); err != nil {
			return
		}
	}
}

// usual returns what a good server answers.
func (k *talk) usual(tag, command string, in *bufio.Reader) string {
	ok := tag + " OK done\r\n"
	verb, rest, _ := strings.Cut(command, " ")
	switch verb {
	case "CAPABILITY":
		return "* CAPABILITY " + cmp.Or(k.offers, "IMAP4rev1 AUTH=PLAIN SASL-IR SPECIAL-USE "+
			"LIST-EXTENDED") + "\r\n" + ok
	case "AUTHENTICATE":
		if !strings.Contains(rest, " ") {
			_, _ = k.conn.Write([]byte("+ \r\n"))
			answer, _ := in.ReadString('\n')
			k.mu.Lock()
			k.commands = append(k.commands, strings.TrimSpace(answer))
			k.mu.Unlock()
		}
		return ok
	case "LIST":
		return k.list() + ok
	case "EXAMINE", "SELECT":
		return k.examine(strings.Trim(rest, `"`), tag)
	case "STATUS":
		return k.status(rest, tag)
	case "APPEND":
		return k.append(rest, tag, in)
	case "LOGOUT":
		return "* BYE bye\r\n" + ok
	case "UID":
		verb, rest, _ = strings.Cut(rest, " ")
		switch verb {
		case "SEARCH":
			return k.search(rest) + ok
		case "STORE", "EXPUNGE":
			return k.take(verb, rest) + ok
		}
		return k.fetch(rest) + ok
	}
	return ok
}

func (k *talk) list() string {
	list := `* LIST (\HasNoChildren) "/" INBOX` + "\r\n"
	for _, b := range k.boxes {
		if b.name != "INBOX" {
			list += fmt.Sprintf(`* LIST (\HasNoChildren %s) "/" "%s"`+"\r\n", b.attributes, b.name)
		}
	}
	return list
}

func (k *talk) examine(name, tag string) string {
	i := slices.IndexFunc(k.boxes, func(b *box) bool { return b.name == name })
	if i < 0 {
		return tag + " NO [NONEXISTENT] there is no such folder\r\n"
	}
	k.open = k.boxes[i]
	return fmt.Sprintf("* FLAGS (\\Seen)\r\n* %d EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY %d] valid\r\n* OK "+
		"[UIDNEXT %d] next\r\n"+
		"%s OK [READ-ONLY] done\r\n", len(k.open.mails), k.open.validity, k.open.next, tag)
}

func (k *talk) status(rest, tag string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(rest, `"`), `" (`)
	name, _, _ = strings.Cut(name, " (")
	i := slices.IndexFunc(k.boxes, func(b *box) bool { return b.name == name })
	if i < 0 {
		return tag + " NO [NONEXISTENT] there is no such folder\r\n"
	}
	b := k.boxes[i]
	return fmt.Sprintf("* STATUS %q (UIDVALIDITY %d UIDNEXT %d)\r\n%s OK done\r\n", b.name, b.validity, b.next, tag)
}

// search answers UID SEARCH SINCE as if all mails were new, and UID SEARCH UID.
func (k *talk) search(criteria string) string {
	if _, id, ok := strings.Cut(criteria, `HEADER "Message-ID" `); ok {
		return k.searchID(strings.Trim(id, `"`))
	}
	from := 0
	if set, ok := strings.CutPrefix(criteria, "UID "); ok {
		from, _ = strconv.Atoi(strings.TrimSuffix(set, ":*"))
	}
	list := "* SEARCH"
	uids := slices.Sorted(maps.Keys(k.open.mails))
	for i, uid := range uids {
		if int(uid) >= from || i == len(uids)-1 && from > 0 {
			list += fmt.Sprintf(" %d", uid)
		}
	}
	return list + "\r\n"
}

// searchID finds a part of a Message-ID, as servers do.
func (k *talk) searchID(id string) string {
	list := "* SEARCH"
	for _, uid := range slices.Sorted(maps.Keys(k.open.mails)) {
		if head, _, _ := strings.Cut(k.open.mails[uid], "\r\n\r\n"); strings.Contains(head, id) {
			list += fmt.Sprintf(" %d", uid)
		}
	}
	return list + "\r\n"
}

// append answers an APPEND of a mail that the client then sends.
func (k *talk) append(rest, tag string, in *bufio.Reader) string {
	if strings.HasPrefix(k.odd["APPEND"], "<early>") {
		return ""
	}
	name, rest, _ := strings.Cut(strings.TrimPrefix(rest, `"`), `"`)
	i := slices.IndexFunc(k.boxes, func(b *box) bool { return b.name == name })
	if i < 0 {
		return tag + " NO [TRYCREATE] there is no such folder\r\n"
	}
	size, _ := strconv.Atoi(rest[strings.Index(rest, "{")+1 : strings.Index(rest, "}")])
	if _, err := k.conn.Write([]byte("+ go on\r\n")); err != nil {
		return ""
	}
	mail := make([]byte, size)
	if _, err := io.ReadFull(in, mail); err != nil {
		return ""
	}
	_, _ = in.ReadString('\n')
	k.mu.Lock()
	defer k.mu.Unlock()
	b := k.boxes[i]
	b.mails[b.next] = string(mail)
	b.next++
	code := ""
	if strings.Contains(k.offers, "UIDPLUS") {
		code = fmt.Sprintf(" [APPENDUID %d %d]", b.validity, b.next-1)
	}
	return tag + " OK" + code + " done\r\n"
}

// take answers UID STORE +FLAGS.SILENT (\Deleted) and UID EXPUNGE, of one mail.
func (k *talk) take(verb, rest string) string {
	number, _, _ := strings.Cut(rest, " ")
	n, _ := strconv.Atoi(number)
	k.mu.Lock()
	defer k.mu.Unlock()
	if verb == "STORE" {
		k.open.deleted = append(k.open.deleted, uint32(n))
	} else if slices.Contains(k.open.deleted, uint32(n)) {
		delete(k.open.mails, uint32(n))
		return "* 1 EXPUNGE\r\n"
	}
	return ""
}

func (k *talk) fetch(rest string) string {
	set, part, _ := strings.Cut(rest, " ")
	var answer strings.Builder
	for _, piece := range strings.Split(set, ",") {
		first, last, ranged := strings.Cut(piece, ":")
		from, _ := strconv.Atoi(first)
		to := from
		if ranged {
			to, _ = strconv.Atoi(last)
		}
		for uid := from; uid <= to; uid++ {
			mail, ok := k.open.mails[uint32(uid)]
			if !ok {
				continue
			}
			name := "BODY[]<0>"
			if strings.Contains(part, "HEADER") {
				head, _, _ := strings.Cut(mail, "\r\n\r\n")
				mail, name = head+"\r\n\r\n", `BODY[HEADER.FIELDS ("FROM" "TO")]<0>`
			}
			mail = mail[:min(len(mail), maxText)]
			fmt.Fprintf(&answer, "* %d FETCH (UID %d %s {%d}\r\n%s)\r\n", uid, uid, name, len(mail), mail)
		}
	}
	return answer.String()
}

// letter returns a mail.
func letter(subject string) string {
	return "From: Jo Smith <jo@acme.test>\r\nTo: me@example.test\r\nSubject: " + subject + "\r\nMessage-Id: " +
		"<" + subject +
		"@acme.test>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n\r\nText of " + subject + "\r\n"
}

// letters returns a mail for each UID, with the subject m and its UID.
func letters(uids ...uint32) map[uint32]string {
	mails := map[uint32]string{}
	for _, uid := range uids {
		mails[uid] = letter(fmt.Sprintf("m%d", uid))
	}
	return mails
}

// numbers returns the UIDs from one to another.
func numbers(from, to uint32) (uids []uint32) {
	for uid := from; uid <= to; uid++ {
		uids = append(uids, uid)
	}
	return uids
}
