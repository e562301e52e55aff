package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"followup/mailer/message"
	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

// drawer is a Drafts folder in memory, with a mail of the user's own.
type drawer struct {
	mu       sync.Mutex // holds mails while the daemon is at work; fails, opens and puts are written under it, too
	validity uint32
	next     uint32
	mails    map[uint32]string
	noPlus   bool  // no UIDPLUS
	blind    bool  // Find finds nothing
	fails    error // of Open
	refuses  error // of Put
	opens    int
	puts     []time.Time
	step     func(at string) // is called before and after each step, and may panic
}

const stranger = "Message-ID: <theirs@example.test>\r\n\r\nMine.\r\n"

func newDrawer() *drawer {
	return &drawer{validity: 7, next: 2, mails: map[uint32]string{1: stranger}, step: func(string) {}}
}

func (d *drawer) Open(context.Context) error {
	d.step("open")
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opens++
	return d.fails
}

func (d *drawer) Close()      {}
func (d *drawer) Takes() bool { return !d.noPlus }

func (d *drawer) Find(id string) (found []rules.FoundCopy, err error) {
	d.step("find")
	d.mu.Lock()
	for uid, mail := range d.mails {
		if strings.Contains(mail, id) && !d.blind {
			found = append(found, rules.FoundCopy{CopyPlace: rules.CopyPlace{Folder: "Drafts", UIDValidity: d.validity,
				UID: uid}, Digest: message.Digest([]byte(mail))})
		}
	}
	d.mu.Unlock()
	d.step("found")
	return found, nil
}

func (d *drawer) Put(mail []byte, at time.Time) (place rules.CopyPlace, maybe bool, err error) {
	d.step("put")
	if d.refuses != nil {
		return place, false, d.refuses
	}
	d.mu.Lock()
	d.puts = append(d.puts, at)
	d.mails[d.next] = string(mail)
	place = rules.CopyPlace{Folder: "Drafts", UIDValidity: d.validity, UID: d.next}
	if d.noPlus {
		place.UID = 0
	}
	d.next++
	d.mu.Unlock()
	d.step("was put")
	return place, false, nil
}

func (d *drawer) Take(c rules.Copy) (ours bool, err error) {
	d.step("take")
	if !d.remove(c) {
		return false, nil
	}
	d.step("was taken")
	return true, nil
}

func (d *drawer) remove(c rules.Copy) (ours bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	mail, there := d.mails[c.At.UID]
	if !there || c.At.UIDValidity != d.validity || message.Digest([]byte(mail)) != c.Digest {
		return false
	}
	delete(d.mails, c.At.UID)
	return true
}

// ours returns how many copies are in the folder. It fails if the user's own mail is not.
func (d *drawer) ours(t *testing.T) int {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.mails[1] != stranger {
		t.Error("the user's own mail is gone")
	}
	return len(d.mails) - 1
}

// draftStore is a store that calls step before and after each change.
type draftStore struct {
	scheduler.DraftStore
	step func(at string)
}

func (s draftStore) SaveCopy(ctx context.Context, c rules.Copy) error {
	s.step("save")
	defer s.step("saved")
	return s.DraftStore.SaveCopy(ctx, c)
}

func (s draftStore) ForgetCopy(ctx context.Context, id int64) error {
	s.step("forget")
	defer s.step("forgot")
	return s.DraftStore.ForgetCopy(ctx, id)
}

func (s draftStore) SetDrawer(ctx context.Context, d outbox.Drawer) error {
	s.step("note")
	defer s.step("noted")
	return s.DraftStore.SetDrawer(ctx, d)
}

// keeper returns a keeper of the folder, as a new process has it.
func (w *world) keeper(d *drawer) *scheduler.Keeper {
	w.t.Helper()
	if err := w.store.KeepCopies(w.t.Context(), true); err != nil {
		w.t.Fatal(err)
	}
	return &scheduler.Keeper{
		Store: draftStore{w.store, func(at string) { d.step(at) }}, Folder: d,
		Copyist: w.pass.Composer.(scheduler.Copyist), Now: time.Now, Log: w.pass.Log, Seed: "test",
	}
}

