package io.github.chromajdbc.embedding;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class EmbeddingStructureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.chromajdbc.embedding");

  @Test
  void theInterfaceKnowsNoImplementation() {
    noClasses()
        .that()
        .resideInAPackage("io.github.chromajdbc.embedding")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.chromajdbc.embedding.*..", "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void implementationsShowTheirFactoryOnly() {
    classes()
        .that()
        .resideInAPackage("io.github.chromajdbc.embedding.*..")
        .and()
        .arePublic()
        .should()
        .haveSimpleNameEndingWith("Factory")
        .check(CLASSES);
  }

  @Test
  void embeddingKnowsNeitherCalciteNorTheWayToChroma() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.calcite..",
            "io.github.chromajdbc.calcite..",
            "io.github.chromajdbc.client.*..")
        .check(CLASSES);
  }

  @Test
  void onnxRuntimeIsTouchedByTheModelOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.github.chromajdbc.embedding.minilm.MiniLmModel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }
}
