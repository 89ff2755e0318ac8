package dev.waybill.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive HTTP/1.1 connection, with just enough of the protocol for JSON requests. */
public final class HttpConnection implements AutoCloseable {
  private static final int CHUNKED = -1;
  private static final int HEXADECIMAL = 16;

  private final Socket socket;
  private final InputStream in;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
  }

  public static HttpConnection open(InetAddress host, int port) throws IOException {
    return new HttpConnection(new Socket(host, port));
  }

  /**
   * Sends JSON and returns the body.
   *
   * @throws IOException for anything but a 2xx status
   */
  public String post(String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost:%s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n"
            .formatted(path, socket.getPort(), body.length);
    byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, request, 0, headBytes.length);
    System.arraycopy(body, 0, request, headBytes.length, body.length);
    socket.getOutputStream().write(request);
    return answer();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String answer() throws IOException {
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding: chunked")) {
        length = CHUNKED;
      }
    }
    String body = length == CHUNKED ? chunks() : text(length);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + ": " + body);
    }
    return body;
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(line(), HEXADECIMAL);
        size > 0;
        size = Integer.parseInt(line(), HEXADECIMAL)) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private String text(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int character = in.read(); character != '\n'; character = in.read()) {
      if (character < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (character != '\r') {
        line.append((char) character);
      }
    }
    return line.toString();
  }
}
