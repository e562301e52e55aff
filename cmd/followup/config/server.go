package config

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"

	"followup/pattern"
)

// hostName matches the name or the address of a server. An address of IPv6 may have a zone: fe80::1%eth0.
var hostName = pattern.Lazy(`^([A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?|` +
	`[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?)$`)

// SplitServer returns the name and the port in what people write for a server, such as "smtps://smtp.example.org:465/".
// The port is 0 if there is none.
func SplitServer(s string) (host string, port int) {
	host = strings.TrimSpace(s)
	if _, rest, isURL := strings.Cut(host, "://"); isURL {
		host = rest
		if i := strings.IndexAny(host, "/?#"); i >= 0 {
			host = host[:i]
		}
		host = host[strings.LastIndexByte(host, '@')+1:]
	}
	host = strings.TrimSuffix(host, "/")
	if name, digits, err := net.SplitHostPort(host); err == nil {
		if n, err := strconv.Atoi(digits); err == nil && n > 0 && n <= 65535 {
			return name, n
		}
	}
	if inner, ok := strings.CutPrefix(host, "["); ok {
		host = strings.TrimSuffix(inner, "]")
	}
	return host, 0
}

// CheckServer returns an error that names the key, unless its value is the name or the address of a server and nothing
// else. It says the right form, if that can be told.
func CheckServer(table, value string) error {
	key := table + ".host"
	host, port := SplitServer(value)
	switch {
	case value == "", value == host && hostName.MatchString(host):
		return nil
	case !hostName.MatchString(host):
		return fmt.Errorf("%s is %q; write only the name of the server, such as mail.example.org", key, value)
	case port != 0:
		return fmt.Errorf("%s is %q; write only the name of the server: %[1]s = %[3]q and %[4]s.port = %[5]d",
			key, value, host, table, port)
	}
	return fmt.Errorf("%s is %q; write only the name of the server: %[1]s = %[3]q", key, value, host)
}

// helloName matches what a mail client may call itself: the name of a machine, or an address in brackets.
var helloName = pattern.Lazy(`^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[A-Za-z0-9:.]+\])$`)

func checkHello(s string) error {
	if s == "" || helloName.MatchString(s) {
		return nil
	}
	return fmt.Errorf(`smtp.hello is %q; write the name of this machine, such as "host.example.org", or its address `+
		`as "[192.0.2.1]"`, s)
}

// maxCertificates is the maximum size in bytes of a file of certificates. All public authorities together take 300 KB.
const maxCertificates = 1 << 20

// trust returns which certificates of a mail server are trusted: those of the authorities that the machine knows, and
// of those in the file that the key names. It returns nil, which is the first alone, if it names none.
func (c *Config) trust(key, path string) (*tls.Config, error) {
	if path == "" {
		return nil, nil
	}
	text, err := c.readCertificates(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	found, instead := 0, ""
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			instead = ", but a " + strings.ToLower(block.Type)
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%s: a certificate in %s cannot be read: %w", key, path, err)
		}
		pool.AddCert(cert)
		found++
	}
	if found == 0 {
		return nil, fmt.Errorf(`%s: %s has no certificate%s; it must have lines from "-----BEGIN CERTIFICATE-----" to `+
			`"-----END CERTIFICATE-----"`, key, path, instead)
	}
	return &tls.Config{RootCAs: pool}, nil
}

// readCertificates returns the text of a file of certificates. Whoever could write it could have the password sent to a
// server of theirs, so it is guarded like the config.
func (c *Config) readCertificates(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = c.Custody.CheckWriters(path, info)
	}
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, maxCertificates+1))
	if err == nil && len(text) > maxCertificates {
		err = errors.New(path + " is too large for a file of certificates")
	}
	return text, err
}
