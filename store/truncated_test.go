package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTruncated: a database that was cut off, by an interrupted copy or a broken disk, is refused, and not one byte of
// the rest changes. If only the last page is cut off, that is found when the page is read: after a power cut the log
// may have it, so opening must not fail.
func TestTruncated(t *testing.T) {
	t.Parallel()
	s, _ := lived(t)
	sound := fileOf(t, s)
	last := len(sound) - 4096
	tried := 0
	for page := 0; page <= last; page += 4096 * some(5, 1, 1) { // 21 pages
		for _, size := range []int{page, page + 1, page + 100, page + 2048, page + 4095} {
			if size <= 1 {
				continue // refused as empty, or as not ours
			}
			tried++
			path := filepath.Join(t.TempDir(), "followup.db")
			writeFile(string(sound[:size]))(t, path)
			s, err := Open(t.Context(), path)
			if size > last && err == nil {
				err = errors.Join(s.Check(t.Context()), s.Close())
			} else if err == nil {
				t.Fatalf("with %d bytes left it was opened", size)
			}
			if err == nil || !strings.Contains(err.Error(), "is damaged; stop followup and restore a backup") {
				t.Errorf("with %d bytes left the error is %v, want it to say what to do", size, err)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, sound[:size]) {
				t.Errorf("the file of %d bytes was changed (%v)", size, err)
			}
			if names := namesIn(t, filepath.Dir(path)); len(names) != 1 {
				t.Errorf("with %d bytes left, there is also %q", size, names)
			}
		}
	}
	t.Logf("refused at each of %d sizes below %d bytes", tried, len(sound))
}

// TestDamagedLog: if the write-ahead log is cut off or has a flipped bit, what comes before the damage counts. The
// database is then as it was after some commit, sound, and never a mix. Later commits are lost, which cannot be
// noticed.
func TestDamagedLog(t *testing.T) {
	t.Parallel()
	s := open(t)
	const interviews = 8
	for range interviews {
		add(t, s, anInterview())
	}
	file, err := os.ReadFile(s.Path()) // only a copy is opened, so this may drop a lock
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(s.Path() + "-wal")
	if err != nil {
		t.Fatal(err)
	}

	damaged := map[string][]byte{"nothing": {}, "garbage": bytes.Repeat([]byte("garbage "), 2000)}
	for size := 32; size < len(log); size += (24 + 4096) * some(7, 1, 1) { // frames follow the header
		for _, n := range []int{size - 1, size + 2048} {
			damaged[fmt.Sprintf("%d bytes", n)] = log[:n]
		}
		flipped := slices.Clone(log)
		flipped[size+100] ^= 1
		damaged[fmt.Sprintf("a bit flipped in byte %d", size+100)] = flipped
	}
	left := map[int]int{}
	for name, log := range damaged {
		path := filepath.Join(t.TempDir(), "followup.db")
		writeFile(string(file))(t, path)
		writeFile(string(log))(t, path+"-wal")
		s := openAt(t, path)
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		cases, err := s.List(t.Context(), ListOptions{Closed: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for i, c := range cases { // latest first, without gaps
			if want := int64(len(cases) - i); c.ID != want || c.Company != "Acme" {
				t.Errorf("%s: found interview %d of %q instead of %d", name, c.ID, c.Company, want)
			}
		}
		if id := add(t, s, anInterview()); id != int64(len(cases)+1) {
			t.Errorf("%s: the next interview is %d after %d", name, id, len(cases))
		}
		left[len(cases)]++
	}
	if !brief() && len(left) != interviews { // if all are left, nothing was damaged
		t.Errorf("%v interviews were left, want each number from 0 to %d", left, interviews-1)
	}
	t.Logf("%d damaged logs; interviews that were left: %v", len(damaged), left)
}
