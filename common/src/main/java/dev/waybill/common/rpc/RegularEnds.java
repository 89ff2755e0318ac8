package dev.waybill.common.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.waybill.common.error.CommonErrorReason;
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
    return details.getDetailsList().stream().anyMatch(RegularEnds::hasReason);
  }

  private static boolean hasReason(Any detail) {
    try {
      return detail.is(ErrorInfo.class)
          && REASONS.contains(detail.unpack(ErrorInfo.class).getReason());
    } catch (InvalidProtocolBufferException _) {
      // Not made by us, so not one of our regular ends.
      return false;
    }
  }
}
