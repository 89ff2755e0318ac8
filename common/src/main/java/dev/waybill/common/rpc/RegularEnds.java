package dev.waybill.common.rpc;

import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.ErrorDetails;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.Set;

/** Tells the regular ends of a healthy server's streams from those that need attention. */
final class RegularEnds {
  private static final Set<Code> CODES = Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED);
  private static final Set<String> REASONS =
      Set.of(
          CommonErrorReason.STREAM_ENDED.name(),
          CommonErrorReason.STREAM_MAX_AGE.name(),
          CommonErrorReason.STREAM_IDLE.name());

  private RegularEnds() {}

  static boolean isOne(Status status, Metadata trailers) {
    if (!CODES.contains(status.getCode())) {
      return false;
    }
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    return REASONS.contains(ErrorDetails.reasonIn(details.getDetailsList()));
  }
}
