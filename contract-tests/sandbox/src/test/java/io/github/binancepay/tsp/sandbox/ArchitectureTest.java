package io.github.binancepay.tsp.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Dependencies between packages point one way. */
@AnalyzeClasses(
    packages = "io.github.binancepay.tsp.sandbox",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SANDBOX = "io.github.binancepay.tsp.sandbox";
  private static final String CLIENT = "io.github.binancepay.tsp";

  /** A package may use the packages behind it. */
  private static final List<String> LINE =
      List.of(
          ".internal.cli",
          "",
          ".internal.server",
          ".internal.console",
          ".internal.pact",
          ".internal.webhook",
          ".internal.exchange",
          ".internal.provider",
          ".internal.diagnosis",
          ".webhook");

  @ArchTest
  static void packagesFormALine(JavaClasses classes) {
    for (int i = 0; i < LINE.size(); i++) {
      Stream<String> before = LINE.subList(0, i).stream().map(name -> SANDBOX + name);
      noClasses()
          .that()
          .resideInAPackage(SANDBOX + LINE.get(i))
          .should()
          .dependOnClassesThat(resideInAnyPackage(before.toArray(String[]::new)))
          .allowEmptyShould(false)
          .check(classes);
    }
  }

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
          .should()
          .notHaveRawReturnType(resideInAPackage("..internal.."))
          .andShould()
          .notHaveRawParameterTypes(anyElementThat(resideInAPackage("..internal..")));

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
}
