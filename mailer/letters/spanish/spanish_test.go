package spanish

import (
	"strings"
	"testing"
	"time"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/facttest"
	"followup/rules"
)

var lang Language

func TestReadFact(t *testing.T) { facttest.Read(t, lang) }

func TestTheSentenceThatIsShownIsRead(t *testing.T) {
	facttest.Shown(t, lang, "la directora se jubila", "Storytelling")
}

func TestSalutation(t *testing.T) {
	facttest.Each(t, func(name string) string { return lang.Salutation(name, "formal") }, map[string]string{
		"Sra. Vega Ríos":           "Estimada Sra. Vega Ríos",
		"Sra. Carmen Ortega Lillo": "Estimada Sra. Ortega",
		"Sra. Begoña Arrieta":      "Estimada Sra. Arrieta",
		"Sra. Ana Belén Ruiz":      "Estimada Sra. Ruiz",
		"Sra. Dra. Ana Vega":       "Estimada Dra. Vega",
		"D. Luis Herranz":          "Estimado don Luis",
		"Doña Rosa Tejero":         "Estimada doña Rosa",
		"Dra. Ana Vega":            "Estimada Dra. Vega",
		"Dr. Ignacio Larraín":      "Estimado Dr. Larraín",
		"Sr. Dr. Borja Sanz":       "Estimado Dr. Sanz",
		"Sra. Encarna López":       "Estimada Sra. López",
		"Sra. Fuensanta Peláez":    "Estimada Sra. Peláez",
		"Dra. Chelo Ruiz Gil":      "Estimada Dra. Ruiz",
		"Sra. Àngels Puig":         "Estimada Sra. Puig",
		"Prof. Vicent Ferrando":    "Buenos días, Prof. Ferrando",
		"Sra. Bosch Vila":          "Estimada Sra. Bosch Vila",
		"Sr. García":               "Estimado Sr. García",
		"Sr. Carlos García":        "Estimado Sr. García",
		"Dr. Jana Müller":          "Buenos días, Dr. Müller",
		"Mtra. Teresa Solís":       "Estimada Mtra. Solís",
		"Mtro. Solís":              "Estimado Mtro. Solís",
		"Profa. Elena Duarte":      "Estimada profesora Duarte",
		"Ing. Laura Paz":           "Buenos días, Ing. Paz",
		"Ing. Kim Salgado":         "Buenos días, Ing. Salgado",
		"Lic. Eréndira Cuauhtémoc": "Buenos días, Lic. Cuauhtémoc",
		"Lic. Yunuén Ixtlil Soto":  "Buenos días, Lic. Ixtlil",
		"Lic. Salgado Ruiz":        "Buenos días, Lic. Salgado Ruiz",
		"Lic. Rodríguez":           "Buenos días, Lic. Rodríguez",
		"C.P. Jorge Luna":          "Buenos días, C.P. Luna",
		"Hna. Pilar Roca":          "Estimada hermana Pilar",
		"Sor Inés":                 "Estimada sor Inés",
		"Padre Ignacio Soto":       "Estimado padre Ignacio",
		"Departamento de Personal": "Estimado equipo",
		"Sra. Liliana Mejía":       "Estimada Sra. Mejía",
		"Dra. Paola Jaramillo":     "Estimada Dra. Jaramillo",
		"Dr. Felipe Contreras":     "Estimado Dr. Contreras",
		"Sra. Santiago Ruiz":       "Estimada Sra. Santiago Ruiz",
		"Ing. Andrés Molina":       "Buenos días, Ing. Molina",
		"Sra. Martín Gil":          "Estimada Sra. Martín Gil",
		"Dr. Juan Martín Pérez":    "Estimado Dr. Juan Martín Pérez",
		"Marta Ruiz de la Torre":   "Buenos días, Marta Ruiz de la Torre",
		"Chef Iñaki Etxebarria":    "Buenos días, chef Etxebarria",
		"Chef Marta Ruiz Gil":      "Buenos días, chef Ruiz",
		"Chef Yeison Tamayo":       "Buenos días, chef Tamayo",
		"Rector Pinzón":            "Estimado rector Pinzón",
		"Directora Ana Ruiz":       "Estimada directora Ruiz",
		"Prof. Dr. Ana Rubio":      "Buenos días, Prof. Rubio",
		"Prof. Dra. Rubio":         "Estimada profesora Rubio",
		"Prof. Rubio":              "Buenos días, Prof. Rubio",
		"Sr. D. Jordi Mas i Pla":   "Estimado Sr. Mas",
		"Sra. Marta Ruiz y Gómez":  "Estimada Sra. Ruiz",
		"Excmo. Sr. D. Luis Mora":  "Estimado Sr. Mora",
		"don Hernán Castaño":       "Estimado don Hernán",
		"Hna. María Inés Duarte":   "Estimada hermana María Inés",
		"Marta Soler":              "Buenos días, Marta Soler",
		"Sra. Marta Pol":           "Estimada Sra. Pol",
		"Andrea Rossi":             "Buenos días, Andrea Rossi",
		"Marta":                    "Buenos días, Marta",
		"Martín":                   "Buenos días, Martín",
		"Lic. Treviño":             "Buenos días, Lic. Treviño",
		"Kim Berger":               "Buenos días, Kim Berger",

		"Sra. Marta del Olmo":                "Estimada Sra. del Olmo",
		"Dra. Ana de Dios":                   "Estimada Dra. de Dios",
		"Sr. Pablo de la Torre":              "Estimado Sr. de la Torre",
		"Sra. Elena de la Fuente Ruiz":       "Estimada Sra. de la Fuente Ruiz",
		"Sr. Ramón San Juan":                 "Estimado Sr. San Juan",
		"Sra. del Olmo":                      "Estimada Sra. del Olmo",
		"Sra. María del Olmo":                "Estimada Sra. del Olmo",
		"Sra. María del Carmen Ruiz":         "Estimada Sra. Ruiz",
		"Sra. María de los Ángeles":          "Estimada Sra. María de los Ángeles",
		"Sra. María José":                    "Estimada Sra. María José",
		"Sr. Juan Carlos":                    "Estimado Sr. Juan Carlos",
		"Sra. Luz Adriana Gómez":             "Estimada Sra. Gómez",
		"Sra. Luz Dary Gómez":                "Estimada Sra. Gómez",
		"Ing. Diana Marcela Ospina":          "Buenos días, Ing. Ospina",
		"Lic. Agustina Bianchi":              "Buenos días, Lic. Bianchi",
		"D. Miguel Ángel Soto":               "Estimado don Miguel Ángel",
		"D. Juan Carlos Vega":                "Estimado don Juan Carlos",
		"D. José Luis de la Vega":            "Estimado don José Luis",
		"D. Luis Martín":                     "Estimado don Luis",
		"Dña. Mª José Buendía":               "Estimada doña Mª José",
		"D. José Mª Soto":                    "Estimado don José Mª",
		"Lic. Ma. Elena Torres":              "Buenos días, Lic. Torres",
		"Dña. María José Buendía":            "Estimada doña María José",
		"Dña. Ana Belén Ruiz":                "Estimada doña Ana Belén",
		"Doña María del Carmen Ruiz":         "Estimada doña María del Carmen",
		"Dña. María de los Ángeles Cano Gil": "Estimada doña María de los Ángeles",
		"Dña. Marta del Olmo":                "Estimada doña Marta",
		"":                                   "Estimado equipo",
		"HR":                                 "Estimado equipo",
	})
	// "Hola, Ana" goes with "tú", and the letters say "usted".
	facttest.Each(t, func(name string) string { return lang.Salutation(name, "first") }, map[string]string{
		"Miguel Ángel Soto": "Buenos días, Miguel Ángel Soto", "Paco": "Buenos días, Paco",
		"Dra. Ana Vega": "Estimada Dra. Vega", "Sra. Vega": "Estimada Sra. Vega", "": "Estimado equipo",
	})
}

