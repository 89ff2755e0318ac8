package dev.waybill.common.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Messages that callers begin and never end. */
@Isolated("measures the memory of the whole JVM")
final class UnfinishedMessagesTest {
  private static final HeaderBlock STREAM = HeaderBlock.calling(Target.SERVICE + "CountItems");
  private static final int LARGEST_MESSAGE = 64 * 1024;

  /** The limit in the server's settings. */
  private static final int MOST_STREAMS = 256;

  @AutoClose private final Target target = new Target();

  /** The most that one host can leave unfinished, for as long as a stream may be idle. */
  @Test
  void costAtMostTheirSize() throws IOException {
    Memory before = Memory.inUse();
    try (RawConnection greedy = target.open()) {
      byte[] unfinished = GrpcMessage.framed(false, LARGEST_MESSAGE, new byte[LARGEST_MESSAGE - 1]);
      for (int stream = 1; stream < 2 * MOST_STREAMS; stream += 2) {
        greedy.send(Frame.headers(stream, 0, STREAM));
        greedy.sendData(stream, unfinished);
      }
      greedy.send(Frame.headers(2 * MOST_STREAMS + 1, 0, STREAM));

      assertThat(greedy.answer(2 * MOST_STREAMS + 1)).isEqualTo("RESOURCE_EXHAUSTED");
      assertThat(greedy.answers().streamsEnded()).isEqualTo(1);
      assertThat(Memory.inUse().direct() - before.direct())
          .isLessThan(3L * MOST_STREAMS * LARGEST_MESSAGE);
    }
    target.assertBystanderIsServed();
  }
}
