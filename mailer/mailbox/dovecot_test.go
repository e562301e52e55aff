package mailbox

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"text/template"
	"time"

	"followup/rules"
)

// TestDovecot looks into mailboxes of Debian's Dovecot, which .ci/servers has it start: on ports of its own, as a user
// without rights, and with nothing left behind.
func TestDovecot(t *testing.T) {
	if os.Getenv("FOLLOWUP_DOVECOT") == "" {
		t.Skip("FOLLOWUP_DOVECOT is not set; .ci/servers sets it")
	}
	d := startDovecot(t)
	t.Run("encryption", d.encryption)
	t.Run("tokens", d.tokens)
	t.Run("news", d.news)
	t.Run("names", d.names)
	t.Run("drafts", d.drafts)
	t.Run("large", d.large)
	t.Run("many", d.many)
}

// dovecot is a running Dovecot with a Maildir for each user.
type dovecot struct {
	dir          string
	plain, imaps int // ports
	uid          int
	trust        *tls.Config
	delivered    int
}

var dovecotConfig = template.Must(template.New("").Parse(`
base_dir = {{.Dir}}/run
state_dir = {{.Dir}}/run
log_path = {{.Dir}}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {{.User}}
default_internal_group = {{.Group}}
default_login_user = {{.User}}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <{{.Dir}}/cert.pem
ssl_key = <{{.Dir}}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = maildir:{{.Dir}}/mail/%u
maildir_stat_dirs = yes
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {{.Dir}}/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=secret
}
userdb {
  driver = static
  args = uid={{.User}} gid={{.Group}} home={{.Dir}}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \Sent
  }
  mailbox Archive {
    special_use = \Archive
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = {{.Plain}}
  }
  inet_listener imaps {
    port = {{.TLS}}
  }
}
service anvil {
  chroot =
}
`))

func startDovecot(t *testing.T) *dovecot {
	t.Helper()
	d := &dovecot{dir: t.TempDir(), uid: os.Getuid()}
	if d.uid == 0 {
		d.uid = 65534 // nobody
	}
	cert, key, trust := certificates(t, "127.0.0.1")
	d.trust = trust
	oauth2 := "tokeninfo_url = " + tokenInfo(t) + "/?access_token=\n"
	for name, content := range map[string]string{"cert.pem": cert, "key.pem": key, "log": "", "oauth2.conf": oauth2} {
		d.write(t, filepath.Join(d.dir, name), content)
	}
	for _, name := range []string{"run", "mail"} {
		d.mkdir(t, filepath.Join(d.dir, name))
	}
	for dir := d.dir; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		_ = os.Chmod(dir, 0o755)
	}
	d.mine(t, d.dir)
	t.Cleanup(func() {
		if log, _ := os.ReadFile(filepath.Join(d.dir, "log")); t.Failed() {
			t.Logf("%s", log[max(0, len(log)-4000):])
		}
	})
	for range 5 { // somebody else may take a port
		if d.serve(t) {
			return d
		}
	}
	t.Fatal("dovecot does not start")
	return nil
}

// serve starts the server on two free ports, and reports whether it greets.
func (d *dovecot) serve(t *testing.T) bool {
	t.Helper()
	d.plain, d.imaps = freePort(t), freePort(t)
	var text bytes.Buffer
	err := dovecotConfig.Execute(&text, map[string]any{
		"Dir": d.dir, "User": "nobody", "Group": "nogroup", "Plain": d.plain, "TLS": d.imaps,
	})
	if err != nil {
		t.Fatal(err)
	}
	d.write(t, filepath.Join(d.dir, "conf"), text.String())
	cmd := exec.Command("dovecot", "-F", "-c", filepath.Join(d.dir, "conf"))
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(d.uid), Gid: uint32(d.uid)}}
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = cmd.Wait() }()
	t.Cleanup(func() { _ = cmd.Process.Signal(syscall.SIGTERM); <-ended })
	for range 400 {
		select {
		case <-ended:
			return false
		case <-time.After(25 * time.Millisecond):
		}
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", d.plain))
		if err != nil {
			continue
		}
		_ = c.SetDeadline(time.Now().Add(10 * time.Second))
		greeting, _ := bufio.NewReader(c).ReadString('\n')
		_ = c.Close()
		return strings.HasPrefix(greeting, "* OK")
	}
	return false
}

