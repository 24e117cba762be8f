package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar, read at once.
 *
 * @param entries content by name, in Latin-1, without folders
 */
record Archive(Map<String, String> entries) {
  static Archive read(Path file) throws IOException {
    Archive archive = new Archive(new TreeMap<>());
    try (ZipFile jar = new ZipFile(file.toFile(), UTF_8)) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (!entry.isDirectory()) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          archive.entries.put(entry.getName(), new String(bytes, ISO_8859_1));
        }
      }
    }
    return archive;
  }

  Attributes manifest() throws IOException {
    byte[] manifest = entries.get("META-INF/MANIFEST.MF").getBytes(ISO_8859_1);
    return new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
  }

  /** Returns the version of the class file format of each class. */
  Set<Integer> classVersions() {
    Set<Integer> versions = new TreeSet<>();
    entries.forEach(
        (name, content) -> {
          if (name.endsWith(".class")) {
            versions.add((int) content.charAt(7));
          }
        });
    return versions;
  }
}
