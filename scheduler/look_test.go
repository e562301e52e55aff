package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// me is the user's address.
const me = "sam@example.test"

// mailbox is a mailbox in memory. It can be told to misbehave.
type mailbox struct {
	mu      sync.Mutex
	folders []*folder
	looks   []time.Time
	fails   error         // every look fails
	hangs   time.Duration // how long a look takes, whatever its context says
	breaks  int           // a look ends after so many mails with an error; 0 is never
	skips   string
}

type folder struct {
	role        rules.Folder
	uidValidity uint32
	mails       []rules.Mail
	first       uint32 // the UID of the first mail
	cameAt      []time.Time
}

func newMailbox() *mailbox {
	b := &mailbox{}
	for _, role := range rules.Folders {
		b.folders = append(b.folders, &folder{role: role, uidValidity: 7, first: 1})
	}
	return b
}

func (b *mailbox) folder(role rules.Folder) *folder {
	for _, f := range b.folders {
		if f.role == role {
			return f
		}
	}
	return nil
}

// put puts a mail into a folder now.
func (b *mailbox) put(role rules.Folder, m rules.Mail) {
	b.mu.Lock()
	defer b.mu.Unlock()
	m.Folder = role
	f := b.folder(role)
	f.mails, f.cameAt = append(f.mails, m), append(f.cameAt, time.Now())
}

func (b *mailbox) set(change func(*mailbox)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(b)
}

func (b *mailbox) looked() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.looks)
}

func (b *mailbox) Look(ctx context.Context, marks []rules.MailMark, since time.Time, take func(rules.Mail) bool) (
	found rules.Sighting, err error,
) {
	b.mu.Lock()
	hangs := b.hangs
	b.looks = append(b.looks, time.Now())
	b.mu.Unlock()
	select {
	case <-time.After(hangs):
	case <-ctx.Done():
		return found, ctx.Err()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails != nil {
		return found, b.fails
	}
	if b.skips != "" {
		found.Skipped = []string{b.skips}
	}
	seen := 0
	for _, f := range b.folders {
		mark := rules.MailMark{Name: string(f.role), UIDValidity: f.uidValidity}
		for _, m := range marks {
			if m.Name == mark.Name && m.UIDValidity == f.uidValidity {
				mark.UIDNext = m.UIDNext
			}
		}
		for i, mail := range f.mails {
			uid := f.first + uint32(i)
			if uid < mark.UIDNext || mark.UIDNext == 0 && f.cameAt[i].Before(since) {
				continue
			}
			if seen++; b.breaks > 0 && seen > b.breaks {
				found.Marks = append(found.Marks, mark)
				return found, errors.New("the connection broke")
			}
			headers := mail
			headers.Text, headers.HasText = "", false
			if take(headers) {
				found.Mails = append(found.Mails, mail)
			}
			mark.UIDNext = uid + 1
		}
		mark.UIDNext = max(mark.UIDNext, f.first+uint32(len(f.mails)))
		found.Marks = append(found.Marks, mark)
	}
	return found, nil
}

// withMailbox adds a mailbox to the world, and a looker at it, which runs with the daemon until stop is called.
func (w *world) withMailbox(tick string, every time.Duration) (b *mailbox, stop func()) {
	w.t.Helper()
	b = newMailbox()
	return b, w.watch(b, tick, every)
}

// A teller is the database for a look. What it is told is left to tell, if set.
type teller struct {
	*store.Store
	tell func(t *store.Telling, mails []rules.Mail) error
}

func (s *teller) Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark,
	watch outbox.Watch, told []rules.Mail, match func([]rules.Case) []rules.Finding,
) ([]rules.Event, error) {
	tell := func(t *store.Telling) error {
		if len(told) == 0 {
			return nil
		}
		return s.tell(t, told)
	}
	return s.Store.Notice(ctx, now, account, marks, watch, tell, match)
}

func (w *world) looker(b scheduler.Mailbox) *scheduler.Looker {
	return &scheduler.Looker{
		Store: &teller{Store: w.store}, Mailbox: b, Account: "sam@imap.test", Own: []string{me},
		Every: 5 * time.Minute, Now: time.Now,
		Log: w.pass.Log, Seed: "test",
	}
}

func (w *world) watch(b scheduler.Mailbox, tick string, every time.Duration) (stop func()) {
	w.t.Helper()
	l := w.looker(b)
	l.Every = every
	w.pass.Ask = l.Ask
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); l.Run(ctx) }()
	end := w.start(scheduler.Daemon{Pass: w.pass, Log: w.pass.Log, Again: l.Looked()}, tick)
	return func() { cancel(); <-ended; end() }
}

