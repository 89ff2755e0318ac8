package dev.waybill.common.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Explains in plain words why a file cannot be used, because Java's messages often only repeat its
 * name.
 */
public final class FileFailure {
  private FileFailure() {}

  /** For example "cannot read report.json: no such file or directory". */
  public static String cannotRead(Object file, @Nullable IOException failure) {
    return "cannot read " + file + ": " + reason(failure);
  }

  /** For example "cannot write report.json: permission denied". */
  public static String cannotWrite(Object file, IOException failure) {
    return "cannot write " + file + ": " + reason(failure);
  }

  /** For example "report.json: permission denied", for when the attempted operation is unknown. */
  public static String sentence(@Nullable IOException failure) {
    return failure instanceof FileSystemException about && about.getFile() != null
        ? about.getFile() + ": " + reason(failure)
        : reason(failure);
  }

  /** For example "is a directory". */
  public static String reason(@Nullable IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "a file of that name already exists";
      case NotDirectoryException _ -> "not a directory";
      case FileSystemLoopException _ -> "too many levels of symbolic links";
      case FileSystemException other when other.getReason() != null -> words(other.getReason());
      case CharacterCodingException _ -> "not UTF-8 text";
      case FileNotFoundException other -> betweenBrackets(String.valueOf(other.getMessage()));
      case null -> "no further detail";
      default -> words(String.valueOf(failure.getMessage()));
    };
  }

  /** Lowers the first letter, because the operating system's messages begin with a capital. */
  private static String words(String reason) {
    return reason.isEmpty()
        ? "no further detail"
        : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }

  /** The reason in a message of java.io, which has the form "name (reason)". */
  private static String betweenBrackets(String message) {
    int opening = message.lastIndexOf('(');
    return opening >= 0 && message.endsWith(")")
        ? words(message.substring(opening + 1, message.length() - 1))
        : words(message);
  }
}
