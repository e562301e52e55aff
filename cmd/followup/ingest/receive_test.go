package ingest

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// zeros is a file of 64 MB.
type zeros struct{ left int }

func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), z.left)
	z.left -= n
	return n, nil
}

// TestReceive: a mail is read to its end and little of it is kept, and what differs from try to try is no part of it.
func TestReceive(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	big := &zeros{64 << 20}
	m, err := Receive(io.MultiReader(strings.NewReader("Subject: x\n\n"), big))
	runtime.ReadMemStats(&after)
	used := after.TotalAlloc - before.TotalAlloc
	if err != nil || big.left != 0 || len(m.data) > 300<<10 || used > 4<<20 {
		t.Errorf("%d bytes left, %d kept, %d used (%v)", big.left, len(m.data), used, err)
	}
	hashes := map[[sha256.Size]byte]bool{}
	for _, first := range []string{
		"", "From sam@example.org  Tue Dec  1 18:00:00 2026\n", "From " + strings.Repeat("x", 9000) + "\n",
	} {
		m, err := Receive(strings.NewReader(first + "Subject: x\n\n"))
		if err != nil {
			t.Fatal(err)
		}
		hashes[m.Hash] = true
	}
	if len(hashes) != 1 {
		t.Errorf("%d hashes of one mail", len(hashes))
	}
	for _, odd := range []string{"", "From x", "From ", "\n"} {
		if _, err := Receive(strings.NewReader(odd)); err != nil {
			t.Errorf("%q: %v", odd, err)
		}
	}
}

func TestTries(t *testing.T) {
	dir := t.TempDir()
	locked, open := filepath.Join(dir, "link"), filepath.Join(dir, "open")
	if err := os.Symlink(dir, locked); err != nil {
		t.Fatal(err)
	}
	tries := Tries{[]string{locked, open}}
	hash, other := sha256.Sum256([]byte("a")), sha256.Sum256([]byte("b"))
	for want := 1; want <= 3; want++ {
		if n, err := tries.Failed(hash, now); n != want || err != nil {
			t.Errorf("try %d is the %dth (%v)", want, n, err)
		}
	}
	if n, err := tries.Failed(other, now); n != 1 || err != nil {
		t.Errorf("another mail: %d, %v", n, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.tries")); err != nil || len(left) > 0 {
		t.Errorf("behind a link it made %v (%v)", left, err)
	}
	tries.Done(hash)
	if n, err := tries.Failed(hash, now); n != 1 || err != nil {
		t.Errorf("after it was done: %d, %v", n, err)
	}
	if _, err := tries.Failed(hash, time.Now().Add(keepTries+time.Hour)); err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(open, "*")); err != nil || len(left) != 1 {
		t.Errorf("after a month it has %v (%v)", left, err)
	}
	if _, err := (Tries{[]string{locked}}).Failed(hash, now); err == nil {
		t.Error("it counts behind a link")
	}
}