// kept returns the state of the folder, and how many copies are noted to be there.
func (w *world) kept() (outbox.Drawer, int) {
	w.t.Helper()
	d, there, err := w.store.Drawer(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return d, there
}

func (w *world) keep(k *scheduler.Keeper) {
	w.t.Helper()
	if err := k.Keep(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// afterThanks adds an interview, lets its thank-you go out, and returns its number.
func (w *world) afterThanks() int64 {
	w.t.Helper()
	id := w.add("2000-01-03 10:00")
	w.sleepUntil("2000-01-03 14:00")
	if sum, err := w.pass.Run(w.t.Context()); err != nil || sum.Delivered != 1 {
		w.t.Fatalf("delivered %d, %v", sum.Delivered, err)
	}
	return id
}

// none reports whether no copy is, or may be, in the folder as far as is noted.
func (w *world) none() bool {
	w.t.Helper()
	copies, _, err := w.store.Copies(w.t.Context(), time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	return !slices.ContainsFunc(copies, func(c rules.Copy) bool {
		return c.State != rules.CopyDue || c.Stands || c.At.UID != 0
	})
}

// skips says that the thank-you is not sent.
func (w *world) skips(id int64) {
	w.tell(rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Skipped, Note: rules.ThankYou, Round: 1})
}

// TestDraftComesBack if what took it away is taken back, over and over, with the same Message-ID and never twice. One
// that the user has sent, changed or deleted does not, nor does one whose month is over.
func TestDraftComesBack(t *testing.T) {
	undo := func(w *world, id int64) {
		if _, err := w.store.TakeBack(w.t.Context(), time.Now(), id); err != nil {
			w.t.Fatal(err)
		}
	}
	crashAt := func(where string) func(*drawer) {
		return func(d *drawer) {
			d.step = func(at string) {
				if at == where {
					panic("crash")
				}
			}
		}
	}
	calm := func(_ *world, d *drawer) { d.step = func(string) {} }
	for _, tt := range []struct {
		name   string
		before func(d *drawer)           // it is skipped
		after  func(w *world, d *drawer) // it was skipped
		want   int
	}{
		{"nothing else happens", func(*drawer) {}, func(*world, *drawer) {}, 1},
		{"a crash before it is taken away", crashAt("take"), calm, 1},
		{"a crash when it was taken away", crashAt("was taken"), calm, 1},
		{"a crash at the end", crashAt("note"), calm, 1},
		{"the user has deleted it", func(d *drawer) { delete(d.mails, 2) }, func(*world, *drawer) {}, 0},
		{"the user has put it back", func(*drawer) {}, func(_ *world, d *drawer) { d.mails[9] = d.mails[0] }, 1},
		{"the user has changed it", func(d *drawer) { d.mails[2] += "More." }, func(*world, *drawer) {}, 1},
		{"a month is over", func(*drawer) {}, func(w *world, _ *drawer) { w.sleepUntil("2000-02-03 14:00") }, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, d := newWorld(t), newDrawer()
				id := int64(0)
				w.keeper(d)
				id = w.afterThanks()
				w.keep(w.keeper(d))
				first := d.mails[2]
				for range 3 {
					tt.before(d)
					w.skips(id)
					_ = w.keeper(d).Keep(t.Context())
					d.mails[0] = first
					tt.after(w, d)
					delete(d.mails, 0)
					undo(w, id)
					w.keep(w.keeper(d))
					if n := d.ours(t); n != tt.want {
						t.Fatalf("%d copies, want %d", n, tt.want)
					}
					for uid, mail := range d.mails {
						if uid != 1 && mail != first && tt.name != "the user has changed it" {
							t.Errorf("it came back otherwise:\n%s", mail)
						}
					}
				}
			})
		})
	}
}

// TestDraftIsKeptAndTakenAway: the copy is what the reminder has, comes after it, and goes when it is not needed.
func TestDraftIsKeptAndTakenAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		k := w.keeper(d)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); k.Run(ctx) }()
		stop := w.run()
		id := w.add("2000-01-03 10:00")
		w.sleepUntil("2000-01-03 14:00")
		if d.ours(t) != 1 || d.opens != 1 {
			t.Fatalf("%d copies, the folder was opened %d times", d.ours(t), d.opens)
		}
		_, file, found := strings.Cut(d.mails[2], "\r\nX-Unsent")
		if sent := string(w.srv.came()[0].raw); !found || !strings.Contains(sent, file) {
			t.Errorf("the copy is not what the reminder has:\n%s", d.mails[2])
		}
		w.sleepUntil("2000-01-03 18:00")
		if d.opens != 1 {
			t.Errorf("the folder was opened %d times without a need", d.opens)
		}
		b := newMailbox()
		w.sends(b, w.draft(id, rules.ThankYou))
		if err := w.looker(b).Look(t.Context()); err != nil {
			t.Fatal(err)
		}
		sleep(2 * time.Minute)
		if d.ours(t) != 0 || d.opens != 2 {
			t.Errorf("after it was sent: %d copies, the folder was opened %d times", d.ours(t), d.opens)
		}
		cancel()
		<-ended
		stop()
		if _, there := w.kept(); there != 0 {
			t.Errorf("%d are noted", there)
		}
	})
}

