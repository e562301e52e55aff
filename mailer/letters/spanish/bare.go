package spanish

import (
	"slices"
	"strings"

	"followup/pattern"
)

// listOf returns bare plurals with their articles, "los horarios y las vacaciones" for "horarios y vacaciones", or "".
// What belongs to a noun may follow the last one: "las noches y los fines de semana".
func listOf(text string) string {
	head, last, found := cutLast(text)
	if !found {
		return ""
	}
	parts := strings.Split(head, ", ")
	for i, noun := range parts {
		if parts[i] = withPlural(noun); parts[i] == "" || len(wordsOf(noun)) > 1 {
			return ""
		}
	}
	if last = withPlural(last); last == "" || !areThings(last, false) {
		return ""
	}
	return strings.Join(parts, ", ") + " y " + last
}

// cutLast cuts a list before its only "y" or "e".
func cutLast(list string) (head, last string, found bool) {
	if m := and.FindStringSubmatch(list); m != nil && !and.MatchString(m[1]) && !and.MatchString(m[2]) {
		return m[1], m[2], true
	}
	return "", "", false
}

var and = pattern.Lazy(`^(.+) [ye] (.+)$`)

// withPlural returns a text that begins with a noun in the plural, with its article, or "": "los turnos de noche".
func withPlural(text string) string {
	words := wordsOf(text)
	if len(words) == 0 {
		return ""
	}
	first := words[0]
	if strings.Contains(text, ",") || slices.ContainsFunc(words, func(w word) bool { return linking.Has(w.string) }) {
		return ""
	}
	if first.isName || isFinite.Has(first.string) || isOurs(first) || isVerb(first) || isFamiliar(first.string) ||
		degrees.Has(first.string) || isNumber(first.string) || articles.Has(first.string) {
		return ""
	}
	article := pluralArticle(first.string)
	if article == "" {
		return ""
	}
	return article + withSmall(text)
}

// pluralArticle returns the article of a noun in the plural, or "" if the word does not surely say it.
func pluralArticle(noun string) string {
	switch {
	case masculines.Has(noun), masculineEnd.MatchString(noun) && !feminines.Has(noun):
		return "los "
	case feminines.Has(noun), feminineEnd.MatchString(noun):
		return "las "
	}
	return ""
}

var (
	masculineEnd = pattern.Lazy(`^\pL{2,}(?:os|ajes|dores|tores|sores|istas|blemas|stemas|gramas|oremas)$`)
	feminineEnd  = pattern.Lazy(`^\pL{2,}(?:as|ciones|siones|dades|tades|tudes)$`)
	masculines   = pattern.Words(`
		temas idiomas días mapas climas planetas síntomas diplomas esquemas dilemas lemas poemas aromas colegas guardas
		fines meses planes clientes pacientes proveedores camiones aviones papeles hoteles bares talleres coches trenes
		túneles colores motores informes menores mayores cierres costes costos transportes uniformes jardines exámenes
		lunes martes miércoles jueves viernes ascensores alquileres canales materiales hospitales restaurantes locales
		interiores exteriores profesionales productores animales metales moldes postes lotes embalajes cables datos
		robots drones menús panes postres muebles envases envíos pedidos`)
	feminines = pattern.Words(`
		manos fotos motos noches tardes clases redes sedes bases fases series calles naves flores labores mujeres
		fuentes suites pieles torres llaves nubes carnes superficies especies frases crisis señales sucursales leches
		partes gentes`)

	// degrees are words of degree and of number, behind which a noun has no article: "menos horas".
	degrees = pattern.Words(`
		más menos mucho mucha muchos muchas poco poca pocos pocas varios varias algún alguno alguna algunos algunas
		bastante bastantes demasiado demasiada demasiados demasiadas cada otro otra otros otras todo toda todos todas
		ambos ambas unos unas tanto tanta tantos tantas cuanto cuanta cuantos cuantas cuántos cuántas ningún ninguno
		ninguna ningunos ningunas cualquier cualesquiera ciertos ciertas diversos diversas distintos distintas
		diferentes numerosos numerosas suficiente suficientes mejor mejores peor peores demás tal tales sendos sendas
		muy tan casi medio media medios medias cientos miles docenas
		nos tras ellos ellas nosotros nosotras vosotros vosotras quizás nuestros nuestras suyos suyas propios propias
		apenas mientras gracias`)
)

