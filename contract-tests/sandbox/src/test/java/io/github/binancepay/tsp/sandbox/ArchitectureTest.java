package io.github.binancepay.tsp.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Dependencies between packages point one way. */
@AnalyzeClasses(
    packages = "io.github.binancepay.tsp.sandbox",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SANDBOX = "io.github.binancepay.tsp.sandbox";
  private static final String CLIENT = "io.github.binancepay.tsp";

  @ArchTest
  static final ArchRule PACKAGES_FORM_A_LINE =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy(SANDBOX + ".internal.cli..")
          .layer("sandbox")
          .definedBy(SANDBOX)
          .layer("server")
          .definedBy(SANDBOX + ".internal.server..")
          .layer("console")
          .definedBy(SANDBOX + ".internal.console..")
          .layer("pact")
          .definedBy(SANDBOX + ".internal.pact..")
          .layer("webhook")
          .definedBy(SANDBOX + ".internal.webhook..")
          .layer("exchange")
          .definedBy(SANDBOX + ".internal.exchange..")
          .layer("provider")
          .definedBy(SANDBOX + ".internal.provider..")
          .layer("diagnosis")
          .definedBy(SANDBOX + ".internal.diagnosis..")
          .layer("faults")
          .definedBy(SANDBOX + ".webhook..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("cli", "sandbox")
          .whereLayer("console")
          .mayOnlyBeAccessedByLayers("cli", "sandbox", "server")
          .whereLayer("pact")
          .mayOnlyBeAccessedByLayers("cli", "sandbox", "server", "console")
          .whereLayer("webhook")
          .mayOnlyBeAccessedByLayers("cli", "sandbox", "server", "console", "pact")
          .whereLayer("exchange")
          .mayOnlyBeAccessedByLayers("cli", "sandbox", "server", "console", "pact")
          .whereLayer("provider")
          .mayOnlyBeAccessedByLayers(
              "cli", "sandbox", "server", "console", "pact", "webhook", "exchange")
          .whereLayer("faults")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(SANDBOX + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_SANDBOX_SIGNS_WITH_CODE_OF_ITS_OWN =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(CLIENT + ".auth..", CLIENT + ".internal..", CLIENT + ".api.."));

  @ArchTest
  static final ArchRule ONLY_THE_EXTENSION_AND_EXPLAIN_USE_THE_CLIENT =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(SANDBOX + ".SandboxExtension")
          .and()
          .doNotHaveFullyQualifiedName(SANDBOX + ".SandboxExtension$Running")
          .and()
          .haveNameNotMatching(".*[.]internal[.]cli[.]NotificationExplanation.*")
          .should()
          .dependOnClassesThat(resideInAnyPackage(CLIENT, CLIENT + ".webhook.."));

  @ArchTest
  static final ArchRule PUBLIC_SIGNATURES_HAVE_NO_INTERNAL_TYPE =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(resideInAnyPackage(SANDBOX, SANDBOX + ".webhook"))
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should(haveNoInternalType());

  @ArchTest
  static final ArchRule COMMANDS_ARE_IN_THE_RUNNABLE_JAR_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage(SANDBOX + ".internal.cli..")
          .should()
          .dependOnClassesThat(resideInAPackage("picocli.."));

  @ArchTest
  static final ArchRule ONLY_THE_SERVER_KNOWS_JETTY =
      classes()
          .that()
          .resideInAnyPackage(
              SANDBOX + ".internal.console..",
              SANDBOX + ".internal.webhook..",
              SANDBOX + ".internal.provider..",
              SANDBOX + ".internal.diagnosis..")
          .should()
          .onlyDependOnClassesThat(not(resideInAPackage("org.eclipse.jetty..")));

  private static ArchCondition<JavaMethod> haveNoInternalType() {
    return new ArchCondition<>("have no internal type") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
            .map(JavaClass::getPackageName)
            .filter(name -> name.contains(".internal."))
            .forEach(
                name ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " uses a type of " + name)));
      }
    };
  }
}
