// Package signing signs the requests of the generated client.
package signing

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha512"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Sign returns the signature over the exact bytes of the body; the final line feed included.
func Sign(secretKey, timestamp, nonce string, body []byte) string {
	mac := hmac.New(sha512.New, []byte(secretKey))
	fmt.Fprintf(mac, "%s\n%s\n%s\n", timestamp, nonce, body)
	return fmt.Sprintf("%X", mac.Sum(nil))
}

// Transport is the RoundTripper of the generated client's HTTPClient. It signs each request.
type Transport struct{ APIKey, SecretKey string }

func (t Transport) RoundTrip(request *http.Request) (*http.Response, error) {
	// The generated client's encoder ends the body with a line feed and escapes <, > and &: sign the final body.
	var body []byte
	if request.Body != nil {
		var err error
		body, err = io.ReadAll(request.Body)
		request.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	timestamp, nonce := strconv.FormatInt(time.Now().UnixMilli(), 10), (rand.Text() + rand.Text())[:32]
	// A RoundTripper must not change its request.
	signed := request.Clone(request.Context())
	signed.Body = io.NopCloser(bytes.NewReader(body))
	// Set would change the names: Binancepay-Certificate-Sn.
	signed.Header["BinancePay-Timestamp"] = []string{timestamp}
	signed.Header["BinancePay-Nonce"] = []string{nonce}
	signed.Header["BinancePay-Certificate-SN"] = []string{t.APIKey}
	signed.Header["BinancePay-Signature"] = []string{Sign(t.SecretKey, timestamp, nonce, body)}
	return http.DefaultTransport.RoundTrip(signed)
}
