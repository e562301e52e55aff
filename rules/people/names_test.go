package people

import (
	"slices"
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Jo Smith": "Jo Smith", "Smith, Jo": "Jo Smith", "Lee, Ann, PhD": "Ann Lee", "Ann Lee, RN, MSc": "Ann Lee",
		"Schmidt, Hans (HR)": "Hans Schmidt", "Hans Schmidt (HR)": "Hans Schmidt",
		"Schmidt (HR), Hans":    "Hans Schmidt",
		"Robert (Bob) Redfield": "Robert Redfield", "Ann Lee (she/her)": "Ann Lee", "Lee, Ann (HR, Berlin)": "Ann Lee",
		"Ann Lee, CTO": "Ann Lee", "LEE, ANN": "Ann Lee", "(HR)": "", "(Ann Lee)": "(Ann Lee)", "": "",
		"Ann Lee (HR": "Ann Lee (HR",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

// How programs, directories and people write one person. The greeting is by what is sure.
func TestGreet(t *testing.T) {
	whole := func(name string) Greeting { return Greeting{Whole: name} }
	for _, tt := range []struct {
		name string
		want Greeting
	}{
		{"Ida Roth", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"ROTH, IDA", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"ida roth", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"ROTH Ida", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Ida ROTH", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"SEAN MCDONALD", Greeting{First: "Sean", Last: "McDonald", Whole: "Sean McDonald"}},
		{"AJ O'NEILL", Greeting{First: "AJ", Last: "O'Neill", Whole: "AJ O'Neill"}},
		{"PETRA VON DER AU", Greeting{First: "Petra", Last: "von der Au", Whole: "Petra von der Au"}},
		{"'Roth, Ida' ", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"“Roth, Ida”", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Roth, Ida [EXTERN]", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Ida Roth (Guest) [ext]", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Ida Roth | Grünstein | People", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Ida Roth - Grünstein", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Petra @ Grünstein", Greeting{First: "Petra", Whole: "Petra"}},
		{"'Ida Roth' via Jobs", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Ida Roth she/her", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Ida Roth:", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Petra Roth, Grünstein", Greeting{First: "Petra", Last: "Roth", Whole: "Petra Roth"}},
		{"Petra Roth, Head of People", Greeting{First: "Petra", Last: "Roth", Whole: "Petra Roth"}},
		{"Ida Roth, PMP, CIPD-L", Greeting{First: "Ida", Last: "Roth", Whole: "Ida Roth"}},
		{"Petra Roth MBA", Greeting{First: "Petra", Last: "Roth", Whole: "Petra Roth"}},
		{"Petra Ma", Greeting{First: "Petra", Last: "Ma", Whole: "Petra Ma"}},
		{"Carlos Smith Jr.", Greeting{First: "Carlos", Last: "Smith", Whole: "Carlos Smith"}},
		{"Smith Jr, Carlos", Greeting{First: "Carlos", Last: "Smith", Whole: "Carlos Smith"}},
		{"Ibarra Luna, Ana Lucía", whole("Ana Lucía Ibarra Luna").first("Ana")},
		{"Ibarra Luna, Ana", whole("Ana Ibarra Luna").first("Ana")},
		{"Tan Xiu, Yi", whole("Tan Xiu, Yi").first("Tan")},
		{"Prof. Roth, Ida", Greeting{"Prof.", "Ida", "Roth", "Ida Roth"}},
		{"Roth, Prof. Dr. med. Ida", Greeting{"Prof. Dr.", "Ida", "Roth", "Ida Roth"}},
		{"Roth, Ida Dr.", Greeting{"Dr.", "Ida", "Roth", "Ida Roth"}},
		{"ROTH, Ida Prof. Dr. med. (Klinik)", Greeting{"Prof. Dr.", "Ida", "Roth", "Ida Roth"}},
		{"Roth, Ida, Dr.", Greeting{"Dr.", "Ida", "Roth", "Ida Roth"}},
		{"Ida Roth, Dr., MBA", Greeting{"Dr.", "Ida", "Roth", "Ida Roth"}},
		{"Roth, Dr.", Greeting{Title: "Dr.", Last: "Roth", Whole: "Roth"}},
		{"Mme Claire Dubois", Greeting{"Mme", "Claire", "Dubois", "Claire Dubois"}},
		{"Sra. Marta Vidal", Greeting{"Sra.", "Marta", "Vidal", "Marta Vidal"}},
		{"Sr. García", Greeting{"Sr.", "", "García", "García"}},
		{"Matron Joan Obi", Greeting{Title: "Matron", First: "Joan", Last: "Obi", Whole: "Joan Obi"}},
		{"Engr. Akosua Boateng", Greeting{Title: "Engr.", First: "Akosua", Last: "Boateng", Whole: "Akosua Boateng"}},
		{"Whaea Mere Tipene", Greeting{First: "Whaea Mere", Whole: "Whaea Mere"}},
		{"DR PETRA ROTH", Greeting{"Dr", "Petra", "Roth", "Petra Roth"}},
		{"Dipl.-Ing. Uwe Brandt", Greeting{"Dipl.-Ing.", "Uwe", "Brandt", "Uwe Brandt"}},
		{"Frau Roth", Greeting{Title: "Frau", Last: "Roth", Whole: "Roth"}},
		{"Frau Dr. Petra van Dijk", Greeting{"Frau Dr.", "Petra", "van Dijk", "Petra van Dijk"}},
		{"Dr. Ida K. Roth", Greeting{"Dr.", "Ida", "Roth", "Ida K. Roth"}},
		{"Dr. Rosa Ibarra Luna", Greeting{Title: "Dr.", First: "Rosa", Whole: "Rosa Ibarra Luna"}},
		{"Dr. Rosa de la Cruz Luna", Greeting{Title: "Dr.", First: "Rosa", Whole: "Rosa de la Cruz Luna"}},
		{"Dr. Thi Van Dang", Greeting{Title: "Dr.", First: "Thi", Whole: "Thi Van Dang"}},
		{"Dr. Szabó Zoltán", Greeting{Title: "Dr.", Whole: "Szabó Zoltán"}},
		{"Zhang Min", whole("Zhang Min")},
		{"Mr Stewart Hanna", Greeting{"Mr", "Stewart", "Hanna", "Stewart Hanna"}},
		{"Mr Nagy Péter", Greeting{Title: "Mr", Whole: "Nagy Péter"}},
		{"Mr Lee Sykes", Greeting{"Mr", "Lee", "Sykes", "Lee Sykes"}},
		{"Ms Kim Jones", Greeting{"Ms", "Kim", "Jones", "Kim Jones"}},
		{"Dr Lee J. Harris", Greeting{"Dr", "Lee", "Harris", "Lee J. Harris"}},
		{"Ms Kim Smith-Jones", Greeting{"Ms", "Kim", "Smith-Jones", "Kim Smith-Jones"}},
		{"Mr Kim Min-jun", Greeting{Title: "Mr", Whole: "Kim Min-jun"}},
		{"Mr Lee Jae-yong", Greeting{Title: "Mr", Whole: "Lee Jae-yong"}},
		{"Mr Kim Jong Un", Greeting{Title: "Mr", Whole: "Kim Jong Un"}},
		{"Mr Lee Young", Greeting{Title: "Mr", Whole: "Lee Young"}},
		{"Ms Li Wei", Greeting{Title: "Ms", Whole: "Li Wei"}},
		{"Mr Zhang Winston", Greeting{Title: "Mr", Whole: "Zhang Winston"}},
		{"Nguyễn Thị Mai", whole("Nguyễn Thị Mai")},
		{"Dr Máire Ní Riain", Greeting{Title: "Dr", First: "Máire", Last: "Ní Riain", Whole: "Máire Ní Riain"}},
		{"Ms van der Berg", Greeting{Title: "Ms", Last: "van der Berg", Whole: "van der Berg"}},
		{"Sig. Paolo Ricci", Greeting{"Sig.", "Paolo", "Ricci", "Paolo Ricci"}},
		{"Mr de Souza", Greeting{Title: "Mr", Last: "de Souza", Whole: "de Souza"}},
		{"Dr. Van Dang", Greeting{Title: "Dr.", Whole: "Van Dang"}},
		{"Frau Le Guen", Greeting{Title: "Frau", Last: "Le Guen", Whole: "Le Guen"}},
		{"Ms El Amrani", Greeting{Title: "Ms", Last: "El Amrani", Whole: "El Amrani"}},
		{"Sra. De la Cruz", Greeting{Title: "Sra.", Last: "De la Cruz", Whole: "De la Cruz"}},
		{"Mme Marie Le Goff", Greeting{"Mme", "Marie", "Le Goff", "Marie Le Goff"}},
		{"Ms Thi Van Dang", Greeting{Title: "Ms", First: "Thi", Whole: "Thi Van Dang"}},
		{"Marie Le Goff", whole("Marie Le Goff").first("Marie")},
		{"van Dijk", Greeting{Last: "van Dijk", Whole: "van Dijk"}},
		{"Sir Alan Roth", whole("Sir Alan").first("Sir Alan")},
		{"Dame Ruth Ann Pell", whole("Dame Ruth").first("Dame Ruth")},
		{"Prof. Sir Edmund Farrow", whole("Sir Edmund").first("Sir Edmund")},
		{"Sir E. Farrow", whole("Sir E. Farrow")},
		{"Sir Alan", whole("Sir Alan")},
		{"Sister Assumpta Byrne", whole("Sister Assumpta Byrne")},
		{"Brother Kevin Byrne", whole("Brother Kevin Byrne")},
		{"Sister Mary Joseph", whole("Sister Mary Joseph")},
		{"Sister Byrne", whole("Sister Byrne")},
		{"Lady Ruth Pell", whole("Lady Ruth Pell")},
		{"M. Dubois", Greeting{Last: "Dubois", Whole: "M. Dubois"}},
		{"Uwe", Greeting{First: "Uwe", Whole: "Uwe"}},
	} {
		if got := Greet(tt.name); got != tt.want {
			t.Errorf("Greet(%q)\n got %+v\nwant %+v", tt.name, got, tt.want)
		}
		if again := Plain(Plain(tt.name)); again != Plain(tt.name) {
			t.Errorf("Plain(%q) is %q, and that is %q", tt.name, Plain(tt.name), again)
		}
	}
}

func (g Greeting) first(name string) Greeting { g.First = name; return g }

// Nobody is greeted who is no person.
func TestNobody(t *testing.T) {
	for _, name := range []string{
		"", "n/a", "N.A.", "TBD", "-", "??", "(unknown)", "Unbekannt", "unknown guest", "HR", "(HR)", "HR Team",
		"Human Resources", "The Grünstein Recruiting Team", "Talent Acquisition", "Karriere", "no-reply", "Jobs",
		"Read.ai Notetaker", "Fathom.io", "Calendly", "Microsoft Teams", "Meeting Room Isar", "Raum 12",
		"ida.roth@gruenstein.test", "=?x-odd?Q?Ida?=", "Recursos Humanos",
		"Departamento de Personal", "Dpto. Administración", "Equipo Helix", "RR.HH.", "Selección",
		"Dirección de Personal",
	} {
		if got := Greet(name); got != (Greeting{}) || Plain(name) != "" {
			t.Errorf("%q is greeted: %+v", name, got)
		}
	}
	for _, name := range []string{"Steve Jobs", "Na Li", "Will Info", "Personio Roth", "Bo", "Marta Office",
		"Selena Ruiz", "Bolsa Ruiz"} {
		if IsNobody(name) {
			t.Errorf("%q is taken for nobody", name)
		}
	}
}

// Several people in one name, and names that may be two.
func TestSeveral(t *testing.T) {
	for name, want := range map[string][]string{
		"Ida Roth; Uwe Brandt": {"Ida Roth", "Uwe Brandt"}, "Ida; Uwe": {"Ida", "Uwe"},
		"Ida Roth / Uwe Brandt": {"Ida Roth", "Uwe Brandt"}, "Roth/Brandt": {"Roth", "Brandt"},
		"Ida Roth und Uwe Brandt": {"Ida Roth", "Uwe Brandt"}, "Petra Roth, Uwe Brandt": {"Petra Roth", "Uwe Brandt"},
		"Petra Roth, Uwe": {"Petra Roth", "Uwe"}, "Herr Brandt, Frau Roth": {"Herr Brandt", "Frau Roth"},
		"Ida Roth": nil, "Roth, Ida": nil, "N/A": nil, "Ida Roth she/her": nil, "Petra Roth, Grünstein": nil,
		"Jo'; touch ran; #": nil, "Talent & Culture": nil, "Ibarra Luna, Ana Lucía": nil,
	} {
		if got := Several(name); !slices.Equal(got, want) {
			t.Errorf("Several(%q) = %q, want %q", name, got, want)
		}
	}
	for _, tt := range []struct {
		name      string
		addressed bool
		want      [][]string
	}{
		{"Roth, Ida", false, [][]string{{"Ida Roth"}, {"Roth", "Ida"}}},
		{"Roth, Ida", true, nil},
		{"Roth, Ida (People)", false, nil},
		{"Roth, Ida, PhD", false, nil},
		{"Tan Xiu, Yi", true, [][]string{{"Yi Tan Xiu"}, {"Tan Xiu"}}},
		{"Grünstein - Ida Roth", true, [][]string{{"Ida Roth"}, {"Grünstein"}}},
		{"Ida Roth - Grünstein", true, nil},
		{"Ida Roth", false, nil},
	} {
		if got := Readings(tt.name, tt.addressed); !slices.EqualFunc(got, tt.want, slices.Equal) {
			t.Errorf("Readings(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Given names of China, Korea and Vietnam, in their usual spellings, and last names of English.
func TestIsEastAsian(t *testing.T) {
	for _, name := range strings.Fields(`Wei Xiaoming Jianguo Zhixiang Guoqiang Yuanyuan Chunhua Rongji Min-jun Minjun
		Jae-yong Chulsoo Seolhyun Hyunwoo Yeonkyung Byungchul Gildong Jungkook Hye-kyo Anh Ngọc Nguyệt Phương Quỳnh
		Oanh Tuyết Duy Kit Yip Fatt Hock Siew-ling Hsien-loong Tsz-wai`) {
		if !isEastAsian(name) {
			t.Errorf("%s is taken for a last name", name)
		}
	}
	for _, name := range strings.Fields(`Sykes Jones Smith Taylor Brown Evans Carter Harris Roberts Walker Wright Clarke
		Hill Bell Webb Fox Grant Ward Hughes Murphy Quinn Robinson Anderson Smith-Jones O'Neill McDonald`) {
		if isEastAsian(name) {
			t.Errorf("%s is taken for a given name", name)
		}
	}
}

// The list of first names is easy to read and to add to: in order, each once, as Folded has it.
func TestGivenIsSorted(t *testing.T) {
	names := strings.Fields(given)
	for i, name := range names {
		if i > 0 && names[i-1] >= name {
			t.Errorf("%q stands before %q", names[i-1], name)
		}
		if Folded(name) != name || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%q has other letters", name)
		}
		if familyNames.Has(name) || Particles.Has(name) || isTitle(name) {
			t.Errorf("%q may be a family name, a particle or a title", name)
		}
	}
}
