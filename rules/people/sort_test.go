package people

import "testing"

// Who is a person, and who or what is none, by name and address.
func TestSortOf(t *testing.T) {
	for _, tt := range []struct {
		name, address string
		want          Sort
	}{
		{"Ida Roth", "ida.roth@gruenstein.test", Human},
		{"", "ida.roth@gruenstein.test", Human},
		{"ida.roth@gruenstein.test", "ida.roth@gruenstein.test", Human},
		{"N/A", "ida.roth@gruenstein.test", Human},
		{"Roth, Ida [EXTERN]", "", Human},
		{"Ida Roth (HR)", "ida@gruenstein.test", Human},
		{"Ida Roth", "recruiting@gruenstein.test", Human},
		{"Ida Roth", "ida@calendly.com", Human},
		{"Yi", "y@gruenstein.test", Human},
		{"Jobst Roth", "jobst@gruenstein.test", Human},
		{"Hiroshi Tan", "hr.tan@gruenstein.test", Human},
		{"Recruiting", "recruiting@gruenstein.test", Mailbox},
		{"Grünstein", "jobs@gruenstein.test", Mailbox},
		{"Grünstein Karriere", "karriere-berlin@gruenstein.test", Mailbox},
		{"", "gruenstein-careers@gruenstein.test", Mailbox},
		{"", "hr@gruenstein.test", Mailbox},
		{"Hiring Team", "x@gruenstein.test", Mailbox},
		{"HR", "", Mailbox},
		{"Calendly", "no-reply@calendly.com", Program},
		{"Ida Roth", "noreply@gruenstein.test", Program},
		{"Unknown Organizer", "unknownorganizer@calendar.google.com", Program},
		{"Fred", "fred@fireflies.ai", Program},
		{"Ida's Notetaker", "ida@gruenstein.test", Program},
		{"Otter.ai", "", Program},
		{"Read AI", "x@y.test", Program},
		{"Grünstein Candidate Calendar", "c_1@group.calendar.google.com", Program},
		{"Grünstein", "notifications@gruenstein.test", Program},
		{"Meeting Room Isar (8)", "isar@gruenstein.test", Room},
		{"Isar [12 seats]", "", Room},
		{"Raum 7", "raum7@gruenstein.test", Room},
		{"", "room.isar@gruenstein.test", Room},
		{"TBD", "", Nobody},
		{"-", "", Nobody},
		{"1 person (CTO)", "", Nobody},
		{"2 people", "", Nobody},
	} {
		if got := SortOf(tt.name, tt.address); got != tt.want {
			t.Errorf("SortOf(%q, %q) = %d, want %d", tt.name, tt.address, got, tt.want)
		}
	}
}

// Who is surely a person by the name alone, and not a role or a company.
func TestIsNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"Ruby Walker": true, "Dr. Georgia Roth": true, "Jade Officer-Pell": true, "Ruby": false, "Zyx Walker": false,
		"Ruby Developer": false, "Senior Ruby Developer": false, "Georgia Tech": false, "Kelly Services": false,
	} {
		if got := IsNamed(name); got != want {
			t.Errorf("IsNamed(%q) = %v", name, got)
		}
	}
}

// The user under another address, and under another spelling of the name.
func TestSameOwner(t *testing.T) {
	for _, tt := range []struct {
		one, other string
		want       bool
	}{
		{"sam@home.test", "Sam@Home.test", true},
		{"sam@home.test", "sam+jobs@home.test", true},
		{"sam@home.test", "sam+jobs@work.test", false},
		{"+a@home.test", "+b@home.test", false},
		{"", "", false},
	} {
		if got := SameOwner(tt.one, tt.other); got != tt.want {
			t.Errorf("SameOwner(%q, %q) = %v", tt.one, tt.other, got)
		}
	}
	if !SameName("Dr. Zoë Martin", "MARTIN, ZOE") || SameName("", "") || SameName("Sam Doe", "Sam Roe") {
		t.Error("names are compared in another way")
	}
}
