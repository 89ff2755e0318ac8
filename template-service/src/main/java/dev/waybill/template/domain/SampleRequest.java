package dev.waybill.template.domain;

/**
 * What a customer asks for.
 *
 * @param title empty if the customer has no wish
 */
public record SampleRequest(
    SampleId sampleId, String customerId, String sku, int quantity, String title) {
  // shop-only: begin
  /** The same request with this title, unless it has one. */
  public SampleRequest titled(String otherwise) {
    return title.isEmpty()
        ? new SampleRequest(sampleId, customerId, sku, quantity, otherwise)
        : this;
  }

  // shop-only: end
  /** Whether the other request asks for the same. A repeat may leave the title out. */
  boolean isRepeatedBy(SampleRequest other) {
    return sampleId.equals(other.sampleId)
        && customerId.equals(other.customerId)
        && sku.equals(other.sku)
        && quantity == other.quantity
        && (other.title.isEmpty() || title.equals(other.title));
  }
}