// TestSalutationAtAnHour: what goes on the same day does not say good morning in the afternoon.
func TestSalutationAtAnHour(t *testing.T) {
	for hour, want := range map[int]string{9: "Buenos días, Kim", 12: "Buenos días, Kim", 13: "Buenas tardes, Kim",
		20: "Buenas tardes, Kim", 21: "Buenos días, Kim"} {
		if got := lang.AtHour("Buenos días, Kim", hour); got != want {
			t.Errorf("at %d: got %q, want %q", hour, got, want)
		}
		if got := lang.AtHour("Estimada Sra. Vega", hour); got != "Estimada Sra. Vega" {
			t.Errorf("at %d: got %q", hour, got)
		}
	}
}

func TestRolesAndCompanies(t *testing.T) {
	facttest.Each(t, lang.TheRole, map[string]string{
		"Enfermera (m/f)":       "el puesto de enfermera",
		"Data Engineer":         "el puesto de Data Engineer",
		"Consultor SAP":         "el puesto de consultor SAP",
		"QA lead":               "el puesto de QA lead",
		"Beca de investigación": "la beca de investigación",
		"puesto de conserje":    "el puesto de conserje",
	})
	facttest.Each(t, lang.Company, map[string]string{
		"Helix Bio, S.L.": "Helix Bio", "Acme S.A.": "Acme", "Visa": "Visa", "Casa SL": "Casa",
		"Hospital del Valle": "el Hospital del Valle", "Residencia Los Olivos, S.L.": "la Residencia Los Olivos",
		"El Hotel Sur": "el Hotel Sur", "Hotel": "Hotel", "El Corte Inglés": "El Corte Inglés",
		"Talleres Hermanos Pardo": "Talleres Hermanos Pardo", "Grupo Planeta": "Grupo Planeta",
	})
}

