package dev.waybill.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.rpc.BadRequest;
import dev.waybill.common.error.Details;
import dev.waybill.common.money.Money;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoneyMessagesTest {
  @ParameterizedTest
  @CsvSource({
    "EUR, 1999, 19, 990000000",
    "EUR, -5, 0, -50000000",
    "EUR, -1999, -19, -990000000",
    "JPY, 1999, 1999, 0",
    "KWD, 1999, 1, 999000000",
    "EUR, 9223372036854775807, 92233720368547758, 70000000",
    "EUR, -9223372036854775808, -92233720368547758, -80000000",
  })
  void amountsSurviveTheWire(String currency, long minorUnits, long units, int nanos) {
    Money money = new Money(currency, minorUnits);

    assertThat(MoneyMessages.toMessage(money)).isEqualTo(message(currency, units, nanos));
    assertThat(MoneyMessages.fromMessage(message(currency, units, nanos), "price"))
        .isEqualTo(money);
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 1, 1, price.nanos",
    "EUR, 1, 995000000, price.nanos",
    "JPY, 1, 500000000, price.nanos",
    "EUR, 1, -10000000, price.nanos",
    "EUR, -1, 10000000, price.nanos",
    "EUR, 1, 1000000000, price.nanos",
    "EUR, 1, -2147483648, price.nanos",
    "EUR, 92233720368547759, 0, price.units",
    "EUR, 92233720368547758, 80000000, price.units",
    "eur, 1, 0, price.currency_code",
    "'', 1, 0, price.currency_code",
    "XAU, 1, 0, price.currency_code",
    "XYZ, 1, 0, price.currency_code",
  })
  void whatIsNoAmountIsRefusedNamingThePart(String currency, long units, int nanos, String field) {
    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> MoneyMessages.fromMessage(message(currency, units, nanos), "price"))
        .satisfies(
            error ->
                assertThat(Details.of(error, BadRequest.class).getFieldViolations(0).getField())
                    .isEqualTo(field));
  }

  @Test
  void zeroHasNoSign() {
    assertThat(MoneyMessages.fromMessage(message("EUR", 0, -10_000_000), "price"))
        .isEqualTo(new Money("EUR", -1));
  }

  private static com.google.type.Money message(String currency, long units, int nanos) {
    return com.google.type.Money.newBuilder()
        .setCurrencyCode(currency)
        .setUnits(units)
        .setNanos(nanos)
        .build();
  }
}