// TestDraftSurvivesEveryCrash: a crash before and after each step of putting it there and of taking it away. There is
// one copy, then none, and the user's own mail stays.
func TestDraftSurvivesEveryCrash(t *testing.T) {
	errCrash := errors.New("crash")
	for _, at := range []string{
		"open", "find", "found", "save", "saved", "put", "was put", "save 2", "saved 2", "save 3", "saved 3", "take",
		"was taken", "save 4", "saved 4", "forget", "forgot", "note", "noted", "note 2",
	} {
		for _, plus := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, plus %v", at, plus), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w, d := newWorld(t), newDrawer()
					d.noPlus = !plus
					k := w.keeper(d)
					id := w.afterThanks()
					where, left := at, 1
					for n := 2; n <= 4; n++ {
						if before, is := strings.CutSuffix(at, fmt.Sprintf(" %d", n)); is {
							where, left = before, n
						}
					}
					crashed := false
					d.step = func(step string) {
						if step == where && !crashed {
							if left--; left == 0 {
								crashed = true
								panic(errCrash)
							}
						}
					}
					run := func() {
						for range 4 {
							_ = k.Keep(t.Context()) // which returns a panic as an error
							sleep(2 * time.Hour)
							k = w.keeper(d)
						}
					}
					run()
					if n := d.ours(t); n != 1 {
						t.Errorf("%d copies, want one", n)
					}
					w.skips(id)
					run()
					if n := d.ours(t); plus && n != 0 || !plus && n != 1 {
						t.Errorf("%d copies are left", n)
					}
					onlyPlus := slices.Contains([]string{
						"save 3", "saved 3", "take", "was taken", "save 4", "saved 4",
					}, at)
					onlyNoPlus := slices.Contains([]string{"forget", "forgot"}, at)
					if !crashed && (plus && !onlyNoPlus || !plus && !onlyPlus) {
						t.Error("it never came to that step")
					}
					if !w.none() {
						t.Error("still noted")
					}
				})
			})
		}
	}
}

// TestDraftIsPutTwiceAtMost, even if every attempt ends without an answer and the server finds nothing.
func TestDraftIsPutTwiceAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		d.blind = true
		d.step = func(at string) {
			if at == "was put" {
				panic("crash")
			}
		}
		w.keeper(d)
		w.afterThanks()
		for range 10 {
			_ = w.keeper(d).Keep(t.Context())
			sleep(time.Hour)
		}
		if n := d.ours(t); n != 2 {
			t.Errorf("%d copies", n)
		}
	})
}

// TestBothCopiesAreTakenAway, wherever that is interrupted; one that the user has changed stays.
func TestBothCopiesAreTakenAway(t *testing.T) {
	for _, tt := range []struct {
		name    string
		changed bool
		crash   string // at which step, once, or ""
		left    int
	}{
		{"both", false, "", 0},
		{"after a crash between them", false, "find", 0},
		{"after a crash at the second", false, "found", 0},
		{"one was changed", true, "", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, d := newWorld(t), newDrawer()
				w.keeper(d)
				id := w.afterThanks()
				crashAt := func(where string, times int) {
					d.step = func(at string) {
						if at == where && times > 0 {
							times--
							panic("crash")
						}
					}
				}
				run := func() {
					for range 3 {
						_ = w.keeper(d).Keep(t.Context()) // which returns a panic as an error
						sleep(2 * time.Hour)
					}
				}
				d.blind = true
				crashAt("was put", 2)
				for range 2 {
					_ = w.keeper(d).Keep(t.Context())
					sleep(time.Hour)
				}
				d.blind = false
				run() // which finds them
				if d.ours(t) != 2 {
					t.Fatalf("%d copies, want two", d.ours(t))
				}
				if tt.changed {
					d.mails[3] = strings.Replace(d.mails[3], "Thank you", "Many thanks", 1)
				}
				w.skips(id)
				crashAt(tt.crash, 1)
				run()
				if n := d.ours(t); n != tt.left {
					t.Errorf("%d copies are left, want %d", n, tt.left)
				}
				if !w.none() {
					t.Error("still noted")
				}
			})
		})
	}
}