func TestDays(t *testing.T) {
	on := func(y int, m time.Month, d int) rules.Date { return rules.Date{Year: y, Month: m, Day: d} }
	today := on(2026, 12, 9)
	for got, want := range map[string]string{
		lang.OnWeekday(time.Tuesday): "el martes", lang.OnDate(on(2026, 3, 1), false): "el 1 de marzo",
		lang.Date(on(2027, 1, 4), true):                                    "lunes 4 de enero de 2027",
		lang.Month(on(2026, 3, 31), false):                                 "marzo",
		lang.Month(on(2026, 3, 31), true):                                  "marzo de 2026",
		lang.Dates([]rules.Date{on(2026, 12, 1), on(2026, 12, 8)}, today):  "1 y el 8 de diciembre",
		lang.Dates([]rules.Date{on(2026, 11, 28), on(2026, 12, 8)}, today): "28 de noviembre y el 8 de diciembre",
		lang.Attribution(on(2026, 12, 8)):                                  "El martes 8 de diciembre de 2026 escribí:",
		lang.Reply("Su oferta"):                                            "Re: Su oferta",
		lang.Reply("RV: Su oferta"):                                        "RV: Su oferta",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTimeBy: words for a time follow "para" and "hasta", as a day does.
func TestTimeBy(t *testing.T) {
	at := func(m time.Month, d int) func(string) string {
		return func(words string) string { return lang.TimeBy(words, rules.Date{Year: 2027, Month: m, Day: d}) }
	}
	facttest.Each(t, at(time.January, 15), map[string]string{
		"decidimos a mediados de enero": "mediados de enero", "a mediados de marzo": "",
		"no antes de mediados de enero": "",
		"después de Reyes":              "después de Reyes", "pronto": "",
		"pasadas las fiestas": "después de las fiestas",
	})
	facttest.Each(t, at(time.January, 31), map[string]string{
		"antes de fin de mes": "finales de enero", "para finales de enero": "finales de enero",
		"a principios o finales de enero": "finales de enero", "después de finales de enero": "",
		"a mediados de enero o a finales de enero": "",
	})
	facttest.Each(t, at(time.December, 24), map[string]string{
		"antes de Navidad": "Navidad", "antes de las fiestas": "Navidad", "no antes de Navidad": "",
	})
	for day, want := range map[int]string{4: "el viernes 4 de diciembre", 13: "el 13 de diciembre"} {
		if got := lang.DayBy(rules.Date{Year: 2026, Month: time.December, Day: day}, false); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPointsBack(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Eso lo hice yo también.": true, "Mi trabajo anterior era igual.": false,
		"He dirigido dos plantas.": false, "Hice otra parecida.": true,
		"He cerrado en cuatro.": true, "Yo tardé tres.": true, "He dirigido dos.": true, "Lo hice en Lugo.": true,
		"Migré en dos meses.": true, "Dirigí la de Sevilla.": true, "Llevé los del norte.": true,
		"Tengo el título desde 2010.": false, "Soy auditor ISO 9001.": false, "Trabajé en Lugo.": false,
		"Reduje las mermas un 20 %.": false, "Hice dos migraciones a SAP.": false, "Sé de todo.": false,
		"Cerré el mes en cuatro días.": false, "Hablo las dos lenguas.": false, "Llevo diez años aquí.": false,
		"Bajé las averías de 40 a 12.": false, "Bajé a 12.": true,
		"Les enseñé a leer.": true, "Hice lo que hizo falta.": false,
	} {
		if got := lang.PointsBack(sentence); got != want {
			t.Errorf("%q: got %v", sentence, got)
		}
	}
}

// TestFactsThatTheSenderDid: a sentence of the sender's own is joined to what it is good for, if it tells of work or of
// what one knows.
func TestFactsThatTheSenderDid(t *testing.T) {
	for sentence, want := range map[string]bool{
		"He soldado aluminio naval.": true, "Armé la app de reservas.": true, "Ya pasé dos salas a LED.": true,
		"Llevo diez años de encargada.": true,
		"Me encargué de las compras.":   true, "Estuve a cargo de la bodega.": true, "Conduje autobuses.": true,
		"Hablo alemán.": true, "Hablo alemán y turco.": false,
		"Tengo el carné de conducir.": true, "Me gradué en 2019.": false,
		"Gané un premio en Bogotá.": false, "Me crié en una granja.": false,
		"Hice un curso de riego.": true, "Coordiné la bodega.": true,
		"He hecho tres vendimias en Casablanca.": true,
		"Soy de Lugo.":                           false, "Soy certificadora desde 2015.": true,
		"En mi trabajo actual migré el módulo de cobros.": true, "Soy muy bueno con la gente.": true,
		"Vengo de familia de panaderos.": true, "Vengo de lejos.": false, "En mi trabajo actual soy feliz.": false,
		"Soy TCAE desde 2015.": true, "Estoy titulada en Magisterio.": true, "Estoy en paro.": false,
		"Me gusta mucho tratar con los mayores.": true, "Me gusta.": false,
		"Soy muy puntual.": false, "Estudié Derecho en Lugo.": true,
		"Hice una parecida. Fue fácil.": false,
	} {
		if got := lang.Joinable(sentence); (got != "") != want {
			t.Errorf("%q: got %q", sentence, got)
		}
	}
	for fit, want := range map[string]string{
		"20 años en el sector":                      "Tengo 20 años de experiencia en el sector.",
		"diez años de camarera":                     "Tengo diez años de experiencia como camarera.",
		"quince años manejando tráiler":             "Tengo quince años de experiencia manejando tráiler.",
		"más de diez años como educador social":     "Tengo más de diez años de experiencia como educador social.",
		"diez años de experiencia en ventas":        "",
		"carnet C+E":                                "",
		"inglés B2 y algo de francés":               "Hablo inglés (B2) y algo de francés.",
		"dos temporadas en la nieve":                "He trabajado dos temporadas en la nieve.",
		"cuatro años en Lisboa":                     "He trabajado cuatro años en Lisboa.",
		"tres años de limpieza":                     "Tengo tres años de experiencia en limpieza.",
		"tres años de control de calidad":           "Tengo tres años de experiencia en control de calidad.",
		"dos años de guardias en Lisboa":            "He hecho dos años de guardias en Lisboa.",
		"tres veranos en una heladería":             "He trabajado tres veranos en una heladería.",
		"veinte años entre fogones":                 "He pasado veinte años entre fogones.",
		"trabajando en lo mismo desde 2012":         "Llevo trabajando en lo mismo desde 2012.",
		"buena con la gente":                        "Soy buena con la gente.",
		"carretillero":                              "Soy carretillero.",
		"cocina":                                    "",
		"sincero":                                   "",
		"seis años en ventas y un diplomado":        "Tengo seis años de experiencia en ventas y un diplomado.",
		"dos temporadas en la nieve y un diplomado": "",
		"tres vendimias en Casablanca":              "He hecho tres vendimias en Casablanca.",
		"muchos años en esto":                       "Llevo muchos años en esto.",
		"veinte años detrás de una barra":           "He trabajado veinte años detrás de una barra.",
		"francés C1, inglés B2":                     "Tengo un nivel C1 de francés y B2 de inglés.",
		"inglés C1":                                 "Tengo un nivel C1 de inglés.",
		"auditor interno ISO 9001":                  "Soy auditor interno ISO 9001.",
		"auxiliar de enfermería desde 2010":         "Soy auxiliar de enfermería desde 2010.",
		"camarera durante diez años":                "",
		"carrera de derecho":                        "",
		"tres idiomas":                              "Hablo tres idiomas.",
		"diez años en casa":                         "",
		"cinco restaurantes abiertos desde cero":    "He abierto cinco restaurantes desde cero.",
		"Python y Go desde 2018":                    "Trabajo con Python y Go desde 2018.",
		"Word y Excel":                              "Manejo Word y Excel.",
		"Excel":                                     "",
		"Excel avanzado":                            "Tengo un nivel avanzado de Excel.",
		"SAP nivel usuario":                         "Manejo SAP a nivel de usuario.",
		"ITIL y AWS":                                "Manejo ITIL y AWS.",
		"Madrid y Lugo":                             "",
		"B2 de inglés":                              "Tengo un nivel B2 de inglés.",
		"C1 de inglés y B1 de alemán":               "Tengo un nivel C1 de inglés y B1 de alemán.",
		"acostumbrada a trabajar sola":              "Estoy acostumbrada a trabajar sola.",
		"titulada en Magisterio":                    "Estoy titulada en Magisterio.",
		"licenciado en Derecho":                     "Soy licenciado en Derecho.",
		"TCAE desde 2015":                           "Soy TCAE desde 2015.",
		"PRL nivel básico":                          "Tengo formación en PRL de nivel básico.",
		"licencia C2 y ocho años en carretera":      "Tengo la licencia C2 y ocho años de experiencia en carretera.",
		"el carné de carretillero y tres años en un almacén de frío": "Tengo el carné de carretillero y tres años de " +
			"experiencia en un almacén de frío.",
		"el carné y dos años en paro": "",
		"un posgrado en estadística y dos años en cobranzas": "Tengo un posgrado en estadística y dos años de " +
			"experiencia en cobranzas.",
		"doce años frente a grupo":                        "Tengo doce años de experiencia frente a grupo.",
		"un posgrado en riego":                            "",
		"diez años de docente":                            "Tengo diez años de experiencia como docente.",
		"Licenciada en Enfermería, con cinco años en UCI": "Soy licenciada en Enfermería, con cinco años en UCI.",
		"doce años de cocinero, los últimos cuatro como jefe": "Tengo doce años de experiencia como cocinero, los " +
			"últimos cuatro como jefe.",
		"moto propia y licencia A2":                         "Tengo moto propia y licencia A2.",
		"bachillerato terminado y muchas ganas de aprender": "Tengo bachillerato terminado y muchas ganas de aprender.",
		"el carné B y coche propio":                         "Tengo el carné B y coche propio.",
		"un máster en riego y el carné C":                   "Tengo un máster en riego y el carné C.",
	} {
		if got := lang.Did(fit); got != want {
			t.Errorf("%q: got %q, want %q", fit, got, want)
		}
	}
}

// TestTold: what they said about their side follows "me contó que"; what is said of the talk stands alone.
func TestTold(t *testing.T) {
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, false) }, map[string]string{
		"Quieren volver a la masa madre.":              "quieren volver a la masa madre",
		"El próximo barco es un remolcador híbrido.":   "el próximo barco es un remolcador híbrido",
		"Este año pasan el libro mayor a tiempo real.": "este año pasan el libro mayor a tiempo real",
		"Ustedes abren otra tienda en Getafe.":         "abren otra tienda en Getafe",
		"Renfe abre dos talleres.":                     "Renfe abre dos talleres",
		"Me contó que vuelven a la masa madre.":        "vuelven a la masa madre",
		"Me dijeron que yo encajo bien.":               "",
		"Me contaste que cambian de local.":            "cambian de local",
		"Me contaron que tuestan ellos mismos.":        "tuestan ellos mismos",
		"Se mudan en enero.":                           "se mudan en enero",
		"Usted me preguntó por los turnos.":            "",
		"Me enseñaron las cocinas.":                    "",
		"Hablamos un buen rato del Quijote.":           "",
		"Su taller es precioso.":                       "",
		"Le conté mi viaje a Lugo.":                    "",
		"Abren en mayo. Me alegro.":                    "",
		"Los pacientes esperan demasiado.":             "los pacientes esperan demasiado",
		"La obra va atrasada tres meses.":              "la obra va atrasada tres meses",
		"Despiden a media plantilla.":                  "",
		"Ahora tardan diez días en cerrar el mes.":     "tardan diez días en cerrar el mes",
		"Me contó que ahora abren los domingos.":       "abren los domingos",
	})
}

