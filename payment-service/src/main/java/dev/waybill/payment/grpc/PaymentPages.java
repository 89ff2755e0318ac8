package dev.waybill.payment.grpc;

import dev.waybill.common.message.PagedList;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.domain.PaymentStore.PagePosition;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import java.time.Instant;
import java.util.UUID;

/** The payments, page by page, newest first. */
record PaymentPages(PaymentStore store) {
  private static final PagedList<PaymentRecord, PagePosition> PAYMENTS =
      new PagedList<>("payments", PagePosition::of, PaymentPages::format, PaymentPages::parse);
  private static final String NO_FILTER = "";

  ListPaymentsResponse page(ListPaymentsRequest request, TimeBudget budget) {
    PagedList.Page<PaymentRecord> page =
        PAYMENTS.page(
            request.getPageSize(),
            request.getPageToken(),
            NO_FILTER,
            (after, limit) -> store.list(after, limit, budget));
    return ListPaymentsResponse.newBuilder()
        .addAllPayments(page.entries().stream().map(PaymentMessages::toMessage).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  private static String format(PagePosition position) {
    return position.createTime() + "/" + position.orderId();
  }

  private static PagePosition parse(String text) {
    int slash = text.indexOf('/');
    return new PagePosition(
        Instant.parse(text.substring(0, slash)),
        new OrderId(UUID.fromString(text.substring(slash + 1))));
  }
}
