#!/usr/bin/env python3
"""Does what a mail program does, for the story of .ci/servers.

story.py MAILDIR SUBJECT WHAT: waits for the latest mail with that in its subject, and prints something of it:
  text, its whole text; id, its Message-ID; draft, the draft that is attached; any other word, the link of that button.
story.py MAILDIR "" answer HOST PORT CA USER PASSWORD TO: has the owner of the Maildir answer its latest mail.
"""

import email
import email.policy
import email.utils
import html
import pathlib
import re
import smtplib
import ssl
import sys
import time


def latest(maildir, subject):
    for _ in range(200):
        boxes = [f for box in ("new", "cur") for f in pathlib.Path(maildir, box).glob("*")]
        for path in sorted(boxes, key=lambda f: f.stat().st_mtime_ns, reverse=True):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if subject in str(mail["Subject"]):
                return mail
        time.sleep(0.1)
    sys.exit(f"no mail with {subject!r} has come to {maildir}")


def answer(mail, host, port, ca, user, password, to):
    reply = email.message.EmailMessage()
    reply["From"], reply["To"] = "Jo Smith <jo@followup.test>", to
    reply["Subject"] = "Re: " + str(mail["Subject"])
    reply["Date"], reply["Message-ID"] = email.utils.formatdate(), email.utils.make_msgid(domain="acme.test")
    reply["In-Reply-To"] = reply["References"] = mail["Message-ID"]
    reply.set_content("Thank you! We need a few days more.\n\n> " + mail.get_body().get_content().replace("\n", "\n> "))
    with smtplib.SMTP(host, int(port)) as smtp:
        smtp.starttls(context=ssl.create_default_context(cafile=ca))
        smtp.login(user, password)
        smtp.send_message(reply)


maildir, subject, what, *rest = sys.argv[1:]
mail = latest(maildir, subject)
if what == "answer":
    answer(mail, *rest)
elif what == "text":
    print(mail.get_body(("plain",)).get_content())
elif what == "id":
    print(mail["Message-ID"])
elif what == "draft":
    attached = next(p for p in mail.walk() if p.get_content_type() == "message/rfc822")
    sys.stdout.write(attached.get_payload(0).as_string())
else:
    page = mail.get_body(("html",)).get_content()
    found = re.search(r'<a href="(mailto:[^"]*)"[^>]*>(?:<[^>]*>)*' + re.escape(what), page)
    print(html.unescape(found.group(1)) if found else sys.exit(f"no button {what!r}"))
