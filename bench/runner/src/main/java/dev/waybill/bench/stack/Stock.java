package dev.waybill.bench.stack;

/** The stock of all contenders: the same, and more than can be sold. */
final class Stock {
  static final int ITEMS = 100;

  static final String INSERT =
      """
      INSERT INTO items (sku, name, price_minor, currency, received, available, reserved, shipped,
        create_time, update_time)
      SELECT 'SKU-' || lpad(number::text, 3, '0'), 'Item ' || number, 490 + number * 130, 'EUR',
        1000000000, 1000000000, 0, 0, now(), now()
      FROM generate_series(0, 99) AS number
      ON CONFLICT DO NOTHING;
      INSERT INTO scans (scan_id, sku, quantity, create_time)
      SELECT md5(sku)::uuid, sku, received, now() FROM items
      ON CONFLICT DO NOTHING""";

  private Stock() {}
}
