package dev.waybill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.bench.load.TripCounter.ClientMessages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** A round trip is all that a client sends until it waits. */
final class TripCounterTest {
  private final LongAdder trips = new LongAdder();
  private final ClientMessages messages = new ClientMessages(trips);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void severalStatementsUnderOneSyncAreOneTrip() {
    message('B', "a statement");
    message('E', "");
    message('B', "COMMIT");
    message('E', "");
    message('S', "");
    send();

    assertThat(trips.sum()).isEqualTo(1);
  }

  @Test
  void beginTravelsWithTheFirstStatement() {
    message('Q', "BEGIN");
    message('B', "a statement");
    message('S', "");
    send();

    assertThat(trips.sum()).isEqualTo(1);
  }

  @Test
  void messagesAreFoundHoweverTheBytesAreDivided() {
    message('B', "a value with a Q and an S in it");
    message('S', "");
    byte[] all = sent.toByteArray();
    for (byte next : all) {
      messages.read(new byte[] {next, 'S'}, 1);
    }
    sent.reset();
    message('Q', "another");
    send();

    assertThat(trips.sum()).isEqualTo(2);
  }

  @Test
  void theMessagesBeforeTheLoginHaveNoType() {
    sent.writeBytes(ByteBuffer.allocate(8).putInt(8).putInt('S').array());
    send();
    message('Q', "BEGIN");
    send();

    assertThat(trips.sum()).isEqualTo(1);
  }

  private void message(char type, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    sent.write(type);
    sent.writeBytes(ByteBuffer.allocate(4).putInt(4 + bytes.length).array());
    sent.writeBytes(bytes);
  }

  /** All at once, in a longer buffer with something else behind it. */
  private void send() {
    byte[] all = sent.toByteArray();
    byte[] buffer = new byte[all.length + 5];
    System.arraycopy(all, 0, buffer, 0, all.length);
    buffer[all.length] = 'S';
    messages.read(buffer, all.length);
    sent.reset();
  }
}
