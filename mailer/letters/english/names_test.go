package english

import "testing"

func TestSalutation(t *testing.T) {
	for _, tt := range []struct{ name, formal, first string }{
		{"Sir Edmund Farrow", "Dear Sir Edmund", "Dear Sir Edmund"},
		{"Dame Ruth Pell", "Dear Dame Ruth", "Dear Dame Ruth"},
		{"Sir Edmund", "Dear Sir Edmund", "Dear Sir Edmund"},
		{"Sir E. Farrow", "Dear Sir E. Farrow", "Dear Sir E. Farrow"},
		{"Lord Farrow", "Dear Lord Farrow", "Dear Lord Farrow"},
		{"Dr. Jana Müller", "Dear Dr. Müller", "Dear Jana"},
		{"Jana Müller", "Dear Jana Müller", "Dear Jana"},
		{"HR", "Dear hiring team", "Dear hiring team"},
		{"Kessler", "Dear hiring team", "Dear Kessler"},
		{"Ms Kessler", "Dear Ms Kessler", "Dear Ms Kessler"},
		{"Revd Paul Dunn", "Dear Reverend Dunn", "Dear Paul"},
		{"The Revd Canon Ruth Ellery", "Dear Canon Ellery", "Dear Ruth"},
		{"Sgt. Joe Dunn", "Dear Sgt. Dunn", "Dear Joe"},
		{"Associate Professor Jane Roe", "Dear Professor Roe", "Dear Jane"},
		{"Asst. Prof. Jane Roe", "Dear Professor Roe", "Dear Jane"},
		{"The Rt Hon. Camilla Strang", "Dear Camilla Strang", "Dear Camilla"},
		{"associate Professor Jane Roe", "Dear Professor Roe", "Dear Jane"},
		{"Hon Wai Lee", "Dear Hon Wai Lee", "Dear Hon"},
		{"Lt Col Ann Day", "Dear Lt Col Day", "Dear Ann"},
		{"The Very Revd Paul Dunn", "Dear Reverend Dunn", "Dear Paul"},
		{"Judge Ann Day", "Dear Judge Day", "Dear Ann"},
		{"Tony", "Dear Tony", "Dear Tony"},
		{"Dr Ciarán Ó Sé", "Dear Dr Ó Sé", "Dear Ciarán"},
		{"Mr Seán Ó Briain", "Dear Mr Ó Briain", "Dear Seán"},
		{"Mr Donal O Briain", "Dear Mr Donal O Briain", "Dear Donal"},
		{"Captain Alasdair Munro", "Dear Captain Munro", "Dear Alasdair"},
		{"Principal Hadley", "Dear Principal Hadley", "Dear Principal Hadley"},
		{"Rev. P. Dunn", "Dear Reverend Dunn", "Dear Reverend Dunn"},
		{"Cllr Dave Pugh", "Dear Cllr Pugh", "Dear Dave"},
		{"Cllr Pugh", "Dear Cllr Pugh", "Dear Cllr Pugh"},
		{"Kim Tran", "Dear Kim Tran", "Dear Kim"},
		{"Kim Min", "Dear Kim Min", "Dear Kim Min"},
		{"Tran Kim", "Dear Tran Kim", "Dear Tran Kim"},
		{"Lena", "Dear Lena", "Dear Lena"},
		{"Saoirse", "Dear Saoirse", "Dear Saoirse"},
		{"Debs", "Dear Debs", "Dear Debs"},
		{"Mr Lee Sykes", "Dear Mr Sykes", "Dear Lee"},
		{"Mr Kim Min-jun", "Dear Mr Kim Min-jun", "Dear Mr Kim Min-jun"},
		{"Lee Sykes", "Dear Lee Sykes", "Dear Lee"},
		{"Mr Eoin Mac Gabhann", "Dear Mr Mac Gabhann", "Dear Eoin"},
		{"Chef Pierre Lacroix", "Dear Chef Lacroix", "Dear Pierre"},
		{"Chef Lacroix", "Dear Chef Lacroix", "Dear Chef Lacroix"},
		{"Chef HR", "Dear hiring team", "Dear hiring team"},
		{"Prof. Reid", "Dear Professor Reid", "Dear Professor Reid"},
		{"Prof Alice Reid", "Dear Professor Reid", "Dear Alice"},
		{"Prof. Dr. Roth", "Dear Prof. Dr. Roth", "Dear Prof. Dr. Roth"},
		{"Sister Assumpta Byrne", "Dear Sister Assumpta Byrne", "Dear Sister Assumpta Byrne"},
		{"Sister Byrne", "Dear Sister Byrne", "Dear Sister Byrne"},
		{"Sr Assumpta Byrne", "Dear Sr Assumpta Byrne", "Dear Assumpta"},
		{"Sr. Margaret Daly", "Dear Sr. Margaret Daly", "Dear Margaret"}, // a sister
		{"Sr. Carlos Ruiz", "Dear Sr. Carlos Ruiz", "Dear Carlos"},       // a señor
		{"Matron Joan Obi", "Dear Matron Obi", "Dear Joan"},
		{"Pastor Tom Reed", "Dear Pastor Reed", "Dear Tom"},
		{"Engr. Akosua Boateng", "Dear Engr. Boateng", "Dear Akosua"},
		{"Whaea Mere Tipene", "Dear Whaea Mere", "Dear Whaea Mere"},
		{"Whaea Mere", "Dear Whaea Mere", "Dear Whaea Mere"},
		{"Sr Byrne", "Dear Sr Byrne", "Dear Sr Byrne"},
		{"Sr. Ruiz", "Dear Sr. Ruiz", "Dear Sr. Ruiz"},
	} {
		if got := lang.Salutation(tt.name, ""); got != tt.formal {
			t.Errorf("%s is greeted %q, want %q", tt.name, got, tt.formal)
		}
		if got := lang.Salutation(tt.name, "first"); got != tt.first {
			t.Errorf("%s is greeted %q in the style first, want %q", tt.name, got, tt.first)
		}
	}
}
