package io.github.binancepay.tsp;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A web server in the provider's place: gives one answer, however often it is asked. */
public final class MockProvider implements AutoCloseable {
  public static final String API_KEY = "sandbox-api-key";
  public static final String SECRET_KEY = "sandbox-secret-key";

  /** The sample answer of the reference page, with a token that is easily found where it leaks. */
  public static final String CREATED =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"authorizationId\":\"authId1\","
          + "\"merchantName\":\"Merchant One\",\"authorizationToken\":\"tOkEn-4711\","
          + "\"merchantId\":\"merchant1\",\"status\":\"PENDING\",\"redirectUrl\":"
          + "\"https://merchant.binance.com/en/dashboard/review-authorization?authId=authId1\","
          + "\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
          + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}}";

  public static final String TOKEN = "tOkEn-4711";

  // A field, for a logger that nothing holds is forgotten with its level.
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  private final MockWebServer server = new MockWebServer();
  private volatile MockResponse answer = answerOf(200, CREATED);

  public MockProvider() {
    SERVER_LOG.setLevel(Level.OFF);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }

          @Override
          public MockResponse peek() {
            return answer;
          }
        });
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static MockResponse answerOf(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  /** The sample request of the reference page. */
  public static CreateAuthorizationRequest sampleRequest() {
    return new CreateAuthorizationRequest()
        .merchantId("merchant1")
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
  }

  public MockProvider answers(MockResponse newAnswer) {
    answer = newAnswer;
    return this;
  }

  public MockProvider answers(int status, String body) {
    return answers(answerOf(status, body));
  }

  public String origin() {
    return "http://127.0.0.1:" + server.getPort();
  }

  public BinancePayClient.Builder clientBuilder() {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of(API_KEY, SECRET_KEY))
        .baseUrl(origin());
  }

  public int requestCount() {
    return server.getRequestCount();
  }

  /** The oldest request not yet taken; waits for one that is still on its way. */
  public RecordedRequest takeRequest() throws InterruptedException {
    RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request was received");
    }
    return request;
  }

  @Override
  public void close() {
    server.close();
  }

  /** What the client makes of {@link #CREATED}. */
  public static Authorization created() {
    return new Authorization()
        .authorizationId("authId1")
        .merchantName("Merchant One")
        .authorizationToken(TOKEN)
        .merchantId("merchant1")
        .status("PENDING")
        .redirectUrl(
            "https://merchant.binance.com/en/dashboard/review-authorization?authId=authId1")
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
  }
}
