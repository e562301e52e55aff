package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"followup/rules/people"
	"followup/typo"
)

// noSummerTime maps abbreviations that the zone database accepts as zones without summer time to the place that
// people mean.
var noSummerTime = map[string]string{"EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu"}

// LoadLocation is like time.LoadLocation, but rejects "" and "Local", which do not say where somebody is, and
// abbreviations that are wrong by an hour in summer.
func LoadLocation(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, fmt.Errorf("%q is not a time zone; write an IANA name like Europe/Berlin", name)
	}
	if place, ok := noSummerTime[strings.ToUpper(name)]; ok {
		return nil, fmt.Errorf("%q knows no summer time; write the place, such as %s", name, place)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		if likely := NearestZone(name); likely != "" {
			return nil, fmt.Errorf("%q is not a known time zone; did you mean %q?", name, likely)
		}
		return nil, fmt.Errorf("%q is not a known time zone; write an IANA name like Europe/Berlin", name)
	}
	return loc, nil
}

// abbreviations maps those abbreviations that mean one zone to most people. "CST" is missing because it is
// Chicago's and China's, "IST" because three countries use it, and "CEST" because thirty capitals do.
var abbreviations = map[string]string{
	"ET": "America/New_York", "EDT": "America/New_York", "CT": "America/Chicago", "CDT": "America/Chicago",
	"MT": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles", "PST": "America/Los_Angeles",
	"PDT": "America/Los_Angeles", "AKST": "America/Anchorage", "AKDT": "America/Anchorage",
	"BST": "Europe/London", "MSK": "Europe/Moscow", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "HKT": "Asia/Hong_Kong",
	"SGT": "Asia/Singapore", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}

var continents = []string{"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}

// longestZone is longer than any name in the zone database.
const longestZone = 40

// SuggestZone returns the one zone that a user may have meant by an unknown name: an abbreviation, a name in the
// wrong case or with accents, or a city on its own. It returns "" if there is none, or more than one.
func SuggestZone(name string) string {
	if place, ok := abbreviations[strings.ToUpper(name)]; ok || len(name) > longestZone {
		return place
	}
	proper := properCase(name)
	for _, candidate := range []string{proper, strings.ToUpper(name)} {
		if isZone(candidate) {
			return candidate
		}
	}
	var found []string
	for _, continent := range continents {
		if candidate := continent + "/" + proper; isZone(candidate) {
			found = append(found, candidate)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// isZone reports whether the zone database has the name. time.LoadLocation also accepts "" and "Local".
func isZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && name != "Local"
}

// zoneText has the names of the zone database that name a place by its continent or ocean, as Go's copy of the database
// has them. It is for suggestions alone: a name that is missing here is found all the same.
//
//go:embed zones.txt
var zoneText string

var zoneNames = sync.OnceValue(func() []string { return strings.Fields(zoneText) })

// NearestZone returns what [SuggestZone] does, or else the zone whose name, or whose city, a misspelt name is most
// like. It returns "" if none is alike, or more than one.
func NearestZone(name string) string {
	if likely := SuggestZone(name); likely != "" {
		return likely
	}
	return nearestZone(name)
}

func nearestZone(name string) string {
	const shortest = 5 // shorter words are alike by chance
	name = properCase(name)
	if len(name) < shortest || len(name) > longestZone {
		return ""
	}
	var best []string
	fewest := max(1, len(name)/4) // two letters that changed places are two
	for _, zone := range zoneNames() {
		_, known, _ := strings.Cut(zone, "/")
		if strings.Contains(name, "/") {
			known = zone
		}
		switch d := typo.Distance(name, known); {
		case d < fewest:
			best, fewest = []string{zone}, d
		case d == fewest:
			best = append(best, zone)
		}
	}
	if len(best) != 1 {
		return ""
	}
	return best[0]
}

// properCase spells a name as the zone database does: "america/port of spain" becomes "America/Port_of_Spain",
// and "são paulo" "Sao_Paulo".
func properCase(name string) string {
	b := []byte(people.Folded(strings.Join(strings.Fields(name), "_")))
	for i, word := 0, 0; i <= len(b); i++ {
		if i < len(b) && !strings.ContainsRune("/_-", rune(b[i])) {
			continue
		}
		small := slices.Contains([]string{"of", "es", "au"}, string(b[word:i]))
		if !small && word < i && 'a' <= b[word] && b[word] <= 'z' {
			b[word] -= 'a' - 'A'
		}
		word = i + 1
	}
	return string(b)
}

// NextClockChange returns when the clocks of a zone are changed next, and by how much. ok is false if they are not
// changed within a few years.
func NextClockChange(loc *time.Location, now time.Time) (at time.Time, by time.Duration, ok bool) {
	const years = 4
	_, before := now.In(loc).Zone()
	for at = now; at.Before(now.AddDate(years, 0, 0)); {
		_, end := at.In(loc).ZoneBounds()
		if end.IsZero() {
			break
		}
		if _, after := end.In(loc).Zone(); after != before {
			return end, time.Duration(after-before) * time.Second, true
		}
		// Where a zone goes by rule, package time also ends a stretch after 365 days of a year. On the last day of a
		// leap year, that lies behind.
		if !end.After(at) {
			end = at.AddDate(0, 0, 1)
		}
		at = end
	}
	return time.Time{}, 0, false
}