// TestUnclearFactsAreShownAsSentences: what is refused is shown as the sentence that it most likely means.
func TestUnclearFactsAreShownAsSentences(t *testing.T) {
	for _, tt := range []struct {
		kind        fact.Kind
		typed, want string
	}{
		{fact.Topic, "la directora se jubila", "La directora se jubila."},
		{fact.Fit, "muy buena en ventas", "Soy muy buena en ventas."},
		{fact.Fit, "puntual y ordenada", "Soy puntual y ordenada."},
		{fact.Fit, "dos hijos", "Tengo dos hijos."},
		{fact.Fit, "Un hijo", "Tengo un hijo."},
		{fact.Fit, "inglés y francés", "Hablo inglés y francés."},
		{fact.Fit, "Storytelling", "Tengo experiencia con Storytelling."},
		{fact.Fit, "Puntualidad", "Tengo Puntualidad."},
		{fact.Fit, "porque llevo años con esto", "Llevo años con esto."},
		{fact.Fit, "curso de cocina", "He hecho un curso de cocina."},
		{fact.Hook, "el artículo sobre Metrika en El País", "He leído el artículo sobre Metrika en El País."},
		{fact.Hook, "su entrevista en la radio", "He escuchado su entrevista en la radio."},
		{fact.Hook, "nueva sede en Sevilla", "Felicidades por la nueva sede en Sevilla."},
		{fact.Hook, "el premio de arquitectura", "Felicidades por el premio de arquitectura."},
	} {
		got := lang.InLetter(tt.kind, tt.typed)
		if got != tt.want || lang.ReadFact(tt.kind, got).Form != fact.Sentence {
			t.Errorf("%q: got %q, want %q, a sentence", tt.typed, got, tt.want)
		}
	}
}

