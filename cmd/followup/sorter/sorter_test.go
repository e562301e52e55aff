package sorter

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSorted: by time, and at the same time as they were added, whether or not a file is needed, as often as one asks.
func TestSorted(t *testing.T) {
	for name, row := range map[string]struct {
		n, length int
		filed     bool
	}{
		"nothing":            {0, 0, false},
		"some":               {100, 10, false},
		"more than a buffer": {300, bufferSize / 100, true},
		"exactly a buffer":   {2, bufferSize/2 - 9, false},
		"large ones":         {3, 2 * bufferSize, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			type added struct {
				at    time.Time
				texts []string
			}
			var s Sorter
			defer s.Close()
			var all []added
			random := rand.New(rand.NewPCG(1, 2))
			for i := range row.n {
				a := added{time.Unix(random.Int64N(20)-10, random.Int64N(2)), []string{
					fmt.Sprint(i), "", "\x00\xff" + strings.Repeat("é", row.length/2)}}
				all = append(all, a)
				if err := s.Add(a.at, a.texts...); err != nil {
					t.Fatal(err)
				}
			}
			slices.SortStableFunc(all, func(x, y added) int { return x.at.Compare(y.at) })
			for range 2 {
				i := 0
				for r := range s.All() {
					if !r.At.Equal(all[i].at) || !slices.Equal(r.Texts, all[i].texts) {
						t.Fatalf("record %d: %v of %q, want %v of %q", i, r.At, r.Texts[0], all[i].at, all[i].texts[0])
					}
					i++
				}
				if i != row.n || s.Len() != row.n || s.Err() != nil {
					t.Errorf("%d of %d records (%d), %v", i, row.n, s.Len(), s.Err())
				}
			}
			if (s.file != nil) != row.filed {
				t.Errorf("there is a file: %t", s.file != nil)
			}
			if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
				t.Errorf("left in the directory: %v, %v", left, err)
			}
		})
	}
}

// TestEnough: the loop may end early.
func TestEnough(t *testing.T) {
	var s Sorter
	for i := range int64(3) {
		if err := s.Add(time.Unix(-i, 0), fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	for r := range s.All() {
		if r.Texts[0] != "2" {
			t.Errorf("the first is %q", r.Texts[0])
		}
		break
	}
}

// TestNoRoom: what cannot be kept or read back is an error, and says where the file was to be.
func TestNoRoom(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/missing")
	var s Sorter
	err := s.Add(time.Now(), strings.Repeat("x", bufferSize))
	if err == nil || !strings.Contains(err.Error(), os.Getenv("TMPDIR")) || !strings.Contains(err.Error(), "$TMPDIR") {
		t.Errorf("%v", err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	s = Sorter{}
	if err := s.Add(time.Now(), strings.Repeat("x", bufferSize)); err != nil {
		t.Fatal(err)
	}
	if err := s.file.Truncate(10); err != nil {
		t.Fatal(err)
	}
	for r := range s.All() {
		t.Errorf("read %d texts", len(r.Texts))
	}
	if err := s.Err(); err == nil || !strings.Contains(err.Error(), "reading back") {
		t.Errorf("%v", err)
	}
}