// TestDraftThatTheUserChanged is theirs, whether it is to be put there, to be found, or to be taken away.
func TestDraftThatTheUserChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		k := w.keeper(d)
		id := w.afterThanks()
		w.keep(k)
		d.mails[2] = strings.Replace(d.mails[2], "Thank you", "Many thanks", 1)
		w.skips(id)
		w.keep(k)
		if copies, _, _ := w.store.Copies(t.Context(), time.Now()); d.ours(t) != 1 || len(copies) > 0 {
			t.Errorf("%d mails, noted are %+v", d.ours(t), copies)
		}
	})
	synctest.Test(t, func(t *testing.T) { // after a crash
		w, d := newWorld(t), newDrawer()
		w.keeper(d)
		id := w.afterThanks()
		d.step = func(at string) {
			if at == "was put" {
				panic("crash")
			}
		}
		_ = w.keeper(d).Keep(t.Context())
		d.step = func(string) {}
		d.mails[2] = strings.Replace(d.mails[2], "Thank you", "Many thanks", 1)
		w.keep(w.keeper(d))
		w.skips(id)
		w.keep(w.keeper(d))
		if d.ours(t) != 1 || len(d.puts) != 1 {
			t.Errorf("%d mails after %d attempts", d.ours(t), len(d.puts))
		}
	})
}

// TestDraftsFolderThatIsAway holds up nothing, is tried ever more seldom, and told once.
func TestDraftsFolderThatIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		d.fails = errors.New("imap.test:993: cannot list the folders (no answer in time)")
		k := w.keeper(d)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); k.Run(ctx) }()
		stop := w.run()
		w.add("2000-01-03 10:00")
		w.sleepUntil("2000-01-04 09:00")
		if got := w.srv.got(w.loc); len(got) == 0 || got[0] != "Mon 3 Jan 13:00 thank-you" {
			t.Errorf("came %q", got)
		}
		if state, _ := w.kept(); state.Failures == 0 || state.LastError != d.fails.Error() || d.opens > 35 {
			t.Errorf("%d tries, %+v", d.opens, state)
		}
		if n := strings.Count(w.log.String(), "cannot be put into the Drafts folder"); n != 1 {
			t.Errorf("told %d times", n)
		}
		d.mu.Lock()
		d.fails = nil
		d.mu.Unlock()
		w.sleepUntil("2000-01-04 11:00")
		if state, there := w.kept(); d.ours(t) != 1 || there != 1 || state.Failures != 0 {
			t.Errorf("when it is back: %d copies, %d noted, %+v", d.ours(t), there, state)
		}
		cancel()
		<-ended
		stop()
	})
}

// TestDraftThatIsRefused is tried again and counts as never put there.
func TestDraftThatIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		d.refuses = errors.New("NO [OVERQUOTA] the mailbox is full")
		k := w.keeper(d)
		w.afterThanks()
		for range 5 {
			w.keep(k)
			sleep(2 * time.Hour)
		}
		if state, _ := w.kept(); !strings.Contains(state.LastError, "OVERQUOTA") {
			t.Errorf("%+v", state)
		}
		d.refuses = nil
		w.keep(k)
		if d.ours(t) != 1 {
			t.Errorf("%d copies", d.ours(t))
		}
	})
}

// TestDraftThatIsNotNeeded any more before the folder could be opened: nothing is wrong then.
func TestDraftThatIsNotNeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		d.fails = errors.New("no answer in time")
		k := w.keeper(d)
		id := w.afterThanks()
		w.keep(k)
		if state, _ := w.kept(); state.Failures != 1 {
			t.Errorf("%+v", state)
		}
		w.skips(id)
		w.keep(k)
		if state, _ := w.kept(); state.Failures != 0 || d.opens != 1 {
			t.Errorf("%+v after %d tries", state, d.opens)
		}
	})
}

// TestDraftsStayWithoutUIDPlus, and that is said once.
func TestDraftsStayWithoutUIDPlus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		d.noPlus = true
		k := w.keeper(d)
		id := w.afterThanks()
		w.keep(k)
		w.skips(id)
		w.keep(k)
		w.keep(k)
		if state, there := w.kept(); d.ours(t) != 1 || there != 0 || !state.Stays {
			t.Errorf("%d copies, %d noted, %+v", d.ours(t), there, state)
		}
		if n := strings.Count(w.log.String(), "UIDPLUS"); n != 1 {
			t.Errorf("told %d times", n)
		}
	})
}

// TestDraftOfARemovedApplication goes with it.
func TestDraftOfARemovedApplication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, d := newWorld(t), newDrawer()
		k := w.keeper(d)
		id := w.afterThanks()
		w.keep(k)
		if err := w.store.RemoveApplication(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		w.keep(k)
		if d.ours(t) != 0 {
			t.Errorf("%d copies", d.ours(t))
		}
	})
}
