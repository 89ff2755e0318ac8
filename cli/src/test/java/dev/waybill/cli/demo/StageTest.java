package dev.waybill.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.error.RpcErrors;
import io.grpc.Status;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A demo that cannot fail shows nothing, so an unexpected outcome must stop it. */
final class StageTest {
  private final Stage stage =
      new Stage(
          Screen.plain(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));

  @Test
  void stopsAtAnUnexpectedValue() {
    assertThatCode(() -> stage.expect("lamps", 2L, 2L)).doesNotThrowAnyException();
    assertThatThrownBy(() -> stage.expect("lamps", 2L, 3L))
        .isInstanceOf(UnexpectedOutcomeException.class)
        .hasMessage("lamps: expected 2, but was 3");
  }

  @Test
  void stopsAtAnAnswerInsteadOfAnError() {
    assertThatThrownBy(
            () -> stage.expectError(Status.Code.ALREADY_EXISTS, "REQUEST_ID_REUSED", () -> "order"))
        .isInstanceOf(UnexpectedOutcomeException.class);
  }

  @Test
  void stopsAtAnErrorForAnotherReason() {
    assertThatCode(() -> expectReused("REQUEST_ID_REUSED")).doesNotThrowAnyException();
    assertThatThrownBy(() -> expectReused("ANOTHER_REASON"))
        .isInstanceOf(UnexpectedOutcomeException.class);
  }

  private void expectReused(String reason) {
    stage.expectError(
        Status.Code.ALREADY_EXISTS,
        "REQUEST_ID_REUSED",
        () -> {
          throw RpcErrors.error(Status.Code.ALREADY_EXISTS, reason, "used before");
        });
  }
}
