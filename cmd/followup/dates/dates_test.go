package dates

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine
)

var zones = []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// said returns the moment at which the phrases are said: Wednesday, 9 December 2026, 10:30.
func said(loc *time.Location) time.Time { return time.Date(2026, 12, 9, 10, 30, 0, 0, loc) }

func TestTimes(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		dir    Direction
		want   string
	}{
		{"now", Past, "2026-12-09 10:30"},
		{"tue 10am", Nearest, "2026-12-08 10:00"},
		{"sunday 10:00", Nearest, "2026-12-06 10:00"},
		{"wed 10am", Nearest, "2026-12-09 10:00"},
		{"yesterday 14:00", Nearest, "2026-12-08 14:00"},
		{"yesterday 14:00", Past, "2026-12-08 14:00"},
		{"Yesterday, 14:00", Past, "2026-12-08 14:00"},
		{"yesterday at 2pm", Past, "2026-12-08 14:00"},
		{"2pm yesterday", Past, "2026-12-08 14:00"},
		{"yesterday noon", Past, "2026-12-08 12:00"},
		{"yesterday midnight", Past, "2026-12-08 00:00"},
		{"the day before yesterday 9:15", Past, "2026-12-07 09:15"},
		{"today 9", Past, "2026-12-09 09:00"},
		{"today at 9", Past, "2026-12-09 09:00"},
		{"today 17:45", Past, "2026-12-09 17:45"},
		{"tomorrow 8:30am", Past, "2026-12-10 08:30"},
		{"09:00", Past, "2026-12-09 09:00"},
		{"9am", Past, "2026-12-09 09:00"},
		{"at 9am", Past, "2026-12-09 09:00"},
		{"noon", Future, "2026-12-09 12:00"},
		{"midnight", Past, "2026-12-09 00:00"},
		{"12am today", Past, "2026-12-09 00:00"},
		{"12pm today", Past, "2026-12-09 12:00"},
		{"12:30 am today", Past, "2026-12-09 00:30"},
		{"tue 10am", Past, "2026-12-08 10:00"},
		{"Tues 10 AM", Past, "2026-12-08 10:00"},
		{"on tuesday at 10:00", Past, "2026-12-08 10:00"},
		{"tue 10am", Future, "2026-12-15 10:00"},
		{"wed 9:00", Past, "2026-12-09 09:00"},
		{"wed 15:00", Future, "2026-12-09 15:00"},
		{"last friday 15:00", Past, "2026-12-04 15:00"},
		{"next tuesday 3pm", Past, "2026-12-15 15:00"},
		{"this friday 11:00", Past, "2026-12-11 11:00"},
		{"coming monday 11:00", Future, "2026-12-14 11:00"},
		{"3 hours ago", Past, "2026-12-09 07:30"},
		{"3h ago", Past, "2026-12-09 07:30"},
		{"an hour ago", Past, "2026-12-09 09:30"},
		{"half an hour ago", Past, "2026-12-09 10:00"},
		{"90 minutes ago", Past, "2026-12-09 09:00"},
		{"in 2 hours", Past, "2026-12-09 12:30"},
		{"2 hours", Future, "2026-12-09 12:30"},
		{"1 Dec 2pm", Past, "2026-12-01 14:00"},
		{"Dec 1 2pm", Past, "2026-12-01 14:00"},
		{"December 1st, 14:00", Past, "2026-12-01 14:00"},
		{"1st of December at 14:00", Past, "2026-12-01 14:00"},
		{"1 Dec 9", Past, "2026-12-01 09:00"},
		{"1 Dec at 22", Past, "2026-12-01 22:00"},
		{"1 Dec 22:00", Past, "2026-12-01 22:00"},
		{"1 Dec 2026 22", Past, "2026-12-01 22:00"},
		{"tue 10", Past, "2026-12-08 10:00"},
		{"20 Dec 14:00", Future, "2026-12-20 14:00"},
		{"20 Dec 14:00", Past, "2026-12-20 14:00"},
		{"1 Dec 02:30", Past, "2026-12-01 02:30"},
		{"1 Dec 2025 14:00", Past, "2025-12-01 14:00"},
		{"Tue 1 Dec 2026 14:00", Past, "2026-12-01 14:00"},
		{"2026-12-04 14:00", Past, "2026-12-04 14:00"},
		{"2026-12-04 14:00:30", Past, "2026-12-04 14:00:30"},
		{"2026-12-04T14:00", Past, "2026-12-04 14:00"},
		{"2026-12-24 14:00", Past, "2026-12-24 14:00"},
		{"14:00 2026-12-04", Past, "2026-12-04 14:00"},
		{"23.11.2026 14:00", Past, "2026-11-23 14:00"},
		{"23.11.2026, 14:00:30", Past, "2026-11-23 14:00:30"},
		{"Mon, 23.11.2026 14:00", Past, "2026-11-23 14:00"},
		{"1.12.2026 14:00", Past, "2026-12-01 14:00"},
		{"23/11/2026 2pm", Past, "2026-11-23 14:00"},
		{"11/23/2026 2pm", Past, "2026-11-23 14:00"},
		{"23-11-2026 at 14:00", Past, "2026-11-23 14:00"},
		{"11/11/2026 14:00", Past, "2026-11-11 14:00"},
		{"  2026-12-04   2  pm ", Past, "2026-12-04 14:00"},
		{"3 days ago 14:00", Past, "2026-12-06 14:00"},
		{"in 3 days at 9:00", Past, "2026-12-12 09:00"},
		{"a week ago noon", Past, "2026-12-02 12:00"},
		{"2 weeks ago, 10am", Past, "2026-11-25 10:00"},
		{"2 hours from now", Past, "2026-12-09 12:30"},
		{"2 weeks from now 10am", Past, "2026-12-23 10:00"},
		{"a month ago noon", Past, "2026-11-09 12:00"},
		{"9:30 a.m.", Past, "2026-12-09 09:30"},
		{"9 a.m.", Past, "2026-12-09 09:00"},
		{"9:30 p.m.", Future, "2026-12-09 21:30"},
		{"Yesterday, 9:30 P.M.", Past, "2026-12-08 21:30"},
		{"9 a.m. yesterday", Past, "2026-12-08 09:00"},
		{"9a.m yesterday", Past, "2026-12-08 09:00"},
		{"yesterday 9 am.", Past, "2026-12-08 09:00"},
		{"this morning 9:30", Past, "2026-12-09 09:30"},
		{"this morning at 9", Past, "2026-12-09 09:00"},
		{"this afternoon at 2pm", Past, "2026-12-09 14:00"},
		{"3 p.m. this afternoon", Future, "2026-12-09 15:00"},
		{"tonight 20:00", Past, "2026-12-09 20:00"},
		{"7pm this evening", Future, "2026-12-09 19:00"},
		{"end of next week 14:00", Future, "2026-12-18 14:00"},
	} {
		t.Run(tt.phrase, func(t *testing.T) {
			for _, name := range zones {
				loc := zone(t, name)
				got, err := Time(tt.phrase, said(loc).UTC(), loc, tt.dir)
				shown := strings.TrimSuffix(got.Format("2006-01-02 15:04:05"), ":00")
				if err != nil || shown != tt.want || got.Location() != loc {
					t.Errorf("in %s: %s, %v; want %s", name, shown, err, tt.want)
				}
			}
		})
	}
}

