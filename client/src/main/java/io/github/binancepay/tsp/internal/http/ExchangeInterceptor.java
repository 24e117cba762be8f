package io.github.binancepay.tsp.internal.http;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/**
 * Signs a request as the last <em>network</em> interceptor: the connection is open by then, so that
 * the timestamp is the moment of sending (the provider allows one second), and nothing changes the
 * signed bytes afterwards.
 */
final class ExchangeInterceptor implements Interceptor {
  private static final String USER_AGENT = userAgent();

  private final String apiKey;
  private final RequestSigner signer;
  private final NonceSource nonces;
  private final CorrectedClock clock;

  ExchangeInterceptor(
      String apiKey, RequestSigner signer, NonceSource nonces, CorrectedClock clock) {
    this.apiKey = apiKey;
    this.signer = signer;
    this.nonces = nonces;
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request signed;
    try {
      signed = sign(chain);
    } catch (RuntimeException e) {
      throw new IOException("the request could not be signed", e);
    }
    SendTracker.of(chain.call()).send();
    return chain.proceed(signed);
  }

  private Request sign(Chain chain) throws IOException {
    Request request = chain.request();
    RequestBody body = request.body();
    Buffer buffer = new Buffer();
    if (body != null) {
      body.writeTo(buffer);
    }
    byte[] bytes = buffer.readByteArray();
    long timestamp = clock.instant().toEpochMilli();
    String nonce = nonces.next();
    String signature =
        signer.isInMemory()
            ? signer.sign(timestamp, nonce, bytes)
            : AbandonableTask.run(chain.call(), () -> signer.sign(timestamp, nonce, bytes));
    String userAgent = request.header("User-Agent");
    boolean isOfOkHttp = userAgent == null || userAgent.startsWith("okhttp/");
    Request.Builder signed =
        request
            .newBuilder()
            .header("BinancePay-Timestamp", Long.toString(timestamp))
            .header("BinancePay-Nonce", nonce)
            .header("BinancePay-Certificate-SN", apiKey)
            .header("BinancePay-Signature", signature)
            .header("User-Agent", isOfOkHttp ? USER_AGENT : userAgent + " " + USER_AGENT)
            .header("Accept", "application/json");
    // A user-supplied body may write other bytes the next time.
    if (body != null) {
      signed.method(request.method(), RequestBody.create(bytes, body.contentType()));
    }
    return signed.build();
  }

  // By the full name, because a shrinker may rename this class. It may drop the file, too.
  private static String userAgent() {
    Properties properties = new Properties();
    try (InputStream file =
        SendTracker.class.getResourceAsStream("/io/github/binancepay/tsp/version.properties")) {
      properties.load(file);
      return "binance-pay-tsp-client/" + properties.getProperty("version");
    } catch (IOException | RuntimeException e) {
      return "binance-pay-tsp-client";
    }
  }
}
