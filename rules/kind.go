package rules

// A Kind is a kind of note.
type Kind string

// The kinds.
const (
	ThankYou        Kind = "thank-you"
	NoShowNote      Kind = "no-show"
	UpdateRequest   Kind = "update-request"
	UndecidedReply  Kind = "undecided-reply"
	SecondRequest   Kind = "second-request"
	OfferThanks     Kind = "offer-thanks"
	OfferAnswer     Kind = "offer-answer"
	RejectionThanks Kind = "rejection-thanks"
	StayInTouch     Kind = "stay-in-touch"
	Withdrawal      Kind = "withdrawal"
	AnswerSeen      Kind = "answer-seen"
)

// A kindRow holds all facts about a kind except the rule that says when it comes, which is code, and the text of
// its letter.
type kindRow struct {
	kind Kind

	// noun names the note in a sentence.
	noun string

	// each: every interviewer gets one. Of the other kinds there is one note at a time, to one person.
	each bool

	// asks: the note asks the employer for news. At most Policy.MaxUnanswered of them go unanswered.
	asks bool

	// noLetter: the reminder only tells the user something and has no draft.
	noLetter bool

	// answers is the word that the note answers, or "" if it answers none.
	answers EventKind

	// anew: a word that is repeated is answered again. For the other kinds, a repeated word counts as the same
	// word.
	anew bool

	// toWriter: the note goes to whoever wrote, not to the main contact.
	toWriter bool

	// lasts is for how many calendar days an answer makes sense.
	lasts int

	// hint is a sentence on how best to send the note, or "". An answer belongs below the email that it answers.
	hint string

	// means says what each state of such a reminder means for the notes after it.
	means meanings
}

// kindTable has one row for each kind, in the order in which an application may reach them. Nothing else lists the
// kinds.
//
// A new kind, event or state also needs a migration, which may be empty. An older program then refuses the
// database because of its version, instead of reporting the unknown word as damage.
var kindTable = []kindRow{
	{
		kind: ThankYou, noun: "thank-you", each: true,
		means: meanings{
			Delivered: {counts: true, round: roundUsed},
			Expired:   {counts: true, round: roundUsed},
			Refused:   {round: roundKeptUntilMoved},
			Cancelled: {round: roundUsedIfSeen},
		},
	},
	{
		kind: NoShowNote, noun: "rescheduling note", answers: NoShow, lasts: 1,
		means: meansOfAnswers,
	},
	{
		kind: UpdateRequest, noun: "update request", asks: true,
		means: meansOfRequests,
	},
	{
		kind: UndecidedReply, noun: "reply", answers: Undecided, anew: true, toWriter: true, lasts: 3,
		hint:  "If they wrote to you, send this as a reply to their email.",
		means: meansOfAnswers,
	},
	{
		kind: SecondRequest, noun: "second request", asks: true,
		hint:  "Best sent as a reply to your own earlier email, so that both stay together.",
		means: meansOfRequests,
	},
	{
		kind: OfferThanks, noun: "offer thank-you", answers: Offered, toWriter: true, lasts: 3,
		hint:  "If they wrote to you, send this as a reply to their email.",
		means: meansOfAnswers,
	},
	{
		kind: OfferAnswer, noun: "answer", noLetter: true, answers: Offered, anew: true, toWriter: true,
		means: meansOfAnswers,
	},
	{
		kind: RejectionThanks, noun: "rejection thank-you", answers: Rejected, lasts: 14,
		hint:  "If they wrote to you, send this as a reply to their email.",
		means: meansOfAnswers,
	},
	{
		kind: StayInTouch, noun: "stay-in-touch note", answers: Rejected,
		means: meanings{
			Delivered: {counts: true, round: roundUsed},
			Expired:   {counts: true, round: roundUsed},
			Refused:   {counts: true, round: roundUsed}, // the next occasion does not wait for it
			Cancelled: {round: roundUsedIfSeen},
		},
	},
	{
		kind: Withdrawal, noun: "letter of withdrawal", answers: Stopped, lasts: 3,
		means: meansOfAnswers,
	},
	{
		kind: AnswerSeen, noun: "question about their answer", noLetter: true, answers: Answered, anew: true,
		means: meanings{
			Delivered: {counts: true, round: roundUsed},
			Expired:   {counts: true, round: roundUsed},
			Refused:   {counts: true, round: roundUsed}, // the next question does not wait for it
			Cancelled: {round: roundUsedIfSeen},
		},
	},
}