// draft returns the first draft of the last reminder of a kind.
func (w *world) draft(id int64, kind rules.Kind) rules.Draft {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	var d rules.Draft
	for _, r := range c.History.Reminders {
		if r.Kind == kind && r.State == rules.Delivered {
			d = r.Message.Drafts[0]
		}
	}
	return d
}

// sends puts the draft into Sent, as if the user had sent it now, and returns its Message-ID.
func (w *world) sends(b *mailbox, d rules.Draft) string {
	id := fmt.Sprintf("<sent-%d@example.test>", time.Now().Unix())
	b.put(rules.FolderSent, rules.Mail{
		ID: id, From: []rules.Person{{Name: "Sam Weber", Email: me}}, To: []rules.Person{d.To},
		Subject: d.Subject, Date: time.Now(), Text: d.Body, HasText: true,
	})
	return id
}

// writes puts a mail of theirs into the inbox, which answers those with these Message-IDs.
func writes(b *mailbox, from, text string, answers ...string) {
	b.put(rules.FolderInbox, rules.Mail{
		ID:   fmt.Sprintf("<got-%d@acme.test>", time.Now().UnixNano()),
		From: []rules.Person{{Email: from}}, References: answers, Subject: "Re: your mail",
		Date: time.Now(), Authentic: true, Text: text, HasText: true,
	})
}

// events returns what happened to an application, as "sent thank-you, sure".
func (w *world) events(id int64) (list []string) {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	list = []string{}
	for _, e := range c.History.Events {
		what := string(e.Kind)
		if e.Note != "" {
			what += " " + string(e.Note)
		}
		if e.Certainty != "" {
			what += ", " + string(e.Certainty)
		}
		list = append(list, what)
	}
	return list
}

// TestTheLoopCloses: the draft is sent, which is seen; they answer, which is seen and asked about; it is told, and the
// next step is right. Nobody types a command before that.
func TestTheLoopCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		b, stop := w.withMailbox("15,45 * * * *", 30*time.Minute) // looks come between the passes
		w.sleepUntil("2000-01-04 17:40")
		sent := w.sends(b, w.draft(id, rules.ThankYou))
		w.sleepUntil("2000-01-10 18:02")
		want(t, "it is marked, so there is no last call", w.srv.got(w.loc), "Tue 4 Jan 17:15 thank-you")
		writes(b, "jo@acme-1.test", "Dear Sam,\nwe are still deciding.\n", sent)
		w.sleepUntil("2000-01-13 11:40")
		want(t, "the answer is asked about, and nothing is asked of them", w.srv.got(w.loc),
			"Tue 4 Jan 17:15 thank-you", "Mon 10 Jan 18:45 answer-seen", "Wed 12 Jan 09:15 answer-seen")
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Undecided})
		w.srv.forget()
		w.sleepUntil("2000-01-21 00:00")
		stop()
		want(t, "what follows is right", w.srv.got(w.loc),
			"Thu 13 Jan 11:45 undecided-reply", "Thu 20 Jan 09:15 update-request")
		want(t, "all of it is recorded", w.events(id), "sent thank-you, sure", "answered, sure", "undecided")

		c, err := w.store.Case(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		mark, answer := c.History.Events[0], c.History.Events[1]
		if !mark.At.Equal(w.at("2000-01-04 17:40")) || mark.Mail.MessageID != sent ||
			mark.Mail.Text != w.draft(id, rules.ThankYou).Body {
			t.Errorf("the mark has not the real date, text and Message-ID: %+v", mark)
		}
		if answer.Mail.Text != "Dear Sam, we are still deciding." || answer.From.Email != "jo@acme-1.test" {
			t.Errorf("the answer is %+v", answer)
		}
		for _, private := range []string{"deciding", "jo@acme", "your mail", sent} {
			if strings.Contains(w.log.String(), private) {
				t.Errorf("the log has %q", private)
			}
		}
	})
}

