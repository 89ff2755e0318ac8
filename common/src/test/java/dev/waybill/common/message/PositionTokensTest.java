package dev.waybill.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.waybill.common.error.Details;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

final class PositionTokensTest {
  private static final PositionTokens TOKENS = PositionTokens.ofPages("orders");
  private static final String FILTER = "customer=c-1;states=";
  private static final String POSITION = "2026-11-21T05:00:00Z/8a6e\u00e9";

  @Test
  void decodesToTheSamePosition() {
    assertThat(TOKENS.decode(TOKENS.encode(FILTER, POSITION), FILTER, "page_token"))
        .isEqualTo(POSITION);
    assertThat(TOKENS.decode(TOKENS.encode("", ""), "", "page_token")).isEmpty();
  }

  @Test
  void isSafeInAUrl() {
    assertThat(TOKENS.encode(FILTER, POSITION)).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void rejectsAnyChangedCharacter() {
    String token = TOKENS.encode(FILTER, POSITION);
    for (int i = 0; i < token.length(); i++) {
      for (char other : "AQgwBz09_-=+/ \u00e9".toCharArray()) {
        if (token.charAt(i) != other) {
          assertRefused(token.substring(0, i) + other + token.substring(i + 1));
        }
      }
    }
  }

  @Test
  void rejectsShortenedAndLengthenedTokens() {
    String token = TOKENS.encode(FILTER, POSITION);
    for (int length = 0; length < token.length(); length++) {
      assertRefused(token.substring(0, length));
    }
    assertRefused(token + "A");
    assertRefused(token + "=");
    assertRefused(token + token);
  }

  @Test
  void rejectsTokensOfAnotherFilterOrKind() {
    assertRefused(TOKENS.encode("customer=c-2;states=", POSITION));
    assertRefused(PositionTokens.ofPages("payments").encode(FILTER, POSITION));
  }

  @Test
  void namesTheFieldInTheError() {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> TOKENS.decode("x", FILTER, "page_token"))
        .satisfies(
            error -> {
              BadRequest details = Details.of(error, BadRequest.class);
              assertThat(details.getFieldViolations(0).getField()).isEqualTo("page_token");
            });
  }

  private static void assertRefused(String token) {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .as(token)
        .isThrownBy(() -> TOKENS.decode(token, FILTER, "page_token"))
        .satisfies(
            error -> {
              assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
              assertThat(Details.of(error, ErrorInfo.class).getReason())
                  .isEqualTo("INVALID_PAGE_TOKEN");
            });
  }
}
