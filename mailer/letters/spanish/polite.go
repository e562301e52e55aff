package spanish

import (
	"strings"

	"followup/pattern"
)

// familiar are "tú" and its forms. The letters say "usted".
var familiar = pattern.Words(`
		tú te ti tu tus tuyo tuya contigo vos vosotros vosotras vuestro vuestra vuestros vuestras os quieres tienes
		estás eres puedes vas necesitas buscas organizas trabajas usas haces dices sabes piensas queréis tenéis
		estáis sois podéis vais necesitáis buscáis organizáis trabajáis usáis hacéis decís sabéis habéis abrís
		cambiáis`)

// isFamiliar reports whether a word speaks to somebody as "tú" or "vosotros".
func isFamiliar(w string) bool {
	return familiar.Has(w) || ofVosotros.MatchString(w) && !inEis.Has(w)
}

var (
	ofVosotros = pattern.Lazy(`^\pL{2,}(?:[áa]is|[ée]is)$`)
	inEis      = pattern.Words("seis dieciséis veintiséis")
)

// irregular are verbs of what "tú" did, with those of "usted".
var irregular = pattern.Pairs(`
	dijiste dijo  hiciste hizo  diste dio  fuiste fue  tuviste tuvo  pudiste pudo  pusiste puso  trajiste trajo
	ofreciste ofreció  pediste pidió  recibiste recibió  describiste describió  escribiste escribió
	abriste abrió  compartiste compartió  quisiste quiso  estuviste estuvo  viniste vino  leíste leyó  viste vio`)

// notPast are words that end as the verb of "tú" in the past, and are none.
var notPast = pattern.Words("contraste desgaste traste paste baste engaste lastre gaste aste")

// politely returns what "usted" did for a verb of what "tú" did: "contó" for "contaste". Otherwise it returns "".
func politely(w string) string {
	if formal, ok := irregular.Get(w); ok {
		return formal
	}
	for _, ending := range []string{"asteis", "aste"} {
		stem, ok := strings.CutSuffix(w, ending)
		if ok && len(stem) > 1 && !notPast.Has(w) {
			if ending == "asteis" {
				return stem + "aron"
			}
			return stem + "ó"
		}
	}
	return ""
}
