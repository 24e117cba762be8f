package io.github.binancepay.tsp.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One Maven for all consumers. It resolves what was deployed, with a local repository of its own,
 * which takes from the user's what is there already.
 */
final class ConsumersBuild {
  private static final String RUN = "org.codehaus.mojo:exec-maven-plugin:%s:exec";

  private final Path target;
  private final Path localRepository;

  ConsumersBuild(Path target) {
    this.target = target;
    this.localRepository = target.resolveSibling("local-repository");
  }

  Path log() {
    return target.resolve("maven.log");
  }

  void run(List<Consumer> consumers, Map<String, String> environment)
      throws IOException, InterruptedException {
    // A release is never looked for again, but this one changes with every build.
    delete(localRepository.resolve("io/github/binancepay"));
    delete(target);
    for (Consumer consumer : consumers) {
      consumer.copy();
    }
    Consumer.copy(consumers.get(0).source().resolveSibling("parent"), target.resolve("parent"));
    Files.writeString(target.resolve("pom.xml"), aggregator(consumers));
    Files.writeString(target.resolve("settings.xml"), settings());
    ProcessBuilder maven = new ProcessBuilder(command());
    maven.environment().putAll(environment);
    maven.directory(target.toFile()).redirectErrorStream(true).redirectOutput(log().toFile());
    Process process = maven.start();
    process.getOutputStream().close();
    process.waitFor();
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "--quiet",
                "--fail-at-end",
                "--threads=2",
                "--global-settings=" + target.resolve("settings.xml"),
                "-Dmaven.repo.local=" + localRepository,
                "-Daether.offline.protocols=file",
                "-Dexec.executable=" + Path.of(System.getProperty("java.home"), "bin", "java"),
                "-Dexec.args=-classpath %classpath consumer.Consumer",
                "-Dexec.outputFile=${project.build.directory}/run.log",
                "verify",
                RUN.formatted(System.getProperty("version.exec"))));
    // For those that share the sources of another.
    command.add("-Dconsumers.basedir=" + System.getProperty("consumers.basedir"));
    String usersSettings = System.getProperty("maven.settings");
    if (Files.exists(Path.of(usersSettings))) {
      command.add("--settings=" + usersSettings);
    }
    if (Boolean.getBoolean("maven.offline")) {
      command.add("--offline");
    }
    Set<String> versions = new TreeSet<>(System.getProperties().stringPropertyNames());
    versions.removeIf(name -> !name.startsWith("version."));
    versions.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    return command;
  }

  private static String aggregator(List<Consumer> consumers) {
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>consumer</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <properties>
            <exec.skip>true</exec.skip>
          </properties>
          <modules>
            %s
          </modules>
        </project>
        """
        .formatted(
            consumers.stream()
                .map(consumer -> "<module>" + consumer.name() + "</module>")
                .collect(Collectors.joining("\n    ")));
  }

  /** The user's own settings come before these, but for the mirrors, which name one repository. */
  private static String settings() {
    // In this order, since the user may have installed another build of this project.
    Map<String, String> repositories = new LinkedHashMap<>();
    repositories.put("deployed", System.getProperty("consumers.repository"));
    repositories.put("local", System.getProperty("maven.local"));
    return """
        <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
          <mirrors>%s</mirrors>
          <profiles><profile>
            <id>consumers</id>
            <repositories>%s</repositories>
            <pluginRepositories>%s</pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>consumers</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(
            each(
                repositories,
                "<mirror><id>%1$s-files</id><url>%2$s</url><mirrorOf>%1$s</mirrorOf></mirror>"),
            each(repositories, repository("repository")),
            each(repositories, repository("pluginRepository")));
  }

  private static String repository(String element) {
    return """
        <%1$s><id>%%1$s</id><url>%%2$s</url>
          <releases><checksumPolicy>ignore</checksumPolicy></releases>
        </%1$s>"""
        .formatted(element);
  }

  private static String each(Map<String, String> repositories, String format) {
    return repositories.entrySet().stream()
        // Not encoded: Maven takes the bytes of an encoded letter for letters.
        .map(each -> format.formatted(each.getKey(), "file://" + each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
