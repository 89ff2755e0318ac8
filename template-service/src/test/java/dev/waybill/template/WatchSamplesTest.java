package dev.waybill.template;

import static dev.waybill.template.RunningTemplate.BUFFER;
import static dev.waybill.template.RunningTemplate.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.message.PositionTokens;
import dev.waybill.proto.template.v1.CreateSampleRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watchers get every event once and in order, at a bounded cost. */
final class WatchSamplesTest {
  /** More than one read of a stream that catches up. */
  private static final int MANY = 230;

  @AutoClose private final RunningTemplate service = new RunningTemplate();
  private final List<String> expected = new ArrayList<>();

  @Test
  void sendsEveryChangeInOrder() throws Exception {
    SamplesWatcher watcher = SamplesWatcher.begin(service);

    String id = create();
    close(id);
    create();

    assertThat(watcher.next(3)).isEqualTo(expected);
  }

  @Test
  void sendsChangesMadeByOtherInstances() throws Exception {
    SamplesWatcher watcher = SamplesWatcher.begin(service);

    try (RunningTemplate other = service.anotherInstance()) {
      CreateSampleRequest request = anyRequest();
      other.create(request);

      assertThat(watcher.next(1)).containsExactly(request.getSampleId() + " 1");
    }
  }

  @Test
  void resumesAfterTheLastMessage() throws Exception {
    SamplesWatcher watcher = SamplesWatcher.begin(service);
    create(5);
    List<String> seen = new ArrayList<>(watcher.next(2));
    watcher.stream().cancel();

    create(MANY);
    SamplesWatcher again = SamplesWatcher.resume(service, watcher.token());
    seen.addAll(again.next(MANY));
    create(5);
    seen.addAll(again.next(8));

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void resumesAfterTheServerWasRestarted() throws Exception {
    SamplesWatcher watcher = SamplesWatcher.begin(service);
    create(3);
    List<String> seen = new ArrayList<>(watcher.next(2));
    service.endStreams();
    watcher.stream().request(10);
    assertThat(watcher.stream().ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");

    try (RunningTemplate again = service.anotherInstance()) {
      create(1);
      seen.addAll(SamplesWatcher.resume(again, watcher.token()).next(2));
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void endsSlowWatcherWhenItsBufferIsFull() throws Exception {
    SamplesWatcher slow = SamplesWatcher.begin(service);
    SamplesWatcher quick = SamplesWatcher.begin(service);
    quick.stream().request(1000);
    create(2);
    slow.next(2);

    create(2 * BUFFER + 64);

    assertThat(quick.next(expected.size())).isEqualTo(expected);
    assertThat(slow.stream().ending()).isEqualTo("RESOURCE_EXHAUSTED SLOW_CONSUMER");
    assertThat(slow.stream().description()).contains("--watch-buffer");
    SamplesWatcher again = SamplesWatcher.resume(service, slow.stream().resumeToken());
    int missed = expected.size() - 2;
    assertThat(again.next(missed)).isEqualTo(expected.subList(2, expected.size()));
  }

  @Test
  void sendsHeartbeatsWhileNothingHappens() throws Exception {
    SamplesWatcher watcher = SamplesWatcher.begin(service);
    create(1);
    watcher.next(1);

    var quiet = watcher.nextMessage();

    assertThat(quiet.hasHeartbeat()).isTrue();
    create(1);
    assertThat(SamplesWatcher.resume(service, quiet.getResumeToken()).next(1))
        .containsExactly(expected.getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000", "text"})
  void rejectsTokenWithoutSuchPosition(String position) {
    String token = PositionTokens.ofStream("samples").encode("", position);

    assertThat(SamplesWatcher.resume(service, token).stream().ending())
        .isEqualTo("INVALID_ARGUMENT INVALID_RESUME_TOKEN");
  }

  @Test
  void rejectsDamagedToken() {
    assertThat(SamplesWatcher.resume(service, "bm90IG91cnM").stream().ending())
        .isEqualTo("INVALID_ARGUMENT INVALID_RESUME_TOKEN");
  }

  private void create(int count) {
    for (int i = 0; i < count; i++) {
      create();
    }
  }

  private String create() {
    CreateSampleRequest request = anyRequest();
    service.create(request);
    expected.add(request.getSampleId() + " 1");
    return request.getSampleId();
  }

  private void close(String id) {
    service.close(id, 1);
    expected.add(id + " 2");
  }
}
