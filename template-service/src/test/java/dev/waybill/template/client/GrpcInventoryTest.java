package dev.waybill.template.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.template.domain.Inventory.Answer;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How this service interprets inventory's answers, refusals and missing answers. */
final class GrpcInventoryTest {
  @AutoClose private final FakeInventory fake = new FakeInventory();

  @AutoClose("shutdownNow")
  private final ManagedChannel channel =
      Channels.open(fake.address(), InventoryServiceGrpc.getServiceDescriptor());

  private final GrpcInventory inventory = new GrpcInventory(channel);

  @Test
  void readsTheNameOfTheItem() {
    assertThat(ask(Duration.ofSeconds(10))).isEqualTo(new Answer.Item("Item SKU-001"));
  }

  @Test
  void tellsAnUnknownItemFromEveryOtherError() {
    fake.fails(Code.NOT_FOUND, "ITEM_NOT_FOUND");

    assertThat(ask(Duration.ofSeconds(10))).isEqualTo(new Answer.UnknownItem());
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, DATABASE_UNAVAILABLE",
    "RESOURCE_EXHAUSTED, OVERLOADED",
    "NOT_FOUND, X",
    "INTERNAL, X"
  })
  void treatsAnyOtherErrorAsNoAnswer(Code code, String reason) {
    fake.fails(code, reason);

    assertThat(ask(Duration.ofSeconds(10))).isEqualTo(new Answer.NoAnswer());
  }

  @Test
  void givesUpWhenTheBudgetIsSpent() {
    fake.isSilent();

    assertThatThrownBy(() -> ask(Duration.ofMillis(300))).isInstanceOf(TimeExpiredException.class);
  }

  @Test
  void doesNotAskWithoutTimeForAnAnswer() {
    assertThatThrownBy(() -> ask(Duration.ofMillis(1))).isInstanceOf(TimeExpiredException.class);
    assertThat(fake.calls()).isZero();
  }

  private Answer ask(Duration time) {
    return inventory.item("SKU-001", TimeBudget.of(time));
  }
}
