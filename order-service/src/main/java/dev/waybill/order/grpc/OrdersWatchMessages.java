package dev.waybill.order.grpc;

import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import org.jspecify.annotations.Nullable;

/** The messages of WatchOrders, each with the token to resume after it. */
final class OrdersWatchMessages {

  private static final PositionTokens TOKENS = PositionTokens.ofStream("orders");
  private static final String TOKEN_FIELD = "resume_token";

  /** Kept because the feed sends the same event to all watchers with the same filter in a row. */
  private volatile @Nullable Latest latest;

  WatchOrdersResponse of(RecordedEvent recorded, String customerId) {
    Latest known = latest;
    if (known != null && known.isFor(recorded, customerId)) {
      return known.message();
    }
    WatchOrdersResponse message =
        WatchOrdersResponse.newBuilder()
            .setEvent(OrderMessages.toMessage(recorded.event()))
            .setResumeToken(token(recorded.position(), customerId))
            .build();
    latest = new Latest(recorded.position(), customerId, message);
    return message;
  }

  WatchOrdersResponse heartbeat(long position, String customerId) {
    return WatchOrdersResponse.newBuilder()
        .setHeartbeat(Heartbeats.message())
        .setResumeToken(token(position, customerId))
        .build();
  }

  /** Throws INVALID_ARGUMENT if the token was not issued for the same filter. */
  static long position(String token, String customerId) {
    return TOKENS.decodeNumber(token, customerId, TOKEN_FIELD);
  }

  static RuntimeException invalidToken() {
    return TOKENS.invalid(TOKEN_FIELD);
  }

  private static String token(long position, String customerId) {
    return TOKENS.encode(customerId, Long.toString(position));
  }

  private record Latest(long position, String customerId, WatchOrdersResponse message) {
    boolean isFor(RecordedEvent recorded, String customer) {
      return position == recorded.position() && customerId.equals(customer);
    }
  }
}
