// Command notification is a receiver of notifications in a web application.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"example/binancepay"
	"example/notification"
	"example/signing"
)

func main() {
	configuration := binancepay.NewConfiguration()
	configuration.Servers = binancepay.ServerConfigurations{{URL: os.Getenv("BINANCE_PAY_BASE_URL")}}
	configuration.HTTPClient = &http.Client{Timeout: 10 * time.Second, Transport: signing.Transport{
		APIKey: os.Getenv("BINANCE_PAY_API_KEY"), SecretKey: os.Getenv("BINANCE_PAY_SECRET_KEY")}}
	keys := &publicKeys{client: binancepay.NewAPIClient(configuration)}
	log.Fatal(http.ListenAndServe("127.0.0.1:9000", receiver(keys)))
}

func receiver(keys *publicKeys) http.HandlerFunc {
	return func(response http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, 1<<20))
		if err != nil {
			return
		}
		received, err := notification.Verify(request.Header, body, keys.get, time.Now())
		if errors.Is(err, notification.ErrInvalid) {
			http.Error(response, err.Error(), http.StatusBadRequest)
			return
		} else if err != nil {
			// The keys are unavailable: the provider retries.
			http.Error(response, "try again", http.StatusServiceUnavailable)
			return
		}
		if received.Authorization != nil && received.BizStatus == "SUBMIT_AUTH_AGREE" {
			// The same event may arrive again: process it idempotently.
			fmt.Println("Agreed:", received.Authorization.AuthorizationID)
		}
		response.Header().Set("Content-Type", "application/json")
		io.WriteString(response, `{"returnCode":"SUCCESS","returnMessage":null}`)
	}
}

// Caches the keys for an hour. Queries again for an unknown serial, at most once a minute.
type publicKeys struct {
	client *binancepay.APIClient
	lock   sync.Mutex
	keys   map[string]string
	asked  time.Time
}

func (k *publicKeys) get(serial string) (string, error) {
	k.lock.Lock()
	defer k.lock.Unlock()
	_, known := k.keys[serial]
	if age := time.Since(k.asked); age > time.Hour || !known && age > time.Minute {
		k.asked = time.Now()
		call := k.client.CertificateAPI.QueryCertificates(context.Background())
		envelope, _, err := call.Body(map[string]any{}).Execute()
		if err != nil {
			return "", err
		}
		if envelope.Status == "SUCCESS" && envelope.Code == "000000" {
			k.keys = map[string]string{}
			for _, each := range envelope.Data {
				k.keys[strings.ToUpper(each.CertSerial)] = each.CertPublic
			}
		}
	}
	return k.keys[serial], nil
}
