package dev.waybill.template.grpc;

import dev.waybill.common.feed.Subscriber;
import dev.waybill.common.feed.Subscription;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.stream.OutboundBuffer;
import dev.waybill.common.stream.PushStream;
import dev.waybill.proto.template.v1.WatchSamplesRequest;
import dev.waybill.proto.template.v1.WatchSamplesResponse;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** One caller of WatchSamples. */
final class SamplesWatch implements Subscriber<RecordedEvent> {
  private final WatchSources<SampleEvents, RecordedEvent> sources;
  private final PushStream<WatchSamplesResponse> stream;

  private SamplesWatch(
      WatchSources<SampleEvents, RecordedEvent> sources, PushStream<WatchSamplesResponse> stream) {
    this.sources = sources;
    this.stream = stream;
  }

  static void open(
      WatchSources<SampleEvents, RecordedEvent> sources,
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
  public void accept(RecordedEvent event) {
    stream.push(SamplesWatchMessages.of(event));
  }

  @Override
  public void fail(RuntimeException failure) {
    stream.fail(failure);
  }

  /** Sends the past at the caller's own pace, and joins the feed where the reading has ended. */
  private void catchUp(String token) {
    long last = sources.events().lastPosition(WatchSources.readBudget());
    long position = token.isEmpty() ? last : SamplesWatchMessages.position(token, last);
    if (token.isEmpty()) {
      // Tells the caller that it misses nothing after this.
      stream.send(SamplesWatchMessages.heartbeat(position));
    }
    boolean reachesEnd = token.isEmpty();
    while (!reachesEnd || !goLive(position)) {
      List<RecordedEvent> read =
          sources.events().after(position, WatchSources.READ_LIMIT, WatchSources.readBudget());
      read.forEach(event -> stream.send(SamplesWatchMessages.of(event)));
      position = read.isEmpty() ? position : read.getLast().position();
      reachesEnd = read.size() < WatchSources.READ_LIMIT;
    }
  }

  private boolean goLive(long position) {
    return sources.goLive(
        stream,
        Subscription.toAll(this),
        position,
        // The feed may be behind what this stream has read by itself.
        () -> SamplesWatchMessages.heartbeat(Math.max(position, sources.feed().position())));
  }
}