// TestAMailboxThatIsAway for three days delays no reminder by a second, and they say so.
func TestAMailboxThatIsAway(t *testing.T) {
	type came struct {
		at time.Time
		id string
	}
	lives := func(t *testing.T, with func(w *world, b *mailbox)) (times []came) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			id := w.add("2000-01-04 14:00")
			var stop func()
			if with == nil {
				stop = w.runOn("*/5 * * * *")
			} else {
				b := newMailbox()
				b.set(func(b *mailbox) { with(w, b) })
				stop = w.watch(b, "*/5 * * * *", 5*time.Minute)
				defer func() {
					if n := b.looked(); n > 7*24+20 {
						t.Errorf("%d looks in all; it should take its time", n)
					}
				}()
			}
			w.sleepUntil("2000-01-05 20:02")
			until := rules.Date{Year: 2000, Month: 1, Day: 5}
			w.tell(rules.Event{ApplicationID: id, Kind: rules.Undecided, Until: until})
			w.sleepUntil("2000-01-08 00:00")
			stop()
			for _, m := range w.srv.came() {
				times = append(times, came{m.at, m.id})
				isStatus := strings.Contains(m.id, "undecided-reply") || strings.Contains(m.id, "request")
				if with != nil && isStatus != strings.Contains(string(m.raw), "could not be looked at") {
					t.Errorf("%s: says that the mailbox could not be seen: %v", m.id, !isStatus)
				}
			}
		})
		return times
	}
	without := lives(t, nil)
	if len(without) < 4 {
		t.Fatalf("only %v came", without)
	}
	for _, tt := range []struct {
		name string
		with func(*world, *mailbox)
	}{
		{"nobody listens", func(_ *world, b *mailbox) { b.fails = errors.New("connection refused") }},
		{"it does not answer", func(_ *world, b *mailbox) { b.hangs = 1000 * time.Hour }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := lives(t, tt.with)
			if fmt.Sprint(got) != fmt.Sprint(without) {
				t.Errorf("with it came\n%v\nwithout it\n%v", got, without)
			}
		})
	}
}

// TestAThankYouNeverWaits for a look, and a status note waits for a fresh one, however long that takes, up to a limit.
func TestAThankYouNeverWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		late := w.add("1999-12-23 14:00") // a request for news is due
		w.tell(rules.Event{ApplicationID: late, InterviewID: late, Kind: rules.Skipped, Note: rules.ThankYou})
		w.add("2000-01-04 07:00")
		w.sleepUntil("2000-01-04 10:00")
		b := newMailbox()
		b.hangs = 20 * time.Second
		stop := w.watch(b, "*/5 * * * *", 5*time.Minute)
		w.sleepUntil("2000-01-04 11:00")
		stop()
		came := w.srv.came()
		if len(came) < 2 || !came[0].at.Equal(w.at("2000-01-04 10:00")) || !strings.Contains(came[0].id, "thank-you") {
			t.Fatalf("came %v, want a thank-you at once", w.srv.got(w.loc))
		}
		if at := came[1].at.Sub(w.at("2000-01-04 10:00")); at < 20*time.Second || at > 25*time.Second {
			t.Errorf("the request came after %s, want it when the mailbox was seen", at)
		}
		if strings.Contains(string(came[1].raw), "could not be looked at") {
			t.Error("it says that the mailbox could not be seen")
		}
	})
}

// TestAnAnswerThatWasSeenJustInTime holds the request that asked for the look.
func TestAnAnswerThatWasSeenJustInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("1999-12-23 14:00")
		w.tell(rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Skipped, Note: rules.ThankYou})
		b := newMailbox()
		w.sleepUntil("2000-01-03 20:00")
		writes(b, "jo@acme-1.test", "We decided.")
		b.set(func(b *mailbox) { b.hangs = time.Second }) // so that the first pass comes before the look ends
		w.sleepUntil("2000-01-04 10:00")                  // the machine was off until then
		stop := w.watch(b, "*/5 * * * *", 5*time.Minute)
		sleep(time.Minute)
		stop()
		want(t, "the question came instead", w.srv.got(w.loc), "Tue 4 Jan 10:00 answer-seen")
	})
}

// crashing is a store whose next Notice does everything and then fails, as if the program had been killed before the
// commit.
type crashing struct {
	scheduler.LookStore
	crash bool
}

func (c *crashing) Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark,
	watch outbox.Watch, told []rules.Mail, match func([]rules.Case) []rules.Finding,
) ([]rules.Event, error) {
	if c.crash {
		c.crash = false
		match2 := func(cases []rules.Case) []rules.Finding {
			if match != nil {
				match(cases)
			}
			panic("killed")
		}
		func() {
			defer func() { _ = recover() }()
			_, _ = c.LookStore.Notice(ctx, now, account, marks, watch, told, match2)
		}()
		return nil, errors.New("killed")
	}
	return c.LookStore.Notice(ctx, now, account, marks, watch, told, match)
}

