package dev.waybill.local.audit;

import static dev.waybill.local.audit.FakeBook.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.local.journal.JournalEntry;
import dev.waybill.local.journal.JournalException;
import dev.waybill.local.journal.JournalReader;
import dev.waybill.local.journal.JournalWriter;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares orders with what customers were told. */
final class JournalCheckTest {
  private final FakeServices services = new FakeServices();
  private final HeardFindings heard = new HeardFindings();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void acceptsOrdersInTheAcknowledgedStateOrALaterOne() throws IOException {
    services.streamed.completedOrder("1").completedOrder("2").completedOrder("3");
    write("3", OrderState.ORDER_STATE_COMPLETED);
    write("1", OrderState.ORDER_STATE_PENDING);
    write("1", OrderState.ORDER_STATE_CONFIRMED);

    assertThat(check(10)).isEqualTo(3);
    assertThat(heard.violations).isEmpty();
  }

  @Test
  void namesAMissingOrder() throws IOException {
    services.streamed.completedOrder("1").completedOrder("3");
    write("2", OrderState.ORDER_STATE_CONFIRMED);

    check(10);

    assertThat(heard.violations).containsExactly("I3 orders/2");
    assertThat(heard.descriptions)
        .containsExactly("was acknowledged as CONFIRMED and does not exist");
  }

  @Test
  void namesAFinalOrderThatChanged() throws IOException {
    services.streamed.order("1", OrderState.ORDER_STATE_CANCELLED, NOTHING);
    write("1", OrderState.ORDER_STATE_COMPLETED);

    check(10);

    assertThat(heard.descriptions)
        .containsExactly("was acknowledged as COMPLETED and is CANCELLED");
  }

  @Test
  void namesAnOrderOfAnotherCustomerOrRequest() throws IOException {
    services.streamed.completedOrder("1");
    append(new JournalEntry("1", "other", "request-of-1", OrderState.ORDER_STATE_CONFIRMED));
    append(new JournalEntry("1", "acme", "another", OrderState.ORDER_STATE_CONFIRMED));

    check(10);

    assertThat(heard.violations).containsExactly("I3 orders/1", "I3 orders/1");
  }

  @Test
  void readsOrdersAgainForEachPartOfALongJournal() throws IOException {
    services.streamed.completedOrder("1").completedOrder("2").completedOrder("3");
    write("3", OrderState.ORDER_STATE_CONFIRMED);
    write("2", OrderState.ORDER_STATE_CONFIRMED);
    write("1", OrderState.ORDER_STATE_CONFIRMED);

    assertThat(check(2)).isEqualTo(3);
    assertThat(heard.violations).isEmpty();
  }

  @Test
  void skipsAnUnfinishedEntry() throws IOException {
    services.streamed.completedOrder("1");
    write("1", OrderState.ORDER_STATE_CONFIRMED);
    Files.writeString(journal(), "{\"order_id\":\"2\",\"cus", StandardOpenOption.APPEND);

    assertThat(check(10)).isEqualTo(1);
  }

  @Test
  void stopsAtAnEntryThatIsBeingWritten() throws IOException {
    write("1", OrderState.ORDER_STATE_CONFIRMED);
    write("2", OrderState.ORDER_STATE_CONFIRMED);
    String whole = Files.readString(journal());
    int half = whole.length() - 20;
    Files.writeString(journal(), whole.substring(0, half));

    try (JournalReader reader = JournalReader.open(journal())) {
      assertThat(reader.next(10)).extracting(JournalEntry::orderId).containsExactly("1");
      Files.writeString(journal(), whole.substring(half), StandardOpenOption.APPEND);
      assertThat(reader.next(10)).isEmpty();
    }
  }

  @Test
  void acceptsAJournalThatAnEditorSaved() throws IOException {
    services.streamed.completedOrder("1").completedOrder("2");
    write("1", OrderState.ORDER_STATE_CONFIRMED);
    write("2", OrderState.ORDER_STATE_CONFIRMED);
    String written = Files.readString(journal());

    for (String lineEnd : List.of("\r\n", "\r")) {
      Files.writeString(journal(), "\uFEFF" + written.replace("\n", lineEnd));
      assertThat(check(10)).isEqualTo(2);
    }
  }

  @Test
  void namesTheLineOfAMalformedEntry() throws IOException {
    write("1", OrderState.ORDER_STATE_CONFIRMED);
    Files.writeString(journal(), "{\"order_id\":\"2\"}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> check(10))
        .isInstanceOf(JournalException.class)
        .hasMessage("journal.jsonl line 2: expected a string in \"customer_id\"");
  }

  private void write(String orderId, OrderState state) throws IOException {
    append(new JournalEntry(orderId, "acme", "request-of-" + orderId, state));
  }

  private void append(JournalEntry entry) throws IOException {
    try (JournalWriter writer = JournalWriter.open(journal())) {
      writer.append(entry);
    }
  }

  private long check(int entriesAPass) throws IOException {
    OrderBook orders = new OrderBook(services.start().to(Services.ORDER));
    return new JournalCheck(orders, heard, entriesAPass).run(journal());
  }

  private Path journal() {
    return folder.resolve("journal.jsonl");
  }
}
