package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.order.domain.OrderStore;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The crash matrix covers every method of a port and every kind of command. */
final class PortCallsTest {
  @Test
  void everyServiceHasFaultPointsForAllItsPorts() {
    assertThat(ports(Services.ORDER))
        .containsExactly("Inventory", "OrderAudit", "OrderEvents", "OrderStore", "Payments");
    assertThat(ports(Services.INVENTORY))
        .containsExactly("InventoryAudit", "InventoryStore", "StockLevels");
    assertThat(ports(Services.PAYMENT))
        .containsExactly("CardProcessor", "PaymentAudit", "PaymentStore");
  }

  @Test
  void everyServiceIsKilledAtItsFaultPoints() {
    Set<Class<?>> killed =
        Stream.concat(CrashCluster.SERVICES.stream(), servicesWithTheirOwnCrashes())
            .map(Object::getClass)
            .collect(Collectors.toSet());

    assertThat(Services.ALL).allSatisfy(service -> assertThat(killed).contains(service.getClass()));
    assertThat(killed).hasSizeGreaterThan(CrashCluster.SERVICES.size());
  }

  private static Stream<ServiceDefinition<?, ?>> servicesWithTheirOwnCrashes() {
    return new ClassFileImporter()
        .importPackages("dev.waybill.system").stream()
            .filter(type -> type.isAssignableTo(ServiceCrashes.class))
            .map(JavaClass::reflect)
            .filter(type -> !type.equals(ServiceCrashes.class))
            .map(PortCallsTest::service);
  }

  private static ServiceDefinition<?, ?> service(Class<?> crashes) {
    try {
      Constructor<?> constructor = crashes.getDeclaredConstructor();
      constructor.setAccessible(true);
      return ((ServiceCrashes) constructor.newInstance()).service();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> ports(ServiceDefinition<?, ?> service) {
    return CrashCluster.points(service).stream()
        .map(point -> point.call().substring(0, point.call().indexOf('.')))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void everyMethodHasFaultPointsBeforeAndAfterIt() {
    List<String> names = PortCalls.points(OrderStore.class).stream().map(FaultPoint::call).toList();

    assertThat(Arrays.stream(OrderStore.class.getMethods()).map(Method::getName))
        .isNotEmpty()
        .allSatisfy(
            method -> assertThat(names).anyMatch(name -> name.startsWith("OrderStore." + method)));
    assertThat(PortCalls.points(OrderStore.class))
        .contains(
            new FaultPoint("OrderStore.find()", Moment.BEFORE),
            new FaultPoint("OrderStore.find()", Moment.AFTER));
  }

  @Test
  void everyKindOfCommandAndWorkIsASeparateCall() {
    assertThat(PortCalls.points(OrderStore.class))
        .contains(
            new FaultPoint("OrderStore.apply(Cancel)", Moment.AFTER),
            new FaultPoint("OrderStore.apply(FinishCompensation)", Moment.BEFORE),
            new FaultPoint("OrderStore.claimDue(RECOVERY)", Moment.AFTER));
  }

  @Test
  void anAsynchronousMethodAlsoHasAFaultPointBetweenCommitAndAnswer() {
    assertThat(PortCalls.points(OrderStore.class))
        .contains(new FaultPoint("OrderStore.beginNew()", Moment.DONE))
        .doesNotContain(new FaultPoint("OrderStore.find()", Moment.DONE));
  }
}