// withSingular returns a text that begins with a noun whose ending says its gender, or one of a few that are never a
// verb of the sender, with its article, or "": "la migración del libro mayor a SAP".
func withSingular(text string) string {
	words := wordsOf(text)
	isLinked := slices.ContainsFunc(words, func(w word) bool { return linking.Has(w.string) })
	if len(words) == 0 || words[0].isName || strings.Contains(text, ",") || isLinked {
		return ""
	}
	noun := words[0].string
	if len(words) > 1 && newness.Has(noun) {
		noun = words[1].string // "nuevo horario"
	}
	if degrees.Has(noun) || articles.Has(noun) {
		return ""
	}
	switch {
	case theMasculine.Has(noun), masculineOne.MatchString(noun):
		return "el " + withSmall(text)
	case theFeminine.Has(noun), feminineOne.MatchString(noun):
		return "la " + withSmall(text)
	}
	return ""
}

var (
	masculineOne = pattern.Lazy(`^\pL{3,}(?:amiento|imiento|ismo)$`)
	feminineOne  = pattern.Lazy(`^\pL{2,}(?:ción|sión|dad|tad)$`)
	newness      = pattern.Words("nuevo nueva futuro futura próximo próxima")
	theMasculine = pattern.Words(`
		horario turno almacén equipo sistema programa proyecto edificio inventario calendario presupuesto catálogo
		protocolo laboratorio huerto comedor sector mercado crecimiento traslado personal sueldo salario taller
		método reparto`)
	theFeminine = pattern.Words(`
		apertura planta sede línea maquinaria temporada cosecha logística contabilidad oficina campaña cartera fábrica
		tienda obra plantilla sucursal nave flota clínica escuela biblioteca cocina huerta bodega ruta web estrategia`)
)

// nominal returns an infinitive and what belongs to it as it stands behind "sobre": "cómo rediseñar la app", "la idea
// de trabajar los sábados".
func nominal(text string) string {
	text = withSmall(text)
	if verb, _, _ := strings.Cut(text, " "); improving.Has(verb) {
		return "cómo " + text
	}
	return "la idea de " + text
}

// improving are infinitives for work of which one talks how to do it.
var improving = pattern.Words(`
	rediseñar reducir exportar mejorar digitalizar automatizar organizar reorganizar planificar optimizar migrar
	modernizar simplificar bajar aumentar acelerar integrar coordinar recuperar conservar atraer retener formar captar
	preparar gestionar renovar reciclar ahorrar medir controlar evitar prevenir adaptar implantar restaurar lanzar`)

// isDoing reports whether words begin with an infinitive and go on with what belongs to it: "exportar a Alemania".
func isDoing(words []word) bool {
	return len(words) > 1 && infinitive.MatchString(words[0].string) && !notDoing.Has(words[0].string) &&
		countVerbs(words) == 0 && words[1].string != "que" &&
		(leads(words[1]) || bareObject.Has(words[1].string) || degrees.Has(words[1].string) ||
			isAdjective(words[1].string) || words[1].isName)
}

var (
	infinitive = pattern.Lazy(`^\pL{3,}(?:ar|er|ir)(?:se)?$`)
	bareObject = pattern.Words("plantilla personal equipo stock turnos horarios costes clientes mercado proveedores")
	notDoing   = pattern.Words(`
		taller mujer lugar azúcar hogar militar similar popular titular auxiliar ayer placer poder deber alquiler chófer
		celular particular singular regular escolar familiar líder máster póster radar dólar cualquier primer tercer
		ordenador bienestar malestar pesar altar pilar pulgar solar hangar telar pajar ejemplar peculiar circular
		vehicular alfiler bachiller canciller cráter éter carácter nadir elixir devenir porvenir`)
)
