package dev.waybill.cli.load;

import dev.waybill.cli.console.FileFailure;
import dev.waybill.cli.journal.JournalEntry;
import dev.waybill.cli.journal.JournalWriter;
import dev.waybill.proto.order.v1.Order;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes down every answer, if that is wanted; the first failure to do so is told at the end. */
final class AnswerJournal implements Closeable {
  private final @Nullable JournalWriter writer;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  private AnswerJournal(@Nullable JournalWriter writer) {
    this.writer = writer;
  }

  /** Without a file nothing is written. */
  static AnswerJournal open(@Nullable Path file) {
    try {
      return new AnswerJournal(file == null ? null : JournalWriter.open(file));
    } catch (IOException e) {
      throw new UncheckedIOException(FileFailure.cannotWrite(file, e), e);
    }
  }

  /** Called on the network's threads, where nobody could handle an exception. */
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

  /** Throws UncheckedIOException, also for an entry that could not be written earlier. */
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
