package main

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"

	"followup/rules"
	"followup/store"
)

// TestKilledDaemon kills the real daemon while it delivers, many times, at random moments, and counts the mails at
// the mail server. No mail may be lost. Only the mail that was being sent may arrive twice; the copy must be
// identical, and the log must have announced it.
func TestKilledDaemon(t *testing.T) {
	if testing.Short() {
		t.Skip("kills the daemon 25 times, which takes half a minute")
	}
	t.Parallel()
	kills := 25
	if part, err := strconv.ParseFloat(os.Getenv("FOLLOWUP_LONG"), 64); err == nil {
		kills = max(kills, int(part*1000))
	}
	in := install(t, buildProgram(t))
	random := rand.New(rand.NewPCG(1, uint64(kills)))
	announced := map[string]int{} // in the log, by Message-ID
	mails, begun := 0, time.Now()
	for range kills {
		if got, _ := in.received.counts(); mails-got < 50 {
			in.seed(100)
			mails += 100
		}
		for _, id := range in.killedAfter(random) {
			announced[id]++
		}
	}
	stop := in.daemon()
	for deadline := time.Now().Add(time.Minute); in.delivered() < mails && time.Now().Before(deadline); {
		time.Sleep(50 * time.Millisecond)
	}
	for _, id := range mayArriveTwice(stop()) {
		announced[id]++
	}

	in.received.mu.Lock()
	defer in.received.mu.Unlock()
	lost, copies := mails-len(in.received.times), 0
	for id, n := range in.received.times {
		copies += n - 1
		if n-1 > announced[id] {
			t.Errorf("%s came %d times, and the log announced %d copies", id, n, announced[id])
		}
	}
	t.Logf("%d kills in %s: %d mails, %d lost, %d second copies", kills, time.Since(begun).Round(time.Second), mails,
		lost, copies)
	if lost != 0 || len(in.received.another) != 0 || copies > kills {
		t.Errorf("%d lost; not the same bytes again: %v; %d copies from %d kills", lost, in.received.another, copies,
			kills)
	}
	if n := in.delivered(); n != mails {
		t.Errorf("the database says that %d of %d were delivered", n, mails)
	}
	if verdict := in.query("PRAGMA integrity_check"); verdict != "ok" {
		t.Errorf("integrity_check says %q", verdict)
	}
}

// seed adds interviews whose thank-yous are due.
func (in *installation) seed(n int) {
	in.t.Helper()
	st, err := store.Open(in.t.Context(), in.db)
	if err != nil {
		in.t.Fatal(err)
	}
	list := make([]store.Import, n)
	now := time.Now()
	for i := range list {
		nobodyElse := fmt.Sprintf("%d-%d", now.UnixNano(), i) // no other application has these people or this company
		list[i].Application = rules.Application{Company: "Firm " + nobodyElse, Role: "engineer"}
		list[i].Interview = rules.Interview{
			Start: now.Add(-5 * time.Hour).Truncate(time.Second), Duration: time.Hour,
			Interviewers: []rules.Person{{Name: "Jo Smith", Email: "jo-" + nobodyElse + "@acme.test"}},
		}
	}
	if _, err := st.Import(in.t.Context(), now, list, store.ImportOptions{}); err != nil {
		in.t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		in.t.Fatal(err)
	}
}

// killedAfter starts the daemon and kills it, mostly within two milliseconds after the server accepted a mail,
// otherwise at any moment after its start. It returns the mails that may arrive twice according to the log.
func (in *installation) killedAfter(random *rand.Rand) []string {
	in.t.Helper()
	cmd, said := in.command("run")
	before, _ := in.received.counts()
	if err := cmd.Start(); err != nil {
		in.t.Fatal(err)
	}
	if random.IntN(5) == 0 {
		time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond)
	} else {
		enough := before + 1 + random.IntN(20)
		deadline := time.Now().Add(10 * time.Second)
		for ; time.Now().Before(deadline); time.Sleep(200 * time.Microsecond) {
			if got, _ := in.received.counts(); got >= enough {
				break
			}
		}
		time.Sleep(time.Duration(random.IntN(2000)) * time.Microsecond)
	}
	if err := cmd.Process.Kill(); err != nil {
		in.t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	return mayArriveTwice(said.String())
}

var announcement = regexp.MustCompile(`may arrive twice.* message_id=(\S+)`)

// mayArriveTwice returns the mails that may arrive twice according to a log.
func mayArriveTwice(log string) (ids []string) {
	for _, m := range announcement.FindAllStringSubmatch(log, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// delivered returns the number of delivered mails in the database.
func (in *installation) delivered() (n int) {
	in.t.Helper()
	if _, err := fmt.Sscan(in.query("SELECT count(*) FROM reminders WHERE state = 'delivered'"), &n); err != nil {
		in.t.Fatal(err)
	}
	return n
}

// query queries the database directly.
func (in *installation) query(q string) (answer string) {
	in.t.Helper()
	db, err := sql.Open("sqlite", "file:"+in.db+"?_pragma=busy_timeout(10000)")
	if err != nil {
		in.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(q).Scan(&answer); err != nil {
		in.t.Fatal(err)
	}
	return answer
}
