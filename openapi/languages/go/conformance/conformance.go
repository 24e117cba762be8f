// Command conformance runs the signing vectors through the hook, the notifications through the receiver, and the
// scenarios through the generated client.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"
	"time"

	"example/binancepay"
	"example/notification"
	"example/signing"
)

type result map[string]any

// Common fields of the envelopes.
type envelope interface {
	GetStatus() string
	GetCode() string
	GetErrorMessage() string
	GetMsg() string
	GetErrorData() string
}

// Calls of the scenarios' operations.
var operations = map[string]func(*binancepay.APIClient, []byte) (envelope, any, *http.Response, error){
	"createAuthorization": func(client *binancepay.APIClient, body []byte) (envelope, any, *http.Response, error) {
		call := client.AuthorizationAPI.CreateAuthorization(context.Background())
		request := parse[binancepay.CreateAuthorizationRequest](body)
		received, response, err := call.CreateAuthorizationRequest(request).Execute()
		return received, received.GetData(), response, err
	},
	"queryScopes": func(client *binancepay.APIClient, body []byte) (envelope, any, *http.Response, error) {
		call := client.AuthorizationAPI.QueryScopes(context.Background())
		received, response, err := call.Body(parse[map[string]any](body)).Execute()
		return received, received.GetData(), response, err
	},
	"queryAuthorizations": func(client *binancepay.APIClient, body []byte) (envelope, any, *http.Response, error) {
		call := client.AuthorizationAPI.QueryAuthorizations(context.Background())
		request := parse[binancepay.QueryAuthorizationsRequest](body)
		received, response, err := call.QueryAuthorizationsRequest(request).Execute()
		return received, received.GetData(), response, err
	},
	"queryCertificates": func(client *binancepay.APIClient, body []byte) (envelope, any, *http.Response, error) {
		call := client.CertificateAPI.QueryCertificates(context.Background())
		received, response, err := call.Body(parse[map[string]any](body)).Execute()
		return received, received.GetData(), response, err
	},
	"requestWithoutBody": func(client *binancepay.APIClient, _ []byte) (envelope, any, *http.Response, error) {
		url := client.GetConfig().Servers[0].URL + "/binancepay/openapi/certificates"
		response, err := client.GetConfig().HTTPClient.Post(url, "application/json", nil)
		if err != nil {
			return nil, nil, nil, err
		}
		defer response.Body.Close()
		var received binancepay.ErrorResponse
		return &received, nil, response, json.NewDecoder(response.Body).Decode(&received)
	},
}

func main() {
	var document struct {
		Vectors []struct {
			Name, SecretKey, Timestamp, Nonce, Signature string
			BodyBase64                                   []byte
		}
	}
	read(os.Getenv("VECTORS"), &document)
	wrong := []string{}
	for _, v := range document.Vectors {
		if signing.Sign(v.SecretKey, v.Timestamp, v.Nonce, v.BodyBase64) != v.Signature {
			wrong = append(wrong, v.Name)
		}
	}
	report(result{"vectors": len(document.Vectors), "wrong": wrong})

	reportNotifications()

	var scenarios []struct {
		Name, Operation string
		Request         json.RawMessage
		SecretKey       *string
	}
	read(os.Getenv("SCENARIOS"), &scenarios)
	for _, scenario := range scenarios {
		secretKey := os.Getenv("BINANCE_PAY_SECRET_KEY")
		if scenario.SecretKey != nil {
			secretKey = *scenario.SecretKey
		}
		outcome := run(scenario.Operation, scenario.Request, secretKey)
		outcome["scenario"] = scenario.Name
		report(outcome)
	}
}

func reportNotifications() {
	var document struct {
		Keys []struct {
			CertSerial, CertPublic string
			Published              bool
		}
		Vectors []struct {
			Name, Body string
			Now        int64
			Headers    map[string]string
			BodyBase64 []byte
			Event      *notification.Notification
		}
	}
	read(os.Getenv("NOTIFICATION_VECTORS"), &document)
	keys := map[string]string{}
	for _, key := range document.Keys {
		if key.Published {
			keys[key.CertSerial] = key.CertPublic
		}
	}
	publicKey := func(serial string) (string, error) { return keys[serial], nil }
	wrong := []string{}
	for _, v := range document.Vectors {
		header := http.Header{}
		for name, value := range v.Headers {
			header[name] = []string{value}
		}
		received, err := notification.Verify(header, v.BodyBase64, publicKey, time.UnixMilli(v.Now))
		if err == nil && received.Authorization != nil && strings.Contains(v.Body, "bizIdStr") {
			// The generated model keeps all digits, too.
			received.BizID = parse[binancepay.AuthorizationNotification](v.BodyBase64).BizId.String()
		}
		if !reflect.DeepEqual(received, v.Event) || err != nil && !errors.Is(err, notification.ErrInvalid) {
			wrong = append(wrong, v.Name)
		}
	}
	report(result{"notifications": len(document.Vectors), "wrong": wrong})
}

func run(operation string, request []byte, secretKey string) result {
	call, known := operations[operation]
	if !known {
		return result{"outcome": "missing"}
	}
	configuration := binancepay.NewConfiguration()
	configuration.Servers = binancepay.ServerConfigurations{{URL: os.Getenv("BINANCE_PAY_BASE_URL")}}
	configuration.HTTPClient = &http.Client{
		Transport: signing.Transport{APIKey: os.Getenv("BINANCE_PAY_API_KEY"), SecretKey: secretKey}}
	received, data, response, err := call(binancepay.NewAPIClient(configuration), request)

	var apiError *binancepay.GenericOpenAPIError
	var failure binancepay.ErrorResponse
	if errors.As(err, &apiError) && json.Unmarshal(apiError.Body(), &failure) == nil && failure.Code != "000000" {
		return rejected(failure.Code, failure.GetErrorMessage()+failure.GetMsg()+failure.GetErrorData())
	}
	if err != nil && response != nil && response.StatusCode >= 300 {
		return rejected(nil, fmt.Sprintf("HTTP %s: %v", response.Status, err))
	}
	if err != nil {
		return result{"outcome": "failed", "message": err.Error()}
	}
	if received.GetStatus() != "SUCCESS" || received.GetCode() != "000000" {
		return rejected(received.GetCode(), received.GetErrorMessage()+received.GetMsg()+received.GetErrorData())
	}
	return result{"outcome": "success", "data": data}
}

func rejected(code any, message string) result {
	return result{"outcome": "rejected", "code": code, "message": message}
}

func read(path string, value any) {
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, value)
	}
	end(err)
}

func parse[T any](text []byte) (value T) {
	end(json.Unmarshal(text, &value))
	return
}

func end(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func report(outcome result) {
	json.NewEncoder(os.Stdout).Encode(outcome)
}
