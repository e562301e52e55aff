package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestOpenCreates(t *testing.T) {
	t.Parallel()
	t.Run("a database that only its owner can read, and the directories above it", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "state", "followup", "followup.db")
		s := openAt(t, path)
		add(t, s, anInterview()) // creates the log

		for name, want := range map[string]fs.FileMode{
			filepath.Dir(filepath.Dir(path)): 0o700,
			filepath.Dir(path):               0o700,
			path:                             0o600,
			path + "-wal":                    0o600,
			path + "-shm":                    0o600,
		} {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s has mode %o, want %o", name, got, want)
			}
		}
	})

	t.Run("no database that others can read, after a copy replaced it", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		dir := t.TempDir()
		path, link := filepath.Join(dir, "followup.db"), filepath.Join(t.TempDir(), "link.db")
		for _, suffix := range []string{"", "-wal"} {
			text, err := os.ReadFile(s.Path() + suffix)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path+suffix, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path+suffix, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(path, link); err != nil {
			t.Fatal(err)
		}
		add(t, openAt(t, link), anInterview())
		for _, name := range namesIn(t, dir) {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %o (%v), want 600", name, info.Mode().Perm(), err)
			}
		}
	})

	t.Run("nothing but the database", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if names := namesIn(t, filepath.Dir(path)); len(names) != 1 {
			t.Errorf("left behind %q, want only the database", names)
		}
	})

	t.Run("an install id that stays the same and is unique", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		first, again := openAt(t, path), openAt(t, path)
		other := openAt(t, filepath.Join(t.TempDir(), "other.db"))
		if first.InstallID() == "" || first.InstallID() != again.InstallID() {
			t.Errorf("the install id was %q and became %q", first.InstallID(), again.InstallID())
		}
		if first.InstallID() == other.InstallID() {
			t.Error("two databases have the same install id")
		}
	})

	t.Run("one database if several processes start at once", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		runTogether(t, func() {}, "add", []string{path, "1"}, []string{path, "1"}, []string{path, "1"})
		cases, err := openAt(t, path).List(t.Context(), ListOptions{})
		if err != nil || len(cases) != 3 {
			t.Errorf("found %d interviews (%v), want the one of each process", len(cases), err)
		}
	})
}

func namesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestOpenTakesAnyPath(t *testing.T) {
	for _, name := range []string{
		"what?.db", "a#b.db", "100%.db", "%41.db", "two words.db", "a&b=c;d+e.db", "it's \"quoted\".db",
		"Bewerbungen 求職.db", "file:x?mode=memory", "no-suffix", "*",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			s := openAt(t, path)
			add(t, s, anInterview())
			if _, err := os.Stat(path + "-wal"); err != nil {
				t.Errorf("the database is not at the path it was given: %v", err)
			}
			if s.Path() != path {
				t.Errorf("Path is %s, want %s", s.Path(), path)
			}
		})
	}

	t.Run("relative to the working directory", func(t *testing.T) {
		t.Chdir(t.TempDir())
		s := openAt(t, "followup.db")
		t.Chdir("/")
		add(t, s, anInterview())
		if !filepath.IsAbs(s.Path()) {
			t.Errorf("Path is %s, want an absolute one", s.Path())
		}
	})

	t.Run("through a symbolic link", func(t *testing.T) {
		real := filepath.Join(t.TempDir(), "real.db")
		id := add(t, openAt(t, real), anInterview())
		link := filepath.Join(t.TempDir(), "link.db")
		if err := os.Symlink(real, link); err != nil {
			t.Fatal(err)
		}
		caseOf(t, openAt(t, link), id)
	})
}

