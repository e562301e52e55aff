package english

import "testing"

func TestWithArticle(t *testing.T) {
	for _, name := range []string{
		"Home Office", "University of Leeds", "BBC", "NHS", "British Red Cross", "Ministry of Justice",
		"Bank of England",
		"Department for Education", "Royal College of Nursing", "National Trust",
		"Environment Agency", "British Museum",
		"London School of Economics", "Royal Navy", "British Council", "home office", "Office for National Statistics",
	} {
		if got, want := lang.WithArticle(name), "the "+name; got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{
		"Acme", "the Home Office", "The University of Leeds", "Leeds University", "Deutsche Bank", "Leeds City Council",
		"Office", "Bank of", "Trust Payments", "Volkswagen Group", "King's Cross", "BBC Studios", "Microsoft",
		"bbc", "", " ",
		"Service Now", "Union Coffee", "House of Fraser", "Kent County Council",
	} {
		if got := lang.WithArticle(name); got != "" {
			t.Errorf("%q is %q, want none", name, got)
		}
	}
}

func TestCompanyInASentence(t *testing.T) {
	for typed, want := range map[string]string{
		"City of Dunmore": "the City of Dunmore", "University of Leeds": "the University of Leeds",
		"the City of Dunmore": "the City of Dunmore", "Bank of Ireland": "Bank of Ireland", "Acme": "Acme",
		"City Bakery": "City Bakery", "": "",
	} {
		if got := lang.Company(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}
