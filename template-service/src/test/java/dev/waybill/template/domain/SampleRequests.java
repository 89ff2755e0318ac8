package dev.waybill.template.domain;

import java.util.UUID;

/** Requests for tests. */
public final class SampleRequests {
  public static final int QUANTITY = 3;

  private SampleRequests() {}

  public static SampleId anyId() {
    return new SampleId(UUID.randomUUID());
  }

  public static SampleRequest anyRequest() {
    return request(anyId());
  }

  public static SampleRequest request(SampleId id) {
    return new SampleRequest(id, "customer-1", "SKU-001", QUANTITY, "first");
  }
}