// TestOpenRefuses: a file that is not our database is refused with advice, and not one byte of it changes.
func TestOpenRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		make func(t *testing.T, path string)
		want string
	}{
		{"an empty file, which may have held the user's data", writeFile(""),
			"is empty (0 bytes); restore a backup over it, or delete it"},
		{"a file too short to be a database", writeFile("hello"), "is not an SQLite database; name another path"},
		{"garbage", writeFile(strings.Repeat("garbage ", 1000)), "is not an SQLite database; name another path"},
		{"another program's database", makeDB("CREATE TABLE theirs (x)"), "not one of followup"},
		{"another program's marked database", makeDB("PRAGMA application_id = 42; CREATE TABLE theirs (x)"),
			"not one of followup"},
		{"an empty database", makeDB("VACUUM"), "not one of followup"},
		{
			"a newer followup's database",
			makeDB(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 1000", applicationID)),
			fmt.Sprintf("its schema is version 1000 and this followup knows up to %d; install the newer followup",
				newestOf(embedded)),
		},
		{
			"a database from before the first release, but for the last of those",
			makeDB(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 8", applicationID)),
			"its schema is version 8, from before the first release, and this followup knows from 9 on; " +
				"export it with the followup that wrote it",
		},
		{
			"a database of the first schema from before it was released",
			makeDB(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; CREATE TABLE interviews (id)",
				applicationID, firstSchema)),
			"its schema is a version 10 that was never released, from a followup before the first release; " +
				"export it with the followup that wrote it",
		},
		{
			"a database of ours with an impossible version",
			makeDB(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = -1", applicationID)),
			"not one of followup",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "followup.db")
			tt.make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			refuse(t, path, tt.want)
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed (%v)", err)
			}
			if names := namesIn(t, filepath.Dir(path)); len(names) != 1 {
				t.Errorf("left behind %q", names)
			}
		})
	}

	t.Run("a directory", func(t *testing.T) {
		refuse(t, t.TempDir(), "is a directory; name a file in it")
	})
	t.Run("a device", func(t *testing.T) {
		refuse(t, os.DevNull, "is not a regular file")
	})
	t.Run("a path below a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		writeFile("x")(t, path)
		refuse(t, filepath.Join(path, "followup.db"), "not a directory")
	})
	t.Run("a path with a NUL byte, at which SQLite would stop reading", func(t *testing.T) {
		refuse(t, filepath.Join(t.TempDir(), "a\x00b"), "invalid argument")
	})
	t.Run("a link to a missing file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		if err := os.Symlink(path+".gone", path); err != nil {
			t.Fatal(err)
		}
		refuse(t, path, "symbolic link to a file that does not exist")
	})
	t.Run("a path at which a lost database left its log, which would be played into the new one", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		writeFile("frames")(t, path+"-wal")
		refuse(t, path, "belongs to a database that is gone")
	})
}

func refuse(t *testing.T, path, want string) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err == nil {
		s.Close()
		t.Fatal("it was opened")
	}
	if !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %q, want it to say %q", err, want)
	}
}

