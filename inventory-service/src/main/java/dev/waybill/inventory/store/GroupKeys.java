package dev.waybill.inventory.store;

import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.RequestedLine;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rows that a group of commands is about. */
record GroupKeys(Set<OrderId> orders, Set<Sku> skus, Set<UUID> scans) {

  static GroupKeys of(List<StockCommand<?>> commands) {
    GroupKeys keys = new GroupKeys(new HashSet<>(), new HashSet<>(), new HashSet<>());
    commands.forEach(keys::add);
    return keys;
  }

  private void add(StockCommand<?> command) {
    switch (command) {
      case StockCommand.PutItem put -> skus.add(put.sku());
      case StockCommand.Receive receive -> {
        skus.add(receive.scan().sku());
        scans.add(receive.scan().scanId());
      }
      case StockCommand.Reserve reserve -> {
        orders.add(reserve.orderId());
        reserve.request().lines().stream().map(RequestedLine::sku).forEach(skus::add);
      }
      case StockCommand.Withdraw withdraw -> orders.add(withdraw.orderId());
      case StockCommand.Commit commit -> orders.add(commit.orderId());
      case StockCommand.Release release -> orders.add(release.orderId());
      case StockCommand.Expire expire -> orders.add(expire.orderId());
    }
  }
}
