package dev.waybill.template.grpc;

import dev.waybill.common.stream.OutboundBuffer;
import dev.waybill.common.stream.PushStream;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.proto.template.v1.WatchSamplesRequest;
import dev.waybill.proto.template.v1.WatchSamplesResponse;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.feed.Watcher;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One caller of WatchSamples. */
final class SamplesWatch implements Watcher {
  /** The most events that a stream holds while it catches up. */
  private static final int READ_LIMIT = 100;

  private static final Duration READ_TIME = Duration.ofSeconds(10);

  private final WatchSources sources;
  private final PushStream<WatchSamplesResponse> stream;

  private SamplesWatch(WatchSources sources, PushStream<WatchSamplesResponse> stream) {
    this.sources = sources;
    this.stream = stream;
  }

  static void open(
      WatchSources sources,
      WatchSamplesRequest request,
      StreamObserver<WatchSamplesResponse> observer) {
    String token = request.getResumeToken();
    PushStream<WatchSamplesResponse> stream =
        PushStream.open(
            observer,
            OutboundBuffer.ofAtMost(sources.bufferSize(), "--watch-buffer"),
            last -> last == null ? token : last.getResumeToken());
    SamplesWatch watch = new SamplesWatch(sources, stream);
    stream.startSource("watch-samples", () -> watch.catchUp(token));
  }

  @Override
  public void event(RecordedEvent event) {
    stream.push(SamplesWatchMessages.of(event));
  }

  /** Sends the past at the caller's own pace, and joins the feed where the reading has ended. */
  private void catchUp(String token) {
    long last = sources.events().lastPosition(readBudget());
    long position = token.isEmpty() ? last : SamplesWatchMessages.position(token, last);
    if (token.isEmpty()) {
      // Tells the caller that it misses nothing after this.
      stream.send(SamplesWatchMessages.heartbeat(position));
    }
    boolean reachesEnd = token.isEmpty();
    while (!reachesEnd || !goLive(position)) {
      List<RecordedEvent> read = sources.events().after(position, READ_LIMIT, readBudget());
      read.forEach(event -> stream.send(SamplesWatchMessages.of(event)));
      position = read.isEmpty() ? position : read.getLast().position();
      reachesEnd = read.size() < READ_LIMIT;
    }
  }

  private boolean goLive(long position) {
    if (!sources.feed().join(this, position)) {
      return false;
    }
    sources.heartbeats().add(stream, () -> heartbeat(position));
    stream.onClose(() -> sources.feed().leave(this));
    return true;
  }

  /** Null while events cannot be read, because a heartbeat promises that nothing was missed. */
  private @Nullable WatchSamplesResponse heartbeat(long joinedAt) {
    // The feed may be behind what this stream has read by itself.
    long position = Math.max(joinedAt, sources.feed().position());
    return sources.feed().isCurrent() ? SamplesWatchMessages.heartbeat(position) : null;
  }

  private static TimeBudget readBudget() {
    return TimeBudget.of(READ_TIME);
  }
}
