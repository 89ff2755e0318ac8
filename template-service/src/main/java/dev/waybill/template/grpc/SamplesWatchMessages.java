package dev.waybill.template.grpc;

import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.proto.template.v1.WatchSamplesResponse;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;

/** The messages of WatchSamples, each with the token to resume after it. */
final class SamplesWatchMessages {
  private static final PositionTokens TOKENS = PositionTokens.ofStream("samples");
  private static final String TOKEN_FIELD = "resume_token";
  private static final String NO_FILTER = "";

  private SamplesWatchMessages() {}

  static WatchSamplesResponse of(RecordedEvent recorded) {
    return WatchSamplesResponse.newBuilder()
        .setEvent(SampleMessages.toMessage(recorded.event()))
        .setResumeToken(token(recorded.position()))
        .build();
  }

  static WatchSamplesResponse heartbeat(long position) {
    return WatchSamplesResponse.newBuilder()
        .setHeartbeat(Heartbeats.message())
        .setResumeToken(token(position))
        .build();
  }

  /**
   * The position in a token. Throws INVALID_ARGUMENT if there is none.
   *
   * @param last the position of the last event of all
   */
  static long position(String token, long last) {
    long position = TOKENS.decodeNumber(token, NO_FILTER, TOKEN_FIELD);
    if (position > last) {
      throw TOKENS.invalid(TOKEN_FIELD);
    }
    return position;
  }

  private static String token(long position) {
    return TOKENS.encode(NO_FILTER, Long.toString(position));
  }
}
