package dates

import (
	"iter"
	"os"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

func day(t testing.TB, s string) rules.Date {
	t.Helper()
	d, err := rules.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func german(t testing.TB) *rules.Calendar {
	t.Helper()
	c, err := rules.NewCalendar(rules.CalendarConfig{Country: "DE"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A saying is what somebody said, and the day by which they decide or the reason why there is none.
type saying struct{ text, want string }

// sayings are grouped by the day on which they are said. Kinds without a day are in brackets.
var sayings = map[string][]saying{
	// A Wednesday; Germany is off on 25 December and 1 January.
	"2026-12-09": {
		{"today", "2026-12-09"},
		{"by the end of the day", "2026-12-09"},
		{"you'll know tonight", "2026-12-09"},
		{"within two hours", "2026-12-09"},
		{"tomorrow", "2026-12-10"},
		{"by tomorrow evening", "2026-12-10"},
		{"by 5pm tomorrow", "2026-12-10"},
		{"within 24 hours", "2026-12-10"},
		{"in 48 hours", "2026-12-11"},
		{"the day after tomorrow", "2026-12-11"},

		{"friday", "2026-12-11"},
		{"fri", "2026-12-11"},
		{"by Friday", "2026-12-11"},
		{"You will hear from us by Friday.", "2026-12-11"},
		{"by close of business Friday", "2026-12-11"},
		{"by COB on Friday", "2026-12-11"},
		{"by EOD Friday", "2026-12-11"},
		{"by the end of play on Friday", "2026-12-11"},
		{"Friday, close of business", "2026-12-11"},
		{"by Friday noon", "2026-12-11"},
		{"by Friday at 5 p.m.", "2026-12-11"},
		{"before 14:00 on Friday", "2026-12-11"},
		{"on Friday morning", "2026-12-11"},
		{"late on Friday", "2026-12-11"},
		{"by this Friday at the latest", "2026-12-11"},
		{"no later than Friday", "2026-12-11"},
		{"not later than Friday", "2026-12-11"},
		{"the latest by Friday", "2026-12-11"},
		{"before Friday", "2026-12-10"},
		{"first thing Monday", "2026-12-14"},
		{"Monday, 14 December", "2026-12-14"},
		{"we will call on Monday, 14 December, at the latest", "2026-12-14"},
		{"by Wednesday", "2026-12-16"},
		{"you will hear on Wednesday", "2026-12-16"},
		{"next Tuesday", "2026-12-15"},
		{"Tuesday next week", "2026-12-15"},
		{"Friday of next week", "2026-12-18"},
		{"next week Thursday", "2026-12-17"},
		{"next week, on Thursday", "2026-12-17"},
		{"Monday week", "2026-12-21"},
		{"a week on Friday", "2026-12-18"},
		{"a week from Friday", "2026-12-18"},
		{"two weeks from Monday", "2026-12-28"},
		{"a week today", "2026-12-16"},
		{"two weeks tomorrow", "2026-12-24"},
		{"Friday fortnight", "2026-12-25"},
		{"a week from now", "2026-12-16"},

		{"this week", "2026-12-11"},
		{"later this week", "2026-12-11"},
		{"by the end of the week", "2026-12-11"},
		{"by end of week", "2026-12-11"},
		{"EOW", "2026-12-11"},
		{"next week", "2026-12-18"},
		{"sometime next week", "2026-12-18"},
		{"in the course of next week", "2026-12-18"},
		{"over the course of the coming week", "2026-12-18"},
		{"a decision next week, we hope", "2026-12-18"},
		{"by next week", "2026-12-18"},
		{"early next week", "2026-12-15"},
		{"at the beginning of next week", "2026-12-15"},
		{"mid next week", "2026-12-16"},
		{"in the middle of next week", "2026-12-16"},
		{"the first half of next week", "2026-12-16"},
		{"late next week", "2026-12-18"},
		{"end of next week", "2026-12-18"},
		{"by the end of next week.", "2026-12-18"},
		{"the week after next", "2026-12-25"},
		{"the week of 14 December", "2026-12-18"},
		{"the week of the 14th", "2026-12-18"},
		{"in the week commencing 4 January", "2027-01-08"},
		{"w/c 14 Dec", "2026-12-18"},
		{"week ending 18 December", "2026-12-18"},
		{"in week 51", "2026-12-18"},
		{"KW 3", "2027-01-22"},
		{"by the weekend", "2026-12-12"},
		{"before the weekend", "2026-12-11"},
		{"over the weekend", "2026-12-13"},
		{"after the weekend", "2026-12-18"},

		{"in 3 days", "2026-12-12"},
		{"within a couple of days", "2026-12-11"},
		{"in a few days", "2026-12-16"},
		{"in the coming days", "2026-12-16"},
		{"over the next few days", "2026-12-16"},
		{"in a few days' time", "2026-12-16"},
		{"within a week", "2026-12-16"},
		{"in a week or so", "2026-12-16"},
		{"in about a week", "2026-12-16"},
		{"in a week's time", "2026-12-16"},
		{"another week", "2026-12-16"},
		{"we need one more week", "2026-12-16"},
		{"a week or two", "2026-12-23"},
		{"the next week or two", "2026-12-23"},
		{"we will let you know in two weeks", "2026-12-23"},
		{"a couple of weeks", "2026-12-23"},
		{"couple weeks", "2026-12-23"},
		{"give us another two weeks", "2026-12-23"},
		{"in the next two weeks", "2026-12-23"},
		{"in two weeks' time", "2026-12-23"},
		{"in a fortnight", "2026-12-23"},
		{"within the next 14 days", "2026-12-23"},
		{"2w", "2026-12-23"},
		{"a two-week wait", "2026-12-23"},
		{"up to three weeks", "2026-12-30"},
		{"no more than three weeks", "2026-12-30"},
		{"in two to three weeks", "2026-12-30"},
		{"it takes us two to three weeks", "2026-12-30"},
		{"2-3 weeks", "2026-12-30"},
		{"2–3 weeks", "2026-12-30"},
		{"2 or 3 weeks", "2026-12-30"},
		{"a week to ten days", "2026-12-19"},
		{"in a few weeks", "2027-01-06"},
		{"in the coming weeks", "2027-01-06"},
		{"in a month", "2027-01-09"},
		{"within a month or two", "2027-02-09"},
		{"within 10 working days", "2026-12-23"},
		{"in ten business days", "2026-12-23"},
		{"within 15 working days", "2026-12-31"},
		{"five to seven working days", "2026-12-18"},
		{"at least two weeks", "2026-12-31"},
		{"two weeks at the earliest", "2026-12-31"},

		{"the 18th", "2026-12-18"},
		{"by the 18th", "2026-12-18"},
		{"by the eighteenth", "2026-12-18"},
		{"on the 5th", "2027-01-05"},
		{"Friday the 18th", "2026-12-18"},
		{"the 5th of next month", "2027-01-05"},
		{"by the 18th at the latest", "2026-12-18"},
		{"18.12.", "2026-12-18"},
		{"18.12", "2026-12-18"},
		{"by 18.12. at the latest", "2026-12-18"},
		{"am 18.12.2026", "2026-12-18"},
		{"by 18/12", "2026-12-18"},
		{"12/18", "2026-12-18"},
		{"12/18/26", "2026-12-18"},
		{"by 12/12", "2026-12-12"},
		{"by 18. December", "2026-12-18"},
		{"2026-12-18", "2026-12-18"},
		{"18-Dec-2026", "2026-12-18"},
		{"18 December", "2026-12-18"},
		{"December 18th", "2026-12-18"},
		{"Dec. 18", "2026-12-18"},
		{"by the 5th of January", "2027-01-05"},
		{"January 5th", "2027-01-05"},
		{"the first of February", "2027-02-01"},
		{"5 Jan 27", "2027-01-05"},
		{"5th January, 2027", "2027-01-05"},
		{"Tuesday 5 January", "2027-01-05"},
		{"1 July", "2027-07-01"},
		{"between the 10th and the 14th of January", "2027-01-14"},
		{"10-14 January", "2027-01-14"},
		{"10 or 11 January", "2027-01-11"},
		{"before 18 December", "2026-12-17"},
		{"after 18 December", "2026-12-28"},
		{"not before the 18th", "2026-12-28"},
		{"29 Feb 2028", "2028-02-29"},

		{"mid-January", "2027-01-15"},
		{"by mid January", "2027-01-15"},
		{"in the middle of January", "2027-01-15"},
		{"early January", "2027-01-10"},
		{"early in January", "2027-01-10"},
		{"at the beginning of January", "2027-01-10"},
		{"early to mid-January", "2027-01-15"},
		{"late March", "2027-03-31"},
		{"towards the end of March", "2027-03-31"},
		{"end of January", "2027-01-31"},
		{"in January", "2027-01-31"},
		{"sometime in January", "2027-01-31"},
		{"before January", "2026-12-31"},
		{"the first half of January", "2027-01-15"},
		{"in the second half of January", "2027-01-31"},
		{"mid-May", "2027-05-15"},
		{"we may decide in May", "2027-05-31"},
		{"January 2028", "2028-01-31"},
		{"the second week of January", "2027-01-15"},
		{"the first week in January", "2027-01-08"},
		{"the first full week of January", "2027-01-08"},
		{"in the last week of January", "2027-01-31"},
		{"the first Monday in January", "2027-01-04"},
		{"the last Friday of the month", "2026-12-25"},
		{"the last working day of January", "2027-01-29"},
		{"by the end of the month", "2026-12-31"},
		{"by month end", "2026-12-31"},
		{"before the end of the month", "2026-12-31"},
		{"later this month", "2026-12-31"},
		{"next month", "2027-01-31"},
		{"early next month", "2027-01-10"},
		{"end of next month", "2027-01-31"},

		{"Q1", "2027-03-31"},
		{"in the first quarter", "2027-03-31"},
		{"early Q1", "2027-01-31"},
		{"mid-Q1", "2027-02-15"},
		{"by the end of Q1", "2027-03-31"},
		{"next quarter", "2027-03-31"},
		{"Q2 2027", "2027-06-30"},
		{"by the end of the year", "2026-12-31"},
		{"by year-end", "2026-12-31"},
		{"before the end of the year", "2026-12-31"},
		{"this year", "2026-12-31"},
		{"early next year", "2027-01-31"},
		{"in early 2027", "2027-01-31"},

		{"before Christmas", "2026-12-24"},
		{"by Christmas", "2026-12-24"},
		{"Christmas", "2026-12-24"},
		{"by Christmas at the latest", "2026-12-24"},
		{"by Christmas Day", "2026-12-25"},
		{"the day after Christmas", "2026-12-27"},
		{"before the holidays", "2026-12-24"},
		{"in the new year", "2027-01-08"},
		{"early in the new year", "2027-01-08"},
		{"at the start of the new year", "2027-01-08"},
		{"after Christmas", "2027-01-08"},
		{"after the holidays", "2027-01-08"},
		{"after the Christmas break", "2027-01-08"},
		{"after New Year's", "2027-01-08"},
		{"before the new year", "2026-12-31"},
		{"by the new year", "2027-01-01"},
		{"by New Year's Eve", "2026-12-31"},
		{"between Christmas and New Year", "2026-12-31"},
		{"between the years", "2026-12-31"},
		{"after Easter", "2027-04-05"},
		{"before Easter", "2027-03-25"},
		{"by Easter", "2027-03-26"},
		{"the week after Easter", "2027-04-09"},
		{"two weeks after Easter", "2027-04-12"},
		{"by Good Friday", "2027-03-26"},
		{"after Pentecost", "2027-05-24"},

		{"by Friday or Monday at the latest", "2026-12-14"},
		{"Friday, perhaps Monday", "2026-12-14"},
		{"Monday or Tuesday", "2026-12-15"},
		{"soon, by Friday at the latest", "2026-12-11"},
		{"the panel meets on the 10th and we'll call you by the 14th", "2026-12-14"},
		{"we decide on the 10th and you will hear by the 14th", "2026-12-14"},
		{"we meet on Friday and will let you know the week after", "2026-12-18"},
		{"send us the task by Friday and we'll decide by the 18th", "2026-12-18"},
		{"if you haven't heard from us by the 18th, give me a call", "2026-12-18"},
		{"If you don't hear back by Friday, feel free to reach out", "2026-12-11"},
		{"we won't decide before Christmas", "2027-01-08"},
		{"we can't tell you before Monday", "2026-12-21"},
		{"no decision before the 18th", "2026-12-28"},
		{"you should hear within a week", "2026-12-16"},
		{"you can expect an answer by Friday", "2026-12-11"},
		{"you'll have our decision by Friday", "2026-12-11"},
		{"By Friday we will let you know.", "2026-12-11"},
		{"I'll get back to you by Friday", "2026-12-11"},
		{"HR will call you next week", "2026-12-18"},
		{"Decision by Friday", "2026-12-11"},
		{"a decision is due by Friday", "2026-12-11"},
		{"we were hoping to decide by Friday", "2026-12-11"},
		{"Please be patient. We decide by Friday.", "2026-12-11"},
		{"we have two more candidates to see, and decide by Friday", "2026-12-11"},

		{"we hope to be back to you in the first week of January", "2027-01-08"},
		{"The hiring committee meets next Thursday, so you should know by Friday", "2026-12-11"},
		{"We're aiming for mid to late January.", "2027-01-31"},
		{"expect to hear from us in the next 2-3 weeks", "2026-12-30"},
		{"they said they'd call on Monday", "2026-12-14"},
		{"Jo will ring me on Tuesday", "2026-12-15"},
		{"she will let me know by Friday", "2026-12-11"},
		{"they will get back to me next week", "2026-12-18"},
		{"she decides on Friday and lets me know, or they call me by Monday", "2026-12-14"},
		{"he meets the team, then get back to me by Monday", "2026-12-14"},
		{"it in the end may take two weeks", "2026-12-23"},
		{"we'd like to move quickly, so hopefully by Friday", "2026-12-11"},
		{"Probably not before the new year", "2027-01-08"},
		{"it won't be until February", "2027-02-28"},
		{"they won't decide until after the holidays", "2027-01-08"},
		{"next week at the earliest", "2026-12-18"},
		{"Monday the earliest", "2026-12-21"},
		{"as early as Monday", "2026-12-21"},
		{"Monday at the earliest, Wednesday at the latest", "2026-12-16"},
		{"the process usually takes four to six weeks", "2027-01-20"},
		{"decision expected within 10 business days of the interview", "2026-12-23"},
		{"Wed/Thu next week", "2026-12-17"},
		{"Wednesday or Thursday next week", "2026-12-17"},
		{"first thing in the new year", "2027-01-08"},
		{"within the week", "2026-12-16"},
		{"by the end of this week or early next", "2026-12-15"},
		{"end of this week/beginning of next", "2026-12-15"},
		{"end of this week, latest early next week", "2026-12-15"},
		{"by mid-next week", "2026-12-16"},
		{"by Sunday night", "2026-12-13"},
		{"on 7 January or thereabouts", "2027-01-07"},
		{"7th or 8th January", "2027-01-08"},
		{"Thursday, January 7, 2027", "2027-01-07"},
		{"Thursday 7th", "2027-01-07"},
		{"by 5pm on the 18th", "2026-12-18"},
		{"late Jan/early Feb", "2027-02-10"},
		{"Dec 18-19", "2026-12-19"},
		{"in two weeks or three", "2026-12-30"},
		{"in two, at most three weeks", "2026-12-30"},
		{"in 2, maybe 3 weeks", "2026-12-30"},
		{"Friday in two weeks", "2026-12-25"},
		{"the interviews finish on Friday and we'll decide early the following week", "2026-12-15"},
		{"we interview until 18 December and decide in the week after", "2026-12-25"},
		{"a decision will follow two weeks later", "2026-12-23"},
		{"Thanks for your time today; we'll let you know by Friday", "2026-12-11"},
		{"the job starts on 1 March and we decide by 15 January", "2027-01-15"},
		{"please send your references by Monday, we decide by Friday", "2026-12-11"},
		{"send references by Monday; decision by Friday", "2026-12-11"},
		{"call me if you don't hear by Friday", "2026-12-11"},
		{"chase me if you have heard nothing by Monday", "2026-12-14"},
		{"the first of the month", "2027-01-01"},
		{"the last working day of the month", "2026-12-31"},
		{"the Friday before Christmas", "2026-12-18"},
		{"the Monday after New Year", "2027-01-04"},
		{"10 wd", "2026-12-23"},
		{"give me until Friday", "2026-12-11"},
		{"they gave me until Friday", "(asked) until Friday"},
		{"I have to send the task by Friday", "(asked) by Friday"},
		{"they want my answer by Friday", "(asked) by Friday"},
		{"they asked for my references by Friday", "(asked) by Friday"},
		{"I have to ask my boss, but I will call you by Friday", "2026-12-11"},
		{"you'll send us the task by Friday", "(asked) by Friday"},
		{"I look forward to your reply by Friday", "(asked) by Friday"},
		{"thank you for coming in today", "(nothing)"},
		{"great to meet you today", "(nothing)"},
		{"have a nice weekend", "(nothing)"},
		{"see you next week", "(nothing)"},
		{"happy new year", "(nothing)"},
		{"spring 2027", "(unclear) spring names no single day"},
		{"in 1.5 weeks", "(unclear)"},
		{"in a week and a half", "(unclear) in a week names no single day"},
		{"half a month", "(unclear) a month names no single day"},
		{"a few months", "(unclear) months names no single day"},
		{"by midweek", "(unclear) by midweek may mean Wed 9 Dec 2026 or Wed 16 Dec 2026; write the date"},
		{"not this week", "(unclear)"},
		{"Friday 11", "(unclear) Friday names no single day"},
		{"two Fridays from now", "(unclear) Fridays names no single day"},
		{"it'll be after the board meeting on the 17th", "(unclear) on the 17th may not be the day of their decision"},
		{"you would start in January", "(unclear) in January may not be the day of their decision"},
		{"we'll send you the task by Friday", "(unclear) by Friday may not be the day of their decision"},
		{"second interviews are in the week of 4 January", "(unclear)"},
		{"January next year", "(unclear)"},
		{"over Christmas", "(unclear) Christmas names no single day"},
		{"Monday. Or rather 18 December", "2026-12-18"},
		{"14.12. oder 15.12.", "(unclear) 14.12. oder 15.12 names several days"},

		{"send us the task by Wednesday", "(asked) by Wednesday"},
		{"please reply by Friday", "(asked) by Friday"},
		{"let me know by Monday", "(asked) by Monday"},
		{"you have until the 18th to submit", "(asked) until the 18th"},
		{"could you send us your references by Friday?", "(asked) by Friday"},
		{"we need your answer by Friday", "(asked) by Friday"},
		{"we give you two weeks for the task", "(asked) two weeks"},
		{"By Wednesday, please send us the task.", "(asked) By Wednesday"},
		{"Reply by Friday", "(asked) by Friday"},
		{"the task is due on Friday", "(asked) on Friday"},
		{"get back to us by Friday", "(asked) by Friday"},
		{"we would like you to decide by Friday", "(asked) by Friday"},
		{"you must decide by Friday", "(asked) by Friday"},

		{"", "(nothing)"},
		{"we decided last week", "(nothing)"},
		{"we met yesterday", "(nothing)"},
		{"two weeks ago", "(nothing)"},
		{"it was posted last month", "(nothing)"},
		{"we have to talk to two more candidates", "(nothing)"},
		{"we sat down with the team yesterday", "(nothing)"},
		{"you are the best of 3.5 candidates", "(nothing)"},
		{"we are there 24/7", "(nothing)"},
		{"we may call you", "(nothing)"},
		{"you made it to the second round", "(nothing)"},
		{"the march of progress", "(nothing)"},

		{"we will be in touch soon", "(vague)"},
		{"shortly", "(vague)"},
		{"as soon as possible", "(vague)"},
		{"we'll reply in due course", "(vague)"},
		{"ASAP", "(vague)"},

		{"next Friday", "(unclear) next Friday may mean Fri 11 Dec 2026 or Fri 18 Dec 2026; write the date"},
		{"next weekend", "(unclear) next weekend may mean Sun 13 Dec 2026 or Sun 20 Dec 2026; write the date"},
		{"5/1", `(unclear) 5/1 may begin with the day or the month; write "5 January" or "1 May"`},
		{"by 5/1 at the latest", `(unclear) by 5/1 at the latest may begin with the day`},
		{"by January", "(unclear) by January may mean Fri 1 Jan 2027 or Sun 31 Jan 2027; write the date"},
		{"by next month", "(unclear) by next month may mean Fri 1 Jan 2027 or Sun 31 Jan 2027; write the date"},
		{"by Q1", "(unclear) by Q1 may mean Fri 1 Jan 2027 or Wed 31 Mar 2027; write the date"},
		{"31 November", "(unclear) 31 November does not exist"},
		{"Friday 17 December", "(unclear) Friday 17 December is a Thursday, not a Friday; correct one of the two"},
		{"Monday the 18th", "(unclear) Monday the 18th is a Friday, not a Monday; correct one of the two"},
		{"1 December", "(unclear) 1 December is Tue 1 Dec 2026, before it was said"},
		{"in November", "(unclear) in November is Mon 30 Nov 2026, before it was said"},
		{"this Monday", "(unclear) this Monday is Mon 7 Dec 2026, before it was said"},
		{"2026-12-08", "(unclear) 2026-12-08 is Tue 8 Dec 2026, before it was said"},
		{"in the spring", "(unclear) spring names no single day"},
		{"after the summer", "(unclear) summer names no single day"},
		{"several weeks", "(unclear) weeks names no single day"},
		{"next year", "(unclear) year names no single day"},
		{"after Friday's meeting", "(unclear) Friday's names no single day"},
		{"every Friday", "(unclear) Friday names no single day"},
		{"two weeks after the budget meeting", "(unclear) two weeks names no single day"},
		{"within a week of the last interview", "(unclear) within a week names no single day"},
		{"the Friday after next", "(unclear)"},
		{"from Monday", "(unclear) Monday names no single day"},
		{"the 3rd candidate comes on Monday, then we decide", "(unclear)"},
		{"the role starts in January", "(unclear) in January may not be the day of their decision"},
		{"I'm on holiday until the 20th", "(unclear) until the 20th may not be the day of their decision"},
		{"we have interviews until Friday", "(unclear) until Friday may not be the day of their decision"},
		{"we won't decide this week", "(unclear) this week is not the day of their decision"},
		{"we have been looking for two months", "(unclear)"},
		{"31 February", "(unclear) 31 February does not exist"},
		{"in the year 2300 on 1 May 2300", "(unclear)"},
	},
	"2026-11-27": { // a Friday
		{"we still have interviews until Thursday, then we decide within a week", "2026-12-10"},
		{"interviews end on Thursday. After that we decide within two working days", "2026-12-07"},
		{"the board meets in the spring, then we decide within a week", "(unclear) within a week names no single day"},
		{"if the board meets 31 November, then we decide within a week", "(unclear) within a week names no single day"},
		{"we then decide within a week", "2026-12-04"},
		{"we start deciding on 1 December", "(unclear) on 1 December may not be the day of their decision"},
		{"we begin to make our decision next week", "(unclear) next week may not be the day of their decision"},
		{"we start interviewing on Monday and decide by Friday", "2026-12-04"},
		{"by 11 Dec, at the latest the 18th", "2026-12-18"},
		{"by 11 Dec at the latest, or the 12th", "2026-12-11"},
		{"Monday, at the latest on Tuesday", "2026-12-01"},
		{"not before Tuesday", "2026-12-08"},
		{"after 10 December", "2026-12-17"},
		{"not until January", "2027-01-31"},
		{"probably not before Tuesday", "2026-12-08"},
		{"we won't decide before Tuesday", "2026-12-08"},
		{"not before Tuesday, but by Friday at the latest", "2026-12-04"},
		{"by the middle of the week after next", "2026-12-09"},
		{"Tuesday of the week after next", "2026-12-08"},
		{"not this week, but next", "2026-12-04"},
		{"we don't decide on Monday but on Tuesday", "2026-12-01"},
		{"hopefully this week", "2026-11-27"},
		{"this week, I think", "2026-11-27"},
		{"hopefully today", "2026-11-27"},
		{"it was great to see you this week", "(nothing)"},
	},
	"2026-12-31": { // a Thursday, the last of the year
		{"tomorrow", "2027-01-01"},
		{"next week", "2027-01-08"},
		{"next month", "2027-01-31"},
		{"the end of the month", "2026-12-31"},
		{"by the end of the year", "2026-12-31"},
		{"in the new year", "2027-01-08"},
		{"in two weeks", "2027-01-14"},
		{"the 18th", "2027-01-18"},
		{"mid-January", "2027-01-15"},
		{"30 December", "(unclear) 30 December is Wed 30 Dec 2026, before it was said"},
	},
	"2027-01-02": { // a Saturday
		{"in the new year", "2027-01-08"},
		{"next week", "2027-01-08"},
		{"this week", "(unclear) this week may mean today (Sat 2 Jan) or Fri 8 Jan 2027; write the date"},
		{"by Saturday", "2027-01-09"},
		{"by Monday", "2027-01-04"},
		{"after Easter", "2027-04-05"},
	},
	"2027-01-16": { // mid-January is just over
		{"mid-January", "(unclear) mid-January is Fri 15 Jan 2027, before it was said"},
		{"early February", "2027-02-10"},
		{"late January", "2027-01-31"},
	},
	"2028-01-31": { // in a leap year, before a short month
		{"in a month", "2028-03-01"},
		{"end of February", "2028-02-29"},
		{"29 February", "2028-02-29"},
		{"30 February", "(unclear) 30 February does not exist"},
		{"the 31st", `(unclear) the 31st may mean today or the one in next month; write "today" or the date`},
		{"the 30th", "2028-03-30"},
		{"after Easter", "2028-04-24"},
	},
	"2027-07-14": { // a Wednesday in summer
		{"after the holidays", "(unclear) holidays names no single day"},
		{"after the summer break", "(unclear)"},
		{"by Thanksgiving",
			"(unclear) by Thanksgiving may mean Thanksgiving in Canada or in the United States; write the date"},
		{"before Labor Day", "2027-09-05"},
		{"next December", "(unclear) next December may mean the one of 2027 or of 2028; write the date"},
		{"in the new year", "2028-01-07"},
	},
	"2027-11-10": {
		{"before Thanksgiving", "2027-11-24"},
		{"after Thanksgiving", "2027-12-02"},
		{"the week after Thanksgiving", "2027-12-03"},
		{"in the new year", "2028-01-07"},
	},
}

// allSayings returns those in English and in other languages.
func allSayings() iter.Seq2[string, []saying] {
	return func(yield func(string, []saying) bool) {
		for _, group := range []map[string][]saying{sayings, sayingsAbroad} {
			for said, list := range group {
				if !yield(said, list) {
					return
				}
			}
		}
	}
}

func TestReadPromise(t *testing.T) {
	rows := 0
	for said, list := range allSayings() {
		for _, tt := range list {
			rows++
			t.Run(said+" "+tt.text, func(t *testing.T) {
				got := told(ReadPromise(tt.text, day(t, said), german(t)))
				if !strings.HasPrefix(got, tt.want) {
					t.Errorf("got %s\nwant %s", got, tt.want)
				}
			})
		}
	}
	if rows < 300 {
		t.Errorf("%d rows", rows)
	}
}

// told returns a promise as it is written in the table.
func told(p Promise) string {
	switch p.Kind {
	case Promised:
		return p.Day.String()
	case Vague:
		return "(vague)"
	case Asked:
		return "(asked) " + p.Words
	case Unclear:
		return "(unclear) " + p.Words + " " + p.Why.Error()
	}
	return "(nothing)"
}

// TestOpenPromise: words that name no last day are marked as open, because their day is a choice.
func TestOpenPromise(t *testing.T) {
	for text, want := range map[string]bool{
		"not before Tuesday":                              true,
		"after 10 December":                               true,
		"not until January":                               true,
		"probably not before Tuesday":                     true,
		"we won't decide before Tuesday":                  true,
		"it won't be until February":                      true,
		"Monday at the earliest":                          true,
		"after Christmas":                                 true,
		"at least two weeks":                              true,
		"by Friday":                                       false,
		"in January":                                      false,
		"not before Tuesday, but by Friday at the latest": false,
		"the week after Christmas":                        false,
	} {
		if p := ReadPromise(text, day(t, "2026-11-27"), german(t)); p.Kind != Promised || p.Open != want {
			t.Errorf("%q: %s, open %t; want %t", text, told(p), p.Open, want)
		}
	}
}

// everySaying calls f once for each text, with the day on which it is said.
func everySaying(f func(text string)) {
	for _, list := range allSayings() {
		for _, s := range list {
			f(s.text)
		}
	}
}

// TestPromisesMoveOn: the same words said a day later mean the same day or a later one, and never a day that has
// passed. It tries the days around a new year or, if FOLLOWUP_LONG is set, all days of two years, which takes minutes.
func TestPromisesMoveOn(t *testing.T) {
	calendar, first, days := german(t), day(t, "2026-12-27"), 10
	if os.Getenv("FOLLOWUP_LONG") != "" {
		days = 2 * 366
	}
	everySaying(func(text string) {
		latest := rules.Date{}
		for i := range days {
			said := first.AddDays(i)
			p := ReadPromise(text, said, calendar)
			if p.Kind != Promised {
				continue
			}
			if p.Day.Before(said) || p.Day.Before(latest) {
				t.Errorf("%q, said on %s, is %s; said before, %s", text, said, p.Day, latest)
			}
			latest = p.Day
		}
	})
}

// TestDeadline: a flag accepts the same words as a sentence, except for a day that has passed.
func TestDeadline(t *testing.T) {
	for text, want := range map[string]string{
		"mid-January":        "2027-01-15",
		"wednesday":          "2026-12-16",
		"by the end of June": "2027-06-30",
		"4 Dec":              "2026-12-04",
		"Christmas":          "2026-12-24",
		"by Christmas":       "2026-12-24",
		"before Christmas":   "2026-12-24",
		"not before friday":  "2026-12-18",
		"this monday":        `"this monday" is Mon 7 Dec 2026, which has passed; if it is that day, write the date`,
		"in November":        `"in November" is Mon 30 Nov 2026, which has passed`,
		"yesterday":          `"yesterday" is Tue 8 Dec 2026, which has passed`,
		"last friday":        `"last friday" is Fri 4 Dec 2026, which has passed`,
		"last week":          `"last week" is not a date`,
		"2026-11-30":         "2026-11-30",
		"friday 14:00":       "2026-12-11",
		"soon":               `"soon" is not a date; write it like "mid-January", "in 2 weeks" or "2026-12-18"`,
		"in the spring": `"in the spring" names no single day; write it like "mid-January", "in 2 weeks" or ` +
			`"2026-12-18"`,
		"wendesday":       `"wendesday" is not a date; did you mean "wednesday"?`,
		"next friday":     `"next friday" may mean Fri 11 Dec 2026 or Fri 18 Dec 2026; write the date`,
		"reply by friday": `"reply by friday" is the day for what they ask of you; write it like`,
		"11.30.2026": `"11.30.2026" is a day in digits, which people read differently; write it like ` +
			`"30 November 2026"`,
		"31 Nov":     `"31 Nov" does not exist, because November has 30 days; write it like`,
		"1 May 2300": `"1 May 2300" is in the year 2300; expected 1990 to 2199`,
		"":           `"" is not a date`,
	} {
		got, err := Deadline(text, day(t, "2026-12-09"), german(t))
		if s := got.String(); err != nil && !strings.HasPrefix(err.Error(), want) || err == nil && s != want {
			t.Errorf("%q: %s, %v; want %s", text, s, err, want)
		}
	}
}

// TestPromiseWithoutACountry: without a country, the calendar knows only weekends and the user's own days off.
func TestPromiseWithoutACountry(t *testing.T) {
	off := []rules.Date{day(t, "2027-01-06"), day(t, "2026-12-14")}
	calendar, err := rules.NewCalendar(rules.CalendarConfig{Holidays: off})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"in the new year": "2027-01-15", "within 10 working days": "2026-12-24", "after Easter": "2027-04-05",
		"next week": "2026-12-18",
	} {
		if p := ReadPromise(text, day(t, "2026-12-09"), calendar); told(p) != want {
			t.Errorf("%q: %s, want %s", text, told(p), want)
		}
	}
}

// TestPromiseAtOtherWeekends: a week lasts from the end of one weekend to the day before the next, whichever days those
// are.
func TestPromiseAtOtherWeekends(t *testing.T) {
	friSat := rules.CalendarConfig{Weekend: []time.Weekday{time.Friday, time.Saturday}}
	sun := rules.CalendarConfig{Weekend: []time.Weekday{time.Sunday}}
	midweek := rules.CalendarConfig{Weekend: []time.Weekday{time.Wednesday, time.Saturday, time.Sunday}}
	off := rules.CalendarConfig{Weekend: friSat.Weekend, Holidays: []rules.Date{day(t, "2027-01-06")}}
	on := rules.CalendarConfig{Country: "DE", Workdays: []rules.Date{day(t, "2026-12-12"), day(t, "2027-01-06")}}
	bavaria := rules.CalendarConfig{Country: "DE-BY", Workdays: on.Workdays}
	for _, tt := range []struct {
		cfg              rules.CalendarConfig
		said, text, want string
	}{
		{friSat, "2026-12-09", "by the end of the week", "2026-12-10"},
		{friSat, "2026-12-09", "this week", "2026-12-10"},
		{friSat, "2026-12-09", "next week", "2026-12-17"},
		{friSat, "2026-12-13", "next week", "2026-12-24"}, // a Sunday begins a week
		{friSat, "2026-12-09", "early next week", "2026-12-14"},
		{friSat, "2026-12-09", "mid next week", "2026-12-15"},
		{friSat, "2026-12-09", "the week after next", "2026-12-24"},
		{friSat, "2026-12-09", "the week of 13 December", "2026-12-17"},
		{friSat, "2026-12-09", "Sunday of next week", "2026-12-13"},
		{friSat, "2026-12-09", "Friday of next week", "2026-12-18"},
		{friSat, "2026-12-09", "in week 51", "2026-12-17"},
		{friSat, "2026-12-09", "the second week of January", "2027-01-14"},
		{friSat, "2026-12-09", "over the weekend", "2026-12-12"},
		{friSat, "2026-12-09", "by the weekend", "2026-12-11"},
		{friSat, "2026-12-09", "in the new year", "2027-01-07"},
		{off, "2026-12-09", "in the new year", "2027-01-14"},
		{friSat, "2026-12-09", "within two working days", "2026-12-13"},
		{friSat, "2026-12-09", "by Friday", "2026-12-11"}, // what they name is the day, free or not
		{midweek,
			// No week would ever be full, if a free Wednesday were a holiday.
			"2026-12-09", "in the new year", "2027-01-08"},
		{sun, "2026-12-09", "by the end of the week", "2026-12-12"},
		{sun, "2026-12-09", "over the weekend", "2026-12-13"},
		{on,
			// A week does not end later for a Saturday that is worked.
			"2026-12-09", "by the end of the week", "2026-12-11"},
		{on, "2026-12-09", "within three working days", "2026-12-12"},
		{bavaria, "2026-12-09", "in the new year", "2027-01-08"}, // Epiphany, a workday
	} {
		calendar, err := rules.NewCalendar(tt.cfg)
		if err != nil {
			t.Fatal(err)
		}
		if p := ReadPromise(tt.text, day(t, tt.said), calendar); told(p) != tt.want {
			t.Errorf("%v: %q, said on %s: %s, want %s", tt.cfg.Weekend, tt.text, tt.said, told(p), tt.want)
		}
	}
}

// FuzzReadPromise: no text panics, no promised day is before the day on which it was said, the words are in the text,
// and whatever is unclear has a reason.
func FuzzReadPromise(f *testing.F) {
	everySaying(func(text string) { f.Add(text, int64(1796810000)) })
	calendar := german(f)
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		said := rules.DateOf(time.Unix(((unix%4e9)+4e9)%4e9, 0), time.UTC)
		p := ReadPromise(text, said, calendar)
		if again := ReadPromise(text, said, calendar); told(again) != told(p) {
			t.Errorf("%q is %s, and then %s", text, told(p), told(again))
		}
		if p.Kind == Promised && (p.Day.Before(said) || p.Day.Year > rules.LastYear || p.Words == "") {
			t.Errorf("%q, said on %s, is %s", text, said, p.Day)
		}
		if (p.Kind == Unclear || p.Kind == Asked) && (p.Why == nil || p.Words == "") {
			t.Errorf("%q is unclear, and nothing says what or why", text)
		}
		if words := strings.Join(strings.Fields(text), " "); p.Kind != Vague && !strings.Contains(words, p.Words) {
			t.Errorf("%q does not have the words %q", text, p.Words)
		}
		if d, err := Deadline(text, said, calendar); err == nil && p.Kind == Promised && d != p.Day {
			t.Errorf("%q is %s in a sentence and %s as a deadline", text, p.Day, d)
		}
	})
}
