package dev.waybill.common.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.waybill.common.testing.MachineClock.readTheMachinesClock;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The dependency rule inside a service: grpc -> workflow -> domain, feed -> domain, and store and
 * client -> domain. The audit is a slice with its own port, SQL and RPCs; it may use the tables of
 * the store and the messages of grpc. Telemetry wraps the domain's ports, and nobody knows it. Only
 * the service's root package may use all of them.
 */
public final class LayerRules {
  private static final String[] DOMAIN_MAY_USE = {
    "java.lang..",
    "java.math..",
    "java.nio",
    "java.nio.charset..",
    "java.security..",
    "java.time..",
    "java.util..",
    "org.jspecify..",
    "dev.waybill.common.caller",
    "dev.waybill.common.command",
    "dev.waybill.common.money",
    "dev.waybill.common.time",
    "dev.waybill.common.failure"
  };

  private final String root;

  private LayerRules(String root) {
    this.root = root;
  }

  /** Throws AssertionError, naming every forbidden dependency of the service's own classes. */
  public static void check(String rootPackage) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(rootPackage);
    if (classes.isEmpty()) {
      throw new AssertionError("no classes in " + rootPackage);
    }
    check(rootPackage, classes);
  }

  static void check(String rootPackage, JavaClasses classes) {
    new LayerRules(rootPackage).all().forEach(rule -> rule.allowEmptyShould(true).check(classes));
  }

  private List<ArchRule> all() {
    return List.of(
        domainIsPure(),
        layerAvoids("workflow", "grpc", "store", "client", "audit", "telemetry"),
        layerAvoids("feed", "grpc", "workflow", "store", "client", "audit", "telemetry"),
        layerAvoids("grpc", "store", "client", "audit", "telemetry"),
        layerAvoids("store", "grpc", "workflow", "feed", "client", "audit", "telemetry"),
        layerAvoids("client", "grpc", "workflow", "feed", "store", "audit", "telemetry"),
        layerAvoids("audit", "workflow", "feed", "client", "telemetry"),
        layerAvoids("telemetry", "grpc", "store", "feed", "client", "audit"),
        openTelemetryStaysInCommon(),
        sqlStaysInTheStore(),
        rpcStaysAtTheEdges(),
        nothingSeesTheRoot(),
        timeIsTheDatabases());
  }

  private ArchRule domainIsPure() {
    return classes()
        .that()
        .resideInAPackage(layer("domain"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(DOMAIN_MAY_USE).or(resideInAPackage(layer("domain"))))
        .because("the rules of the business know no transport and no database");
  }

  private ArchRule layerAvoids(String name, String... others) {
    String[] forbidden = List.of(others).stream().map(this::layer).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(layer(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .because("layers meet in the domain's ports");
  }

  private ArchRule sqlStaysInTheStore() {
    return noClasses()
        .that()
        .resideInAnyPackage(layer("grpc"), layer("workflow"), layer("feed"), layer("client"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi..", "org.postgresql..")
        .because("SQL is the store's and the audit's");
  }

  private ArchRule rpcStaysAtTheEdges() {
    return noClasses()
        .that()
        .resideInAnyPackage(layer("workflow"), layer("feed"), layer("store"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.waybill.proto..")
        .because("messages are translated at the edges");
  }

  private ArchRule openTelemetryStaysInCommon() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .because("what is measured is declared with common's Meters");
  }

  private ArchRule nothingSeesTheRoot() {
    return noClasses()
        .that(resideInAPackage(root + "..").and(not(resideInAPackage(root))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root)
        .because("the root package wires what does not know it");
  }

  private ArchRule timeIsTheDatabases() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should(readTheMachinesClock())
        .because("leases and holds must not depend on whether the clocks of machines agree");
  }

  private String layer(String name) {
    return root + "." + name + "..";
  }
}
