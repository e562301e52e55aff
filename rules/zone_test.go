package rules

import "testing"

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
