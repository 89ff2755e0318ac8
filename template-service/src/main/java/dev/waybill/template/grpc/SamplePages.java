package dev.waybill.template.grpc;

import dev.waybill.common.message.PagedList;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.proto.template.v1.ListSamplesRequest;
import dev.waybill.proto.template.v1.ListSamplesResponse;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleStore;
import dev.waybill.template.domain.SampleStore.PagePosition;
import java.time.Instant;

/** The samples, page by page, newest first. */
record SamplePages(SampleStore store) {
  private static final PagedList<Sample, PagePosition> SAMPLES =
      new PagedList<>("samples", PagePosition::of, SamplePages::format, SamplePages::parse);
  private static final String NO_FILTER = "";

  ListSamplesResponse page(ListSamplesRequest request, TimeBudget budget) {
    PagedList.Page<Sample> page =
        SAMPLES.page(
            request.getPageSize(),
            request.getPageToken(),
            NO_FILTER,
            (after, limit) -> store.list(after, limit, budget));
    return ListSamplesResponse.newBuilder()
        .addAllSamples(page.entries().stream().map(SampleMessages::toMessage).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  private static String format(PagePosition position) {
    return position.createTime() + "/" + position.sampleId();
  }

  private static PagePosition parse(String text) {
    int slash = text.indexOf('/');
    return new PagePosition(
        Instant.parse(text.substring(0, slash)),
        SampleMessages.sampleId(text.substring(slash + 1)));
  }
}
