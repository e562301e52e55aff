package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // as in the program
)

// TestMachineZone has machines that say in which zone they are, and machines that do not. None is silently in UTC.
func TestMachineZone(t *testing.T) {
	berlin, err := os.ReadFile("/usr/share/zoneinfo/Europe/Berlin")
	if err != nil {
		t.Skipf("there is no zone database here to copy a file from: %v", err)
	}
	const unset = "(unset)"
	for _, tt := range []struct {
		name     string
		tz       string
		link     string // where localtime leads to
		file     string // what localtime is, if it is no link
		want     string // the zone and where it is from, or the error
		warnings bool
	}{
		{"the name in $TZ", "America/Sao_Paulo", "", "", "America/Sao_Paulo from $TZ", false},
		{"$TZ before localtime", "Asia/Tokyo", "/usr/share/zoneinfo/Europe/Berlin", "", "Asia/Tokyo from $TZ", false},
		{"a colon in $TZ", ":Europe/Berlin", "", "", "Europe/Berlin from $TZ", false},
		{"an unknown name in $TZ", "Europe/Berln", "", "",
			`$TZ: "Europe/Berln" is not a known time zone; did you mean "Europe/Berlin"?; correct it`, false},
		{"a rule in $TZ", "CET-1CEST,M3.5.0,M10.5.0/3", "", "", `$TZ: "CET-1CEST,M3.5.0,M10.5.0/3" is not`, false},
		{"Local in $TZ", "Local", "", "", `$TZ: "Local" is not a time zone`, false},
		{"an empty $TZ", "", "/usr/share/zoneinfo/Europe/Berlin", "", "UTC from $TZ is empty", true},
		{"UTC in $TZ", "UTC", "", "", "UTC from $TZ", true},
		{"a path in $TZ", ":/usr/share/zoneinfo/Asia/Tokyo", "", "", "Asia/Tokyo from $TZ", false},
		{"a missing path in $TZ", "/nowhere/x", "", "", "$TZ: open /nowhere/x: no such file", false},
		{"a link", unset, "/usr/share/zoneinfo/Europe/Berlin", "", "Europe/Berlin from localtime", false},
		{"a relative link", unset, "../usr/share/zoneinfo/Asia/Tel_Aviv", "", "Asia/Tel_Aviv from localtime", false},
		{"a link to a database that is not there", unset, "/nowhere/zoneinfo/America/New_York", "",
			"America/New_York from localtime", false},
		{"a link to an unknown zone", unset, "/nowhere/zoneinfo/Europe/Berln", "",
			`localtime: "Europe/Berln" is not a known time zone; did you mean "Europe/Berlin"?; correct it, or set ` +
				`schedule.timezone`, false},
		{"a link to UTC", unset, "/usr/share/zoneinfo/Etc/UTC", "", "Etc/UTC from localtime", true},
		{"a copy", unset, "", string(berlin), "localtime from localtime", false},
		{"a file that is no zone", unset, "", "Europe/Berlin\n", "localtime is no time zone: malformed", false},
		{"an abbreviation, as date(1) takes it", "EST", "", "", "EST from $TZ", false},
		{"nothing", unset, "", "", "UTC from there is no localtime", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("TZ", tt.tz) // so that it is put back
			if tt.tz == unset {
				os.Unsetenv("TZ")
			}
			path := filepath.Join(t.TempDir(), "localtime")
			if tt.link != "" {
				err = os.Symlink(tt.link, path)
			} else if tt.file != "" {
				err = os.WriteFile(path, []byte(tt.file), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			cfg := Default()
			cfg.localtime = path
			zone, err := cfg.Zone()
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				got = zone.String() + " from " + zone.From
			}
			if got = strings.ReplaceAll(got, path, "localtime"); !strings.Contains(got, tt.want) {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if err == nil && (zone.Warning() != "") != tt.warnings {
				t.Errorf("the warning is %q", zone.Warning())
			}
			if _, policyErr := cfg.Policy(); (policyErr == nil) != (err == nil) {
				t.Errorf("the policy: %v", policyErr)
			}
		})
	}
	t.Run("the one in the config goes first, and is not doubted", func(t *testing.T) {
		t.Setenv("TZ", "Nowhere/Else")
		cfg := Default()
		cfg.Schedule.Timezone = "UTC"
		if zone, err := cfg.Zone(); err != nil || zone.String() != "UTC" || zone.Warning() != "" {
			t.Errorf("%v, %v, %q", zone, err, zone.Warning())
		}
	})
	t.Run("a copy has the offsets of its zone", func(t *testing.T) {
		loc, err := time.LoadLocationFromTZData("/etc/localtime", berlin)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Zone{Location: loc}).Describe(); got != "/etc/localtime (+0100, in July +0200)" {
			t.Error(got)
		}
	})
}
