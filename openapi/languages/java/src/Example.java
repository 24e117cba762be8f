import com.example.binancepay.ApiClient;
import com.example.binancepay.ApiException;
import com.example.binancepay.api.AuthorizationApi;
import com.example.binancepay.model.Authorization;
import com.example.binancepay.model.CreateAuthorizationRequest;
import com.example.binancepay.model.CreateAuthorizationResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Creates an authorization and handles a rejection. */
public final class Example {
  public static void main(String[] args) throws ApiException {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("BINANCE_PAY_BASE_URL"));
    client.setRequestInterceptor(
        BinancePaySigning.with(
            System.getenv("BINANCE_PAY_API_KEY"), System.getenv("BINANCE_PAY_SECRET_KEY")));
    try {
      Authorization authorization =
          create(
              client,
              new CreateAuthorizationRequest()
                  .merchantId("merchant1")
                  .scopes(List.of("CONVERT", "CHECKOUT"))
                  .ipWhitelist(List.of("192.168.1.1", "192.168.1.2")));
      System.out.println("Redirect the merchant to " + authorization.getRedirectUrl());
    } catch (Rejection e) {
      System.out.println("Rejected, code " + e.code + ": " + e.getMessage());
    }
  }

  static Authorization create(ApiClient client, CreateAuthorizationRequest request)
      throws Rejection, ApiException {
    CreateAuthorizationResponse envelope;
    try {
      envelope = new AuthorizationApi(client).createAuthorization(request);
    } catch (ApiException e) {
      envelope = envelope(client, e);
    }
    // The envelope decides, not the HTTP status.
    if ("SUCCESS".equals(envelope.getStatus()) && "000000".equals(envelope.getCode())) {
      return envelope.getData();
    }
    String message =
        Stream.of(envelope.getErrorMessage(), envelope.getMsg(), envelope.getErrorData())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("no message");
    throw new Rejection(envelope.getCode(), message);
  }

  /** The client does not parse the body of a failure. */
  private static CreateAuthorizationResponse envelope(ApiClient client, ApiException e)
      throws Rejection, ApiException {
    // Without a body the connection failed: the outcome is unknown.
    if (e.getResponseBody() == null) {
      throw e;
    }
    try {
      return client.getObjectMapper().readValue(e.getResponseBody(), CreateAuthorizationResponse.class);
    } catch (JsonProcessingException html) {
      throw new Rejection(null, e.getMessage());
    }
  }

  /** A failure. The code is null without the provider's envelope. */
  static final class Rejection extends Exception {
    final String code;

    Rejection(String code, String message) {
      super(message);
      this.code = code;
    }
  }
}
