package io.github.binancepay.tsp;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies between the packages of the client point down the table of the design. */
@AnalyzeClasses(packages = "io.github.binancepay.tsp", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.binancepay.tsp";
  private static final String INTERNAL = ROOT + ".internal..";
  private static final String MODEL = ROOT + ".model..";
  private static final String HTTP = ROOT + ".internal.http..";
  private static final String ENVELOPE = ROOT + ".internal.envelope..";
  private static final String SCHEMA = ROOT + ".internal.schema..";
  private static final String AUTH = ROOT + ".auth..";
  private static final String WEBHOOK = ROOT + ".webhook..";

  // All packages may use the public exceptions, because they document what is thrown.
  private static final DescribedPredicate<JavaClass> EXCEPTION =
      assignableTo(BinancePayException.class);

  /** Each package may use those of the rows above it, so that there is no cycle. */
  @ArchTest
  static void packagesDependOnlyOnListedPackages(JavaClasses classes) {
    onlyDepends(classes, resideInAPackage(SCHEMA), SCHEMA);
    onlyDepends(classes, resideInAPackage(ROOT + ".(api|model).."), MODEL, SCHEMA);
    onlyDepends(classes, EXCEPTION, MODEL, SCHEMA);
    onlyDepends(classes, resideInAPackage(AUTH), AUTH);
    onlyDepends(classes, resideInAPackage(HTTP), HTTP, AUTH, SCHEMA);
    onlyDepends(classes, resideInAPackage(ENVELOPE), ENVELOPE, HTTP, SCHEMA, MODEL);
    onlyDepends(classes, resideInAPackage(ROOT), ROOT, ROOT + ".(api|auth|model|internal)..");
    onlyDepends(classes, resideInAPackage(WEBHOOK), WEBHOOK, ROOT, ENVELOPE, SCHEMA, MODEL);
  }

  private static void onlyDepends(
      JavaClasses classes, DescribedPredicate<JavaClass> users, String... allowed) {
    classes()
        .that(users)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(allowed)).or(EXCEPTION))
        .check(classes);
  }

  @ArchTest
  static void packagesDoNotUseUnneededLibraries(JavaClasses classes) {
    usesNot(classes, AUTH, "okhttp3..", "okio..", "retrofit2..", "com.google.gson..");
    usesNot(classes, WEBHOOK, "okhttp3..", "okio..", "retrofit2..");
    usesNot(classes, HTTP, "com.google.gson..", "retrofit2..");
  }

  private static void usesNot(JavaClasses classes, String users, String... libraries) {
    noClasses()
        .that()
        .resideInAPackage(users)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(classes);
  }

  @ArchTest
  static final ArchRule publicSignaturesHaveNoInternalType =
      noCodeUnits()
          .that()
          .areDeclaredInClassesThat(resideOutsideOfPackage(INTERNAL))
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .arePublic()
          .or()
          .areProtected()
          .should(
              have(
                  describe(
                      "an internal type in the signature",
                      unit ->
                          unit.getAllInvolvedRawTypes().stream()
                              .anyMatch(resideInAPackage(INTERNAL)))));
}
