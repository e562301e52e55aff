package letters

import "followup/rules"

// A Gap is a fact that is not known and would make a letter better. It reads well after "not known: ".
type Gap string

// The gaps.
const (
	GapName     Gap = "who you met"
	GapAddress  Gap = "their email address"
	GapTopic    Gap = "the topic you discussed"
	GapFit      Gap = "why you fit"
	GapTiming   Gap = "what they said about timing"
	GapPrevious Gap = "the text of your previous email"
	GapAnswerBy Gap = "the day by which they want your answer"
	GapHook     Gap = "an occasion to write"
	GapTimes    Gap = "when you are free: two or three times to choose from make it easy to answer"
)

// Gaps returns the facts missing from a letter of the given kind, the most important first.
func (f Facts) Gaps(kind rules.Kind) []Gap {
	var gaps []Gap
	missing := func(known string, gap Gap) {
		if known == "" {
			gaps = append(gaps, gap)
		}
	}
	missing(f.Name, GapName)
	switch kind {
	case rules.ThankYou:
		missing(f.Topic+f.TopicSentence, GapTopic)
		if !f.Again {
			missing(f.Fit+f.FitSentence+f.FitNext, GapFit)
		}
	case rules.UpdateRequest:
		if f.Met && !f.NextRound {
			missing(f.said+f.DecisionBy+f.HeardDay, GapTiming)
		}
	case rules.StayInTouch:
		missing(f.Hook, GapHook)
	case rules.NoShowNote:
		missing("", GapTimes)
	case rules.OfferThanks:
		missing(f.AnswerBy, GapAnswerBy)
	case rules.SecondRequest:
		missing(f.Quote+f.withoutPrevious(), GapPrevious)
	case rules.RejectionThanks:
		if f.Met && f.Interviewed { // else nothing was discussed with them
			missing(f.Topic+f.TopicSentence, GapTopic)
		}
	}
	missing(f.Address, GapAddress)
	return gaps
}

// withoutPrevious returns a text that is not empty if there is no previous email whose text could be missing.
func (f Facts) withoutPrevious() string {
	if f.WroteDay == "" {
		return "none"
	}
	return ""
}
