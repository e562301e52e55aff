package demo

import (
	"bytes"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"sync"
)

// An Inbox is a mail server that keeps each mail as a file in a folder.
type Inbox struct {
	*Server
	dir string

	mu    sync.Mutex
	files map[string]string // by Message-ID
}

// OpenInbox makes the folder and starts the server.
func OpenInbox(dir string) (*Inbox, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	in := &Inbox{dir: dir, files: map[string]string{}}
	var err error
	in.Server, err = Listen(in.keep)
	return in, err
}

// keep writes a mail to a file.
func (in *Inbox) keep(raw []byte) error {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	name := fmt.Sprintf("%02d.eml", len(in.files)+1)
	in.files[m.Header.Get("Message-Id")] = name
	return os.WriteFile(filepath.Join(in.dir, name), raw, 0o600)
}

// file returns the name of the file that holds the mail with the given Message-ID.
func (in *Inbox) file(id string) (string, bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	name, ok := in.files[id]
	return name, ok
}

func (in *Inbox) count() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.files)
}
