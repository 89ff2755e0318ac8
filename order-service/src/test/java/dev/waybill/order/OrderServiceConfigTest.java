package dev.waybill.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.config.StartupException;
import dev.waybill.order.workflow.WorkflowSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The settings of order-service. */
final class OrderServiceConfigTest {

  @Test
  void hasDefaultsForAllButTheDatabase() {
    OrderServiceConfig config = parse();
    WorkflowSettings workflow = config.workflow();

    assertThat(config.server().port()).isEqualTo(50051);
    assertThat(config.inventoryTarget()).isEqualTo("localhost:50052");
    assertThat(config.paymentTarget()).isEqualTo("localhost:50053");
    assertThat(workflow.times().lease()).hasSeconds(10);
    assertThat(workflow.times().workflowLimit()).hasSeconds(8);
    assertThat(workflow.times().decisionLimit()).hasSeconds(20);
    assertThat(workflow.times().fulfilmentDelay()).hasSeconds(2);
    assertThat(workflow.minimumHold()).hasMinutes(1);
    assertThat(workflow.maxOrdersInFlight()).isEqualTo(1024);
  }

  @Test
  void readsItsTimes() {
    WorkflowSettings workflow =
        parse("--lease", "3s", "--workflow-limit", "2s", "--recovery-interval", "50ms").workflow();

    assertThat(workflow.times().lease()).hasSeconds(3);
    assertThat(workflow.recovery().interval()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void refusesALeaseThatEndsBeforeTheWorkDoes() {
    OrderServiceConfig config = parse("--lease", "8s");

    assertThatThrownBy(config::workflow)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("--lease");
  }

  @Test
  void refusesInvalidTargets() {
    for (String option : List.of("--inventory-target", "--payment-target")) {
      assertThatThrownBy(() -> parse(option, "localhost:99999"))
          .isInstanceOf(CommandLine.ParameterException.class)
          .hasMessageContaining(option)
          .hasMessageContaining("but was \"localhost:99999\"");
    }
    assertThat(parse("--inventory-target", "dns:///inventory:50052").inventoryTarget())
        .isEqualTo("dns:///inventory:50052");
  }

  private static OrderServiceConfig parse(String... arguments) {
    OrderServiceConfig config = new OrderServiceConfig();
    CommandLine commandLine = new CommandLine(config);
    String[] all = new String[arguments.length + 2];
    all[0] = "--database-url";
    all[1] = "jdbc:postgresql://127.0.0.1/orders";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    commandLine.parseArgs(all);
    return config;
  }
}
