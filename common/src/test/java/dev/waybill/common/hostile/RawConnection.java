package dev.waybill.common.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/** A connection to which a test can write any bytes; everything received is recorded. */
final class RawConnection implements AutoCloseable {
  static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FRAME_BYTES = 16 * 1024;

  private final Socket socket;
  private final OutputStream out;
  private final Answers answers = new Answers();
  private long dataSent;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  /** Connects without sending a byte. */
  static RawConnection connect(int port) throws IOException {
    RawConnection connection = deaf(port);
    Thread.ofVirtual().name("raw-connection").start(connection::read);
    return connection;
  }

  /** Connects, and never reads. */
  static RawConnection deaf(int port) throws IOException {
    return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Sends the HTTP/2 preface, and acknowledges the server's settings without reading them. */
  RawConnection greet() throws IOException {
    send(PREFACE);
    send(Frame.settings(), Frame.acknowledgement());
    return this;
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void send(Frame... frames) throws IOException {
    for (Frame frame : frames) {
      send(frame.encoded());
    }
  }

  /** Sends the same frame many times, in large writes. */
  void flood(Frame frame, int times) throws IOException {
    byte[] one = frame.encoded();
    byte[] many = new byte[one.length * 1000];
    for (int i = 0; i < many.length; i++) {
      many[i] = one[i % one.length];
    }
    for (int sent = 0; sent < times; sent += 1000) {
      send(many);
    }
  }

  /** Sends the data in frames, as far as flow control allows; none of them ends the stream. */
  void sendData(int stream, byte[] data) throws IOException {
    for (int from = 0; from < data.length; from += FRAME_BYTES) {
      byte[] part = Arrays.copyOfRange(data, from, Math.min(data.length, from + FRAME_BYTES));
      dataSent += part.length;
      long needed = dataSent;
      int neededOfStream = from + part.length;
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> answers.hasRoom(stream, neededOfStream, needed));
      send(Frame.data(stream, 0, part));
    }
  }

  /** Closes this side of the connection. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  Answers answers() {
    return answers;
  }

  /** Waits until the stream or the connection ends, and returns how it ended. */
  String answer(int stream) {
    return await().atMost(PATIENCE).until(() -> answers.ofStream(stream), answer -> answer != null);
  }

  /** Waits until the server ends the connection, and returns how. */
  String end() {
    await().atMost(PATIENCE).until(answers::isClosed);
    return answers.ofConnection();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(lengthAndType >>> Byte.SIZE);
        answers.note(new Frame(lengthAndType & 0xff, flags, stream, payload));
      }
    } catch (IOException _) {
      // Any kind of end; recorded for the test to read.
      answers.noteClosed();
    }
  }
}
