package io.tidewatch.feature;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tidewatch.testing.ServiceRules;

@AnalyzeClasses(
    packages = "io.tidewatch.feature",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest static final ArchTests everyService = ArchTests.in(ServiceRules.class);

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("io.tidewatch.feature.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theLivePathKnowsNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage("..live..", "..online..", "..text..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.iceberg..");
}
