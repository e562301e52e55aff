package exchange

import (
	"strings"
	"testing"
)

// TestAColumnTellsHowItsDaysAreWritten by one whose day is above 12.
func TestAColumnTellsHowItsDaysAreWritten(t *testing.T) {
	for _, row := range []struct {
		why    string
		cells  []string
		starts string
		remark string
	}{
		{"a day above 12 needs no other", []string{"23.11.2026 11:00"}, "2026-11-23", ""},
		{"dots are day first", []string{"01.12.2026 11:00"}, "2026-12-01",
			`days in the column "start" are read as day.month.year, as in 01.12.2026`},
		{"one day above 12 tells of those before it and behind it", []string{"01/12/2026 11:00", "23/11/2026 11:00",
			"02/12/2026, 11:00"}, "2026-12-01 2026-11-23 2026-12-02",
			`days in the column "start" are read as day/month/year, as in 23/11/2026`},
		{"one whose second number is above 12 tells the other", []string{"11/23/2026 11:00", "12/01/2026 11:00"},
			"2026-11-23 2026-12-01",
			`days in the column "start" are read as month/day/year, as in 11/23/2026`},
		{"day and month the same are one day in either order", []string{"11/11/2026 11:00"}, "2026-11-11", ""},
		{"each separator has a habit of its own", []string{"01.12.2026 11:00", "11/23/2026 11:00"},
			"2026-12-01 2026-11-23", "day.month.year"},
		{"another way to write a day stands beside",
			[]string{"2026-12-04 11:00", "23/11/2026 11:00", "01/12/2026 11:00"},
			"2026-12-04 2026-11-23 2026-12-01", "day/month/year"},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadCSV(t.Context(), strings.NewReader("company;role;start\n"+
				"Acme;clerk;"+strings.Join(row.cells, "\nAcme;clerk;")+"\n"), berlin(t))
			if err != nil {
				t.Fatal(err)
			}
			var starts, remarks []string
			for _, e := range entries {
				starts = append(starts, e.Interview.Start.Format("2006-01-02"))
				remarks = append(remarks, e.Remarks...)
			}
			if strings.Join(starts, " ") != row.starts {
				t.Errorf("begin %s, want %s", starts, row.starts)
			}
			if said := strings.Join(remarks, "\n"); !strings.Contains(said, row.remark) ||
				(row.remark == "") != (said == "") || len(remarks) > 1 {
				t.Errorf("said %q, want once %q", remarks, row.remark)
			}
		})
	}
}

func TestAColumnThatDoesNotTellIsRefused(t *testing.T) {
	const head = "company,role,date,time,decision by\n"
	for _, row := range []struct {
		why, table string
		want       []string
	}{
		{"nothing tells", head + "Acme,clerk,01/12/2026,11:00,\n",
			[]string{`line 2, column "date"`, `write "1 December 2026" or "12 January 2026"`}},
		{"two other columns do not agree", "company,role,date,time,decision by,applied\n" +
			"Acme,clerk,01/12/2026,11:00,23/12/2026,10/28/2026\n",
			[]string{`line 2, column "date"`, "may begin with the day or the month"}},
		{"another separator does not tell", head + "Acme,clerk,23-11-2026,11:00,\nAcme,clerk,01/12/2026,11:00,\n",
			[]string{`line 3, column "date"`, "may begin with the day or the month"}},
		{"both are told", head + "Acme,clerk,23/11/2026,11:00,\nAcme,clerk,11/24/2026,11:00,\n",
			[]string{`line 3, column "date": 11/24/2026 begins with the month, but 23/11/2026 in line 2 with ` +
				`the day; write all of the column like 2026-12-04`}},
		{"both are told of the decision", head + "Acme,clerk,2026-12-01,11:00,12/23/2026\n" +
			"Acme,clerk,2026-12-01,11:00,24/12/2026\n",
			[]string{`line 3, column "decision by": 24/12/2026 begins with the day`}},
		{"there is no such day", head + "Acme,clerk,32.13.2026,11:00,\n",
			[]string{`line 2, column "date"`, "does not exist"}},
		{"a month first with dots is nobody's custom", head + "Acme,clerk,11.23.2026,11:00,\n",
			[]string{`write it like "23 November 2026"`}},
	} {
		t.Run(row.why, func(t *testing.T) {
			entries, err := ReadCSV(t.Context(), strings.NewReader(row.table), berlin(t))
			wantErr(t, err, row.want...)
			if entries != nil {
				t.Errorf("and yet there are %d entries", len(entries))
			}
		})
	}
}
