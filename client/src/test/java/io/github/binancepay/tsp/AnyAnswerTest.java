package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.SECRET_KEY;
import static io.github.binancepay.tsp.MockProvider.TOKEN;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static io.github.binancepay.tsp.RawProvider.answers;
import static io.github.binancepay.tsp.RawProvider.readRequest;
import static io.github.binancepay.tsp.RawProvider.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.RawProvider.Script;
import io.github.binancepay.tsp.model.Authorization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the caller gets an authorization or one of three exceptions. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnyAnswerTest {
  private static final Class<?> CREATES = Authorization.class;
  private static final Class<?> REFUSED = ApiException.class;
  private static final Class<?> MALFORMED = MalformedResponseException.class;
  private static final Class<?> BROKEN = TransportException.class;

  private static final String CALL_TIMEOUT_PASSED = ": timeout. ";
  private static final String ENDED = "unexpected end of stream";
  private static final String NOT_VALID = "not valid JSON, or cut off";
  private static final String NO_OBJECT = "JSON but not an object";
  private static final String TOO_LARGE = "larger than 1 MiB";
  private static final String UNREADABLE_HEAD = "the status of the response is negative";
  private static final String UNCLEAR_LENGTH = "the length of the response is not clear";

  private static final int MEBIBYTE = 1024 * 1024;

  private static final byte[] GZIP_START =
      join(
          bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),
          new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
  private static final byte[] GZIP_NAME =
      join(
          bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),
          new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});

  // No connection is kept, so that every call of a row is the first on its connection.
  private static final OkHttpClient HTTP_CLIENT =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "envelopes",
    "bodiesThatAreNoEnvelope",
    "encodings",
    "lengths",
    "chunks",
    "statuses",
    "heads",
    "noHttp",
    "giants"
  })
  void aCallEndsInAnAuthorizationOrOneOfThreeExceptions(
      String name, Script answer, Class<?> expected, String message) throws IOException {
    try (RawProvider provider = new RawProvider(answer)) {
      BinancePayClient client = provider.clientBuilder().httpClient(HTTP_CLIENT).build();

      assertIs(expected, message, outcomeOf(client));
      assertIs(expected, message, asynchronousOutcomeOf(client));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silences")
  void aCallEndsWithinItsTimeout(String name, Script answer) throws IOException {
    OkHttpClient impatient = HTTP_CLIENT.newBuilder().callTimeout(Duration.ofMillis(500)).build();
    try (RawProvider provider = new RawProvider(answer)) {
      BinancePayClient client = provider.clientBuilder().httpClient(impatient).build();

      var asynchronous = CompletableFuture.supplyAsync(() -> asynchronousOutcomeOf(client));
      assertIs(BROKEN, CALL_TIMEOUT_PASSED, outcomeOf(client));
      assertIs(BROKEN, CALL_TIMEOUT_PASSED, asynchronous.join());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessAnswers")
  void theClientHangsUpOnAnAnswerWithoutEnd(
      String name, Script answer, Class<?> expected, String message) throws Exception {
    try (RawProvider provider = new RawProvider(answer)) {
      BinancePayClient client = provider.clientBuilder().httpClient(HTTP_CLIENT).build();

      assertIs(expected, message, outcomeOf(client));
      assertThat(provider.hungUp().await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  // The sample answer and those that occur besides, in and outside of the reference page.
  static Stream<Arguments> envelopes() {
    return Stream.of(
        row("a success", json(CREATED), CREATES, null),
        row(
            "a failure with HTTP 200",
            json("{'status':'FAIL','code':'400002','errorMessage':'Not valid.'}"),
            REFUSED,
            "400002 INVALID_SIGNATURE (HTTP 200): Not valid. Solution: "),
        row(
            "a failure with HTTP 400",
            http("400 Bad Request", "{'status':'FAIL','code':'400003','errorMessage':'Late.'}"),
            REFUSED,
            "400003 INVALID_TIMESTAMP (HTTP 400): Late. Solution: "),
        row(
            "msg and no status",
            json("{'code':'400002','msg':'Not valid.'}"),
            REFUSED,
            "400002 INVALID_SIGNATURE (HTTP 200): Not valid."),
        row(
            "the status ERROR",
            json("{'status':'ERROR','type':'SYS','code':'100001001','errorData':'Abnormal'}"),
            REFUSED,
            "100001001 (HTTP 200): Abnormal"),
        row(
            "a failure with data",
            json(sample("'SUCCESS','code':'000000'", "'FAIL','code':'400001'")),
            REFUSED,
            "400001 INVALID_REQUEST (HTTP 200)"),
        row(
            "a success without data",
            json("{'status':'SUCCESS','code':'000000'}"),
            MALFORMED,
            "data is missing"),
        row(
            "a success whose data are a list",
            json("{'status':'SUCCESS','code':'000000','data':[]}"),
            MALFORMED,
            "data is not an object"),
        row(
            "no token",
            json(sample("'authorizationToken':'" + TOKEN + "',", "")),
            MALFORMED,
            "data.authorizationToken is missing"),
        row(
            "the token null",
            json(sample("'" + TOKEN + "'", "null")),
            MALFORMED,
            "data.authorizationToken is missing"),
        row(
            "the token in a list",
            json(sample("'" + TOKEN + "'", "['" + TOKEN + "']")),
            MALFORMED,
            "data.authorizationToken is not a string"),
        row(
            "a numeric code",
            json("{'status':'FAIL','code':400003}"),
            REFUSED,
            "400003 INVALID_TIMESTAMP (HTTP 200)"),
        row(
            "a success with a numeric code",
            json(sample("'000000'", "0")),
            REFUSED,
            "0 (HTTP 200): the provider gave no reason"),
        row("a code of a large number", json("{'code':1e999999999}"), REFUSED, "1e999999999 "),
        row("a boolean code", json("{'code':true}"), MALFORMED, "code is missing"),
        row("a code in a list", json("{'code':['000000']}"), MALFORMED, "code is missing"),
        row("an empty code", json("{'code':''}"), REFUSED, " (HTTP 200): the provider gave no"),
        row("an unknown code", json("{'code':'777'}"), REFUSED, "777 (HTTP 200)"),
        row("no code", json(sample("'code':'000000',", "")), MALFORMED, "code is missing"),
        row(
            "no status with the code of success",
            json(sample("'status':'SUCCESS',", "")),
            MALFORMED,
            "code is 000000 but status is missing"),
        row(
            "a boolean status",
            json(sample("'status':'SUCCESS'", "'status':true")),
            REFUSED,
            "000000 SUCCESS (HTTP 200): the provider gave no reason"),
        row(
            "a numeric status",
            json(sample("'status':'SUCCESS'", "'status':0")),
            REFUSED,
            "000000 SUCCESS (HTTP 200): the provider gave no reason"),
        row(
            "an unknown status",
            json(sample("'SUCCESS'", "'DONE'")),
            REFUSED,
            "000000 SUCCESS (HTTP 200): the provider gave no reason"),
        row(
            "a status in lower case",
            json(sample("'SUCCESS'", "'success'")),
            REFUSED,
            "000000 SUCCESS (HTTP 200): the provider gave no reason"),
        row(
            "names in upper case",
            json(sample("'status':'SUCCESS','code'", "'STATUS':'SUCCESS','CODE'")),
            MALFORMED,
            "code is missing"),
        row("an unknown status of the authorization", json(sample("PENDING", "?")), CREATES, null),
        row(
            "unknown fields everywhere",
            json(sample("'data':{", "'a':[{'b':1e999}],'data':{'c':{'d':null},")),
            CREATES,
            null),
        row(
            "two codes",
            json(sample("'code':", "'code':'400000','code':")),
            MALFORMED,
            "duplicate field"),
        row(
            "two tokens",
            json(sample("'authorizationToken':", "'authorizationToken':'x','authorizationToken':")),
            MALFORMED,
            "duplicate field"));
  }

  static Stream<Arguments> bodiesThatAreNoEnvelope() {
    String page = "<html><head><style>b{}</style></head><body><h1>%s</h1>\r\nSorry.</body></html>";
    return Stream.of(
        row("nothing", json(""), MALFORMED, "empty body"),
        row("white space", json(" \r\n\t"), MALFORMED, "empty body"),
        row("null", json("null"), MALFORMED, NO_OBJECT),
        row("a list", json("[]"), MALFORMED, NO_OBJECT),
        row("a text", json("'x'"), MALFORMED, NO_OBJECT),
        row("an empty object", json("{}"), MALFORMED, "code is missing"),
        row("two objects", json("{'code':'1'}{'code':'2'}"), MALFORMED, NOT_VALID),
        row("half an answer", json(CREATED.substring(0, 140)), MALFORMED, NOT_VALID),
        row("a lone surrogate", json(sample("One", "\\ud800")), MALFORMED, NOT_VALID),
        row("deep lists", json("{'x':" + "[".repeat(100_000)), MALFORMED, NOT_VALID),
        row("deep objects", json("{'x':".repeat(100_000)), MALFORMED, NOT_VALID),
        row("a number of 500,000 digits", json("9".repeat(500_000)), MALFORMED, "not JSON"),
        row("a damaged start", json(sample("{'status'", "x'status'")), MALFORMED, NOT_VALID),
        page("403 Forbidden", page),
        page("502 Bad Gateway", page),
        page("503 Service Unavailable", page));
  }

  static Stream<Arguments> encodings() {
    byte[] compressed = gzip(CREATED);
    return Stream.of(
        row("UTF-8 with a byte order mark", json("\uFEFF" + CREATED), CREATES, null),
        row("UTF-16", encoded(UTF_16), MALFORMED, "not UTF-8"),
        row("UTF-16 big-endian, unmarked", encoded(UTF_16BE), MALFORMED, NOT_VALID),
        row("UTF-16 little-endian, unmarked", encoded(UTF_16LE), MALFORMED, NOT_VALID),
        row("UTF-32", encoded(Charset.forName("UTF-32BE")), MALFORMED, NOT_VALID),
        row("Latin-1", bodyOf("{\"code\":\"é\"}".getBytes(ISO_8859_1)), MALFORMED, "not UTF-8"),
        row("UTF-8 that is cut off", bodyOf(new byte[] {(byte) 0xc3}), MALFORMED, "not UTF-8"),
        row("gzip", gzipped(compressed), CREATES, null),
        row("gzip, undeclared", bodyOf(compressed), MALFORMED, "not UTF-8"),
        row("gzip that is none", gzipped(bytes(CREATED)), BROKEN, "ID1ID2"),
        row("gzip that is cut off", gzipped(Arrays.copyOf(compressed, 99)), BROKEN, "No response"),
        row("gzip with a bit flipped", gzipped(damaged(compressed)), BROKEN, "No response"),
        row(
            "gzip with something behind",
            gzipped(join(compressed, gzip("x"))),
            BROKEN,
            "gzip finished without exhausting source"),
        row("an unknown encoding", head("Content-Encoding: br"), CREATES, null));
  }

  static Stream<Arguments> lengths() {
    int length = CREATED.length();
    return Stream.of(
        row("none", lines("HTTP/1.1 200 OK", "", CREATED), CREATES, null),
        row("too long", length(length + 1), BROKEN, ENDED),
        row("too short", length(length - 1), MALFORMED, NOT_VALID),
        row("largest", length(Long.MAX_VALUE), BROKEN, ENDED),
        row("negative", length(-5), BROKEN, UNCLEAR_LENGTH),
        row("negative, of gzip", length("-5", "Content-Encoding: gzip"), BROKEN, UNCLEAR_LENGTH),
        row("minus one", length(-1), BROKEN, UNCLEAR_LENGTH),
        row("a word", length("many"), BROKEN, UNCLEAR_LENGTH),
        row("a list", length(length + ", " + length), BROKEN, UNCLEAR_LENGTH),
        row("twice the same", length(length, "Content-Length: " + length), CREATES, null),
        row("two, the first right", length(length, "Content-Length: 5"), BROKEN, UNCLEAR_LENGTH),
        row("two, the last right", length(5, "Content-Length: " + length), BROKEN, UNCLEAR_LENGTH));
  }

  static Stream<Arguments> chunks() {
    String size = Integer.toHexString(CREATED.length());
    return Stream.of(
        row("chunked", chunked(size, CREATED, "0", "", ""), CREATES, null),
        row("an extension", chunked(size + ";a=b", CREATED, "0", "", ""), CREATES, null),
        row("a size that is none", chunked("zz", CREATED), BROKEN, "Expected leading [0-9a-fA-F]"),
        row("a negative size", chunked("-5", CREATED), BROKEN, "Expected leading [0-9a-fA-F]"),
        row("no size", chunked("", CREATED), BROKEN, "Expected leading [0-9a-fA-F]"),
        row("a size of 64 bits", chunked("f".repeat(16), CREATED), BROKEN, "expected chunk size"),
        row("a size of 68 bits", chunked("f".repeat(17), CREATED), BROKEN, "Number too large"),
        row("a size too large", chunked("fff", CREATED), BROKEN, ENDED),
        row("a size too small", chunked("20", CREATED), BROKEN, "No response"),
        row("no last chunk", chunked(size, CREATED, ""), BROKEN, "No response"),
        row(
            "an extension of 1 MiB",
            chunked(size + ";" + "x".repeat(MEBIBYTE), CREATED, "0", "", ""),
            CREATES,
            null),
        row(
            "a senseless trailer",
            chunked(size, CREATED, "0", "?\0", ": x", "", ""),
            CREATES,
            null));
  }

  static Stream<Arguments> statuses() {
    String next = "\r\n\r\nHTTP/1.1 ";
    return Stream.of(
        row("100, then 200", http("100 Continue" + next + "200 OK", CREATED), CREATES, null),
        row("103, then 200", http("103 Hints" + next + "200 OK", CREATED), CREATES, null),
        row(
            "100 forty times",
            http(("100 C" + next).repeat(40) + "200 OK", CREATED),
            CREATES,
            null),
        row("100, then nothing", lines("HTTP/1.1 100 Continue", "", ""), BROKEN, ENDED),
        row("101", http("101 Switching Protocols", CREATED), CREATES, null),
        row("201", http("201 Created", CREATED), CREATES, null),
        row("204", lines("HTTP/1.1 204 No Content", "", ""), MALFORMED, "empty body"),
        row("204 with a body", http("204 No Content", CREATED), BROKEN, "HTTP 204 had non-zero"),
        row("205", http("205 Reset Content", ""), MALFORMED, "empty body"),
        row("205 with a body", http("205 Reset Content", CREATED), BROKEN, "HTTP 205 had non-zero"),
        row("206", http("206 Partial Content", CREATED), CREATES, null),
        row("304", lines("HTTP/1.1 304 Not Modified", "", ""), MALFORMED, "empty body"),
        row("401", http("401 X\r\nWWW-Authenticate: ,=,\"", ""), MALFORMED, "empty body"),
        row("407", http("407 X", ""), BROKEN, "Received HTTP_PROXY_AUTH (407) code"),
        row("418", http("418 Teapot", "short\tand stout"), MALFORMED, "not JSON: short and stout"),
        row("429", http("429 X\r\nRetry-After: 1", ""), MALFORMED, "(HTTP 429)"),
        row("503 and soon", http("503 X\r\nRetry-After: 0", ""), MALFORMED, "(HTTP 503)"),
        row(
            "503 and much later",
            http("503 X\r\nRetry-After: 1" + "0".repeat(20), ""),
            MALFORMED,
            "empty body"),
        row("599", http("599 X", CREATED), CREATES, null),
        row("999", http("999 X", ""), MALFORMED, "(HTTP 999)"),
        row("000", http("000 X", ""), MALFORMED, "(HTTP 0)"),
        row("negative", http("-12 X", CREATED), BROKEN, UNREADABLE_HEAD),
        row("of four digits", http("2000 X", CREATED), BROKEN, "Unexpected status line"),
        row("of letters", http("2OO OK", CREATED), BROKEN, "Unexpected status line"));
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        row("no media type", lines("HTTP/1.1 200 OK", "", CREATED), CREATES, null),
        row("media type HTML", head("Content-Type: text/html;charset=utf-16"), CREATES, null),
        row("senseless media type", head("Content-Type: ;;/;,"), CREATES, null),
        row("no colon", head("nonsense"), CREATES, null),
        row("no name", head(": nonsense"), CREATES, null),
        row("controls", head("a\0\u0001\u001b: \0\u0085"), CREATES, null),
        row("folded", head("a: b\r\n c"), CREATES, null),
        row("10,000 headers", head("a: b\r\n".repeat(10_000) + "c: d"), CREATES, null),
        row("a header of 1 MiB", head("a: " + "b".repeat(MEBIBYTE)), BROKEN, ENDED),
        row("1 MiB of headers", head("a: b\r\n".repeat(200_000) + "c: d"), BROKEN, ENDED),
        row("a reason of 1 MiB", http("200 " + "b".repeat(MEBIBYTE), CREATED), BROKEN, ENDED),
        row("cut off", answers("HTTP/1.1 200 OK\r\nContent-Ty"), BROKEN, ENDED),
        row(
            "a date that is none",
            http("400 X\r\nDate: today", "{'code':'400003'}"),
            REFUSED,
            "400003 INVALID_TIMESTAMP (HTTP 400)"),
        row(
            "a date of another age",
            http("400 X\r\nDate: Fri, 31 Dec 999999999 23:59:59 GMT", "{'code':'400003'}"),
            REFUSED,
            "400003 INVALID_TIMESTAMP (HTTP 400)"));
  }

  static Stream<Arguments> noHttp() {
    return Stream.of(
        row("nothing", answers(""), BROKEN, ENDED),
        row("garbage", answers("\u0001\u0002\r\n\r\n"), BROKEN, "Unexpected status line"),
        row("a TLS alert", answers(new byte[] {21, 3, 1, 0, 2, 2, 40}), BROKEN, ENDED),
        row("HTTP/0.9", answers(CREATED), BROKEN, ENDED),
        row("HTTP/0.9 and a line end", answers(CREATED + "\r\n"), BROKEN, "Unexpected status line"),
        row("HTTP/1.0", lines("HTTP/1.0 200 OK", "", CREATED), CREATES, null),
        row("HTTP/2", lines("HTTP/2 200 OK", "", CREATED), BROKEN, "Unexpected status line"),
        row("ends of lines without CR", answers("HTTP/1.1 200 OK\n\n" + CREATED), CREATES, null),
        row(
            "an answer before the request",
            (in, out) -> send(out, bytes("HTTP/1.1 200 OK\r\n\r\n" + CREATED)),
            CREATES,
            null));
  }

  static Stream<Arguments> giants() {
    return Stream.of(
        row("1 MiB and a byte", json(" ".repeat(MEBIBYTE + 1)), MALFORMED, TOO_LARGE),
        row(
            "100 MiB",
            repeated(
                bytes("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n"),
                new byte[MEBIBYTE],
                100),
            MALFORMED,
            TOO_LARGE),
        row(
            "1 GiB in 1 MiB of gzip",
            repeated(GZIP_START, mebibyteOfZeros(), 1024),
            MALFORMED,
            TOO_LARGE));
  }

  static Stream<Arguments> endlessAnswers() {
    byte[] block = bytes(" ".repeat(8192));
    byte[] chunk = bytes("2000\r\n" + " ".repeat(8192) + "\r\n");
    byte[] emptyGzip = {0, 0, 0, (byte) 0xff, (byte) 0xff};
    String chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        row("a body", endless(bytes("HTTP/1.1 200 OK\r\n\r\n"), block), MALFORMED, TOO_LARGE),
        row("chunks", endless(bytes(chunkedHead), chunk), MALFORMED, TOO_LARGE),
        row("gzip", endless(GZIP_START, mebibyteOfZeros()), MALFORMED, TOO_LARGE),
        row("gzip of nothing", endless(GZIP_START, emptyGzip), BROKEN, "larger than 2 MiB"),
        row(
            "gzip with a name",
            endless(GZIP_NAME, block),
            BROKEN,
            "the response is larger than 2 MiB"),
        row("headers", endless(bytes("HTTP/1.1 200 OK\r\n"), bytes("a: b\r\n")), BROKEN, ENDED),
        row("interim answers", endless(bytes(""), bytes("HTTP/1.1 100 C\r\n\r\n")), BROKEN, ENDED),
        row("one line", endless(bytes(""), block), BROKEN, ENDED));
  }

  static Stream<Arguments> silences() {
    return Stream.of(
        Arguments.of("no byte", silent("")),
        Arguments.of("half a head", silent("HTTP/1.1 200 OK\r\nContent-Le")),
        Arguments.of("100 and no more", silent("HTTP/1.1 100 Continue\r\n\r\n")),
        Arguments.of("half a body", silent("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{")),
        Arguments.of("a whole body without end", silent("HTTP/1.1 200 OK\r\n\r\n" + CREATED)),
        Arguments.of(
            "half a chunk", silent("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{")));
  }

  private static Arguments row(String name, Script answer, Class<?> expected, String message) {
    return Arguments.of(name, answer, expected, message);
  }

  private static Arguments page(String status, String page) {
    String body = String.format(page, status);
    return row(
        "a page with " + status,
        lines("HTTP/1.1 " + status, "Content-Type: text/html", "", body),
        MALFORMED,
        "(HTTP " + status.substring(0, 3) + "), not JSON: " + status + " Sorry.");
  }

  private static String sample(String text, String replacement) {
    String changed = CREATED.replace('"', '\'').replace(text, replacement);
    assertThat(changed).isNotEqualTo(CREATED.replace('"', '\''));
    return changed;
  }

  private static Script json(String body) {
    return http("200 OK", body);
  }

  /** An answer with its right length; single quotes in the body stand for double ones. */
  private static Script http(String statusAndHeaders, String body) {
    String json = body.replace('\'', '"');
    return lines(
        "HTTP/1.1 " + statusAndHeaders,
        "Content-Type: application/json",
        "Content-Length: " + json.getBytes(UTF_8).length,
        "",
        json);
  }

  private static Script head(String headers) {
    return lines("HTTP/1.1 200 OK", headers, "", CREATED);
  }

  private static Script length(Object length) {
    return head("Content-Length: " + length);
  }

  private static Script length(Object length, String header) {
    return head("Content-Length: " + length + "\r\n" + header);
  }

  private static Script chunked(String... lines) {
    return lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", String.join("\r\n", lines));
  }

  private static Script lines(String... lines) {
    return answers(String.join("\r\n", lines));
  }

  private static Script encoded(Charset charset) {
    return bodyOf(CREATED.getBytes(charset));
  }

  private static Script bodyOf(byte[] body) {
    return answers(join(bytes("HTTP/1.1 200 OK\r\n\r\n"), body));
  }

  private static Script gzipped(byte[] body) {
    return answers(join(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), body));
  }

  private static Script repeated(byte[] start, byte[] block, int times) {
    return (in, out) -> {
      readRequest(in);
      send(out, start);
      for (int i = 0; i < times; i++) {
        out.write(block);
      }
    };
  }

  private static Script endless(byte[] start, byte[] block) {
    return repeated(start, block, Integer.MAX_VALUE);
  }

  private static Script silent(String start) {
    return (in, out) -> {
      answers(start).run(in, out);
      in.transferTo(OutputStream.nullOutputStream());
    };
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

  private static byte[] damaged(byte[] compressed) {
    byte[] damaged = compressed.clone();
    damaged[damaged.length / 2] ^= 0x10;
    return damaged;
  }

  private static byte[] join(byte[] start, byte[] end) {
    byte[] both = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, both, start.length, end.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Object outcomeOf(BinancePayClient client) {
    try {
      return client.createAuthorization(sampleRequest());
    } catch (BinancePayException e) {
      return e;
    }
  }

  private static Object asynchronousOutcomeOf(BinancePayClient client) {
    try {
      return client.createAuthorizationAsync(sampleRequest()).join();
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  private static void assertIs(Class<?> expected, String message, Object outcome) {
    assertThat(outcome).isExactlyInstanceOf(expected);
    if (outcome instanceof Throwable) {
      Throwable failure = (Throwable) outcome;
      assertThat(failure).hasMessageContaining(message);
      assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
      assertThat(getStackTrace(failure)).doesNotContain(TOKEN, SECRET_KEY);
    }
  }
}
