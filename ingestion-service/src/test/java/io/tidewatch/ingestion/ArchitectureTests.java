package io.tidewatch.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tidewatch.ingestion",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("io.tidewatch.ingestion.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");

  @ArchTest
  static final ArchRule readingAndTypingKnowNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("..reading..", "..typing..")
          .and()
          .haveSimpleNameNotEndingWith("Limits")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.beans..",
              "org.springframework.context..",
              "org.springframework.web..",
              "org.springframework.jdbc..",
              "org.apache.iceberg..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