func TestTimesWithAnOffset(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	for _, phrase := range []string{"2026-12-04T14:00:00-05:00", "2026-12-04T19:00:00Z", "2026-12-04t20:00:00+01:00"} {
		if got, err := Time(phrase, said(loc), loc, Past); err != nil ||
			got.Format(time.RFC3339) != "2026-12-04T20:00:00+01:00" {
			t.Errorf("%s: %s, %v", phrase, got, err)
		}
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		dir    Direction
		want   string
	}{
		{"today", Future, "2026-12-09"},
		{"tomorrow", Future, "2026-12-10"},
		{"the day after tomorrow", Future, "2026-12-11"},
		{"yesterday", Past, "2026-12-08"},
		{"friday", Future, "2026-12-11"},
		{"by", Future, ""},
		{"Friday", Past, "2026-12-04"},
		{"last friday", Past, "2026-12-04"},
		{"next friday", Past, ""},
		{"next tuesday", Future, "2026-12-15"},
		{"this friday", Future, "2026-12-11"},
		{"12 Dec", Future, "2026-12-12"},
		{"12. Dec", Future, "2026-12-12"},
		{"Dec 12", Future, "2026-12-12"},
		{"the 12th", Future, "2026-12-12"},
		{"12 december 2027", Future, "2027-12-12"},
		{"3 Jan", Future, "2027-01-03"},
		{"9 Dec", Future, "2026-12-09"},
		{"Sat 12 Dec", Future, "2026-12-12"},
		{"Wed 20 May", Past, "2026-05-20"},
		{"Thu 20 May", Past, "2027-05-20"},
		{"1 Dec", Future, "2026-12-01"},
		{"next week", From, "2026-12-14"},
		{"next month", From, "2027-01-01"},
		{"end of next week", From, "2026-12-18"},
		{"friday", From, "2026-12-11"},
		{"29 Feb 2028", Future, "2028-02-29"},
		{"2026-12-04", Past, "2026-12-04"},
		{"04.12.2026", Past, "2026-12-04"},
		{"by 18.12.2026", Future, "2026-12-18"},
		{"18/12/2026", Future, "2026-12-18"},
		{"04/12/2026", Past, ""},
		{"in 3 days", Future, "2026-12-12"},
		{"3 days", Future, "2026-12-12"},
		{"2d", Future, "2026-12-11"},
		{"2 weeks", Future, "2026-12-23"},
		{"in two weeks", Future, "2026-12-23"},
		{"a week", Future, "2026-12-16"},
		{"2w", Future, "2026-12-23"},
		{"3 days ago", Past, "2026-12-06"},
		{"end of the week", Future, "2026-12-11"},
		{"the end of the week", Future, "2026-12-11"},
		{"end of week", Future, "2026-12-11"},
		{"this week", Future, "2026-12-11"},
		{"next week", Future, "2026-12-18"},
		{"end of next week", Future, "2026-12-18"},
		{"end of the month", Future, "2026-12-31"},
		{"end of next month", Future, "2027-01-31"},
		{"by friday", Future, "2026-12-11"},
		{"By Friday", From, "2026-12-11"},
		{"by friday", Past, ""},
		{"on friday", Future, "2026-12-11"},
		{"until 12 Dec", Future, "2026-12-12"},
		{"by the end of the week", Future, "2026-12-11"},
		{"by this week", Future, "2026-12-11"},
		{"by next week", Future, "2026-12-18"},
		{"until next week", From, "2026-12-14"},
		{"in a week", Future, "2026-12-16"},
		{"a week ago", Past, "2026-12-02"},
		{"2 weeks from now", Past, "2026-12-23"},
		{"2 weeks from today", Future, "2026-12-23"},
		{"in a month", Future, "2027-01-09"},
		{"in 2 months", Future, "2027-02-09"},
		{"2 months", Future, "2027-02-09"},
		{"13 months ago", Past, "2025-11-09"},
		{"in 36500 months", Future, ""},
		{"end of december", Future, "2026-12-31"},
		{"by the end of January", Future, "2027-01-31"},
		{"end of november", Future, "2026-11-30"},
		{"end of feb", From, "2027-02-28"},
		{"end of feb 2028", Future, "2028-02-29"},
		{"end of november", Past, ""},
		{"this morning", Past, "2026-12-09"},
		{"this afternoon", Future, "2026-12-09"},
		{"this evening", Future, "2026-12-09"},
		{"by tonight", Future, "2026-12-09"},
		{"EOD", Future, "2026-12-09"},
		{"by EOD", Future, "2026-12-09"},
		{"by the end of the day", Future, "2026-12-09"},
		{"EOW", Future, "2026-12-11"},
		{"by EOM", Future, "2026-12-31"},
	} {
		t.Run(tt.phrase, func(t *testing.T) {
			for _, name := range zones {
				loc := zone(t, name)
				got, err := Day(tt.phrase, said(loc).UTC(), loc, tt.dir)
				if tt.want == "" {
					if err == nil {
						t.Errorf("in %s: %s, want an error", name, got)
					}
				} else if err != nil || got.String() != tt.want {
					t.Errorf("in %s: %s, %v; want %s", name, got, err, tt.want)
				}
			}
		})
	}
}

