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
	aaron abigail adam adele adrian adriana agnes agnieszka ahmed aiden ainhoa aisha aitor alan alba albert
	alberto alejandra alejandro alex alexander alexandra alexandre alexis alfie alfred ali alice alicia alina
	alison amaia amanda amelia amelie amit amparo amy ana anais andrea andreas andres andrew andrzej andy angela
	angelika anil anita anja anke ann anna anne annette annika anthony antje antoine antonia antonio aoife
	araceli archie arthur astrid asuncion attila audrey aurelie aurora axel barbara bastian beate beatrice
	beatriz becky begona belen ben benedikt benjamin bernd bernhard bethany bettina betty bill billy birgit bjorn
	blanca bob bobby boris brandon brian brigitte brittany bronwen bruce bruno caitlin caleb callum camila
	camille camilo candela carla carlos carmen carol carolina caroline carolyn carys catalina catherine cathy
	cecile celine charlotte chiara chloe chris christian christiane christina christine christoph christophe
	christopher ciara cindy clara claudia clement clive colin concepcion consuelo corinna cornelia cristina csaba
	cynthia dagmar daisy daniel daniela danielle danny darren dave david debbie deborah declan deepa deirdre
	denis denise derek diana diane diego dieter dirk dolores dominik dominique donald doris dorothea dorothy
	eddie edith eduardo edward elena eleonore elisa elisabeth elizabeth elke ella ellen ellie elsa elvira emilia
	emilie emilio emily emma emmanuel encarnacion enrique eoin eric erik erika ernesto ernst erzsebet esperanza
	esther ethan eugenia eva evie ewan fabian fabienne fatima felix ferenc fergus fermin fernanda fernando ffion
	fiona florence florian francesca francisca francisco franck francois francoise frank franziska freddie
	frederic freya friederike fritz gabor gabriel gabriela gabriele gareth gary gemma geoff georg gerd gergely
	gerhard gertrud gisela giulia giuseppe gonzalo grace graciela greg gregor guadalupe guido guillaume guillermo
	gunter gustavo gyorgy hailey hana hanna hannah hannes hans harald harry hector heidi heike heinrich heinz
	helen helena helene helga helmut henrik henry herbert hermann holger holly horst hugo humberto huw ian ida
	ignacio iker ildiko ilona imre ines inga inge ingo ingrid inigo inmaculada irene iria irina isabel isabelle
	isla ismael istvan ivan jack jackie jacob jacqueline jaime jake jakob jamal jan jana jane janet janine janos
	jasmine javier jean jeanne jeff jemma jennifer jenny jens jeremy jessica jim jimmy jo joachim joan joanna
	joao joaquin jochen joe joel johan johanna johannes john johnny jonas jonathan jordi jorg jorge jose josef
	josefa josefina joseph josh jozsef juan juana juanita judit judith julia julian juliane julie julien julieta
	jurgen jutta kai kaitlyn karen karin karl karla karsten katalin katarzyna kate katharina katherine kathleen
	kathrin kathy katie katja katrin kayla keisha kelly kenneth kerstin kevin kimberly klaus konrad kristin
	kristina krisztina krzysztof kwame kyle lajos lara larissa lars laszlo latoya laura laurence laurent layla
	lea lena leonie leonor leticia linda lisa lorena lorraine lothar louise lourdes lucas lucia lucie lucy luis
	luisa lukas luke lydia mabel macarena magdalena maggie maike maite malgorzata mandy manfred manuel manuela
	marc marcel marcelo marcin marco marcos marcus margaret margarita maria mariana marianne marie marieke marina
	mario marion marisa marisol marjorie marta martha martina mary mateo mateusz mathilde matias matt matthew
	matthias matthieu maureen mauricio maximilian meera megan melanie mercedes mia michael michaela michal
	michele mick miguel mike milagros mireia mohamed mohammed moira molly monica monika monique montserrat nadia
	nadine nancy natalia natalie natasha nathalie nerea ngozi niall niamh nicholas nick nicky nicola nicolas
	nicole nigel nils nina noelia nora norbert nuria octavio olaf olga oliver olivia olivier ollie orla oscar
	pablo padraig paloma pamela pascal patricia patrick paula paulina pauline pawel pedro penelope peter petra
	philip philipp philippe pierre pilar piotr polly poppy priya purificacion rachel rafael rainer ralf ramon
	raquel raul rebecca regina reka remedios renata renate rene ricardo richard rick rita rob robert roberto
	rocio rodolfo rodrigo roger roland rolf ronald rory rosa rosalia rosario rosie ruben rudiger rudolf ruth
	sabine sabrina sally salvador sam samantha samuel sandor sandra sandrine sanjay santiago sara sarah sean
	sebastian sebastien serge sergio sharon shaun sheila shirley sian sibylle siegfried sigrid silke silvia
	simone sinead siobhan sofia soledad sonia sonja sophia sophie stacey stefan stefanie stephan stephanie
	stephen steve steven stuart sue sunita susan susana susanne suzanne sven svenja sylvia sylvie tamas tammy
	tanja tanya tariq tatjana ted teresa thea theo theresa thierry thorsten tibor tiffany tim timothy tina tobias
	tom tomas tomasz tommy tony torsten tracey tracy trevor trinidad tunde tyrone udo ulrich ulrike ursula ute
	uwe valentina valeria valerie vanessa vera veronica veronika veronique vicky victor victoria viktor viktoria
	vincent virginie volker walter wendy werner wilhelm wolfgang xavier ximena yann yannick yasmin yolanda yves
	yvonne zainab zoe zoltan zsolt zsuzsanna`

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
