package dev.waybill.inventory.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Refusal.MixedCurrency;
import dev.waybill.inventory.domain.Refusal.OutOfStock;
import dev.waybill.inventory.domain.Refusal.PriceChanged;
import dev.waybill.inventory.domain.Refusal.TotalOutOfRange;
import dev.waybill.inventory.domain.Refusal.UnknownSku;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns that say why a reservation was refused; all null if it was not. */
record RefusalColumns(
    Column<Reservation, Reason> reason,
    Column<Reservation, Sku> sku,
    Column<Reservation, Long> requested,
    Column<Reservation, Long> available) {

  static RefusalColumns fixed(Table<Reservation> table) {
    return new RefusalColumns(
        table.fixed(
            Column.orNull(
                "refusal_reason", ColumnType.namesOf(Reason.class), of(RefusalColumns::reasonOf))),
        table.fixed(Column.orNull("refusal_sku", ItemTable.ID, of(RefusalColumns::skuOf))),
        table.fixed(
            Column.orNull(
                "refusal_requested",
                ColumnType.BIGINT,
                of(refusal -> refusal instanceof OutOfStock out ? out.requested() : null))),
        table.fixed(
            Column.orNull(
                "refusal_available",
                ColumnType.BIGINT,
                of(refusal -> refusal instanceof OutOfStock out ? out.available() : null))));
  }

  Refusal read(ResultSet row) throws SQLException {
    return switch (reason.read(row)) {
      case OUT_OF_STOCK -> new OutOfStock(sku.read(row), requested.read(row), available.read(row));
      case UNKNOWN_SKU -> new UnknownSku(sku.read(row));
      case MIXED_CURRENCY -> new MixedCurrency(sku.read(row));
      case TOTAL_OUT_OF_RANGE -> new TotalOutOfRange();
      case PRICE_CHANGED -> new PriceChanged();
    };
  }

  private static <V> Function<Reservation, @Nullable V> of(Function<Refusal, @Nullable V> part) {
    return reservation ->
        reservation instanceof Reservation.Refused refused ? part.apply(refused.refusal()) : null;
  }

  private static Reason reasonOf(Refusal refusal) {
    return switch (refusal) {
      case OutOfStock _ -> Reason.OUT_OF_STOCK;
      case UnknownSku _ -> Reason.UNKNOWN_SKU;
      case MixedCurrency _ -> Reason.MIXED_CURRENCY;
      case TotalOutOfRange _ -> Reason.TOTAL_OUT_OF_RANGE;
      case PriceChanged _ -> Reason.PRICE_CHANGED;
    };
  }

  private static @Nullable Sku skuOf(Refusal refusal) {
    return switch (refusal) {
      case OutOfStock(Sku sku, long _, long _) -> sku;
      case UnknownSku(Sku sku) -> sku;
      case MixedCurrency(Sku sku) -> sku;
      case TotalOutOfRange _, PriceChanged _ -> null;
    };
  }

  /** The refusals by their stored names. */
  enum Reason {
    OUT_OF_STOCK,
    UNKNOWN_SKU,
    MIXED_CURRENCY,
    TOTAL_OUT_OF_RANGE,
    PRICE_CHANGED
  }
}
