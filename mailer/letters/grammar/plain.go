package grammar

import "followup/rules"

// A Plain language does without what letters can do without. Each language whose letters are made of whole sentences
// embeds it.
type Plain struct{}

// WithArticle returns "": a company is called by its name alone.
func (Plain) WithArticle(string) string { return "" }

// TimeBy returns "": no words for a time stand in a letter.
func (Plain) TimeBy(string, rules.Date) string { return "" }

// Mine returns false: the letters do not say who told whom about a topic.
func (Plain) Mine(string) bool { return false }

// MayBeBadNews returns false: the letters say of no topic that it was a pleasure.
func (Plain) MayBeBadNews(string) bool { return false }

// ToReader returns a topic as it is.
func (Plain) ToReader(topic, _ string) string { return topic }

// IsTrouble returns true: the letters offer no help for bad news.
func (Plain) IsTrouble(string) bool { return true }

// AtHour returns a salutation as it is: it suits any hour.
func (Plain) AtHour(salutation string, _ int) string { return salutation }

// TellsTime returns false: words that name no day tell nothing.
func (Plain) TellsTime(string) bool { return false }

// About returns a topic as it is: the letters have one preposition for all.
func (Plain) About(topic string) string { return topic }

// Begin returns a sentence as it is.
func (Plain) Begin(sentence string) string { return sentence }

// Did returns "": a fit that is a phrase stands where the letters have one.
func (Plain) Did(string) string { return "" }

// IsGoodNews returns false: nobody is congratulated but in the user's own words.
func (Plain) IsGoodNews(_, _ string) bool { return false }

// Told returns "": what they told the sender is a sentence of its own.
func (Plain) Told(string, bool) string { return "" }

// AsTold returns a sentence as it is.
func (Plain) AsTold(sentence string) string { return sentence }

// Feels reports that no sentence says how something struck the sender.
func (Plain) Feels(string) bool { return false }

// Joinable returns "": a sentence stands behind another instead.
func (Plain) Joinable(string) string { return "" }

// CanHelp returns false: no letter offers help with a topic.
func (Plain) CanHelp(string) bool { return false }

// You returns "": there is one address for everybody.
func (Plain) You() string { return "" }

// Recalled returns the topic as it is: later notes name it as the thank-you does.
func (Plain) Recalled(topic string, _ bool) string { return topic }

// Task returns "": a letter offers help with what is a phrase.
func (Plain) Task(string) string { return "" }

// Span returns "": no letter says "after".
func (Plain) Span(string) string { return "" }

// HasDone returns false: no letter builds on what was done.
func (Plain) HasDone(string) bool { return false }

// Spelled returns the text as it is: it is spelled alike everywhere.
func (Plain) Spelled(text string) string { return text }

// Relaxed returns the text as it is: the form of address is the formal one to everybody.
func (Plain) Relaxed(text string) string { return text }
