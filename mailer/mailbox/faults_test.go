package mailbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// poisoned returns a server with so many mails of which one is answered in an odd way, alone and with others.
func poisoned(count, bad uint32, answer string) *fakeServer {
	f := &fakeServer{boxes: []*box{{name: "INBOX", validity: 1, next: count + 1, mails: letters(numbers(1, count)...)}}}
	f.poison = func(command string) string {
		set, part, _ := strings.Cut(strings.TrimPrefix(command, "UID FETCH "), " ")
		from, to := 0, 0
		if n, _ := fmt.Sscanf(set, "%d:%d", &from, &to); n == 1 {
			to = from
		}
		if strings.Contains(part, "HEADER") && uint32(from) <= bad && bad <= uint32(to) {
			return answer
		}
		return ""
	}
	return f
}

// TestOneBadMail: one mail that cannot be read is found by halving, skipped and noted, and costs no other one.
func TestOneBadMail(t *testing.T) {
	for _, tt := range []struct {
		name, answer, note string
		count              uint32
	}{
		{"refused", "<tag> NO [SERVERBUG] Subject: secret\r\n", "the server says NO [SERVERBUG]", 450},
		{"refused as a mistake", "<tag> BAD what\r\n", "the server says BAD", 450},
		{"it ends the connection", "<drop>", "the connection was closed", 450},
		{"with a goodbye", "* BYE internal error\r\n<drop>", "BYE internal error", 450},
		{"cut short", "* 1 FETCH (UID 60 BODY[] {500}\r\nSubj<drop>", "the connection was closed", 450},
		{"nonsense", "* 1 FETCH (UID 60 BODY[ (((\r\n<tag> OK done\r\n", "the answer cannot be read", 450},
		{"silence", "<stall>", "no answer in time", 61},
		{"64 MB", "* 1 FETCH (UID 60 BODY[HEADER] {67108864}\r\n<drop>", "it sent more of a mail", 450},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.answer == "<stall>" && testing.Short() {
				t.Skip("each answer is waited for")
			}
			t.Parallel()
			f := poisoned(tt.count, 60, tt.answer)
			c := f.client(t)
			if tt.name == "silence" {
				c.cfg.StepTimeout = 2 * time.Second
				c.sizes["INBOX"] = 59
			}
			got, found, err := lookAt(t, c, nil)
			if err != nil || len(got) != int(tt.count-1) || slices.Contains(got, "inbox m60") ||
				found.Marks[0].UIDNext != tt.count+1 {
				t.Errorf("%d mails, %+v, %v", len(got), found.Marks, err)
			}
			if want := "INBOX 60: " + tt.note; len(found.Skipped) != 1 || !strings.HasPrefix(found.Skipped[0], want) ||
				strings.Contains(found.Skipped[0], "secret") {
				t.Errorf("noted %q, want %q", found.Skipped, want)
			}
		})
	}
}

// TestTheLastMailIsBad: it may be the server, so it is tried in two looks more. The mails before it are not lost.
func TestTheLastMailIsBad(t *testing.T) {
	f := poisoned(20, 20, "* BYE maintenance\r\n<drop>")
	c := f.client(t)
	var marks []rules.MailMark
	seen := 0
	for look := range 3 {
		got, found, err := lookAt(t, c, marks)
		marks = found.Marks
		seen += len(got)
		switch {
		case look < 2 && (err == nil || !strings.Contains(err.Error(),
			"cannot read the folder INBOX (BYE maintenance)") ||
			marks[0].UIDNext != 20 || len(found.Skipped) > 0):
			t.Errorf("look %d: %+v, %v", look+1, found, err)
		case look == 2 && (err != nil || marks[0].UIDNext != 21 || len(found.Skipped) != 1):
			t.Errorf("look %d: %+v, %v", look+1, found, err)
		}
	}
	if seen != 19 {
		t.Errorf("%d mails", seen)
	}
}

// TestNoFolderIsHidden: a folder that the server does not open is named, by a look too if it is that of sent mail, and
// the others are read all the same.
func TestNoFolderIsHidden(t *testing.T) {
	for folder, fails := range map[string]bool{"Sent": true, "Junk": false} {
		f := &fakeServer{boxes: append(usualBoxes(), &box{name: "Junk", attributes: `\Junk`, validity: 9, next: 1})}
		f.odd = map[string]string{`EXAMINE "` + folder + `"`: "<tag> NO [NOPERM] locked\r\n"}
		c := f.client(t)
		named := func(err error) bool {
			return err != nil && strings.Contains(err.Error(), "cannot open the folder "+folder+" (NO [NOPERM] locked)")
		}
		got, found, err := lookAt(t, c, nil)
		if named(err) != fails || len(got) < 3 || len(found.Skipped) != 1 || len(found.Marks) != 2 {
			t.Errorf("%s: it saw %v, %+v, %v", folder, got, found, err)
		}
		if folders, err := c.Check(t.Context(), since); !named(err) {
			t.Errorf("%s: the check says %v, %v", folder, folders, err)
		}
	}
}

