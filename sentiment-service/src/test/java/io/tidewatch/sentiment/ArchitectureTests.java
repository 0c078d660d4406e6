package io.tidewatch.sentiment;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tidewatch.testing.ServiceRules;

@AnalyzeClasses(
    packages = "io.tidewatch.sentiment",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest static final ArchTests PLATFORM = ArchTests.in(ServiceRules.class);

  @ArchTest
  static final ArchRule keepsFeaturesFreeOfCycles =
      slices().matching("io.tidewatch.sentiment.(*)..").should().beFreeOfCycles();
}