// TestYourIsShownAsTheirs: a topic of "tú" is shown as that of "usted".
func TestYourIsShownAsTheirs(t *testing.T) {
	facttest.Each(t, func(topic string) string { return lang.InLetter(fact.Topic, topic) }, map[string]string{
		"tu proyecto de huerto": "Hablamos sobre su proyecto de huerto.",
		"vuestros turnos":       "Hablamos sobre sus turnos.",
	})
}

// TestWhatMakesNoSentenceIsNotShownAsOne: no proposal is better than one with a fault.
func TestWhatMakesNoSentenceIsNotShownAsOne(t *testing.T) {
	for typed, kind := range map[string]fact.Kind{
		"guardería": fact.Topic, "porque abren en mayo": fact.Topic, "muchos clientes": fact.Topic,
		"aunque llevo poco":                     fact.Fit,
		"veinte años, los diez últimos en Lima": fact.Fit, "tres veranos de socorrista y curso de buceo": fact.Fit,
		"B + C": fact.Fit, "con ganas": fact.Fit, "camarera durante diez años": fact.Fit,
	} {
		if got := lang.InLetter(kind, typed); got != "" {
			t.Errorf("%q: got %q", typed, got)
		}
	}
}

// TestTopicIn: what they told of stands where a phrase does.
func TestTopicIn(t *testing.T) {
	facttest.Each(t, lang.TopicIn, map[string]string{
		"Me platicó del cambio a rutas nocturnas.":                    "el cambio a rutas nocturnas",
		"Hablamos de la apertura en Toledo.":                          "la apertura en Toledo",
		"Hablamos del horario y del sueldo base.":                     "el horario y el sueldo base",
		"Hablamos de la nueva ley y de los alquileres.":               "la nueva ley y los alquileres",
		"Usted me habló sobre su taller.":                             "su taller",
		"Me contó lo de la ampliación.":                               "la ampliación",
		"Nos pasamos media hora hablando de por qué ya no se venden.": "por qué ya no se venden",
		"Nos pasamos la tarde.":                                       "",
		"Me contó de todo.":                                           "",
		"Usted me preguntó por los coros.":                            "",
	})
}

