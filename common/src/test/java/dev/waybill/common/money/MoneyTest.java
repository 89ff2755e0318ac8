package dev.waybill.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arithmetic with money is exact or fails. */
final class MoneyTest {
  @Test
  void addsAndMultipliesExactly() {
    assertThat(new Money("EUR", 199).times(3).plus(new Money("EUR", 3)))
        .isEqualTo(new Money("EUR", 600));
  }

  @Test
  void refusesToMixCurrencies() {
    Money dollars = new Money("USD", 1);
    assertThatThrownBy(() -> new Money("EUR", 1).plus(dollars))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot add USD to EUR");
  }

  @Test
  void refusesToOverflow() {
    Money most = new Money("EUR", Long.MAX_VALUE);
    assertThatThrownBy(() -> most.plus(new Money("EUR", 1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eur", "EURO", "ZZZ", "XAU"})
  void rejectsCurrenciesWithoutMinorUnits(String currency) {
    assertThatThrownBy(() -> new Money(currency, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(currency);
  }

  @Test
  void isPositiveOnlyAboveZero() {
    assertThat(new Money("EUR", 1).isPositive()).isTrue();
    assertThat(new Money("EUR", 0).isPositive()).isFalse();
    assertThat(new Money("EUR", -1).isPositive()).isFalse();
  }
}