// A request that was missed because a later note had come due did not ask anybody anything.
var meansOfRequests = meanings{
	Delivered: {counts: true, round: roundUsed},
	Expired:   {round: roundUsed},
	Refused:   {round: roundKeptUntilOvertaken},
	Cancelled: {round: roundUsedIfSeen},
}

// An answer that was missed came too late to be given. What it would have answered stays settled.
var meansOfAnswers = meanings{
	Delivered: {counts: true, round: roundUsed},
	Expired:   {counts: true, round: roundUsed},
	Refused:   {round: roundKeptUntilOvertaken},
	Cancelled: {round: roundUsedIfSeen},
}

// meanings maps each state to its meaning. A missing state has the zero meaning: the reminder still belongs to the
// current step.
type meanings map[State]meaning

// A meaning says what the state of a reminder means for the next note.
type meaning struct {
	// counts: the note has had its turn. The thank-you came, the request was made, the word was answered, or one
	// of the notes to stay in touch was used.
	counts bool

	round roundUse
}

// roundUse says whether the next step of a kind needs another round than the reminder has.
type roundUse int

const (
	// roundKept: the same step is still called for, and the reminder belongs to it.
	roundKept roundUse = iota

	// roundUsed: the next step is a new one.
	roundUsed

	// roundUsedIfSeen: the next step is a new one if the mail server may have the reminder, because a Message-ID
	// must not be used for two different mails.
	roundUsedIfSeen

	// roundKeptUntilMoved: a refused reminder is sent again only by `followup retry`, so it keeps its round while
	// the same thing is called for. The next step is a new one if the refusal came before that step makes sense.
	roundKeptUntilMoved

	// roundKeptUntilOvertaken: as roundKeptUntilMoved, and the next step is also a new one if the employer has
	// spoken since.
	roundKeptUntilOvertaken
)

// Kinds lists all kinds in the order in which an application may reach them.
var Kinds = allKinds()

func allKinds() (kinds []Kind) {
	for _, row := range kindTable {
		kinds = append(kinds, row.kind)
	}
	return kinds
}

// row returns the row of the kind, or an empty row for an unknown kind.
func (k Kind) row() *kindRow {
	for i := range kindTable {
		if kindTable[i].kind == k {
			return &kindTable[i]
		}
	}
	return &kindRow{kind: k, noun: string(k)}
}

// Noun returns what the note is called in a sentence, such as "update request".
func (k Kind) Noun() string { return k.row().noun }

// ToEach reports whether every interviewer gets such a note. Of the other kinds there is one at a time.
func (k Kind) ToEach() bool { return k.row().each }

// IsRequest reports whether the note asks the employer for news. At most Policy.MaxUnanswered of these go unanswered.
func (k Kind) IsRequest() bool { return k.row().asks }

// IsStatus reports whether such a note would be out of place once the employer has written: a request for news, or an
// answer to what they said before.
func (k Kind) IsStatus() bool { return k.HasLetter() && !k.ToEach() && k.AwaitsDecision() }

// IsQuestion reports whether the reminder asks the user about something that was seen in the mailbox.
func (k Kind) IsQuestion() bool { return k.row().answers == Answered }

// HasLetter reports whether there is a letter of the kind. Otherwise the reminder only tells the user something.
func (k Kind) HasLetter() bool { return !k.row().noLetter }

// AwaitsDecision reports whether the employer has not decided yet when such a note is written.
func (k Kind) AwaitsDecision() bool {
	switch k.row().answers {
	case Offered, Rejected, Stopped:
		return false
	}
	return true
}

// Hint returns a sentence on how best to send such a note, or "".
func (k Kind) Hint() string { return k.row().hint }

// meaning returns what the reminder's state means for the next note of its kind.
func (r Reminder) meaning() meaning { return r.Kind.row().means[r.State] }
