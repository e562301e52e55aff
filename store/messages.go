package store

import (
	"crypto/sha256"
	"database/sql"
	"errors"
)

// errDamaged is returned when the stored bytes of a message do not match their hash.
var errDamaged = errors.New("the stored message is damaged and is not sent; it will be composed again")

func writeMessage(tx *transaction, id int64, bytes []byte) error {
	sum := sha256.Sum256(bytes)
	return tx.exec(sqlInsertMessage, id, bytes, sum[:])
}

const sqlInsertMessage = `INSERT OR REPLACE INTO messages (reminder_id, bytes, sha256) VALUES (?, ?, ?)`

// readMessage returns the stored bytes of a message, or errDamaged.
func readMessage(tx *transaction, id int64) ([]byte, error) {
	var bytes, stored []byte
	err := tx.get(`SELECT bytes, sha256 FROM messages WHERE reminder_id = ?`, id).Scan(&bytes, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errDamaged
	}
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(bytes); string(sum[:]) != string(stored) {
		return nil, errDamaged
	}
	return bytes, nil
}

// sweepMessages deletes the messages that will not be sent again, and of which no draft may still be copied. Claim
// calls it once for a batch, because deleting each message when its reminder is settled would double what a delivery
// writes.
func sweepMessages(tx *transaction) error {
	return tx.exec(`
		DELETE FROM messages WHERE NOT EXISTS (
			SELECT 1 FROM reminders
			WHERE id = reminder_id AND (state = 'sending' OR (state = 'waiting' AND uncertain = 1)))
			AND NOT EXISTS (SELECT 1 FROM draft_copies AS c WHERE c.reminder_id = messages.reminder_id)`)
}
