package dev.waybill.inventory.store;

import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A refusal as the columns of its reservation's row; all null where nothing was refused. */
record RefusalColumns(
    @Nullable String reason,
    @Nullable String sku,
    @Nullable Long requested,
    @Nullable Long available) {
  static final RefusalColumns NONE = new RefusalColumns(null, null, null, null);

  static RefusalColumns of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.OutOfStock(Sku sku, long requested, long available) ->
          new RefusalColumns("OUT_OF_STOCK", sku.value(), requested, available);
      case Refusal.UnknownSku(Sku sku) -> about("UNKNOWN_SKU", sku);
      case Refusal.MixedCurrency(Sku sku) -> about("MIXED_CURRENCY", sku);
      case Refusal.TotalOutOfRange() -> about("TOTAL_OUT_OF_RANGE", null);
      case Refusal.PriceChanged() -> about("PRICE_CHANGED", null);
    };
  }

  private static RefusalColumns about(String reason, @Nullable Sku sku) {
    return new RefusalColumns(reason, sku == null ? null : sku.value(), null, null);
  }

  static Refusal read(ResultSet row) throws SQLException {
    String reason = row.getString("refusal_reason");
    return switch (reason) {
      case "OUT_OF_STOCK" ->
          new Refusal.OutOfStock(
              sku(row), row.getLong("refusal_requested"), row.getLong("refusal_available"));
      case "UNKNOWN_SKU" -> new Refusal.UnknownSku(sku(row));
      case "MIXED_CURRENCY" -> new Refusal.MixedCurrency(sku(row));
      case "TOTAL_OUT_OF_RANGE" -> new Refusal.TotalOutOfRange();
      case "PRICE_CHANGED" -> new Refusal.PriceChanged();
      default -> throw new IllegalStateException("unknown refusal reason " + reason);
    };
  }

  private static Sku sku(ResultSet row) throws SQLException {
    return new Sku(row.getString("refusal_sku"));
  }
}
