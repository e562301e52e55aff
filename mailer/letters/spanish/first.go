package spanish

import (
	"strings"

	"followup/pattern"
	"followup/rules/people"
)

// women and men are first names that in Spanish say whose they are, without accents. Nobody is greeted by that: they
// tell a first name from a last one.
var (
	women = pattern.Words(`
		adela adriana agueda ainhoa aitana alba alejandra alicia almudena amalia amaya amparo ana angela angelica
		angelines antonia araceli ariadna asuncion aurora azucena barbara beatriz begona belen bernarda bianca blanca
		brenda camila candela carla carlota carmen carolina catalina cecilia celia clara claudia concepcion consuelo
		cristina daniela delia diana dolores dulce edurne elena elisa elvira emilia encarnacion erika esmeralda
		esperanza estefania estela ester esther estrella eugenia eulalia eva fabiola fatima fernanda florencia
		francisca gabriela gemma genoveva georgina gisela gladys gloria graciela idoia ines inmaculada irene isabel
		itziar ivonne jimena josefa josefina juana julia juliana julieta karina karla laura leire leonor leticia lidia
		liliana lorena lourdes lucia luciana luisa luz macarena magdalena maite malena manuela marcela margarita
		maria mariana maricarmen maricruz marina marisa marisol marta martina maribel mayra melisa mercedes micaela
		milagros miriam mireia mireya monica montserrat nadia natalia nerea nieves nora norma nuria olga olivia paloma
		paola patricia paula paulina paz petra pilar purificacion ramona raquel rebeca regina renata rocio romina
		rosa rosalia rosana rosaura roxana ruth sabrina salome sandra sara silvana silvia socorro sofia soledad sonia
		susana tamara tania tatiana teresa valentina valeria vanesa veronica victoria vilma virginia viviana ximena
		yesenia yolanda zoraida aina alondra anabel ane arantxa aroa carme concha conchita edith elsa elvia hilda irma
		itxaso izaskun jacinta karen laia lola maialen marianela marilu mariluz marisela maricela maura meritxell milena
		agustina antonela antonella augusta celeste delfina guillermina jorgelina justina ludmila malena mirta yamile
		yadira
		miren montse natividad nekane nelida noelia noemi olatz pepa roser saioa yamila yuliana
		amaia iratxe merce neus uxia iria ainara estibaliz eider enara garazi goizane haizea irati itsaso jaione lorea
		abigail alejandrina altagracia amelia america aracely areli argelia armida benita berenice bertha carola
		casandra clementina clotilde dafne dalia damaris debora dora edelmira elba eleonora eliana elida eloisa elodia
		elva enriqueta erendira ernestina etelvina eufemia evangelina evelia evelyn fabiana faustina felicitas felipa
		felisa flor flora florentina gertrudis gregoria haydee herlinda herminia hortensia iliana imelda iris isaura
		isidora itzel ivana ivette jazmin jessica joaquina jovita juanita judith kenia larisa leocadia leonora libertad
		ligia lilia lilian lizbeth lucila lucina lucrecia lupita magali magaly marcelina marcia marlene martha maruja
		matilde melania melba minerva miroslava nancy nayeli nereida nidia nilda nubia obdulia octavia otilia perla
		petrona priscila reina reyna rita rosalba rosalinda sarai selene serafina telma thelma tomasa ursula vanessa
		violeta vivian xenia xochitl citlali citlalli yanira yareli yasmin yessica zaira zenaida zoila zulema zulma
		mirari naiara nagore naroa oihana uxue yaiza zurine anna berta dolors griselda imma judit jordina mariona
		queralt remei antia catuxa maruxa sabela xiana paqui paquita pili loli charo mamen maica merche conchi
		pepi mayte puri lupe guadalupe`)
	men = pattern.Words(`
		adolfo adrian agustin aitor alberto alejandro alfonso alfredo alvaro amadeo andres angel antonio armando arnau
		arturo augusto aurelio baltasar bartolome benito bernardo braulio bruno camilo carlos cayetano cesar cristian
		cristobal damian daniel dario david diego domingo edgardo eduardo efrain eloy emiliano emilio enrique ernesto
		esteban eugenio eusebio evaristo fabian facundo federico felipe felix fermin fernando fidel francisco genaro
		gerardo german gilberto gonzalo guillermo gustavo hector hernan hilario horacio hugo humberto ignacio inigo
		isidro ismael ivan jacinto jacobo jaime javier jeronimo jesus joaquin jorge jose juan julian julio leandro
		leonardo leopoldo lorenzo lucas luciano luis manuel marcelo marcos mariano mario martin mateo matias mauricio
		maximo miguel moises nestor nicolas norberto octavio oscar pablo patricio pedro rafael ramiro ramon raul
		ricardo roberto rodolfo rodrigo rogelio roman ruben salvador samuel santiago sebastian sergio silvio simon
		teodoro tomas ulises valentin vicente victor wilfredo xavier abel ander asier beto bernat edwin elias ezequiel
		ferran gaston gorka abelardo adalberto amilcar anibal anselmo ariel arnoldo arnulfo aureliano benjamin
		casimiro celestino celso cirilo ciro conrado cuauhtemoc dagoberto dante demetrio dionisio efren eladio
		eleuterio eliseo emanuel erasmo everardo fabricio faustino fausto florencio froilan fulgencio gregorio
		hipolito homero ildefonso isaias isidoro israel joel josue justino laureano lautaro leobardo lisandro lucio
		macario marcelino mauro maximiliano maximino misael modesto narciso nelson nemesio nicanor olegario orlando
		osvaldo oswaldo paulino placido porfirio raimundo raymundo reinaldo reynaldo remigio rigoberto rolando rosendo
		rufino ruperto sabino saturnino saul serafin servando severiano tadeo timoteo tobias toribio tulio ubaldo
		uriel venancio victorino virgilio wenceslao wilmer zacarias heriberto hernando inaki isaac jairo jordi josep
		koldo leonel mikel nacho omar oriol paco pepe unai wilson xabier xavi xoan brais pau iker arkaitz eneko ekaitz
		endika gaizka garikoitz harkaitz hodei imanol ibai ibon jokin jon julen kepa lander markel oier patxi peio
		txomin urko urtzi xabi zigor aleix biel blai eloi enric francesc gerard guillem jaume jofre lluc lluis marc
		miquel narcis pere pol quim ricard sergi anxo breixo iago roi xurxo xose xaquin uxio kike
		quique chema juanjo tono paquito pepito curro hernando`)
)

