package dev.waybill.inventory.grpc;

import dev.waybill.common.message.PagedList;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;

/** The catalogue, page by page, by SKU. */
record ItemPages(InventoryStore store) {
  private static final PagedList<Item, Sku> ITEMS =
      new PagedList<>("items", Item::sku, Sku::value, Sku::new);
  private static final String NO_FILTER = "";

  ListItemsResponse page(ListItemsRequest request, TimeBudget budget) {
    PagedList.Page<Item> page =
        ITEMS.page(
            request.getPageSize(),
            request.getPageToken(),
            NO_FILTER,
            (after, limit) -> store.itemsAfter(after, limit, budget));
    return ListItemsResponse.newBuilder()
        .addAllItems(page.entries().stream().map(InventoryMessages::toMessage).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }
}
