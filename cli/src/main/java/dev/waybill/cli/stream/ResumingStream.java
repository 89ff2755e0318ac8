package dev.waybill.cli.stream;

import dev.waybill.common.error.ErrorDetails;
import dev.waybill.proto.rpc.v1.ResumeInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A server stream that resumes after the last message when the server ends it, stops or is lost.
 */
public final class ResumingStream<R> {
  /** How often the reader is asked whether it wants more while no messages arrive. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** A stream that has lived this long was accepted by its server. */
  private static final Duration TAKEN_BY_THEN = Duration.ofSeconds(2);

  private final BiConsumer<String, StreamObserver<R>> opener;
  private final Function<R, String> positionOf;
  private final Outage outage;
  private String position;

  /**
   * Does not open the stream yet.
   *
   * @param opener opens the stream after a position
   * @param positionOf the position of a message; empty if it has none
   * @param start the position to begin after; the contract defines what it means
   * @param patience how long to continue without any message while the stream fails
   */
  public ResumingStream(
      BiConsumer<String, StreamObserver<R>> opener,
      Function<R, String> positionOf,
      String start,
      Duration patience,
      StreamNotices notices) {
    this.opener = opener;
    this.positionOf = positionOf;
    this.position = start;
    this.outage = new Outage(patience, notices);
  }

  /** The position to resume from, after all messages read so far. */
  public String position() {
    return position;
  }

  /**
   * Reads until the server ends the stream with OK or the reader wants no more. While no messages
   * arrive, the reader is asked now and then with an empty list.
   *
   * @throws StatusRuntimeException if the stream has failed for good
   */
  public void read(Predicate<List<R>> wantsMore) throws InterruptedException {
    boolean unfinished = true;
    while (unfinished) {
      try {
        readOnce(wantsMore);
        unfinished = false;
      } catch (StatusRuntimeException failure) {
        moveTo(
            ErrorDetails.find(failure, ResumeInfo.class)
                .map(ResumeInfo::getResumeToken)
                .orElse(""));
        outage.pauseAfter(failure);
      }
    }
  }

  private void readOnce(Predicate<List<R>> wantsMore) throws InterruptedException {
    long openedNanos = System.nanoTime();
    try (PulledStream<R> stream = new PulledStream<>()) {
      opener.accept(position, stream);
      boolean more = true;
      while (more && !stream.isComplete()) {
        List<R> messages = stream.take(LOOK);
        if (!messages.isEmpty()) {
          outage.over();
        }
        more = wantsMore.test(messages);
        messages.forEach(message -> moveTo(positionOf.apply(message)));
        if (System.nanoTime() - openedNanos > TAKEN_BY_THEN.toNanos()) {
          outage.connected();
        }
      }
    }
  }

  private void moveTo(String next) {
    if (!next.isEmpty()) {
      position = next;
    }
  }
}
