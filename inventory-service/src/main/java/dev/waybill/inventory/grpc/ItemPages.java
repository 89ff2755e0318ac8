package dev.waybill.inventory.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue in pages; a token holds the last SKU of the previous page. */
record ItemPages(InventoryStore store) {
  private static final PositionTokens TOKENS = PositionTokens.ofPages("items");
  private static final String NO_FILTER = "";
  private static final String TOKEN_FIELD = "page_token";
  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 200;

  ListItemsResponse page(ListItemsRequest request, TimeBudget budget) {
    int size = request.getPageSize() == 0 ? DEFAULT_SIZE : request.getPageSize();
    int limit = Math.min(size, LARGEST_SIZE);
    // One item more than requested tells whether there is a next page.
    List<Item> items = store.itemsAfter(position(request.getPageToken()), limit + 1, budget);
    ListItemsResponse.Builder page = ListItemsResponse.newBuilder();
    items.stream().limit(limit).map(InventoryMessages::toMessage).forEach(page::addItems);
    if (items.size() > limit) {
      String last = items.get(limit - 1).sku().value();
      page.setNextPageToken(TOKENS.encode(NO_FILTER, last));
    }
    return page.build();
  }

  private static @Nullable Sku position(String token) {
    if (token.isEmpty()) {
      return null;
    }
    String position = TOKENS.decode(token, NO_FILTER, TOKEN_FIELD);
    try {
      return new Sku(position);
    } catch (IllegalArgumentException _) {
      // Well-formed, but not issued by us.
      throw RpcErrors.invalidField(TOKEN_FIELD, "belongs to no page of items");
    }
  }
}
