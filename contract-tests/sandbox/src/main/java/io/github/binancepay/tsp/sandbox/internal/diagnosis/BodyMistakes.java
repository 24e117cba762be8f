package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.FormText.Escapes;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.FormText.Lists;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonText.Style;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What is signed instead of the body that is sent. */
final class BodyMistakes {
  private static final String SIGN_WHAT_IS_SENT = "sign exactly the bytes that are sent";

  /** In which every operation's request has them. */
  private static final List<String> DOCUMENTED_ORDER =
      List.of("page", "rows", "merchantId", "scopes", "ipWhitelist");

  private static final byte[] BOM = "\ufeff".getBytes(UTF_8);

  private final List<Mistake> all = new ArrayList<>();

  private BodyMistakes() {}

  static List<Mistake> all() {
    BodyMistakes mistakes = new BodyMistakes();
    mistakes.addMembers();
    mistakes.addEscapes();
    mistakes.addSerializers();
    mistakes.addSpacing();
    mistakes.addEdges();
    mistakes.addReplacements();
    mistakes.addForms();
    mistakes.addCharsets();
    return mistakes.all;
  }

  private void addMembers() {
    json(
        Axis.KEY_ORDER,
        2,
        "The body was signed with its keys sorted, and sent unsorted",
        json -> json.sorted(true));
    json(
        Axis.KEY_ORDER,
        8,
        "The body was signed with the keys of its outermost object sorted, and sent unsorted",
        json -> json.sorted(false));
    json(
        Axis.KEY_ORDER,
        4,
        "The body was signed with its keys in the order of the reference page, and sent otherwise",
        json -> json.inOrder(DOCUMENTED_ORDER));
    Predicate<String> isNull = "null"::equals;
    json(
        Axis.MEMBERS,
        6,
        "The body was signed without its members that are null",
        json -> json.without(isNull));
    Predicate<String> isEmpty = Set.of("null", "\"\"", "[]", "{}")::contains;
    json(
        Axis.MEMBERS,
        8,
        "The body was signed without its empty members",
        json -> json.without(isEmpty));
  }

  private void addEscapes() {
    escapes(
        Axis.NON_ASCII,
        2,
        "The body was signed with its non-ASCII characters escaped (\\u and lower-case digits), and"
            + " sent with them plain",
        text -> Escaping.NON_ASCII.escape(text, false));
    escapes(
        Axis.NON_ASCII,
        5,
        "The body was signed with its non-ASCII characters escaped (\\u and upper-case digits), and"
            + " sent with them plain",
        text -> Escaping.NON_ASCII.escape(text, true));
    escapes(
        Axis.NON_ASCII,
        2,
        "The body was signed with its non-ASCII characters plain (not escaped), and sent with them"
            + " escaped",
        Escaping.NON_ASCII::unescape);
    escapes(
        Axis.SLASHES,
        2,
        "The body was signed with its slashes escaped (\\/), as PHP does it, and sent with them"
            + " plain",
        Escaping::escapeSlashes);
    escapes(
        Axis.SLASHES,
        2,
        "The body was signed with its slashes plain (not escaped), and sent with them escaped (\\/)",
        Escaping::unescapeSlashes);
    addHtmlEscapes();
  }

  private void addHtmlEscapes() {
    String escaped = "The body was signed HTML-escaped (%s as \\u and digits), and sent plain";
    escapes(
        Axis.HTML,
        2,
        escaped.formatted("<, > and &") + ", as Go does it",
        text -> Escaping.GO_HTML.escape(text, false));
    escapes(
        Axis.HTML,
        3,
        escaped.formatted("<, >, &, = and the apostrophe") + ", as Gson does it",
        text -> Escaping.GSON_HTML.escape(text, false));
    escapes(
        Axis.HTML,
        6,
        escaped.formatted("<, >, &, + and the apostrophe") + ", as .NET does it",
        text -> Escaping.DOT_NET.escape(text, true));
    escapes(
        Axis.HTML,
        3,
        "The body was signed plain, and sent HTML-escaped (<, > and & as \\u and digits)",
        Escaping.GSON_HTML::unescape);
  }

