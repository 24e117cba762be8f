package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One artifact of ours in the repository that was deployed to: the folder of its only version. */
record DeployedArtifact(String name, Path folder) {
  private static final Path GROUP =
      Path.of(System.getProperty("deployed.repository"), "io", "github", "binancepay");
  private static final String PREFIX = "binance-pay-tsp-";

  static List<DeployedArtifact> all() throws IOException {
    return list(GROUP).stream()
        .map(each -> of(each.getFileName().toString().substring(PREFIX.length())))
        .toList();
  }

  /** The artifact of that name, without what all names begin with. */
  static DeployedArtifact of(String name) {
    List<Path> versions = list(GROUP.resolve(PREFIX + name));
    versions.removeIf(each -> !Files.isDirectory(each));
    if (versions.size() != 1) {
      throw new IllegalStateException(name + " has another number of versions: " + versions);
    }
    return new DeployedArtifact(name, versions.get(0));
  }

  @Override
  public String toString() {
    return name;
  }

  String version() {
    return folder.getFileName().toString();
  }

  /** Everything but checksums and signatures. */
  List<Path> files() {
    List<Path> files = list(folder);
    files.removeIf(file -> file.toString().matches(".*\\.(asc|md5|sha1|sha256|sha512)"));
    return files;
  }

  /**
   * What each file's name ends with, behind name and version: {@code .jar}, {@code -sources.jar}.
   */
  List<String> endings() {
    return files().stream()
        .map(file -> file.getFileName().toString().substring(stem().length()))
        .toList();
  }

  boolean isJar() {
    return Files.exists(file(".jar"));
  }

  Path file(String ending) {
    return folder.resolve(stem() + ending);
  }

  Pom pom() {
    return Pom.read(file(".pom"));
  }

  JsonObject sbom() throws IOException {
    return JsonParser.parseString(Files.readString(file("-cyclonedx.json"))).getAsJsonObject();
  }

  /** What is in one of its jars: names of files, and their bytes as Latin-1. */
  Map<String, String> entries(String ending) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipFile jar = new ZipFile(file(ending).toFile(), UTF_8)) {
      for (ZipEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        entries.put(entry.getName(), new String(bytes, ISO_8859_1));
      }
    }
    return entries;
  }

  private String stem() {
    return PREFIX + name + "-" + version();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
