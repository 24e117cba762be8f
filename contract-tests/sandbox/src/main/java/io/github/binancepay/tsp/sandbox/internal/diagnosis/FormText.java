package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.gson.JsonElement;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A JSON object as a form, {@code name=value&...}, for whose lists there is no rule. */
final class FormText {
  private FormText() {}

  static String of(String style, JsonElement value) {
    UnaryOperator<String> encode =
        text -> style.endsWith(" encoded") ? URLEncoder.encode(text, UTF_8) : text;
    return !value.isJsonObject()
        ? JsonChanges.plain(value)
        : value.getAsJsonObject().entrySet().stream()
            .flatMap(member -> pairs(style.replace(" encoded", ""), member))
            .map(pair -> encode.apply(pair.getKey()) + "=" + encode.apply(pair.getValue()))
            .collect(joining("&"));
  }

  private static Stream<Map.Entry<String, String>> pairs(
      String style, Map.Entry<String, JsonElement> member) {
    String name = member.getKey();
    JsonElement value = member.getValue();
    if (!value.isJsonArray() || style.equals("json")) {
      return Stream.of(Map.entry(name, JsonChanges.plain(value)));
    }
    List<String> entries =
        value.getAsJsonArray().asList().stream().map(JsonChanges::plain).toList();
    return switch (style) {
      case "joined" -> Stream.of(Map.entry(name, String.join(",", entries)));
      case "[]" -> entries.stream().map(entry -> Map.entry(name + "[]", entry));
      case "[0]" ->
          IntStream.range(0, entries.size())
              .mapToObj(i -> Map.entry(name + "[" + i + "]", entries.get(i)));
      default -> entries.stream().map(entry -> Map.entry(name, entry));
    };
  }
}
