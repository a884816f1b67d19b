package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar as a jar: what lies in it, and where. */
class ShippedJarTest {
  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(ShippedJar.path().toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(ShippedJar.path().toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyEntryIsUnderTheDriversOwnNames() throws IOException {
    assertThat(entries())
        .isNotEmpty()
        .allMatch(
            entry ->
                entry.startsWith("io/github/chromajdbc/")
                    || entry.startsWith("META-INF/")
                    // Its native library looks for classes of these names, and they for this file.
                    || entry.startsWith("org/sqlite/")
                    || entry.equals("sqlite-jdbc.properties")
                    || entry.equals("module-info.class")
                    // Janino looks it up by its package's name, in the root.
                    || entry.equals(
                        "io.github.chromajdbc.shaded.org.codehaus.commons.compiler.properties"));
  }

  @Test
  void noEntryIsThereTwice() throws IOException {
    assertThat(entries()).doesNotHaveDuplicates();
  }

  @Test
  void theOneDriverOfItsServicesIsOurs() throws IOException {
    assertThat(text("META-INF/services/java.sql.Driver").strip().lines())
        .containsExactly("io.github.chromajdbc.ChromaDriver");
  }

  @Test
  void itsServicesNameClassesOfTheDriver() throws IOException {
    for (String entry : entries()) {
      if (entry.startsWith("META-INF/services/")) {
        assertThat(text(entry).strip().lines())
            .as(entry)
            .isNotEmpty()
            .allMatch(line -> line.isBlank() || line.strip().startsWith("io.github.chromajdbc."));
        assertThat(entry)
            .matches(
                "META-INF/services/(java\\.sql\\.Driver|io\\.github\\.chromajdbc\\..*"
                    + "|org\\.apache\\.spark\\.sql\\.jdbc\\.JdbcDialect)");
      }
    }
  }

  @Test
  void itNamesNoClassOfALibraryThatItHoldsUnderAnotherName() throws IOException {
    // A name that relocation missed is looked up in vain, or worse, in the application's library.
    String[] relocated = {
      "org/apache/calcite/", "com/google/common/", "com/fasterxml/jackson/", "org/codehaus/janino/",
      "org/codehaus/commons/", "org/slf4j/", "com/google/re2j/", "org/apache/commons/",
      "com/jayway/jsonpath/",
    };
    try (JarFile jar = new JarFile(ShippedJar.path().toFile())) {
      List<String> classes = entries().stream().filter(name -> name.endsWith(".class")).toList();
      for (String name : classes) {
        String constants =
            new String(
                jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.ISO_8859_1);
        for (String library : relocated) {
          int at = constants.indexOf("L" + library);
          assertThat(at).as("%s names %s", name, library).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void itIsSmallerThan35Megabytes() throws IOException {
    assertThat(Files.size(ShippedJar.path())).isLessThan(35_000_000);
  }

  @Test
  void itIsAModuleThatProvidesTheDriver() {
    ModuleDescriptor module =
        ModuleFinder.of(ShippedJar.path()).find("io.github.chromajdbc").orElseThrow().descriptor();

    assertThat(module.isAutomatic()).isFalse();
    assertThat(module.requires())
        .extracting(ModuleDescriptor.Requires::name)
        .contains("java.sql", "java.net.http");
    assertThat(module.provides())
        .filteredOn(provided -> provided.service().equals("java.sql.Driver"))
        .flatExtracting(ModuleDescriptor.Provides::providers)
        .containsExactly("io.github.chromajdbc.ChromaDriver");
  }

  @Test
  void theSourcesOfTheDriverAreInAJarBesideIt() throws IOException {
    Path sources = Path.of(ShippedJar.path().toString().replaceFirst("\\.jar$", "-sources.jar"));
    try (JarFile jar = new JarFile(sources.toFile())) {
      assertThat(jar.getEntry("io/github/chromajdbc/ChromaDriver.java")).isNotNull();
    }
  }
}
