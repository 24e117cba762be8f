package io.github.binancepay.tsp.internal.http;

import static io.github.binancepay.tsp.MockProvider.API_KEY;
import static io.github.binancepay.tsp.MockProvider.SECRET_KEY;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Named.named;

import io.github.binancepay.tsp.MockProvider;
import io.github.binancepay.tsp.SettableClock;
import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureInterceptorTest {
  private static final Instant NOW = Instant.ofEpochMilli(1761955200123L);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final RequestSigner SIGNER = new RequestSigner(SECRET_KEY);

  @AutoClose private final MockProvider provider = new MockProvider();

  @Test
  void putsTheFourHeadersOnTheRequest() throws Exception {
    provider.clientBuilder().clock(CLOCK).build().createAuthorization(sampleRequest());

    RecordedRequest received = provider.takeRequest();
    assertThat(received.getHeaders().values("BinancePay-Timestamp"))
        .containsExactly("1761955200123");
    assertThat(received.getHeaders().values("BinancePay-Nonce"))
        .singleElement()
        .asString()
        .matches("[A-Za-z]{32}");
    assertThat(received.getHeaders().values("BinancePay-Certificate-SN")).containsExactly(API_KEY);
    assertThat(received.getHeaders().values("BinancePay-Signature"))
        .singleElement()
        .asString()
        .matches("[0-9A-F]{128}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "merchant1",
        "商户-Händler-😀",
        "<b>&'=\"\\/</b>",
        "line\nfeed",
        "a\u2028b\u2029c",
        "'"
      })
  void signsExactlyTheBytesSent(String merchantId) throws Exception {
    provider.clientBuilder().build().createAuthorization(sampleRequest().merchantId(merchantId));

    assertSignatureFits(provider.takeRequest());
  }

  @Test
  void signsWhatTheCallersOwnInterceptorMadeOfTheBody() throws Exception {
    RequestBody other = json("{ \"rewritten\": \"ü\" }");
    Interceptor rewriting =
        chain ->
            chain.proceed(
                chain
                    .request()
                    .newBuilder()
                    .header("Content-Length", Long.toString(other.contentLength()))
                    .post(other)
                    .build());
    OkHttpClient callers = new OkHttpClient.Builder().addNetworkInterceptor(rewriting).build();

    provider.clientBuilder().httpClient(callers).build().createAuthorization(sampleRequest());

    RecordedRequest received = provider.takeRequest();
    assertThat(received.getBody().utf8()).isEqualTo("{ \"rewritten\": \"ü\" }");
    assertSignatureFits(received);
  }

  @Test
  void replacesHeadersThatTheCallerSet() throws Exception {
    send(
        new SignatureInterceptor(API_KEY, SIGNER, () -> "nonce", CLOCK),
        post().header("BinancePay-Nonce", "old").header("BinancePay-Signature", "old"));

    RecordedRequest received = provider.takeRequest();
    assertThat(received.getHeaders().values("BinancePay-Nonce")).containsExactly("nonce");
    assertThat(received.getHeaders().values("BinancePay-Signature")).hasSize(1);
    assertSignatureFits(received);
  }

  @Test
  void signsARequestWithoutABody() throws Exception {
    send(
        new SignatureInterceptor(API_KEY, SIGNER, () -> "nonce", CLOCK),
        new Request.Builder().url(provider.origin()));

    RecordedRequest received = provider.takeRequest();
    assertThat(received.getMethod()).isEqualTo("GET");
    assertSignatureFits(received);
  }

  @ParameterizedTest
  @MethodSource("brokenParts")
  void whatCannotBeSignedIsAnIOExceptionAndIsNotSent(SignatureInterceptor broken) {
    assertThatIOException()
        .isThrownBy(() -> send(broken, post()))
        .withMessage("the request could not be signed")
        .withCauseInstanceOf(RuntimeException.class);

    assertThat(provider.requestCount()).isZero();
  }

  static Stream<Named<SignatureInterceptor>> brokenParts() {
    NonceSource noEntropy =
        () -> {
          throw new IllegalStateException("no entropy");
        };
    Clock failing =
        new SettableClock(NOW) {
          @Override
          public Instant instant() {
            throw new IllegalStateException("no time");
          }
        };
    return Stream.of(
        named("nonce fails", new SignatureInterceptor(API_KEY, SIGNER, noEntropy, CLOCK)),
        named("nonce is null", new SignatureInterceptor(API_KEY, SIGNER, () -> null, CLOCK)),
        named("nonce breaks a line", new SignatureInterceptor(API_KEY, SIGNER, () -> "\n", CLOCK)),
        named("clock fails", new SignatureInterceptor(API_KEY, SIGNER, () -> "nonce", failing)));
  }

  private void send(SignatureInterceptor interceptor, Request.Builder request) throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().addNetworkInterceptor(interceptor).build();
    client.newCall(request.build()).execute().close();
  }

  private Request.Builder post() {
    return new Request.Builder().url(provider.origin()).post(json("{}"));
  }

  private static RequestBody json(String text) {
    return RequestBody.create(text, MediaType.get("application/json"));
  }

  // Not the signer under test: what the provider's rules say, written down once more.
  private static void assertSignatureFits(RecordedRequest received)
      throws GeneralSecurityException {
    Buffer payload = new Buffer();
    payload.writeUtf8(received.getHeaders().get("BinancePay-Timestamp") + "\n");
    payload.writeUtf8(received.getHeaders().get("BinancePay-Nonce") + "\n");
    if (received.getBody() != null) {
      payload.write(received.getBody());
    }
    payload.writeUtf8("\n");
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA512"));
    BigInteger hmac = new BigInteger(1, mac.doFinal(payload.readByteArray()));

    assertThat(received.getHeaders().get("BinancePay-Signature"))
        .isEqualTo(String.format("%0128X", hmac));
  }
}
