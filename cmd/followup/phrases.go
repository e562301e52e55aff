package main

import (
	"time"

	"followup/cmd/followup/phrase"
	"followup/rules"
)

// The names under which the commands that are still methods of app know the words of package phrase.

func stamp(t time.Time, loc *time.Location) string          { return phrase.Stamp(t, loc) }
func brief(t, now time.Time, loc *time.Location) string     { return phrase.Brief(t, now, loc) }
func names(people []rules.Person, most int) string          { return phrase.Names(people, most) }
func who(p rules.Person) string                             { return phrase.Who(p) }
func whoAmong(people []rules.Person, p rules.Person) string { return phrase.WhoAmong(people, p) }
func note(k rules.Key, to ...rules.Person) string           { return phrase.Note(k, to...) }
func noun(k rules.Key, n int) string                        { return phrase.Noun(k, n) }
func forInterview(c rules.Case, id int64) string            { return phrase.ForInterview(c, id) }
func kinds() string                                         { return phrase.Kinds() }
func nameOf(c rules.Case) string                            { return phrase.Application(c) }
func nameOfInterview(iv rules.Interview, now time.Time, loc *time.Location) string {
	return phrase.Interview(iv, now, loc)
}
func interviewNames(list []rules.Interview, now time.Time, loc *time.Location) string {
	return phrase.Interviews(list, now, loc)
}
func role(c rules.Case) string                                    { return phrase.Role(c) }
func stands(p rules.Phase) string                                 { return phrase.Phase(p) }
func tell(c rules.Case, e rules.Event, loc *time.Location) string { return phrase.Event(c, e, loc) }
func clean(s string) string                                       { return phrase.Clean(s) }
func plural(n int, one, several string) string                    { return phrase.Plural(n, one, several) }
func count(n int, noun string) string                             { return phrase.Count(n, noun) }
