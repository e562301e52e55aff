package rules

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLoadLocation(t *testing.T) {
	const anyName = "; write an IANA name like Europe/Berlin"
	for _, tt := range []struct{ name, want string }{
		{"Europe/Berlin", ""},
		{"UTC", ""},
		{"", `"" is not a time zone` + anyName},
		{"Local", `"Local" is not a time zone` + anyName},
		{"local", `"local" is not a known time zone` + anyName},
		{"EST", `"EST" knows no summer time; write the place, such as America/New_York`},
		{"est", `"est" knows no summer time; write the place, such as America/New_York`},
		{"ET", `"ET" is not a known time zone; did you mean "America/New_York"?`},
		{"pst", `"pst" is not a known time zone; did you mean "America/Los_Angeles"?`},
		{"CST", `"CST" is not a known time zone` + anyName},
		{"CEST", `"CEST" is not a known time zone` + anyName},
		{"America/new_york", `"America/new_york" is not a known time zone; did you mean "America/New_York"?`},
		{"america/port of spain",
			`"america/port of spain" is not a known time zone; did you mean "America/Port_of_Spain"?`},
		{"AMERICA/PORT-AU-PRINCE",
			`"AMERICA/PORT-AU-PRINCE" is not a known time zone; did you mean "America/Port-au-Prince"?`},
		{"africa/dar_es_salaam",
			`"africa/dar_es_salaam" is not a known time zone; did you mean "Africa/Dar_es_Salaam"?`},
		{"Europe/berlin", `"Europe/berlin" is not a known time zone; did you mean "Europe/Berlin"?`},
		{" Europe/Berlin ", `" Europe/Berlin " is not a known time zone; did you mean "Europe/Berlin"?`},
		{"berlin", `"berlin" is not a known time zone; did you mean "Europe/Berlin"?`},
		{"New York", `"New York" is not a known time zone; did you mean "America/New_York"?`},
		{"buenos aires", `"buenos aires" is not a known time zone; did you mean "America/Buenos_Aires"?`},
		{"istanbul", `"istanbul" is not a known time zone` + anyName}, // in Europe and in Asia
		{"utc", `"utc" is not a known time zone; did you mean "UTC"?`},
		{"Zürich", `"Zürich" is not a known time zone; did you mean "Europe/Zurich"?`},
		{"America/São_Paulo", `"America/São_Paulo" is not a known time zone; did you mean "America/Sao_Paulo"?`},
		{"Europe/Berln", `"Europe/Berln" is not a known time zone; did you mean "Europe/Berlin"?`},
		{"Erope/Bucarest", `"Erope/Bucarest" is not a known time zone; did you mean "Europe/Bucharest"?`},
		{"Asia/Calcuta", `"Asia/Calcuta" is not a known time zone; did you mean "Asia/Calcutta"?`},
		{"san paulo", `"san paulo" is not a known time zone; did you mean "America/Sao_Paulo"?`},
		{"munich", `"munich" is not a known time zone` + anyName},
		{"Mars/Olympus", `"Mars/Olympus" is not a known time zone` + anyName},
		{"../Berlin", `"../Berlin" is not a known time zone` + anyName},
		{"/é_", `"/é_" is not a known time zone` + anyName},
	} {
		t.Run(tt.name, func(t *testing.T) {
			loc, err := LoadLocation(tt.name)
			if tt.want == "" && (err != nil || loc.String() != tt.name) || tt.want != "" &&
				(err == nil || err.Error() != tt.want) {
				t.Errorf("got %v, %v; want %s", loc, err, tt.want)
			}
		})
	}
}

// TestZoneList compares the names that are suggested with the zone database that comes with Go.
func TestZoneList(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("no Go here: %v", err)
	}
	database, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skipf("this Go comes without its zone database: %v", err)
	}
	defer database.Close()
	var want []string
	for _, f := range database.File {
		area, _, isPlace := strings.Cut(f.Name, "/")
		known := []string{"Etc", "Brazil", "Canada", "Chile", "Mexico", "US"} // old names, and offsets
		if isPlace && !strings.HasSuffix(f.Name, "/") && !slices.Contains(known, area) {
			want = append(want, f.Name)
		}
	}
	slices.Sort(want)
	if got := zoneNames(); !slices.Equal(got, want) {
		t.Errorf("zones.txt has %d names, the database %d; write it anew:\n%s", len(got), len(want),
			strings.Join(want, "\n"))
	}
}

// TestNextClockChange has zones whose changes are in a table, and zones in which they go by a rule. What is read of
// those changes nothing: package time ends a stretch of such a zone with the year.
func TestNextClockChange(t *testing.T) {
	for _, tt := range []struct{ zone, now, want string }{
		{"Europe/Berlin", "2026-11-29", "2027-03-28T02:00:00+01:00 1h0m0s"},
		{"Europe/Berlin", "2027-03-28", "2027-03-28T02:00:00+01:00 1h0m0s"},
		{"Europe/Berlin", "2027-03-29", "2027-10-31T03:00:00+02:00 -1h0m0s"},
		{"Europe/Berlin", "2040-11-29", "2041-03-31T02:00:00+01:00 1h0m0s"},
		{"Europe/Berlin", "2040-12-31", "2041-03-31T02:00:00+01:00 1h0m0s"},
		{"America/New_York", "2026-11-29", "2027-03-14T02:00:00-05:00 1h0m0s"},
		{"Asia/Beirut", "2040-01-15", "2040-03-25T00:00:00+02:00 1h0m0s"}, // at midnight
		{"Australia/Lord_Howe", "2026-11-29", "2027-04-04T02:00:00+11:00 -30m0s"},
		{"Africa/Casablanca", "2026-11-29", "2027-02-07T03:00:00+01:00 -1h0m0s"}, // for Ramadan
		{"America/Sao_Paulo", "2026-11-29", "never"},
		{"America/Sao_Paulo", "2018-12-01", "2019-02-17T00:00:00-02:00 -1h0m0s"}, // the last one
		{"Asia/Kolkata", "2026-11-29", "never"},
		{"UTC", "2026-11-29", "never"},
	} {
		t.Run(tt.zone+" on "+tt.now, func(t *testing.T) {
			loc, err := LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			now, err := time.ParseInLocation("2006-01-02", tt.now, loc)
			if err != nil {
				t.Fatal(err)
			}
			got := "never"
			if at, by, ok := NextClockChange(loc, now); ok {
				_, offset := at.Add(-time.Second).In(loc).Zone()
				got = at.In(time.FixedZone("", offset)).Format(time.RFC3339) + " " + by.String()
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
