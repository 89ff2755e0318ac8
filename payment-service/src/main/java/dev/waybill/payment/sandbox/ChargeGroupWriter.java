package dev.waybill.payment.sandbox;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.payment.domain.OrderId;
import java.time.Instant;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Locks and writes the charges of a group of commands. */
final class ChargeGroupWriter implements GroupWriter<Rows<OrderId, Charge>> {
  private static final NamedSql LOCK = NamedSql.of(ChargeTable.LOCK, Table.CLOCK);

  private static final GroupWrites<Rows<OrderId, Charge>> WRITES =
      new GroupWrites<Rows<OrderId, Charge>>().rows(ChargeTable.TABLE, Function.identity());

  /** Enough for the charges of some seconds: most are captured soon after their authorization. */
  private static final int RECENT_CHARGES = 8192;

  private final RowCache<OrderId, Charge> recent = new RowCache<>(RECENT_CHARGES);

  @Override
  public Rows<OrderId, Charge> begin() {
    return new Rows<>(recent);
  }

  @Override
  public Instant lock(Handle handle, Rows<OrderId, Charge> charges) {
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      lock.bind("charges", ChargeTable.ID, charges.named());
      for (Charge charge : lock.rows(ChargeTable::read)) {
        charges.load(charge.key(), charge);
      }
      return lock.clock();
    }
  }

  @Override
  public void write(Handle handle, Rows<OrderId, Charge> charges, Instant now) {
    WRITES.write(handle, charges, now);
  }

  @Override
  public Instant writeUnlocked(Handle handle, Rows<OrderId, Charge> charges, Instant now) {
    return WRITES.writeUnlocked(handle, charges, now);
  }
}