// TestAsTold: what they showed is thanked for, and no pleasure is taken in bad news.
func TestAsTold(t *testing.T) {
	facttest.Each(t, lang.AsTold, map[string]string{
		"Usted me enseñó el nuevo horario.": "Gracias también por enseñarme el nuevo horario.",
		"Me mostraron las cocinas.":         "Gracias también por mostrarme las cocinas.",
		"Me explicaste cómo tuestan.":       "Gracias también por explicarme cómo tuestan.",
		"Me enseñó que yo no sé nada.":      "Me enseñó que yo no sé nada.",
		"Le gustó mi portafolio.":           "Me alegra que le haya gustado mi portafolio.",
		"Les gustaron mis dibujos.":         "Me alegra que les hayan gustado mis dibujos.",
		"Les gustó mucho mi portafolio.":    "Me alegra que les haya gustado mucho mi portafolio.",
		"Me dijo que le gustó mi porfolio.": "Me alegra que le haya gustado mi porfolio.",
		"Le gustó el plan.":                 "Le gustó el plan.",
		"Los pacientes esperan demasiado.":  "Gracias también por contarme que los pacientes esperan demasiado.",
		"Abren en mayo otra tienda.":        "Abren en mayo otra tienda.",
		"Me contó que la obra va atrasada.": "Me contó que la obra va atrasada.",
		"Usted me preguntó por los turnos.": "Me parece muy interesante su pregunta sobre los turnos.",
		"Me preguntaron cómo cuido la voz.": "Me parece muy interesante su pregunta sobre cómo cuido la voz.",
	})
}

func TestWhatPassesIsToldSoon(t *testing.T) {
	for _, sentence := range []string{"La semana que viene abren otra tienda.", "Despiden a media plantilla."} {
		if soon, later := lang.Told(sentence, true), lang.Told(sentence, false); soon == "" || later != "" {
			t.Errorf("told soon it is %q, and later %q", soon, later)
		}
	}
	facttest.Each(t, func(sentence string) string { return lang.Told(sentence, false) }, map[string]string{
		"Tienen tres robots nuevos.":      "tienen tres robots nuevos", // and no robbery
		"Usan mortero de cal.":            "usan mortero de cal",
		"Guardan los recortes de prensa.": "guardan los recortes de prensa",
		"Recortan la plantilla.":          "",
		"Hay un robo cada mes.":           "",
		"Su fundador murió en mayo.":      "",
	})
}

// TestRecalled: a later note names a topic without its explanations, and a no ends what would have been.
func TestRecalled(t *testing.T) {
	for _, over := range []bool{false, true} {
		facttest.Each(t, func(topic string) string { return lang.Recalled(topic, over) }, map[string]string{
			"la masa madre, que la hacen con trigo local": "la masa madre",
			"el horario, los turnos y las guardias":       "el horario, los turnos y las guardias",
			"la ingeniería y la panadería":                "la ingeniería y la panadería",
			"los despidos del año pasado":                 "",
			"el plan contra incendios":                    "el plan contra incendios",
			"la nueva ley y cómo afecta a los contratos":  "la nueva ley",
			"Su madre, que es María, vuelve.":             "Su madre, que es María, vuelve.",
		})
	}
	for _, topic := range []string{"el equipo de seis personas que llevaría", "Coordinaría el turno de noche.",
		"las rutas que tendría", "la planta que voy a dirigir"} {
		if open, over := lang.Recalled(topic, false), lang.Recalled(topic, true); open != topic || over != "" {
			t.Errorf("%q: got %q, and after a no %q", topic, open, over)
		}
	}
}

func TestFactsThatSayTu(t *testing.T) {
	for text, want := range map[string]string{
		"Me contaste que cambian de local.": "contó", "Me enseñasteis la cocina.": "enseñaron",
		"Me dijiste que abren en mayo.": "dijo", "Me contó que abren en mayo.": "", "el contraste de los turnos": "",
		"Me contó que trabajáis por proyectos.": "trabajan", "Me contó que hacéis pan.": "hacen",
		"tu proyecto": "su", "Me contó que queréis abrir.": "quieren",
		"Queríais saber cómo gestiono equipos.": `"usted`, "los seis turnos de noche": "",
	} {
		remark := lang.ReadFact(fact.Topic, text).Remark
		if remark != "" && want == "" || !strings.HasSuffix(remark, want+`"`) && want != "" {
			t.Errorf("%q: got %q, want %q", text, remark, want)
		}
	}
}