// freePort is below the ports that outgoing connections take.
func freePort(t *testing.T) int {
	t.Helper()
	for range 1000 {
		port := 20_000 + rand.IntN(10_000)
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			_ = l.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

func (d *dovecot) mine(t *testing.T, path string) {
	t.Helper()
	if os.Getuid() == 0 {
		if err := os.Chown(path, d.uid, d.uid); err != nil {
			t.Fatal(err)
		}
	}
}

func (d *dovecot) mkdir(t *testing.T, path string) {
	t.Helper()
	for _, p := range []string{filepath.Dir(path), path} {
		if err := os.Mkdir(p, 0o755); err == nil {
			d.mine(t, p)
		}
	}
}

func (d *dovecot) write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	d.mine(t, path)
}

// deliver puts a mail into a folder of a user, as received at a time. The folder is as in a Maildir, "" for the INBOX.
func (d *dovecot) deliver(t *testing.T, user, folder, mail string, at time.Time) {
	t.Helper()
	dir := filepath.Join(d.dir, "mail", user)
	d.mkdir(t, dir)
	if folder != "" {
		dir = filepath.Join(dir, "."+folder)
	}
	for _, sub := range []string{"cur", "new", "tmp"} {
		d.mkdir(t, filepath.Join(dir, sub))
	}
	d.delivered++
	path := filepath.Join(dir, "new", fmt.Sprintf("%d.M%d.host", at.Unix(), d.delivered))
	d.write(t, path, strings.ReplaceAll(mail, "\r\n", "\n"))
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// client returns a client for a user, and what it says and hears.
func (d *dovecot) client(t *testing.T, user string, change ...func(*Config)) (*Client, *tap) {
	t.Helper()
	heard := &tap{}
	cfg := Config{
		Host: "127.0.0.1", Port: d.plain, TLS: NoTLS, Username: user, TLSConfig: d.trust,
		Password: func(context.Context) (string, error) { return "secret", nil },
		Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := new(net.Dialer).DialContext(ctx, network, addr)
			return tapped{c, heard}, err
		},
	}
	for _, f := range change {
		f(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c, heard
}

// tap counts what goes through a connection.
type tap struct {
	mu       sync.Mutex
	sent     bytes.Buffer
	received int
}

// counted returns the commands and the bytes in both directions since the last time.
func (p *tap) counted() (commands, bytes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	commands, bytes = strings.Count(p.sent.String(), "\r\n"), p.sent.Len()+p.received
	p.sent.Reset()
	p.received = 0
	return commands, bytes
}

type tapped struct {
	net.Conn
	tap *tap
}

func (c tapped) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.tap.mu.Lock()
	defer c.tap.mu.Unlock()
	c.tap.received += n
	return n, err
}

func (c tapped) Write(p []byte) (int, error) {
	c.tap.mu.Lock()
	c.tap.sent.Write(p)
	c.tap.mu.Unlock()
	return c.Conn.Write(p)
}

func (d *dovecot) encryption(t *testing.T) {
	d.deliver(t, "tls", "", letter("hello"), time.Now())
	for mode, port := range map[TLSMode]int{NoTLS: d.plain, StartTLS: d.plain, ImplicitTLS: d.imaps} {
		for _, auth := range []string{"", authPlain, authLogin} {
			c, _ := d.client(t, "tls", func(cfg *Config) { cfg.TLS, cfg.Port, cfg.Auth = mode, port, auth })
			if got, _, err := lookAt(t, c, nil); err != nil || !slices.Equal(got, []string{"inbox hello"}) {
				t.Errorf("%s, %q: %v, %v", mode, auth, got, err)
			}
		}
	}
	c, _ := d.client(t, "tls", func(cfg *Config) {
		cfg.Password = func(context.Context) (string, error) { return "wrong", nil }
	})
	if _, _, err := lookAt(t, c, nil); err == nil || !strings.Contains(err.Error(),
		"refused the username or password") {
		t.Errorf("a wrong password: %v", err)
	}
}

// tokenInfo starts the server that Dovecot asks whose a token is. That of a user is "token-of-" and the name.
func tokenInfo(t *testing.T) (url string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, ok := strings.CutPrefix(r.FormValue("access_token"), "token-of-")
		if !ok {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"email": user})
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// tokens logs in by a token, in both forms, and with one that is refused.
func (d *dovecot) tokens(t *testing.T) {
	d.deliver(t, "token", "", letter("hello"), time.Now())
	for _, auth := range []string{authXOAuth2, authOAuthBearer} {
		c, _ := d.client(t, "token", func(cfg *Config) {
			cfg.Auth = authXOAuth2
			cfg.Password = func(context.Context) (string, error) { return "token-of-token", nil }
		})
		c.cfg.Auth = auth // the standard is not chosen by name: a server that knows both gets the other
		if got, _, err := lookAt(t, c, nil); err != nil || !slices.Equal(got, []string{"inbox hello"}) {
			t.Errorf("%s: %v, %v", auth, got, err)
		}
		for _, wrong := range []string{"token-of-somebody", "none"} {
			c.cfg.Password = func(context.Context) (string, error) { return wrong, nil }
			_, _, err := lookAt(t, c, nil)
			if err == nil || !strings.Contains(err.Error(), "refused") || strings.Contains(err.Error(), wrong) {
				t.Errorf("%s with another's token: %v", auth, err)
			}
		}
	}
}

func (d *dovecot) news(t *testing.T) {
	now := time.Now()
	for i := range 30 {
		d.deliver(t, "news", "", letter(fmt.Sprintf("m%d", i)), now)
		d.deliver(t, "news", "", letter(fmt.Sprintf("old%d", i)), since.AddDate(0, -2, 0))
	}
	d.deliver(t, "news", "Sent", letter("sent"), now)
	d.deliver(t, "news", "Archive", letter("archived"), now)
	d.deliver(t, "news", "Junk", letter("junk"), now)
	c, heard := d.client(t, "news")
	folders, err := c.Check(t.Context(), since)
	want := []Folder{{"Sent", rules.FolderSent}, {"INBOX", rules.FolderInbox}, {"Archive", rules.FolderArchive},
		{"Junk", rules.FolderJunk}}
	if err != nil || !slices.Equal(folders, want) {
		t.Errorf("the folders: %v, %v", folders, err)
	}
	heard.counted()
	got, found, err := lookAt(t, c, nil)
	commands, bytes := heard.counted()
	if err != nil || len(got) != 33 || got[0] != "sent sent" || got[31] != "archive archived" ||
		got[32] != "junk junk" {
		t.Errorf("the first look: %v, %v", got, err)
	}
	t.Logf("the first look: %d mails with their text, %d commands, %d bytes", len(got), commands, bytes)

	got, again, err := lookAt(t, c, found.Marks)
	commands, bytes = heard.counted()
	if err != nil || len(got) > 0 || !slices.Equal(again.Marks, found.Marks) || bytes > 2000 {
		t.Errorf("without news: %v, %+v, %d bytes, %v", got, again, bytes, err)
	}
	t.Logf("without news: %d commands, %d bytes", commands, bytes)
	d.idle(t, found.Marks)

	d.deliver(t, "news", "", letter("new"), now)
	got, found, err = lookAt(t, c, found.Marks)
	if err != nil || !slices.Equal(got, []string{"inbox new"}) {
		t.Errorf("with a new mail: %v, %v", got, err)
	}
	if read, _ := filepath.Glob(filepath.Join(d.dir, "mail/news/*/*:2,?*")); len(read) > 0 {
		t.Errorf("the looks have marked mails: %q", read)
	}

	if err := os.Remove(filepath.Join(d.dir, "mail/news/dovecot-uidlist")); err != nil {
		t.Fatal(err)
	}
	stale, _ := filepath.Glob(filepath.Join(d.dir, "mail/news/dovecot.index*"))
	for _, path := range stale {
		_ = os.Remove(path)
	}
	got, again, err = lookAt(t, c, found.Marks)
	if err != nil || len(got) != 31 || again.Marks[1].UIDValidity == found.Marks[1].UIDValidity {
		t.Errorf("after UIDVALIDITY has changed: %d mails, %+v, before %+v, %v", len(got), again.Marks, found.Marks,
			err)
	}
}

// names: without SPECIAL-USE a folder is known by its name, in modified UTF-7 where it has letters beyond ASCII.
// idle measures looks without news, with the encryption.
func (d *dovecot) idle(t *testing.T, marks []rules.MailMark) {
	c, heard := d.client(t, "news", func(cfg *Config) { cfg.TLS, cfg.Port = ImplicitTLS, d.imaps })
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	const looks = 20
	var begun time.Duration
	for i := range looks + 1 {
		if i == 1 { // the first begins the encryption anew
			heard.counted()
			begun = used()
		}
		if got, _, err := lookAt(t, c, marks); err != nil || len(got) > 0 {
			t.Fatalf("without news: %v, %v", got, err)
		}
	}
	_, bytes := heard.counted()
	t.Logf("without news, encrypted: %d bytes, %.1f ms of processor time", bytes/looks,
		float64((used()-begun)/looks)/1e6)
}

func (d *dovecot) names(t *testing.T) {
	for i, tt := range []struct{ sent, junk string }{
		{"Gesendete Elemente", "Unerw&APw-nscht"}, {"&AMk-l&AOk-ments envoy&AOk-s", "Courrier ind&AOk-sirable"},
		{"Wys&AUI-ane", "Spam"},
	} {
		user := fmt.Sprintf("names%d", i)
		d.deliver(t, user, "", letter("in"), time.Now())
		d.deliver(t, user, tt.sent, letter("out"), time.Now())
		d.deliver(t, user, tt.junk, letter("junk"), time.Now())
		d.deliver(t, user, "Entw&APw-rfe", letter("draft"), time.Now())
		c, _ := d.client(t, user)
		got, found, err := lookAt(t, c, nil)
		if err != nil || !slices.Equal(got, []string{"sent out", "inbox in", "junk junk"}) {
			t.Errorf("%s: %v, %v", tt.sent, got, err)
		}
		if got, _, err := lookAt(t, c, found.Marks); err != nil || len(got) > 0 {
			t.Errorf("%s, again: %v, %v", tt.sent, got, err)
		}
	}
}

// large: a mail of 64 MB costs its header and 256 KB.
func (d *dovecot) large(t *testing.T) {
	d.deliver(t, "large", "", letter("large")+strings.Repeat(strings.Repeat("x", 70)+"\r\n", 64<<20/72), time.Now())
	c, heard := d.client(t, "large")
	heard.counted()
	found, err := c.Look(t.Context(), nil, since, func(rules.Mail) bool { return true })
	if _, bytes := heard.counted(); err != nil || len(found.Mails) != 1 || !found.Mails[0].HasText || bytes > 300<<10 {
		t.Errorf("%d bytes, %d mails, %v", bytes, len(found.Mails), err)
	}
}

// many: 50,000 mails, all of them since the oldest interview.
func (d *dovecot) many(t *testing.T) {
	const count = 50_000
	for i := range count {
		d.deliver(t, "many", "", letter(fmt.Sprintf("m%d", i)), time.Now().Add(time.Duration(i-count)*time.Second))
	}
	c, heard := d.client(t, "many", func(cfg *Config) { cfg.LookTimeout = 10 * time.Minute })
	if _, err := c.Check(t.Context(), since); err != nil { // Dovecot makes its index
		t.Fatal(err)
	}
	heard.counted()
	peak, stop := watchHeap()
	begun, seen := time.Now(), 0
	found, err := c.Look(t.Context(), nil, since, func(rules.Mail) bool { seen++; return false })
	took := time.Since(begun)
	stop()
	commands, bytes := heard.counted()
	if err != nil || seen != count || found.Marks[0].UIDNext != count+1 {
		t.Errorf("%d mails, %+v, %v", seen, found, err)
	}
	t.Logf("%d mails at first: %s, heap %.1f MB, %d commands, %.1f MB", count, took.Round(10*time.Millisecond),
		float64(*peak)/1e6, commands, float64(bytes)/1e6)
}

// watchHeap notes how large the heap becomes until stop is called.
func watchHeap() (peak *uint64, stop func()) {
	peak = new(uint64)
	runtime.GC()
	over, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapAlloc)
			select {
			case <-over:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return peak, func() { close(over); <-done }
}
