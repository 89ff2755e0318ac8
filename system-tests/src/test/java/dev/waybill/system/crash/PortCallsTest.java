package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.order.domain.OrderStore;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
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
