package dev.waybill.template;

import dev.waybill.common.testing.StreamCaller;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import dev.waybill.proto.template.v1.WatchSamplesRequest;
import dev.waybill.proto.template.v1.WatchSamplesResponse;
import java.util.ArrayList;
import java.util.List;

/** A client of WatchSamples that keeps the token to resume with. */
final class SamplesWatcher {
  private final StreamCaller<WatchSamplesRequest, WatchSamplesResponse> stream;
  private String token;

  private SamplesWatcher(
      StreamCaller<WatchSamplesRequest, WatchSamplesResponse> stream, String token) {
    this.stream = stream;
    this.token = token;
  }

  /** Starts with the next event; returns once the first heartbeat has confirmed that. */
  static SamplesWatcher begin(RunningTemplate service) throws InterruptedException {
    SamplesWatcher watcher = resume(service, "");
    watcher.nextMessage();
    return watcher;
  }

  /** Takes no messages until it is asked for the next. */
  static SamplesWatcher resume(RunningTemplate service, String token) {
    var request = WatchSamplesRequest.newBuilder().setResumeToken(token).build();
    var method = TemplateServiceGrpc.getWatchSamplesMethod();
    var stream = StreamCaller.open(service.channel(), method);
    return new SamplesWatcher(stream.send(request).finish(), token);
  }

  WatchSamplesResponse nextMessage() throws InterruptedException {
    WatchSamplesResponse message = stream.request(1).next();
    token = message.getResumeToken();
    return message;
  }

  /** Returns the next events, each by its id and version; skips heartbeats. */
  List<String> next(int count) throws InterruptedException {
    List<String> events = new ArrayList<>();
    while (events.size() < count) {
      WatchSamplesResponse message = nextMessage();
      if (message.hasEvent()) {
        events.add(message.getEvent().getSampleId() + " " + message.getEvent().getVersion());
      }
    }
    return events;
  }

  /** The token of the last message taken. */
  String token() {
    return token;
  }

  StreamCaller<WatchSamplesRequest, WatchSamplesResponse> stream() {
    return stream;
  }
}
