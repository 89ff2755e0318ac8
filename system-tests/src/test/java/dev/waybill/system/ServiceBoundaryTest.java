package dev.waybill.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rest of the code knows a service by its definition only, and its name from nowhere else. */
final class ServiceBoundaryTest {
  private static final Path ROOT = Path.of("..");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("dev/waybill/proto/"))
          .importPackages("dev.waybill");

  /** Classes that may know more of a service. */
  private static final Set<String> MAY_KNOW_MORE =
      Set.of(
          // Checks the fault points of one port by example.
          "dev.waybill.system.crash.PortCallsTest");

  @TestFactory
  Stream<DynamicTest> isUsedThroughItsDefinitionOnly() {
    return definitions()
        .map(
            service ->
                DynamicTest.dynamicTest(
                    service.title(), () -> rule(service, MAY_KNOW_MORE).check(CLASSES)));
  }

  @Test
  void namesAClassThatKnowsMore() {
    assertThatThrownBy(() -> rule(Services.ORDER, Set.of()).check(CLASSES))
        .hasMessageContaining("PortCallsTest");
  }

  /** A literal elsewhere would be a second place to edit when a service is renamed or added. */
  @TestFactory
  Stream<DynamicTest> isNamedInItsOwnModuleOnly() {
    return definitions()
        .map(
            service ->
                DynamicTest.dynamicTest(
                    service.title(),
                    () ->
                        assertThat(sources())
                            .filteredOn(source -> !source.startsWith(ROOT.resolve(service.title())))
                            .filteredOn(source -> names(source, service))
                            .isEmpty()));
  }

  /** All services of this build, also those that are not deployed. */
  private static Stream<ServiceDefinition<?, ?>> definitions() {
    return CLASSES.stream()
        .filter(type -> type.isAssignableTo(ServiceDefinition.class))
        .flatMap(type -> type.tryGetConstructor().stream())
        .map(ServiceBoundaryTest::definition);
  }

  private static ServiceDefinition<?, ?> definition(JavaConstructor constructor) {
    try {
      return (ServiceDefinition<?, ?>) constructor.reflect().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean names(Path source, ServiceDefinition<?, ?> service) {
    try (Stream<String> lines = Files.lines(source)) {
      return lines
          .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
          .anyMatch(line -> line.contains('"' + service.title() + '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArchRule rule(ServiceDefinition<?, ?> service, Set<String> exceptions) {
    String own = service.getClass().getPackageName() + "..";
    return noClasses()
        .that()
        .resideOutsideOfPackage(own)
        .and(not(describe("known exceptions", type -> exceptions.contains(topLevel(type)))))
        .should()
        .dependOnClassesThat(resideInAPackage(own).and(not(equivalentTo(service.getClass()))));
  }

  private static String topLevel(JavaClass type) {
    return type.getFullName().replaceFirst("\\$.*", "");
  }

  /** The product's sources. */
  private static Set<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return Set.copyOf(
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(ServiceBoundaryTest::javaFiles)
              .toList());
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
