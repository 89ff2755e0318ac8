package dev.waybill.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars of another version are found where people have them. */
final class JarsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void findsTheJarsOfACheckoutThatWasBuilt() throws IOException {
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      Path target = Files.createDirectories(folder.resolve(service.title()).resolve("target"));
      Files.createFile(target.resolve(service.title() + ".jar"));
    }

    assertThat(Jars.in(folder).of(Services.ORDER))
        .isEqualTo(folder.resolve("order-service/target/order-service.jar"));
  }

  @Test
  void findsTheJarsOfAFolder() throws IOException {
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      Files.createFile(folder.resolve(service.title() + ".jar"));
    }

    assertThat(Jars.in(folder).of(Services.PAYMENT))
        .isEqualTo(folder.resolve("payment-service.jar"));
  }
}