// TestNoMailIsReadable: a server that refuses every mail loses none of them.
func TestNoMailIsReadable(t *testing.T) {
	f := &fakeServer{boxes: usualBoxes(), odd: map[string]string{"UID FETCH": "<tag> NO [UNAVAILABLE] later\r\n"}}
	f.boxes[0].mails, f.boxes[0].next = letters(numbers(1, 900)...), 901
	f.boxes[1].mails = nil
	got, found, err := lookAt(t, f.client(t), usualMarks[:1])
	if err == nil || len(got) > 0 || len(found.Skipped) > 0 || !slices.Equal(found.Marks, usualMarks[:1]) {
		t.Errorf("%v, %+v, %v", got, found, err)
	}
	if commands, _ := f.said(); len(commands) > 30 {
		t.Errorf("%d commands", len(commands))
	}
}

// TestSilence: a server that says nothing more ends the look in its time, and nothing that was read before is lost.
func TestSilence(t *testing.T) {
	if testing.Short() {
		t.Skip("each answer is waited for")
	}
	for _, at := range []string{"CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE INBOX", "UID SEARCH", "UID FETCH 3:5",
		"UID FETCH 5 (UID BODY.PEEK[]"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			f := &fakeServer{boxes: usualBoxes(), odd: map[string]string{at: "<stall>"}}
			begun := time.Now()
			_, found, err := lookAt(t, f.client(t, briefly), usualMarks[:1])
			if at == "UID FETCH 5 (UID BODY.PEEK[]" {
				if err != nil || len(found.Mails) != 3 || len(found.Skipped) != 1 {
					t.Errorf("%+v, %v", found, err)
				}
			} else if at != "UID FETCH 3:5" && (err == nil || !strings.Contains(err.Error(), "no answer in time")) {
				t.Errorf("%+v, %v", found, err)
			}
			if strings.Contains(at, "INBOX") && !slices.Equal(found.Marks, usualMarks[:1]) {
				t.Errorf("%+v", found.Marks)
			}
			if took := time.Since(begun); took > 30*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// TestALookHasItsTime: a server that is always about to answer ends with the look, and so does one that never ends. One
// that does so for several mails at once is asked for each.
func TestALookHasItsTime(t *testing.T) {
	for _, tt := range []struct{ name, endless, err string }{
		{"slowly", "slow", "the look took longer than 2s, and the next one goes on from there"},
		{"flags", "* 1 FETCH (FLAGS (\\Seen))\r\n", "the look has read 8 MB, and the next one goes on from there"},
		{"mails", "* 1 FETCH (UID 4 BODY[] {65000}\r\n" + strings.Repeat("x", 65000) + ")\r\n",
			"the look has read 8 MB, and the next one goes on from there"},
		{"one line", strings.Repeat("x", 4096), ""},
		{"lists", strings.Repeat("(", 4096), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := &fakeServer{boxes: usualBoxes(), endless: map[string]string{"UID FETCH 3:5": tt.endless}}
			c := f.client(t, func(cfg *Config) {
				cfg.LookBytes = 8 << 20
				if tt.endless == "slow" {
					cfg.LookTimeout = 2 * time.Second
				}
			})
			peak, stop := watchHeap()
			_, found, err := lookAt(t, c, nil)
			stop()
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) ||
				tt.err != "" && !errors.Is(err, context.DeadlineExceeded) || !slices.Equal(found.Marks[:1],
				usualMarks[:1]) {
				t.Errorf("%+v, %v", found.Marks, err)
			}
			t.Logf("heap at most %.1f MB", float64(*peak)/1e6)
		})
	}
}

func TestCancelledLook(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	f := &fakeServer{boxes: usualBoxes()}
	c := f.client(t)
	found, err := c.Look(ctx, nil, since, func(rules.Mail) bool { cancel(errors.New("stop")); return true })
	if err == nil || len(found.Mails) > 1 {
		t.Errorf("%+v, %v", found, err)
	}
}

// TestLooksLeaveNothingBehind: a daemon looks every five minutes for months. Set FOLLOWUP_LONG for ten thousand.
func TestLooksLeaveNothingBehind(t *testing.T) {
	looks := 200
	if os.Getenv("FOLLOWUP_LONG") != "" {
		looks = 10_000
	}
	f := &fakeServer{boxes: usualBoxes()}
	good := f.client(t)
	bad := (&fakeServer{boxes: usualBoxes(), odd: map[string]string{"LIST": "nonsense\r\n<drop>"}}).client(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	away, _ := New(Config{Host: "127.0.0.1", Port: closed.Addr().(*net.TCPAddr).Port, TLS: NoTLS, Username: "me",
		Password: good.cfg.Password})
	round := func() {
		if _, _, err := lookAt(t, good, usualMarks); err != nil {
			t.Fatal(err)
		}
		for _, c := range []*Client{bad, away} {
			if _, _, err := lookAt(t, c, nil); err == nil {
				t.Fatal("it did not fail")
			}
		}
		f.said()
	}
	round()
	before := settled(0)
	for range looks {
		round()
	}
	if after := settled(before); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

// settled returns how many goroutines there are, once they are no more than wanted or some time has passed.
func settled(wanted int) int {
	for range 200 {
		if runtime.NumGoroutine() <= wanted {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	return runtime.NumGoroutine()
}
