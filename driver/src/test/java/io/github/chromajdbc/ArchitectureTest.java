package io.github.chromajdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions inside the driver. */
@AnalyzeClasses(
    packages = "io.github.chromajdbc",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] DRIVER = {
    "io.github.chromajdbc",
    "io.github.chromajdbc.failure",
    "io.github.chromajdbc.settings",
    "io.github.chromajdbc.timing",
    "io.github.chromajdbc.engine",
    "io.github.chromajdbc.convert",
    "io.github.chromajdbc.result",
    "io.github.chromajdbc.statement",
    "io.github.chromajdbc.metadata",
    "io.github.chromajdbc.connection"
  };

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.github.chromajdbc.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingInsideKnowsTheDriverClass =
      noClasses()
          .that(resideInAPackage("io.github.chromajdbc.*.."))
          .should()
          .dependOnClassesThat(resideInAPackage("io.github.chromajdbc"));

  @ArchTest
  static final ArchRule ofTheAdapterOnlyItsContracts =
      classes()
          .that(resideInAnyPackage(DRIVER))
          .and()
          .haveNameNotMatching(
              ".*\\.(RestEngineFactory|SqliteIndexes).*") // where the parts are put together
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(DRIVER)
                  .or(
                      resideInAnyPackage(
                          "io.github.chromajdbc.calcite.statement",
                          "io.github.chromajdbc.client",
                          "io.github.chromajdbc.error"))
                  .or(not(resideInAPackage("io.github.chromajdbc.."))));

  @ArchTest
  static final ArchRule calciteIsBehindTheEngine =
      noClasses()
          .that(resideInAnyPackage(DRIVER))
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.calcite.."));

  @ArchTest
  static final ArchRule conversionsKnowNoStatement =
      noClasses()
          .that(resideInAPackage("io.github.chromajdbc.convert"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.github.chromajdbc.result",
                  "io.github.chromajdbc.statement",
                  "io.github.chromajdbc.connection"));
}
