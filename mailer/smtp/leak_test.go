package smtp

import (
	"net"
	"os"
	"runtime"
	"testing"
	"time"

	"followup/rules/outbox"
)

// TestFailedDialsLeaveNothingBehind: a daemon whose mail server is down for months dials it again and again. Set
// FOLLOWUP_LONG for ten thousand dials of each kind.
func TestFailedDialsLeaveNothingBehind(t *testing.T) {
	dials := 1000
	if os.Getenv("FOLLOWUP_LONG") != "" {
		dials = 10_000
	}
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	hangsUp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = hangsUp.Close() })
	go func() {
		for {
			c, err := hangsUp.Accept()
			if err != nil {
				return
			}
			_, _ = c.Write([]byte("220 ready\r\n"))
			_ = c.Close()
		}
	}()

	for _, tt := range []struct {
		name string
		at   net.Listener
	}{{"refused", closed}, {"hung up after the greeting", hangsUp}} {
		t.Run(tt.name, func(t *testing.T) {
			cfg := withLogin(config())
			cfg.Port = tt.at.Addr().(*net.TCPAddr).Port
			m := mustNew(t, cfg)
			try := func() {
				if r := m.Deliver(t.Context(), message(1)); r.Outcome != outbox.ChannelFault {
					t.Fatalf("got %+v", r)
				}
			}
			try() // the first one opens what the process keeps, such as its poller
			files, routines := openFiles(t), runtime.NumGoroutine()
			begin := time.Now()
			for range dials {
				try()
			}
			took := time.Since(begin)
			settle(t, routines, routines)
			if now := openFiles(t); now > files {
				t.Errorf("%d open files, %d before", now, files)
			}
			t.Logf("%d dials in %s: %d open files before and %d after, %d goroutines before and %d after",
				dials, took.Round(time.Millisecond), files, openFiles(t), routines, runtime.NumGoroutine())
		})
	}
}

// openFiles returns the number of open file descriptors of the process.
func openFiles(t testing.TB) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("this system does not tell which files are open")
	}
	return len(list)
}
