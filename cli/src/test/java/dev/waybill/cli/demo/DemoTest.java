package dev.waybill.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.client.Screen;
import dev.waybill.cli.local.Lifetime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story must come as told, on real services and a real database. */
final class DemoTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void comesAsTold() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    boolean asTold;
    try (Lifetime lifetime = new Lifetime();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
      asTold = new Demo(lifetime, folder, Screen.plain(out)).run();
    }
    String text = told.toString(StandardCharsets.UTF_8);
    assertThat(asTold).as(text).isTrue();
    assertThat(text).contains("0 violations", "All as told").doesNotContain("\u001b");
  }
}
