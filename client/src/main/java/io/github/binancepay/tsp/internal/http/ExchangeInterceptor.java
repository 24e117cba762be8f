package io.github.binancepay.tsp.internal.http;

import io.github.binancepay.tsp.auth.NonceSource;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.io.IOException;
import java.time.Clock;
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
public final class ExchangeInterceptor implements Interceptor {
  private final String apiKey;
  private final RequestSigner signer;
  private final NonceSource nonces;
  private final Clock clock;

  public ExchangeInterceptor(String apiKey, RequestSigner signer, NonceSource nonces, Clock clock) {
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
    byte[] bytes = bytesOf(body);
    long timestamp = clock.millis();
    String nonce = nonces.next();
    String signature =
        signer.isInMemory()
            ? signer.sign(timestamp, nonce, bytes)
            : AbandonableTask.run(chain.call(), () -> signer.sign(timestamp, nonce, bytes));
    Request.Builder signed =
        request
            .newBuilder()
            .header("BinancePay-Timestamp", Long.toString(timestamp))
            .header("BinancePay-Nonce", nonce)
            .header("BinancePay-Certificate-SN", apiKey)
            .header("BinancePay-Signature", signature);
    // A user-supplied body may write other bytes the next time.
    if (body != null) {
      signed.method(request.method(), RequestBody.create(bytes, body.contentType()));
    }
    StandardHeaders.put(request, signed);
    return signed.build();
  }

  private static byte[] bytesOf(RequestBody body) throws IOException {
    Buffer buffer = new Buffer();
    if (body != null) {
      body.writeTo(buffer);
    }
    return buffer.readByteArray();
  }
}
