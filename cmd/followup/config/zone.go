package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"followup/rules"
)

// A Zone is the user's time zone.
type Zone struct {
	*time.Location
	From string // where the machine has it, such as "$TZ"; "" if it is schedule.timezone
}

// Zone returns schedule.timezone or, if that is empty, the zone of the machine. It is read anew at each call: package
// time would read it once, and take one that it does not know for UTC.
func (c *Config) Zone() (Zone, error) {
	if c.Schedule.Timezone == "" {
		return machineZone(c.localtime)
	}
	loc, err := rules.LoadLocation(c.Schedule.Timezone)
	if err != nil {
		return Zone{}, fmt.Errorf("schedule.timezone: %w", err)
	}
	return Zone{loc, ""}, nil
}

// Warning returns why the zone may not be the user's, or "". Servers and containers are set to UTC wherever their users
// are.
func (z Zone) Warning() string {
	if z.From == "" || z.NamesPlace() {
		return ""
	}
	return fmt.Sprintf("schedule.timezone is empty, so all days and hours are those of %s (%s); if you live by "+
		`another zone, write it there, such as "Europe/Berlin"`, z, z.From)
}

// NamesPlace reports whether the name of the zone says where somebody lives, as that of UTC does not.
func (z Zone) NamesPlace() bool {
	area, _, isPlace := strings.Cut(z.String(), "/")
	_, winter, summer := z.offsets()
	return isPlace && area != "Etc" || winter != "+0000" || summer != "+0000"
}

// offsets returns the name of the zone, and by how much it is ahead of UTC in winter and in summer.
func (z Zone) offsets() (name, winter, summer string) {
	at := func(m time.Month) string {
		return time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC).In(z.Location).Format("-0700")
	}
	return z.String(), at(time.January), at(time.July)
}

// Describe returns a text that is different for each zone. Two that have no names differ in their offsets.
func (z Zone) Describe() string {
	name, winter, summer := z.offsets()
	if winter == summer {
		return fmt.Sprintf("%s (%s)", name, winter)
	}
	return fmt.Sprintf("%s (%s, in July %s)", name, winter, summer)
}

// MachineZone returns the zone that $TZ names or, without it, that of the machine. That is UTC if nothing says it.
func (s Source) MachineZone() (Zone, error) { return machineZone(s.System.Localtime) }

// machineZone returns the zone that $TZ names or, without it, the one that the file localtime is, or is a link to. The
// name of a zone is enough: its rules may come from the database in this program.
func machineZone(localtime string) (Zone, error) {
	const repair = "; correct it, or set schedule.timezone in the config"
	localtime = cmp.Or(localtime, "/etc/localtime")
	tz, isSet := os.LookupEnv("TZ")
	name := strings.TrimPrefix(tz, ":")
	switch {
	case isSet && name == "":
		return Zone{time.UTC, "$TZ is empty"}, nil
	case isSet && filepath.IsAbs(name):
		loc, err := zoneOfFile(name)
		if err != nil {
			return Zone{}, fmt.Errorf("$TZ: %w%s", err, repair)
		}
		return Zone{loc, "$TZ"}, nil
	case isSet:
		loc, err := zoneNamed(name)
		if err != nil {
			return Zone{}, fmt.Errorf("$TZ: %w%s", err, repair)
		}
		return Zone{loc, "$TZ"}, nil
	}
	switch loc, err := zoneOfFile(localtime); {
	case errors.Is(err, fs.ErrNotExist):
		return Zone{time.UTC, "there is no " + localtime}, nil
	case err != nil:
		return Zone{}, fmt.Errorf("the time zone of this machine: %w%s", err, repair)
	default:
		return Zone{loc, localtime}, nil
	}
}

// zoneNamed returns the zone that the machine calls so. It takes abbreviations too, because date(1) does.
func zoneNamed(name string) (*time.Location, error) {
	loc, err := rules.LoadLocation(name)
	if err != nil && name != "Local" {
		if own, unknown := time.LoadLocation(name); unknown == nil {
			return own, nil
		}
	}
	return loc, err
}

// zoneOfFile returns the zone that a file in the format of tzfile(5) is. If it is a link into the zone database, the
// name is taken from there, and the file need not exist: a small machine has none.
func zoneOfFile(path string) (*time.Location, error) {
	var named error
	for file, links := path, 0; links < 10; links++ {
		if _, name, found := strings.Cut(file, "/zoneinfo/"); found {
			name = strings.TrimPrefix(strings.TrimPrefix(name, "posix/"), "right/")
			loc, err := zoneNamed(name)
			if err == nil {
				return loc, nil
			}
			named = cmp.Or(named, fmt.Errorf("%s: %w", path, err))
		}
		target, err := os.Readlink(file)
		if err != nil {
			break
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(file), target)
		}
		file = target
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, cmp.Or(named, err)
	}
	loc, err := time.LoadLocationFromTZData(path, data)
	if err != nil {
		return nil, fmt.Errorf("%s is no time zone: %w", path, err)
	}
	return loc, nil
}
