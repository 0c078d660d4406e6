package io.tidewatch.etl;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.tidewatch.testing.ServiceRules;

@AnalyzeClasses(packages = "io.tidewatch.etl", importOptions = ImportOption.DoNotIncludeTests.class)
class ServiceArchitectureTests {
  @ArchTest static final ArchTests rules = ArchTests.in(ServiceRules.class);
}
