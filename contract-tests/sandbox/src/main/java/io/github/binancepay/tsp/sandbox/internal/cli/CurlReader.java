package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.binancepay.tsp.sandbox.internal.cli.CapturedRequest.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a curl command line as the request that curl makes of it. Opens no file that it names. */
final class CurlReader {
  private static final String SHORT_WITH_VALUE = "AbcCdDeEFHKmoPQrtTuUwxXyYz";
  private static final Map<String, String> LONG_NAMES =
      Map.of("-d", "--data", "-H", "--header", "-I", "--head", "-X", "--request", "-G", "--get");
  private static final Set<String> LONG_WITH_VALUE =
      Set.of(
          ("cacert cert ciphers config connect-timeout connect-to cookie cookie-jar data data-ascii"
                  + " data-binary data-raw data-urlencode form form-string header interface json key"
                  + " max-time noproxy output proxy proxy-header proxy-user referer request resolve"
                  + " retry retry-delay retry-max-time trace unix-socket upload-file url user"
                  + " user-agent write-out")
              .split(" ", -1));
  private static final Set<String> NOT_READ =
      Set.of(
          "--config --data-urlencode --form --form-string --upload-file -F -K -T".split(" ", -1));

  private final List<Header> headers = new ArrayList<>();
  private final Map<String, String> defaults = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private boolean hasBody;
  private boolean get;
  private String method;
  private String url;

  private CurlReader() {}

  static CapturedRequest read(String text) {
    List<List<String>> found = new ArrayList<>();
    for (List<String> words : ShellWords.commands(text)) {
      // A prompt that was copied too, or a variable for the command, may be before it.
      int curl = 0;
      while (curl < words.size() && words.get(curl).matches("[$%#>+]+|time|sudo|\\w+=.*")) {
        curl++;
      }
      if (curl < words.size() && words.get(curl).matches("(.*[/\\\\])?curl([.]exe)?")) {
        found.add(words.subList(curl + 1, words.size()));
      }
    }
    if (found.size() != 1) {
      throw new InputException(
          "The capture has " + found.size() + " curl command lines; expected one");
    }
    CurlReader reader = new CurlReader();
    reader.readArguments(new ArrayList<>(found.get(0)));
    return reader.request();
  }

  private void readArguments(List<String> words) {
    while (!words.isEmpty()) {
      String word = words.remove(0);
      if (!word.startsWith("-") || word.equals("-")) {
        url = url == null ? word : url;
      } else if (word.startsWith("--")) {
        read(word, LONG_WITH_VALUE.contains(word.substring(2)) ? value(word, words) : "");
      } else {
        readShort(word, words);
      }
    }
  }

  /** Reads options that share a word; the rest of it is the value of the last one. */
  private void readShort(String word, List<String> words) {
    for (int i = 1; i < word.length(); i++) {
      String option = "-" + word.charAt(i);
      String name = LONG_NAMES.getOrDefault(option, option);
      if (SHORT_WITH_VALUE.indexOf(word.charAt(i)) >= 0) {
        read(name, i + 1 < word.length() ? word.substring(i + 1) : value(option, words));
        return;
      }
      read(name, "");
    }
  }

  private static String value(String option, List<String> words) {
    if (words.isEmpty()) {
      throw new InputException("curl's " + option + " has no value");
    }
    return words.remove(0);
  }

  private void read(String option, String value) {
    if (NOT_READ.contains(option)) {
      throw new InputException(
          "curl's " + option + " is not read; expected a JSON body, as --data-binary sends it");
    }
    switch (option) {
      case "--request" -> method = value;
      case "--url" -> url = url == null ? value : url;
      case "--get" -> get = true;
      case "--head" -> method = method == null ? "HEAD" : method;
      case "--header" -> readHeader(value);
      case "--data", "--data-ascii", "--data-raw", "--data-binary", "--json" ->
          readData(option, value);
      default -> {
        // Changes neither the body nor a header that is checked.
      }
    }
  }

  private void readHeader(String value) {
    rejectFile("--header", value);
    if (value.matches("[^:]+;")) {
      headers.add(new Header(value.substring(0, value.length() - 1), ""));
    } else if (value.indexOf(':') <= 0) {
      remarks.add("curl sends no header that has no colon; write -H 'Name: value'.");
    } else if (Header.of(value).value().isEmpty()) {
      String name = Header.of(value).name();
      remarks.add("curl sends no header without a value: " + Terminal.printable(name) + ".");
      defaults.put(name.toLowerCase(Locale.ROOT), "");
    } else {
      headers.add(Header.of(value));
    }
  }

  private void readData(String option, String value) {
    if (!option.equals("--data-raw")) {
      rejectFile(option, value);
    }
    boolean json = option.equals("--json");
    body.append(hasBody && !json ? "&" : "").append(value);
    hasBody = true;
    defaults.putIfAbsent(
        "content-type", json ? "application/json" : "application/x-www-form-urlencoded");
  }

  private static void rejectFile(String option, String value) {
    if (value.startsWith("@")) {
      throw new InputException(
          "curl's "
              + option
              + " names a file or standard input, which is not opened; write its content into the"
              + " command line, in single quotes after --data-raw");
    }
  }

  private CapturedRequest request() {
    if (url == null) {
      throw new InputException("The curl command line has no URL");
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
        get ? new byte[0] : body.toString().getBytes(ISO_8859_1),
        remarks);
  }
}
