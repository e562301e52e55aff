package store

import (
	"encoding/json"
	"fmt"

	"followup/rules"
)

// person gives rules.Person its names in the database, which must outlive those in Go.
type person struct {
	Name     string `json:"name,omitempty"`
	Email    string `json:"email,omitempty"`
	Topic    string `json:"topic,omitempty"`
	FixedKey string `json:"id,omitempty"`
}

func encodePeople(people []rules.Person) (string, error) {
	stored := make([]person, 0, len(people)) // not nil, which would be stored as null
	for _, p := range people {
		stored = append(stored, person(p))
	}
	text, err := json.Marshal(stored)
	return string(text), err
}

func decodePeople(text string) ([]rules.Person, error) {
	var stored []person
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return nil, fmt.Errorf("reading the interviewers: %w", err)
	}
	var people []rules.Person
	for _, p := range stored {
		people = append(people, rules.Person(p))
	}
	return people, nil
}

// encodePerson is one person as a column holds them: "" for nobody.
func encodePerson(p rules.Person) (string, error) {
	if p == (rules.Person{}) {
		return "", nil
	}
	text, err := json.Marshal(person(p))
	return string(text), err
}

func decodePerson(text string) (p rules.Person, err error) {
	if text == "" {
		return p, nil
	}
	var stored person
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return p, fmt.Errorf("reading the contact: %w", err)
	}
	return rules.Person(stored), nil
}
