package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.config.StartupException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder must not be used by two databases, because that would destroy it. */
final class DataFolderTest {
  @TempDir private Path parent = Path.of("");

  @Test
  void hasOneHolderAndNamesIt() {
    Path folder = parent.resolve("the data");
    try (DataFolder taken = DataFolder.take(folder, "waybill up (process 7)")) {
      assertThat(taken.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.take(folder, "another"))
          .isInstanceOf(StartupException.class)
          .hasMessage("the data in %s is in use by waybill up (process 7)", folder);
    }
  }

  @Test
  void isFreeAgainOnceReleased() {
    DataFolder.take(parent, "the first").close();
    try (DataFolder again = DataFolder.take(parent, "the second")) {
      assertThat(again.path()).isEqualTo(parent);
    }
  }
}
