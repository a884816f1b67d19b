package io.github.chromajdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions inside the adapter. */
@AnalyzeClasses(
    packages = "io.github.chromajdbc",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule noCyclesBetweenParts =
      slices().matching("io.github.chromajdbc.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesBetweenTheStepsOfAStatement =
      slices().matching("io.github.chromajdbc.calcite.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesBetweenTheStepsOfPlanning =
      slices().matching("io.github.chromajdbc.calcite.plan.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesBetweenTheStepsOfARun =
      slices().matching("io.github.chromajdbc.calcite.exec.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule thePortKnowsNoHttpAndNoJson =
      noClasses()
          .that()
          .resideInAPackage("io.github.chromajdbc.client")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "com.fasterxml..", "io.github.chromajdbc.client.rest..");

  @ArchTest
  static final ArchRule theClientKnowsNoCalcite =
      noClasses()
          .that()
          .resideInAnyPackage("io.github.chromajdbc.client..", "io.github.chromajdbc.embedding..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.calcite..", "io.github.chromajdbc.calcite..");

  @ArchTest
  static final ArchRule calciteTalksToThePortOnly =
      noClasses()
          .that()
          .resideInAPackage("io.github.chromajdbc.calcite.*..") // the factory opens the store
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.chromajdbc.client.rest..", "java.net.http..");

  @ArchTest
  static final ArchRule pushdownSendsNothing =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.github.chromajdbc.calcite.pushdown..", "io.github.chromajdbc.calcite.parser..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ChromaStore");
}
