// Package said turns what the user reports, such as an email that was sent or an answer that came, into events. Its
// functions depend only on the application, the policy, the time and the report. They neither print nor ask: they
// return events, an error that says what to do, or a question.
package said