// alsoLast are first names that are common last names: "Sra. Martín Gil".
var alsoLast = pattern.Words(`
	benito bruno cuauhtemoc domingo esteban gerard guillem jaume lander lorenzo marc martin miquel nieves paz pol
	ricard roi roman simon valentin vicente`)

// sexOf returns whose a name most likely is by its first name: "Estimada", "Estimado", or "".
func sexOf(words []string) string {
	if len(words) < 2 {
		return "" // "Martín" may be a last name
	}
	switch first := givenName(words[0]); {
	case women.Has(first):
		return "Estimada"
	case men.Has(first):
		return "Estimado"
	}
	return ""
}

// givenName returns a first name in small letters and without accents, and "maria" for its abbreviations.
func givenName(word string) string {
	if abbreviated.Has(strings.ToLower(word)) {
		return "maria"
	}
	return people.Folded(word)
}

var abbreviated = pattern.Words("mª m.ª mª. ma.")

// isGiven reports whether a word is a common first name.
func isGiven(word string) bool {
	first := givenName(word)
	return people.IsGiven(word) || women.Has(first) || men.Has(first)
}

// mayBeLast reports whether a word may be a last name, by its ending or because it is one of the most common.
func mayBeLast(word string) bool {
	name := people.Folded(word)
	return ofPatron.MatchString(name) || surnames.Has(name) || alsoLast.Has(name)
}

var (
	ofPatron = pattern.Lazy(`(?:[aeio]z|[aei]rre|[aeo]ga|eta|ain|ena|ares|ales|ero|ano)$`)
	surnames = pattern.Words(`
		garcia moreno alonso navarro torres ramos gil serrano blanco molina castro ortega rubio marin nunez iglesias
		medina garrido santos castillo cortes lozano guerrero cano prieto mendez calvo cruz gallego vidal leon herrera
		flores cabrera campos vega fuentes carrasco diez reyes nieto aguilar pascual santana hidalgo montero ibanez
		lara duran arias mora vargas rojas silva soto contreras sepulveda espinoza espinosa morales rivera mejia rios
		salgado luna paz vela roca paredes ochoa acosta ponce cardenas avila miranda villegas salas leal roldan pardo
		solis trevino cantu garza villa arroyo robles delgado bravo gallardo vera soler ferrer pons puig serra costa
		otero rey pena souto lago seoane duarte pinto correa rocha barros bianchi rossi cuauhtemoc moctezuma
		bosch vila roig ribas riera sala font mas prat camps grau vives marti sola valls casas vallejo benitez peral`)
)
