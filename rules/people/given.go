package people

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"followup/pattern"
)

// given lists common first names of the languages of the letters and of their neighbours, without accents. It is
// evidence of which side of a comma has the first name, and of names with the family name first. A name that is not
// in it is no evidence. Names that are as often last names, such as Martin, are missing.
const given = `
	aaron abigail adam adele adrian adriana agnes agnieszka ahmed aisha alan alba albert alberto alejandra
	alejandro alex alexander alexandra alexandre alexis alfred ali alice alicia alina alison amanda amelia
	amelie amy ana anais andrea andreas andres andrew andrzej angela angelika anita anja anke ann anna anne
	annette annika antje anthony antoine antonia antonio arthur astrid attila audrey aurelie axel barbara
	bastian beate beatrice beatriz ben benedikt benjamin bernd bernhard bettina bill birgit bjorn bob boris
	brigitte bruce bruno camille carla carlos carmen carol carolina caroline catherine cecile celine charlotte
	chiara chloe chris christian christiane christina christine christoph christophe christopher clara claudia
	clement concepcion corinna cornelia cristina csaba cynthia dagmar daniel daniela danielle david deborah
	denis denise diana diego dieter dirk dominik dominique donald dorothea edward eduardo elena eleonore elisa
	elisabeth elizabeth elke ellen elsa emilia emilie emily emma emmanuel eric erik erika ernst erzsebet esther
	eugenia eva fabian fabienne fatima felix ferenc fernando florence florian franck francesca francisca
	francisco francois francoise frank franziska frederic friederike fritz gabor gabriel gabriela gabriele
	gareth georg gerd gergely gerhard gertrud gisela giulia giuseppe grace greg gregor guillaume gunter guido
	gyorgy hana hannah hanna hannes hans harald harry heidi heike heinrich heinz helen helena helene helga
	helmut henrik henry herbert hermann holger horst hugo ian ida ignacio ildiko ilona imre ines inga inge ingo
	ingrid irene irina isabel isabelle istvan ivan jack jacob jacqueline jakob jan jana jane janet janine janos
	javier jean jeanne jeff jennifer jenny jens jeremy jessica jim jo joachim joan joanna joao jochen joe joel
	johan johanna johannes john jonas jonathan jorg jorge jose josef josefina joseph jozsef juan juana juanita
	judit judith julia julian juliane julie julien jurgen jutta kai karen karin karl karla karsten katalin
	katarzyna kate katharina katherine kathleen kathrin katja katrin kelly kenneth kerstin kevin klaus konrad
	kristin kristina krisztina krzysztof lajos lara larissa lars laszlo laura laurence laurent lea lena leonie
	leonor linda lisa lorena lothar louise lourdes lucas lucia lucie lucy luis luisa lukas lydia magdalena maike
	malgorzata manfred manuel manuela marc marcel marcin marco marcos marcus margaret margarita maria marianne
	marie marieke mariana marina mario marion marisa marjorie marta martha martina mary mateo mateusz mathilde
	matthew matthias matthieu maximilian megan melanie mercedes mia michael michaela michal michele miguel mike
	mohamed mohammed monika monique nadia nadine natalia natalie nathalie nicholas nick nicola nicolas nicole
	nils nina nora norbert olaf olga oliver olivia olivier oscar pablo pamela pascal patricia patrick paula
	paulina pauline pawel pedro penelope petra philip philipp philippe pierre pilar piotr rachel rafael rainer
	ralf ramon raquel rebecca regina reka renate rene ricardo richard rita robert roberto rocio rodrigo roger
	roland rolf ronald rosa rosario ruben rudiger rudolf ruth sabine sabrina sally salvador sam samantha samuel
	sandor sandra sandrine santiago sara sarah sebastian sebastien serge sergio sibylle siegfried sigrid silke
	silvia simone sofia sonia sonja sophia sophie stefan stefanie stephan stephanie stephen steve steven stuart
	susan susana susanne suzanne sven svenja sylvia sylvie tamas tanja tatjana teresa thea theo theresa thierry
	thorsten tibor tim timothy tina tobias tom tomas tomasz torsten udo ulrich ulrike ursula ute uwe valentina
	valerie vanessa vera veronica veronika veronique victor victoria viktor viktoria vincent virginie volker
	walter werner wilhelm wolfgang xavier yann yannick yasmin yolanda yves yvonne zoe zoltan zsolt zsuzsanna`

// familyFirst lists family names of languages that put them first, also in Latin letters. "Li Wei" may have either
// order.
const familyFirst = `
	bui cao chang chen cheng cho choi chung dang dinh do duong fang feng gao guo han he ho hoang hong hu huang
	huynh hwang jang jeong jiang jin jung kang kim kwon le lee li liang lim lin liu lu luo luong ma mai min ngo
	nguyen oh pak park peng pham phan ryu seo shen shin son song su sun tang tran trinh truong vo vu wang wei
	wong woo wu xie xu yan yang yao ye yoon yu yuan zeng zhang zhao zheng zhou zhu`

// vietnamese are those of Vietnam alone, which nobody has for a first name.
var vietnamese = pattern.Words("bui dinh duong hoang huynh ngo nguyen pham phan tran trinh truong vo vu")

var (
	givenNames  = pattern.Words(given)
	familyNames = pattern.Words(familyFirst)
)

// otherLetters spells the letters that have no accent to take off.
var otherLetters = strings.NewReplacer("ł", "l", "ø", "o", "ß", "ss", "đ", "d")

// Folded returns a word in small letters and without accents, as the lists have them.
func Folded(word string) string {
	return otherLetters.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(word))))
}

// IsGiven reports whether a word is a well-known first name. So is "Anne-Marie".
func IsGiven(word string) bool {
	for part := range strings.SplitSeq(Folded(word), "-") {
		if !givenNames.Has(part) {
			return false
		}
	}
	return true
}

// beginsGiven reports whether the first word of a name, after its titles, is a well-known first name.
func beginsGiven(name string) bool {
	_, words := SplitTitles(name)
	return len(words) > 0 && IsGiven(words[0])
}
