package exchange

// SaysInterview reports whether the title of an event, or the subject of an invitation to one, says that it is an
// interview.
func SaysInterview(title string) bool { return readTitle(title, nil).interview }
