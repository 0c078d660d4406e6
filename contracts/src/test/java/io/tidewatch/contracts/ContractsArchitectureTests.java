package io.tidewatch.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tidewatch.contracts",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ContractsArchitectureTests {
  @ArchTest
  static final ArchRule dependsOnTheJdkAndAnnotationsAlone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.tidewatch.contracts..",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..");
}
