import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Signs Binance Pay requests: {@code apiClient.setRequestInterceptor(BinancePaySigning.with(apiKey, secretKey))}. */
public final class BinancePaySigning {
  private static final SecureRandom RANDOM = new SecureRandom();

  private BinancePaySigning() {}

  /** Upper-case hex of HMAC-SHA512 over timestamp LF nonce LF body LF; the final line feed included. */
  public static String sign(String secretKey, String timestamp, String nonce, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA512"));
      mac.update((timestamp + "\n" + nonce + "\n").getBytes(UTF_8));
      mac.update(body);
      return HexFormat.of().withUpperCase().formatHex(mac.doFinal(new byte[] {'\n'}));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA512 is part of every JDK", e);
    }
  }

  /** Sets the four headers. The timestamp is in milliseconds, the nonce 32 letters. */
  public static Consumer<HttpRequest.Builder> with(String apiKey, String secretKey) {
    return request -> {
      String timestamp = Long.toString(System.currentTimeMillis());
      String nonce = new String(RANDOM.ints(32, 'a', 'z' + 1).toArray(), 0, 32);
      // setHeader replaces a value; header would add a second one.
      request.setHeader("BinancePay-Timestamp", timestamp);
      request.setHeader("BinancePay-Nonce", nonce);
      request.setHeader("BinancePay-Certificate-SN", apiKey);
      request.setHeader("BinancePay-Signature", sign(secretKey, timestamp, nonce, body(request)));
    };
  }

  /** Returns the bytes to send. The generated client publishes one array before subscribe returns. */
  private static byte[] body(HttpRequest.Builder request) {
    HttpRequest.BodyPublisher publisher =
        request.build().bodyPublisher().orElseGet(HttpRequest.BodyPublishers::noBody);
    ByteBuffer body = ByteBuffer.allocate(Math.toIntExact(publisher.contentLength()));
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override public void onSubscribe(Flow.Subscription all) { all.request(Long.MAX_VALUE); }
          @Override public void onNext(ByteBuffer bytes) { body.put(bytes); }
          @Override public void onError(Throwable e) {}
          @Override public void onComplete() {}
        });
    // An incomplete body would have a wrong signature.
    if (body.hasRemaining()) {
      throw new IllegalStateException("Only a body that is in memory can be signed");
    }
    return body.array();
  }
}
