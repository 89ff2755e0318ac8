package dev.waybill.cli.console;

import dev.waybill.common.file.FileFailure;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error, in UTF-8. Knows what it is connected to and why a write
 * failed, which a {@link PrintWriter} alone hides.
 */
public final class StandardStream extends PrintWriter {
  /** Used for a stream that is not one of the process's own. */
  private static final int NO_DESCRIPTOR = -1;

  private final Target target;
  private final int descriptor;
  private final String link;
  private final boolean isTerminal;
  private final Terminal terminal;

  private StandardStream(
      Target target, int descriptor, String link, boolean isTerminal, Terminal terminal) {
    super(new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8)), true);
    this.target = target;
    this.descriptor = descriptor;
    this.link = link;
    this.isTerminal = isTerminal;
    this.terminal = terminal;
  }

  /** Standard output. */
  public static StandardStream out() {
    return of(FileDescriptor.out, 1);
  }

  /** Standard error. */
  public static StandardStream err() {
    return of(FileDescriptor.err, 2);
  }

  /** Any other stream, for tests. */
  public static StandardStream to(OutputStream stream, Terminal terminal) {
    return new StandardStream(new Target(stream), NO_DESCRIPTOR, "", terminal.canMove(), terminal);
  }

  private static StandardStream of(FileDescriptor file, int descriptor) {
    String link = link(descriptor);
    boolean isTerminal = link.isEmpty() ? isConsole() : isTerminal(link);
    return new StandardStream(
        new Target(new FileOutputStream(file)),
        descriptor,
        link,
        isTerminal,
        terminal(isTerminal, descriptor, System.getenv()));
  }

  /**
   * A plain terminal if it is dumb, and no colours if the user wants none as described on
   * no-color.org.
   */
  static Terminal terminal(boolean isTerminal, int descriptor, Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    if (!isTerminal || type.isEmpty() || type.equals("dumb")) {
      return Terminal.NONE;
    }
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(true, colours, () -> CLibrary.terminalSize(descriptor));
  }

  /** Whether a person sees the output; also true on a dumb terminal. */
  public boolean isTerminal() {
    return isTerminal;
  }

  /** The abilities of the terminal that this writes to. */
  public Terminal terminal() {
    return terminal;
  }

  /** Whether anything still reads the output; false if the other end of a pipe is closed. */
  public boolean hasReader() {
    return !checkError() && !(isPipe() && CLibrary.isPipeClosed(descriptor));
  }

  /** Why output was lost; empty also if its reader had read enough and closed. */
  public Optional<String> loss() {
    flush();
    IOException failure = target.failure;
    return failure == null || isPipe() || isClosedPipe(failure)
        ? Optional.empty()
        : Optional.of(FileFailure.reason(failure));
  }

  private boolean isPipe() {
    return link.startsWith("pipe:") || link.startsWith("socket:");
  }

  /** For when the link is unknown. Messages in other languages also contain the English words. */
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }

  private static boolean isTerminal(String link) {
    return link.startsWith("/dev/pts/")
        || link.startsWith("/dev/tty")
        || link.equals("/dev/console");
  }

  /** What a file descriptor is connected to, as Linux names it; empty on other systems. */
  private static String link(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException _) {
      return "";
    }
  }

  /** Java only tells whether standard input and output are both terminals. */
  @SuppressWarnings("SystemConsoleNull") // it is null if the JDK's own console is left out
  private static boolean isConsole() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Remembers the first failure. */
  private static final class Target extends OutputStream {
    private final OutputStream stream;
    private volatile @Nullable IOException failure;

    Target(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        stream.write(octets, offset, length);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        }
        throw e;
      }
    }
  }
}
