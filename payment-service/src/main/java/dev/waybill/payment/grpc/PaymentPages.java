package dev.waybill.payment.grpc;

import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.domain.PaymentStore.PaymentPosition;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of payments, page by page. */
final class PaymentPages {
  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 200;
  private static final PositionTokens TOKENS = PositionTokens.ofPages("payments");
  private static final String NO_FILTER = "";

  private final PaymentStore store;

  PaymentPages(PaymentStore store) {
    this.store = store;
  }

  ListPaymentsResponse page(ListPaymentsRequest request, TimeBudget budget) {
    int size =
        request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE);
    // One payment more than requested tells whether there is another page.
    List<PaymentRecord> found = store.list(after(request.getPageToken()), size + 1, budget);
    List<PaymentRecord> page = found.subList(0, Math.min(size, found.size()));
    var response = ListPaymentsResponse.newBuilder();
    page.forEach(record -> response.addPayments(PaymentMessages.toMessage(record)));
    if (found.size() > size) {
      response.setNextPageToken(token(PaymentPosition.of(page.getLast())));
    }
    return response.build();
  }

  private static String token(PaymentPosition position) {
    // PostgreSQL's times have microseconds, so nothing is lost.
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.createTime());
    return TOKENS.encode(NO_FILTER, micros + "/" + position.orderId());
  }

  private static @Nullable PaymentPosition after(String token) {
    if (token.isEmpty()) {
      return null;
    }
    String position = TOKENS.decode(token, NO_FILTER, "page_token");
    int slash = position.indexOf('/');
    Instant createTime =
        Instant.EPOCH.plus(Long.parseLong(position.substring(0, slash)), ChronoUnit.MICROS);
    return new PaymentPosition(
        createTime, new OrderId(UUID.fromString(position.substring(slash + 1))));
  }
}
