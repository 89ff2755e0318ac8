package dev.waybill.common.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.waybill.common.testing.layers.ExampleWiring;
import dev.waybill.common.testing.layers.client.ClientWithWiring;
import dev.waybill.common.testing.layers.domain.DomainWithSql;
import dev.waybill.common.testing.layers.grpc.GrpcWithHandle;
import dev.waybill.common.testing.layers.store.StoreWithStatus;
import dev.waybill.common.testing.layers.workflow.WorkflowWithClock;
import dev.waybill.common.testing.layers.workflow.WorkflowWithStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that finds nothing is worthless, so each one must catch its example. */
final class LayerRulesTest {
  private static final String EXAMPLE = ExampleWiring.class.getPackageName();

  @ParameterizedTest
  @ValueSource(
      classes = {
        DomainWithSql.class,
        WorkflowWithStore.class,
        GrpcWithHandle.class,
        StoreWithStatus.class,
        ClientWithWiring.class,
        WorkflowWithClock.class
      })
  void findEachForbiddenDependency(Class<?> offender) {
    JavaClasses classes = new ClassFileImporter().importClasses(offender);

    assertThatThrownBy(() -> LayerRules.check(EXAMPLE, classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender.getSimpleName());
  }

  @Test
  void allowTheRootPackageToUseAllLayers() {
    LayerRules.check(EXAMPLE, new ClassFileImporter().importClasses(ExampleWiring.class));
  }

  @Test
  void failWithoutAnyClasses() {
    assertThatThrownBy(() -> LayerRules.check("dev.waybill.nowhere"))
        .hasMessageContaining("no classes in dev.waybill.nowhere");
  }
}
