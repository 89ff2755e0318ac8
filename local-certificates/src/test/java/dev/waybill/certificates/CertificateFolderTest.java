package dev.waybill.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.certificates.CertificateFolder.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateFolderTest {
  private static final Owner LEDGER = new Owner("ledger", List.of("ledger", "127.0.0.1"));
  private static final Owner LETTERS = new Owner("letters", List.of("letters", "::1"));

  private static final List<Owner> MANY =
      IntStream.range(0, 20).mapToObj(i -> new Owner("service-" + i, List.of("host"))).toList();

  @TempDir private Path folder;

  @Test
  void makesTheAuthorityAndACertificateForEachOwner() throws Exception {
    CertificateFolder certificates = new CertificateFolder(folder.resolve("new/certs"));

    assertThat(certificates.complete(List.of(LEDGER))).containsExactly("ca", "ledger");

    Identity authority =
        Identity.read(certificates.authority(), folder.resolve("new/certs/ca-key.pem"));
    Identity ledger = Identity.read(certificates.certificate("ledger"), certificates.key("ledger"));
    ledger.chain().getFirst().verify(authority.chain().getFirst().getPublicKey());
    assertThat(ledger.chain().getFirst().getSubjectX500Principal().getName())
        .isEqualTo("CN=ledger");
  }

  @Test
  void keepsWhatIsThereAndAddsWhatIsMissing() throws Exception {
    CertificateFolder certificates = new CertificateFolder(folder);
    certificates.complete(List.of(LEDGER));
    Map<Path, String> before = contents();

    assertThat(certificates.complete(List.of(LEDGER))).isEmpty();
    assertThat(contents()).isEqualTo(before);
    assertThat(certificates.complete(List.of(LEDGER, LETTERS))).containsExactly("letters");
    assertThat(contents()).containsAllEntriesOf(before).hasSize(before.size() + 2);
  }

  @Test
  void showsKeysToTheirOwnerOnly() throws Exception {
    new CertificateFolder(folder).complete(List.of(LEDGER));

    for (Path file : contents().keySet()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo(file.toString().endsWith("-key.pem") ? "rw-------" : "rw-r--r--");
    }
  }

  @Test
  void refusesToReplaceHalfAPair() throws Exception {
    CertificateFolder certificates = new CertificateFolder(folder);
    certificates.complete(List.of(LEDGER));
    Files.delete(certificates.key("ledger"));
    Map<Path, String> before = contents();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> certificates.complete(List.of(LEDGER)))
        .withMessageContaining("ledger.pem: ledger-key.pem is missing beside it");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void makesEachPairOnceHoweverManyMakeThem() throws Exception {
    List<Process> processes = List.of(maker(), maker(), maker());
    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      for (Process process : processes) {
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
      }
      for (Process process : processes) {
        process.outputWriter().append('\n').flush();
      }
      List<Future<List<String>>> calls =
          callers.invokeAll(
              Collections.nCopies(2, () -> new CertificateFolder(folder).complete(MANY)));
      for (Process process : processes) {
        assertThat(process.waitFor()).isZero();
      }
      for (Future<List<String>> call : calls) {
        assertThat(call.get()).isNotNull();
      }
    }

    CertificateFolder certificates = new CertificateFolder(folder);
    assertThat(certificates.complete(MANY)).isEmpty();
    Identity authority = Identity.read(certificates.authority(), certificates.key("ca"));
    for (Owner owner : MANY) {
      Identity pair =
          Identity.read(certificates.certificate(owner.name()), certificates.key(owner.name()));
      pair.chain().getFirst().verify(authority.chain().getFirst().getPublicKey());
      assertThat(belongTogether(pair)).as(owner.name()).isTrue();
    }
  }

  private Process maker() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Maker.class.getName(),
            folder.toString())
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static boolean belongTogether(Identity pair) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.key());
    byte[] signed = signature.sign();
    signature.initVerify(pair.chain().getFirst());
    return signature.verify(signed);
  }

  /** Completes a folder in a process of its own. */
  static final class Maker {
    private Maker() {}

    /** Says that it is ready, so that all can begin at one moment. */
    public static void main(String[] arguments) throws IOException {
      System.out.println("ready");
      int _ = System.in.read();
      new CertificateFolder(Path.of(arguments[0])).complete(MANY);
    }
  }

  @Test
  void reportsADamagedAuthority() throws Exception {
    CertificateFolder certificates = new CertificateFolder(folder);
    certificates.complete(List.of(LEDGER));
    Files.writeString(certificates.key("ca"), "-----BEGIN PRIVATE KEY-----\nMIGH\n");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> certificates.complete(List.of(LETTERS)))
        .withMessageContaining("ca.pem: this certificate or its key is damaged");
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
        contents.put(file, Files.readString(file));
      }
    }
    return contents;
  }
}
