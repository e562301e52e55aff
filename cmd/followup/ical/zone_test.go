package ical

import (
	"testing"
	"time"
)

func TestWindowsZonesAreKnown(t *testing.T) {
	for windows, iana := range windowsZones() {
		if _, err := time.LoadLocation(iana); err != nil {
			t.Errorf("%s: %v", windows, err)
		}
	}
	if len(windowsZones()) < 135 {
		t.Errorf("only %d names", len(windowsZones()))
	}
}

// TestAZoneIsLookedUpOnce, in vain or not: a calendar names the same one in every event.
func TestAZoneIsLookedUpOnce(t *testing.T) {
	z := zoneTable{found: map[string]foundZone{}}
	for _, tzid := range []string{"Europe/Berlin", "Nowhere"} {
		first, err := z.find(tzid)
		if found, ok := z.found[tzid]; !ok || found.iana != first.iana || found.err != err {
			t.Errorf("%s: found is %+v, and %+v is kept", tzid, first, found)
		}
	}
}
