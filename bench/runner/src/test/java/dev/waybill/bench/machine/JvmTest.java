package dev.waybill.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is run and its output read until it is closed. */
final class JvmTest {
  private static final String WAITING = Waiting.class.getName();

  @TempDir private Path folder;

  @Test
  void readsOutputWithoutHoldingCarrierOfVirtualThreads() {
    List<String> arguments = List.of("-cp", System.getProperty("java.class.path"), WAITING);

    try (Jvm jvm =
        Jvm.start("waiting", folder, Pattern.compile("port (\\d+)"), arguments, Map.of())) {
      assertThat(jvm.port()).isEqualTo(4711);
      // Which has platform threads only.
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .contains("log-waiting");
    }
  }

  /** Prints a port and waits. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println("port 4711");
      var _ = System.in.read();
    }
  }
}
