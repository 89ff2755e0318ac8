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

/** A connection on which a test writes what it likes; what comes back is noted. */
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

  /** Only connects: not a byte is sent. */
  static RawConnection connect(int port) throws IOException {
    RawConnection connection = deaf(port);
    Thread.ofVirtual().name("raw-connection").start(connection::read);
    return connection;
  }

  /** Connects, and never reads what comes back. */
  static RawConnection deaf(int port) throws IOException {
    return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Says what every client says first, and agrees to the server's settings unseen. */
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

  /** The same frame again and again, many at once. */
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

  /** Sends the data in frames, as far as the server has made room for it; the last ends nothing. */
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

  /** Ends this side's half of the connection. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  Answers answers() {
    return answers;
  }

  /** How the stream ended, once it has; also the end of the connection is an end. */
  String answer(int stream) {
    return await().atMost(PATIENCE).until(() -> answers.ofStream(stream), answer -> answer != null);
  }

  /** How the server ended the connection, once it has. */
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
      // Its end, however it came: told to whoever asks for it.
      answers.noteClosed();
    }
  }
}
