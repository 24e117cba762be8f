package io.github.binancepay.tsp.sandbox.internal.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;

import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.Header;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a command line of curl, and makes the request that curl would make of it. */
final class CurlReader {
  private static final String SHORT_WITH_VALUE = "AbcCdDeEFHKmoPQrtTuUwxXyYz";
  private static final Map<Character, String> LONG_NAMES =
      Map.of(
          'd',
          "data",
          'F',
          "form",
          'G',
          "get",
          'H',
          "header",
          'I',
          "head",
          'K',
          "config",
          'T',
          "upload-file",
          'X',
          "request");
  private static final Set<String> LONG_WITH_VALUE =
      Set.of(
          ("cacert capath cert cert-type ciphers config connect-timeout connect-to cookie cookie-jar"
                  + " data data-ascii data-binary data-raw data-urlencode doh-url dump-header"
                  + " expect100-timeout form form-string header interface json keepalive-time key"
                  + " key-type limit-rate local-port max-filesize max-redirs max-time noproxy oauth2-bearer"
                  + " output output-dir pass pinnedpubkey proto proto-default proxy proxy-header"
                  + " proxy-user range rate referer request request-target resolve retry retry-delay"
                  + " retry-max-time socks4 socks4a socks5 socks5-hostname speed-limit speed-time"
                  + " stderr time-cond tls-max tls13-ciphers trace trace-ascii unix-socket"
                  + " upload-file url url-query user user-agent variable write-out")
              .split(" "));
  private static final Set<String> NOT_READ =
      Set.of("config", "data-urlencode", "form", "form-string", "upload-file");

  private final CapturedFiles files;
  private final List<Header> headers = new ArrayList<>();
  private final Map<String, String> defaults = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean hasBody;
  private byte[] file;
  private String method;
  private String url;
  private boolean get;

  private CurlReader(CapturedFiles files) {
    this.files = files;
  }

  static CapturedRequest read(String text, CapturedFiles files) {
    if (!text.contains("curl")) {
      throw noRequest();
    }
    List<List<String>> commands =
        CmdWords.isCmd(text) ? List.of(CmdWords.words(text)) : ShellWords.commands(text);
    List<List<String>> found = new ArrayList<>();
    for (List<String> words : commands) {
      int curl = 0;
      while (curl < words.size() && isBeforeCommand(words.get(curl))) {
        curl++;
      }
      if (curl < words.size() && words.get(curl).matches("(.*[/\\\\])?curl([.]exe)?")) {
        found.add(words.subList(curl + 1, words.size()));
      }
    }
    if (found.isEmpty()) {
      throw noRequest();
    }
    if (found.size() > 1) {
      throw new CaptureException("It has " + found.size() + " curl command lines; expected one");
    }
    CurlReader reader = new CurlReader(files);
    reader.arguments(found.get(0));
    return reader.request();
  }

  private static CaptureException noRequest() {
    return new CaptureException("It is not one of these: " + CaptureReader.FORMS);
  }

  /** A prompt that was copied too, or a variable for the command. */
  private static boolean isBeforeCommand(String word) {
    return word.matches("[$%#>]|[+]+|time|sudo|\\w+=.*");
  }

