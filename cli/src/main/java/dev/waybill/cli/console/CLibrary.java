package dev.waybill.cli.console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Asks the C library what Java does not know about an open file. Loading the linker takes some 50
 * ms, so only commands that run for a while use it.
 */
@SuppressWarnings("restricted")
final class CLibrary {
  /** TIOCGWINSZ, which is not part of POSIX. */
  private static final long GET_WINDOW_SIZE = isMac() ? 0x40087468L : 0x5413L;

  private static final long SIZE_OF_WINSIZE = 4 * ValueLayout.JAVA_SHORT.byteSize();

  /** struct pollfd: an int, then two shorts, the requested and the returned events. */
  private static final long SIZE_OF_POLLFD = 8;

  private static final long OFFSET_OF_REVENTS = 6;
  private static final int POLLERR = 0x8;

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2));

  private static final MethodHandle POLL =
      function(
          "poll",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));

  private CLibrary() {}

  /** The size of the terminal behind a file descriptor, or the usual size if it is unknown. */
  static Terminal.Size terminalSize(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(SIZE_OF_WINSIZE);
      int failed = (int) IOCTL.invokeExact(descriptor, GET_WINDOW_SIZE, size);
      int rows = size.getAtIndex(ValueLayout.JAVA_SHORT, 0);
      int columns = size.getAtIndex(ValueLayout.JAVA_SHORT, 1);
      return failed == 0 && rows > 0 && columns > 0
          ? new Terminal.Size(rows, columns)
          : Terminal.Size.USUAL;
    } catch (Throwable e) {
      throw new IllegalStateException("ioctl cannot be called", e);
    }
  }

  /** Whether the other end of the pipe behind a file descriptor has been closed. */
  static boolean isPipeClosed(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(SIZE_OF_POLLFD, Integer.BYTES);
      poll.set(ValueLayout.JAVA_INT, 0, descriptor);
      int ready = (int) POLL.invokeExact(poll, 1L, 0);
      return ready > 0 && (poll.get(ValueLayout.JAVA_SHORT, OFFSET_OF_REVENTS) & POLLERR) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("poll cannot be called", e);
    }
  }

  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }
}
