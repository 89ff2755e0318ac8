package dev.waybill.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.bench.load.TripCounter.ServerMessages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** A round trip is an answer that ends with ReadyForQuery. */
final class TripCounterTest {
  private final LongAdder trips = new LongAdder();
  private final ServerMessages messages = new ServerMessages(trips);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void severalStatementsUnderOneSyncAreOneTrip() {
    message('1', "");
    message('2', "");
    message('C', "INSERT 0 1");
    message('1', "");
    message('C', "COMMIT");
    message('Z', "I");
    read(sent.size());

    assertThat(trips.sum()).isEqualTo(1);
  }

  @Test
  void messagesAreFoundHoweverTheBytesAreDivided() {
    message('D', "a row with a Z and an N in it");
    message('Z', "T");
    message('N', "a notice");
    message('Z', "I");
    read(1);

    assertThat(trips.sum()).isEqualTo(2);
  }

  @Test
  void theAnswerToARequestForEncryptionIsNoMessage() {
    sent.write('N');
    message('R', "\0\0\0\0");
    message('Z', "I");
    read(3);

    assertThat(trips.sum()).isEqualTo(1);
  }

  private void message(char type, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    sent.write(type);
    sent.writeBytes(ByteBuffer.allocate(4).putInt(4 + bytes.length).array());
    sent.writeBytes(bytes);
  }

  /** In pieces of this size, each in a longer buffer with something else behind it. */
  private void read(int size) {
    byte[] all = sent.toByteArray();
    for (int at = 0; at < all.length; at += size) {
      int length = Math.min(size, all.length - at);
      byte[] buffer = new byte[length + 5];
      System.arraycopy(all, at, buffer, 0, length);
      buffer[length] = 'Z';
      messages.read(buffer, length);
    }
  }
}