  private void addSerializers() {
    String how = "The body was signed as %s writes it, and sent otherwise";
    json(
        Axis.SERIALIZER,
        3,
        how.formatted("Python's json.dumps (spaced, non-ASCII escaped)"),
        json -> Escaping.NON_ASCII.escape(plain(json, Style.PYTHON), false));
    json(
        Axis.SERIALIZER,
        3,
        how.formatted("PHP's json_encode (compact, slashes and non-ASCII escaped)"),
        json -> php(json, Style.COMPACT));
    json(
        Axis.SERIALIZER,
        5,
        how.formatted("PHP's json_encode with JSON_PRETTY_PRINT (indented by 4, slashes escaped)"),
        json -> php(json, Style.indented("    ", "\n")));
    json(
        Axis.SERIALIZER,
        4,
        how.formatted("Go's json.Marshal (compact, HTML-escaped)"),
        json -> Escaping.GO_HTML.escape(compact(json), false));
    json(
        Axis.SERIALIZER,
        4,
        how.formatted("Go's json.Marshal of a map (compact, keys sorted, HTML-escaped)"),
        json -> Escaping.GO_HTML.escape(sorted(compact(json)), false));
    json(
        Axis.SERIALIZER,
        5,
        how.formatted("Gson (compact, HTML-escaped)"),
        json -> Escaping.GSON_HTML.escape(compact(json), false));
    json(
        Axis.SERIALIZER,
        6,
        how.formatted("System.Text.Json (compact, HTML and non-ASCII escaped)"),
        json -> Escaping.DOT_NET.escape(compact(json), true));
    json(
        Axis.SERIALIZER,
        3,
        how.formatted("JavaScript's JSON.stringify (compact, non-ASCII, slashes and HTML plain)"),
        BodyMistakes::compact);
  }

  private static String compact(JsonText json) {
    return plain(json, Style.COMPACT);
  }

  private static String plain(JsonText json, Style style) {
    return Escaping.unescapeSlashes(Escaping.NEEDLESS.unescape(json.spaced(style)));
  }

  private static String sorted(String text) {
    return JsonText.of(text).orElseThrow().sorted(true);
  }

  private static String php(JsonText json, Style style) {
    return Escaping.NON_ASCII.escape(Escaping.escapeSlashes(plain(json, style)), false);
  }

  private void addSpacing() {
    spacing(
        1,
        "compact, as JSON.stringify or PHP writes it, and sent with white space in it",
        Style.COMPACT);
    spacing(
        1,
        "with a space after each comma and colon, as Python does it, and sent without",
        Style.PYTHON);
    spacing(2, "indented by 2, and sent otherwise", Style.indented("  ", "\n"));
    spacing(2, "indented by 4, and sent otherwise", Style.indented("    ", "\n"));
    spacing(6, "indented by tabs, and sent otherwise", Style.indented("\t", "\n"));
    spacing(6, "with a space after each colon, and sent otherwise", Style.inLine(",", ": "));
    spacing(7, "with a space after each comma, and sent otherwise", Style.inLine(", ", ":"));
    spacing(6, "indented as Jackson does it, and sent otherwise", Style.JACKSON);
    spacing(6, "indented by 2 with CRLF, and sent otherwise", Style.indented("  ", "\r\n"));
    spacing(6, "indented by 4 with CRLF, and sent otherwise", Style.indented("    ", "\r\n"));
    spacing(8, "indented by tabs with CRLF, and sent otherwise", Style.indented("\t", "\r\n"));
    json(
        Axis.QUOTES,
        3,
        "The body was signed with single quotes instead of double quotes",
        json -> json.text().replace('"', '\''));
    json(
        Axis.QUOTES,
        7,
        "The body was signed with its double quotes escaped by backslashes",
        json -> json.text().replace("\"", "\\\""));
    json(
        Axis.QUOTES,
        7,
        "The body was signed without its quotes",
        json -> json.text().replace("\"", ""));
  }

