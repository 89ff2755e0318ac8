package dev.waybill.local.load;

import dev.waybill.common.file.FileFailure;
import dev.waybill.local.journal.JournalEntry;
import dev.waybill.local.journal.JournalWriter;
import dev.waybill.proto.order.v1.Order;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes every answer to a journal, if there is one. Reports the first write failure at the end.
 */
public final class AnswerJournal implements Closeable {
  private final @Nullable JournalWriter writer;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  private AnswerJournal(@Nullable JournalWriter writer) {
    this.writer = writer;
  }

  /** Opens the journal; without a file, nothing is written. */
  public static AnswerJournal open(@Nullable Path file) {
    try {
      return new AnswerJournal(file == null ? null : JournalWriter.open(file));
    } catch (IOException e) {
      throw new UncheckedIOException(FileFailure.cannotWrite(file, e), e);
    }
  }

  /** Does not throw, because it runs on network threads that cannot handle an exception. */
  void append(String requestId, Order order) {
    if (writer == null || failure.get() != null) {
      return;
    }
    try {
      writer.append(
          new JournalEntry(order.getOrderId(), order.getCustomerId(), requestId, order.getState()));
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  /**
   * Closes the journal.
   *
   * @throws UncheckedIOException if closing fails or an earlier entry could not be written
   */
  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
    IOException first = failure.get();
    if (first != null) {
      throw new UncheckedIOException(FileFailure.cannotWrite("the journal", first), first);
    }
  }
}
