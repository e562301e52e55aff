package rules

// Kind is the kind of note that a reminder carries.
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
)

// kindRow is all that there is to know about a kind but its rule, which says when it comes, and its letter.
type kindRow struct {
	kind Kind

	// noun is what the note is called in a sentence.
	noun string

	// each: every interviewer gets one. Of the others there is one at a time, to one person.
	each bool

	// asks: it asks the employer for news, so at most Policy.MaxUnanswered of them go unanswered.
	asks bool

	// wordOnly: its reminder is a word to the user alone, without a draft.
	wordOnly bool

	// answers is the word that it answers, or "" for a note that answers nothing.
	answers EventKind

	// anew: a word that is told twice is answered twice. Of the others it is one word, told again.
	anew bool

	// toWriter: it goes to whoever wrote, not to the main contact.
	toWriter bool

	// lasts is for how many days on the calendar an answer makes sense.
	lasts int

	// hint says how best to send it, or is "": an answer belongs below the email that it answers.
	hint string

	// means says what each state of a reminder of the kind means for the notes that follow it.
	means meanings
}

// kindTable has a row for each kind, in the order in which an application may come to them. Nothing else lists the kinds.
//
// A new kind, event or state needs a migration as well, an empty one if nothing else changes: then an older program refuses
// the database by its version, rather than call a word damaged that it does not know.
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
		kind: OfferThanks, noun: "note of thanks", answers: Offered, toWriter: true, lasts: 3,
		hint:  "If they wrote to you, send this as a reply to their email.",
		means: meansOfAnswers,
	},
	{
		kind: OfferAnswer, noun: "answer", wordOnly: true, answers: Offered, anew: true, toWriter: true,
		means: meansOfAnswers,
	},
	{
		kind: RejectionThanks, noun: "note of thanks", answers: Rejected, lasts: 14,
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
}

// A request that was missed, because a later note had come due, asked nobody anything.
var meansOfRequests = meanings{
	Delivered: {counts: true, round: roundUsed},
	Expired:   {round: roundUsed},
	Refused:   {round: roundKeptUntilOvertaken},
	Cancelled: {round: roundUsedIfSeen},
}

// An answer that was missed came too late to be given, so what it answers stays answered.
var meansOfAnswers = meanings{
	Delivered: {counts: true, round: roundUsed},
	Expired:   {counts: true, round: roundUsed},
	Refused:   {round: roundKeptUntilOvertaken},
	Cancelled: {round: roundUsedIfSeen},
}

// meanings is what each state means; a state that is missing means nothing yet: the step is still the reminder's.
type meanings map[State]meaning

// meaning is what it means for the next note that a reminder is in a state.
type meaning struct {
	// counts: the note has had its turn. A thank-you has come, a request was made, a word was answered, a note to stay in
	// touch was one of the few.
	counts bool

	round roundUse
}

// roundUse says whether the next step of the kind needs another round than the reminder's.
type roundUse int

const (
	// roundKept: the same step is called for, and the reminder is its.
	roundKept roundUse = iota

	// roundUsed: the next step is another one.
	roundUsed

	// roundUsedIfSeen: another one if the mail server may have the reminder, for its Message-ID must not come to mean
	// another mail.
	roundUsedIfSeen

	// roundKeptUntilMoved: a reminder that was refused is sent again by `followup retry` alone, so its round is the step's
	// as long as the same thing is called for. It no longer is when the refusal came before the step makes sense.
	roundKeptUntilMoved

	// roundKeptUntilOvertaken: likewise, and it no longer is when the employer has spoken since.
	roundKeptUntilOvertaken
)

// Kinds are all of them, in the order in which an application may come to them.
var Kinds = allKinds()

func allKinds() (kinds []Kind) {
	for _, row := range kindTable {
		kinds = append(kinds, row.kind)
	}
	return kinds
}

// row is the kind's row, or an empty one for a kind that there is not.
func (k Kind) row() *kindRow {
	for i := range kindTable {
		if kindTable[i].kind == k {
			return &kindTable[i]
		}
	}
	return &kindRow{kind: k, noun: string(k)}
}

// Noun is what the note is called in a sentence: "update request".
func (k Kind) Noun() string { return k.row().noun }

// ToEach reports whether every interviewer gets such a note. Of the other kinds there is one at a time.
func (k Kind) ToEach() bool { return k.row().each }

// IsStatus reports whether the note asks the employer for news. At most Policy.MaxUnanswered of these go unanswered.
func (k Kind) IsStatus() bool { return k.row().asks }

// IsWordOnly reports whether the reminder is a word to the user alone: there is no letter of the kind.
func (k Kind) IsWordOnly() bool { return k.row().wordOnly }

// AwaitsDecision reports whether the employer has yet to decide when such a note is written.
func (k Kind) AwaitsDecision() bool {
	switch k.row().answers {
	case Offered, Rejected, Stopped:
		return false
	}
	return true
}

// Hint says how best to send such a note, in a sentence, or is empty.
func (k Kind) Hint() string { return k.row().hint }

// meaning is what the reminder's state means for the next note of its kind.
func (r Reminder) meaning() meaning { return r.Kind.row().means[r.State] }
