package dev.waybill.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions that only the shop needs. */
final class ShopOnlyTest {
  private static final String TEXT =
      """
      import a; // shop-only
      one
        // shop-only: begin
        two

        # shop-only: end
      <!-- shop-only: begin -->
      -- shop-only: end
      three // about shop-only things
      """;

  @Test
  void keepsTheRegionsWithoutTheirMarks() {
    assertThat(ShopOnly.keep(TEXT))
        .isEqualTo("import a;\none\n  two\n\nthree // about shop-only things\n");
  }

  @Test
  void dropsTheRegions() {
    assertThat(ShopOnly.drop(TEXT)).isEqualTo("one\nthree // about shop-only things\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// shop-only: end\n",
        "// shop-only: begin\n",
        "# shop-only: begin\n# shop-only: begin\n"
      })
  void namesAMarkWithoutItsPartner(String text) {
    assertThatThrownBy(() -> ShopOnly.drop(text)).isInstanceOf(IllegalStateException.class);
  }
}
