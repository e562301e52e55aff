package mailer

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// A golden is a reminder of which the whole mail is kept in testdata.
type golden struct {
	name string
	c    rules.Case
	s    rules.Step
	now  time.Time
}

// goldens returns a reminder of each kind, and of each way in which they differ.
func goldens(t testing.TB, m *Composer) []golden {
	t.Helper()
	bare, answered, umlauts := acme(), acme(), acme()
	bare.Interviews[0].Interviewers, bare.Interviews[0].Topic = nil, ""
	answered.History.Events = []rules.Event{{ID: 1,
		Kind: rules.Undecided, At: december(9, 10), RecordedAt: december(9, 10)}}
	rejected := acme()
	rejected.History.Events = []rules.Event{{ID: 1,
		Kind: rules.Rejected, At: december(9, 10), RecordedAt: december(9, 10)}}
	umlauts.Company, umlauts.Role = "株式会社あくめ", "مدير المستشفى"
	umlauts.Interviews[0].Interviewers[0].Name = "Žofie Ångström-Größe 🩺"
	requested, second := asked(acme(), m, t)
	longer, overlong := askedAtLength(m, t)
	panel := onePanel()
	first := due(t, panel, rules.ThankYou, ann, december(1, 17))
	sentTwo := panel.Deliver(first, december(1, 17))
	sentTwo.History.Events = []rules.Event{
		{ID: 1,
			Kind: rules.Sent, Note: rules.ThankYou, InterviewID: 7, To: jana, Round: 1, At: december(1, 18),
			RecordedAt: december(1, 18)},
		{ID: 2,
			Kind: rules.Skipped, Note: rules.ThankYou, InterviewID: 7, To: rules.Person{Name: "Bo Li"}, Round: 1,
			At: december(1, 18), RecordedAt: december(1, 18)},
	}
	ask := step(rejected, rules.StayInTouch)
	ask.Hook = ""

	notThere, offered, withdrawn := acme(), acme(), acme()
	notThere.History.Events = []rules.Event{{ID: 1,
		Kind: rules.NoShow, InterviewID: 7, At: december(1, 14), RecordedAt: december(1, 14)}}
	offered.History.Events = []rules.Event{{
		ID: 1, Kind: rules.Offered, At: december(9, 10), RecordedAt: december(9, 10),
		Until: rules.Date{Year: 2026, Month: 12, Day: 18},
	}}
	withdrawn.History.Events = []rules.Event{{ID: 1,
		Kind: rules.Stopped, Note: rules.Withdrawal, At: december(9, 10), RecordedAt: december(9, 10)}}

	lastCall := step(acme(), rules.ThankYou)
	lastCall.LastCall = true
	others := offered
	others.Elsewhere = []rules.Case{
		{Application: rules.Application{ID: 12, Company: "Beta Clinic", Role: "Ward Manager"},
			Interviews: acme().Interviews},
		{Application: rules.Application{ID: 9, Company: "Gamma GmbH", Role: "Charge Nurse (m/w/d)"},
			Interviews: acme().Interviews},
	}
	called := acme().Deliver(step(acme(), rules.ThankYou), december(1, 17))

	recruited := acme()
	recruited.Contact = rae
	request := due(t, twoRounds(), rules.UpdateRequest, jana, december(15, 9))
	unanswered := twoRounds().Deliver(request, december(15, 9))
	unanswered.History.Reminders[0].Message = mustCompose(t, m, twoRounds(), request, december(15, 9))
	fourth := fourOnADay().Interviews[3].Interviewers[0]

	return []golden{
		{"update-request-four-on-a-day",
			fourOnADay(), due(t, fourOnADay(), rules.UpdateRequest, fourth, december(8, 9)), december(8, 9)},
		{"update-request-recruiter",
			recruited, due(t, recruited, rules.UpdateRequest, rae, december(8, 9)), december(8, 9)},
		{"thank-you-met-before",
			twoRounds(), due(t, twoRounds(), rules.ThankYou, jana, december(8, 13)), december(8, 13)},
		{"second-request-two-rounds",
			unanswered, due(t, unanswered, rules.SecondRequest, jana, december(22, 9)), december(22, 9)},
		{"thank-you", acme(), step(acme(), rules.ThankYou), december(1, 17)},
		{"thank-you-bare", bare, step(bare, rules.ThankYou), december(1, 17)},
		{"thank-you-unicode", umlauts, step(umlauts, rules.ThankYou), december(1, 17)},
		{"thank-you-panel", panel, first, december(1, 17)},
		{"thank-you-panel-last-call", sentTwo, due(t, sentTwo, rules.ThankYou, ann, december(2, 13)), december(2, 13)},
		{"thank-you-last-call", called, lastCall, december(2, 13)},
		{"update-request", acme(), step(acme(), rules.UpdateRequest), december(8, 9)},
		{"undecided-reply", answered, step(answered, rules.UndecidedReply), december(9, 10)},
		{"second-request", requested, second, december(15, 9)},
		{"rejection-thanks", rejected, step(rejected, rules.RejectionThanks), december(9, 10)},
		{"second-request-overlong-quote", longer, overlong, december(15, 9)},
		{"stay-in-touch", rejected, step(rejected, rules.StayInTouch), december(39, 9)},
		{"stay-in-touch-ask", rejected, ask, december(39, 9)},
		{"no-show", notThere, step(notThere, rules.NoShowNote), december(1, 14)},
		{"offer-thanks", offered, step(offered, rules.OfferThanks), december(9, 10)},
		{"offer-thanks-others-open", others, step(others, rules.OfferThanks), december(9, 10)},
		{"offer-answer", offered, step(offered, rules.OfferAnswer), december(16, 9)},
		{"answer-seen", acme(), step(acme(), rules.AnswerSeen), december(7, 10)},
		{"answer-seen-perhaps", acme(), perhapsAnswered(), december(7, 10)},
		{"thank-you-last-call-perhaps-sent", wrote(called), lastCall, december(2, 13)},
		{"update-request-unseen", acme(), unseen(step(acme(), rules.UpdateRequest)), december(8, 9)},
		{"second-request-in-thread", inThread(requested), reQuoted(t, inThread(requested)), december(15, 9)},
		{"undecided-reply-in-thread", answeredInThread(m, t), step(answeredInThread(m, t), rules.UndecidedReply),
			december(9, 10)},
		{"withdrawal", withdrawn, step(withdrawn, rules.Withdrawal), december(9, 10)},
	}
}

// TestGoldenMails keeps whole reminders, so that a change of what the user gets is seen.
func TestGoldenMails(t *testing.T) {
	m := mustNew(t, config())
	for _, tt := range goldens(t, m) {
		t.Run(tt.name, func(t *testing.T) {
			msg := mustCompose(t, m, tt.c, tt.s, tt.now)
			checkForm(t, msg)
			path := filepath.Join("testdata", tt.name+".eml")
			if *update {
				if err := os.WriteFile(path, msg.Bytes, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(msg.Bytes)); diff != "" {
				t.Errorf("%s (-want +got; -update accepts it):\n%s", path, diff)
			}
		})
	}
}