  private void arguments(List<String> words) {
    boolean options = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!options || !word.startsWith("-") || word.equals("-")) {
        url = url == null ? word : url;
      } else if (word.equals("--")) {
        options = false;
      } else if (word.startsWith("--")) {
        String name = word.substring(2);
        boolean value = LONG_WITH_VALUE.contains(name);
        option(name, value ? value(words, ++i, word) : "");
      } else {
        i = shortOptions(words, i);
      }
    }
  }

  /** Reads options that share a word, and returns where the last one ends. */
  private int shortOptions(List<String> words, int index) {
    String word = words.get(index);
    for (int at = 1; at < word.length(); at++) {
      char letter = word.charAt(at);
      String name = LONG_NAMES.getOrDefault(letter, String.valueOf(letter));
      if (SHORT_WITH_VALUE.indexOf(letter) < 0) {
        option(name, "");
      } else if (at + 1 < word.length()) {
        option(name, word.substring(at + 1));
        return index;
      } else {
        option(name, value(words, index + 1, "-" + letter));
        return index + 1;
      }
    }
    return index;
  }

  private static String value(List<String> words, int index, String option) {
    if (index >= words.size()) {
      throw new CaptureException("curl's " + option + " has no value");
    }
    return words.get(index);
  }

  private void option(String name, String value) {
    if (NOT_READ.contains(name)) {
      throw new CaptureException(
          "curl's --"
              + name
              + " is not read; a signed request has a body of JSON, as --data-binary"
              + " sends it");
    }
    switch (name) {
      case "request" -> method = value;
      case "url" -> url = url == null ? value : url;
      case "header" -> header(value);
      case "get" -> get = true;
      case "head" -> method = method == null ? "HEAD" : method;
      case "data", "data-ascii", "data-raw", "data-binary", "json" -> data(name, value);
      default -> {
        // Changes neither the signed parts nor the headers that are looked at.
      }
    }
  }

  private void header(String value) {
    if (value.startsWith("@")) {
      byte[] lines = read("-H", value);
      new String(lines, ISO_8859_1).lines().filter(line -> !line.isBlank()).forEach(this::header);
    } else if (value.matches("[^:]+;")) {
      headers.add(new Header(value.substring(0, value.length() - 1), ""));
    } else if (value.indexOf(':') <= 0) {
      remarks.add("curl leaves out a header that has no colon; write -H 'Name: value'.");
    } else if (Header.of(value).value().isEmpty()) {
      remarks.add(
          "curl leaves out the header "
              + printable(Header.of(value).name())
              + ", which has no value.");
      defaults.put(Header.of(value).name().toLowerCase(ROOT), "");
    } else {
      headers.add(Header.of(value));
    }
  }

  private void data(String name, String value) {
    boolean json = name.equals("json");
    if (hasBody && !json) {
      body.write('&');
    }
    hasBody = true;
    boolean fromFile = value.startsWith("@") && !name.equals("data-raw");
    byte[] bytes = fromFile ? read("--" + name, value) : value.getBytes(ISO_8859_1);
    boolean stripped = fromFile && (name.equals("data") || name.equals("data-ascii"));
    if (stripped) {
      byte[] sent = withoutLineEnds(bytes);
      file = sent.length < bytes.length ? bytes : null;
      bytes = sent;
    }
    body.writeBytes(bytes);
    defaults.putIfAbsent(
        "content-type", json ? "application/json" : "application/x-www-form-urlencoded");
    if (json) {
      defaults.putIfAbsent("accept", "application/json");
    }
  }

  private byte[] read(String option, String value) {
    String name = CaptureReader.decoded(value.substring(1));
    if (name.equals("-")) {
      throw new CaptureException(
          "curl's "
              + option
              + " @- reads standard input, which is not in the capture; write it to a"
              + " file, and "
              + option
              + " @FILE");
    }
    return files.read(option, name);
  }

  private static byte[] withoutLineEnds(byte[] bytes) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b != '\n' && b != '\r' && b != 0) {
        sent.write(b);
      }
    }
    return sent.toByteArray();
  }

  private CapturedRequest request() {
    if (url == null) {
      throw new CaptureException("The curl command line has no URL");
    }
    defaults.forEach(
        (name, value) -> {
          if (!value.isEmpty()
              && headers.stream().noneMatch(header -> header.name().equalsIgnoreCase(name))) {
            headers.add(new Header(name, value));
          }
        });
    String ofData = hasBody && !get ? "POST" : "GET";
    return new CapturedRequest(
        method == null ? ofData : method,
        url.contains("://") ? url : "http://" + url,
        headers,
        get ? new byte[0] : body.toByteArray(),
        Optional.ofNullable(file),
        Optional.empty(),
        remarks);
  }

  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
