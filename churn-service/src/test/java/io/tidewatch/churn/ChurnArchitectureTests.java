package io.tidewatch.churn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tidewatch.testing.ServiceRules;

@AnalyzeClasses(
    packages = "io.tidewatch.churn",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ChurnArchitectureTests {
  @ArchTest static final ArchTests PLATFORM = ArchTests.in(ServiceRules.class);

  @ArchTest
  static final ArchRule keepsFeaturesFreeOfCycles =
      slices().matching("io.tidewatch.churn.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule knowsSparkOnlyInTraining =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.tidewatch.churn.training..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule keepsSpringOutOfTheMathematics =
      noClasses()
          .that()
          .resideInAnyPackage("..forest..", "..evaluation..", "..drift..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");
}
