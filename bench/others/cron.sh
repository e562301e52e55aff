#!/bin/sh
# What a person would run from cron: the sqlite3 shell asks what is due, msmtp sends it, and the shell notes that it went.
# Arguments: the database, the mail, the port of the mail server.
set -eu
sqlite3 "$1" "SELECT id FROM followups WHERE sent_at IS NULL AND due_at <= unixepoch()" | while read -r id; do
	msmtp --host=127.0.0.1 --port="$3" --tls=off --auth=off --from=sam@example.test sam@example.test <"$2"
	sqlite3 "$1" "UPDATE followups SET sent_at = unixepoch() WHERE id = $id"
done