// TestTheWeekEnds: "end of the week" is a Friday; on the weekend after it, it could be today or the next Friday.
func TestTheWeekEnds(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	for day, want := range map[int]string{
		7: "2026-12-11", 11: "2026-12-11", // Monday, Friday
		12: `"end of the week" may mean today (Sat 12 Dec) or Fri 18 Dec 2026; write the date`,
		13: `"end of the week" may mean today (Sun 13 Dec) or Fri 18 Dec 2026; write the date`,
	} {
		got, err := Day("end of the week", time.Date(2026, 12, day, 9, 0, 0, 0, loc), loc, Future)
		if s := got.String(); err != nil && err.Error() != want || err == nil && s != want {
			t.Errorf("on 2026-12-%02d: %s, %v; want %s", day, s, err, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	const examples = `write it like "yesterday 14:00" or "2026-12-08 14:00"`
	for _, tt := range []struct{ phrase, want string }{
		{"", `"" is not a time; ` + examples},
		{"soon", `"soon" is not a time; ` + examples},
		{"01/12/2026",
			`"01/12/2026" may begin with the day or the month; write "1 December 2026" or "12 January 2026"`},
		{"01/12/2026 14:00",
			`"01/12/2026 14:00" may begin with the day or the month; write "1 December 2026" or "12 January 2026"`},
		{"11/20 2pm", `"11/20 2pm" is a day in digits, which people read differently; write it like "20 November"`},
		{"2026/11/20 14:00", "is a day in digits; " + examples},
		{"today 5", `"today 5" may mean 05:00 or 17:00; write one of them, or am or pm`},
		{"thu 1:30", `may mean 01:30 or 13:30`},
		{"1-12-2026 14:00", "may begin with the day or the month"},
		{"Tue 01/12/2026 14:00", "may begin with the day or the month"},
		{"32.13.2026 14:00", `"32.13.2026 14:00" does not exist; ` + examples},
		{"31.11.2026 14:00", "does not exist, because November has 30 days"},
		{"31/11/2026 14:00", "does not exist"},
		{"29.2.2026 14:00", "does not exist"},
		{"0.12.2026 14:00", "does not exist"},
		{"00/12/2026 14:00", "does not exist"},
		{"11.23.2026 14:00", `is a day in digits, which people read differently; write it like "23 November 2026"`},
		{"23.11/2026 14:00", `write it like "23 November 2026"`},
		{"23.11. 14:00", `write it like "23 November"`},
		{"23.11.26 14:00", "is a day in digits"},
		{"23.11.2026", `"23.11.2026" has no time of day`},
		{"Tue 23.11.2026 14:00", "is a Monday, not a Tuesday; correct one of the two"},
		{"30 February 14:00", `"30 February 14:00" does not exist, because February 2026 has 28 days; ` + examples},
		{"2026-02-30 14:00", "does not exist, because February 2026 has 28 days; " + examples},
		{"29 Feb 2026 14:00", "does not exist, because February 2026 has 28 days"},
		{"2026-13-01 14:00", "does not exist; " + examples},
		{"yesterday", `"yesterday" has no time of day; write it like "yesterday 14:00"`},
		{"3 days ago", `has no time of day; write it like "3 days ago 14:00"`},
		{"yesterday 14:00 maybe", "is not a time; " + examples},
		{"yesterday 14:00 15:00", "is not a time"},
		{"yesterday 25:00", "has the time 25:00, which does not exist"},
		{"yesterday 9:60", "has the time 9:60, which does not exist"},
		{"yesterday 14pm", "has the hour 14; with am or pm, expected 1 to 12"},
		{"yesterday 0am", "has the hour 0; with am or pm, expected 1 to 12"},
		{"9", "is not a time"},
		{"14:00", `"14:00" may mean today or yesterday; write "today 14:00" or "yesterday 14:00"`},
		{"next friday 15:00", `"next friday 15:00" may mean Fri 11 Dec 2026 or Fri 18 Dec 2026; write the date`},
		{"last tuesday 15:00", `"last tuesday 15:00" may mean Tue 8 Dec 2026 or Tue 1 Dec 2026; write the date`},
		{"3 hours", `"3 hours" may mean before or after now; write "3 hours ago" or "in 3 hours"`},
		{"20 May 14:00", `"20 May 14:00" may mean Wed 20 May 2026 or Thu 20 May 2027; write the year too`},
		{"Sat 4 Dec 14:00", `is a Friday, not a Saturday; correct one of the two`},
		{"Mon 1 Dec 2026 14:00", `is a Tuesday, not a Monday; correct one of the two`},
		{"in 3 hours ago", "says both “in” and “ago”"},
		{"2026-03-29 02:30",
			`"2026-03-29 02:30" does not exist: the clocks in Europe/Berlin skip it on Sun 29 Mar 2026`},
		{"2226-12-04 14:00", "is in the year 2226; expected 1990 to 2199"},
		{"1026-12-04 14:00", "is in the year 1026"},
		{"1989-12-31T14:00:00Z", "is in the year 1989"},
		{"99999999999999999999 days ago 9:00", "has a number that is too large to be right"},
		{"99999999999999999999 hours ago", "has a number that is too large to be right"},
		{"yesterday\x00 14:00", "is not a time"},
		{"１４:00", "is not a time"},
		{"end of the week 9:00", "is not a time"},
		{"this afternoon", `"this afternoon" has no time of day; write it like "today 14:00"`},
		{"this morning", `write it like "today 10:00"`},
		{"tonight", `write it like "today 19:00"`},
		{"EOD", `"EOD" has no time of day; write it like "today 17:00"`},
		{"this afternoon 9:00",
			`has the time 09:00, which is not in that part of the day; write "today 09:00" or "today 21:00"`},
		{"this afternoon at 3", "may mean 03:00 or 15:00"},
		{"tonight at 8", `write "today 08:00" or "today 20:00"`},
		{"friday midnight",
			`may mean the night before Fri 4 Dec 2026 or the one after; ` +
				`write "2026-12-04 00:00" or "2026-12-05 00:00"`},
		{"tonight midnight", `has the time 00:00, which is not in that part of the day`},
		{"by friday 14:00", "is not a time"},
		{"1 Dec 22", `"1 Dec 22" may end in an hour or in a year; write "1 Dec 22:00" or "2022-12-01 14:00"`},
		{"Tue, 1 Dec 10", `write "1 Dec 10:00" or "2010-12-01 14:00"`},
		{"Dec 1st 09", `write "1 Dec 09:00" or "2009-12-01 14:00"`},
		{"1st of december 14", `write "1 Dec 14:00" or "2014-12-01 14:00"`},
		{"Dec 1 24", `"Dec 1 24" ends in 24, which is not an hour; if it is the year, write "2024-12-01 14:00"`},
		{"31 Nov 22", "does not exist"},
		{"20 May 22", "may mean Wed 20 May 2026 or Thu 20 May 2027; write the year too"},
		{"by tonight 20:00", "is not a time"},
		{"the tonight", "is not a time"},
		{"9:30 p.m.", `may mean today or yesterday; write "today 21:30" or "yesterday 21:30"`},
		{"9 x.m. yesterday", "is not a time"},
	} {
		t.Run(tt.phrase, func(t *testing.T) {
			loc := zone(t, "Europe/Berlin")
			got, err := Time(tt.phrase, said(loc), loc, Past)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}
}

func TestDayRefusals(t *testing.T) {
	for _, tt := range []struct {
		phrase string
		dir    Direction
		want   string
	}{
		{"12 Dec 26", Future, `"12 Dec 26" is not a date; write it like`},
		{"soon", Future, `"soon" is not a date; write it like "18 December" or "2026-12-18"`},
		{"12/01", Future, "may begin with the day or the month"},
		{"friday 14:00", Future, "is not a date"},
		{"31 Nov", Future, "does not exist, because November has 30 days; write it like"},
		{"1 Jul", Future, `"1 Jul" may mean Wed 1 Jul 2026 or Thu 1 Jul 2027; write the year too`},
		{"next fri", Future, `"next fri" may mean Fri 11 Dec 2026 or Fri 18 Dec 2026`},
		{"wednesday", Future, `"wednesday" may mean today or Wed 16 Dec 2026; write "today" or the date`},
		{"3 days", Past, `"3 days" may mean before or after now; write "3 days ago" or "in 3 days"`},
		{"a month", Past, `"a month" may mean before or after now; write "a month ago" or "in a month"`},
		{"until next month", Future, "may mean Fri 1 Jan 2027 or Sun 31 Jan 2027; write the date"},
		{"end of june", Future, "may mean Tue 30 Jun 2026 or Wed 30 Jun 2027; write the year too"},
		{"end of time", Future, "is not a date"},
		{"week", Future, "is not a date"},
	} {
		t.Run(tt.phrase, func(t *testing.T) {
			loc := zone(t, "Europe/Berlin")
			got, err := Day(tt.phrase, said(loc), loc, tt.dir)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		})
	}
}

// TestTheMonthIsTooShort: on 31 January, "in a month" has no day of the same number.
func TestTheMonthIsTooShort(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	got, err := Day("in a month", time.Date(2027, 1, 31, 9, 0, 0, 0, loc), loc, Future)
	if want := `"in a month" may mean Sun 28 Feb 2027 or Mon 1 Mar 2027; write the date`; err == nil ||
		err.Error() != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

// TestTheMonthEnds: on its last two days, the end of the month is still to come.
func TestTheMonthEnds(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	for _, day := range []int{30, 31} {
		got, err := Day("end of december", time.Date(2026, 12, day, 9, 0, 0, 0, loc), loc, Future)
		if err != nil || got.String() != "2026-12-31" {
			t.Errorf("on 2026-12-%d: %s, %v", day, got, err)
		}
	}
}

// TestTonightAfterMidnight: just after midnight, "tonight" may still mean the night that is ending.
func TestTonightAfterMidnight(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	now := time.Date(2026, 12, 9, 0, 30, 0, 0, loc)
	if got, err := Time("tonight 20:00", now, loc, Past); err == nil ||
		!strings.Contains(err.Error(), "may mean today or yesterday") {
		t.Errorf("got %s, %v", got, err)
	}
	if got, err := Day("this morning", now, loc, Future); err != nil || got.String() != "2026-12-09" {
		t.Errorf("got %s, %v", got, err)
	}
}

// TestNoPhraseIsInAGap: Berlin's clocks skip from 02:00 to 03:00 on this day.
func TestNoPhraseIsInAGap(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	for _, phrase := range []string{"today 02:30", "this morning 02:30", "2:30 a.m. today", "29 Mar 02:30",
		"2:30 a.m."} {
		got, err := Time(phrase, time.Date(2026, 3, 29, 10, 30, 0, 0, loc), loc, Past)
		if err == nil || !strings.Contains(err.Error(), "the clocks in Europe/Berlin skip it") {
			t.Errorf("%s: %s, %v", phrase, got, err)
		}
	}
}

func TestATimeThatComesTwiceIsTheFirst(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	got, err := Time("2026-10-25 02:30", said(loc), loc, Past)
	if err != nil || got.Format(time.RFC3339) != "2026-10-25T02:30:00+02:00" {
		t.Errorf("got %s, %v", got.Format(time.RFC3339), err)
	}
}

func TestTimeOrDay(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	if _, _, err := TimeOrDay("wednesday", said(loc), loc, Future); err == nil ||
		!strings.Contains(err.Error(), "may mean today or Wed 16 Dec 2026") {
		t.Errorf("a day in doubt: %v", err)
	}
	// A part of today is neither a moment nor a day: a snooze until the start of today would end at once.
	for _, phrase := range []string{"tonight", "until tonight", "by EOD", "this afternoon"} {
		if got, _, err := TimeOrDay(phrase, said(loc), loc, From); err == nil ||
			!strings.Contains(err.Error(), `has no time of day; write it like "today `) {
			t.Errorf("%s: %s, %v", phrase, got, err)
		}
	}
	for phrase, want := range map[string]string{"2d": "2026-12-11 00:00 true", "friday": "2026-12-11 00:00 true",
		"friday 9:00": "2026-12-11 09:00 false", "in 3 hours": "2026-12-09 13:30 false"} {
		got, isDay, err := TimeOrDay(phrase, said(loc), loc, Future)
		if s := got.Format("2006-01-02 15:04"); err != nil ||
			s+map[bool]string{true: " true", false: " false"}[isDay] != want {
			t.Errorf("%s: %s, %v, %v", phrase, s, isDay, err)
		}
	}
	if _, _, err := TimeOrDay("soon", said(loc), loc, Future); err == nil {
		t.Error("soon is refused")
	}
}

func TestSlips(t *testing.T) {
	for phrase, want := range map[string]string{
		"tomorow": "tomorrow", "tommorow 14:00": "tomorrow", "wendesday": "wednesday",
		"on wendesday 10am": "wednesday", "fri day": "friday",
		"Fri Day 14:00": "friday", "yesteday 14:00": "yesterday", "1 decmber 14:00": "december",
		"febuary 3 14:00": "february", "end of septmber": "september",
		"14:00 yesturday": "yesterday", "3 hourss ago": "hours", "this afternon": "afternoon", "toady 9": "",
		"2 weaks ago": "weeks",
		"munday":      "", "soon": "", "midday": "", "maybe": "", "someday": "", "payday 9:00": "", "": "",
		"30 february 14:00": "", "yesterday": "", "mañana": "",
	} {
		loc := zone(t, "Europe/Berlin")
		_, err := Time(phrase, said(loc), loc, Past)
		if err == nil {
			t.Errorf("%q is accepted", phrase)
			continue
		}
		_, got, _ := strings.Cut(err.Error(), "did you mean ")
		if strings.Trim(got, `"?`) != want {
			t.Errorf("%q: %v; want %q", phrase, err, want)
		}
	}
	loc := zone(t, "Europe/Berlin")
	if _, err := Day("wendesday", said(loc), loc, Future); err == nil ||
		err.Error() != `"wendesday" is not a date; did you mean "wednesday"?` {
		t.Errorf("a day: %v", err)
	}
}

// FuzzTime: no phrase panics, and a moment that was read is read back from its written form.
func FuzzTime(f *testing.F) {
	for _, s := range []string{
		"yesterday 14:00", "tue 10am", "1 Dec 2pm", "in 3 hours", "2026-12-04T14:00:00+01:00", "end of the week",
		"29 feb 9", "midnight", "12. dec", "last friday noon", "tonight 8 p.m.",
		"a month ago 9:30 a.m.", "2 hours from now", "end of feb 14:00", "eow 9", "by friday", "1 dec 22",
		"wendesday 10:00", "23.11.2026 14:00", "11/23/2026 9",
	} {
		f.Add(s, int64(1796810000), 0, true)
	}
	f.Fuzz(func(t *testing.T, s string, unix int64, zoneIndex int, past bool) {
		loc := zone(t, zones[((zoneIndex%3)+3)%3])
		now := time.Unix(((unix%4e9)+4e9)%4e9, 0)
		dir := Future
		if past {
			dir = Past
		}
		at, err := Time(s, now, loc, dir)
		if err != nil {
			if _, dayErr := Day(s, now, loc, dir); dayErr != nil && len(dayErr.Error()) == 0 {
				t.Error("an error without words")
			}
			return
		}
		for _, d := range []Direction{Past, Future} {
			if again, err := Time(at.Format(time.RFC3339), now.Add(time.Hour), loc, d); err != nil || !again.Equal(at) {
				t.Errorf("%q is %s, which is read as %s, %v", s, at.Format(time.RFC3339), again, err)
			}
		}
	})
}

// TestBareWeekday: "tue 10am" is never refused. It is the nearest Tuesday that fits the command.
func TestBareWeekday(t *testing.T) {
	for _, tt := range []struct {
		name        string
		now, phrase string
		dir         Direction
		want, other string
	}{
		{"what happened is on the last day of that name", "Wed 9 Dec 10:30", "tue 10am", Past, "Tue 8 Dec 10:00", ""},
		{"even if the next one is nearer", "Wed 9 Dec 10:30", "thu 10am", Past, "Thu 3 Dec 10:00", ""},
		{"on that day it is today once the hour has struck",
			"Tue 8 Dec 10:30", "tue 10am", Past, "Tue 8 Dec 10:00", ""},
		{"at the very minute as well", "Tue 8 Dec 10:00", "tue 10am", Past, "Tue 8 Dec 10:00", ""},
		{"before the hour it is a week ago", "Tue 8 Dec 09:30", "tue 10am", Past, "Tue 1 Dec 10:00", ""},
		{"at half past midnight it is a week ago", "Tue 8 Dec 00:30", "tue 10am", Past, "Tue 1 Dec 10:00", ""},

		{"what is to come is on the next day of that name",
			"Wed 9 Dec 10:30", "tue 10am", Future, "Tue 15 Dec 10:00", ""},
		{"even if the last one is nearer", "Wed 9 Dec 10:30", "mon 10am", Future, "Mon 14 Dec 10:00", ""},
		{"on that day it is today until the hour has struck",
			"Tue 8 Dec 09:30", "tue 10am", Future, "Tue 8 Dec 10:00", ""},
		{"at the very minute it is a week ahead", "Tue 8 Dec 10:00", "tue 10am", Future, "Tue 15 Dec 10:00", ""},
		{"after the hour it is a week ahead", "Tue 8 Dec 10:30", "tue 10am", Future, "Tue 15 Dec 10:00", ""},
		{"a snooze looks ahead in the same way", "Tue 8 Dec 10:30", "tue 10am", From, "Tue 15 Dec 10:00", ""},

		{"an interview three days ago",
			"Wed 9 Dec 10:30", "sun 10am", Nearest, "Sun 6 Dec 10:00", "Sun 13 Dec 10:00"},
		{"an interview in less than three days",
			"Wed 9 Dec 10:30", "sat 10am", Nearest, "Sat 12 Dec 10:00", "Sat 5 Dec 10:00"},
		{"an interview earlier today", "Wed 9 Dec 10:30", "wed 10am", Nearest, "Wed 9 Dec 10:00", "Wed 16 Dec 10:00"},
		{"an interview later today", "Wed 9 Dec 10:30", "wed 3pm", Nearest, "Wed 9 Dec 15:00", "Wed 2 Dec 15:00"},
		{"late on that day it is still today",
			"Wed 9 Dec 23:00", "wed 00:30", Nearest, "Wed 9 Dec 00:30", "Wed 16 Dec 00:30"},
		{"the hour counts: a little under three and a half days ago",
			"Wed 9 Dec 10:30", "sat 11pm", Nearest, "Sat 5 Dec 23:00", "Sat 12 Dec 23:00"},
		{"three days and 14 hours ago is farther than three and 10 ahead",
			"Wed 9 Dec 23:00", "sun 9:00", Nearest, "Sun 13 Dec 09:00", "Sun 6 Dec 09:00"},
		{"of two that are equally far it was the past one",
			"Wed 9 Dec 22:00", "sun 10:00", Nearest, "Sun 6 Dec 10:00", "Sun 13 Dec 10:00"},
		{"in whatever order and words",
			"Wed 9 Dec 10:30", "10am on Saturday", Nearest, "Sat 12 Dec 10:00", "Sat 5 Dec 10:00"},
		{"a weekday with a word like \"last\" is not a bare weekday",
			"Wed 9 Dec 10:30", "last sat 10am", Nearest, "Sat 5 Dec 10:00", ""},
		{"nor is one with a date", "Wed 9 Dec 10:30", "Sat 5 Dec 10am", Nearest, "Sat 5 Dec 10:00", ""},
		{"nor a day of another name", "Wed 9 Dec 10:30", "yesterday 10am", Nearest, "Tue 8 Dec 10:00", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			const layout = "Mon 2 Jan 15:04"
			for _, name := range zones {
				loc := zone(t, name)
				now, err := time.ParseInLocation(layout+" 2006", tt.now+" 2026", loc)
				if err != nil {
					t.Fatal(err)
				}
				got, err := Time(tt.phrase, now, loc, tt.dir)
				if err != nil || got.Format(layout) != tt.want {
					t.Errorf("in %s: %s, %v; want %s", name, got.Format(layout), err, tt.want)
				}
				if tt.dir != Nearest {
					continue
				}
				other, ok := Other(tt.phrase, got, now)
				if ok != (tt.other != "") || ok && other.Format(layout) != tt.other {
					t.Errorf("in %s: the other one is %s, %t; want %s", name, other.Format(layout), ok, tt.other)
				}
			}
		})
	}
}

// TestBareWeekdayIsNeverRefused: each weekday with a time is read on each day of the week, at each hour.
func TestBareWeekdayIsNeverRefused(t *testing.T) {
	for hours := range 7 * 24 {
		now := time.Date(2026, 12, 7, hours, 30, 0, 0, time.UTC)
		for name := range weekdays() {
			for dir := range promised {
				got, err := Time(name+" 10am", now, time.UTC, dir)
				if distance := got.Sub(now).Abs(); err != nil || distance > 7*24*time.Hour || dir == Nearest &&
					distance > 84*time.Hour {
					t.Errorf("%s 10am, said on %s: %s, %v", name, now.Format("Mon 15:04"), got, err)
				}
				if dir != Nearest && got.After(now) == (dir == Past) {
					t.Errorf("%s 10am, said on %s: %s is on the wrong side of now", name, now.Format("Mon 15:04"), got)
				}
			}
		}
	}
}

// TestWeekdayWithoutTime: on the very day, a weekday alone may mean today or a week from it, and is refused.
func TestWeekdayWithoutTime(t *testing.T) {
	loc := zone(t, "Europe/Berlin")
	for dir, other := range map[Direction]string{Past: "Wed 2 Dec 2026", Future: "Wed 16 Dec 2026",
		From: "Wed 16 Dec 2026"} {
		want := `"wednesday" may mean today or ` + other + `; write "today" or the date`
		if got, err := Day("wednesday", said(loc), loc, dir); err == nil || err.Error() != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	if _, err := Time("friday", said(loc), loc, Nearest); err == nil ||
		!strings.Contains(err.Error(), "has no time of day") {
		t.Errorf("an interview on Friday: %v", err)
	}
}
