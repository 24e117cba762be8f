package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.endless;
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
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes back, the caller gets an authorization or one of three exceptions. This is about
 * HTTP; what a whole body means is in {@code EnvelopeReaderTest}.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnyResponseTest {
  private static final String EMPTY = "empty body";
  private static final String NOT_VALID = "not valid JSON, or cut off";
  private static final String TOO_LARGE = "larger than 1 MiB";
  // OkHttp's.
  private static final String CALL_TIMEOUT = ": timeout. ";
  private static final String CUT_OFF = "unexpected end of stream";
  private static final String NO_STATUS_LINE = "Unexpected status line";
  private static final String NO_CHUNK_SIZE = "Expected leading [0-9a-fA-F]";

  private static final int MEBIBYTE = 1024 * 1024;
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  // No connection is kept, so that every call is the first on its connection.
  private static final OkHttpClient HTTP_CLIENT =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(0, 1, SECONDS))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "envelopes",
    "encodings",
    "lengths",
    "chunks",
    "statuses",
    "heads",
    "notHttp",
    "largeBodies"
  })
  void aCallEndsInAnAuthorizationOrOneOfThreeExceptions(
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
  void aCallEndsWithinItsTimeout(String name, String start) {
    OkHttpClient impatient = HTTP_CLIENT.newBuilder().callTimeout(Duration.ofMillis(200)).build();
    BinancePayClient client =
        client(
            sequence(Exchange::readRequest, e -> e.write(start), Exchange::awaitClose), impatient);

    for (Calling calling : Calling.values()) {
      int before = server.requestCount();
      Object outcome = outcomeOf(client, calling);

      assertOutcome(TransportException.class, CALL_TIMEOUT, outcome);
      // On a busy machine, the time may have passed before anything was sent.
      assertThat(sent(outcome) || server.requestCount() == before).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessResponses")
  void theClientHangsUpOnAResponseWithoutEnd(
      String name, Handler response, Class<?> outcome, String message) throws Exception {
    BinancePayClient client = client(response, HTTP_CLIENT);

    assertOutcome(outcome, message, outcomeOf(client, Calling.BLOCKING));
    assertThat(server.connectionBroken().await(60, SECONDS)).isTrue();
  }

  // That both styles hand status, body and headers to the reader.
  static Stream<Arguments> envelopes() {
    String body = "{\"status\":\"FAIL\",\"code\":\"400003\"}";
    return Stream.of(
        created("created", http("200 OK", CREATED)),
        rejected("rejected with HTTP 200", http("200 OK", body), "(HTTP 200)"),
        rejected("rejected with HTTP 400", http("400 X", body), "(HTTP 400)"),
        rejected(
            "a date of another age",
            http("400 X\r\nDate: Fri, 31 Dec 999999999 23:59:59 GMT", body),
            "(HTTP 400)"),
        malformed("empty", http("200 OK", ""), EMPTY),
        malformed("a page", http("403 Forbidden", "<h1>Sorry\r\n.</h1>"), "Sorry"));
  }

  static Stream<Arguments> encodings() {
    byte[] compressed = gzip(CREATED);
    byte[] damaged = compressed.clone();
    damaged[damaged.length / 2] ^= 0x10;
    return Stream.of(
        created("gzip", gzipped(compressed)),
        created("an unknown encoding", head("Content-Encoding: br")),
        malformed("gzip, undeclared", send(bytes(OK + "\r\n"), compressed), "not UTF-8"),
        transport("gzip that is not one", gzipped(bytes(CREATED)), "ID1ID2"),
        transport("gzip, cut off", gzipped(Arrays.copyOf(compressed, 99)), ""),
        transport("gzip with a bit flipped", gzipped(damaged), ""));
  }

  static Stream<Arguments> lengths() {
    int length = CREATED.length();
    return Stream.of(
        created("missing", send(OK, "", CREATED)),
        created("twice the same", length(length + "\r\nContent-Length: " + length)),
        malformed("too short", length(length - 1), NOT_VALID),
        transport("too long", length(length + 1), CUT_OFF),
        created("two, the last right", length("5\r\nContent-Length: " + length)));
  }

  static Stream<Arguments> chunks() {
    String size = Integer.toHexString(CREATED.length());
    return Stream.of(
        created("chunked", chunked(size, CREATED, "0", "", "")),
        transport("a size that is not one", chunked("zz", CREATED), NO_CHUNK_SIZE),
        transport("a size of 68 bits", chunked("f".repeat(17), CREATED), "Number too large"),
        transport("a size too large", chunked("fff", CREATED), CUT_OFF),
        transport("a size too small", chunked("20", CREATED), ""),
        transport("no last chunk", chunked(size, CREATED, ""), ""));
  }

  static Stream<Arguments> statuses() {
    String next = "\r\n\r\nHTTP/1.1 ";
    return Stream.of(
        created("100 forty times", http(("100 C" + next).repeat(40) + "200 OK", CREATED)),
        malformed("204", send("HTTP/1.1 204 No Content\r\n\r\n"), EMPTY),
        transport("204 with a body", http("204 No Content", CREATED), "HTTP 204 had non-zero"),
        transport("407", http("407 X", ""), "Received HTTP_PROXY_AUTH (407) code"),
        transport(
            "503 and much later",
            http("503 X\r\nRetry-After: 1" + "0".repeat(20), ""),
            "For input"),
        created("599", http("599 X", CREATED)),
        malformed("000", http("000 X", ""), "(HTTP 0)"),
        transport("negative", http("-12 X", CREATED), "code < 0"),
        transport("of letters", http("2OO OK", CREATED), NO_STATUS_LINE));
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        created("media type HTML", head("Content-Type: text/html;charset=utf-16")),
        created("senseless media type", head("Content-Type: ;;/;,")),
        created("controls", head("a\0\u0001\u001b: \0\u0085")),
        created("10,000 headers", head("a: b\r\n".repeat(10_000) + "c: d")),
        transport("a header of 1 MiB", head("a: " + "b".repeat(MEBIBYTE)), CUT_OFF),
        transport("cut off", send(OK + "Content-Ty"), CUT_OFF));
  }

  static Stream<Arguments> notHttp() {
    return Stream.of(
        transport("nothing", send(""), CUT_OFF),
        transport("garbage", send("\u0001\u0002\r\n\r\n"), NO_STATUS_LINE),
        transport("HTTP/0.9 and a line end", send(CREATED + "\r\n"), NO_STATUS_LINE),
        created("HTTP/1.0", send("HTTP/1.0 200 OK\r\n", "", CREATED)),
        created("lines without CR", send("HTTP/1.1 200 OK\n\n" + CREATED)),
        created(
            "a response before the request has been read",
            sequence(e -> e.write(OK + "\r\n" + CREATED), Exchange::finish)));
  }

  static Stream<Arguments> largeBodies() {
    return Stream.of(
        created("1 MiB", http("200 OK", CREATED + " ".repeat(MEBIBYTE - CREATED.length()))),
        malformed("1 MiB and a byte", http("200 OK", " ".repeat(MEBIBYTE + 1)), TOO_LARGE));
  }

  static Stream<Arguments> endlessResponses() {
    byte[] block = bytes(" ".repeat(8192));
    byte[] nothing = {};
    return Stream.of(
        malformed("a body", endless(bytes(OK + "\r\n"), block), TOO_LARGE),
        malformed("gzip", endless(gzipHeader("200 OK", 0), mebibyteOfZeros()), TOO_LARGE),
        malformed(
            "gzip of an error", endless(gzipHeader("400 X", 0), mebibyteOfZeros()), TOO_LARGE),
        transport("a trailer", endless(chunks("0\r\n"), block), ""),
        transport("trailers", endless(chunks("0\r\n"), bytes("a: b\r\n".repeat(999))), ""),
        transport("interim responses", endless(nothing, bytes("HTTP/1.1 100 C\r\n\r\n")), CUT_OFF),
        transport("one line", endless(nothing, block), CUT_OFF));
  }

  static Stream<Arguments> responsesThatStop() {
    return Stream.of(
        Arguments.of("before the first byte", ""),
        Arguments.of("in the head", OK + "Content-Le"),
        Arguments.of("in the body", OK + "Content-Length: 999\r\n\r\n{"),
        Arguments.of("after a body without length", OK + "\r\n" + CREATED),
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

  /** A response with its right length. */
  private static Handler http(String statusAndHeaders, String body) {
    return send(
        "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + bytes(body).length + "\r\n",
        "",
        body);
  }

  private static Handler head(String headers) {
    return send(OK + headers + "\r\n", "", CREATED);
  }

  private static Handler length(Object length) {
    return head("Content-Length: " + length);
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

  // What is short is sent byte by byte, so that the client sees it in the smallest pieces.
  private static Handler send(byte[]... parts) {
    byte[] bytes = Stream.of(parts).reduce(new byte[0], AnyResponseTest::join);
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

  private static byte[] chunks(String start) {
    return bytes(OK + "Transfer-Encoding: chunked\r\n\r\n" + start);
  }

  /** With the flag 8, the name of a file follows. */
  private static byte[] gzipHeader(String status, int flags) {
    return join(
        bytes("HTTP/1.1 " + status + "\r\nContent-Encoding: gzip\r\n\r\n"),
        new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 0});
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

  // Ends on a whole byte and refers to nothing before it, and so may be sent any number of times.
  private static byte[] mebibyteOfZeros() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(new byte[MEBIBYTE]);
    byte[] block = new byte[4096];
    int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
    deflater.end();
    return Arrays.copyOf(block, length);
  }

  private static byte[] join(byte[] start, byte[] end) {
    byte[] both = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, both, start.length, end.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private BinancePayClient client(Handler response, OkHttpClient httpClient) {
    return server.handleWith(response).clientBuilder().httpClient(httpClient).build();
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
      assertThat(getStackTrace(failure)).doesNotContain(TOKEN, SECRET_KEY);
    }
  }
}
