package dev.waybill.common.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.SampleService;
import dev.waybill.common.testing.SampleWiring;
import java.io.IOException;
import java.time.Duration;

/** A server as every service runs it, and a bystander that no attack may affect. */
final class Target implements AutoCloseable {
  static final String SERVICE = "/sample.v1.SampleService/";

  private final SampleService service = SampleService.answering();
  private final GrpcServer server =
      GrpcServer.start(new ServerSettings(0), SampleWiring.of(service));
  private final Bystander bystander = new Bystander(server.port());

  int port() {
    return server.port();
  }

  RawConnection open() throws IOException {
    return RawConnection.connect(port()).greet();
  }

  /** Checks that all of the bystander's calls have been answered, and that they still are. */
  void assertBystanderIsServed() {
    int before = bystander.answered();
    await().atMost(Duration.ofSeconds(30)).until(() -> bystander.answered() > before + 1);
    assertThat(bystander.failures()).isEmpty();
  }

  @Override
  public void close() {
    bystander.close();
    server.close();
  }
}