// looking is a world in which a thank-you has come, and looks are made one by one.
func looking(t *testing.T) (w *world, b *mailbox, l *scheduler.Looker, id int64) {
	w = newWorld(t)
	id = w.add("2000-01-04 14:00")
	w.sleepUntil("2000-01-04 17:00")
	if _, err := w.pass.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	sleep(time.Hour)
	b = newMailbox()
	return w, b, w.looker(b), id
}

func mustLook(t *testing.T, l *scheduler.Looker) {
	t.Helper()
	if err := l.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestKilledBetweenLookAndCommit: what was found and how far was read are recorded together or not at all.
func TestKilledBetweenLookAndCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, b, l, id := looking(t)
		mustLook(t, l)
		w.sends(b, w.draft(id, rules.ThankYou))
		l.Store = &crashing{&teller{Store: w.store}, true}
		if err := l.Look(t.Context()); err == nil {
			t.Fatal("the look did not fail")
		}
		want(t, "nothing was recorded", w.events(id))
		mustLook(t, w.looker(b)) // another process
		want(t, "nothing is lost", w.events(id), "sent thank-you, sure")
		mustLook(t, l)
		want(t, "or found twice", w.events(id), "sent thank-you, sure")
	})
}

// TestAMailboxThatIsOdd: mails come and go, and folders are made anew.
func TestAMailboxThatIsOdd(t *testing.T) {
	const sent, answered = "sent thank-you, sure", "answered, likely"
	for _, tt := range []struct {
		name string
		does func(t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64)
		want []string
	}{
		{"UIDVALIDITY changes: what was found before is not found again", func(
			t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64,
		) {
			w.sends(b, w.draft(id, rules.ThankYou))
			mustLook(t, l)
			b.set(func(b *mailbox) { b.folder(rules.FolderSent).uidValidity++ })
			writes(b, "jo@acme-1.test", "Hello")
			mustLook(t, l)
		}, []string{sent, answered}},
		{"mails are deleted between two looks", func(
			t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64,
		) {
			for range 5 {
				writes(b, "kim@bolt.test", "Hello")
			}
			mustLook(t, l)
			b.set(func(b *mailbox) {
				f := b.folder(rules.FolderInbox)
				f.first, f.mails, f.cameAt = 6, nil, nil
			})
			writes(b, "jo@acme-1.test", "Hello")
			mustLook(t, l)
		}, []string{answered}},
		{"an answer is archived before the look", func(
			t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64,
		) {
			mustLook(t, l)
			writes(b, "jo@acme-1.test", "Hello")
			b.set(func(b *mailbox) {
				inbox, archive := b.folder(rules.FolderInbox), b.folder(rules.FolderArchive)
				archive.mails, archive.cameAt = inbox.mails, inbox.cameAt
				inbox.first, inbox.mails, inbox.cameAt = 2, nil, nil
			})
			mustLook(t, l)
		}, []string{answered}},
		{"an answer is archived after it was found", func(
			t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64,
		) {
			writes(b, "jo@acme-1.test", "Hello")
			mustLook(t, l)
			b.set(func(b *mailbox) {
				inbox, archive := b.folder(rules.FolderInbox), b.folder(rules.FolderArchive)
				archive.mails, archive.cameAt = inbox.mails, inbox.cameAt
			})
			mustLook(t, l)
		}, []string{answered}},
		{"the connection breaks in the middle: the next look goes on from there", func(
			t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64,
		) {
			w.sends(b, w.draft(id, rules.ThankYou))
			writes(b, "kim@bolt.test", "Hello")
			writes(b, "jo@acme-1.test", "Hello")
			b.set(func(b *mailbox) { b.breaks = 2 })
			mustLook(t, l)
			want(t, "what was read counts", w.events(id), sent)
			b.set(func(b *mailbox) { b.breaks = 0 })
			mustLook(t, l)
		}, []string{sent, answered}},
		{"what is taken back stays so", func(t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64) {
			w.sends(b, w.draft(id, rules.ThankYou))
			mustLook(t, l)
			if _, err := w.store.TakeBack(t.Context(), time.Now(), id); err != nil {
				t.Fatal(err)
			}
			b.set(func(b *mailbox) { b.folder(rules.FolderSent).uidValidity++ })
			mustLook(t, l)
		}, nil},
		{"an application is removed while it is looked", func(
			t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64,
		) {
			other := w.add("2000-01-04 12:00")
			w.sends(b, w.draft(id, rules.ThankYou))
			writes(b, "jo@acme-2.test", "Hello")
			l.Store = &removing{LookStore: &teller{Store: w.store}, remove: func() {
				if err := w.store.RemoveApplication(t.Context(), other); err != nil {
					t.Error(err)
				}
			}}
			mustLook(t, l)
		}, []string{sent}},
		{"the mailbox panics", func(t *testing.T, w *world, b *mailbox, l *scheduler.Looker, id int64) {
			l.Mailbox = panics{}
			mustLook(t, l)
			l.Mailbox = b
			w.sends(b, w.draft(id, rules.ThankYou))
			mustLook(t, l)
		}, []string{sent}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, b, l, id := looking(t)
				tt.does(t, w, b, l, id)
				want(t, "at the end", w.events(id), tt.want...)
			})
		})
	}
}

