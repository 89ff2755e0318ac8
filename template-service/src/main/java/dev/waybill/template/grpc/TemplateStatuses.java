package dev.waybill.template.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleCommand.SampleResult;
import dev.waybill.template.domain.SampleCommand.SampleResult.ClosedOtherwise;
import dev.waybill.template.domain.SampleCommand.SampleResult.ContentDiffers;
import dev.waybill.template.domain.SampleCommand.SampleResult.InventorySilent; // shop-only
import dev.waybill.template.domain.SampleCommand.SampleResult.Missing;
import dev.waybill.template.domain.SampleCommand.SampleResult.QuantityExceeded;
import dev.waybill.template.domain.SampleCommand.SampleResult.Stands;
import dev.waybill.template.domain.SampleCommand.SampleResult.UnknownSku; // shop-only
import dev.waybill.template.domain.SampleId;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;

/** Maps each result to the stored sample, or to an error with a stable reason. */
public final class TemplateStatuses {
  private TemplateStatuses() {}

  /** Returns what to answer with; throws the matching error if there is nothing. */
  static Sample standing(SampleResult result) {
    return switch (result) {
      case Stands(var sample) -> sample;
      case ContentDiffers(var id) ->
          throw error(
              Code.ALREADY_EXISTS,
              TemplateErrorReason.SAMPLE_CONTENT_DIFFERS,
              "the id is used with other content",
              id);
      // shop-only: begin
      case UnknownSku(var sku) ->
          throw RpcErrors.resource(
              Code.FAILED_PRECONDITION,
              TemplateErrorReason.SAMPLE_SKU_UNKNOWN.name(),
              "inventory knows no item %s".formatted(sku),
              "waybill.inventory.v1.Item",
              "items/" + sku);
      case InventorySilent(var id) ->
          throw error(
              Code.UNAVAILABLE,
              TemplateErrorReason.SAMPLE_INVENTORY_UNAVAILABLE,
              "inventory has not answered and nothing is stored; send the same request again",
              id);
      // shop-only: end
      case Missing(var id) -> throw notFound(id);
      case QuantityExceeded(var sample, var finalQuantity) ->
          throw error(
              Code.FAILED_PRECONDITION,
              TemplateErrorReason.SAMPLE_QUANTITY_EXCEEDED,
              "final_quantity is %s, expected at most %s"
                  .formatted(finalQuantity, sample.request().quantity()),
              sample.id());
      case ClosedOtherwise(var sample) ->
          throw error(
              Code.FAILED_PRECONDITION,
              TemplateErrorReason.SAMPLE_CLOSED,
              "it is already closed, with another final quantity",
              sample.id());
    };
  }

  static StatusRuntimeException notFound(SampleId id) {
    return error(Code.NOT_FOUND, TemplateErrorReason.SAMPLE_NOT_FOUND, "the id is not used", id);
  }

  private static StatusRuntimeException error(
      Code code, TemplateErrorReason reason, String message, SampleId id) {
    return RpcErrors.resource(
        code, reason.name(), message, "waybill.template.v1.Sample", "samples/" + id);
  }

  /** The stable error reasons of this service, in addition to those of every service. */
  public enum TemplateErrorReason {
    // shop-only: begin
    /** Inventory knows no item with the SKU. */
    SAMPLE_SKU_UNKNOWN,
    /** Inventory has not answered; a retry of the same request finds out. */
    SAMPLE_INVENTORY_UNAVAILABLE,
    // shop-only: end
    /** The id is used with other content. */
    SAMPLE_CONTENT_DIFFERS,
    /** The id is not used. */
    SAMPLE_NOT_FOUND,
    /** The final quantity is larger than the quantity. */
    SAMPLE_QUANTITY_EXCEEDED,
    /** It is already closed, with another final quantity. */
    SAMPLE_CLOSED
  }
}
