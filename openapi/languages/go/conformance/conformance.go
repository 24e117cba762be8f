// Command conformance runs the signing vectors and the scenarios through the generated client.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	"example/binancepay"
	"example/signing"
)

type result map[string]any

// What an operation returns, whatever its data.
type envelope interface {
	GetStatus() string
	GetCode() string
	GetErrorMessage() string
	GetMsg() string
	GetErrorData() string
}

// A call of each operation that the scenarios name.
var operations = map[string]func(*binancepay.APIClient, []byte) (envelope, any, *http.Response, error){
	"createAuthorization": func(client *binancepay.APIClient, body []byte) (envelope, any, *http.Response, error) {
		var request binancepay.CreateAuthorizationRequest
		if err := json.Unmarshal(body, &request); err != nil {
			return nil, nil, nil, err
		}
		call := client.AuthorizationAPI.CreateAuthorization(context.Background())
		received, response, err := call.CreateAuthorizationRequest(request).Execute()
		return received, received.GetData(), response, err
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
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func report(outcome result) {
	json.NewEncoder(os.Stdout).Encode(outcome)
}
