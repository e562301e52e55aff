package store

import "context"

// A Version tells states of the database apart: two that are equal were read with no change in between.
type Version struct {
	others int64 // changes by other connections
	own    int64 // rows changed by this one
}

// Version returns the version of the database. It is far cheaper than to read anything.
func (s *Store) Version(ctx context.Context) (v Version, err error) {
	err = s.brief(ctx).get(`SELECT data_version, total_changes() FROM pragma_data_version`).Scan(&v.others, &v.own)
	return v, s.explain("asking whether anything has changed", err)
}