// TestPayIsNotThankedFor: also without its article.
func TestPayIsNotThankedFor(t *testing.T) {
	for text, want := range map[string]bool{"sueldo": true, "el sueldo": true, "el huerto": false} {
		r := lang.ReadFact(fact.Topic, text)
		if r.Form != fact.Phrase || (r.Remark != "") != want {
			t.Errorf("%q: got form %v and remark %q", text, r.Form, r.Remark)
		}
	}
}

func TestGoodNews(t *testing.T) {
	for hook, want := range map[string]bool{
		"He leído que les han dado el premio regional.": true, "He leído que ganaron el premio.": true,
		"Acabo de leer que les dieron la estrella.":        true,
		"Vi que la IPA de ustedes ganó la medalla de oro.": true,
		"Vi que el equipo ganó la medalla de oro.":         true, "Vi que el banco ganó un pleito.": false,
		"Vi que estrenan bicis eléctricas.":       true,
		"Vi que Helix Bio abre otro laboratorio.": true, "He leído que su equipo ha crecido mucho.": true,
		"He leído que la residencia ha recibido el premio de la Junta.": true,
		"Vi que la cooperativa ya exporta a Japón.":                     true,
		"He leído que cierran la tienda nueva.":                         false,
		"Enhorabuena por la nueva clínica.":                             false,
		"He leído que la competencia abre otra tienda.":                 false, "Vi su charla sobre el pan.": false,
	} {
		if got := lang.IsGoodNews(hook, "Helix Bio"); got != want {
			t.Errorf("%q: got %v", hook, got)
		}
	}
}

// TestMayBeBadNews: what one does not say was a pleasure to talk about.
func TestMayBeBadNews(t *testing.T) {
	facttest.Each(t, lang.MayBeBadNews, map[string]bool{
		"los problemas con las napas": true, "la falta de personal": true, "los despidos": true,
		"las bajas por enfermedad": true, "el cierre de la planta": true, "la huelga": true,
		"las quejas de los vecinos": true, "los retrasos con el proveedor": true, "la pérdida del contrato": true,
		"el recorte de horas": true, "la rotación del personal": true, "los perros abandonados": true,
		"los escasos recursos": true, "la escasez de camareros": true, "la salida de dos socios": true,
		"el nuevo horario": true, "la apertura en Toledo": false,
		"la puesta en marcha de la planta": false, "los turnos de noche": true,
		"los pacientes esperan demasiado por las tardes": true, "la obra va atrasada tres meses": true,
		"faltan camareros": true, "se van dos socios": true, "el talento joven": false,
		"la migración a SAP": false, "la reducción": true, "el proyecto de Nogales": false,
		"la violinista invitada": false, "el taller de enfermería": false, "la fallera mayor": false,
		"las notas de los alumnos": false, "la museografía": false, "el trabajo en equipo": false,
		"el menú sin gluten que quieren sacar en marzo": false, "los turnos sin cubrir": true,
		"la firma, que les da guerra": true, "el horario, los turnos y las guardias": true,
		"El inventario se hace a mano.": true, "La flota se renueva en marzo.": false,
		"Trabajan por proyectos y no usan libros de texto.": false, "Trabajan por proyectos y no cobran.": true,
		"Abren otra tienda en Getafe.": false, "Cada aula tiene una pizarra.": true,
	})
}

// TestTellsTime: whoever said when is not asked when.
func TestTellsTime(t *testing.T) {
	facttest.Each(t, lang.TellsTime, map[string]bool{
		"antes de fin de mes": true, "la semana que viene le decimos algo": true, "después de las fiestas": true,
		"a mediados de enero": true, "pasado mañana": true, "en unos días": true, "el próximo trimestre": true,
		"todavía no hay nada": false, "la directora decide": false, "": false,
	})
}

// TestCanHelp: one offers help with work, and not with what is only talked about, is over or is bad news.
func TestCanHelp(t *testing.T) {
	facttest.Each(t, lang.CanHelp, map[string]bool{
		"la migración del libro mayor a SAP": true, "exportar a Alemania": true, "cómo reducir las mermas": true,
		"Van a digitalizar el archivo": true, "Quieren llegar a cero sujeciones": true, "Abren otra tienda": true,
		"El inventario se hace a mano.": false, "Van a digitalizar el archivo.": true,
		"Quieren bajar los rechazos a la mitad.": true, "Quieren reducir las horas.": false,
		"Están cambiando de TPV": true, "lo que están montando en Huelva": true, "la vuelta a la masa madre": true,
		"su próximo proyecto": true, "los errores de picking": true,
		"Este año pasan el libro mayor a tiempo real":     true,
		"Me contó que van a abrir los domingos":           true,
		"En primavera van a pasar la contabilidad a SAP.": true,
		"El año que viene quieren ampliar el taller.":     true,
		"En primavera van a pasar las bajas a SAP.":       false,
		"los turnos de noche":                             false, "cómo organizan las guardias": false,
		"el programa de primavera": false,
		"mi proyecto de riego":     false, "El turno es partido": false, "Quieren ser los mejores": false,
		"la reforma de las pensiones": false, "los cambios del año pasado": false, "Van a la feria": false,
		"trabajar los sábados": false, "Están esperando una subvención": false, "el cambio de hora": false,
	})
}

