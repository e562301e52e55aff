package dates

import (
	"fmt"
	"strconv"
	"time"

	"followup/pattern"
)

// parts are the two halves of a phrase: what may be a day, and what may be a time of day.
type parts struct{ day, time string }

// A time of day at the end or the beginning of a phrase. A bare hour only follows a day: "today 9".
var (
	timeAtEnd = []*pattern.Expr{
		pattern.Lazy(`^(?:(.*) )?(?:at )?(\d{1,2}:\d{2}(?::\d{2})? ?(?:am|pm)?)$`),
		pattern.Lazy(`^(?:(.*) )?(?:at )?(\d{1,2} ?(?:am|pm))$`),
		pattern.Lazy(`^(?:(.*) )?(?:at )?(noon|midnight)$`),
		pattern.Lazy(`^(.*) at (\d{1,2})$`),
		pattern.Lazy(`^(.*) (\d{1,2})$`),
	}
	timeAtStart = []*pattern.Expr{
		pattern.Lazy(`^(?:at )?(\d{1,2}:\d{2}(?::\d{2})? ?(?:am|pm)?) (.*)$`),
		pattern.Lazy(`^(?:at )?(\d{1,2} ?(?:am|pm)) (.*)$`),
		pattern.Lazy(`^(?:at )?(noon|midnight) (.*)$`),
	}
	trailingAt = pattern.Lazy(`^at$|(?:^| )at$`)
)

// splits returns the ways to split a phrase into a day and a time of day.
func splits(s string) (all []parts) {
	for _, re := range timeAtEnd {
		if m := re.FindStringSubmatch(s); m != nil {
			all = append(all, parts{day: trailingAt.ReplaceAllString(m[1], ""), time: m[2]})
		}
	}
	for _, re := range timeAtStart {
		if m := re.FindStringSubmatch(s); m != nil {
			all = append(all, parts{day: m[2], time: m[1]})
		}
	}
	return all
}

var clockForm = pattern.Lazy(`^(\d{1,2})(?::(\d{2})(?::(\d{2}))?)? ?(am|pm)?$`)

// clock returns the time of day as the time since midnight.
func (p parts) clock() (time.Duration, error) {
	switch p.time {
	case "noon":
		return 12 * time.Hour, nil
	case "midnight": // the beginning of the day; combine refuses what is ambiguous
		return 0, nil
	}
	m := clockForm.FindStringSubmatch(p.time)
	if m == nil {
		return 0, unclearf("is not a time")
	}
	hour, minute, second := atoi(m[1]), atoi(m[2]), atoi(m[3])
	if m[4] == "" && len(m[1]) == 1 && hour >= 1 && hour <= 6 { // "at 3" is hardly ever at night
		return 0, fmt.Errorf(`may mean %02d:%02d or %02d:%02d; write one of them, or am or pm`, hour, minute, hour+12,
			minute)
	}
	if m[4] != "" {
		if hour < 1 || hour > 12 {
			return 0, fmt.Errorf("has the hour %d; with am or pm, expected 1 to 12", hour)
		}
		if hour %= 12; m[4] == "pm" {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 || second > 59 {
		return 0, fmt.Errorf("has the time %s, which does not exist", p.time)
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second, nil
}

// atoi returns the number in at most four digits, or 0 for "".
func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the pattern lets nothing else through
	return n
}
