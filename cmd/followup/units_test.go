package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"followup/mailer"
)

// TestTheWatchdogOutwaitsAMail: one mail may take as long as the mailer has patience, and what came of it is to be
// written down, perhaps while another program holds the database, before the next sign of life.
func TestTheWatchdogOutwaitsAMail(t *testing.T) {
	needed := mailer.LongestDelivery + time.Minute
	for _, unit := range []string{"followup.service", "user/followup.service"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "systemd", unit))
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`(?m)^WatchdogSec=(\d+)min$`).FindSubmatch(text)
		if found == nil {
			t.Fatalf("%s has no WatchdogSec in minutes", unit)
		}
		minutes, err := strconv.Atoi(string(found[1]))
		if err != nil {
			t.Fatal(err)
		}
		if limit := time.Duration(minutes) * time.Minute; limit < needed {
			t.Errorf("%s waits %s for a sign of life, and one mail with its record may take %s", unit, limit, needed)
		}
	}
}
