package dev.waybill.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceProcessTest {
  @TempDir private Path folder;

  @Test
  void readsOutputWithoutHoldingCarrierOfVirtualThreads() throws Exception {
    CompletableFuture<Thread> reader = new CompletableFuture<>();

    ServiceProcess.start(
        List.of("echo", "hello"),
        Map.of(),
        folder.resolve("log"),
        _ -> reader.complete(Thread.currentThread()));

    assertThat(reader.get(30, TimeUnit.SECONDS).isVirtual()).isFalse();
  }
}
