package io.github.binancepay.tsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;

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

  @ArchTest
  static final ArchRule packagesHaveNoCycle =
      slices().assignedFrom(new PackagesAndExceptions()).should().beFreeOfCycles();

  @ArchTest static final ArchRule schemaDependsOnNoPackage = onlyDepends(SCHEMA, SCHEMA);

  @ArchTest
  static final ArchRule generatedCodeDependsOnSchemaOnly =
      onlyDepends(ROOT + ".(api|model)..", MODEL, SCHEMA);

  @ArchTest static final ArchRule authDependsOnNoPackage = onlyDepends(AUTH, AUTH);

  @ArchTest static final ArchRule httpDependsOnAuth = onlyDepends(HTTP, HTTP, AUTH, SCHEMA);

  @ArchTest
  static final ArchRule envelopeDependsOnHttp =
      onlyDepends(ENVELOPE, ENVELOPE, HTTP, SCHEMA, MODEL);

  @ArchTest
  static final ArchRule webhookDependsOnClientAndEnvelope =
      onlyDepends(WEBHOOK, WEBHOOK, ROOT, ENVELOPE, SCHEMA, MODEL);

  @ArchTest
  static final ArchRule clientDoesNotDependOnWebhook =
      onlyDepends(ROOT, ROOT, ROOT + ".(api|auth|model|internal)..");

  @ArchTest
  static final ArchRule authKnowsNoHttpAndNoJson =
      knowsNot(AUTH, "okhttp3..", "okio..", "retrofit2..", "com.google.gson..");

  @ArchTest
  static final ArchRule webhookKnowsNoHttp =
      knowsNot(WEBHOOK, "okhttp3..", "okio..", "retrofit2..");

  @ArchTest
  static final ArchRule httpKnowsNoJson = knowsNot(HTTP, "com.google.gson..", "retrofit2..");

  @ArchTest
  static final ArchRule publicSignaturesHaveNoInternalType =
      classes()
          .that()
          .resideOutsideOfPackage(INTERNAL)
          .and()
          .arePublic()
          .should(haveNoInternalTypeInASignature());

  /** The public exceptions may be used by all packages, because they document what is thrown. */
  private static ArchRule onlyDepends(String packages, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(packages)
        .and()
        .areNotAssignableTo(BinancePayException.class)
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage(ROOT + "..")
                .or(JavaClass.Predicates.resideInAnyPackage(allowed))
                .or(JavaClass.Predicates.assignableTo(BinancePayException.class)));
  }

  private static ArchRule knowsNot(String packages, String... unknown) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown);
  }

  private static ArchCondition<JavaClass> haveNoInternalTypeInASignature() {
    DescribedPredicate<JavaClass> internal = JavaClass.Predicates.resideInAPackage(INTERNAL);
    return new ArchCondition<>("have no internal type in a public signature") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.getModifiers().contains(JavaModifier.PUBLIC)
              || unit.getModifiers().contains(JavaModifier.PROTECTED)) {
            Stream.concat(
                    Stream.concat(
                        Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()),
                    unit.getExceptionTypes().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(types -> types.stream().filter(internal))
                .forEach(
                    used ->
                        events.add(
                            SimpleConditionEvent.violated(
                                unit, unit.getFullName() + " has " + used.getName())));
          }
        }
      }
    };
  }

  private static final class PackagesAndExceptions implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.isAssignableTo(BinancePayException.class)
          ? SliceIdentifier.of("exceptions")
          : SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages, and the public exceptions";
    }
  }
}
