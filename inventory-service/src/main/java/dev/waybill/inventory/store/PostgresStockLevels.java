package dev.waybill.inventory.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevels;
import dev.waybill.inventory.domain.StockLevels.ItemLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads levels with one statement, for any number of items. */
public final class PostgresStockLevels implements StockLevels {
  private static final String ALL =
      "SELECT sku, received, available, reserved, shipped, version FROM items";

  private final Database database;

  /** The caller closes the database. */
  public PostgresStockLevels(Database database) {
    this.database = database;
  }

  @Override
  public List<ItemLevel> of(Collection<Sku> skus, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(ALL + " WHERE sku = ANY(:skus)")
                .bindArray("skus", String.class, skus.stream().map(Sku::value).toList())
                .map(PostgresStockLevels::read)
                .list());
  }

  @Override
  public List<ItemLevel> all(TimeBudget budget) {
    return database.read(
        budget, handle -> handle.createQuery(ALL).map(PostgresStockLevels::read).list());
  }

  private static ItemLevel read(ResultSet row, StatementContext context) throws SQLException {
    return new ItemLevel(
        new Sku(row.getString("sku")), ItemTable.readLevel(row), row.getLong("version"));
  }
}
