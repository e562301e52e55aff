package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"followup/mailer/smtp"
)

// TestTheWatchdogOutwaitsAMail checks that the watchdog waits longer than one delivery may take, with the time to
// record its result while another program locks the database.
func TestTheWatchdogOutwaitsAMail(t *testing.T) {
	needed := smtp.LongestDelivery + time.Minute
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

// TestTheServiceIsForItsGroup checks that the unit passes its config to every command, and that the group can use the
// files that it creates.
func TestTheServiceIsForItsGroup(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "systemd", "followup.service"))
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile(`(?m)^Exec\w+=/usr/bin/followup .*$`).FindAllString(string(text), -1)
	if len(commands) != 2 {
		t.Errorf("the commands are %q, want one that runs and one that checks", commands)
	}
	for _, command := range commands {
		if !strings.HasSuffix(command, " --config /etc/followup/config.toml") {
			t.Errorf("%s does not name the config", command)
		}
	}
	for _, line := range []string{"StateDirectoryMode=2770", "UMask=0007", "User=followup", "Group=followup"} {
		if !strings.Contains(string(text), "\n"+line+"\n") {
			t.Errorf("the unit does not have %s", line)
		}
	}
}
