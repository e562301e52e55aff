# The story of the README for .ci/servers, which sources this file: a user with a mail program and no shell after `add`. The
# mail program is neomutt, which sends through Postfix and keeps what it sent in the Maildir that Dovecot serves: without a
# terminal it does not do so by IMAP.
# shellcheck shell=bash disable=SC2154

# dovecot serves the Maildirs of Postfix. It looks for its parts below /usr alone: see mailbox in .ci/servers.
dovecot() {
	local at="$dir/dovecot"
	mkdir -p "$at/run"
	imap="$(free_port)"
	cat >"$at/conf" <<-END
		base_dir = $at/run
		state_dir = $at/run
		log_path = $at/dovecot.log
		protocols = imap
		listen = 127.0.0.1
		default_internal_user = nobody
		default_internal_group = nogroup
		default_login_user = nobody
		first_valid_uid = 1
		first_valid_gid = 1
		ssl = required
		ssl_cert = <$work/tls.pem
		ssl_key = <$work/tls.key
		mail_location = maildir:$dir/mail/%u
		passdb {
		  driver = static
		  args = password=$secret
		}
		userdb {
		  driver = static
		  args = uid=64101 gid=64101 home=$dir/mail/%u
		}
		namespace inbox {
		  inbox = yes
		  separator = /
		  mailbox Sent {
		    auto = create
		    special_use = \Sent
		  }
		}
		service imap-login {
		  chroot =
		  inet_listener imap {
		    port = 0
		  }
		  inet_listener imaps {
		    port = $imap
		  }
		}
		service anvil {
		  chroot =
		}
	END
	# shellcheck disable=SC2016 # the shell within expands it
	unshare -mpf --kill-child sh -c 'mount -t overlay overlay -o "lowerdir=$1/usr:/usr" /usr && exec dovecot -F -c "$2"' \
		sh "$root" "$at/conf" >"$at/log" 2>&1 3>&- &
	echo $! >"$at/unshare.pid"
	disown # the shell says nothing of its end
	local i
	for ((i = 0; i < 100; i++)); do
		! (: <"/dev/tcp/127.0.0.1/$imap") 2>/dev/null || return 0
		sleep 0.1
	done
	fail "Dovecot does not start: $(tail -n 1 "$at/log" "$at/dovecot.log")"
}

# neomutt sends a mail as the user, without a question: a draft, or what a link of a button says.
neomutt() {
	local program=(command neomutt)
	[ ! -x "$root/usr/bin/neomutt" ] || program=(unpacked "$root/usr/bin/neomutt")
	# It sends nothing as long as nothing comes from its standard input.
	"${program[@]}" -n -F "$dir/$name/muttrc" "$@" <<<'' >"$dir/$name/neomutt.log" 2>&1 ||
		fail "neomutt: $(tail -n 3 "$dir/$name/neomutt.log")"
	chown -R 64101:64101 "$dir/mail/$name/.Sent"
}

# once looks at the mailbox and makes a pass, as a timer does.
once() {
	followup once >"$dir/$name/once" 2>>"$dir/$name/log" || fail "$(cat "$dir/$name/once")"
	grep -q "^Delivered $1," "$dir/$name/once" || fail "$(cat "$dir/$name/once"), want $1"
}

# came waits for a mail with such a subject, and takes something out of it: the draft, a button, or nothing.
came() { python3 "$here/story.py" "$dir/mail/$name" "$@" || fail "$*"; }

# shown waits for nothing: what a look has found is there.
shown() { followup show 1 >"$dir/$name/shown"; grep -q -- "$1" "$dir/$name/shown" || fail "no '$1' in: $(cat "$dir/$name/shown")"; }

case_story() {
	[ -x "$root/usr/bin/neomutt" ] || command -v neomutt >/dev/null || { echo 'story    not run: no neomutt'; return; }
	local secret=story-secret began link
	began="$(date +%s)"
	dovecot
	prepare story 0
	cat >>"$dir/story/config.toml" <<-END
		[mailbox]
		host = "localhost"
		port = $imap
		username = "story"
		password_file = "$dir/story/imap"
	END
	(umask 077; echo "$secret" >"$dir/story/imap")
	cat >"$dir/story/muttrc" <<-END
		set from = "story@followup.test" realname = "Zoë Groß" use_from = yes use_envelope_from = no
		set hostname = "followup.test" charset = "utf-8" send_charset = "utf-8"
		set smtp_url = "smtp://me@localhost:$port" smtp_authenticators = "plain"
		set smtp_pass = '$password'
		set ssl_starttls = yes ssl_force_tls = yes ssl_ca_certificates_file = "$work/ca.pem"
		set mbox_type = Maildir record = "$dir/mail/story/.Sent" copy = yes confirmappend = no
		set abort_unmodified = no include = no signature = "" mailcap_path = "" tmpdir = "$dir/story"
	END
	followup add --company Acme --role nurse --at "$(date -u -d '-4 hours' '+%F %H:%M')" \
		--with 'Jo Smith <jo@followup.test>' --topic 'the new rota' >/dev/null

	# A reminder comes. Its draft is sent from the mail program, with a sentence more, and is marked by itself.
	once 1
	came 'thank-you to Jo Smith' draft >"$dir/story/draft.eml"
	sed -i 's/^Kind regards,/The rota on the wall was a good idea.\n\n&/' "$dir/story/draft.eml"
	neomutt -H "$dir/story/draft.eml"
	python3 "$here/story.py" "$dir/mail/jo" '' answer localhost "$port" "$work/ca.pem" me "$password" story@followup.test ||
		fail 'Jo cannot answer'
	push

	# The answer is seen, and asked about. It is told by one mail, that of a button.
	came 'Re: ' text >/dev/null
	once 1
	shown 'you sent the thank-you to Jo Smith.*(seen in your mailbox)'
	shown 'they wrote (Jo Smith)'
	grep -q 'application=1 kind=sent.*certainty=sure' "$dir/story/log" || fail 'the draft is not surely recognised'
	link="$(came 'What did Jo Smith say' 'Not decided yet')"
	neomutt "$link"

	# It is noted, and the next step is right: the reply to their answer, below it.
	once 2
	came 'Noted: they answered' Undo >/dev/null
	shown 'they answered: not decided yet'
	came 'reply to Jo Smith' draft >"$dir/story/reply.eml"
	grep -qi "^In-Reply-To: $(python3 "$here/story.py" "$dir/mail/story" 'Re: ' id)" "$dir/story/reply.eml" ||
		fail "it is no reply: $(head -n 12 "$dir/story/reply.eml")"
	neomutt -H "$dir/story/reply.eml"
	once 0
	shown 'you sent the reply to Jo Smith.*(seen in your mailbox)'
	kill -KILL "$(cat "$dir/dovecot/unshare.pid")"
	rm "$dir/dovecot/unshare.pid"
	printf '%-8s %-9s %s\n' "$server" story "Dovecot, neomutt: two drafts sent and marked, an answer asked about and told \
by its button, the reply below it; no shell after add; $(($(date +%s) - began)) s"
}