func writeFile(text string) func(t *testing.T, path string) {
	return func(t *testing.T, path string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func makeDB(script string) func(t *testing.T, path string) {
	return func(t *testing.T, path string) {
		t.Helper()
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(script); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// openAsNobody opens a database as a user who is not root, so that permissions matter. Arguments: the path.
func openAsNobody(ctx context.Context, args []string) error {
	if os.Geteuid() == 0 {
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			return err
		}
	}
	_, err := Open(ctx, args[0])
	return err
}

func init() { helpers["open as nobody"] = openAsNobody }

func TestOpenSaysWhatIsReadOnly(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name      string
		file, dir fs.FileMode
		want      string
	}{
		{"a file that cannot be written", 0o444, 0o777, "is read-only for this user"},
		{"a file that cannot be read", 0o200, 0o777, "is read-only for this user"},
		{"a directory in which the log cannot be created", 0o666, 0o555, "is read-only for this user"},
		{"a directory that cannot be entered",
			0o666, 0o600, "check the path, and that this user may enter its directory"},
		{"a missing file in a directory where none can be created", 0, 0o555, "creating the database"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			base := t.TempDir()
			dir := filepath.Join(base, "state")
			path := filepath.Join(dir, "followup.db")
			if tt.file != 0 {
				s := openAt(t, path)
				s.Close()
				chmod(t, path, tt.file)
			} else if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			chmod(t, dir, tt.dir)
			t.Cleanup(func() { chmod(t, dir, 0o700) })
			chmod(t, base, 0o755)
			chmod(t, filepath.Dir(base), 0o755)

			out, err := helper(t, "open as nobody", path).CombinedOutput()
			if err == nil {
				t.Fatal("it was opened")
			}
			if !strings.Contains(string(out), tt.want) || !strings.Contains(string(out), path) {
				t.Errorf("the error is %q, want it to say %q and name the path", out, tt.want)
			}
		})
	}
}

func chmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestPragmas(t *testing.T) {
	t.Run("all pragmas are in force", func(t *testing.T) {
		s := open(t)
		for name, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000",
			"trusted_schema": "0", "journal_size_limit": "4194304", "cache_size": "-500",
		} {
			var got string
			if err := s.db.QueryRow("PRAGMA " + name).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %q (%v), want %q", name, got, err, want)
			}
		}
	})

	t.Run("a transaction takes the write lock when it begins, unless it only reads", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		one, other := openAt(t, path), openAt(t, path)
		impatient(t, other)
		err := one.write(t.Context(), "holding the lock", func(*transaction) error {
			if _, err := other.List(t.Context(), ListOptions{}); err != nil {
				t.Errorf("reading had to wait: %v", err)
			}
			if err := other.SetMeta(t.Context(), "key", "value"); err == nil {
				t.Error("two held the write lock")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// impatient makes a store wait for locks only briefly.
func impatient(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.db.Exec("PRAGMA busy_timeout = 10"); err != nil {
		t.Fatal(err)
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		name  string
		upset func(t *testing.T, s *Store)
		want  string
	}{
		{"locked by another program", func(t *testing.T, s *Store) {
			impatient(t, s)
			tx, err := openAt(t, s.Path()).db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { tx.Rollback() })
		}, "stayed locked by another program for 10 seconds; try again"},
		{"read-only", func(t *testing.T, s *Store) {
			if _, err := s.db.Exec("PRAGMA query_only = on"); err != nil {
				t.Fatal(err)
			}
		}, "cannot be written"},
		{"full", func(t *testing.T, s *Store) {
			if _, err := s.db.Exec("PRAGMA max_page_count = 1"); err != nil {
				t.Fatal(err)
			}
		}, "no space is left"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			tt.upset(t, s)
			iv := anInterview()
			iv.Said = strings.Repeat("x", 1<<20)
			_, err := s.Begin(t.Context(), anApplication(), iv, noon)
			if err == nil {
				t.Fatal("it worked")
			}
			for _, want := range []string{"adding the interview", tt.want, s.Path()} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error is %q, want it to say %q", err, want)
				}
			}
		})
	}

	t.Run("a file system that cannot hold a database is not reported as a broken disk", func(t *testing.T) {
		const noLog = "the file system of x.db cannot hold a database, which is common for network drives and shared " +
			"folders (NFS, SMB, 9p); " +
			"put it on a local disk, with store.path in the config or --db"
		for code, want := range map[int]string{
			sqlite3.SQLITE_IOERR_SHMMAP: noLog, sqlite3.SQLITE_IOERR_SHMOPEN: noLog,
			sqlite3.SQLITE_IOERR_SHMLOCK: noLog,
			sqlite3.SQLITE_IOERR_LOCK:    noLog, sqlite3.SQLITE_IOERR_RDLOCK: noLog,
			sqlite3.SQLITE_IOERR_SHMSIZE:    "no space is left for x.db",
			sqlite3.SQLITE_IOERR_SHORT_READ: "x.db is damaged",
			sqlite3.SQLITE_IOERR_READ:       "the disk of x.db failed",
			sqlite3.SQLITE_IOERR_WRITE:      "the disk of x.db failed",
		} {
			if got := adviceForCode("x.db", code); !strings.HasPrefix(got, want) {
				t.Errorf("code %d: %q, want %q", code, got, want)
			}
		}
		if got := explain("x.db", "opening the database",
			fmt.Errorf("%w (journal_mode stays %q)", errNoLog, "delete")).Error(); !strings.Contains(got, noLog) {
			t.Errorf("got %q", got)
		}
	})

	t.Run("a damaged file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		s := openAt(t, path)
		s.Close()
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteAt(bytes.Repeat([]byte{0xff}, 4096-100), 100); err != nil {
			t.Fatal(err)
		}
		refuse(t, path, "is damaged; stop followup and restore a backup")
	})

	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := open(t).Begin(ctx, anApplication(), anInterview(), noon); !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v, want context.Canceled", err)
		}
	})
}
