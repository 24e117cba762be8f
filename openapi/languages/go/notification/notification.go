// Package notification verifies and parses a notification. It needs the standard library only.
package notification

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Window is the time window. The provider documents none.
const Window = 10 * time.Minute

// ErrInvalid means that the notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS.
var ErrInvalid = errors.New("invalid notification")

// Notification is a verified notification.
type Notification struct {
	BizType, BizID, BizStatus string
	// Data is the raw data, which may contain a token; nil if it is not a string.
	Data *string
	// Authorization is not nil for the bizType TECH_PROVIDER.
	Authorization *AuthorizationEvent
}

// AuthorizationEvent is the authorization of a notification. The token is a secret. It is present
// after a rejection, too: it does not prove consent.
type AuthorizationEvent struct {
	AuthorizationID, AuthorizationToken, MerchantID, MerchantName string
	Scopes                                                        []string
}

// PublicKey returns the PEM of a serial in upper case; "" if the provider does not list it.
type PublicKey func(serial string) (string, error)

var digits = regexp.MustCompile(`^[0-9]{1,18}$`)

// Verify returns the verified notification, otherwise an error. The body is the raw bytes.
func Verify(header http.Header, body []byte, publicKey PublicKey, now time.Time) (*Notification, error) {
	timestamp, nonce := get(header, "Timestamp"), get(header, "Nonce")
	serial, signature := get(header, "Certificate-Sn"), get(header, "Signature")
	if timestamp == "" || nonce == "" || serial == "" || signature == "" {
		return nil, fmt.Errorf("%w: a header is missing", ErrInvalid)
	}
	sent, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || !digits.MatchString(timestamp) || now.Sub(time.UnixMilli(sent)).Abs() > Window {
		return nil, fmt.Errorf("%w: timestamp outside of the window", ErrInvalid)
	}
	text, err := publicKey(strings.ToUpper(serial))
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, fmt.Errorf("%w: unknown certificate serial", ErrInvalid)
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	key, isRSA := parsed.(*rsa.PublicKey)
	if err != nil || !isRSA {
		return nil, fmt.Errorf("%w: not an RSA key", ErrInvalid)
	}
	// White space in the signature is ignored. The final line feed is part of the payload.
	decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(signature), ""))
	hash := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n", timestamp, nonce, body))
	if err != nil || rsa.VerifyPKCS1v15(key, crypto.SHA256, hash[:], decoded) != nil {
		return nil, fmt.Errorf("%w: wrong signature", ErrInvalid)
	}
	// The body is verified: parse it now.
	return read(body)
}

// net/http normalizes the names; a map from elsewhere may not.
func get(header http.Header, name string) string {
	for each, values := range header {
		if strings.EqualFold(each, "BinancePay-"+name) && len(values) == 1 {
			return values[0]
		}
	}
	return ""
}

func read(body []byte) (*Notification, error) {
	var event struct {
		BizType, BizStatus *string
		BizID              *id
		Data               json.RawMessage
	}
	// The errors have no causes, since they may quote the token.
	if !utf8.Valid(body) || json.Unmarshal(body, &event) != nil || event.BizType == nil || event.BizStatus == nil {
		return nil, fmt.Errorf("%w: signed, but not readable", ErrInvalid)
	}
	if event.BizID == nil {
		if *event.BizType == "TECH_PROVIDER" {
			return nil, fmt.Errorf("%w: signed, but without bizId", ErrInvalid)
		}
		// Other kinds may have no bizId.
		event.BizID = new(id)
	}
	notification := &Notification{BizType: *event.BizType, BizID: string(*event.BizID), BizStatus: *event.BizStatus}
	if bytes.HasPrefix(event.Data, []byte(`"`)) {
		json.Unmarshal(event.Data, &notification.Data)
	}
	if notification.BizType != "TECH_PROVIDER" {
		return notification, nil
	}
	var data struct {
		AuthorizationID, AuthorizationToken, MerchantName *string
		MerchantID                                        *id
		Scopes                                            []string
	}
	if notification.Data == nil || json.Unmarshal([]byte(*notification.Data), &data) != nil ||
		data.AuthorizationID == nil || data.AuthorizationToken == nil || data.MerchantID == nil || data.MerchantName == nil {
		return nil, fmt.Errorf("%w: signed, but its data is not readable", ErrInvalid)
	}
	notification.Authorization = &AuthorizationEvent{
		*data.AuthorizationID, *data.AuthorizationToken, string(*data.MerchantID), *data.MerchantName, data.Scopes}
	return notification, nil
}

// A number of any length, or a string: a merchant's id is a number here and a string in the calls.
type id string

func (i *id) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, (*string)(i)) == nil {
		return nil
	}
	return json.Unmarshal(raw, (*json.Number)(i))
}
