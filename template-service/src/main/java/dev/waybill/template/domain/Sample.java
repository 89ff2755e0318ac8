package dev.waybill.template.domain;

import dev.waybill.common.time.Instants;
import java.time.Instant;

/**
 * What was asked for, and its state.
 *
 * @param version counts the changes from 1
 */
public record Sample(
    SampleRequest request,
    SampleState state,
    long version,
    Instant createTime,
    Instant updateTime) {

  static Sample create(SampleRequest request, Instant now) {
    return new Sample(request, new SampleState.Open(), 1, now, now);
  }

  Sample changed(SampleState next, Instant now) {
    return new Sample(request, next, version + 1, createTime, Instants.ofChange(now, updateTime));
  }

  public SampleId id() {
    return request.sampleId();
  }
}
