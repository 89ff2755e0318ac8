package dev.waybill.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.cli.stock.PriceConverter;
import dev.waybill.local.shop.Prices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts are formatted as people write them. */
final class PricesTest {
  @ParameterizedTest
  @CsvSource({
    "12.50EUR, 12.50 EUR",
    "12EUR, 12.00 EUR",
    "0.05 EUR, 0.05 EUR",
    "-0.05EUR, -0.05 EUR",
    "1250JPY, 1250 JPY",
    "1.2345EUR, 1.2345 EUR",
    "100XQQ, 100 XQQ",
    "100EUR, 100.00 EUR"
  })
  void formatsWhatWasParsed(String written, String shown) {
    Money money = new PriceConverter().convert(written);

    assertThat(Prices.format(money)).isEqualTo(shown);
  }
}