func TestSpan(t *testing.T) {
	facttest.Each(t, lang.Span, map[string]string{
		"diez años de experiencia en cirugía": "diez años de experiencia en cirugía",
		"Diez años de camarera":               "diez años de experiencia como camarera",
		"quince años manejando tráiler":       "quince años de experiencia manejando tráiler",
		"seis años en ventas y un diplomado":  "", "dos temporadas en la nieve": "",
		"quince años de oficio": "", "cuatro años en Lisboa": "",
		"diez años en paro": "", "un título de diseño": "",
	})
}

func TestHasDone(t *testing.T) {
	facttest.Each(t, lang.HasDone, map[string]bool{
		"Reduje las devoluciones un 30 %": true, "He montado un laboratorio": true, "Hice dos migraciones a SAP": true,
		"Me encargué de las compras": true, "Formé a ocho auxiliares": false,
		"Me crié en un horno": false, "Hice un curso de riego": false, "Catalogué mil libros": true,
		"En mi trabajo actual migré el módulo de cobros": true, "Llevo veinte años preparando actas": true,
		"He trabajado diez años de camarera": false, "Estudié Derecho en Lugo": false, "Hablo alemán y turco": false,
		"Formé parte del comité": false, "Llevo diez años de encargada": false, "Fui jefa de sala": false,
		"He abierto cinco restaurantes": false, "Hice mi TFM sobre la dorada": false, "Cerré dos plantas": false,
		"Redacté mi tesis sobre el maíz": false, "Hice la carrera en Lugo": false,
	})
}

// TestEchoes: a word comes again in whatever form, and so do thanks.
func TestEchoes(t *testing.T) {
	echoes := lang.Echoes("Gracias por recibirme hoy. Después de hablar con usted, me interesa aún más el puesto.")
	facttest.Each(t, echoes, map[string]int{
		"Me ha interesado lo que hemos hablado": 2, "Me pareció muy interesante": 1, "Me interesaba mucho": 1,
		"Gracias también por su tiempo": 1, "Tengo muchas ganas de incorporarme al puesto": 1,
	})
}

// TestThat: a topic with "que" is what they told, or what they aim at.
func TestThat(t *testing.T) {
	facttest.Each(t, func(topic string) string { return lang.ReadFact(fact.Topic, topic).Text }, map[string]string{
		"que abren en mayo otra tienda":                  "Me contó que abren en mayo otra tienda.",
		"que los residentes elijan a qué hora desayunan": "la idea de que los residentes elijan a qué hora desayunan",
		"lo de que los niños decidan el menú":            "la idea de que los niños decidan el menú",
		"Que los niños decidan el menú.":                 "la idea de que los niños decidan el menú",
		"que quieren que los niños decidan el menú":      "Me contó que quieren que los niños decidan el menú.",
		"la idea de que cada equipo organice sus turnos": "la idea de que cada equipo organice sus turnos",
	})
	facttest.Each(t, func(topic string) string { return lang.ReadFact(fact.Topic, topic).Text }, map[string]string{
		"que cuando abran el taller habrá más puestos": "Me contó que cuando abran el taller habrá más puestos.",
		"que aunque sea tarde abren":                   "Me contó que aunque sea tarde abren.",
		"que el que llegue tarde espera fuera":         "Me contó que el que llegue tarde espera fuera.",
		"que la música viva atrae gente":               "Me contó que la música viva atrae gente.",
		"que cada familia viva en su casa":             "la idea de que cada familia viva en su casa",
		"que los niños que comen aquí decidan el menú": "la idea de que los niños que comen aquí decidan el menú",
		"que los residentes que quieran elijan el horario": "la idea de que los residentes que quieran elijan el " +
			"horario",
	})
	if r := lang.ReadFact(fact.Topic, "que los residentes elijan a qué hora desayunan"); r.Form != fact.Phrase {
		t.Errorf("got form %v", r.Form)
	}
}

// TestAbout: "sobre" does not come twice.
func TestAbout(t *testing.T) {
	facttest.Each(t, lang.About, map[string]string{
		"el nuevo horario": "sobre el nuevo horario", "cómo tuestan": "sobre cómo tuestan",
		"mi tesis sobre el maíz":                          "acerca de mi tesis sobre el maíz",
		"el artículo sobre la ley":                        "acerca del artículo sobre la ley",
		"los perros abandonados, sobre todo los podencos": "sobre los perros abandonados, sobre todo los podencos",
	})
}
