package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a curl command line as the request that curl makes of it. Opens no file that it names. */
final class CurlReader {
  /** Options with a value that change neither the body nor a header that is checked. */
  private static final String IGNORED =
      "-A --user-agent -b --cookie -c --cookie-jar -C -D -e --referer -E --cert -m --max-time -o"
          + " --output -P -Q -r -t -u --user -U --proxy-user -w --write-out -x --proxy -y -Y -z"
          + " --cacert --ciphers --connect-timeout --connect-to --interface --key --noproxy"
          + " --proxy-header --resolve --retry --retry-delay --retry-max-time --trace --unix-socket";

  /** Options that make another body than JSON, or none. */
  private static final String NOT_READ =
      "-F|--form|--form-string|-T|--upload-file|-K|--config|--data-urlencode|-G|--get|-I|--head";

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<String, Consumer<String>> withValue = new HashMap<>();
  private final List<String> urls = new ArrayList<>();
  private final List<Header> headers = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private String bodyType;
  private boolean hasType;
  private String method;

  private CurlReader() {
    option(IGNORED, value -> {});
    option("-X --request", value -> method = value);
    option("--url", urls::add);
    option("-H --header", this::readHeader);
    option("-d --data --data-ascii --data-binary", value -> add(FORM, "&", withoutFile(value)));
    option("--data-raw", value -> add(FORM, "&", value));
    option("--json", value -> add("application/json", "", withoutFile(value)));
  }

  private void option(String names, Consumer<String> reader) {
    List.of(names.split(" ")).forEach(name -> withValue.put(name, reader));
  }

  static Capture read(String text) {
    List<List<String>> found = new ArrayList<>();
    for (List<String> command : ShellWords.commands(text)) {
      // A prompt that was copied too, or a variable for the command, may be before it.
      List<String> words =
          command.stream().dropWhile(word -> word.matches("[$%#>+]+|time|sudo|\\w+=.*")).toList();
      if (!words.isEmpty() && words.get(0).matches("(.*[/\\\\])?curl([.]exe)?")) {
        found.add(words.subList(1, words.size()));
      }
    }
    if (found.size() != 1) {
      throw new InputException(
          "The capture has " + found.size() + " curl command lines; expected one");
    }
    return new CurlReader().read(new ArrayDeque<>(found.get(0)));
  }

  private Capture read(Deque<String> words) {
    while (!words.isEmpty()) {
      String word = words.remove();
      boolean isShort = word.matches("(?s)-[^-].*");
      String option = isShort ? word.substring(0, 2) : word;
      String rest = isShort ? word.substring(2) : "";
      if (option.matches(NOT_READ)) {
        throw new InputException(
            "curl's " + option + " is not read; expected a JSON body, as --data-binary sends it");
      }
      if (withValue.containsKey(option)) {
        String value = rest.isEmpty() ? words.poll() : rest;
        if (value == null) {
          throw new InputException("curl's " + option + " has no value");
        }
        withValue.get(option).accept(value);
      } else if (!rest.isEmpty()) {
        // Options without a value share a word.
        words.push("-" + rest);
      } else if (!word.startsWith("-")) {
        urls.add(word);
      }
    }
    if (urls.isEmpty()) {
      throw new InputException("The curl command line has no URL");
    }
    if (bodyType != null && !hasType) {
      headers.add(new Header("content-type", bodyType));
    }
    return Capture.of(
        method != null ? method : bodyType == null ? "GET" : "POST",
        urls.get(0).replaceFirst("^(?!\\w+://)", "http://"),
        headers,
        body.toString(),
        remarks);
  }

  private void readHeader(String line) {
    String header = withoutFile(line);
    hasType |= header.regionMatches(true, 0, "Content-Type", 0, 12);
    if (header.matches("[^:]+;")) {
      headers.add(new Header(header.substring(0, header.length() - 1), ""));
    } else if (header.matches("(?s):.*|[^:]*:?\\s*")) {
      remarks.add("curl sends no header that lacks a colon or a value; write -H 'Name: value'.");
    } else {
      headers.add(Capture.header(header));
    }
  }

  private void add(String type, String separator, String value) {
    body.append(bodyType == null ? "" : separator).append(value);
    bodyType = bodyType == null ? type : bodyType;
  }

  private static String withoutFile(String value) {
    if (value.startsWith("@")) {
      throw new InputException(
          "@ names a file or standard input, which is not opened; write its content in single"
              + " quotes after --data-raw");
    }
    return value;
  }
}
