package dev.waybill.certificates;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A folder with the certificate of a development authority and those that it has issued, one for
 * each name: NAME.pem, and NAME-key.pem for its owner's eyes only. What is there is kept as it is.
 */
public final class CertificateFolder {
  private static final String AUTHORITY = "ca";
  private static final String LOCK = ".lock";
  private static final String AUTHORITY_NAME = "Waybill development CA";
  private static final Duration AUTHORITY_LASTS = Duration.ofDays(3650);
  private static final Duration CERTIFICATE_LASTS = Duration.ofDays(365);

  /** Of all folders, because a lock on a file keeps out other processes only. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path folder;

  public CertificateFolder(Path folder) {
    this.folder = folder;
  }

  /** The file with the certificate of the authority. */
  public Path authority() {
    return certificate(AUTHORITY);
  }

  /** The file with the certificate of this name. */
  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** The file with the private key of this name. */
  public Path key(String name) {
    return folder.resolve(name + "-key.pem");
  }

  /**
   * Makes the authority and the certificates that are missing. Returns the names of those that were
   * made. Waits while another process does the same, so that each pair comes from one of them.
   *
   * @throws UncheckedIOException if a file cannot be read or written, or a key is missing
   */
  public List<String> complete(List<Owner> owners) {
    if (isComplete(owners)) {
      return List.of();
    }
    IN_THIS_PROCESS.lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
          FileLock _ = lock.lock()) {
        return completeAlone(owners);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /** Then nothing is written, so the folder may be read-only. */
  private boolean isComplete(List<Owner> owners) {
    return Stream.concat(Stream.of(AUTHORITY), owners.stream().map(Owner::name))
        .allMatch(name -> Files.exists(certificate(name)) && Files.exists(key(name)));
  }

  private List<String> completeAlone(List<Owner> owners) throws IOException {
    List<String> made = new ArrayList<>();
    if (isMissing(AUTHORITY)) {
      write(
          AUTHORITY,
          CertificateAuthority.create(AUTHORITY_NAME, Validity.lasting(AUTHORITY_LASTS))
              .identity());
      made.add(AUTHORITY);
    }
    CertificateAuthority authority = CertificateAuthority.read(authority(), key(AUTHORITY));
    for (Owner owner : owners) {
      if (isMissing(owner.name())) {
        write(
            owner.name(),
            authority.issue(owner.name(), owner.hosts(), Validity.lasting(CERTIFICATE_LASTS)));
        made.add(owner.name());
      }
    }
    return made;
  }

  /** Half a pair is not replaced, because the other half may be in use somewhere. */
  private boolean isMissing(String name) throws IOException {
    boolean hasCertificate = Files.exists(certificate(name));
    boolean hasKey = Files.exists(key(name));
    if (hasCertificate != hasKey) {
      Path there = hasCertificate ? certificate(name) : key(name);
      Path missing = hasCertificate ? key(name) : certificate(name);
      throw new FileSystemException(
          there.toString(),
          null,
          missing.getFileName() + " is missing beside it: delete this, too");
    }
    return !hasKey;
  }

  private void write(String name, Identity identity) throws IOException {
    write(key(name), identity.keyPem(), "rw-------");
    write(certificate(name), identity.chainPem(), "rw-r--r--");
  }

  /** Appears whole or not at all, and replaces nothing. */
  private static void write(Path file, String text, String permissions) throws IOException {
    Path unfinished =
        Files.createTempFile(
            file.getParent(),
            file.getFileName().toString(),
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(unfinished, text);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
      Files.move(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * Who a certificate is for.
   *
   * @param hosts the names and addresses at which it is reached
   */
  public record Owner(String name, List<String> hosts) {}
}
