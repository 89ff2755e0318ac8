package dev.waybill.cli.console;

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
 * Standard output or standard error, in UTF-8. Knows what it goes to, and whether what was written
 * got there: a {@link PrintWriter} alone swallows why it did not.
 */
public final class StandardStream extends PrintWriter {
  /** Stands for a stream that is none of the process's own. */
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

  /** Plain on dumb terminals and, as no-color.org has it, when the user wants no colours. */
  static Terminal terminal(boolean isTerminal, int descriptor, Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    if (!isTerminal || type.isEmpty() || type.equals("dumb")) {
      return Terminal.NONE;
    }
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(true, colours, () -> CLibrary.terminalSize(descriptor));
  }

  /** Whether a person sees what is written, also on a dumb terminal. */
  public boolean isTerminal() {
    return isTerminal;
  }

  /** What may be done with the terminal that this goes to. */
  public Terminal terminal() {
    return terminal;
  }

  /** Whether somebody still takes what is written; false when the other end of a pipe is closed. */
  public boolean hasReader() {
    return !checkError() && !(isPipe() && CLibrary.isPipeClosed(descriptor));
  }

  /** Why something that was written got lost; empty as well when its reader had seen enough. */
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

  /** Where the link does not tell; the words of other languages keep the English ones. */
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }

  private static boolean isTerminal(String link) {
    return link.startsWith("/dev/pts/")
        || link.startsWith("/dev/tty")
        || link.equals("/dev/console");
  }

  /** What a file descriptor goes to, as Linux names it; empty elsewhere. */
  private static String link(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException _) {
      return "";
    }
  }

  /** Java itself only knows of standard input and output together. */
  @SuppressWarnings("SystemConsoleNull") // it may still be, where the JDK's own console is left out
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
