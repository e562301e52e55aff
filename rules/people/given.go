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
	aaron abigail adam adele adrian adriana agnes agnieszka ahmed ainhoa aisha aitor alan alba albert alberto
	alejandra alejandro alex alexander alexandra alexandre alexis alfred ali alice alicia alina alison amaia
	amanda amelia amelie amparo amy ana anais andrea andreas andres andrew andrzej angela angelika anita anja
	anke ann anna anne annette annika anthony antje antoine antonia antonio araceli arthur astrid asuncion
	attila audrey aurelie aurora axel barbara bastian beate beatrice beatriz begona belen ben benedikt
	benjamin bernd bernhard bettina bill birgit bjorn blanca bob boris brigitte bruce bruno camila camille
	camilo candela carla carlos carmen carol carolina caroline catalina catherine cecile celine charlotte
	chiara chloe chris christian christiane christina christine christoph christophe christopher clara claudia
	clement concepcion consuelo corinna cornelia cristina csaba cynthia dagmar daniel daniela danielle david
	deborah denis denise diana diego dieter dirk dolores dominik dominique donald dorothea eduardo edward
	elena eleonore elisa elisabeth elizabeth elke ellen elsa elvira emilia emilie emilio emily emma emmanuel
	encarnacion enrique eric erik erika ernesto ernst erzsebet esperanza esther eugenia eva fabian fabienne
	fatima felix ferenc fermin fernanda fernando florence florian francesca francisca francisco franck
	francois francoise frank franziska frederic friederike fritz gabor gabriel gabriela gabriele gareth georg
	gerd gergely gerhard gertrud gisela giulia giuseppe gonzalo grace graciela greg gregor guadalupe guido
	guillaume guillermo gunter gustavo gyorgy hana hanna hannah hannes hans harald harry hector heidi heike
	heinrich heinz helen helena helene helga helmut henrik henry herbert hermann holger horst hugo humberto
	ian ida ignacio iker ildiko ilona imre ines inga inge ingo ingrid inigo inmaculada irene iria irina isabel
	isabelle ismael istvan ivan jack jacob jacqueline jaime jakob jan jana jane janet janine janos javier jean
	jeanne jeff jennifer jenny jens jeremy jessica jim jo joachim joan joanna joao joaquin jochen joe joel
	johan johanna johannes john jonas jonathan jordi jorg jorge jose josef josefa josefina joseph jozsef juan
	juana juanita judit judith julia julian juliane julie julien julieta jurgen jutta kai karen karin karl
	karla karsten katalin katarzyna kate katharina katherine kathleen kathrin katja katrin kelly kenneth
	kerstin kevin klaus konrad kristin kristina krisztina krzysztof lajos lara larissa lars laszlo laura
	laurence laurent lea lena leonie leonor leticia linda lisa lorena lothar louise lourdes lucas lucia lucie
	lucy luis luisa lukas lydia macarena magdalena maike maite malgorzata manfred manuel manuela marc marcel
	marcelo marcin marco marcos marcus margaret margarita maria mariana marianne marie marieke marina mario
	marion marisa marisol marjorie marta martha martina mary mateo mateusz mathilde matias matthew matthias
	matthieu mauricio maximilian megan melanie mercedes mia michael michaela michal michele miguel mike
	milagros mireia mohamed mohammed monica monika monique montserrat nadia nadine natalia natalie nathalie
	nerea nicholas nick nicola nicolas nicole nils nina noelia nora norbert nuria octavio olaf olga oliver
	olivia olivier oscar pablo paloma pamela pascal patricia patrick paula paulina pauline pawel pedro
	penelope petra philip philipp philippe pierre pilar piotr purificacion rachel rafael rainer ralf ramon
	raquel raul rebecca regina reka remedios renata renate rene ricardo richard rita robert roberto rocio
	rodolfo rodrigo roger roland rolf ronald rosa rosalia rosario ruben rudiger rudolf ruth sabine sabrina
	sally salvador sam samantha samuel sandor sandra sandrine santiago sara sarah sebastian sebastien serge
	sergio sibylle siegfried sigrid silke silvia simone sofia soledad sonia sonja sophia sophie stefan
	stefanie stephan stephanie stephen steve steven stuart susan susana susanne suzanne sven svenja sylvia
	sylvie tamas tanja tatjana teresa thea theo theresa thierry thorsten tibor tim timothy tina tobias tom
	tomas tomasz torsten trinidad udo ulrich ulrike ursula ute uwe valentina valeria valerie vanessa vera
	veronica veronika veronique victor victoria viktor viktoria vincent virginie volker walter werner wilhelm
	wolfgang xavier ximena yann yannick yasmin yolanda yves yvonne zoe zoltan zsolt zsuzsanna`

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
