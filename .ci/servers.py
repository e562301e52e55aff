#!/usr/bin/env python3
"""Compares what .ci/servers put in with what the mail server has, what the log says, and what the program believes.

servers.py MAILDIR LOG LIST.JSON USER EXPECTED: prints the figures, and exits 1 where they do not agree.
"""

import collections
import email
import email.policy
import json
import pathlib
import re
import sys

maildir, log, listing, user, expected = sys.argv[1:]
expected = int(expected)
faults = []


def check(true, fault):
    if not true:
        faults.append(fault)


# What the server has, by Message-ID. The server's own name of a mail tells two mails taken from one delivered twice.
boxes = [f for box in ("new", "cur") for f in sorted(pathlib.Path(maildir, box).glob("*"))]
mails = collections.defaultdict(dict)
for path in boxes:
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    taken = re.search(r"with ESMTPSA\b.*?\bid (\S+?);?\s", str(mail["Received"]), re.DOTALL | re.IGNORECASE)
    check(taken, f"{path.name}: not taken over an encrypted session with a login: {mail['Received']}")
    mails[str(mail["Message-ID"])][taken.group(1) if taken else path.name] = mail

# The headers as sent, and the draft within, of every mail.
subjects = collections.Counter()
for mid, copies in mails.items():
    bodies = set()
    for mail in copies.values():
        parts = list(mail.walk())
        shape = " ".join(p.get_content_type() for p in parts[:5])
        draft = parts[4].get_payload(0) if len(parts) > 4 and parts[4].is_multipart() else {}
        person = re.search(r"thank-you to (Jörg Nº\d+) \(Käse & Söhne \d+, Zürich\)$", mail["Subject"])
        check(mid.endswith("@followup.test>"), f"{mid}: not in the domain of the sender")
        check(mail["From"].addresses[0].addr_spec == mail["To"].addresses[0].addr_spec == user, f"{mid}: From or To")
        check(mail["Date"] and mail["Date"].datetime, f"{mid}: no Date")
        check(mail["Auto-Submitted"] == "auto-generated", f"{mid}: Auto-Submitted is {mail['Auto-Submitted']}")
        check(shape == "multipart/mixed multipart/alternative text/plain text/html message/rfc822", f"{mid}: {shape}")
        check(not any(p.defects for p in parts), f"{mid}: defects {[p.defects for p in parts]}")
        check(person, f"{mid}: Subject is {mail['Subject']}")
        check(person and person.group(1) in parts[2].get_content(), f"{mid}: the text does not name the person")
        check(draft and draft["X-Unsent"] == "1" and draft["To"].addresses[0].display_name == (person and person.group(1)),
              f"{mid}: the draft is not to that person")
        subjects[str(mail["Subject"])] += 1
        bodies.add(mail.as_bytes().split(b"Message-ID:", 1)[-1])
    subjects[str(mail["Subject"])] -= len(copies) - 1
    check(len(bodies) == 1, f"{mid}: the copies differ")

# What the daemon logged: what it takes as delivered, and where it knows that a copy may come.
lines = [dict(re.findall(r'([\w.]+)=("(?:[^"\\]|\\.)*"|\S+)', line)) for line in open(log, encoding="utf-8")]
delivered = collections.Counter(line["message_id"] for line in lines if line.get("msg") == "delivered")
interview = {line["message_id"]: line["interview"] for line in lines if "message_id" in line}
excuses = collections.Counter(line["interview"] for line in lines
                              if line.get("outcome") == "lost" or "may arrive twice" in line.get("msg", ""))
check(set(delivered) == set(mails), f"the log and the server differ by {len(set(delivered) ^ set(mails))} mails")
check(all(n == 1 for n in delivered.values()), "the log has a mail as delivered twice")

# What the program believes.
reminders = [r for iv in json.loads(pathlib.Path(listing).read_text()) for r in iv["reminders"]]
believed = collections.Counter(r["subject"] for r in reminders if r["state"] == "delivered")
check(len(reminders) == expected, f"{len(reminders)} reminders for {expected} interviews")
check(believed == +subjects, f"the program and the server differ: {(believed - subjects) + (subjects - believed)}")

lost = expected - len(mails)
doubled = {mid: len(copies) - 1 for mid, copies in mails.items() if len(copies) > 1}
unexcused = [mid for mid, n in doubled.items() if n > excuses[interview.get(mid)]]
check(lost == 0, f"{lost} lost")
check(not unexcused, f"doubled without an excuse: {unexcused}")
deferred = sum(line.get("outcome") == "deferred" for line in lines)
cut = sum(line.get("outcome") in ("broken", "lost") for line in lines)
away = sum("the mail server cannot be used" in line.get("msg", "") for line in lines)
print(f"tried {expected}, delivered {len(mails)}, lost {lost}, doubled {sum(doubled.values())}; "
      f"put off by 4xx {deferred}, cut off in a mail {cut}, server away {away}")
for fault in faults[:5]:
    print("  wrong:", fault)
sys.exit(1 if faults else 0)
