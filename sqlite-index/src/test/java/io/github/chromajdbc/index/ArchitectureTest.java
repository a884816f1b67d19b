package io.github.chromajdbc.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.chromajdbc.index",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NEITHER_CALCITE_NOR_THE_DRIVER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.calcite..",
              "io.github.chromajdbc",
              "io.github.chromajdbc.calcite..",
              "io.github.chromajdbc.client..",
              "io.github.chromajdbc.embedding..",
              "io.github.chromajdbc.error..");

  @ArchTest
  static final ArchRule ONLY_THE_FILE_PACKAGE_TALKS_TO_SQLITE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.github.chromajdbc.index.file")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.sqlite..");

  @ArchTest
  static final ArchRule THE_SERVICE_KNOWS_NEITHER_SIDECAR_NOR_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..definition", "..file", "..filter", "..translation", "..catalogue", "..operation")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..sidecar", "..remote", "..wire", "..command", "picocli..");

  @ArchTest
  static final ArchRule SUB_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.github.chromajdbc.index.(*)..").should().beFreeOfCycles();
}
