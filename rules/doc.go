// Package rules decides which note an application calls for, when, and why.
//
// It is pure: every function depends only on its arguments, including the time. Nothing here reads a clock or a
// setting. There are two exceptions, neither of which changes while the program runs: [LoadLocation] reads the zone
// database, and calendar.go sets the default zone of the holiday library once.
//
// The types that the store, the mailer and the scheduler share are declared here too, so that those three do not
// depend on each other.
//
// [Decide] is the centre. Given an application with its history, a policy and a moment, it returns the reminders
// that are due, those that come next, those that were missed, and when to decide again. [Forecast] runs it forward,
// and [Preview] shows a note before its time.
//
// # Reading order
//
// Start with application.go, interview.go, event.go and reminder.go, which hold the data. Then read kind.go, a table
// with all kinds of notes, and decide.go, where everything comes together. It calls thankyou.go for thank-yous, and
// notes.go for all other notes, of which requests.go holds the requests for news. Everything that delays a step is in
// plan.go, hours.go and spacing.go. marks.go says which drafts the user has marked as sent or skipped, elsewhere.go
// what other applications have to do with this one, and about.go which interview a note is about. forecast.go and
// preview.go build on all of these. match.go finds notes and answers among the mails of the user's mailbox, and
// answered.go says what such an answer holds. docs/rules.md describes the same rules for users.
//
// # Glossary
//
//   - application: one attempt to get one role at one employer, with all its interviews
//   - base: the first moment at which a step makes sense, before hours, snoozes and pauses delay it
//   - called off: an interview was cancelled and no longer counts
//   - case: an application with its interviews and its history
//   - contact: the person whom the user named for notes about an application; see also main contact
//   - deadline: when a note should reach the employer
//   - draft: the text of a note to one person, ready to send
//   - due: the moment at which a step may go out
//   - elsewhere: the other applications that share a person or the employer with this one
//   - ending: the last word of a closed application: rejected, offer or stopped
//   - expiry: the last moment at which a step may go out; after it, the step is missed
//   - fell through: an interview did not take place, because it was a no-show or was called off
//   - held: an interview that has started and did not fall through
//   - hold: an answer that was seen in the mailbox lets no note but a thank-you come, until it is told
//   - hook: the occasion for a note to stay in touch, without which the reminder has no draft
//   - last call: a second reminder of a thank-you that was not sent, shortly before its 24 hours are over
//   - last word: the latest word, which says where the application stands
//   - main contact: the person to ask for news; by default an interviewer
//   - mark: an event in which the user says that a draft was sent or skipped
//   - note: something that the user writes to the employer
//   - panel: the interviewers of one interview
//   - pause: a time during which the user wants nothing sent, for all applications
//   - phase: where an application stands, from upcoming to stopped
//   - plan: to find the moment at which a step goes out, given its base and its window
//   - quiet: an application is open, but nothing more will be asked
//   - reminder: a mail to the user, usually with drafts; a row of the outbox
//   - request for news: an update request or a second request
//   - round: the number of a reminder among those that have the same key otherwise
//   - series: the reminders that differ only in their round
//   - settled: delivered, refused, expired or cancelled
//   - silent: no note to stay in touch comes, because of another application
//   - snooze: a time before which nothing is sent for one application; the next word ends it
//   - standing: an interview that was not called off; if all were, every interview of the application
//   - step: a reminder that an application calls for now or later
//   - team: the zero Person, which stands for the hiring team
//   - told: the user has said how the application stands since an answer came
//   - turn: a note has had its turn once it counts as given, and it is then not called for again
//   - uncertain: the mail server may or may not have a reminder
//   - vantage: a case as seen from one moment
//   - window: the hours in which a step may go out
//   - word: an event that says where the application stands, such as a rejection
package rules
