package dev.waybill.common.error;

import dev.waybill.proto.rpc.v1.ResumeInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** The errors with which a server ends or refuses a stream. */
public final class StreamErrors {
  private StreamErrors() {}

  /** The server stops, or the stream nears its maximum age; the token resumes it. */
  public static StatusRuntimeException ended(String resumeToken) {
    return resumable(
        Code.UNAVAILABLE,
        CommonErrorReason.STREAM_ENDED,
        "the server ended the stream; open it again to continue",
        resumeToken);
  }

  /** The caller reads messages more slowly than they arrive; the token resumes the stream. */
  public static StatusRuntimeException slowConsumer(String limit, String resumeToken) {
    return resumable(
        Code.RESOURCE_EXHAUSTED,
        CommonErrorReason.SLOW_CONSUMER,
        "messages were read too slowly, and at most %s are buffered;".formatted(limit)
            + " open the stream again to continue",
        resumeToken);
  }

  /** The caller already has as many streams open as it may have. */
  public static StatusRuntimeException tooMany(int limit) {
    return RpcErrors.common(
        Code.RESOURCE_EXHAUSTED,
        CommonErrorReason.TOO_MANY_STREAMS,
        "the calling host has %s streams open, the most that --max-caller-streams allows;"
                .formatted(limit)
            + " close some");
  }

  private static StatusRuntimeException resumable(
      Code code, CommonErrorReason reason, String message, String resumeToken) {
    return RpcErrors.build(
        code,
        message,
        ErrorDetails.info(reason.name(), Map.of()),
        ResumeInfo.newBuilder().setResumeToken(resumeToken).build());
  }
}
