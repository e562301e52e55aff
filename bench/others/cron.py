"""What a person would write in Python: ask what is due, send it over one connection, and note each that went.
Arguments: the database, the mail, the port of the mail server."""
import smtplib
import sqlite3
import sys
import time

db = sqlite3.connect(sys.argv[1])
due = db.execute("SELECT id FROM followups WHERE sent_at IS NULL AND due_at <= ?", (int(time.time()),)).fetchall()
if due:
    with open(sys.argv[2], "rb") as f:
        mail = f.read()
    with smtplib.SMTP("127.0.0.1", int(sys.argv[3]), local_hostname="localhost") as server:
        for (id,) in due:
            server.sendmail("sam@example.test", ["sam@example.test"], mail)
            with db:
                db.execute("UPDATE followups SET sent_at = ? WHERE id = ?", (int(time.time()), id))
