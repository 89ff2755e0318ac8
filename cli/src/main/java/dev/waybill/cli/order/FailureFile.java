package dev.waybill.cli.order;

import dev.waybill.cli.client.FailedCall;
import dev.waybill.common.file.FileFailure;
import dev.waybill.local.text.TextLine;
import dev.waybill.proto.rpc.v1.ItemError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Collects the import lines that did not become orders, unchanged, each below a comment with the
 * reason, so that they can be corrected and imported again. The file is created with the first
 * failure.
 */
final class FailureFile implements AutoCloseable {
  private final Path path;
  private @Nullable BufferedWriter writer;

  FailureFile(Path path) {
    this.path = path;
  }

  /**
   * Adds a line that failed and the reason.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  void add(TextLine line, String requestId, ItemError error) {
    try {
      BufferedWriter out = open();
      String about = requestId.isEmpty() ? "" : ", request " + requestId;
      String prefix = "# line " + line.number() + about + ": ";
      for (String text : FailedCall.lines(error)) {
        out.write(prefix + text.replaceAll("\\R", " "));
        out.newLine();
        prefix = "# ";
      }
      if (line.complete()) {
        out.write(line.text());
        out.newLine();
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private UncheckedIOException cannotWrite(IOException cause) {
    return new UncheckedIOException(FileFailure.cannotWrite(path, cause), cause);
  }

  private BufferedWriter open() throws IOException {
    BufferedWriter opened = writer;
    if (opened == null) {
      opened = Files.newBufferedWriter(path);
      writer = opened;
    }
    return opened;
  }
}
