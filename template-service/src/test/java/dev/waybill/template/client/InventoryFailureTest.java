package dev.waybill.template.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import dev.waybill.proto.template.v1.Sample;
import dev.waybill.template.RunningTemplate;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nothing is stored without inventory's answer, and callers are told why. */
final class InventoryFailureTest {
  @AutoClose private final RunningTemplate service = new RunningTemplate();
  private final CreateSampleRequest request = RunningTemplate.anyRequest();

  @Test
  void takesTheNameOfTheItemIfThereIsNoTitle() {
    Sample created = service.create(request.toBuilder().clearTitle().build());

    assertThat(created.getTitle()).isEqualTo("Item " + request.getSku());
    assertThat(service.create(request.toBuilder().clearTitle().build())).isEqualTo(created);
  }

  @Test
  void refusesAnUnknownSku() {
    service.inventory().fails(Code.NOT_FOUND, "ITEM_NOT_FOUND");

    CallError failure = CallError.of(() -> service.create(request));

    assertThat(failure.ending()).isEqualTo("FAILED_PRECONDITION SAMPLE_SKU_UNKNOWN");
    assertThat(failure.resource()).isEqualTo("items/" + request.getSku());
    assertThat(service.count("samples")).isZero();
  }

  @Test
  void reportsThatInventoryIsUnreachable() {
    service.inventory().close();

    assertThat(CallError.of(() -> service.create(request)).ending())
        .isEqualTo("UNAVAILABLE SAMPLE_INVENTORY_UNAVAILABLE");
    assertThat(service.count("samples")).isZero();
  }

  @Test
  void reportsThatInventoryHasNotAnsweredInItsOwnTime() {
    service.inventory().isSilent();

    assertThat(CallError.of(() -> service.create(request)).ending())
        .isEqualTo("UNAVAILABLE SAMPLE_INVENTORY_UNAVAILABLE");
    assertThat(service.count("samples")).isZero();
  }

  @Test
  void reportsThatTheCallersTimeRanOut() {
    service.inventory().isSilent();

    CallError failure =
        CallError.of(
            () -> {
              var _ =
                  service.stub().withDeadlineAfter(Duration.ofMillis(500)).createSample(request);
            });

    // Without a reason if the caller's own library was faster.
    assertThat(failure.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(service.count("samples")).isZero();
  }

  @Test
  void answersRepeatWhateverBecameOfInventory() {
    Sample created = service.create(request);

    service.inventory().fails(Code.NOT_FOUND, "ITEM_NOT_FOUND");
    assertThat(service.create(request)).isEqualTo(created);
    service.inventory().fails(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    assertThat(service.create(request)).isEqualTo(created);
    CreateSampleRequest other = request.toBuilder().setQuantity(7).build();
    assertThat(CallError.of(() -> service.create(other)).ending())
        .isEqualTo("ALREADY_EXISTS SAMPLE_CONTENT_DIFFERS");
  }
}
