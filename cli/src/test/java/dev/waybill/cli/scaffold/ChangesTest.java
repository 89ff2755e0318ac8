package dev.waybill.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All changes are written, or none. */
final class ChangesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void writesAll() throws IOException {
    Files.writeString(folder.resolve("old"), "before");
    Changes changes = new Changes(folder);
    changes.create("new folder/script", "text");
    changes.makeExecutable("new folder/script");
    changes.edit(new Checkout(folder), "old", text -> text + " and after");
    changes.edit(new Checkout(folder), "old", text -> text + "wards");

    changes.check();
    changes.write();

    assertThat(folder.resolve("new folder/script")).hasContent("text").isExecutable();
    assertThat(folder.resolve("old")).hasContent("before and afterwards");
  }

  @Test
  void takesBackWhatItWroteWhenAFileCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("first"), "before");
    Files.writeString(folder.resolve("second"), "before");
    Changes changes = new Changes(folder);
    changes.create("new folder/below/file", "text");
    changes.edit(new Checkout(folder), "first", _ -> "after");
    changes.edit(new Checkout(folder), "second", _ -> "after");
    Files.delete(folder.resolve("second"));
    SortedMap<String, String> before = CheckoutCopy.tree(folder);

    assertThatThrownBy(changes::write).isInstanceOf(UncheckedIOException.class);

    assertThat(CheckoutCopy.tree(folder)).isEqualTo(before);
  }

  @Test
  void refusesAFileThatExists() throws IOException {
    Files.writeString(folder.resolve("there"), "");
    Changes changes = new Changes(folder);
    changes.create("there", "");

    assertThatThrownBy(changes::check)
        .isInstanceOf(Refusal.class)
        .hasMessage("there exists already");
  }
}
