package spanish

import (
	"strings"

	"followup/pattern"
)

var (
	// span matches a span of time and what it was spent with.
	span = pattern.Lazy(`(?i)^((?:más de |casi |unos |cerca de )?[\pL\d]+(?: y \pL+)? ` +
		`(?:años|meses|temporadas|veranos|inviernos)) (.+)$`)

	practice = pattern.Words("experiencia oficio práctica profesión carrera trayectoria docencia prácticas ruta " +
		"carretera servicio campo obra mar aula cocina sala")
	mastery = pattern.Words("manejo domino dominio")

	// inWork matches where or as what one worked, and doing matches what one did.
	inWork = pattern.Lazy(`(?i)^(?:en (?:el|la|los|las|un|una|\pL{3,})|como |con |para |detrás de |al frente de |de ` +
		`(?:` + trades + `|limpieza)(?: |$)|` + beforePupils + `)`)
	doing = pattern.Lazy(`(?i)^\pL+(?:ando|endo)(?: |$)`)
)

// beforePupils matches how a teacher says where: "doce años frente a grupo".
const beforePupils = `(?:frente a|ante) (?:un |los )?(?:grupos?|aula|alumn[oa]s|público)(?: |$)`

// trades are words for what somebody is by trade.
const trades = `\pL+(?:ero|era|dor|dora|tor|tora|sor|sora|ista)|dependient[ea]|ayudante|asistente|mecánic[oa]|` +
	`técnic[oa]|maestr[oa]|abogad[oa]|médic[oa]|albañil|administrativ[oa]|chef|auxiliar|guía|gerente|encargad[oa]|` +
	`jef[ea]|docente|psicólog[oa]|veterinari[oa]|arquitect[oa]`

// asDone returns the sentence that a span of time makes: "He trabajado diez años de camarera." for "diez años de
// camarera". It returns "" for any other text.
func asDone(text string) string {
	m := span.FindStringSubmatch(strings.TrimRight(text, ".!? "))
	first, _, _ := strings.Cut(text, " ")
	if m == nil {
		return asOther(text)
	}
	switch {
	case !isNumber(strings.ToLower(first)) && !approximately.Has(strings.ToLower(first)):
		return ""
	case notWork.MatchString(m[2]):
		return ""
	case m[2] == "en esto":
		return "Llevo " + withSmall(m[0]) + "."
	}
	if since := asSince(m[1], m[2]); since != "" {
		return "Tengo " + since + "."
	}
	experience := asExperience(m[1], m[2])
	if ofShifts.MatchString(m[2]) {
		return "He hecho " + withSmall(m[0]) + "."
	}
	switch _, and, hasMore := strings.Cut(m[2], " y "); {
	case hasMore && hasMoreThings.MatchString(and): // which do not follow "he trabajado"
		if experience == "" {
			return ""
		}
		return "Tengo " + experience + "."
	case atHome.MatchString(m[2]):
		return "He pasado " + withSmall(m[0]) + "."
	case experience != "" && !inPlace.MatchString(m[2]):
		return "Tengo " + experience + "."
	case doing.MatchString(m[2]), strings.HasPrefix(m[2], "entre fogones"):
		return "He pasado " + withSmall(m[0]) + "."
	case inWork.MatchString(m[2]):
		return "He trabajado " + withSmall(m[0]) + "."
	}
	return ""
}

// atHome matches care of one's own family, which one does not call experience: "cuidando a mi abuela en casa".
var atHome = pattern.Lazy(`^(?:cuidando|atendiendo|criando|acompañando) (?:a |de )(?:mis? )`)

// asSince returns a span of years as it follows "tengo", if the last of them were others: "doce años de experiencia
// como cocinero, los últimos cuatro como jefe de partida". Otherwise it returns "".
func asSince(years, work string) string {
	m := theLast.FindStringSubmatch(work)
	if m == nil || !isNumber(m[3]) {
		return ""
	}
	experience := asExperience(years, m[1])
	if experience == "" {
		return ""
	}
	return experience + m[2]
}

// theLast matches the last of some years behind what was done in all of them.
var theLast = pattern.Lazy(`^([^,]+)(, (?:los|las) últim[oa]s ([\pL\d]+) (?:años )?(?:como|de|en) [^,]+)$`)

// asExperience returns a span of years, and where or as what one worked, as it follows "tengo": "diez años de
// experiencia como camarera" for "diez años de camarera". It returns "" if it cannot.
func asExperience(years, work string) string {
	years = withSmall(years)
	switch {
	case !strings.HasSuffix(years, "años") && !strings.HasSuffix(years, "meses"):
		return ""
	case ofField.MatchString(work):
		return years + " de experiencia en" + strings.TrimPrefix(work, "de")
	case inWork.MatchString(work) && strings.HasPrefix(work, "de "):
		return years + " de experiencia como" + strings.TrimPrefix(work, "de")
	case ofExperience.MatchString(work) && inWork.MatchString(work), doing.MatchString(work):
		return years + " de experiencia " + work
	}
	return ""
}

var (
	// ofShifts matches what one has done, and ofField a field in which one has worked.
	ofShifts = pattern.Lazy(`^de (?:guardias?|turnos|sustituciones|voluntariado)(?: |$)`)
	ofField  = pattern.Lazy(`^de (?:limpieza|hostelería|enfermería|carpintería|repostería|panadería|ingeniería|` +
		`control de calidad|atención al (?:cliente|público)|recursos humanos|mantenimiento|almacén|laboratorio|` +
		`ventas|contabilidad|logística|comercio|marketing|recepción|soldadura|construcción|investigación|` +
		`programación|administración|cirugía|urgencias|pediatría|geriatría)(?: |$)`)

	ofExperience = pattern.Lazy(`^(?:(?:en|como|con) |` + beforePupils + `)`)

	// inPlace matches a place by its name: one has worked in Lugo, and hardly has experience in it.
	inPlace = pattern.Lazy(`^en \p{Lu}`)

	// hasMoreThings matches what one has beside a span of years: "y un diplomado en mediación".
	hasMoreThings = pattern.Lazy(`^(?:(?:un|una|dos|tres) \pL+|(?:el |la )?(?:carn[eé]t?|título|cap|permiso|licencia|` +
		`cursos?|formación|conocimientos|experiencia|nociones|` +
		`habilitación|máster|certificado|diplomado))(?: |$)`)
)

var approximately = pattern.Words("más casi unos cerca muchos muchas varios varias bastantes")

// Did returns the sentence that a fit makes. One that is two things, such as "el carné B y coche propio", is a sentence
// as well: ", y me gustaría …" would be a third. Any other fit that follows "tengo" is "".
func (Language) Did(fit string) string {
	if did := asDone(fit); did != "" || !hasAnd.MatchString(fit) || andYears.MatchString(fit) || !isAbility(fit) {
		return did
	}
	return "Tengo " + fit + "."
}

// hasAnd matches a text that has two of something.
var hasAnd = pattern.Lazy(` [ye] `)
