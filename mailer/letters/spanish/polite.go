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

// instead returns what to write instead of a word of "tú" or "vosotros", as it stands behind a remark, or "".
func instead(w string) string {
	formal, known := ofUsted.Get(w)
	stem, isOfYou := strings.CutSuffix(w, "is")
	switch vowel := []rune(stem); {
	case known:
	case isOfYou && strings.HasSuffix(stem, "á"):
		formal = string(vowel[:len(vowel)-1]) + "an"
	case isOfYou && strings.HasSuffix(stem, "é"):
		formal = string(vowel[:len(vowel)-1]) + "en"
	}
	if formal == "" {
		return ""
	}
	return `; write "` + formal + `"`
}

// ofUsted are words of "tú" and "vosotros" with those of "usted" and "ustedes". Verbs that change their vowel are among
// them.
var ofUsted = pattern.Pairs(`
	tú usted  ti usted  tu su  tus sus  te le  tuyo suyo  tuya suya  vos usted  vosotros ustedes  vosotras ustedes
	vuestro su  vuestra su  vuestros sus  vuestras sus  os les  quieres quiere  tienes tiene  estás está  eres es
	puedes puede  vas va  necesitas necesita  buscas busca  organizas organiza  trabajas trabaja  usas usa  haces hace
	dices dice  sabes sabe  piensas piensa  queréis quieren  tenéis tienen  estáis están  sois son  podéis pueden
	vais van  habéis han  abrís abren  decís dicen  pensáis piensan  cerráis cierran  empezáis empiezan  contáis cuentan
	encontráis encuentran  mostráis muestran  volvéis vuelven  movéis mueven  pedís piden  servís sirven  seguís siguen
	jugáis juegan  probáis prueban  recomendáis recomiendan  perdéis pierden  entendéis entienden  veis ven  dais dan
	dormís duermen  sentís sienten  preferís prefieren  ofrecéis ofrecen  hacéis hacen  salís salen  vivís viven
	cocéis cuecen  soléis suelen  soñáis sueñan  probabais probaban  tostáis tuestan  colgáis cuelgan  medís miden`)