  private void spacing(int rank, String how, Style style) {
    json(
        Axis.SPACING,
        rank,
        "The body was signed re-serialised: " + how,
        json -> json.spaced(style));
  }

  private void addEdges() {
    text(
        Axis.EDGES,
        2,
        "The body was sent with a line end that was not signed",
        text -> text.replaceFirst("\\r?\\n$", ""));
    text(
        Axis.EDGES,
        4,
        "The body was signed without the white space at its start or end that it was sent with",
        String::strip);
    text(
        Axis.EDGES,
        3,
        "The body was signed with a line end that was not sent (two line feeds end the payload)",
        text -> text + "\n");
    text(Axis.EDGES, 5, "The body was signed with CRLF at its end", text -> text + "\r\n");
    text(
        Axis.EDGES,
        5,
        "The body was signed with LF where it was sent with CRLF",
        text -> text.replace("\r\n", "\n"));
    text(
        Axis.EDGES,
        5,
        "The body was signed with CRLF where it was sent with LF",
        text -> text.replace("\r\n", "\n").replace("\n", "\r\n"));
    text(
        Axis.EDGES,
        5,
        "The body was signed with its line ends left out",
        text -> text.replace("\r", "").replace("\n", ""));
    text(Axis.EDGES, 7, "The body was signed with a space at its end", text -> text + " ");
    text(Axis.EDGES, 8, "The body was signed with CR at its end", text -> text + "\r");
  }

  private void addReplacements() {
    text(Axis.WHOLE_BODY, 2, "An empty body was signed (the body was left out)", text -> "");
    text(Axis.WHOLE_BODY, 4, "The empty object {} was signed instead of the body", text -> "{}");
    for (String word :
        List.of("null", "[]", "\"\"", "undefined", "None", "nil", "[object Object]")) {
      text(Axis.WHOLE_BODY, 6, "The text " + word + " was signed instead of the body", t -> word);
    }
    text(
        Axis.WHOLE_BODY,
        5,
        "The body was signed as a JSON string, serialised twice",
        Escaping::twice);
    bytes(Axis.WHOLE_BODY, 5, "The base64 of the body was signed", Base64.getEncoder()::encode);
    addHash(6, Hash.SHA_256);
    addHash(6, Hash.SHA_512);
    addHash(7, Hash.MD5);
    text(Axis.WHOLE_BODY, 5, "The body was signed URL-encoded", t -> FormText.urlEncoded(t, "%20"));
    text(
        Axis.WHOLE_BODY,
        6,
        "The body was signed URL-encoded, as a form",
        t -> FormText.urlEncoded(t, "+"));
    json(
        Axis.WHOLE_BODY,
        5,
        "Python's repr of the body was signed (single quotes, spaced)",
        json -> ObjectText.python(json, json.root()));
    json(Axis.WHOLE_BODY, 6, "Java's Map.toString was signed", ObjectText::java);
    json(Axis.WHOLE_BODY, 7, "Ruby's inspect was signed", ObjectText::ruby);
  }

  private void addHash(int rank, Hash hash) {
    String what = "The " + hash.officialName() + " hash of the body was signed instead of the body";
    HexFormat lower = HexFormat.of();
    HexFormat upper = lower.withUpperCase();
    bytes(
        Axis.WHOLE_BODY,
        rank,
        what,
        body -> lower.formatHex(hash.start().digest(body)).getBytes(US_ASCII));
    bytes(
        Axis.WHOLE_BODY,
        rank,
        what + " (in upper-case hex)",
        body -> upper.formatHex(hash.start().digest(body)).getBytes(US_ASCII));
  }

