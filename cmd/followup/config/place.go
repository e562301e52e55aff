package config

import (
	"fmt"
	"slices"
	"strings"

	"followup/rules"
	"followup/typo"
)

// FindPlace returns the country or region whose public holidays a code names, such as "DE" or "de-by". If there is
// none, the error names the code that was likely meant, the regions of the country, or all countries. It names no key.
func FindPlace(code string) (rules.Place, error) {
	if p, ok := rules.FindPlace(code); ok {
		return p, nil
	}
	country, _, _ := strings.Cut(code, "-")
	if p, ok := rules.FindPlace(country); ok {
		return rules.Place{}, noRegion(code, p)
	}
	switch near := likely(code); len(near) {
	case 0:
		return rules.Place{}, fmt.Errorf("%q is not a country whose holidays are known; known are %s; leave it empty "+
			"for another one, and list its days in holidays", code, strings.Join(countryCodes(), ", "))
	case 1:
		return rules.Place{}, fmt.Errorf("%q is not a code; did you mean %q, %s? "+
			"followup config holidays lists all codes", code, near[0].Code, near[0].Name)
	default:
		return rules.Place{}, fmt.Errorf("%q is not a code; did you mean %s? followup config holidays lists all codes",
			code, named(near, " or "))
	}
}

// noRegion says that a country has no region of that code, and which ones it has.
func noRegion(code string, country rules.Place) error {
	regions := slices.DeleteFunc(rules.Places(), func(p rules.Place) bool {
		return !p.IsRegion() || p.Country() != country.Code
	})
	if len(regions) == 0 {
		return fmt.Errorf("%q is not a region whose holidays are known; write %q, for all of %s",
			code, country.Code, country.Name)
	}
	return fmt.Errorf("%q is not a region of %s; its regions are %s", code, country.Name, named(regions, ", "))
}

// named lists places by code and name.
func named(places []rules.Place, separator string) string {
	var words []string
	for _, p := range places {
		words = append(words, fmt.Sprintf("%s (%s)", p.Code, p.Name))
	}
	return strings.Join(words, separator)
}

// countryCodes returns the codes of the countries that are known.
func countryCodes() []string {
	var codes []string
	for _, p := range rules.Places() {
		if !p.IsRegion() {
			codes = append(codes, p.Code)
		}
	}
	return codes
}

// otherCodes are what some call a country instead of by its code.
var otherCodes = map[string]string{"UK": "GB", "USA": "US", "UAE": "AE", "EL": "GR"}

// longestPlace is longer than the name of any place.
const longestPlace = 40

// likely returns the places that a text may mean which is no code: another code, a name, or one with a typing error.
func likely(text string) (near []rules.Place) {
	if p, ok := rules.FindPlace(otherCodes[strings.ToUpper(text)]); ok {
		return []rules.Place{p}
	}
	if len(text) < 3 || len(text) > longestPlace {
		return nil // any two letters are close to a dozen codes
	}
	text = plain(text)
	fewest := 1 + len(text)/5
	for _, p := range rules.Places() {
		_, region, _ := strings.Cut(p.Code, "-")
		d := min(typo.Distance(text, plain(p.Name)), typo.Distance(text, plain(p.Code)))
		if text == plain(region) {
			d = 0
		}
		if d > fewest {
			continue
		}
		if d < fewest {
			near, fewest = nil, d
		}
		near = append(near, p)
	}
	if len(near) > 3 {
		return nil
	}
	return near
}

// withoutAccents takes the accents off the names of places.
var withoutAccents = strings.NewReplacer("ü", "u", "â", "a", "é", "e", "ö", "o")

// plain returns a text in small letters and without accents.
func plain(text string) string { return withoutAccents.Replace(strings.ToLower(text)) }
