package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"example/binancepay"
	"example/signing"
)

func main() {
	configuration := binancepay.NewConfiguration()
	configuration.Servers = binancepay.ServerConfigurations{{URL: os.Getenv("BINANCE_PAY_BASE_URL")}}
	configuration.HTTPClient = &http.Client{Transport: signing.Transport{
		APIKey: os.Getenv("BINANCE_PAY_API_KEY"), SecretKey: os.Getenv("BINANCE_PAY_SECRET_KEY")}}
	api := binancepay.NewAPIClient(configuration).AuthorizationAPI

	request := binancepay.NewCreateAuthorizationRequest(
		"merchant1", []string{"CONVERT", "CHECKOUT"}, []string{"192.168.1.1", "192.168.1.2"})
	received, response, err := api.CreateAuthorization(context.Background()).CreateAuthorizationRequest(*request).Execute()

	// A failure may have any HTTP status, also 200: the envelope decides.
	var apiError *binancepay.GenericOpenAPIError
	var failure binancepay.ErrorResponse
	if errors.As(err, &apiError) && json.Unmarshal(apiError.Body(), &failure) == nil && failure.Code != "000000" {
		log.Fatalf("rejected with %s: %s", failure.Code, failure.GetErrorMessage()+failure.GetMsg()+failure.GetErrorData())
	}
	if response != nil && err != nil {
		// Not an envelope, for example an HTML page: the error does not contain the status.
		log.Fatalf("HTTP %s: %v", response.Status, err)
	}
	if err != nil {
		log.Fatal(err)
	}
	if received.Status != "SUCCESS" || received.Code != "000000" {
		log.Fatalf("rejected with %s: %s", received.Code, received.GetErrorMessage()+received.GetMsg()+received.GetErrorData())
	}
	fmt.Println("Send the merchant to", received.Data.RedirectUrl)
}