  private void addForms() {
    form(3, Lists.REPEATED, Escapes.PLUS);
    form(3, Lists.REPEATED, Escapes.NONE);
    form(5, Lists.AS_JSON, Escapes.PLUS);
    form(5, Lists.AS_JSON, Escapes.NONE);
    form(5, Lists.AS_PYTHON, Escapes.PLUS);
    form(5, Lists.JOINED, Escapes.NONE);
    form(5, Lists.INDEXED, Escapes.PLUS);
    form(6, Lists.JOINED, Escapes.PLUS);
    form(7, Lists.INDEXED, Escapes.NONE);
    form(7, Lists.BRACKETS, Escapes.PLUS);
    form(7, Lists.BRACKETS, Escapes.NONE);
    form(7, Lists.REPEATED, Escapes.PERCENT_20);
  }

  private void form(int rank, Lists lists, Escapes escapes) {
    json(
        Axis.WHOLE_BODY,
        rank,
        "The body was signed form-encoded (name=value&...), and sent as JSON",
        json -> FormText.of(json, lists, escapes));
  }

  private void addCharsets() {
    bytes(
        Axis.CHARSET, 5, "The body was signed with a byte order mark (BOM)", BodyMistakes::withBom);
    bytes(
        Axis.CHARSET,
        5,
        "The body was signed without the byte order mark (BOM) that it was sent with",
        BodyMistakes::withoutBom);
    charset(6, "in Latin-1", ISO_8859_1);
    charset(7, "in ASCII, with question marks for other characters", US_ASCII);
    charset(6, "in UTF-16 (little-endian)", UTF_16LE);
    charset(8, "in UTF-16 (big-endian)", UTF_16BE);
    bytes(
        Axis.CHARSET,
        6,
        "The body was signed encoded in UTF-8 twice",
        body -> new String(body, ISO_8859_1).getBytes(UTF_8));
    text(
        Axis.CHARSET,
        8,
        "The body was signed in another Unicode normal form (NFC)",
        text -> normalized(text, Normalizer.Form.NFC));
    text(
        Axis.CHARSET,
        8,
        "The body was signed in another Unicode normal form (NFD)",
        text -> normalized(text, Normalizer.Form.NFD));
  }

  private static byte[] withBom(byte[] body) {
    byte[] changed = Arrays.copyOf(BOM, BOM.length + body.length);
    System.arraycopy(body, 0, changed, BOM.length, body.length);
    return changed;
  }

  private static byte[] withoutBom(byte[] body) {
    boolean has =
        body.length >= BOM.length && Arrays.equals(body, 0, BOM.length, BOM, 0, BOM.length);
    return has ? Arrays.copyOfRange(body, BOM.length, body.length) : body;
  }

  private static String normalized(String text, Normalizer.Form form) {
    return JsonText.decoded(text, decoded -> Normalizer.normalize(decoded, form));
  }

  private void charset(int rank, String how, Charset charset) {
    bytes(
        Axis.CHARSET,
        rank,
        "The body was signed " + how + " instead of UTF-8",
        body -> new String(body, UTF_8).getBytes(charset));
  }

  private void json(Axis axis, int rank, String what, Function<JsonText, String> writer) {
    UnaryOperator<Body> change =
        axis == Axis.QUOTES || axis == Axis.WHOLE_BODY
            ? body -> body.replacedIfJson(writer)
            : body -> body.rewritten(writer);
    add(axis, rank, what, change);
  }

  private void escapes(Axis axis, int rank, String what, UnaryOperator<String> writer) {
    add(axis, rank, what, body -> body.escaped(writer));
  }

  private void text(Axis axis, int rank, String what, UnaryOperator<String> writer) {
    add(axis, rank, what, body -> body.replaced(writer));
  }

  private void bytes(Axis axis, int rank, String what, UnaryOperator<byte[]> encoder) {
    add(axis, rank, what, body -> body.encoded(encoder));
  }

  private void add(Axis axis, int rank, String what, UnaryOperator<Body> change) {
    all.add(
        new Mistake(
            axis,
            rank,
            what,
            SIGN_WHAT_IS_SENT,
            draft -> draft.withBody(change.apply(draft.body()))));
  }
}
