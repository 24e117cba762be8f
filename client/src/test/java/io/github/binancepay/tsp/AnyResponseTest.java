package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.SECRET_KEY;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.model.Authorization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any response leads to an authorization or to one of three exceptions. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnyResponseTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CUT_OFF = "unexpected end of stream";
  // No connection is kept, so that each call is the first on its connection.
  private static final OkHttpClient HTTP_CLIENT =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(0, 1, SECONDS))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest(name = "{0}")
  @MethodSource("responses")
  void callEndsInAnAuthorizationOrOneOfThreeExceptions(
      String name, Handler response, Class<?> outcome, String message) {
    BinancePayClient client = client(response, HTTP_CLIENT);

    for (Calling calling : Calling.values()) {
      Object actual = outcomeOf(client, calling);
      assertOutcome(outcome, message, actual);
      assertThat(sent(actual)).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("responsesThatStop")
  void callEndsWithinItsTimeout(String name, String start) {
    OkHttpClient impatient = HTTP_CLIENT.newBuilder().callTimeout(Duration.ofMillis(200)).build();
    BinancePayClient client =
        client(
            sequence(Exchange::readRequest, e -> e.write(start), Exchange::awaitClose), impatient);

    for (Calling calling : Calling.values()) {
      int before = server.requestCount();
      Object outcome = outcomeOf(client, calling);

      assertOutcome(TransportException.class, ": timeout. ", outcome);
      // On a busy machine, the time may have passed before anything was sent.
      assertThat(sent(outcome) || server.requestCount() == before).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessBodies")
  void closesTheConnectionOfABodyWithoutEnd(
      String name, Handler response, Class<?> outcome, String message) throws Exception {
    assertOutcome(outcome, message, outcomeOf(client(response, HTTP_CLIENT), Calling.BLOCKING));
    assertThat(server.connectionBroken().await(60, SECONDS)).isTrue();
  }

  static Stream<Arguments> responses() {
    String body = "{\"status\":\"FAIL\",\"code\":\"400003\"}";
    byte[] compressed = gzip(CREATED);
    int length = CREATED.length();
    String size = Integer.toHexString(length);
    return Stream.of(
        created("created with HTTP 599", http("599 X", CREATED)),
        rejected("rejected with HTTP 400", http("400 X", body), "(HTTP 400)"),
        rejected(
            "a date far ahead",
            http("400 X\r\nDate: Fri, 31 Dec 999999999 23:59:59 GMT", body),
            "(HTTP 400)"),
        malformed("204", send("HTTP/1.1 204 No Content\r\n\r\n"), "empty body"),
        malformed("a page", http("403 Forbidden", "<h1>Sorry\r\n.</h1>"), "Sorry"),
        created("gzip", gzipped(compressed)),
        created("an unknown encoding", head("Content-Encoding: br")),
        created("media type HTML", head("Content-Type: text/html;charset=utf-16")),
        malformed("gzip, undeclared", send(bytes(OK + "\r\n"), compressed), "not UTF-8"),
        transport("gzip that is not one", gzipped(bytes(CREATED)), "ID1ID2"),
        transport("gzip, cut off", gzipped(Arrays.copyOf(compressed, 99)), ""),
        created("no length", send(OK, "", CREATED)),
        created("10,000 headers", head("a: b\r\n".repeat(10_000) + "c: d")),
        created("chunked", chunked(size, CREATED, "0", "", "")),
        malformed("too short", head("Content-Length: " + (length - 1)), "cut off"),
        transport("too long", head("Content-Length: " + (length + 1)), CUT_OFF),
        transport("no last chunk", chunked(size, CREATED, ""), ""),
        transport("a header of 1 MiB", head("a: " + "b".repeat(MEBIBYTE)), CUT_OFF),
        transport("headers, cut off", send(OK + "Content-Ty"), CUT_OFF),
        transport("407", http("407 X", ""), "Received HTTP_PROXY_AUTH (407) code"),
        transport("negative status", http("-12 X", CREATED), "code < 0"),
        transport("nothing", send(""), CUT_OFF),
        transport("a status line, cut off", send("HTTP/1.1 200 - " + TOKEN), CUT_OFF),
        transport("no HTTP", send("\u0001\u0002\r\n\r\n"), "Unexpected status line"),
        created("1 MiB", http("200 OK", CREATED + " ".repeat(MEBIBYTE - CREATED.length()))),
        malformed(
            "1 MiB and a byte", http("200 OK", " ".repeat(MEBIBYTE + 1)), "larger than 1 MiB"));
  }

  static Stream<Arguments> endlessBodies() {
    byte[] block = bytes(" ".repeat(8192));
    byte[] gzipped = bytes(OK + "Content-Encoding: gzip\r\n\r\n");
    return Stream.of(
        malformed("plain", RawServer.endless(bytes(OK + "\r\n"), block), "larger than 1 MiB"),
        malformed(
            "gzip",
            RawServer.endless(gzipped, gzip(" ".repeat(MEBIBYTE + 1))),
            "larger than 1 MiB"),
        transport("one line", RawServer.endless(new byte[0], block), CUT_OFF));
  }

  static Stream<Arguments> responsesThatStop() {
    return Stream.of(
        Arguments.of("before the first byte", ""),
        Arguments.of("in the headers", OK + "Content-Le"),
        Arguments.of("in the body", OK + "Content-Length: 999\r\n\r\n{"),
        Arguments.of("in a chunk", OK + "Transfer-Encoding: chunked\r\n\r\n9\r\n{"));
  }

  private static Arguments created(String name, Handler response) {
    return Arguments.of(name, response, Authorization.class, null);
  }

  private static Arguments rejected(String name, Handler response, String message) {
    return Arguments.of(name, response, ApiException.class, message);
  }

  private static Arguments malformed(String name, Handler response, String message) {
    return Arguments.of(name, response, MalformedResponseException.class, message);
  }

  private static Arguments transport(String name, Handler response, String message) {
    return Arguments.of(name, response, TransportException.class, message);
  }

  private static Handler http(String statusAndHeaders, String body) {
    String length = "Content-Length: " + bytes(body).length;
    return send("HTTP/1.1 " + statusAndHeaders + "\r\n" + length + "\r\n", "", body);
  }

  private static Handler head(String headers) {
    return send(OK + headers + "\r\n", "", CREATED);
  }

  private static Handler chunked(String... lines) {
    return send(OK + "Transfer-Encoding: chunked\r\n", "", String.join("\r\n", lines));
  }

  private static Handler gzipped(byte[] body) {
    return send(bytes(OK + "Content-Encoding: gzip\r\n\r\n"), body);
  }

  private static Handler send(String start, String... lines) {
    return send(bytes(start + String.join("\r\n", lines)));
  }

  // A short response is sent byte by byte, so that the client sees the smallest pieces.
  private static Handler send(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    byte[] bytes = all.toByteArray();
    int piece = bytes.length > 64 * 1024 ? bytes.length : 1;
    return sequence(
        Exchange::readRequest,
        exchange -> {
          for (int from = 0; from < bytes.length; from += piece) {
            exchange.write(Arrays.copyOfRange(bytes, from, from + piece));
          }
        },
        Exchange::finish);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private BinancePayClient client(Handler response, OkHttpClient httpClient) {
    return server.handleWith(response).client(httpClient);
  }

  private static Object outcomeOf(BinancePayClient client, Calling calling) {
    try {
      return calling.call(client);
    } catch (BinancePayException e) {
      return e;
    }
  }

  private static boolean sent(Object outcome) {
    return !(outcome instanceof TransportException)
        || ((TransportException) outcome).requestMayHaveBeenSent();
  }

  private static void assertOutcome(Class<?> expected, String message, Object outcome) {
    assertThat(outcome).isExactlyInstanceOf(expected);
    if (outcome instanceof Throwable) {
      Throwable failure = (Throwable) outcome;
      assertThat(failure).hasMessageContaining(message);
      assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
      assertThat(getStackTrace(failure))
          .doesNotContain(TOKEN, SECRET_KEY, ByteString.encodeUtf8(TOKEN).hex());
    }
  }
}
