package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.contract.RequestValidator;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SkuTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "9",
        "SKU-001",
        "A--",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ-12345",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ-123456",
        "",
        "-A",
        "a",
        "A B",
        "A_B",
        "A\n",
        "\u00c4",
        "\u0661"
      })
  void hasTheFormThatTheContractRequires(String text) {
    assertThat(isSku(text)).isEqualTo(isAllowedInRequest(text));
  }

  private static boolean isSku(String text) {
    try {
      var _ = new Sku(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isAllowedInRequest(String text) {
    try {
      RequestValidator.check(GetItemRequest.newBuilder().setSku(text).build());
      return true;
    } catch (StatusRuntimeException _) {
      return false;
    }
  }
}