// removing removes an application before what was seen is recorded.
type removing struct {
	scheduler.LookStore
	remove func()
}

func (r *removing) Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark,
	watch outbox.Watch, told []rules.Mail, match func([]rules.Case) []rules.Finding,
) ([]rules.Event, error) {
	r.remove()
	return r.LookStore.Notice(ctx, now, account, marks, watch, told, match)
}

type panics struct{}

func (panics) Look(context.Context, []rules.MailMark, time.Time, func(rules.Mail) bool) (rules.Sighting, error) {
	panic("an odd answer")
}

// TestTheLookTakesItsTimeAfterAFailure, says since when the mailbox was not seen, and logs the same fault once.
func TestTheLookTakesItsTimeAfterAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.add("2000-01-04 14:00")
		b, stop := w.withMailbox("@hourly", 5*time.Minute)
		w.sleepUntil("2000-01-01 06:00")
		b.set(func(b *mailbox) { b.fails = errors.New("wrong password"); b.looks = nil })
		w.sleepUntil("2000-01-03 06:00")
		if n := b.looked(); n < 40 || n > 60 {
			t.Errorf("%d looks in two days, want one an hour after the first", n)
		}
		watch, err := w.store.Watch(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if watch.Failures == 0 || watch.Since.Sub(w.at("2000-01-01 06:00")) > 5*time.Minute ||
			watch.LastError != "wrong password" || watch.Seen.After(watch.Since) {
			t.Errorf("the watch is %+v", watch)
		}
		if n := strings.Count(w.log.String(), "wrong password"); n != 1 {
			t.Errorf("logged %d times", n)
		}
		b.set(func(b *mailbox) { b.fails = nil })
		w.sleepUntil("2000-01-03 08:00")
		b.set(func(b *mailbox) { b.looks = nil })
		w.sleepUntil("2000-01-03 09:00")
		stop()
		if n := b.looked(); n != 12 {
			t.Errorf("%d looks in an hour, want one every five minutes", n)
		}
		if watch, _ := w.store.Watch(t.Context()); watch.Failures != 0 || time.Since(watch.Seen) > 5*time.Minute {
			t.Errorf("the watch is %+v", watch)
		}
	})
}

// TestTheClockIsSetBack: a look in the future does not keep the mailbox from being looked at.
func TestTheClockIsSetBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 17:00")
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		b := newMailbox()
		l := w.looker(b)
		var mu sync.Mutex
		ahead := 1000 * time.Hour
		l.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(ahead) }
		w.pass.Ask = l.Ask
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); l.Run(ctx) }()
		sleep(12 * time.Minute)
		mu.Lock()
		ahead = 0
		mu.Unlock()
		w.sends(b, w.draft(id, rules.ThankYou))
		sleep(2 * time.Minute)
		cancel()
		<-ended
		want(t, "it is seen", w.events(id), "sent thank-you, sure")
	})
}

// TestNothingIsKeptOfOtherMails: of thousands of mails that mean nothing, nothing is stored or logged.
func TestNothingIsKeptOfOtherMails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, b, l, id := looking(t)
		for range 3000 {
			writes(b, "kim@bolt.test", "a secret")
		}
		writes(b, "jo@acme-1.test", "Hello")
		mustLook(t, l)
		want(t, "one is found", w.events(id), "answered, likely")
		if strings.Contains(w.log.String(), "bolt") || strings.Contains(w.log.String(), "secret") {
			t.Error("the log has it")
		}
	})
}
