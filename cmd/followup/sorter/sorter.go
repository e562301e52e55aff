// Package sorter sorts by time what is more than memory should hold.
package sorter

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"
)

// A Record is some texts that belong to a moment.
type Record struct {
	At    time.Time // without its zone
	Texts []string
}

// A Sorter takes records and yields them by their time. The texts of many are in a file without a name, which is gone
// when the process ends. The zero value is ready to use.
type Sorter struct {
	places []place
	file   *os.File // nil while the buffer holds everything
	buffer []byte   // what comes after the file's content
	filed  int64    // bytes in the file
	err    error    // the first of All
}

// A place is where the texts of a record are: each with its length before it.
type place struct {
	seconds     int64 // of the unix time
	nanoseconds int32
	length      uint32
	start       int64
}

// bufferSize is how many bytes of text memory holds. Some thousand records never make a file.
const bufferSize = 1 << 20

// Add adds a record.
func (s *Sorter) Add(at time.Time, texts ...string) error {
	before := len(s.buffer)
	for _, text := range texts {
		s.buffer = binary.AppendUvarint(s.buffer, uint64(len(text)))
		s.buffer = append(s.buffer, text...)
	}
	s.places = append(s.places, place{
		at.Unix(), int32(at.Nanosecond()), uint32(len(s.buffer) - before), s.filed + int64(before)})
	if len(s.buffer) < bufferSize {
		return nil
	}
	if err := s.empty(); err != nil {
		return fmt.Errorf("keeping what is to be sorted, in %s; $TMPDIR names another directory: %w", dir(), err)
	}
	return nil
}

// empty moves the buffer to the file.
func (s *Sorter) empty() error {
	if s.file == nil {
		f, err := os.CreateTemp(dir(), "followup-*")
		if err != nil {
			return err
		}
		s.file = f
		if err := os.Remove(f.Name()); err != nil {
			return err
		}
	}
	n, err := s.file.Write(s.buffer)
	s.filed += int64(n)
	s.buffer = s.buffer[:0]
	return err
}

// dir returns where the file is. /tmp may be in memory.
func dir() string { return cmp.Or(os.Getenv("TMPDIR"), "/var/tmp") }

// Len returns how many records were added.
func (s *Sorter) Len() int { return len(s.places) }

// All yields the records, the earliest first, and those of the same time as they were added. It may be called several
// times, and ends early at an error, which [Sorter.Err] returns.
func (s *Sorter) All() iter.Seq[Record] {
	slices.SortFunc(s.places, func(x, y place) int {
		return cmp.Or(cmp.Compare(x.seconds, y.seconds), cmp.Compare(x.nanoseconds, y.nanoseconds),
			cmp.Compare(x.start, y.start))
	})
	return func(yield func(Record) bool) {
		for _, p := range s.places {
			texts, err := s.read(p)
			if err != nil {
				s.err = cmp.Or(s.err, fmt.Errorf("reading back what was sorted: %w", err))
				return
			}
			if !yield(Record{time.Unix(p.seconds, int64(p.nanoseconds)), texts}) {
				return
			}
		}
	}
}

// read returns the texts at a place. No record is partly in the file.
func (s *Sorter) read(p place) (texts []string, err error) {
	all := make([]byte, p.length)
	if p.start < s.filed {
		_, err = s.file.ReadAt(all, p.start)
	} else {
		copy(all, s.buffer[p.start-s.filed:])
	}
	for err == nil && len(all) > 0 {
		length, n := binary.Uvarint(all)
		if n <= 0 || length > uint64(len(all)-n) {
			return nil, io.ErrUnexpectedEOF
		}
		texts = append(texts, string(all[n:n+int(length)]))
		all = all[n+int(length):]
	}
	return texts, err
}

// Err returns the first error of All.
func (s *Sorter) Err() error { return s.err }

// Close gives back what the file takes of the disk.
func (s *Sorter) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}
