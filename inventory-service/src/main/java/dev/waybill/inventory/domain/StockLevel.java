package dev.waybill.inventory.domain;

/**
 * How many pieces of one item there are, and where: received = available + reserved + shipped, and
 * none is negative. A level that violates this cannot be created.
 */
public record StockLevel(long received, long available, long reserved, long shipped) {

  /** The level of an item that was never received. */
  public static final StockLevel EMPTY = new StockLevel(0, 0, 0, 0);

  /** Rejects a level that does not add up. */
  public StockLevel {
    boolean negative = (available | reserved | shipped) < 0;
    if (negative || received != Math.addExact(Math.addExact(available, reserved), shipped)) {
      throw new IllegalArgumentException(
          "received %s, available %s, reserved %s, shipped %s do not add up"
              .formatted(received, available, reserved, shipped));
    }
  }

  StockLevel receive(int pieces) {
    return new StockLevel(
        Math.addExact(received, pieces), Math.addExact(available, pieces), reserved, shipped);
  }

  StockLevel hold(int pieces) {
    return new StockLevel(received, available - pieces, reserved + pieces, shipped);
  }

  StockLevel shipHeld(int pieces) {
    return new StockLevel(received, available, reserved - pieces, shipped + pieces);
  }

  StockLevel shipAvailable(int pieces) {
    return new StockLevel(received, available - pieces, reserved, shipped + pieces);
  }

  StockLevel giveBackHeld(int pieces) {
    return new StockLevel(received, available + pieces, reserved - pieces, shipped);
  }

  StockLevel giveBackShipped(int pieces) {
    return new StockLevel(received, available + pieces, reserved, shipped - pieces);
  }
}
