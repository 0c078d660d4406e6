package io.tidewatch.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * The architecture rules of every module; a module's test includes them with {@code
 * ArchTests.in(ServiceRules.class)}.
 */
public final class ServiceRules {
  @ArchTest
  static final ArchRule namesPackagesByFeature =
      noClasses()
          .should()
          .resideInAnyPackage("..common..", "..util..", "..helper..", "..dto..", "..impl..")
          .because("a package is named by the feature that it holds");

  @ArchTest
  static final ArchRule namesClassesByTheirRole =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|DTO|Dto)$")
          .because("a class is named by its role or its variant");

  @ArchTest
  static final ArchRule injectsThroughConstructors =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith(Value.class)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule neverSleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .because("who waits, waits for something: a schedule, a condition, a queue");

  @ArchTest
  static final ArchRule keepsTransformationsFreeOfSpring =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Transformation")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule annotatesConfigurationForValidation =
      classes()
          .that()
          .areAnnotatedWith(
              org.springframework.boot.context.properties.ConfigurationProperties.class)
          .should()
          .beAnnotatedWith(org.springframework.validation.annotation.Validated.class)
          .allowEmptyShould(true);

  private ServiceRules() {}
}
