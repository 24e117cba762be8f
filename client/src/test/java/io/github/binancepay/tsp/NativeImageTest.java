package io.github.binancepay.tsp;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Derives the metadata for native images from the compiled classes, and compares it with the file
 * that the generator makes of the document.
 */
class NativeImageTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path METADATA =
      CLASSES.resolve(
          "META-INF/native-image/io.github.binancepay/binance-pay-tsp-client"
              + "/reachability-metadata.json");

  @Test
  void metadataListsEveryTypeThatNeedsReflection() throws Exception {
    List<JsonElement> expected = new ArrayList<>();
    for (Class<?> api : generated("api")) {
      expected.add(json("{'type':{'proxy':['%s']}}", api.getName()));
      expected.add(json("{'type':'%s','allDeclaredMethods':true}", api.getName()));
    }
    for (Class<?> model : generated("model")) {
      String type =
          model.isEnum() ? "{'type':'%s$Adapter'," : "{'type':'%s','allDeclaredFields':true,";
      String constructor = "'methods':[{'name':'<init>','parameterTypes':[]}]}";
      expected.add(json(type + constructor, model.getName()));
    }

    assertThat(metadata().getAsJsonArray("reflection"))
        .hasSizeGreaterThan(15)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void metadataListsEveryResourceOfTheClient() throws IOException {
    for (JsonElement each : metadata().getAsJsonArray("resources")) {
      assertThat(CLASSES.resolve(each.getAsJsonObject().get("glob").getAsString())).exists();
    }
    try (Stream<Path> files = Files.list(CLASSES.resolve("io/github/binancepay/tsp"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.contains(".") && !name.endsWith(".class"))
          .containsExactly("version.properties");
    }
  }

  /** Returns the top-level types of a generated package. */
  static List<Class<?>> generated(String name) throws IOException {
    try (Stream<Path> files = Files.list(CLASSES.resolve("io/github/binancepay/tsp/" + name))) {
      return files
          .map(file -> file.getFileName().toString().replace(".class", ""))
          .filter(type -> type.matches("\\w+"))
          .sorted()
          .map(type -> load("io.github.binancepay.tsp." + name + "." + type))
          .collect(toList());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject metadata() throws IOException {
    return JsonParser.parseString(Files.readString(METADATA)).getAsJsonObject();
  }

  private static JsonElement json(String format, String name) {
    return JsonParser.parseString(String.format(format, name));
  }
}
