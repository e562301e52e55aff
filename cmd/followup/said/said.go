// Package said turns what the user says happened into events. Its functions depend only on the application, the
// policy, the time and what was said. They neither print nor ask: they return events, an error that says what to do,
// or a question.
package said
