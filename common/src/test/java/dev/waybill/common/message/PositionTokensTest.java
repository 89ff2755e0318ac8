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

  /** Callers keep tokens across an upgrade, so this string never changes. */
  @Test
  void readsAPageTokenOfTheFirstRelease() {
    String token =
        "t95almz1djgyMDI2LTExLTIxVDA1OjAwOjAwLjEyMzQ1NlovMWExNTYxYWYtN2FjNy04M2EwLTk0NjItNWQxNWYyYzZjYjg0vChr-blFseE";

    assertThat(TOKENS.decode(token, "customer-1 [CONFIRMED, PENDING]", "page_token"))
        .isEqualTo("2026-11-21T05:00:00.123456Z/1a1561af-7ac7-83a0-9462-5d15f2c6cb84");
  }

  @Test
  void readsAResumeTokenOfTheFirstRelease() {
    assertThat(
            PositionTokens.ofStream("orders")
                .decode("tn0wPU-5yJg0NzEx4R9Qi0eWHPQ", "customer-1", "resume_token"))
        .isEqualTo("4711");
  }

  @Test
  void readsANumberFromZero() {
    assertThat(numberIn("0")).isZero();
    assertThat(numberIn("4711")).isEqualTo(4711);
    for (String other : new String[] {"-1", "", "4711/8a6e", "99999999999999999999"}) {
      assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> numberIn(other));
    }
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

  private static long numberIn(String position) {
    return TOKENS.decodeNumber(TOKENS.encode(FILTER, position), FILTER, "page_token");
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
